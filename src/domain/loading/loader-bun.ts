import { bom, decode, isBreak } from '../env/bytes.ts';
import { bounded } from './bounds.ts';
import type { Values } from './expansion.ts';

/**
 * What one file, a byte string, adds to the environment of Bun, after src/env_loader.zig of oven-sh/bun and Bun 1.4. `known` is what
 * the shell and the files before it have, and counts more. The values refer to all of it, single quotes or not, and
 * each is resolved once, in order.
 */
export function readAsBun(text: string, known: Values): Map<string, string> {
  const own = new Map<string, string>();
  let at = text.startsWith(bom) ? bom.length : 0;
  while (at < text.length) {
    const key = readKey(text, at, true);
    if (!key) {
      at = behindLine(text, at);
      continue;
    }
    const [value, end] = readValue(text, key.end);
    at = end;
    const name = decode(key.name);
    if (!known.has(name)) own.set(name, decode(value));
  }
  const all = new Map([...known, ...own]);
  for (const name of own.keys()) {
    const value = bounded(expand(all.get(name) ?? '', all));
    all.set(name, value);
    own.set(name, value);
  }
  return own;
}

const blanks = '\t\v\f \n\r';

function behindBlanks(text: string, at: number): number {
  while (at < text.length && blanks.includes(text.charAt(at))) at += 1;
  return at;
}

function behindLine(text: string, at: number): number {
  while (at < text.length && !isBreak(text.charCodeAt(at))) at += 1;
  return at + 1;
}

function readKey(text: string, from: number, first: boolean): { name: string; end: number } | null {
  const start = first ? behindBlanks(text, from) : from;
  let end = start;
  while (end < text.length && /[\w.-]/.test(text.charAt(end))) end += 1;
  const at = behindBlanks(text, end);
  if (end === start || at >= text.length) return null;
  const name = text.slice(start, end);
  if (first && name === 'export' && at > end) {
    const exported = readKey(text, at, false);
    if (exported) return exported;
  }
  if (text.charAt(at) === '=') return { name, end: at + 1 };
  const isColon = text.charAt(at) === ':' && at + 1 < text.length && blanks.includes(text.charAt(at + 1));
  return isColon ? { name, end: at + 2 } : null;
}

function readValue(text: string, start: number): readonly [value: string, end: number] {
  const open = behindBlanks(text, start);
  const quote = text.charAt(open);
  if (quote === '"' || quote === "'" || quote === '`') {
    const close = closingQuote(text, open, quote);
    if (close > 0) return [unquoted(text.slice(open + 1, close), quote), close + 1];
  }
  let end = start;
  while (end < text.length && text.charAt(end) !== '#' && !isBreak(text.charCodeAt(end))) end += 1;
  let from = start;
  while (from < end && blanks.includes(text.charAt(from))) from += 1;
  let to = end;
  while (to > from && blanks.includes(text.charAt(to - 1))) to -= 1;
  return [text.slice(from, to), end];
}

/** The next quote that no backslash stands before, whatever follows it. */
function closingQuote(text: string, open: number, quote: string): number {
  for (let at = open + 1; at < text.length; at += 1) {
    if (text.charAt(at) === '\\') at += 1;
    else if (text.charAt(at) === quote) return at;
  }
  return -1;
}

function unquoted(value: string, quote: string): string {
  const lines = value.replace(/\r\n?/g, '\n');
  return quote === '"' ? lines.replace(/\\([\s\S])/g, (pair, char) => escapes[char] ?? pair) : lines;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r' };

/** What a reference names is put in as it stands; a default may hold references. */
function expand(value: string, all: Values): string {
  let result = '';
  let at = 0;
  while (at < value.length) {
    const rest = value.slice(at);
    const [bare = '', name = ''] = /^\$(\w+)/.exec(rest) ?? [];
    if (rest.startsWith('\\$')) {
      result += '$';
      at += 2;
    } else if (bare !== '') {
      result += all.get(name) ?? '';
      at += bare.length;
    } else if (rest.startsWith('${')) {
      const close = closingBrace(rest);
      if (close === -1) return result + rest;
      const [, braced, otherwise = ''] = /^(\w*)(?::-([\s\S]*))?$/.exec(rest.slice(2, close)) ?? [];
      result += braced === undefined ? rest.slice(0, close + 1) : (all.get(braced) ?? expand(otherwise, all));
      at += close + 1;
    } else {
      result += value.charAt(at);
      at += 1;
    }
  }
  return result;
}

/** Where the `${` at the start ends; -1 where it does not. */
function closingBrace(text: string): number {
  let open = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text.startsWith('${', at)) open += 1;
    if (text.charAt(at) !== '}') continue;
    open -= 1;
    if (open === 0) return at;
  }
  return -1;
}
