/**
 * Counts how often the build's patterns over other people's text matched. A pattern that no longer matches after an
 * update changes nothing and says nothing; so the build ends by asking here, and fails.
 */

/** `least`: by the name of each pattern, how often it matches at least. */
export function createTally(least) {
  const counts = new Map(Object.keys(least).map((name) => [name, 0]));
  return {
    /** Throws for a pattern that has no least count. */
    add(name, count = 1) {
      if (!counts.has(name)) throw new Error(`no least count is given for ${name}`);
      counts.set(name, counts.get(name) + count);
    },
    /** Throws where a pattern matched too seldom; the message names each, with both counts. */
    check() {
      const short = [...counts].filter(([name, count]) => count < least[name]);
      if (short.length === 0) return;
      const lines = short.map(([name, count]) => `  ${name}: ${count}, at least ${least[name]} expected`);
      throw new Error(
        `These patterns over other people's code matched too seldom (did a package change?):\n${lines.join('\n')}`,
      );
    },
  };
}
