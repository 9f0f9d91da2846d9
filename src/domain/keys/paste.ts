import { Secret } from '../secrets/secret.ts';
import { blanks, controls, dashes, invisible } from './characters.ts';
import { marker } from './shapes.ts';
import { isGenuine, repeatedPiece, tokensIn } from './tokens.ts';
import { vendorShapes } from './vendors.ts';
import type { Wrapping } from './wrappings.ts';
import { leadingWrap, trailingWrap } from './wrappings.ts';

/** What was put right in a pasted text, for telling the user; in the order in which it is told. */
const repairIds = [
  'escapes_removed',
  'invisible_removed',
  'control_removed',
  'full_width_replaced',
  'dashes_replaced',
  'blanks_trimmed',
  'quotes_removed',
  'bearer_removed',
  'assignment_removed',
  'trailing_removed',
  'extracted',
  'lines_joined',
  'blanks_removed',
  'doubled',
] as const;
export type RepairId = (typeof repairIds)[number];

interface Repaired {
  readonly text: string;
  readonly repairs: readonly RepairId[];
}

const repairOfWrapping: Readonly<Record<Wrapping, RepairId>> = {
  blanks: 'blanks_trimmed',
  quotes: 'quotes_removed',
  bearer: 'bearer_removed',
  assignment: 'assignment_removed',
  trailing: 'trailing_removed',
};

/**
 * Undoes what copying does to a key. Repairing twice changes nothing more. A text with several different keys, or with
 * nothing that could be a key, is left for `judgeKey` to name.
 */
export function repairPaste(input: string): Repaired {
  const repairs = new Set<RepairId>();
  let text = input;
  // One pass uncovers what another wrapped; a text that is not settled after a few is no key.
  for (let pass = 0; pass < 6; pass += 1) {
    const next = repairOnce(text, repairs);
    if (next === null) break;
    if (next === text) return { text, repairs: repairIds.filter((id) => repairs.has(id)) };
    text = next;
  }
  return { text: input, repairs: [] };
}

/** A key as it was pasted or piped in, with what copying did to it undone, and without blanks around it. */
export function repairKey(typed: Secret): { readonly key: Secret; readonly repairs: readonly RepairId[] } {
  const { text, repairs } = repairPaste(typed.reveal());
  return { key: new Secret(text.trim()), repairs };
}

/** What stands around a whole key of OpenAI's in a value, and is no part of it; null where there is none, or much around it. */
export function aroundKey(value: Secret): string | null {
  const text = value.reveal();
  const key = repairPaste(text).text.trim();
  const parts = isGenuine(key) ? text.split(key) : [];
  if (parts.length !== 2 || parts.some((part) => part.length > longestAround)) return null;
  return (
    parts
      .map((part) => part.trim())
      .filter(Boolean)
      .join(' ') || null
  );
}

const longestAround = 12;

/** Null where several different keys are in the text. */
function repairOnce(text: string, repairs: Set<RepairId>): string | null {
  const readable = repairCharacters(text, repairs);
  const start = leadingWrap(readable);
  const end = trailingWrap(readable, start.end);
  const core = readable.slice(start.end, end.end);
  const unwrap = () => {
    for (const wrapping of [...start.found, ...end.found]) repairs.add(repairOfWrapping[wrapping]);
    return core;
  };
  if (isToken(core)) {
    const piece = core.startsWith('sk-') ? repeatedPiece(core) : core;
    if (piece !== core) repairs.add('doubled');
    unwrap();
    return piece;
  }

  // A whole key followed by words is not a key that was wrapped.
  if (!tokensIn(readable).some((token) => isGenuine(token))) {
    const joined = joinLines(core);
    if (joined !== null) {
      repairs.add(/[\r\n\u2028\u2029]/.test(core) ? 'lines_joined' : 'blanks_removed');
      unwrap();
      return joined;
    }
  }
  const keys = possibleKeys(readable);
  const chosen = keys.length > 1 ? namedKey(readable) : keys[0];
  if (chosen !== undefined) {
    const onlyThat = readable.split(chosen).every((between) => onlyBlanks.test(between));
    repairs.add(onlyThat ? 'doubled' : 'extracted');
    return chosen;
  }
  return keys.length > 1 ? null : unwrap();
}

const escapeCharacter = '\\x1b';

const characterRepairs: readonly (readonly [RepairId, RegExp, (found: string) => string])[] = [
  // Bracketed paste and colours of a terminal.
  ['escapes_removed', new RegExp(`${escapeCharacter}\\[[0-9;?]{0,16}[A-Za-z~]`, 'g'), () => ''],
  ['invisible_removed', new RegExp(`[${invisible}]+`, 'g'), () => ''],
  ['control_removed', new RegExp(`[${controls}]+`, 'g'), () => ''],
  // The block of full-width forms is ASCII, moved; what stands there as punctuation of Chinese text stays so.
  [
    'full_width_replaced',
    /[\uff01-\uff5e]+/g,
    (found) => found.replace(/./g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0)),
  ],
  ['dashes_replaced', new RegExp(`[${dashes}]`, 'g'), () => '-'],
];

function repairCharacters(text: string, repairs: Set<RepairId>): string {
  let result = text;
  for (const [id, pattern, replacement] of characterRepairs) {
    const next = result.replace(pattern, replacement);
    if (next !== result) repairs.add(id);
    result = next;
  }
  return result;
}

/** One word that could be sent: a key, or the token of a gateway. */
function isToken(text: string): boolean {
  return /^[A-Za-z0-9_-]+$/.test(text);
}

const onlyBlanks = new RegExp(`^[${blanks}]*$`);
const anyBlank = new RegExp(`[${blanks}]+`, 'g');

/** A key that was wrapped or spaced out; null where the text is anything else. */
function joinLines(text: string): string | null {
  const joined = text.replace(anyBlank, '');
  if (joined === text || !isToken(joined)) return null;
  const words = text.split(anyBlank);
  const isOneKey = joined.startsWith('sk-') && !words.slice(1).some((word) => word.startsWith('sk-'));
  return isOneKey ? joined : null;
}

/** Tokens that might be keys of OpenAI in a form not known yet; those with the marker count before those without. */
function possibleKeys(text: string): string[] {
  const tokens = tokensIn(text).filter((token) => token.startsWith('sk-') && token.length >= 20);
  const marked = tokens.filter((token) => token.includes(marker));
  if (marked.length > 0) return distinct(marked);
  const notForeign = tokens.filter((token) => !vendorShapes.some(({ pattern }) => pattern.test(token)));
  return distinct(notForeign.length > 0 ? notForeign : tokens);
}

const assignmentOfKey =
  /(?<![A-Za-z0-9_])OPENAI_API_KEY["']?[ \t]{0,8}[:=][ \t]{0,8}["'`]?(sk-[A-Za-z0-9_-]+)/g;
const commentedOut = /^[ \t]*(?:#|\/\/)/;

/** Of several keys, the one that is assigned to `OPENAI_API_KEY`, where that is just one. */
function namedKey(text: string): string | undefined {
  const named = text
    .split(/[\r\n]+/)
    .filter((line) => !commentedOut.test(line))
    .flatMap((line) => [...line.matchAll(assignmentOfKey)].map((match) => match[1] ?? ''));
  const keys = distinct(named);
  return keys.length === 1 ? keys[0] : undefined;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}
