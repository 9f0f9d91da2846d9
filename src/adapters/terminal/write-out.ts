import { writeSync } from 'node:fs';
import { OutputUnwritable } from '../../ports/errors.ts';
import { asciiOnly } from '../../ui/theme.ts';
import { codeOf } from '../files/error-code.ts';
import { isTerminal } from './is-terminal.ts';
import { showsUnicode } from './terminal-kind.ts';

/**
 * Writes some of a text at once; returns how many bytes of it. A console of Windows takes bytes in a code page of its own,
 * where `✔` and all Chinese come out as something else; Node's stream hands it characters, as immediately.
 * Throws system errors.
 */
function writeOut(fd: 1 | 2, bytes: Uint8Array): number {
  if (process.platform !== 'win32' || !isTerminal(fd)) return writeSync(fd, bytes);
  (fd === 1 ? process.stdout : process.stderr).write(bytes);
  return bytes.length;
}

/**
 * Writes all of it, at once and in order, also to a slow pipe; nothing to a closed one. Throws `OutputUnwritable`, once,
 * where standard output takes no more.
 */
export function writeAll(fd: 1 | 2, text: string): void {
  let bytes: Uint8Array = Buffer.from(showsAll(fd) ? text : asciiOnly(text));
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeOut(fd, bytes));
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EAGAIN') continue;
      if (code === 'EPIPE') return;
      // Nobody can be told on stderr that stderr cannot be written, nor on a terminal that was closed.
      if (fd === 2 || code === 'EIO' || given.has(fd)) return;
      given.add(fd);
      throw new OutputUnwritable(code);
    }
  }
}

/** A file or pipe takes every character; asking whether it is one costs, and most terminals do as well. */
const showsAll = (fd: 1 | 2): boolean => showsUnicode(process.env, process.platform) || !isTerminal(fd);

/** Streams that were given up: one failure is told, and what tells it may be written there as well. */
const given = new Set<1 | 2>();
