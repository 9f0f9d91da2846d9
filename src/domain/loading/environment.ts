import { decode, toByteString } from '../env/bytes.ts';
import { bounded, EndlessReference } from './bounds.ts';
import { expandC12, expandDotenv, expandNext, expandOlder, expandPython, type Values } from './expansion.ts';
import { readAsBun } from './loader-bun.ts';
import { scanAsPython } from './loader-python.ts';
import type { Reader } from './loaders.ts';
import { readPlainLines } from './plain-lines.ts';
import { readAs } from './read.ts';

/** One env file. */
export interface EnvText {
  /** Absolute path. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A value as a program gets it. */
export interface Loaded {
  /** Null where only the loader itself could tell: it runs a command, decrypts, or is not modelled there. */
  readonly value: string | null;
  /** The file that it comes from; null where the shell has it. */
  readonly path: string | null;
}

/** What a program finds in its environment, or in its loader's answer, by name. */
export type Environment = ReadonlyMap<string, Loaded>;

/** What comes of some files: an environment, a refusal of one of them, or nothing that can be told. */
export type LoaderAnswer =
  | { readonly outcome: 'loaded'; readonly environment: Environment }
  /** The loader stops at this line (from 1), and its program does not start. */
  | { readonly outcome: 'refused'; readonly path: string; readonly line: number }
  | { readonly outcome: 'unknown'; readonly reason: UnknownReason };

/** Why nobody can tell: references without end, versions that differ here, or a loader that is no model's. */
export type UnknownReason = 'endless_reference' | 'versions_differ' | 'not_modelled';

/** How references to other variables are resolved; the name of the library, with the version where they differ. */
export type Expansion =
  | 'none'
  | 'dotenv-expand-12'
  | 'dotenv-cli'
  | 'vite'
  | 'expo'
  | 'next'
  | 'c12'
  | 'python-dotenv'
  | 'bun'
  /** Not modelled: told is what all loaders read alike, and nothing else. */
  | 'plain';

/** How a loader makes one environment of several files and the shell. */
export interface Combining {
  /** Which model of `loaders.ts` reads each file. */
  readonly reader: Reader;
  /** Which of several files counts, in the order in which they are read. An empty value counts like any other. */
  readonly wins: 'first' | 'last';
  /** Whose value counts where both have one; an empty one of the shell is one. With `shell_absent` the
   * program and the references do not see the shell at all. */
  readonly over: 'shell' | 'file' | 'shell_absent';
  readonly expansion: Expansion;
}

export type ShellVariables = Readonly<Record<string, string | undefined>>;

/** The environment that a loader makes of its files, which are given in the order in which it reads them. */
export function loadEnvironment(
  combining: Combining,
  files: readonly EnvText[],
  shell: ShellVariables,
): LoaderAnswer {
  try {
    return load(combining, files, shell);
  } catch (error) {
    if (error instanceof EndlessReference) return { outcome: 'unknown', reason: 'endless_reference' };
    throw error;
  }
}

function load(combining: Combining, files: readonly EnvText[], shell: ShellVariables): LoaderAnswer {
  const seen = combining.over === 'shell_absent' ? {} : shell;
  const own = new Map(
    Object.entries(seen).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  for (const { path, bytes } of files) {
    const line = readAs(combining.reader, bytes).refusedLine;
    if (line > 0) return { outcome: 'refused', path, line };
  }
  const fromFiles = assemble[combining.expansion](combining, files, own);
  if (!fromFiles)
    return {
      outcome: 'unknown',
      reason: combining.expansion === 'plain' ? 'not_modelled' : 'endless_reference',
    };
  const environment = new Map<string, Loaded>([...own].map(([name, value]) => [name, { value, path: null }]));
  for (const [name, loaded] of fromFiles)
    if (combining.over === 'file' || loaded.path === null || !own.has(name)) environment.set(name, loaded);
  return { outcome: 'loaded', environment };
}

/**
 * What the files give, whatever the shell has; a `path` of null marks a value of the shell that the loader changed.
 * Null where a reference has no end.
 */
type Assembler = (combining: Combining, files: readonly EnvText[], own: Values) => Environment | null;

const assemble: Readonly<Record<Expansion, Assembler>> = {
  none: mergeFiles,
  'dotenv-expand-12': expandMerged((values, own) => expandInOrder(values, new Map(), own)),
  vite: expandMerged((values, own) => expandInOrder(values, values, own)),
  // Its copy of Node's reader takes the blanks from the names.
  expo: expandMerged((values, own) =>
    eachExpanded(values, (value, name, file) => {
      const shown = own.get(name);
      return shown === undefined || shown === value ? expandOlder(value, file, own, name) : value;
    }),
  ),
  c12: expandMerged((values, own) => {
    const all = new Map([...own, ...values, ...own]);
    for (const [name, value] of all) all.set(name, expandC12(value, all));
    return all;
  }),
  'dotenv-cli': loadDotenvCli,
  next: loadNext,
  'python-dotenv': loadPython,
  bun: loadBun,
  plain: loadPlain,
};

/** The values of all files together, each with the file that gives it. */
function mergeFiles(
  { reader, wins, expansion }: Combining,
  files: readonly EnvText[],
): Map<string, TextLoaded> {
  const merged = new Map<string, TextLoaded>();
  for (const { path, bytes } of files) {
    const { values } = readAs(reader, bytes);
    // Node gives the names of a file in their own order, which decides what a reference finds.
    const ordered = reader.startsWith('node') ? [...values].sort(([a], [b]) => (a < b ? -1 : 1)) : values;
    for (const [found, value] of ordered) {
      const name = expansion === 'expo' ? found.trim() : found;
      if (wins === 'last' || !merged.has(name)) merged.set(name, { value, path });
    }
  }
  return merged;
}

interface TextLoaded extends Loaded {
  readonly value: string;
}

function expandMerged(expand: (values: Values, own: Values) => Values | null): Assembler {
  return (combining, files, own) => {
    const merged = mergeFiles(combining, files);
    const values = expand(new Map([...merged].map(([name, { value }]) => [name, value])), own);
    if (!values) return null;
    return new Map([...merged].map(([name, { path }]) => [name, { value: values.get(name) ?? '', path }]));
  };
}

/** Each value in turn, with those before it resolved; an escaped `$` loses its backslash. */
function eachExpanded(
  from: Values,
  expand: (value: string, name: string, file: Values) => string | null,
): Values | null {
  const file = new Map(from);
  for (const [name, value] of file) {
    const expanded = expand(value, name, file);
    if (expanded === null) return null;
    file.set(name, expanded.replaceAll('\\$', '$'));
  }
  return file;
}

/** dotenv-expand 12: references find the process, and what is in `seen` or above. Vite shows it what stands below too. */
function expandInOrder(from: Values, seen: Values, own: Values): Values | null {
  const running = new Map(seen);
  return eachExpanded(from, (value, name) => {
    const shown = own.get(name);
    const expanded = shown && shown !== value ? shown : expandDotenv(value, running, own);
    if (expanded !== null) running.set(name, expanded.replaceAll('\\$', '$'));
    return expanded;
  });
}

/** dotenv-cli resolves everything that is in the process by then, the shell's own values included. */
function loadDotenvCli(combining: Combining, files: readonly EnvText[], own: Values): Environment | null {
  const merged = mergeFiles(combining, files);
  const process = new Map(own);
  for (const [name, { value }] of merged)
    if (combining.over === 'file' || !process.has(name)) process.set(name, value);
  const running = new Map<string, string>();
  const environment = new Map<string, Loaded>();
  for (const [name, value] of process) {
    const expanded = expandDotenv(value, running, process)?.replaceAll('\\$', '$');
    if (expanded === undefined) return null;
    running.set(name, expanded);
    process.set(name, expanded);
    const fromShell = own.has(name) && (combining.over === 'shell' || !merged.has(name));
    environment.set(name, { value: expanded, path: fromShell ? null : (merged.get(name)?.path ?? null) });
  }
  return environment;
}

/** Bun reads each file with what the shell and the files before it have. */
function loadBun(_combining: Combining, files: readonly EnvText[], own: Values): Environment {
  const known = new Map(own);
  const environment = new Map<string, Loaded>();
  for (const { path, bytes } of files)
    for (const [name, value] of readAsBun(toByteString(bytes), known)) {
      known.set(name, value);
      environment.set(name, { value, path });
    }
  return environment;
}

function loadPlain({ wins }: Combining, files: readonly EnvText[]): Environment | null {
  const environment = new Map<string, Loaded>();
  for (const { path, bytes } of files) {
    const values = readPlainLines(toByteString(bytes));
    if (!values) return null;
    for (const [name, value] of values)
      if (wins === 'last' || !environment.has(name)) environment.set(name, { value, path });
  }
  return environment;
}

/** Next.js expands each file by itself, with the values of the files before it in the process. */
function loadNext({ reader }: Combining, files: readonly EnvText[], own: Values): Environment | null {
  const process = new Map(own);
  const environment = new Map<string, Loaded>();
  for (const { path, bytes } of files) {
    const parsed = new Map(readAs(reader, bytes).values);
    for (const [name, value] of parsed) {
      const expanded = expandNext(process.get(name) ?? value, parsed, process);
      if (expanded === null) return null;
      parsed.set(name, expanded);
    }
    for (const [name, value] of parsed) {
      process.set(name, value);
      // A reference in the shell's own value is resolved as well.
      if (own.has(name)) environment.set(name, { value, path: null });
      else if (!environment.has(name)) environment.set(name, { value, path });
    }
  }
  return environment;
}

/** python-dotenv resolves line by line, an earlier assignment of the same name included. */
function loadPython(_combining: Combining, files: readonly EnvText[], own: Values): Environment {
  const environment = new Map<string, Loaded>();
  for (const { path, bytes } of files) {
    const above = new Map<string, string>();
    scanAsPython(
      toByteString(bytes),
      (name, value) => above.set(decode(name), bounded(expandPython(decode(value), above, own))),
      (name) => above.delete(decode(name)),
    );
    for (const [name, value] of above) if (!environment.has(name)) environment.set(name, { value, path });
  }
  return environment;
}
