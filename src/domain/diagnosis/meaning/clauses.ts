import { oneOf, phrase, wordsOf } from '../../text/phrase.ts';
import { isChinese, type Lexicon, type Match, type Predicate, type Sense, type Subject } from './lexicon.ts';

/** Where a word stands, counted in words. */
export interface WordPlace {
  readonly at: number;
  /**
   * `next`: a predicate right before what it speaks of ('invalid key'); `after`: one that speaks of what follows ('does not
   * support images'); `aside`: a subject after a preposition ('for this resource').
   */
  readonly bound: 'next' | 'after' | 'aside' | null;
}

/** One statement of an answer: what it speaks of, and what it says of it, each with its places. */
export interface Clause {
  readonly text: string;
  readonly subjects: ReadonlyMap<Subject, readonly WordPlace[]>;
  readonly predicates: ReadonlyMap<Predicate, readonly WordPlace[]>;
  /** It advises, or makes a condition, and tells of no fault. */
  readonly advice: boolean;
  /** Its subject stands in the clause before. */
  readonly inherited: boolean;
  /** The words of the lists that were found in it. */
  readonly written: readonly string[];
}

/** Enough for every answer seen; what is wrong is said first. */
export const mostClauses = 24;

const url = /\b(?:https?|wss?):\/\/[^\s"'<>）)]+/g;
const aside = /[(（]([^()（）]{0,300})[)）]|\[([^[\]{}]{0,80})\]/g;
/** How much, in a time: '(500,000 per day)'. It belongs to the sentence around it. */
const ofALimit =
  /^\$?\d+ ?(?:per|\/|a) ?(?:day|minute|hour|second|week|month)$|^(?:per )?(?:[rt]p[mds]|day|minute)$/;
const thousands = /(\d),(?=\d{3})/g;
const sentenceEnd = /[.!?;](?=["'”’)\]]*(?:\s|$))|[。！？；\n|]|\s[-–—]\s|\\n/;
const clauseEnd =
  /[,，、:：[\]{}]|\b(?:but|because|since|while|although|however|so that|and then)\b|但是?|因为|由于/;

const key = /(?:this|the|your)(?: api)? (?:key|token)/;
const owner = /(?:account|user|owner|organi[sz]ation|project|team|workspace|tenant)s?/;
/** Whose key it is, told beside what is wrong: 'the account that this key belongs to'. Not about the key. */
const whereKeyIs = phrase`(?:that|which) ${key} (?:belongs to|is (?:in|part of))`;
const behindKey = phrase`(?:associated with|linked to|behind|owning|that owns) ${key}`;
const whoseKey = new RegExp(phrase`\b(${owner}) (?:${whereKeyIs}|${behindKey})\b`, 'g');
const ask = /(?:trying|attempting|attempted|tried) to (?:use|access|call|reach|invoke)/;
/** Which one is meant: 'the project you are trying to use', 'the model specified in the request'. */
const named = /requested|specified|selected|passed|supplied|named|chose|given/;
const inRequest =
  /(?:specified|given|provided|passed|set|sent|named) in (?:the|your|this) (?:request|payload|call)/;
const whichOne = new RegExp(
  phrase`\b(?:(?:that|which) )?(?:you|your request)(?: are|'re| were| have| had)? (?:${ask}|${named})\b|\b${inRequest}\b`,
  'g',
);
/** Who did it, where that is a person: 'by a member of your team', 'by your administrator'. */
const person = /members? of your (?:team|organi[sz]ation)|administrator|admin|owner/;
const byWhom = new RegExp(phrase`\bby (?:an?|the|your|its|our) (?:\w+ ){0,2}?${person}s?\b`, 'g');

/** An endpoint that has a name, and not a path, serves a model: 'endpoint "my-llama" does not exist'. */
const nameOfOne = /['"`][\w.-]{1,120}['"`]|ep-[\w-]{1,80}/;
const namedEndpoint = new RegExp(
  phrase`\b(?:serving |inference )?endpoints?(?: named| name| id)?:? {0,2}(?:${nameOfOne})`,
  'g',
);

/** Reads a text, in lower case, into statements. What stands in brackets is one of its own. */
export function clausesOf(text: string, lexicon: Lexicon, most: number): Clause[] {
  const clauses: Clause[] = [];
  const asides: string[] = [];
  const plain = text
    .replace(url, ' ')
    .replace(thousands, '$1')
    .replace(namedEndpoint, 'model')
    .replace(whoseKey, '$1')
    .replace(whichOne, '')
    .replace(byWhom, '')
    .replace(aside, (_, round?: string, square?: string) => {
      if (ofALimit.test(round ?? '')) return ` ${round} `;
      asides.push(round ?? square ?? '');
      return ' ';
    });
  // What is said twice is read once.
  for (const sentence of new Set([...plain.split(sentenceEnd), ...asides])) {
    let before: Clause | null = null;
    for (const part of sentence.split(clauseEnd)) {
      if (part.trim() === '') continue;
      const clause: Clause = read(part.trim(), before, lexicon);
      before = clause;
      if (clause.subjects.size === 0 && clause.predicates.size === 0) continue;
      clauses.push(clause);
      if (clauses.length >= most) return clauses;
    }
  }
  return clauses;
}

/** A word that a list has, or whose shape says what it is, between its neighbours. */
interface FoundWord {
  readonly at: number;
  readonly senses: readonly Sense[];
  readonly word: string;
  readonly before: string;
  readonly after: string;
}

const wordOfAText = /[a-z0-9][\w.:/@'+-]*[\w+]|[a-z0-9]|[\u3400-\u9fff]+|\$\{?\w+\}?/gi;

function read(text: string, before: Clause | null, lexicon: Lexicon): Clause {
  const tokens = text.match(wordOfAText) ?? [];
  const found: FoundWord[] = [];
  const written: string[] = [];
  let at = 0;
  for (let index = 0; index < tokens.length; ) {
    const token = tokens[index] ?? '';
    if (isChinese(token)) {
      at = readChinese(token, at, { found, written, lexicon });
      index += 1;
      continue;
    }
    const match = lexicon.find(tokens, index) ?? alternatives(token, lexicon);
    const senses = match?.senses ?? byShape(token, tokens[index - 1] ?? '');
    const length = match?.length ?? 1;
    written.push(...(match?.written ?? []));
    if (senses.length > 0) {
      const after = tokens[index + length] ?? '';
      found.push({ at, senses, word: token, before: beforeArticle(tokens, index), after });
    }
    at += length;
    index += length;
  }
  return { text, ...stated(text, found, before), ...mood(text, before, lexicon), written };
}

/** Two characters that no list has count as a word. */
function readChinese(
  run: string,
  start: number,
  { found, written, lexicon }: { found: FoundWord[]; written: string[]; lexicon: Lexicon },
): number {
  let at = start;
  for (let index = 0; index < run.length; ) {
    const match = lexicon.findChinese(run, index);
    const length = match?.length ?? 1;
    if (match) {
      const word = run.slice(index, index + length);
      found.push({
        at,
        senses: match.senses,
        word,
        before: run[index - 1] ?? '',
        after: run[index + length] ?? '',
      });
      written.push(...match.written);
    }
    at += match ? 1 : 0.5;
    index += length;
  }
  return Math.ceil(at);
}

const article = /^(?:the|this|that|your|an?|its|our|these|any)$/;

/** The word before, without articles. */
function beforeArticle(tokens: readonly string[], index: number): string {
  const before = tokens[index - 1] ?? '';
  return article.test(before) ? (tokens[index - 2] ?? before) : before;
}

const families = oneOf`
  gpt o\d chatgpt claude gemini gemma llama qwen deepseek mistral mixtral glm kimi moonshot grok whisper tts dall-e text-embedding
  davinci phi yi command nova titan sonar ernie hunyuan doubao minimax abab baichuan internlm codestral pixtral ministral devstral
  granite nemotron jamba bge flux sora
`;
const modelFamily = phrase`^(?:[\w.-]+\/)?${families}[-\d]`;
const noModel =
  /^(?:org-|proj|req|key-|sk-|user|utf|x-|application\/|text\/|http|api\/|v\d+\/|error|iso|sha|tls)/;
/** '5-hour limit', '7-day window'. */
const span = /^\d+-?(hour|h|day|week|minute|min|second)s?$/;
const spans: Readonly<Record<string, Subject>> = {
  h: 'usageLimit',
  hour: 'usageLimit',
  day: 'usageLimit',
  week: 'week',
};
/** 'free-models-per-day-high-balance': the time that a limit in one word is counted over. */
const perTime = /(?:^|[-_])per[-_](day|week|month|hour|minute|second)(?:$|[-_])/;
const spanOfLimit: Readonly<Record<string, Subject>> = { day: 'day', week: 'week', month: 'month' };
/** A header of the server's own, which it wants beside the key. */
const ownHeader = /^x-(?:[a-z]+-)*[a-z]+$/;
const ofTheKey = /(?:^|-)(?:key|apikey|auth\w*|token)(?:$|-)/;
const modelShape = /^[a-z@][\w.@]*(?:[-/:][\w.]+)*[-/:.]?\w*\d/;
const subject = (tag: Subject): readonly Sense[] => [{ kind: 'subject', tag }];

/** 'country/region', 'rpm/tpm': any of several words that are known. */
function alternatives(token: string, lexicon: Lexicon): Match | null {
  if (!/^[a-z]+(?:\/[a-z]+){1,3}$/.test(token)) return null;
  const words = token.split('/');
  const found = words.flatMap((word) => lexicon.find([word], 0) ?? []);
  if (found.length < words.length) return null;
  return {
    length: 1,
    senses: found.flatMap(({ senses }) => senses),
    written: found.flatMap(({ written }) => written),
  };
}

/** What they name is no model: 'workspace ws-1'. */
const otherThing: ReadonlySet<string> = new Set(
  wordsOf(`
    workspace project organization organisation team account user tenant key token request item id file group region ip provider
  `),
);

/** Names that no list can hold. */
function byShape(token: string, before: string): readonly Sense[] {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(token)) return subject('ip');
  const spanOf = spans[span.exec(token)?.[1] ?? ''];
  if (spanOf) return subject(spanOf);
  const limit = perTime.exec(token)?.[1];
  if (limit) return subject(spanOfLimit[limit] ?? 'rate');
  if (ownHeader.test(token) && !ofTheKey.test(token)) return subject('parameter');
  if (/(?:^|_)(?:api_?key|token|secret|key)$/.test(token)) return subject('key');
  if (/^models\/[\w.-]+$/.test(token)) return subject('model');
  if (/^(?:proj_|proj-|projects\/)/.test(token)) return subject('project');
  if (/^org-/.test(token)) return subject('organization');
  if (/^[a-z]+(?:_[a-z0-9]+)+$/.test(token)) return subject('parameter');
  const isModel =
    modelFamily.test(token) ||
    (!otherThing.has(before) && /[-/:]/.test(token) && !noModel.test(token) && modelShape.test(token));
  return isModel ? subject('model') : [];
}

const preposition = /^(?:for|of|in|to|with|on|from|by|under|at|via|using|的|此)$/;
const verbs = oneOf`
  support accept allow permit have has include provide find contain recogni[sz]e receive hold offer serve resolve load handle
`;
const active = phrase`^${verbs}s?$`;
const linking = /^(?:is|are|was|were|be|been|being|not|an?d|or|has|have|seems?|isn't|aren't)$/;
/** What is not supported follows. */
const doesNotOffer = /^[暂尚]?不支[持援]$/;
/** Predicates that may stand before what they speak of. */
const attributive: ReadonlySet<Predicate> = new Set([
  'absent',
  'disabled',
  'exhausted',
  'expired',
  'invalid',
  'notAllowed',
  'notFound',
  'notSupported',
  'retired',
  'unpaid',
  'unverified',
]);

/** Predicates that a denial before them does not turn round. */
const stillMeant: ReadonlySet<Predicate> = new Set(['exhausted', 'unverified']);

/** How far before a word its denial may stand, in words. */
const denialReach = 5;
const doubleDenialReach = 2;

function stated(
  text: string,
  found: readonly FoundWord[],
  before: Clause | null,
): Pick<Clause, 'subjects' | 'predicates' | 'inherited'> {
  const subjects = new Map<Subject, WordPlace[]>();
  const predicates = new Map<Predicate, WordPlace[]>();
  const negators = found.filter(({ senses }) => senses.some(({ kind }) => kind === 'negator'));
  const isDenied = (at: number, reach: number) => negators.some((no) => no.at < at && at - no.at <= reach);
  for (const one of found) {
    for (const sense of one.senses) {
      if (sense.kind === 'subject') {
        put(subjects, sense.tag, { at: one.at, bound: preposition.test(one.before) ? 'aside' : null });
      } else if (sense.kind === 'denied' && isDenied(one.at, denialReach)) {
        put(predicates, sense.tag, {
          at: one.at,
          bound: active.test(one.word) && followed(one, found) ? 'after' : null,
        });
      } else if (sense.kind === 'predicate') {
        // 'Not expired' denies; 'must not exceed' and 'cannot be verified' do not.
        if (!stillMeant.has(sense.tag) && isDenied(one.at, doubleDenialReach)) continue;
        for (const [tag, place] of placed(one, sense.tag, found)) put(predicates, tag, place);
      }
    }
  }
  // 'No credits', and nothing harmless said of them, such as that none were charged.
  if (/\b(?:no|without)\b/.test(text) && !predicates.has('harmless')) {
    for (const { at } of negators) put(predicates, 'absent', { at, bound: 'after' });
    // 'No model with that id', 'no project named x'.
    if (/\bno (?:\S+ ){1,2}(?:with|named|called|matching|matches)\b/.test(text)) {
      for (const { at } of negators) put(predicates, 'notFound', { at, bound: 'after' });
    }
  }
  const inherited = subjects.size === 0 && predicates.size > 0 && before !== null;
  if (!inherited) return { subjects, predicates, inherited };
  return { subjects: atTheBeginning(before.subjects), predicates, inherited };
}

function placed(
  { at, word, before, after }: FoundWord,
  tag: Predicate,
  found: readonly FoundWord[],
): [Predicate, WordPlace][] {
  const one = { at } as FoundWord;
  if (doesNotOffer.test(word) && after !== '' && after !== '的') {
    const place: WordPlace = { at, bound: 'after' };
    return followed(one, found)
      ? [
          [tag, place],
          ['lacksFeature', place],
        ]
      : [['lacksFeature', place]];
  }
  const next =
    after === '的' ||
    (attributive.has(tag) &&
      !isChinese(word) &&
      !linking.test(before) &&
      !preposition.test(after) &&
      followed(one, found));
  return [[tag, { at, bound: next ? 'next' : null }]];
}

/** A subject stands right behind it. */
const followed = ({ at }: Pick<FoundWord, 'at'>, found: readonly FoundWord[]): boolean =>
  found.some(
    (other) => other.at > at && other.at <= at + 2 && other.senses.some(({ kind }) => kind === 'subject'),
  );

function atTheBeginning(subjects: Clause['subjects']): Clause['subjects'] {
  return new Map([...subjects].map(([tag, places]) => [tag, places.map(() => ({ at: 0, bound: null }))]));
}

function put<T>(map: Map<T, WordPlace[]>, tag: T, place: WordPlace): void {
  const known = map.get(tag);
  if (known) known.push(place);
  else map.set(tag, [place]);
}

function mood(text: string, before: Clause | null, lexicon: Lexicon): Pick<Clause, 'advice'> {
  const goesOn = before?.advice === true && /^(?:and|or|to)\b/.test(text);
  return { advice: goesOn || lexicon.isAdvice(text) };
}
