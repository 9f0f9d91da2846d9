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

function writeNote(fs: FileCalls, path: string, note: string): void {
  const file = fs.openSync(join(insideOf(path), noteName), 'wx', 0o600);
  try {
    fs.writeSync(file, `${note}\n`);
  } finally {
    fs.closeSync(file);
  }
}

/** Writes a note where there is none. False where another run was first. Throws system errors. */
export function writeNewNote(fs: FileCalls, path: string, note: string): boolean {
  try {
    writeNote(fs, path, note);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Takes a note away, which of several runs only one can. False where it is gone, or is not `note` any more. */
export function takeNote(fs: FileCalls, path: string, note: string): boolean {
  const place = join(insideOf(path), noteName);
  const taken = `${place}.${process.pid}`;
  try {
    patientlyNow(() => fs.renameSync(place, taken));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
  if (fs.readFileSync(taken, 'utf8') === `${note}\n`) {
    fs.unlinkSync(taken);
    return true;
  }
  // Another run was first, and this one had looked before.
  fs.renameSync(taken, place);
  return false;
}

/** The note of such a folder; empty where it has none (yet), `?` for what is none. Throws system errors. */
export function noteOf(fs: FileCalls, path: string): string {
  const place = join(insideOf(path), noteName);
  try {
    // No run makes a pipe, whose reader would wait for ever, or a link.
    if (!fs.lstatSync(place).isFile()) return '?';
    return /^(.*)\n$/.exec(fs.readFileSync(place, 'utf8'))?.[1] ?? '';
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  }
}

/**
 * Whether this is such a folder, perhaps one that is not whole. A link leads to what is somebody else's, and a folder
 * with folders inside is a repository: both may come with a project, under whatever name.
 */
export function isUnstagedFolder(fs: FileCalls, path: string): boolean {
  const isFolder = (at: string): boolean => fs.lstatSync(at).isDirectory();
  if (!isFolder(path)) return false;
  const names = fs.readdirSync(path);
  if (names.length === 0) return true;
  const inside = insideOf(path);
  if (names.some((name) => name !== '.git') || !isFolder(inside)) return false;
  return !fs.readdirSync(inside).some((name) => isFolder(join(inside, name)));
}

/** Removes it with the files in it. False where that fails, and where it is no such folder. */
export function removeUnstagedFolder(fs: FileCalls, path: string): boolean {
  try {
    if (!isUnstagedFolder(fs, path)) return false;
    const inside = insideOf(path);
    if (fs.readdirSync(path).length > 0) {
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
  if (!isUnstagedFolder(fs, path) || fs.readdirSync(path).length === 0) return false;
  return fs.readdirSync(insideOf(path)).some((name) => name !== noteName);
}
