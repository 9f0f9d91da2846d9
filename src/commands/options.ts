import { tasks } from '../domain/models/tasks.ts';
import { isRepository } from '../domain/push/github.ts';
import { type Clean, cleanText, shortened } from '../domain/text/clean.ts';
import { type Language, languageNamed, languages } from '../domain/text/language.ts';
import { nearestName } from '../domain/text/nearest-name.ts';
import { runtimes } from '../examples/runtimes.ts';
import type { CliWords } from '../i18n/en/cli.ts';
import { type Expected, type UnknownName, WrongUsage } from '../ports/errors.ts';

/** What stands on a command line for an option: its text, `true` where it has none; undefined where it is not there. */
export type Typed = string | boolean | undefined;

/** What may be written for an option or an argument: one of some words, one of a list known by its name, a path, or any text. */
export type ValueKind =
  | readonly string[]
  | 'model'
  | 'example'
  | 'scenario'
  | 'target'
  | 'file'
  | 'env-file'
  | 'folder'
  | 'text';

/** One option: how it is typed, and what that means. */
interface Option<T> {
  /** `-f, --file <path>` */
  readonly flags: string;
  /** What is written after it; null where nothing is. */
  readonly values: ValueKind | null;
  /** Throws `WrongUsage` for a value that the option does not take. */
  readonly read: (typed: Typed) => T;
}

/** From a text that is not empty to a value; undefined for a text that is none. */
interface Kind<T> {
  readonly expected: Expected;
  readonly parse: (text: string) => T | undefined;
}

const largestCount = 1e12;

const identifier: Kind<string> = {
  expected: 'id',
  // Written to a file as it is, and sent as a header.
  parse: (text) => (/^[\w.-]+$/.test(text) ? text : undefined),
};
/** A name that a service gave; it stands among the arguments of its tool. */
const plainName: Kind<string> = {
  expected: 'id',
  parse: (text) => (/^[A-Za-z\d][\w.-]{0,99}$/.test(text) ? text : undefined),
};
const repository: Kind<string> = {
  expected: 'repository',
  parse: (text) => (isRepository(text) ? text : undefined),
};
const variable: Kind<string> = {
  expected: 'variable',
  parse: (text) => (/^[A-Za-z_]\w{0,99}$/.test(text) ? text : undefined),
};
const seconds = whole('seconds', 1, 600);
/** Counts beyond any bill would also be beyond exact numbers. */
const count = whole('count', 0, largestCount);

/**
 * Every option of every command, by the name that the program has for it. Its words have the same name in `optionsText` of
 * `i18n/<language>/cli.ts`.
 */
export const options = {
  cwd: text('-C, --cwd <dir>', 'folder'),
  language: value('--lang <language>', { expected: languages, parse: languageNamed }),
  json: flag('--json'),
  color: unless('--no-color'),
  plain: flag('--plain'),
  debug: flag('--debug'),

  file: text('-f, --file <path>', 'env-file'),
  keyStdin: flag('--key-stdin'),
  model: text('--model <id>', 'model'),
  baseUrl: text('--base-url <url>'),
  organization: value('--organization <id>', identifier),
  project: value('--project <id>', identifier),
  /** Seconds for all requests of a step together. */
  timeout: withDefault(value('--timeout <seconds>', seconds), 30),
  trustBaseUrl: flag('--trust-base-url'),
  yes: flag('-y, --yes'),
  force: flag('--force'),
  dryRun: flag('--dry-run'),
  open: unless('--no-open'),
  test: unless('--no-test'),
  keepFailing: flag('--keep-failing'),

  expires: value('--expires <days>', whole('days', 1, 365)),

  offline: flag('--offline'),
  strict: flag('--strict'),
  verbose: flag('--verbose'),
  report: flag('--report'),
  fix: flag('--fix'),
  watch: flag('--watch'),

  task: value('--for <task>', oneOf(tasks)),
  all: flag('--all'),

  input: value('--input <tokens>', count),
  output: value('--output <tokens>', count),
  compare: flag('--compare'),
  perDay: value('--per-day <calls>', count),

  in: value('--in <language>', oneOf(runtimes)),
  /** `true` for the example's own file name. */
  write: optionalText('--write [path]', 'file'),
  list: flag('--list'),

  env: value('--env <name>', plainName),
  repo: value('--repo <owner/name>', repository),
  pushProject: value('--project <name>', plainName),
  name: withDefault(value('--name <variable>', variable), 'OPENAI_API_KEY'),
  check: flag('--check'),

  history: flag('--history'),
  staged: flag('--staged'),
  sarif: flag('--sarif'),

  keep: flag('--keep'),
} satisfies Partial<Record<keyof CliWords['optionsText'], Option<unknown>>>;

export type OptionName = keyof typeof options;

/** The values of some options, as a command gets them. Without `--lang` the language is that of the environment. */
export type Given<K extends OptionName> = {
  readonly [Name in K]: Name extends 'language' ? Language : ReturnType<(typeof options)[Name]['read']>;
};

/** Where a key is sent, and how. */
export const endpointOptions = ['baseUrl', 'organization', 'project', 'timeout', 'trustBaseUrl'] as const;

/** Which key is meant, and where it is sent. */
export type KeyOption = 'keyStdin' | (typeof endpointOptions)[number];

/** The options of the program itself, which stand before or after any command. */
export const globalOptions = ['cwd', 'language', 'json', 'color', 'plain', 'debug'] as const;

/** What every command is told, besides its own options. */
export type Common = Given<'language' | 'json'>;

/** The long form of an option, as it is named to people: `--file`. */
export function longFlag(flags: string): string {
  return /--[\w-]+/.exec(flags)?.[0] ?? flags;
}

/** What was typed, as it is told: it may be anything. */
const longestTold = 60;
export const told = (typed: string): Clean => shortened(cleanText(typed), longestTold);

/** The one of some names that stands for an argument, in small letters or not. Throws `WrongUsage` for another one. */
export function namedOne<N extends string>(
  typed: string,
  known: readonly N[],
  problem: { readonly kind: UnknownName; readonly command: string },
): N {
  const name = typed.trim().toLowerCase();
  const found = known.find((one) => one === name);
  if (found !== undefined) return found;
  const near = nearestName(name, known);
  throw new WrongUsage({ ...problem, name: told(typed), known, ...(near && { near }) });
}

function flag(flags: string): Option<boolean> {
  return { flags, values: null, read: (typed) => typed === true };
}

/** On, unless `--no-…` is given. */
function unless(flags: string): Option<boolean> {
  return { flags, values: null, read: (typed) => typed !== false };
}

function value<T>(flags: string, { expected, parse }: Kind<T>, values?: ValueKind): Option<T | undefined> {
  const option = longFlag(flags);
  return {
    flags,
    values: values ?? (typeof expected === 'string' ? 'text' : expected),
    read(typed) {
      if (typed === undefined) return undefined;
      const given = String(typed);
      // Most often a variable of a script that is not set.
      if (given.trim() === '') throw new WrongUsage({ kind: 'missing_value', option });
      const parsed = parse(given);
      if (parsed === undefined) {
        const near = typeof expected === 'string' ? undefined : nearestName(given, expected);
        throw new WrongUsage({
          kind: 'bad_value',
          option,
          given: told(given),
          expected,
          ...(near && { near }),
        });
      }
      return parsed;
    },
  };
}

function text(flags: string, values: ValueKind = 'text'): Option<string | undefined> {
  return value(flags, { expected: [], parse: (given) => given }, values);
}

function optionalText(flags: string, values: ValueKind): Option<string | true | undefined> {
  const { read } = text(flags);
  return { flags, values, read: (typed) => (typed === true ? true : read(typed)) };
}

function withDefault<T>({ read, ...option }: Option<T | undefined>, fallback: T): Option<T> {
  return { ...option, read: (typed) => read(typed) ?? fallback };
}

function whole(expected: Expected, low: number, high: number): Kind<number> {
  const parse = (given: string): number | undefined => {
    const number = /^\d+$/.test(given) ? Number(given) : Number.NaN;
    return number >= low && number <= high ? number : undefined;
  };
  return { expected, parse };
}

function oneOf<T extends string>(allowed: readonly T[]): Kind<T> {
  return { expected: allowed, parse: (given) => allowed.find((one) => one === given) };
}
