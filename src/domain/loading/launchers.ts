import { isEnvFileName, isExampleName } from '../env/file-names.ts';
import { behindOptions, inFolder, programName, valuesOf } from './command-line.ts';
import { loaderRows } from './loader-rows.ts';

/** The programs that give another program the env files which their command line names. */
export type FileGiver =
  | 'node'
  | 'bun'
  | 'deno'
  | 'dotenv'
  | 'dotenv-cli'
  | 'env-cmd'
  | 'dotenvx'
  | 'docker'
  | 'python-dotenv'
  | 'yarn'
  | 'other';

/** One program of a command line, with the files that it is told to read. */
export interface Naming {
  readonly by: FileGiver;
  /** What it is called, where no loader stands for it: its values are nowhere in the project. */
  readonly name?: string;
  /** In the order in which they are named; relative to the folder of the package.json where they are not absolute. */
  readonly files: readonly string[];
  /** The file's value counts even where the shell has one. */
  readonly overrides: boolean;
  /** Of the files only the first that is there is read. */
  readonly nearest?: true;
}

export type Variables = Readonly<Record<string, string>>;

/** What a launcher does for the program behind it. */
interface Launching {
  readonly files: readonly Naming[];
  readonly variables: Variables;
  /** The program with its arguments; empty where what it runs is no part of this command line. */
  readonly inner: readonly string[];
}

/** Launchers that change nothing here, and the options of theirs that take a value. */
const transparent: Readonly<Record<string, readonly string[]>> = {
  env: ['-u', '-C', '--chdir', '--unset'],
  'cross-env': [],
  'cross-env-shell': [],
  npx: ['-p', '--package'],
  bunx: ['-p', '--package'],
  pnpx: [],
  sudo: ['-u', '-g'],
  time: [],
  nice: ['-n'],
  nohup: [],
  exec: [],
  command: [],
  corepack: [],
  setsid: [],
  ionice: ['-c', '-n'],
  caffeinate: ['-t', '-w'],
  'dumb-init': [],
  tini: ['-p', '-e'],
  timeout: ['-k', '-s'],
  stdbuf: ['-i', '-o', '-e'],
  c8: [],
  nyc: [],
  nvm: [],
  fnm: [],
  volta: [],
};

/** How many words of theirs stand before the program: a duration, `exec 20`. */
const ownWords: Readonly<Record<string, number>> = { timeout: 1, nvm: 2, fnm: 1, volta: 1 };

/** Tools that run a program of Python in its environment: `uv run x`. */
const pythonTools: ReadonlySet<string> = new Set(['uv', 'poetry', 'pdm', 'rye', 'hatch', 'pipenv', 'conda']);

/** Launchers that take the values from a store, a file of their own or the cloud. */
const stores: ReadonlySet<string> = new Set(
  (
    'doppler infisical op vault envconsul chamber teller berglas akeyless bws phase sops vals summon aws-vault ' +
    'gopass direnv varlock dmno secretspec keyshade onboardbase envkey-source sst vercel vc netlify ntl railway ' +
    'devbox mise rtx flox nix ksm dcli pass-cli envchain'
  ).split(' '),
);

/** They start a program elsewhere, or as somebody else, without the variables of the shell. */
const keepsApart: ReadonlySet<string> = new Set(
  'su runuser ssh nix-shell systemctl systemd-run kubectl helm vagrant multipass wsl'.split(' '),
);

/** What starts the programs of a Procfile reads `.env` by itself. */
const ownLoaders: ReadonlySet<string> = new Set(['foreman', 'nf', 'honcho', 'overmind', 'heroku']);

/** Programs that hand on what stands behind a `--`. */
const handingOn: ReadonlySet<string> = new Set(
  'nodemon concurrently electron vite tsx node deno docker podman go cargo dotnet'.split(' '),
);

export type MakeNaming = (by: FileGiver, named: readonly string[], overrides?: boolean) => readonly Naming[];

export const namingIn =
  (folder: string): MakeNaming =>
  (by, named, overrides = false) =>
    named.length === 0 ? [] : [{ by, files: named.map((file) => inFolder(folder, file)), overrides }];

/** A launcher whose values nobody knows, with the env files that it is seen to read. */
export const hidden = (name: string, files: readonly string[] = []): Naming => ({
  by: 'other',
  name,
  files,
  overrides: false,
});

/** The env files whose names stand in words of a shell: `$(grep -v '^#' .env | xargs)`. */
export const mentioned = (words: readonly string[], folder: string): readonly string[] =>
  words
    .flatMap((word) => word.split(/[\s"'`()<>|;&]+/))
    .filter((word) => !isOpen(word) && isEnvFileName(programName(word)) && !/(?:^|[/\\])\.envrc$/.test(word))
    .filter((word) => !isExampleName(word))
    .map((file) => inFolder(folder, file));

const nothing: Launching = { files: [], variables: {}, inner: [] };

/** What a program that launches another does for that one; null for one that launches none. */
export function launchingOf(
  words: readonly string[],
  folder: string,
  variables: Variables,
): Launching | null {
  const program = programName(words[0] ?? '');
  const args = words.slice(1);
  const naming = namingIn(folder);
  const skipped = transparent[program];
  if (skipped) {
    const behind = behindOptions(args, skipped);
    const own = args.slice(0, args.length - behind.length);
    const clears =
      (program === 'env' && takesAway.test(own.join(' '))) ||
      (program === 'sudo' && !own.some((word) => keepsShell.test(word)));
    const inner = behindOptions(behind.slice(ownWords[program] ?? 0), ['--using', '--node']);
    return { ...nothing, files: clears ? [hidden(program)] : [], inner };
  }
  const command = pythonTools.has(program) ? behindOptions(args, pythonTaking) : [];
  if (command[0] === 'run') {
    const inner = behindOptions(command.slice(1), pythonTaking);
    const own = args.slice(0, args.length - inner.length);
    const named = valuesOf(own, ['--env-file']);
    const isAway = valuesOf(own, ['--directory', '-C', '--cwd']).length > 0;
    const files = named.length > 0 || isAway ? [hidden(program, isAway ? [] : mentioned(named, folder))] : [];
    return { ...nothing, files, inner };
  }
  switch (program) {
    case 'dotenv':
    case 'dotenv-cli':
      return byDotenv(args, naming, variables);
    case 'env-cmd':
      return byEnvCmd(args, naming);
    case 'dotenvx':
      return args[0] === 'run' ? byDotenvx(args.slice(1), naming, variables) : null;
    default: {
      const upTo = args.indexOf('--');
      if (
        stores.has(program) &&
        /^(?:run|exec|exec-env|dev|shell|env|x$|develop|activate|-)/.test(args[0] ?? '')
      )
        return {
          ...nothing,
          files: [hidden(program, storeFiles(args.slice(0, upTo < 0 ? args.length : upTo), folder))],
          inner: upTo < 0 ? [] : args.slice(upTo + 1),
        };
      if (ownLoaders.has(program)) {
        const told = valuesOf(args, ['-e', '--env']).flatMap((files) => files.split(','));
        const named = mentioned(told.length > 0 ? told : ['.env'], folder);
        return { ...nothing, files: [hidden(program, named)] };
      }
      if (keepsApart.has(program)) return { ...nothing, files: [hidden(program)] };
      // Whatever runs another program may give it something.
      const isUnknown =
        /^(?:run|exec)$/.test(args[0] ?? '') &&
        upTo > 0 &&
        /^\w/.test(args[upTo + 1] ?? '') &&
        !handingOn.has(program);
      return isUnknown ? { ...nothing, files: [hidden(program)], inner: args.slice(upTo + 1) } : null;
    }
  }
}

/** `op run --env-file=FILE`: what is no reference there is handed on as it stands. */
const storeFiles = (own: readonly string[], folder: string): readonly string[] =>
  mentioned(valuesOf(own, ['--env-file', '-f', '--file']), folder);

/** What tells `sudo` to hand on the variables of the shell. */
const keepsShell = /^(?:-[a-zA-Z]*E[a-zA-Z]*|--preserve-env(?:=.*\bOPENAI_API_KEY\b.*)?)$/;

/** What `env` is told to keep from the program. */
const takesAway = /(?:^| )(?:-i|-|--ignore-environment|(?:-u ?|--unset[= ])OPENAI_API_KEY)(?: |$)/;

const pythonTaking = [
  '--env-file',
  '--with',
  '--extra',
  '--group',
  '--python',
  '-p',
  '--project',
  '--directory',
  '-C',
  '--cwd',
  '-n',
];

/** dotenv-cli: `-c` has a `.local` beside each file, with a value those of that environment as well. */
function byDotenvCli(args: readonly string[], naming: MakeNaming): Launching {
  const inner = behindOptions(args, [
    '-e',
    '-v',
    '-p',
    ...(args[args.indexOf('-c') + 1] === '--' ? [] : ['-c']),
  ]);
  const own = args.slice(0, args.length - inner.length);
  const named = own
    .flatMap((word, at) => (word === '-e' ? [own[at + 1] ?? ''] : []))
    .concat(own.flatMap((word) => /^-e=?(.+)$/.exec(word)?.[1] ?? []));
  const files = named.length > 0 ? named : ['.env'];
  const at = own.indexOf('-c');
  const mode = own[at + 1];
  const cascade = (file: string): readonly string[] =>
    mode === undefined || mode === '--'
      ? [`${file}.local`, file]
      : [`${file}.${mode}.local`, `${file}.local`, `${file}.${mode}`, file];
  const set = own.flatMap((word, n) => (word === '-v' ? [own[n + 1] ?? ''] : []));
  const read = at < 0 ? files : files.flatMap(cascade);
  // With `--no-expand` what refers to another value stays as it is.
  const isHidden = named.some(isOpen) || own.includes('--no-expand');
  const overrides = own.includes('-o') || own.includes('--override');
  return {
    files: isHidden
      ? [hidden('dotenv-cli', named.some(isOpen) ? [] : read)]
      : naming('dotenv-cli', read, overrides),
    variables: Object.fromEntries(
      set.map((one) => [one.split('=')[0] ?? '', one.slice(one.indexOf('=') + 1)]),
    ),
    inner,
  };
}

/**
 * Commands of this name: of dotenv-cli, of dotenv 18 (`dotenv run -f FILE x`), of python-dotenv (`dotenv -f FILE run x`,
 * whose file counts before the shell) and of Ruby (`dotenv -f FILE x`).
 */
function byDotenv(args: readonly string[], naming: MakeNaming, variables: Variables): Launching {
  const taking = ['-f', '--file', '-q', '--quote', '-e', '--export'];
  const behind = behindOptions(args, taking);
  const before = args.slice(0, args.length - behind.length);
  const isRun = behind[0] === 'run';
  if (!isRun && valuesOf(before, ['-f', '--file']).length === 0) return byDotenvCli(args, naming);
  const inner = isRun ? behindOptions(behind.slice(1), ['-f', '--file']) : behind;
  const own = behind.slice(0, behind.length - inner.length);
  const isPython =
    before.length > 0 || /^(?:python[\d.]*|uvicorn|gunicorn|flask|django-admin)$/.test(inner[0] ?? '');
  const named = valuesOf(isPython ? before : own, ['-f', '--file']).flatMap((one) => one.split(','));
  const isTold = Object.keys(variables).some((name) => /^DOTENV_(?:CONFIG_)?(?:PATH|OVERRIDE)$/.test(name));
  if (!isRun || named.some(isOpen) || (isTold && !isPython))
    return { ...nothing, files: [hidden('dotenv')], inner };
  const files = named.length > 0 ? named : ['.env'];
  return {
    ...nothing,
    files: isPython
      ? naming('python-dotenv', files, !own.includes('--no-override'))
      : naming('dotenv', files, own.includes('--override')),
    inner,
  };
}

function byEnvCmd(args: readonly string[], naming: MakeNaming): Launching {
  const inner = behindOptions(args, ['-f', '--file', '-e', '--environments', '-r', '--rc-file']);
  const own = args.slice(0, args.length - inner.length);
  // Before version 9 the file stood first.
  const isOld =
    own.length === 0 && /(?:^|[./\\])(?:\.env[\w.-]*|[\w-]+\.env)$|\.env-cmdrc/.test(inner[0] ?? '');
  if (isOld || own.some((word) => /^(?:-r|--rc-file|-e|--environments)(?:=|$)/.test(word)))
    return { ...nothing, files: [hidden('env-cmd')], inner: isOld ? inner.slice(1) : inner };
  const named = valuesOf(own, ['-f', '--file']);
  const fallsBack = named.length > 0 && own.includes('--fallback');
  const read = fallsBack ? [...named, '.env'] : named.length > 0 ? named : ['.env'];
  const given = naming('env-cmd', [...new Set(read)], !own.includes('--no-override'));
  return {
    ...nothing,
    // Files of these endings hold an object.
    files: named.some((file) => isOpen(file) || /\.(?:json|[cm]?js)$/.test(file))
      ? [hidden('env-cmd')]
      : given.map((one) => (fallsBack ? { ...one, nearest: true } : one)),
    inner,
  };
}

function byDotenvx(args: readonly string[], naming: MakeNaming, variables: Variables): Launching {
  const inner = behindOptions(args, [
    '-f',
    '--env-file',
    '-e',
    '--env',
    '--convention',
    '-fk',
    '--env-keys-file',
    '-l',
  ]);
  const own = args.slice(0, args.length - inner.length);
  const named = valuesOf(own, ['-f', '--env-file']);
  const [convention] = valuesOf(own, ['--convention']);
  const set = valuesOf(own, ['-e', '--env']);
  const isHidden =
    named.some(isOpen) ||
    (convention !== undefined && (named.length > 0 || !conventions[convention])) ||
    // Without a named file the names of private keys decide.
    (named.length === 0 && Object.keys(variables).some((name) => name.startsWith('DOTENV_PRIVATE_KEY')));
  const mode = variables['NODE_ENV'] ?? 'development';
  const usual = convention === undefined ? ['.env'] : (conventions[convention]?.(mode) ?? []);
  const overrides = own.some((word) => word === '-o' || word === '--overload');
  return {
    files: isHidden ? [hidden('dotenvx')] : naming('dotenvx', named.length > 0 ? named : usual, overrides),
    variables: Object.fromEntries(
      set.map((one) => [one.split('=')[0] ?? '', one.slice(one.indexOf('=') + 1)]),
    ),
    inner,
  };
}

/** The conventions of dotenvx, by their names there. */
const conventions: Readonly<Record<string, (mode: string) => readonly string[]>> = {
  nextjs: loaderRows.next.files,
};

/** What the shell itself puts together cannot be told. */
export const isOpen = (file: string): boolean => file.length > 200 || /[$`*]/.test(file);
