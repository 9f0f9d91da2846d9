import { relative, sep } from 'node:path';
import { type Finding, localFinding } from '../domain/diagnosis/finding.ts';
import { type Note, note } from '../domain/diagnosis/notes.ts';
import { referenceIn } from '../domain/keys/references.ts';
import { type FilePlace, isSamePlace, type KeyOrigin, type Place, placeOf } from '../domain/loading/place.ts';
import { type FoundKey, findKeys, keyName } from '../domain/loading/sources.ts';
import type { Secret } from '../domain/secrets/secret.ts';
import type { Ports } from '../ports/ports.ts';
import { keyInParent, type Project, readable, type SeenEnvFile } from './project.ts';
import { failed, type Verdict, verdict } from './result.ts';

/** What the search for a key touches. */
export type SourcePorts = Pick<Ports, 'cwd' | 'env' | 'files' | 'home' | 'platform'>;

/** A value of the key's name, before anybody judged whether it can be a key. */
export interface KeyFound {
  readonly value: Secret;
  readonly origin: KeyOrigin;
  /** Other places with another value, those that nothing loads last. */
  readonly others: readonly FoundKey[];
  /**
   * Who hands it on, where it stands in no env file of the program: a tool, or a script. `starts`: the project's own start command
   * is that; else only who starts the program by it gets the key. `isCode`: the program's own code, which may.
   */
  readonly giver?: { readonly by: string | FilePlace; readonly starts: boolean; readonly isCode?: true };
}

export interface SourceOutcome {
  readonly verdict: Verdict;
  readonly found: KeyFound | null;
  /** The env file that the key stands in, or another one does; where there is no key, the one where it should be. */
  readonly file: SeenEnvFile | null;
  /** A parent folder's file that holds a key, where no place here does. */
  readonly parentFile: FilePlace | null;
  /** An env file that exists and cannot be read, where no key was found. */
  readonly unreadable: SeenEnvFile | null;
}

/**
 * The key that comes first where nobody knows better: the shell's, then the files' in the order of the loader. What the loader
 * itself makes of it is asked afterwards, and decides (`load.ts`).
 */
export function checkSource(ports: SourcePorts, project: Project): SourceOutcome {
  const [first] = findKeys(ports.env, readable(project.envFiles));
  if (!first) {
    const parentFile = keyInParent(ports, keyName);
    const notes = parentFile ? [note('source_parent', { path: parentFile })] : [note('source_none')];
    const unreadable = project.envFiles.find((file) => file.document === null) ?? null;
    const file = project.envFiles[0] ?? null;
    return { verdict: failed(notes), found: null, file, parentFile, unreadable };
  }

  const { value, place: origin } = first;
  return {
    verdict: verdict([sourceNote(origin)]),
    found: { value, origin, others: otherKeys(ports, project, { value, origin }) },
    // A key of the shell is in no file, but a file with a key of its own is looked at all the same.
    file: fileOf(project, origin) ?? naming(project.envFiles),
    parentFile: null,
    unreadable: null,
  };
}

/** The env file of the project that a key stands in. */
export function fileOf({ envFiles }: Project, origin: KeyOrigin): SeenEnvFile | null {
  return origin.type === 'file' ? (envFiles.find((file) => isSamePlace(file, origin)) ?? null) : null;
}

/** Keys in other places than the one that counts, and other than it. */
export function otherKeys(
  { env }: Pick<SourcePorts, 'env'>,
  { envFiles, otherEnvFiles }: Project,
  { value, origin }: Omit<KeyFound, 'others'>,
): readonly FoundKey[] {
  // A reference says nothing against the key that it was resolved to.
  const another = (one: FoundKey): boolean =>
    one.value.length > 0 &&
    !one.value.equals(value) &&
    referenceIn(one.value) === null &&
    !standsThere(one.place, origin);
  // Files that nothing loads here contradict nothing, but whoever looks for the right key wants to know of them.
  return [...findKeys(env, readable(envFiles)), ...findKeys({}, readable(otherEnvFiles))].filter(another);
}

const standsThere = (place: Place, origin: KeyOrigin): boolean =>
  place.type === 'file' && origin.type === 'file'
    ? isSamePlace(place, origin) && place.line === origin.line
    : place.type === origin.type;

/** No place here has the key: which one is told. */
export function missingKey(
  source: { readonly parentFile: FilePlace | null; readonly file: FilePlace | null } | null,
  folder?: string,
): Finding {
  const { parentFile, file } = source ?? { parentFile: null, file: null };
  if (parentFile !== null)
    return localFinding('key_missing', {
      reason: 'in_parent_folder',
      path: parentFile,
      ...(folder === undefined ? {} : { up: relative(folder, parentFile.absolute).split(sep).join('/') }),
    });
  return localFinding(
    'key_missing',
    file ? { reason: 'not_in_file', path: placeOf(file) } : { reason: 'nowhere' },
  );
}

/** Where the key comes from. */
export function sourceNote(origin: KeyOrigin): Note {
  switch (origin.type) {
    case 'environment':
      return note('source_environment', { name: origin.name });
    case 'file':
      return note('source_file', { path: placeOf(origin), line: origin.line });
    case 'stdin':
      return note('source_stdin');
    case 'prompt':
      return note('source_prompt');
  }
}

/** The first file that has the key's name at all. */
function naming(files: readonly SeenEnvFile[]): SeenEnvFile | null {
  return files.find(({ document }) => document?.assignments.some(({ name }) => name === keyName)) ?? null;
}
