import type { Combining } from './combining.ts';

/** A way in which a program gets its environment. */
export type LoaderId =
  | 'next'
  | 'vite'
  | 'vitest'
  | 'sveltekit'
  | 'astro'
  | 'react-router'
  | 'remix'
  | 'remix-classic'
  | 'nuxt'
  | 'node'
  | 'dotenv'
  | 'python-dotenv'
  | 'docker'
  | 'bun'
  | 'deno'
  | 'dotenv-cli'
  | 'env-cmd'
  | 'dotenvx'
  | 'nestjs'
  | 'wrangler'
  | 'expo'
  | 'react-scripts'
  | 'gatsby'
  | 'compose'
  | 'pydantic-settings'
  | 'django-environ'
  | 'python-decouple'
  | 'yarn'
  | 'dotenv-expand';

/** How the versions from one on combine their files. */
export interface Variant extends Combining {
  /** The first version that does so, as `versionNumber` has it; the next older variant holds for those before. */
  readonly from: number;
  /** The last version, where none between this and the next variant is known. */
  readonly to?: number;
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
  /** Variables that name the mode, the first that is set, and the names that count; for any other one the command does. */
  readonly modeBy?: { readonly names: readonly string[]; readonly modes: readonly string[] | 'all' };
  /** Names of which the first that is there is read alone, instead of `files`, and without references. */
  readonly instead: (mode: string) => readonly string[];
  /** The folder that the names belong to: the project's own, or the nearest one upwards that has such a file. */
  readonly folder: 'project' | 'upwards';
  /** Whether other files are named by its command line, its configuration, or in the program's code; or never. */
  readonly namedBy: 'command' | 'configuration' | 'code' | 'nothing';
  /** What a server's code reads the values from. */
  readonly gives:
    | 'process.env'
    | 'import.meta.env'
    | '$env'
    | 'os.environ'
    | 'settings object'
    | 'public names only';
  /**
   * Whether a built or deployed program gets the values: from the files, written into the build, where a program calls the loader
   * itself, or not at all.
   */
  readonly inProduction: 'files' | 'inlined' | 'called' | 'none';
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

const asItStands = { wins: 'first', over: 'shell', expansion: 'none' } as const;
const vite = { wins: 'last', over: 'shell', expansion: 'vite' } as const;

/** Vite's `loadEnv`, which all that is built on it call. Read in vite 5 to 8 on 2026-11-26. */
const viteLoader = {
  package: 'vite',
  variants: [
    { from: 8, reader: 'node', ...vite },
    // Their copies of dotenv-expand differ.
    { from: 6.001, reader: 'dotenv', ...vite },
    { from: 6, reader: 'dotenv', ...vite, expansion: 'dotenv-expand-12' },
    { from: 5.001, reader: 'dotenv', ...vite, expansion: 'vite-5.1' },
    { from: 5, reader: 'dotenv', ...vite, expansion: 'vite-5.0' },
  ],
  files: viteFiles,
  instead: none,
  folder: 'project',
  namedBy: 'configuration',
} as const satisfies Partial<LoaderModel>;

export const loaderRows = {
  next: {
    id: 'next',
    name: 'Next.js',
    package: 'next',
    variants: [{ from: 14, reader: 'dotenv', wins: 'first', over: 'shell', expansion: 'next' }],
    files: ruby,
    modeBy: { names: ['NODE_ENV'], modes: ['test'] },
    instead: none,
    folder: 'project',
    namedBy: 'nothing',
    gives: 'process.env',
    inProduction: 'files',
  },
  vite: { id: 'vite', name: 'Vite', ...viteLoader, gives: 'public names only', inProduction: 'called' },
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
  // Without Vite's configuration file its own compiler is at work, which calls dotenv.
  'remix-classic': {
    id: 'remix-classic',
    name: 'Remix',
    package: null,
    variants: [{ from: 1, reader: 'dotenv', ...asItStands }],
    files: only('.env'),
    instead: none,
    folder: 'project',
    namedBy: 'nothing',
    gives: 'process.env',
    inProduction: 'none',
  },
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
    variants: [
      { from: 16, reader: 'dotenv', ...asItStands },
      { from: 8, to: 13.999, reader: 'dotenv-13', ...asItStands },
    ],
    files: only('.env'),
    instead: none,
    folder: 'project',
    namedBy: 'code',
    gives: 'process.env',
    inProduction: 'files',
  },
  // Called with what dotenv has put into the process.
  'dotenv-expand': {
    id: 'dotenv-expand',
    name: 'dotenv + dotenv-expand',
    package: 'dotenv-expand',
    variants: [
      { from: 12, reader: 'dotenv', wins: 'first', over: 'shell', expansion: 'expand-12' },
      { from: 11, reader: 'dotenv', wins: 'first', over: 'shell', expansion: 'left-open' },
    ],
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
    variants: [{ from: 0, reader: 'docker', wins: 'last', over: 'shell_absent', expansion: 'docker' }],
    files: none,
    instead: none,
    folder: 'project',
    namedBy: 'command',
    gives: 'process.env',
    inProduction: 'files',
  },
  bun: {
    id: 'bun',
    name: 'Bun',
    package: null,
    variants: [{ from: 1, reader: 'bun', wins: 'first', over: 'shell', expansion: 'bun' }],
    files: ruby,
    modeBy: { names: ['BUN_ENV', 'NODE_ENV'], modes: ['production', 'test'] },
    instead: none,
    folder: 'project',
    namedBy: 'command',
    gives: 'process.env',
    inProduction: 'files',
  },
  // deno run --env-file: of several, the last counts. Since 2.7; before, it had the reader of the Rust crate.
  deno: {
    id: 'deno',
    name: 'Deno',
    package: null,
    variants: [{ from: 2, reader: 'node', wins: 'last', over: 'shell', expansion: 'deno' }],
    files: none,
    instead: none,
    folder: 'project',
    namedBy: 'command',
    gives: 'process.env',
    inProduction: 'files',
  },
  'dotenv-cli': {
    id: 'dotenv-cli',
    name: 'dotenv-cli',
    package: 'dotenv-cli',
    variants: [{ from: 8, reader: 'dotenv', wins: 'first', over: 'shell', expansion: 'dotenv-cli' }],
    files: only('.env'),
    instead: none,
    folder: 'project',
    namedBy: 'command',
    gives: 'process.env',
    inProduction: 'files',
  },
  // Its files count before the shell, unless it gets --no-override.
  'env-cmd': {
    id: 'env-cmd',
    name: 'env-cmd',
    package: 'env-cmd',
    variants: [
      { from: 11, reader: 'env-cmd', wins: 'first', over: 'file', expansion: 'none' },
      { from: 10, reader: 'env-cmd-10', wins: 'first', over: 'file', expansion: 'none' },
    ],
    files: only('.env'),
    instead: none,
    folder: 'project',
    namedBy: 'command',
    gives: 'process.env',
    inProduction: 'files',
  },
  dotenvx: {
    id: 'dotenvx',
    name: 'dotenvx',
    package: '@dotenvx/dotenvx',
    variants: [
      { from: 2, reader: 'dotenv', wins: 'first', over: 'shell', expansion: 'dotenvx' },
      { from: 1, reader: 'dotenv', wins: 'first', over: 'shell', expansion: 'dotenvx-1' },
    ],
    files: only('.env'),
    instead: none,
    folder: 'project',
    namedBy: 'command',
    gives: 'process.env',
    inProduction: 'files',
  },
  // With `expandVariables` it resolves references, which is not modelled.
  nestjs: {
    id: 'nestjs',
    name: 'NestJS',
    package: '@nestjs/config',
    variants: [{ from: 3, reader: 'dotenv', ...asItStands }],
    files: only('.env'),
    instead: none,
    folder: 'project',
    namedBy: 'code',
    gives: 'process.env',
    inProduction: 'files',
  },
  // `wrangler dev`: the mode is its environment (--env), without one ''. A deployed worker has its own secrets.
  wrangler: {
    id: 'wrangler',
    name: 'Wrangler',
    package: 'wrangler',
    variants: [
      { from: 4, reader: 'dotenv', wins: 'last', over: 'shell_absent', expansion: 'dotenv-expand-12' },
    ],
    files: (mode) => ['.env', '.env.local', ...(mode === '' ? [] : [`.env.${mode}`, `.env.${mode}.local`])],
    instead: (mode) => [...(mode === '' ? [] : [`.dev.vars.${mode}`]), '.dev.vars'],
    folder: 'project',
    namedBy: 'command',
    gives: 'process.env',
    inProduction: 'none',
  },
  expo: {
    id: 'expo',
    name: 'Expo',
    package: '@expo/env',
    variants: [{ from: 2, reader: 'node', wins: 'last', over: 'shell', expansion: 'expo' }],
    files: (mode) => [...ruby(mode)].reverse(),
    instead: none,
    folder: 'project',
    namedBy: 'nothing',
    gives: 'public names only',
    inProduction: 'none',
  },
  'react-scripts': {
    id: 'react-scripts',
    name: 'Create React App',
    package: 'react-scripts',
    variants: [{ from: 3, reader: 'dotenv-13', wins: 'first', over: 'shell', expansion: 'dotenv-expand-5' }],
    files: ruby,
    instead: none,
    folder: 'project',
    namedBy: 'nothing',
    gives: 'public names only',
    inProduction: 'none',
  },
  gatsby: {
    id: 'gatsby',
    name: 'Gatsby',
    package: null,
    variants: [{ from: 0, reader: 'dotenv-13', wins: 'first', over: 'shell', expansion: 'none' }],
    files: (mode) => [`.env.${mode}`],
    modeBy: { names: ['GATSBY_ACTIVE_ENV', 'NODE_ENV'], modes: 'all' },
    instead: none,
    folder: 'project',
    namedBy: 'nothing',
    gives: 'public names only',
    inProduction: 'files',
  },
  // `env_file:` of a service; what stands under `environment:` counts before it, and the shell does not reach it but by a
  // reference. Version 1 is a program of its own, still in Debian.
  compose: {
    id: 'compose',
    name: 'docker compose',
    package: null,
    variants: [
      { from: 2, reader: 'compose', wins: 'last', over: 'shell_absent', expansion: 'compose' },
      { from: 1, reader: 'python-dotenv', wins: 'last', over: 'shell_absent', expansion: 'compose-1' },
    ],
    files: none,
    instead: none,
    folder: 'project',
    namedBy: 'configuration',
    gives: 'process.env',
    inProduction: 'files',
  },
  // References find the file's own values before the shell's, and names are the same in capitals and small letters.
  'pydantic-settings': {
    id: 'pydantic-settings',
    name: 'pydantic-settings',
    package: null,
    variants: [
      { from: 1, reader: 'python-dotenv', wins: 'last', over: 'shell', expansion: 'pydantic-settings' },
    ],
    files: none,
    instead: none,
    folder: 'project',
    namedBy: 'code',
    gives: 'settings object',
    inProduction: 'files',
  },
  'django-environ': {
    id: 'django-environ',
    name: 'django-environ',
    package: null,
    variants: [
      // Later ones cannot be had from Debian, to be held against.
      { from: 0.005, reader: 'environ-0.4', ...asItStands, expansion: 'plain-lines' },
      { from: 0, reader: 'environ-0.4', ...asItStands },
    ],
    files: only('.env'),
    instead: none,
    folder: 'project',
    namedBy: 'code',
    gives: 'os.environ',
    inProduction: 'files',
  },
  'python-decouple': {
    id: 'python-decouple',
    name: 'python-decouple',
    package: null,
    variants: [{ from: 0, reader: 'decouple', ...asItStands }],
    files: only('.env'),
    instead: none,
    folder: 'upwards',
    namedBy: 'code',
    gives: 'settings object',
    inProduction: 'files',
  },
  // Yarn from 4 on gives `.env.yarn` of the folder, or what .yarnrc.yml names, to the scripts that it runs.
  yarn: {
    id: 'yarn',
    name: 'Yarn',
    package: null,
    variants: [{ from: 4, reader: 'dotenv', wins: 'last', over: 'file', expansion: 'left-open' }],
    files: only('.env.yarn'),
    instead: none,
    folder: 'project',
    namedBy: 'configuration',
    gives: 'process.env',
    inProduction: 'files',
  },
} as const satisfies { readonly [Id in LoaderId]: LoaderModel & { readonly id: Id } };
