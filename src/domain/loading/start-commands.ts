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
}

/** One program that a script starts, as it is written there. */
export interface Started {
  readonly program: string;
  readonly args: readonly string[];
  /** Variables that are set in front of it. */
  readonly variables: Readonly<Record<string, string>>;
  /** Where it runs, from the folder of the package.json. */
  readonly folder: string;
}

/** What the scripts of a package.json say of env files. */
export interface ScriptFiles {
  /** What the script for development starts, with what it calls; that of `start` where no other is there. */
  readonly started: readonly Started[];
  /** The same of the script for production. */
  readonly startedInProduction: readonly Started[];
  /** Of the script that starts the program for development; of `start` where no other names one. */
  readonly development: readonly Naming[];
  /** Of the script that starts it in production. */
  readonly production: readonly Naming[];
  /** Of all scripts. */
  readonly all: readonly Naming[];
}

const developmentScripts = ['dev', 'start:dev', 'dev:server', 'server:dev', 'develop', 'serve', 'start'];
const productionScripts = ['start:prod', 'start:production', 'start', 'serve'];

/** So much of a script is looked at, and so many scripts that call each other. */
const longestCommand = 4000;
const deepest = 5;

/** The env files that a project's scripts name. Takes anything for `scripts`; a script that cannot be read names none. */
export function scriptFiles(scripts: unknown): ScriptFiles {
  const commands = new Map(
    Object.entries(typeof scripts === 'object' && scripts !== null ? scripts : {}).flatMap(
      ([name, command]) =>
        typeof command === 'string' ? [[name, command.slice(0, longestCommand)] as const] : [],
    ),
  );
  const of = (name: string): readonly Naming[] => namings(commands.get(name) ?? '', commands, '', deepest);
  const first = (names: readonly string[]): readonly Naming[] =>
    names.map(of).find((found) => found.length > 0) ?? [];
  const isForProduction = ({ files }: Naming): boolean =>
    files.length > 0 && files.every((file) => /prod/i.test(file));
  const startedBy = (names: readonly string[]): readonly Started[] =>
    programs(commands.get(names.find((name) => commands.has(name)) ?? '') ?? '', commands, '', deepest);
  return {
    started: startedBy(developmentScripts),
    startedInProduction: startedBy(productionScripts),
    development: first(developmentScripts).filter((one) => !isForProduction(one)),
    production: first(productionScripts),
    all: [...commands.keys()].flatMap(of),
  };
}

/** What one command line names; `folder` is where it runs. */
function namings(
  command: string,
  scripts: ReadonlyMap<string, string>,
  folder: string,
  depth: number,
): readonly Naming[] {
  if (depth === 0) return [];
  const found: Naming[] = [];
  let current = folder;
  for (const words of simpleCommands(command)) {
    if (words[0] === 'cd' && words[1] !== undefined) {
      current = inFolder(current, words[1]);
      continue;
    }
    found.push(...ownNamings(words, current));
    const called = calledScript(words);
    const script = called === null ? undefined : scripts.get(called);
    if (script !== undefined) found.push(...namings(script, scripts, current, depth - 1));
    // A command in quotes is run by the one that gets it: concurrently, nodemon, cross-env-shell.
    for (const word of words)
      if (/\s/.test(word) && !word.startsWith('-'))
        found.push(...namings(withoutOptions(word), scripts, current, depth - 1));
  }
  return found;
}

/** The programs that a command line starts. */
function programs(
  command: string,
  scripts: ReadonlyMap<string, string>,
  folder: string,
  depth: number,
): readonly Started[] {
  if (depth === 0) return [];
  const found: Started[] = [];
  let current = folder;
  let exported: Started['variables'] = {};
  for (const words of simpleCommands(command)) {
    if (words[0] === 'cd' && words[1] !== undefined) {
      current = inFolder(current, words[1]);
      continue;
    }
    const variables = { ...exported, ...assignments(words) };
    if (words[0] === 'export' || words[0] === 'set') {
      exported = variables;
      continue;
    }
    const inner: Started[] = programsOf(words).map((one) => ({ ...one, variables: {}, folder: current }));
    const called = calledScript(words);
    const script = called === null ? undefined : scripts.get(called);
    if (script !== undefined) inner.push(...programs(script, scripts, current, depth - 1));
    for (const word of words)
      if (/\s/.test(word) && !word.startsWith('-'))
        inner.push(...programs(word, scripts, current, depth - 1));
    found.push(...inner.map((one) => ({ ...one, variables: { ...variables, ...one.variables } })));
  }
  return found;
}

/** The variables that a simple command sets in front of its program. */
function assignments(words: readonly string[]): Started['variables'] {
  const set = words.map((word) => /^([A-Za-z_]\w*)=(.*)$/s.exec(word));
  return Object.fromEntries(set.flatMap((one) => (one ? [[one[1] ?? '', one[2] ?? '']] : [])));
}

/** Launchers with a program of their own behind their options, and the options of theirs that take a value. */
const wrappers: Readonly<Record<string, readonly string[]>> = {
  dotenv: ['-e', '-c', '-v', '-p'],
  'dotenv-cli': ['-e', '-c', '-v', '-p'],
  'env-cmd': ['-f', '--file', '-e', '--environments', '-r', '--rc-file'],
  dotenvx: ['-f', '--env-file', '-e', '--env'],
  infisical: ['--env', '--path', '--projectId'],
  doppler: ['-p', '-c', '--project', '--config'],
  op: ['--env-file'],
};

/** The program of a simple command, and the one that it launches in turn. */
function programsOf(words: readonly string[]): readonly Pick<Started, 'program' | 'args'>[] {
  const { program, args } = programOf(words);
  if (program === '') return [];
  const own = { program: program.split(/[\\/]/).at(-1) ?? program, args };
  const taking = wrappers[own.program];
  if (!taking) return [own];
  const upTo = args.indexOf('--');
  const verb = args[0] === 'run' ? 1 : 0;
  return [own, ...programsOf(upTo < 0 ? behindOptions(args.slice(verb), taking) : args.slice(upTo + 1))];
}

/** `NODE_OPTIONS=--env-file=.env --inspect`, written as one quoted word, is options without a program. */
const withoutOptions = (word: string): string => word.replace(/^NODE_OPTIONS=/, 'node ');

/** The script that a package manager is told to run. */
function calledScript(words: readonly string[]): string | null {
  const [program, verb, name] = words;
  if (program === 'deno')
    return verb === 'task' ? (words.slice(2).find((word) => !word.startsWith('-')) ?? null) : null;
  if (!['npm', 'pnpm', 'yarn', 'bun'].includes(program ?? '')) return null;
  if (verb === 'run' || verb === 'run-script') return name ?? null;
  return verb ?? null;
}

const launchers = new Set(['npx', 'bunx', 'pnpx', 'exec', 'dlx', 'npm', 'pnpm', 'yarn', 'cross-env', '--']);

/** The program of a simple command, behind variables and whatever only launches it, and what it is given. */
function programOf(words: readonly string[]): { readonly program: string; readonly args: readonly string[] } {
  const at = words.findIndex(
    (word) => !launchers.has(word) && !/^\w+=/.test(word) && !(word.startsWith('-') && word !== '-'),
  );
  return at < 0 ? { program: '', args: words } : { program: words[at] ?? '', args: words.slice(at + 1) };
}

/** Launchers that take the values from a store of secrets. */
const stores: ReadonlySet<string> = new Set(
  'doppler infisical op vault envconsul chamber teller berglas akeyless bws phase'.split(' '),
);

type MakeNaming = (by: FileGiver, named: readonly string[], overrides: boolean) => readonly Naming[];

const namingIn =
  (folder: string, program: string): MakeNaming =>
  (by, named, overrides) => {
    const files = named.map((file) => inFolder(folder, file));
    const name = by === 'other' ? { name: program } : {};
    return named.length === 0 ? [] : [{ by, ...name, files, overrides }];
  };

function ownNamings(words: readonly string[], folder: string): readonly Naming[] {
  const { program, args } = programOf(words);
  const naming = namingIn(folder, program);
  const upTo = args.indexOf('--');
  const own = upTo < 0 ? args : args.slice(0, upTo);
  const inner = upTo < 0 ? [] : ownNamings(args.slice(upTo + 1), folder);
  switch (program) {
    case 'dotenv':
    case 'dotenv-cli':
      return [
        ...naming('dotenv-cli', orDefault(values(own, ['-e'])), own.includes('-o')),
        ...(upTo < 0 ? ownNamings(behindOptions(own, ['-e', '-c', '-v', '-p']), folder) : inner),
      ];
    case 'env-cmd': {
      if (own.some((word) => /^(?:-r|--rc-file|-e|--environments)$/.test(word)))
        return [
          hidden(program),
          ...(upTo < 0 ? ownNamings(behindOptions(own, envCmdTaking), folder) : inner),
        ];
      const named = orDefault(values(own, ['-f', '--file']));
      return [
        ...naming('env-cmd', named, !own.includes('--no-override')),
        ...(upTo < 0 ? ownNamings(behindOptions(own, ['-f', '--file']), folder) : inner),
      ];
    }
    case 'dotenvx':
      if (own[0] !== 'run') return inner;
      return [
        ...naming(
          'dotenvx',
          orDefault(values(own, ['-f', '--env-file'])),
          own.some((word) => word === '-o' || word === '--overload'),
        ),
        ...inner,
      ];
    // Compose's own option names the file for the variables in its text, not for the containers.
    case 'docker':
    case 'podman':
      if (args[0] !== 'run') return [];
      // What it sets itself counts before the file.
      return setsKey.test(args.join(' '))
        ? [...naming('docker', values(own, ['--env-file']), true), hidden('docker run -e')]
        : naming('docker', values(own, ['--env-file']), true);
    case 'docker-compose':
      return [];
    case 'deno':
      return naming('deno', denoFiles(args), false);
    default:
      if (stores.has(program) && /^(?:run|exec|-)/.test(own[0] ?? '')) return [hidden(program), ...inner];
      return [...naming(giverOf(words), values(words, nodeOptions), false), ...preloaded(words, naming)];
  }
}

const setsKey = /(?:^| )(?:-e|--env)[ =]?OPENAI_API_KEY\b/;

const envCmdTaking = ['-f', '--file', '-e', '--environments', '-r', '--rc-file'];

/** A launcher whose values come from a store, or from a file of its own. */
const hidden = (name: string): Naming => ({ by: 'other', name, files: [], overrides: false });

/** Deno's option has its value behind a `=`, and reads `.env` without one. */
const denoFiles = (args: readonly string[]): readonly string[] =>
  args.filter((word) => /^--env(?:-file)?(?:=|$)/.test(word)).map((word) => word.split('=')[1] || '.env');

/** `node -r dotenv/config x.js dotenv_config_path=.env.x`: dotenv in front of the program. */
function preloaded(words: readonly string[], naming: MakeNaming): readonly Naming[] {
  if (!words.some((word) => /^(?:--?\w[\w-]*=)?dotenv\/config(?:\.js)?$/.test(word))) return [];
  const said = (name: string): string | undefined =>
    words.map((word) => new RegExp(`^(?:${name}|${name.toUpperCase()})=(.+)$`).exec(word)?.[1]).find(Boolean);
  return naming('dotenv', [said('dotenv_config_path') ?? '.env'], said('dotenv_config_override') === 'true');
}

const nodeOptions = ['--env-file', '--env-file-if-exists'];

const orDefault = (named: readonly string[]): readonly string[] => (named.length > 0 ? named : ['.env']);

/** Who reads the files of an option called `--env-file`. */
function giverOf(words: readonly string[]): FileGiver {
  const option = words.findIndex((word) => /^(?:NODE_OPTIONS=)?--env-file/.test(word));
  // The last one before it takes it: `uv run uvicorn --env-file x`.
  const giver = words
    .slice(0, option + 1)
    .map((word) => word.split(/[\\/]/).at(-1) ?? '')
    .findLast((word) => givers.has(word));
  return givers.get(giver ?? '') ?? 'node';
}

const givers: ReadonlyMap<string, FileGiver> = new Map([
  ['bun', 'bun'],
  ['node', 'node'],
  ['tsx', 'node'],
  ...['uvicorn', 'flask', 'fastapi'].map((name) => [name, 'python-dotenv'] as const),
  ...['uv', 'granian', 'poe', 'just', 'wrangler', 'hypercorn'].map((name) => [name, 'other'] as const),
]);

/** What the options of these names are given, as `--name value`, `--name=value` and `-nvalue`. */
function values(words: readonly string[], names: readonly string[]): readonly string[] {
  const found = words.flatMap((raw, at): readonly string[] => {
    const word = raw.replace(/^NODE_OPTIONS=/, '');
    if (names.includes(word)) return words[at + 1] === undefined ? [] : [words[at + 1] ?? ''];
    const name = names.find((one) => word.startsWith(`${one}=`));
    return name === undefined ? [] : [word.slice(name.length + 1)];
  });
  // What the shell itself puts together cannot be told.
  return found.filter((file) => file !== '' && file.length <= 200 && !/[$`*]/.test(file));
}

/** The words behind the options of a launcher, some of which (`taking`) have a value. */
function behindOptions(words: readonly string[], taking: readonly string[]): readonly string[] {
  let at = 0;
  while (words[at]?.startsWith('-')) at += taking.includes(words[at] ?? '') ? 2 : 1;
  return words.slice(at);
}

/** A path as seen from the folder of the package.json. */
function inFolder(folder: string, path: string): string {
  const plain = path.replace(/^(?:\.\/+)+/, '');
  return folder === '' || /^(?:[\\/]|[A-Za-z]:)/.test(plain) ? plain : `${folder}/${plain}`;
}

/** The simple commands of a command line, each as its words; in quotes, and in `$(…)`, nothing is special. */
function simpleCommands(line: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  let word: string | null = null;
  let quote = '';
  let depth = 0;
  const end = (): void => {
    if (word !== null) commands.at(-1)?.push(word);
    word = null;
  };
  for (const character of line) {
    if (depth > 0) {
      if (character === '(') depth += 1;
      if (character === ')') depth -= 1;
      word += character;
    } else if (quote !== '') {
      if (character === quote) quote = '';
      else word += character;
    } else if (character === '(' && word?.endsWith('$')) {
      depth = 1;
      word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/[;&|()\n]/.test(character)) {
      end();
      if ((commands.at(-1)?.length ?? 0) > 0) commands.push([]);
    } else if (/\s/.test(character)) end();
    else word = (word ?? '') + character;
  }
  end();
  return commands;
}
