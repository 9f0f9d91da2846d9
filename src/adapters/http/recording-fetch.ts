import { Attempt } from './attempt.ts';
import { LightHeaders } from './light-headers.ts';
import type { Outgoing, Recorded, SendTools } from './request.ts';
import { startStopwatch } from './stopwatch.ts';

/** Sends one request, follows no redirect, and records what happens. Never throws. */
export async function send(outgoing: Outgoing, tools: SendTools): Promise<Recorded> {
  const startedAt = tools.clock.now();
  const elapsed = startStopwatch();
  let attempt = new Attempt(outgoing, tools);
  await attempt.run();
  if (attempt.wasStale) {
    tools.connections.dropIdle();
    attempt = new Attempt(outgoing, tools);
    await attempt.run();
  }
  return {
    proxy: attempt.proxy,
    response: attempt.response,
    failure: attempt.failure,
    tls: attempt.certificate,
    ms: elapsed(),
    startedAt,
  };
}

/** What one call sends at most once, and what was seen of it. */
interface Recording {
  readonly deadline: number;
  readonly onRecorded: (recorded: Recorded) => void;
}

/**
 * A `fetch` for the SDK that records the raw answer. It gives an object with what the SDK uses of a `Response`
 * (status, headers, `text()`, `json()`): the body has been read by then, bounded and masked. Everything else that a
 * `Response` can do is left out, because the real one loads undici (ADR 0003).
 */
export function createRecordingFetch(tools: SendTools, recording: Recording): typeof fetch {
  const recordingFetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const url = typeof input === 'string' ? input : 'href' in input ? input.href : input.url;
    const method = init.method?.toUpperCase() ?? 'GET';
    const recorded = await send(
      {
        url,
        method,
        list: method === 'GET' && new URL(url).pathname.endsWith('/models'),
        headers: { 'accept-encoding': 'gzip, deflate', ...plainHeaders(init.headers) },
        body: typeof init.body === 'string' ? init.body : null,
        deadline: recording.deadline,
        signal: init.signal ?? undefined,
      },
      tools,
    );
    recording.onRecorded(recorded);
    const { response, failure } = recorded;
    if (response === null || failure !== null) throw new TypeError('The call failed below HTTP.');
    return answerFor(url, response) as unknown as Response;
  };
  return recordingFetch;
}

function answerFor(url: string, response: NonNullable<Recorded['response']>): object {
  return {
    url,
    status: response.status,
    statusText: '',
    ok: response.status >= 200 && response.status < 300,
    redirected: false,
    headers: new LightHeaders(Object.entries(response.headers)),
    body: null,
    text: async () => response.body,
    json: async () => JSON.parse(response.body),
  };
}

/** The SDK gives a `Headers`; its entries are all that is needed. */
function plainHeaders(headers: RequestInit['headers']): Record<string, string> {
  const plain: Record<string, string> = {};
  if (headers === undefined) return plain;
  const entries = Symbol.iterator in headers ? headers : Object.entries(headers);
  for (const [name, value] of entries as Iterable<[string, string]>) plain[name] = value;
  return plain;
}
