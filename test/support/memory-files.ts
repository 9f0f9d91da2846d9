import { dirname } from 'node:path';
import type { FileRead, Files, KeyUses, WriteFailure } from '../../src/ports/files.ts';

/** Files in memory, for the steps that plan and write. A folder is there where a file is in it. */
export interface MemoryFiles extends Files {
  /** The texts that stand there now, by path. */
  now(): Readonly<Record<string, string>>;
  /** Somebody else writes a file, or (null) removes it. */
  put(path: string, text: string | null): void;
  /** What was done, in order: `replace /a/.env`, `remove /a/.env`. Reading is not in it. */
  readonly calls: readonly string[];
  /** From now on writing this path fails. */
  refuse(path: string, reason: WriteFailure['reason'], code?: string): void;
  /** Is called right after a path was written: the moment for somebody else to come between. */
  afterWrite(path: string, work: () => void | Promise<void>): void;
  /** What reading this path gives in place of its text. */
  show(path: string, read: FileRead): void;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (content: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(content);
const same = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

export function memoryFiles(given: Readonly<Record<string, string>> = {}): MemoryFiles {
  const contents = new Map(Object.entries(given).map(([path, text]) => [path, bytes(text)]));
  const refused = new Map<string, WriteFailure>();
  const between = new Map<string, () => void | Promise<void>>();
  const shown = new Map<string, FileRead>();
  const calls: string[] = [];
  return {
    calls,
    now: () => Object.fromEntries([...contents].map(([path, content]) => [path, textOf(content)])),
    put(path, text) {
      if (text === null) contents.delete(path);
      else contents.set(path, bytes(text));
    },
    refuse(path, reason, code = 'EACCES') {
      refused.set(path, { ok: false, reason, code, why: 'io_error' });
    },
    afterWrite(path, work) {
      between.set(path, work);
    },
    show(path, read) {
      shown.set(path, read);
    },
    read(path) {
      const other = shown.get(path);
      if (other) return other;
      const content = contents.get(path);
      if (content) return { state: 'file', bytes: content, mode: 0o600, realPath: path };
      const isFolder = [...contents.keys()].some((one) => one.startsWith(`${path}/`));
      return isFolder ? { state: 'unreadable', reason: 'directory', code: 'EISDIR' } : { state: 'missing' };
    },
    list(path) {
      const below = [...contents.keys()].filter((one) => one.startsWith(`${path}/`));
      return [...new Set(below.map((one) => one.slice(path.length + 1).split('/')[0] ?? ''))];
    },
    async replace(path, edit, { newMode }) {
      calls.push(`replace ${path} ${newMode.toString(8)}`);
      // As in the world: nothing has happened yet when the promise is handed over.
      await null;
      const failure = refused.get(path);
      if (failure) return failure;
      const before = contents.get(path) ?? null;
      const after = edit(before);
      if (after === null || (before && same(before, after))) {
        return { ok: true, change: 'unchanged', before, after: before ?? bytes('') };
      }
      contents.set(path, after);
      const work = between.get(path);
      between.delete(path);
      await work?.();
      return { ok: true, change: before ? 'updated' : 'created', before, after };
    },
    tighten: (path) => {
      throw new Error(`The mode of ${path} is not to be changed here, nor that of ${dirname(path)}.`);
    },
    removeLeftovers: async () => [],
    async removeIfUnchanged(path, expected) {
      calls.push(`remove ${path}`);
      const content = contents.get(path);
      if (!content || !same(content, expected)) return false;
      contents.delete(path);
      return true;
    },
  };
}

/** Where a key stands in them as plain text, as the search finds it. */
export function usesOf(files: MemoryFiles, key: string, folder: string): KeyUses {
  const inside = Object.entries(files.now()).filter(([path]) => path.startsWith(`${folder}/`));
  return {
    files: inside.flatMap(([absolute, text]) => {
      const lines = text
        .split('\n')
        .flatMap((line, index) => (new RegExp(`${key}(?![\\w-])`).test(line) ? [index + 1] : []));
      return lines.length > 0 ? [{ absolute, as: 'text' as const, lines }] : [];
    }),
    unreadable: [],
    complete: true,
  };
}
