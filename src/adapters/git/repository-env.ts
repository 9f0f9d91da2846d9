import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Env } from '../../domain/env/environment.ts';
import { isInside } from '../files/lies-below.ts';

/** Variables that point git at one certain repository, as hooks of git itself set them. */
const repositoryVariables = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_COMMON_DIR',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_PREFIX',
] as const;

export function withoutRepository(env: Env): Env {
  const named = new Set<string>(repositoryVariables);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !named.has(name)));
}

/**
 * The environment in which git is asked about a folder, wherever it is started: a repository that the environment names
 * counts for its own folders only, from `cwd` on, and not for one that lies in it. Relative paths count from `cwd`.
 */
export function repositoryEnv(env: Env, cwd: string, folder: string): Env {
  const named = repositoryVariables.filter((name) => env[name]);
  if (named.length === 0) return env;
  const tree = env['GIT_WORK_TREE'] || (env['GIT_DIR'] ? '.' : null);
  const home = tree === null ? topOf(cwd) : resolve(cwd, tree);
  const top = topOf(folder);
  const isIts = home !== null && isInside(home, folder) && (top === null || isInside(top, home));
  if (!isIts) return withoutRepository(env);
  const paths = named
    .filter((name) => name !== 'GIT_PREFIX' && name !== 'GIT_ALTERNATE_OBJECT_DIRECTORIES')
    .map((name) => [name, resolve(cwd, env[name] ?? '')]);
  return { ...env, ...Object.fromEntries(paths), ...(tree === null ? {} : { GIT_WORK_TREE: home }) };
}

/** The nearest folder with a repository of its own; null for none. */
function topOf(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at;
    if (at === dirname(at)) return null;
  }
}
