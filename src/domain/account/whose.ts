import { type Clean, cleanText, shortened } from '../text/clean.ts';
import { spansADay } from './window.ts';

/** Whose key it is, as far as answers name it. */
export interface Account {
  /** An id (`org-…`, `user-…`) or the organization's short name. */
  readonly organization: Clean | null;
  readonly project: Clean | null;
  readonly region: Clean | null;
}

/** What the key may do in a minute with the model that was called. */
interface RateLimits {
  readonly requestsPerMinute: number | null;
  readonly tokensPerMinute: number | null;
}

/** What answers tell of the key's owner, beside what was asked. */
export interface Whose {
  readonly account: Account;
  readonly rateLimits: RateLimits;
}

/** An answer and where it came from; `Exchange` is one. */
interface Answered {
  readonly endpoint: { readonly host: string };
  readonly response: {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  } | null;
}

export const nobody: Whose = {
  account: { organization: null, project: null, region: null },
  rateLimits: { requestsPerMinute: null, tokensPerMinute: null },
};

/**
 * Headers that name it, the most exact first. OpenAI, Azure and Groq document theirs; Anthropic's is that of its OpenAI
 * endpoint, LiteLLM's limits are those of its virtual key. Looked up in November 2026.
 */
const names = {
  organization: ['openai-organization', 'anthropic-organization-id'],
  project: ['openai-project'],
  region: ['openai-region', 'x-openai-region', 'x-ms-region', 'x-groq-region'],
  requests: [
    'x-litellm-key-rpm-limit',
    'x-ratelimit-limit-requests-minute',
    'x-ratelimit-limit-req-minute',
    'anthropic-ratelimit-requests-limit',
    'x-ratelimit-limit-requests',
  ],
  tokens: [
    'x-litellm-key-tpm-limit',
    'x-ratelimit-limit-tokens-minute',
    'anthropic-ratelimit-tokens-limit',
    'x-ratelimit-limit-tokens',
  ],
} as const;

/** What several answers tell together; a later one tells more, since a model's limits are told by calls of it. */
export function whoseOf(answers: readonly Answered[]): Whose {
  const known = answers.map(whoseOfOne).reverse();
  const first = <T>(pick: (one: Whose) => T | null): T | null =>
    known.map(pick).find((value) => value !== null) ?? null;
  return {
    account: {
      organization: first(({ account }) => account.organization),
      project: first(({ account }) => account.project),
      region: first(({ account }) => account.region),
    },
    rateLimits: {
      requestsPerMinute: first(({ rateLimits }) => rateLimits.requestsPerMinute),
      tokensPerMinute: first(({ rateLimits }) => rateLimits.tokensPerMinute),
    },
  };
}

/** Whether anything is known. */
export const isKnown = ({ account, rateLimits }: Whose): boolean =>
  [...Object.values(account), ...Object.values(rateLimits)].some((value) => value !== null);

function whoseOfOne({ endpoint, response }: Answered): Whose {
  if (!response) return nobody;
  const { headers, body } = response;
  const named = (list: readonly string[]): Clean | null =>
    list.map((name) => word(headers[name])).find((value) => value !== null) ?? null;
  const limit = (kind: 'requests' | 'tokens'): number | null =>
    names[kind].map((name) => number(headers[name])).find((value) => value !== null) ?? null;
  const perMinute = (kind: 'requests' | 'tokens'): number | null =>
    (spansADay(headers, kind) ? null : limit(kind)) ?? limitIn(body, kind);
  return {
    account: {
      organization: named(names.organization) ?? word(ownerNamed.exec(body)?.[1]),
      project: named(names.project) ?? word(projectNamed.exec(body)?.[1]),
      region: regionOfHost(endpoint.host) ?? named(names.region),
    },
    rateLimits: {
      requestsPerMinute: perMinute('requests') ?? policyOfAMinute(headers),
      tokensPerMinute: perMinute('tokens'),
    },
  };
}

const longest = 100;

/** A name as it may be shown; null for what only stands for none. */
function word(value: string | undefined): Clean | null {
  const text = cleanText((value ?? '').slice(0, 1000));
  return /^(?:null|none|undefined|nil|unknown|-|…)?$/i.test(text) ? null : shortened(text, longest);
}

/** A limit that is one: `0` and `-1` stand for none, and no limit has more than twelve digits. */
function number(value: string | undefined): number | null {
  const digits = /^\s*(\d{1,12})(?:\.0{1,6})?\s*(?:,\s*\1\s*)?$/.exec(value ?? '')?.[1];
  return digits === undefined || Number(digits) === 0 ? null : Number(digits);
}

/** `Rate limit reached for … in organization org-… on tokens per min (TPM): Limit 30000`, as OpenAI says it. */
const ownerNamed = /rate limit reached for [^"\n]{1,120}? in organization (org-[A-Za-z0-9]{1,64})/i;
const projectNamed =
  /\bproject [`'"\\]{0,2}(proj_[A-Za-z0-9]{1,64})[`'"\\]{0,2} does not have access to model/i;
const limits = {
  requests: /on requests per min \(RPM\): Limit:? (\d{1,12})\b/i,
  tokens: /on tokens per min \(TPM\): Limit:? (\d{1,12})\b/i,
} as const;

const limitIn = (body: string, kind: keyof typeof limits): number | null =>
  number(limits[kind].exec(body.slice(0, 10_000))?.[1]);

/** `100;w=60` or `"default";q=100;w=60`: the IETF draft 'RateLimit header fields for HTTP', in its older and newer form. */
function policyOfAMinute(headers: Readonly<Record<string, string>>): number | null {
  const policy = headers['ratelimit-policy'] ?? headers['ratelimit-limit'] ?? '';
  return number(/(?:^|[\s,])(?:"[^"]{0,60}"; ?q=)?(\d{1,12}); ?w=60\b/.exec(policy)?.[1]);
}

/** Hosts that name where they stand: OpenAI's regional ones, and those of clouds. */
const regionalHosts = [
  /^([a-z]{2}(?:-[a-z0-9]{1,20}){0,3})\.api\.openai\.com$/,
  /^([a-z0-9]{4,30})\.api\.cognitive\.microsoft\.com$/,
  /\.([a-z]{2}(?:-[a-z]{1,20}){1,2}-\d)\.amazonaws\.com$/,
  /^([a-z]{2,20}-[a-z]{2,20}\d)-aiplatform\.googleapis\.com$/,
  /^ark\.([a-z]{2}-[a-z]{1,20})\.(?:volces|bytepluses)\.com$/,
];

function regionOfHost(host: string): Clean | null {
  const found = regionalHosts
    .map((pattern) => pattern.exec(host)?.[1])
    .find((region) => region !== undefined);
  return word(found);
}
