/** A reference has no end, or the values that refer to each other grow without one. */
export class EndlessReference extends Error {
  override readonly name = 'EndlessReference';
}

/** An expansion is given up after this many steps, or characters; no file that somebody wrote needs them. */
export const mostSteps = 1000;
export const longest = 100_000;

/** Passes a value on. Throws `EndlessReference` for one that is too long. */
export function bounded(value: string): string {
  if (value.length > longest) throw new EndlessReference();
  return value;
}

/** References that may still be followed for one value. */
export interface Budget {
  left: number;
}

/** Counts one reference. Throws `EndlessReference` where too many were followed. */
export function spend(budget: Budget): void {
  budget.left -= 1;
  if (budget.left < 0) throw new EndlessReference();
}
