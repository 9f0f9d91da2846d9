import type { Exchange } from '../../src/domain/diagnosis/evidence.ts';
import { cleanText } from '../../src/domain/text/clean.ts';
import type { Access, Api, ChatRequest, Completion, ListedModel } from '../../src/ports/api.ts';
import { answered, failed } from '../unit/diagnose.support.ts';

/** What one call gives; which of the two it answers decides whether another call fails the test. */
export type Scripted =
  | { readonly to: 'models'; readonly exchange: Exchange; readonly models: readonly ListedModel[] | null }
  | { readonly to: 'chat'; readonly exchange: Exchange; readonly completion: Completion | null };

/** One call as it was made. The key is not kept where an assertion could print it. */
export interface ScriptedCall {
  readonly to: Scripted['to'];
  readonly carried: (key: string) => boolean;
  readonly access: Omit<Access, 'key'>;
  readonly request: ChatRequest | null;
}

const body = (message: string, code: string | null) => ({
  error: { message, code, type: null, param: null },
});

/** Failures as the API tells them. */
export const failures = {
  rejected: answered(401, body('Incorrect API key provided', 'invalid_api_key')),
  noCredit: answered(429, body('You exceeded your current quota', 'insufficient_quota')),
  wrongOrganization: answered(401, body('', 'mismatched_organization')),
  wrongProject: answered(
    401,
    body('The OpenAI-Project header does not match the project of this API key.', null),
  ),
  mayNotList: answered(
    403,
    body('You have insufficient permissions. Missing scopes: api.model.read', null),
    {},
    { purpose: 'models' },
  ),
  noModel: answered(404, body('The model does not exist', 'model_not_found')),
  reset: failed([{ name: 'Error', message: 'read ECONNRESET', code: 'ECONNRESET' }]),
} as const;

export const lists = (...ids: readonly string[]): Scripted => ({
  to: 'models',
  exchange: answered(
    200,
    { object: 'list', data: ids.map((id) => ({ id })) },
    {},
    { purpose: 'models', model: null },
  ),
  models: ids.map((id) => ({ id: cleanText(id), shutdownDate: null })),
});
export const listFails = (exchange: Exchange): Scripted => ({
  to: 'models',
  exchange: { ...exchange, purpose: 'models', model: null },
  models: null,
});
export const says = (reply: string): Scripted => ({
  to: 'chat',
  exchange: answered(200, { choices: [{ message: { content: reply } }] }),
  completion: {
    id: null,
    model: null,
    created: null,
    reply: cleanText(reply),
    role: null,
    finishReason: null,
    usage: null,
    requestId: null,
  },
});
export const chatFails = (exchange: Exchange): Scripted => ({ to: 'chat', exchange, completion: null });

/** An API that gives these answers in turn: a call of the other kind, and one more, fail the test. */
export function scriptedApi(answers: readonly Scripted[]) {
  const left = [...answers];
  const calls: ScriptedCall[] = [];
  const next = <T extends Scripted['to']>(to: T, { key, ...access }: Access, request: ChatRequest | null) => {
    const answer = left.shift();
    if (answer?.to !== to) throw new Error(`A call to ${to} where ${answer?.to ?? 'none'} was due.`);
    calls.push({ to, carried: (text) => key.is(text), access, request });
    return answer as Extract<Scripted, { readonly to: T }>;
  };
  const unexpected = (): never => {
    throw new Error('This call was not expected.');
  };
  const api: Api = {
    warm: unexpected,
    reach: unexpected,
    listModels: async (access) => next('models', access, null),
    chat: async (access, request) => next('chat', access, request),
    close: unexpected,
  };
  return { api, calls, left };
}
