import { writeSync } from 'node:fs';
import { isTerminal } from './is-terminal.ts';

/**
 * Writes some of a text at once; returns how many bytes of it. A console of Windows takes bytes in a code page of its own,
 * where `✔` and all Chinese come out as something else; Node's stream hands it characters, as immediately.
 * Throws system errors.
 */
export function writeOut(fd: 1 | 2, bytes: Uint8Array): number {
  if (process.platform !== 'win32' || !isTerminal(fd)) return writeSync(fd, bytes);
  (fd === 1 ? process.stdout : process.stderr).write(bytes);
  return bytes.length;
}
