import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Env } from '../../domain/env/environment.ts';
import { isEnvFileName } from '../../domain/env/file-names.ts';
import type { KeySighting } from '../../domain/scan/key-sighting.ts';
import type { PlacedKey } from '../../domain/scan/text-scanner.ts';
import { maskKey } from '../../domain/secrets/mask.ts';
import type { FileSearch, GitSearch, KeySearch, Located, ScanTarget } from '../../ports/files.ts';
import { codeOf } from '../files/error-code.ts';
import { repositoryEnv } from '../git/repository-env.ts';
import { searchExact } from './exact-search.ts';
import { searchHistory, searchStaged } from './git-records.ts';
import { type Listed, listOf, problemsIn } from './git-stream.ts';
import { grepBounded } from './grep-files.ts';
import { createFileReader, isGone, largest } from './scan-file.ts';
import { ignoredByRules, targetOfFile, walkFolder } from './walk.ts';

/** Finds keys with git's own search engine; where there is no git or no repository, by walking. */
export function createKeySearch({
  env,
  cwd = process.cwd(),
}: {
  readonly env: Env;
  /** The folder that the program was started in. */
  readonly cwd?: string;
}): KeySearch {
  const envFor: EnvFor = (folder) => repositoryEnv(env, cwd, folder);
  return {
    locate: async (path) => locate(path),
    files: (target) => searchFiles(target, envFor, 0),
    staged: (target) => searchStaged(target, envFor(target.folder)),
    history: (target) => searchHistories(target, envFor, 0),
    exact: (folder, key) => searchExact(folder, key, { env: envFor(folder) }),
  };
}

/** The environment in which git is asked about a folder. */
type EnvFor = (folder: string) => Env;

/** Deeper than anybody nests repositories. */
const deepest = 8;

/** Git's search stops where another repository begins, a submodule or a copy: each of these is searched by itself. */
async function searchFiles(target: ScanTarget, envFor: EnvFor, depth: number): Promise<FileSearch> {
  const env = envFor(target.folder);
  const places = await placesByGit(target, env);
  if (places === null) return searchWalked(target);
  let found = await readPlaces(target, places, env);
  if (target.file !== null || depth === deepest) return found;
  const { nested, absent } = await nestedIn(target.folder, env);
  found = { ...found, absent };
  for (const name of nested) {
    const inside = await searchFiles({ folder: join(target.folder, name), file: null }, envFor, depth + 1);
    const below = (path: string): string => `${name}/${path}`;
    const placed = (one: KeySighting): KeySighting => ({ ...one, path: below(one.path) });
    found = {
      findings: [...found.findings, ...inside.findings.map(placed)],
      ignored: [...found.ignored, ...inside.ignored.map(placed)],
      unreadable: [...found.unreadable, ...inside.unreadable.map(below)],
      absent: [...found.absent, ...inside.absent.map(below)],
      large: [...found.large, ...inside.large.map(below)],
    };
  }
  return found;
}

/** The history of a repository, and of each one in it that is here. */
async function searchHistories(target: ScanTarget, envFor: EnvFor, depth: number): Promise<GitSearch> {
  const env = envFor(target.folder);
  let found = await searchHistory(target, env);
  if (!found.ok || target.file !== null || depth === deepest) return found;
  for (const name of (await nestedIn(target.folder, env)).nested) {
    const inside = await searchHistories(
      { folder: join(target.folder, name), file: null },
      envFor,
      depth + 1,
    );
    if (!inside.ok) return inside;
    found = {
      ok: true,
      findings: [
        ...found.findings,
        ...inside.findings.map((one) => ({ ...one, path: one.path === '' ? name : `${name}/${one.path}` })),
      ],
      large: [...found.large, ...inside.large.map((path) => `${name}/${path}`)],
      shallow: found.shallow || inside.shallow,
      missing: found.missing + inside.missing,
    };
  }
  return found;
}

/** Folders in this one with a repository of their own, but for what git ignores; `absent`: submodules that are not here. */
async function nestedIn(
  folder: string,
  env: Env,
): Promise<{ readonly nested: readonly string[]; readonly absent: readonly string[] }> {
  const [others, tracked] = await Promise.all([
    listOf(['ls-files', '--others', '--exclude-standard', '-z'], folder, env),
    listOf(['ls-files', '--stage', '-z'], folder, env),
  ]);
  const copies = others.paths.filter((path) => path.endsWith('/')).map((path) => path.slice(0, -1));
  const submodules = tracked.paths.flatMap((entry) => /^160000 \S+ \d\t(.+)$/s.exec(entry)?.[1] ?? []);
  const isHere = (name: string): boolean =>
    statSync(join(folder, name, '.git'), { throwIfNoEntry: false }) !== undefined;
  return {
    nested: [...copies, ...submodules].filter(isHere),
    absent: submodules.filter((name) => !isHere(name)),
  };
}

function locate(path: string): Located {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return { state: 'found', target: { folder: path, file: null } };
    if (stat.isFile()) return { state: 'found', target: targetOfFile(path) };
    return { state: 'unreadable', code: 'EINVAL' };
  } catch (error) {
    return isGone(error) ? { state: 'missing' } : { state: 'unreadable', code: codeOf(error) };
  }
}

/** Where keys may stand; paths relative to the folder. */
interface SearchedPlaces {
  readonly files: Iterable<string> | AsyncIterable<string>;
  readonly ignoredEnvFiles: readonly string[];
  readonly unreadable: string[];
  /** What git's search was not given. */
  readonly large: readonly string[];
}

const listedOf = async (file: string, git: (args: readonly string[]) => Promise<Listed>) => ({
  ...(await git(['ls-files', '-z', '--', file])),
  large: [],
});

/** Null where git does not serve here. */
async function placesByGit({ folder, file }: ScanTarget, env: Env): Promise<SearchedPlaces | null> {
  const git = (args: readonly string[]) => listOf(args, folder, env);
  const [searched, unlooked, ignored, own] = await Promise.all([
    file === null ? grepBounded(folder, env) : listedOf(file, git),
    file === null ? unlookedAt(folder, env) : [],
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
    return { files: envFile ? [] : [file], ignoredEnvFiles: envFile ? [file] : [], unreadable, large: [] };
  }
  // Somebody who names an ignored folder, such as a bundle to be published, wants it searched.
  if (isIgnored)
    return { files: walkedFiles(folder, unreadable), ignoredEnvFiles: [], unreadable, large: [] };
  return {
    files: new Set([...searched.paths, ...unlooked]),
    ignoredEnvFiles: (ignored?.paths ?? []).filter(
      (path) => !path.endsWith('/') && isEnvFileName(basename(path)),
    ),
    unreadable,
    large: searched.large,
  };
}

/**
 * Tracked files that git's search passes over: those that are ignored, although they were committed before, and those
 * that git was told to take for unchanged (`update-index --assume-unchanged`, `--skip-worktree`).
 */
async function unlookedAt(folder: string, env: Env): Promise<readonly string[]> {
  const [ignored, tagged] = await Promise.all([
    listOf(['ls-files', '--cached', '--ignored', '--exclude-standard', '-z'], folder, env),
    listOf(['ls-files', '-v', '-z'], folder, env),
  ]);
  const assumed = tagged.paths.filter((entry) => /^[a-zS] /.test(entry)).map((entry) => entry.slice(2));
  return [...ignored.paths, ...assumed];
}

async function* walkedFiles(folder: string, unreadable: string[]): AsyncGenerator<string> {
  for await (const { path, state } of walkFolder(folder, { everything: true })) {
    if (state === 'unreadable') unreadable.push(path);
    else yield path;
  }
}

async function readPlaces(
  { folder, file }: ScanTarget,
  places: SearchedPlaces,
  env: Env,
): Promise<FileSearch> {
  const reader = createFileReader();
  const unreadable = new Set<string>();
  const large = new Set(places.large);
  const read = async (path: string): Promise<readonly KeySighting[]> => {
    const keys = await reader.keysIn(join(folder, path), file === null ? largest : undefined);
    if (keys === 'large') large.add(path);
    else if (keys !== null) return sightings(keys, path);
    else unreadable.add(path);
    return [];
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
    absent: [],
    large: [...large],
  };
}

const sightings = (keys: readonly PlacedKey[], path: string): readonly KeySighting[] =>
  keys.map(({ line, column, kind, text }) => ({
    ...{ path, line, column, commit: null, kind },
    masked: maskKey(text),
    where: 'untracked',
  }));

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
  const large: string[] = [];
  const most = file === null ? largest : undefined;
  for await (const { path, state } of file === null ? walkFolder(folder) : [oneFile(folder, file)]) {
    const keys = state === 'unreadable' ? null : await reader.keysIn(join(folder, path), most);
    if (keys === null) unreadable.push(path);
    else if (keys === 'large') large.push(path);
    else (state === 'ignored' ? ignored : findings).push(...sightings(keys, path));
  }
  return { findings, ignored, unreadable, absent: [], large };
}

function oneFile(folder: string, file: string) {
  const ignored = isEnvFileName(file) && ignoredByRules(join(folder, file));
  return { path: file, state: ignored ? 'ignored' : 'file' } as const;
}
