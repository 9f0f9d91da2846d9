import { type Dirent, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { isEnvFileName } from '../../domain/env/file-names.ts';
import { type IgnoreRules, ignoreRules } from '../../domain/git/ignore-rules.ts';
import { bytesOf } from '../files/files-read.ts';
import { createRest, isGone } from './scan-file.ts';

/** What a walk comes across; the path is relative to its folder, with `/` between parts. */
interface Walked {
  readonly path: string;
  /** `ignored` is only told of env files; other ignored files are passed over. */
  readonly state: 'file' | 'ignored' | 'unreadable';
}

/** The rules of one folder, for what is below it. */
interface Rules {
  /** Absolute. */
  readonly folder: string;
  readonly judge: IgnoreRules;
}

/** Never searched: what git and package managers keep, which nobody writes by hand. */
const passedOver: ReadonlySet<string> = new Set(['.git', 'node_modules']);

interface WalkOptions {
  /** What is ignored as well. */
  readonly everything?: boolean;
  /** Links are told as files, whatever they lead to. */
  readonly links?: boolean;
  /** Names of folders that are not looked into. */
  readonly skip?: ReadonlySet<string>;
}

/**
 * Walks a folder where git does not do it, by the rules of its `.gitignore` files and, in a repository, of
 * those above it. Links are not followed. Holds one folder's names at a time for each level.
 */
export async function* walkFolder(folder: string, options: WalkOptions = {}): AsyncGenerator<Walked> {
  const skipped = options.skip ?? passedOver;
  const rest = createRest();
  // Somebody who names an ignored folder wants it searched.
  yield* into(folder, options.everything || ignoredByRules(folder) ? [] : rulesAbove(folder));

  async function* into(at: string, outer: readonly Rules[]): AsyncGenerator<Walked> {
    await rest();
    let entries: Dirent[];
    try {
      entries = readdirSync(at, { withFileTypes: true });
    } catch (error) {
      if (!isGone(error)) yield { path: shown(at), state: 'unreadable' };
      return;
    }
    const rules = options.everything ? [] : [...outer, ...rulesOf(at, entries)];
    const folders: string[] = [];
    for (const entry of entries) {
      const path = join(at, entry.name);
      if (entry.isDirectory()) {
        if (!skipped.has(entry.name) && !isIgnored(rules, path, true)) folders.push(path);
      } else if (entry.isFile() || (options.links && entry.isSymbolicLink())) {
        if (!isIgnored(rules, path, false)) yield { path: shown(path), state: 'file' };
        else if (isEnvFileName(entry.name)) yield { path: shown(path), state: 'ignored' };
      }
    }
    for (const path of folders) yield* into(path, rules);
  }

  function shown(path: string): string {
    return slashed(relative(folder, path)) || '.';
  }
}

/** Whether a file or folder is ignored by the rules above it; without git, `.gitignore` files are all that is known. */
export function ignoredByRules(path: string): boolean {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const above = rulesAbove(path);
  // A folder is ignored with all that is in it.
  for (let at = path; above[0] && at.startsWith(above[0].folder + sep); at = dirname(at)) {
    if (isIgnored(above, at, at !== path || isFolder)) return true;
  }
  return false;
}

/** The rules of the folders above a path, up to the repository's top; none outside a repository. */
function rulesAbove(path: string): Rules[] {
  const found: Rules[] = [];
  for (let at = dirname(path); ; at = dirname(at)) {
    found.unshift(...rulesOf(at, null));
    if (exists(join(at, '.git'))) return [...rulesIn(at, join(at, '.git/info/exclude')), ...found];
    if (dirname(at) === at) return [];
  }
}

function rulesOf(folder: string, entries: readonly Dirent[] | null): Rules[] {
  const own = entries === null || entries.some((entry) => entry.name === '.gitignore' && entry.isFile());
  const top = entries?.some(({ name }) => name === '.git') ?? false;
  return [
    ...(top ? rulesIn(folder, join(folder, '.git/info/exclude')) : []),
    ...(own ? rulesIn(folder, join(folder, '.gitignore')) : []),
  ];
}

function rulesIn(folder: string, file: string): Rules[] {
  const bytes = bytesOf(file);
  return bytes ? [{ folder, judge: ignoreRules(new TextDecoder().decode(bytes)) }] : [];
}

/** The deepest folder with a rule for it decides. */
function isIgnored(rules: readonly Rules[], path: string, isFolder: boolean): boolean {
  for (const { folder, judge } of rules.toReversed()) {
    const inside = slashed(relative(folder, path));
    if (inside === '' || inside.startsWith('../')) continue;
    const verdict = judge(isFolder ? `${inside}/` : inside);
    if (verdict !== null) return verdict === 'ignored';
  }
  return false;
}

const slashed = (path: string): string => (sep === '/' ? path : path.replaceAll(sep, '/'));

const exists = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

/** Splits a path into the folder and the name that `ScanTarget` has. */
export const targetOfFile = (path: string) => ({ folder: dirname(path), file: basename(path) });
