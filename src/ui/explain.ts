import type { Report } from '../checks/report.ts';
import { type Cause, causes, type Owner } from '../domain/diagnosis/causes.ts';
import type { Finding } from '../domain/diagnosis/finding.ts';
import type { Endpoint } from '../domain/network/endpoint.ts';
import type { CauseWords, CommonFacts, Remedies } from '../i18n/cause-words.ts';
import { type ShowPlace, shownFacts } from './place.ts';

/** A verdict in words: the `diagnosis` of the JSON documents. */
export interface Diagnosis {
  readonly cause: Cause;
  readonly owner: Owner;
  readonly title: string;
  readonly explanation: string;
  /** In the order in which to try them. */
  readonly remedies: readonly {
    readonly text: string;
    readonly url: string | null;
    /** To be typed as it is. */
    readonly command?: string;
  }[];
  readonly retryable: boolean;
  /** What the answer said, wherever it said it. */
  readonly retryAfterSeconds: number | null;
  /** HTTP status; null where no answer came. */
  readonly status: number | null;
  readonly code: string | null;
  readonly requestId: string | null;
  /** Which of the cause's stories it is; null where it has one only. */
  readonly reason: string | null;
}

/** Whom the words are about: an OpenAI endpoint gets OpenAI's pages, any other its own name. */
interface EndpointFacts {
  readonly official: boolean;
  readonly host: string | null;
  /** The base URL was given as an option. */
  readonly byOption?: boolean;
  /** A key can be entered right below. */
  readonly isAsked?: boolean;
  /** The key was pasted or piped into this run. */
  readonly isGiven?: boolean;
  /** The model is on the list of what the key can use. */
  readonly isListed?: boolean;
}

/** The same of an endpoint; null: OpenAI's own, as nothing else is known. */
export const factsOf = (endpoint: Endpoint | null | undefined): EndpointFacts => ({
  official: endpoint?.official ?? true,
  host: endpoint?.host ?? null,
  byOption: endpoint?.source.type === 'option',
});

/** Puts a finding into the words of a language. */
export function explain(
  finding: Finding,
  endpoint: EndpointFacts,
  words: CauseWords,
  show: ShowPlace,
): Diagnosis {
  const { cause } = finding;
  const { owner, retryable } = causes[cause];
  const text = words[cause];
  const reason = ('reason' in finding.facts && finding.facts.reason) || null;
  // A finding's own cause takes its own facts: the compiler does not see that the two belong together.
  const facts = wordFacts(finding, endpoint, show) as never;
  const remedies = told<Remedies>(text.remedies, reason);
  return {
    cause,
    owner,
    title: titleOf(text, reason, facts),
    explanation: told<string>(text.explanation, reason)(facts),
    remedies: remedies(facts)
      .filter((remedy) => remedy !== false)
      .map((remedy) => (typeof remedy === 'string' ? { text: remedy, url: null } : remedy)),
    retryable,
    retryAfterSeconds: finding.retryAfterSeconds,
    status: finding.status,
    code: finding.code,
    requestId: finding.requestId,
    reason,
  };
}

/** The cause's title, or that of the story which is told. */
function titleOf(
  { title, titles = {} }: { readonly title: string; readonly titles?: object },
  reason: string | null,
  facts: never,
): string {
  const own = (titles as Readonly<Record<string, string | ((facts: never) => string)>>)[reason ?? ''];
  return typeof own === 'function' ? own(facts) : (own ?? title);
}

/** The text of the story that is told. */
function told<T>(
  text: ((facts: never) => T) | Readonly<Record<string, (facts: never) => T>>,
  reason: string | null,
): (facts: never) => T {
  // Every story of every cause has its text, or it would not compile.
  return typeof text === 'function' ? text : (text[reason ?? 'none'] as (facts: never) => T);
}

/** The facts of a finding as its own text takes them. */
function wordFacts(
  { call, facts, ...finding }: Finding,
  { official, host, byOption = false, isAsked = false, isGiven = false, isListed = false }: EndpointFacts,
  show: ShowPlace,
): CommonFacts {
  const said = finding.said?.replace(longMask, '…');
  const seconds = finding.retryAfterSeconds;
  return {
    ...(host === null ? {} : { host }),
    ...call,
    ...shownFacts(facts, show),
    official,
    byOption,
    isAsked,
    isGiven,
    isListed,
    said: official ? said : said?.replace(openaiPages, '…'),
    status: finding.status ?? undefined,
    code: finding.code ?? finding.type ?? undefined,
    waitSeconds: seconds === null ? undefined : Math.ceil(seconds),
  };
}

/** The API masks a key with a star for each character: lines of them say nothing more. */
const longMask = /\*{6,}/g;

/** Other services repeat OpenAI's messages; their users find nothing on its pages. */
const openaiPages = /(?:https?:\/\/)?(?:[a-z]{1,20}\.)?openai\.com\/[^\s"'”)]{0,300}/gi;

/** The diagnosis of a failed report, in words; null where it did not fail. */
export function explainReport(report: Report, words: CauseWords, show: ShowPlace): Diagnosis | null {
  if (!report.finding) return null;
  const { judged, baseURL, source } = report.endpoint;
  const official = judged ? judged.official : source.type === 'default';
  const host = judged?.host ?? hostOf(baseURL);
  const origin = report.key?.origin.type;
  const isGiven = origin === 'prompt' || origin === 'stdin';
  const about = { official, host, byOption: source.type === 'option', isGiven };
  return explain(report.finding, about, words, show);
}

function hostOf(text: string): string | null {
  try {
    return new URL(text).host;
  } catch {
    return null;
  }
}
