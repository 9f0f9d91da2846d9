import type { CauseFacts, Reason } from '../domain/diagnosis/cause-facts.ts';
import type { Cause } from '../domain/diagnosis/causes.ts';
import type { CallFacts } from '../domain/diagnosis/finding.ts';
import type { Shown } from '../domain/loading/place.ts';
import { isLoopback } from '../domain/network/endpoint.ts';
import { pages } from './openai-pages.ts';

/** What a text about any cause may quote. All of it was cleaned before. */
export interface CommonFacts extends Partial<CallFacts> {
  /** OpenAI's own endpoint: its pages may be named. Otherwise the text names the host, and nobody's pages. */
  readonly official: boolean;
  /** The base URL was given as an option. */
  readonly byOption?: boolean | undefined;
  /** What the other side said. */
  readonly said?: string | undefined;
  readonly status?: number | undefined;
  /** The code or, without one, the type of the error object. */
  readonly code?: string | undefined;
  /** The next question asks for a key: nobody need be sent to setup for that. */
  readonly isAsked?: boolean | undefined;
  /** The key was pasted or piped into this run: nothing can have taken its place. */
  readonly isGiven?: boolean | undefined;
  /** The model is on the list of what the key can use, so its name is right. */
  readonly isListed?: boolean | undefined;
  /** In whole seconds, rounded up. */
  readonly waitSeconds?: number | undefined;
}

/** The stories that a cause can tell: one for each of its reasons, and `none` where it can say all without one. */
export type Story<C extends Cause> = StoryOf<CauseFacts[C]>;
type StoryOf<F> = F extends { readonly reason: infer R extends string } ? R : 'none';

/** What a text about one cause, or one of its stories, may quote. */
export type WordFacts<C extends Cause, S extends Story<C> = Story<C>> = CommonFacts &
  Shown<FactsOfStory<CauseFacts[C], S>>;
type FactsOfStory<F, S> = F extends unknown ? (Extract<S, StoryOf<F>> extends never ? never : F) : never;

/** One thing to do, and the exact page where it is done, if there is one. */
type RemedyWords = string | { readonly text: string; readonly url: string };

/** In the order in which to try them; false for one that does not apply. */
export type Remedies = readonly (RemedyWords | false)[];

/** A text for each story: one that is left out does not compile. */
export type ByStory<C extends Cause, T> = {
  readonly [S in Story<C>]: (facts: WordFacts<C, S>) => T;
};

/** A text that is the same for every story, and so does not see which of them is told. */
type OfAllStories<C extends Cause, T> = (facts: Omit<WordFacts<C>, 'reason'>) => T;

export interface CauseText<C extends Cause> {
  readonly title: string;
  /** Of reasons that tell another story than the title does. */
  readonly titles?: { readonly [R in Reason<C> & Story<C>]?: string | ((facts: WordFacts<C, R>) => string) };
  readonly explanation: [Reason<C>] extends [never] ? OfAllStories<C, string> : ByStory<C, string>;
  readonly remedies: OfAllStories<C, Remedies> | ByStory<C, Remedies>;
}

/** A text for each story, made of what a table says of it. */
export function each<S extends string, W, F, T>(
  table: Readonly<Record<S, W>>,
  told: (facts: F, words: W) => T,
): Readonly<Record<S, (facts: F) => T>> {
  const texts = Object.entries<W>(table).map(([story, words]) => [story, (facts: F) => told(facts, words)]);
  return Object.fromEntries(texts) as Record<S, (facts: F) => T>;
}

/** Words for every cause, and for every reason of it: one without them does not compile. */
export type CauseWords = { readonly [C in Cause]: CauseText<C> };

/** A step with a page of OpenAI's, which is left out for every other endpoint. */
export function step(
  facts: Pick<CommonFacts, 'official'>,
  text: string,
  page?: keyof typeof pages,
): RemedyWords {
  return page !== undefined && facts.official ? { text, url: pages[page] } : text;
}

type ByOption = Pick<CommonFacts, 'byOption'>;

/** Where the user set the base URL. */
export const addressName = ({ byOption }: ByOption): string => (byOption ? '--base-url' : 'OPENAI_BASE_URL');

/** The same with an address, as it is written there. */
export const addressSetting = (facts: ByOption, url: string): string =>
  `${addressName(facts)}${facts.byOption ? ' ' : '='}${url}`;

/** A server of this machine: it has no page to make keys on, and nobody who sells them. */
export function isHere({ host }: Pick<CommonFacts, 'host'>): boolean {
  const address = `http://${host}`;
  return host !== undefined && URL.canParse(address) && isLoopback(new URL(address).hostname);
}

/** A command with the env file in it, as it is typed; `. FILE` is a shell's own way to read it, which wants a path. */
export function withFile(command: string, path: string | undefined): string {
  const shown = path ?? '.env';
  const word = /^[\p{L}\p{N}_./~\\:@+-]+$/u.test(shown) ? shown : `'${shown}'`;
  return command
    .replace(/(?<=(?:^|[; ])\. )FILE\b/g, () => (shown.includes('/') ? word : `./${word}`))
    .replace(/\bFILE\b/g, () => word);
}
