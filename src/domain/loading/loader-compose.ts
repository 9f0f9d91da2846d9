import { decode, encode } from '../env/bytes.ts';
import { controlEscapes } from './escapes.ts';
import type { Visit } from './visit.ts';

/** White space as Go has it; the same without line breaks, in a name and before a value. */
const space = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const inLine = '[\\t\\v\\f\\r \\u0085\\u00a0]';
const blanks = new RegExp(`${space}*`, 'y');
const blanksInLine = new RegExp(`${inLine}*`, 'y');
const blanksAtEnd = new RegExp(`${space}+$`);
const exporting = new RegExp(`export(?=[\\t\\n\\f\\r ])${inLine}*`, 'y');
const name = new RegExp(`(?:[\\p{L}\\p{N}_.\\-[\\]]|${inLine})*`, 'uy');

/**
 * `.env` and `env_file` of docker compose 2, after dotenv/parser.go of compose-spec/compose-go, version 2.10. An error makes it
 * refuse the whole file. References to other variables are left as they stand. `inherited` is told of a name that stands
 * alone on its line. Returns the line that was refused, or 0.
 */
export function scanAsCompose(source: string, visit: Visit, inherited?: (name: string) => void): number {
  const text = decode(source).replace(/^\ufeff/, '');
  let at = 0;
  for (;;) {
    at = behind(blanks, text, at);
    if (at >= text.length) return 0;
    if (text.charAt(at) === '#') {
      at = endOfLine(text, at);
      continue;
    }
    const start = at;
    at = behind(exporting, text, at);
    const end = behind(name, text, at);
    const operator = text.charAt(end);
    // What ends the file without any operator is the value of a variable without a name.
    if (operator === '') return 0;
    if (!'=:\n'.includes(operator)) return lineOf(text, start);
    const found = text.slice(at, end).replace(blanksAtEnd, '');
    if (found.includes(' ')) return lineOf(text, start);
    at = behind(blanksInLine, text, end + 1);
    if (operator === '\n') {
      inherited?.(encode(found));
      continue;
    }
    const quote = text.charAt(at);
    if (quote === '"' || quote === "'") {
      const [value, close] = readQuoted(text, at, quote);
      if (close < 0) return lineOf(text, start);
      visit(encode(found), encode(quote === '"' ? escaped(value) : value), quote === "'");
      at = close + 1;
    } else {
      const next = endOfLine(text, at);
      visit(encode(found), encode(withoutComment(text.slice(at, next)).replace(blanksAtEnd, '')));
      at = next + 1;
    }
  }
}

function behind(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}

function withoutComment(value: string): string {
  const comment = value.indexOf(' #');
  return comment === -1 ? value : value.slice(0, comment);
}

/** The next quote that no backslash stands before; -1 without one. Of an escaped quote the backslash goes. */
function readQuoted(text: string, open: number, quote: string): readonly [value: string, close: number] {
  let value = '';
  for (let at = open + 1; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === quote) return [value, at];
    if (char !== '\\') value += char;
    else if (at + 1 < text.length) {
      at += 1;
      value += text.charAt(at) === quote ? quote : `\\${text.charAt(at)}`;
    }
  }
  return ['', -1];
}

const escapes: Readonly<Record<string, string>> = {
  ...controlEscapes,
  '"': '"',
  '\\': '\\',
  // As references have it.
  $: '$$',
};

function escaped(value: string): string {
  return value.replace(/\\(?:([abfnrtv$"\\])|0(\d{0,3}))/g, (all, char: string | undefined, digits = '') => {
    if (char !== undefined) return escapes[char] ?? all;
    const code = /^[0-3][0-7]{2}$/.test(digits) ? Number.parseInt(digits, 8) : null;
    return code === null ? `\\${digits}` : String.fromCharCode(code);
  });
}

/** Byte by byte: V8 takes an `indexOf` to where it is not meant to run, and that one searches the whole file. */
function endOfLine(text: string, at: number): number {
  while (at < text.length && text.charCodeAt(at) !== 10) at += 1;
  return at;
}

function lineOf(text: string, at: number): number {
  let line = 1;
  for (let before = 0; before < at; before += 1) if (text.charCodeAt(before) === 10) line += 1;
  return line;
}
