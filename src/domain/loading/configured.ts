import type { PythonReader } from '../code/python-calls.ts';
import type { LoadDoubt } from '../diagnosis/notes.ts';
import type { ComposeService } from './compose.ts';
import type { Launch } from './launch.ts';
import type { ScriptFiles } from './start-commands.ts';

/** Why nobody can tell without running the project. */
export interface LoadingDoubt {
  readonly reason: LoadDoubt;
  /** Absolute path of the file that leaves it open. */
  readonly path: string | null;
}

/** A call of dotenv in code that runs before the program's own, such as a configuration file. */
export interface DotenvCall {
  /** Absolute paths, in its order. */
  readonly paths: readonly string[];
  /** Files count even where a value is there already. */
  readonly overrides: boolean;
  /** References are resolved by another package afterwards. */
  readonly expands: boolean;
}

/** What gives programs of Python an env file in a way that nobody has modelled. */
type UnmodelledReader = 'chainlit' | 'crewai' | 'dagster' | 'langgraph' | 'litellm' | 'pipenv' | 'uv';

/** A call in the program's own code that reads env files. */
export interface ProgramCall {
  readonly reader: 'dotenv' | 'node' | 'nestjs' | PythonReader | UnmodelledReader;
  /** Absolute, in its order. */
  readonly paths: readonly string[];
  /** Of the paths only the first that is there counts: the nearest one upwards. */
  readonly nearest: boolean;
  readonly overrides: boolean;
  /** References are resolved by another package afterwards. */
  readonly expands?: boolean;
}

/** What a compose file gives the containers that it starts. */
export interface ComposeWay {
  /** Absolute path of the compose file. */
  readonly path: string;
  /** Null where it, or what it includes, cannot be read. */
  readonly services: readonly ComposeService[] | null;
}

/** A variable that counts before the usual one, and the code (absolute) that says so. */
export interface KeyAhead {
  readonly name: string;
  readonly path: string;
}

/** What the start command and the configuration files say of env files. */
export interface Configured {
  /** Where the loader looks for them: absolute; null for nowhere. */
  readonly folder: string | null;
  readonly mode: string;
  /** Named by an option of the framework's own command, in its order; they stand in for those that it reads unasked. */
  readonly named: readonly string[];
  readonly dotenv: readonly DotenvCall[];
  /** What the program's code reads, in its order; null where nobody looked, or no call was found. */
  readonly program: readonly ProgramCall[] | null;
  /**
   * It is known that no code and no command gives the program an env file in time. `early`: absolute path of the code that needs
   * the key before one is loaded.
   */
  readonly loadsNothing?: { readonly early: string | null };
  /** Whether the code of a program that runs in place of the framework's command calls the framework; absent where nobody looked. */
  readonly callsFramework?: boolean;
  /** Absolute path of code that reads the key where the framework puts nothing of its files: from `process.env`, or in a page. */
  readonly readsProcess?: string;
  /** Variables that the code takes ahead of the usual one, where they are set. */
  readonly ahead?: readonly KeyAhead[];
  /** Start command and code are known, and nothing in them loads a file. */
  readonly loadsNone?: boolean;
  /** With `NODE_ENV=production` the code reads none of these. */
  readonly stopsInProduction?: boolean;
  /** The program's settings take the key from a line whose name is written in other letters, such as `openai_api_key`. */
  readonly inAnyCase?: boolean;
  /** Null where there is no compose file. */
  readonly compose: ComposeWay | null;
  /** Prefixes of names that go to the browser, beside the framework's own. */
  readonly published: readonly string[];
  readonly doubt: LoadingDoubt | null;
  /** Absolute path of a turbo.json that keeps the key from the programs which Turborepo starts. */
  readonly holdsBack?: string;
  /** Env files that the file of a task runner names, as written there, the one that wins first. */
  readonly byTool?: readonly string[];
  /** What a file of a process manager (absolute `path`) starts, in place of the project's own scripts. */
  readonly manager?: { readonly path: string; readonly scripts: ScriptFiles };
}

/** As far as the start command in `manifest` tells, without a look into any configuration. */
export function configuredBy(launch: Launch, folder: string, mode: string, manifest: string): Configured {
  return {
    folder: launch.readsNone ? null : folder,
    mode: launch.mode ?? mode,
    named: launch.files,
    dotenv: [],
    program: null,
    compose: null,
    published: [],
    doubt: launch.isOpen ? { reason: 'configuration', path: manifest } : null,
  };
}
