import { dirname, join } from 'node:path';
import { type PackageFacts, readPackage } from '../domain/loading/frameworks.ts';
import {
  detectPackageManager,
  hasLockFile,
  type PackageManager,
} from '../domain/loading/package-managers.ts';
import type { Ports } from '../ports/ports.ts';
import { readText } from './read-text.ts';

/** How packages are installed in a folder, and what it is a part of. */
export interface Packaging {
  readonly manager: PackageManager;
  /** The folder that the lock file of a workspace is in: this one, or one above it; null where there is none. */
  readonly root: string | null;
  /** What the manager wants to be told before it adds a package to the root of a workspace; empty elsewhere. */
  readonly rootFlag: '-w' | '-W' | '';
}

/** A folder as far as it tells who installs packages there. */
interface Level {
  readonly folder: string;
  readonly names: readonly string[];
  readonly facts: PackageFacts | null;
}

const highest = 16;

/** The package manager of a folder; a package of a workspace has its lock file further up. */
export function findPackaging(ports: Pick<Ports, 'files' | 'home'>, own: Level): Packaging {
  const root = own.facts === null ? null : rootOf(ports, own);
  const { facts, names } = root ?? own;
  const manager = detectPackageManager(own.facts?.packageManager ? own.facts : facts, names);
  const isRoot = root?.folder === own.folder && isWorkspace(own);
  return { manager, root: root?.folder ?? null, rootFlag: isRoot ? flagOf(manager, own) : '' };
}

const isWorkspace = ({ facts, names }: Pick<Level, 'facts' | 'names'>): boolean =>
  facts?.isWorkspace === true || names.includes('pnpm-workspace.yaml');

/** The nearest folder with a lock file or a workspace. Looks no higher than the repository, and not in the home folder. */
function rootOf(ports: Pick<Ports, 'files' | 'home'>, own: Level): Level | null {
  let level = own;
  for (let height = 0; height < highest; height++) {
    if (hasLockFile(level.names) || isWorkspace(level)) return level;
    const folder = dirname(level.folder);
    if (level.names.includes('.git') || folder === level.folder || folder === ports.home) return null;
    const names = ports.files.list(folder);
    const text = names.includes('package.json') ? readText(ports, join(folder, 'package.json')) : null;
    level = { folder, names, facts: readPackage(text) };
  }
  return null;
}

function flagOf(manager: PackageManager, { facts, names }: Level): Packaging['rootFlag'] {
  if (manager === 'pnpm') return '-w';
  const isOldYarn = facts?.packageManager?.startsWith('yarn@1') ?? !names.includes('.yarnrc.yml');
  return manager === 'yarn' && isOldYarn ? '-W' : '';
}
