import { join } from 'node:path';
import { codeOf } from './error-code.ts';
import type { FileCalls } from './file-calls.ts';
import { patientlyNow } from './patience.ts';

/** Who made it: one line. */
const noteName = 'holder';

/**
 * The part of such a folder that files go into. Git takes nothing that is called `.git` into its index, at no moment and
 * with no option, and it takes this one for no repository, since it has none of a repository's files.
 */
export const insideOf = (path: string): string => join(path, '.git');

/**
 * Makes a folder in which git never sees anything, wherever it lies and whatever rules the project has.
 * Throws system errors, `EEXIST` among them, with nothing left.
 */
export function makeUnstagedFolder(fs: FileCalls, path: string, note: string): void {
  fs.mkdirSync(path, 0o700);
  try {
    fs.mkdirSync(insideOf(path), 0o700);
    writeNote(fs, path, note);
  } catch (error) {
    removeUnstagedFolder(fs, path);
    throw error;
  }
}

export function writeNote(fs: FileCalls, path: string, note: string): void {
  const file = fs.openSync(join(insideOf(path), noteName), 'w', 0o600);
  try {
    fs.writeSync(file, `${note}\n`);
  } finally {
    fs.closeSync(file);
  }
}

/** The note of such a folder; empty where it has none (yet). Throws system errors. */
export function noteOf(fs: FileCalls, path: string): string {
  try {
    return /^(.*)\n$/.exec(fs.readFileSync(join(insideOf(path), noteName), 'utf8'))?.[1] ?? '';
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  }
}

/** Removes it with the files in it. False where that fails. */
export function removeUnstagedFolder(fs: FileCalls, path: string): boolean {
  try {
    const inside = insideOf(path);
    if (fs.readdirSync(path).includes('.git')) {
      // The note goes last: until then others know whose it is.
      for (const name of fs.readdirSync(inside).filter((name) => name !== noteName))
        patientlyNow(() => fs.unlinkSync(join(inside, name)));
      if (fs.readdirSync(inside).length > 0) patientlyNow(() => fs.unlinkSync(join(inside, noteName)));
      patientlyNow(() => fs.rmdirSync(inside));
    }
    patientlyNow(() => fs.rmdirSync(path));
    return true;
  } catch {
    return false;
  }
}

/** Whether it holds more than its note. */
export function holdsFiles(fs: FileCalls, path: string): boolean {
  return (
    fs.readdirSync(path).includes('.git') && fs.readdirSync(insideOf(path)).some((name) => name !== noteName)
  );
}
