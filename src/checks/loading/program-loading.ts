import type { LoadsSeen, ProgramLoading } from '../../domain/doctor/program-loading.ts';
import { keyName } from '../../domain/loading/sources.ts';
import { cleanText } from '../../domain/text/clean.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Project } from '../project.ts';
import { askLoader, bytesOnDisk, type LoadedValue, type LoadingPorts } from './loading.ts';
import { loadingOf } from './ways.ts';

/** `name`: the variable that the program reads. `shell`: false leaves out what this shell sets. */
export function programLoading(
  ports: LoadingPorts & Pick<Ports, 'env'>,
  project: Project,
  name: string = keyName,
  shell = true,
): ProgramLoading {
  const env = shell ? ports.env : { ...ports.env, [name]: undefined };
  const loading = loadingOf(project);
  const bytesOf = bytesOnDisk(ports);
  const own = askLoader(ports, project, loading.development, name, env, bytesOf);
  const development = seen(own, env[name]);
  const nothing: LoadsSeen = { loads: (env[name] ?? '') !== '', from: null };
  const inProduction = (): LoadsSeen => {
    if (loading.afterBuild === 'none') return nothing;
    if (loading.production)
      return seen(askLoader(ports, project, loading.production, name, env, bytesOf), env[name]);
    return development;
  };
  return { loader: cleanText(own.loader), development, production: inProduction() };
}

/** The same of the project's own program, with a key that a tool hands on from a file of its own. */
export async function ownLoading(
  ports: LoadingPorts & Pick<Ports, 'cwd' | 'env'>,
  project: Project,
): Promise<ProgramLoading> {
  const own = programLoading(ports, project);
  if (own.development.loads !== false) return own;
  const { givenKey } = await import('./given-key.ts');
  const given = givenKey(ports, project);
  if (!given?.giver) return own;
  const from = { absolute: given.origin.absolute };
  return { ...own, development: given.giver.starts ? { loads: true, from } : { loads: null, from: null } };
}

function seen(given: LoadedValue, inShell: string | undefined): LoadsSeen {
  if (given.state === 'unknown') return { loads: inShell ? true : null, from: null };
  if (given.state !== 'loaded' || given.value.length === 0) return { loads: false, from: null };
  return { loads: true, from: given.path === null ? null : { absolute: given.path } };
}
