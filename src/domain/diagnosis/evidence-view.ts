import { wordsOf } from '../text/phrase.ts';
import type { Caused, CauseFacts } from './cause-facts.ts';
import type { Cause } from './causes.ts';
import type { Exchange } from './evidence.ts';
import { type ReadAnswer, squeeze } from './read-answer.ts';

/** What a rule about an answer looks at. */
export interface Evidence {
  readonly exchange: Exchange;
  readonly answer: ReadAnswer;
}

/** What a rule decides: a cause with the facts that it saw, or that the failure is a success in disguise. */
export type Ruling = Caused | { readonly success: true };

/** One entry of an ordered list; the first rule with a verdict decides. */
export interface Rule<E = Evidence> {
  readonly id: string;
  readonly when: (evidence: E) => Ruling | null;
}

/** A rule as data: it holds where a code is named, or the text says it, and nothing speaks against it. */
type AnswerRule<C extends Cause> = {
  readonly id: string;
  readonly cause: C;
  /** Codes, types or error names that decide by themselves, with blanks between them. */
  readonly codes?: string;
  /** Wordings, on text in one line and lower case. Gaps are bounded, so that no text makes them slow. */
  readonly says?: readonly Pick<RegExp, 'test'>[];
  /** Wordings that make `says` mean something else. Codes are not affected. */
  readonly unless?: readonly Pick<RegExp, 'test'>[];
  /** What must hold beside it, for codes as well. */
  readonly only?: (evidence: Evidence) => boolean;
} & FactsOf<C, Evidence>;

/** The facts of a rule's cause, by what it looks at; a cause without facts that it needs may leave them out. */
export type FactsOf<C extends Cause, E> = object extends CauseFacts[C]
  ? { readonly facts?: (evidence: E) => CauseFacts[C] }
  : { readonly facts: (evidence: E) => CauseFacts[C] };

/** The verdict of a rule that holds. */
export function rulingOf<C extends Cause, E>(
  cause: C,
  { facts }: { readonly facts?: (evidence: E) => CauseFacts[C] },
  evidence: E,
): Ruling {
  // The compiler does not see that a cause and its own facts are one of all such pairs.
  return { cause, facts: facts?.(evidence) ?? {} } as unknown as Ruling;
}

/** Makes a rule of its data. Without `codes` and `says` it holds wherever `only` does. */
export function answerRule<C extends Cause>(data: AnswerRule<C>): Rule {
  const codes = new Set(wordsOf(data.codes ?? '').map(squeeze));
  const { cause, says, unless, only } = data;
  const always = codes.size === 0 && !says;
  return {
    id: data.id,
    when: (evidence) => {
      const { answer } = evidence;
      if (only && !only(evidence)) return null;
      const named = codes.size > 0 && [...answer.codes].some((code) => codes.has(code));
      const said = () =>
        says?.some((words) => words.test(answer.text)) && !unless?.some((words) => words.test(answer.text));
      if (!always && !named && !said()) return null;
      return rulingOf(cause, data, evidence);
    },
  };
}

/** The first verdict of an ordered list, with the id of its rule. */
export function firstRuling<E>(
  rules: readonly Rule<E>[],
  evidence: E,
): { readonly id: string; readonly verdict: Ruling } | null {
  for (const { id, when } of rules) {
    const verdict = when(evidence);
    if (verdict) return { id, verdict };
  }
  return null;
}

/** Holds where the answer means one of these statuses. */
export function status(...statuses: readonly number[]): (evidence: Evidence) => boolean {
  return ({ answer }) => statuses.includes(answer.meant);
}
