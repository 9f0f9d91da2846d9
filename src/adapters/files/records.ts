import { createHash, randomBytes } from 'node:crypto';
import * as nodeFs from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import type { Records } from '../../ports/files.ts';
import { codeOf } from './error-code.ts';
import type { FileCalls } from './file-calls.ts';
import { failure } from './files-replace.ts';
import { syncFolder } from './files-write.ts';
import { aside, isRunning, makeAtOnce } from './lock.ts';
import { patientlyNow } from './patience.ts';
import {
  insideOf,
  isUnstagedFolder,
  noteOf,
  removeUnstagedFolder,
  takeNote,
  writeNewNote,
} from './unstaged-folder.ts';

const textName = 'record.json';
/** After this many ms a process id that is in use belongs to another process: no change of files takes so long. */
const oldest = 15 * 60_000;

/** The same for a process of another machine, or of a container that is gone, which nobody here can ask after. */
const oldestElsewhere = 2 * 60_000;

/** Records as folders in which git sees nothing; which process made one is their note. */
export function createRecords(calls: Partial<FileCalls> = {}): Records {
  const fs: FileCalls = Object.setPrototypeOf({ ...calls }, nodeFs);
  const ours = `${process.pid} ${hostname()}`;

  const isHeld = (folder: string): boolean => {
    const note = noteOf(fs, folder);
    if (note === '' || note === ours) return false;
    const [pid, host] = note.split(' ');
    // A time to come is that of a clock that was wrong, then or now.
    const age = Math.abs(Date.now() - fs.lstatSync(folder).mtimeMs);
    return host === hostname() ? isRunning(Number(pid)) && age < oldest : age < oldestElsewhere;
  };

  const heldByAnother = (folder: string): boolean => {
    try {
      return isHeld(folder);
    } catch {
      return false;
    }
  };

  /** Written whole and synced before it gets its name. */
  const put = (folder: string, text: string): void => {
    const temporary = join(insideOf(folder), `${textName}.new`);
    // Of a run that was killed; never what a link there names.
    if (fs.readdirSync(insideOf(folder)).includes(basename(temporary))) fs.unlinkSync(temporary);
    const file = fs.openSync(temporary, 'wx', 0o600);
    try {
      fs.writeSync(file, text);
      fs.fsyncSync(file);
    } finally {
      fs.closeSync(file);
    }
    patientlyNow(() => fs.renameSync(temporary, join(insideOf(folder), textName)));
    syncFolder(fs, insideOf(folder));
  };

  /** Makes it ours, or takes over one that nobody holds any more. False where another run has it, or is first. */
  const claim = (folder: string): boolean => {
    const own = aside(join(dirname(folder), '.openai-setup-rotation.lock'));
    if (makeAtOnce(fs, folder, ours, own)) return true;
    if (!isUnstagedFolder(fs, folder))
      throw Object.assign(new Error('taken by something else'), { code: 'EEXIST' });
    if (isHeld(folder)) return false;
    const note = noteOf(fs, folder);
    // Its maker may have been killed before it had made all of it.
    fs.mkdirSync(insideOf(folder), { recursive: true });
    if (note === ours) return true;
    if (note !== '' && !takeNote(fs, folder, note)) return false;
    return writeNewNote(fs, folder, ours);
  };

  return {
    async read(folder) {
      try {
        const path = join(insideOf(folder), textName);
        if (!isUnstagedFolder(fs, folder) || !fs.lstatSync(path).isFile()) return null;
        return { text: fs.readFileSync(path, 'utf8'), running: isHeld(folder) };
      } catch {
        return null;
      }
    },
    async write(folder, text) {
      try {
        if (!claim(folder)) return { ok: false, reason: 'busy', code: '' };
        put(folder, text);
        return null;
      } catch (error) {
        return failure(codeOf(error));
      }
    },
    async remove(folder) {
      // One that another run has made meanwhile is its own to remove.
      if (!heldByAnother(folder)) removeUnstagedFolder(fs, folder);
    },
    async salt() {
      return randomBytes(16).toString('hex');
    },
    async print(secret, salt) {
      return createHash('sha256').update(salt).update(secret.reveal()).digest('hex');
    },
  };
}
