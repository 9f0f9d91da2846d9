import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { type EnvDocument, readEnvDocument } from '../domain/env/document.ts';
import { isEnvFileName, isExampleName } from '../domain/env/file-names.ts';
import { type Configured, configuredBy } from '../domain/loading/configured.ts';
import {
  detectFramework,
  envFilesOf,
  type Framework,
  hasNoLoader,
  type PackageFacts,
  readAlone,
  readPackage,
} from '../domain/loading/frameworks.ts';
import { launchOf } from '../domain/loading/launch.ts';
import type { Naming } from '../domain/loading/launchers.ts';
import { libraryFiles } from '../domain/loading/library-files.ts';
import { otherScripts } from '../domain/loading/other-scripts.ts';
import { type FilePlace, placeOf } from '../domain/loading/place.ts';
import type { ReadableEnvFile } from '../domain/loading/sources.ts';
import { type ScriptFiles, scriptFiles, withFiles } from '../domain/loading/start-commands.ts';
import { isSupport } from '../domain/loading/support-services.ts';
import type { FileRead } from '../ports/files.ts';
import type { Ports } from '../ports/ports.ts';
import { winningFirst } from './loading/declared-env-files.ts';
import { managerFiles } from './loading/manager-files.ts';
import { readBy, withNearest } from './loading/nearest-file.ts';
import { readText } from './read-text.ts';
import { repositoryTop } from './repository-top.ts';
import { wayBelow } from './way-below.ts';
import { findPackaging, type Packaging } from './workspace.ts';

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
  /** The commands that start it: scripts of package.json, tasks of Deno, processes of a Procfile, apps of pm2. */
  readonly scripts: ScriptFiles;
  readonly packaging: Packaging;
  /** What the start command and, where they were read, the configuration files say of env files. */
  readonly configured: Configured;
  /** Existing env files in the loader's order, the one that wins first. */
  readonly envFiles: readonly SeenEnvFile[];
  /** Where secrets of this machine belong: the file that the start command names, else the framework's. */
  readonly secretsFile: string;
  /** Env files of the folder that nothing loads here, such as those of another mode. */
  readonly otherEnvFiles: readonly SeenEnvFile[];
}

/** No env file comes near it (bytes); what is longer takes minutes to judge, and is something else. */
const longestEnvFile = 4 * 1024 * 1024;

export function seeEnvFile(ports: Pick<Ports, 'files' | 'cwd'>, path: string): SeenEnvFile {
  const absolute = resolve(ports.cwd, path);
  const found = ports.files.read(absolute);
  const isEndless = found.state === 'file' && found.bytes.length > longestEnvFile;
  const read: FileRead = isEndless ? { state: 'unreadable', reason: 'too_large', code: '' } : found;
  const parsed = read.state === 'file' ? readEnvDocument(read.bytes) : null;
  return {
    absolute,
    read,
    document: parsed?.ok ? parsed.document : null,
    encoding: parsed && !parsed.ok ? parsed.reason : null,
  };
}

/**
 * What is in a folder. `known`: what its configuration files say of env files, where somebody read them (`see-project.ts`);
 * without them only the start command is looked at.
 */
export function lookAtProject(ports: Pick<Ports, 'files' | 'cwd' | 'home'>, known?: Configured): Project {
  const folder = ports.cwd;
  const names = ports.files.list(folder);
  const packageFacts = readPackage(
    names.includes('package.json') ? readText(ports, join(folder, 'package.json')) : null,
  );
  const detected = detectFramework(packageFacts, names);
  const library =
    detected.id === 'none'
      ? libraryFiles((name) => (names.includes(name) ? readText(ports, join(folder, name)) : null))
      : null;
  const framework = { ...detected, ...library };
  const packaging = findPackaging(ports, { folder, names, facts: packageFacts });
  const given = managerFiles(ports, { folder, names, packaging, facts: packageFacts });
  const scripts = withFiles(known?.manager?.scripts ?? scriptsOf(ports, folder, names, packageFacts), given);
  const launch = launchOf(framework.id, scripts.started);
  const start = launch.folder === null ? folder : resolve(folder, launch.folder);
  const configured = known ?? configuredBy(launch, start, usualMode(framework), join(folder, 'package.json'));
  const named = namedFiles(ports, folder, scripts, configured);
  const own = ownFiles(ports, { folder, names, framework, configured });
  const order = [
    ...new Set([
      ...(configured.byTool ?? []),
      ...loadOrder(framework, named, replacesOwn(framework, scripts.development) ? [] : own, packageFacts),
    ]),
  ];
  // One that lies elsewhere may be there although nothing of it is in this folder.
  const mayExist = (name: string): boolean =>
    name.startsWith('..') || isAbsolute(name) || names.includes(name.split('/')[0] ?? '');
  const seen = order.filter(mayExist).map((name) => seeEnvFile(ports, name));
  return {
    folder,
    names,
    framework,
    packageFacts,
    scripts,
    packaging,
    configured,
    secretsFile: secretsFile(ports, { folder, names, framework, configured }, named, packaging),
    envFiles: seen.filter(({ read }) => read.state !== 'missing'),
    otherEnvFiles: names
      .filter((name) => isEnvFileName(name) && !isExampleName(name) && !order.includes(name))
      .map((name) => seeEnvFile(ports, name)),
  };
}

/** The mode that people start with: Wrangler's is the name of an environment, of which there need not be one. */
const usualMode = ({ id }: Framework): string => (id === 'wrangler' ? '' : 'development');

/** Env files that the project's own commands name, the one that wins first. */
interface NamedFiles {
  /** By the script that starts the program for development. */
  readonly start: readonly string[];
  /** By any other script. */
  readonly others: readonly string[];
  /** By the services of compose; `ofCode`: those of them that no database, nor another image beside what is built here, reads as well. */
  readonly compose: readonly string[];
  readonly ofCode: readonly string[];
}

const commandFiles = /^(?:deno\.jsonc?|Procfile(?:\.dev)?|[Mm]akefile|[Jj]ustfile)$/;

/** Those of package.json, unless they start nothing. */
function scriptsOf(
  ports: Pick<Ports, 'files'>,
  folder: string,
  names: readonly string[],
  facts: PackageFacts | null,
): ScriptFiles {
  const own = facts?.scripts ?? scriptFiles(null);
  const textOf = (name: string | undefined): string | null =>
    name !== undefined && names.includes(name) ? readText(ports, join(folder, name)) : null;
  const isNaming = own.started.length > 0 && own.all.length > 0;
  const web = own.startedInProduction.length === 0 ? otherScripts({ procfile: textOf('Procfile') }) : null;
  if (isNaming && web)
    return { ...own, startedInProduction: web.startedInProduction, production: web.production };
  if (isNaming || !names.some((name) => commandFiles.test(name))) return own;
  const others = otherScripts({
    deno: textOf(names.find((name) => /^deno\.jsonc?$/.test(name))),
    procfile: textOf('Procfile'),
    procfileDev: textOf('Procfile.dev'),
    makefile: textOf(names.find((name) => /^(?:Makefile|justfile)$/i.test(name))),
  });
  return others && (own.started.length === 0 || others.all.length > 0) ? others : own;
}

function namedFiles(
  ports: Pick<Ports, 'files'>,
  folder: string,
  scripts: ScriptFiles,
  { compose }: Configured,
): NamedFiles {
  const services = compose?.services ?? [];
  const read = (all: typeof services): readonly string[] =>
    all.flatMap(({ envFiles }) => envFiles.map(({ path }) => wayBelow(folder, path) ?? '')).filter(Boolean);
  const built = services.filter(({ isBuilt }) => isBuilt);
  const programs = built.length > 0 ? built : services.filter((one) => !isSupport(one));
  const ofOthers = read(services.filter((one) => !programs.includes(one)));
  const own = read(services).toReversed();
  return {
    start: winningFirst(withNearest(ports, folder, scripts.development)),
    others: winningFirst(withNearest(ports, folder, scripts.all)),
    compose: [...new Set(own)],
    ofCode: own.filter((path) => !ofOthers.includes(path)),
  };
}

/** Bun that is told to read a file reads no other unasked. */
export const replacesOwn = ({ id }: Framework, files: readonly Naming[]): boolean =>
  id === 'bun' && files.some(({ by }) => by === 'bun');

/** A folder with its loader. */
type LoadingFolder = Pick<Project, 'folder' | 'names' | 'framework' | 'configured'>;

/** The files of the framework's own loader, the one that wins first; absolute where they are not in the project's folder. */
function ownFiles(
  ports: Pick<Ports, 'files'>,
  { folder, names, framework, configured }: LoadingFolder,
): readonly string[] {
  const { folder: from, mode, named, dotenv, program } = configured;
  // Where a framework has a loader of its own, of a program beside it or in front of it.
  const beside = readBy(ports, folder, program ?? []);
  if (program !== null && hasNoLoader(framework)) return beside;
  const called = dotenv.flatMap(({ paths }) => paths).map((path) => wayBelow(folder, path) ?? path);
  if (from === null) return [...beside, ...called];
  const at = (name: string): string => (from === folder ? name : join(from, name));
  const there = from === folder ? names : ports.files.list(from);
  const alone = readAlone(framework, mode, there);
  const own =
    named.length > 0 ? [...named].reverse() : alone !== undefined ? [alone] : envFilesOf(framework, mode);
  return [...beside, ...own.map(at), ...called];
}

/**
 * The names of the env files that count here, the one that wins first: what the start command names, then the
 * framework's own; then what may start the program in another way.
 */
function loadOrder(
  framework: Framework,
  { start, others, compose }: NamedFiles,
  own: readonly string[],
  facts: PackageFacts | null,
): readonly string[] {
  if (!hasNoLoader(framework)) return [...new Set([...start, ...own, ...others, ...compose])];
  // Node reads what it is told to read and nothing else, unless the program has dotenv.
  if (start.length > 0 && !facts?.dependencies.includes('dotenv'))
    return [...new Set([...start, ...compose])];
  const byCompose = facts?.dependencies.includes('dotenv') ? [...own, ...compose] : [...compose, ...own];
  return [...new Set([...start, ...others, ...byCompose])];
}

function secretsFile(
  ports: Pick<Ports, 'files' | 'cwd' | 'home'>,
  { folder, names, framework, configured }: LoadingFolder,
  { start, others, compose, ofCode }: NamedFiles,
  { root }: Packaging,
): string {
  const calls = configured.program ?? [];
  const told = configured.byTool ?? [];
  const looksUp = calls.some(({ nearest }) => nearest) || told.some((name) => name.startsWith('..'));
  const top = looksUp ? topOf(ports) : null;
  const ours = (name: string): boolean => wayBelow(top ?? root ?? folder, resolve(folder, name)) !== null;
  const program = readBy(ports, folder, calls);
  const named = hasNoLoader(framework)
    ? [...start, ...told, ...program, ...others, ...ofCode, ...compose]
    : [...start, ...configured.named, ...program];
  const chosen = named.find((name) => ours(name) && !isExampleName(name));
  if (chosen !== undefined) return chosen;
  const isHere = configured.folder === null || configured.folder === folder;
  const there = isHere ? names : ports.files.list(configured.folder);
  const own = readAlone(framework, configured.mode, there) ?? framework.secretsFile;
  return isHere ? own : join(configured.folder, own);
}

/** The highest folder whose file is the project's own where its loader looks upwards; null where the home folder is the next. */
function topOf(ports: Pick<Ports, 'files' | 'cwd' | 'home'>): string | null {
  const top = repositoryTop(ports);
  if (top !== null) return top;
  const way = wayBelow(ports.home, ports.cwd)?.split(sep)[0];
  return way === undefined ? null : join(ports.home, way);
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
