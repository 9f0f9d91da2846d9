import { join } from 'node:path';
import type { FileCalls } from './file-calls.ts';

/** The only name in such a folder that is always there while anything else is. */
const ignoreName = '.gitignore';

/**
 * Makes a folder that git never stages, wherever it lies and whatever rules the project has: it ignores all that is in
 * it, itself included (gitignore(5): the rules nearest to a file decide). `note` is a comment in its ignore file.
 * Throws system errors, `EEXIST` among them, with nothing left.
 */
export function makeUnstagedFolder(fs: FileCalls, path: string, note: string): void {
  fs.mkdirSync(path, 0o700);
  try {
    const file = fs.openSync(join(path, ignoreName), 'wx', 0o600);
    try {
      fs.writeSync(file, `*\n# ${note}\n`);
    } finally {
      fs.closeSync(file);
    }
  } catch (error) {
    removeUnstagedFolder(fs, path);
    throw error;
  }
}

/** The note of such a folder; empty where it has none (yet). Throws system errors. */
export function noteOf(fs: FileCalls, path: string): string {
  try {
    return /^\*\n# (.*)\n$/.exec(fs.readFileSync(join(path, ignoreName), 'utf8'))?.[1] ?? '';
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/** Removes it with the files in it, the ignore file last: what it held is never in sight of git. False where that fails. */
export function removeUnstagedFolder(fs: FileCalls, path: string): boolean {
  try {
    const names = fs.readdirSync(path).filter((name) => name !== ignoreName);
    for (const name of [...names, ignoreName]) unlink(fs, join(path, name));
    fs.rmdirSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Whether it holds more than its ignore file. */
export function holdsFiles(fs: FileCalls, path: string): boolean {
  return fs.readdirSync(path).some((name) => name !== ignoreName);
}

function unlink(fs: FileCalls, path: string): void {
  try {
    fs.unlinkSync(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
