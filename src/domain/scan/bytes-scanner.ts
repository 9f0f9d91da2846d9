import { encodingOf } from '../text/encoding.ts';
import { createTextScanner, type PlacedKey, type TextScanner } from './text-scanner.ts';

interface BytesScanner {
  /** The next piece, cut anywhere; it is not kept. */
  push(piece: Uint8Array): void;
  /** There are no more. Returns the keys, in order. */
  end(): readonly PlacedKey[];
}

/** Bytes that are seen before the encoding is told. */
const sample = 8_000;

/**
 * Finds the keys in the bytes of any file: a text in UTF-8, in UTF-16 or in another encoding that has ASCII in it, one in
 * which encodings are mixed, or none at all. The same bytes give the same keys, wherever they come from.
 */
export function createBytesScanner(): BytesScanner {
  const found: PlacedKey[] = [];
  /** Those that only show without the zero bytes: UTF-16 within something else, or something else within UTF-16. */
  const bare: PlacedKey[] = [];
  const bareScanner = createTextScanner((key) => bare.push(key));
  /** Bytes that are no UTF-8 cost nothing of what stands beside them. */
  const bareDecoder = new TextDecoder();
  let scanner: { readonly push: (piece: Uint8Array) => void; readonly end: () => void } | null = null;
  let start: Uint8Array = new Uint8Array(0);
  let lines = 0;
  let hasZeros = false;

  const readOn = (piece: Uint8Array): void => {
    scanner ??= decoding(
      piece,
      createTextScanner((key) => found.push(key)),
    );
    scanner.push(piece);
    hasZeros ||= piece.includes(0);
    // What comes before the first zero byte looks the same without them; only its lines are counted.
    if (hasZeros) bareScanner.push(bareDecoder.decode(withoutZeros(piece), { stream: true }));
    else lines += count(piece, 0x0a);
  };
  return {
    push(piece) {
      if (scanner) return readOn(piece);
      start = start.length === 0 ? piece.slice() : joined(start, piece);
      if (start.length >= sample) readOn(start);
    },
    end() {
      if (!scanner && start.length > 0) readOn(start);
      scanner?.end();
      bareScanner.push(bareDecoder.decode());
      bareScanner.end();
      const known = new Set(found.map(({ text }) => text));
      const more = bare
        .filter(({ text }) => !known.has(text))
        .map((key) => ({ ...key, line: key.line + lines }));
      return more.length === 0 ? found : [...found, ...more].sort((one, other) => one.line - other.line);
    },
  };
}

function decoding(start: Uint8Array, scanner: TextScanner) {
  const half = halfOfWide(start);
  const encoding = half?.encoding ?? encodingOf(start);
  const decoder = new TextDecoder(encoding === 'binary' ? 'utf-8' : encoding);
  let at = 0;
  const halved = (piece: Uint8Array): Uint8Array => {
    const from = at;
    at += piece.length;
    return half ? piece.filter((_, index) => ((from + index) & 2) === half.at) : piece;
  };
  return {
    push: (piece: Uint8Array) => scanner.push(decoder.decode(halved(piece), { stream: true })),
    end: () => {
      scanner.push(decoder.decode());
      scanner.end();
    },
  };
}

/** A few bytes tell nothing. */
const fewestUnits = 8;

/** Which two of the four bytes of a character in UTF-32 say something: they are UTF-16. Null where it is not UTF-32. */
function halfOfWide(start: Uint8Array): { readonly at: 0 | 2; readonly encoding: string } | null {
  const units = Math.floor(Math.min(start.length, sample) / 4);
  const filled = (at: number): boolean => start[at] !== 0 || start[at + 1] !== 0;
  let [little, big] = [0, 0];
  for (let at = 0; at < units * 4; at += 4) {
    if (filled(at) && !filled(at + 2)) little += 1;
    if (!filled(at) && filled(at + 2)) big += 1;
  }
  const most = Math.max(fewestUnits, units * 0.9);
  if (little >= most) return { at: 0, encoding: 'utf-16le' };
  return big >= most ? { at: 2, encoding: 'utf-16be' } : null;
}

/** Before anything is decoded: a zero byte may part the bytes of one character. */
function withoutZeros(bytes: Uint8Array): Uint8Array {
  const kept = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte !== 0) kept[length++] = byte;
  }
  return kept.subarray(0, length);
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function count(bytes: Uint8Array, wanted: number): number {
  let found = 0;
  for (let at = bytes.indexOf(wanted); at >= 0; at = bytes.indexOf(wanted, at + 1)) found += 1;
  return found;
}
