import type { Cause } from '../causes.ts';
import type { Evidence } from '../evidence-view.ts';

/** Reads the table of answers that are known word for word: in each line a cause, and the fingerprints of answers that mean it. */
export function recallOf(table: string): (evidence: Evidence) => Cause | null {
  const causes = new Map<string, Cause>();
  for (const line of table.trim().split('\n')) {
    const [cause, ...prints] = line.split(' ');
    for (const print of prints) causes.set(print, cause as Cause);
  }
  return (evidence) => causes.get(fingerprint(evidence) ?? '') ?? null;
}

const longest = 400;

/** A short hash (FNV-1a, 32 bits) of the status and the words of an answer, without numbers, ids and addresses; null of none. */
export function fingerprint({ answer }: Evidence): string | null {
  const codes = [...answer.error.codes].sort().join(' ').toLowerCase();
  const words = `${answer.text.slice(0, longest)} ${codes}`
    .replace(/https?:\S+|\S*\d\S*/g, ' ')
    .match(/[a-z]+|[\u3400-\u9fff]+/g);
  if (words === null) return null;
  let hash = 0x811c9dc5;
  for (const character of `${answer.meant} ${words.join(' ')}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}
