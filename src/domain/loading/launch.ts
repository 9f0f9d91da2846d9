import { valuesOf } from './command-line.ts';
import type { Framework } from './frameworks.ts';
import type { Started } from './start-commands.ts';

/** How a project's own start command launches its framework. Paths count from the folder of the package.json. */
export interface Launch {
  /** The folder that it is pointed at; null for its own. */
  readonly folder: string | null;
  readonly mode: string | null;
  /** The configuration file that is named. */
  readonly config: string | null;
  /** Env files that its own option names, in its order, in place of those that it reads unasked. */
  readonly files: readonly string[];
  /** It is told to read no env file. */
  readonly readsNone: boolean;
  /** A shell puts some of it together: nobody can tell without running it. */
  readonly isOpen: boolean;
}

/** The command line of one program, as far as it says where env files are looked for. */
interface Syntax {
  /** The words in front of a folder: `next dev apps/web`. */
  readonly verbs: readonly string[];
  /** Whether a folder may stand behind them. */
  readonly takesFolder: boolean;
  readonly folder: readonly string[];
  readonly mode: readonly string[];
  readonly config: readonly string[];
  readonly files: readonly string[];
  /** Other options that take a value. */
  readonly others: readonly string[];
}

const vite: Syntax = {
  verbs: ['dev', 'serve', 'build', 'preview', 'optimize', 'vite:dev', 'watch', 'run'],
  takesFolder: true,
  folder: ['--root', '--cwd'],
  mode: ['--mode', '-m'],
  config: ['--config', '-c'],
  files: [],
  others: [
    '--base',
    '--host',
    '--port',
    '-l',
    '--logLevel',
    '-d',
    '--debug',
    '-f',
    '--filter',
    '--outDir',
    '-p',
  ],
};

/** By the name of the program, for the frameworks that it launches. */
const syntaxes: Readonly<Record<string, Syntax>> = {
  vite,
  vitest: { ...vite, takesFolder: false, folder: ['--root', '-r'] },
  'react-router': vite,
  remix: vite,
  astro: { ...vite, takesFolder: false, verbs: ['dev', 'start', 'build', 'preview'] },
  next: {
    ...vite,
    verbs: ['dev', 'start', 'build'],
    folder: [],
    mode: [],
    config: [],
    others: ['-p', '--port', '-H', '--hostname'],
  },
  nuxt: {
    ...vite,
    verbs: ['dev', 'start', 'build', 'preview'],
    folder: ['--cwd'],
    mode: [],
    files: ['--dotenv'],
  },
  wrangler: {
    verbs: ['dev', 'pages'],
    takesFolder: false,
    folder: ['--cwd'],
    mode: ['--env', '-e'],
    config: ['--config', '-c'],
    files: ['--env-file'],
    others: ['--port', '--ip', '--name'],
  },
  expo: {
    ...vite,
    verbs: ['start'],
    folder: [],
    mode: [],
    config: [],
    others: ['--port', '-p', '--host', '-m'],
  },
  bun: { ...vite, verbs: [], takesFolder: false, folder: ['--cwd'], mode: [], config: ['--config', '-c'] },
};
const aliases: Readonly<Record<string, string>> = { nuxi: 'nuxt', bunx: 'bun' };

/** Which programs launch a framework. */
const launchersOf: Partial<Readonly<Record<Framework['id'], readonly string[]>>> = {
  vite: ['vite'],
  sveltekit: ['vite'],
  astro: ['astro'],
  'react-router': ['react-router', 'vite'],
  remix: ['remix', 'vite'],
  next: ['next'],
  nuxt: ['nuxt'],
  wrangler: ['wrangler', 'vite'],
  bun: ['bun'],
  expo: ['expo'],
  'react-scripts': ['react-scripts', 'craco', 'react-app-rewired'],
  gatsby: ['gatsby'],
};

/** Programs that serve what a framework has built. */
export const servesBuilt = ({ program }: Started): boolean =>
  /^(?:serve|http-server|\w+(?:-\w+)*-serve)$/.test(program);

const plain: Launch = { folder: null, mode: null, config: null, files: [], readsNone: false, isOpen: false };

/** Whether a program is the framework's own command. */
export const isLauncher = (id: Framework['id'], { program }: Started): boolean =>
  launchersOf[id]?.includes(aliases[program] ?? program) ?? false;

/** The launch of a framework by the commands of its start script; a plain one where none of them is its own. */
export function launchOf(id: Framework['id'], started: readonly Started[]): Launch {
  const found = started.find((one) => isLauncher(id, one));
  const syntax = found && syntaxes[aliases[found.program] ?? found.program];
  if (!found || !syntax) return plain;
  const values = (names: readonly string[]): readonly string[] => valuesOf(found.args, names);
  const folders = [...values(syntax.folder), ...(syntax.takesFolder ? positional(found.args, syntax) : [])];
  // Wrangler looks beside its configuration.
  const config = values(syntax.config).at(-1);
  const beside = id === 'wrangler' && config?.includes('/') ? [config.replace(/\/[^/]*$/, '')] : [];
  const said = [found.folder, ...folders, ...beside].filter((one) => one !== '');
  const { variables } = found;
  const toldFiles = values(['--env-file']);
  const isOpen =
    [...found.args, found.folder].some((word) => /[$`]/.test(word)) ||
    (id === 'wrangler' && found.args.some((word) => /^(?:--var=)?OPENAI_API_KEY:/.test(word))) ||
    Object.keys(variables).some((name) => /^CLOUDFLARE_(?:LOAD_DEV_VARS|INCLUDE_PROCESS_ENV)/.test(name));
  return {
    folder: said.length === 0 ? null : said.reduce((base, way) => (isAbsolute(way) ? way : `${base}/${way}`)),
    mode: values(syntax.mode).at(-1) ?? (id === 'wrangler' ? variables['CLOUDFLARE_ENV'] : null) ?? null,
    config: config ?? null,
    files: values(syntax.files),
    readsNone:
      found.args.some((word) => word === '--no-env-file' || word === '--dotenv=false') ||
      (id === 'bun' && toldFiles.length > 0 && toldFiles.every((file) => file === '')) ||
      /^(?:1|true)$/.test(variables['EXPO_NO_DOTENV'] ?? ''),
    isOpen,
  };
}

const isAbsolute = (path: string): boolean => /^(?:[\\/]|[A-Za-z]:)/.test(path);

/** The folder behind the verb. */
function positional(args: readonly string[], syntax: Syntax): readonly string[] {
  const taking = [syntax.folder, syntax.mode, syntax.config, syntax.files, syntax.others].flat();
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (word.startsWith('-')) at += taking.includes(word) ? 1 : 0;
    else if (!syntax.verbs.includes(word)) return [word];
  }
  return [];
}
