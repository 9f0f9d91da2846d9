import { type Finding, localFinding } from '../../domain/diagnosis/finding.ts';
import { type Note, note } from '../../domain/diagnosis/notes.ts';
import { type Warning, warning } from '../../domain/diagnosis/warnings.ts';
import { isNoKey, isNotSendable } from '../../domain/keys/no-key.ts';
import { referenceIn } from '../../domain/keys/references.ts';
import { loadingPackage } from '../../domain/loading/loading-packages.ts';
import {
  type FilePlace,
  isSamePlace,
  type LinePlace,
  type Place,
  placeOf,
} from '../../domain/loading/place.ts';
import { isRunner } from '../../domain/loading/runners.ts';
import { findKeys, keyName } from '../../domain/loading/sources.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import { cleanText } from '../../domain/text/clean.ts';
import type { Ports } from '../../ports/ports.ts';
import { type Project, readable, seeEnvFile } from '../project.ts';
import { readText } from '../read-text.ts';
import { unresolved } from '../reference.ts';
import { failed, type Verdict, verdict } from '../result.ts';
import { findShellVariable } from '../shell-variable.ts';
import { type KeyFound, otherKeys } from '../source.ts';
import { wayBelow } from '../way-below.ts';
import type { Certainty } from './disagreements.ts';
import { askLoader, bytesOnDisk, type LoadedValue } from './loading.ts';
import { type Rival, rivalOf } from './shell-key.ts';
import { setByStarters } from './starters.ts';
import { byProgram, loadingOf } from './ways.ts';

/** What this check touches. */
export type LoadPorts = Pick<Ports, 'cwd' | 'env' | 'files' | 'home' | 'nodeVersion' | 'platform'>;

interface LoadOutcome {
  readonly verdict: Verdict;
  /** The key that the program gets: the one that was found, or what its loader makes of it. */
  readonly found: KeyFound;
  /** Whether it is sure that the key's place counts. */
  readonly certainty: Certainty;
  readonly finding: Finding | null;
  /** What may put another key in the place of the shell's; absent for nothing. */
  readonly rival?: Rival;
}

/** Does the project's own loader give this key, in development, and what does it give in production? */
export function checkLoad(ports: LoadPorts, project: Project, found: KeyFound): LoadOutcome {
  if (found.giver) return byGiver(found, found.giver);
  const loading = loadingOf(project);
  const bytesOf = bytesOnDisk(ports);
  const given = askLoader(ports, project, loading.development, keyName, ports.env, bytesOf);
  const told = tell(ports, project, found, given);
  if (told.finding || given.state === 'unknown') return told;
  const production =
    loading.production && askLoader(ports, project, loading.production, keyName, ports.env, bytesOf);
  // A file that the command of development names is nobody's own.
  const isNamed = loading.development.stages.some(({ named }) => named !== null && named.length > 0);
  const notes = loading.afterBuild
    ? [note(`load_production_${loading.afterBuild}`, { loader: isNamed ? '' : given.loader })]
    : [];
  const warnings = production ? inProduction(told.found, production) : [];
  const { verdict: said } = told;
  return { ...told, verdict: verdict([...said.notes, ...notes], [...said.warnings, ...warnings]) };
}

/** A key that a tool hands on from a file of its own. */
function byGiver(found: KeyFound, { by, starts, isCode }: NonNullable<KeyFound['giver']>): LoadOutcome {
  const path = found.origin.type === 'file' ? placeOf(found.origin) : null;
  const who = typeof by === 'string' ? { loader: by, path: null } : { loader: '', path: by };
  const said: Verdict =
    starts && path !== null
      ? verdict([note('load_file', { loader: who.loader, path })])
      : {
          status: 'skip',
          notes: [note('load_unknown', { reason: isCode ? 'configuration' : 'by_tool', ...who })],
          warnings: [],
        };
  return { verdict: said, found, certainty: 'counts', finding: null };
}

function tell(ports: LoadPorts, project: Project, found: KeyFound, given: LoadedValue): LoadOutcome {
  const { loader } = given;
  if (given.state === 'unknown') {
    const isScript = given.reason === 'configuration' && /\.(?:ba|z)?sh$/.test(given.path ?? '');
    const inherits = given.reason === 'by_program' || isScript;
    if (inherits && found.origin.type === 'environment' && found.value.length > 0)
      return ofShell(ports, project, found);
    const nowhere = given.reason === 'by_program' ? neverLoaded(project, found) : null;
    if (nowhere)
      return { verdict: failed([note('says_finding')]), found, certainty: 'none', finding: nowhere };
    const starter = given.reason === 'by_program' ? starterOf(ports, project, found) : null;
    const doubt = starter === null ? given : { reason: 'by_tool' as const, path: starter };
    // A package that loads files is more than nothing, though nobody knows how it does.
    const other =
      doubt.reason === 'by_program' ? loadingPackage(project.packageFacts?.dependencies ?? []) : null;
    const who =
      other === null ? { loader, reason: doubt.reason } : { loader: other, reason: 'not_modelled' as const };
    const notes = [note('load_unknown', { ...who, path: placeAt(doubt.path) })];
    const taken = given.reason === 'by_program' ? withoutEmpty(ports, project, found) : found;
    const skipped: Verdict = { status: 'skip', notes, warnings: [] };
    // Where nothing is found that loads files, what the shell has comes first: every usual loader keeps it.
    const certainty = given.reason === 'by_program' ? 'counts' : 'open';
    return { verdict: skipped, found: taken, certainty, finding: null };
  }
  if (given.state === 'none' && project.configured.loadsNone) {
    const finding = notStarted(project, found);
    // What is no key has a verdict of its own.
    if (!finding) return tell(ports, project, found, { loader, state: 'unknown', ...byProgram });
    return { verdict: failed([note('says_finding')]), found, certainty: 'none', finding };
  }
  if (given.state !== 'loaded') {
    const path = found.origin.type === 'file' ? placeOf(found.origin) : { absolute: project.folder };
    const facts =
      given.state === 'refused'
        ? { path: { absolute: given.path }, line: given.line, loader }
        : { path, line: 0, loader };
    const variable =
      found.origin.type === 'environment' && given.state === 'none' ? { variable: keyName } : {};
    const finding = localFinding('key_missing', { reason: 'not_loaded', ...facts, ...variable });
    return { verdict: failed([note('says_finding')]), found, certainty: 'none', finding };
  }
  const { value } = given;
  const path = placeAt(given.path);
  const said: Note = path === null ? note('load_shell', { loader }) : note('load_file', { loader, path });
  // A reference that leads nowhere gives an empty value.
  const lost = value.length === 0 ? unresolved(ports, project, found.value, found.origin) : null;
  if (lost) return { verdict: failed([note('says_finding')]), found, certainty: 'none', finding: lost };
  const origin = originOf(ports, project, found, given);
  const counting = { value, origin, others: otherKeys(ports, project, { value, origin }) };
  return { verdict: verdict([said]), found: counting, certainty: 'counts', finding: null };
}

/** The key of a file that a program of Node, all of which is known, does not load. */
function notStarted(project: Project, { value, origin }: KeyFound): Finding | null {
  if (origin.type !== 'file' || isNoKey(value) || referenceIn(value)) return null;
  return localFinding('key_missing', {
    reason: 'elsewhere',
    path: placeOf(origin),
    line: origin.line,
    form: 'assignment',
    unloaded: 'node',
    check: 'openai-setup verify FILE',
    loadWith: startLoading(project, origin.absolute),
  });
}

/** The start command as it would load a file; undefined where it has no option for that. */
function startLoading({ folder, scripts: { started } }: Project, absolute: string): string | undefined {
  const [run] = started;
  const file = wayBelow(folder, absolute);
  if (!run || file === null || !/^[\w./-]+$/.test(file) || !/^(?:node|tsx)$/.test(run.program))
    return undefined;
  const verbs = run.args[0] === 'watch' ? 1 : 0;
  const words = [run.program, ...run.args.slice(0, verbs), `--env-file=${file}`, ...run.args.slice(verbs)];
  return cleanText(words.join(' '));
}

/** The script that gives this line's key to the programs which it starts; null for none. */
function starterOf(ports: LoadPorts, project: Project, { origin }: KeyFound): string | null {
  if (origin.type !== 'file') return null;
  const given = setByStarters(ports, project).filter(({ exported }) => exported);
  return given.find(({ key }) => key !== null && isSamePlace(key.place, origin))?.path ?? null;
}

/** A key of the shell needs no loader: every program that starts here has it, but for what something here puts in its place. */
function ofShell(ports: LoadPorts, project: Project, found: KeyFound): LoadOutcome {
  const rival = rivalOf(ports, project, found);
  if (!rival)
    return { verdict: verdict([note('load_inherited')]), found, certainty: 'counts', finding: null };
  const { by, key, starts } = rival;
  const reason = starts ? 'set_anew' : 'configuration';
  const who = 'tool' in by ? { loader: by.tool, path: null } : { loader: '', path: { absolute: by.path } };
  const skipped: Verdict = {
    status: 'skip',
    notes: [note('load_unknown', { reason, ...who })],
    warnings: [],
  };
  const isNew = key !== null && !found.others.some(({ value }) => value.equals(key.value));
  const others = isNew ? [key, ...found.others] : found.others;
  return { verdict: skipped, found: { ...found, others }, certainty: 'open', finding: null, rival };
}

/** The key of a file, where it is known that nothing here loads one. */
function neverLoaded({ configured }: Project, { value, origin }: KeyFound): Finding | null {
  const nothing = configured.loadsNothing;
  if (!nothing || origin.type !== 'file' || isNoKey(value) || referenceIn(value)) return null;
  return localFinding('key_missing', {
    reason: 'elsewhere',
    path: placeOf(origin),
    line: origin.line,
    form: 'assignment',
    unloaded: 'python',
    check: 'openai-setup verify FILE',
    ...(nothing.early === null ? {} : { early: { absolute: nothing.early } }),
  });
}

/** Where nobody knows the order of the files, an empty line does not hide a key in another one. */
function withoutEmpty(ports: LoadPorts, project: Project, found: KeyFound): KeyFound {
  const { origin, value, others } = found;
  const good = others.find(({ place, value: one }) => place.type === 'file' && !isNotSendable(one));
  if (origin.type !== 'file' || value.length > 0 || good?.place.type !== 'file') return found;
  const taken = { value: good.value, origin: good.place };
  return { ...taken, others: otherKeys(ports, project, taken) };
}

const placeAt = (absolute: string | null): FilePlace | null => (absolute === null ? null : { absolute });

/** Where the value stands that the loader gives: in a file the last line that sets the key to it, else the last that sets the key. */
function originOf(
  ports: LoadPorts,
  project: Project,
  found: KeyFound,
  { value, path }: { readonly value: Secret; readonly path: string | null },
): KeyFound['origin'] {
  if (path === null) {
    // A variable of another name, under which the start command or compose hands it on.
    const handsOn = value.is((ports.env[keyName] ?? '').trim()) ? undefined : pathOfStart(project);
    return handsOn === undefined ? { type: 'environment', name: keyName } : lineNaming(ports, handsOn);
  }
  const file = project.envFiles.find((one) => one.absolute === path);
  // The start command, or what compose reads for the variables in its text.
  if (!file) return lineNaming(ports, path);
  const lines = file.document?.assignments.filter(({ name }) => name === keyName) ?? [];
  const line = (lines.findLast((one) => value.is(one.value.trim())) ?? lines.at(-1))?.line;
  return line === undefined ? found.origin : { type: 'file', absolute: path, line };
}

/** What hands the key to the program under its name: the start command's file, or a compose file. */
const pathOfStart = (project: Project): string | undefined =>
  loadingOf(project).development.set?.path ?? project.configured.compose?.path;

/** The first line of a file that has the key's name in it. */
function lineNaming(ports: LoadPorts, absolute: string): LinePlace {
  const lines = (readText(ports, absolute) ?? '').split(/\r\n|[\r\n]/);
  const line = lines.findIndex((one) => one.includes(keyName)) + 1;
  return { type: 'file', absolute, line: Math.max(line, 1) };
}

/** A different key in production, or none, is named. */
function inProduction(found: KeyFound, given: LoadedValue): readonly Warning[] {
  const { loader } = given;
  if (given.state === 'none') return [warning('production_differs', { loader, path: null, what: 'none' })];
  if (given.state !== 'loaded' || given.value.equals(found.value)) return [];
  if (referenceIn(given.value)) return [];
  const what = isNoKey(given.value) ? 'none' : 'another';
  return [warning('production_differs', { loader, path: placeAt(given.path), what })];
}

/**
 * An empty value or a placeholder, of a file or of the shell, that wins over a line with a key: the verdict names both. Null for
 * any other finding.
 */
export function hiddenKey(
  ports: LoadPorts,
  { envFiles }: Project,
  finding: Finding,
  found: KeyFound,
): Finding | null {
  const { origin, others } = found;
  if (!isNoKey(found.value)) return null;
  // What the shell has hides no file that nothing loads.
  const isHidden = (place: FilePlace): boolean =>
    origin.type === 'file' || envFiles.some((file) => isSamePlace(file, place));
  const good = others.find(
    ({ place, value }) => place.type === 'file' && isHidden(place) && !isNotSendable(value),
  );
  if (good?.place.type !== 'file') return null;
  const hides = { path: placeOf(good.place), line: good.place.line };
  if (origin.type === 'environment') {
    const { remove } = findShellVariable(ports, keyName);
    if (finding.cause === 'key_placeholder') return localFinding('key_placeholder', { hides, remove });
    return finding.cause === 'key_missing'
      ? localFinding('key_missing', { reason: 'hidden_by_shell', hides, remove })
      : null;
  }
  if (origin.type !== 'file') return null;
  const { line } = origin;
  const path = placeOf(origin);
  if (finding.cause === 'key_placeholder') return localFinding('key_placeholder', { path, line, hides });
  return finding.cause === 'key_missing'
    ? localFinding('key_missing', { reason: 'hidden', path, line, hides })
    : null;
}

/** Whether nobody can tell what the program is given, since something that is no model's starts it. */
export function isLeftOpen(ports: LoadPorts, project: Project): boolean {
  const { development } = loadingOf(project);
  const given = askLoader(ports, project, development, keyName, ports.env, bytesOnDisk(ports));
  const startsUnknown = project.scripts.started.some(({ program }) => !isRunner(program));
  return given.state === 'unknown' && (given.reason !== 'by_program' || startsUnknown);
}

/** The key of a parent folder's file, where a configuration file reads files that only running it would tell; null for none. */
export function keyInDoubt(
  ports: Pick<Ports, 'cwd' | 'files'>,
  { configured }: Project,
  parentFile: FilePlace | null,
): (KeyFound & { readonly origin: Place }) | null {
  if (parentFile === null || configured.doubt?.reason !== 'configuration') return null;
  const [found, ...others] = findKeys({}, readable([seeEnvFile(ports, parentFile.absolute)]));
  return found && !isNoKey(found.value) ? { value: found.value, origin: found.place, others } : null;
}

/**
 * A key that a compose file hands to its containers, or the start command to the program, under the name, from a variable
 * or a text of its own; null for none.
 */
export function keyOfStart(
  ports: LoadPorts,
  project: Project,
): (KeyFound & { readonly origin: LinePlace }) | null {
  const { development } = loadingOf(project);
  const path = pathOfStart(project);
  const given = askLoader(ports, project, development, keyName, ports.env, bytesOnDisk(ports));
  if (path === undefined || given.state !== 'loaded' || isNoKey(given.value)) return null;
  return { value: given.value, origin: lineNaming(ports, given.path ?? path), others: [] };
}

/** The key of an env file under its name in other letters, where the program's settings take it so; null for none. */
export function keyInAnyCase({
  configured,
  envFiles,
}: Project): (KeyFound & { readonly origin: LinePlace }) | null {
  if (!configured.inAnyCase) return null;
  for (const { absolute, document } of readable(envFiles)) {
    const named = document.assignments.findLast(({ name }) => name.toUpperCase() === keyName);
    const value = new Secret(named?.value.trim() ?? '');
    if (named && !isNoKey(value))
      return { value, origin: { type: 'file', absolute, line: named.line }, others: [] };
  }
  return null;
}
