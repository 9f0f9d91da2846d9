/** One file in one commit, as git's raw differences tell it. */
export interface RawChange {
  /** Null for what is in no commit yet. */
  readonly commit: string | null;
  readonly path: string;
  /** The names of its contents; null where there is no file. */
  readonly before: string | null;
  readonly after: string | null;
}

/** A submodule: what it names is a commit of another repository. */
const moduleMode = '160000';

/** Reads `git log --raw -z --format=%x01%H` or `git diff --raw -z`, entry by entry. */
export function createChangeReader(take: (change: RawChange) => void): (entry: string) => void {
  let commit: string | null = null;
  let fields: RegExpExecArray | null = null;
  return (entry) => {
    if (fields) {
      const [, modeBefore, modeAfter, before = '', after = ''] = fields;
      const nameOf = (id: string, mode = ''): string | null =>
        mode === moduleMode || /^0+$/.test(id) ? null : id;
      take({ commit, path: entry, before: nameOf(before, modeBefore), after: nameOf(after, modeAfter) });
      fields = null;
    } else if (entry.startsWith('\x01')) {
      commit = entry.slice(1);
    } else {
      // The first entry of a commit follows a line's end.
      fields = /^\n?:(\d+) (\d+) ([0-9a-f]+) ([0-9a-f]+) [A-Z]\d*$/.exec(entry);
    }
  };
}

/** The lines, from 1, that a difference without context adds: first and last of each block. */
export function addedLines(difference: string): readonly (readonly [first: number, last: number])[] {
  const blocks: [number, number][] = [];
  let skipped = 0;
  for (const line of difference.split('\n')) {
    if (skipped > 0) {
      if (!line.startsWith('\\')) skipped -= 1;
      continue;
    }
    const [, removed = '1', first, added = '1'] =
      /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
    if (first === undefined) continue;
    skipped = Number(removed) + Number(added);
    if (Number(added) > 0) blocks.push([Number(first), Number(first) + Number(added) - 1]);
  }
  return blocks;
}
