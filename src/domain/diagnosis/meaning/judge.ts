import type { Cause } from '../causes.ts';
import { type Evidence, firstRuling, type Rule, type Ruling } from '../evidence-view.ts';
import { fit } from './bounds.ts';
import { featuresOf } from './features.ts';
import type { Subject } from './lexicon.ts';
import { exactOrder, type Knowledge, vagueOrder } from './meaning.ts';
import type { JudgedReading } from './readings.ts';
import { remembered, speaks } from './rule.ts';
import { type SaidStatement, saidIn, statementsOf } from './said.ts';
import { rulingOfReading } from './told.ts';

/** What the table and the status say adds this much to how likely a cause is by what was learned. */
const agreementCounts = 0.15;
/** What is less likely than this is not said. */
const leastLikely = 0.37;
const blamesTheKey: ReadonlySet<Cause> = new Set(['key_rejected', 'key_expired']);
/** That the key was not received, or a wall stands in between, is told in words that the table knows. */
const toldInWords: ReadonlySet<Cause> = new Set(['not_openai_api', 'network_blocked']);
/** A reading of at least this weight says something. */
const clear = 50;
/** A code of several meanings that weighs more than this, and the rules, name the same cause. */
const half = 45;
/** Subjects of whatever failed. */
const ofAnything: ReadonlySet<Subject> = new Set<Subject>(['upstream', 'service', 'requestItself']);

/**
 * Weighs two opinions: that of rules, which understand what they were made for, and that of what answers of the past teach,
 * which is right more often about answers never seen. Where nothing is likely enough, there is no verdict.
 */
export const judgeRule = (rules: readonly Rule[], knowledge: () => Knowledge): Rule => ({
  id: 'judged',
  when: (evidence) => {
    const ruled = firstRuling(rules, evidence)?.verdict ?? null;
    if (!speaks(evidence) || isRefusalWithinFault(evidence)) return ruled;
    const ruledCause = ruled === null || 'success' in ruled ? null : ruled.cause;
    const said = saidIn(evidence, knowledge());
    const statements = statementsOf(said, knowledge().lexicon);
    const readings = remembered(evidence, knowledge);
    if (ruledCause === 'key_expired' || isNamed(readings) || isBland(readings, statements)) return ruled;
    if (
      readings.some(
        ({ cause, order, weight }) => order === vagueOrder && weight > half && cause === ruledCause,
      )
    ) {
      return ruled;
    }
    const learned = knowledge().learned.likelihoods(featuresOf(evidence, said, statements));
    const own = ruledCause === 'network_intercepted' ? 'not_openai_api' : ruledCause;
    // Of a cause that no answer taught, the rules alone know.
    if (own !== null && !learned.has(own)) return ruled;
    const backed = isBacked(own, evidence, readings, statements);
    const [cause, likelihood] = likeliest(
      learned,
      own,
      (one) => (backed || !blamesTheKey.has(one)) && isPossible(one, evidence, readings),
    );
    if (cause === null || likelihood < leastLikely) return null;
    return cause === own ? ruled : told(cause, evidence, readings);
  },
});

/** The key is blamed by two opinions or not at all: beside what was learned, the rules, a reading, or a 401 that speaks of it. */
function isBacked(
  ruled: Cause | null,
  { answer }: Evidence,
  readings: readonly JudgedReading[],
  statements: readonly SaidStatement[],
): boolean {
  return (
    (ruled !== null && blamesTheKey.has(ruled)) ||
    readings.some(({ cause, weight }) => blamesTheKey.has(cause) && weight > half) ||
    (answer.meant === 401 && statements.some(({ clause }) => clause.subjects.has('key')))
  );
}

/** Whatever it says, it is the service's fault. */
const isRefusalWithinFault = ({ answer }: Evidence): boolean =>
  answer.status >= 500 && [401, 403, 498].includes(answer.meant);

/** A code says it that has one meaning, and no words say another thing. */
function isNamed([best, ...others]: readonly JudgedReading[]): boolean {
  return (
    best?.order === exactOrder &&
    others.every(({ cause, order, weight }) => cause === best.cause || order === exactOrder || weight < clear)
  );
}

/** Nothing is said of anything that is known, so that the status is all there is. */
function isBland(readings: readonly JudgedReading[], statements: readonly SaidStatement[]): boolean {
  return (
    readings.length === 0 &&
    statements.every(({ clause }) => [...clause.subjects.keys()].every((subject) => ofAnything.has(subject)))
  );
}

/** The likeliest of the possible causes, with how likely it is among them. */
function likeliest(
  learned: ReadonlyMap<Cause, number>,
  ruled: Cause | null,
  isPossible: (cause: Cause) => boolean,
): readonly [Cause | null, number] {
  const possible = [...learned].filter(([cause]) => cause === ruled || isPossible(cause));
  const all = possible.reduce((sum, [, likely]) => sum + likely, 0) || 1;
  let best: readonly [Cause | null, number] = [null, 0];
  for (const [cause, likely] of possible) {
    // A key that was not received is the gentler word for one that was refused.
    if (cause === 'key_rejected' && ruled === 'not_openai_api') continue;
    const same = cause === 'not_openai_api' && cause === ruled ? (learned.get('key_rejected') ?? 0) : 0;
    const likelihood = (likely + same) / all + (cause === ruled ? agreementCounts : 0);
    if (likelihood > best[1]) best = [cause, likelihood];
  }
  return best;
}

function isPossible(
  cause: Cause,
  { answer, exchange }: Evidence,
  readings: readonly JudgedReading[],
): boolean {
  // A fault of the service never judges a key, whatever it says.
  if (answer.status >= 500 && cause.startsWith('key_')) return false;
  if (exchange.key === null && cause === 'not_openai_api') return false;
  if (toldInWords.has(cause) && readings.every((one) => one.cause !== cause)) return false;
  return fit(cause, answer.meant) > 0;
}

function told(cause: Cause, evidence: Evidence, readings: readonly JudgedReading[]): Ruling | null {
  const reason = readings.find((reading) => reading.cause === cause && reading.reason !== null)?.reason;
  return rulingOfReading(cause, reason ?? null, evidence);
}
