import type { Reason } from '../cause-facts.ts';
import type { Cause } from '../causes.ts';
import type { Clause, WordPlace } from './clauses.ts';
import type { Predicate, Subject } from './lexicon.ts';
import type { SaidStatement } from './said.ts';
import type { Row, RowLimits } from './table.ts';

/** One way to understand an answer. */
export interface AnswerReading {
  readonly cause: Cause;
  readonly reason: Reason | null;
  /** How much speaks for it; 60 is an ordinary statement. */
  readonly weight: number;
  /** Of equally strong ones the lowest counts. */
  readonly order: number;
}

/** One that was held against the status. */
export interface JudgedReading extends AnswerReading {
  /** The status is usual for it. */
  readonly fits: boolean;
}

/** What a row depends on beside words. */
interface Circumstances {
  readonly status: number;
  readonly official: boolean;
}

interface Group<T> {
  readonly tags: readonly T[];
}

interface PreparedRow {
  readonly row: Row;
  readonly order: number;
  readonly limits: RowLimits;
  readonly about: readonly Group<Subject>[];
  readonly says: readonly Group<Predicate>[];
  readonly unless: readonly Subject[];
  readonly except: readonly Predicate[];
}

/** The table, ready to be asked what a statement means. */
export interface Table {
  readonly byPredicate: ReadonlyMap<Predicate, readonly PreparedRow[]>;
  readonly bySubject: ReadonlyMap<Subject, readonly PreparedRow[]>;
}

const ordinary = 60;
const usualReach = 8;
const adviceCounts = 0.5;
const inheritedCounts = 0.8;
/** Each word between what is spoken of and what is said makes it less sure, up to so many. */
const mostDoubt = 12;

export function tableOf(rows: readonly Row[]): Table {
  const byPredicate = new Map<Predicate, PreparedRow[]>();
  const bySubject = new Map<Subject, PreparedRow[]>();
  rows.forEach((row, order) => {
    const limits = row[4] ?? {};
    const unless = words(limits.unless ?? '') as readonly Subject[];
    const except = words(limits.except ?? '') as readonly Predicate[];
    const prepared = {
      row,
      order,
      limits,
      unless,
      except,
      about: groups<Subject>(row[1]),
      says: groups<Predicate>(row[2]),
    };
    const put = <T>(map: Map<T, PreparedRow[]>, tag: T): void => {
      const known = map.get(tag);
      if (known) known.push(prepared);
      else map.set(tag, [prepared]);
    };
    if (prepared.says.length > 0) for (const tag of firstOf(prepared.says)) put(byPredicate, tag);
    else for (const tag of firstOf(prepared.about)) put(bySubject, tag);
  });
  return { byPredicate, bySubject };
}

const words = (text: string): readonly string[] => (text === '' ? [] : text.split(' '));

function groups<T extends string>(text: string): readonly Group<T>[] {
  return words(text).map((word) => ({ tags: word.split('+') as T[] }));
}

const firstOf = <T>(alternatives: readonly Group<T>[]): ReadonlySet<T> =>
  new Set(alternatives.flatMap(({ tags: [first] }) => (first === undefined ? [] : [first])));

/** All that statements may mean, in no order. */
export function readings(
  statements: readonly SaidStatement[],
  circumstances: Circumstances,
  { table, seen }: { table: Table; seen?: (trace: Trace) => void },
): AnswerReading[] {
  const found: AnswerReading[] = [];
  for (const { clause, said } of statements) {
    const counts = said.weight * (clause.inherited ? inheritedCounts : 1);
    const meant = meanings(clause, circumstances, table);
    for (const { row, order, strength, limits } of meant) {
      found.push({
        cause: row[0],
        reason: limits.reason ?? null,
        weight: strength * counts * (clause.advice && !limits.remedy ? adviceCounts : 1),
        order,
      });
    }
    seen?.({ words: clause.written, rows: meant.map(({ order }) => order) });
  }
  return found;
}

/** What was used to understand a statement: for measuring what the answers of one source are good for. */
export interface Trace {
  readonly words: readonly string[];
  readonly rows: readonly number[];
}

function meanings(
  clause: Clause,
  circumstances: Circumstances,
  { byPredicate, bySubject }: Table,
): (PreparedRow & { readonly strength: number })[] {
  const candidates = new Set<PreparedRow>();
  for (const tag of clause.predicates.keys())
    for (const row of byPredicate.get(tag) ?? []) candidates.add(row);
  for (const tag of clause.subjects.keys()) for (const row of bySubject.get(tag) ?? []) candidates.add(row);
  const found: (PreparedRow & { readonly strength: number })[] = [];
  for (const row of candidates) {
    const strength = holds(row, clause, circumstances);
    if (strength > 0) found.push({ ...row, strength });
  }
  return found;
}

/** How much a row says of a statement; 0 where it does not hold. */
function holds(
  { row, limits, about, says, unless, except }: PreparedRow,
  clause: Clause,
  { status, official }: Circumstances,
): number {
  if (limits.status && !limits.status.includes(status)) return 0;
  if (limits.at && (limits.at === 'openai') !== official) return 0;
  if (unless.some((tag) => clause.subjects.has(tag))) return 0;
  if (except.some((tag) => clause.predicates.has(tag))) return 0;
  const weight = row[3] ?? ordinary;
  const isThere = ({ tags }: Group<Subject>): boolean => tags.every((tag) => clause.subjects.has(tag));
  const isSaid = ({ tags }: Group<Predicate>): boolean => tags.every((tag) => clause.predicates.has(tag));
  if (about.length > 0 && !about.some(isThere)) return 0;
  if (says.length > 0 && !says.some(isSaid)) return 0;
  if (about.length === 0 || says.length === 0) return weight;
  let best = 0;
  for (const { tags: spokenOf } of about.filter(isThere)) {
    for (const { tags: said } of says.filter(isSaid)) {
      const { apart, doubt } = distance(clause, spokenOf, said, limits.first === true);
      if (apart <= (limits.near ?? usualReach)) best = Math.max(best, weight - Math.min(doubt, mostDoubt));
    }
  }
  return best;
}

/** Of the furthest of the subjects from the nearest of what is said, in words; doubt adds where the grammar points elsewhere. */
function distance(
  clause: Clause,
  spokenOf: readonly Subject[],
  said: readonly Predicate[],
  first: boolean,
): { readonly apart: number; readonly doubt: number } {
  const predicates = said.flatMap((tag) => clause.predicates.get(tag) ?? []);
  let apart = 0;
  let doubt = 0;
  for (const tag of spokenOf) {
    let nearest = Number.POSITIVE_INFINITY;
    let least = Number.POSITIVE_INFINITY;
    for (const noun of clause.subjects.get(tag) ?? []) {
      for (const predicate of predicates) {
        const between = Math.abs(noun.at - predicate.at);
        if (first && noun.at > predicate.at) continue;
        nearest = Math.min(nearest, boundElsewhere(noun, predicate) ? nearest : between);
        least = Math.min(least, boundElsewhere(noun, predicate) ? least : between + against(noun, predicate));
      }
    }
    apart = Math.max(apart, nearest);
    doubt = Math.max(doubt, least);
  }
  return { apart, doubt };
}

/** 'The model produced invalid content': the content is invalid, and not the model. */
const boundElsewhere = (noun: WordPlace, predicate: WordPlace): boolean =>
  predicate.bound === 'next' && (noun.at < predicate.at || noun.at - predicate.at > 5);

function against(noun: WordPlace, predicate: WordPlace): number {
  const precedes = noun.at < predicate.at;
  const wrongSide = precedes === (predicate.bound === 'after') ? 2 : 0;
  return wrongSide + (noun.bound === 'aside' && precedes ? 3 : 0);
}
