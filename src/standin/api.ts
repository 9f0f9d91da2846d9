import type { Language } from '../domain/text/language.ts';
import { type Answer, apiError, jsonAnswer, maskedByApi } from './answers.ts';
import { testAnswer } from './chat.ts';
import { beforeTheApi, type FaultId, faults } from './faults.ts';
import { madeUpKey } from './made-up.ts';
import { reasons, standinModels } from './models.ts';
import type { Scenario } from './scenarios.ts';
import { type Incoming, type Listening, serve } from './server.ts';

/** What the stand-in knows from one request to the next. */
export interface StandinState {
  readonly scenario: Scenario;
  readonly language: Language;
  /** Whether a key is let in, unless the scenario is to reject it. */
  readonly knows: (key: string) => boolean;
  /** When the generation fault first showed (`performance.now()`); null: not yet. */
  faultSince: number | null;
}

/** The answer of a path that generates text to the body of a request; `fault` is the scenario's for a model, if any. */
export type Generator = (
  bytes: Uint8Array,
  language: Language,
  fault: (model: string) => Answer | null,
) => Answer;

export interface Standin extends Listening {
  /** A made-up key of the real shape. */
  readonly key: string;
}

/** The live test as this program sends it, and nothing else: only a rehearsal asks. */
const chat: Generator = (bytes, language, fault) => {
  const { model, messages } = JSON.parse(new TextDecoder().decode(bytes)) as {
    model: string;
    messages: readonly { content: string }[];
  };
  if (reasons(model) === undefined) return faults.model_not_found({ model, retryAfterSeconds: 0 });
  return fault(model) ?? testAnswer(model, messages[0]?.content ?? '', language);
};

/** Starts the stand-in API: `/v1/models` and `/v1/chat/completions`, as far as setup and verify call them. */
export async function startStandin(options: {
  readonly scenario: Scenario;
  readonly language: Language;
}): Promise<Standin> {
  const key = madeUpKey();
  const state: StandinState = { ...options, knows: (other) => other === key, faultSince: null };
  const generators = { '/v1/chat/completions': chat };
  return { key, ...(await serve(options.scenario, (incoming) => answerOf(incoming, state, generators))) };
}

const listPath = '/v1/models';
const pageOfKeys = 'https://platform.openai.com/account/api-keys';

/** The answer to a request, in the API's own order: what is in front of it, path, key, method, fault, body. */
export function answerOf(
  { method, pathname, key, bytes }: Incoming,
  state: StandinState,
  generators: Readonly<Record<string, Generator>>,
): Answer {
  const generator = Object.hasOwn(generators, pathname) ? generators[pathname] : undefined;
  const { models, generation } = state.scenario;
  const fault = generator ? generation : models;
  if (fault && beforeTheApi.has(fault)) return faults[fault]({ model: '', retryAfterSeconds: 0 });

  if (!generator && pathname !== listPath && !pathname.startsWith(`${listPath}/`)) {
    return apiError(404, { message: `Invalid URL (${method} ${pathname})` });
  }
  const refusal = refuseKey(key, state);
  if (refusal) return refusal;
  if (method !== (generator ? 'POST' : 'GET')) {
    const hint = '(HINT: Perhaps you meant to use a different HTTP method?)';
    return apiError(405, { message: `Not allowed to ${method} on ${pathname}. ${hint}` });
  }
  if (generator) return generator(bytes, state.language, (model) => faultNow(generation, model, state));
  return fault ? faults[fault]({ model: '', retryAfterSeconds: 0 }) : modelsAnswer(pathname);
}

function refuseKey(key: string | null, { scenario, knows }: StandinState): Answer | null {
  if (key === null) {
    return apiError(401, {
      message:
        "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth " +
        '(i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) if ' +
        "you're accessing the API from your browser and are prompted for a username and password. " +
        `You can obtain an API key from ${pageOfKeys}.`,
    });
  }
  if (knows(key) && scenario.keyAccepted) return null;
  return apiError(401, {
    message: `Incorrect API key provided: ${maskedByApi(key)}. You can find your API key at ${pageOfKeys}.`,
    code: 'invalid_api_key',
  });
}

function modelsAnswer(pathname: string): Answer {
  if (pathname === listPath) return jsonAnswer({ object: 'list', data: standinModels });
  const id = pathname.slice(listPath.length + 1);
  const model = standinModels.find((entry) => entry.id === id);
  return model ? jsonAnswer(model) : faults.model_not_found({ model: id, retryAfterSeconds: 0 });
}

/** The scenario's fault, until it has mended. */
function faultNow(fault: FaultId | null, model: string, state: StandinState): Answer | null {
  if (fault === null) return null;
  const { recoversAfterSeconds } = state.scenario;
  if (recoversAfterSeconds === null) return faults[fault]({ model, retryAfterSeconds: 0 });
  state.faultSince ??= performance.now();
  const left = recoversAfterSeconds - (performance.now() - state.faultSince) / 1000;
  return left > 0 ? faults[fault]({ model, retryAfterSeconds: left }) : null;
}
