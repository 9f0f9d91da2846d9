import { dirname, join, resolve } from 'node:path';
import type { Environment, Loaded, ShellVariables } from '../../domain/loading/combining.ts';
import { startsContainers, valuesOf } from '../../domain/loading/command-line.ts';
import { expandCompose } from '../../domain/loading/expansion-compose.ts';
import { loadAs, loaderModels } from '../../domain/loading/models.ts';
import type { Project } from '../project.ts';

/** What a compose file sets under `environment:`, which counts before its env files. */
export interface ComposeValues {
  /** As written; null takes the variable of the same name. */
  readonly texts: ReadonlyMap<string, string | null>;
  /** Absolute path of the compose file. */
  readonly path: string;
  /** Absolute paths of what compose reads its variables from, beside the shell: its `.env`, or what its own option names. */
  readonly variables: readonly string[];
}

/** The values of one service. */
export function composeValues(
  texts: ComposeValues['texts'],
  path: string,
  { folder, scripts }: Pick<Project, 'folder' | 'scripts'>,
): ComposeValues {
  const line = scripts.started.find(startsContainers);
  const named = line ? valuesOf(line.args, ['--env-file']) : [];
  const variables =
    named.length > 0 ? named.map((file) => resolve(folder, file)) : [join(dirname(path), '.env')];
  return { texts, path, variables };
}

/** The shell, and what compose reads for the variables in its text. */
export function composeVariables(
  { variables }: ComposeValues,
  shell: ShellVariables,
  bytesOf: (path: string) => Uint8Array | null,
): Environment {
  const files = variables.flatMap((path) => {
    const bytes = bytesOf(path);
    return bytes ? [{ path, bytes }] : [];
  });
  const answer = loadAs(loaderModels.compose, { package: null, node: 0 }, files, shell);
  const own = answer.outcome === 'loaded' ? answer.environment : new Map<string, Loaded>();
  const inShell = Object.entries(shell).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, { value, path: null }] as const],
  );
  return new Map<string, Loaded>([...own, ...inShell]);
}

/** A value and where it comes from; null where the container gets none. */
type GivenValue = { readonly value: string; readonly path: string | null } | null;

/** What stands there for a name, with its variables resolved; undefined where it does not, `refused` where compose ends. */
export function composeValue(
  { texts, path }: ComposeValues,
  name: string,
  variables: Environment,
): GivenValue | undefined | 'refused' {
  const text = texts.get(name);
  if (text === undefined) return undefined;
  const used: Loaded[] = [];
  const find = (one: string): string | undefined => {
    const found = variables.get(one);
    if (found) used.push(found);
    return found?.value ?? undefined;
  };
  const value = text === null ? find(name) : expandCompose(text, find);
  if (value === undefined) return null;
  if (value === null) return 'refused';
  const from = used.find((one) => one.value === value);
  return { value, path: from ? from.path : path };
}
