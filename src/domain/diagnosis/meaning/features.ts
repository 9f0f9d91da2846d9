import type { Evidence } from '../evidence-view.ts';
import type { Said, SaidStatement } from './said.ts';

/** Of a word that is known by its beginning, and of that beginning, in letters. */
const shortest = 4;
const beginning = 5;

/** Which of several statuses counts is known from `ReadAnswer.meant`. */
const isOtherStatus = (code: string, meant: number): boolean =>
  /^[1-5]\d\d$/.test(code) && Number(code) !== meant;

const url = /\b(?:https?|wss?):\/\/\S+/g;

/**
 * What an answer shows, as the names that the learned weights have: the words, their beginnings and the codes in it, what its clauses speak of and
 * say (`S:key`, `P:invalid`, `SP:key.invalid`; after `a` where a clause only advises, after `k` where it is a code), its status
 * and its form.
 */
export function featuresOf(
  { answer, exchange }: Evidence,
  said: readonly Said[],
  statements: readonly SaidStatement[],
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const statement of statements) addConcepts(found, statement);
  for (const { text, isCode } of said) if (!isCode) addWords(found, text);
  for (const code of answer.codes) if (!isOtherStatus(code, answer.meant)) found.add(`code:${code}`);
  for (const code of answer.error.codes) {
    if (isOtherStatus(code, answer.meant)) continue;
    for (const part of code
      .replace(/([a-z])([A-Z])/g, '$1_$2')
      .toLowerCase()
      .split(/[_\W]+/))
      if (part !== '') found.add(`c:${part}`);
  }
  const { param } = answer.error;
  found.add(`h:${answer.meant}`);
  found.add(`hx:${Math.floor(answer.meant / 100)}xx`);
  found.add(`o:${exchange.endpoint.official}`);
  found.add(`sh:${answer.shape}`);
  found.add(`pm:${param === null || param === '' || param === 'model' ? param : 'x'}`);
  return found;
}

function addConcepts(found: Set<string>, { clause, said }: SaidStatement): void {
  const mark = said.isCode ? 'k' : clause.advice ? 'a' : '';
  for (const predicate of clause.predicates.keys()) found.add(`${mark}P:${predicate}`);
  for (const subject of clause.subjects.keys()) {
    found.add(`${mark}S:${subject}`);
    for (const predicate of clause.predicates.keys()) found.add(`${mark}SP:${subject}.${predicate}`);
  }
}

/** English by words, Chinese by two characters. */
function addWords(found: Set<string>, text: string): void {
  const plain = text.replace(url, ' url ');
  for (const word of plain.match(/[a-z']+|\d+/g) ?? []) {
    // In the table it would read like a header with a key; its beginning says the same.
    if (word !== 'bearer') found.add(/^\d/.test(word) ? 'w:0' : `w:${word}`);
    // 'Permitted', 'permission' and 'permits' say much the same.
    if (word.length >= shortest) found.add(`p:${word.slice(0, beginning)}`);
  }
  for (const run of plain.match(/[\u3400-\u9fff]{2,}/g) ?? []) {
    for (let at = 0; at + 1 < run.length; at += 1) found.add(`z:${run.slice(at, at + 2)}`);
  }
}
