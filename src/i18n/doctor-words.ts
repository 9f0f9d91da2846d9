import type { CleanFacts } from '../domain/diagnosis/clean-facts.ts';
import type { RuleFacts, RuleId } from '../domain/doctor/finding.ts';
import type { Shown } from '../domain/loading/place.ts';

/** The facts of a rule as its texts take them. */
type ShownFacts<R extends RuleId> = Shown<CleanFacts<RuleFacts[R]>>;

/** How a rule words itself. */
interface RuleText<R extends RuleId> {
  /** What it finds, in a list of rules. */
  readonly about: string;
  /** What is wrong, in one sentence. */
  readonly message: (facts: ShownFacts<R>) => string;
  /** What to do. */
  readonly mend: (facts: ShownFacts<R>) => string;
}

/** A rule without words does not compile. */
export type RuleTexts = { readonly [R in RuleId]: RuleText<R> };
