import { join, resolve } from 'node:path';
import type { LoadDoubt } from '../domain/diagnosis/notes.ts';
import type { ShellVariables } from '../domain/loading/environment.ts';
import { filesRead, type LoaderModel, loadAs, models } from '../domain/loading/models.ts';
import type { Naming } from '../domain/loading/start-commands.ts';
import { Secret } from '../domain/secrets/secret.ts';
import type { Ports } from '../ports/ports.ts';
import { configDoubt } from './loader-config.ts';
import type { Project } from './project.ts';
import { readText } from './read-text.ts';

/** One loader at work in a project. */
interface Stage {
  /** As people call it. */
  readonly name: string;
  /** Null where nobody has modelled it. */
  readonly model: LoaderModel | null;
  /** Absolute paths of what it is told to read, in its order; null for the files that it reads unasked. */
  readonly named: readonly string[] | null;
}

/** How a program of the project gets its environment in one mode: each stage has the values of those before it. */
export interface Way {
  readonly mode: string;
  readonly stages: readonly Stage[];
  /** Why nobody can tell without running the project. */
  readonly doubt: Doubt | null;
}

interface Doubt {
  readonly reason: LoadDoubt;
  /** Absolute path of the file that leaves it open. */
  readonly path: string | null;
}

/** What a program is given for one name, and by which loader. */
export type Given = { readonly loader: string } & (
  | {
      readonly state: 'loaded';
      readonly value: Secret /** Absolute; null for the shell. */;
      readonly path: string | null;
    }
  | { readonly state: 'none' }
  | { readonly state: 'refused'; readonly path: string; readonly line: number }
  | ({ readonly state: 'unknown' } & Doubt)
);

export interface Loading {
  readonly development: Way;
  /** Null where it is the same as in development. */
  readonly production: Way | null;
  /** A built program reads no env file by itself. */
  readonly productionReadsNone: boolean;
}

export type LoadingPorts = Pick<Ports, 'files' | 'nodeVersion'>;

/** Which loaders a program of this project gets its environment from, as far as that can be told without running it. */
export function loadingOf(ports: LoadingPorts, project: Project): Loading {
  const { development, production } = project.packageFacts?.scripts ?? { development: [], production: [] };
  const own = ownStage(project);
  const readsInProduction = own?.model ? own.model.inProduction !== 'none' : false;
  const doubt = configDoubt(ports, project);
  const way = (mode: string, namings: readonly Naming[], stage: Stage | null): Way => {
    const stages = [...namings.map((one) => namedStage(project, one)), ...(stage ? [stage] : [])];
    return { mode, stages, doubt: stages.length === 0 ? { reason: 'by_program', path: null } : doubt };
  };
  const hasModes = own?.model != null && own.model.files('a').join() !== own.model.files('b').join();
  const differs = hasModes || (production.length > 0 && !sameFiles(development, production));
  return {
    development: way(project.mode, development, own),
    production:
      differs && (readsInProduction || production.length > 0)
        ? way('production', production, readsInProduction ? own : null)
        : null,
    productionReadsNone: own?.model?.inProduction === 'none' && production.length === 0,
  };
}

const sameFiles = (one: readonly Naming[], other: readonly Naming[]): boolean =>
  one.flatMap(({ files }) => files).join('\n') === other.flatMap(({ files }) => files).join('\n');

const modelCalled = (id: string): LoaderModel | null =>
  Object.values<LoaderModel>(models).find((model) => model.id === id) ?? null;

/** The framework's own loader; for a program without one dotenv, where it has that. */
function ownStage({ framework, packageFacts }: Project): Stage | null {
  const { id, name } = framework;
  if (id === 'node' && packageFacts?.dependencies.includes('dotenv'))
    return { name: 'dotenv', model: models.dotenv, named: null };
  return id === 'node' || id === 'none' || id === 'python'
    ? null
    : { name, model: modelCalled(id), named: null };
}

function namedStage({ folder }: Project, { by, files, overrides }: Naming): Stage {
  const model = modelCalled(by);
  const over = overrides ? ('file' as const) : null;
  const told =
    model && over
      ? {
          ...model,
          variants: model.variants.map((one) => ({ ...one, over })) as unknown as LoaderModel['variants'],
        }
      : model;
  return { name: model?.name ?? by, model: told, named: files.map((file) => resolve(folder, file)) };
}

/**
 * What a program that is started this way gets for a name. `bytesOf` is what stands in a file, or will: null for one that
 * is not there.
 */
export function givenBy(
  ports: LoadingPorts,
  project: Project,
  way: Way,
  name: string,
  shell: ShellVariables,
  bytesOf: (path: string) => Uint8Array | null,
): Given {
  const loader = way.stages.map((stage) => stage.name).join(' + ');
  if (way.doubt) return { loader, state: 'unknown', ...way.doubt };
  let values: ShellVariables = shell;
  let at: { readonly value: string; readonly path: string | null } | null =
    shell[name] === undefined ? null : { value: shell[name], path: null };
  for (const { model, named } of way.stages) {
    if (!model) return { loader, state: 'unknown', reason: 'not_modelled', path: null };
    const inFolder = (file: string): string => join(project.folder, file);
    const paths =
      named ?? filesRead(model, way.mode, (file) => bytesOf(inFolder(file)) !== null).map(inFolder);
    const files = paths.flatMap((path) => {
      const bytes = bytesOf(path);
      return bytes ? [{ path, bytes }] : [];
    });
    const answer = loadAs(model, versionsOf(ports, project, model), files, values);
    if (answer.outcome === 'refused')
      return { loader, state: 'refused', path: answer.path, line: answer.line };
    if (answer.outcome === 'unknown') return { loader, state: 'unknown', reason: answer.reason, path: null };
    const loaded = answer.environment.get(name);
    if (loaded?.value === null)
      return { loader, state: 'unknown', reason: 'not_modelled', path: loaded.path };
    if (loaded) at = { value: loaded.value, path: loaded.path ?? at?.path ?? null };
    values = Object.fromEntries([...answer.environment].map(([key, { value }]) => [key, value ?? undefined]));
  }
  return at
    ? { loader, state: 'loaded', value: new Secret(at.value.trim()), path: at.path }
    : { loader, state: 'none' };
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
    .map((text) => /"version"\s*:\s*"(\d+)\./.exec(text ?? '')?.[1])
    .find((major) => major !== undefined);
  const major = installed ?? /^[\^~=v]{0,2}(\d+)(?:\.|$)/.exec(packageFacts?.versions.get(name) ?? '')?.[1];
  return { package: major === undefined ? null : Number(major), node };
}
