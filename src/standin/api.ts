import type { Language } from '../domain/text/language.ts';
import { type AdminState, adminAnswer, isKnown } from './admin.ts';
import { type Answer, apiError, json, maskedByApi } from './answers.ts';
import { type Body, type Dialect, parseBody, promptOf, refuseModel, refuseParameters } from './body.ts';
import { chatAnswer, chatDialect } from './chat.ts';
import { beforeTheApi, type FaultId, faults } from './faults.ts';
import { standinModels } from './models.ts';
import { responsesAnswer, responsesDialect } from './responses.ts';
import type { Scenario } from './scenarios.ts';
import { type Turn, takeTurn } from './turn.ts';

/** A request as the API's logic sees it. */
export interface Incoming {
  readonly method: string;
  readonly pathname: string;
  /** The bearer token, or null where none came. */
  readonly key: string | null;
  readonly bytes: Uint8Array;
}

/** What the stand-in knows from one request to the next. */
export interface StandinState {
  readonly scenario: Scenario;
  readonly language: Language;
  readonly key: string;
  readonly admin: AdminState;
  /** When the generation fault first showed (`performance.now()`); null: not yet. */
  faultSince: number | null;
}

interface Generator {
  readonly dialect: Dialect;
  readonly answer: (turn: Turn, body: Body) => Answer;
}

const generators: Readonly<Record<string, Generator>> = {
  [chatDialect.path]: { dialect: chatDialect, answer: chatAnswer },
  [responsesDialect.path]: { dialect: responsesDialect, answer: responsesAnswer },
};

const listPath = '/v1/models';
const pageOfKeys = 'https://platform.openai.com/account/api-keys';

/** The answer to a request, in the API's own order: what is in front of it, path, key, method, fault, body. */
export function answerOf(incoming: Incoming, state: StandinState): Answer {
  const { method, pathname } = incoming;
  const generator = Object.hasOwn(generators, pathname) ? generators[pathname] : undefined;
  const fault = generator ? state.scenario.generation : state.scenario.models;
  if (fault && beforeTheApi.has(fault)) return faults[fault]({ model: '', retryAfterSeconds: 0 });

  const administration = adminAnswer(incoming, state.admin);
  if (administration) return administration;
  if (!generator && pathname !== listPath && !pathname.startsWith(`${listPath}/`)) {
    return apiError(404, { message: `Invalid URL (${method} ${pathname})` });
  }
  const refusal = refuseKey(incoming.key, state);
  if (refusal) return refusal;
  if (method !== (generator ? 'POST' : 'GET')) {
    const hint = '(HINT: Perhaps you meant to use a different HTTP method?)';
    return apiError(405, { message: `Not allowed to ${method} on ${pathname}. ${hint}` });
  }
  if (generator) return generate(generator, incoming.bytes, state);
  return fault ? faults[fault]({ model: '', retryAfterSeconds: 0 }) : modelsAnswer(pathname);
}

function refuseKey(key: string | null, { scenario, admin }: StandinState): Answer | null {
  if (key === null) {
    return apiError(401, {
      message:
        "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth " +
        '(i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) if ' +
        "you're accessing the API from your browser and are prompted for a username and password. " +
        `You can obtain an API key from ${pageOfKeys}.`,
    });
  }
  if (isKnown(admin, key) && scenario.keyAccepted) return null;
  return apiError(401, {
    message: `Incorrect API key provided: ${maskedByApi(key)}. You can find your API key at ${pageOfKeys}.`,
    code: 'invalid_api_key',
  });
}

function modelsAnswer(pathname: string): Answer {
  if (pathname === listPath) return json({ object: 'list', data: standinModels });
  const id = pathname.slice(listPath.length + 1);
  const model = standinModels.find((entry) => entry.id === id);
  return model ? json(model) : faults.model_not_found({ model: id, retryAfterSeconds: 0 });
}

function generate({ dialect, answer }: Generator, bytes: Uint8Array, state: StandinState): Answer {
  const parsed = parseBody(bytes);
  if ('refusal' in parsed) return parsed.refusal;
  const { body } = parsed;
  const refusal =
    refuseModel(body, dialect) ??
    faultNow(state.scenario.generation, String(body['model']), state) ??
    refuseParameters(body, dialect);
  return refusal ?? answer(takeTurn(promptOf(body, dialect), state.language), body);
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
