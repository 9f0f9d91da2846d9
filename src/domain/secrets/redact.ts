import { maskUnknownKeys, unknownKeys } from '../keys/unknown-keys.ts';
import { maskKey, shownPrefix } from './mask.ts';
import { type DecodedText, readingsOf } from './readings.ts';
import { Pieces, pieceLength, type Range, Scattered } from './scattered.ts';

/** Masks secrets in every text on its way out; one for the whole program. */
export interface Redactor {
  /** From now on this secret, its encodings and longer pieces of it are masked. Under 8 characters nothing is secret. */
  add(secret: string): void;
  redact(text: string): string;
}

/** Shorter values are words such as `ollama`: masking them would ruin ordinary text and protect nothing. */
const shortestSecret = 8;

export function createRedactor(): Redactor {
  /** Whole secrets, so that they are shown in the usual masked form. */
  const secrets = new Set<string>();
  /** Secrets too short to have pieces. */
  const short = new Set<string>();
  const pieces = new Pieces();
  /** In lower case, forwards and backwards: for a text in any case. */
  const folded = new Pieces();
  const scattered = new Scattered();
  return {
    add(secret) {
      for (const part of partsOf(secret)) {
        if (part.length < pieceLength) {
          for (const form of [part, ...shortForms(part)]) short.add(form);
          continue;
        }
        if (secrets.has(part)) continue;
        secrets.add(part);
        const hiddenFrom = shownPrefix(part).length;
        // A piece that begins in the prefix still holds something of the rest.
        const told = part.slice(Math.max(0, hiddenFrom - pieceLength + 3));
        pieces.addAll(told);
        const encodings = encodingsOf(part);
        for (const encoded of encodings) pieces.addAll(encoded);
        // Words alone would be found in ordinary text.
        if (!/\d/.test(part)) continue;
        for (const form of [told, ...encodings]) scattered.addAll(form);
        for (const form of [told, encodings[0] ?? '']) {
          folded.addAll(lower(form));
          folded.addAll(reversed(lower(form)));
        }
        pieces.addAll(reversed(told));
      }
    },
    redact(text) {
      let result = text;
      for (const secret of secrets) result = result.replaceAll(secret, () => maskKey(secret));
      for (const secret of short) result = result.replaceAll(secret, () => maskKey(secret));
      // All at once: what one of them masks would be missing in the text that another one knows.
      const written = readingsOf(result).flatMap(rangesWritten);
      return maskUnknownKeys(maskRanges(result, inOrder([...rangesIn(result), ...written])));
    },
  };

  function rangesIn(text: string): readonly Range[] {
    return [...pieces.find(text), ...folded.find(lower(text)), ...scattered.find(text)];
  }

  /** Where a reading shows secrets, and keys that nobody named. */
  function rangesWritten({ text, original }: DecodedText): readonly Range[] {
    const whole = [...short].flatMap((secret) => placesOf(secret, text));
    const known = [...whole, ...rangesIn(text)].map(([from, to]) => [original(from), original(to)] as const);
    const unknown = unknownKeys(text).flatMap(([from, to]): readonly Range[] => {
      const [begin, end] = [original(from), original(to)];
      // One that is written as it is keeps its usual mask.
      return end - begin === to - from ? [] : [[begin, end]];
    });
    return [...known, ...unknown];
  }
}

/**
 * The secret without blanks at its ends; for a text with more in it than a key (a pasted file, a wrapped key), the
 * words that could be one, and all of it without blanks.
 */
function partsOf(secret: string): string[] {
  const text = secret.trim();
  if (text.length < shortestSecret) return [];
  if (/^\S{1,4096}$/.test(text) && !/[{}]|:\/\//.test(text)) return [text, ...keyLike(text)];
  const joined = text.replace(/\s+/g, '');
  return [...keyLike(text), ...(/^[A-Za-z0-9_-]{1,4096}$/.test(joined) ? [joined] : [])];
}

function keyLike(text: string): string[] {
  const words = text.match(/[A-Za-z0-9_-]+/g) ?? [];
  return words.filter((word) => word.length >= pieceLength && /\d/.test(word) && /[A-Za-z]/.test(word));
}

/** How a secret appears in other clothes. Base64 depends on what stands before it: three shifts cover all. */
function encodingsOf(secret: string): string[] {
  const bytes = new TextEncoder().encode(secret);
  const hex = hexOf(bytes);
  const encodings = [hex, hex.toUpperCase()];
  for (let shift = 0; shift < 3; shift += 1) {
    const base64 = toBase64(bytes, shift);
    encodings.push(base64, base64.replaceAll('+', '-').replaceAll('/', '_'));
  }
  const url = [...bytes].map((byte) => percent(byte)).join('');
  const json = JSON.stringify(secret).slice(1, -1);
  for (const other of [url, json]) if (other !== secret) encodings.push(other);
  return encodings.filter((encoded) => encoded.length >= pieceLength);
}

function percent(byte: number): string {
  const character = String.fromCharCode(byte);
  return /[A-Za-z0-9_.~-]/.test(character)
    ? character
    : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

const base64Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 of the bytes with `shift` bytes before them; only the digits that depend on nothing else. */
function toBase64(bytes: Uint8Array, shift: number): string {
  let digits = '';
  // Digit n holds bits 6n to 6n+5 of the shifted bytes; a digit is whole when all of them are the secret's.
  const first = Math.ceil((shift * 8) / 6);
  const end = Math.floor(((shift + bytes.length) * 8) / 6);
  for (let digit = first; digit < end; digit += 1) {
    const bit = digit * 6 - shift * 8;
    const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    digits += base64Alphabet.charAt((pair >> (10 - (bit & 7))) & 63);
  }
  return digits;
}

/** ASCII and its full-width forms (U+FF01 to U+FF5E) only, so that every letter keeps its place. */
const lower = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

const reversed = (text: string): string => [...text].reverse().join('');

/** Other clothes of a secret that is too short to have pieces; a word alone would be found in ordinary text. */
function shortForms(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret);
  const base64 = [0, 1, 2].map((shift) => toBase64(bytes, shift));
  const hex = hexOf(bytes);
  const turned = [reversed(secret), secret.toUpperCase(), secret.toLowerCase()];
  return [...base64, hex, hex.toUpperCase(), ...(/\d/.test(secret) ? turned : [])];
}

const hexOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

function placesOf(secret: string, text: string): readonly Range[] {
  const found: Range[] = [];
  for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.length))
    found.push([at, at + secret.length]);
  return found;
}

/** Ranges that touch or overlap become one. */
function inOrder(ranges: readonly Range[]): readonly Range[] {
  const merged: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((one, other) => one[0] - other[0])) {
    const open = merged.at(-1);
    if (open && from <= open[1]) open[1] = Math.max(open[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** Replaces each range by an ellipsis. */
function maskRanges(text: string, ranges: readonly Range[]): string {
  const kept: string[] = [];
  let copied = 0;
  for (const [from, to] of ranges) {
    // The letter after a backslash is the backslash's: `\n` of JSON has to stay whole.
    kept.push(text.slice(copied, text[from - 1] === '\\' ? from + 1 : from), '…');
    copied = to;
  }
  return kept.join('') + text.slice(copied);
}
