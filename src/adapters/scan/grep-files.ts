import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '../../domain/env/environment.ts';
import { candidatePattern } from '../../domain/scan/candidates.ts';
import { type Listed, listOf } from './git-stream.ts';
import { createRest, largest } from './scan-file.ts';

/** ms in which git searches what people write; what takes it longer may be the size of some files. */
const usual = 1500;

/** Git reads every file whole, whatever its size: a search that takes long is begun anew without the large ones. */
export async function grepBounded(
  folder: string,
  env: Env,
): Promise<Listed & { readonly large: readonly string[] }> {
  const stop = new AbortController();
  const first = grep(folder, env, { signal: stop.signal });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((tell) => {
    timer = setTimeout(() => tell('late'), usual);
  });
  const ended = await Promise.race([first, late]);
  clearTimeout(timer);
  if (ended !== 'late') return { ...ended, large: [] };
  const large = await largeFiles(folder, env);
  if (large.length === 0) return { ...(await first), large };
  stop.abort();
  await first;
  return { ...(await grep(folder, env, { without: large })), large };
}

async function largeFiles(folder: string, env: Env): Promise<readonly string[]> {
  const { paths } = await listOf(allFiles, folder, env);
  const rest = createRest();
  const large: string[] = [];
  for (const path of new Set(paths)) {
    const stat = lstatSync(join(folder, path), { throwIfNoEntry: false });
    if (stat?.isFile() && stat.size > largest) large.push(path);
    await rest();
  }
  return large;
}

const allFiles = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];

interface GrepOptions {
  readonly signal?: AbortSignal;
  readonly without?: readonly string[];
}

/** Names files only: what stands in them, and where, is told by the same reader as without git. */
async function grep(folder: string, env: Env, { signal, without = [] }: GrepOptions): Promise<Listed> {
  // Attributes that call a file binary are no reason to pass it over.
  const form = ['grep', '-z', '-l', '-a', '--no-color', '--no-recurse-submodules', '--no-full-name'];
  const rules = ['--untracked', '--exclude-standard'];
  const places = ['--', '.', ...without.map((path) => `:(exclude,literal)${path}`)];
  const found = await listOf([...form, ...rules, '-P', '-e', candidatePattern, ...places], folder, env, {
    ...(signal ? { signal } : {}),
    magic: without.length > 0,
  });
  if (found.code === 0 || found.code === 1 || signal?.aborted) return found;
  // Not every git has these expressions: then all of them are read.
  const all = await listOf(allFiles, folder, env);
  return { ...all, paths: all.paths.filter((path) => !isLink(join(folder, path))) };
}

const isLink = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
