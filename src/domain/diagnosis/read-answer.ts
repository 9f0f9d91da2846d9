import { oneLine } from '../text/clean.ts';
import type { RecordedResponse } from './evidence.ts';
import { readError, type SaidError } from './json-error.ts';
import { looksLikeMarkup, type Page, readPage } from './page-text.ts';

/** An HTTP answer, read without trusting its status or content type. */
export interface ReadAnswer {
  /** As it came. */
  readonly status: number;
  /** The status that the answer means: the one in its body where HTTP's is 2xx or 5xx, else HTTP's. */
  readonly meant: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly shape: 'empty' | 'json' | 'page' | 'text' | 'stream';
  /** The value of a JSON answer, or of the first event of a stream. */
  readonly json: unknown;
  /** The body tells of a failure, whatever the status says. */
  readonly failed: boolean;
  readonly error: SaidError;
  readonly page: Page | null;
  /** The body as it came, cut. */
  readonly raw: string;
  /** All that is said, in one line and lower case: what rules look at. */
  readonly text: string;
  /** All codes, types and error names in it, squeezed (see `squeeze`). */
  readonly codes: ReadonlySet<string>;
}

/** What rules look at is cut here; servers say what is wrong at the beginning. */
const longestText = 8_000;

/** Codes are compared without their punctuation: `InvalidApiKey`, `invalid_api_key`. */
export function squeeze(code: string): string {
  return code.toLowerCase().replace(/[^a-z0-9]/g, '');
}

export function readAnswer(response: RecordedResponse): ReadAnswer {
  const body = response.body.replace(/^\uFEFF/, '').trim();
  const outer = shapeOf(body);
  const { json } = outer;
  const error = readError(
    outer.shape === 'json' || outer.shape === 'stream'
      ? json
      : outer.shape === 'text'
        ? body.slice(0, longestText)
        : null,
  );
  const inner = response.status >= 400 ? pageWithin(error.message) : null;
  const shape = inner === null ? outer.shape : 'page';
  const page = shape === 'page' ? readPage(inner ?? body) : null;
  const said = page ? [page.text] : error.messages;
  const written = said.join(' \n ').slice(0, longestText);
  const base = { status: response.status, headers: response.headers, shape, json, error, page };
  return {
    ...base,
    meant: meantStatus(response.status, error, written),
    failed: (shape === 'json' || shape === 'stream') && tellsFailure(json),
    raw: body.slice(0, longestText),
    text: oneLine(written)
      .toLowerCase()
      .replace(/[\u2018\u2019]/g, "'"),
    codes: new Set(
      [...error.codes, ...error.numbered, ...(page ? [] : wordsLikeCodes(written))].map(squeeze),
    ),
  };
}

/** A page that stands inside a message: a server passed on what it got from somebody else. */
function pageWithin(message: string | null): string | null {
  const start = message?.search(/<(?:!doctype html|html)\b/i) ?? -1;
  return start === -1 ? null : (message?.slice(start) ?? null);
}

function shapeOf(body: string): Pick<ReadAnswer, 'shape' | 'json'> {
  if (body === '') return { shape: 'empty', json: undefined };
  if (looksLikeMarkup(body)) return { shape: 'page', json: undefined };
  const json = parse(body);
  if (json !== undefined) return { shape: 'json', json };
  const event = /^(?:(?:event|id|retry):[^\n]{0,200}\n|:[^\n]{0,200}\n|\s){0,8}data: ?([^\n]+)/.exec(
    body,
  )?.[1];
  const first = event === undefined ? undefined : parse(event);
  return first === undefined ? { shape: 'text', json: undefined } : { shape: 'stream', json: first };
}

/** A text that holds JSON once more is what some proxies make of an answer. */
function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' && /^\s*\{/.test(value) ? JSON.parse(value) : value;
  } catch {
    return undefined;
  }
}

/** Whether a JSON value says that something went wrong. `error: null` is how some servers say that nothing did. */
function tellsFailure(json: unknown): boolean {
  if (Array.isArray(json)) {
    return json.length > 0 && json.every((item) => !Array.isArray(item) && tellsFailure(item));
  }
  if (typeof json !== 'object' || json === null) return false;
  const body = json as Record<string, unknown>;
  if (isSomething(body['error']) || isSomething(body['errors'])) return true;
  if (body['object'] === 'error' || body['type'] === 'error' || body['success'] === false) return true;
  const choices = body['choices'];
  if (Array.isArray(choices)) return choices.some((choice) => isSomething(choice?.error));
  if (Array.isArray(body['data'])) return false;
  // MiniMax, iFlytek and LMDeploy put their code beside or before what an answer would hold.
  const inner = body['base_resp'] as { status_code?: unknown } | null | undefined;
  const header = body['header'] as { code?: unknown } | null | undefined;
  for (const code of [inner?.status_code, header?.code, body['error_code']]) {
    if (typeof code === 'number' && code !== 0) return true;
  }
  return ['message', 'msg', 'detail', 'error_msg', 'errmsg', 'errorMessage'].some((name) =>
    isSomething(body[name]),
  );
}

function isSomething(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === '') return false;
  return typeof value !== 'object' || Object.keys(value).length > 0;
}

function meantStatus(status: number, error: SaidError, text: string): number {
  if (status >= 300 && status < 500) return status;
  const wrapped = /(?:error code|status code|status|http)[: =]{1,3}([45]\d\d)\b/i.exec(text)?.[1];
  const named = [...error.codes, ...(wrapped ? [wrapped] : [])].find((code) => /^[45]\d\d$/.test(code));
  return named === undefined ? status : Number(named);
}

/** Words of a message that are codes in themselves: `invalid_api_key`, `litellm.AuthenticationError`. */
function wordsLikeCodes(text: string): string[] {
  return text.match(/\b(?:[a-z]+(?:_[a-z0-9]+)+|(?:[A-Z][a-z]+){2,}|[A-Z]+(?:_[A-Z]+)+)\b/g) ?? [];
}
