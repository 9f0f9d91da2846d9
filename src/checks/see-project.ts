import { join, resolve } from 'node:path';
import { startsContainers } from '../domain/loading/command-line.ts';
import type { Configured } from '../domain/loading/configured.ts';
import type { Framework } from '../domain/loading/frameworks.ts';
import { isLauncher, launchOf } from '../domain/loading/launch.ts';
import { isRunner } from '../domain/loading/runners.ts';
import { isOfWorkspace } from '../domain/loading/versions.ts';
import type { Ports } from '../ports/ports.ts';
import { composeFileOf } from './loading/declared-env-files.ts';
import { ecosystemOf } from './loading/ecosystem.ts';
import { lookAtProject, type Project } from './project.ts';
import { readText } from './read-text.ts';

/** Configuration files by framework; the first that is there counts. */
const configFiles: Partial<Readonly<Record<Framework['id'], RegExp>>> = {
  vite: /^vite\.config\.[cm]?[jt]s$/,
  'react-router': /^vite\.config\.[cm]?[jt]s$/,
  remix: /^vite\.config\.[cm]?[jt]s$/,
  sveltekit: /^svelte\.config\.[cm]?[jt]s$/,
  astro: /^astro\.config\.[cm]?[jt]s$/,
  next: /^next\.config\.[cm]?[jt]s$/,
  nuxt: /^nuxt\.config\.[cm]?[jt]s$/,
  gatsby: /^gatsby-config\.[cm]?[jt]s$/,
};

/** Files of tools that start programs; `other-tools.ts` looks into them. */
const isToolFile = (name: string): boolean =>
  /^(?:turbo\.jsonc?|(?:nodemon|langgraph|devbox|nx)\.json|pyproject\.toml|\.?mise(?:\.local)?\.toml)$/.test(
    name,
  ) ||
  /^(?:(?:[Tt]askfile|mprocs)\.ya?ml|\.?[Jj]ustfile|(?:GNU)?[Mm]akefile|supabase|\.envrc)$/.test(name) ||
  /^(?:run|start|dev|serve|launch|server)\.(?:ba|z)?sh$/.test(name);

/** Files of projects in other languages, whose code may name env files. */
const isOtherManifest = (name: string): boolean =>
  /^(?:go\.mod|Cargo\.toml|Gemfile|composer\.json|mix\.exs|pom\.xml|build\.gradle(?:\.kts)?)$/.test(name) ||
  /\.(?:cs|fs|vb)proj$/.test(name);

/** What a configuration must hold to say anything of env files, or to leave it to another file. */
const telling =
  /\b(?:root|envDir|envPrefix|mode|env|dotenv|loadEnv\w*)\b|\.\.\.|merge|from\s*["']\.|require\(\s*["']\./;

type SeeProjectPorts = Pick<Ports, 'files' | 'cwd' | 'home'> & Partial<Pick<Ports, 'env'>>;

/** The project of a folder, with what its configuration files say of env files; what reads those is loaded only for them. */
export async function seeProject(ports: SeeProjectPorts): Promise<Project> {
  const project = await withManager(ports, lookAtProject(ports));
  const { framework, names, configured, scripts } = project;
  const manifest = names.includes('package.json') && project.packageFacts === null;
  // What starts the program stands in a file that npm cannot read either.
  let seen: Configured = manifest
    ? { ...configured, doubt: { reason: 'broken_manifest', path: join(ports.cwd, 'package.json') } }
    : configured;
  const launch = launchOf(framework.id, scripts.started);
  const config = configOf(ports, project, launch.config, configured.folder ?? ports.cwd);
  if (config !== null) {
    const text = readText(ports, config);
    if (text === null || telling.test(text)) {
      const { readConfig } = await import('./loading/read-config.ts');
      seen = readConfig(ports, config, framework.id, { ...seen, modeIsSaid: launch.mode !== null });
    }
  }
  if (
    framework.id === 'bun' &&
    /^\s*env\s*=\s*false\b/m.test(readText(ports, join(ports.cwd, 'bunfig.toml')) ?? '')
  )
    seen = { ...seen, folder: null };
  if (mayCallLoader(ports, project)) {
    const { readProgram } = await import('./code/read-program.ts');
    seen = readProgram(ports, { ...project, configured: seen });
  }
  if (framework.id !== 'python' && framework.id !== 'none') {
    const { readServerCode } = await import('./code/read-server-code.ts');
    seen = readServerCode(ports, project, seen);
  }
  const isOther = framework.id === 'none' && names.some(isOtherManifest);
  if (isOther || names.some(isToolFile) || scripts.started.some(({ program }) => program === 'nodemon')) {
    const { readOtherTools } = await import('./loading/other-tools.ts');
    seen = readOtherTools(ports, { ...project, configured: seen });
  }
  if (composeFileOf(names) !== undefined || scripts.started.some(startsContainers)) {
    const { composeOf } = await import('./loading/read-compose.ts');
    const compose = composeOf(ports, project);
    seen = compose ? { ...seen, compose } : seen;
  }
  const isPlain = framework.id === 'node' && scripts.started.length === 1 && scripts.all.length === 0;
  if (isPlain && (seen.doubt === null || seen.doubt.reason === 'by_program')) {
    const { isSureOfNone } = await import('./code/sure-of-none.ts');
    if (isSureOfNone(ports, { ...project, configured: seen }))
      seen = { ...seen, loadsNone: true, doubt: null };
  }
  return seen === configured ? project : lookAtProject(ports, seen);
}

/** With what pm2 starts in place of the scripts, as far as its file tells. */
async function withManager(ports: SeeProjectPorts, project: Project): Promise<Project> {
  const ecosystem = ecosystemOf(project);
  if (ecosystem === null) return project;
  const { readEcosystem } = await import('./loading/read-ecosystem.ts');
  const scripts = readEcosystem(ports, ecosystem);
  return scripts
    ? lookAtProject(ports, { ...project.configured, manager: { path: ecosystem, scripts } })
    : project;
}

/** Whether the program's own code may read env files: by dotenv, by Node itself, or in Python. */
function mayCallLoader(ports: Pick<Ports, 'files'>, project: Project): boolean {
  const { framework, packageFacts, scripts } = project;
  if (framework.id === 'python') return true;
  const launches = scripts.started.some((one) => isLauncher(framework.id, one));
  if (framework.id !== 'node') {
    // A program of Node in place of the framework's own command, or beside it: that loads nothing for it.
    if (!launches) return scripts.started.some(({ program }) => isRunner(program));
    if (scripts.started.length === 1) return false;
  }
  const hasLoader = packageFacts?.dependencies.some((name) => /^(?:dotenv|@nestjs\/config)$/.test(name));
  // A package of the same workspace may load the file for its neighbours.
  const takesInOwn =
    project.packaging.root !== null && [...(packageFacts?.versions.values() ?? [])].some(isOfWorkspace);
  return hasLoader || takesInOwn || callsNodeItself(ports, project);
}

/** So many files are searched for `process.loadEnvFile`, which no package tells. */
const mostSearched = 40;

function callsNodeItself(ports: Pick<Ports, 'files'>, { folder, names }: Project): boolean {
  const below = ['src', 'server', 'app'].filter((name) => names.includes(name));
  const files = [folder, ...below.map((name) => join(folder, name))].flatMap((one) =>
    (one === folder ? names : ports.files.list(one))
      .filter((name) => /\.[cm]?[jt]s$/.test(name) && !/\.(?:d|test|spec)\./.test(name))
      .map((name) => join(one, name)),
  );
  return files.slice(0, mostSearched).some((path) => readText(ports, path)?.includes('loadEnvFile'));
}

/** The configuration file of the framework: the one that the command names, else by its name. */
function configOf(
  ports: Pick<Ports, 'files' | 'cwd'>,
  { framework, names }: Project,
  named: string | null,
  folder: string,
): string | null {
  const pattern = configFiles[framework.id];
  if (!pattern) return null;
  if (named !== null) return resolve(ports.cwd, named);
  const own = folder === ports.cwd ? names : ports.files.list(folder);
  const name = own.find((one) => pattern.test(one));
  return name === undefined ? null : join(folder, name);
}
