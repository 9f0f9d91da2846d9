import { fstatSync, statSync } from 'node:fs';

/**
 * Whether a file descriptor is a terminal. A file, a pipe and `/dev/null` are none, which is known without
 * `node:tty`: it loads the network's modules, ten milliseconds of a start.
 */
export function isTerminal(fd: 0 | 1 | 2): boolean {
  if (process.platform !== 'win32' && !isDevice(fd)) return false;
  return process.getBuiltinModule('node:tty').isatty(fd);
}

/** Whether it is a device that shows characters, on any system but Windows; false where it is closed. */
function isDevice(fd: number): boolean {
  try {
    const stat = fstatSync(fd);
    return stat.isCharacterDevice() && stat.rdev !== statSync('/dev/null').rdev;
  } catch {
    return false;
  }
}
