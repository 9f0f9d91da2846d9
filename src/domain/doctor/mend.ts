import type { Edit } from './finding.ts';

/** A text with edits made; null where one does not find what it replaces, or two overlap. The same edit twice is one. */
export function applied(text: string, edits: readonly Edit[]): string | null {
  const once = edits.filter((one, at) => edits.findIndex((other) => isSame(one, other)) === at);
  const sorted = [...once].sort((one, other) => one.from - other.from || one.to - other.to);
  let result = '';
  let end = 0;
  for (const { from, to, before, after } of sorted) {
    if (from < end || to < from || text.slice(from, to) !== before) return null;
    result += text.slice(end, from) + after;
    end = to;
  }
  return result + text.slice(end);
}

const isSame = (one: Edit, other: Edit): boolean =>
  one.from === other.from && one.to === other.to && one.after === other.after;

/** A text with a line at its end, in its own line endings; as it is where the line is there. */
export function withLine(text: string, line: string): string {
  const ending = /\r\n/.test(text) ? '\r\n' : '\n';
  if (text.split(/\r?\n/).includes(line)) return text;
  const unfinished = text !== '' && !text.endsWith('\n');
  return `${text}${unfinished ? ending : ''}${line}${ending}`;
}

export interface DiffLine {
  readonly sign: '-' | '+';
  readonly text: string;
}

/** The lines that differ, between the first and the last of them. */
export function diffOf(before: string, after: string): readonly DiffLine[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1;
  let [oldEnd, nowEnd] = [old.length, now.length];
  while (oldEnd > start && nowEnd > start && old[oldEnd - 1] === now[nowEnd - 1]) {
    oldEnd -= 1;
    nowEnd -= 1;
  }
  return [
    ...old.slice(start, oldEnd).map((text): DiffLine => ({ sign: '-', text })),
    ...now.slice(start, nowEnd).map((text): DiffLine => ({ sign: '+', text })),
  ];
}
