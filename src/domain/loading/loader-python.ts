import { afterBreak, decode, encode, isBreak, lineEnd, skipSpace, skipSpaceInLine } from '../env/bytes.ts';
import { controlEscapes } from './escapes.ts';
import type { Visit } from './visit.ts';

/**
 * python-dotenv 1.2, after src/dotenv/parser.py of theskumar/python-dotenv. References to other
 * variables are left as they stand. `declared` is told of a name that stands alone, which takes back an assignment
 * above it. A byte order mark is part of the first name up to 1.2.2.
 */
export function scanAsPython(text: string, visit: Visit, declared?: (name: string) => void): void {
  let at = 0;
  while (at < text.length) {
    const start = text.startsWith('\xef\xbb\xbf', at) ? at : skipSpace(text, at);
    if (start >= text.length) return;
    at = readBinding(text, start, visit, declared);
  }
}

/** Reads one statement; returns where the next one starts. */
function readBinding(text: string, start: number, visit: Visit, declared?: (name: string) => void): number {
  let at = start;
  if (text.startsWith('export', at)) {
    const after = skipSpaceInLine(text, at + 6);
    if (after > at + 6) at = after;
  }
  if (text.charAt(at) === '#') return afterBreak(text, lineEnd(text, at));
  let name: string;
  if (text.charAt(at) === "'") {
    const close = text.indexOf("'", at + 1);
    if (close <= at + 1) return restOfLine(text, at);
    name = text.slice(at + 1, close);
    at = close + 1;
  } else {
    const from = at;
    while (at < text.length && !endsName(text.charCodeAt(at))) at += 1;
    if (at === from) return restOfLine(text, at);
    name = text.slice(from, at);
  }
  at = skipSpaceInLine(text, at);
  let value: string | null = null;
  if (text.charAt(at) === '=') {
    const valueStart = skipSpaceInLine(text, at + 1);
    const quote = text.charAt(valueStart);
    if (quote === '"' || quote === "'") {
      const close = closingQuote(text, valueStart, quote);
      if (close === -1) return restOfLine(text, valueStart);
      // It opens the file as text, where each line break is a line feed.
      value = unescaped(text.slice(valueStart + 1, close).replace(/\r\n?/g, '\n'), quote);
      at = close + 1;
    } else {
      const end = lineEnd(text, valueStart);
      value = encode(unquoted(decode(text.slice(valueStart, end))));
      at = end;
    }
  }
  at = skipSpaceInLine(text, at);
  if (text.charAt(at) === '#') at = lineEnd(text, at);
  if (at < text.length && !isBreak(text.charCodeAt(at))) return restOfLine(text, at);
  if (value !== null) visit(name, value);
  else declared?.(name);
  return afterBreak(text, at);
}

function restOfLine(text: string, at: number): number {
  return afterBreak(text, lineEnd(text, at));
}

/** `[=#\s]` ends a name. */
function endsName(code: number): boolean {
  return code === 61 || code === 35 || code === 32 || (code >= 9 && code <= 13);
}

function closingQuote(text: string, open: number, quote: string): number {
  let escaped = -1;
  for (let at = text.indexOf(quote, open + 1); at !== -1; at = text.indexOf(quote, at + 1)) {
    if (text.charCodeAt(at - 1) !== 92) return at;
    escaped = at;
  }
  return escaped;
}

function unescaped(value: string, quote: string): string {
  if (quote === "'") return value.replace(/\\([\\'])/g, '$1');
  return value.replace(/\\([\\'"abfnrtv])/g, (_, char: string) => escapes[char] ?? char);
}

const escapes: Readonly<Record<string, string>> = {
  ...controlEscapes,
};

/** Cuts a comment: a `#` after a blank. */
function unquoted(value: string): string {
  for (let hash = value.indexOf('#'); hash !== -1; hash = value.indexOf('#', hash + 1)) {
    if (/\s/.test(value.charAt(hash - 1))) return value.slice(0, hash).trimEnd();
  }
  return value.trimEnd();
}
