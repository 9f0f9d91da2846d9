import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { codeOf } from './error-code.ts';
import type { FileCalls } from './file-calls.ts';
import { patientlyNow } from './patience.ts';
import {
  holdsFiles,
  insideOf,
  isUnstagedFolder,
  makeUnstagedFolder,
  noteOf,
  removeUnstagedFolder,
} from './unstaged-folder.ts';

/** How long another run is waited for, and how often it is looked whether it has ended. In ms. */
const patience = 10_000;
const pause = 20;
/** A run holds the lock for some ms; after this long its process id belongs to something else. */
const oldest = 60_000;
/** A lock without a note after this long is one whose maker was killed before it wrote. */
const oldestEmpty = 1_000;

/** The name of a lock (with the name of the file that it is for), and of one that is made or taken away beside it. */
const lockName = /^\.openai-setup-(.+)\.lock(?:\.(\d+)-\d+)?$/;

export interface Lock {
  /** Where the file that replaces the target is made: git never stages what is there. */
  readonly folder: string;
  /** False once another run has taken the lock for stale. */
  held(): boolean;
  /** Never throws. */
  release(): void;
}

/**
 * Waits for the right to write a file: a folder beside it, made exclusively, which notes process id, host and a random
 * token. The lock of a process that is gone is removed. Null when another run keeps it too long. Throws system errors of
 * making the lock.
 */
export async function lockFile(fs: FileCalls, target: string): Promise<Lock | null> {
  const folder = join(dirname(target), `.openai-setup-${basename(target)}.lock`);
  const token = `${process.pid} ${hostname()} ${Math.random().toString(16).slice(2)}`;
  const until = performance.now() + patience;
  while (!makeAtOnce(fs, folder, token, aside(folder))) {
    if (removeStaleLock(fs, folder)) continue;
    if (performance.now() > until) return null;
    else await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
  }
  const held = (): boolean => look(fs, folder)?.note === token;
  return {
    folder: insideOf(folder),
    held,
    release: () => {
      // Should that fail, the next run finds that this process is gone.
      if (held()) takeAway(fs, folder);
    },
  };
}

/**
 * False where there is one. It is made aside and gets its name when it is whole: nobody ever sees half a lock. `own`: where
 * it is made, a name that later runs know for a leftover. Throws system errors.
 */
export function makeAtOnce(fs: FileCalls, folder: string, token: string, own: string): boolean {
  if (look(fs, folder) !== null) return false;
  makeUnstagedFolder(fs, own, token);
  try {
    // Not patiently where another run's lock is there: that is what is waited for.
    patientlyNow(() => {
      if (look(fs, folder) === null) fs.renameSync(own, folder);
      else throw Object.assign(new Error('taken'), { code: 'EEXIST' });
    });
    return true;
  } catch (error) {
    removeUnstagedFolder(fs, own);
    // Another run was first: a folder with something in it is not replaced.
    const lost = ['EEXIST', 'ENOTEMPTY', 'EPERM', 'EACCES', 'EBUSY', 'ENOTDIR'].includes(codeOf(error));
    if (lost && look(fs, folder)) return false;
    throw error;
  }
}

let taken = 0;

/** A name beside a lock (`.openai-setup-NAME.lock`) that no other process takes, nor this one again. */
export function aside(folder: string): string {
  taken += 1;
  return `${folder}.${process.pid}-${taken}`;
}

interface Holder {
  readonly note: string;
  /** Since the lock was made, in ms. */
  readonly age: number;
}

function look(fs: FileCalls, folder: string): Holder | null {
  try {
    const stats = fs.lstatSync(folder);
    // No run makes a pipe, whose reader would wait for ever, or a link.
    return { note: stats.isDirectory() ? noteOf(fs, folder) : '?', age: Date.now() - stats.mtimeMs };
  } catch {
    return null;
  }
}

function isStale({ note, age }: Holder): boolean {
  // A time to come is that of a clock that was wrong, then or now: such a lock would never grow old.
  if (Math.abs(age) > oldest) return true;
  if (note === '') return age > oldestEmpty;
  const [pid, host] = note.split(' ');
  return host === hostname() && !isRunning(Number(pid));
}

/**
 * Removes the lock of a process that is gone; false where there is none. It is moved away first: of
 * several runs that found it stale only one moves it. Should that be a fresh lock after all, its
 * holder sees that it is gone before it renames anything, and starts again.
 */
function removeStaleLock(fs: FileCalls, folder: string): boolean {
  const holder = look(fs, folder);
  return holder !== null && isStale(holder) && takeAway(fs, folder);
}

/** Whether no run made it, and it is more than one piece: somebody's folder, or repository, of that name. */
const isForeign = (fs: FileCalls, path: string): boolean =>
  fs.lstatSync(path).isDirectory() && !isUnstagedFolder(fs, path);

/** Gives up a lock at once, and then removes what was in it. False where that fails. */
function takeAway(fs: FileCalls, folder: string): boolean {
  const away = aside(folder);
  try {
    if (isForeign(fs, folder)) return false;
    patientlyNow(() => fs.renameSync(folder, away));
    return remove(fs, away);
  } catch {
    // Another run was first.
    return false;
  }
}

/** What no run makes is removed as one piece: a link must not lead to what it names. */
function remove(fs: FileCalls, path: string): boolean {
  if (fs.lstatSync(path).isDirectory()) return removeUnstagedFolder(fs, path);
  fs.unlinkSync(path);
  return true;
}

/**
 * Removes what killed runs left in a folder, whichever file they were about. Returns the files of which a copy was
 * left, perhaps with a key in it. Never throws.
 */
export function removeLeftovers(fs: FileCalls, folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder).flatMap((name) => {
      const found = lockName.exec(name);
      const [, file = '', mover] = found ?? [];
      return found && removeLeftover(fs, join(folder, name), mover) ? [join(folder, file)] : [];
    });
  } catch {
    return [];
  }
}

/** True where a copy was in it. `mover`: the process that had moved the lock away. */
function removeLeftover(fs: FileCalls, path: string, mover: string | undefined): boolean {
  const holder = look(fs, path);
  if (holder === null) return false;
  const moving = mover !== undefined && isRunning(Number(mover)) && holder.age < oldest;
  if (moving || (mover === undefined && !isStale(holder))) return false;
  const held = fs.lstatSync(path).isDirectory() && holdsFiles(fs, path);
  const removed = mover === undefined ? removeStaleLock(fs, path) : remove(fs, path);
  return removed && held;
}

/** Whether a process of this id is there; true as well where that can't be known. */
export function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}
