import {
  keyFacts,
  limitFacts,
  modelFacts,
  parameterFacts,
  pathFacts,
  regionFacts,
  replacementFacts,
  scopeFacts,
} from '../answer-facts.ts';
import type { Cause } from '../causes.ts';
import type { Evidence, Rule, Ruling } from '../evidence-view.ts';
import { expired, expiredKeyRule } from '../expired-key.ts';
import { commonKnowledge, type Knowledge, meaningsOf } from './meaning.ts';
import type { JudgedReading } from './readings.ts';

type Facts = (evidence: Evidence) => object;

const facts: Partial<Record<Cause, Facts>> = {
  key_rejected: keyFacts,
  key_missing_scope: scopeFacts,
  model_not_found: modelFacts,
  model_no_access: modelFacts,
  model_wrong_endpoint: modelFacts,
  model_retired: replacementFacts,
  organization_unverified: modelFacts,
  request_rejected: parameterFacts,
  request_too_large: limitFacts,
  rate_limited: limitFacts,
  rate_limited_daily: limitFacts,
  base_url_wrong_path: pathFacts,
  base_url_wrong_region: regionFacts,
  organization_mismatch: () => ({ reason: 'another' }),
  project_mismatch: () => ({ reason: 'another' }),
  billing_spend_limit: ({ answer, exchange }) => ({
    reason: !exchange.endpoint.official
      ? 'gateway'
      : [...answer.codes].some((code) => code.startsWith('project')) || /\bproject\b/.test(answer.text)
        ? 'project'
        : 'organization',
  }),
  network_blocked: () => ({ reason: 'words' }),
};

/** The likeliest meaning of what is said, where it has at least this weight. */
export function meaningRule(least: number, knowledge: () => Knowledge = commonKnowledge): Rule {
  return {
    id: `meaning-${least}`,
    when: (evidence) => {
      if (!speaks(evidence)) return null;
      const readings = remembered(evidence, knowledge);
      const best = readings.find(({ cause }) => evidence.exchange.key !== null || cause !== 'not_openai_api');
      return best && best.weight >= least && !isDoubtful(best, readings)
        ? rulingOfReading(best, reasonOf(best, readings), evidence)
        : null;
    },
  };
}

/** A rule that goes by the status holds only where no words say something else, surely or not. */
export const whereNothingIsSaid = (rule: Rule, least: number, knowledge: () => Knowledge): Rule => ({
  id: rule.id,
  when: (evidence) => {
    const [best] = speaks(evidence) ? remembered(evidence, knowledge) : [];
    return best && best.weight >= least ? null : rule.when(evidence);
  },
});

/** A statement of which nothing speaks against it. */
const sure = 44;
const close = 10;

/**
 * A weak reading that the status speaks against, or that another one comes close to, is none: of all rules that were tried
 * on the recorded answers, each judged without what its own source taught, this one takes back most wrong verdicts for
 * the right ones that it costs (7 for 12).
 */
function isDoubtful({ weight, fits, cause }: JudgedReading, readings: readonly JudgedReading[]): boolean {
  if (weight >= sure) return false;
  return !fits || readings.some((other) => other.cause !== cause && other.weight > weight - close);
}

const known = new WeakMap<Evidence, readonly JudgedReading[]>();

/** Several rules ask for the meaning of the same answer. */
export function remembered(evidence: Evidence, knowledge: () => Knowledge): readonly JudgedReading[] {
  const before = known.get(evidence);
  if (before) return before;
  const found = meaningsOf(evidence, knowledge());
  known.set(evidence, found);
  return found;
}

/** It tells of a failure, in words that are an API's. */
export function speaks({ answer }: Evidence): boolean {
  return answer.shape !== 'page' && !(answer.status < 300 && answer.shape === 'json' && !answer.failed);
}

/** A code names a cause; why it is so may stand in the message. */
function reasonOf({ cause, reason }: JudgedReading, readings: readonly JudgedReading[]): string | null {
  return reason ?? readings.find((other) => other.cause === cause && other.reason !== null)?.reason ?? null;
}

export function rulingOfReading(
  { cause }: Pick<JudgedReading, 'cause'>,
  reason: string | null,
  evidence: Evidence,
): Ruling {
  if (cause === 'not_openai_api') {
    return reason === 'other_form'
      ? { cause: 'not_openai_api', facts: { reason: 'other_form' } }
      : headerLost(evidence);
  }
  const ended = cause.startsWith('key_') ? expiredKeyRule.when(evidence) : null;
  if (ended) return ended;
  if (cause === 'key_expired') return expired(evidence);
  const own = facts[cause]?.(evidence) ?? {};
  // The compiler does not see that a cause and its own facts are one of all such pairs.
  return { cause, facts: reason === null ? own : { reason, ...own } } as unknown as Ruling;
}

/** OpenAI's own words mean that the key was lost on the way; another service may want it in another header. */
function headerLost({ exchange, answer }: Evidence): Ruling {
  const openai =
    exchange.endpoint.official || /platform\.openai\.com|missing bearer (?:or basic )?auth/.test(answer.text);
  return openai
    ? { cause: 'network_intercepted', facts: { reason: 'header_lost' } }
    : { cause: 'not_openai_api', facts: { reason: 'header_lost' } };
}
