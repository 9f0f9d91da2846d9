import type { Finding } from '../domain/diagnosis/finding.ts';
import { note } from '../domain/diagnosis/notes.ts';
import { type Warning, warning } from '../domain/diagnosis/warnings.ts';
import { loadability, type Unloadable } from '../domain/loading/loaders.ts';
import { placeOf } from '../domain/loading/place.ts';
import { keyName } from '../domain/loading/sources.ts';
import { composeFiles } from './loading/declared-env-files.ts';
import type { Project, SeenEnvFile } from './project.ts';
import { failed, type Verdict, verdict } from './result.ts';
import { unreadableFinding } from './unreadable.ts';

/**
 * Will the loaders that matter here read the key from the file, and only its owner with them? `counts`: the key that
 * counts stands in it.
 */
export function checkFile(
  file: SeenEnvFile | null,
  project: Project,
  counts: boolean,
  platform: NodeJS.Platform,
): { readonly verdict: Verdict; readonly finding: Finding | null } {
  if (!file) return { verdict: { status: 'skip', notes: [note('file_none')], warnings: [] }, finding: null };
  const finding = unreadableFinding(file);
  if (finding) return { verdict: failed([note('says_finding')]), finding };
  if (file.read.state !== 'file' || !file.document)
    return { verdict: verdict([note('file_none')]), finding: null };
  const warnings = [
    ...bomWarnings(file),
    ...duplicateWarnings(file),
    ...modeWarnings(file, platform),
    ...(counts ? loaderWarnings(file, project) : []),
  ];
  return { verdict: verdict([note('file_fine', { path: placeOf(file) })], warnings), finding: null };
}

/** Would the loaders that matter here read the key from a file just written? */
export function checkLoading(file: SeenEnvFile, project: Project): { readonly verdict: Verdict } {
  return { verdict: verdict([note('file_fine', { path: placeOf(file) })], loaderWarnings(file, project)) };
}

/** Every loader that would not read the key of a file as it stands there. */
export function unloadable({ read, document }: SeenEnvFile): readonly Unloadable[] {
  const key = document?.assignments.findLast(({ name }) => name === keyName);
  return key && read.state === 'file' ? loadability(read.bytes, keyName, key.value) : [];
}

function bomWarnings(file: SeenEnvFile): readonly Warning[] {
  return file.document?.bom ? [warning('env_file_bom', { path: placeOf(file) })] : [];
}

function duplicateWarnings(file: SeenEnvFile): readonly Warning[] {
  const lines = (file.document?.assignments ?? [])
    .filter(({ name }) => name === keyName)
    .map(({ line }) => line);
  return lines.length > 1
    ? [warning('duplicate_assignment', { path: placeOf(file), lines: lines.join(', ') })]
    : [];
}

function modeWarnings(file: SeenEnvFile, platform: NodeJS.Platform): readonly Warning[] {
  if (platform === 'win32' || file.read.state !== 'file' || (file.read.mode & 0o077) === 0) return [];
  return [
    warning('env_file_permissions', {
      path: placeOf(file),
      mode: file.read.mode.toString(8).padStart(3, '0'),
    }),
  ];
}

/**
 * Loaders are judged only where the project shows that it uses them: Node's own by a script that names it, and wherever
 * no framework brings a loader; docker's by a Dockerfile or a compose file.
 */
function loaderWarnings(file: SeenEnvFile, project: Project): readonly Warning[] {
  const path = placeOf(file);
  const problems = unloadable(file);
  const { id } = project.framework;
  const usesNode = project.scripts.all.length > 0 || id === 'node' || id === 'none';
  const usesDocker = project.names.some((name) => /^(?:Dockerfile|(?:docker-)?compose)\b/i.test(name));
  const usesCompose = composeFiles.some((name) => project.names.includes(name));
  const of = (...loaders: readonly string[]) => problems.find(({ loader }) => loaders.includes(loader));
  const node = usesNode ? of('node') : undefined;
  const docker = of(...(usesDocker ? ['docker'] : []), ...(usesCompose ? ['compose'] : []));
  return [
    ...(node ? [warning('not_loadable_by_node', { path, problem: node.problem, line: node.line })] : []),
    ...(docker
      ? [warning('not_loadable_by_docker', { path, problem: docker.problem, line: docker.line })]
      : []),
  ];
}
