/**
 * Counts the characters that text functions are handed while something runs: a measure of work that is the same on every
 * machine. A search counts what it passes over, a cut what it gives, everything else its whole text; what one of them calls
 * is not counted again. It does not see how often an expression goes back: `test/unit/expressions.test.ts` and the bounded
 * gaps in expressions are for that.
 */
export function charactersRead(run: () => unknown): number {
  let read = 0;
  let within = 0;
  const restore: (() => void)[] = [];
  const count = <T extends object>(owner: T, name: keyof T & string, cost: Cost, eager = false): void => {
    const original = owner[name] as unknown as (...args: unknown[]) => unknown;
    const counted = function (this: unknown, ...args: unknown[]): unknown {
      within += 1;
      try {
        const result = original.apply(this, args);
        const made = eager ? [...(result as Iterable<unknown>)] : result;
        if (within === 1) read += cost(this, args, result);
        return eager ? (made as unknown[]).values() : made;
      } finally {
        within -= 1;
      }
    };
    Object.defineProperty(owner, name, { value: counted, configurable: true, writable: true });
    restore.push(() =>
      Object.defineProperty(owner, name, { value: original, configurable: true, writable: true }),
    );
  };
  const whole: Cost = (text) => String(text).length;
  const argument: Cost = (_, [text]) => String(text).length;
  const passed: Cost = (text, [, from], found) =>
    (found === -1 ? String(text).length : Number(found)) - Number(from ?? 0);
  for (const name of wholeTexts) count(String.prototype, name, whole, name === 'matchAll');
  for (const name of cuts) count(String.prototype, name, (_, __, result) => String(result).length);
  count(String.prototype, 'indexOf', passed);
  count(RegExp.prototype, 'test', argument);
  count(RegExp.prototype, 'exec', argument);
  count(JSON, 'parse', argument);
  try {
    run();
  } finally {
    for (const put of restore.reverse()) put();
  }
  return read;
}

/** How much more work twice a text is: 2 where the work grows as the text does. Counted in characters, as above. */
export function growth(run: (size: number) => unknown, size = 65_536): number {
  // Words are looked up once, and known from then on.
  run(1000);
  const [some, twice] = [size, 2 * size].map((one) => charactersRead(() => run(one)));
  return ((twice ?? 0) + 1) / ((some ?? 0) + 1);
}

/** What a call costs, by what it is called on, its arguments and its result. */
type Cost = (self: unknown, args: readonly unknown[], result: unknown) => number;

const wholeTexts = [
  'includes',
  'lastIndexOf',
  'match',
  'matchAll',
  'replace',
  'replaceAll',
  'search',
  'split',
  'toLowerCase',
] as const;
const cuts = ['slice', 'trim'] as const;
