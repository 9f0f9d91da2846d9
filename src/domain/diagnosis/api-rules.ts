import type { Rule } from './evidence-view.ts';
import { expiredKeyRule } from './expired-key.ts';
import { judgeRule } from './meaning/judge.ts';
import { commonKnowledge, type Knowledge } from './meaning/meaning.ts';
import { meaningRule, whereNothingIsSaid } from './meaning/rule.ts';
import { leftoverRules } from './not-api-rules.ts';
import { specialRules } from './special-rules.ts';
import { requestRule, statusRules, unauthorizedRule } from './status-rules.ts';

/** A meaning of at least this weight decides before the status does. */
const clear = 35;
/** One of at least this weight decides where the status says nothing. */
const faint = 25;

/**
 * What an answer of an API means: by its words, then by its status, then by faint words, weighed with what answers of the past
 * teach.
 */
export const apiRulesOf = (
  knowledge: () => Knowledge,
  special: readonly Rule[] = specialRules,
): readonly Rule[] => [
  ...special,
  judgeRule(
    [
      meaningRule(clear, knowledge),
      expiredKeyRule,
      whereNothingIsSaid(unauthorizedRule, clear, knowledge),
      ...statusRules,
      meaningRule(faint, knowledge),
      whereNothingIsSaid(requestRule, clear, knowledge),
      ...leftoverRules,
    ],
    knowledge,
  ),
];

export const apiRules: readonly Rule[] = apiRulesOf(commonKnowledge);
