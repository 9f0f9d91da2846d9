import type { TokenCounter } from '../domain/cost/counting.ts';
import type { Secret } from '../domain/secrets/secret.ts';
import type { AdminApi } from './admin.ts';
import type { Api, Network } from './api.ts';
import type { Files, KeySearch, Records, TextSource } from './files.ts';
import type { Git } from './git.ts';
import type { ProjectFiles } from './project-files.ts';
import type {
  Browser,
  Clock,
  Install,
  Interrupts,
  ParseEnv,
  RunProgram,
  ThrowAway,
  Tools,
} from './system.ts';
import type { KeyPress, Opening, Progress, Prompter, Terminal } from './terminal.ts';

/** This program itself, for a command that runs another one. */
interface ThisProgram {
  /**
   * Runs a command line as if it had been typed here, in a world that differs in some ports. Returns the exit code;
   * what ends a command otherwise (`UsageError`, `Cancelled`, `Stopped`) is thrown.
   */
  run(line: readonly string[], inside: Partial<Ports>): Promise<number>;
}

/** What was decided before `setup` began: it does not ask for that again. */
interface DecidedForSetup {
  /** The key that is there is replaced. */
  readonly replacesKey: boolean;
  /** That key, where the API refused it a moment ago. */
  readonly refused: readonly Secret[];
  /** Nobody came for a first program. */
  readonly wantsNoProgram: boolean;
}

/** What the program may touch in the world. `adapters/` fills these in, in `compose.ts`; tests pass fakes. */
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
  readonly admin: AdminApi;
  readonly network: Network;
  readonly prompter: Prompter;
  /** Null where the first question was not asked ahead. */
  readonly opening: Opening | null;
  /** Null where nothing was decided before. */
  readonly decided: DecidedForSetup | null;
  readonly terminal: Terminal;
  /** Begins to listen to the keyboard. */
  readonly listenForKey: () => Promise<KeyPress>;
  readonly progress: Progress;
  readonly browser: Browser;
  readonly clock: Clock;
  readonly parseEnv: ParseEnv;
  readonly interrupts: Interrupts;
  readonly install: Install;
  readonly runProgram: RunProgram;
  readonly tools: Tools;
  /** Files that match a pattern such as `apps/*\/.env`, absolute and in order; none below `node_modules` or `.git`. */
  readonly findFiles: (pattern: string, folder: string) => Promise<readonly string[]>;
  /**
   * What `npm publish` would send from a folder, with `/` between parts. Null where nothing is to be published or npm
   * gave no answer in time.
   */
  readonly packedFiles: (folder: string) => Promise<readonly string[] | null>;
  readonly keySearch: KeySearch;
  readonly projectFiles: () => Promise<ProjectFiles>;
  readonly records: Records;
  readonly texts: TextSource;
  /** The tokenizer is large: it is loaded by the first call. */
  readonly createTokenCounter: () => Promise<TokenCounter>;
  /** Makes a project folder for a rehearsal. */
  readonly makeThrowAway: () => Promise<ThrowAway>;
  /** Adds Markdown to the summary of a CI job, masked; nothing elsewhere. */
  readonly addToSummary: (markdown: string) => Promise<void>;
  readonly program: ThisProgram;
  /** From now on this value is masked wherever it would be written. */
  readonly remember: (secret: Secret) => void;
}
