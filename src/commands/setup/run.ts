import type { FileChange } from '../../changes/plan.ts';
import type { NamedAddress } from '../../checks/endpoint.ts';
import type { FormatOutcome } from '../../checks/format.ts';
import type { Project } from '../../checks/project.ts';
import type { Report } from '../../checks/report.ts';
import type { Checklist } from '../../checks/result.ts';
import type { VerifyKeyPorts } from '../../checks/verify-key.ts';
import type { KeyOrigin } from '../../domain/loading/place.ts';
import type { Endpoint } from '../../domain/network/endpoint.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import type { GitFacts } from '../../ports/git.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Voice } from '../../ui/voice.ts';
import type { Given, KeyOption } from '../options.ts';
import type { Target } from './target.ts';

/** What setup touches. */
export type SetupPorts = Omit<VerifyKeyPorts, 'records'> &
  Pick<
    Ports,
    | 'admin'
    | 'browser'
    | 'decided'
    | 'install'
    | 'interrupts'
    | 'opening'
    | 'parseEnv'
    | 'progress'
    | 'prompter'
    | 'runProgram'
    | 'terminal'
  >;

export type SetupOptions = Given<
  | KeyOption
  | 'language'
  | 'json'
  | 'file'
  | 'model'
  | 'yes'
  | 'force'
  | 'dryRun'
  | 'test'
  | 'keepFailing'
  | 'verbose'
>;

/** What all steps of one run of the wizard share; nothing in it changes. */
export interface Run {
  readonly ports: SetupPorts;
  readonly voice: Voice;
  readonly options: SetupOptions;
  readonly project: Project;
  readonly target: Target;
  /** The base URL that counts here, by option or by place; null where none is named. */
  readonly named: NamedAddress | null;
  /** The address that the user most likely means; null where the one named is broken. Nobody has agreed to it yet. */
  readonly probable: Endpoint | null;
  readonly background: Background;
  /** Somebody sits there and wants to be asked. */
  readonly asks: boolean;
}

/** Work that goes on while the user reads; nothing waits for it before its result is needed. */
export interface Background {
  readonly git: () => Promise<GitFacts>;
  /** The host did not answer, as far as that is known by now. */
  readonly isUnreachable: () => boolean;
  /** Whether a server of this machine answers as OpenAI does, as in a rehearsal: its pages are right then. */
  readonly standsInForOpenai: () => Promise<boolean>;
}

/** The key that setup goes on with. */
export interface ChosenKey {
  readonly key: Secret;
  readonly origin: KeyOrigin;
  /** What was seen of its form, for the endpoint that was likely then. */
  readonly format: FormatOutcome;
  readonly judgedFor: Endpoint;
  /** False where the key that counts comes from the shell and stays there: no env file is written. */
  readonly write: boolean;
}

/** A run with a key in hand and a place to send it to: what the steps from the check on share. */
export interface KeyRun extends Run {
  readonly chosen: ChosenKey;
  readonly endpoint: Endpoint;
  /** The checks of this key, for the report. */
  readonly list: Checklist;
}

/** What a report can tell at any moment. */
export interface About {
  readonly chosen: ChosenKey | null;
  readonly endpoint: Endpoint | null;
  readonly list: Checklist;
}

/** The user gives this key up and wants to enter another one. */
export type AnotherKey = 'another key';

/** How a program here gets the key. */
export interface NextSteps {
  /** Each to be typed as it is. */
  readonly commands: readonly string[];
  /** They start the program with its key, and install nothing. */
  readonly starts: boolean;
  /** Lines of a program, to be typed as they are. */
  readonly code: string;
  /** A file that holds the code; null where none was written. */
  readonly codeFile: string | null;
  /** `example` can write a whole program that suits. */
  readonly hasExample: boolean;
  /** What the code does. */
  readonly about: string;
  /** The same for whoever sees the code alone; empty where that needs no word. */
  readonly context: readonly string[];
  readonly notes: readonly string[];
}

/** How a run of the wizard ended. */
export interface SetupResult {
  /** Null where nothing was set up. */
  readonly next: NextSteps | null;
  readonly report: Report;
  readonly files: readonly FileChange[];
  /** The failure was shown to the user already. */
  readonly told: boolean;
}
