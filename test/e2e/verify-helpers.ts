import type { ServedAnswer } from '../support/api.ts';
import { completion } from './setup-helpers.ts';

/** One entry of a JSON result, as far as the tests read it. */
export interface VerifyDocument {
  readonly ok: boolean;
  readonly exitCode: number;
  readonly path?: string;
  readonly key: {
    readonly masked: string;
    readonly source: { readonly type: string };
    readonly shadowed: unknown[];
  } | null;
  readonly endpoint: { readonly baseURL: string; readonly source: string };
  readonly checks: readonly {
    readonly id: string;
    readonly status: string;
    readonly ms: number;
    readonly notes: string[];
  }[];
  readonly warnings: readonly { readonly id: string; readonly message: string }[];
  readonly diagnosis: {
    readonly cause: string;
    readonly owner: string;
    readonly title: string;
    readonly explanation: string;
    readonly reason: string | null;
    readonly remedies: readonly { readonly text: string; readonly url: string | null }[];
    readonly requestId: string | null;
  } | null;
  readonly test: { readonly ms: number } | null;
  readonly results?: readonly VerifyDocument[];
}

/** A refusal in the form of the API. */
export const refusal = (status: number, code: string | null, message: string): ServedAnswer => ({
  status,
  headers: { 'x-request-id': 'req_test' },
  body: { error: { message, type: 'invalid_request_error', param: null, code } },
});

export const rejected = refusal(401, 'invalid_api_key', 'Incorrect API key provided: sk-…abcd.');

export const listed: ServedAnswer = {
  body: { object: 'list', data: [{ id: 'gpt-6-luna', object: 'model', owned_by: 'openai' }] },
};

export const completed: ServedAnswer = { ...completion, headers: { 'x-request-id': 'req_chat' } };

/** A healthy API, for exactly one verdict. */
export const healthy = { 'GET /v1/models': listed, 'POST /v1/chat/completions': completed };

/** `NAME=value` lines. */
export const env = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
