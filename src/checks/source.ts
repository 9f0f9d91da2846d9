import { type Finding, localFinding } from '../domain/diagnosis/finding.ts';
import { type Note, note } from '../domain/diagnosis/notes.ts';
import { type Warning, warning } from '../domain/diagnosis/warnings.ts';
import { referenceIn } from '../domain/keys/references.ts';
import {
  type FilePlace,
  isSamePlace,
  type KeyOrigin,
  type LinePlace,
  type Place,
  placeOf,
} from '../domain/loading/place.ts';
import { type FoundKey, findKeys, keyName } from '../domain/loading/sources.ts';
import type { Secret } from '../domain/secrets/secret.ts';
import type { Ports } from '../ports/ports.ts';
import { keyInParent, type Project, readable, type SeenEnvFile } from './project.ts';
import { failed, type Verdict, verdict } from './result.ts';
import { findShellVariable } from './shell-variable.ts';

/** What the search for a key touches. */
export type SourcePorts = Pick<Ports, 'cwd' | 'env' | 'files' | 'home' | 'platform'>;

/** A value of the key's name, before anybody judged whether it can be a key. */
export interface KeyFound {
  readonly value: Secret;
  readonly origin: KeyOrigin;
  /** Other places with another value. */
  readonly others: readonly FoundKey[];
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

/** Which key would a program started in this folder get, and does anything contradict it? */
export function checkSource(ports: SourcePorts, project: Project): SourceOutcome {
  const places = findKeys(ports.env, readable(project.envFiles));
  const [first, ...rest] = places;
  const fileOf = (place: FilePlace): SeenEnvFile | null =>
    project.envFiles.find((file) => isSamePlace(file, place)) ?? null;

  if (!first) {
    const parentFile = keyInParent(ports, keyName);
    const notes = parentFile ? [note('source_parent', { path: parentFile })] : [note('source_none')];
    const unreadable = project.envFiles.find((file) => file.document === null) ?? null;
    const file = project.envFiles[0] ?? null;
    return { verdict: failed(notes), found: null, file, parentFile, unreadable };
  }

  // A reference says nothing against the key that it was resolved to.
  const another = ({ value }: FoundKey): boolean =>
    value.length > 0 && !value.equals(first.value) && referenceIn(value) === null;
  const others = rest.filter(another);
  // Files that nothing loads here contradict nothing, but whoever looks for the right key wants to know of them.
  const unloaded = findKeys({}, readable(project.otherEnvFiles)).filter(another);
  const found: KeyFound = {
    value: first.value,
    origin: first.place,
    others: [...others, ...unloaded],
  };
  // A launcher such as env-cmd lets its files count before the shell.
  const fileWins =
    first.place.type === 'environment' && project.scripts.development.some(({ overrides }) => overrides);
  // A key of the shell is in no file, but a file with a key of its own is looked at all the same.
  const file = first.place.type === 'file' ? fileOf(first.place) : naming(project.envFiles);
  return {
    verdict: verdict([sourceNote(first.place)], fileWins ? [] : disagreements(ports, first, others)),
    found,
    file,
    parentFile: null,
    unreadable: null,
  };
}

/** No place here has the key: which one is told. */
export function missingKey(
  source: { readonly parentFile: FilePlace | null; readonly file: FilePlace | null } | null,
): Finding {
  const { parentFile, file } = source ?? { parentFile: null, file: null };
  if (parentFile !== null)
    return localFinding('key_missing', { reason: 'in_parent_folder', path: parentFile });
  return localFinding(
    'key_missing',
    file ? { reason: 'not_in_file', path: placeOf(file) } : { reason: 'nowhere' },
  );
}

/** Where the key comes from. */
export function sourceNote(place: Place): Note {
  return place.type === 'environment'
    ? note('source_environment', { name: place.name })
    : note('source_file', { path: placeOf(place), line: place.line });
}

/** The first file that has the key's name at all. */
function naming(files: readonly SeenEnvFile[]): SeenEnvFile | null {
  return files.find(({ document }) => document?.assignments.some(({ name }) => name === keyName)) ?? null;
}

/** One warning for each way in which another place contradicts the one that counts. */
function disagreements(ports: SourcePorts, first: FoundKey, others: readonly FoundKey[]): readonly Warning[] {
  const inFiles = others.flatMap(({ place, value }) => (place.type === 'file' ? [{ place, value }] : []));
  const [other] = inFiles;
  if (!other) return [];
  if (first.place.type === 'environment') return [shadowedByShell(ports, first.value, other)];
  const winner = first.place;
  const elsewhere = inFiles.find(({ place }) => !isSamePlace(place, winner));
  return elsewhere
    ? [
        warning('sources_disagree', {
          path: placeOf(winner),
          otherPath: placeOf(elsewhere.place),
          line: elsewhere.place.line,
        }),
      ]
    : [];
}

/** The shell's value wins over a file's: with the command that removes it, where the shell is known. */
export function shadowedByShell(
  ports: SourcePorts,
  value: Secret,
  hidden: { readonly place: LinePlace; readonly value: Secret },
): Warning {
  const { remove, removeForGood, setAt } = findShellVariable(ports, keyName);
  return warning('shadowed_by_environment', {
    name: keyName,
    path: placeOf(hidden.place),
    line: hidden.place.line,
    masked: value.masked,
    otherMasked: hidden.value.masked,
    empty: value.length === 0,
    remove,
    removeForGood: removeForGood ?? undefined,
    setAt: setAt ?? undefined,
  });
}
