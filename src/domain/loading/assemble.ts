import { decode, toByteString } from '../env/bytes.ts';
import { loadCompose, loadDocker } from './assemble-compose.ts';
import {
  loadAllFiles,
  loadEachAlone,
  loadEachFile,
  loadExpo0,
  loadExpo20,
  loadMerged,
  loadMergedAlone,
  loadNestjs,
  loadNext,
  loadWholeProcess,
} from './assemble-expand.ts';
import { dotenvExpand12, loadC12, loadC12Before3, loadDotenvx, loadExpo, loadVite } from './assemble-node.ts';
import { loadCompose1, loadPydantic, loadPython } from './assemble-python.ts';
import { bounded } from './bounds.ts';
import type { Assembler, Combining, Environment, EnvText, Expansion, Loaded } from './combining.ts';
import { expandDeno, type Values } from './expansion.ts';
import { readAsBun, readAsOldBun } from './loader-bun.ts';
import { readAsDotenvy } from './loader-dotenvy.ts';
import { scanAsNode } from './loader-node.ts';
import { mergeFiles } from './merged-files.ts';
import { readPlainLines } from './plain-lines.ts';
import { readAs } from './read.ts';

/** What each loader makes of its files. */
export const assemblers: Readonly<Record<Expansion, Assembler>> = {
  none: mergeFiles,
  'dotenv-expand-12': dotenvExpand12,
  'all-files': loadAllFiles,
  'each-file': loadEachFile,
  'whole-process': loadWholeProcess,
  nestjs: loadNestjs,
  vite: loadVite,
  merged: loadMerged,
  'merged-alone': loadMergedAlone,
  'each-alone': loadEachAlone,
  expo: loadExpo,
  'expo-2.0': loadExpo20,
  'expo-0': loadExpo0,
  c12: loadC12,
  'c12-2': loadC12Before3,
  dotenvx: loadDotenvx,
  'dotenvx-2.0': loadDotenvx,
  'dotenvx-1': loadDotenvx,
  next: loadNext,
  'python-dotenv': loadPython,
  'pydantic-settings': loadPydantic,
  compose: loadCompose,
  'compose-1': loadCompose1,
  docker: loadDocker,
  bun: loadBun,
  'bun-1.3': loadOldBun,
  deno: loadDeno,
  'deno-2.6': loadOldDeno,
  'left-open': loadLeftOpen,
  'plain-lines': loadPlainLines,
};

/** Bun reads each file with what the shell and the files before it have. */
function loadBun(_combining: Combining, files: readonly EnvText[], own: Values): Environment {
  return eachWithKnown(files, own, readAsBun);
}

function loadOldBun(_combining: Combining, files: readonly EnvText[], own: Values): Environment {
  return eachWithKnown<string | null>(files, own, readAsOldBun);
}

function eachWithKnown<T extends string | null>(
  files: readonly EnvText[],
  own: ReadonlyMap<string, T>,
  read: (text: string, known: ReadonlyMap<string, T>) => ReadonlyMap<string, T>,
): Environment {
  const known = new Map(own);
  const environment = new Map<string, Loaded>();
  for (const { path, bytes } of files)
    for (const [name, value] of read(toByteString(bytes), known)) {
      known.set(name, value);
      environment.set(name, { value, path });
    }
  return environment;
}

/** Deno reads the last file first; what is there already stays. */
function loadDeno(_combining: Combining, files: readonly EnvText[], own: Values): Environment {
  const process = new Map(own);
  const environment = new Map<string, Loaded>();
  for (const { path, bytes } of [...files].reverse()) {
    const above = new Map<string, string>();
    const pairs: (readonly [name: string, value: string])[] = [];
    const find = (name: string): string | undefined => process.get(name) ?? above.get(name);
    scanAsNode(
      toByteString(bytes),
      (key, text, isLiteral) => {
        const name = decode(key);
        const value = isLiteral ? decode(text) : bounded(expandDeno(decode(text), find));
        above.set(name, value);
        pairs.push([name, value]);
      },
      'deno',
    );
    for (const [name, value] of pairs) {
      if (process.has(name)) continue;
      process.set(name, value);
      environment.set(name, { value, path });
    }
  }
  return environment;
}

/** Deno before 2.7, which reads a file up to the first line that it refuses. */
function loadOldDeno(_combining: Combining, files: readonly EnvText[], own: Values): Environment {
  const process = new Map(own);
  const environment = new Map<string, Loaded>();
  for (const { path, bytes } of [...files].reverse())
    for (const [name, value] of readAsDotenvy(toByteString(bytes), process)) {
      if (process.has(name)) continue;
      process.set(name, value);
      environment.set(name, { value, path });
    }
  return environment;
}

/** What holds a reference or an escape is left open: Yarn resolves it by what Yarn itself was started with. */
function loadLeftOpen(combining: Combining, files: readonly EnvText[]): Environment {
  return new Map(
    [...mergeFiles(combining, files)].map(([name, { value, path }]) => [
      name,
      { value: /[$\\]/.test(value) ? null : value, path },
    ]),
  );
}

function loadPlainLines(_combining: Combining, files: readonly EnvText[]): Environment {
  const environment = new Map<string, Loaded>();
  for (const { path, bytes } of files) {
    const plain = readPlainLines(toByteString(bytes));
    for (const name of readAs('dotenv', bytes).values.keys())
      if (!environment.has(name)) environment.set(name, { value: plain?.get(name) ?? null, path });
  }
  return environment;
}
