/** A line that a patch adds. */
export interface AddedLine {
  readonly commit: string | null;
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

/** What precedes the id of a commit in the output of `git log`; no line of a patch begins like this. */
export const commitMark = '\x01commit ';

/**
 * Reads `git log -p` or `git diff` line by line, in memory that does not grow. Lines are counted by the
 * hunk headers: a line of content may look like a header itself.
 */
export function createPatchReader(): (line: string) => AddedLine | null {
  let commit: string | null = null;
  let path = '';
  let number = 0;
  let removals = 0;
  let additions = 0;
  return (line) => {
    if (removals > 0 || additions > 0) {
      if (line.startsWith('+')) {
        additions -= 1;
        number += 1;
        return { commit, path, line: number - 1, text: line.slice(1) };
      }
      if (line.startsWith('-')) removals -= 1;
      if (line.startsWith(' ')) {
        removals -= 1;
        additions -= 1;
        number += 1;
      }
      return null;
    }
    const hunk = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    if (hunk) {
      removals = Number(hunk[1] ?? 1);
      number = Number(hunk[2]);
      additions = Number(hunk[3] ?? 1);
    } else if (line.startsWith('+++ ')) {
      path = pathOf(line.slice(4));
    } else if (line.startsWith(commitMark)) {
      commit = line.slice(commitMark.length);
    }
    return null;
  };
}

/** Git ends a path that has blanks with a tab, and quotes one that has special characters as C does. */
function pathOf(header: string): string {
  const name = header.endsWith('\t') ? header.slice(0, -1) : header;
  return (name.startsWith('"') ? unquote(name) : name).replace(/^b\//, '');
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

function unquote(name: string): string {
  return name.slice(1, -1).replace(/(?:\\[0-7]{3})+|\\./g, (code) => {
    if (!/^\\[0-7]/.test(code)) return ESCAPES[code.slice(1)] ?? code.slice(1);
    const bytes = code
      .slice(1)
      .split('\\')
      .map((octal) => Number.parseInt(octal, 8));
    return new TextDecoder().decode(Uint8Array.from(bytes));
  });
}
