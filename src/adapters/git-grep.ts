import { closeSync, openSync, readSync } from 'node:fs';
import { basename, join } from 'node:path';
import { maskKey } from '../domain/mask.ts';
import { candidatePattern, findKeys } from '../domain/scan/find-keys.ts';
import type { Finding } from '../domain/scan/finding.ts';
import { type AddedLine, commitMark, createPatchReader } from '../domain/scan/patch.ts';
import { byLines, type StreamEnd, streamGit } from './git-stream.ts';

/** Finds keys with git's own search engine. Each answer is null where git cannot do it here. */
export interface KeySearch {
  /** Files in the folder, tracked and not, without the ignored ones; also outside a repository. */
  files(folder: string): Promise<readonly Finding[] | null>;
  /** Lines that the next commit would add. */
  staged(folder: string): Promise<readonly Finding[] | null>;
  /** Lines that any commit of any branch has added. */
  history(folder: string): Promise<readonly Finding[] | null>;
  /** Env files that are ignored, from the folder: no finding by themselves, but they may publish a key. */
  ignoredEnvFiles(folder: string): Promise<readonly string[] | null>;
}

type Env = Readonly<Record<string, string | undefined>>;

const PATCH = [
  '--unified=0',
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--no-renames',
  '--relative',
  '--submodule=short',
  '--src-prefix=a/',
  '--dst-prefix=b/',
];

export function createKeySearch({ env }: { readonly env: Env }): KeySearch {
  return {
    async files(folder) {
      return (
        (await grep(folder, env, ['--untracked', '--exclude-standard'])) ??
        (await grep(folder, env, ['--no-index', '--exclude-standard']))
      );
    },
    staged(folder) {
      return patches(folder, env, ['diff', '--cached', ...PATCH, '--', '.'], 'staged');
    },
    history(folder) {
      const log = ['log', '--all', '--full-history', '-m', '--patch', `--format=${commitMark}%H`];
      return patches(folder, env, [...log, '-G', candidatePattern, ...PATCH, '--', '.'], 'history');
    },
    async ignoredEnvFiles(folder) {
      const list = ['ls-files', '--others', '--ignored', '--exclude-standard', '--directory', '-z'];
      const pieces: Buffer[] = [];
      const end = await streamGit(list, { cwd: folder, env }, (piece) => pieces.push(piece));
      if (end.code !== 0) return null;
      const paths = Buffer.concat(pieces).toString().split('\0');
      return paths.filter((path) => !path.endsWith('/') && /^\.(?:env|dev\.vars)/.test(basename(path)));
    },
  };
}

async function grep(folder: string, env: Env, scope: readonly string[]): Promise<Finding[] | null> {
  const fixed = [
    'grep',
    '-z',
    '-n',
    '--column',
    '-o',
    '-I',
    '--no-color',
    '--no-recurse-submodules',
    '--no-full-name',
    ...scope,
  ];
  let matches: Match[] = [];
  const run = (kind: '-P' | '-E'): Promise<StreamEnd> => {
    matches = [];
    const args = [...fixed, kind, '-e', candidatePattern, '--', '.'];
    return streamGit(args, { cwd: folder, env }, byLines(readMatch((match) => matches.push(match))));
  };
  // Perl-compatible expressions are several times faster, but not built into every git.
  let end = await run('-P');
  if (end.code !== 0 && end.code !== 1) end = await run('-E');
  if (end.code !== 0 && end.code !== 1) return null;

  const tracked = scope.includes('--no-index') ? new Set<string>() : await trackedOf(matches, folder, env);
  return matches.flatMap(({ path, line, column, text }) =>
    findKeys(text).map((key) => ({
      path,
      line,
      column: inCharacters(join(folder, path), line, column) + key.column - 1,
      commit: null,
      kind: key.kind,
      masked: maskKey(key.text),
      where: tracked.has(path) ? 'tracked' : 'untracked',
    })),
  );
}

interface Match {
  readonly path: string;
  readonly line: number;
  /** From 1, in bytes. */
  readonly column: number;
  readonly text: string;
}

/** Reads `path NUL line NUL column NUL text`; a path may hold line breaks, so it may come in several parts. */
function readMatch(take: (match: Match) => void): (line: Buffer) => void {
  let start = '';
  return (bytes) => {
    const record = start + bytes.toString();
    const [path = '', line, column, text] = record.split('\0');
    if (text === undefined) {
      start = `${record}\n`;
      return;
    }
    start = '';
    if (findKeys(text).length > 0) take({ path, line: Number(line), column: Number(column), text });
  };
}

async function trackedOf(matches: readonly Match[], folder: string, env: Env): Promise<Set<string>> {
  const paths = [...new Set(matches.map(({ path }) => path))];
  const tracked = new Set<string>();
  // Few enough for the command line of any system.
  for (let from = 0; from < paths.length; from += 100) {
    const pieces: Buffer[] = [];
    const args = ['ls-files', '-z', '--', ...paths.slice(from, from + 100)];
    await streamGit(args, { cwd: folder, env }, (piece) => pieces.push(piece));
    for (const path of Buffer.concat(pieces).toString().split('\0')) tracked.add(path);
  }
  return tracked;
}

/** Git counts a column in bytes, editors in characters: the start of the line is read to tell. */
function inCharacters(file: string, line: number, column: number): number {
  if (column === 1) return 1;
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'r');
    const piece = Buffer.alloc(64 * 1024);
    let at = 1;
    for (let size = readSync(descriptor, piece); size > 0; size = readSync(descriptor, piece)) {
      let from = 0;
      while (at < line) {
        const end = piece.subarray(0, size).indexOf(0x0a, from);
        if (end < 0) break;
        from = end + 1;
        at += 1;
      }
      if (at < line) continue;
      // A start of a line that goes on behind this piece is rare: the count in bytes is near enough.
      return size - from < column - 1 ? column : piece.toString('utf8', from, from + column - 1).length + 1;
    }
  } catch {
    // Gone meanwhile: git's own count stands.
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
  return column;
}

async function patches(
  folder: string,
  env: Env,
  args: readonly string[],
  where: 'staged' | 'history',
): Promise<Finding[] | null> {
  const found = new Map<string, Finding>();
  const read = createPatchReader();
  const keep = ({ commit, path, line, text }: AddedLine): void => {
    for (const key of findKeys(text)) {
      // The log goes back in time, so the oldest commit that added this key to this file stays.
      const id = `${path}\0${key.text}${where === 'staged' ? `\0${line}` : ''}`;
      found.set(id, {
        path,
        line,
        column: key.column,
        commit,
        kind: key.kind,
        masked: maskKey(key.text),
        where,
      });
    }
  };
  const lines = byLines((bytes) => {
    const added = read(bytes.toString());
    if (added) keep(added);
  });
  const end = await streamGit(['-c', 'core.quotePath=false', ...args], { cwd: folder, env }, lines);
  return end.code === 0 ? [...found.values()] : null;
}
