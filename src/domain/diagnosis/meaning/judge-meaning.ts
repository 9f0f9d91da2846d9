import type { Cause } from '../causes.ts';
import { type Clause, clausesOf } from './clauses.ts';
import { type Lexicon, lexiconOf, type Predicate, type Subject } from './lexicon.ts';
import { type Row, rows as allRows } from './table.ts';

export interface Said {
  readonly text: string;
  /** 1 for what is meant, less for what others put around it. */
  readonly weight: number;
}

export interface Bounds {
  readonly status: number;
  readonly official: boolean;
}

export interface Reading {
  readonly cause: Cause;
  readonly reason: string | undefined;
  readonly weight: number;
  readonly order: number;
  readonly clause: string;
}

const alternatives = (text: string): string[][] =>
  text.split(/\s+/).filter((part) => part !== '').map((part) => part.split('+'));

interface Prepared {
  readonly row: Row;
  readonly order: number;
  readonly about: string[][];
  readonly says: string[][];
}

export function prepare(rows: readonly Row[] = allRows): Prepared[] {
  return rows.map((row, order) => ({ row, order, about: alternatives(row[1]), says: alternatives(row[2]) }));
}

const lexicon = lexiconOf();
const prepared = prepare();

export function readings(
  said: readonly Said[],
  bounds: Bounds,
  words: Lexicon = lexicon,
  table: readonly Prepared[] = prepared,
): Reading[] {
  const found: Reading[] = [];
  for (const { text, weight } of said) {
    for (const clause of clausesOf(text, words)) {
      for (const entry of table) {
        const strength = holds(entry, clause, bounds);
        if (strength > 0)
          found.push({
            cause: entry.row[0],
            reason: entry.row[4]?.reason,
            weight: strength * weight * (clause.advice ? 0.5 : 1) * (clause.inherited ? 0.8 : 1),
            order: entry.order,
            clause: clause.text,
          });
      }
    }
  }
  return found.sort((a, b) => b.weight - a.weight || a.order - b.order);
}

function holds({ row, about, says }: Prepared, clause: Clause, bounds: Bounds): number {
  const [, , , weight = 60, limits = {}] = row;
  if (limits.status && !limits.status.includes(bounds.status)) return 0;
  if (limits.at && (limits.at === 'openai') !== bounds.official) return 0;
  if (limits.unless?.split(' ').some((tag) => clause.subjects.has(tag as Subject))) return 0;
  const near = limits.near ?? 8;
  const nouns = about.length === 0 ? [[]] : about.filter((group) => group.every((tag) => clause.subjects.has(tag as Subject)));
  const verbs = says.length === 0 ? [[]] : says.filter((group) => group.every((tag) => clause.predicates.has(tag as Predicate)));
  let best = 0;
  for (const group of nouns) {
    for (const verb of verbs) {
      if (group.length === 0 || verb.length === 0) return weight;
      const { apart, doubt } = distance(clause, group, verb);
      if (apart <= near) best = Math.max(best, weight - Math.min(doubt, 12));
    }
  }
  return best;
}

/** Of the furthest of the subjects from the nearest of what is said, in words; more where the grammar points elsewhere. */
function distance(clause: Clause, group: readonly string[], verb: readonly string[]): { apart: number; doubt: number } {
  let apart = 0;
  let doubt = 0;
  for (const tag of group) {
    let nearest = Number.POSITIVE_INFINITY;
    let least = Number.POSITIVE_INFINITY;
    for (const noun of clause.subjects.get(tag as Subject) ?? [])
      for (const said of verb)
        for (const there of clause.predicates.get(said as Predicate) ?? []) {
          const between = Math.abs(noun.at - there.at);
          const precedes = noun.at < there.at;
          if (there.bound === 'next' && (precedes || between > 5)) continue;
          const against = (precedes === (there.bound === 'after') ? 2 : 0) + (noun.bound === 'aside' && precedes ? 3 : 0);
          nearest = Math.min(nearest, between);
          least = Math.min(least, between + against);
        }
    apart = Math.max(apart, nearest);
    doubt = Math.max(doubt, least);
  }
  return { apart, doubt };
}
