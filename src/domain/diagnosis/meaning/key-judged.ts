import { anyOf } from '../../text/phrase.ts';
import type { Cause } from '../causes.ts';
import type { Evidence } from '../evidence-view.ts';
import type { Predicate, Subject } from './lexicon.ts';
import type { SaidStatement } from './said.ts';

/** Causes that put the fault in the key itself. */
export const blamesTheKey: ReadonlySet<Cause> = new Set(['key_rejected', 'key_expired']);

/** Whoever is refused, as the key that was sent. */
const whoAsks: readonly Subject[] = ['key', 'givenKey', 'ownKey', 'keyKind', 'auth', 'account'];
const thatItIsBad: readonly Predicate[] = [
  ...(['invalid', 'notFound', 'mismatch', 'revoked', 'disabled', 'expired'] as const),
  ...(['notAllowed', 'failed', 'another', 'unavailable'] as const),
];
/** Said of a key that came, where others may have been missing: 'missing or invalid'. */
const thatItCame: readonly Predicate[] = ['invalid', 'revoked', 'expired', 'disabled', 'mismatch', 'another'];
const whereKeysStand: readonly Subject[] = ['key', 'givenKey', 'header', 'auth', 'signature'];
const thatNoneCame: readonly Predicate[] = ['absent', 'required'];
/** Where these are spoken of, it is not this key that was judged. */
const somethingElse: readonly Subject[] = [
  ...(['upstream', 'upstreamKey', 'channel', 'signature'] as const),
  ...(['region', 'ip', 'network', 'wall'] as const),
];
/** Credentials that no client of this API sends. */
const anotherCredential = anyOf(
  /\b(?:admin(?:istrator)?|master|session|cookie|github|copilot|refresh)(?: app)?(?: api)? (?:key|token|secret|auth)/,
  /\b(?:captcha|webhook|mcp server|licen[sc]e key)\b|管理员(?:令牌|密钥)|验证码/,
);
/** How a refusal speaks that names nothing. */
const bareRefusal = anyOf(
  /unauthori[sz]ed|unauthenticated|not authori[sz]ed|authenticat|authori[sz]ation|access denied|forbidden/,
  /invalid|denied|未授权|未登录|无权|认证|鉴权|^\s*(?:error|failed|401)?\s*$/,
);
const longestBareRefusal = 80;

const speaks = (
  { clause }: SaidStatement,
  about: readonly Subject[],
  says: readonly Predicate[] | null,
): boolean =>
  about.some((subject) => clause.subjects.has(subject)) &&
  (says === null || says.some((predicate) => clause.predicates.has(predicate)));

const isOfSomethingElse = (one: SaidStatement): boolean =>
  speaks(one, somethingElse, null) || anotherCredential.test(one.clause.text);

/** Something is spoken of that is not this key. */
export const saysSomethingElse = (statements: readonly SaidStatement[]): boolean =>
  statements.some((one) => !one.clause.advice && isOfSomethingElse(one));

/** It says that no key came, and not that one that came is bad. */
export const saysNoneCame = (statements: readonly SaidStatement[]): boolean =>
  statements.some((one) => !one.said.isCode && speaks(one, whereKeysStand, thatNoneCame)) &&
  !statements.some((one) => !one.said.isCode && speaks(one, whoAsks, thatItCame));

/**
 * Whether an answer says of the key that was sent, and of nothing else, that it is bad; or refuses whoever asks and names
 * nothing. Only then may the key be blamed.
 */
function judgesTheKey({ answer }: Evidence, statements: readonly SaidStatement[]): boolean {
  if (answer.status >= 500 || saysNoneCame(statements)) return false;
  if (saysSomethingElse(statements)) return false;
  if (statements.some((one) => !one.clause.advice && speaks(one, whoAsks, thatItIsBad))) return true;
  return (
    answer.text.length <= longestBareRefusal &&
    bareRefusal.test(answer.text) &&
    !statements.some((one) => !one.said.isCode && speaks(one, ['key', 'givenKey', 'ownKey', 'keyKind'], null))
  );
}

/** Of which one must be spoken where a right, or the kind, of a key is missed. */
const ofItsRights: Readonly<Partial<Record<Cause, readonly Subject[]>>> = {
  key_missing_scope: ['key', 'keyKind', 'permission', 'ownKey', 'givenKey', 'auth', 'access', 'path'],
  key_type_not_allowed: ['keyKind', 'client', 'ownKey', 'key', 'auth', 'account'],
};

/** Whether anything is said that a cause whose fault is the key's can rest on. */
export function mayBlame(cause: Cause, evidence: Evidence, statements: readonly SaidStatement[]): boolean {
  if (blamesTheKey.has(cause)) return judgesTheKey(evidence, statements);
  const needed = ofItsRights[cause];
  return needed === undefined || statements.some((one) => !one.clause.advice && speaks(one, needed, null));
}
