import { dirname } from 'node:path';
import type { UnwritableReason } from '../../domain/diagnosis/cause-facts.ts';
import { sameBytes } from '../../domain/text/bytes.ts';
import type { Files, WriteFailure, WriteResult } from '../../ports/files.ts';
import { codeOf } from './error-code.ts';
import type { FileCalls } from './file-calls.ts';
import { readWhole } from './files-read.ts';
import { replaceFile } from './files-write.ts';
import { lockFile, removeLeftovers } from './lock.ts';
import { patiently } from './patience.ts';

type EditBytes = Parameters<Files['replace']>[1];
type Options = Parameters<Files['replace']>[2];

/** What is at the path, and what it should become; `after` is null for 'leave as it is'. */
type ReplacedContent = {
  readonly target: string;
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
};

function plan(fs: FileCalls, path: string, edit: EditBytes): ReplacedContent | WriteFailure {
  const found = readWhole(fs, path);
  if (found.state === 'unreadable')
    return { ok: false, reason: 'unreadable', why: found.reason, code: found.code };
  const before = found.state === 'file' ? found.bytes : null;
  // A file that is not there yet may still lie in a folder that is reached through a link.
  const after = edit(before);
  const same = after === null || (before !== null && sameBytes(before, after));
  return { target: found.state === 'file' ? found.realPath : path, before, after: same ? null : after };
}

/** A file that another program has for itself is looked at again; after that it is held. */
async function planPatiently(
  fs: FileCalls,
  path: string,
  edit: EditBytes,
): Promise<ReplacedContent | WriteFailure> {
  try {
    return await patiently(() => {
      const found = plan(fs, path, edit);
      if ('ok' in found && found.code === 'EBUSY')
        throw Object.assign(new Error('held'), { code: found.code });
      return found;
    });
  } catch (error) {
    if (codeOf(error) !== 'EBUSY') throw error;
    return failure('EBUSY');
  }
}

/** See `Files.replace`. */
export async function replace(
  fs: FileCalls,
  path: string,
  edit: EditBytes,
  options: Options,
): Promise<WriteResult> {
  const first = await planPatiently(fs, path, edit);
  if ('ok' in first) return first;
  removeLeftovers(fs, dirname(first.target));
  // No lock for nothing: the folder may not even be writable.
  if (first.after === null) return unchanged(first.before);
  const refused = notWritable(fs, first.target, first.before !== null);
  if (refused) return refused;
  for (;;) {
    let locked: Awaited<ReturnType<typeof lockFile>>;
    try {
      locked = await lockFile(fs, first.target);
    } catch (error) {
      return failure(codeOf(error));
    }
    if (locked === null) return { ok: false, reason: 'busy', code: '' };
    const lock = locked;
    try {
      const now = await planPatiently(fs, path, edit);
      if ('ok' in now) return now;
      if (now.after === null) return unchanged(now.before);
      const { before, after } = now;
      const stillOurs = (): boolean => {
        const current = readWhole(fs, path);
        const there = current.state === 'file' ? current.bytes : null;
        const same = before === null ? there === null : there !== null && sameBytes(before, there);
        return same && lock.held();
      };
      try {
        const done = await replaceFile(fs, now.target, after, { ...options, lock, stillOurs });
        if (done) return { ok: true, change: before === null ? 'created' : 'updated', before, after };
        // Something else wrote the file meanwhile: once more from what is there now.
      } catch (error) {
        // Where another run took the lock away, its folder is gone with all that was in it: once more.
        if (lock.held()) return failure(codeOf(error));
      }
    } finally {
      lock.release();
    }
  }
}

function unchanged(before: Uint8Array | null): WriteResult {
  const bytes = before ?? new Uint8Array(0);
  return { ok: true, change: 'unchanged', before, after: bytes };
}

/**
 * A file or folder that nobody may write is respected, also for a superuser, whom the system would
 * let: a rename needs no permission on the file it replaces.
 */
function notWritable(fs: FileCalls, target: string, exists: boolean): WriteFailure | null {
  try {
    for (const path of exists ? [target, dirname(target)] : [dirname(target)]) {
      if ((fs.statSync(path).mode & 0o222) === 0) return { ok: false, reason: 'denied', code: 'EACCES' };
      fs.accessSync(path, fs.constants.W_OK);
    }
    return null;
  } catch (error) {
    return failure(codeOf(error));
  }
}

/** What a failed write is called, by the system's code. */
export function failure(code: string): WriteFailure {
  return { ok: false, reason: writeReasons[code] ?? 'io_error', code };
}

const writeReasons: Readonly<Record<string, UnwritableReason | 'disk_full'>> = {
  ENOSPC: 'disk_full',
  EDQUOT: 'disk_full',
  EFBIG: 'disk_full',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'read_only',
  EBUSY: 'held',
  ETXTBSY: 'held',
  EMFILE: 'too_many_files',
  ENFILE: 'too_many_files',
  ENOENT: 'no_folder',
  ENOTDIR: 'no_folder',
};

/** See `Files.removeIfUnchanged`. */
export async function removeIfUnchanged(fs: FileCalls, path: string, bytes: Uint8Array): Promise<boolean> {
  try {
    const lock = await lockFile(fs, path);
    if (lock === null) return false;
    try {
      const found = readWhole(fs, path);
      if (found.state !== 'file' || !sameBytes(found.bytes, bytes)) return false;
      await patiently(() => fs.unlinkSync(found.realPath));
      return true;
    } finally {
      lock.release();
    }
  } catch {
    return false;
  }
}
