import { type CommandName, commands } from './cli.ts';
import { globalOptions, type OptionName, options as table } from './commands/options.ts';
import { causes } from './domain/diagnosis/causes.ts';
import { modelTable } from './domain/models/table.ts';
import { tasks } from './domain/models/tasks.ts';
import { languages } from './domain/text/language.ts';
import { exampleNames } from './examples/catalog.ts';
import { runtimes } from './examples/runtimes.ts';
import type { CliWords } from './i18n/en/cli.ts';
import { shells } from './shells.ts';
import { scenarioIds } from './standin/scenarios.ts';

/** What may follow: one of some words, a file, an env file, a folder, or anything else. */
export type ValueKind = readonly string[] | 'file' | 'env-file' | 'folder' | 'text';

export interface SurfaceOption {
  readonly long: string;
  readonly short: string | null;
  /** As help shows it: `-f, --file <path>`. */
  readonly flags: string;
  readonly about: string;
  /** What is written after it; null where nothing is. */
  readonly values: ValueKind | null;
}

export interface SurfaceCommand {
  readonly name: string;
  readonly about: string;
  readonly options: readonly SurfaceOption[];
  /** `[env-file...]`; empty where it takes none. */
  readonly argument: string;
  readonly values: ValueKind | null;
  readonly examples: readonly string[];
}

/** All that can be typed, from the tables that the command line is read with. */
export interface Surface {
  readonly global: readonly SurfaceOption[];
  readonly commands: readonly SurfaceCommand[];
}

/** What can be named for an option or an argument; any other takes a text. */
const optionValues: Partial<Record<OptionName, ValueKind>> = {
  cwd: 'folder',
  language: languages,
  file: 'env-file',
  in: runtimes,
  task: tasks,
  write: 'file',
};

const argumentValues: Readonly<Record<string, ValueKind>> = {
  '[env-file...]': 'env-file',
  '[name]': exampleNames,
  '[path]': 'file',
  '[scenario]': scenarioIds,
};

/** Models that are worth naming: not retired on that day. */
const modelsOf = (today: string): readonly string[] =>
  modelTable.filter(({ shutdownDate }) => shutdownDate === null || shutdownDate > today).map(({ id }) => id);

/** `today`: `YYYY-MM-DD`. */
export function surfaceOf(words: CliWords, today: string): Surface {
  const models = modelsOf(today);
  const option = (name: OptionName, about: keyof CliWords['optionsText'] = name): SurfaceOption => {
    const { flags } = table[name];
    return {
      long: /--[\w-]+/.exec(flags)?.[0] ?? flags,
      short: /^-\w/.exec(flags)?.[0] ?? null,
      flags,
      about: words.optionsText[about],
      values: /[<[]/.test(flags) ? (name === 'model' ? models : (optionValues[name] ?? 'text')) : null,
    };
  };
  const help = {
    long: '--help',
    short: '-h',
    flags: '-h, --help',
    about: words.optionsText.help,
    values: null,
  };
  const version = {
    ...help,
    long: '--version',
    short: '-V',
    flags: '-V, --version',
    about: words.optionsText.version,
  };
  const named = Object.keys(commands) as CommandName[];
  const plain = (name: 'completion' | 'help', argument: string, values: ValueKind): SurfaceCommand => ({
    name,
    about: words.commandsText[name],
    options: [],
    argument,
    values,
    examples: [],
  });
  return {
    global: [...globalOptions.map((name) => option(name)), help, version],
    commands: [
      ...named.map((name): SurfaceCommand => {
        const { options, optionWords, argument, examples } = commands[name];
        return {
          name,
          about: words.commandsText[name],
          options: options.map((one) => option(one, optionWords[one])),
          argument: argument?.name ?? '',
          values: argument ? (argumentValues[argument.name] ?? 'text') : null,
          examples,
        };
      }),
      plain('completion', '<shell>', shells),
      plain('help', '[command]', [...named, 'completion', ...Object.keys(causes)]),
    ],
  };
}
