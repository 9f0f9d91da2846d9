import { join, resolve } from 'node:path';
import type { ShellVariables } from '../domain/loading/combining.ts';
import type { ComposeService } from '../domain/loading/compose.ts';
import type { LoadingDoubt } from '../domain/loading/configured.ts';
import {
  filesRead,
  type LoaderModel,
  loadAs,
  loaderModels,
  versionNumber,
} from '../domain/loading/models.ts';
import { keyName } from '../domain/loading/sources.ts';
import type { Naming } from '../domain/loading/start-commands.ts';
import { Secret } from '../domain/secrets/secret.ts';
import type { Ports } from '../ports/ports.ts';
import { type ComposeValues, composeValue, composeValues, composeVariables } from './compose-values.ts';
import { ecosystemOf } from './ecosystem.ts';
import { hasNoLoader, type Project, replacesOwn } from './project.ts';
import { readText } from './read-text.ts';

/** One loader at work in a project. */
interface Stage {
  /** As people call it. */
  readonly name: string;
  /** Null where nobody has modelled it. */
  readonly model: LoaderModel | null;
  /** Absolute paths of what it is told to read, in its order; null for the files that it reads unasked. */
  readonly named: readonly string[] | null;
  /** Values that count before its files: those that a compose file sets itself. */
  readonly compose?: ComposeValues;
  /** Of the files that are named, only the first that is there is read. */
  readonly nearest?: boolean;
}

/** How a program of the project gets its environment in one mode: each stage has the values of those before it. */
export interface Way {
  readonly mode: string;
  readonly stages: readonly Stage[];
  /** Why nobody can tell without running the project. */
  readonly doubt: LoadingDoubt | null;
  /** Variables that the start command sets itself, as written there; for the program they are the shell's. */
  readonly set: CommandVariables | null;
}

interface CommandVariables {
  /** The package.json; absolute. */
  readonly path: string;
  readonly values: Readonly<Record<string, string>>;
}

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

export interface Loading {
  readonly development: Way;
  /** Null where it is the same as in development. */
  readonly production: Way | null;
  /** What a built program reads by itself: nothing, what its build has written into it, or what it calls; null where it reads files. */
  readonly afterBuild: 'none' | 'inlined' | 'called' | null;
}

export type LoadingPorts = Pick<Ports, 'files' | 'nodeVersion'>;

/** Which loaders a program of this project gets its environment from, as far as that can be told without running it. */
export function loadingOf(project: Project): Loading {
  const { configured } = project;
  const { development, production } = project.scripts;
  const own = ownStage(project);
  const inProduction = own?.model?.inProduction ?? 'files';
  const readsInProduction = own?.model ? !['none', 'called'].includes(own.model.inProduction) : false;
  const way = (mode: string, namings: readonly Naming[], stage: Stage | null): Way => {
    const set = commandVariables(project, mode);
    const manager = configured.manager ? null : ecosystemOf(project);
    if (manager !== null) return { mode, stages: [], doubt: { reason: 'configuration', path: manager }, set };
    const named = namings.map((one) => namedStage(project, one));
    const own = replacesOwn(project.framework, project.scripts) ? null : stage;
    const stages = [...named, ...(programStages(project) ?? withCalls(project, own))];
    const contained = named.length === 0 && findsNothing(project, stages) ? containers(project, mode) : null;
    if (contained) return contained;
    return { mode, stages, doubt: configured.doubt ?? (stages.length === 0 && !set ? byProgram : null), set };
  };
  const { mode } = configured;
  const hasModes = own?.model != null && own.model.files('a').join() !== own.model.files('b').join();
  const differs = hasModes || (production.length > 0 && !sameFiles(development, production));
  return {
    development: way(mode, development, own),
    production:
      differs && (readsInProduction || production.length > 0)
        ? way('production', production, readsInProduction ? own : null)
        : null,
    afterBuild: inProduction === 'files' || production.length > 0 ? null : inProduction,
  };
}

/** What the code of a program without a framework reads; null where nobody found out. */
function programStages({ configured, framework }: Project): readonly Stage[] | null {
  if (configured.program === null || !hasNoLoader(framework)) return null;
  return configured.program.map(({ reader, paths, nearest, overrides }) => {
    const model = modelCalled(reader);
    return {
      name: model?.name ?? reader,
      model: model && overrides ? overriding(model) : model,
      named: paths,
      nearest,
    };
  });
}

/** What the script of a mode sets in front of what it starts; null where that is not the key. */
function commandVariables({ folder, scripts, configured }: Project, mode: string): CommandVariables | null {
  const started = mode === 'production' ? scripts.startedInProduction : scripts.started;
  const setting = started.find(({ variables }) => variables[keyName] !== undefined);
  const path = configured.manager?.path ?? join(folder, 'package.json');
  return setting ? { path, values: setting.variables } : null;
}

/** Whether no file is where the program's loaders look by themselves. */
const findsNothing = ({ names }: Project, stages: readonly Stage[]): boolean =>
  stages.length === 0 || (stages.every(isNamedByCode) && !names.includes('.env'));

/** A loader that reads another file where the program's code tells it to. */
const isNamedByCode = ({ model, named }: Stage): boolean => model?.namedBy === 'code' && named === null;

const byProgram: LoadingDoubt = { reason: 'by_program', path: null };

/** The framework's stage, with what its configuration file reads by dotenv: Next.js runs that file after its own. */
function withCalls({ framework, configured }: Project, stage: Stage | null): readonly Stage[] {
  const calls = configured.dotenv.map(({ paths, overrides }) => ({
    name: 'dotenv',
    model: overrides ? overriding(loaderModels.dotenv) : loaderModels.dotenv,
    named: paths,
  }));
  if (!stage) return calls;
  return framework.id === 'next' ? [stage, ...calls] : [...calls, stage];
}

/** What the containers get, where nothing else here starts the program; null where no service has the key. */
function containers(project: Project, mode: string): Way | null {
  const { compose } = project.configured;
  if (!compose) return null;
  const open: Way = { mode, stages: [], doubt: { reason: 'configuration', path: compose.path }, set: null };
  if (!compose.services) return open;
  const having = compose.services.filter(
    ({ envFiles, environment, hasProfile }) =>
      !hasProfile && (envFiles.length > 0 || environment.has(keyName)),
  );
  const [first, ...others] = having;
  if (!first) return null;
  const filesOf = ({ envFiles }: ComposeService): string => envFiles.map(({ path }) => path).join('\n');
  const same = (one: ComposeService): boolean =>
    filesOf(one) === filesOf(first) && one.environment.get(keyName) === first.environment.get(keyName);
  if (!others.every(same) || first.envFiles.some(({ format }) => format !== null)) return open;
  const stage = {
    name: loaderModels.compose.name,
    model: loaderModels.compose,
    named: first.envFiles.map(({ path }) => path),
    compose: composeValues(first.environment, compose.path, project),
  };
  return { mode, stages: [stage], doubt: null, set: null };
}

const sameFiles = (one: readonly Naming[], other: readonly Naming[]): boolean =>
  one.flatMap(({ files }) => files).join('\n') === other.flatMap(({ files }) => files).join('\n');

const modelCalled = (id: string): LoaderModel | null =>
  Object.values<LoaderModel>(loaderModels).find((model) => model.id === id) ?? null;

/** The framework's own loader; for a program without one dotenv, where it has that. */
function ownStage({ framework, packageFacts, configured }: Project): Stage | null {
  const { id, name } = framework;
  const named =
    configured.named.length > 0
      ? configured.named.map((file) => resolve(configured.folder ?? '', file))
      : null;
  if (id === 'node' && packageFacts?.dependencies.includes('dotenv'))
    return { name: 'dotenv', model: loaderModels.dotenv, named: null };
  return id === 'node' || id === 'none' || id === 'python'
    ? null
    : { name, model: modelCalled(id), named: configured.folder === null ? [] : named };
}

function namedStage({ folder }: Project, { by, name, files, overrides }: Naming): Stage {
  const model = modelCalled(by);
  return {
    name: model?.name ?? name ?? by,
    model: model && overrides ? overriding(model) : model,
    named: files.map((file) => resolve(folder, file)),
  };
}

/** The same loader, told to let files count before what is there already. */
const overriding = (model: LoaderModel): LoaderModel => ({
  ...model,
  variants: model.variants.map((one) => ({ ...one, over: 'file' })) as unknown as LoaderModel['variants'],
});

/**
 * What a program that is started this way gets for a name. `bytesOf` is what stands in a file, or will: null for one that
 * is not there.
 */
export function askLoader(
  ports: LoadingPorts,
  project: Project,
  way: Way,
  name: string,
  shell: ShellVariables,
  bytesOf: (path: string) => Uint8Array | null,
): LoadedValue {
  const loader = way.stages.map((stage) => stage.name).join(' + ');
  if (way.doubt) return { loader, state: 'unknown', ...way.doubt };
  const before = withCommand(shell, way.set);
  if (!before) return { loader, state: 'unknown', reason: 'configuration', path: way.set?.path ?? null };
  let values = before;
  let readsAny = false;
  const written = values[name];
  const set = way.set?.values[name];
  // A key that the command only hands on is the shell's.
  const from = way.set && set !== undefined && (set === written || written === '') ? way.set.path : null;
  let at: { readonly value: string; readonly path: string | null } | null =
    written === undefined ? null : { value: written, path: from };
  for (const { model, named, compose, nearest } of way.stages) {
    if (compose) {
      const variables = composeVariables(compose, values, bytesOf);
      const own = composeValue(compose, name, variables);
      if (own === 'refused') return { loader, state: 'refused', path: compose.path, line: 0 };
      at = own ?? null;
      if (own !== undefined) continue;
      values = Object.fromEntries([...variables].map(([key, { value }]) => [key, value ?? undefined]));
    }
    if (!model) return { loader, state: 'unknown', reason: 'not_modelled', path: null };
    const inFolder = (file: string): string => join(project.configured.folder ?? project.folder, file);
    const paths =
      named ?? filesRead(model, way.mode, (file) => bytesOf(inFolder(file)) !== null).map(inFolder);
    const present = paths.flatMap((path) => {
      const bytes = bytesOf(path);
      return bytes ? [{ path, bytes }] : [];
    });
    const files = nearest ? present.slice(0, 1) : present;
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
    values = Object.fromEntries([...answer.environment].map(([key, { value }]) => [key, value ?? undefined]));
  }
  return at
    ? { loader, state: 'loaded', value: new Secret(at.value.trim()), path: at.path }
    : way.stages.every(isNamedByCode) && !readsAny
      ? { loader, state: 'unknown', ...byProgram }
      : { loader, state: 'none' };
}

/** With what the start command sets; null where a shell would have to say what that is. */
function withCommand(shell: ShellVariables, set: CommandVariables | null): ShellVariables | null {
  const all: Record<string, string | undefined> = { ...shell };
  for (const [name, text] of Object.entries(set?.values ?? {})) {
    const variable = /^(?:\$(\w+)|\$\{(\w+)\}|%(\w+)%)$/.exec(text)?.slice(1).find(Boolean);
    if (variable === undefined && /[$`]/.test(text)) return null;
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

/** The version that is installed, else the one that is asked for where that is plain. */
function versionsOf(ports: LoadingPorts, { folder, packageFacts, packaging }: Project, model: LoaderModel) {
  const node = Number.parseInt(ports.nodeVersion, 10);
  const name = model.package;
  if (name === null) return { package: null, node };
  const folders = [folder, ...(packaging.root === null || packaging.root === folder ? [] : [packaging.root])];
  const installed = folders
    .map((one) => readText(ports, join(one, 'node_modules', name, 'package.json')))
    .map((text) => /"version"\s*:\s*"(\d+\.\d+\.)/.exec(text ?? '')?.[1])
    .find((version) => version !== undefined);
  return { package: versionNumber(installed ?? packageFacts?.versions.get(name) ?? ''), node };
}
