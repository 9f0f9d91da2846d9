import type { Cause } from '../causes.ts';
import { type Evidence, firstRuling, type Rule, type Ruling } from '../evidence-view.ts';
import { fit } from './bounds.ts';
import { featuresOf } from './features.ts';
import { blamesTheKey, mayBlame, saysNoneCame, saysSomethingElse } from './key-judged.ts';
import type { Subject } from './lexicon.ts';
import { exactOrder, type Knowledge, vagueOrder } from './meaning.ts';
import type { JudgedReading } from './readings.ts';
import { remembered, speaks } from './rule.ts';
import { type SaidStatement, saidIn, statementsOf } from './said.ts';
import { rulingOfReading } from './told.ts';

/** What is right less likely than this is not said: where the rules say the same, another thing, or nothing. */
const leastLikely = { agreed: 0.2, disputed: 0.4, alone: 0.28 } as const;
/** That the key was not received, or a wall stands in between, is told in words that the table knows. */
const toldInWords: ReadonlySet<Cause> = new Set(['not_openai_api', 'network_blocked']);
/** A reading of at least this weight says something. */
const clear = 50;
/** A longer text says something, in words that nobody knows. */
const longestBland = 80;
/** Subjects of whatever failed. */
const ofAnything: ReadonlySet<Subject> = new Set<Subject>(['upstream', 'service', 'requestItself']);

/**
 * What rules understand is what they were made for: a code, a page, a key that was not received. Beyond that what answers of the
 * past teach is right more often about answers never seen, and the rules tell its reason. Where nothing is likely enough, there is
 * no verdict.
 */
export const judgeRule = (rules: readonly Rule[], knowledge: () => Knowledge): Rule => ({
  id: 'judged',
  when: (evidence) => {
    const ruled = firstRuling(rules, evidence)?.verdict ?? null;
    if (!speaks(evidence) || !tellsOfFailure(evidence) || isRefusalWithinFault(evidence)) return ruled;
    const { learned, lexicon, recall } = knowledge();
    const said = saidIn(evidence, knowledge());
    const statements = statementsOf(said, lexicon);
    const readings = remembered(evidence, knowledge);
    const own = causeOf(ruled, evidence, statements);
    const known = recall?.(evidence) ?? null;
    if (known !== null) return told(known, ruled, evidence, readings);
    if (own === 'key_expired') return ruled;
    if (isNamed(readings) && own !== null && !own.startsWith('key_'))
      return told(own, ruled, evidence, readings);
    if (isBland(evidence, readings, statements) || isRefusedByCode(own, evidence, readings, statements))
      return ruled;
    const likelihoods = learned.likelihoods(featuresOf(evidence, said, statements));
    // Of a cause that no answer taught, the rules alone know.
    if (own !== null && !likelihoods.has(own)) return ruled;
    const best = likeliest(learned, likelihoods, (one) => one === own || isPossible(one, evidence, readings));
    const least = own === null ? 'alone' : best.cause === own ? 'agreed' : 'disputed';
    return best.cause === null ||
      best.right < leastLikely[least] ||
      !mayBlame(best.cause, evidence, statements)
      ? null
      : told(best.cause, ruled, evidence, readings);
  },
});

/** What the rules say, but for a key that the answer does not judge. */
function causeOf(
  ruled: Ruling | null,
  evidence: Evidence,
  statements: readonly SaidStatement[],
): Cause | null {
  if (ruled === null || 'success' in ruled) return null;
  if (blamesTheKey.has(ruled.cause)) {
    if (isHandedOn(evidence)) return 'service_error';
    if (saysNoneCame(statements) && evidence.exchange.key !== null) return 'not_openai_api';
  }
  return ruled.cause === 'network_intercepted' ? 'not_openai_api' : ruled.cause;
}

/** It says that somebody else failed, and what that one said stands within. */
const isHandedOn = ({ answer, exchange }: Evidence): boolean =>
  !exchange.endpoint.official &&
  answer.error.messages.length > 1 &&
  /^(?:provider returned error|upstream (?:provider )?(?:returned|error|request failed))/i.test(
    answer.error.messages[0] ?? '',
  );

/** What came with a good status and tells of no failure is judged by its form. */
const tellsOfFailure = ({ answer }: Evidence): boolean => answer.status >= 300 || answer.failed;

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

/** A 401 with a code of refused keys, and whatever words: none that the table knows say another thing. */
const isRefusedByCode = (
  own: Cause | null,
  { answer }: Evidence,
  readings: readonly JudgedReading[],
  statements: readonly SaidStatement[],
): boolean =>
  own === 'key_rejected' &&
  answer.meant === 401 &&
  readings.some(({ order }) => order === vagueOrder) &&
  readings.every(({ cause, weight }) => cause === own || weight < clear) &&
  !saysSomethingElse(statements);

/** What would not be wrong either is not quite as right as the best. */
const second = 0.95;

/** Little is said, and nothing of anything that is known, so that the status is all there is. */
const isBland = (
  { answer }: Evidence,
  readings: readonly JudgedReading[],
  statements: readonly SaidStatement[],
): boolean =>
  answer.text.length <= longestBland &&
  readings.length === 0 &&
  statements.every(({ clause }) => [...clause.subjects.keys()].every((subject) => ofAnything.has(subject)));

/** Of the possible causes that which is likeliest not to be wrong, and how likely that is. */
function likeliest(
  { alsoRight }: Knowledge['learned'],
  likelihoods: ReadonlyMap<Cause, number>,
  isPossible: (cause: Cause) => boolean,
): { readonly cause: Cause | null; readonly right: number } {
  let best: { readonly cause: Cause | null; readonly right: number } = { cause: null, right: 0 };
  for (const cause of likelihoods.keys()) {
    if (!isPossible(cause)) continue;
    let right = 0;
    for (const [where, likely] of likelihoods)
      right += likely * (where === cause ? 1 : second * alsoRight(cause, where));
    if (right >= best.right) best = { cause, right };
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

/** As the rules tell it, where they mean the same. */
function told(
  cause: Cause,
  ruled: Ruling | null,
  evidence: Evidence,
  readings: readonly JudgedReading[],
): Ruling | null {
  if (ruled !== null && 'cause' in ruled) {
    const same = ruled.cause === 'network_intercepted' ? 'not_openai_api' : ruled.cause;
    if (same === cause) return ruled;
    if (cause === 'service_error' && isHandedOn(evidence)) {
      return { cause: 'service_error', facts: { reason: 'relay_key' } };
    }
  }
  const reason = readings.find((reading) => reading.cause === cause && reading.reason !== null)?.reason;
  return rulingOfReading(cause, reason ?? null, evidence);
}
