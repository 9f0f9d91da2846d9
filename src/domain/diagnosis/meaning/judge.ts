import type { Cause } from '../causes.ts';
import { type Evidence, firstRuling, type Rule, type Ruling } from '../evidence-view.ts';
import { fit } from './bounds.ts';
import { featuresOf } from './features.ts';
import type { Learned } from './learned.ts';
import type { Subject } from './lexicon.ts';
import { exactOrder, type Knowledge } from './meaning.ts';
import type { JudgedReading } from './readings.ts';
import { remembered, speaks } from './rule.ts';
import { type SaidStatement, saidIn, statementsOf } from './said.ts';
import { rulingOfReading } from './told.ts';

/** What the table and the status say counts as much as this, where what was learned counts as one. */
const agreementCounts = 0.2;
/** What is right less likely than this is not said. */
const leastLikely = 0.42;
const blamesTheKey: ReadonlySet<Cause> = new Set(['key_rejected', 'key_expired']);
/** That the key was not received, or a wall stands in between, is told in words that the table knows. */
const toldInWords: ReadonlySet<Cause> = new Set(['not_openai_api', 'network_blocked']);
/** So likely that words are believed that no list has. */
const surely = 0.65;
/** A reading of at least this weight says something. */
const clear = 50;
/** A reading that weighs more than this is an opinion. */
const half = 40;
/** Subjects that a refused key is spoken of with. */
const ofWhoAsks: ReadonlySet<Subject> = new Set<Subject>(['key', 'auth', 'account']);
/** Subjects of whatever failed. */
const ofAnything: ReadonlySet<Subject> = new Set<Subject>(['upstream', 'service', 'requestItself']);

/**
 * Weighs two opinions: that of rules, which understand what they were made for, and that of what answers of the past teach,
 * which is right more often about answers never seen. Where nothing is likely enough, there is no verdict.
 */
export const judgeRule = (rules: readonly Rule[], knowledge: () => Knowledge): Rule => ({
  id: 'judged',
  when: (evidence) => {
    const ruled = ofWhoever(evidence, firstRuling(rules, evidence)?.verdict ?? null);
    if (!speaks(evidence) || isRefusalWithinFault(evidence)) return ruled;
    const ruledCause = ruled === null || 'success' in ruled ? null : ruled.cause;
    const said = saidIn(evidence, knowledge());
    const statements = statementsOf(said, knowledge().lexicon);
    const readings = remembered(evidence, knowledge);
    if (ruledCause === 'key_expired' || isNamed(readings)) return ruled;
    const learned = knowledge().learned.likelihoods(featuresOf(evidence, said, statements));
    const own = ruledCause === 'network_intercepted' ? 'not_openai_api' : ruledCause;
    // Of a cause that no answer taught, the rules alone know.
    if (own !== null && !learned.has(own)) return ruled;
    const backed = isBacked(own, evidence, readings, statements);
    const [cause, likelihood] = likeliest(
      knowledge().learned.alsoRight,
      learned,
      own,
      (one) => (backed || !blamesTheKey.has(one)) && isPossible(one, evidence, readings),
      // Words of a key in a fault of the service say something of the service.
      (one) => evidence.answer.status < 500 && fit(one, evidence.answer.meant) === 0,
    );
    if (isBland(readings, statements) && (ruled !== null || likelihood < surely)) return ruled;
    if (cause === null || likelihood < leastLikely) return null;
    return cause === own ? ruled : told(cause, evidence, readings);
  },
});

/** A key that the service behind whoever answers refused is that one's own. */
const ofWhoever = (evidence: Evidence, ruled: Ruling | null): Ruling | null =>
  ruled !== null && 'cause' in ruled && blamesTheKey.has(ruled.cause) && isHandedOn(evidence)
    ? { cause: 'service_error', facts: { reason: 'relay_key' } }
    : ruled;

/** It says that somebody else failed, and what that one said stands within. */
const isHandedOn = ({ answer, exchange }: Evidence): boolean =>
  !exchange.endpoint.official &&
  answer.error.messages.length > 1 &&
  /^(?:provider returned error|upstream (?:provider )?(?:returned|error|request failed))/i.test(
    answer.error.messages[0] ?? '',
  );

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
    (answer.meant === 401 &&
      statements.some(({ clause }) => [...clause.subjects.keys()].some((subject) => ofWhoAsks.has(subject))))
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

/**
 * Of the possible causes that which is likeliest not to be wrong, with how likely that is; `counts`: of those that are not
 * possible, whether what speaks for it speaks against the others.
 */
function likeliest(
  alsoRight: Learned['alsoRight'],
  learned: ReadonlyMap<Cause, number>,
  ruled: Cause | null,
  isPossible: (cause: Cause) => boolean,
  counts: (cause: Cause) => boolean,
): readonly [Cause | null, number] {
  const possible = new Map([...learned].filter(([cause]) => cause === ruled || isPossible(cause)));
  if (ruled === 'not_openai_api') {
    // A key that was not received is the gentler word for one that was refused.
    possible.set(ruled, (possible.get(ruled) ?? 0) + (learned.get('key_rejected') ?? 0));
    possible.delete('key_rejected');
  }
  const impossible = [...learned].filter(([cause]) => !possible.has(cause) && counts(cause));
  const sum = [...possible, ...impossible].reduce((all, [, likely]) => all + likely, 0) || 1;
  if (ruled !== null) possible.set(ruled, (possible.get(ruled) ?? 0) + agreementCounts * sum);
  const whole = ruled === null ? sum : sum * (1 + agreementCounts);
  let best: readonly [Cause | null, number] = [null, 0];
  for (const cause of possible.keys()) {
    let right = 0;
    for (const [where, likely] of possible) right += likely * (where === cause ? 1 : alsoRight(cause, where));
    if (right / whole > best[1]) best = [cause, right / whole];
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
  if (blamesTheKey.has(cause) && isHandedOn({ answer, exchange })) return false;
  if (exchange.key === null && cause === 'not_openai_api') return false;
  if (toldInWords.has(cause) && readings.every((one) => one.cause !== cause)) return false;
  return fit(cause, answer.meant) > 0;
}

function told(cause: Cause, evidence: Evidence, readings: readonly JudgedReading[]): Ruling | null {
  const reason = readings.find((reading) => reading.cause === cause && reading.reason !== null)?.reason;
  return rulingOfReading(cause, reason ?? null, evidence);
}
