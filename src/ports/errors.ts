import type { Blame } from '../domain/diagnosis/cause-facts.ts';
import type { Finding } from '../domain/diagnosis/finding.ts';
import type { Endpoint } from '../domain/network/endpoint.ts';
import type { Clean } from '../domain/text/clean.ts';

/** The user pressed Ctrl-C, or input ended, at a question. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** Wrong usage, or a question that nobody is there to answer: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A command ends here, with the reason. Whoever throws it has put back what was changed. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  readonly finding: Finding;
  /** Whom the finding is about; null for one about this machine. */
  readonly endpoint: Endpoint | null;
  /** The user has read the reason already. */
  readonly told: boolean;
  /** The key that it is about was pasted or piped into this run. */
  readonly isGiven: boolean;

  constructor(
    finding: Finding,
    {
      endpoint = null,
      told = false,
      isGiven = false,
    }: { readonly endpoint?: Endpoint | null; readonly told?: boolean; readonly isGiven?: boolean } = {},
  ) {
    super(finding.cause);
    this.finding = finding;
    this.endpoint = endpoint;
    this.told = told;
    this.isGiven = isGiven;
  }
}

/** Standard output took not all of a result: what the command has done stands, and can only be told on stderr. */
export class OutputUnwritable extends Error {
  override readonly name = 'OutputUnwritable';
  /** The system's, such as `ENOSPC`. */
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** What may be said of a `Problem` beside its message. */
interface AboutProblem {
  readonly remedies?: readonly string[];
  /** What the command's JSON document has beside the diagnosis. */
  readonly content?: Readonly<Record<string, unknown>>;
}

/** A failure with a stable cause that a command tells in words of its own, such as a file that is no env file. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly blame: Blame;
  readonly about: AboutProblem;

  constructor(blame: Blame, message: string, about: AboutProblem = {}) {
    super(message);
    this.blame = blame;
    this.about = about;
  }
}

/** What a value of an option should have been: a kind of value that has words, or the only ones there are. */
export type Expected = 'seconds' | 'days' | 'count' | 'id' | 'variable' | 'repository' | readonly string[];

/** What a name that an argument does not take was meant to be. */
export type UnknownName = 'unknown_target' | 'unknown_example' | 'unknown_scenario';

/** What is wrong with a command line. It names options and commands, never a value, which may be a key. */
export type UsageProblem = {
  /** The command whose help tells more. */
  readonly command?: string;
} & (
  | {
      readonly kind: 'unknown_option' | 'unknown_command' | UnknownName;
      readonly name: Clean;
      readonly near?: string;
      /** What there is instead, where nothing is near. */
      readonly known?: readonly string[];
    }
  /** `isLate`: the command itself is one too many, for it stands behind its options. */
  | { readonly kind: 'too_many_arguments'; readonly command: string; readonly isLate?: true }
  | { readonly kind: 'missing_value'; readonly option: string }
  | { readonly kind: 'takes_no_value'; readonly option: string }
  | {
      readonly kind: 'bad_value';
      readonly option: string;
      readonly given: Clean;
      readonly expected: Expected;
      /** Of several values, the one that was most likely meant. */
      readonly near?: string;
    }
  /** Of these only one may be given. */
  | { readonly kind: 'only_one'; readonly names: readonly string[] }
  | { readonly kind: 'key_argument' }
  /** `NODE_DEBUG` makes Node print every header. */
  | { readonly kind: 'node_debug' }
  | { readonly kind: 'no_folder'; readonly path: Clean }
);

/** A command line that is wrong in itself, whatever the world is like: exit code 2, worded once the language is known. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
  readonly problem: UsageProblem;

  constructor(problem: UsageProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}
