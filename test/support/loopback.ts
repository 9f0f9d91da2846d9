import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo, type Socket } from 'node:net';
import { type Endpoint, parseEndpoint } from '../../src/domain/network/endpoint.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';

/** A server on loopback that ends with its test, however its connections hang. */
export interface Listening {
  readonly port: number;
  /** `METHOD /path` of each request, in order. */
  readonly requests: string[];
  /** Headers of each request. */
  readonly headers: http.IncomingHttpHeaders[];
  connections(): number;
  close(): Promise<void>;
}

const open: Listening[] = [];

export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((server) => server.close()));
}

async function listen(
  server: net.Server,
  requests: string[] = [],
  headers: http.IncomingHttpHeaders[] = [],
  address = '127.0.0.1',
) {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const listening: Listening = {
    port: (server.address() as AddressInfo).port,
    requests,
    headers,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  open.push(listening);
  return listening;
}

type Handler = (request: http.IncomingMessage, response: http.ServerResponse, body: string) => void;

/**
 * An HTTP server, or an HTTPS one where a certificate is given; `handle` gets the whole body. `address`: another one
 * of this machine, for what a proxy must lead to.
 */
export function serve(
  handle: Handler,
  tls?: { key: string; cert: string },
  address?: string,
): Promise<Listening> {
  const requests: string[] = [];
  const headers: http.IncomingHttpHeaders[] = [];
  const listener: http.RequestListener = (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    headers.push(request.headers);
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => handle(request, response, body));
    response.on('error', () => {});
  };
  const server = tls === undefined ? http.createServer(listener) : https.createServer(tls, listener);
  server.on('tlsClientError', () => {});
  return listen(server, requests, headers, address);
}

/** A server that speaks bytes. */
export function serveRaw(handle: (socket: Socket) => void): Promise<Listening> {
  return listen(net.createServer(handle));
}

/** What a proxy saw: each CONNECT target, with its `Proxy-Authorization`. */
export interface TestProxy extends Listening {
  readonly targets: { readonly target: string; readonly authorization: string | undefined }[];
  /** Every byte that came before a tunnel was open. */
  readonly seen: string[];
}

/** A CONNECT proxy. `mapTo` sends every tunnel to a port of this machine; `answer` refuses with a status. */
export async function serveProxy(options: {
  readonly mapTo?: number;
  readonly answer?: string;
  readonly password?: string;
  /** What it says to a tunnel that is open. */
  readonly established?: string;
}): Promise<TestProxy> {
  const targets: { target: string; authorization: string | undefined }[] = [];
  const seen: string[] = [];
  const server = http.createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
    response.writeHead(400).end();
  });
  server.on('connect', (request: http.IncomingMessage, socket: Socket, head: Buffer) => {
    const authorization = request.headers['proxy-authorization'];
    targets.push({ target: request.url ?? '', authorization });
    seen.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}${head}`);
    socket.on('error', () => {});
    if (options.answer !== undefined) return void socket.end(`HTTP/1.1 ${options.answer}\r\n\r\nno`);
    const wanted = `Basic ${Buffer.from(options.password ?? '').toString('base64')}`;
    if (options.password !== undefined && authorization !== wanted) {
      socket.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="office"\r\n\r\n',
      );
      return;
    }
    const onward = net.connect(options.mapTo ?? Number(request.url?.split(':').at(-1)), '127.0.0.1');
    onward.on('error', () => socket.destroy());
    onward.on('connect', () => {
      socket.write(options.established ?? 'HTTP/1.1 200 Connection established\r\n\r\n');
      onward.pipe(socket).pipe(onward);
    });
  });
  return Object.assign(await listen(server), { targets, seen });
}

/** A port where nobody listens. */
export async function deadPort(): Promise<number> {
  const server = await serveRaw(() => {});
  await server.close();
  return server.port;
}

export function endpointAt(address: string): Endpoint {
  const parsed = parseEndpoint(address, { type: 'option' });
  if (!parsed.ok) throw new Error(`not an endpoint: ${address}`);
  return parsed.endpoint;
}

/** An endpoint that no judgement let through, for what lies beyond loopback. */
export function anyEndpoint(baseURL: string): Endpoint {
  return { baseURL, host: new URL(baseURL).host, official: false, source: { type: 'option' } };
}

/** A made-up key in the shape of a project key, built when the test runs. */
export const testKey = new Secret(`sk-${'proj'}-${'aB3dE6gH'.repeat(9)}${'T3Blbk'}FJ${'zY8xW5vU'.repeat(9)}`);

export const sendJson = (response: http.ServerResponse, status: number, value: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req_test' });
  response.end(JSON.stringify(value));
};
