import { decode, encode } from '../env/bytes.ts';
import type { Visit } from './visit.ts';

/**
 * The readers that take a file line by line with one regular expression: dotenv up to 14, whose 13 Gatsby and
 * create-react-app have, and env-cmd. They take byte strings, and read them as text, since a mark and wide blanks count as blanks.
 */
export function scanAsOldDotenv(text: string, visit: Visit, by: 'dotenv-13' | 'dotenv-14'): void {
  for (const line of decode(text).split(/\r\n|\n|\r/)) {
    const [, name, rest = ''] = /^\s*([\w.-]+)\s*=\s*(.*)?\s*$/.exec(line) ?? [];
    const raw = by === 'dotenv-14' ? withoutComment(rest) : rest;
    if (name === undefined) continue;
    const quote = raw.charAt(0);
    const quoted = (quote === '"' || quote === "'") && raw.endsWith(quote);
    // A quote alone stays.
    const inside = raw.length === 1 ? raw : raw.slice(1, -1);
    const value = quote === '"' ? inside.replaceAll('\\n', '\n') : inside;
    visit(encode(name), encode(quoted ? value : raw.trim()));
  }
}

/** Without a comment behind a value, which is none where it stands in quotes. */
function withoutComment(rest: string): string {
  const [, quoted] = /^("[^"]*"|'[^']*')(?:\s+#.*)?$/.exec(rest) ?? [];
  const comment = quoted === undefined ? rest.search(/\s#/) : -1;
  return quoted ?? (comment < 0 ? rest : rest.slice(0, comment));
}

/** dotenv 15, the first with values of several lines: no backquotes, and a quote of either kind goes line by line. */
export function scanAsDotenv15(text: string, visit: Visit): void {
  for (const [, name = '', raw = ''] of decode(text).replace(/\r\n?/g, '\n').matchAll(assignment15)) {
    const value = raw.trim();
    const inside = value.replace(/^(['"])([\s\S]*)\1$/gm, '$2');
    visit(
      encode(name),
      encode(value.startsWith('"') ? inside.replaceAll('\\n', '\n').replaceAll('\\r', '\r') : inside),
    );
  }
}

// Blanks of lines above are no part of an assignment: taken from each of them, they would cost the square of their number.
const assignment15 =
  /^[^\S\n]*(?:export\s+)?([\w.-]+)(?:\s*=\s*?|:\s+?)(\s*'(?:\\'|[^'])*'|\s*"(?:\\"|[^"])*"|[^#\r\n]+)?\s*(?:#.*)?$/gm;

/** env-cmd 10: one quote goes from each end, whatever it is, and a comment behind a value is part of it. */
export function scanAsOldEnvCmd(text: string, visit: Visit): void {
  const comments = /(^#.*$)/gim;
  let left = decode(text);
  // It takes away the first like text, from where it stood on, as the real one does.
  for (let match = comments.exec(left); match !== null; match = comments.exec(left))
    left = left.replace(match[1] ?? '', () => '');
  for (const [, , name = '', raw = ''] of left.replace(/(^\n)/gim, '').matchAll(/^((.+?)[=](.*))$/gim)) {
    const value = raw.trim().replace(/(^['"]|['"]$)/g, '');
    visit(encode(name.trim()), encode(value.replaceAll('\\n', '\n')));
  }
}

/** env-cmd 11. A quote ends at its last like, and takes what stands between. */
export function scanAsEnvCmd(text: string, visit: Visit): void {
  const stripped = decode(text)
    .replace(/^\s*#.*$/gim, '')
    .replace(/^\n/gim, '');
  for (const [, , name = '', raw = ''] of stripped.matchAll(/^((.+?)[=](.*))$/gim)) {
    let value = raw.trim();
    const quote = value.charAt(0);
    if (quote === '"' || quote === "'") value = value.slice(1, value.lastIndexOf(quote));
    else value = (value.split('#')[0] ?? '').trim();
    visit(encode(name.trim()), encode(value.replaceAll('\\n', '\n')));
  }
}
