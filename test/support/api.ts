import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach } from 'vitest';

/** A recorded answer. */
export interface ServedAnswer {
  /** 200 by default. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, and makes the content type JSON where no header says otherwise. */
  readonly body?: unknown;
  /** Waited before anything is sent. */
  readonly delayMs?: number;
  /** Waited for as well. */
  readonly after?: Promise<unknown>;
  /** `reset`: the connection is reset; `hang`: nothing ever comes; `cut`: it closes in the middle of the body. */
  readonly fault?: 'reset' | 'hang' | 'cut';
}

export interface SeenRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly path: string;
  /** Any authorization header came. */
  readonly keySent: boolean;
  /** Whether it carried exactly this key; the key itself is not kept where an assertion could print it. */
  carried(key: string): boolean;
  /** Without `authorization`; lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it is JSON, else the text. */
  readonly body: unknown;
}

type Answering = (request: SeenRequest) => ServedAnswer;

/**
 * Answers by `METHOD /path`: one answer is for exactly one request, a list for exactly as many, a
 * function for any number but none.
 */
export type Routes = Readonly<Record<string, ServedAnswer | readonly ServedAnswer[] | Answering>>;

export interface ServedApi {
  /** `http://127.0.0.1:PORT/v1` */
  readonly baseURL: string;
  readonly port: number;
  readonly requests: readonly SeenRequest[];
  /** Ends everything, then fails on unexpected requests and unused answers. Called after the test as well. */
  close(): Promise<void>;
}

const open = new Set<ServedApi>();

afterEach(async () => {
  const results = await Promise.allSettled([...open].map((api) => api.close()));
  const broken = results.find((result) => result.status === 'rejected');
  if (broken) throw broken.reason;
});

/**
 * A server on loopback that replays answers. Strict: a request that nothing answers, and an answer that nothing asked
 * for, fail the test. A handler in place of routes may give null for 'unexpected'. `keyless` answers all requests that
 * bring no key (the look whether the host can be reached), however many there are.
 */
export async function serve(
  routes: Routes | ((request: SeenRequest) => ServedAnswer | null),
  options: { readonly keyless?: ServedAnswer } = {},
): Promise<ServedApi> {
  const requests: SeenRequest[] = [];
  const problems: string[] = [];
  const sockets = new Set<Socket>();
  const closing = new AbortController();
  const waiting = typeof routes === 'function' ? null : queuesOf(routes);

  const answerTo = (request: SeenRequest): ServedAnswer | null => {
    if (options.keyless && !request.keySent) return options.keyless;
    if (typeof routes === 'function') return routes(request);
    return waiting?.get(`${request.method} ${request.path}`)?.next(request) ?? null;
  };

  const server = createServer((request, response) => {
    request.on('error', () => {});
    response.on('error', () => {});
    handle(request, response).catch((error: unknown) => {
      if (!closing.signal.aborted && !request.socket.destroyed) problems.push(`The handler failed: ${error}`);
      response.destroy();
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const seen = await see(request);
    if (seen === null) return;
    requests.push(seen);
    let answer = answerTo(seen);
    if (answer === null) {
      problems.push(
        `Unexpected request: ${seen.method} ${seen.path}${seen.keySent ? '' : ' (without a key)'}`,
      );
      answer = { status: 418, body: { error: { message: 'This request was not expected by the test.' } } };
    }
    await answer.after;
    if (answer.delayMs) await sleep(answer.delayMs, undefined, { signal: closing.signal });
    send(answer, request, response);
  }

  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const api: ServedApi = {
    baseURL: `http://127.0.0.1:${port}/v1`,
    port,
    requests,
    async close() {
      if (!open.delete(api)) return;
      closing.abort();
      const ended = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await ended;
      for (const [route, queue] of waiting ?? []) {
        if (queue.unused() > 0) problems.push(`Unused: ${queue.unused()} answer(s) of ${route}`);
      }
      if (problems.length > 0) throw new Error(problems.join('\n'));
    },
  };
  open.add(api);
  return api;
}

interface Queue {
  next(request: SeenRequest): ServedAnswer | null;
  unused(): number;
}

function queuesOf(routes: Routes): Map<string, Queue> {
  return new Map(
    Object.entries(routes).map(([route, given]): [string, Queue] => {
      if (typeof given === 'function') {
        let calls = 0;
        const next = (request: SeenRequest) => {
          calls++;
          return given(request);
        };
        return [route, { next, unused: () => (calls === 0 ? 1 : 0) }];
      }
      const left: ServedAnswer[] = Array.isArray(given) ? [...given] : [given];
      return [route, { next: () => left.shift() ?? null, unused: () => left.length }];
    }),
  );
}

/** The whole request, or null where the client left in the middle of it. */
async function see(request: IncomingMessage): Promise<SeenRequest | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    return null;
  }
  const text = Buffer.concat(chunks).toString();
  const { authorization, ...others } = request.headers;
  const headers = Object.fromEntries(Object.entries(others).map(([name, value]) => [name, String(value)]));
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    keySent: authorization !== undefined,
    carried: (key) => authorization === `Bearer ${key}`,
    headers,
    body: parsed(text),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function send(answer: ServedAnswer, request: IncomingMessage, response: ServerResponse): void {
  const { status = 200, headers = {}, body = '', fault } = answer;
  if (fault === 'hang') return;
  if (fault === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  const plain = typeof body === 'string' || body instanceof Uint8Array;
  const bytes = plain ? Buffer.from(body) : Buffer.from(JSON.stringify(body));
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  response.writeHead(status, {
    ...(!plain && { 'content-type': 'application/json' }),
    'content-length': String(bytes.length),
    ...lower,
  });
  if (fault === 'cut') {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => request.socket.destroy());
  } else {
    response.end(bytes);
  }
}
