import { maskUnknownKeys } from './keys/unknown-keys.ts';
import { maskKey, shownPrefix } from './mask.ts';

/** Masks secrets in every text on its way out; one for the whole program. */
export interface Redactor {
  /** From now on this secret, its encodings and longer pieces of it are masked. Under 8 characters nothing is secret. */
  add(secret: string): void;
  redact(text: string): string;
}

/** A piece of this many consecutive characters is too much of a secret to be shown. */
const pieceLength = 12;
/** Shorter values are words such as `ollama`: masking them would ruin ordinary text and protect nothing. */
const shortestSecret = 8;

export function createRedactor(): Redactor {
  /** Whole secrets, so that they are shown in the usual masked form. */
  const secrets = new Set<string>();
  /** Secrets too short to have pieces. */
  const short = new Set<string>();
  const pieces = new Pieces();
  return {
    add(secret) {
      for (const part of partsOf(secret)) {
        if (part.length < pieceLength) {
          short.add(part);
          continue;
        }
        if (secrets.has(part)) continue;
        secrets.add(part);
        const hiddenFrom = shownPrefix(part).length;
        // A piece that begins in the prefix still holds something of the rest.
        pieces.addAll(part.slice(Math.max(0, hiddenFrom - pieceLength + 3)));
        for (const encoded of encodingsOf(part)) pieces.addAll(encoded);
      }
    },
    redact(text) {
      let result = text;
      for (const secret of secrets) result = result.replaceAll(secret, () => maskKey(secret));
      for (const secret of short) result = result.replaceAll(secret, () => maskKey(secret));
      return maskUnknownKeys(pieces.mask(result));
    },
  };
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
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
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

/** Finds pieces of secrets with a rolling hash: one step for each character of the text. */
class Pieces {
  readonly #hashes = new Set<number>();
  readonly #known = new Set<string>();

  addAll(text: string): void {
    for (let at = 0; at + pieceLength <= text.length; at += 1) {
      const piece = text.slice(at, at + pieceLength);
      this.#known.add(piece);
      this.#hashes.add(hashOf(piece));
    }
  }

  /** Replaces every run of known pieces by one ellipsis. */
  mask(text: string): string {
    if (this.#known.size === 0 || text.length < pieceLength) return text;
    const kept: string[] = [];
    let copied = 0;
    let maskedTo = 0;
    let hash = hashOf(text.slice(0, pieceLength));
    for (let at = 0; at + pieceLength <= text.length; at += 1) {
      if (this.#hashes.has(hash) && this.#known.has(text.slice(at, at + pieceLength))) {
        if (at > maskedTo || maskedTo === 0) kept.push(text.slice(copied, at), '…');
        maskedTo = at + pieceLength;
        copied = maskedTo;
      }
      hash = roll(hash, text.charCodeAt(at), text.charCodeAt(at + pieceLength));
    }
    return kept.join('') + text.slice(copied);
  }
}

const base = 0x01000193;
/** `base` to the power of `pieceLength`, in 32 bits. */
const leaving = Array.from({ length: pieceLength }).reduce<number>((power) => Math.imul(power, base), 1);

function hashOf(piece: string): number {
  let hash = 0;
  for (let at = 0; at < piece.length; at += 1) hash = (Math.imul(hash, base) + piece.charCodeAt(at)) | 0;
  return hash;
}

function roll(hash: number, out: number, into: number): number {
  return (Math.imul(hash, base) + into - Math.imul(leaving, out)) | 0;
}
