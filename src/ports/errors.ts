import type { Cause } from '../domain/diagnosis/causes.ts';

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
