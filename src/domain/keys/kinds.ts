import type { Secret } from '../secrets/secret.ts';
import { marker } from './shapes.ts';

/** Kinds of genuine OpenAI keys, as reported in JSON (`key.kind`). */
export type KeyKind = 'project' | 'service_account' | 'user' | 'admin' | 'unknown';

/** Newer kinds name themselves. `sk-None-` was given to keys made outside any project in 2024. */
const kindOfPrefix: readonly (readonly [prefix: string, kind: KeyKind])[] = [
  ['sk-proj-', 'project'],
  ['sk-svcacct-', 'service_account'],
  ['sk-service-', 'service_account'],
  ['sk-admin-', 'admin'],
  ['sk-None-', 'user'],
];

const legacyUserKey = new RegExp(`^sk-[A-Za-z0-9]{20}${marker}`);

/** The kind a key says it is; its length is not looked at, so a cut key keeps its kind. */
export function keyKind(text: string): KeyKind {
  const key = text.trim();
  for (const [prefix, kind] of kindOfPrefix) if (key.startsWith(prefix)) return kind;
  return legacyUserKey.test(key) ? 'user' : 'unknown';
}

/** Whether a header can carry it. */
export const isSendable = (key: Secret): boolean => /^[\x21-\x7e]+$/.test(key.reveal());

/** The kind of a key in hand. */
export const kindOf = (key: Secret): KeyKind => keyKind(key.reveal());

/**
 * What may be said about hidden input while it is typed: kind, length, and the last four characters
 * (empty under 20 characters, where four would be too much of it).
 */
export function describeShape(text: string): {
  readonly kind: KeyKind;
  readonly length: number;
  readonly tail: string;
} {
  const key = text.trim();
  const tail = key.length < 20 ? '' : key.slice(-4).replace(/[^\x21-\x7e]/g, '?');
  return { kind: keyKind(key), length: key.length, tail };
}
