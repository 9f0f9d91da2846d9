import type { FilePlace } from '../loading/place.ts';
import { type Clean, cleanText } from '../text/clean.ts';

/** Facts whose texts are cleaned; of a closed list of words each is clean as it stands, and a place is cleaned where it is shown. */
export type CleanFacts<F> = F extends string
  ? string extends F
    ? Clean
    : F
  : F extends FilePlace
    ? F
    : F extends object
      ? { readonly [K in keyof F]: CleanFacts<F[K]> }
      : F;

/** Cleans what findings, warnings and notes will say. Called where they are made, and nowhere else. */
export function cleanFacts<F extends object>(facts: F): CleanFacts<F> {
  const entries = Object.entries(facts).map(([name, value]) => [name, cleanFact(value)]);
  return Object.fromEntries(entries) as CleanFacts<F>;
}

function cleanFact(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) return value.map(cleanFact);
  if (typeof value !== 'object' || value === null || 'absolute' in value) return value;
  return cleanFacts(value);
}
