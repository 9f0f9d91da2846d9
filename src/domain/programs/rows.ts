import {
  type CodeSetting,
  curlLines,
  dotenvLines,
  dotnetLines,
  givenBy,
  goLines,
  javaLines,
  phpLines,
  plainLines,
  pythonLines,
  rubyLines,
  viteLines,
} from './code-lines.ts';
import type { ProgramKind } from './kinds.ts';

/** What the lines are for; worded in `i18n`. */
export type LinesAbout =
  /** They load the file. */
  | 'load'
  /** The project's start command names the file, and so hands its values to the program. */
  | 'command_loads'
  /** The project's own code loads it before the lines run. */
  | 'program_loads'
  /** The framework has put the file's values into the environment. */
  | 'framework_loads'
  /** The framework hands its values out, to server code. */
  | 'framework_gives'
  /** What the framework builds runs in the browser: the lines are for a server beside it. */
  | 'browser_only'
  /** What reads the file keeps its values to itself: the code hands the key on. */
  | 'settings_give'
  /** Compose gives the file's values to the containers that it starts. */
  | 'containers'
  /** Nothing here reads the file; the shell must. */
  | 'shell_loads'
  /** No library is known: a shell shows how the API is called. */
  | 'any_language';

/** What there is to know when it leaves this machine, and about its tools; worded in `i18n`. */
export type ProgramNote =
  | 'no_file_in_production'
  | 'file_stays_here'
  | 'worker_secret'
  | 'in_the_build'
  | 'sveltekit_declares'
  | 'nuxt_runtime_config'
  | 'vite_for_development'
  | 'shipped_to_users'
  | 'expo_server'
  | 'astro_adapter'
  | 'java_coordinates'
  | 'load_in_shell';

/** How programs of one kind come to the key. */
export interface ProgramRow {
  /** What is installed, beside the SDK of a Node or Python project. */
  readonly packages: readonly string[];
  readonly lines: (setting: CodeSetting) => readonly string[];
  readonly about: LinesAbout;
  /** A file that such lines belong in, without its ending where that is the project's; null: any. */
  readonly file: string | null;
  readonly notes: readonly ProgramNote[];
}

const loaded = {
  packages: ['openai'],
  lines: plainLines,
  about: 'framework_loads',
} as const;
const withDotenv = { packages: ['openai', 'dotenv'], lines: dotenvLines, about: 'load', file: null } as const;
/** What they build runs in the browser; the lines are for a program of its own. */
const besideBrowser = { ...withDotenv, about: 'browser_only', file: 'server', notes: [] } as const;
const noFile = ['no_file_in_production'] as const;

/** Astro before version 5 has its own variables only, which its build writes out. */
export const oldAstro: ProgramRow = {
  packages: ['openai'],
  lines: givenBy([], 'import.meta.env.OPENAI_API_KEY'),
  about: 'framework_gives',
  file: 'src/pages/api/chat',
  notes: ['astro_adapter', 'in_the_build'],
};

/** SvelteKit since version 3 hands out what `src/env` declares. */
export const newKit: ProgramRow = {
  packages: ['openai'],
  lines: givenBy(["import { OPENAI_API_KEY } from '$app/env/private';"], 'OPENAI_API_KEY'),
  about: 'framework_gives',
  file: 'src/routes/api/chat/+server',
  notes: ['sveltekit_declares', ...noFile],
};

/**
 * Read from the frameworks' own documentation (nextjs.org, vite.dev, svelte.dev, docs.astro.build, reactrouter.com, nuxt.com,
 * docs.nestjs.com, developers.cloudflare.com, docs.expo.dev, electronjs.org, bun.com, docs.deno.com) in November 2026, and tried
 * with `npm run test:apps`.
 */
export const programRows: Readonly<Record<ProgramKind, ProgramRow>> = {
  next: { ...loaded, file: 'app/api/chat/route', notes: ['file_stays_here'] },
  nuxt: { ...loaded, file: 'server/api/chat', notes: ['nuxt_runtime_config', ...noFile] },
  'react-router': { ...loaded, file: 'app/openai.server', notes: noFile },
  remix: { ...loaded, file: 'app/openai.server', notes: noFile },
  sveltekit: {
    packages: ['openai'],
    lines: givenBy(["import { env } from '$env/dynamic/private';"], 'env.OPENAI_API_KEY'),
    about: 'framework_gives',
    file: 'src/routes/api/chat/+server',
    notes: noFile,
  },
  astro: {
    packages: ['openai'],
    lines: givenBy(["import { getSecret } from 'astro:env/server';"], "getSecret('OPENAI_API_KEY')"),
    about: 'framework_gives',
    file: 'src/pages/api/chat',
    notes: ['astro_adapter', ...noFile],
  },
  wrangler: {
    packages: ['openai'],
    lines: givenBy(["import { env } from 'cloudflare:workers';"], 'env.OPENAI_API_KEY'),
    about: 'framework_gives',
    file: 'src/index',
    notes: ['worker_secret'],
  },
  vite: {
    packages: ['openai'],
    lines: viteLines,
    about: 'browser_only',
    file: 'server',
    notes: ['vite_for_development'],
  },
  'react-scripts': besideBrowser,
  angular: besideBrowser,
  'vue-cli': besideBrowser,
  rsbuild: besideBrowser,
  parcel: besideBrowser,
  docusaurus: besideBrowser,
  ember: besideBrowser,
  webpack: besideBrowser,
  'tanstack-start': { ...loaded, file: 'src/openai.server', notes: noFile },
  expo: { ...loaded, file: 'app/api/chat+api', notes: ['expo_server', ...noFile] },
  bun: { ...loaded, file: null, notes: [] },
  gatsby: { ...withDotenv, file: 'src/api/chat', notes: [] },
  nestjs: { ...withDotenv, file: 'src/main', notes: [] },
  electron: { ...withDotenv, notes: ['shipped_to_users'] },
  node: { ...withDotenv, notes: [] },
  deno: { ...withDotenv, packages: ['npm:openai', 'npm:dotenv'], notes: [] },
  python: { packages: ['openai', 'python-dotenv'], lines: pythonLines, about: 'load', file: null, notes: [] },
  go: {
    packages: ['github.com/openai/openai-go/v3', 'github.com/joho/godotenv'],
    lines: goLines,
    about: 'load',
    file: null,
    notes: [],
  },
  ruby: { packages: ['openai', 'dotenv'], lines: rubyLines, about: 'load', file: null, notes: [] },
  'java-maven': {
    packages: [],
    lines: javaLines,
    about: 'shell_loads',
    file: null,
    notes: ['java_coordinates', 'load_in_shell'],
  },
  'java-gradle': {
    packages: [],
    lines: javaLines,
    about: 'shell_loads',
    file: null,
    notes: ['java_coordinates', 'load_in_shell'],
  },
  dotnet: { packages: ['OpenAI', 'DotNetEnv'], lines: dotnetLines, about: 'load', file: null, notes: [] },
  'any-language': { packages: [], lines: curlLines, about: 'any_language', file: null, notes: [] },
  php: {
    packages: ['openai-php/client', 'guzzlehttp/guzzle', 'vlucas/phpdotenv'],
    lines: phpLines,
    about: 'load',
    file: null,
    notes: [],
  },
};
