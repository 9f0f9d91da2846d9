import { dirname, join, resolve } from 'node:path';
import { toByteString } from '../../domain/env/bytes.ts';
import { startsContainers, valuesOf } from '../../domain/loading/command-line.ts';
import { type ComposeService, readComposeFiles } from '../../domain/loading/compose.ts';
import type { ComposeWay } from '../../domain/loading/configured.ts';
import { readPlainLines } from '../../domain/loading/plain-lines.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Project } from '../project.ts';
import { readText } from '../read-text.ts';
import { composeFileOf } from './declared-env-files.ts';

type ReadingPorts = Pick<Ports, 'files'> & Partial<Pick<Ports, 'env'>>;

/** What compose files give the containers, the later ones over the first. Paths of env files become absolute; they count from `folder`. */
export function readCompose(
  ports: ReadingPorts,
  path: string,
  others: readonly string[] = [],
  folder: string = dirname(path),
): ComposeWay {
  const files = [path, ...others];
  const texts = files.flatMap((one) => readText(ports, one) ?? []);
  const sources = {
    read: (one: string) => readText(ports, resolve(folder, one)),
    variable: variablesOf(ports, folder),
  };
  const services = texts.length < files.length ? null : readComposeFiles(texts, sources);
  return {
    path,
    services:
      services?.map((service) => ({
        ...service,
        envFiles: service.envFiles.map((one) => ({ ...one, path: resolve(folder, one.path) })),
      })) ?? null,
  };
}

/** The shell, then compose's own `.env`. */
function variablesOf(ports: ReadingPorts, folder: string): (name: string) => string | undefined {
  const own = ports.files.read(join(folder, '.env'));
  const values = own.state === 'file' ? readPlainLines(toByteString(own.bytes)) : null;
  return (name) => ports.env?.[name] ?? values?.get(name) ?? undefined;
}

/** What the compose files that count in a project's folder give; null where there are none. */
export function composeOf(
  ports: ReadingPorts,
  { folder, names, scripts }: Pick<Project, 'folder' | 'names' | 'scripts'>,
): ComposeWay | null {
  const variable = variablesOf(ports, folder);
  const line = scripts.started.find(startsContainers);
  const named = line ? valuesOf(line.args, ['-f', '--file']).map((one) => join(line.folder, one)) : [];
  const listed =
    line?.variables['COMPOSE_FILE'] ?? variable('COMPOSE_FILE') ?? exportedTo(ports, { folder, names });
  const said = listed?.split(variable('COMPOSE_PATH_SEPARATOR') || ':') ?? [];
  const usual = composeFileOf(names);
  const chosen = named.length > 0 ? named : said.length > 0 ? said : withOverride(usual, names);
  const [first, ...others] = chosen.map((one) => resolve(folder, one));
  if (first === undefined) return null;
  const args = line?.args ?? [];
  const [from] = valuesOf(args, ['--project-directory']);
  const way = readCompose(
    ports,
    first,
    others,
    from === undefined ? dirname(first) : resolve(folder, line?.folder ?? '', from),
  );
  const given = givenValues(args);
  const asksForProfile =
    args.some((word) => /^--profile(?:=|$)/.test(word)) || Boolean(variable('COMPOSE_PROFILES'));
  const told = (one: ComposeService): ComposeService => ({
    ...one,
    hasProfile: one.hasProfile && !asksForProfile,
    environment: new Map([...one.environment, ...(given ?? [])]),
  });
  return { ...way, services: given === null ? null : (way.services?.map(told) ?? null) };
}

/** What a justfile or a Makefile sets for all that it starts. */
function exportedTo(
  ports: ReadingPorts,
  { folder, names }: Pick<Project, 'folder' | 'names'>,
): string | undefined {
  const name = names.find((one) => /^(?:\.?[Jj]ustfile|(?:GNU)?[Mm]akefile)$/.test(one));
  const text = name === undefined ? null : readText(ports, join(folder, name));
  return /^(?:export[ \t]+)?COMPOSE_FILE[ \t]*[:?]?=[ \t]*["']?([^"'\s$]+)/m.exec(text ?? '')?.[1];
}

/** What `docker compose run -e NAME=value service` sets; null where files of its own are named. */
function givenValues(
  args: readonly string[],
): readonly (readonly [name: string, value: string | null])[] | null {
  const at = args.findIndex((word) => word === 'run' || word === 'exec');
  if (at < 0) return [];
  const own = args.slice(at);
  if (valuesOf(own, ['--env-from-file']).length > 0) return null;
  return valuesOf(own, ['-e', '--env']).map((one) => {
    const equals = one.indexOf('=');
    return equals < 0 ? [one, null] : [one.slice(0, equals), one.slice(equals + 1)];
  });
}

/** A compose file, with the one beside it that changes it. */
export function withOverride(name: string | undefined, names: readonly string[]): readonly string[] {
  const override = name?.replace(/(\.ya?ml)$/, '.override$1') ?? '';
  return name === undefined ? [] : [name, ...(names.includes(override) ? [override] : [])];
}

/** Env files that the services read, the one that wins first. */
export function composeEnvFiles({ services }: ComposeWay): readonly string[] {
  return [...new Set((services ?? []).flatMap(({ envFiles }) => envFiles.map(({ path }) => path)).reverse())];
}
