/**
 * Starts counting; the result gives the ms so far. Not `performance.now()`: that global loads a dozen modules on
 * first use.
 */
export function startStopwatch(): () => number {
  const began = process.hrtime();
  return () => {
    const [seconds, nanoseconds] = process.hrtime(began);
    return seconds * 1000 + nanoseconds / 1e6;
  };
}
