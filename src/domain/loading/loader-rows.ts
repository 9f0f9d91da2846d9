import type { ExpandVersion } from './dotenv-expand.ts';
import type { LoaderId, LoaderModel } from './loader-model.ts';

const none = (): readonly string[] => [];
const only =
  (...names: readonly string[]) =>
  (): readonly string[] =>
    names;

/** What nearly all do that are no framework. */
const oneFile = { files: only('.env'), instead: none, gives: 'process.env', inProduction: 'files' } as const;

/** Vite's order: the file of the mode after the local one. */
const viteFiles = (mode: string): readonly string[] => [
  '.env',
  '.env.local',
  `.env.${mode}`,
  `.env.${mode}.local`,
];

/** The order of Next.js, create-react-app, Expo and Bun; tests shall be the same for everybody, so without `.env.local`. */
const modeFirst = (mode: string): readonly string[] => [
  `.env.${mode}.local`,
  ...(mode === 'test' ? [] : ['.env.local']),
  `.env.${mode}`,
  '.env',
];

const asItStands = { wins: 'first', over: 'shell', expansion: 'none' } as const;
const allFiles = { reader: 'dotenv', wins: 'first', over: 'shell', expansion: 'all-files' } as const;
const eachFile = { wins: 'first', over: 'shell', expansion: 'each-file' } as const;
const wholeProcess = { reader: 'dotenv', wins: 'first', over: 'shell', expansion: 'whole-process' } as const;
const next = { wins: 'first', over: 'shell', expansion: 'next' } as const;
const vite = { wins: 'last', over: 'shell', expansion: 'vite' } as const;

const nestjs = (library: ExpandVersion) => ({ expanded: { expansion: 'nestjs', library } }) as const;

/** Vite's `loadEnv`, which all that is built on it call. Read in vite 5 to 8 on 2026-11-26. */
const viteLoader = {
  package: 'vite',
  variants: [
    { from: 8, reader: 'node', ...vite },
    // Their copies of dotenv-expand differ.
    { from: 6.001, reader: 'dotenv', ...vite },
    { from: 6, reader: 'dotenv', ...vite, expansion: 'dotenv-expand-12' },
    { from: 5.001, reader: 'dotenv', ...vite, expansion: 'merged', library: 'expand-11' },
    { from: 5, reader: 'dotenv', ...vite, expansion: 'merged', library: 'expand-10' },
    { from: 4.001, reader: 'dotenv', ...vite, expansion: 'merged', library: 'expand-9-vite' },
    { from: 4, reader: 'dotenv', ...vite, expansion: 'merged', library: 'expand-8.0.3' },
    { from: 3.002, reader: 'dotenv-14', ...vite, expansion: 'merged-alone', library: 'expand-5' },
    { from: 2.008, reader: 'dotenv-14', ...vite, expansion: 'each-alone', library: 'expand-5' },
    { from: 2, reader: 'dotenv-13', ...vite, expansion: 'each-alone', library: 'expand-5' },
  ],
  files: viteFiles,
  instead: none,
  namedBy: 'configuration',
} as const satisfies Partial<LoaderModel>;

export const loaderRows = {
  next: {
    id: 'next',
    name: 'Next.js',
    package: 'next',
    variants: [
      { from: 14, reader: 'dotenv', ...next, library: 'expand-10' },
      { from: 12.002, reader: 'dotenv-13', ...next, library: 'expand-6' },
      { from: 9, reader: 'dotenv-13', ...next, library: 'expand-5' },
    ],
    files: modeFirst,
    modeBy: { names: ['NODE_ENV'], modes: ['test'] },
    instead: none,
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
    namedBy: 'nothing',
    gives: 'process.env',
    inProduction: 'none',
  },
  nuxt: {
    id: 'nuxt',
    name: 'Nuxt',
    package: 'c12',
    variants: [
      { from: 3, reader: 'dotenv', wins: 'last', over: 'shell', expansion: 'c12' },
      { from: 1, reader: 'dotenv', wins: 'last', over: 'shell', expansion: 'c12-2' },
    ],
    files: only('.env'),
    instead: none,
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
      { from: 15, reader: 'dotenv-15', ...asItStands },
      { from: 14.003002, reader: 'dotenv-14', ...asItStands },
      { from: 8.001, before: 14, reader: 'dotenv-13', ...asItStands, keepsShell: true },
    ],
    ...oneFile,
    namedBy: 'code',
  },
  // Called with what dotenv has put into the process.
  'dotenv-expand': {
    id: 'dotenv-expand',
    name: 'dotenv + dotenv-expand',
    package: 'dotenv-expand',
    readBy: 'dotenv',
    variants: [
      { from: 12.000001, ...allFiles, library: 'expand-12' },
      { from: 12, ...allFiles, library: 'expand-12.0.0' },
      { from: 11.000007, ...allFiles, library: 'expand-11.0.7' },
      { from: 11.000006, ...allFiles, library: 'expand-11' },
      // Six versions of two weeks, of which each is another.
      { from: 11, ...allFiles, expansion: 'left-open' },
      { from: 10, ...allFiles, library: 'expand-10' },
      { from: 8.000003, ...allFiles, library: 'expand-8.0.3' },
      { from: 6, ...allFiles, library: 'expand-6' },
      { from: 5, ...allFiles, library: 'expand-5' },
      { from: 4, ...allFiles, library: 'expand-4' },
    ],
    ...oneFile,
    namedBy: 'code',
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
    namedBy: 'command',
    gives: 'process.env',
    inProduction: 'files',
  },
  bun: {
    id: 'bun',
    name: 'Bun',
    // As a package of npm, which few have it by: without that all variants are asked.
    package: 'bun',
    variants: [
      { from: 1.004, reader: 'bun', wins: 'first', over: 'shell', expansion: 'bun' },
      { from: 1, reader: 'bun', wins: 'first', over: 'shell', expansion: 'bun-1.3' },
    ],
    files: modeFirst,
    modeBy: { names: ['BUN_ENV', 'NODE_ENV'], modes: ['production', 'test'] },
    instead: none,
    namedBy: 'command',
    gives: 'process.env',
    inProduction: 'files',
  },
  // deno run --env-file: of several, the last counts. As a package of npm few have it: without that all variants are asked.
  deno: {
    id: 'deno',
    name: 'Deno',
    package: 'deno',
    variants: [
      { from: 2.007, reader: 'node', wins: 'last', over: 'shell', expansion: 'deno' },
      { from: 2.001, reader: 'node', wins: 'last', over: 'shell', expansion: 'deno-2.6' },
    ],
    files: none,
    instead: none,
    namedBy: 'command',
    gives: 'process.env',
    inProduction: 'files',
  },
  'dotenv-cli': {
    id: 'dotenv-cli',
    name: 'dotenv-cli',
    package: 'dotenv-cli',
    variants: [
      { from: 11, ...wholeProcess, library: 'expand-12' },
      { from: 10, ...wholeProcess, library: 'expand-11.0.7' },
      { from: 8, ...wholeProcess, library: 'expand-10' },
      { from: 7, reader: 'dotenv', ...eachFile, library: 'expand-10' },
      { from: 5, reader: 'dotenv', ...eachFile, library: 'expand-8.0.3', keepsShell: true },
      { from: 3, reader: 'dotenv-13', ...eachFile, library: 'expand-5', keepsShell: true },
    ],
    ...oneFile,
    namedBy: 'command',
  },
  // Its files count before the shell, unless it gets --no-override.
  'env-cmd': {
    id: 'env-cmd',
    name: 'env-cmd',
    package: 'env-cmd',
    variants: [
      { from: 11, reader: 'env-cmd', wins: 'first', over: 'file', expansion: 'none' },
      { from: 9, reader: 'env-cmd-10', wins: 'first', over: 'file', expansion: 'none' },
    ],
    ...oneFile,
    namedBy: 'command',
  },
  dotenvx: {
    id: 'dotenvx',
    name: 'dotenvx',
    package: '@dotenvx/dotenvx',
    variants: [
      { from: 2.014, reader: 'dotenv', wins: 'first', over: 'shell', expansion: 'dotenvx' },
      { from: 2, reader: 'dotenv', wins: 'first', over: 'shell', expansion: 'dotenvx-2.0' },
      { from: 1.051, reader: 'dotenv', wins: 'first', over: 'shell', expansion: 'dotenvx-1' },
      { from: 1.024, reader: 'dotenv', wins: 'first', over: 'shell', expansion: 'left-open' },
    ],
    ...oneFile,
    namedBy: 'command',
  },
  // Its versions bring one of dotenv and one of dotenv-expand, which `expandVariables` has resolve references.
  nestjs: {
    id: 'nestjs',
    name: 'NestJS',
    package: '@nestjs/config',
    variants: [
      { from: 12, reader: 'dotenv', ...asItStands, ...nestjs('expand-12') },
      { from: 4, reader: 'dotenv', ...asItStands, ...nestjs('expand-12'), keepsShell: true },
      { from: 2.003, reader: 'dotenv', ...asItStands, ...nestjs('expand-10'), keepsShell: true },
      { from: 2.000001, reader: 'dotenv', ...asItStands, ...nestjs('expand-8.0.3'), keepsShell: true },
      { from: 2, reader: 'dotenv', ...asItStands, ...nestjs('expand-6'), keepsShell: true },
      { from: 1.002001, reader: 'dotenv', ...asItStands, ...nestjs('expand-5'), keepsShell: true },
      { from: 1.002, reader: 'dotenv', ...asItStands, ...nestjs('expand-6'), keepsShell: true },
      { from: 1, reader: 'dotenv-13', ...asItStands, ...nestjs('expand-5'), keepsShell: true },
    ],
    ...oneFile,
    namedBy: 'code',
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
    namedBy: 'command',
    gives: 'process.env',
    inProduction: 'none',
  },
  expo: {
    id: 'expo',
    name: 'Expo',
    package: '@expo/env',
    variants: [
      { from: 2.001, reader: 'node', wins: 'last', over: 'shell', expansion: 'expo' },
      {
        from: 1,
        reader: 'dotenv',
        wins: 'last',
        over: 'shell',
        expansion: 'expo-2.0',
        library: 'expand-11.0.7',
      },
      {
        from: 0.002,
        reader: 'dotenv',
        wins: 'last',
        over: 'shell',
        expansion: 'expo-0',
        library: 'expand-11.0.7',
      },
    ],
    files: (mode) => [...modeFirst(mode)].reverse(),
    instead: none,
    namedBy: 'nothing',
    gives: 'public names only',
    inProduction: 'none',
  },
  'react-scripts': {
    id: 'react-scripts',
    name: 'Create React App',
    package: 'react-scripts',
    variants: [
      // Those before read the file of the mode ahead of `.env.local`.
      { from: 4, reader: 'dotenv-13', ...eachFile, library: 'expand-5' },
    ],
    files: modeFirst,
    instead: none,
    namedBy: 'nothing',
    gives: 'public names only',
    inProduction: 'none',
  },
  gatsby: {
    id: 'gatsby',
    name: 'Gatsby',
    package: 'gatsby',
    variants: [{ from: 4, reader: 'dotenv-13', wins: 'first', over: 'shell', expansion: 'none' }],
    files: (mode) => [`.env.${mode}`],
    modeBy: { names: ['GATSBY_ACTIVE_ENV', 'NODE_ENV'], modes: 'all' },
    instead: none,
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
    namedBy: 'configuration',
    gives: 'process.env',
    inProduction: 'files',
  },
} as const satisfies { readonly [Id in LoaderId]: LoaderModel & { readonly id: Id } };
