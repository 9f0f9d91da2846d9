import { keyKind } from '../keys/kinds.ts';
import { isPlaceholder, isTooPlain } from '../keys/placeholders.ts';
import { genuineShapes, marker, notAKeyShapes } from '../keys/shapes.ts';
import { resemblances, vendorShapes } from '../keys/vendors.ts';
import { base64Marks } from './marks.ts';

/** A key that stands in a line of text. */
export interface KeyInLine {
  /** From 1, in UTF-16 units, as editors and SARIF count. */
  readonly column: number;
  /** A `KeyKind`, `session`, `webhook_secret`, or the service it belongs to, such as `hugging_face`. */
  readonly kind: string;
  /** The whole key: to be masked before it goes anywhere. */
  readonly text: string;
}

const namedPrefixes = [...genuineShapes.map(({ prefix }) => prefix), 'sk-service-'].filter(
  (prefix) => prefix !== 'sk-',
);

/** How keys of other services begin, and other credentials of OpenAI, as POSIX extended expressions. */
const dashedBeginnings =
  'sk-|sess-|whsec_|gsk_|xai-|pplx-|hf_|api_org_|[sr]k_live_|[sr]k_test_|gh[pousr]_|github_pat_|glpat-|npm_|xox[a-z]-';
const plainBeginnings = 'AIza|AKIA';
/** Stands in the middle of newer keys of Azure. */
const azureMarker = 'JQQJ99';
/** A key in two parts shows its marker whole, or enough of what stands before it; one in base64 the marker's digits. */
const rareMarks = [azureMarker, marker, ...base64Marks];

/**
 * The form of everything that `keysInLine` can find, for a search engine that looks through many files
 * first: POSIX extended and Perl-compatible alike. It may match more; it has no repetition inside another.
 */
export const candidatePattern = [
  `(${namedPrefixes.join('|')})[A-Za-z0-9_-]{20,}`,
  `sk-[A-Za-z0-9]{20}${marker}[A-Za-z0-9]{16,}`,
  `(^|[^A-Za-z0-9_-]|\\\\[nrt])(${dashedBeginnings}|${plainBeginnings})[A-Za-z0-9_-]{12,}`,
  ...rareMarks.map((mark) => mark.replace(/[+/]/g, '[$&]')),
].join('|');

/**
 * The same for Perl-compatible engines, several times faster: it looks for the rare dash first, and then
 * at what stands before it. It matches more, since it does not look where a word begins.
 */
const quickPattern = [
  `[-_](?<=${dashedBeginnings})[A-Za-z0-9_-]{12,}`,
  `(?:${plainBeginnings})[A-Za-z0-9_-]{12,}`,
  ...rareMarks.map((mark) => mark.replace(/[+/]/g, '[$&]')),
].join('|');

/** As `quickPattern`, for bytes: the same in UTF-16, whatever the order of its bytes, counts too. */
export const bytePattern = [
  quickPattern,
  '[-_]\\x00(?:[A-Za-z0-9_-]\\x00){12,}',
  'A\\x00(?:I\\x00z|K\\x00I)\\x00[Aa]\\x00',
  'J\\x00Q\\x00Q\\x00J\\x00',
].join('|');

/** Whether a text can hold a key at all. */
export const mayHoldKey: (text: string) => boolean = (() => {
  const quick = new RegExp(quickPattern);
  return (text) => quick.test(text);
})();

/** All keys in one line, placeholders left out. Time grows with the length of the line only. */
export function keysInLine(line: string): KeyInLine[] {
  const found: KeyInLine[] = [];
  for (const match of line.matchAll(/[A-Za-z0-9_-]{16,}/g)) {
    const [word] = match;
    const key = ownKey(word) ?? otherKey(word, line[match.index - 1] === '\\');
    if (key === null || isInvented(key.text)) continue;
    found.push({ column: match.index + key.at + 1, kind: key.kind, text: key.text });
  }
  return found;
}

interface Part {
  readonly at: number;
  readonly kind: string;
  readonly text: string;
}

/** A key of OpenAI; other letters may stick to its front (`\nsk-proj-…`, `%3Dsk-proj-…`). */
function ownKey(word: string): Part | null {
  const middle = word.indexOf(marker);
  const head = middle < 0 ? word : word.slice(0, middle);
  const named = namedPrefixes.map((prefix) => head.indexOf(prefix)).filter((at) => at >= 0);
  const legacy = middle < 0 ? -1 : head.search(/sk-[A-Za-z0-9]{20}$/);
  const at = named.length > 0 ? Math.min(...named) : legacy;
  if (at < 0) return null;
  const text = word.slice(at);
  const whole = middle < 0 ? text.length >= 48 && isMixed(text) : word.length - middle - marker.length >= 16;
  return whole ? { at, kind: keyKind(text), text } : null;
}

/** A key of another service, or another credential of OpenAI: these begin where the word begins. */
function otherKey(word: string, afterBackslash: boolean): Part | null {
  const at = afterBackslash && /^[nrt]/.test(word) ? 1 : 0;
  const text = word.slice(at);
  // Public by design, or no more than a checksum by its form.
  if (/^pk[-_]|^[0-9a-f]{32}$/.test(text)) return null;
  const vendor = vendorShapes.find(({ pattern }) => pattern.test(text));
  if (vendor) return { at, kind: vendor.name.toLowerCase().replaceAll(' ', '_'), text };
  const own = notAKeyShapes.find(
    ({ what, anywhere, pattern }) => isSecretKind(what) && anywhere && pattern.test(text),
  );
  if (own) return { at, kind: own.what, text };
  // A relay's `fk-…` is left out: it is also how people name foreign keys.
  const resembles = text.startsWith('sk-') && resemblances.some(({ pattern }) => pattern.test(text));
  return resembles ? { at, kind: 'unknown', text } : null;
}

function isSecretKind(what: string): boolean {
  return what === 'session' || what === 'webhook_secret';
}

/** Real keys are random: an identifier, a sentence in dashes or a row of one character is none. */
function isInvented(text: string): boolean {
  const random = text.replace(marker, '').replace(/^[a-z]{2,}[-_](?:[A-Za-z]+-)?/, '');
  const vague = !text.includes(marker) && !/\d/.test(random);
  return vague || isPlaceholder(text) || isTooPlain(text) || new Set(random).size < 8;
}

function isMixed(text: string): boolean {
  const random = text.slice(text.indexOf('-', 3) + 1);
  return /\d/.test(random) && /[a-z]/.test(random) && /[A-Z]/.test(random);
}
