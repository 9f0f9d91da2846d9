import type { Cause } from '../causes.ts';

/**
 * What answers of the past teach: how much each word, code, concept and status speaks for each cause. A multinomial logistic
 * regression, made by `scripts/learn-verdicts.mjs` from the recorded answers.
 */
export interface Learned {
  /** How likely each cause is, from 0 to 1, for what an answer shows. */
  readonly likelihoods: (features: Iterable<string>) => ReadonlyMap<Cause, number>;
  /** How often one cause would not be wrong where another one is the best, from 0 to 1. */
  readonly alsoRight: (cause: Cause, where: Cause) => number;
}

/** The digits that places, rarities and weights are written in; of weights the one in the middle is nothing. */
export const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
export const nothing = 30;
/** What one step of a feature's rarity is worth. */
export const rarityStep = 0.125;
/** The most that a feature says of a cause. */
const heaviest = 20;
/** What the digit at a place is worth as a weight: small steps around nothing, large ones where much is said. */
export function weightOf(place: number): number {
  const part = (place - nothing) / nothing;
  return Math.sign(part) * part * part * heaviest;
}
/** What an answer shows counts as much as that of any other, however long it is. */
export const wholeAnswer = 3;

/** Begins the line that tells, for one cause, which others would not be wrong. */
export const others = '=';

/**
 * Reads the table: the causes; for some of them, after `=` and the cause, how often others are right as well, from nothing to
 * the highest digit; then a line for each feature: its name, its rarity, and what it says. All that is said is pairs of a
 * cause, as the digit of its place, and a value; what is not there is nothing.
 */
export function learnedOf(table: string): Learned {
  const [first = '', ...lines] = table.trim().split('\n');
  const causes = first.split(' ') as Cause[];
  const rows = new Map<string, string>();
  for (const line of lines) {
    const end = line.indexOf(' ');
    rows.set(line.slice(0, end), line.slice(end + 1));
  }
  return {
    likelihoods: (features) => likelihoods(features, causes, rows),
    alsoRight: (cause, where) => {
      const pairs = rows.get(others + digits[causes.indexOf(where)]) ?? '';
      const value = pairsIn(pairs, 0).find(([place]) => causes[place] === cause)?.[1] ?? 0;
      return value / (digits.length - 1);
    },
  };
}

/** The name of what every answer shows. */
export const always = '*';

function likelihoods(
  features: Iterable<string>,
  causes: readonly Cause[],
  rows: ReadonlyMap<string, string>,
): ReadonlyMap<Cause, number> {
  const sums = causes.map(() => 0);
  let squares = 0;
  for (const feature of features) {
    const row = rows.get(feature);
    if (row === undefined) continue;
    squares += (digits.indexOf(row[0] ?? '') * rarityStep) ** 2;
    addRow(sums, row);
  }
  const scale = wholeAnswer / Math.sqrt(squares || 1);
  const scores = sums.map((sum) => sum * scale);
  addRow(scores, rows.get(always) ?? '');
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const all = powers.reduce((sum, power) => sum + power, 0);
  return new Map(causes.map((cause, index) => [cause, (powers[index] ?? 0) / all]));
}

function addRow(sums: number[], row: string): void {
  for (const [place, value] of pairsIn(row, 1)) {
    sums[place] = (sums[place] ?? 0) + weightOf(value);
  }
}

function pairsIn(row: string, start: number): (readonly [place: number, value: number])[] {
  const found: (readonly [number, number])[] = [];
  for (let at = start; at + 1 < row.length; at += 2) {
    found.push([digits.indexOf(row[at] ?? ''), digits.indexOf(row[at + 1] ?? '')]);
  }
  return found;
}
