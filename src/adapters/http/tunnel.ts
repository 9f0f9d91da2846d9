import http from 'node:http';
import https from 'node:https';
import { isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ProxyServer } from '../../domain/network/proxy.ts';
import { type AnswerHead, finalHead } from './interim.ts';

/** A proxy answered `CONNECT` with something else than 2xx, or with 2xx and a page where the tunnel should begin. */
class TunnelRefused extends Error {
  override readonly name = 'TunnelRefused';
  readonly proxyStatus: number;
  /** The schemes it would take (`Basic realm="…"`, `NTLM`), where it asks for a password. */
  readonly proxyAuthenticate: string | undefined;

  constructor(status: number, authenticate: string | undefined) {
    super(`Proxy response (${status}) to CONNECT`);
    this.proxyStatus = status;
    this.proxyAuthenticate = authenticate;
  }
}

interface TunnelWatch {
  readonly signal: AbortSignal;
  /** The proxy accepted the connection. */
  readonly onAccepted?: () => void;
  /** The proxy speaks TLS, and has shown its certificate. */
  readonly onKeys?: () => void;
}

/**
 * Asks a proxy for a connection to `host:port`. The proxy sees that name, and its own user and password; nothing
 * of the request that will go through.
 */
export function openTunnel(
  proxy: ProxyServer,
  host: string,
  port: number,
  { signal, onAccepted, onKeys }: TunnelWatch,
): Promise<Socket> {
  const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const url = new URL(proxy.address.reveal());
  const headers: Record<string, string> = { host: authority, 'proxy-connection': 'keep-alive' };
  if (proxy.hasCredentials) {
    const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    headers['proxy-authorization'] = `Basic ${Buffer.from(pair).toString('base64')}`;
  }
  return new Promise((resolve, reject) => {
    const request = (proxy.secure ? https : http).request({
      host: proxy.hostname,
      port: proxy.port,
      method: 'CONNECT',
      path: authority,
      headers,
      // Its certificate is for its own name: Node would take that of the header.
      ...(proxy.secure && isIP(proxy.hostname) === 0 ? { servername: proxy.hostname } : {}),
      agent: false,
      signal,
    });
    request.on('socket', (socket) => {
      if (onAccepted) socket.once('connect', onAccepted);
      if (onKeys) socket.once('keylog', onKeys);
    });
    let answered = false;
    request.on('connect', ({ statusCode = 0, headers: said }, socket: Socket, rest) => {
      answered = true;
      finalHead({ status: statusCode, headers: said, rest }, socket, signal)
        .then(async (head) => {
          const { status } = head;
          if (status >= 200 && status < 300 && !(await speaksFirst(head, socket))) return resolve(socket);
          socket.destroy();
          const asks = head.headers['proxy-authenticate'];
          reject(new TunnelRefused(status, Array.isArray(asks) ? asks.join(', ') : asks));
        })
        .catch(reject);
    });
    request.on('error', reject);
    request.on('close', () => {
      if (!answered) reject(new Error('The proxy closed the connection without an answer.'));
    });
    request.end();
  });
}

/** How long a page may take that the proxy announced (ms). */
const pageTakes = 1000;

/** Whether something comes before anything was asked: in TLS the client speaks first, so that it is the proxy's own. */
async function speaksFirst({ headers, rest }: AnswerHead, socket: Socket): Promise<boolean> {
  if (rest.length > 0) return true;
  const announced =
    /html/i.test(String(headers['content-type'] ?? '')) || Number(headers['content-length'] ?? 0) > 0;
  if (!announced) return false;
  // Some announce a body, and open a tunnel all the same.
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      for (const event of events) socket.removeListener(event, done);
      resolve(socket.readableLength > 0 || socket.readableEnded || socket.destroyed);
    };
    const events = ['readable', 'end', 'close', 'error'] as const;
    const timer = setTimeout(done, pageTakes);
    for (const event of events) socket.on(event, done);
  });
}

/** Options of a request that the agent passes on to `createConnection`. */
export interface TunnelOptions {
  /** Gives up a tunnel that is not open yet. */
  readonly tunnelSignal: AbortSignal;
  /** The proxy accepted the connection, and is asked for the tunnel. */
  readonly onProxy: () => void;
  /** The proxy speaks TLS, and has shown its certificate. */
  readonly onKeys: () => void;
  readonly onTunnel: () => void;
}

/** Keeps TLS connections that go through a proxy's tunnel. */
export class TunnelAgent extends https.Agent {
  readonly #proxy: ProxyServer;

  constructor(proxy: ProxyServer) {
    super({ keepAlive: true, rejectUnauthorized: true });
    this.#proxy = proxy;
  }

  override createConnection(
    options: https.RequestOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const { tunnelSignal, onProxy, onKeys, onTunnel } = options as https.RequestOptions & TunnelOptions;
    const watch = { signal: tunnelSignal, onAccepted: onProxy, onKeys };
    openTunnel(this.#proxy, options.host ?? '', Number(options.port), watch).then(
      (socket) => {
        onTunnel();
        const secured = super.createConnection({ ...options, socket } as https.RequestOptions);
        callback?.(null, secured as Duplex);
      },
      (error: Error) => callback?.(error, undefined as unknown as Duplex),
    );
  }
}
