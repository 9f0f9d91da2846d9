import type { FileChange } from '../../changes/plan.ts';
import type { LiveTest } from '../../checks/live.ts';
import type { Warning } from '../../domain/diagnosis/causes.ts';
import type { Secret } from '../../domain/secrets/secret.ts';

/** What is known of a rotation, whether it came to its end or not. */
export interface Outcome {
  readonly old: Secret | null;
  readonly new: Secret | null;
  readonly files: readonly FileChange[];
  /** The last call, made with the key out of the files. */
  readonly test: LiveTest | null;
  /** True where the API was seen to reject the old key, false where it was seen to take it; null where nobody looked. */
  readonly oldRevoked: boolean | null;
  readonly warnings: readonly Warning[];
}

export const emptyOutcome: Outcome = {
  old: null,
  new: null,
  files: [],
  test: null,
  oldRevoked: null,
  warnings: [],
};

/** Adds to what is known; warnings come to the ones before. */
export type Note = (known: Partial<Outcome>) => void;
