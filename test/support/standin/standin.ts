import type { IncomingMessage } from 'node:http';
import type { Language } from '../../../src/domain/text/language.ts';
import type { Answer } from '../../../src/standin/answers.ts';
import { answerOf, type Generator, type StandinState } from '../../../src/standin/api.ts';
import { beforeTheApi } from '../../../src/standin/faults.ts';
import { madeUpKey } from '../../../src/standin/made-up.ts';
import type { Scenario } from '../../../src/standin/scenarios.ts';
import { type Incoming, type Listening, serve } from '../../../src/standin/server.ts';
import { adminAnswer, startAdmin } from './admin.ts';
import { type Body, type Dialect, parseBody, promptOf, refuseModel, refuseParameters } from './body.ts';
import { chatAnswer, chatDialect } from './chat.ts';
import { responsesAnswer, responsesDialect } from './responses.ts';
import { type Turn, takeTurn } from './turn.ts';

/** What a client sent, without any key. */
interface RecordedRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly path: string;
  /** An authorization header with something in it came. */
  readonly keySent: boolean;
  /** `OpenAI-Organization` and `OpenAI-Project`, where sent. */
  readonly organization: string | null;
  readonly project: string | null;
  /** From the body, where it is JSON. */
  readonly model: string | null;
  readonly body: Body | null;
}

export interface Standin extends Listening {
  /** A made-up key of the real shape. The server accepts it, unless its scenario is to reject it. */
  readonly key: string;
  /** May make and delete keys of any project (`/v1/organization/projects/…`). */
  readonly adminKey: string;
  /** Keys made from now on must end within so many seconds. */
  limitLifetime(seconds: number): void;
  /** In the order in which they were read whole. */
  readonly requests: readonly RecordedRequest[];
}

const generators: Readonly<Record<string, Generator>> = {
  [chatDialect.path]: generator(chatDialect, chatAnswer),
  [responsesDialect.path]: generator(responsesDialect, responsesAnswer),
};

/** The stand-in of `demo`, which takes all that programs send: both APIs for text whole, and the keys of a project. */
export async function startStandin(options: {
  readonly scenario: Scenario;
  readonly language: Language;
}): Promise<Standin> {
  const key = madeUpKey();
  const admin = startAdmin(key);
  const knows = (other: string) => admin.keys.some(({ text }) => text === other);
  const state: StandinState = { ...options, knows, faultSince: null };
  const requests: RecordedRequest[] = [];
  const listening = await serve(options.scenario, (incoming, request) => {
    requests.push(recorded(incoming, request));
    const { models } = options.scenario;
    const before = models !== null && beforeTheApi.has(models);
    return (before ? null : adminAnswer(incoming, admin)) ?? answerOf(incoming, state, generators);
  });
  return {
    ...listening,
    key,
    adminKey: admin.adminKey,
    requests,
    limitLifetime: (seconds) => {
      admin.longest = seconds;
    },
  };
}

function generator(dialect: Dialect, answer: (turn: Turn, body: Body) => Answer): Generator {
  return (bytes, language, fault) => {
    const parsed = parseBody(bytes);
    if ('refusal' in parsed) return parsed.refusal;
    const { body } = parsed;
    const refusal =
      refuseModel(body, dialect) ?? fault(String(body['model'])) ?? refuseParameters(body, dialect);
    return refusal ?? answer(takeTurn(promptOf(body, dialect), language), body);
  };
}

function recorded({ method, bytes, key }: Incoming, request: IncomingMessage): RecordedRequest {
  const parsed = parseBody(bytes);
  const body = 'body' in parsed ? parsed.body : null;
  const header = (name: string) => request.headers[name]?.toString() ?? null;
  return {
    method,
    path: request.url ?? '/',
    keySent: key !== null || header('authorization') !== null,
    organization: header('openai-organization'),
    project: header('openai-project'),
    model: typeof body?.['model'] === 'string' ? body['model'] : null,
    body,
  };
}
