import { keyKind } from '../keys/kinds.ts';
import { isPlaceholder, isTooPlain } from '../keys/placeholders.ts';
import { marker, notAKeyShapes } from '../keys/shapes.ts';
import { resemblances, vendorShapes } from '../keys/vendors.ts';
import { isOwnKind, kindOfService } from './kinds.ts';
import { namedPrefixes } from './marks.ts';

/** A key that stands in a line of text. */
export interface KeyInLine {
  /** From 1, in UTF-16 units, as editors and SARIF count. */
  readonly column: number;
  /** One of OpenAI's own, `unknown`, or the service that it belongs to (`kinds.ts`). */
  readonly kind: string;
  /** The whole key: to be masked before it goes anywhere. */
  readonly text: string;
}

/** All keys in one line, placeholders left out. Time grows with the length of the line only. */
export function keysInLine(line: string): KeyInLine[] {
  const found: KeyInLine[] = [];
  for (const match of line.matchAll(/[A-Za-z0-9_-]{16,}/g)) {
    const [word] = match;
    const key = ownKey(word) ?? otherKey(word, line.slice(Math.max(0, match.index - 5), match.index));
    if (key === null || isInvented(key.text)) continue;
    found.push({ column: match.index + key.at + 1, kind: key.kind, text: key.text });
  }
  return found;
}

interface Part {
  readonly at: number;
  readonly kind: string;
  readonly text: string;
}

/** A key of OpenAI; other letters may stick to its front (`\nsk-proj-…`, `%3Dsk-proj-…`). */
function ownKey(word: string): Part | null {
  const middle = word.indexOf(marker);
  const head = middle < 0 ? word : word.slice(0, middle);
  const named = namedPrefixes.map((prefix) => head.indexOf(prefix)).filter((at) => at >= 0);
  const legacy = middle < 0 ? -1 : head.search(/sk-[A-Za-z0-9]{20}$/);
  const at = named.length > 0 ? Math.min(...named) : legacy;
  if (at < 0) return null;
  const text = word.slice(at);
  const whole = middle < 0 ? text.length >= 48 && isMixed(text) : word.length - middle - marker.length >= 16;
  return whole ? { at, kind: keyKind(text), text } : null;
}

/** A key of another service, or another credential of OpenAI: these begin where the word begins. */
function otherKey(word: string, before: string): Part | null {
  // `\n` of an escaped text, and the end of a terminal's colour.
  const [stuck = ''] =
    (before.endsWith('\\') ? /^[nrt]/ : /\[[0-9;]*$/.test(before) ? /^[0-9]{1,3}m/ : /^/).exec(word) ?? [];
  const at = stuck.length;
  const text = word.slice(at);
  // Public by design, or no more than a checksum by its form.
  if (/^pk[-_]|^[0-9a-f]{32}$/.test(text)) return null;
  const vendor = vendorShapes.find(({ pattern }) => pattern.test(text));
  if (vendor) return { at, kind: kindOfService(vendor.name), text };
  const own = notAKeyShapes.find(
    ({ what, anywhere, pattern }) => isOwnKind(what) && anywhere && pattern.test(text),
  );
  if (own) return { at, kind: own.what, text };
  // A relay's `fk-…` is left out: it is also how people name foreign keys.
  const resembles = text.startsWith('sk-') && resemblances.some(({ pattern }) => pattern.test(text));
  return resembles ? { at, kind: 'unknown', text } : null;
}

/** Real keys are random: an identifier, a sentence in dashes or a row of one character is none. */
function isInvented(text: string): boolean {
  const random = text.replace(marker, '').replace(/^[a-z]{2,}[-_](?:[A-Za-z]+-)?/, '');
  const vague = !text.includes(marker) && !/\d/.test(random);
  return vague || isPlaceholder(text) || isTooPlain(text) || new Set(random).size < 8;
}

function isMixed(text: string): boolean {
  const random = text.slice(text.indexOf('-', 3) + 1);
  return /\d/.test(random) && /[a-z]/.test(random) && /[A-Z]/.test(random);
}
