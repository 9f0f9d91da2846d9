import { encodingOf } from '../text/encoding.ts';
import { bom, fromByteString, isBreak, toByteString } from './bytes.ts';
import { type Statement, scanEnv } from './scan.ts';

/** The file without a byte order mark at its beginning. */
export function withoutMark(bytes: Uint8Array): Uint8Array {
  return toByteString(bytes.subarray(0, bom.length)) === bom ? bytes.slice(bom.length) : bytes;
}

/** A text in UTF-16 as UTF-8, without a mark; null where it is none, or would lose something. */
export function asUtf8(bytes: Uint8Array): Uint8Array | null {
  const encoding = encodingOf(bytes);
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be') return null;
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : new TextEncoder().encode(text);
  } catch {
    return null;
  }
}

/** The file without all assignments of a name but the last, which keeps its place and its spelling. */
export function mergeAssignments(bytes: Uint8Array, name: string): Uint8Array {
  const text = toByteString(bytes);
  const same: Statement[] = [];
  scanEnv(text, (statement) => {
    if (statement.name === name) same.push(statement);
  });
  const pieces: string[] = [];
  let done = 0;
  for (const statement of same.slice(0, -1)) {
    let from = statement.start;
    while (from > done && !isBreak(text.charCodeAt(from - 1))) from -= 1;
    if (from === 0 && text.startsWith(bom)) from = bom.length;
    pieces.push(text.slice(done, from));
    done = Math.max(from, statement.end);
  }
  return same.length < 2 ? bytes : fromByteString(pieces.join('') + text.slice(done));
}
