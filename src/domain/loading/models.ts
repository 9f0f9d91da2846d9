import {
  type Combining,
  type EnvText,
  type LoaderAnswer,
  loadEnvironment,
  type ShellVariables,
} from './environment.ts';

/** A way in which a program gets its environment. */
export type LoaderId =
  | 'next'
  | 'vite'
  | 'vitest'
  | 'sveltekit'
  | 'astro'
  | 'react-router'
  | 'remix'
  | 'nuxt'
  | 'node'
  | 'dotenv'
  | 'python-dotenv'
  | 'docker';

/** How the versions from one on combine their files. */
export interface Variant extends Combining {
  /** The first major version that does so. */
  readonly from: number;
}

/** One loader, as data; each row is held against the real one by `npm run test:loaders`. */
export interface LoaderModel {
  readonly id: LoaderId;
  /** As people call it. */
  readonly name: string;
  /** The package whose major version decides which variant holds; null where there is one variant alone. */
  readonly package: string | null;
  /** The newest first. */
  readonly variants: readonly [Variant, ...Variant[]];
  /** The names of the files that it reads unasked, in the order in which it reads them. */
  readonly files: (mode: string) => readonly string[];
  /** Names of which the first that is there is read alone, instead of `files`. */
  readonly instead: (mode: string) => readonly string[];
  /** The folder that the names belong to: the project's own, or the nearest one upwards that has such a file. */
  readonly folder: 'project' | 'upwards';
  /** Whether other files are named by its command line, its configuration, or in the program's code; or never. */
  readonly namedBy: 'command' | 'configuration' | 'code' | 'nothing';
  /** What a server's code reads the values from. */
  readonly gives: 'process.env' | 'import.meta.env' | '$env' | 'os.environ' | 'public names only';
  /** Whether a built or deployed program gets the values: from the files, written into the build, or not at all. */
  readonly inProduction: 'files' | 'inlined' | 'none';
}

const none = (): readonly string[] => [];
const only =
  (...names: readonly string[]) =>
  (): readonly string[] =>
    names;

/** Vite's order: the file of the mode after the local one. */
const viteFiles = (mode: string): readonly string[] => [
  '.env',
  '.env.local',
  `.env.${mode}`,
  `.env.${mode}.local`,
];

/** The order of Next.js, create-react-app, Expo and Bun; tests shall be the same for everybody, so without `.env.local`. */
const ruby = (mode: string): readonly string[] => [
  `.env.${mode}.local`,
  ...(mode === 'test' ? [] : ['.env.local']),
  `.env.${mode}`,
  '.env',
];

const plain = { wins: 'first', over: 'shell', expansion: 'none' } as const;
const vite = { wins: 'last', over: 'shell', expansion: 'dotenv-expand-12' } as const;

/** Vite's `loadEnv`, which all that is built on it call. Read in vite 5 to 8 on 2026-11-26. */
const viteLoader = {
  package: 'vite',
  variants: [
    { from: 8, reader: 'node', ...vite },
    { from: 7, reader: 'dotenv', ...vite },
  ],
  files: viteFiles,
  instead: none,
  folder: 'project',
  namedBy: 'configuration',
} as const satisfies Partial<LoaderModel>;

const rows = {
  next: {
    id: 'next',
    name: 'Next.js',
    package: 'next',
    variants: [{ from: 14, reader: 'dotenv', wins: 'first', over: 'shell', expansion: 'next' }],
    files: ruby,
    instead: none,
    folder: 'project',
    namedBy: 'nothing',
    gives: 'process.env',
    inProduction: 'files',
  },
  vite: { id: 'vite', name: 'Vite', ...viteLoader, gives: 'public names only', inProduction: 'none' },
  vitest: { id: 'vitest', name: 'Vitest', ...viteLoader, gives: 'public names only', inProduction: 'none' },
  sveltekit: { id: 'sveltekit', name: 'SvelteKit', ...viteLoader, gives: '$env', inProduction: 'none' },
  astro: { id: 'astro', name: 'Astro', ...viteLoader, gives: 'import.meta.env', inProduction: 'inlined' },
  'react-router': {
    id: 'react-router',
    name: 'React Router',
    ...viteLoader,
    gives: 'process.env',
    inProduction: 'none',
  },
  remix: { id: 'remix', name: 'Remix', ...viteLoader, gives: 'process.env', inProduction: 'none' },
  nuxt: {
    id: 'nuxt',
    name: 'Nuxt',
    package: null,
    variants: [{ from: 0, reader: 'dotenv', wins: 'last', over: 'shell', expansion: 'c12' }],
    files: only('.env'),
    instead: none,
    folder: 'project',
    namedBy: 'command',
    gives: 'process.env',
    inProduction: 'none',
  },
  node: {
    id: 'node',
    name: 'node --env-file',
    package: null,
    variants: [{ from: 0, reader: 'node', wins: 'last', over: 'shell', expansion: 'none' }],
    files: none,
    instead: none,
    folder: 'project',
    namedBy: 'command',
    gives: 'process.env',
    inProduction: 'files',
  },
  dotenv: {
    id: 'dotenv',
    name: 'dotenv',
    package: 'dotenv',
    variants: [{ from: 15, reader: 'dotenv', ...plain }],
    files: only('.env'),
    instead: none,
    folder: 'project',
    namedBy: 'code',
    gives: 'process.env',
    inProduction: 'files',
  },
  'python-dotenv': {
    id: 'python-dotenv',
    name: 'python-dotenv',
    package: null,
    variants: [
      { from: 0, reader: 'python-dotenv', wins: 'first', over: 'shell', expansion: 'python-dotenv' },
    ],
    files: only('.env'),
    instead: none,
    folder: 'upwards',
    namedBy: 'code',
    gives: 'os.environ',
    inProduction: 'files',
  },
  docker: {
    id: 'docker',
    name: 'docker run --env-file',
    package: null,
    variants: [{ from: 0, reader: 'docker', wins: 'last', over: 'file', expansion: 'none' }],
    files: none,
    instead: none,
    folder: 'project',
    namedBy: 'command',
    gives: 'process.env',
    inProduction: 'files',
  },
} as const satisfies { readonly [Id in LoaderId]: LoaderModel & { readonly id: Id } };

export const models: Readonly<Record<LoaderId, LoaderModel>> = rows;

/** The names that a loader looks for, in the order in which it reads them; `present` are the files that are there. */
export function filesRead(model: LoaderModel, mode: string, present: (name: string) => boolean): string[] {
  const alone = model.instead(mode).find(present);
  return alone === undefined ? model.files(mode).filter(present) : [alone];
}

/** What runs the loader: the version of its package, and of the Node that it runs on. */
export interface Versions {
  /** The major version; null where nobody knows. */
  readonly package: number | null;
  readonly node: number;
}

/**
 * What a program gets. Where the version is not known, or is one that no variant stands for, all variants are asked; if
 * they differ, nobody can tell.
 */
export function loadAs(
  model: LoaderModel,
  versions: Versions,
  files: readonly EnvText[],
  shell: ShellVariables,
): LoaderAnswer {
  const { package: major } = versions;
  const variant = major === null ? undefined : model.variants.find(({ from }) => from <= major);
  if (major !== null && !variant) return { outcome: 'unknown', reason: 'not_modelled' };
  const answers = (variant ? [variant] : model.variants).map((one) =>
    loadEnvironment(onNode(one, versions.node), files, shell),
  );
  const [first = { outcome: 'unknown', reason: 'not_modelled' } as const, ...others] = answers;
  return others.every((other) => isSame(first, other))
    ? first
    : { outcome: 'unknown', reason: 'versions_differ' };
}

/** Node's own reader is the one of the Node that runs the loader. */
const onNode = (combining: Combining, node: number): Combining =>
  combining.reader === 'node' && node < 22 ? { ...combining, reader: 'node-20' } : combining;

function isSame(one: LoaderAnswer, other: LoaderAnswer): boolean {
  if (one.outcome !== 'loaded' || other.outcome !== 'loaded') return one.outcome === other.outcome;
  if (one.environment.size !== other.environment.size) return false;
  for (const [name, { value, path }] of one.environment) {
    const same = other.environment.get(name);
    if (same?.value !== value || same.path !== path) return false;
  }
  return true;
}
