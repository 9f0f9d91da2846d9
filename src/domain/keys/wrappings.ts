import { blanks, quotes, trailers } from './characters.ts';

/** What stands around a key when more than the key was copied. */
export type Wrapping = 'blanks' | 'quotes' | 'bearer' | 'assignment' | 'trailing';

interface WrappingRule {
  readonly what: Wrapping;
  readonly pattern: RegExp;
}

const open = `[${quotes}]*`;
const name = '[A-Za-z_][A-Za-z0-9_.-]{0,79}';
/** Names of variables and fields that hold keys; others are left alone, since tokens of gateways may contain `=`. */
const keyName = `(?=[^=:\\s]{0,79}(?:key|token|secret|openai|auth))${name}`;

/** Each is tried at the beginning only, and looks at a bounded number of characters. */
const leading: readonly WrappingRule[] = [
  { what: 'blanks', pattern: new RegExp(`[${blanks}]+`, 'y') },
  { what: 'quotes', pattern: new RegExp(`[${quotes}]+`, 'y') },
  { what: 'bearer', pattern: new RegExp(`(?:proxy-)?authorization${open}[ \\t]{0,8}[:=]`, 'iy') },
  { what: 'bearer', pattern: /bearer(?:[ \t]{1,8}|:[ \t]{0,8})/iy },
  // setx NAME value, set -gx NAME value (fish), setenv NAME value (csh), ENV NAME value (Dockerfile)
  {
    what: 'assignment',
    pattern: new RegExp(
      `(?:setx|setenv|set|env|export|declare|typeset)(?:[ \\t]{1,8}-[A-Za-z]{1,8}){0,3}[ \\t]{1,8}${open}${keyName}(?:[ \\t]{0,8}=|[ \\t])`,
      'iy',
    ),
  },
  // NAME=, name: , "name":, $env:NAME =, const name =
  {
    what: 'assignment',
    pattern: new RegExp(
      `(?:(?:export|const|let|var)[ \\t]{1,8})?(?:\\$env:|\\$)?${open}${keyName}${open}[ \\t]{0,8}(?::=|=(?!=)|:)`,
      'iy',
    ),
  },
];

const atEnd = new RegExp(`[${blanks}]`);
const quoteAtEnd = new RegExp(`[${quotes}]`);
const trailerAtEnd = new RegExp(`[${trailers}]`);

/** Nobody wraps a key deeper; it bounds the time for a text made to be slow. */
const deepest = 8;

/** How many characters at the beginning wrap the key, and how. */
export function leadingWrap(text: string): { readonly end: number; readonly found: readonly Wrapping[] } {
  const found: Wrapping[] = [];
  let end = 0;
  for (let round = 0, moved = true; moved && round < deepest; round += 1) {
    moved = false;
    for (const { what, pattern } of leading) {
      pattern.lastIndex = end;
      const length = pattern.exec(text)?.[0].length ?? 0;
      if (length === 0) continue;
      end += length;
      moved = true;
      found.push(what);
    }
  }
  return { end, found: [...new Set(found)] };
}

/** Where the key ends before what follows it: blanks, quotes, list marks, a comment, `setx`'s `/M`. */
export function trailingWrap(
  text: string,
  start: number,
): { readonly end: number; readonly found: readonly Wrapping[] } {
  const found: Wrapping[] = [];
  const comment = commentStart(text, start);
  let end = comment ?? text.length;
  if (comment !== null) found.push('trailing');
  for (; end > start; end -= 1) {
    const last = text.charAt(end - 1);
    if (atEnd.test(last)) found.push('blanks');
    else if (quoteAtEnd.test(last)) found.push('quotes');
    else if (trailerAtEnd.test(last) || isFullStop(text, start, end)) found.push('trailing');
    else break;
  }
  return { end, found: [...new Set(found)] };
}

/** A sentence's full stop after a key; `sk-...` is a masked key and keeps its dots. */
function isFullStop(text: string, start: number, end: number): boolean {
  return text[end - 1] === '.' && text[end - 2] !== '.' && text.startsWith('sk-', start);
}

/** ` # comment`, ` // comment` or ` /M` behind the first word, on the only line with text. */
function commentStart(text: string, start: number): number | null {
  const rest = /[ \t]+(?:#|\/\/|\/[mM][ \t]*$)/.exec(text.slice(start, start + 1000));
  if (rest === null || rest.index === 0) return null;
  const from = start + rest.index;
  return /[\r\n][^\r\n]*\S/.test(text.slice(start)) ? null : from;
}
