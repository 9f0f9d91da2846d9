import { type CommandName, commands } from './cli.ts';
import { globalOptions, type OptionName, options as table, type ValueKind } from './commands/options.ts';
import { causes } from './domain/diagnosis/causes.ts';
import { modelTable } from './domain/models/table.ts';
import { targetIds } from './domain/push/target.ts';
import { exampleNames } from './examples/catalog.ts';
import type { CliWords } from './i18n/en/cli.ts';
import { shells } from './shells.ts';
import { scenarioIds } from './standin/scenarios.ts';

/** What may follow: one of some words, a path, or anything else. */
export type Offered = readonly string[] | 'file' | 'env-file' | 'folder' | 'text';

export interface SurfaceOption {
  readonly long: string;
  readonly short: string | null;
  /** As help shows it: `-f, --file <path>`. */
  readonly flags: string;
  readonly about: string;
  /** What is written after it; null where nothing is. */
  readonly values: Offered | null;
}

interface SurfaceCommand {
  readonly name: string;
  readonly about: string;
  readonly options: readonly SurfaceOption[];
  /** `[env-file...]`; empty where it takes none. */
  readonly argument: string;
  readonly values: Offered | null;
  readonly examples: readonly string[];
}

/** All that can be typed, from the tables that the command line is read with. */
export interface Surface {
  readonly global: readonly SurfaceOption[];
  readonly commands: readonly SurfaceCommand[];
}

/** Models that are worth naming: not retired on that day. */
const modelsOf = (today: string): readonly string[] =>
  modelTable.filter(({ shutdownDate }) => shutdownDate === null || shutdownDate > today).map(({ id }) => id);

/** `today`: `YYYY-MM-DD`. */
export function surfaceOf(words: CliWords, today: string): Surface {
  const lists = {
    model: modelsOf(today),
    example: exampleNames,
    scenario: scenarioIds,
    target: targetIds,
  } as const satisfies Partial<Record<Extract<ValueKind, string>, readonly string[]>>;
  const offered = (kind: ValueKind): Offered =>
    typeof kind === 'string' && kind in lists ? lists[kind as keyof typeof lists] : (kind as Offered);
  const option = (
    name: OptionName,
    about: keyof CliWords['optionsText'] = name,
    values: ValueKind | null = table[name].values,
  ): SurfaceOption => {
    const { flags } = table[name];
    return {
      long: /--[\w-]+/.exec(flags)?.[0] ?? flags,
      short: /^-\w/.exec(flags)?.[0] ?? null,
      flags,
      about: words.optionsText[about],
      values: values && offered(values),
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
  const plain = (name: 'completion' | 'help', argument: string, values: Offered): SurfaceCommand => ({
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
        const { options, optionWords, optionValues, argument, examples } = commands[name];
        return {
          name,
          about: words.commandsText[name],
          options: options.map((one) => option(one, optionWords[one], optionValues[one])),
          argument: argument?.name ?? '',
          values: argument && offered(argument.values),
          examples,
        };
      }),
      plain('completion', '<shell>', shells),
      plain('help', '[command]', [...named, 'completion', ...Object.keys(causes)]),
    ],
  };
}
