import { adviceWords, denied, negators, predicateWords, subjectWords } from './words.ts';

export type Subject = keyof typeof subjectWords;
export type Predicate = keyof typeof predicateWords;

/** What a word or phrase stands for. */
export type Sense =
  | { readonly kind: 'subject'; readonly tag: Subject }
  | { readonly kind: 'predicate'; readonly tag: Predicate }
  /** The opposite of a predicate. */
  | { readonly kind: 'denied'; readonly tag: Predicate }
  | { readonly kind: 'negator' };

/** A phrase, as the words after its first, and what it stands for. */
interface Entry {
  readonly rest: readonly string[];
  /** The last word may go on. */
  readonly open: boolean;
  readonly senses: readonly Sense[];
}

/** Words, ready to be found at a place of a text in one look. */
export interface Lexicon {
  readonly byFirstWord: ReadonlyMap<string, readonly Entry[]>;
  readonly byBeginning: ReadonlyMap<string, readonly Sense[]>;
  readonly longestBeginning: number;
  readonly chinese: ReadonlyMap<string, readonly (readonly [word: string, senses: readonly Sense[]])[]>;
  readonly advice: Lexicon | null;
}

const split = (words: string): readonly string[] =>
  words
    .split(',')
    .map((word) => word.trim().replace(/\s+/g, ' '))
    .filter((word) => word !== '');

type Listing = readonly (readonly [words: string, sense: Sense])[];

export const allWords: Listing = [
  ...Object.entries(subjectWords).map(([tag, words]) => [words, { kind: 'subject', tag }] as const),
  ...Object.entries(predicateWords).map(([tag, words]) => [words, { kind: 'predicate', tag }] as const),
  ...Object.entries(denied).map(([tag, words]) => [words, { kind: 'denied', tag }] as const),
  [negators, { kind: 'negator' }],
] as Listing;

/** Makes a lexicon of words; `without` are left out, so that it can be measured what they are good for. */
export function lexiconOf(listing: Listing = allWords, without: ReadonlySet<string> = new Set()): Lexicon {
  const senses = new Map<string, Sense[]>();
  for (const [words, sense] of listing) {
    for (const word of split(words)) {
      if (without.has(word)) continue;
      senses.set(word, [...(senses.get(word) ?? []), sense]);
    }
  }
  const byFirstWord = new Map<string, Entry[]>();
  const byBeginning = new Map<string, Sense[]>();
  const chinese = new Map<string, [string, readonly Sense[]][]>();
  let longestBeginning = 0;
  for (const [written, meant] of senses) {
    const open = written.endsWith('*');
    const word = open ? written.slice(0, -1) : written;
    if (/[\u3400-\u9fff]/.test(word)) {
      const first = word[0] ?? '';
      chinese.set(first, [...(chinese.get(first) ?? []), [word, meant]]);
      continue;
    }
    const [first = '', ...rest] = word.split(' ');
    if (open && rest.length === 0) {
      byBeginning.set(first, meant);
      longestBeginning = Math.max(longestBeginning, first.length);
    } else byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), { rest, open, senses: meant }]);
  }
  for (const list of chinese.values()) list.sort(([a], [b]) => b.length - a.length);
  for (const list of byFirstWord.values()) list.sort((a, b) => b.rest.length - a.rest.length);
  return { byFirstWord, byBeginning, longestBeginning, chinese, advice: null };
}

export const adviceStarts: readonly string[] = split(adviceWords);
