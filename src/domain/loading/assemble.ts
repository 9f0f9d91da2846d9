import { decode, toByteString } from '../env/bytes.ts';
import { loadCompose, loadDocker } from './assemble-compose.ts';
import {
  dotenvExpand12,
  loadC12,
  loadCra,
  loadDotenvCli,
  loadDotenvx,
  loadExpand12,
  loadExpo,
  loadNext,
  loadVite,
  loadVite50,
  loadVite51,
} from './assemble-node.ts';
import { loadCompose1, loadPydantic, loadPython } from './assemble-python.ts';
import { bounded } from './bounds.ts';
import type { Assembler, Combining, Environment, EnvText, Expansion, Loaded } from './combining.ts';
import { expandDeno, type Values } from './expansion.ts';
import { readAsBun } from './loader-bun.ts';
import { scanAsNode } from './loader-node.ts';
import { mergeFiles } from './merged-files.ts';
import { readPlainLines } from './plain-lines.ts';
import { readAs } from './read.ts';

/** What each loader makes of its files. */
export const assemblers: Readonly<Record<Expansion, Assembler>> = {
  none: mergeFiles,
  'dotenv-expand-5': loadCra,
  'dotenv-expand-12': dotenvExpand12,
  'expand-12': loadExpand12,
  vite: loadVite,
  'vite-5.0': loadVite50,
  'vite-5.1': loadVite51,
  expo: loadExpo,
  c12: loadC12,
  'dotenv-cli': loadDotenvCli,
  dotenvx: loadDotenvx,
  'dotenvx-1': loadDotenvx,
  next: loadNext,
  'python-dotenv': loadPython,
  'pydantic-settings': loadPydantic,
  compose: loadCompose,
  'compose-1': loadCompose1,
  docker: loadDocker,
  bun: loadBun,
  deno: loadDeno,
  'left-open': loadLeftOpen,
  'plain-lines': loadPlainLines,
};

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

/** What holds a reference is left open: Yarn resolves it by what Yarn itself was started with, dotenv-expand by its version. */
function loadLeftOpen(combining: Combining, files: readonly EnvText[]): Environment {
  return new Map(
    [...mergeFiles(combining, files)].map(([name, { value, path }]) => [
      name,
      { value: value.includes('$') ? null : value, path },
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
