import { bom, decode, isBreak } from '../env/bytes.ts';
import { bounded } from './bounds.ts';
import type { Values } from './expansion.ts';

/**
 * What one file, a byte string, adds to the environment of Bun, after src/env_loader.zig of oven-sh/bun and Bun 1.4. `known` is what
 * the shell and the files before it have, and counts more. The values refer to all of it, single quotes or not, and
 * each is resolved once, in order.
 */
export function readAsBun(text: string, known: Values): Map<string, string> {
  return resolved(rawBun(text, now), known);
}

/** Puts in what the values refer to; takes away those that are known already. */
function resolved(own: Map<string, string>, known: Values): Map<string, string> {
  for (const name of known.keys()) own.delete(name);
  const all = new Map([...known, ...own]);
  for (const name of own.keys()) {
    const value = bounded(expand(all.get(name) ?? '', all));
    all.set(name, value);
    own.set(name, value);
  }
  return own;
}

/**
 * The same of Bun before 1.4, which repeats parts of what it does not understand: null for values that hold more of references
 * than names, and what may refer to those.
 */
export function readAsOldBun(
  text: string,
  known: ReadonlyMap<string, string | null>,
): Map<string, string | null> {
  const told = new Map([...known].map(([name, value]) => [name, value ?? '']));
  let isOpen = [...known.values()].includes(null);
  const result = new Map<string, string | null>();
  const raw = rawBun(text, before14(text));
  for (const [name, value] of resolved(new Map(raw), told)) {
    const written = raw.get(name) ?? '';
    const isPlain = !written.includes('$') || (!isOpen && onlyNames.test(written));
    isOpen ||= !isPlain;
    result.set(name, isPlain ? value : null);
  }
  return result;
}

const onlyNames = /^(?:[^$\\{}]|\$\w+|\$\{\w+\})*$/;

/** How a line of versions reads. */
interface Dialect {
  readonly blanks: string;
  /** A byte order mark is none of the first name; otherwise it hides the first line. */
  readonly skipsMark: boolean;
  /** Finds the quote that closes the one at a place; -1 without one. */
  readonly closing: (text: string, open: number, quote: string) => number;
}

const now: Dialect = { blanks: '\t\v\f \n\r', skipsMark: true, closing: closingQuote };
/** To these the second byte of a no-break space is a blank. */
const oldBlanks = `${now.blanks}\xa0`;

/** A quote must end the line, or stand before a comment; the character behind one that does not is passed over. */
function before14(text: string): Dialect {
  const closes = (at: number): boolean => {
    let next = at + 1;
    while (next < text.length && oldBlanks.includes(text.charAt(next))) next += 1;
    const ends = next >= text.length || text.charAt(next) === '#';
    return ends || /[\n\r]/.test(text.slice(at + 1, next));
  };
  // Where none closes any more, no quote is looked for again.
  const last = new Map<string, number>();
  const lastOf = (quote: string): number => {
    let at = last.get(quote) ?? text.lastIndexOf(quote);
    while (at > 0 && !closes(at)) at = text.lastIndexOf(quote, at - 1);
    last.set(quote, at);
    return at;
  };
  const closing = (_text: string, open: number, quote: string): number => {
    const end = lastOf(quote);
    for (let at = open + 1; at <= end; at += 1) {
      if (text.charAt(at) === '\\') at += 1;
      else if (text.charAt(at) === quote) {
        if (closes(at)) return at;
        at += 1;
      }
    }
    return -1;
  };
  return { blanks: oldBlanks, skipsMark: false, closing };
}

/** The values as they stand. */
function rawBun(text: string, by: Dialect): Map<string, string> {
  const own = new Map<string, string>();
  let at = by.skipsMark && text.startsWith(bom) ? bom.length : 0;
  while (at < text.length) {
    // Here and not line by line: blank lines in plenty are passed over once.
    at = behindBlanks(text, at, by);
    const key = readKey(text, at, true, by);
    if (!key) {
      at = behindLine(text, at);
      continue;
    }
    const [value, end] = readValue(text, key.end, by);
    at = end;
    own.set(decode(key.name), decode(value));
  }
  return own;
}

function behindBlanks(text: string, at: number, { blanks }: Dialect): number {
  while (at < text.length && blanks.includes(text.charAt(at))) at += 1;
  return at;
}

function behindLine(text: string, at: number): number {
  while (at < text.length && !isBreak(text.charCodeAt(at))) at += 1;
  return at + 1;
}

function readKey(
  text: string,
  from: number,
  first: boolean,
  by: Dialect,
): { name: string; end: number } | null {
  let end = from;
  while (end < text.length && /[\w.-]/.test(text.charAt(end))) end += 1;
  const at = behindBlanks(text, end, by);
  if (end === from || at >= text.length) return null;
  const name = text.slice(from, end);
  if (first && name === 'export' && at > end) {
    const exported = readKey(text, at, false, by);
    if (exported) return exported;
  }
  if (text.charAt(at) === '=') return { name, end: at + 1 };
  const isColon = text.charAt(at) === ':' && at + 1 < text.length && by.blanks.includes(text.charAt(at + 1));
  return isColon ? { name, end: at + 2 } : null;
}

function readValue(text: string, start: number, by: Dialect): readonly [value: string, end: number] {
  const open = behindBlanks(text, start, by);
  const quote = text.charAt(open);
  if (quote === '"' || quote === "'" || quote === '`') {
    const close = by.closing(text, open, quote);
    if (close > 0) return [unquoted(text.slice(open + 1, close), quote), close + 1];
  }
  let end = start;
  while (end < text.length && text.charAt(end) !== '#' && !isBreak(text.charCodeAt(end))) end += 1;
  let from = start;
  while (from < end && by.blanks.includes(text.charAt(from))) from += 1;
  let to = end;
  while (to > from && by.blanks.includes(text.charAt(to - 1))) to -= 1;
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
