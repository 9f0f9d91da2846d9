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
} from './commands/options.ts';
import { type Clean, cleanText, shortened } from './domain/text/clean.ts';
import { nearestName } from './domain/text/nearest-name.ts';
import type { CliWords } from './i18n/en/cli.ts';
import { type UsageProblem, WrongUsage } from './ports/errors.ts';
import { holdsKey, looksLikeKey } from './ui/usage.ts';
import { version } from './version.ts';

/** How wide help is, so that the text made at build is right everywhere. */
const helpColumns = 80;

/** What a command line says to the program itself; the language is undefined where it names none. */
export interface Settings extends Given<'cwd' | 'json' | 'color' | 'debug' | 'open'> {
  readonly language: Given<'language'>['language'] | undefined;
}

/** What a command line asks for. */
export type Asked =
  | { readonly kind: 'call'; readonly name: string; readonly call: Call }
  | { readonly kind: 'text'; readonly text: (words: CliWords) => string }
  | { readonly kind: 'wrong'; readonly problem: UsageProblem };

/** A command line as it was understood. */
export interface CommandLine {
  readonly settings: Settings;
  readonly asked: Asked;
}

/** Reads a command line, once, with commander. Runs nothing, and knows no words: the language is part of what it reads. */
export function readCommandLine(argv: readonly string[]): CommandLine {
  let called: { readonly command: Command; readonly line: Line } | undefined;
  const program = createProgram((command, line) => {
    called = { command, line };
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
    ...readOptions(['json', 'color', 'debug'], typed),
    language: attempt(() => table.language.read(typed('language'))),
    cwd: attempt(() => table.cwd.read(typed('cwd'))),
    open: call?.given.open ?? true,
  };
  const isKeyThere = holdsKey(argv) || (problems.length > 0 && argv.some(looksLikeKey));
  const problem = isKeyThere ? ({ kind: 'key_argument' } as const) : problems[0];
  if (problem) return { settings, asked: { kind: 'wrong', problem } };
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
    if (error instanceof HelpAsked) return (words) => helpText(error.line, words);
    if (error instanceof CommanderError && error.code === 'commander.version') return () => `${version}\n`;
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

  override outputHelp(): never {
    throw new HelpAsked(this);
  }

  override error(message: string, details: ErrorOptions = {}): never {
    throw new WrongUsage(problemOf(this, details.code ?? '', message));
  }
}

class HelpAsked extends Error {
  readonly line: Line;

  constructor(line: Line) {
    super(`help for ${line.name()}`);
    this.line = line;
  }
}

/** In place of each description stands the name of its words. */
function createProgram(onCalled: (command: Command, line: Line) => void): Line {
  const program = new Line('openai-setup')
    .exitOverride()
    .configureOutput({ writeOut: () => {}, getOutHelpWidth: () => helpColumns, getOutHasColors: () => false })
    .helpOption('-h, --help', 'help')
    .helpCommand(false)
    .version(version, '-V, --version', 'version');
  for (const name of globalOptions) program.addOption(optionOf(name));
  for (const [name, command] of Object.entries(commands)) {
    const line = program.command(name, { isDefault: name === 'setup' }) as Line;
    line.action(() => onCalled(command, line));
    line.complete = () => {
      line.complete = () => {};
      for (const option of command.options) line.addOption(optionOf(option, command.optionWords[option]));
      const { argument } = command;
      if (argument) line.addArgument(new Argument(argument.name, argument.words));
    };
  }
  program.hook('preSubcommand', (_, line) => (line as Line).complete());
  const help = program.command('help').addArgument(new Argument('[command]', 'helpCommand'));
  help.action((name?: string) => {
    const line = name === undefined ? program : program.commands.find((one) => one.name() === name);
    if (!line) throw new WrongUsage(unknownCommand(name ?? ''));
    line.outputHelp();
  });
  return program;
}

const optionOf = (name: OptionName, words: string = name): Option => new Option(table[name].flags, words);

/** What was typed for an option, as commander understood it. */
const typedIn =
  (line: Line) =>
  (name: OptionName): Typed =>
    line.getOptionValue(optionOf(name).attributeName()) as Typed;

const isCommand = (word: string): boolean => word in commands || word === 'help';

/** What was typed, as it is told: it may be anything. */
const longestTold = 60;
const told = (name: string): Clean => shortened(cleanText(name), longestTold);

function unknownCommand(name: string): UsageProblem {
  const near = nearestName(name, [...Object.keys(commands), 'help']);
  const problem = { kind: 'unknown_command', name: told(name) } as const;
  return near === undefined ? problem : { ...problem, near };
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
  const problem = { kind: 'unknown_option', name: told(name) } as const;
  return near === undefined ? problem : { ...problem, near: `--${near}` };
}

/** Commander names what is wrong by a code, and the option in quotes. */
function problemOf(line: Line, code: string, message: string): UsageProblem {
  const [, quoted = ''] = /'([^']*)'/.exec(message) ?? [];
  switch (code) {
    case 'commander.unknownOption':
      return unknownOption(line, quoted);
    case 'commander.optionMissingArgument':
      return { kind: 'missing_value', option: longFlag(quoted) };
    case 'commander.excessArguments': {
      // A misspelt command is an argument of the default one.
      const [first = ''] = line.args;
      const isTyped = line.parent?.args[0] === line.name();
      if (!isTyped && !isCommand(first)) return unknownCommand(first);
      return { kind: 'too_many_arguments', command: isTyped ? line.name() : first };
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
  const tail = argument ? ` [${argument.name()}${argument.variadic ? '...' : ''}]` : '';
  line.configureHelp({
    showGlobalOptions: true,
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
  return [line.helpInformation(), ...after(line, words)].join('\n');
}

/** What stands below commander's part: examples of a command, or the footer. */
function after(line: Line, words: CliWords): readonly string[] {
  if (!line.parent) return [`${words.footer}\n`];
  const examples = commands[line.name() as CommandName]?.examples ?? [];
  if (examples.length === 0) return [];
  return [words.examples, ...examples.map((one) => `  ${['openai-setup', one].join(' ').trim()}`), ''];
}
