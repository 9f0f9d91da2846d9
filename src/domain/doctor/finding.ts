import { type CleanFacts, cleanFacts } from '../diagnosis/clean-facts.ts';
import type { FilePlace, LinePlace } from '../loading/place.ts';
import type { Purpose } from '../models/successors.ts';
import type { Clean } from '../text/clean.ts';

/** Ids of the rules, in the order in which findings of one line are told. */
export const rules = [
  'model_retired',
  'model_retires_soon',
  'model_not_open',
  'model_wrong_endpoint',
  'removed_call',
  'parameter_not_accepted',
  'hardcoded_key',
  'placeholder_in_code',
  'variable_name_differs',
  'env_file_not_loaded',
  'env_file_loaded_too_late',
  'key_in_browser',
  'client_option_overrides',
  'sdk_missing',
  'ci_secret_differs',
  'key_in_image',
  'not_loaded_in_production',
] as const;
export type RuleId = (typeof rules)[number];

/** `error`: it fails, or leaks, as it stands; `warning`: it will, at a date, or may. */
export type Severity = 'error' | 'warning';

/** A character of a file. */
export interface Spot extends FilePlace {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

export type SdkLanguage = 'node' | 'python';

/** What a rule's text says of its finding; never a secret. */
export interface RuleFacts {
  /** `date`: its day (`YYYY-MM-DD`); null where only the key's own list lacks it. `successor`: null where none is known. */
  readonly model_retired: {
    readonly model: string;
    readonly date: string | null;
    readonly successor: string | null;
  };
  /** `days`: whole ones that are left. */
  readonly model_retires_soon: {
    readonly model: string;
    readonly date: string;
    readonly days: number;
    readonly successor: string | null;
  };
  /** `near`: the id that was most likely meant; null where none is near. */
  readonly model_not_open: { readonly model: string; readonly near: string | null };
  /** `serves`: what the model is for; `successor`: a model that the called method serves. */
  readonly model_wrong_endpoint: {
    readonly model: string;
    readonly called: Purpose;
    readonly serves: readonly Purpose[];
    readonly successor: string | null;
  };
  /**
   * `call`: as written; `removedIn`: the first version without it; `declared`: the range that the project declares;
   * `instead`: the code that does the same today, in one line; null where there is nothing like it.
   */
  readonly removed_call: {
    readonly call: string;
    readonly language: SdkLanguage;
    readonly removedIn: string;
    readonly declared: string | null;
    readonly instead: string | null;
  };
  /** `instead`: the parameter that the model takes in its place; null where it is to be left out. */
  readonly parameter_not_accepted: {
    readonly parameter: string;
    readonly model: string;
    readonly instead: string | null;
  };
  /** `kind`: as `judgeKey` calls it. */
  readonly hardcoded_key: { readonly masked: string; readonly kind: string; readonly language: SdkLanguage };
  /** `text`: the stand-in, which is no secret. */
  readonly placeholder_in_code: { readonly text: string; readonly language: SdkLanguage };
  /** `sets`: the name at `setAt`, the line of an env file that holds a key. */
  readonly variable_name_differs: {
    readonly reads: string;
    readonly sets: string;
    readonly setAt: LinePlace;
  };
  /** `keyAt`: where the key stands; `how`: what would load it. */
  readonly env_file_not_loaded: {
    readonly keyAt: LinePlace;
    readonly variable: string;
    readonly how: 'dotenv' | 'env_file_option' | 'python_dotenv';
  };
  /** `loadedAt`: the line that loads it; the finding is at the client. */
  readonly env_file_loaded_too_late: { readonly loadedAt: Spot; readonly language: SdkLanguage };
  readonly key_in_browser: /** Code for the browser reads the variable; `published`: its name makes a bundler write the value out. */
    | { readonly reason: 'reads'; readonly variable: string; readonly published: boolean }
    /** `dangerouslyAllowBrowser`. */
    | { readonly reason: 'allowed' }
    /** A bundler's configuration writes the variable into what it builds. */
    | { readonly reason: 'configured'; readonly variable: string; readonly by: string };
  /** `option`: as written in code; `variable`: the one that it wins over; `value`: as it may be shown. */
  readonly client_option_overrides: {
    readonly option: string;
    readonly variable: string;
    readonly value: string;
  };
  /** `declareIn`: null where the project has no file for it. `command`: the one that installs it. */
  readonly sdk_missing: {
    readonly package: string;
    readonly declareIn: FilePlace | null;
    readonly command: string;
    readonly language: SdkLanguage;
  };
  readonly ci_secret_differs: /** `${{ secrets.<secret> }}`, which nothing provides. */
    | {
        readonly reason: 'not_provided';
        readonly secret: string;
        readonly variable: string;
        readonly instead: string;
      }
    /** The variable gets a secret, and the code reads another name. */
    | { readonly reason: 'not_read'; readonly variable: string; readonly reads: string };
  readonly key_in_image:
    | { readonly reason: 'argument'; readonly variable: string }
    | { readonly reason: 'variable'; readonly variable: string }
    /** `from`: the env file that the instruction copies. */
    | { readonly reason: 'copied'; readonly file: FilePlace; readonly ignoreFile: FilePlace };
  /** `command`: what starts the program in production; `loader`: as people call it. */
  readonly not_loaded_in_production: {
    readonly command: string | null;
    readonly loader: string;
    readonly from: FilePlace;
  };
}

/** A text that replaces another in a file. Edits of one fix don't overlap. */
export interface Edit extends FilePlace {
  /** Offsets in the text of the file (decoded as UTF-8, a byte order mark is its first character), in UTF-16 units. */
  readonly from: number;
  readonly to: number;
  /** What stands there; the edit is not made where it no longer does. */
  readonly before: string;
  readonly after: string;
}

/** A line to be added at the end of a file, which is made where it is missing. */
interface AddedLine extends FilePlace {
  readonly line: string;
}

/** A mechanical mend: all of it is done, or nothing. */
export interface FindingFix {
  /** What the subject becomes; null where it is not simply replaced. */
  readonly replacement: Clean | null;
  readonly edits: readonly Edit[];
  readonly lines: readonly AddedLine[];
}

interface AnyFinding extends Spot {
  readonly severity: Severity;
  /** What the finding is about, as it is shown: a model, a call, a variable; a key is masked. */
  readonly subject: Clean;
  /** Null where no mechanical mend is sure to be right. */
  readonly fix: FindingFix | null;
}

/** Something in the project's code or configuration that fails, leaks, or will. */
export type DoctorFinding<R extends RuleId = RuleId> = {
  readonly [K in R]: AnyFinding & { readonly rule: K; readonly facts: CleanFacts<RuleFacts[K]> };
}[R];

/** What a rule says where it finds something; texts are cleaned here, once. */
export interface FoundFinding<R extends RuleId> {
  readonly at: Spot;
  readonly severity?: Severity;
  /** A key is masked already. */
  readonly subject: string;
  readonly facts: RuleFacts[R];
  readonly fix?: (Omit<Partial<FindingFix>, 'replacement'> & { readonly replacement?: string | null }) | null;
}

/** `severity`: the rule's own, unless the finding says otherwise. */
export function doctorFinding<R extends RuleId>(
  rule: { readonly id: R; readonly severity: Severity },
  { at, severity, subject, facts, fix }: FoundFinding<R>,
): DoctorFinding<R> {
  const { absolute, line, column } = at;
  // The compiler does not see that a rule and its own facts make a finding of that rule.
  return {
    rule: rule.id,
    absolute,
    line,
    column,
    severity: severity ?? rule.severity,
    facts: cleanFacts(facts),
    ...cleanFacts({ subject }),
    fix: fix
      ? { edits: [], lines: [], ...fix, ...cleanFacts({ replacement: fix.replacement ?? null }) }
      : null,
  } as unknown as DoctorFinding<R>;
}

/** In the order of files and lines, each once. */
export function inOrder(findings: readonly DoctorFinding[]): readonly DoctorFinding[] {
  const seen = new Set<string>();
  const once = findings.filter(({ rule, absolute, line, column, subject }) => {
    const id = [rule, absolute, line, column, subject].join('\0');
    return !seen.has(id) && seen.add(id);
  });
  return once.sort(
    (one, other) =>
      (one.absolute < other.absolute ? -1 : one.absolute > other.absolute ? 1 : 0) ||
      one.line - other.line ||
      one.column - other.column ||
      rules.indexOf(one.rule) - rules.indexOf(other.rule),
  );
}
