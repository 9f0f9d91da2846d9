/** After Enter, more input within this time (ms) belongs to the same paste. */
export const pasteGap = 40;

/** The longest text that is taken for a key, in UTF-16 units; the rest of a longer one is dropped. */
export const longestSecret = 16_384;
