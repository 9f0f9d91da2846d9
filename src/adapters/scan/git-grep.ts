import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isEnvFileName } from '../../domain/env/file-names.ts';
import { bytePattern, candidatePattern } from '../../domain/scan/find-keys.ts';
import type { KeySighting } from '../../domain/scan/key-sighting.ts';
import type { FileSearch, KeySearch, Located, ScanTarget } from '../../ports/files.ts';
import { searchExact } from './exact-search.ts';
import { searchHistory, searchStaged } from './git-patches.ts';
import { byZeros, problemsIn, type StreamEnd, streamGit } from './git-stream.ts';
import { createFileReader, isGone } from './scan-file.ts';
import { ignoredByRules, targetOfFile, walkFolder } from './walk.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Finds keys with git's own search engine; where there is no git or no repository, by walking. */
export function createKeySearch({ env }: { readonly env: Env }): KeySearch {
  return {
    locate: async (path) => locate(path),
    files: (target) => searchFiles(target, env, 0),
    staged: (target) => searchStaged(target, env),
    history: (target) => searchHistory(target, env),
    exact: (folder, key) => searchExact(folder, key, { env }),
  };
}

/** Deeper than anybody nests repositories. */
const deepest = 8;

/** Git's search stops where another repository begins, a submodule or a copy: each of these is searched by itself. */
async function searchFiles(target: ScanTarget, env: Env, depth: number): Promise<FileSearch> {
  const places = await placesByGit(target, env);
  if (places === null) return searchWalked(target);
  let found = await readPlaces(target, places, env);
  if (target.file !== null || depth === deepest) return found;
  for (const name of await nestedIn(target.folder, env)) {
    const inside = await searchFiles({ folder: join(target.folder, name), file: null }, env, depth + 1);
    const below = (path: string): string => `${name}/${path}`;
    const placed = (one: KeySighting): KeySighting => ({ ...one, path: below(one.path) });
    found = {
      findings: [...found.findings, ...inside.findings.map(placed)],
      ignored: [...found.ignored, ...inside.ignored.map(placed)],
      unreadable: [...found.unreadable, ...inside.unreadable.map(below)],
    };
  }
  return found;
}

/** Folders in this one with a repository of their own, but for what git ignores. */
async function nestedIn(folder: string, env: Env): Promise<readonly string[]> {
  const [others, tracked] = await Promise.all([
    listOf(['ls-files', '--others', '--exclude-standard', '-z'], folder, env),
    listOf(['ls-files', '--stage', '-z'], folder, env),
  ]);
  const copies = others.paths.filter((path) => path.endsWith('/')).map((path) => path.slice(0, -1));
  const submodules = tracked.paths.flatMap((entry) => /^160000 \S+ \d\t(.+)$/s.exec(entry)?.[1] ?? []);
  return [...copies, ...submodules].filter((name) =>
    statSync(join(folder, name, '.git'), { throwIfNoEntry: false }),
  );
}

function locate(path: string): Located {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return { state: 'found', target: { folder: path, file: null } };
    if (stat.isFile()) return { state: 'found', target: targetOfFile(path) };
    return { state: 'unreadable', code: 'EINVAL' };
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    return isGone(error) ? { state: 'missing' } : { state: 'unreadable', code };
  }
}

/** Where keys may stand; paths relative to the folder. */
interface Places {
  readonly files: Iterable<string> | AsyncIterable<string>;
  readonly ignoredEnvFiles: readonly string[];
  readonly unreadable: string[];
}

/** Null where git does not serve here. */
async function placesByGit({ folder, file }: ScanTarget, env: Env): Promise<Places | null> {
  const git = (args: readonly string[]) => listOf(args, folder, env);
  const [searched, ignoredButTracked, ignored, own] = await Promise.all([
    file === null ? grep(folder, env) : git(['ls-files', '-z', '--', file]),
    // Git's search leaves out what is ignored, although it may have been committed before.
    file === null ? git(['ls-files', '--cached', '--ignored', '--exclude-standard', '-z']) : null,
    file === null
      ? git(['ls-files', '--others', '--ignored', '--exclude-standard', '--directory', '-z'])
      : null,
    git(['check-ignore', '--quiet', '--', file ?? '.']),
  ]);
  if (searched.code !== 0 && searched.code !== 1) return null;
  const unreadable = problemsIn(searched.stderr);
  const isIgnored = own.code === 0;
  if (file !== null) {
    const envFile = isIgnored && isEnvFileName(file);
    return { files: envFile ? [] : [file], ignoredEnvFiles: envFile ? [file] : [], unreadable };
  }
  // Somebody who names an ignored folder, such as a bundle to be published, wants it searched.
  if (isIgnored) return { files: walkedFiles(folder, unreadable), ignoredEnvFiles: [], unreadable };
  return {
    files: new Set([...searched.paths, ...(ignoredButTracked?.paths ?? [])]),
    ignoredEnvFiles: (ignored?.paths ?? []).filter(
      (path) => !path.endsWith('/') && isEnvFileName(basename(path)),
    ),
    unreadable,
  };
}

async function* walkedFiles(folder: string, unreadable: string[]): AsyncGenerator<string> {
  for await (const { path, state } of walkFolder(folder, { everything: true })) {
    if (state === 'unreadable') unreadable.push(path);
    else yield path;
  }
}

/** Names files only: what stands in them, and where, is told by the same reader as without git. */
async function grep(folder: string, env: Env): Promise<Listed> {
  const run = (kind: '-P' | '-E', pattern: string) => {
    // Attributes that call a file binary are no reason to pass it over.
    const form = ['grep', '-z', '-l', '-a', '--no-color', '--no-recurse-submodules', '--no-full-name'];
    return listOf(
      [...form, '--untracked', '--exclude-standard', kind, '-e', pattern, '--', '.'],
      folder,
      env,
    );
  };
  // Perl-compatible expressions are several times faster, but not built into every git.
  const fast = await run('-P', bytePattern);
  return fast.code === 0 || fast.code === 1 ? fast : run('-E', candidatePattern);
}

interface Listed extends StreamEnd {
  readonly paths: readonly string[];
}

/** Runs git for a list of paths, each ended by a zero byte. */
async function listOf(args: readonly string[], folder: string, env: Env): Promise<Listed> {
  const paths: string[] = [];
  const end = await streamGit(
    args,
    { cwd: folder, env },
    byZeros((path) => paths.push(path.toString())),
  );
  return { ...end, paths };
}

async function readPlaces({ folder }: ScanTarget, places: Places, env: Env): Promise<FileSearch> {
  const reader = createFileReader();
  const unreadable = new Set<string>();
  const read = async (path: string): Promise<readonly KeySighting[]> => {
    const keys = await reader.keysIn(join(folder, path), path);
    if (keys === null) unreadable.add(path);
    return keys ?? [];
  };
  const findings: KeySighting[] = [];
  const ignored: KeySighting[] = [];
  for await (const path of places.files) findings.push(...(await read(path)));
  for (const path of places.ignoredEnvFiles) ignored.push(...(await read(path)));
  for (const path of places.unreadable) unreadable.add(path);
  const tracked = await trackedOf([...new Set(findings.map(({ path }) => path))], folder, env);
  return {
    findings: findings
      // Nobody writes a package manager's folder; that a project forgot to ignore it changes nothing.
      .filter(({ path }) => tracked.has(path) || !`/${path}`.includes('/node_modules/'))
      .map((finding) => (tracked.has(finding.path) ? { ...finding, where: 'tracked' } : finding)),
    ignored,
    unreadable: [...unreadable],
  };
}

async function trackedOf(paths: readonly string[], folder: string, env: Env): Promise<ReadonlySet<string>> {
  const tracked = new Set<string>();
  // Few enough for the command line of any system.
  for (let from = 0; from < paths.length; from += 100) {
    const listed = await listOf(['ls-files', '-z', '--', ...paths.slice(from, from + 100)], folder, env);
    for (const path of listed.paths) tracked.add(path);
  }
  return tracked;
}

/** Without git, or without a repository. */
async function searchWalked({ folder, file }: ScanTarget): Promise<FileSearch> {
  const reader = createFileReader();
  const findings: KeySighting[] = [];
  const ignored: KeySighting[] = [];
  const unreadable: string[] = [];
  for await (const { path, state } of file === null ? walkFolder(folder) : [oneFile(folder, file)]) {
    const keys = state === 'unreadable' ? null : await reader.keysIn(join(folder, path), path);
    if (keys === null) unreadable.push(path);
    else (state === 'ignored' ? ignored : findings).push(...keys);
  }
  return { findings, ignored, unreadable };
}

function oneFile(folder: string, file: string) {
  const ignored = isEnvFileName(file) && ignoredByRules(join(folder, file));
  return { path: file, state: ignored ? 'ignored' : 'file' } as const;
}
