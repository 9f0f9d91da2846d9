import ignore from 'ignore';

/** What rules say of a path (parts between `/`, a folder with one at its end); null where none is about it. */
export type IgnoreRules = (path: string) => 'ignored' | 'unignored' | null;

/** No rule that somebody wrote is longer, and an expression made of a much longer one is refused by the engine. */
const longestRule = 1000;

/**
 * The rules of one ignore file, as git has them (gitignore(5)): the last one that matches counts. One that is too
 * long to be read is taken in the way that leaves more unignored.
 */
export function ignoreRules(text: string): IgnoreRules {
  const lines = text.replace(/^\ufeff/, '').split('\n');
  const rules = lines.map((line) => {
    if (line.length <= longestRule) return byBytes(line);
    return line.startsWith('!') ? '!*' : '';
  });
  const engine = ignore({ ignorecase: false, allowRelativePaths: true }).add(rules.join('\n'));
  return (path) => {
    const { ignored, unignored } = engine.test(byBytes(path));
    return ignored ? 'ignored' : unignored ? 'unignored' : null;
  };
}

/** One character for each byte of UTF-8: to git a `?` is one byte, so it is no match for `ü`. */
function byBytes(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}
