import type { Cause } from './domain/causes.ts';
import type { Endpoint } from './domain/endpoint.ts';
import type { Exchange } from './domain/evidence.ts';
import type { PackageManager } from './domain/frameworks.ts';
import type { LadderStep } from './domain/ladder.ts';
import type { ProxyServer } from './domain/proxy.ts';
import type { Secret } from './domain/secret.ts';

/** What the program may touch in the world. `adapters/` fills these in; tests pass fakes. */

// ---------------------------------------------------------------- files

/** What stands at a path, read whole. Paths are absolute. */
export type FileRead =
  | { readonly state: 'missing' }
  | {
      readonly state: 'file';
      readonly bytes: Uint8Array;
      /** Permission bits (`0o600`); 0 where the platform has none. */
      readonly mode: number;
      /** The path after symbolic links; differs from the path asked for where there is one. */
      readonly realPath: string;
    }
  | {
      readonly state: 'unreadable';
      readonly reason: 'directory' | 'dangling_link' | 'special_file' | 'no_permission' | 'io_error';
      /** The system's code, such as `EACCES`; empty where there is none. */
      readonly code: string;
    };

/** Why a file could not be written. Nothing was changed, and nothing was left beside it. */
export interface WriteFailure {
  readonly ok: false;
  readonly reason: 'not_writable' | 'disk_full' | 'unreadable' | 'busy';
  readonly code: string;
}

export type WriteResult =
  | {
      readonly ok: true;
      readonly change: 'created' | 'updated' | 'unchanged';
      /** The bytes that were replaced, or null where there was no file. */
      readonly before: Uint8Array | null;
      readonly after: Uint8Array;
    }
  | WriteFailure;

export interface Files {
  /** Never throws. */
  read(path: string): FileRead;
  /** Names in a folder; empty where it cannot be read. */
  list(path: string): readonly string[];
  /**
   * Reads the file, computes its new content from what is there at this moment, and replaces it
   * atomically; another run of this program on the same file waits its turn. `edit` returns null, or
   * the same bytes, for 'leave as it is'. An exception of `edit` passes through, with nothing changed.
   * Symbolic links are followed and stay. A new file gets `newMode`; an existing one keeps its mode,
   * or `strictestMode` removes bits from it.
   */
  replace(
    path: string,
    edit: (current: Uint8Array | null) => Uint8Array | null,
    options: { readonly newMode: number; readonly strictestMode?: number },
  ): Promise<WriteResult>;
  /** Takes permission bits away that are not in `strictest`. False where that was not possible. */
  tighten(path: string, strictest: number): boolean;
  /** Removes a file only if it still holds exactly these bytes. */
  removeIfUnchanged(path: string, bytes: Uint8Array): Promise<boolean>;
}

// ---------------------------------------------------------------- git

/** What git says about one file. */
export interface GitFacts {
  /** `none`: not inside a repository. `unavailable`: git is not installed, or refuses (`detail` says why). */
  readonly repository: 'yes' | 'none' | 'unavailable';
  readonly detail: string;
  /** Top folder of the work tree; null outside one. */
  readonly root: string | null;
  /**
   * Who ignores the file: a `.gitignore` that travels with the project, or only a rule of this user
   * (`.git/info/exclude`, global excludes); null where nobody does.
   */
  readonly ignoredBy: 'project' | 'user' | null;
  /** The rule that decides, negations included; null where no rule matches. */
  readonly rule: { readonly source: string; readonly line: number; readonly pattern: string } | null;
  readonly tracked: boolean;
  /** Ever part of a commit reachable from any ref; null where that was not asked or took too long. */
  readonly everCommitted: boolean | null;
  /**
   * Every path that lacks a rule of the project: the file itself and, where it is a link, its target in a
   * repository. Absolute, with the links of their folders resolved: each needs an entry in the `.gitignore`
   * beside it. Empty where `ignoredBy` is `project`; the file itself where no git can judge.
   */
  readonly unignored: readonly string[];
}

export interface Git {
  facts(path: string, options: { readonly history: boolean }): Promise<GitFacts>;
  /**
   * `git rm --cached`: takes the file out of the index and leaves it in the folder. Returns what puts the entry
   * back as it was; null where git refused.
   */
  untrack(path: string): Promise<(() => Promise<boolean>) | null>;
}

// ---------------------------------------------------------------- the API

/** With what and until when the API may be asked. */
export interface Access {
  readonly key: Secret;
  readonly endpoint: Endpoint;
  readonly organization?: string | undefined;
  readonly project?: string | undefined;
  /** Sent beside the SDK's own: what the user's shell adds with `OPENAI_CUSTOM_HEADERS`, never what a project's file names. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** On the clock's `now()`, in ms: calls end by then with a recorded time-out. */
  readonly deadline: number;
}

/** One entry of GET /models. */
export interface ListedModel {
  readonly id: string;
  readonly ownedBy: string | null;
  /** `YYYY-MM-DD`, where the API says it (`shutdown_date`, in the SDK since 7.57). */
  readonly shutdownDate: string | null;
}

export interface ChatRequest {
  readonly model: string;
  readonly message: string;
  /** Extra body fields, such as `max_completion_tokens` or `reasoning_effort`. */
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** A chat completion whose shape was checked. Counts are tokens; null where the server did not report them. */
export interface Completion {
  readonly id: string | null;
  readonly model: string | null;
  readonly created: number | null;
  readonly reply: string;
  readonly role: string | null;
  readonly finishReason: string | null;
  readonly usage: {
    readonly promptTokens: number;
    readonly completionTokens: number;
    readonly totalTokens: number;
    readonly cachedTokens: number | null;
    readonly reasoningTokens: number | null;
  } | null;
  readonly requestId: string | null;
}

export interface Api {
  /** Loads what the first call needs, so that it does not wait for it. */
  warm(): Promise<void>;
  /** Asks the host for an answer without sending a key. */
  reach(endpoint: Endpoint, deadline: number): Promise<Exchange>;
  /** GET /models. `models` is null where the answer is not a model list. */
  listModels(
    access: Access,
  ): Promise<{ readonly exchange: Exchange; readonly models: readonly ListedModel[] | null }>;
  /** POST /chat/completions. `completion` is null where the answer is not a completion. */
  chat(
    access: Access,
    request: ChatRequest,
  ): Promise<{ readonly exchange: Exchange; readonly completion: Completion | null }>;
  /** Closes kept connections. */
  close(): void;
}

// ---------------------------------------------------------------- the network below the API

export interface Network {
  /**
   * Climbs the ladder after a call failed below HTTP: name, connection, TLS, HTTP, straight and through the
   * proxy where there is one. Sends no key. At most 3 s for each rung, and never past the deadline (on
   * the clock's `now()`, in ms). Never throws. `readLadder` says what the steps mean.
   */
  probe(endpoint: Endpoint, proxy: ProxyServer | null, deadline: number): Promise<readonly LadderStep[]>;
}

// ---------------------------------------------------------------- people

/** The user pressed Ctrl-C, or input ended, at a question. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** Wrong usage, or a question that nobody is there to answer: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A failure with a stable cause, where no call was made. */
export class CauseError extends Error {
  override readonly name = 'CauseError';
  readonly causeId: Cause;
  readonly facts: Readonly<Record<string, string | number | undefined>>;

  constructor(causeId: Cause, facts: Readonly<Record<string, string | number | undefined>> = {}) {
    super(causeId);
    this.causeId = causeId;
    this.facts = facts;
  }
}

export interface Choice<T> {
  readonly value: T;
  readonly name: string;
  readonly description?: string;
}

/** Questions, on stderr. Each throws `Cancelled` on Ctrl-C and at the end of input. */
export interface Prompter {
  select<T>(question: {
    readonly message: string;
    readonly choices: readonly Choice<T>[];
    readonly default?: T;
    /** Called when the question stands on the screen: from now on the user reads. */
    readonly onDrawn?: () => void;
  }): Promise<T>;
  confirm(question: { readonly message: string; readonly default: boolean }): Promise<boolean>;
  /** Hidden input of one line; a pasted line break is part of the text. `feedback` says something safe about it, while it is typed and once it is entered. */
  secret(question: {
    readonly message: string;
    readonly feedback: (text: string, entered: boolean) => string;
  }): Promise<string>;
}

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
  print(text: string): void;
  /** Progress and everything else: to stderr. */
  say(text: string): void;
  /** All of standard input (at most 1 MiB), for `--key-stdin`. */
  readStdin(): Promise<string>;
  /** Resolves when Enter was pressed, or after `ms` at the latest. Throws `Cancelled` at the end of input. */
  waitForEnter(ms: number): Promise<'enter' | 'time'>;
}

/** A line that says what is going on; one at a time, only drawn in a terminal. */
export interface Progress {
  start(text: string): { update(text: string): void; stop(): void };
}

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

export interface Installer {
  /** The command line that installs a package with this package manager, to be shown. */
  command(manager: PackageManager, name: string): Promise<string>;
  /** Adds a dependency to the project. Null on success, else what went wrong in one line. */
  install(manager: PackageManager, name: string, cwd: string): Promise<string | null>;
}

export interface Ports {
  readonly cwd: string;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  /** Version of the Node that runs this, such as `22.21.0`. */
  readonly nodeVersion: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly files: Files;
  readonly git: Git;
  readonly api: Api;
  readonly network: Network;
  readonly prompter: Prompter;
  readonly terminal: Terminal;
  readonly progress: Progress;
  readonly browser: Browser;
  readonly clock: Clock;
  readonly parseEnv: ParseEnv;
  readonly interrupts: Interrupts;
  readonly installer: Installer;
  /** Files that match a pattern such as `apps/*\/.env`, absolute and in order; none below `node_modules` or `.git`. */
  readonly findFiles: (pattern: string, folder: string) => Promise<readonly string[]>;
  /**
   * What `npm publish` would send from a folder, with `/` between parts. Null where nothing is to be published or npm
   * gave no answer in time.
   */
  readonly packedFiles: (folder: string) => Promise<readonly string[] | null>;
  /** From now on this value is masked wherever it would be written. */
  readonly remember: (secret: Secret) => void;
}
