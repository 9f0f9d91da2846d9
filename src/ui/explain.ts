import { type Cause, causes, type Owner } from '../domain/diagnosis/causes.ts';
import type { Finding, FindingFacts } from '../domain/diagnosis/finding.ts';
import { cleanText } from '../domain/text/clean.ts';
import type { CauseWords, WordFacts } from '../i18n/cause-words.ts';

/** A verdict in words: the `diagnosis` of the JSON documents. */
export interface Diagnosis {
  readonly cause: Cause;
  readonly owner: Owner;
  readonly title: string;
  readonly explanation: string;
  /** In the order in which to try them. */
  readonly remedies: readonly { readonly text: string; readonly url: string | null }[];
  readonly retryable: boolean;
  /** What the answer said, wherever it said it. */
  readonly retryAfterSeconds: number | null;
  /** HTTP status; null where no answer came. */
  readonly status: number | null;
  readonly code: string | null;
  readonly requestId: string | null;
}

/** Whom the words are about: an OpenAI endpoint gets OpenAI's pages, any other its own name. */
export interface EndpointFacts {
  readonly official: boolean;
  readonly host: string | null;
}

/** Puts a finding into the words of a language. */
export function explain(finding: Finding, endpoint: EndpointFacts, words: CauseWords): Diagnosis {
  const { cause } = finding;
  const { owner, retryable } = causes[cause];
  const facts = wordFacts(finding, endpoint);
  return {
    cause,
    owner,
    title: words[cause].title,
    explanation: words[cause].explanation(facts),
    remedies: words[cause].remedies(facts).map(({ text, url }) => ({ text, url: url ?? null })),
    retryable,
    retryAfterSeconds: finding.retryAfterSeconds,
    status: finding.status,
    code: finding.code,
    requestId: finding.requestId,
  };
}

function wordFacts(finding: Finding, { official, host }: EndpointFacts): WordFacts {
  const facts: Record<string, string | number | undefined> = {};
  for (const [name, value] of Object.entries(finding.facts)) {
    facts[name] = typeof value === 'string' ? cleanText(value) || undefined : value;
  }
  const said =
    finding.said === null ? undefined : cleanText(finding.said.replace(longMask, '…')) || undefined;
  const seconds = finding.retryAfterSeconds;
  return {
    ...(facts as FindingFacts),
    official,
    host: cleanText(String(facts['host'] ?? host ?? '')) || undefined,
    said: official ? said : said?.replace(openaiPages, '…'),
    status: finding.status ?? undefined,
    waitSeconds: seconds === null ? undefined : Math.ceil(seconds),
  };
}

/** The API masks a key with a star for each character: lines of them say nothing more. */
const longMask = /\*{6,}/g;

/** Other services repeat OpenAI's messages; their users find nothing on its pages. */
const openaiPages = /(?:https?:\/\/)?(?:[a-z]{1,20}\.)?openai\.com\/[^\s"'”)]{0,300}/gi;
