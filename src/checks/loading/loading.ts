import { join } from 'node:path';
import type { EnvText, ShellVariables } from '../../domain/loading/combining.ts';
import type { LoadingDoubt } from '../../domain/loading/configured.ts';
import type { LoaderModel } from '../../domain/loading/loader-model.ts';
import { modeOf } from '../../domain/loading/mode.ts';
import { filesRead, loadAs, loaderModels } from '../../domain/loading/models.ts';
import { keyName } from '../../domain/loading/sources.ts';
import { versionAsked } from '../../domain/loading/versions.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Project } from '../project.ts';
import { readText } from '../read-text.ts';
import { composeValue, composeVariables } from './compose-values.ts';
import { byProgram, isNamedByCode, type Stage, type Way } from './ways.ts';

/** What a program is given for one name, and by which loader. */
export type LoadedValue = { readonly loader: string } & (
  | {
      readonly state: 'loaded';
      readonly value: Secret /** Absolute; null for the shell. */;
      readonly path: string | null;
    }
  | { readonly state: 'none' }
  | { readonly state: 'refused'; readonly path: string; readonly line: number }
  | ({ readonly state: 'unknown' } & LoadingDoubt)
);

export type LoadingPorts = Pick<Ports, 'files' | 'nodeVersion'> & Partial<Pick<Ports, 'platform'>>;

/**
 * What a program that is started this way gets for a name, and those beside it where they get the same. `bytesOf` is what
 * stands in a file, or will: null for one that is not there.
 */
export function askLoader(
  ports: LoadingPorts,
  project: Project,
  way: Way,
  name: string,
  shell: ShellVariables,
  bytesOf: (path: string) => Uint8Array | null,
): LoadedValue {
  const [first, ...others] = [way, ...way.beside].map((one) =>
    askOne(ports, project, one, name, shell, bytesOf),
  );
  const one = first as LoadedValue;
  if (others.every((other) => isSame(one, other))) {
    // What nothing loads for one of them may be loaded for another.
    const open = others.find((other) => other.state === 'unknown' && other.reason !== 'by_program');
    return one.state === 'unknown' && one.reason === 'by_program' ? (open ?? one) : one;
  }
  const path = join(project.folder, 'package.json');
  return { loader: one.loader, state: 'unknown', reason: 'programs_differ', path };
}

function isSame(one: LoadedValue, other: LoadedValue): boolean {
  if (one.state === 'loaded') return other.state === 'loaded' && one.value.equals(other.value);
  return one.state === other.state;
}

function askOne(
  ports: LoadingPorts,
  project: Project,
  way: Way,
  name: string,
  shell: ShellVariables,
  bytesOf: (path: string) => Uint8Array | null,
): LoadedValue {
  const loader = [...new Set(way.stages.map((stage) => stage.name))].join(' + ');
  if (way.doubt) {
    // What the shell has is known without any loader.
    const before = way.doubt.reason === 'by_program' && shell[name] ? takenAhead(project, name, shell) : null;
    return { loader, state: 'unknown', ...(before ?? way.doubt) };
  }
  const before = withCommand(shell, way, ports.platform);
  if (!before) return { loader, state: 'unknown', reason: 'configuration', path: way.set?.path ?? null };
  let values = before;
  let readsAny = false;
  const written = values[name];
  const set = way.set?.values[name];
  // A key that the command only hands on is the shell's.
  const from = way.set && set !== undefined && (set === written || written === '') ? way.set.path : null;
  let at: { readonly value: string; readonly path: string | null } | null =
    written === undefined ? null : { value: written, path: from };
  for (const stage of way.stages) {
    const { model, compose } = stage;
    if (compose) {
      const variables = composeVariables(compose, values, bytesOf);
      const own = composeValue(compose, name, variables);
      values = { ...values, ...setAhead(project, compose, variables) };
      if (own === 'refused') return { loader, state: 'refused', path: compose.path, line: 0 };
      at = own ?? null;
      if (own !== undefined) continue;
      values = Object.fromEntries([...variables].map(([key, { value }]) => [key, value ?? undefined]));
    }
    if (!model && stage.named !== null)
      return { loader: stage.name, state: 'unknown', reason: 'by_command', path: null };
    if (!model) return { loader, state: 'unknown', reason: 'not_modelled', path: null };
    if (model.id === 'wrangler' && /^true$/i.test(values['CLOUDFLARE_INCLUDE_PROCESS_ENV'] ?? ''))
      return { loader, state: 'unknown', reason: 'not_modelled', path: null };
    const files = filesOf(project, { stage, model, mode: modeOf(model, way.mode, values) }, bytesOf).filter(
      ({ path }) => !isSwitchedOff(model, path, values),
    );
    readsAny ||= files.length > 0;
    const answer = loadAs(model, versionsOf(ports, project, model), files, values);
    if (answer.outcome === 'refused')
      return { loader, state: 'refused', path: answer.path, line: answer.line };
    if (answer.outcome === 'unknown') return { loader, state: 'unknown', reason: answer.reason, path: null };
    const loaded = answer.environment.get(name);
    if (loaded?.value === null)
      return { loader, state: 'unknown', reason: loaded.reason ?? 'not_modelled', path: loaded.path };
    if (loaded) at = { value: loaded.value, path: loaded.path ?? at?.path ?? null };
    else if (model.variants[0].over === 'shell_absent') at = null;
    const { framework, configured } = project;
    const { readsProcess } = configured;
    const isOwn = model.id === (framework.loader ?? framework.id);
    if (readsProcess !== undefined && isOwn && typeof loaded?.path === 'string')
      return { loader, state: 'unknown', reason: 'configuration', path: readsProcess };
    values = Object.fromEntries([...answer.environment].map(([key, { value }]) => [key, value ?? undefined]));
  }
  const ahead = at && takenAhead(project, name, values);
  if (ahead) return { loader, state: 'unknown', ...ahead };
  // What the shell has needs no loader.
  if (at?.path === null && project.configured.loadsNone) return { loader, state: 'unknown', ...byProgram };
  if (at) return { loader, state: 'loaded', value: new Secret(at.value.trim()), path: at.path };
  if (way.rest) return { loader, state: 'unknown', ...way.rest };
  const isByProgram = way.stages.every(isNamedByCode) && !readsAny && !project.configured.loadsNone;
  return isByProgram ? { loader, state: 'unknown', ...byProgram } : { loader, state: 'none' };
}

/** Whether the code takes another variable ahead of the key, and that is set. */
function takenAhead({ configured }: Project, name: string, values: ShellVariables): LoadingDoubt | null {
  const ahead =
    name === keyName ? configured.ahead?.find(({ name: other }) => (values[other] ?? '') !== '') : undefined;
  return ahead === undefined ? null : { reason: 'configuration', path: ahead.path };
}

/** What a compose file sets of the variables that the code takes ahead of the key. */
function setAhead(
  { configured }: Project,
  compose: NonNullable<Stage['compose']>,
  variables: ReturnType<typeof composeVariables>,
): Record<string, string | undefined> {
  const set = (configured.ahead ?? []).map(({ name }) => {
    const given = composeValue(compose, name, variables);
    return [name, typeof given === 'object' ? given?.value : undefined] as const;
  });
  return Object.fromEntries(set.filter(([, value]) => value !== undefined));
}

/** Wrangler can be told by a variable to leave the files be that are not its own. */
const isSwitchedOff = (model: LoaderModel, path: string, values: ShellVariables): boolean =>
  model.id === 'wrangler' &&
  /^false$/i.test(values['CLOUDFLARE_LOAD_DEV_VARS_FROM_DOT_ENV'] ?? '') &&
  !/[\\/]\.dev\.vars[^\\/]*$/.test(path);

/** The files that a stage reads, in its order. */
function filesOf(
  project: Project,
  { stage, model, mode }: { readonly stage: Stage; readonly model: LoaderModel; readonly mode: string },
  bytesOf: (path: string) => Uint8Array | null,
): readonly EnvText[] {
  const inFolder = (file: string): string => join(project.configured.folder ?? project.folder, file);
  const paths =
    stage.named ?? filesRead(model, mode, (file) => bytesOf(inFolder(file)) !== null).map(inFolder);
  const present = paths.flatMap((path) => {
    const bytes = bytesOf(path);
    return bytes ? [{ path, bytes }] : [];
  });
  return stage.nearest ? present.slice(0, 1) : present;
}

/** With what the start command sets; null where a shell would have to say what that is. */
function withCommand(
  shell: ShellVariables,
  { variables, byCmd }: Way,
  platform: Ports['platform'] | undefined,
): ShellVariables | null {
  const all: Record<string, string | undefined> = { ...shell };
  const sets = (name: string): boolean => platform === 'win32' || !byCmd?.includes(name);
  for (const [name, text] of Object.entries(variables).filter(([name]) => sets(name))) {
    const variable = /^(?:\$(\w+)|\$\{(\w+)\}|%(\w+)%)$/.exec(text)?.slice(1).find(Boolean);
    const isOpen = variable === undefined && /[$`]/.test(text);
    if (isOpen && name === keyName) return null;
    if (isOpen) continue;
    all[name] = variable === undefined ? text : (shell[variable] ?? '');
  }
  return all;
}

/** The bytes of a file as it stands on the disk. */
export const bytesOnDisk =
  (ports: Pick<Ports, 'files'>) =>
  (path: string): Uint8Array | null => {
    const read = ports.files.read(path);
    return read.state === 'file' ? read.bytes : null;
  };

/** The versions that are installed, else those that are asked for where that is plain. */
function versionsOf(ports: LoadingPorts, { folder, packageFacts, packaging }: Project, model: LoaderModel) {
  const folders = [folder, ...(packaging.root === null || packaging.root === folder ? [] : [packaging.root])];
  const versionOf = (name: string | null): number | null => {
    if (name === null) return null;
    const installed = folders
      .map((one) => readText(ports, join(one, 'node_modules', name, 'package.json')))
      .map((text) => /"version"\s*:\s*"(\d+\.\d+\.\d+)/.exec(text ?? '')?.[1])
      .find((version) => version !== undefined);
    return versionAsked(installed ?? packageFacts?.versions.get(name) ?? '');
  };
  return {
    package: versionOf(model.package),
    reading: model.readBy ? versionOf(loaderModels[model.readBy].package) : null,
    node: Number.parseInt(ports.nodeVersion, 10),
  };
}
