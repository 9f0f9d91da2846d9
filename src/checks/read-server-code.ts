import { join } from 'node:path';
import { keyOfClient } from '../domain/code/key-of-client.ts';
import type { Configured } from '../domain/loading/configured.ts';
import { hasNoLoader } from '../domain/loading/frameworks.ts';
import { loaderModels } from '../domain/loading/models.ts';
import { keyName } from '../domain/loading/sources.ts';
import { keepsFromProcess } from '../domain/loading/worker-environment.ts';
import type { Ports } from '../ports/ports.ts';
import type { Project } from './project.ts';
import { mayBeFolder } from './project-folders.ts';
import { readText } from './read-text.ts';

/** So many files of a framework's server code are looked at, so deep, and no longer ones. */
const mostFiles = 100;
const deepest = 5;
const longest = 200_000;

const sources = ['src', 'app', 'server', 'lib', 'pages', 'routes'];
const isCode = /\.(?:[cm]?[jt]sx?|svelte|astro|vue)$/;
const isTest = /\.(?:d|test|spec|stories)\./;

/** What the code of a framework's server takes the key from, where that is not the usual variable as the framework gives it. */
export function readServerCode(
  ports: Pick<Ports, 'files'>,
  { folder, names, framework }: Project,
  configured: Configured,
): Configured {
  if (hasNoLoader(framework) || framework.id === 'bun') return configured;
  const model = Object.hasOwn(loaderModels, framework.id)
    ? loaderModels[framework.id as keyof typeof loaderModels]
    : null;
  const fills = model?.gives === 'process.env' || configured.dotenv.length > 0;
  let given: string | null = null;
  let byProcess: string | null = null;
  let inBrowser: string | null = null;
  let byVite: string | null = null;
  let isDefined = false;
  let usual = false;
  let byFramework = false;
  for (const path of codeFiles(ports, folder, names)) {
    const text = readText(ports, path) ?? '';
    if (text.length > longest || !/openai/i.test(text)) continue;
    const one = keyOfClient(text);
    usual ||= one.usualName;
    byFramework ||= one.fromFramework;
    if (one.isGiven) given ??= path;
    if (one.fromProcess) byProcess ??= path;
    if (one.inBrowser) inBrowser ??= path;
    if (one.fromVite) byVite ??= path;
    isDefined ||= definesForVite.test(text);
  }
  // The variable of the usual name says nothing of a client that is given another one.
  if (given !== null && !usual)
    return { ...configured, doubt: configured.doubt ?? { reason: 'configuration', path: given } };
  const isMissed = !byFramework && !fills && /^(?:sveltekit|astro)$/.test(framework.id);
  const hands = configured.published.some((prefix) => keyName.startsWith(prefix));
  const isUnknown = isOfVite.test(framework.id) && byProcess === null && !isDefined && !hands;
  const isWorker = framework.id === 'wrangler' && keepsFromProcess(workerConfig(ports, folder, names));
  const readsProcess = inBrowser ?? (isMissed || isWorker ? byProcess : null) ?? (isUnknown ? byVite : null);
  return readsProcess === null ? configured : { ...configured, readsProcess };
}

const workerConfig = (ports: Pick<Ports, 'files'>, folder: string, names: readonly string[]): string => {
  const name = ['wrangler.json', 'wrangler.jsonc', 'wrangler.toml'].find((one) => names.includes(one));
  return name === undefined ? '' : (readText(ports, join(folder, name)) ?? '');
};

/** Whether code of a project of Node has the usual name in it, or a client that reads it by itself. */
export const hasUsualName = (ports: Pick<Ports, 'files'>, { folder, names }: Project): boolean =>
  codeFiles(ports, folder, names).some((path) => keyOfClient(readText(ports, path) ?? '').usualName);

/** Astro's server code has all names in `import.meta.env`; the others only those that go to the browser. */
const isOfVite = /^(?:vite|react-router|remix|sveltekit)$/;
/** A configuration puts a value in place of the name. */
const definesForVite = /["']import\.meta\.env\.OPENAI_API_KEY["']/;

/** The framework's own files come first: those of the folder itself configure it, or fill the environment. */
function codeFiles(
  { files }: Pick<Ports, 'files'>,
  folder: string,
  names: readonly string[],
): readonly string[] {
  const found = names.filter((name) => isCode.test(name)).map((name) => join(folder, name));
  const queue = sources
    .filter((name) => names.includes(name))
    .map((name) => ({ path: join(folder, name), depth: 0 }));
  for (let next = queue.shift(); next && found.length < mostFiles; next = queue.shift())
    for (const name of files.list(next.path)) {
      if (isCode.test(name) && !isTest.test(name)) found.push(join(next.path, name));
      else if (next.depth < deepest && mayBeFolder(name) && !/\.[a-z]{1,5}$/.test(name))
        queue.push({ path: join(next.path, name), depth: next.depth + 1 });
    }
  return found.slice(0, mostFiles);
}
