import type { Secret } from './secret.ts';

/** Fewer characters at the end than this tell nothing. */
const shortestTail = 3;

/** Whether the API's short form of a key (`sk-abc...wxyz`, with dots or stars) is this key's. */
export function matchesRedacted(secret: Secret, redacted: string): boolean {
  const key = secret.reveal();
  const gap = redacted.search(/\.{2,}|[*…•]/);
  if (gap === -1) return key === redacted;
  const head = redacted.slice(0, gap);
  const tail = redacted.slice(gap).replace(/^[.*…•]+/, '');
  return (
    tail.length >= shortestTail &&
    key.length >= head.length + tail.length &&
    key.startsWith(head) &&
    key.endsWith(tail)
  );
}
