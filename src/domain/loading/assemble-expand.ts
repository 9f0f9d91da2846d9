import {
  type Assembler,
  type Combining,
  type Environment,
  type EnvText,
  type Loaded,
  Refusal,
} from './combining.ts';
import { expandVersions } from './dotenv-expand.ts';
import type { Values } from './expansion.ts';
import { mergeFiles } from './merged-files.ts';
import { readAs } from './read.ts';

/** The loaders that put values into the process and have dotenv-expand, in one of its versions, resolve them there. */

/** Resolves the values; a refusal of the file of one that the library fails at. */
function expand(
  { library }: Combining,
  parsed: Map<string, string>,
  process: Map<string, string>,
  pathOf: (name: string) => string | null,
): Refusal | null {
  if (!library) throw new Error('no version of dotenv-expand');
  const failed = expandVersions[library](parsed, process);
  return failed === null ? null : new Refusal(pathOf(failed) ?? '');
}

/** What dotenv does with the values of a file. */
function populate({ over }: Combining, process: Map<string, string>, values: Values): void {
  for (const [name, value] of values) if (over === 'file' || !process.has(name)) process.set(name, value);
}

/** `expand(config())`, whose values are those of all files. */
export const loadAllFiles: Assembler = (combining, files, own) => {
  const merged = mergeFiles(combining, files);
  const parsed = new Map([...merged].map(([name, { value }]) => [name, value]));
  const process = new Map(own);
  populate(combining, process, parsed);
  const pathOf = (name: string): string | null => merged.get(name)?.path ?? null;
  return expand(combining, parsed, process, pathOf) ?? told(combining, parsed, own, pathOf);
};

/** The same for one file after the other, with what those before it have put into the process. */
export const loadEachFile: Assembler = (combining, files, own) => {
  const process = new Map(own);
  const from = new Map<string, string>();
  for (const { path, bytes } of files) {
    const parsed = new Map(readAs(combining.reader, bytes).values);
    for (const name of parsed.keys()) if (combining.over === 'file' || !from.has(name)) from.set(name, path);
    populate(combining, process, parsed);
    const refusal = expand(combining, parsed, process, () => path);
    if (refusal) return refusal;
  }
  const values = new Map([...from.keys()].map((name) => [name, process.get(name) ?? '']));
  return told(combining, values, own, (name) => from.get(name) ?? null);
};

/** dotenv-cli from 8 on resolves everything that is in the process by then, the shell's own values included. */
export const loadWholeProcess: Assembler = (combining, files, own) => {
  const merged = mergeFiles(combining, files);
  const process = new Map(own);
  populate(combining, process, new Map([...merged].map(([name, { value }]) => [name, value])));
  const pathOf = (name: string): string | null => merged.get(name)?.path ?? null;
  return expand(combining, process, process, pathOf) ?? told(combining, process, own, pathOf);
};

/**
 * NestJS: the files one after the other, the first counts, and each time all that was read so far is resolved and put into the
 * process.
 */
export const loadNestjs: Assembler = (combining, files, own) => {
  const process = new Map(own);
  const from = new Map<string, string>();
  let config = new Map<string, string>();
  for (const { path, bytes } of files) {
    const parsed = readAs(combining.reader, bytes).values;
    for (const name of parsed.keys()) if (!from.has(name)) from.set(name, path);
    config = new Map([...parsed, ...config]);
    const refusal = expand(combining, config, process, (name) => from.get(name) ?? path);
    if (refusal) return refusal;
  }
  // What the shell has counts before a file, even if the files are told to, since it is resolved to that.
  return told({ ...combining, over: 'shell' }, config, own, (name) => from.get(name) ?? null);
};

/**
 * Next.js: each file by itself, with what those before it have put into the process; the first counts, as it came out there. A
 * file that the library fails at is left out.
 */
export const loadNext: Assembler = (combining, files, own) => {
  const process = new Map(own);
  const environment = new Map<string, Loaded>();
  for (const { path, bytes } of files) {
    const parsed = new Map(readAs(combining.reader, bytes).values);
    if (expand(combining, parsed, process, () => path)) continue;
    // A reference in the shell's own value is resolved as well.
    for (const [name, value] of parsed)
      if (own.has(name)) environment.set(name, { value, path: null });
      else if (!environment.has(name)) environment.set(name, { value, path });
  }
  return environment;
};

/** Vite from 3.2 to 5: all files together; the process is left alone. */
export const loadMerged: Assembler = (combining, files, own) => mergedWith(combining, files, new Map(own));
/** The same where references do not find the process. */
export const loadMergedAlone: Assembler = (combining, files) => mergedWith(combining, files, new Map());

/** Vite up to 3.1: each file alone; the last one counts. */
export const loadEachAlone: Assembler = (combining, files) => {
  const environment = new Map<string, Loaded>();
  for (const file of files) {
    const values = mergedWith(combining, [file], new Map());
    if (values instanceof Refusal) return values;
    for (const [name, loaded] of values) environment.set(name, loaded);
  }
  return environment;
};

function mergedWith(
  combining: Combining,
  files: readonly EnvText[],
  process: Map<string, string>,
): Environment | Refusal {
  const merged = mergeFiles(combining, files);
  const parsed = new Map([...merged].map(([name, { value }]) => [name, value]));
  const pathOf = (name: string): string | null => merged.get(name)?.path ?? null;
  const refusal = expand(combining, parsed, process, pathOf);
  return refusal ?? new Map([...parsed].map(([name, value]) => [name, { value, path: pathOf(name) }]));
}

/** Expo up to 2.0, which takes what comes out empty for nothing. */
export const loadExpo20: Assembler = (combining, files, own) =>
  withoutEmpty(loadMerged(combining, files, own));
/** Before 1 without the names that the shell has. */
export const loadExpo0: Assembler = (combining, files, own) => {
  const merged = [...mergeFiles(combining, files)].filter(([name]) => !own.has(name));
  const parsed = new Map(merged.map(([name, { value }]) => [name, value]));
  expand(combining, parsed, new Map(own), () => null);
  return withoutEmpty(
    new Map(merged.map(([name, { path }]) => [name, { value: parsed.get(name) ?? '', path }])),
  );
};

function withoutEmpty(environment: ReturnType<Assembler>): ReturnType<Assembler> {
  if (!(environment instanceof Map)) return environment;
  return new Map([...environment].filter(([, { value }]) => value !== ''));
}

function told(
  { over }: Combining,
  values: Values,
  own: Values,
  pathOf: (name: string) => string | null,
): Environment {
  const environment = new Map<string, Loaded>();
  for (const [name, value] of values) {
    const path = pathOf(name);
    const isOwn = own.has(name) && (over !== 'file' || path === null);
    environment.set(name, { value, path: isOwn ? null : path });
  }
  return environment;
}
