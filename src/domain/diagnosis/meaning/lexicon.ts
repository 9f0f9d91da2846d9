import { adviceStarts, deniedWords, negators, predicateWords, subjectWords } from './words.ts';

export type Subject = keyof typeof subjectWords;
export type Predicate = keyof typeof predicateWords;

/** What a word or phrase stands for; `denied`: the opposite of a predicate, which is meant where the word is denied. */
export type Sense =
  | { readonly kind: 'subject'; readonly tag: Subject }
  | { readonly kind: 'predicate' | 'denied'; readonly tag: Predicate }
  | { readonly kind: 'negator' };

/** A phrase, as the words after its first, and what it stands for. */
interface Entry {
  readonly written: string;
  readonly rest: readonly string[];
  /** The last word may go on. */
  readonly open: boolean;
  readonly senses: readonly Sense[];
}

/** What was found at a place: how many words it takes, what it stands for, and the list's own words for it. */
export interface Match {
  readonly length: number;
  readonly senses: readonly Sense[];
  readonly written: readonly string[];
}

export interface Lexicon {
  /** At a word of English, which may begin a phrase; null where no list has it. */
  readonly find: (tokens: readonly string[], index: number) => Match | null;
  /** At a character of Chinese, the longest that begins there; its length is in characters. */
  readonly findChinese: (run: string, index: number) => Match | null;
  /** It only advises, or makes a condition. */
  readonly isAdvice: (clause: string) => boolean;
}

export const isChinese = (text: string): boolean => /[\u3400-\u9fff]/.test(text);

const listed = (words: string): readonly string[] =>
  words
    .split(',')
    .map((word) => word.trim().replace(/\s+/g, ' '))
    .filter((word) => word !== '');

/** Every word with all that it stands for. */
function allSenses(without: ReadonlySet<string>): ReadonlyMap<string, readonly Sense[]> {
  const senses = new Map<string, Sense[]>();
  const take = (words: string, sense: Sense): void => {
    for (const word of listed(words)) {
      if (without.has(word)) continue;
      const known = senses.get(word);
      if (known) known.push(sense);
      else senses.set(word, [sense]);
    }
  };
  for (const [tag, words] of Object.entries(subjectWords))
    take(words, { kind: 'subject', tag: tag as Subject });
  for (const [tag, words] of Object.entries(predicateWords))
    take(words, { kind: 'predicate', tag: tag as Predicate });
  for (const [tag, words] of Object.entries(deniedWords))
    take(words, { kind: 'denied', tag: tag as Predicate });
  take(negators, { kind: 'negator' });
  return senses;
}

/** Makes a lexicon of the lists. `without`: words left out, to measure what they are good for. */
export function lexiconOf(without: ReadonlySet<string> = new Set()): Lexicon {
  const phrases = new Map<string, Entry[]>();
  const beginnings = new Map<string, Entry>();
  const chinese = new Map<string, Entry[]>();
  const put = (map: Map<string, Entry[]>, at: string, entry: Entry): void => {
    const known = map.get(at);
    if (known) known.push(entry);
    else map.set(at, [entry]);
  };
  for (const [written, senses] of allSenses(without)) {
    const open = written.endsWith('*');
    const word = open ? written.slice(0, -1) : written;
    const [first = '', ...rest] = word.split(' ');
    const entry: Entry = { written, rest, open, senses };
    if (isChinese(word)) put(chinese, word[0] ?? '', { ...entry, rest: [word] });
    else if (open && rest.length === 0) beginnings.set(first, entry);
    else put(phrases, first, entry);
  }
  for (const list of chinese.values())
    list.sort((a, b) => (b.rest[0]?.length ?? 0) - (a.rest[0]?.length ?? 0));
  for (const list of phrases.values()) list.sort((a, b) => b.rest.length - a.rest.length);
  const longestBeginning = Math.max(...[...beginnings.keys()].map(({ length }) => length));
  const advice = adviceLexicon();
  return {
    find: (tokens, index) =>
      longestPhrase(phrases, tokens, index) ?? beginning(beginnings, longestBeginning, tokens[index]),
    findChinese: (run, index) => {
      const entry = chinese
        .get(run[index] ?? '')
        ?.find(({ rest: [word = ''] }) => run.startsWith(word, index));
      return entry
        ? { length: entry.rest[0]?.length ?? 1, senses: entry.senses, written: [entry.written] }
        : null;
    },
    isAdvice: advice,
  };
}

/** Of phrases that begin with the same word, the longest that is there, with all that it stands for. */
function longestPhrase(
  phrases: ReadonlyMap<string, readonly Entry[]>,
  tokens: readonly string[],
  index: number,
): Match | null {
  const fitting: Entry[] = [];
  for (const entry of phrases.get(bare(tokens[index])) ?? []) {
    const { rest, open } = entry;
    if (rest.length < (fitting[0]?.rest.length ?? 0)) break;
    const fits = rest.every((wanted, offset) => {
      const is = bare(tokens[index + 1 + offset]);
      return open && offset === rest.length - 1 ? is.startsWith(wanted) : is === wanted;
    });
    if (fits) fitting.push(entry);
  }
  const [first] = fitting;
  if (!first) return null;
  // 'API keys' and 'API key*' are both there.
  return {
    length: first.rest.length + 1,
    senses: fitting.flatMap(({ senses }) => senses),
    written: fitting.map(({ written }) => written),
  };
}

function beginning(beginnings: ReadonlyMap<string, Entry>, longest: number, token = ''): Match | null {
  const word = bare(token);
  for (let size = Math.min(word.length, longest); size >= 2; size -= 1) {
    const entry = beginnings.get(word.slice(0, size));
    // 'billing-viewer' is a name, and not about billing.
    if (entry && !/[-/:.]/.test(word.slice(size)))
      return { length: 1, senses: entry.senses, written: [entry.written] };
  }
  return null;
}

const bare = (token = ''): string => (token.endsWith("'s") ? token.slice(0, -2) : token);

function adviceLexicon(): (clause: string) => boolean {
  const starts = listed(adviceStarts);
  const chinese = starts.filter(isChinese);
  const english = new Set(starts.filter((start) => !isChinese(start)));
  const longest = Math.max(...[...english].map((start) => start.split(' ').length));
  return (clause) => {
    if (/^use of\b/.test(clause)) return false;
    if (chinese.some((start) => clause.startsWith(start))) return true;
    const words = (/^[\w'.-]+(?: [\w'.-]+){0,3}/.exec(clause)?.[0] ?? '').split(' ');
    return words.slice(0, longest).some((_, index) => english.has(words.slice(0, index + 1).join(' ')));
  };
}
