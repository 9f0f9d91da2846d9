import { Argument, Command as Commander, CommanderError, type ErrorOptions, Option } from 'commander';
import { type CommandName, commands } from './cli.ts';
import { type Call, type Command, readOptions } from './commands/command.ts';
import {
  type Given,
  globalOptions,
  longFlag,
  type OptionName,
  type Typed,
  options as table,
  told,
} from './commands/options.ts';
import { type Cause, causes } from './domain/diagnosis/causes.ts';
import { repository } from './domain/repository.ts';
import { nearestName } from './domain/text/nearest-name.ts';
import type { CliWords } from './i18n/en/cli.ts';
import { type UsageProblem, WrongUsage } from './ports/errors.ts';
import { type CompletionShell, shells } from './shells.ts';
import { width } from './ui/layout.ts';
import { holdsKey, looksLikeKey, offersKey } from './ui/usage.ts';
import { version } from './version.ts';

/** How wide help is, so that the text made at build is right everywhere. */
const helpColumns = 80;

/** What a command line says to the program itself; the language is undefined where it names none. */
export interface Settings extends Given<'cwd' | 'json' | 'color' | 'plain' | 'debug' | 'open'> {
  readonly language: Given<'language'>['language'] | undefined;
}

/** What a command line asks for. */
export type Asked =
  | { readonly kind: 'call'; readonly name: string; readonly call: Call }
  | { readonly kind: 'text'; readonly text: (words: CliWords) => string }
  | { readonly kind: 'completion'; readonly shell: CompletionShell }
  | { readonly kind: 'cause'; readonly cause: Cause }
  | { readonly kind: 'wrong'; readonly problem: UsageProblem };

/** A command line as it was understood. */
export interface CommandLine {
  readonly settings: Settings;
  readonly asked: Asked;
}

/** Reads a command line, once, with commander. Runs nothing, and knows no words: the language is part of what it reads. */
export function readCommandLine(argv: readonly string[]): CommandLine {
  let called: { readonly command: Command; readonly line: Line } | undefined;
  let shell: CompletionShell | undefined;
  let cause: Cause | undefined;
  const program = createProgram({
    command: (command, line) => {
      called = { command, line };
    },
    completion: (name) => {
      shell = name;
    },
    cause: (id) => {
      cause = id;
    },
  });
  const problems: UsageProblem[] = [];
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof WrongUsage)) throw error;
      problems.push(error.problem);
      return undefined;
    }
  };
  const text = attempt(() => parse(program, argv));
  const call = attempt(() => called?.command.read(typedIn(called.line), called.line.args));
  // Commander takes these out before it looks at a command's own, so they count even if that one is wrong.
  const typed = typedIn(program);
  const settings = {
    ...readOptions(['json', 'color', 'plain', 'debug'], typed),
    language: attempt(() => table.language.read(typed('language'))),
    cwd: attempt(() => table.cwd.read(typed('cwd'))),
    open: call?.given.open ?? true,
  };
  const isKeyThere = holdsKey(argv) || (problems.length > 0 && (argv.some(looksLikeKey) || offersKey(argv)));
  const problem = isKeyThere ? ({ kind: 'key_argument' } as const) : problems[0];
  if (problem) {
    const command = called && argv.includes(called.line.name()) ? { command: called.line.name() } : {};
    return { settings, asked: { kind: 'wrong', problem: isKeyThere ? problem : { ...command, ...problem } } };
  }
  if (shell) return { settings, asked: { kind: 'completion', shell } };
  if (cause) return { settings, asked: { kind: 'cause', cause } };
  if (text) return { settings, asked: { kind: 'text', text } };
  if (call && called) return { settings, asked: { kind: 'call', name: called.line.name(), call } };
  throw new Error('a command line that asks for nothing');
}

/** Has commander read it. Returns the text where one was asked for; throws `WrongUsage`. */
function parse(program: Line, argv: readonly string[]): ((words: CliWords) => string) | undefined {
  try {
    program.parse([...argv], { from: 'user' });
    return undefined;
  } catch (error) {
    if (error instanceof HelpAsked) return (words) => helpText(error.line as Line, words);
    if (
      error instanceof VersionAsked ||
      (error instanceof CommanderError && error.code === 'commander.version')
    )
      return () => `${version}\n`;
    throw error;
  }
}

/** Commander's command, which throws what it would print: there are no words yet. */
class Line extends Commander {
  /** Adds a command's options and argument: only the one that was called, or is described, needs them. */
  complete: () => void = () => {};

  override createCommand(name?: string): Line {
    return new Line(name);
  }

  /** In `--help verify` the command behind it is what help is wanted for. */
  override outputHelp(): never {
    throw new HelpAsked(this.commands.find((one) => this.args.includes(one.name())) ?? this);
  }

  override error(message: string, details: ErrorOptions = {}): never {
    // The short form that most programs have for their version; behind a command it may stand for more words as well.
    if (details.code === 'commander.unknownOption' && /'-v'/.test(message) && !isTyped(this))
      throw new VersionAsked();
    throw new WrongUsage(problemOf(this, details.code ?? '', message));
  }
}

class HelpAsked extends Error {
  readonly line: Commander;

  constructor(line: Commander) {
    super(`help for ${line.name()}`);
    this.line = line;
  }
}

class VersionAsked extends Error {}

/** Whether a command was named, and not left to be the default one. */
const isTyped = (line: Line): boolean => line.parent?.args[0] === line.name();

/** In place of each description stands the name of its words. */
function createProgram(on: {
  readonly command: (command: Command, line: Line) => void;
  readonly completion: (shell: CompletionShell) => void;
  readonly cause: (cause: Cause) => void;
}): Line {
  const program = new Line('openai-setup')
    .exitOverride()
    .configureOutput({ writeOut: () => {}, getOutHelpWidth: () => helpColumns, getOutHasColors: () => false })
    .helpOption('-h, --help', 'help')
    .helpCommand(false)
    .version(version, '-V, --version', 'version');
  for (const name of globalOptions) program.addOption(optionOf(name));
  for (const [name, command] of Object.entries(commands)) {
    const line = program.command(name, { isDefault: name === 'setup' }) as Line;
    line.action(() => on.command(command, line));
    line.complete = () => {
      line.complete = () => {};
      for (const option of command.options) line.addOption(optionOf(option, command.optionWords[option]));
      const { argument } = command;
      if (argument) line.addArgument(new Argument(argument.name, argument.words));
    };
  }
  program.hook('preSubcommand', (_, line) => (line as Line).complete());
  program.command('version', { hidden: true }).action(() => {
    throw new VersionAsked();
  });
  const completion = program.command('completion').addArgument(new Argument('<shell>', 'shell'));
  completion.action((name: string) => {
    const shell = shells.find((one) => one === name);
    if (!shell) throw new WrongUsage(valueProblem('<shell>', shells, name, 'completion'));
    on.completion(shell);
  });
  const help = program.command('help').addArgument(new Argument('[command]', 'helpCommand'));
  help.action((name?: string) => {
    const line = name === undefined ? program : program.commands.find((one) => one.name() === name);
    if (line) throw new HelpAsked(line);
    if (!isCause(name ?? '')) throw new WrongUsage(unknownCommand(name ?? ''));
    on.cause(name as Cause);
  });
  return program;
}

const optionOf = (name: OptionName, words: string = name): Option => new Option(table[name].flags, words);

/** What was typed for an option, as commander understood it. */
const typedIn =
  (line: Line) =>
  (name: OptionName): Typed =>
    line.getOptionValue(optionOf(name).attributeName()) as Typed;

const isCommand = (word: string): boolean => commandNames.includes(word);

const commandNames = [...Object.keys(commands), 'completion', 'help'];

const isCause = (word: string): boolean => Object.hasOwn(causes, word);

/** A value that is none of the only ones there are. */
function valueProblem(
  option: string,
  expected: readonly string[],
  given: string,
  command: string,
): UsageProblem {
  const near = nearestName(given, expected);
  return { kind: 'bad_value', option, given: told(given), expected, command, ...(near && { near }) };
}

function unknownCommand(name: string): UsageProblem {
  const near = nearestName(name, commandNames) ?? nearestName(name, Object.keys(causes));
  const problem = { kind: 'unknown_command', name: told(name) } as const;
  return near === undefined ? { ...problem, known: commandNames } : { ...problem, near };
}

/** Names are compared without their hyphens, which every option has. */
function unknownOption(line: Line, typed: string): UsageProblem {
  const [name = ''] = typed.split('=');
  const known = [line, ...(line.parent ? [line.parent] : [])].flatMap(({ options }) => options);
  const flags = [...known.map(({ long }) => long ?? ''), '--help'];
  if (typed !== name && flags.includes(name)) return { kind: 'takes_no_value', option: name };
  const near = nearestName(
    name.replace(/^-+/, ''),
    flags.map((flag) => flag.slice(2)),
  );
  const command = isTyped(line) ? { command: line.name() } : {};
  const problem = { kind: 'unknown_option', name: told(name), ...command } as const;
  if (near !== undefined) return { ...problem, near: `--${near}` };
  const own = line.options.filter(({ hidden }) => !hidden).map(({ long }) => long ?? '');
  if (name === '-v') return { ...problem, near: own.includes('--verbose') ? '--verbose' : '--version' };
  return { ...problem, known: own };
}

/** Commander names what is wrong by a code, and the option in quotes. */
function problemOf(line: Line, code: string, message: string): UsageProblem {
  const [, quoted = ''] = /'([^']*)'/.exec(message) ?? [];
  switch (code) {
    case 'commander.unknownOption':
      return unknownOption(line, quoted);
    case 'commander.missingArgument':
      return valueProblem('<shell>', shells, '', line.name());
    case 'commander.optionMissingArgument':
      return {
        kind: 'missing_value',
        option: longFlag(quoted),
        ...(isTyped(line) && { command: line.name() }),
      };
    case 'commander.excessArguments': {
      // A misspelt command is an argument of the default one.
      const [first = ''] = line.args;
      if (!isTyped(line) && !isCommand(first)) return unknownCommand(first);
      if (!isTyped(line)) return { kind: 'too_many_arguments', command: first, isLate: true };
      return { kind: 'too_many_arguments', command: line.name() };
    }
    default:
      throw new Error(message);
  }
}

/** Commander's own help, with the words of a language. */
function helpText(line: Line, words: CliWords): string {
  const { optionsWord, commandWord } = words;
  const titles: Readonly<Record<string, string>> = {
    'Usage:': words.usage,
    'Arguments:': words.arguments,
    'Options:': words.options,
    'Global Options:': words.globalOptions,
    'Commands:': words.commands,
  };
  const about = (name: string): string => words.commandsText[name as CommandName];
  const wordsOf = ({ description }: Option): string =>
    words.optionsText[description as keyof CliWords['optionsText']];
  for (const one of [line, ...line.commands]) (one as Line).complete();
  const [argument] = line.registeredArguments;
  const [open, close] = argument?.required ? ['<', '>'] : ['[', ']'];
  const tail = argument ? ` ${open}${argument.name()}${argument.variadic ? '...' : ''}${close}` : '';
  line.configureHelp({
    showGlobalOptions: true,
    displayWidth: width,
    subcommandTerm: (one) => term(one as Line, words),
    styleTitle: (title) => titles[title] ?? title,
    commandUsage: () =>
      line.parent
        ? `openai-setup ${line.name()} ${optionsWord}${tail}`
        : `openai-setup ${commandWord} ${optionsWord}`,
    commandDescription: () => (line.parent ? about(line.name()) : words.description),
    subcommandDescription: (one) => about(one.name()),
    argumentDescription: (one) => words.argumentsText[one.description as keyof CliWords['argumentsText']],
    optionDescription: wordsOf,
  });
  // Commander puts a blank behind the title, where a Chinese colon brings its own.
  const usage = line.helpInformation().replace(/(?<=^.*：) /, '');
  return [usage, ...after(line, words)].join('\n');
}

/** A command as it stands in the list of all. */
function term(line: Line, words: CliWords): string {
  const [argument] = line.registeredArguments;
  const options = line.options.length > 0 ? ` ${words.optionsWord}` : '';
  const dots = argument?.variadic ? '...' : '';
  const [open, close] = argument?.required ? ['<', '>'] : ['[', ']'];
  return `${line.name()}${options}${argument ? ` ${open}${argument.name()}${dots}${close}` : ''}`;
}

const mainExamples = ['', 'verify', 'demo no-credit'];

/** Of those that are no commands of their own. */
const examplesOf: Readonly<Record<string, readonly string[]>> = {
  completion: ['completion bash', 'completion zsh', 'completion powershell'],
  help: ['help', 'help verify', 'help key_rejected'],
};

/** What stands below commander's part: examples, where to learn more, and the footer. */
function after(line: Line, words: CliWords): readonly string[] {
  const name = line.name();
  const examples = line.parent ? (examplesOf[name] ?? commands[name as CommandName].examples) : mainExamples;
  return [
    words.examples,
    ...examples.map((one) => `  ${['openai-setup', one].join(' ').trim()}`),
    '',
    words.learnMore,
    `  ${line.parent ? words.reference(name) : repository}`,
    '',
    ...(line.parent ? [] : [`${words.footer}\n`]),
  ];
}
