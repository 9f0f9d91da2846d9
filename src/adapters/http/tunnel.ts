import http from 'node:http';
import https from 'node:https';
import { isIP, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ProxyServer } from '../../domain/network/proxy.ts';

/** A proxy answered `CONNECT` with something else than 2xx. */
class ProxyRefusal extends Error {
  override readonly name = 'ProxyRefusal';
  readonly proxyStatus: number;
  /** The schemes it would take (`Basic realm="…"`, `NTLM`), where it asks for a password. */
  readonly proxyAuthenticate: string | undefined;

  constructor(status: number, authenticate: string | undefined) {
    super(`Proxy response (${status}) to CONNECT`);
    this.proxyStatus = status;
    this.proxyAuthenticate = authenticate;
  }
}

/**
 * Asks a proxy for a connection to `host:port`. The proxy sees that name, and its own user and password; nothing
 * of the request that will go through.
 */
export function openTunnel(
  proxy: ProxyServer,
  host: string,
  port: number,
  { signal, onAccepted }: { readonly signal: AbortSignal; readonly onAccepted?: () => void },
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
    if (onAccepted) request.on('socket', (socket) => socket.once('connect', onAccepted));
    request.on('connect', (answer, socket: Socket, head) => {
      const status = answer.statusCode ?? 0;
      if (status >= 200 && status < 300) {
        if (head.length > 0) socket.unshift(head);
        resolve(socket);
      } else {
        socket.destroy();
        const authenticate = answer.headers['proxy-authenticate'];
        reject(
          new ProxyRefusal(status, Array.isArray(authenticate) ? authenticate.join(', ') : authenticate),
        );
      }
    });
    request.on('error', reject);
    request.on('close', () => reject(new Error('The proxy closed the connection without an answer.')));
    request.end();
  });
}

/** Options of a request that the agent passes on to `createConnection`. */
export interface TunnelOptions {
  /** Gives up a tunnel that is not open yet. */
  readonly tunnelSignal: AbortSignal;
  /** The proxy accepted the connection, and is asked for the tunnel. */
  readonly onProxy: () => void;
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
    const { tunnelSignal, onProxy, onTunnel } = options as https.RequestOptions & TunnelOptions;
    const watch = { signal: tunnelSignal, onAccepted: onProxy };
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
