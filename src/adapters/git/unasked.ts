import { statSync } from 'node:fs';
import { delimiter, dirname, join, relative, resolve, sep } from 'node:path';
import { ignoreRules } from '../../domain/git/ignore-rules.ts';
import { isInIndex, readIndexFile } from '../../domain/git/index-file.ts';
import { bytesOf } from '../files/files-read.ts';
import { liesBelow } from '../files/lies-below.ts';

/** What a repository's own files say of a path, where git itself does not answer. */
interface SeenUnasked {
  readonly root: string;
  /** Null where the index cannot be read. */
  readonly tracked: boolean | null;
  readonly ignored: boolean;
}

interface Where {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Reads the index and the ignore files of the repository that a path lies in; null where there is none. Never throws. */
export function seeUnasked(path: string, where: Where): SeenUnasked | null {
  const found = repositoryOf(path, where);
  if (!found) return null;
  const { root, folder } = found;
  const inside = relative(root, path).split(sep).join('/');
  return {
    root,
    tracked: folder === null ? null : trackedIn(folder, inside, where.env['GIT_INDEX_FILE']),
    ignored: isIgnored(root, inside),
  };
}

/** The top of the work tree, and the folder that git keeps its own files in; null where that is not to be found. */
function repositoryOf(
  path: string,
  { cwd, env }: Where,
): { readonly root: string; readonly folder: string | null } | null {
  const named = env['GIT_DIR'];
  if (named) {
    const root = resolve(cwd, env['GIT_WORK_TREE'] || '.');
    const folder = resolve(cwd, named);
    if (liesBelow(root, path) && kindOf(folder) === 'folder') return { root, folder };
  }
  for (let root = dirname(path); ; root = dirname(root)) {
    const git = join(root, '.git');
    const kind = kindOf(git);
    // An empty folder of this name is no repository, not even a broken one.
    if (kind === 'folder' && isGitFolder(git)) return { root, folder: git };
    if (kind === 'file') return { root, folder: folderIn(git) };
    if (root === dirname(root) || !goesOn(root, env)) return null;
  }
}

/** Git looks neither above a folder that it is told of nor on another file system. */
function goesOn(folder: string, env: Where['env']): boolean {
  const parent = dirname(folder);
  if ((env['GIT_CEILING_DIRECTORIES'] ?? '').split(delimiter).includes(parent)) return false;
  const [here, there] = [deviceOf(folder), deviceOf(parent)];
  return here === there || Boolean(env['GIT_DISCOVERY_ACROSS_FILESYSTEM']);
}

function deviceOf(folder: string): number | null {
  try {
    return statSync(folder).dev;
  } catch {
    return null;
  }
}

const isGitFolder = (folder: string): boolean =>
  ['HEAD', 'objects', 'index', 'config', 'refs'].some((name) => kindOf(join(folder, name)) !== null);

/** Where a `.git` file leads, as in a worktree or a submodule; null for nowhere. */
function folderIn(file: string): string | null {
  const target = /^gitdir: (.+?)\s*$/.exec(textOf(file) ?? '')?.[1];
  if (target === undefined) return null;
  const folder = resolve(dirname(file), target);
  return kindOf(folder) === 'folder' ? folder : null;
}

/** Whether the index lists the path. A repository without an index tracks nothing. */
function trackedIn(folder: string, inside: string, named: string | undefined): boolean | null {
  const shared = resolve(folder, textOf(join(folder, 'commondir'))?.trim() ?? '.');
  const config = textOf(join(shared, 'config')) ?? '';
  const hashLength = /^\s*objectformat\s*=\s*sha256/im.test(config) ? 32 : 20;
  const ignoreCase = /^\s*ignorecase\s*=\s*true/im.test(config);
  const path = named ? resolve(named) : join(folder, 'index');
  if (kindOf(path) === null) return false;
  const paths = new Set<string>();
  for (let file: string | null = path; file !== null; ) {
    const bytes = bytesOf(file);
    const index = bytes && readIndexFile(bytes, hashLength);
    if (!index) return null;
    for (const one of index.paths) paths.add(one);
    const next: string | null =
      index.shared === null ? null : join(dirname(path), `sharedindex.${index.shared}`);
    file = next === file ? null : next;
  }
  return isInIndex({ paths }, inside, ignoreCase);
}

/** By the `.gitignore` files from the top down: the last rule of the nearest one counts, and none under an ignored folder. */
function isIgnored(root: string, inside: string): boolean {
  const parts = inside.split('/');
  const paths = parts.map((_, at) => parts.slice(0, at + 1).join('/') + (at < parts.length - 1 ? '/' : ''));
  return paths.some((path) => verdictOn(root, path) === 'ignored');
}

function verdictOn(root: string, path: string): 'ignored' | 'unignored' | null {
  const parts = path.replace(/\/$/, '').split('/');
  for (let depth = parts.length - 1; depth >= 0; depth -= 1) {
    const file = join(root, ...parts.slice(0, depth), '.gitignore');
    const rules = kindOf(file) === 'file' ? textOf(file) : null;
    const said = rules === null ? null : ignoreRules(rules)(path.split('/').slice(depth).join('/'));
    if (said) return said;
  }
  return null;
}

function kindOf(path: string): 'file' | 'folder' | null {
  try {
    const found = statSync(path);
    return found.isDirectory() ? 'folder' : 'file';
  } catch {
    return null;
  }
}

function textOf(path: string): string | null {
  const bytes = bytesOf(path);
  return bytes && new TextDecoder().decode(bytes);
}
