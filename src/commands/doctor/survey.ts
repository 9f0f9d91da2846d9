import { dirname, join, sep } from 'node:path';
import { ownLoading, programLoading } from '../../checks/loading/program-loading.ts';
import { type Project, readable, type SeenEnvFile, seeEnvFile } from '../../checks/project.ts';
import { readText } from '../../checks/read-text.ts';
import { seeProject } from '../../checks/see-project.ts';
import { withSlashes } from '../../domain/code/resolve-module.ts';
import type { SourceFile } from '../../domain/doctor/code-seen.ts';
import { fileKind, isPlainCode } from '../../domain/doctor/file-kinds.ts';
import { importedFiles } from '../../domain/doctor/imports.ts';
import type { ProgramFolder, ProgramLoading } from '../../domain/doctor/program-loading.ts';
import { importable, projectPaths } from '../../domain/doctor/project-paths.ts';
import type { ConfigFile, Surveyed } from '../../domain/doctor/surveyed.ts';
import { isIn } from '../../domain/doctor/texts.ts';
import { isEnvFileName, isExampleName } from '../../domain/env/file-names.ts';
import { detectFramework } from '../../domain/loading/frameworks.ts';
import { installCommand } from '../../domain/loading/package-managers.ts';
import type { FilePlace } from '../../domain/loading/place.ts';
import { pythonTool } from '../../domain/programs/python-tool.ts';
import type { Ports } from '../../ports/ports.ts';
import type { ProjectFiles, ProjectListing, ProjectText } from '../../ports/project-files.ts';

/** What a look at a project touches; `cwd` is its folder. */
export type SurveyPorts = Pick<
  Ports,
  'cwd' | 'env' | 'files' | 'home' | 'nodeVersion' | 'platform' | 'projectFiles'
>;

export type Skipped = FilePlace & { readonly why: Exclude<ProjectText, { state: 'text' }>['why'] };

/** A project as it was read, before anything of it is judged. */
export interface Survey extends Omit<Surveyed, 'code'> {
  readonly listing: ProjectListing;
  /** For the folder itself, with what this shell sets. */
  readonly loading: ProgramLoading;
  readonly skipped: readonly Skipped[];
  /** Code that is too long to be read, and was never asked for since nothing in it speaks of the API. */
  readonly skippedUnseen: () => readonly Skipped[];
  /** The text of a file that was not read so far; null where it is none of the project, or no text. */
  readonly readMore: (absolute: string) => string | null;
}

/** So many packages of a workspace are looked at. */
const mostPrograms = 40;

/** Reads what may matter of a project, within bounds. */
export async function survey(ports: SurveyPorts): Promise<Survey> {
  const folder = ports.cwd;
  const source = await ports.projectFiles();
  const [listing, project] = await Promise.all([source.list(folder), seeStarted(ports)]);
  const reading = read(source, folder, listing);
  const manifests = [...reading.configs, ...manifestsAbove(ports, folder)];
  const folders = foldersOf(folder, [...reading.codeFiles, ...reading.configs]);
  const packages = new Set(
    reading.configs.flatMap(({ kind, absolute }) => (kind === 'manifest' ? dirname(absolute) : [])),
  );
  const programs = [...packages].filter((one) => one !== folder).sort((a, b) => b.length - a.length);
  return {
    ...reading,
    configs: manifests,
    folder,
    listing,
    paths: projectPaths(folder, listing.known, sep),
    envFiles: readable(envFilesIn(ports, project, folders)),
    shell: new Set(Object.keys(ports.env).filter((name) => (ports.env[name] ?? '') !== '')),
    programs: [
      ...(await Promise.all(programs.slice(0, mostPrograms).map((one) => programIn(ports, one)))),
      programOf(ports, project),
    ],
    loading: await ownLoading(ports, project),
  };
}

/** So much text is looked at, in characters: of code and configuration, and of other files that only mention a name. */
const mostText = { code: 60_000_000, others: 12_000_000 } as const;

/** The files that count, with their texts. */
function read(source: ProjectFiles, folder: string, { paths, known, telling }: ProjectListing) {
  const configs: ConfigFile[] = [];
  const codeFiles: SourceFile[] = [];
  const skipped: Skipped[] = [];
  const room: Record<keyof typeof mostText, number> = { ...mostText };
  const textOf = (path: string, isTold: boolean): string | null => {
    const read = source.read(folder, path);
    if (read.state === 'text') return read.text;
    if (isTold && read.why !== 'missing') skipped.push({ absolute: join(folder, path), why: read.why });
    return null;
  };
  for (const path of paths) {
    if (!telling.has(path) && isPlainCode(path)) continue;
    const kind = fileKind(path);
    const isCode = kind === 'code' || kind === 'bundler';
    if (isCode || kind === null ? !telling.has(path) : false) continue;
    if (kind === null && !isOther(path)) continue;
    const text = textOf(path, kind !== null);
    const absolute = join(folder, path);
    if (text === null) continue;
    const kept = kind === null ? 'others' : 'code';
    room[kept] -= text.length;
    if (room[kept] < 0) {
      if (kind !== null) skipped.push({ absolute, why: 'too_large' });
      continue;
    }
    if (isCode) codeFiles.push({ absolute, text });
    if (kind !== 'code') configs.push({ absolute, text, kind });
  }
  for (const path of importedBy(codeFiles, folder, known)) {
    const text = textOf(path, true);
    if (text !== null) codeFiles.push({ absolute: join(folder, path), text });
  }
  const inProject = (absolute: string): string | null => {
    const path = isIn(folder, absolute) ? absolute.slice(folder.length).replace(/^[\\/]/, '') : '';
    const shown = path.replaceAll('\\', '/');
    return known.has(shown) ? textOf(shown, false) : null;
  };
  const skippedUnseen = (): readonly Skipped[] =>
    paths
      .filter((path) => isPlainCode(path) && !telling.has(path) && fileKind(path) === 'code')
      .filter((path) => source.isTooLarge(folder, path))
      .map((path) => ({ absolute: join(folder, path), why: 'too_large' }));
  return { configs, codeFiles, skipped, skippedUnseen, readMore: inProject };
}

/** So many files are read only because another one imports them. */
const mostImported = 2000;

/** What the code imports of the project and does not tell of itself, by its path from the folder. */
function importedBy(
  codeFiles: readonly SourceFile[],
  folder: string,
  known: ReadonlySet<string>,
): readonly string[] {
  const base = withSlashes(folder);
  const files = importable(base, known);
  const read = new Set(codeFiles.map(({ absolute }) => withSlashes(absolute)));
  const found = new Set<string>();
  for (const { absolute, text } of codeFiles)
    for (const one of importedFiles(files, withSlashes(absolute), text)) {
      const path = one.slice(base.length).replace(/^\//, '');
      if (!read.has(one) && isReadable(path)) found.add(path);
    }
  return [...found].slice(0, mostImported);
}

const isReadable = (path: string): boolean => path.endsWith('.json') || fileKind(path) === 'code';

/** Files beside code in which something may set a variable or load a file; env files are read by themselves. */
function isOther(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (isEnvFileName(name) && !name.startsWith('.envrc')) return false;
  return (
    !/(?:^|\/)(?:node_modules|dist|vendor)\//.test(path) &&
    !/(?:\.lock|-lock\.\w+|\.map|\.svg|\.csv|\.jsonl)$/.test(path)
  );
}

/** Packages of a workspace may be declared further up, where doctor was not asked to look. */
function manifestsAbove(ports: SurveyPorts, folder: string): readonly ConfigFile[] {
  const found: ConfigFile[] = [];
  let at = folder;
  for (let height = 0; height < 8; height++) {
    if (at === ports.home || ports.files.list(at).includes('.git') || dirname(at) === at) break;
    at = dirname(at);
    const absolute = join(at, 'package.json');
    const text = readText(ports, absolute);
    if (text !== null) found.push({ absolute, text, kind: 'manifest' });
  }
  return found;
}

const mostFolders = 400;

/** The folders of some files, and those above them in the project. */
function foldersOf(folder: string, files: readonly FilePlace[]): readonly string[] {
  const found = new Set<string>([folder]);
  for (const { absolute } of files)
    for (let at = dirname(absolute); isIn(folder, at) && !found.has(at); at = dirname(at)) found.add(at);
  return [...found].slice(0, mostFolders);
}

/** Git ignores most of them: so they are looked for where code is. */
function envFilesIn(
  ports: SurveyPorts,
  { envFiles, otherEnvFiles }: Project,
  folders: readonly string[],
): readonly SeenEnvFile[] {
  const found = new Map([...envFiles, ...otherEnvFiles].map((file) => [file.absolute, file]));
  for (const folder of folders)
    for (const name of ports.files.list(folder)) {
      const absolute = join(folder, name);
      if (isEnvFileName(name) && !isExampleName(name) && !found.has(absolute))
        found.set(absolute, seeEnvFile(ports, absolute));
    }
  return [...found.values()];
}

/** Bun puts env files into the environment of what it starts, also where another tool installs the packages. */
async function seeStarted(ports: SurveyPorts): Promise<Project> {
  const project = await seeProject(ports);
  const { framework, packageFacts, scripts } = project;
  const isBun =
    framework.id === 'node' &&
    (scripts.started.some(({ program }) => program === 'bun') ||
      packageFacts?.dependencies.includes('@types/bun'));
  const facts = packageFacts && { ...packageFacts, packageManager: 'bun@1' };
  return isBun ? { ...project, framework: detectFramework(facts, []) } : project;
}

const programIn = async (ports: SurveyPorts, folder: string): Promise<ProgramFolder> => {
  const inside = { ...ports, cwd: folder };
  return programOf(inside, await seeStarted(inside));
};

function programOf(ports: SurveyPorts, project: Project): ProgramFolder {
  const { folder, framework, packageFacts, packaging, names } = project;
  const pyproject = names.includes('pyproject.toml')
    ? (readText(ports, join(folder, 'pyproject.toml')) ?? '')
    : '';
  const place = { names, pyproject, condaFile: '', venv: null, isActive: true, windows: false };
  return {
    folder,
    framework: framework.id,
    loading: programLoading(ports, project, undefined, false),
    dependencies: packageFacts?.dependencies ?? [],
    installs: {
      node: installCommand(packaging.manager, [], packaging.rootFlag),
      python: pythonTool(place).add.replace(/^python -m /, ''),
    },
  };
}
