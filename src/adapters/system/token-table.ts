import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';

/** A token as the tokenizer's package has it: text, or its bytes where they are no text. */
type Token = string | number[];

/** Tokens of one byte, which come first. */
const singles = 256;

/**
 * Reads a table that `scripts/build/token-table.mjs` packed: the single bytes in their order, then for each further
 * token the ranks of the two earlier ones that it joins, in three planes (the high bytes of all first ones, then
 * of all second ones; then the middle and the low bytes), all in brotli.
 */
export function readTokens(path: string): Token[] {
  const table = brotliDecompressSync(readFileSync(path));
  const length = (table.length - singles) / 6;
  // All first ranks, then all second ones.
  const ranks = new Uint32Array(2 * length);
  for (let plane = 0; plane < 3; plane++) {
    const bytes = table.subarray(singles + plane * ranks.length);
    for (let at = 0; at < ranks.length; at++)
      ranks[at] = ((ranks[at] as number) << 8) | (bytes[at] as number);
  }
  const tokens = Array.from(table.subarray(0, singles), (byte) => asToken(Buffer.of(byte)));
  const token = (at: number) => tokens[ranks[at] as number] as Token;
  for (let at = 0; at < length; at++) tokens.push(join(token(at), token(length + at)));
  return tokens;
}

function join(left: Token, right: Token): Token {
  if (typeof left === 'string' && typeof right === 'string') return left + right;
  return asToken(room.subarray(0, put(right, put(left, 0))));
}

/** Room for one token; the longest has 128 bytes. A buffer for each would take half of all the time. */
const room = Buffer.alloc(1024);

/** Writes a token's bytes at that place, and gives the place behind them. */
function put(token: Token, at: number): number {
  if (typeof token === 'string') return at + room.write(token, at);
  room.set(token, at);
  return at + token.length;
}

/** Text where the bytes are one; to the package a text that begins with a byte order mark is none. */
function asToken(bytes: Buffer): Token {
  const text = isUtf8(bytes) ? bytes.toString() : '\ufeff';
  return text.startsWith('\ufeff') ? [...bytes] : text;
}
