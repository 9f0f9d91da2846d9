import { dirname, isAbsolute, join, resolve } from 'node:path';
import { type EnvDocument, readEnvDocument } from '../domain/env/document.ts';
import { isEnvFileName, isExampleName } from '../domain/env/file-names.ts';
import {
  detectFramework,
  type Framework,
  type PackageFacts,
  readPackage,
} from '../domain/loading/frameworks.ts';
import { type FilePlace, placeOf } from '../domain/loading/place.ts';
import type { ReadableEnvFile } from '../domain/loading/sources.ts';
import type { FileRead } from '../ports/files.ts';
import type { Ports } from '../ports/ports.ts';
import { composeEnvFiles, composeFiles, winningFirst } from './declared-env-files.ts';
import { readText } from './read-text.ts';
import { wayBelow } from './way-below.ts';
import { findPackaging, type Packaging } from './workspace.ts';

export { readText };

/** An env file that exists, understood or not. */
export interface SeenEnvFile extends FilePlace {
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
  readonly packaging: Packaging;
  /** The mode in which people start it to work on it. */
  readonly mode: string;
  /** Existing env files in the loader's order, the one that wins first. */
  readonly envFiles: readonly SeenEnvFile[];
  /** Where secrets of this machine belong: the file that the start command names, else the framework's. */
  readonly secretsFile: string;
  /** Env files of the folder that nothing loads here, such as those of another mode. */
  readonly otherEnvFiles: readonly SeenEnvFile[];
}

export function seeEnvFile(ports: Pick<Ports, 'files' | 'cwd'>, path: string): SeenEnvFile {
  const absolute = resolve(ports.cwd, path);
  const read = ports.files.read(absolute);
  const parsed = read.state === 'file' ? readEnvDocument(read.bytes) : null;
  return {
    absolute,
    read,
    document: parsed?.ok ? parsed.document : null,
    encoding: parsed && !parsed.ok ? parsed.reason : null,
  };
}

export function lookAtProject(ports: Pick<Ports, 'files' | 'cwd' | 'home'>): Project {
  const folder = ports.cwd;
  const names = ports.files.list(folder);
  const packageFacts = readPackage(
    names.includes('package.json') ? readText(ports, join(folder, 'package.json')) : null,
  );
  const framework = detectFramework(packageFacts, names);
  const packaging = findPackaging(ports, { folder, names, facts: packageFacts });
  const named = namedFiles(ports, packageFacts, names);
  const order = loadOrder(framework, named, packageFacts, names);
  // One that lies elsewhere may be there although nothing of it is in this folder.
  const mayExist = (name: string): boolean =>
    name.startsWith('..') || isAbsolute(name) || names.includes(name.split('/')[0] ?? '');
  const seen = order.filter(mayExist).map((name) => seeEnvFile(ports, name));
  return {
    folder,
    names,
    framework,
    packageFacts,
    packaging,
    mode: 'development',
    secretsFile: secretsFile(framework, named, folder, packaging, names),
    envFiles: seen.filter(({ read }) => read.state !== 'missing'),
    otherEnvFiles: names
      .filter((name) => isEnvFileName(name) && !isExampleName(name) && !order.includes(name))
      .map((name) => seeEnvFile(ports, name)),
  };
}

/** Env files that the project's own commands name, the one that wins first. */
interface NamedFiles {
  /** By the script that starts the program for development. */
  readonly start: readonly string[];
  /** By any other script. */
  readonly others: readonly string[];
  readonly compose: readonly string[];
}

function namedFiles(
  ports: Pick<Ports, 'files' | 'cwd'>,
  facts: PackageFacts | null,
  names: readonly string[],
): NamedFiles {
  return {
    start: winningFirst(facts?.scripts.development ?? []),
    others: winningFirst(facts?.scripts.all ?? []),
    compose: composeFiles
      .filter((name) => names.includes(name))
      .flatMap((name) => composeEnvFiles(readText(ports, join(ports.cwd, name)))),
  };
}

/** Whether nothing but the program itself, or its start command, loads env files. */
export const hasNoLoader = ({ id }: Framework): boolean => id === 'node' || id === 'none' || id === 'python';

/**
 * The names of the env files that count here, the one that wins first: what the start command names, then the
 * framework's own; then what may start the program in another way.
 */
function loadOrder(
  framework: Framework,
  { start, others, compose }: NamedFiles,
  facts: PackageFacts | null,
  names: readonly string[],
): readonly string[] {
  const alone = framework.instead?.find((name) => names.includes(name));
  const own = alone === undefined ? framework.envFiles : [alone];
  if (!hasNoLoader(framework)) return [...new Set([...start, ...own, ...others, ...compose])];
  // Node reads what it is told to read and nothing else, unless the program has dotenv.
  if (start.length > 0 && !facts?.dependencies.includes('dotenv'))
    return [...new Set([...start, ...compose])];
  const byCompose = facts?.dependencies.includes('dotenv') ? [...own, ...compose] : [...compose, ...own];
  return [...new Set([...start, ...others, ...byCompose])];
}

function secretsFile(
  framework: Framework,
  { start, others, compose }: NamedFiles,
  folder: string,
  { root }: Packaging,
  names: readonly string[],
): string {
  const ours = (name: string): boolean => wayBelow(root ?? folder, resolve(folder, name)) !== null;
  const named = hasNoLoader(framework) ? [...start, ...others, ...compose] : start;
  const alone = framework.instead?.find((name) => names.includes(name));
  return named.find((name) => ours(name) && !isExampleName(name)) ?? alone ?? framework.secretsFile;
}

/** The files whose assignments can be counted on, for `findAll`. */
export function readable(files: readonly SeenEnvFile[]): readonly ReadableEnvFile[] {
  return files.flatMap(({ absolute, document }) => (document ? [{ absolute, document }] : []));
}

/**
 * The nearest env file of a parent folder that holds a key, for people who run in a subfolder of a
 * monorepo. Looks no higher than the repository's top folder or the home folder.
 */
export function keyInParent(ports: Pick<Ports, 'files' | 'cwd' | 'home'>, name: string): FilePlace | null {
  let folder = ports.cwd;
  for (let depth = 0; depth < 16; depth++) {
    if (ports.files.list(folder).includes('.git') || folder === ports.home) return null;
    const parent = dirname(folder);
    if (parent === folder) return null;
    folder = parent;
    for (const file of ['.env.local', '.env']) {
      const seen = seeEnvFile(ports, join(folder, file));
      const holds = seen.document?.assignments.some((one) => one.name === name && one.value.trim() !== '');
      if (holds) return placeOf(seen);
    }
  }
  return null;
}
