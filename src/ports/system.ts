import type { PackageManager } from '../domain/loading/frameworks.ts';

export interface Browser {
  /** A browser can be expected here: a display, no SSH, no CI, no `--no-open`. */
  readonly available: boolean;
  /** Opens a page. False where that failed. */
  open(url: string): Promise<boolean>;
}

export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Resolves after `ms`. */
  sleep(ms: number): Promise<void>;
}

/** Reads an env file the way the user's program will: with `dotenv`. */
export type ParseEnv = (text: string) => Promise<Readonly<Record<string, string>>>;

/** Work to be done before the process ends by Ctrl-C, at a moment when no question is open. */
export interface Interrupts {
  /** Returns a function that takes the work back. */
  onInterrupt(work: () => Promise<void>): () => void;
}

/** Who installs, and what it is told at the root of a workspace; empty elsewhere. */
export interface InstallWay {
  readonly manager: PackageManager;
  readonly rootFlag: '-w' | '-W' | '';
}

export interface Installer {
  /** The command line that installs a package with this package manager, to be shown. */
  command(by: InstallWay, name: string): Promise<string>;
  /** Adds a dependency to the project. Null on success, else what went wrong in one line. */
  install(by: InstallWay, name: string, cwd: string): Promise<string | null>;
}

/** A project folder for a rehearsal, with a git repository where there is git. */
export interface ThrowAway {
  readonly path: string;
  /** False where it could not be removed. */
  remove(): boolean;
}
