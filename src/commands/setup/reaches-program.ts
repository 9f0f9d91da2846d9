import { askLoader, bytesOnDisk, type LoadedValue } from '../../checks/loading/loading.ts';
import { byProgram, loadingOf } from '../../checks/loading/ways.ts';
import { seeEnvFile } from '../../checks/project.ts';
import { editEnvDocument } from '../../domain/env/edit.ts';
import { isNoKey } from '../../domain/keys/no-key.ts';
import { referenceIn } from '../../domain/keys/references.ts';
import { keyName } from '../../domain/loading/sources.ts';
import { UsageError } from '../../ports/errors.ts';
import type { Removal } from './check-key.ts';
import type { KeyRun } from './run.ts';

/** More files than any loader reads. */
const mostFiles = 16;

/**
 * The lines of other files that would win over the key in the target file, by the project's own loader: they go. Throws
 * `UsageError` where one of them holds another key, and nobody agreed to that.
 */
export function hidingLines(one: KeyRun): readonly Removal[] {
  if (!one.chosen.write) return [];
  refuseToHide(one);
  if (!isRead(one)) {
    refuseWhereCommandWins(one);
    refuseInVain(one);
    return [];
  }
  const { voice, options, chosen, target, asks } = one;
  const removals: Removal[] = [];
  while (removals.length < mostFiles) {
    const given = whatIsGiven(one, afterwards(one, removals));
    if (given.state !== 'loaded' || given.path === null || given.value.equals(chosen.key)) break;
    const file = { absolute: given.path };
    if (file.absolute === target.file.absolute || removals.some((old) => old.file.absolute === given.path))
      break;
    const reference = referenceIn(given.value);
    if (!isNoKey(given.value) && !options.force && !asks)
      throw new UsageError(
        reference
          ? voice.words.referenceForce(voice.show(file), reference.store)
          : voice.words.forceNeeded(voice.show(file), voice.key(given.value)),
      );
    removals.push({ name: keyName, file });
  }
  return removals;
}

/**
 * A loader that reads the first file alone that is there would read nothing any more of the one that it reads today. Throws
 * `UsageError`, with that file.
 */
function refuseToHide({ options, ports, project, target, voice }: KeyRun): void {
  if (options.file !== undefined || target.file.read.state !== 'missing') return;
  const { development } = loadingOf(project);
  const alone = [development, ...development.beside]
    .flatMap(({ stages }) => stages)
    .flatMap(({ nearest, named }) => (nearest && named ? [named] : []));
  for (const paths of alone) {
    const behind = paths.slice(paths.indexOf(target.file.absolute) + 1);
    const hidden = paths.includes(target.file.absolute)
      ? behind.find((path) => seeEnvFile(ports, path).document?.assignments.length)
      : undefined;
    if (hidden === undefined) continue;
    const file = voice.show({ absolute: hidden });
    throw new UsageError(voice.words.wouldHide(voice.show(target.file), file));
  }
}

/** No file wins over a key that the start command sets itself. Throws `UsageError`, with the place of that. */
function refuseWhereCommandWins(one: KeyRun): void {
  const { options, project, target, voice } = one;
  const { set } = loadingOf(project).development;
  const given = whatIsGiven(one, afterwards(one, []));
  if (options.file !== undefined || !set || given.state !== 'loaded' || given.path !== set.path) return;
  const place = voice.show({ absolute: set.path });
  throw new UsageError(voice.words.commandSetsKey(place, voice.show(target.file)));
}

/**
 * A file that nothing reads is no place for the key, unless the user names it: it may be for something else. Throws
 * `UsageError`, with the files that are read, or with the line that the loader reads in a way of its own.
 */
function refuseInVain(one: KeyRun): void {
  const { options, project, target, voice } = one;
  const { doubt, stages } = loadingOf(project).development;
  if (options.file !== undefined || doubt) return;
  const line = target.file.document?.assignments.findLast(({ name }) => name === keyName)?.line;
  if (line !== undefined && readsPlainLine(one))
    throw new UsageError(
      voice.words.lineNotRead(voice.show(target.file), line, stages.map(({ name }) => name).join(' + ')),
    );
  const named = stages.flatMap((stage) => stage.named ?? []);
  const shown = [...new Set(named)].map((absolute) => voice.show({ absolute }));
  const text = voice.words.notRead(voice.show(target.file), shown.join(voice.words.listSeparator));
  throw new UsageError(text);
}

/** Whether the program would get the key if the file held its line and nothing else. */
function readsPlainLine(one: KeyRun): boolean {
  const edited = editEnvDocument(null, [{ name: keyName, value: one.chosen.key }]);
  const bytes = edited.ok ? edited.bytes : null;
  const given = whatIsGiven(one, (path) => (path === one.target.file.absolute ? bytes : null));
  return given.state === 'loaded' && given.value.equals(one.chosen.key);
}

/** Whether the program gets the key from the files as they stand now; true as well where nobody can tell. */
export function programGetsKey(one: KeyRun): boolean {
  const onDisk = bytesOnDisk(one.ports);
  const given = whatIsGiven(one, onDisk);
  if (given.state === 'unknown' || !isRead(one)) return true;
  return given.state === 'loaded' && given.value.equals(one.chosen.key);
}

/** Whether the project's loader is known to let the file's key count before the one that the shell has. */
export function countsBeforeShell(one: Pick<KeyRun, 'ports' | 'project' | 'chosen' | 'target'>): boolean {
  const { ports, project, chosen } = one;
  const { development } = loadingOf(project);
  const given = askLoader(ports, project, development, keyName, ports.env, afterwards(one, []));
  return given.state === 'loaded' && given.value.equals(chosen.key);
}

/** What is known of whether the project's own loader takes the key from the target file. */
export type FileReach =
  /**
   * `byCode`: code of the project loads the file by itself, as far as that is known. `isSure`: a loader takes the key from
   * there, and not only a program that does as the closing lines say.
   */
  | { readonly state: 'reaches'; readonly byCode: boolean; readonly isSure: boolean }
  | { readonly state: 'ignored' }
  /** Nobody can tell; `path`: the file that leaves it open, absolute. */
  | { readonly state: 'open'; readonly path: string | null };

/** A program that nothing loads files for does so by the lines that it is told. */
export function fileReach(one: KeyRun): FileReach {
  const then = afterwards(one, []);
  const alone = whatIsGiven(one, (path) => (path === one.target.file.absolute ? then(path) : null));
  if (alone.state === 'unknown' && alone.reason !== 'by_program') return { state: 'open', path: alone.path };
  if (!isRead(one)) return { state: 'ignored' };
  const { program } = one.project.configured;
  const isSure = alone.state === 'loaded';
  return { state: 'reaches', byCode: isSure && (program ?? []).length > 0, isSure };
}

/** Whether the loader would take a key from the target file at all: one that the user names may be for something else. */
function isRead(one: KeyRun): boolean {
  const then = afterwards(one, []);
  const alone = whatIsGiven(one, (path) => (path === one.target.file.absolute ? then(path) : null));
  return alone.state === 'unknown' || (alone.state === 'loaded' && alone.value.equals(one.chosen.key));
}

/** The shell's own key is told of by itself. */
function whatIsGiven({ ports, project }: KeyRun, bytesOf: (path: string) => Uint8Array | null): LoadedValue {
  const { development } = loadingOf(project);
  const shell = { ...ports.env, [keyName]: undefined };
  const given = askLoader(ports, project, development, keyName, shell, bytesOf);
  // A program that nothing loads files for yet does so by the lines that setup ends with.
  const isYetToLoad = given.state === 'none' && project.configured.loadsNone === true;
  return isYetToLoad ? { loader: given.loader, state: 'unknown', ...byProgram } : given;
}

/** What the files will hold once the key is written and some lines are gone. */
function afterwards(
  { ports, chosen, target }: Pick<KeyRun, 'ports' | 'chosen' | 'target'>,
  removals: readonly Removal[],
): (path: string) => Uint8Array | null {
  const onDisk = bytesOnDisk(ports);
  return (path) => {
    const bytes = onDisk(path);
    const value = path === target.file.absolute ? chosen.key : null;
    if (value === null && !removals.some(({ file }) => file.absolute === path)) return bytes;
    const edited = editEnvDocument(bytes, [{ name: keyName, value }]);
    return edited.ok ? edited.bytes : bytes;
  };
}
