/**
 * Beginnings that say what a key is. They are public, so a masked key keeps them; the longest wins. Anything that is
 * not listed could already be part of the secret, and is left out.
 */
const kindPrefix = new RegExp(
  `^(?:${[
    'sk-(?:proj|svcacct|service|admin|None)-',
    'sk-ant-(?:api|admin|oat|ort)\\d\\d-',
    'sk-ant-',
    'sk-or-v\\d-',
    '[sp]k-lf-',
    'org-',
    'proj_',
    'sess-',
    'ek_',
    'whsec_',
    'gsk_',
    'xai-',
    'pplx-',
    'AIza',
    'hf_',
    'fk-',
    '[srp]k_(?:live|test)_',
    'gh[pousr]_',
    'github_pat_',
    'glpat-',
    'npm_',
    'AKIA',
    'sk-',
  ].join('|')})`,
);

/** Under this many characters a value is shown as its length only. */
const shortest = 20;

/** The part of a key that may be shown because it only says what kind it is; empty where it says nothing. */
export function shownPrefix(text: string): string {
  return kindPrefix.exec(text)?.[0] ?? '';
}

/**
 * The form in which a key may be shown: prefix up to the kind, ellipsis, last four characters
 * (`sk-proj-…Ab3d`). A value under 20 characters gives its length only, as `(12)`. Blanks at the ends don't count.
 */
export function maskKey(text: string): string {
  const key = text.trim();
  if (key.length < shortest) return `(${key.length})`;
  const tail = key.slice(-4).replace(/[^\x21-\x7e]/g, '?');
  return `${shownPrefix(key)}…${tail}`;
}
