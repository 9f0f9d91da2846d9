import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Secret } from '../../domain/secrets/secret.ts';
import type { KeyUse, KeyUses } from '../../ports/files.ts';
import { candidatesByGit } from './exact-candidates.ts';
import { certain, type Form, formsOf } from './key-forms.ts';
import { createRest, isGone } from './scan-file.ts';
import { walkFolder } from './walk.ts';

/** ms for the whole search. */
const usualLimit = 20_000;
/** A shorter key is a word, as `ollama`: that it stands somewhere says nothing. */
const shortestKey = 8;
const pieceSize = 1024 * 1024;
/** Bytes; a larger file holds the data of other programs. */
const largest = 512 * 1024 * 1024;
const mostLines = 100;
const mostFiles = 2000;

/** Filled by package managers and compilers: nobody writes a key there, and nobody edits what is there. */
const machineFolders: ReadonlySet<string> = new Set(
  'node_modules .git .venv site-packages __pycache__ bower_components'.split(' '),
);

/**
 * Finds every file of a folder that holds this key: tracked, untracked and ignored ones, with git's own search where
 * it serves. The key becomes no argument of a process. Links are followed to files outside, not to folders.
 */
export async function searchExact(
  folder: string,
  key: Secret,
  { env, limit = usualLimit }: { readonly env: Readonly<Record<string, string | undefined>>; limit?: number },
): Promise<KeyUses> {
  const files: KeyUse[] = [];
  const unreadable = new Set<string>();
  if (key.length < shortestKey) return { files, unreadable: [], complete: true };
  const end = performance.now() + limit;
  const forms = formsOf(key.reveal());
  const reader = createUseReader(forms, { glued: key.length >= certain, end });
  const seen = new Set<string>();
  let complete = true;
  const look = async (path: string): Promise<void> => {
    if (seen.has(path) || path.split('/').some((part) => machineFolders.has(part))) return;
    seen.add(path);
    const absolute = join(folder, path);
    if (leadsInside(absolute, folder)) return;
    const use = files.length < mostFiles ? await reader(absolute) : 'too_much';
    if (use === 'unreadable') unreadable.add(absolute);
    else if (use === 'too_much') complete = false;
    else if (use !== null) files.push({ absolute, ...use });
  };
  const below = async (path: string): Promise<void> => {
    const options = { everything: true, links: true, skip: machineFolders };
    for await (const found of walkFolder(join(folder, path), options)) {
      if (performance.now() > end) complete = false;
      if (!complete) return;
      const inside = join(path, found.path).split(sep).join('/');
      if (found.state === 'unreadable') unreadable.add(join(folder, inside));
      else await look(inside);
    }
  };
  const candidates = await candidatesByGit(folder, forms, { env, end });
  complete = candidates?.complete ?? true;
  for (const path of candidates?.files ?? []) await look(path);
  for (const path of candidates?.folders ?? ['']) {
    if (!path.split('/').some((part) => machineFolders.has(part))) await below(path);
  }
  const inOrder = files.sort((one, other) => (one.absolute < other.absolute ? -1 : 1));
  return { files: inOrder, unreadable: [...unreadable].sort(), complete };
}

/** Whether this is a link to what is found by itself. */
function leadsInside(absolute: string, folder: string): boolean {
  try {
    if (!lstatSync(absolute).isSymbolicLink()) return false;
    return realpathSync(absolute).startsWith(realpathSync(folder) + sep);
  } catch {
    return false;
  }
}

type FileUse = Omit<KeyUse, 'absolute'> | null | 'unreadable' | 'too_much';

/** Reads one file after the other, with one piece of each in memory. */
function createUseReader(
  forms: readonly Form[],
  { glued, end }: { readonly glued: boolean; readonly end: number },
): (absolute: string) => Promise<FileUse> {
  const rest = createRest();
  /** A piece begins with the end of the one before it, so that no key is cut, nor what stands around it. */
  const overlap = Math.max(...forms.map(({ bytes }) => bytes.length)) + 2;
  const buffer = Buffer.alloc(overlap + 1 + pieceSize);

  return async (absolute) => {
    if (performance.now() > end) return 'too_much';
    let descriptor: number;
    try {
      // A pipe that nobody writes to must not be waited for.
      descriptor = openSync(absolute, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    } catch (error) {
      return isGone(error) ? null : 'unreadable';
    }
    try {
      const stat = fstatSync(descriptor);
      if (!stat.isFile()) return null;
      return stat.size > largest ? 'too_much' : await read(descriptor);
    } catch {
      return 'unreadable';
    } finally {
      closeSync(descriptor);
    }
  };

  async function read(descriptor: number): Promise<FileUse> {
    const lines = new Set<number>();
    let as: KeyUse['as'] | null = null;
    let kept = 0;
    /** Line breaks before the buffer. */
    let before = 0;
    for (;;) {
      const size = readSync(descriptor, buffer, kept, pieceSize, null);
      const isLast = size === 0;
      const filled = kept + size;
      const piece = buffer.subarray(0, filled);
      /** What begins from here on is looked at with the next piece. */
      const until = isLast ? filled : Math.max(0, filled - overlap);
      for (const form of forms) {
        for (const at of placesOf(form, piece, until)) {
          as ??= form.as;
          if (lines.size < mostLines) lines.add(before + breaksIn(piece, at) + 1);
        }
      }
      if (isLast) break;
      // One more than is looked at again: what stands before a key counts.
      const from = Math.max(0, until - 1);
      before += breaksIn(piece, from);
      buffer.copy(buffer, 0, from, filled);
      kept = filled - from;
      await rest();
      if (performance.now() > end) return 'too_much';
    }
    return as === null ? null : { as, lines: [...lines].sort((one, other) => one - other) };
  }

  /** Offsets, not those within a longer key. */
  function* placesOf({ as, bytes }: Form, piece: Buffer, until: number): Generator<number> {
    for (let at = piece.indexOf(bytes); at >= 0 && at < until; at = piece.indexOf(bytes, at + 1)) {
      const isLonger = as === 'text' && isWord(piece[at + bytes.length]);
      const isTail = as === 'text' && !glued && isWord(piece[at - 1]);
      if (!isLonger && !isTail) yield at;
    }
  }
}

function breaksIn(piece: Buffer, until: number): number {
  let count = 0;
  for (let at = piece.indexOf(10); at >= 0 && at < until; at = piece.indexOf(10, at + 1)) count += 1;
  return count;
}

/** `A-Z a-z 0-9 - _` */
const isWord = (byte: number | undefined): boolean =>
  byte !== undefined && /[\w-]/.test(String.fromCharCode(byte)) && byte < 128;
