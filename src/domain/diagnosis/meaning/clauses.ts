import type { Lexicon, Predicate, Sense, Subject } from './lexicon.ts';
import { adviceStarts } from './lexicon.ts';

/** Where a word stands, counted in words. */
export interface Place {
  readonly at: number;
  /**
   * `next`: a predicate right before what it speaks of ('invalid key'); `after`: one that speaks of what follows ('does not
   * support images'); `aside`: a subject after a preposition.
   */
  readonly bound: 'next' | 'after' | 'aside' | null;
}

/** One statement of an answer: what it speaks of, and what it says of it, each with its places (counted in words). */
export interface Clause {
  readonly subjects: ReadonlyMap<Subject, readonly Place[]>;
  readonly predicates: ReadonlyMap<Predicate, readonly Place[]>;
  /** It advises, or makes a condition, and tells of no fault. */
  readonly advice: boolean;
  /** Its subject stands in the clause before. */
  readonly inherited: boolean;
  readonly words: number;
  readonly text: string;
}

/** Enough for every answer seen; what is wrong is said first. */
const mostClauses = 60;
const url = /\b(?:https?|wss?):\/\/[^\s"'<>）)]+/g;
const sentenceEnd = /[.!?;](?=["'”’)\]]*(?:\s|$))|[。！？；!?\n|]|\s[-–—]\s|\\n/g;
const clauseEnd = /[,，、:：[\]{}]|\b(?:but|because|since|while|although|however|so that|and then)\b|但是?|因为|由于/;

export function clausesOf(text: string, lexicon: Lexicon): Clause[] {
  const clauses: Clause[] = [];
  const asides: string[] = [];
  const plain = text
    .replace(url, ' ')
    .replace(/(\d),(?=\d{3})/g, '$1')
    .replace(/[(（]([^()（）]{0,300})[)）]/g, (_, aside: string) => {
      asides.push(aside);
      return ' ';
    });
  for (const sentence of [...plain.split(sentenceEnd), ...asides]) {
    let before: Clause | null = null;
    for (const part of sentence.split(clauseEnd)) {
      if (part === undefined || part.trim() === '') continue;
      const clause: Clause = read(part.trim(), before, lexicon);
      if (clause.subjects.size === 0 && clause.predicates.size === 0) {
        if (clause.advice) before = clause;
        continue;
      }
      clauses.push(clause);
      before = clause;
      if (clauses.length >= mostClauses) return clauses;
    }
  }
  return clauses;
}

const word = /[a-z0-9][\w.:/@'+-]*[\w+]|[a-z0-9]|[\u3400-\u9fff]+|\$\{?\w+\}?/gi;
const chineseText = /^[\u3400-\u9fff]/;

interface Found {
  readonly at: number;
  readonly word: string;
  readonly before: string;
  readonly after: string;
  readonly senses: readonly Sense[];
}

function read(text: string, before: Clause | null, lexicon: Lexicon): Clause {
  const tokens = text.match(word) ?? [];
  const found: Found[] = [];
  let at = 0;
  for (let index = 0; index < tokens.length; ) {
    const token = tokens[index] ?? '';
    if (chineseText.test(token)) {
      at = readChinese(token, at, found, lexicon);
      index += 1;
      continue;
    }
    const { length, senses } = match(tokens, index, lexicon);
    if (senses.length > 0) found.push({ at, senses, word: token, before: beforeArticle(tokens, index), after: tokens[index + length] ?? '' });
    at += length;
    index += length;
  }
  return assemble(text, found, at, before);
}

function readChinese(run: string, start: number, found: Found[], { chinese }: Lexicon): number {
  let at = start;
  for (let index = 0; index < run.length; ) {
    const hit = chinese.get(run[index] ?? '')?.find(([candidate]) => run.startsWith(candidate, index));
    if (hit) found.push({ at, senses: hit[1], word: hit[0], before: run[index - 1] ?? '', after: run[index + hit[0].length] ?? '' });
    at += hit ? 1 : 0.5;
    index += hit ? hit[0].length : 1;
  }
  return Math.ceil(at);
}

function match(
  tokens: readonly string[],
  index: number,
  lexicon: Lexicon,
): { length: number; senses: readonly Sense[] } {
  const token = (tokens[index] ?? '').replace(/'s$/, '');
  let longest = 0;
  let meant: Sense[] = [];
  for (const { rest, open, senses } of lexicon.byFirstWord.get(token) ?? []) {
    if (rest.length + 1 < longest) break;
    const fits = rest.every((wanted, offset) => {
      const is = (tokens[index + 1 + offset] ?? '').replace(/'s$/, '');
      return open && offset === rest.length - 1 ? is.startsWith(wanted) : is === wanted;
    });
    if (!fits) continue;
    longest = rest.length + 1;
    meant = [...meant, ...senses];
  }
  if (longest > 0) return { length: longest, senses: meant };
  for (let size = Math.min(token.length, lexicon.longestBeginning); size >= 2; size -= 1) {
    const senses = lexicon.byBeginning.get(token.slice(0, size));
    if (senses) return { length: 1, senses };
  }
  return { length: 1, senses: byShape(token) };
}

const modelShape = /^(?!org-|proj|req|key-|sk-|user|utf|x-|application\/|text\/|http|api\/|v\d+\/|error|iso|sha|tls)[a-z@][\w.@]*(?:[-/:][\w.]+)*[-/:.]?\w*\d/;
const modelFamily = /^(?:[\w.-]+\/)?(?:gpt|o\d|chatgpt|claude|gemini|gemma|llama|qwen|deepseek|mistral|mixtral|glm|kimi|moonshot|grok|doubao|ernie|hunyuan|phi|dall-e|whisper|text-embedding)[-\d]/;
const subject = (tag: Subject): readonly Sense[] => [{ kind: 'subject', tag }];

/** Names that no list can hold. */
function byShape(token: string): readonly Sense[] {
  if (/(?:^|_)(?:api_?key|token|secret|key)$/.test(token)) return subject('key');
  if (/^(?:proj_|proj-|projects\/)/.test(token)) return subject('project');
  if (/^org-/.test(token)) return subject('organization');
  if (/^[a-z]+(?:_[a-z0-9]+)+$/.test(token)) return subject('parameter');
  if (modelFamily.test(token) || (/^[a-z].*[-/:]/.test(token) && modelShape.test(token))) return subject('model');
  return [];
}

/** The word before, without articles. */
function beforeArticle(tokens: readonly string[], index: number): string {
  const before = tokens[index - 1] ?? '';
  return /^(?:the|this|that|your|an?|its|our|these|any)$/.test(before) ? (tokens[index - 2] ?? before) : before;
}

/** What is not supported follows. */
const doesNotOffer = /^[暂尚]?不支[持援]$/;
const preposition = /^(?:for|of|in|to|with|on|from|by|under|at|via|using|的|此)$/;
const active = /^(?:support|accept|allow|permit|have|has|include|provide|find|contain|recogni[sz]e|receive|hold|possess|offer|serve|resolve|load|parse|handle|locate|understand)s?$/;
const linking = /^(?:is|are|was|were|be|been|being|not|an?d|or|has|have|seems?|isn't|aren't)$/;
const participle = /^(?:by|to|in|at|on|from|for|of|with)$/;
/** Predicates that may stand before what they speak of. */
const attributive: ReadonlySet<Predicate> = new Set([
  'invalid',
  'notSupported',
  'expired',
  'disabled',
  'retired',
  'absent',
  'exhausted',
  'notFound',
  'unverified',
  'unpaid',
  'notAllowed',
]);

function assemble(text: string, found: readonly Found[], words: number, before: Clause | null): Clause {
  const subjects = new Map<Subject, Place[]>();
  const predicates = new Map<Predicate, Place[]>();
  const add = <T>(map: Map<T, Place[]>, tag: T, place: Place) => map.set(tag, [...(map.get(tag) ?? []), place]);
  const negators = found.filter(({ senses }) => senses.some(({ kind }) => kind === 'negator')).map(({ at }) => at);
  const negatedWithin = (at: number, reach: number) => negators.some((no) => no < at && at - no <= reach);
  const isSubject = (at: number) =>
    found.some((other) => other.at > at && other.at <= at + 2 && other.senses.some(({ kind }) => kind === 'subject'));
  for (const { at, senses, word: written, before: previous, after } of found) {
    for (const sense of senses) {
      if (sense.kind === 'subject') add(subjects, sense.tag, { at, bound: preposition.test(previous) ? 'aside' : null });
      else if (sense.kind === 'denied') {
        if (negatedWithin(at, 5)) add(predicates, sense.tag, { at, bound: active.test(written) && isSubject(at) ? 'after' : null });
      } else if (doesNotOffer.test(written) && after !== '' && after !== '的') {
        if (isSubject(at)) add(predicates, 'notSupported', { at, bound: 'after' });
        add(predicates, 'lacksFeature', { at, bound: 'after' });
      } else if (sense.kind === 'predicate') {
        const turned =
          after === '的' || (attributive.has(sense.tag) && !chineseText.test(written) && !linking.test(previous) && isSubject(at) && !participle.test(after));
        if (!negatedWithin(at, 2) || sense.tag === 'exhausted') add(predicates, sense.tag, { at, bound: turned ? 'next' : null });
      }
    }
  }
  // 'No credits', without anything that is said of them.
  for (const at of negators) {
    if (/\b(?:no|without)\b/.test(text) && !predicates.has('harmless')) add(predicates, 'absent', { at, bound: 'after' });
  }
  const advice = adviceStarts.some((start) => startsWith(text, start));
  let inherited = false;
  if (subjects.size === 0 && before && predicates.size > 0) {
    for (const [tag, places] of before.subjects) subjects.set(tag, places.map(() => ({ at: 0, bound: null })));
    inherited = true;
  }
  return { subjects, predicates, advice: advice || (inherited && (before?.advice ?? false)), inherited, words, text };
}

function startsWith(text: string, start: string): boolean {
  if (!text.startsWith(start)) return false;
  return /[\u3400-\u9fff]/.test(start) || !/\w/.test(text[start.length] ?? ' ');
}
