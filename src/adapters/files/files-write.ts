import type * as nodeFs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FileCalls } from './file-calls.ts';
import { isRunning, removeStaleLock } from './lock.ts';

/**
 * After a file's name: `.openai-setup-<process id>-<random>.tmp`, a lock, and a lock moved away. No other
 * program makes such names.
 */
const leftover = /^\.openai-setup(?:-(\d+)-[0-9a-f]+\.tmp|\.lock(?:\.(\d+))?)$/;
/** In ms. A process id that is still in use after this long belongs to another process by now. */
const oldest = 60_000;

/**
 * Replaces a file through a temporary one beside it, which has mode 0600 from its creation, is
 * written whole and synced before it takes the target's owner, mode and name. False where
 * `stillOurs`, asked right before, says no. Throws system errors, with nothing changed or left.
 *
 * Not through `write-file-atomic` 7: it makes one `write` call and takes a short one for success,
 * which renames a cut file into place on a full disk; it opens its temporary file without `O_EXCL`,
 * with the target's mode, and under a name that can't be told from a user's own `.env.20240101`.
 */
export function replaceFile(
  fs: FileCalls,
  target: string,
  bytes: Uint8Array,
  options: { readonly newMode: number },
  stillOurs: () => boolean,
): boolean {
  const folder = dirname(target);
  const random = Math.floor(Math.random() * 2 ** 48).toString(16);
  const temporary = join(folder, `${basename(target)}.openai-setup-${process.pid}-${random}.tmp`);
  const file = fs.openSync(temporary, 'wx', 0o600);
  let open = true;
  try {
    for (let done = 0; done < bytes.length; ) done += fs.writeSync(file, bytes, done, bytes.length - done);
    fs.fchmodSync(file, takeOwner(fs, file, target, folder, options));
    fs.fsyncSync(file);
    open = false;
    fs.closeSync(file);
    if (!stillOurs()) {
      fs.unlinkSync(temporary);
      return false;
    }
    fs.renameSync(temporary, target);
  } catch (error) {
    if (open) succeeds(() => fs.closeSync(file));
    succeeds(() => fs.unlinkSync(temporary));
    throw error;
  }
  syncFolder(fs, folder);
  return true;
}

/** Gives the temporary file its owner, where this process may; returns the mode it should have. */
function takeOwner(
  fs: FileCalls,
  file: number,
  target: string,
  folder: string,
  options: { readonly newMode: number },
): number {
  const own = fs.fstatSync(file);
  let like: nodeFs.Stats | null = null;
  try {
    like = fs.statSync(target);
  } catch {
    // A new file. A superuser who works in somebody's folder makes it for that somebody.
    if (own.uid === 0) {
      const { uid, gid } = fs.statSync(folder);
      if (uid !== 0) succeeds(() => fs.fchownSync(file, uid, gid));
    }
    return options.newMode;
  }
  const { uid, gid } = like;
  const mode = like.mode & 0o777;
  if (own.uid === uid && own.gid === gid) return mode;
  if (succeeds(() => fs.fchownSync(file, uid, gid))) return mode;
  if (succeeds(() => fs.fchownSync(file, own.uid, gid))) return mode;
  // The group's permissions were meant for another group.
  return own.gid === gid ? mode : mode & ~0o070;
}

/** Makes the new name last through a power cut, where the system can; the file is whole either way. */
function syncFolder(fs: FileCalls, folder: string): void {
  succeeds(() => {
    const handle = fs.openSync(folder, 'r');
    try {
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
  });
}

/** Removes what killed runs left in the folder of a file, whichever file they were about. Never fails. */
export function removeLeftovers(fs: FileCalls, target: string): void {
  succeeds(() => {
    const folder = dirname(target);
    for (const entry of fs.readdirSync(folder)) {
      const at = entry.lastIndexOf('.openai-setup');
      const found = at > 0 ? leftover.exec(entry.slice(at)) : null;
      if (found === null) continue;
      const path = join(folder, entry);
      if (entry.endsWith('.lock')) {
        removeStaleLock(fs, path.slice(0, -'.openai-setup.lock'.length));
        continue;
      }
      const stats = fs.lstatSync(path);
      const inUse = isRunning(Number(found[1] ?? found[2])) && Date.now() - stats.mtimeMs < oldest;
      if (stats.isFile() && !inUse) succeeds(() => fs.unlinkSync(path));
    }
  });
}

function succeeds(action: () => void): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}
