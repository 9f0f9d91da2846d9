import { decode, toByteString } from '../env/bytes.ts';
import { expandC12, expandDotenv, expandNext, expandPython, type Values } from './expansion.ts';
import { type Reader, scanAs } from './loaders.ts';
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
export type Expansion = 'none' | 'dotenv-expand-12' | 'next' | 'c12' | 'python-dotenv';

/** How a loader makes one environment of several files and the shell. */
export interface Combining {
  /** Which model of `loaders.ts` reads each file. */
  readonly reader: Reader;
  /** Which of several files counts, in the order in which they are read. An empty value counts like any other. */
  readonly wins: 'first' | 'last';
  /** Whose value counts where both have one; an empty one of the shell is one. */
  readonly over: 'shell' | 'file';
  readonly expansion: Expansion;
}

export type ShellVariables = Readonly<Record<string, string | undefined>>;

/** The environment that a loader makes of its files, which are given in the order in which it reads them. */
export function loadEnvironment(
  combining: Combining,
  files: readonly EnvText[],
  shell: ShellVariables,
): LoaderAnswer {
  const own = new Map(
    Object.entries(shell).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  for (const { path, bytes } of files) {
    const line = readAs(combining.reader, bytes).refusedLine;
    if (line > 0) return { outcome: 'refused', path, line };
  }
  const fromFiles = assemble[combining.expansion](combining, files, own);
  if (!fromFiles) return { outcome: 'unknown', reason: 'endless_reference' };
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
  'dotenv-expand-12': (combining, files, own) =>
    expandMerged(mergeFiles(combining, files), (values) => expandInOrder(values, own)),
  c12: (combining, files, own) =>
    expandMerged(mergeFiles(combining, files), (values) => {
      const all = new Map([...own, ...values, ...own]);
      for (const [name, value] of all) all.set(name, expandC12(value, all));
      return all;
    }),
  next: loadNext,
  'python-dotenv': loadPython,
};

/** The values of all files together, each with the file that gives it. */
function mergeFiles({ reader, wins }: Combining, files: readonly EnvText[]): Map<string, TextLoaded> {
  const merged = new Map<string, TextLoaded>();
  for (const { path, bytes } of files) {
    const { values } = readAs(reader, bytes);
    // Node gives the names of a file in their own order, which decides what a reference finds.
    const ordered = reader.startsWith('node') ? [...values].sort(([a], [b]) => (a < b ? -1 : 1)) : values;
    for (const [name, value] of ordered)
      if (wins === 'last' || !merged.has(name)) merged.set(name, { value, path });
  }
  return merged;
}

interface TextLoaded extends Loaded {
  readonly value: string;
}

function expandMerged(
  merged: ReadonlyMap<string, TextLoaded>,
  expand: (values: Values) => Values | null,
): Environment | null {
  const values = expand(new Map([...merged].map(([name, { value }]) => [name, value])));
  if (!values) return null;
  return new Map([...merged].map(([name, { path }]) => [name, { value: values.get(name) ?? '', path }]));
}

/** dotenv-expand gets all values at once, so that a reference may stand above what it names. */
function expandInOrder(file: Values, own: Values): Values | null {
  const values = new Map(file);
  for (const [name, value] of values) {
    const shown = own.get(name);
    const expanded = shown && shown !== value ? shown : expandDotenv(value, values, own);
    if (expanded === null) return null;
    values.set(name, expanded.replaceAll('\\$', '$'));
  }
  return values;
}

/** Next.js expands each file by itself, with the values of the files before it in the process. */
function loadNext({ reader }: Combining, files: readonly EnvText[], own: Values): Environment {
  const process = new Map(own);
  const environment = new Map<string, Loaded>();
  for (const { path, bytes } of files) {
    const parsed = new Map(readAs(reader, bytes).values);
    let whole = true;
    for (const [name, value] of parsed) {
      const expanded = expandNext(process.get(name) ?? value, parsed, process);
      whole &&= expanded !== null;
      if (expanded !== null) parsed.set(name, expanded);
    }
    // It tells the reference without end, and goes on with the next file.
    if (!whole) continue;
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
    scanAs('python-dotenv', toByteString(bytes), (name, value) =>
      above.set(decode(name), expandPython(decode(value), above, own)),
    );
    for (const [name, value] of above) if (!environment.has(name)) environment.set(name, { value, path });
  }
  return environment;
}
