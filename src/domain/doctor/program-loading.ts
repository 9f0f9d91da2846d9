import type { Framework } from '../loading/frameworks.ts';
import type { FilePlace } from '../loading/place.ts';
import type { Clean } from '../text/clean.ts';

/** Whether a program gets the key. */
export interface LoadsSeen {
  /** Null where nobody can tell without running it. */
  readonly loads: boolean | null;
  /** The file that the key comes from; null for none, or for the shell. */
  readonly from: FilePlace | null;
}

/** How the program of a project gets its key in development and in production. */
export interface ProgramLoading {
  /** As people call it; empty where nothing loads env files. */
  readonly loader: Clean;
  readonly development: LoadsSeen;
  readonly production: LoadsSeen;
}

/** One program of the project: the root, or a package of it. */
export interface ProgramFolder {
  /** Absolute. */
  readonly folder: string;
  readonly framework: Framework['id'];
  /** Without what this shell sets. */
  readonly loading: ProgramLoading;
  /** Names of packages that it declares. */
  readonly dependencies: readonly string[];
  /** The command that installs a package there, without its name, in each language: a project may have code in both. */
  readonly installs: Readonly<Record<'node' | 'python', string>>;
}
