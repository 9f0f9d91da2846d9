/** Prefixes that tell a key's kind; the longest match is kept in the masked form. */
const kindPrefix = /^(?:sk-(?:proj|svcacct|service|admin|None|ant-[a-z]+\d\d|or-v\d|lf)-|[A-Za-z]{2,12}[-_])/;

/** Under this many characters a value is shown as its length only. */
const shortest = 20;

/**
 * The form in which a key may be shown: prefix up to the kind, ellipsis, last four characters
 * (`sk-proj-…Ab3d`). A value under 20 characters gives its length only, as `(12)`.
 */
export function maskKey(text: string): string {
  if (text.length < shortest) return `(${text.length})`;
  const prefix = kindPrefix.exec(text)?.[0] ?? '';
  const tail = text.slice(-4).replace(/[^\x21-\x7e]/g, '?');
  return `${prefix}…${tail}`;
}
