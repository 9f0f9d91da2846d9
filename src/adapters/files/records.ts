import { createHash, randomBytes } from 'node:crypto';
import * as nodeFs from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Records } from '../../ports/files.ts';
import { codeOf } from './error-code.ts';
import type { FileCalls } from './file-calls.ts';
import { failure } from './files-replace.ts';
import { syncFolder } from './files-write.ts';
import { isRunning } from './lock.ts';
import { patientlyNow } from './patience.ts';
import { insideOf, makeUnstagedFolder, noteOf, removeUnstagedFolder, writeNote } from './unstaged-folder.ts';

const textName = 'record.json';
/** After this many ms a process id that is in use belongs to another process: no change of files takes so long. */
const oldest = 15 * 60_000;

/** Records as folders in which git sees nothing; which process made one is their note. */
export function createRecords(calls: Partial<FileCalls> = {}): Records {
  const fs: FileCalls = Object.setPrototypeOf({ ...calls }, nodeFs);
  const ours = `${process.pid} ${hostname()}`;

  const isHeld = (folder: string): boolean => {
    const [pid, host] = noteOf(fs, folder).split(' ');
    const age = Date.now() - fs.lstatSync(folder).mtimeMs;
    return host === hostname() && Number(pid) !== process.pid && isRunning(Number(pid)) && age < oldest;
  };

  /** Written whole and synced before it gets its name. */
  const put = (folder: string, text: string): void => {
    const temporary = join(insideOf(folder), `${textName}.new`);
    const file = fs.openSync(temporary, 'w', 0o600);
    try {
      fs.writeSync(file, text);
      fs.fsyncSync(file);
    } finally {
      fs.closeSync(file);
    }
    patientlyNow(() => fs.renameSync(temporary, join(insideOf(folder), textName)));
    syncFolder(fs, insideOf(folder));
  };

  return {
    async read(folder) {
      try {
        return { text: fs.readFileSync(join(insideOf(folder), textName), 'utf8'), running: isHeld(folder) };
      } catch {
        return null;
      }
    },
    async write(folder, text) {
      try {
        try {
          makeUnstagedFolder(fs, folder, ours);
        } catch (error) {
          if (codeOf(error) !== 'EEXIST') throw error;
          if (isHeld(folder)) return { ok: false, reason: 'busy', code: '' };
          // Its maker may have been killed before it had made all of it.
          fs.mkdirSync(insideOf(folder), { recursive: true });
          writeNote(fs, folder, ours);
        }
        put(folder, text);
        return null;
      } catch (error) {
        return failure(codeOf(error));
      }
    },
    async remove(folder) {
      removeUnstagedFolder(fs, folder);
    },
    async salt() {
      return randomBytes(16).toString('hex');
    },
    async print(secret, salt) {
      return createHash('sha256').update(salt).update(secret.reveal()).digest('hex');
    },
  };
}
