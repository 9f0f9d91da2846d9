import { hostname } from 'node:os';
import type { FileCalls } from './file-calls.ts';

/** How long another run is waited for, and how often it is looked whether it has ended. In ms. */
const patience = 10_000;
const pause = 20;
/** A run holds the lock for some ms; after this long its process id belongs to something else. */
const oldest = 60_000;
/** A lock without content after this long is one whose maker was killed before it wrote. */
const oldestEmpty = 1_000;

export interface Lock {
  /** False once another run has taken the lock for stale. */
  held(): boolean;
  /** Never throws. */
  release(): void;
}

/**
 * Waits for the right to write a file: a lock file beside it, made exclusively, which holds process
 * id, host and a random token. The lock of a process that is gone is removed. Null when another run
 * keeps it too long. Throws system errors of making the lock.
 */
export async function lockFile(fs: FileCalls, target: string): Promise<Lock | null> {
  const path = lockPath(target);
  const token = `${process.pid} ${hostname()} ${Math.random().toString(16).slice(2)}`;
  const until = performance.now() + patience;
  while (!make(fs, path, token)) {
    if (removeStaleLock(fs, target)) continue;
    if (performance.now() > until) return null;
    else await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
  }
  const held = (): boolean => look(fs, path)?.content === token;
  return {
    held,
    release: () => {
      try {
        if (held()) fs.unlinkSync(path);
      } catch {
        // The next run finds that this process is gone.
      }
    },
  };
}

function make(fs: FileCalls, path: string, token: string): boolean {
  let file: number;
  try {
    file = fs.openSync(path, 'wx', 0o600);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
  try {
    fs.writeSync(file, token);
    fs.closeSync(file);
    return true;
  } catch (error) {
    fs.unlinkSync(path);
    throw error;
  }
}

interface Holder {
  readonly content: string;
  /** Since the lock was made, in ms. */
  readonly age: number;
}

function look(fs: FileCalls, path: string): Holder | null {
  try {
    const stats = fs.lstatSync(path);
    const age = Date.now() - stats.mtimeMs;
    // No run makes a pipe, whose reader would wait for ever, or a link.
    return { content: stats.isFile() ? fs.readFileSync(path, 'utf8') : '?', age };
  } catch {
    return null;
  }
}

function isStale({ content, age }: Holder): boolean {
  // A time to come is that of a clock that was wrong, then or now: such a lock would never grow old.
  if (Math.abs(age) > oldest) return true;
  if (content === '') return age > oldestEmpty;
  const [pid, host] = content.split(' ');
  return host === hostname() && !isRunning(Number(pid));
}

/**
 * Removes the lock of a process that is gone; false where there is none. It is moved away first: of
 * several runs that found it stale only one moves it. Should that be a fresh lock after all, its
 * holder sees that it is gone before it renames anything, and starts again.
 */
export function removeStaleLock(fs: FileCalls, target: string): boolean {
  const path = lockPath(target);
  const aside = `${path}.${process.pid}`;
  const holder = look(fs, path);
  if (holder === null || !isStale(holder)) return false;
  try {
    fs.renameSync(path, aside);
    fs.unlinkSync(aside);
    return true;
  } catch {
    // Another run was first.
    return false;
  }
}

function lockPath(target: string): string {
  return `${target}.openai-setup.lock`;
}

/** Whether a process of this id is there; true as well where that can't be known. */
export function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
