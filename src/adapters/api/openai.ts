import type { ClientOptions, OpenAI } from 'openai';
import type { Exchange } from '../../domain/diagnosis/evidence.ts';
import { keyKind } from '../../domain/keys/kinds.ts';
import { readCustomHeaders } from '../../domain/network/custom-headers.ts';
import type { Endpoint } from '../../domain/network/endpoint.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import type { Access, Api } from '../../ports/api.ts';
import type { Clock } from '../../ports/system.ts';
import type { Recorded, SendTools } from '../http/request.ts';
import { readCompletion, readModels } from './openai-answers.ts';

export interface ApiTools {
  /** Masks whatever looks like a secret. */
  readonly redact: (text: string) => string;
  /** Where proxies are named. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Pick<Clock, 'now'>;
  /** This program's version, told to hosts that are asked without a key. */
  readonly version: string;
}

/** The pieces that cost time to load, loaded once, when the first call or `warm()` needs them. */
interface Machinery {
  readonly http: typeof import('../http/machinery.ts');
  readonly tools: SendTools;
}

/** The API as the user's own program will reach it: through the SDK, with a `fetch` that keeps the evidence. */
export function createApi(tools: ApiTools): Api {
  let loading: Promise<Machinery> | undefined;
  let open: Machinery | undefined;

  const machinery = (): Promise<Machinery> => {
    loading ??= import('../http/machinery.ts').then((http) => {
      const { redact, env, clock } = tools;
      open = { http, tools: { redact, env, clock, connections: http.createConnections() } };
      return open;
    });
    return loading;
  };

  const call = async (
    purpose: 'models' | 'chat',
    access: Access,
    model: string | null,
    ask: (client: OpenAI) => PromiseLike<unknown>,
  ) => {
    const [loaded, sdk] = await Promise.all([machinery(), import('openai')]);
    return callThroughSdk({ ...loaded, Client: sdk.OpenAI }, purpose, access, model, ask);
  };

  return {
    async warm() {
      await Promise.all([machinery(), import('openai')]);
      // The SDK's first `new Headers()` loads all of undici, unless the build has put another in its place.
      new Headers();
    },

    async reach(endpoint, deadline) {
      const { http, tools: sendTools } = await machinery();
      const recorded = await http.send(
        {
          url: `${endpoint.baseURL}/models`,
          method: 'GET',
          headers: {
            accept: 'application/json',
            'user-agent': `openai-setup/${tools.version}`,
            // A gateway that wants one of its own answers nobody without it.
            ...readCustomHeaders(tools.env['OPENAI_CUSTOM_HEADERS']).headers,
          },
          body: null,
          deadline,
        },
        sendTools,
      );
      const nothingSent = { key: null, model: null, organization: null, project: null };
      return { purpose: 'reach', endpoint, ...nothingSent, ...recorded };
    },

    async listModels(access) {
      // `models.list()` makes an empty list of anything that is not one; the plain answer tells them apart.
      const { exchange, answer } = await call('models', access, null, (client) => client.get('/models'));
      return { exchange, models: readModels(answer) };
    },

    async chat(access, request) {
      const { exchange, answer } = await call('chat', access, request.model, (client) =>
        client.chat.completions.create({
          model: request.model,
          messages: [{ role: 'user', content: request.message }],
          ...request.parameters,
          stream: false,
        }),
      );
      const requestId = exchange.response?.headers['x-request-id'] ?? null;
      return { exchange, completion: readCompletion(answer, requestId) };
    },

    close() {
      open?.tools.connections.close();
    },
  };
}

/** One call with a user's key, whose every trace is masked. */
async function callThroughSdk(
  { http, tools, Client }: Machinery & { readonly Client: typeof OpenAI },
  purpose: 'models' | 'chat',
  access: Access,
  model: string | null,
  ask: (client: OpenAI) => PromiseLike<unknown>,
): Promise<{ exchange: Exchange; answer: unknown }> {
  const { organization = null, project = null, key, endpoint, deadline } = access;
  const redact = redactorFor(key, tools.redact);
  const { recorded, answer } = await recordCall(http, { ...tools, redact }, { deadline, redact }, (fetch) => {
    const defaultHeaders = access.headers ?? {};
    const apiKey = key.reveal();
    return ask(createClient(Client, endpoint, fetch, { apiKey, organization, project, defaultHeaders }));
  });
  const sent = { kind: keyKind(key.reveal()), length: key.length };
  return { exchange: { purpose, endpoint, key: sent, model, organization, project, ...recorded }, answer };
}

/** What becomes of a call through the SDK, over the `fetch` that it is given: the record counts, not what the SDK throws. */
export async function recordCall<T>(
  http: Machinery['http'],
  tools: SendTools,
  { deadline, redact }: { readonly deadline: number; readonly redact: (text: string) => string },
  ask: (fetch: typeof globalThis.fetch) => PromiseLike<T>,
): Promise<{ readonly recorded: Recorded; readonly answer: T | undefined }> {
  const startedAt = tools.clock.now();
  let recorded: Recorded | undefined;
  const fetch = http.createRecordingFetch(tools, {
    deadline,
    onRecorded: (seen) => {
      recorded = seen;
    },
  });
  let answer: T | undefined;
  try {
    answer = await ask(fetch);
  } catch (error) {
    recorded ??= {
      proxy: null,
      response: null,
      failure: { phase: 'prepare', timedOut: false, chain: http.errorChain(error, redact) },
      tls: null,
      ms: tools.clock.now() - startedAt,
      startedAt,
    };
  }
  if (recorded === undefined) throw new Error('The SDK answered without a request.');
  return { recorded, answer };
}

/**
 * Everything is said outright, so that no `OPENAI_*` variable has a say: what `own` leaves out is not sent. Retries are the
 * caller's. The SDK's constructor (6.49) adds `OPENAI_CUSTOM_HEADERS` of the process itself, after the key, and has no
 * option against it.
 */
export function createClient(
  Client: typeof OpenAI,
  { baseURL }: Endpoint,
  fetch: typeof globalThis.fetch,
  own: Pick<ClientOptions, 'apiKey' | 'adminAPIKey' | 'organization' | 'project' | 'defaultHeaders'>,
): OpenAI {
  const unset = { apiKey: null, adminAPIKey: null, organization: null, project: null, webhookSecret: null };
  const kept = process.env['OPENAI_CUSTOM_HEADERS'];
  delete process.env['OPENAI_CUSTOM_HEADERS'];
  try {
    return new Client({ ...unset, ...own, baseURL, maxRetries: 0, logLevel: 'off', fetch });
  } finally {
    if (kept !== undefined) process.env['OPENAI_CUSTOM_HEADERS'] = kept;
  }
}

/** Fewer characters are a word of ordinary text, such as `ollama`, unless the server tells them as the key. */
const shortestAnywhere = 8;

/** What stands before a key that a server tells: the name of a credential, or a quotation mark that is none of JSON's. */
const tellsKey = new RegExp(
  [
    String.raw`\b(?:bearer|basic|keys?|token|secret|password|passwd)[\s"'\x60“‘:=[(\\]{1,6}$`,
    String.raw`\b(?:credentials?|authorization|provided)[\s"'\x60“‘:=[(\\]{1,6}$`,
    String.raw`(?:['\x60“‘]|\\")$`,
  ].join('|'),
  'i',
);

/**
 * Masks this very key too, whatever it looks like: whole, and in the pieces that a line break inside it makes of it.
 */
function redactorFor(key: Secret, redact: (text: string) => string): (text: string) => string {
  const text = key.reveal().trim();
  if (text.length < shortestAnywhere) return (shown) => redact(maskTold(shown, text, key.masked));
  const pieces = [text, ...text.split(/[\s\p{Cc}]+/u)].filter((piece) => piece.length >= shortestAnywhere);
  return (shown) => redact(pieces.reduce((rest, piece) => rest.replaceAll(piece, () => key.masked), shown));
}

function maskTold(shown: string, key: string, masked: string): string {
  if (key === '') return shown;
  return shown.replaceAll(key, (found, at: number) => {
    const end = at + found.length;
    const isTold = tellsKey.test(shown.slice(Math.max(0, at - 30), at)) && !/\w|-/.test(shown.charAt(end));
    return isTold ? masked : found;
  });
}
