import { parse } from 'yaml';
import { type AnyFields, isFields } from '../text/fields.ts';
import { inFolder } from './command-line.ts';

/** An env file of a service. */
interface ComposeEnvFile {
  /** As written, with its variables resolved. */
  readonly path: string;
  /** `raw`: read without any interpretation. */
  readonly format: string | null;
}

/** What a service gives its containers. */
export interface ComposeService {
  readonly name: string;
  /** Its image is made here, from the project's files. */
  readonly isBuilt: boolean;
  /** The image that it is started from, as written; null for none. */
  readonly image: string | null;
  /** Started only where a profile is asked for. */
  readonly hasProfile: boolean;
  /** The last of them that sets a name counts. */
  readonly envFiles: readonly ComposeEnvFile[];
  /** Counts before the files, as written; null takes the value of the shell or of compose's own `.env`. */
  readonly environment: ReadonlyMap<string, string | null>;
}

/** Files that one compose file takes others from. */
interface ComposeSources {
  /** The text of a file, as named from the folder of the compose file; null where it cannot be read. */
  readonly read: (path: string) => string | null;
  /** The shell, then compose's own `.env`. */
  readonly variable: (name: string) => string | undefined;
}

/** Includes and extensions are followed so deep. */
const deepest = 5;

/**
 * The services of compose files that are merged, the later ones over the earlier; null where one cannot be read. Their
 * paths count from the folder of the first of them.
 */
export function readComposeFiles(
  texts: readonly string[],
  sources: ComposeSources,
): readonly ComposeService[] | null {
  const services = new Map<string, ComposeService>();
  try {
    for (const text of texts)
      for (const [name, service] of servicesOf({ text, folder: '' }, sources, deepest)) {
        const before = services.get(name);
        services.set(name, before ? merged(before, service) : service);
      }
  } catch {
    return null;
  }
  return [...services.values()];
}

/** A compose file; `folder`: the one that its paths count from. */
interface ComposeText {
  readonly text: string;
  readonly folder: string;
}

const folderOf = (path: string): string => path.replace(/(?:^|[\\/])[^\\/]*$/, '');

function servicesOf(
  { text, folder }: ComposeText,
  sources: ComposeSources,
  depth: number,
): ReadonlyMap<string, ComposeService> {
  if (depth === 0) throw new Error('included without end');
  const whole: unknown = parse(text, { merge: true, logLevel: 'silent', maxAliasCount: 1000 });
  const services = new Map<string, ComposeService>();
  if (!isFields(whole)) return services;
  for (const other of included(whole['include'], folder, sources))
    for (const [name, service] of servicesOf(other, sources, depth - 1)) services.set(name, service);
  const own = isFields(whole['services']) ? whole['services'] : {};
  for (const name of Object.keys(own))
    services.set(name, serviceOf(name, { all: own, folder }, sources, depth));
  return services;
}

/** The files that one includes. One that gets its own variables is not modelled. */
function included(value: unknown, folder: string, sources: ComposeSources): readonly ComposeText[] {
  return listed(value).flatMap((one) => {
    const paths = (isFields(one) ? listed(one['path']) : [one]).map((path) =>
      inFolder(folder, interpolated(String(path), sources.variable)),
    );
    if (isFields(one) && one['env_file'] !== undefined)
      throw new Error('an included file has its own variables');
    const directory = isFields(one) ? one['project_directory'] : undefined;
    const from =
      directory === undefined
        ? folderOf(paths[0] ?? '')
        : inFolder(folder, interpolated(String(directory), sources.variable));
    return paths.map((path) => ({ text: textOf(path, sources), folder: from }));
  });
}

function textOf(path: string, { read }: ComposeSources): string {
  const text = read(path);
  if (text === null) throw new Error('a compose file is not there');
  return text;
}

const listed = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

function serviceOf(
  name: string,
  { all, folder }: { readonly all: AnyFields; readonly folder: string },
  sources: ComposeSources,
  depth: number,
): ComposeService {
  if (depth === 0) throw new Error('extended without end');
  const { variable } = sources;
  const table = isFields(all[name]) ? all[name] : {};
  const own: ComposeService = {
    name,
    isBuilt: (table['build'] ?? null) !== null,
    image: typeof table['image'] === 'string' ? table['image'] : null,
    hasProfile: listed(table['profiles']).length > 0,
    envFiles: listed(table['env_file']).map((one) => envFileOf(one, folder, variable)),
    environment: environmentOf(table['environment']),
  };
  const extended = table['extends'];
  if (extended === undefined || extended === null) return own;
  const base = isFields(extended) ? String(extended['service'] ?? name) : String(extended);
  const file = isFields(extended) ? extended['file'] : undefined;
  if (file === undefined) return merged(serviceOf(base, { all, folder }, sources, depth - 1), own);
  const path = inFolder(folder, interpolated(String(file), variable));
  const other = { text: textOf(path, sources), folder: folderOf(path) };
  const found = servicesOf(other, sources, depth - 1).get(base);
  if (!found) throw new Error('an extended service is not there');
  return merged(found, own);
}

function merged(base: ComposeService, own: ComposeService): ComposeService {
  return {
    name: own.name,
    isBuilt: base.isBuilt || own.isBuilt,
    image: own.image ?? base.image,
    hasProfile: own.hasProfile,
    envFiles: [...base.envFiles, ...own.envFiles],
    environment: new Map([...base.environment, ...own.environment]),
  };
}

function envFileOf(value: unknown, folder: string, variable: ComposeSources['variable']): ComposeEnvFile {
  const path = isFields(value) ? value['path'] : value;
  const format = isFields(value) && typeof value['format'] === 'string' ? value['format'] : null;
  return { path: inFolder(folder, interpolated(String(path ?? ''), variable)), format };
}

function environmentOf(value: unknown): ReadonlyMap<string, string | null> {
  const entries: readonly (readonly [string, unknown])[] = isFields(value)
    ? Object.entries(value)
    : listed(value).map((one) => {
        const [, name = '', given] = /^([^=]*)(?:=([\s\S]*))?$/.exec(String(one)) ?? [];
        return [name, given];
      });
  return new Map(
    entries.map(([name, given]) => [name, given === undefined || given === null ? null : String(given)]),
  );
}

/** `$NAME`, `${NAME}`, with a default, a replacement or an error; `$$` is a dollar sign. */
function interpolated(text: string, variable: ComposeSources['variable'], depth = deepest): string {
  const pattern = /\$(?:(\$)|(\w+)|\{(\w+)(?:(:?[-+?])((?:[^{}]|\{[^{}]*\})*))?\})/g;
  return text.replace(pattern, (_all, dollar, bare, braced, operator: string | undefined, other = '') => {
    if (dollar !== undefined) return '$';
    const value = variable(bare ?? braced);
    const isSet = value !== undefined && !(operator?.startsWith(':') && value === '');
    const otherwise = depth > 0 ? interpolated(other, variable, depth - 1) : other;
    if (operator?.endsWith('+')) return isSet ? otherwise : '';
    return isSet ? value : operator?.endsWith('-') ? otherwise : '';
  });
}
