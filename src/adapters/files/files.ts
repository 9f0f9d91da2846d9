import * as nodeFs from 'node:fs';
import type { Files } from '../../ports/files.ts';
import type { FileCalls } from './file-calls.ts';
import { readWhole } from './files-read.ts';

/**
 * Files on disk, replaced so that a reader, a crash, a full disk or a kill at any moment finds the
 * old file or the new one, whole. `calls` replaces single calls of `node:fs`.
 *
 * What a rename cannot keep: other hard links to the file stay with the old content, and extended
 * attributes and access lists are those of a new file.
 */
export function createFiles(calls: Partial<FileCalls> = {}, platform = process.platform): Files {
  // A prototype, not a copy: reading every property of `node:fs` loads its promises and streams, at every start.
  const fs: FileCalls = Object.setPrototypeOf({ ...calls }, nodeFs);
  return {
    read: (path) => readWhole(fs, path, platform),
    list: (path) => (platform === 'win32' ? listed(fs, path).map(envNameOnWindows) : listed(fs, path)),
    // Most runs only read: what writes is loaded when something is written.
    replace: async (path, edit, options) =>
      (await import('./files-replace.ts')).replace(fs, path, edit, options),
    tighten: (path, strictest) => {
      try {
        fs.chmodSync(path, fs.statSync(path).mode & 0o777 & strictest);
        return true;
      } catch {
        return false;
      }
    },
    removeLeftovers: async (folder) => {
      const names = listed(fs, folder);
      // Nearly always there is nothing, and nothing to be loaded.
      if (!names.some((name) => name.startsWith('.openai-setup-'))) return [];
      return (await import('./lock.ts')).removeLeftovers(fs, folder);
    },
    removeIfUnchanged: async (path, bytes) =>
      (await import('./files-replace.ts')).removeIfUnchanged(fs, path, bytes),
  };
}

/** Names have no case there: a program that asks for `.env` gets `.ENV`. */
const envNameOnWindows = (name: string): string => (/^\.env(?:\.|$)/i.test(name) ? name.toLowerCase() : name);

function listed(fs: FileCalls, path: string): readonly string[] {
  try {
    return fs.readdirSync(path);
  } catch {
    return [];
  }
}
