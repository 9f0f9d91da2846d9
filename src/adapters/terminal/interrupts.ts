import type { Interrupts } from '../../ports/system.ts';

/**
 * Ctrl-C while no question is open: runs the work that was registered, then `end`. At a question the
 * prompt itself gets Ctrl-C as a key.
 */
export function createInterrupts(end: () => void): Interrupts {
  const works = new Set<() => Promise<void>>();
  let ending = false;
  const interrupt = (): void => {
    if (ending) return;
    ending = true;
    void Promise.allSettled([...works].map((work) => work())).then(end);
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return {
    onInterrupt(work) {
      works.add(work);
      return () => works.delete(work);
    },
  };
}
