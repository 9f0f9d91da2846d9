import { bom, fromByteString, isBreak, toByteString } from './bytes.ts';
import { type Statement, scanEnv } from './scan.ts';

/** The file without a byte order mark at its beginning. */
export function withoutMark(bytes: Uint8Array): Uint8Array {
  return toByteString(bytes.subarray(0, bom.length)) === bom ? bytes.slice(bom.length) : bytes;
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
