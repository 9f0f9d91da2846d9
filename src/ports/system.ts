import type { Clean } from '../domain/text/clean.ts';

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

/** Runs a command of the project's package manager that was shown. Null on success, else what went wrong in one line. */
export type Install = (command: string, cwd: string) => Promise<Clean | null>;

/** A project folder for a rehearsal, with a git repository where there is git. */
export interface ThrowAway {
  readonly path: string;
  /** False where it could not be removed. */
  remove(): boolean;
}
