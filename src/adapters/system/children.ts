import { realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import type { Env } from '../../domain/env/environment.ts';
import { isInside } from '../files/lies-below.ts';

/** Where a program is looked for, and what it is started with. */
export interface ChildWorld {
  readonly env: Env;
  /** The project that it is started in or for. */
  readonly cwd: string;
}

/**
 * The environment of a program that this one starts: without any `OPENAI_` variable, since none needs a key, and with a
 * PATH that leads into no project: not into the one at `cwd`, nor into any folder of installed packages. Started through
 * `npx`, a `git` of `node_modules/.bin` would be the first to be found.
 */
export function childEnv({ env, cwd }: ChildWorld): Env {
  const made = known.get(env) ?? new Map<string, Env>();
  known.set(env, made);
  const before = made.get(cwd);
  if (before) return before;
  const top = topOf(cwd);
  const safe = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => {
      if (/^openai_/i.test(name)) return [];
      // Windows calls it `Path`.
      return [[name, /^path$/i.test(name) && value ? safePath(value, top) : value]];
    }),
  );
  made.set(cwd, safe);
  return safe;
}

/** What was made of an environment, by folder: each folder of a PATH is asked for on the disk. */
const known = new WeakMap<Env, Map<string, Env>>();

/** Where a program lies that is no part of a project: absolute, or null. */
export function findProgram(name: string, world: ChildWorld, platform = process.platform): string | null {
  const env = childEnv(world);
  const path = Object.entries(env).find(([key]) => /^path$/i.test(key))?.[1] ?? '';
  const endings = platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  for (const folder of path.split(delimiter)) {
    for (const ending of endings) {
      const file = join(folder, name + ending);
      const stats = folder === '' ? undefined : statSync(file, { throwIfNoEntry: false });
      if (stats?.isFile() && (platform === 'win32' || (stats.mode & 0o111) !== 0)) return file;
    }
  }
  return null;
}

function safePath(path: string, top: string): string {
  // A folder that holds the home folder counts for itself alone.
  const isProject = !isInside(top, realOf(homedir()));
  const safe = path.split(delimiter).filter((folder) => {
    // What is empty or relative is looked for in the folder that a program is started in.
    if (!isAbsolute(folder)) return false;
    const real = realOf(folder);
    return ![folder, real].some(
      (one) =>
        one === top || (isProject && isInside(top, one)) || /[\\/]node_modules[\\/]\.bin[\\/]?$/.test(one),
    );
  });
  return safe.join(delimiter);
}

/**
 * The top of the repository or package that a folder belongs to; the folder itself where it is in none. No home folder
 * is a project's: tools are installed below it.
 */
function topOf(cwd: string): string {
  const home = realOf(homedir());
  let top = realOf(cwd);
  for (let at = top; at !== dirname(at) && !isInside(at, home); at = dirname(at)) {
    if (['.git', 'package.json'].some((name) => statSync(join(at, name), { throwIfNoEntry: false })))
      top = at;
  }
  return top;
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
