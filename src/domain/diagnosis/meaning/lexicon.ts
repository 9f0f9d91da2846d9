import { adviceStarts, deniedWords, negators } from './denied-words.ts';
import { predicateWords } from './predicate-words.ts';
import { subjectWords } from './subject-words.ts';

export type Subject = keyof typeof subjectWords;
export type Predicate = keyof typeof predicateWords;

/** What a word or phrase stands for; `denied`: the opposite of a predicate, which is meant where the word is denied. */
export type Sense =
  | { readonly kind: 'subject'; readonly tag: Subject }
  | { readonly kind: 'predicate' | 'denied'; readonly tag: Predicate }
  | { readonly kind: 'negator' };

/** A phrase, as the words after its first, and what it stands for. */
interface LexiconEntry {
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

const listed = (words: string): readonly string[] => words.trim().replace(/,$/, '').split(/,\s*/);

/** A word as a list has it, with what that list stands for. */
interface Listing {
  readonly written: string;
  readonly sense: Sense;
}

/**
 * All lists as one text, in which words are searched for: taking all of them apart takes longer than judging an answer. Each
 * word stands between `, ` and a comma.
 */
interface Lists {
  readonly text: string;
  /** What the words from a position on stand for, in order. */
  readonly senses: readonly { readonly from: number; readonly sense: Sense }[];
}

function allLists(): Lists {
  let text = '';
  const senses: { from: number; sense: Sense }[] = [];
  const take = (words: string, sense: Sense): void => {
    senses.push({ from: text.length, sense });
    text += `, ${words.trim().replaceAll(',\n    ', ', ').replaceAll(',\n  ', ', ')},`;
  };
  for (const [tag, words] of Object.entries(subjectWords))
    take(words, { kind: 'subject', tag: tag as Subject });
  for (const [tag, words] of Object.entries(predicateWords))
    take(words, { kind: 'predicate', tag: tag as Predicate });
  for (const [tag, words] of Object.entries(deniedWords))
    take(words, { kind: 'denied', tag: tag as Predicate });
  take(negators, { kind: 'negator' });
  return { text, senses };
}

/** The words that begin with this text. */
function listingsAt({ text, senses }: Lists, start: string, without: ReadonlySet<string>): Listing[] {
  const found: Listing[] = [];
  const wanted = `, ${start}`;
  let list = 0;
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 2)) {
    const written = text.slice(at + 2, text.indexOf(',', at + 2));
    if (without.has(written)) continue;
    while ((senses[list + 1]?.from ?? text.length) <= at) list += 1;
    const sense = senses[list]?.sense;
    if (sense) found.push({ written, sense });
  }
  return found;
}

/** Single words that may go on, as their beginnings. */
function beginningsIn({ text }: Lists): ReadonlySet<string> {
  const found = new Set<string>();
  for (let at = text.indexOf('*,'); at !== -1; at = text.indexOf('*,', at + 1)) {
    const word = text.slice(text.lastIndexOf(', ', at) + 2, at);
    if (!word.includes(' ')) found.add(word);
  }
  return found;
}

/** Words that begin alike, each once with all that it stands for, the longest first. */
function entriesOf(listings: readonly Listing[]): readonly LexiconEntry[] {
  const senses = new Map<string, Sense[]>();
  for (const { written, sense } of listings) {
    const known = senses.get(written);
    if (known) known.push(sense);
    else senses.set(written, [sense]);
  }
  return [...senses]
    .map(([written, all]) => entryOf(written, all))
    .sort((a, b) => b.rest.length - a.rest.length || b.written.length - a.written.length);
}

function entryOf(written: string, senses: readonly Sense[]): LexiconEntry {
  const open = written.endsWith('*');
  const word = open ? written.slice(0, -1) : written;
  return { written, rest: isChinese(word) ? [] : word.split(' ').slice(1), open, senses };
}

/** Makes a lexicon of the lists. `without`: words left out, to measure what they are good for. */
export function lexiconOf(without: ReadonlySet<string> = new Set()): Lexicon {
  const lists = allLists();
  const beginnings = beginningsIn(lists);
  let longestBeginning = 0;
  for (const { length } of beginnings) longestBeginning = Math.max(longestBeginning, length);
  const ready = new Map<string, readonly LexiconEntry[]>();
  /** Those that begin with a word or character, and fit. */
  const entries = (start: string, fits: (written: string) => boolean): readonly LexiconEntry[] => {
    const known = ready.get(start);
    if (known) return known;
    const made = entriesOf(listingsAt(lists, start, without).filter(({ written }) => fits(written)));
    ready.set(start, made);
    return made;
  };
  const phrases = (first: string): readonly LexiconEntry[] =>
    first === '' ? none : entries(first, (written) => written === first || written.startsWith(`${first} `));
  const starred = (start: string): LexiconEntry | undefined => {
    const written = `${start}*`;
    return beginnings.has(start) ? entries(written, (one) => one === written)[0] : undefined;
  };
  let advice: ((clause: string) => boolean) | null = null;
  return {
    find: (tokens, index) =>
      longestPhrase(phrases(bare(tokens[index])), tokens, index) ??
      beginning(starred, longestBeginning, tokens[index]),
    findChinese: (run, index) => {
      const entry = entries(run[index] ?? '', () => true).find(({ written }) =>
        run.startsWith(written, index),
      );
      return entry ? { length: entry.written.length, senses: entry.senses, written: [entry.written] } : null;
    },
    isAdvice: (clause) => {
      advice ??= adviceLexicon();
      return advice(clause);
    },
  };
}

const none: readonly LexiconEntry[] = [];

/** Of phrases that begin with the same word, the longest that is there, with all that it stands for. */
function longestPhrase(
  phrases: readonly LexiconEntry[],
  tokens: readonly string[],
  index: number,
): Match | null {
  const fitting: LexiconEntry[] = [];
  for (const entry of phrases) {
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

function beginning(
  entryFor: (start: string) => LexiconEntry | undefined,
  longest: number,
  token = '',
): Match | null {
  const word = bare(token);
  for (let size = Math.min(word.length, longest); size >= 2; size -= 1) {
    const entry = entryFor(word.slice(0, size));
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
