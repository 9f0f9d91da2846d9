import { createBytesScanner } from '../../domain/scan/bytes-scanner.ts';
import { bytesMayHoldKey } from '../../domain/scan/candidates.ts';
import type { PlacedKey } from '../../domain/scan/text-scanner.ts';
import { type StreamOptions, streamGit } from './git-stream.ts';

/** Contents up to this size are looked at whole before anything is decoded. Bytes. */
const whole = 32 * 1024 * 1024;

/** How many contents one run of git is asked for. */
const atOnce = 20_000;

export interface BlobKeys {
  /** By the name of a content; without those that have none. */
  readonly keys: ReadonlyMap<string, readonly PlacedKey[]>;
  /** How many contents this clone does not have. */
  readonly missing: number;
}

/** The keys in what git keeps under these names, each given once. */
export async function keysInBlobs(
  ids: readonly string[],
  world: Pick<StreamOptions, 'cwd' | 'env'>,
): Promise<BlobKeys> {
  const keys = new Map<string, readonly PlacedKey[]>();
  let read = 0;
  for (let from = 0; from < ids.length; from += atOnce) {
    const input = `${ids.slice(from, from + atOnce).join('\n')}\n`;
    const take = createBatchReader((id, found) => {
      read += 1;
      if (found.length > 0) keys.set(id, found);
    });
    await streamGit(['cat-file', '--batch', '--buffer'], { ...world, input }, take);
  }
  return { keys, missing: ids.length - read };
}

/** One content that is being read. */
interface Blob {
  readonly id: string;
  /** Bytes that are still to come. */
  left: number;
  readonly pieces: Buffer[];
  readonly scanner: ReturnType<typeof createBytesScanner> | null;
}

/** Reads `cat-file --batch`: a line with name, type and size, so many bytes, and the end of a line, again and again. */
function createBatchReader(take: (id: string, keys: readonly PlacedKey[]) => void): (piece: Buffer) => void {
  let header = '';
  let blob: Blob | null = null;
  /** The end of a line behind a content is still to come. */
  let ends = false;

  const begin = (line: string): void => {
    const [id = '', type, size] = line.split(' ');
    // `<name> missing`
    if (size === undefined) return;
    const left = Number(size);
    blob = { id, left, pieces: [], scanner: type === 'blob' && left > whole ? createBytesScanner() : null };
    if (left === 0) finish(blob);
  };
  const finish = ({ id, pieces, scanner }: Blob): void => {
    take(id, scanner ? scanner.end() : keysOf(pieces));
    blob = null;
    ends = true;
  };
  return (piece) => {
    for (let at = 0; at < piece.length; ) {
      if (blob) {
        const part = piece.subarray(at, at + blob.left);
        at += part.length;
        blob.left -= part.length;
        if (blob.scanner) blob.scanner.push(part);
        else blob.pieces.push(part);
        if (blob.left === 0) finish(blob);
      } else if (ends) {
        ends = false;
        at += 1;
      } else {
        const end = piece.indexOf(0x0a, at);
        header += piece.toString('latin1', at, end < 0 ? piece.length : end);
        at = end < 0 ? piece.length : end + 1;
        if (end >= 0) {
          begin(header);
          header = '';
        }
      }
    }
  };
}

function keysOf(pieces: readonly Buffer[]): readonly PlacedKey[] {
  const bytes = pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
  if (!bytes || !bytesMayHoldKey(bytes.toString('latin1'))) return [];
  const scanner = createBytesScanner();
  scanner.push(bytes);
  return scanner.end();
}
