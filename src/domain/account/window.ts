const day = 86_400;

/**
 * Whether a limit is one of a day, although its header does not say so: OpenAI's smallest accounts and Groq give requests a
 * day under the name that others use for a minute. What was used comes back at a steady pace, so the time until all of it
 * is back tells how long the whole takes: 3 of 200 in 1296 s are 200 in a day.
 */
export function spansADay(headers: Readonly<Record<string, string>>, kind: 'requests' | 'tokens'): boolean {
  const limit = Number(headers[`x-ratelimit-limit-${kind}`] ?? Number.NaN);
  const used = limit - Number(headers[`x-ratelimit-remaining-${kind}`] ?? Number.NaN);
  const reset = secondsIn(headers[`x-ratelimit-reset-${kind}`] ?? '');
  if (reset === null || !(used > 0)) return false;
  const whole = (reset * limit) / used;
  return whole > day * 0.8 && whole < day * 1.2;
}

const units = { d: day, h: 3600, m: 60, s: 1, ms: 0.001 } as const;

/** `7m12s`, `120ms`, `1h2m3.5s`, or plain seconds. */
function secondsIn(text: string): number | null {
  if (/^\d{1,9}(?:\.\d{1,9})?$/.test(text)) return Number(text);
  if (!/^(?:\d{1,9}(?:\.\d{1,9})?(?:ms|[dhms])){1,6}$/.test(text)) return null;
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(ms|[dhms])/g);
  return [...parts].reduce(
    (sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units],
    0,
  );
}
