import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, apiError } from './answers.ts';
import { requestId } from './made-up.ts';
import type { Scenario } from './scenarios.ts';

/** A request, read whole. */
export interface Incoming {
  readonly method: string;
  readonly pathname: string;
  /** The bearer token, or null where none came. */
  readonly key: string | null;
  readonly bytes: Uint8Array;
}

/** A server on this machine. */
export interface Listening {
  /** `http://127.0.0.1:PORT/v1` */
  readonly baseURL: string;
  /** Ends all connections at once, and the server. */
  close(): Promise<void>;
}

/** Larger bodies are refused unread. */
const bodyLimit = 8 * 1024 * 1024;

/** Serves answers on a free port of 127.0.0.1. Nothing that a client does ends it. */
export async function serve(
  { delayMs, listening }: Pick<Scenario, 'delayMs' | 'listening'>,
  answerTo: (incoming: Incoming, request: IncomingMessage) => Answer,
): Promise<Listening> {
  const sockets = new Set<Socket>();
  const closing = new AbortController();

  const server = createServer((request, response) => {
    // A client that leaves in the middle is no event for the server.
    request.on('error', () => {});
    response.on('error', () => {});
    handle(request, response).catch(() => response.destroy());
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const started = performance.now();
    const bytes = await readBody(request);
    if (delayMs > 0) await sleep(delayMs, undefined, { signal: closing.signal });
    if (bytes === null) {
      response.setHeader('connection', 'close');
      send(response, started, apiError(413, { message: 'The request body is too large.' }), 'POST');
      request.resume();
      return;
    }
    const incoming = incomingOf(request, bytes);
    send(response, started, answerTo(incoming, request), incoming.method);
  }

  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('clientError', (_error, socket) => {
    if (socket.writable) {
      socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
    } else {
      socket.destroy();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  let closed: Promise<void> | null = null;
  const close = () => {
    closed ??= new Promise((resolve) => {
      closing.abort();
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
    return closed;
  };
  // The port was free a moment ago and nobody listens there now: connections are refused.
  if (!listening) await close();
  return { baseURL: `http://127.0.0.1:${port}/v1`, close };
}

/** The whole body, or null where it is larger than the limit. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (Number(request.headers['content-length'] ?? 0) > bodyLimit) return null;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += (chunk as Uint8Array).length;
    if (length > bodyLimit) return null;
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks);
}

function incomingOf(request: IncomingMessage, bytes: Uint8Array): Incoming {
  const [pathname = '/'] = (request.url ?? '/').split('?', 1);
  const bearer = /^Bearer +(\S.*)$/i.exec(request.headers.authorization ?? '');
  return { method: request.method ?? 'GET', pathname, key: bearer?.[1]?.trim() ?? null, bytes };
}

/** Headers of every answer of the API; an answer may bring other values. */
const usualHeaders = (ms: number): Record<string, string> => ({
  'x-request-id': requestId(),
  'openai-processing-ms': String(Math.max(1, Math.round(ms))),
  'openai-version': '2020-10-01',
});

/** Whose key it is and what it may do in a minute: of a key that is not let in the API says neither. */
function ownersHeaders(): Record<string, string> {
  return {
    'openai-organization': 'openai-setup-rehearsal',
    'x-ratelimit-limit-requests': '500',
    'x-ratelimit-remaining-requests': '499',
    'x-ratelimit-reset-requests': '120ms',
    'x-ratelimit-limit-tokens': '200000',
    'x-ratelimit-remaining-tokens': '199985',
    'x-ratelimit-reset-tokens': '4ms',
  };
}

function send(response: ServerResponse, started: number, answer: Answer, method: string): void {
  if (response.destroyed || response.headersSent) return;
  const byTheApi = !answer.headers['content-type']?.startsWith('text/html');
  response.writeHead(answer.status, {
    ...(byTheApi && usualHeaders(performance.now() - started)),
    ...(byTheApi && answer.status !== 401 && ownersHeaders()),
    ...answer.headers,
    'content-length': String(Buffer.byteLength(answer.body)),
  });
  response.end(method === 'HEAD' ? undefined : answer.body);
}
