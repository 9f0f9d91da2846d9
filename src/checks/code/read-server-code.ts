import { basename, join } from 'node:path';
import type { Configured } from '../../domain/loading/configured.ts';
import { hasNoLoader } from '../../domain/loading/frameworks.ts';
import { loaderModels } from '../../domain/loading/models.ts';
import { keyName } from '../../domain/loading/sources.ts';
import { keepsFromProcess } from '../../domain/loading/worker-environment.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Project } from '../project.ts';
import { readText } from '../read-text.ts';
import { type KeyInFile, keysAhead, keysInCode } from './key-in-code.ts';

/** What code in JavaScript takes the key from, where that is not the usual variable as it is loaded. */
export function readServerCode(
  ports: Pick<Ports, 'files'>,
  project: Project,
  configured: Configured,
): Configured {
  const found = keysInCode(ports, project);
  const ahead = keysAhead(found);
  const told: Configured = ahead.length > 0 ? { ...configured, ahead } : configured;
  const usual = found.some(({ usualName }) => usualName);
  const isPlain = hasNoLoader(project.framework) || project.framework.id === 'bun';
  // The variable of the usual name says nothing of a client that is given another one.
  const given = found.find(({ isGiven, ofOther }) => (isPlain ? ofOther : isGiven));
  if (given && !usual)
    return { ...told, doubt: configured.doubt ?? { reason: 'configuration', path: given.path } };
  const asked = project.framework.id === 'nuxt' ? askedOfNuxt(ports, project, found) : null;
  if (asked !== null) return { ...told, doubt: configured.doubt ?? { reason: 'configuration', path: asked } };
  const path = isPlain ? null : missedBy(ports, project, configured, found);
  return path === null ? told : { ...told, readsProcess: path };
}

/** The code that reads the key where the framework puts nothing of its files; null for none. */
function missedBy(
  ports: Pick<Ports, 'files'>,
  project: Project,
  { dotenv, published }: Configured,
  found: readonly KeyInFile[],
): string | null {
  const { id } = project.framework;
  const model = Object.hasOwn(loaderModels, id) ? loaderModels[id as keyof typeof loaderModels] : null;
  const fills = model?.gives === 'process.env' || dotenv.length > 0;
  const hands = published.some((prefix) => keyName.startsWith(prefix));
  const first = (holds: (one: KeyInFile) => boolean): string | null => found.find(holds)?.path ?? null;
  const byProcess = first(({ fromProcess }) => fromProcess);
  const byFramework = found.some(({ fromFramework }) => fromFramework);
  const isDefined = found.some(({ text }) => definesForVite.test(text));
  const isMissed = !byFramework && !fills && /^(?:sveltekit|astro)$/.test(id);
  const isUnknown = isOfVite.test(id) && byProcess === null && !isDefined && !hands;
  const isWorker = id === 'wrangler' && keepsFromProcess(workerConfig(ports, project));
  return (
    first(({ inBrowser }) => inBrowser) ??
    (id === 'sveltekit' && !hands ? first(({ fromPublic }) => fromPublic) : null) ??
    (isMissed || isWorker ? byProcess : null) ??
    (id === 'vite' && !fills ? outsideOfVite(ports, project, found) : null) ??
    (id === 'expo' ? onPhone(found) : null) ??
    (isUnknown ? first(({ fromVite }) => fromVite) : null)
  );
}

/** Code that takes a client's key from Nuxt's configuration, which says nothing of the usual name: a variable of Nuxt's own fills that. */
function askedOfNuxt(
  ports: Pick<Ports, 'files'>,
  { folder, names }: Project,
  found: readonly KeyInFile[],
): string | null {
  const config = names.find((one) => /^nuxt\.config\.[cm]?[jt]s$/.test(one));
  const text = config === undefined ? '' : (readText(ports, join(folder, config)) ?? '');
  if (text.includes(keyName) || found.some(({ fromProcess }) => fromProcess)) return null;
  return found.find((one) => one.isGiven && /\buseRuntimeConfig\(/.test(one.text))?.path ?? null;
}

/** What configures Vite, and what that takes in, has no values of env files in `process.env` unless it puts them there. */
function outsideOfVite(
  ports: Pick<Ports, 'files'>,
  { folder, names, packageFacts }: Project,
  found: readonly KeyInFile[],
): string | null {
  if (packageFacts?.dependencies.some((one) => onVite.test(one))) return null;
  const name = names.find((one) => /^vite\.config\.[cm]?[jt]s$/.test(one));
  const config = name === undefined ? '' : (readText(ports, join(folder, name)) ?? '');
  if (putsInPlace.test(config)) return null;
  return found.find(({ fromProcess, fromFramework }) => fromProcess && !fromFramework)?.path ?? null;
}

/** Frameworks of their own on top of Vite, whose servers get the values. */
const onVite =
  /-start$|^(?:vike|vinxi|nitro(?:pack)?|waku|electron-vite)$|^@(?:analogjs|builder\.io\/qwik-city|qwik\.dev)\b/;

/** Values of env files, or plugins that have them, in a configuration. */
const putsInPlace = /\bdefine\b|loadEnv|dotenv|process\.env\s*=|Environment|env-compatible|\benvify\b/;

/** In an app of Expo only public names are there, but on its server and in its configuration. */
function onPhone(found: readonly KeyInFile[]): string | null {
  const isServer = ({ path }: KeyInFile): boolean =>
    /\+api\.[jt]sx?$|^(?:app|metro|babel)\.config\./.test(basename(path));
  const clients = found.filter((one) => one.fromProcess && !isServer(one));
  // What a screen is stands there alone: another module may be one of the server.
  const screen = clients.find(({ path }) => isScreen.test(path));
  return (found.some(isServer) ? screen : (screen ?? clients[0]))?.path ?? null;
}

const isScreen = /(?:^|[\\/])(?:App|_layout)\.[jt]sx?$|[\\/](?:app|screens|components)[\\/].*\.[jt]sx$/;

const workerConfig = (ports: Pick<Ports, 'files'>, { folder, names }: Project): string => {
  const name = ['wrangler.json', 'wrangler.jsonc', 'wrangler.toml'].find((one) => names.includes(one));
  return name === undefined ? '' : (readText(ports, join(folder, name)) ?? '');
};

/** Astro's server code has all names in `import.meta.env`; the others only those that go to the browser. */
const isOfVite = /^(?:vite|react-router|remix|sveltekit)$/;
/** A configuration puts a value in place of the name. */
const definesForVite = /["']import\.meta\.env\.OPENAI_API_KEY["']/;
