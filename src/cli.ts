import { Argument, Command, CommanderError, Option } from 'commander';
import { defaultTimeout, type Invocation } from './commands/options.ts';
import { tasks } from './domain/models/tasks.ts';
import { type Language, languages } from './domain/text/language.ts';
import { runtimes } from './examples/catalog.ts';
import type { CliWords } from './i18n/en/cli.ts';
import { UsageError } from './ports/errors.ts';
import { holdsKey, usageMessage } from './ui/usage.ts';
import { version } from './version.ts';

/** How wide help is where nothing says otherwise. */
const helpColumns = 80;

/**
 * Reads a command line. Returns what it asks for, with every value checked; runs nothing. Throws
 * `UsageError` with one line in the user's language, the nearest right name included.
 */
export function parseCommandLine(argv: readonly string[], language: Language, words: CliWords): Invocation {
  let invocation: Invocation | undefined;
  const printed: string[] = [];

  /** Global options may stand before or after the command; the values that the main module acts on are read there. */
  const common = (options: Given) => ({ language, json: options['json'] === true });

  const program = new Command('openai-setup');
  const option = (flags: string, text: string): Option => new Option(flags, text);
  const seconds = option('--timeout <seconds>', words.optionsText.timeout)
    // Commander would add the default in English: it stands in the text.
    .argParser((value) => whole(value, '--timeout', words.expected.seconds, 1, 600, words));
  const text = (flag: string) => (value: string) => some(value, flag, words);
  const id = (flag: string) => (value: string) => identifier(value, flag, words);
  const endpoint = [
    option('--base-url <url>', words.optionsText.baseUrl).argParser(text('--base-url')),
    option('--organization <id>', words.optionsText.organization).argParser(id('--organization')),
    option('--project <id>', words.optionsText.project).argParser(id('--project')),
    seconds,
    option('--trust-base-url', words.optionsText.trustBaseUrl),
  ];
  const access = [
    option('--key-stdin', words.optionsText.keyStdin),
    option('--model <id>', words.optionsText.model).argParser(text('--model')),
    ...endpoint,
  ];

  prepare(program, words, printed)
    .description(words.description)
    .usage(`${words.commandWord} ${words.optionsWord}`)
    .version(version, '-V, --version', words.optionsText.version)
    .helpCommand(`help ${words.commandWord}`, words.commandsText.help)
    .addHelpText('after', `\n${words.footer}`);
  addGlobals(program, words);

  const command = (name: keyof CliWords['commandsText'], argument?: Argument): Command => {
    const added = program.command(name, { isDefault: name === 'setup' });
    prepare(added, words, printed).description(words.commandsText[name]);
    if (argument) added.addArgument(argument);
    added.usage(argument ? `${words.optionsWord} ${humanName(argument)}` : words.optionsWord);
    return added;
  };
  const addAll = (to: Command, options: readonly Option[]): Command => {
    for (const one of options) to.addOption(one);
    return to;
  };
  /** All values of a command: its own, and the global ones. */
  const read = (of: Command): Given => of.optsWithGlobals();

  const setup = command('setup');
  addAll(setup, [
    option('-f, --file <path>', words.optionsText.file).argParser(text('--file')),
    ...access,
    option('-y, --yes', words.optionsText.yes),
    option('--force', words.optionsText.force),
    option('--dry-run', words.optionsText.dryRun),
    option('--no-open', words.optionsText.noOpen),
    option('--no-test', words.optionsText.noTest),
    option('--keep-failing', words.optionsText.keepFailing),
  ]).action(() => {
    const given = read(setup);
    invocation = { command: 'setup', options: { ...accessOf(given), ...common(given), ...setupOf(given) } };
  });

  const verify = command('verify', new Argument('[env-file...]', words.argumentsText.envFile));
  addAll(verify, [
    ...access,
    option('--offline', words.optionsText.offline),
    option('--strict', words.optionsText.strict),
    option('--verbose', words.optionsText.verbose),
    option('--report', words.optionsText.report),
    option('--fix', words.optionsText.fix),
    option('--watch', words.optionsText.watch),
  ]).action((files: string[]) => {
    const given = read(verify);
    const flags = flagsOf(given, ['offline', 'strict', 'verbose', 'report', 'fix', 'watch']);
    invocation = { command: 'verify', options: { ...accessOf(given), ...common(given), ...flags, files } };
  });

  const models = command('models');
  addAll(models, [
    option('--for <task>', words.optionsText.for).argParser((value) => choice(value, '--for', tasks, words)),
    option('--all', words.optionsText.all),
    option('--key-stdin', words.optionsText.keyStdin),
    ...endpoint,
  ]).action(() => {
    const given = read(models);
    invocation = {
      command: 'models',
      options: { ...accessOf(given), ...common(given), ...flagsOf(given, ['all']), task: given.for },
    };
  });

  const count = (flag: string) => (value: string) =>
    whole(value, flag, words.expected.count, 0, Number.MAX_SAFE_INTEGER, words);
  const cost = command('cost', new Argument('[text]', words.argumentsText.text));
  addAll(cost, [
    option('--model <id>', words.optionsText.costModel),
    option('--input <tokens>', words.optionsText.input).argParser(count('--input')),
    option('--output <tokens>', words.optionsText.output).argParser(count('--output')),
    option('--file <path>', words.optionsText.costFile),
    option('--compare', words.optionsText.compare),
    option('--per-day <calls>', words.optionsText.perDay).argParser(count('--per-day')),
  ]).action((text: string | undefined) => {
    const given = read(cost);
    const { file, model, input, output, perDay } = given;
    const flags = flagsOf(given, ['compare']);
    invocation = {
      command: 'cost',
      options: { ...common(given), ...flags, text, file, model, input, output, perDay },
    };
  });

  const example = command('example', new Argument('[name]', words.argumentsText.exampleName));
  addAll(example, [
    option('--in <language>', words.optionsText.in).argParser((value) =>
      choice(value, '--in', runtimes, words),
    ),
    option('--model <id>', words.optionsText.exampleModel),
    option('--write [path]', words.optionsText.write),
    option('--force', words.optionsText.exampleForce),
    option('--list', words.optionsText.exampleList),
  ]).action((name: string | undefined) => {
    const given = read(example);
    const { model, write } = given;
    const flags = flagsOf(given, ['force', 'list']);
    invocation = {
      command: 'example',
      options: { ...common(given), ...flags, name, in: given.in, model, write },
    };
  });

  const rotate = command('rotate');
  addAll(rotate, [
    option('--key-stdin', words.optionsText.keyStdin),
    option('-y, --yes', words.optionsText.rotateYes),
    option('--dry-run', words.optionsText.rotateDryRun),
    option('--base-url <url>', words.optionsText.baseUrl),
    option('--project <id>', words.optionsText.rotateProject),
    seconds,
    option('--no-open', words.optionsText.noOpen),
  ]).action(() => {
    const given = read(rotate);
    const { baseUrl, project, timeout = defaultTimeout } = given;
    const flags = flagsOf(given, ['keyStdin', 'yes', 'dryRun']);
    invocation = { command: 'rotate', options: { ...common(given), ...flags, baseUrl, project, timeout } };
  });

  const scan = command('scan', new Argument('[path]', words.argumentsText.scanPath));
  addAll(scan, [
    option('--history', words.optionsText.history),
    option('--staged', words.optionsText.staged),
    option('--sarif', words.optionsText.sarif),
  ]).action((path: string | undefined) => {
    const given = read(scan);
    invocation = {
      command: 'scan',
      options: { ...common(given), ...flagsOf(given, ['history', 'staged', 'sarif']), path },
    };
  });

  const demo = command('demo', new Argument('[scenario]', words.argumentsText.scenario));
  addAll(demo, [
    option('--list', words.optionsText.demoList),
    option('--keep', words.optionsText.keep),
  ]).action((scenario: string | undefined) => {
    const given = read(demo);
    invocation = {
      command: 'demo',
      options: { ...common(given), ...flagsOf(given, ['list', 'keep']), scenario },
    };
  });

  if (holdsKey(argv)) throw new UsageError(words.errors.noKeyArgument);
  try {
    program.parse([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { command: 'text', text: printed.join('') };
    throw new UsageError(usageMessage(error.code, error.message, argv, words));
  }
  return invocation ?? { command: 'text', text: printed.join('') };
}

/** An argument as a usage line shows it: `[env-file...]`. */
const humanName = (argument: Argument): string => `[${argument.name()}${argument.variadic ? '...' : ''}]`;

/** What is the same for the program and each command: no exit of its own, titles in the user's language. */
function prepare(command: Command, words: CliWords, printed: string[]): Command {
  const titles: Record<string, string> = {
    'Usage:': words.usage,
    'Arguments:': words.arguments,
    'Options:': words.options,
    'Global Options:': words.globalOptions,
    'Commands:': words.commands,
  };
  return command
    .exitOverride()
    .configureOutput({
      writeOut: (text) => printed.push(text),
      writeErr: () => {},
      getOutHelpWidth: () => helpColumns,
      getOutHasColors: () => false,
    })
    .configureHelp({ styleTitle: (title) => titles[title] ?? title, showGlobalOptions: true })
    .helpOption('-h, --help', words.optionsText.help);
}

function addGlobals(program: Command, words: CliWords): void {
  const languageOption = new Option('--lang <language>', words.optionsText.lang).argParser((value) =>
    choice(value, '--lang', languages, words),
  );
  program
    .option('-C, --cwd <dir>', words.optionsText.cwd)
    .addOption(languageOption)
    .option('--json', words.optionsText.json)
    .option('--no-color', words.optionsText.noColor)
    .option('--debug', words.optionsText.debug);
}

function whole(
  value: string,
  flag: string,
  expected: string,
  low: number,
  high: number,
  words: CliWords,
): number {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= low && number <= high)) throw new UsageError(words.errors.badValue(flag, expected));
  return number;
}

/** An empty value is most often a variable of a script that is not set. */
function some(value: string, flag: string, words: CliWords): string {
  if (value.trim() === '') throw new UsageError(words.errors.missingValue(flag));
  return value;
}

/** Written to a file as it is, and sent as a header. */
function identifier(value: string, flag: string, words: CliWords): string {
  if (!/^[\w.-]+$/.test(some(value, flag, words)))
    throw new UsageError(words.errors.badValue(flag, words.expected.id));
  return value;
}

function choice<T extends string>(value: string, flag: string, allowed: readonly T[], words: CliWords): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new UsageError(words.errors.badValue(flag, allowed.join(', ')));
  return found;
}

/** Values as commander gives them, with those that the argument parsers above made. */
interface Given {
  readonly [flag: string]: unknown;
  readonly model?: string;
  readonly baseUrl?: string;
  readonly organization?: string;
  readonly project?: string;
  readonly timeout?: number;
  readonly file?: string;
  readonly for?: string;
  readonly in?: 'node' | 'python' | 'curl';
  readonly write?: string | true;
  readonly input?: number;
  readonly output?: number;
  readonly perDay?: number;
}

const accessOf = (given: Given) => ({
  keyStdin: given['keyStdin'] === true,
  model: given.model,
  baseUrl: given.baseUrl,
  organization: given.organization,
  project: given.project,
  timeout: given.timeout ?? defaultTimeout,
  trustBaseUrl: given['trustBaseUrl'] === true,
});

const setupOf = (given: Given) => ({
  file: given.file,
  test: given['test'] !== false,
  ...flagsOf(given, ['yes', 'force', 'dryRun', 'keepFailing']),
});

function flagsOf<K extends string>(given: Given, names: readonly K[]): { readonly [name in K]: boolean } {
  return Object.fromEntries(names.map((name) => [name, given[name] === true])) as { [name in K]: boolean };
}
