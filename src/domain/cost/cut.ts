/**
 * Where a text may be cut without changing its number of tokens.
 *
 * The tokenizer first splits a text into pieces (a word with the sign or blank before it, a run of signs, line breaks, up to
 * three digits), and then looks at one piece at a time. So a cut between two pieces is safe. The places
 * below end a piece whatever else stands around them, in the encoding `o200k_base`.
 */
const cuts = [
  // A blank after something that is no blank. Line breaks are left out: they join the signs before them.
  /\S[^\S\r\n]/uy,
  // A line that begins with a letter or digit.
  /\n[\p{L}\p{N}]/uy,
  // A sign or digit after a letter: words end there. Not an apostrophe (`don't`), not an accent.
  /\p{L}[^\p{L}\p{M}\s']/uy,
];

/**
 * The last place in the text that may be cut; 0 where there is none. Never the end itself, since the text that follows
 * decides about that.
 */
export function lastSafeCut(text: string): number {
  for (let at = text.length - 1; at > 0; at--) {
    if (isLowSurrogate(text, at)) continue;
    const before = isLowSurrogate(text, at - 1) ? at - 2 : at - 1;
    if (before >= 0 && cuts.some((pattern) => matchesAt(pattern, text, before))) return at;
  }
  return 0;
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}
