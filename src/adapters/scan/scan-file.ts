import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { basename, dirname, sep } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createBytesScanner } from '../../domain/scan/bytes-scanner.ts';
import { bytesMayHoldKey } from '../../domain/scan/candidates.ts';
import type { PlacedKey } from '../../domain/scan/text-scanner.ts';
import { codeOf } from '../files/error-code.ts';

const pieceSize = 256 * 1024;

/** Bytes. No code host takes a larger file: it holds data, not code, and is only searched where it is named by itself. */
export const largest = 100 * 1024 * 1024;

/** Reads one file after the other for keys, with one piece of each in memory. */
interface FileReader {
  /**
   * The keys in a file; null where it cannot be read, `large` where it has more bytes than `most`. A file that is gone has
   * none.
   */
  keysIn(absolute: string, most?: number): Promise<readonly PlacedKey[] | 'large' | null>;
}

export function createFileReader(): FileReader {
  const piece = Buffer.alloc(pieceSize);
  const rest = createRest();
  return {
    async keysIn(absolute, most = Number.POSITIVE_INFINITY) {
      let descriptor: number;
      try {
        // A pipe that nobody writes to must not be waited for.
        descriptor = openSync(bytesOfName(absolute), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      } catch (error) {
        return isGone(error) ? [] : null;
      }
      try {
        const stat = fstatSync(descriptor);
        if (!stat.isFile()) return [];
        if (stat.size > most) return 'large';
        return await read(descriptor);
      } catch {
        return null;
      } finally {
        closeSync(descriptor);
      }
    },
  };

  async function read(descriptor: number): Promise<readonly PlacedKey[]> {
    let size = readSync(descriptor, piece, 0, pieceSize, null);
    // Most files are small and hold nothing: for them nothing is decoded.
    if (size < pieceSize && !bytesMayHoldKey(piece.toString('latin1', 0, size))) {
      await rest();
      return [];
    }
    const scanner = createBytesScanner();
    while (size > 0) {
      scanner.push(piece.subarray(0, size));
      await rest();
      size = readSync(descriptor, piece, 0, pieceSize, null);
    }
    return scanner.end();
  }
}

/** Lets the rest of the program have its turn now and then: Ctrl-C, and the line that shows what goes on. */
export function createRest(): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    if (performance.now() - last < 40) return undefined;
    return nextTurn().then(() => {
      last = performance.now();
    });
  };
}

/** There is nothing of that name. */
export const isGone = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(error));

/** A path with names that are no UTF-8 as the system has it: what was read of them cannot be opened. */
function bytesOfName(path: string): string | Buffer {
  if (!path.includes('\ufffd')) return path;
  const folder = dirname(path);
  if (folder === path) return path;
  const above = Buffer.from(bytesOfName(folder));
  try {
    const name = readdirSync(above, { encoding: 'buffer' }).find((one) => one.toString() === basename(path));
    return name ? Buffer.concat([above, Buffer.from(sep), name]) : path;
  } catch {
    return path;
  }
}
