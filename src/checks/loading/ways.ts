import { join, resolve } from 'node:path';
import { startsContainers } from '../../domain/loading/command-line.ts';
import type { ComposeService } from '../../domain/loading/compose.ts';
import type { LoadingDoubt, ProgramCall } from '../../domain/loading/configured.ts';
import { hasNoLoader } from '../../domain/loading/frameworks.ts';
import { isLauncher, servesBuilt } from '../../domain/loading/launch.ts';
import type { Naming } from '../../domain/loading/launchers.ts';
import type { LoaderModel } from '../../domain/loading/loader-model.ts';
import { loaderModels, toldTo } from '../../domain/loading/models.ts';
import { isRunner } from '../../domain/loading/runners.ts';
import { keyName } from '../../domain/loading/sources.ts';
import type { Started } from '../../domain/loading/start-commands.ts';
import { isSupport } from '../../domain/loading/support-services.ts';
import { type Project, replacesOwn } from '../project.ts';
import { type ComposeValues, composeValues } from './compose-values.ts';
import { ecosystemOf } from './ecosystem.ts';

/** One loader at work in a project. */
export interface Stage {
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
  /** Why nobody can tell where these loaders give nothing: the program is one of another package. */
  readonly rest: LoadingDoubt | null;
  /** Variables that the start command sets itself, as written there; for the program they are the shell's. */
  readonly variables: StartedVariables;
  /** Those of them that only cmd of Windows sets. */
  readonly byCmd?: readonly string[];
  /** The same, where the key is one of them. */
  readonly set: CommandVariables | null;
  /** Programs that the same command starts at the same time. */
  readonly beside: readonly Way[];
}

type StartedVariables = Started['variables'];

interface CommandVariables {
  /** The package.json; absolute. */
  readonly path: string;
  readonly values: StartedVariables;
}

interface Loading {
  readonly development: Way;
  /** Null where it is the same as in development. */
  readonly production: Way | null;
  /** What a built program reads by itself: nothing, what its build has written into it, or what it calls; null where it reads files. */
  readonly afterBuild: 'none' | 'inlined' | 'called' | null;
}

/** Which loaders a program of this project gets its environment from, as far as that can be told without running it. */
export function loadingOf(project: Project): Loading {
  const { configured, scripts } = project;
  const { started, startedInProduction } = scripts;
  // Pages that a bundler serves beside a server say nothing of what that server reads.
  const own = callingApi(project, started) === started ? ownStage(project) : null;
  const inProduction = own?.model?.inProduction ?? 'files';
  const readsInProduction = own?.model ? !['none', 'called'].includes(own.model.inProduction) : false;
  const ways = (mode: string, all: readonly Started[], stage: Stage | null): Way => {
    const manager = configured.manager ? null : ecosystemOf(project);
    const doubt = manager === null ? null : ({ reason: 'configuration', path: manager } as const);
    const [first, ...beside] = (all.length > 0 ? callingApi(project, all) : [null]).map((run) =>
      wayOf(project, { mode, run, stage: isOwn(project, run, all) ? stage : null, doubt }),
    );
    return { ...(first as Way), beside };
  };
  const { mode } = configured;
  const hasModes = own?.model != null && own.model.files('a').join() !== own.model.files('b').join();
  const namesFiles = startedInProduction.some(({ files }) => files.length > 0);
  const differs = hasModes || (namesFiles && namedFiles(started) !== namedFiles(startedInProduction));
  // Bun has no command of its own for production: where the one of development names its file, nothing is known of the other.
  const isBun = project.framework.id === 'bun';
  const isOpen = isBun && startedInProduction.length === 0 && namedFiles(started) !== '';
  return {
    development: ways(mode, started, own),
    production:
      differs && !isOpen && (readsInProduction || namesFiles)
        ? ways('production', startedInProduction, readsInProduction ? own : null)
        : null,
    afterBuild: namesFiles ? null : afterBuild(project, inProduction),
  };
}

/** What is read in production where no command names a file for it. */
function afterBuild(
  { configured, framework, scripts: { started, startedInProduction } }: Project,
  inProduction: LoaderModel['inProduction'],
): Loading['afterBuild'] {
  if (inProduction !== 'files') return inProduction;
  if (configured.stopsInProduction) return 'none';
  // What one command names for development, and no command or code for production.
  const isOther = JSON.stringify(started) !== JSON.stringify(startedInProduction);
  const readsNone = (configured.program ?? []).length === 0 && !configured.doubt;
  const namesNow = started.some(({ files }) => files.length > 0);
  const isLeft = startedInProduction.length > 0 && isOther && readsNone && namesNow;
  return isLeft && hasNoLoader(framework) ? 'none' : null;
}

const namedFiles = (started: readonly Started[]): string =>
  started.flatMap(({ files }) => files.flatMap((one) => one.files)).join('\n');

/** What only serves pages to a browser calls no API with a key where a server of Node runs beside it. */
function callingApi({ framework: { id } }: Project, all: readonly Started[]): readonly Started[] {
  if (id !== 'vite' && id !== 'react-scripts') return all;
  const isServer = ({ program, role }: Started): boolean => role === 'program' && isRunner(program);
  return all.some(isServer) ? all.filter((one) => !isLauncher(id, one)) : all;
}

/**
 * Whether the framework's loader is at work in a program: in its own command; where no program is that, in what it has built, and
 * in one of Node whose code calls it.
 */
function isOwn(
  { framework: { id }, configured }: Project,
  run: Started | null,
  all: readonly Started[],
): boolean {
  if (run === null || isLauncher(id, run)) return true;
  // What `bun run` starts beside Bun gets no file that Bun reads unasked. Tried with 1.1 to 1.4.
  if (id === 'bun') return false;
  return !all.some((one) => isLauncher(id, one)) && configured.callsFramework !== false;
}

/** Whether a program is neither the framework's nor Node: what it does for the framework nobody knows. */
const isForeign = ({ framework }: Project, run: Started): boolean =>
  !hasNoLoader(framework) &&
  framework.id !== 'bun' &&
  run.role === 'program' &&
  !isLauncher(framework.id, run) &&
  !isRunner(run.program) &&
  !servesBuilt(run);

/** A program as it is started. */
interface Start {
  readonly mode: string;
  /** Null where no command starts any. */
  readonly run: Started | null;
  readonly stage: Stage | null;
  readonly doubt: LoadingDoubt | null;
}

/** How one program gets its environment. */
function wayOf(project: Project, { mode, run, stage, doubt }: Start): Way {
  const { configured, framework, folder } = project;
  const variables = run?.variables ?? {};
  const path = configured.manager?.path ?? join(folder, 'package.json');
  const way = {
    mode,
    variables,
    ...(run?.byCmd === undefined ? {} : { byCmd: run.byCmd }),
    beside: [],
    set: variables[keyName] === undefined ? null : { path, values: variables },
  };
  if (doubt) return { ...way, stages: [], doubt, rest: null };
  const files = run?.files ?? [];
  const named = files.map((one) => namedStage(project, one));
  if (run?.role === 'elsewhere') {
    const holding = run.program === 'turbo' ? configured.holdsBack : undefined;
    const held = holding === undefined ? null : ({ reason: 'configuration', path: holding } as const);
    return { ...way, stages: named, doubt: held, rest: { reason: 'configuration', path } };
  }
  if (run !== null && startsContainers(run)) {
    const contained = inContainer(project, mode, named, way);
    if (contained.doubt === null || stage !== null || configured.program?.length) return contained;
  }
  if (stage !== null && run !== null && isForeign(project, run))
    return { ...way, stages: named, doubt: { reason: 'configuration', path }, rest: null };
  const isBeside = stage === null && !hasNoLoader(framework);
  const own = replacesOwn(framework, files) || configured.loadsNone ? null : stage;
  const isCalled = configured.callsFramework === true && own !== null;
  const calls = hasNoLoader(framework) || isBeside || isCalled ? programStages(configured.program) : null;
  const stages = [...named, ...(calls ?? withCalls(project, own)), ...(calls && isCalled ? [own] : [])];
  const contained = named.length === 0 && findsNothing(project, stages) ? containers(project, mode) : null;
  if (contained) return { ...contained, variables };
  const isNothing = stages.length === 0 && way.set === null && !configured.loadsNone;
  // What the command sets itself needs no loader, and comes before all that keep what is there.
  const isSet = way.set !== null && configured.doubt?.reason === 'by_program';
  const left = isSet ? null : configured.doubt;
  return { ...way, stages, doubt: left ?? (isNothing ? byProgram : null), rest: null };
}

/** What a program gets in a container: the files that its command names, else what compose gives. */
function inContainer(
  project: Project,
  mode: string,
  named: readonly Stage[],
  way: Omit<Way, 'stages' | 'doubt' | 'rest'>,
): Way {
  if (named.length > 0) return { ...way, stages: named, doubt: null, rest: null };
  const given = hasNoLoader(project.framework) ? containers(project, mode) : null;
  if (given) return { ...given, variables: way.variables };
  // What an image holds of the project's files is not known here.
  const path = project.configured.compose?.path ?? join(project.folder, 'package.json');
  return { ...way, stages: [], doubt: { reason: 'configuration', path }, rest: null };
}

/** What the code of a program reads; null where nobody found out. */
function programStages(program: readonly ProgramCall[] | null): readonly Stage[] | null {
  return (
    program?.map(({ reader, paths, nearest, overrides, expands }) => {
      const model = modelCalled(reader);
      return {
        name: model?.name ?? reader,
        model: model && toldTo(model, { overrides, expands }),
        named: paths,
        nearest,
      };
    }) ?? null
  );
}

/** Whether no file is where the program's loaders look by themselves. */
const findsNothing = ({ names }: Project, stages: readonly Stage[]): boolean =>
  stages.length === 0 || (stages.every(isNamedByCode) && !names.includes('.env'));

/** A loader that reads another file where the program's code tells it to. */
export const isNamedByCode = ({ model, named }: Stage): boolean =>
  model?.namedBy === 'code' && named === null;

export const byProgram: LoadingDoubt = { reason: 'by_program', path: null };

/** The framework's stage, with what its configuration file reads by dotenv: Next.js runs that file after its own. */
function withCalls({ framework, configured }: Project, stage: Stage | null): readonly Stage[] {
  const calls = configured.dotenv.map(({ paths, ...told }) => ({
    name: 'dotenv',
    model: toldTo(loaderModels.dotenv, told),
    named: paths,
  }));
  if (!stage) return calls;
  return framework.id === 'next' ? [stage, ...calls] : [...calls, stage];
}

/** What the containers get, where nothing else here starts the program; null where no service has the key. */
function containers(project: Project, mode: string): Way | null {
  const { compose } = project.configured;
  if (!compose) return null;
  const plain = { mode, variables: {}, set: null, rest: null, beside: [] };
  const open: Way = { ...plain, stages: [], doubt: { reason: 'configuration', path: compose.path } };
  if (!compose.services) return open;
  const running = compose.services.filter(({ hasProfile }) => !hasProfile);
  const getting = running.filter(
    ({ envFiles, environment }) => envFiles.length > 0 || environment.has(keyName),
  );
  const having = getting.filter((one) => !isSupport(one));
  const [first, ...others] = having;
  // What is built here is the program, more likely than the image of another one.
  const isOther = running.some(({ isBuilt }) => isBuilt) && !having.some(({ isBuilt }) => isBuilt);
  if (!first) return getting.length > 0 ? open : null;
  if (isOther) return open;
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
  return { ...plain, stages: [stage], doubt: null };
}

const modelCalled = (id: string): LoaderModel | null =>
  Object.values<LoaderModel>(loaderModels).find((model) => model.id === id) ?? null;

/** The framework's own loader; for a program without one dotenv, where it has that. */
function ownStage({ framework, packageFacts, configured }: Project): Stage | null {
  const { id, loader } = framework;
  const named =
    configured.named.length > 0
      ? configured.named.map((file) => resolve(configured.folder ?? '', file))
      : null;
  if (id === 'node' && packageFacts?.dependencies.includes('dotenv'))
    return { name: 'dotenv', model: loaderModels.dotenv, named: null };
  if (hasNoLoader(framework)) return null;
  const model = modelCalled(loader ?? id);
  return { name: model?.name ?? id, model, named: configured.folder === null ? [] : named };
}

function namedStage({ folder }: Project, { by, name, files, overrides, nearest }: Naming): Stage {
  const model = modelCalled(by);
  return {
    name: model?.name ?? name ?? by,
    model: model && toldTo(model, { overrides }),
    // Bun begins with the last one that it is told of. Tried with 1.4.
    named: (by === 'bun' ? files.toReversed() : files).map((file) => resolve(folder, file)),
    ...(nearest ? { nearest } : {}),
  };
}
