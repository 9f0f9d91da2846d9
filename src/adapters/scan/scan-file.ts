import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { basename, dirname, sep } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { mayHoldKey } from '../../domain/scan/find-keys.ts';
import type { KeySighting } from '../../domain/scan/key-sighting.ts';
import { createTextScanner } from '../../domain/scan/text-scanner.ts';
import { maskKey } from '../../domain/secrets/mask.ts';
import { encodingOf } from '../../domain/text/encoding.ts';

const pieceSize = 256 * 1024;

/** Reads one file after the other for keys, with one piece of each in memory. */
export interface FileReader {
  /** The keys in a file, as `untracked`; null where it cannot be read. A file that is gone or is no text has none. */
  keysIn(absolute: string, path: string): Promise<readonly KeySighting[] | null>;
}

export function createFileReader(): FileReader {
  const piece = Buffer.alloc(pieceSize);
  const rest = createRest();
  return {
    async keysIn(absolute, path) {
      let descriptor: number;
      try {
        // A pipe that nobody writes to must not be waited for.
        descriptor = openSync(bytesOfName(absolute), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      } catch (error) {
        return isGone(error) ? [] : null;
      }
      try {
        if (!fstatSync(descriptor).isFile()) return [];
        return await read(descriptor, path);
      } catch {
        return null;
      } finally {
        closeSync(descriptor);
      }
    },
  };

  async function read(descriptor: number, path: string): Promise<readonly KeySighting[]> {
    let size = readSync(descriptor, piece, 0, pieceSize, null);
    const encoding = encodingOf(piece.subarray(0, size));
    if (encoding === 'binary') return [];
    const whole = size < pieceSize;
    // Most files are small and hold nothing: for them no text is decoded.
    if (whole && encoding === 'utf-8' && !mayHoldKey(piece.toString('latin1', 0, size))) {
      await rest();
      return [];
    }
    const found: KeySighting[] = [];
    const decoder = new TextDecoder(encoding);
    const scanner = createTextScanner(({ line, column, kind, text }) => {
      found.push({ path, line, column, commit: null, kind, masked: maskKey(text), where: 'untracked' });
    });
    while (size > 0) {
      scanner.push(decoder.decode(piece.subarray(0, size), { stream: true }));
      await rest();
      size = readSync(descriptor, piece, 0, pieceSize, null);
    }
    scanner.push(decoder.decode());
    scanner.end();
    return found;
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

export function isGone(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

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
