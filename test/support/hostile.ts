/** What a terminal must not be sent: cursor codes, a title, a bell, a turned line, a hidden letter. */
const hostile = '\u001b[2J\u001b]0;sneaky\u0007\u202eright\u200b\n\u009b1A';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unclean = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f]|sneaky/;

/** Facts as somebody else would like to have written them: every text and every path says more than it should. */
export function spoiled<F>(facts: F, kept: readonly string[]): F {
  if (typeof facts === 'string') return `${facts}${hostile}` as F;
  if (typeof facts !== 'object' || facts === null) return facts;
  if (Array.isArray(facts)) return facts.map((one) => spoiled(one, kept)) as F;
  const entries = Object.entries(facts).map(([name, value]) => [
    name,
    kept.includes(name) ? value : spoiled(value, kept),
  ]);
  return Object.fromEntries(entries) as F;
}

export const isClean = (text: string): boolean => !unclean.test(text);
