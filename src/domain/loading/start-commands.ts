import { wordsOf } from '../text/phrase.ts';
import { inFolder, programName, simpleCommands } from './command-line.ts';
import { hidden, launchingOf, mentioned, type Naming, type Variables } from './launchers.ts';
import { ownFiles, type StartingPoint } from './own-files.ts';
import { isRunner, packagedProgram } from './runners.ts';
import { scriptCallOf } from './scripts-called.ts';
import { isGuard, writesEnvFile } from './written-files.ts';

/** One program that a script starts, as it is written there. */
export interface Started {
  readonly program: string;
  readonly args: readonly string[];
  /** Variables that are set in front of it. */
  readonly variables: Variables;
  /** Those of them that only cmd of Windows sets by the words that are written: `set NAME=value`. */
  readonly byCmd?: readonly string[];
  /** The env files that it is given by what launches it, the outermost first, and by its own options. */
  readonly files: readonly Naming[];
  /** Where it runs, from the folder of the package.json. */
  readonly folder: string;
  /** `program`: what the script is there for; `elsewhere`: that of another package; `preparation`: what only helps. */
  readonly role: 'program' | 'elsewhere' | 'preparation';
}

/** What the scripts of a package.json say of env files. */
export interface ScriptFiles {
  /** What the script for development starts, without what only prepares for that; that of `start` where no other is there. */
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

/** So much of a script is looked at, and so many launchers and scripts inside each other. */
const longestCommand = 4000;
const deepest = 12;

/** The scripts of a package. `left`: so many commands are still looked at, however they call each other. */
interface Book {
  readonly scripts: ReadonlyMap<string, string>;
  left: number;
}

const mostCommands = 2000;

/**
 * The env files that a project's scripts name. Takes anything for `scripts`; a script that cannot be read names none.
 * `dotenv`: its version, by `versionNumber`.
 */
export function scriptFiles(scripts: unknown, dotenv: number | null = null): ScriptFiles {
  const commands = new Map(
    Object.entries(typeof scripts === 'object' && scripts !== null ? scripts : {}).flatMap(
      ([name, command]) =>
        typeof command === 'string' ? [[name, command.slice(0, longestCommand)] as const] : [],
    ),
  );
  const atTop = { folder: '', variables: {}, files: [], dotenv };
  const book: Book = { scripts: commands, left: mostCommands };
  const all = new Map([...commands.keys()].map((name) => [name, runsScript(name, [], book, atTop, deepest)]));
  const started = (names: readonly string[]): readonly Started[] => {
    const there = names.flatMap((name) => (all.has(name) ? [all.get(name) ?? []] : []));
    const chosen = there.find((one) => one.some(isProgram)) ?? there[0] ?? [];
    return chosen.some(isProgram) ? chosen.filter(isProgram) : chosen;
  };
  const naming = (names: readonly string[]): readonly Naming[] =>
    names.map((name) => filesOf(all.get(name) ?? [])).find((found) => found.length > 0) ?? [];
  const isForProduction = ({ files }: Naming): boolean =>
    files.length > 0 && files.every((file) => /prod/i.test(file));
  return {
    started: started(developmentScripts),
    startedInProduction: started(productionScripts),
    development: naming(developmentScripts).filter((one) => !isForProduction(one)),
    production: naming(productionScripts),
    all: [...all.values()].flatMap((one) => one.flatMap(({ files }) => files)),
  };
}

/** The same scripts where what runs them gives them files of its own. */
export function withFiles(scripts: ScriptFiles, files: readonly Naming[]): ScriptFiles {
  if (files.length === 0) return scripts;
  const given = (all: readonly Started[]): readonly Started[] =>
    all.map((one) => ({ ...one, files: [...files, ...one.files] }));
  const { started, startedInProduction, development, all } = scripts;
  return {
    ...scripts,
    started: given(started),
    startedInProduction: given(startedInProduction),
    development: [...files, ...development],
    all: [...files, ...all],
  };
}

const isProgram = ({ role }: Started): boolean => role !== 'preparation';

const asPreparation = (one: Started): Started => ({ ...one, role: 'preparation' });

/** The files of what a script is there for, each once. */
function filesOf(started: readonly Started[]): readonly Naming[] {
  const own = started.some(isProgram) ? started.filter(isProgram) : started;
  const files = own.flatMap((one) => one.files);
  return [...new Map(files.map((one) => [JSON.stringify(one), one])).values()];
}

/** What holds for a command: where it runs, and what it is given. */
interface Situation extends StartingPoint {
  readonly files: readonly Naming[];
  readonly byCmd?: readonly string[];
}

/** The programs of a script, which its `pre` script may have made files for. */
function runsScript(
  name: string,
  more: readonly string[],
  book: Book,
  top: Situation,
  depth: number,
): readonly Started[] {
  const before = simpleCommands(book.scripts.get(`pre${name}`) ?? '');
  const at = before.reduce((one, { words }) => withWritten(words, one), top);
  return runs([book.scripts.get(name) ?? '', ...more.map(quotedAgain)].join(' '), book, at, depth);
}

/** What a command writes into an env file is not what stands there now. */
function withWritten(words: readonly string[], at: Situation): Situation {
  return writesEnvFile(words) ? { ...at, files: [...at.files, hidden(programName(words[0] ?? ''))] } : at;
}

/** The programs that a command line starts, one after the other or at once. */
function runs(line: string, book: Book, top: Situation, depth: number): readonly Started[] {
  if (depth === 0) return [];
  let at = top;
  let isPiped = false;
  let isGuarded = false;
  const groups: { readonly started: readonly Started[]; readonly runsOn: boolean }[] = [];
  for (const { words, joint } of simpleCommands(line)) {
    const changed = changedBy(words, at);
    const started = changed ? [] : startedBy(words, book, at, depth);
    at = changed ?? (isGuarded ? at : withWritten(words, at));
    isGuarded = isGuard(words);
    // What reads the output of another only shows it.
    groups.push({ started: isPiped ? started.map(asPreparation) : started, runsOn: joint === '&' });
    isPiped = joint === '|';
  }
  // What runs before the last one and ends has done its work by then.
  const last = groups.findLastIndex(({ started }) => started.some(isProgram));
  return groups.flatMap(({ started, runsOn }, n) =>
    n === last || runsOn ? started : started.map(asPreparation),
  );
}

/** What a command of the shell itself changes for those behind it; null for every other command. */
function changedBy(words: readonly string[], at: Situation): Situation | null {
  const [command, first] = words;
  if (command === 'cd') return first === undefined ? at : { ...at, folder: inFolder(at.folder, first) };
  const isSourcing = (command === '.' || command === 'source') && first !== undefined;
  const prints = words.some((word) => /^[$`]/.test(word));
  if (isSourcing || (prints && /^(?:export|eval|set)$/.test(command ?? '')))
    return {
      ...at,
      files: [...at.files, hidden(`${command} ${first ?? ''}`.trim(), mentioned(words, at.folder))],
    };
  if (/^\$env:OPENAI_API_KEY\b/i.test(command ?? '')) return { ...at, files: [...at.files, hidden('$env:')] };
  if (command === 'unset')
    return words.includes('OPENAI_API_KEY') ? { ...at, files: [...at.files, hidden('unset')] } : at;
  if (command !== 'export' && !isSet.test(command ?? '')) return null;
  const set = assignments(words);
  const changed = { ...at, variables: { ...at.variables, ...set } };
  const names = [...(at.byCmd ?? []), ...Object.keys(set)];
  return command === 'export' || names.length === 0 ? changed : { ...changed, byCmd: names };
}

/** cmd makes no difference of small and capital letters. */
const isSet = /^set$/i;

/** The programs of a simple command: its own, and those that it launches in turn. */
function startedBy(words: readonly string[], book: Book, top: Situation, depth: number): readonly Started[] {
  if (depth === 0 || book.left <= 0) return [];
  book.left -= 1;
  const from = words.findIndex((word) => !assignment.test(word));
  const own = from < 0 ? words : words.slice(0, from);
  const rest = from < 0 ? [] : words.slice(from);
  const at: Situation = {
    ...top,
    variables: { ...top.variables, ...assignments(own) },
    // `env $(cat file) program`
    files:
      rest[0]?.startsWith('$(') || rest[0]?.startsWith('`')
        ? [...top.files, hidden(rest[0], mentioned([rest[0]], top.folder))]
        : top.files,
  };
  if (rest.length === 0) return [];
  const [head = ''] = rest;
  if (at.files !== top.files) return startedBy(rest.slice(1), book, at, depth - 1);
  if (/\s/.test(head)) return runs(head, book, at, depth - 1);
  const call = scriptCallOf(rest, book.scripts);
  if (call?.kind === 'program') return startedBy(call.words, book, at, depth - 1);
  const packaged = packagedProgram(rest);
  if (packaged) {
    const files = [...at.files, ...ownFiles(rest.slice(0, packaged.at), at)];
    return startedBy(packaged.words, book, { ...at, files }, depth - 1);
  }
  const launching = call ? null : launchingOf(rest, at.folder, at.variables);
  if (launching) {
    const given = {
      ...at,
      files: [...at.files, ...launching.files],
      variables: { ...at.variables, ...launching.variables },
    };
    const inner = startedBy(launching.inner, book, given, depth - 1);
    const quoted = launching.inner.length > 0 ? [] : inQuotes(rest, book, given, depth);
    return inner.length + quoted.length > 0 ? [...inner, ...quoted] : [leaf(rest, given, 'program')];
  }
  const behind = call ? -1 : launchedAt(rest);
  if (behind > 0)
    return startedBy(
      rest.slice(behind),
      book,
      { ...at, files: [...at.files, hidden(programName(head))] },
      depth - 1,
    );
  const files = [...at.files, ...ownFiles(rest, at)];
  if (call?.kind === 'elsewhere') return [leaf(rest, { ...at, files }, 'elsewhere')];
  const quoted = inQuotes(rest, book, at, depth);
  if (call) {
    const given = call.names.length > 0 && /^(?:bun|node)$/.test(programName(head)) ? { ...at, files } : at;
    const called = call.names.map((name) =>
      // A script is of this package only where it runs in the folder of that.
      at.folder === '' || /^(?:npm|pnpm|yarn|bun)$/.test(programName(head)) === false
        ? runsScript(name, call.more, book, given, depth - 1)
        : [leaf(rest, given, 'elsewhere')],
    );
    const last = called.findLastIndex((one) => one.some(isProgram));
    const all = called.flatMap((one, n) => (call.atOnce || n === last ? one : one.map(asPreparation)));
    return [...all, ...quoted];
  }
  const isLauncher = quoted.some(isProgram);
  return [leaf(rest, { ...at, files }, isLauncher || isTool(head) ? 'preparation' : 'program'), ...quoted];
}

/** A command in quotes is run by the one that gets it: concurrently, nodemon, tsup, sh. These take none. */
const takesNone =
  /^(?:node|tsx|ts-node|deno|bun|next|vite|nuxt|nuxi|astro|electron|python[\d.]*|echo|docker|podman)$/;

/** Programs whose name among the words of another one says that this one starts it. */
const wellKnown: ReadonlySet<string> = new Set(
  wordsOf(`
    next vite vinxi nuxt nuxi astro react-router remix wrangler expo react-scripts gatsby nest nodemon tsx ts-node uvicorn gunicorn
    flask npm pnpm yarn npx dotenv dotenvx env-cmd cross-env
  `),
);
/** They start several, each in quotes of its own. */
const startsSeveral =
  /^(?:concurrently|conc|wait-on|start-server-and-test|tsc-watch|tsup|chokidar|stmux|mprocs)$/;
const plainRunners = /^(?:node|bun|deno|python[\d.]*)$/;

/** Where another program begins among the words of one that nobody knows; -1 where none does. */
function launchedAt([head = '', ...args]: readonly string[]): number {
  const program = programName(head);
  if (
    wellKnown.has(program) ||
    takesNone.test(program) ||
    startsSeveral.test(program) ||
    isRunner(program) ||
    isTool(head) ||
    isShell.test(program)
  )
    return -1;
  const at = args.findIndex(
    (word, n) => wellKnown.has(word) || (plainRunners.test(word) && !args[n - 1]?.startsWith('-')),
  );
  return at + 1 || -1;
}

function inQuotes(words: readonly string[], book: Book, at: Situation, depth: number): readonly Started[] {
  const [head = '', ...args] = words;
  const commands = args.filter((word) => /\s/.test(word) && !word.startsWith('-'));
  return takesNone.test(programName(head)) ? [] : commands.flatMap((word) => runs(word, book, at, depth - 1));
}

const quotedAgain = (word: string): string =>
  /[\s;&|()'"]/.test(word) ? `"${word.replace(/["\\]/g, '\\$&')}"` : word;

function leaf([head = '', ...args]: readonly string[], at: Situation, role: Started['role']): Started {
  const { folder, variables, files, byCmd } = at;
  // What a script of a shell does before it starts the program stands there.
  const script = /\.(?:sh|bash|zsh|cmd|bat|ps1)$/.test(head)
    ? head
    : isShell.test(head)
      ? args[0]
      : undefined;
  const all = script && !script.startsWith('-') ? [...files, hidden(script)] : files;
  const set = byCmd === undefined ? {} : { byCmd };
  return { program: programName(head), args, variables, ...set, files: all, folder, role };
}

const isShell = /^(?:sh|bash|zsh|dash|pwsh|powershell)$/;

const assignment = /^([A-Za-z_]\w*)=(.*)$/s;

/** The variables that words set. */
function assignments(words: readonly string[]): Variables {
  const set = words.map((word) => assignment.exec(word));
  return Object.fromEntries(set.flatMap((one) => (one ? [[one[1] ?? '', one[2] ?? '']] : [])));
}

/** What builds, checks and helps, and is never the program itself. */
const tools: ReadonlySet<string> = new Set(
  (
    'tsc tsc-watch tsc-alias swc babel esbuild rollup sass postcss tailwindcss unocss eslint biome prettier oxlint stylelint ' +
    'prisma drizzle-kit knex typeorm sequelize graphql-codegen openapi-typescript rimraf del rm mkdir cp mv touch ln echo ' +
    'cat printf true false sleep test [ exit git curl wget sed grep which chmod shx copyfiles cpx cpy husky lefthook ' +
    'patch-package kill-port wait-on open opener open-cli stripe ngrok cloudflared maildev mailhog playwright jest mocha ' +
    'vitest changeset typedoc npm pnpm yarn wait set export source if then else fi :'
  ).split(' '),
);

const isTool = (head: string): boolean => tools.has(programName(head));
