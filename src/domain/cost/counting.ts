/** Counts the tokens of a text that comes in parts. */
export interface TokenCounter {
  add(part: string): void;
  /** The count of all parts together; the counter is used up. */
  end(): TokenCount;
}

export interface TokenCount {
  readonly tokens: number;
  /** False where the text had a run without blank or sign so long that it was cut: each cut may add or remove a token. */
  readonly exact: boolean;
}

/** The encoding that counts are made in. */
export const countEncoding = 'o200k_base';

/** Models up to GPT-4 Turbo, all ended, used `cl100k_base`; `gpt-4o`, `gpt-4.1` and all later ones use `o200k_base`. */
const olderEncoding = /^(?:ft:)?gpt-(?:3\.5|4)(?:-|$)/;

/** Can the tokens of a text for this model be counted in `countEncoding`? */
export const isCountable = (model: string): boolean => !olderEncoding.test(model);
