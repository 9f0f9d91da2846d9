import type { Secret } from '../domain/secrets/secret.ts';

interface Choice<T> {
  readonly value: T;
  readonly name: string;
  readonly description?: string;
  /** Typing y or n, in any language, goes to it. */
  readonly means?: 'yes' | 'no';
}

/** The answer to the first question of setup, which may be asked before anything else of the program is loaded. */
export type Opening = Promise<'yes' | 'no' | 'cancelled'>;

/** Questions, on stderr. Each throws `Cancelled` on Ctrl-C and at the end of input. */
export interface Prompter {
  select<T>(question: {
    readonly message: string;
    readonly choices: readonly Choice<T>[];
    readonly default?: T;
    /** Called when the question stands on the screen: from now on the user reads. */
    readonly onDrawn?: () => void;
  }): Promise<T>;
  /** Waits for Enter, where there is nothing to choose. */
  pause(question: { readonly message: string }): Promise<void>;
  confirm(question: { readonly message: string; readonly default: boolean }): Promise<boolean>;
  /** Hidden input of one line; a pasted line break is part of the text. `feedback` says something safe about it, while it is typed and once it is entered. */
  secret(question: {
    readonly message: string;
    readonly feedback: (text: string, entered: boolean) => string;
  }): Promise<Secret>;
}

/**
 * Where a text stands while a rail joins what a wizard writes: beside it; free of it, so that a whole line can be copied as it
 * is; behind its end, which comes first; or at its very end.
 */
export type BesideRail = 'joined' | 'free' | 'end' | 'last';

export interface Terminal {
  /** Somebody can answer: stdin and stderr are terminals, and this is not CI. */
  readonly interactive: boolean;
  /** Standard input is a keyboard: nothing is piped in. */
  readonly stdinIsTerminal: boolean;
  /** Colour allowed on each stream. */
  readonly color: { readonly stdout: boolean; readonly stderr: boolean };
  /** Width of stderr in columns. */
  columns(): number;
  /** Results: one piece of text to stdout, with its line breaks. */
  print(text: string, where?: BesideRail): void;
  /** Progress and everything else: to stderr. */
  say(text: string, where?: BesideRail): void;
  /** All of standard input (at most 1 MiB) without the line break at its end, for `--key-stdin`. */
  readKey(): Promise<Secret>;
  /** Resolves when Enter was pressed, or after `ms` at the latest. Throws `Cancelled` at the end of input. */
  waitForEnter(ms: number): Promise<'enter' | 'time'>;
}

/** A line that says what is going on; one at a time, only drawn in a terminal. */
export interface Progress {
  start(
    text: string,
    more?: ProgressFacts,
  ): { update(text: string, more?: ProgressFacts): void; stop(): void };
}

/** What the line says beside its text. */
export interface ProgressFacts {
  /** In its place once it takes long: what is waited for, and after how many seconds in all it ends by itself. */
  readonly slow?: { readonly text: string; readonly limit: number };
  /** The text counts the seconds itself. */
  readonly counts?: boolean;
}

/** Enter, Ctrl-C or Ctrl-D, waited for while something else goes on. */
export interface KeyPress {
  readonly pressed: Promise<void>;
  stop(): void;
}
