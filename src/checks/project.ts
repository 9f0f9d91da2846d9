import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type EnvDocument, readEnvDocument } from '../domain/env/document.ts';
import { isEnvFileName, isExampleName } from '../domain/env/file-names.ts';
import {
  detectFramework,
  detectPackageManager,
  type Framework,
  type PackageFacts,
  type PackageManager,
  readPackage,
} from '../domain/loading/frameworks.ts';
import type { FilePlace } from '../domain/loading/place.ts';
import type { ReadableEnvFile } from '../domain/loading/sources.ts';
import type { FileRead } from '../ports/files.ts';
import type { Ports } from '../ports/ports.ts';
import { composeEnvFiles, composeFiles, scriptEnvFiles } from './declared-env-files.ts';

/** An env file that exists, understood or not. */
export interface SeenEnvFile extends FilePlace {
  /** As shown to people: relative to the folder where it is below it. */
  readonly path: string;
  readonly read: FileRead;
  /** Null where it could not be read as a text of assignments. */
  readonly document: EnvDocument | null;
  /** Why there is no document, where it is a file: UTF-16 and binary files are never edited. */
  readonly encoding: 'utf16' | 'binary' | null;
}

/** What was found in a folder before anything was asked. */
export interface Project {
  readonly folder: string;
  readonly names: readonly string[];
  readonly framework: Framework;
  readonly packageFacts: PackageFacts | null;
  readonly packageManager: PackageManager;
  /** Existing env files in the loader's order, the one that wins first. */
  readonly envFiles: readonly SeenEnvFile[];
  /** Env files that the scripts of package.json name. */
  readonly scriptEnvFiles: readonly string[];
  /** Env files of the folder that nothing loads here, such as those of another mode. */
  readonly otherEnvFiles: readonly SeenEnvFile[];
}

const decoder = new TextDecoder();

/** The text of a file, or null where it cannot be read. */
export function readText(ports: Pick<Ports, 'files'>, path: string): string | null {
  const read = ports.files.read(path);
  return read.state === 'file' ? decoder.decode(read.bytes) : null;
}

/** A path as people write it: relative where it is in the folder, else absolute, `~` for the home folder. */
export function shownPath({ cwd, home }: Pick<Ports, 'cwd' | 'home'>, { absolute }: FilePlace): string {
  const inside = wayBelow(cwd, absolute);
  // What is itself called `~` is not the home folder.
  if (inside !== null) return inside.split(sep)[0] === '~' ? `.${sep}${inside}` : inside;
  const fromHome = home === '' ? null : wayBelow(home, absolute);
  return fromHome === null ? absolute : join('~', fromHome);
}

/** The way from a folder to what is in it; null for what is not. */
function wayBelow(folder: string, absolute: string): string | null {
  const way = relative(folder, absolute);
  const isOutside = way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
  return isOutside ? null : way;
}

export function seeEnvFile(ports: Pick<Ports, 'files' | 'cwd' | 'home'>, path: string): SeenEnvFile {
  const absolute = resolve(ports.cwd, path);
  const read = ports.files.read(absolute);
  const parsed = read.state === 'file' ? readEnvDocument(read.bytes) : null;
  return {
    path: shownPath(ports, { absolute }),
    absolute,
    read,
    document: parsed?.ok ? parsed.document : null,
    encoding: parsed && !parsed.ok ? parsed.reason : null,
  };
}

export function lookAtProject(ports: Pick<Ports, 'files' | 'cwd' | 'home'>): Project {
  const names = ports.files.list(ports.cwd);
  const packageJson = names.includes('package.json')
    ? readText(ports, join(ports.cwd, 'package.json'))
    : null;
  const packageFacts = readPackage(packageJson);
  const framework = detectFramework(packageFacts, names);
  const byScripts = scriptEnvFiles(packageJson);
  const order = loaded(ports, framework, byScripts, names);
  const exists = (name: string): boolean => names.includes(name.split('/')[0] ?? '');
  const seen = order.filter(exists).map((name) => seeEnvFile(ports, name));
  return {
    folder: ports.cwd,
    names,
    framework,
    packageFacts,
    packageManager: detectPackageManager(packageFacts, names),
    scriptEnvFiles: byScripts,
    envFiles: seen.filter(({ read }) => read.state !== 'missing'),
    otherEnvFiles: names
      .filter((name) => isEnvFileName(name) && !isExampleName(name) && !order.includes(name))
      .map((name) => seeEnvFile(ports, name)),
  };
}

/** Env files by name, the one that wins first: the framework's loader, and what the project's own commands name. */
function loaded(
  ports: Pick<Ports, 'files' | 'cwd'>,
  framework: Framework,
  byScripts: readonly string[],
  names: readonly string[],
): readonly string[] {
  const byCompose = composeFiles
    .filter((name) => names.includes(name))
    .flatMap((name) => composeEnvFiles(readText(ports, join(ports.cwd, name))));
  const plainNode = framework.id === 'node';
  const own = plainNode ? [...byScripts, ...framework.envFiles] : [...framework.envFiles, ...byScripts];
  return [...new Set([...own, ...byCompose])];
}

/** The files whose assignments can be counted on, for `findAll`. */
export function readable(files: readonly SeenEnvFile[]): readonly ReadableEnvFile[] {
  return files.flatMap(({ absolute, path, document }) => (document ? [{ absolute, path, document }] : []));
}

/**
 * The nearest env file of a parent folder that holds a key, for people who run in a subfolder of a
 * monorepo. Looks no higher than the repository's top folder or the home folder.
 */
export function keyInParent(ports: Pick<Ports, 'files' | 'cwd' | 'home'>, name: string): string | null {
  let folder = ports.cwd;
  for (let depth = 0; depth < 16; depth++) {
    if (ports.files.list(folder).includes('.git') || folder === ports.home) return null;
    const parent = dirname(folder);
    if (parent === folder) return null;
    folder = parent;
    for (const file of ['.env.local', '.env']) {
      const seen = seeEnvFile(ports, join(folder, file));
      const holds = seen.document?.assignments.some((one) => one.name === name && one.value.trim() !== '');
      if (holds) return seen.path;
    }
  }
  return null;
}
