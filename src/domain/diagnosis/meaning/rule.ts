import type { Reason } from '../cause-facts.ts';
import type { Evidence, Rule } from '../evidence-view.ts';
import { commonKnowledge, type Knowledge, meaningsOf } from './meaning.ts';
import type { JudgedReading } from './readings.ts';
import { rulingOfReading } from './told.ts';

/** The likeliest meaning of what is said, where it has at least this weight. */
export function meaningRule(least: number, knowledge: () => Knowledge = commonKnowledge): Rule {
  return {
    id: `meaning-${least}`,
    when: (evidence) => {
      if (!speaks(evidence)) return null;
      const readings = remembered(evidence, knowledge);
      const best = readings.find(({ cause }) => evidence.exchange.key !== null || cause !== 'not_openai_api');
      return best && best.weight >= least && !isDoubtful(best, readings)
        ? rulingOfReading(best.cause, reasonOf(best, readings), evidence)
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
function reasonOf({ cause, reason }: JudgedReading, readings: readonly JudgedReading[]): Reason | null {
  return reason ?? readings.find((other) => other.cause === cause && other.reason !== null)?.reason ?? null;
}
