import { dirname, join, resolve } from 'node:path';
import type { Ports } from '../ports/ports.ts';
import { readText } from './read-text.ts';

const highest = 16;

/** The repository's top folder; null where there is none, or where it is the home folder or above it. */
export function repositoryTop({ files, cwd, home }: Pick<Ports, 'files' | 'cwd' | 'home'>): string | null {
  let folder = cwd;
  for (let height = 0; height < highest && folder !== home; height++) {
    if (files.list(folder).includes('.git')) return folder;
    const parent = dirname(folder);
    if (parent === folder) return null;
    folder = parent;
  }
  return null;
}

/** The text of a repository's own configuration, also where `.git` is a file: in a work tree of its own, a submodule. */
export function repositoryConfig(ports: Pick<Ports, 'files'>, top: string): string {
  const read = (path: string): string | null => readText(ports, path);
  const pointed = /^gitdir:\s*(.+?)\s*$/m.exec(read(join(top, '.git')) ?? '')?.[1];
  if (pointed === undefined) return read(join(top, '.git', 'config')) ?? '';
  const folder = resolve(top, pointed);
  const common = read(join(folder, 'commondir'))?.trim();
  return read(join(common ? resolve(folder, common) : folder, 'config')) ?? '';
}
