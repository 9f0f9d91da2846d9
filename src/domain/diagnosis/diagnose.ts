import { type Clean, cleanText, longestText } from '../text/clean.ts';
import { apiRules } from './api-rules.ts';
import type { Caused } from './cause-facts.ts';
import { type Cause, causes } from './causes.ts';
import type { Exchange, RecordedFailure } from './evidence.ts';
import { firstRuling, type Rule, type Ruling } from './evidence-view.ts';
import { exceptionRules, failureEvidence } from './exception-rules.ts';
import { type CallFacts, type Finding, findingOf, type Success } from './finding.ts';
import { notApiRules } from './not-api-rules.ts';
import { type ReadAnswer, readAnswer } from './read-answer.ts';
import { requestIdOf } from './request-id.ts';
import { hasProperShape, isComplete } from './success.ts';
import { waitingTime } from './waiting.ts';

/**
 * What one call shows: that it worked, or the cause why it did not. The one place where a failure gets its meaning. Pure:
 * the same exchange gives the same verdict. A call that broke is judged by the first rule for exceptions that holds; an
 * answer by the first for what is not the API's, else by `api-rules.ts`, which weighs what is said, the status, and what
 * answers of the past teach.
 */
export function diagnose(
  exchange: Exchange,
  before: Before = {},
  rules: readonly Rule[] = apiRules,
): Finding | Success {
  const answer = exchange.response && readAnswer(exchange.response);
  if (answer && isComplete(exchange, answer)) {
    const finding = judgeAnswer(exchange, answer, rules);
    return !finding.ok && isUnjust(finding.cause, exchange, before) ? unjudged(finding) : finding;
  }
  return judgeFailure(exchange, exchange.failure ?? { phase: 'headers', timedOut: false, chain: [] }, answer);
}

/** What the same key got before, at the same endpoint. */
export interface Before {
  /** A list of models. */
  readonly listed?: boolean | undefined;
}

/** OpenAI gives a list of models to nobody whose key it does not know; other servers give it to anyone. */
function isUnjust(cause: Cause, { endpoint }: Exchange, { listed }: Before): boolean {
  return listed === true && endpoint.official && aboutTheKeyItself.has(cause);
}

const aboutTheKeyItself: ReadonlySet<Cause> = new Set<Cause>([
  'key_rejected',
  'key_expired',
  'key_wrong_kind',
]);

/** The same answer, without a verdict. */
function unjudged(finding: Finding): Finding {
  return findingOf('unknown', {}, { ...finding, retryAfterSeconds: null, continues: false });
}

function judgeAnswer(exchange: Exchange, answer: ReadAnswer, rules: readonly Rule[]): Finding | Success {
  if (hasProperShape(exchange, answer)) return { ok: true };
  const found = firstRuling([...notApiRules, ...rules], { exchange, answer });
  const verdict: Ruling = found?.verdict ?? { cause: 'unknown' };
  if ('success' in verdict) return { ok: true };
  const finding = fromAnswer(exchange, answer, verdict);
  return exchange.purpose === 'reach' && !concernsTheWay(finding) ? { ok: true } : finding;
}

function fromAnswer(exchange: Exchange, answer: ReadAnswer, verdict: Caused): Finding {
  const { cause } = verdict;
  // A limit on use or on money is mended by waiting as well, although too late to call again by itself.
  const waits = causes[cause].retryable || /^billing_(?:usage|spend)_limit$/.test(cause);
  const { code, type } = answer.error;
  return findingOf(cause, verdict.facts, {
    call: callFacts(exchange),
    said: quote(answer),
    status: answer.status,
    code: code === null || code === 'None' ? null : cleanText(code) || null,
    type: type === null || type === 'None' ? null : cleanText(type) || null,
    requestId: requestIdOf(answer),
    retryAfterSeconds: waits ? waitingTime(answer, exchange.startedAt + exchange.ms) : null,
    continues: exchange.purpose === 'models' && leavesOpen(exchange, answer, cause),
  });
}

function judgeFailure(exchange: Exchange, failure: RecordedFailure, answer: ReadAnswer | null): Finding {
  const found = firstRuling(exceptionRules, failureEvidence(exchange, failure));
  const verdict: Caused = !found || 'success' in found.verdict ? { cause: 'unknown' } : found.verdict;
  const systemCode = failure.chain.findLast(({ code }) => code !== undefined)?.code;
  const said = failure.chain.findLast(({ message }) => message !== '')?.message;
  return findingOf(verdict.cause, verdict.facts, {
    call: callFacts(exchange, systemCode),
    said: said === undefined ? null : cleanText(said) || null,
    status: answer?.status ?? null,
    code: systemCode === undefined ? null : cleanText(systemCode),
    type: null,
    requestId: answer ? requestIdOf(answer) : null,
    retryAfterSeconds: null,
    continues: false,
  });
}

function callFacts(
  { endpoint, model, organization, project, proxy, key }: Exchange,
  systemCode?: string,
): CallFacts {
  return {
    host: endpoint.host,
    baseURL: endpoint.baseURL,
    model: model ?? undefined,
    organization: organization ?? undefined,
    project: project ?? undefined,
    proxy: proxy ?? undefined,
    keyLength: key?.length,
    systemCode,
  };
}

function quote({ page, error, shape, raw }: ReadAnswer): Clean | null {
  const said = page ? (page.title ?? page.text) : (error.message ?? (shape === 'text' ? raw : ''));
  return isText(said) ? cleanText(said) || null : null;
}

/** False for what is no text, such as a picture or compressed bytes: nobody can read it, so it is not quoted. */
function isText(said: string): boolean {
  const start = said.slice(0, longestText);
  return start.replace(/[^\ufffd\0]/g, '').length * 10 <= start.length;
}

/** For a call without a key: only what stands between here and the API counts. */
function concernsTheWay({ cause }: Finding): boolean {
  const { owner } = causes[cause];
  return (
    owner === 'network' ||
    owner === 'service' ||
    owner === 'endpoint' ||
    cause === 'region_unsupported' ||
    cause === 'ip_not_allowed'
  );
}

/** A refused model list does not judge the key: some keys may not list, and some servers have no list. */
function leavesOpen({ endpoint }: Exchange, { status, shape }: ReadAnswer, cause: Finding['cause']): boolean {
  if (cause === 'key_missing_scope' || cause === 'request_rejected' || cause.startsWith('model_'))
    return true;
  if (cause === 'base_url_wrong_path' || cause === 'not_openai_api') {
    return (
      !endpoint.official && ([400, 404, 405, 410, 501].includes(status) || (status < 300 && shape === 'json'))
    );
  }
  return (cause === 'service_error' && status === 501) || (cause === 'unknown' && status !== 401);
}
