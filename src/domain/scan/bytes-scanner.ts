import { encodingOf } from '../text/encoding.ts';
import { createTextScanner, type PlacedKey, type TextScanner } from './text-scanner.ts';

export interface BytesScanner {
  /** The next piece, cut anywhere; it is not kept. */
  push(piece: Uint8Array): void;
  /** There are no more. Returns the keys, in order. */
  end(): readonly PlacedKey[];
}

/** One character for each byte, and ASCII as it is. */
const asBytes = new TextDecoder('latin1');

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
    if (hasZeros) bareScanner.push(asBytes.decode(piece).replaceAll('\0', ''));
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
  const encoding = encodingOf(start);
  const decoder = new TextDecoder(encoding === 'binary' ? 'utf-8' : encoding);
  return {
    push: (piece: Uint8Array) => scanner.push(decoder.decode(piece, { stream: true })),
    end: () => {
      scanner.push(decoder.decode());
      scanner.end();
    },
  };
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
