import { join, resolve } from 'node:path';
import type { Configured, LoadingDoubt } from '../../domain/loading/configured.ts';
import { hasNoLoader } from '../../domain/loading/frameworks.ts';
import { isLauncher } from '../../domain/loading/launch.ts';
import { isRunner, modulesAhead, scriptAt } from '../../domain/loading/runners.ts';
import type { Project } from '../project.ts';
import { readPythonProgram } from '../python/read-program.ts';
import { readText } from '../read-text.ts';
import { type Followed, followed, type ReadPorts, type StartedFile } from './follow-program.ts';
import { fileAt } from './module-files.ts';

/** What a program's own code reads of env files; what only running it would tell is left open. */
export function readProgram(ports: ReadPorts, project: Project): Configured {
  const { configured, framework, scripts } = project;
  const open = (path: string | null): Configured => ({
    ...configured,
    doubt: { reason: path === null ? 'by_program' : 'configuration', path } satisfies LoadingDoubt,
  });
  if (framework.id === 'python') {
    const calls = readPythonProgram(ports, project);
    if (calls === null) return configured;
    if ('nothing' in calls) return { ...configured, loadsNothing: { early: calls.nothing } };
    if (!('open' in calls)) return { ...configured, program: calls };
    return { ...open(calls.open), ...(calls.inAnyCase ? { inAnyCase: true } : {}) };
  }
  const entries = entriesOf(ports, project);
  const [first, ...others] = entries.map((one) => followed(ports, project, one));
  if (!first) return configured;
  if (first.open !== null) return open(first.open);
  const isInstead = !hasNoLoader(framework) && !scripts.started.some((one) => isLauncher(framework.id, one));
  // Programs beside each other that read different files.
  const told = ({ calls, open, callsFramework }: Followed): string =>
    JSON.stringify([calls, open, callsFramework]);
  const differing = others.findIndex((one) => told(one) !== told(first));
  if (differing >= 0) return open(entries[differing + 1]?.file ?? null);
  // What the start command names, or loads ahead of the program, needs no call.
  const named = scripts.started.every(({ files }) => files.length > 0);
  if (first.calls.length === 0 && !named && !(isInstead && first.callsFramework)) return open(null);
  // What somebody unknown gives it may stand in any of its files.
  const byOther = scripts.started.some(({ files }) => files.some(({ by }) => by === 'other'));
  if (first.calls.length === 0 && byOther) return configured;
  const stopsAt = (one: StartedFile): boolean => {
    const variables = { ...one.variables, NODE_ENV: 'production' };
    const { open, calls } = followed(ports, project, { ...one, variables });
    return open === null && calls.length === 0;
  };
  const stops = first.calls.length > 0 && first.asksMode && entries.every(stopsAt);
  return {
    ...configured,
    program: first.calls,
    ...(isInstead ? { callsFramework: first.callsFramework } : {}),
    ...(stops ? { stopsInProduction: true } : {}),
  };
}

const usual = ['index', 'src/index', 'server', 'src/server', 'app', 'src/app', 'main', 'src/main'];

/** What a framework's build has made. */
const built = /(?:^|[\\/])(?:dist|build|out|\.output|\.next|\.svelte-kit)[\\/]/;

/** The files that the start command runs, else the package's main one, else one that is usually called so. */
function entriesOf(ports: ReadPorts, { folder, names, scripts, framework }: Project): readonly StartedFile[] {
  const entries = scripts.started.flatMap((one) => {
    const file = isRunner(one.program) ? one.args[scriptAt(one.program, one.args)] : undefined;
    if (file === undefined || (!hasNoLoader(framework) && built.test(file))) return [];
    const at = (way: string): string | null => fileAt(ports, resolve(folder, one.folder, way));
    const path = at(file);
    const ahead = modulesAhead(one.args).flatMap((way) => (way.startsWith('.') ? (at(way) ?? []) : []));
    return path === null ? [] : [{ ...one, file: path, ahead }];
  });
  if (entries.length > 0 || framework.id !== 'node') return entries;
  const [run] = scripts.started;
  const { args = [], variables = {}, program = '', files = [] } = run ?? {};
  const main = /"main"\s*:\s*"([^"\\]{1,200})"/.exec(
    readText(ports, join(folder, 'package.json')) ?? '',
  )?.[1];
  for (const name of [...(main === undefined ? [] : [main]), ...usual])
    if (names.includes(name.replace(/^\.\//, '').split('/')[0] ?? '') || !name.includes('/')) {
      const file = fileAt(ports, resolve(folder, name));
      if (file !== null) return [{ file, ahead: [], args, variables, program, files }];
    }
  return [];
}
