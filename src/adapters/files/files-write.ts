import type * as nodeFs from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileCalls } from './file-calls.ts';
import type { Lock } from './lock.ts';
import { patiently, patientlyNow } from './patience.ts';

/**
 * Replaces a file through a temporary one in the folder of its lock, which git never stages. It has mode 0600 from its
 * creation, is written whole and synced before it takes the target's owner, mode and name. False where
 * `stillOurs`, asked right before, says no. Throws system errors, with nothing changed or left.
 *
 * Not through `write-file-atomic` 7: it makes one `write` call and takes a short one for success,
 * which renames a cut file into place on a full disk; it opens its temporary file without `O_EXCL`,
 * with the target's mode, and under a name that can't be told from a user's own `.env.20240101`.
 */
export async function replaceFile(
  fs: FileCalls,
  target: string,
  bytes: Uint8Array,
  { newMode, lock, stillOurs }: Replacing,
): Promise<boolean> {
  const folder = dirname(target);
  const temporary = join(lock.folder, 'new');
  const file = fs.openSync(temporary, 'wx', 0o600);
  let open = true;
  try {
    for (let done = 0; done < bytes.length; ) done += fs.writeSync(file, bytes, done, bytes.length - done);
    fs.fchmodSync(file, takeOwner(fs, file, target, folder, newMode));
    fs.fsyncSync(file);
    open = false;
    fs.closeSync(file);
    const done = await patiently(() => {
      if (!stillOurs()) return false;
      fs.renameSync(temporary, target);
      return true;
    });
    if (!done) {
      patientlyNow(() => fs.unlinkSync(temporary));
      return false;
    }
  } catch (error) {
    if (open) succeeds(() => fs.closeSync(file));
    succeeds(() => patientlyNow(() => fs.unlinkSync(temporary)));
    throw error;
  }
  syncFolder(fs, folder);
  return true;
}

interface Replacing {
  readonly newMode: number;
  readonly lock: Lock;
  readonly stillOurs: () => boolean;
}

/** Gives the temporary file its owner, where this process may; returns the mode it should have. */
function takeOwner(fs: FileCalls, file: number, target: string, folder: string, newMode: number): number {
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
    return newMode;
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
export function syncFolder(fs: FileCalls, folder: string): void {
  succeeds(() => {
    const handle = fs.openSync(folder, 'r');
    try {
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
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
