import type { CliWords } from '../i18n/en/cli.ts';
import type { Ports } from '../ports/ports.ts';
import {
  type Common,
  type Given,
  type OptionName,
  type Typed,
  options as table,
  type ValueKind,
} from './options.ts';

/** The words that follow a command: any number where the name ends with dots, else at most one. */
interface ArgumentOf<N extends string> {
  /** `[path]` or `[path...]` */
  readonly name: N;
  readonly words: keyof CliWords['argumentsText'];
  readonly values: ValueKind;
}

type ArgumentValue<N extends string> = N extends `${string}...]` ? readonly string[] : string | undefined;

/** All that can be typed for one command, and what it then does. */
interface Definition<K extends OptionName, N extends string> {
  readonly options: readonly K[];
  /** Other words for an option than its usual ones. */
  readonly optionWords?: { readonly [Name in K]?: keyof CliWords['optionsText'] };
  /** What an option takes here, where it is not what it usually takes. */
  readonly optionValues?: { readonly [Name in K]?: ValueKind };
  /** It sends a key. */
  readonly sends?: true;
  /** It asks: from its first to its last line nothing that is typed is shown, or goes to the shell. */
  readonly asks?: true;
  /** It leads through all that it does: a rail joins what it writes. */
  readonly joined?: true;
  readonly argument?: ArgumentOf<N>;
  /** Lines for the help, as they are typed after `openai-setup`. */
  readonly examples: readonly string[];
  /** What each value's own check cannot see. Throws `WrongUsage`. */
  readonly check?: (options: Given<K>, argument: ArgumentValue<N>) => void;
  /** Returns the exit code. Its code is imported here, when the command is called. */
  readonly run: (ports: Ports, options: Given<K> & Common, argument: ArgumentValue<N>) => Promise<number>;
}

/** A command with all that was typed for it. */
export interface Call {
  readonly given: Partial<Given<OptionName>>;
  readonly argument: string | undefined | readonly string[];
  readonly sends: boolean;
  /** It asks by itself, or by what was typed. */
  readonly asks: boolean;
  readonly joined: boolean;
  /** Returns the exit code. */
  readonly run: (ports: Ports, common: Common) => Promise<number>;
}

/** A command, whatever its options. */
export interface Command {
  readonly options: readonly OptionName[];
  readonly optionWords: { readonly [Name in OptionName]?: keyof CliWords['optionsText'] };
  readonly optionValues: { readonly [Name in OptionName]?: ValueKind };
  readonly argument: ArgumentOf<string> | null;
  readonly examples: readonly string[];
  /** Reads and checks what was typed. Throws `WrongUsage`. */
  readonly read: (typed: (name: OptionName) => Typed, words: readonly string[]) => Call;
}

/** Reads some options. Throws `WrongUsage` for a value that one does not take. */
export function readOptions<K extends OptionName>(
  names: readonly K[],
  typed: (name: OptionName) => Typed,
): Given<K> {
  return Object.fromEntries(names.map((name) => [name, table[name].read(typed(name))])) as Given<K>;
}

export function command<const K extends OptionName, const N extends string = never>(
  definition: Definition<K, N>,
): Command {
  const { options, optionWords = {}, optionValues = {}, argument = null, examples, check, run } = definition;
  const { sends = false, asks = false, joined = false } = definition;
  return {
    options,
    optionWords,
    optionValues,
    argument,
    examples,
    read(typed, words) {
      const given = readOptions(options, typed);
      const value = (argument?.name.endsWith('...]') ? words : words[0]) as ArgumentValue<N>;
      check?.(given, value);
      const { fix, watch }: Partial<Given<OptionName>> = given;
      return {
        given,
        argument: value,
        sends,
        asks: asks || fix === true || watch === true,
        joined,
        run: (ports, common) => run(ports, { ...given, ...common }, value),
      };
    },
  };
}
