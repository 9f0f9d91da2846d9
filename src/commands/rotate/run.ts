import type { FileChange } from '../../changes/plan.ts';
import type { Credentials } from '../../checks/api/ask-api.ts';
import type { LiveTest } from '../../checks/api/live.ts';
import type { RotationRecord } from '../../checks/unfinished-rotation.ts';
import type { VerifyKeyPorts } from '../../checks/verify-key.ts';
import type { Warning } from '../../domain/diagnosis/warnings.ts';
import type { FilePlace } from '../../domain/loading/place.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import type { RotateWords } from '../../i18n/en/rotate.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Voice } from '../../ui/voice.ts';
import type { Given } from '../options.ts';
import type { LeftPlace, Places } from './places.ts';

/** What rotate touches. */
export type RotatePorts = Omit<VerifyKeyPorts, 'packedFiles'> &
  Pick<
    Ports,
    | 'admin'
    | 'browser'
    | 'interrupts'
    | 'keySearch'
    | 'listenForKey'
    | 'parseEnv'
    | 'program'
    | 'progress'
    | 'prompter'
    | 'terminal'
  >;

export type RotateOptions = Given<
  'language' | 'json' | 'keyStdin' | 'yes' | 'dryRun' | 'baseUrl' | 'project' | 'expires' | 'timeout'
>;

/** What all steps of a rotation share; nothing in it changes. */
export interface RotateRun {
  readonly ports: RotatePorts;
  readonly voice: Voice;
  readonly words: RotateWords;
  readonly options: RotateOptions;
  /** Somebody sits there and wants to be asked. */
  readonly asks: boolean;
  /** Adds to what the result will tell, whether the rotation comes to its end or not. */
  readonly learn: (known: Partial<RotationFacts>) => void;
}

/** A run that knows what is replaced: what the steps from the new key on share. */
export interface Rotation extends RotateRun {
  readonly old: Secret;
  /** The old key and, after a rotation that was cut off, what that had put in its place. */
  readonly replaced: readonly Secret[];
  /** The files of a rotation that was cut off, which this one ends; empty where there was none. */
  readonly unfinished: RotationRecord['files'];
  readonly places: Places;
  readonly reach: Reach;
}

/** What a key needs beside itself. */
export type Reach = Omit<Credentials, 'key'>;

/** What is known of a rotation. */
export interface RotationFacts {
  readonly old: Secret | null;
  readonly new: Secret | null;
  /** When the new key ends, in seconds since 1970; null where it does not, or nobody knows. */
  readonly newExpiresAt: number | null;
  readonly files: readonly FileChange[];
  /** Those of them that only keep the others out of git. */
  readonly ignoreFiles: readonly FilePlace[];
  /** Files began to be written: what became of them is told then. */
  readonly began: boolean;
  /** Places that are not changed. */
  readonly left: readonly LeftPlace[];
  /** Whether all of the project was searched. */
  readonly complete: boolean;
  /** The last call, made with the key out of the files. */
  readonly test: LiveTest | null;
  /** True where the API was seen to reject the old key, false where it was seen to take it; null where nobody looked. */
  readonly oldRevoked: boolean | null;
  /** Those noted later come after those noted before. */
  readonly warnings: readonly Warning[];
}
