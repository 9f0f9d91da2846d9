import type { Reason } from '../domain/diagnosis/cause-facts.ts';
import type { Cause } from '../domain/diagnosis/causes.ts';
import type { Finding } from '../domain/diagnosis/finding.ts';

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
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.cause);
    this.finding = finding;
  }
}

/** What may be said of a `Problem` beside its message. */
interface AboutProblem {
  readonly remedies?: readonly string[];
  /** Which of the cause's stories it is. */
  readonly reason?: Reason;
  /** What the command's JSON document has beside the diagnosis. */
  readonly content?: Readonly<Record<string, unknown>>;
}

/** A failure with a stable cause that a command tells in words of its own, such as a file that is no env file. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly causeId: Cause;
  readonly about: AboutProblem;

  constructor(causeId: Cause, message: string, about: AboutProblem = {}) {
    super(message);
    this.causeId = causeId;
    this.about = about;
  }
}
