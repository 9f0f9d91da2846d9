import { dirname, resolve } from 'node:path';
import { type Project, readable, type SeenEnvFile, seeEnvFile } from '../../checks/project.ts';
import { unreadableFinding } from '../../checks/unreadable.ts';
import { type Finding, localFinding } from '../../domain/diagnosis/finding.ts';
import { isSamePlace, placeOf } from '../../domain/loading/place.ts';
import { type FoundKey, findKeys } from '../../domain/loading/sources.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import type { Ports } from '../../ports/ports.ts';

/** Where setup will write, and what stands there. */
export interface Target {
  readonly file: SeenEnvFile;
  /** What counts in this folder today; null where nothing does, or only a placeholder. It may be a reference to a key. */
  readonly existing: FoundKey | null;
  /** A key in the target file itself, whether or not it is the one that counts. */
  readonly inFile: Secret | null;
  /** Why the file cannot be edited; null where it can, or is still to be created. */
  readonly problem: Finding | null;
}

/**
 * Which file: the one named, else the one whose key counts, else where the framework's documentation
 * puts secrets, else `.env`. What judges keys is loaded only where there is something to judge.
 */
export async function chooseTarget(
  ports: Pick<Ports, 'cwd' | 'env' | 'files' | 'home' | 'remember'>,
  project: Project,
  named: string | undefined,
): Promise<Target> {
  const [first] = findKeys(ports.env, readable(project.envFiles));
  if (first && !(await isReference(first.value))) ports.remember(first.value);
  const counting = first && !(await isNoKey(first.value)) ? first : null;
  const existing = counting && isBesideTold(project, counting.place) ? null : counting;
  const holder = existing?.place.type === 'file' ? existing.place.absolute : null;
  // Of a library that nobody has modelled it is known which file wins: a stand-in there would hide the key.
  const hiding = first && hidesTarget(project, first.place) ? first.place.absolute : null;
  const file = seeEnvFile(ports, resolve(ports.cwd, named ?? holder ?? hiding ?? project.secretsFile));
  const own = await ownKey(file);
  if (own && !(await isReference(own.value))) ports.remember(own.value);
  const elsewhere =
    named !== undefined && existing?.place.type === 'file' && !isSamePlace(existing.place, file);
  return {
    file,
    // With a file named by the user, the key in that file is the one setup is about.
    // So is a key in the file where a shell variable hides it with a placeholder.
    existing: elsewhere ? own : (existing ?? own),
    inFile: own?.value ?? null,
    problem: file.read.state === 'missing' ? folderProblem(ports, file) : unreadableFinding(file),
  };
}

/** Whether a file wins over the one for secrets, of files whose order is all that is known. */
function hidesTarget(
  { folder, framework, secretsFile }: Project,
  place: FoundKey['place'],
): place is FilePlaceOf {
  const order = framework.files?.map((name) => resolve(folder, name)) ?? [];
  if (place.type !== 'file' || order.length === 0) return false;
  return order.indexOf(place.absolute) <= order.indexOf(resolve(folder, secretsFile));
}

type FilePlaceOf = Extract<FoundKey['place'], { readonly type: 'file' }>;

/** A file that none of those is which a tool, or code, names: what is read is another one. */
function isBesideTold({ folder, configured, scripts }: Project, place: FoundKey['place']): boolean {
  const { byTool = [], program, compose } = configured;
  if (place.type !== 'file' || byTool.length === 0) return false;
  const named = [...byTool, ...scripts.all.flatMap(({ files }) => files)].map((one) => resolve(folder, one));
  const read = [
    ...(program ?? []).flatMap(({ paths }) => paths),
    ...(compose?.services ?? []).flatMap(filesOf),
  ];
  return ![...named, ...read].includes(place.absolute);
}

const filesOf = ({ envFiles }: { readonly envFiles: readonly { readonly path: string }[] }): string[] =>
  envFiles.map(({ path }) => path);

/** A file that the user, or the start command, names may be meant for a folder that is not there. */
function folderProblem(ports: Pick<Ports, 'files'>, file: SeenEnvFile): Finding | null {
  if (ports.files.read(dirname(file.absolute)).state !== 'missing') return null;
  return localFinding('env_file_not_writable', { path: placeOf(file), reason: 'no_folder' });
}

async function isNoKey(value: Secret): Promise<boolean> {
  return (await import('../../domain/keys/no-key.ts')).isNoKey(value);
}

async function isReference(value: Secret): Promise<boolean> {
  return (await import('../../domain/keys/no-key.ts')).isReference(value);
}

/** The last key in a file that is more than a placeholder: what most loaders would read. */
async function ownKey(file: SeenEnvFile): Promise<FoundKey | null> {
  for (const found of findKeys({}, readable([file]))) if (!(await isNoKey(found.value))) return found;
  return null;
}
