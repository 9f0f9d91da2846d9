/**
 * A regular expression of named word lists: phrase`${limit}\b.{0,60}${reached}` holds where one of the first list and
 * one of the second stand at most 60 characters apart. A list is an expression of alternatives (`/limit|cap|quota/`) and
 * is put in as a group. Flags of lists do not count, and the result has none.
 */
export function phrase({ raw }: TemplateStringsArray, ...lists: readonly RegExp[]): RegExp {
  return new RegExp(String.raw({ raw }, ...lists.map(({ source }) => `(?:${source})`)));
}

/** Lists of words as one. */
export function anyOf(...lists: readonly RegExp[]): RegExp {
  return new RegExp(lists.map(({ source }) => source).join('|'));
}

/** One of several words, which may be expressions and hold no blanks: oneOf`npm pnpm yarn` is `/npm|pnpm|yarn/`. */
export function oneOf({ raw }: TemplateStringsArray): RegExp {
  return new RegExp(wordsOf(raw.join('')).join('|'));
}

/** Words in one text, with blanks or line breaks between them. */
export function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
