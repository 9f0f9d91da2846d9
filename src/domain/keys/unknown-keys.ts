import { maskKey } from '../secrets/mask.ts';
import { phrase } from '../text/phrase.ts';
import { isPlaceholder } from './placeholders.ts';
import { marker } from './shapes.ts';
import { vendorShapes } from './vendors.ts';

/**
 * Masks what has the form of a credential although nobody named it as one: keys in server messages, authorization
 * headers, passwords in addresses. Ids (`req_…`, `org-…`), masked keys and prose stay.
 */
export function maskUnknownKeys(text: string): string {
  let result = text;
  for (const [pattern, replacement] of rules) result = result.replace(pattern, replacement);
  return result;
}

const authorizing = /(?<![A-Za-z0-9])((?:proxy-)?authorization|(?:x-)?api[-_]key)/;
const separator = /(\\?["']?[ \t]{0,4}[:=][ \t]{0,4}\\?["']?)/;
const schemeName = /((?:[A-Za-z]{3,12}[ \t]{1,4})?)/;
const credential = /([A-Za-z0-9._~+/=-]+)(?![\w.~+/=*…•-])/;

/** Each pattern begins where a word begins, and its parts cannot overlap: time grows with the text's length only. */
const rules: readonly (readonly [RegExp, (...groups: string[]) => string])[] = [
  // scheme://user:password@host, also with the slashes of JSON (\/\/)
  [
    /((?:\/|\\\/){2})([^\s/\\?#"'<>]+)@/g,
    (all = '', slashes = '', user = '') => (user.includes(':') || isSecret(user) ? `${slashes}…@` : all),
  ],
  // Authorization: Basic …, "authorization":"Bearer …", x-api-key: …
  [
    new RegExp(phrase`${authorizing}${separator}${schemeName}${credential}`, 'gi'),
    (all = '', name = '', colon = '', scheme = '', value = '') =>
      isSecret(value) || (/^basic/i.test(scheme) && value.length > 3)
        ? `${name}${colon}${scheme}${maskKey(value)}`
        : all,
  ],
  [
    new RegExp(phrase`(?<![A-Za-z0-9])((?:Bearer|Basic)(?:[ \t]{1,4}|%20|\+))${credential}`, 'gi'),
    (all = '', scheme = '', value = '') =>
      isSecret(value) || (/^basic/i.test(scheme) && /.{7}[A-Z=]/.test(value))
        ? `${scheme}${maskKey(value)}`
        : all,
  ],
  [
    /([?&](?:api[-_]?key|key|access[-_]token|token|secret|sig|code)=)([^&\s"'#<>]+)/gi,
    (all = '', name = '', value = '') => (isSecret(value) ? `${name}${maskKey(value)}` : all),
  ],
  // JSON Web Tokens
  [/(?<![\w-])eyJ[\w-]{8,}(?:\.[\w-]+){1,4}/g, () => '…'],
  [/(?:(%[0-9A-Fa-f]{2}|\\[nrt])|(?<![A-Za-z0-9_-]))([A-Za-z0-9_-]{16,})/g, maskToken],
];

/** Where words stand that have the form of a key. */
export function unknownKeys(text: string): readonly (readonly [from: number, to: number])[] {
  return [...text.matchAll(/[A-Za-z0-9_-]{16,}/g)]
    .filter(([word]) => maskWord(word) !== word)
    .map(({ 0: word, index }) => [index, index + word.length]);
}

function maskToken(_all = '', before: string | undefined = '', token = ''): string {
  return `${before}${maskWord(token)}`;
}

function maskWord(word: string): string {
  // Nothing but a key of OpenAI contains the marker; letters may stick to its front.
  const middle = word.indexOf(marker);
  if (middle >= 0) {
    const start = Math.max(word.lastIndexOf('sk-', middle), 0);
    return `${word.slice(0, start)}${maskKey(word.slice(start))}`;
  }
  if (/^[sf]k-/.test(word)) return isSecret(word.slice(3)) ? maskKey(word) : word;
  if (/^(?:sess-|ek_|whsec_)/.test(word)) return isSecret(word) ? maskKey(word) : word;
  // Classic Azure keys have no prefix, and look like any checksum: those stay.
  const vendor = word.length === 32 ? undefined : vendorShapes.find(({ pattern }) => pattern.test(word));
  return vendor === undefined ? word : maskKey(word);
}

/** Random enough to be a secret: long, or of several kinds of characters; not the placeholder of an example. */
function isSecret(value: string): boolean {
  if (value.length < 8 || isPlaceholder(value) || /^[.*…•-]+$/.test(value)) return false;
  const digits = /\d/.test(value);
  const letters = /[A-Za-z]/.test(value);
  const mixedCase = /[a-z]/.test(value) && /[A-Z]/.test(value.slice(1));
  if (value.length >= 32 && !/[-_]/.test(value)) return true;
  return (digits && letters) || (mixedCase && value.length >= 16);
}
