import type { VerifyKeyPorts } from '../../checks/verify-key.ts';
import type { ProjectSigns, PushTarget, Scope, Wanted } from '../../domain/push/target.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import type { Clean } from '../../domain/text/clean.ts';
import type { PushWords } from '../../i18n/en/push.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Voice } from '../../ui/voice.ts';
import type { Given } from '../options.ts';

/** What push touches. */
export type PushPorts = VerifyKeyPorts &
  Pick<Ports, 'admin' | 'interrupts' | 'progress' | 'prompter' | 'terminal' | 'tools'>;

export type PushOptions = Given<
  | 'language'
  | 'json'
  | 'env'
  | 'repo'
  | 'pushProject'
  | 'name'
  | 'check'
  | 'dryRun'
  | 'yes'
  | 'force'
  | 'keyStdin'
  | 'model'
  | 'baseUrl'
  | 'organization'
  | 'timeout'
  | 'trustBaseUrl'
>;

/** What all steps of one push share; nothing in it changes. */
export interface PushRun {
  readonly ports: PushPorts;
  readonly options: PushOptions;
  readonly words: PushWords;
  readonly voice: Voice;
  /** Somebody sits there and wants to be asked. */
  readonly asks: boolean;
  readonly shown: ProjectSigns;
  readonly wanted: Wanted;
}

/** Why a target did not take the key. */
export type PushProblem =
  | 'tool_missing'
  | 'tool_too_old'
  | 'not_logged_in'
  | 'no_project'
  | 'refused'
  | 'timeout';

/** A target whose tool is there, signed in, and knows the project. */
export interface Ready {
  readonly target: PushTarget;
  readonly program: string;
  readonly scope: Scope;
  /** Who is signed in; null where the tool does not say. */
  readonly account: Clean | null;
  /** Whether the name is there already, and since when (ISO; null where the tool does not say). */
  readonly isThere: boolean;
  readonly since: string | null;
}

export interface Failed {
  readonly target: PushTarget;
  readonly scope: Scope | null;
  readonly problem: PushProblem;
  /** What the tool said, masked; empty where it said nothing. */
  readonly said: Clean | null;
  /** The command, or page, that mends it; null where none is known. */
  readonly mend: string | null;
}

type PushChange = 'created' | 'updated' | 'present' | 'absent' | 'planned' | 'failed';

/** What became of one target. */
export interface Outcome {
  readonly target: PushTarget;
  readonly scope: Scope | null;
  readonly change: PushChange;
  readonly updatedAt: string | null;
  /** As it ran, or would run; without the value. */
  readonly commands: readonly (readonly string[])[];
  readonly failed: Failed | null;
}

export interface PushFacts {
  readonly key: Secret | null;
  readonly outcomes: readonly Outcome[];
}
