import { decode, encode } from '../env/bytes.ts';
import type { Visit } from './visit.ts';

/** What `strip` of Python takes away. */
const blank = '[\\t-\\r\\x1c-\\x20\\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const ends = new RegExp(`^${blank}+|${blank}+$`, 'g');
/** Where `splitlines` of Python breaks a text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: Python counts them
const lineBreaks = /\r\n|[\n\r\v\f\x1c-\x1e\u0085\u2028\u2029]/;

/**
 * `read_env` of django-environ up to 0.4: one line each, no blanks around the `=`, no comments behind a value, the first of
 * duplicates. Source: environ/environ.py of joke2k/django-environ, read on 2026-11-27.
 */
export function scanAsEnviron(text: string, visit: Visit): void {
  const seen = new Set<string>();
  for (const line of decode(text).split(lineBreaks)) {
    const [, name, raw = ''] = /^(\w+)=(.*)$/s.exec(line) ?? [];
    if (name === undefined || seen.has(name)) continue;
    seen.add(name);
    const single = /^'(.*)'$/s.exec(raw)?.[1] ?? raw;
    const double = /^"(.*)"$/s.exec(single)?.[1];
    visit(encode(name), encode(double?.replace(/\\(.)/gs, '$1') ?? single));
  }
}

/**
 * The `.env` of python-decouple: one line each, nothing behind a value is a comment. Source: decouple.py of HBNetwork/python-decouple, read on 2026-11-27.
 */
export function scanAsDecouple(text: string, visit: Visit): void {
  for (const raw of decode(text).split(/\r\n|[\r\n]/)) {
    const line = raw.replace(ends, '');
    const equals = line.indexOf('=');
    if (line.startsWith('#') || equals < 0) continue;
    const value = line.slice(equals + 1).replace(ends, '');
    const quote = value.charAt(0);
    const isQuoted = value.length > 1 && (quote === '"' || quote === "'") && value.endsWith(quote);
    visit(encode(line.slice(0, equals).replace(ends, '')), encode(isQuoted ? value.slice(1, -1) : value));
  }
}
