import { dirname, join, resolve } from 'node:path';
import { envCalls } from '../domain/code/dotenv-calls.ts';
import { Evaluation } from '../domain/code/evaluation/evaluate.ts';
import { unknown } from '../domain/code/evaluation/value.ts';
import { keyOfClient } from '../domain/code/key-of-client.ts';
import { pythonCalls } from '../domain/code/python-calls.ts';
import { relativeImports } from '../domain/code/relative-imports.ts';
import { parseScript } from '../domain/code/script.ts';
import type { Configured, LoadingDoubt, ProgramCall } from '../domain/loading/configured.ts';
import { hasNoLoader } from '../domain/loading/frameworks.ts';
import { isLauncher } from '../domain/loading/launch.ts';
import { dotenvDefaults } from '../domain/loading/own-files.ts';
import { isRunner, modulesAhead, scriptAt } from '../domain/loading/runners.ts';
import type { Started } from '../domain/loading/start-commands.ts';
import { versionNumber } from '../domain/loading/versions.ts';
import { anyOf } from '../domain/text/phrase.ts';
import type { Ports } from '../ports/ports.ts';
import type { Project } from './project.ts';
import { mayBeFolder } from './project-folders.ts';
import { hasUsualName } from './read-server-code.ts';
import { readText } from './read-text.ts';

type ReadPorts = Pick<Ports, 'files'> & Partial<Pick<Ports, 'env' | 'home'>>;

/** So many files of a program are followed, and no longer ones. */
const mostFiles = 60;
const longest = 200_000;

/** What a program's own code reads of env files; what only running it would tell is left open. */
export function readProgram(ports: ReadPorts, project: Project): Configured {
  const { configured, framework, scripts } = project;
  const open = (path: string | null): Configured => ({
    ...configured,
    doubt: { reason: path === null ? 'by_program' : 'configuration', path } satisfies LoadingDoubt,
  });
  if (framework.id === 'python') {
    const calls = pythonProgram(ports, project);
    if (calls === null) return configured;
    return 'open' in calls ? open(calls.open) : { ...configured, program: calls };
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
const endings = ['.ts', '.js', '.mjs', '.mts', '.cjs', '.cts', '.tsx', '.jsx'];

/** What a framework's build has made. */
const built = /(?:^|[\\/])(?:dist|build|out|\.output|\.next|\.svelte-kit)[\\/]/;

/** A file that is run, with what it is given. */
interface StartedFile {
  readonly file: string;
  /** Files that are loaded before it. */
  readonly ahead: readonly string[];
  readonly args: readonly string[];
  readonly variables: Started['variables'];
  /** Where it runs, from the project's own folder. */
  readonly folder?: string;
}

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
  const { args = [], variables = {} } = run ?? {};
  const main = /"main"\s*:\s*"([^"\\]{1,200})"/.exec(
    readText(ports, join(folder, 'package.json')) ?? '',
  )?.[1];
  for (const name of [...(main === undefined ? [] : [main]), ...usual])
    if (names.includes(name.replace(/^\.\//, '').split('/')[0] ?? '') || !name.includes('/')) {
      const file = fileAt(ports, resolve(folder, name));
      if (file !== null) return [{ file, ahead: [], args, variables }];
    }
  return [];
}

/** A module's file, with or without its ending; TypeScript is imported by the ending of what becomes of it. */
function fileAt(ports: ReadPorts, path: string): string | null {
  const plain = path.replace(/\.([cm]?)js$/, '');
  for (const one of [
    path,
    ...endings.flatMap((ending) => [path + ending, plain + ending, join(path, `index${ending}`)]),
  ])
    if (ports.files.read(one).state === 'file') return one;
  return null;
}

interface Followed {
  readonly calls: readonly ProgramCall[];
  /** The file whose call only running it would tell; null for none. */
  readonly open: string | null;
  readonly callsFramework: boolean;
  /** Some of the code may do otherwise in production. */
  readonly asksMode: boolean;
}

/** How code starts a framework, or calls its loader. */
const callsOf: Partial<Readonly<Record<Project['framework']['id'], RegExp>>> = {
  next: /(?:from|require\()\s*["']next["']/,
  vite: /\bloadEnv\(\s*[^,()]+,\s*process\.cwd\(\)\s*,\s*(?:''|"")\s*,?\s*\)/,
  'react-router': /["']vite["']/,
  remix: /["']vite["']/,
  sveltekit: /["']vite["']/,
  astro: /["'](?:astro|vite)["']/,
  nuxt: /["'](?:nuxt|nuxi|@nuxt\/kit)["']/,
  wrangler: /\bgetPlatformProxy\(/,
};

/** The calls of a file and of those that it imports, in the order in which they run. */
function followed(ports: ReadPorts, project: Project, entry: StartedFile): Followed {
  const { folder, packageFacts, framework } = project;
  const cwd = resolve(folder, entry.folder ?? '');
  const seen = new Set<string>();
  const calls: ProgramCall[] = [];
  const variables = { ...ports.env, ...entry.variables };
  const dotenv = versionNumber(packageFacts?.versions.get('dotenv') ?? '');
  // With this variable dotenv before 18 decrypts another file, where that is there.
  const readsVault =
    Boolean(variables['DOTENV_KEY']) &&
    (dotenv ?? 0) < 18 &&
    ports.files.read(join(cwd, '.env.vault')).state === 'file';
  let open: string | null = null;
  let callsFramework = false;
  let asksMode = false;
  let given: string | null = null;
  let readsUsual = false;
  const follow = (file: string): void => {
    if (seen.has(file) || seen.size >= mostFiles) return;
    seen.add(file);
    const text = readText(ports, file);
    if (text === null || text.length > longest || !/\b(?:import|require|loadEnvFile|env)\b/.test(text))
      return;
    const key = keyOfClient(text);
    if (key.isGiven) given ??= file;
    readsUsual ||= key.usualName;
    callsFramework ||= callsOf[framework.id]?.test(text) ?? false;
    asksMode ||= text.includes('NODE_ENV');
    const script = parseScript(text);
    // What npm sets is not known here.
    const variable = (name: string) => (name.startsWith('npm_') ? unknown : variables[name]);
    const exists = (path: string): boolean => ports.files.read(path).state !== 'missing';
    const evaluation = new Evaluation(script, { file, cwd, resolve, join, dirname, variable, exists });
    for (const { specifier, runs } of relativeImports(script, evaluation)) {
      const next = runs === false ? null : fileAt(ports, resolve(dirname(file), specifier));
      const before = calls.length;
      if (next !== null) follow(next);
      if (runs === null && calls.length > before) open ??= file;
    }
    if (![loads, sets, takesAway].some((form) => form.test(text))) return;
    if (script.broken) open ??= file;
    if (takesAway.test(text)) open ??= file;
    for (const call of envCalls(script, evaluation)) {
      const told = call?.unnamed
        ? dotenvDefaults(
            { args: entry.args, isConfigModule: call.unnamed === 'config module' },
            variables,
            dotenv,
          )
        : call && { path: null, overrides: call.overrides };
      if (call === null || told === null || (call.reader === 'dotenv' && readsVault)) open ??= file;
      else
        calls.push({
          reader: call.reader,
          paths: (told.path === null ? call.paths : [told.path]).map((path) =>
            resolve(cwd, call.reader === 'dotenv' ? path.replace(/^~/, `${ports.home ?? '~'}/`) : path),
          ),
          nearest: false,
          overrides: told.overrides,
          ...(call.expands ? { expands: true } : {}),
        });
    }
  };
  for (const file of [...entry.ahead, entry.file]) follow(file);
  // The variable of the usual name says nothing of a client that is given another one.
  if (given !== null && !readsUsual && !hasUsualName(ports, project)) open ??= given;
  return { calls, open, callsFramework, asksMode };
}

/** What stands in a text that sets variables from files, or by itself. */
const loads = /dotenv|loadEnvFile|ConfigModule|custom-env/;
const takesAway = /\bdelete\s{1,8}process\.env(?:\.OPENAI_API_KEY|\[)/;
const sets = /process\.env(?:\.OPENAI_API_KEY|\[[^\]]{0,60}\])?\s{0,8}[?|]{0,2}=(?!=)|assign\(\s{0,8}process/;

/** What all calls of a Python project's files say alike; a file that leaves it open; null without any call. */
function pythonProgram(
  ports: ReadPorts,
  project: Project,
): readonly ProgramCall[] | { readonly open: string } | null {
  const { folder } = project;
  const [first, ...others] = new Set(project.scripts.started.map((one) => one.folder));
  // Where it runs, as far as the commands agree.
  const cwd = resolve(folder, others.length === 0 ? (first ?? '') : '');
  const found = new Map<string, ProgramCall>();
  const callers = new Set<string>();
  let last = '';
  let handsOn = false;
  let flaskReads = !/^(?:1|true|yes)$/i.test(ports.env?.['FLASK_SKIP_DOTENV'] ?? '');
  let given: string | null = null;
  let readsUsual = false;
  for (const file of pythonFiles(ports, folder)) {
    const text = readText(ports, file) ?? '';
    if (text.length > longest) continue;
    handsOn ||= handsOnKey.test(text);
    const key = keyOfClient(text);
    if (key.isGiven) given ??= file;
    readsUsual ||= key.usualName;
    if (streamlitGives.test(text) && /openai/i.test(text)) return { open: file };
    // A file that settings are given when they are made counts before that of their class.
    if (/\b_env_file\s*=(?!=)/.test(text)) return { open: file };
    flaskReads &&= !/\bload_dotenv\s*=\s*False\b/.test(text);
    if (!/load_dotenv|read_env|env_file|decouple/.test(text)) continue;
    for (const call of pythonCalls(text, ports.env)) {
      if (call === null) return { open: file };
      last = file;
      callers.add(file);
      const { reader, path, overrides } = call;
      if (reader === 'python-decouple' && hasSettings(ports, dirname(file))) return { open: file };
      const from = dirname(file);
      const paths =
        path === null
          ? foldersUp(from).map((one) => join(one, '.env'))
          : [
              resolve(
                path.from === 'cwd' ? cwd : from,
                path.from === 'file' ? path.text.replace(/^FILE\/?/, `${file}/`) : path.text,
              ),
            ];
      // Calls in several folders agree where they find the same file.
      const nearest = paths.find((one) => ports.files.read(one).state === 'file') ?? '';
      found.set(`${reader} ${overrides} ${path === null ? nearest : paths.join()}`, {
        reader,
        paths,
        nearest: path === null,
        overrides,
      });
    }
  }
  if (given !== null && !readsUsual) return { open: given };
  const calls = [...found.values()];
  // In one file they run in the order of its text.
  if (calls.length > 1 && callers.size > 1) return { open: last };
  // They keep what they read to themselves.
  if (!handsOn && calls.some(({ reader }) => /^(?:pydantic-settings|python-decouple)$/.test(reader)))
    return { open: last };
  if (calls.length > 0) return calls;
  // A server that imports the app runs neither of the two.
  if (!startsDeployed(project) && project.scripts.started.some(({ program }) => importsApp.test(program)))
    return null;
  return flaskReads && usesFlask(ports, project) ? flask(folder) : null;
}

/** Python code that gives a client its key, or sets the variable. */
const handsOnKey = anyOf(
  /(?<!\w)(?:openai_)?api_key\s*=(?!=)|["']api_key["']\s*:|\bset_default_openai_key\(/,
  /\bos\.(?:environ\[[^\]\n]*\]\s*=(?!=)|environ\.update\(|environ\.setdefault\(\s*["']OPENAI|putenv\()/,
);

/** Streamlit hands out what its own file of secrets holds. */
const streamlitGives = /\bst\.secrets\b/;

/** Whether python-decouple finds settings.ini before it finds .env. */
function hasSettings(ports: ReadPorts, from: string): boolean {
  const isThere = (path: string): boolean => ports.files.read(path).state === 'file';
  const nearest = foldersUp(from).find((one) =>
    ['settings.ini', '.env'].some((name) => isThere(join(one, name))),
  );
  return nearest !== undefined && isThere(join(nearest, 'settings.ini'));
}

/** Whether nothing but a Procfile says how the program is started: in development people start it otherwise. */
const startsDeployed = ({ names, scripts }: Project): boolean =>
  names.includes('Procfile') &&
  JSON.stringify(scripts.started) === JSON.stringify(scripts.startedInProduction);

const importsApp = /^(?:gunicorn|uvicorn|hypercorn|waitress-serve|granian|uwsgi|mod_wsgi-express|daphne)$/;

/** `flask run` and `app.run()` read both files by themselves where python-dotenv is installed; the first counts. */
const flask = (folder: string): readonly ProgramCall[] =>
  ['.env', '.flaskenv'].map((name) => ({
    reader: 'python-dotenv',
    paths: foldersUp(folder).map((one) => join(one, name)),
    nearest: true,
    overrides: false,
  }));

function usesFlask(ports: ReadPorts, { folder, names }: Project): boolean {
  const texts = ['requirements.txt', 'pyproject.toml', 'Pipfile']
    .filter((name) => names.includes(name))
    .map((name) => readText(ports, join(folder, name)) ?? '')
    .join('\n');
  return /(?:^|["'\s,[])flask(?![-\w])/im.test(texts) && /python-dotenv/i.test(texts);
}

function foldersUp(folder: string): readonly string[] {
  const folders: string[] = [];
  for (let one = folder; folders.length < 32; one = dirname(one)) {
    folders.push(one);
    if (one === dirname(one)) break;
  }
  return folders;
}

/** Python files of the folder and two levels below. */
function pythonFiles(ports: ReadPorts, folder: string): readonly string[] {
  const files: string[] = [];
  const queue = [{ path: folder, depth: 0 }];
  for (let next = queue.shift(); next && files.length < mostFiles; next = queue.shift()) {
    for (const name of [...ports.files.list(next.path)].sort()) {
      if (name.endsWith('.py')) files.push(join(next.path, name));
      else if (next.depth < 2 && mayBeFolder(name) && !name.startsWith('test'))
        queue.push({ path: join(next.path, name), depth: next.depth + 1 });
    }
  }
  return files.slice(0, mostFiles);
}
