/** Classes of characters that come along when a key is pasted, as sources of a `RegExp` class. */

/** Blanks: ASCII, no-break space, ideographic space and the other spaces of Unicode; line and paragraph separators. */
export const blanks = '\\s\\u0085';

/** Invisible: soft hyphen, zero-width, joiners, bidirectional marks and isolates, byte order mark, variation selectors. */
export const invisible =
  '\\u00ad\\u034f\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufe00-\\ufe0f\\ufeff';

/** Control characters that are not blanks. */
export const controls = '\\x00-\\x08\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f';

/** Straight, curly, angular and CJK quotation marks. */
export const quotes = '"\'`\\u00b4\\u2018-\\u201f\\u00ab\\u00bb\\u2039\\u203a\\u300c-\\u300f\\u301d-\\u301f';

/** Hyphens, dashes and minus signs that stand for `-` after word processors and translators. */
export const dashes = '\\u2010-\\u2015\\u2212\\ufe58\\ufe63';

/** Marks that follow a key in a list, an object, a shell line or a Chinese sentence. */
export const trailers = ',;\\\\\\u3001\\u3002\\uff0c\\uff1b\\uff1a';

/** The alphabet of every key that OpenAI has issued. */
export const keyAlphabet = /^[A-Za-z0-9_-]+$/;
