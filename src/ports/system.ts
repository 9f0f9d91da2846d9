import type { Handing } from '../domain/push/target.ts';
import type { Secret } from '../domain/secrets/secret.ts';
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
  /** Returns a function that takes the work back. Work that gives an exit code ends the command with it, as no cancelled one. */
  onInterrupt(work: () => Promise<number | undefined> | Promise<void>): () => void;
}

/** Runs a command of the project's package manager that was shown. Null on success, else what went wrong in one line. */
export type Install = (command: string, cwd: string) => Promise<Clean | null>;

/** What came of a program that was run. */
export interface ProgramEnd {
  /** Null where it was ended by a signal or the time limit, or could not be started. */
  readonly code: number | null;
  /** What it wrote to standard output, in one line. */
  readonly reply: Clean;
  /** The line that says most of why it failed; empty where it did not. */
  readonly problem: Clean;
}

/** Runs a program that setup has just written and the user agreed to, with the environment of the user's own shell. */
export type RunProgram = (command: string, cwd: string) => Promise<ProgramEnd>;

/** A project folder for a rehearsal, with a git repository where there is git. */
export interface ThrowAway {
  readonly path: string;
  /** False where it could not be removed. */
  remove(): boolean;
}

/** A call of a service's own tool. */
export interface ToolCall {
  /** As `find` gave it. */
  readonly program: string;
  readonly args: readonly string[];
  /** The value, and how the tool gets it; null where it gets none. */
  readonly value: { readonly secret: Secret; readonly handing: Handing } | null;
  /** ms until it is ended. */
  readonly limit: number;
}

export interface ToolAnswer {
  /** Null where it was ended by a signal, or could not be started. */
  readonly code: number | null;
  readonly timedOut: boolean;
  /** At most 1 MiB of each stream, with every key masked. */
  readonly stdout: string;
  readonly stderr: string;
}

/** Tools of services, which are never part of the project, and get no `OPENAI_` variable. */
export interface Tools {
  /** Where a program of one of these names lies, absolute; null where none is. */
  find(names: readonly string[]): Promise<string | null>;
  run(call: ToolCall): Promise<ToolAnswer>;
}
