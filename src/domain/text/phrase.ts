/**
 * A regular expression of named word lists: phrase`${limit}\b.{0,60}${reached}` holds where one of the first list and
 * one of the second stand at most 60 characters apart. A list is an expression of alternatives (`/limit|cap|quota/`) or
 * several of them, and is put in as a group. Flags of lists do not count, and the result has none.
 */
export function phrase(
  { raw }: TemplateStringsArray,
  ...lists: readonly (RegExp | readonly RegExp[])[]
): RegExp {
  const groups = lists.map(
    (list) =>
      `(?:${[list]
        .flat()
        .map(({ source }) => source)
        .join('|')})`,
  );
  return new RegExp(String.raw({ raw }, ...groups));
}

/** Words in one text, with blanks or line breaks between them. */
export function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}
