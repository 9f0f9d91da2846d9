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

/** A failure with a stable cause that a command tells in words of its own, such as a file that is no env file. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly causeId: Cause;
  readonly remedies: readonly string[];
  /** What the command's JSON document has beside the diagnosis. */
  readonly content: Readonly<Record<string, unknown>>;

  constructor(
    causeId: Cause,
    message: string,
    remedies: readonly string[] = [],
    content: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.causeId = causeId;
    this.remedies = remedies;
    this.content = content;
  }
}
