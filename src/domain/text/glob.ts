/**
 * A pattern for one file name, as `fnmatch`, git and Docker have it: `*` and `?`, sets such as `[a-z]`,
 * `[!a]` and `[[:digit:]]`, and `\` before a character that stands for itself. A run of `*` is one `*`.
 * Null where the pattern is broken (an open set, a `\` at the end): it then matches nothing.
 *
 * Takes at most pattern length times name length steps.
 */
export function matchesGlob(pattern: string, name: string): boolean | null {
  const parts = parse(pattern);
  if (parts === null) return null;
  const letters = [...name];
  let part = 0;
  let letter = 0;
  let star = -1;
  let retry = 0;
  while (letter < letters.length) {
    const test = parts[part];
    if (test === 'any') {
      star = part;
      retry = letter;
      part += 1;
    } else if (test?.(letters[letter] ?? '')) {
      part += 1;
      letter += 1;
    } else if (star >= 0) {
      // Only the last star needs another try: what came before it has already matched.
      retry += 1;
      letter = retry;
      part = star + 1;
    } else {
      return false;
    }
  }
  return parts.slice(part).every((rest) => rest === 'any');
}

type Part = 'any' | ((letter: string) => boolean);

function parse(pattern: string): Part[] | null {
  const letters = [...pattern];
  const parts: Part[] = [];
  for (let i = 0; i < letters.length; i += 1) {
    const letter = letters[i] ?? '';
    if (letter === '*') {
      if (parts.at(-1) !== 'any') parts.push('any');
    } else if (letter === '?') {
      parts.push(() => true);
    } else if (letter === '[') {
      const set = parseSet(letters, i + 1);
      if (set === null) return null;
      parts.push(set.test);
      i = set.end;
    } else if (letter === '\\') {
      i += 1;
      const literal = letters[i];
      if (literal === undefined) return null;
      parts.push((other) => other === literal);
    } else {
      parts.push((other) => other === letter);
    }
  }
  return parts;
}

const characterClasses: Readonly<Record<string, RegExp>> = {
  alnum: /^[a-z0-9]$/i,
  alpha: /^[a-z]$/i,
  digit: /^[0-9]$/,
  lower: /^[a-z]$/,
  upper: /^[A-Z]$/,
  punct: /^[!-/:-@[-`{-~]$/,
  space: /^[ \t\n\v\f\r]$/,
  xdigit: /^[0-9a-f]$/i,
};

/** The set that starts at `from`, after its `[`; `end` is the place of its `]`. */
function parseSet(
  letters: readonly string[],
  from: number,
): { readonly test: (letter: string) => boolean; readonly end: number } | null {
  let i = from;
  const negated = letters[i] === '!' || letters[i] === '^';
  if (negated) i += 1;
  const first = i;
  const tests: ((letter: string) => boolean)[] = [];
  while (i < letters.length) {
    let low = letters[i] ?? '';
    if (low === ']' && i > first) {
      return { test: (letter) => tests.some((test) => test(letter)) !== negated, end: i };
    }
    if (low === '[' && letters[i + 1] === ':') {
      const close = letters.indexOf(']', i + 2);
      const name = letters.slice(i + 2, close - 1).join('');
      const known = Object.hasOwn(characterClasses, name) ? characterClasses[name] : undefined;
      if (close < 0 || letters[close - 1] !== ':' || known === undefined) return null;
      tests.push((letter) => known.test(letter));
      i = close + 1;
      continue;
    }
    if (low === '\\') {
      i += 1;
      low = letters[i] ?? '';
    }
    let high = low;
    if (letters[i + 1] === '-' && letters[i + 2] !== undefined && letters[i + 2] !== ']') {
      i += 2;
      if (letters[i] === '\\') i += 1;
      high = letters[i] ?? '';
    }
    tests.push((letter) => low <= letter && letter <= high);
    i += 1;
  }
  return null;
}
