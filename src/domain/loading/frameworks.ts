import { otherLanguage } from '../programs/other-language.ts';
import { fieldsIn, fieldsOrNone } from '../text/fields.ts';
import type { LoaderId, LoaderModel } from './loader-model.ts';
import { loaderRows } from './loader-rows.ts';

import { detectPackageManager } from './package-managers.ts';
import { type ScriptFiles, scriptFiles } from './start-commands.ts';
import { versionNumber } from './versions.ts';
import { withWireit } from './wireit.ts';

/**
 * Where the documentation of each framework puts secrets of one machine (nextjs.org, vite.dev, nuxt.com, docs.astro.build,
 * svelte.dev, remix.run; read 2026-11-22). Nuxt reads `.env` alone unless it is started with --dotenv.
 */
const secretsFiles = {
  next: '.env.local',
  nuxt: '.env',
  sveltekit: '.env.local',
  astro: '.env',
  'react-router': '.env',
  remix: '.env',
  vite: '.env.local',
  wrangler: '.env',
  expo: '.env.local',
  'react-scripts': '.env.local',
  gatsby: '.env.development',
  bun: '.env',
  python: '.env',
  node: '.env',
  none: '.env',
} as const;

/** What decides which env file counts; which files it reads, and in which order, is in its row of `loader-rows.ts`. */
export interface Framework {
  readonly id: keyof typeof secretsFiles;
  /** The row of the loader models, where it has another name. */
  readonly loader?: LoaderId;
  readonly secretsFile: (typeof secretsFiles)[keyof typeof secretsFiles];
  /** What a library of another language reads, the one that wins first; nobody has modelled how. */
  readonly files?: readonly string[];
}

const framework = (id: Framework['id']): Framework => ({ id, secretsFile: secretsFiles[id] });

/** Whether nothing but the program itself, or its start command, loads env files. */
export const hasNoLoader = ({ id }: Framework): boolean => id === 'node' || id === 'none' || id === 'python';

/** The files that a framework's loader reads in a mode, the one that wins first; `development` is the mode people start with. */
export function envFilesOf(framework: Framework, mode = 'development'): readonly string[] {
  const name = framework.loader ?? framework.id;
  // What a program loads by itself is, by habit, this one.
  if (framework.files) return framework.files;
  if (hasNoLoader(framework) || !Object.hasOwn(loaderRows, name)) return ['.env'];
  const { variants, files }: LoaderModel = loaderRows[name as LoaderId];
  return variants[0].wins === 'last' ? [...files(mode)].reverse() : files(mode);
}

/** The file that is read in place of all of those in a mode, as far as one of its names is there, and gets the secrets. */
export function readAlone(
  { id, loader }: Framework,
  mode: string,
  names: readonly string[],
): string | undefined {
  const name = loader ?? id;
  if (!Object.hasOwn(loaderRows, name)) return undefined;
  const { instead }: LoaderModel = loaderRows[name as LoaderId];
  return instead(mode).find((one) => names.includes(one));
}

/** Without Vite's configuration file Remix has its own compiler, which reads one file. */
const classicRemix: Framework = { ...framework('remix'), loader: 'remix-classic' };

/** Dependencies that tell a framework, the more specific one first: most are built on Vite. */
const tellingDependencies: readonly (readonly [dependency: string, id: Framework['id']])[] = [
  ['next', 'next'],
  ['nuxt', 'nuxt'],
  ['@sveltejs/kit', 'sveltekit'],
  ['astro', 'astro'],
  ['@remix-run/dev', 'remix'],
  ['@remix-run/react', 'remix'],
  ['@react-router/dev', 'react-router'],
  ['expo', 'expo'],
  ['react-scripts', 'react-scripts'],
  ['gatsby', 'gatsby'],
  ['@cloudflare/vite-plugin', 'wrangler'],
  ['vite', 'vite'],
  ['wrangler', 'wrangler'],
];

/** Files that tell a framework where a package.json does not. */
const tellingFiles: readonly (readonly [prefix: string, id: Framework['id']])[] = [
  ['next.config.', 'next'],
  ['nuxt.config.', 'nuxt'],
  ['svelte.config.', 'sveltekit'],
  ['astro.config.', 'astro'],
  ['remix.config.', 'remix'],
  ['react-router.config.', 'react-router'],
  ['vite.config.', 'vite'],
  ['wrangler.', 'wrangler'],
];

const pythonFiles = [
  'pyproject.toml',
  'requirements.txt',
  'Pipfile',
  'setup.py',
  'uv.lock',
  'poetry.lock',
  'manage.py',
];

/** What a package.json says that matters here. */
export interface PackageFacts {
  readonly dependencies: readonly string[];
  /** The versions asked for, as written, by name. */
  readonly versions: ReadonlyMap<string, string>;
  readonly scripts: ScriptFiles;
  /** The names of its scripts. */
  readonly scriptNames: readonly string[];
  /** It is the root of a workspace of npm, yarn or bun. */
  readonly isWorkspace: boolean;
  readonly packageManager: string | null;
  readonly type: 'module' | 'commonjs';
}

/** Reads a package.json; null where it is missing or no JSON object. Never throws. */
export function readPackage(text: string | null): PackageFacts | null {
  const record = fieldsIn(text);
  if (record === null) return null;
  const versions = new Map(
    ['dependencies', 'devDependencies'].flatMap((field) => Object.entries(fieldsOrNone(record[field]))),
  );
  return {
    dependencies: [...versions.keys()],
    versions: new Map([...versions].map(([name, version]) => [name, String(version)])),
    scripts: scriptFiles(
      withWireit(record['scripts'], record['wireit']),
      versionNumber(String(versions.get('dotenv') ?? '')),
    ),
    scriptNames: Object.keys(record['scripts'] ?? {}),
    isWorkspace: record['workspaces'] !== undefined,
    packageManager: typeof record['packageManager'] === 'string' ? record['packageManager'] : null,
    type: record['type'] === 'module' ? 'module' : 'commonjs',
  };
}

/** The framework of a folder, from its package.json and the names in it. */
export function detectFramework(facts: PackageFacts | null, names: readonly string[]): Framework {
  for (const [dependency, id] of tellingDependencies) {
    if (!facts?.dependencies.includes(dependency)) continue;
    // Beside Rails or Laravel, Vite bundles pages: what calls the API is not read by it.
    if (id === 'vite' && otherLanguage(names) !== null) return framework('none');
    if (id === 'vite' && isPythonBeside(facts, names)) return framework('python');
    const isClassic = id === 'remix' && !names.some((name) => name.startsWith('vite.config.'));
    return isClassic ? classicRemix : framework(id);
  }
  for (const [prefix, id] of tellingFiles)
    if (names.some((name) => name.startsWith(prefix))) return framework(id);
  if (facts && isPythonBeside(facts, names)) return framework('python');
  // Bun puts the files into the environment of all that it runs.
  if (facts || names.includes('package.json'))
    return detectPackageManager(facts, names) === 'bun' ? framework('bun') : framework('node');
  return names.some((name) => pythonFiles.includes(name) || name.endsWith('.py'))
    ? framework('python')
    : framework('none');
}

/** Whether a package.json is there for tools and pages only, beside a program of Python. */
function isPythonBeside({ dependencies, scripts }: PackageFacts, names: readonly string[]): boolean {
  const startsNone = scripts.started.every(
    ({ role, program }) => role === 'preparation' || program === 'vite',
  );
  return startsNone && !dependencies.includes('openai') && names.some((name) => pythonFiles.includes(name));
}
