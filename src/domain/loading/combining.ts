import type { ExpandVersion } from './dotenv-expand.ts';
import type { Values } from './expansion.ts';
import type { Reader } from './loaders.ts';

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
  /** Why there is no value. */
  readonly reason?: UnknownReason;
}

/** A value that is known. */
export interface TextLoaded extends Loaded {
  readonly value: string;
}

/** What a program finds in its environment, or in its loader's answer, by name. */
export type Environment = ReadonlyMap<string, Loaded>;

/** What comes of some files: an environment, a refusal of one of them, or nothing that can be told. */
export type LoaderAnswer =
  | { readonly outcome: 'loaded'; readonly environment: Environment }
  /** The loader stops at this line (from 1; 0 where no single one is the reason), and its program does not start. */
  | { readonly outcome: 'refused'; readonly path: string; readonly line: number }
  | { readonly outcome: 'unknown'; readonly reason: UnknownReason };

/** Why nobody can tell: references without end, versions that differ here, or a loader that is no model's. */
export type UnknownReason = 'endless_reference' | 'versions_differ' | 'not_modelled';

/** How references to other variables are resolved; the name of the library, with the version where they differ. */
export type Expansion =
  | 'none'
  | 'dotenv-expand-12'
  /** By the version of dotenv-expand that `library` names, when dotenv has put the values into the process. */
  | 'all-files'
  | 'each-file'
  | 'whole-process'
  /** By that version, without dotenv's doing so. */
  | 'nestjs'
  | 'next'
  | 'merged'
  | 'merged-alone'
  | 'each-alone'
  | 'dotenvx'
  | 'dotenvx-2.0'
  | 'dotenvx-1'
  | 'vite'
  | 'expo'
  /** By dotenv-expand as well. */
  | 'expo-2.0'
  | 'expo-0'
  | 'c12'
  | 'c12-2'
  | 'python-dotenv'
  | 'pydantic-settings'
  | 'compose'
  | 'compose-1'
  | 'docker'
  | 'bun'
  | 'bun-1.3'
  | 'deno'
  | 'deno-2.6'
  /** Not modelled: what may hold a reference is left open. */
  | 'left-open'
  /** Not modelled: only what every loader reads alike is told. */
  | 'plain-lines';

/** How a loader makes one environment of several files and the shell. */
export interface Combining {
  /** Which model of `loaders.ts` reads each file. */
  readonly reader: Reader;
  /** Which of several files counts, in the order in which they are read. An empty value counts like any other. */
  readonly wins: 'first' | 'last';
  /**
   * Whose value counts where both have one; an empty one of the shell is one. With `shell_absent` the program does not see
   * the shell, and neither do the references, but for those of `compose` and the bare names of `docker`.
   */
  readonly over: 'shell' | 'file' | 'shell_absent';
  readonly expansion: Expansion;
  /** The version of dotenv-expand at work, where one is. */
  readonly library?: ExpandVersion;
}

/**
 * What the files give, whatever the shell has; a `path` of null marks a value of the shell that the loader changed. `own`:
 * what the shell has. Null where a reference has no end, or nobody can tell.
 */
export type Assembler = (
  combining: Combining,
  files: readonly EnvText[],
  own: Values,
) => Environment | Refusal | null;

/** A file that the loader refuses for what a value refers to. */
export class Refusal {
  readonly path: string;
  constructor(path: string) {
    this.path = path;
  }
}

export type ShellVariables = Readonly<Record<string, string | undefined>>;
