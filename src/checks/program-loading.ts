import type { LoadsSeen, ProgramLoading } from '../domain/doctor/program-loading.ts';
import { keyName } from '../domain/loading/sources.ts';
import type { Ports } from '../ports/ports.ts';
import { askLoader, bytesOnDisk, type LoadedValue, type LoadingPorts, loadingOf } from './loading.ts';
import { hasNoLoader, type Project } from './project.ts';

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
    return namesInDevelopmentOnly(project) ? nothing : development;
  };
  return { loader: own.loader, development, production: inProduction() };
}

function seen(given: LoadedValue, inShell: string | undefined): LoadsSeen {
  if (given.state === 'unknown') return { loads: inShell ? true : null, from: null };
  if (given.state !== 'loaded' || given.value.length === 0) return { loads: false, from: null };
  return { loads: true, from: given.path === null ? null : { absolute: given.path } };
}

/** The command for development names the env file, that for production is another one and names none, and the code reads none. */
function namesInDevelopmentOnly({ framework, scripts, configured }: Project): boolean {
  const { started, startedInProduction, development, production } = scripts;
  const isOther = JSON.stringify(started) !== JSON.stringify(startedInProduction);
  return (
    hasNoLoader(framework) &&
    development.length > 0 &&
    production.length === 0 &&
    startedInProduction.length > 0 &&
    isOther &&
    (configured.program ?? []).length === 0
  );
}
