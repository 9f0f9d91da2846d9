import * as nodeFs from 'node:fs';
import { basename } from 'node:path';
import { isNoFileOfWindows } from '../../domain/env/file-names.ts';
import type { FileRead } from '../../ports/files.ts';
import { codeOf } from './error-code.ts';
import type { FileCalls } from './file-calls.ts';
import { patientlyNow } from './patience.ts';
import { realPath as realPathOf } from './real-path.ts';

/** No file that is read whole comes near it: more is a mistake, or is meant to fill the memory. */
const largest = 256 * 1024 * 1024;

/** Reads a file whole, or says why not. Never throws, and waits for nobody. */
export function readWhole(fs: FileCalls, path: string, platform = process.platform): FileRead {
  if (platform === 'win32' && isNoFileOfWindows(basename(path)))
    return { state: 'unreadable', reason: 'special_file', code: '' };
  try {
    const realPath = realPathOf(path, fs);
    const stats = fs.statSync(realPath);
    if (stats.isDirectory()) return { state: 'unreadable', reason: 'directory', code: 'EISDIR' };
    // A pipe would wait for a writer; a device may have no end.
    if (!stats.isFile()) return { state: 'unreadable', reason: 'special_file', code: '' };
    if (stats.size > largest) return { state: 'unreadable', reason: 'too_large', code: '' };
    const bytes = readPatiently(fs, realPath);
    if (bytes === null) return { state: 'unreadable', reason: 'special_file', code: '' };
    return { state: 'file', bytes, mode: stats.mode & 0o777, realPath };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') {
      return isLink(fs, path) ? { state: 'unreadable', reason: 'dangling_link', code } : { state: 'missing' };
    }
    if (code === 'ELOOP') return { state: 'unreadable', reason: 'dangling_link', code };
    const denied = code === 'EACCES' || code === 'EPERM';
    return { state: 'unreadable', reason: denied ? 'no_permission' : 'io_error', code };
  }
}

/**
 * Opened so that nothing waits: what was a file may be a pipe by now, and some files of the kernel wait for news.
 * Node takes numbers for flags as well, which its types leave out.
 */
function readAtOnce(fs: FileCalls, path: string): Uint8Array | null {
  const { O_RDONLY, O_NONBLOCK = 0 } = fs.constants;
  const bytes = new Uint8Array(fs.readFileSync(path, { flag: (O_RDONLY | O_NONBLOCK) as unknown as string }));
  return fs.statSync(path).isFile() ? bytes : null;
}

/** Windows calls a file busy that another program has for itself. */
function readPatiently(fs: FileCalls, path: string): Uint8Array | null {
  return process.platform === 'win32'
    ? patientlyNow(() => readAtOnce(fs, path), ['EBUSY'])
    : readAtOnce(fs, path);
}

function isLink(fs: FileCalls, path: string): boolean {
  try {
    return fs.lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

/** The bytes of a file of whatever project, which may be a pipe; null where there is none to be read. Never throws. */
export function bytesOf(path: string): Uint8Array | null {
  const read = readWhole(nodeFs, path);
  return read.state === 'file' ? read.bytes : null;
}
