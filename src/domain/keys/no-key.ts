import { defaultEndpoint } from '../network/endpoint.ts';
import type { Secret } from '../secrets/secret.ts';
import { judgeKey, type KeyVerdict } from './judge.ts';
import { referenceIn } from './references.ts';

/** No key at all: empty, a tutorial's placeholder, or what the dashboard shows in place of a key. */
export function isNoKey(value: Secret): boolean {
  return saysNoKey(judgeKey(value, defaultEndpoint));
}

/** Whether that is what was judged. */
export function saysNoKey(verdict: KeyVerdict): boolean {
  return !verdict.ok && ['key_missing', 'key_placeholder', 'key_masked'].includes(verdict.cause);
}

/** It leads to a key, and is none. */
export const isReference = (value: Secret): boolean => referenceIn(value) !== null;

/** Nothing that could be sent as it is: no key, or a reference to one. */
export const isNotSendable = (value: Secret): boolean => isReference(value) || isNoKey(value);
