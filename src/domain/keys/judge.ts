import type { CauseFacts, FactsArgument } from '../diagnosis/cause-facts.ts';
import { type Warning, warning } from '../diagnosis/warnings.ts';
import { type Endpoint, maySpeakForOpenai } from '../network/endpoint.ts';
import type { Secret } from '../secrets/secret.ts';
import { findDamage } from './damage.ts';
import type { KeyKind } from './kinds.ts';
import { keyKind } from './kinds.ts';
import { isMasked, isPlaceholder, isTooPlain, isTooShort } from './placeholders.ts';
import { referenceIn } from './references.ts';
import { marker, notAKeyShapes, wholeLength } from './shapes.ts';
import { isGenuine, shapeOf, tokensIn } from './tokens.ts';
import { isHostOf, resemblances, vendorShapes } from './vendors.ts';
import { leadingWrap, trailingWrap } from './wrappings.ts';

type KeyCause =
  | 'key_missing'
  | 'key_placeholder'
  | 'key_reference'
  | 'key_masked'
  | 'key_damaged'
  | 'key_wrong_kind'
  | 'key_other_vendor';

export type KeyVerdict =
  | {
      readonly ok: true;
      readonly kind: KeyKind;
      readonly warnings: readonly Warning[];
    }
  | Refused<KeyCause>;

type Refused<C extends KeyCause> = {
  readonly [K in C]: { readonly ok: false; readonly cause: K; readonly facts: CauseFacts[K] };
}[C];

/** Far more than any key or token that a header could carry. */
const longest = 8192;

/**
 * Whether this, sent as it is, can be a key for this endpoint. Nothing is repaired, since a program would send
 * what stands there; only blanks at the very ends are left out, as the SDK does. What is refused here cannot work;
 * whatever might work passes, with a warning.
 */
export function judgeKey(key: Secret, endpoint: Endpoint): KeyVerdict {
  const text = key.reveal().trim();
  if (text === '') return refuse('key_missing', { reason: 'empty' });
  if (text.length > longest) return refuse('key_damaged', { reason: 'several', position: 1 });
  const reference = referenceIn(key);
  if (reference)
    return refuse('key_reference', {
      reason: reference.kind,
      store: reference.store || undefined,
    });
  if (!tokensIn(text).some((token) => isGenuine(token))) {
    if (isMasked(unwrapped(text))) return refuse('key_masked');
    if (isPlaceholder(text)) return refuse('key_placeholder');
  }
  return (
    judgeWrongKind(text, endpoint) ??
    judgeVendor(text, endpoint) ??
    judgePlain(text, endpoint) ??
    judgeDamage(text, endpoint) ?? {
      ok: true,
      kind: keyKind(text),
      warnings: shapeWarnings(text, endpoint),
    }
  );
}

/** Without quotes, `Bearer `, `NAME=` and the like. */
function unwrapped(text: string): string {
  const start = leadingWrap(text).end;
  return text.slice(start, trailingWrap(text, start).end);
}

function refuse<C extends KeyCause>(cause: C, ...[facts]: FactsArgument<C>): Refused<C> {
  // The compiler does not see that a cause and its own facts belong together.
  return { ok: false, cause, facts: facts ?? {} } as unknown as Refused<C>;
}

function judgeWrongKind(text: string, endpoint: Endpoint): KeyVerdict | null {
  // What stands in for OpenAI takes no tokens of the wrong kind either.
  const isStrict = maySpeakForOpenai(endpoint);
  // With the marker it is certainly OpenAI's; without it, a gateway far away may have chosen the name.
  if (/^sk-admin-[\w-]+$/.test(text) && (isStrict || text.includes(marker))) {
    return refuse('key_wrong_kind', { reason: 'admin', variable: 'OPENAI_ADMIN_KEY' });
  }
  const shape = notAKeyShapes.find(({ pattern, anywhere }) => (anywhere || isStrict) && pattern.test(text));
  return shape ? refuse('key_wrong_kind', { reason: shape.what, variable: shape.variable }) : null;
}

/** Another service's key goes to no host but its own. */
function judgeVendor(text: string, endpoint: Endpoint): KeyVerdict | null {
  const vendor = vendorShapes.find(({ pattern }) => pattern.test(text));
  if (vendor === undefined || isHostOf(endpoint.host, vendor.hosts)) return null;
  // Shapes without a telling prefix may be anybody's token at a host that is not OpenAI's.
  if (!endpoint.official && !/^[A-Za-z]+[-_]|^AIza|^AKIA/.test(text)) return null;
  return refuse('key_other_vendor', {
    vendor: vendor.name,
    variable: vendor.variable,
    vendorURL: vendor.baseURL,
  });
}

function judgePlain(text: string, endpoint: Endpoint): KeyVerdict | null {
  if (!endpoint.official || text.includes(marker) || !isTooPlain(text)) return null;
  return refuse('key_placeholder', isTooShort(text) ? { length: text.length } : {});
}

function judgeDamage(text: string, endpoint: Endpoint): KeyVerdict | null {
  const found = findDamage(text, endpoint.official);
  return found && refuse('key_damaged', found);
}

/** What is unusual about a key that is sent all the same. Tokens of gateways without `sk-` have no usual shape. */
function shapeWarnings(text: string, endpoint: Endpoint): Warning[] {
  if (isGenuine(text)) return [];
  if (!endpoint.official && !text.startsWith('sk-')) return [];
  if (vendorShapes.some(({ pattern, hosts }) => pattern.test(text) && isHostOf(endpoint.host, hosts)))
    return [];
  const { length } = text;
  const shape = shapeOf(text);
  // A plain `sk-` without the marker could be anything: nothing says how long it should be.
  const known = shape !== undefined && (shape.prefix !== 'sk-' || keyKind(text) === 'user');
  if (!known) {
    const hasMarker = text.includes(marker);
    // Early service account keys had several lengths.
    if (hasMarker && keyKind(text) !== 'unknown') return [];
    const like = resemblances.filter(({ pattern }) => pattern.test(text));
    if (like.some(({ hosts }) => isHostOf(endpoint.host, hosts))) return [];
    const resembles = like.map(({ name, baseURL }) => ({ name, baseURL }));
    const reason = hasMarker || !text.startsWith('sk-') ? 'prefix' : 'marker';
    return [warning('unusual_shape', { reason, resembles })];
  }

  const side = text.indexOf(marker) - shape.prefix.length;
  const longest = Math.max(...shape.sides);
  const expected = wholeLength(shape, shape.sides.includes(side) ? side : longest);
  const warnings: Warning[] = [];
  if (length < expected && (side < 0 || side <= longest)) {
    warnings.push(warning('looks_truncated', { length, expected }));
  } else if (side >= 0 && length !== expected) {
    warnings.push(warning('unusual_shape', { reason: 'length', length, expected }));
  }
  // The marker is missing, or elsewhere, although the text is long enough to have it in its place.
  const couldBeCutOff = length < shape.prefix.length + longest + marker.length;
  const isMisplaced = side < 0 ? !couldBeCutOff : length === expected;
  if (isMisplaced) warnings.push(warning('unusual_shape', { reason: 'marker' }));
  return warnings;
}
