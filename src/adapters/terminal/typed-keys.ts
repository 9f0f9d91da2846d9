import type { Key } from './keys.ts';

/** No answer to a choice is longer, and nobody types more within one chunk. In UTF-16 units. */
export const longestAnswer = 4;

/** What follows a pasted text within this time (ms) is more of it. */
const pasteGap = 100;

/**
 * What a person typed, without what was pasted: where there is something to choose, a key that is pasted a moment too late
 * is no answer, nor are its line breaks. Not every terminal marks what is pasted.
 */
export function createTypedKeys(
  now: () => number = () => performance.now(),
): (keys: readonly Key[]) => readonly Key[] {
  let pastedAt = Number.NEGATIVE_INFINITY;
  return (keys) => {
    const isPaste = keys.some(
      (key) => key.name === 'text' && (key.pasted || key.text.length > longestAnswer),
    );
    const isMore = now() - pastedAt < pasteGap;
    if (!isPaste && !isMore) return keys;
    pastedAt = now();
    return [];
  };
}
