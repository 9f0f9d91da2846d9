import type net from 'node:net';
import { createGzip, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { createApi } from '../../src/adapters/api/openai.ts';
import { clock } from '../../src/adapters/system/clock.ts';
import type { Exchange } from '../../src/domain/diagnosis/evidence.ts';
import type { Api } from '../../src/ports/api.ts';
import { callTrusting } from '../support/call-trusting.ts';
import { createAuthority, hasOpenssl, type Pair, selfSigned } from '../support/certificates.ts';
import {
  closeAll,
  deadPort,
  endpointAt,
  type Listening,
  sendJson,
  serve,
  serveRaw,
  testKey,
} from '../support/loopback.ts';

const apis: Api[] = [];

afterEach(async () => {
  for (const api of apis.splice(0)) api.close();
  await closeAll();
});

/** Far more than any answer takes on a busy machine. */
const ample = 20_000;
/** For what ends by the deadline alone: a server that would hang for ever ends the test by its time-out. */
const brief = 1_500;

/** One call. Where the deadline shall not end it, it has ample time. */
async function call(address: string, within = ample): Promise<Exchange> {
  const api = createApi({ redact: (text) => text, env: {}, clock, version: '0.0.0' });
  apis.push(api);
  await api.warm();
  const { exchange, models } = await api.listModels({
    key: testKey,
    endpoint: endpointAt(address),
    deadline: Date.now() + within,
  });
  if (exchange.failure !== null) expect(models).toBeNull();
  expect(JSON.stringify(exchange)).not.toContain(testKey.reveal().slice(20, 60));
  return exchange;
}

const at = (server: Listening, scheme = 'http'): string => `${scheme}://127.0.0.1:${server.port}/v1`;
const codes = (exchange: Exchange) => exchange.failure?.chain.map((link) => link.code) ?? [];
const okHead = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

describe('before an answer', () => {
  test('nobody listens', async () => {
    const exchange = await call(`http://127.0.0.1:${await deadPort()}/v1`);
    expect(exchange.failure).toMatchObject({ phase: 'connect', timedOut: false });
    expect(codes(exchange)).toContain('ECONNREFUSED');
    expect(exchange.failure?.chain[0]).toMatchObject({ syscall: 'connect' });
  });

  test('a name that does not resolve', async () => {
    const exchange = await call('https://no-such-host.invalid/v1');
    expect(exchange.failure).toMatchObject({ phase: 'dns', timedOut: false });
    expect(codes(exchange).join()).toMatch(/ENOTFOUND|EAI_AGAIN/);
  });

  test('a deadline that has passed sends nothing', async () => {
    const server = await serve((_, response) => sendJson(response, 200, { data: [] }));
    const exchange = await call(at(server), 0);
    expect(exchange.failure?.timedOut).toBe(true);
    expect(server.requests).toEqual([]);
  });

  test.each<[string, (socket: net.Socket) => void]>([
    ['closes at once', (socket) => socket.end()],
    ['resets at once', (socket) => socket.resetAndDestroy()],
    ['resets after the request', (socket) => socket.once('data', () => socket.resetAndDestroy())],
    ['closes after the request', (socket) => socket.once('data', () => socket.end())],
    [
      'resets inside the headers',
      (socket) => socket.once('data', () => socket.write(okHead, () => socket.resetAndDestroy())),
    ],
  ])('the server %s', async (_, handle) => {
    const exchange = await call(at(await serveRaw(handle)), brief);
    expect(exchange.response).toBeNull();
    expect(exchange.failure).toMatchObject({ timedOut: false });
    expect(codes(exchange).join()).toMatch(/ECONNRESET|EPIPE/);
  });

  test.each<[string, (socket: net.Socket) => void]>([
    ['accepts and says nothing', () => {}],
    ['stops inside the headers', (socket) => socket.write('HTTP/1.1 200 OK\r\nconte')],
    [
      'sends a header every 50 ms',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        const timer = setInterval(() => socket.write('x-wait: 1\r\n'), 50);
        socket.on('close', () => clearInterval(timer));
      },
    ],
  ])('the server %s', async (_, handle) => {
    const exchange = await call(at(await serveRaw(handle)), brief);
    expect(exchange.response).toBeNull();
    expect(exchange.failure).toMatchObject({ phase: 'headers', timedOut: true });
  });

  test.each<[string, string]>([
    ['garbage', '\u0000\u0001SSH-2.0-OpenSSH_9\r\n\r\n'],
    ['a greeting of mail', '220 mail.example ESMTP\r\n'],
    ['headers without an end', `HTTP/1.1 200 OK\r\nx-long: ${'a'.repeat(200_000)}\r\n\r\n`],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}'],
  ])('the server answers with %s', async (_, bytes) => {
    const exchange = await call(at(await serveRaw((socket) => socket.write(bytes))));
    expect(exchange.response).toBeNull();
    expect(exchange.failure?.timedOut).toBe(false);
    expect(codes(exchange).join()).toMatch(/HPE_/);
  });

  test('another protocol is offered', async () => {
    const bytes = 'HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n';
    const exchange = await call(at(await serveRaw((socket) => socket.write(bytes))), brief);
    expect(exchange.response?.status ?? exchange.failure?.phase).toBeDefined();
  });
});

describe('inside the body', () => {
  test.each<[string, (socket: net.Socket) => void, boolean]>([
    ['hangs', (socket) => socket.write(`${okHead}content-length: 100\r\n\r\n{"da`), true],
    [
      'comes one byte at a time',
      (socket) => {
        socket.write(`${okHead}content-length: 1000\r\n\r\n{"da`);
        const timer = setInterval(() => socket.write(' '), 40);
        socket.on('close', () => clearInterval(timer));
      },
      true,
    ],
    ['ends early', (socket) => socket.end(`${okHead}content-length: 100\r\n\r\n{"da`), false],
    [
      'is reset',
      (socket) =>
        socket.write(`${okHead}content-length: 100\r\n\r\n{"da`, () =>
          setTimeout(() => socket.resetAndDestroy(), 30),
        ),
      false,
    ],
    [
      'has broken chunks',
      (socket) => socket.write(`${okHead}transfer-encoding: chunked\r\n\r\n4\r\n{"da\r\nzz\r\n`),
      false,
    ],
  ])('it %s: status and start are kept, the break is recorded', async (_, answer, timedOut) => {
    const server = await serveRaw((socket) => socket.once('data', () => answer(socket)));
    const exchange = await call(at(server), timedOut ? brief : ample);
    expect(exchange.response?.status).toBe(200);
    expect(exchange.response?.body.trim()).toBe('{"da');
    expect(exchange.failure).toMatchObject({ phase: 'body', timedOut });
  });

  test('an endless body is read to 1 MiB', async () => {
    let sent = 0;
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const piece = 'x'.repeat(64 * 1024);
      const more = (): void => {
        sent += piece.length;
        if (!response.destroyed && response.write(piece)) setImmediate(more);
        else response.once('drain', more);
      };
      more();
    });
    const exchange = await call(at(server));
    expect(exchange.response?.body).toHaveLength(1024 * 1024);
    expect(exchange.failure).toBeNull();
    expect(sent).toBeLessThan(32 * 1024 * 1024);
  });

  test('a gzip bomb is unpacked to 1 MiB', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb);
    });
    const before = process.memoryUsage().rss;
    const exchange = await call(at(server));
    expect(exchange.response?.body).toHaveLength(1024 * 1024);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });

  test('compressed bytes that never give anything are read to 1 MiB', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      // Stored blocks of length 0, after a gzip header.
      response.write(gzipSync('').subarray(0, 10));
      response.write(Buffer.alloc(5 * 1024 * 1024).fill(Buffer.from([0, 0, 0, 0xff, 0xff])));
    });
    const exchange = await call(at(server));
    expect(exchange.response).toMatchObject({ body: '' });
  });

  test('what is no gzip though it says so', async () => {
    const server = await serve((_, response) => {
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
        .end('{"data":[]}');
    });
    const exchange = await call(at(server));
    expect(exchange.failure).toMatchObject({ phase: 'body', timedOut: false });
    expect(codes(exchange)).toContain('Z_DATA_ERROR');
  });

  test('a slow compressed body that hangs keeps what was readable', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
      const gzip = createGzip();
      gzip.pipe(response);
      gzip.write('{"data":');
      gzip.flush();
    });
    const exchange = await call(at(server), brief);
    expect(exchange.response?.body).toBe('{"data":');
    expect(exchange.failure).toMatchObject({ phase: 'body', timedOut: true });
  });
});

describe('TLS against plain HTTP', () => {
  test('https on a plain port', async () => {
    const server = await serve((_, response) => sendJson(response, 200, { data: [] }));
    const exchange = await call(at(server, 'https'));
    expect(exchange.failure).toMatchObject({ phase: 'tls', timedOut: false });
    expect(codes(exchange).join()).toMatch(
      /ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG|EPROTO/,
    );
    expect(server.requests).toEqual([]);
  });

  test('a port that accepts and never shakes hands', async () => {
    const exchange = await call(at(await serveRaw(() => {}), 'https'), brief);
    expect(exchange.failure).toMatchObject({ phase: 'tls', timedOut: true });
  });

  test('a reset instead of a handshake', async () => {
    const server = await serveRaw((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const exchange = await call(at(server, 'https'));
    expect(exchange.failure).toMatchObject({ phase: 'tls', timedOut: false });
    expect(codes(exchange)).toContain('ECONNRESET');
  });
});

describe.skipIf(!hasOpenssl)('certificates (made with openssl)', () => {
  const office = hasOpenssl ? createAuthority() : null;
  const issue = (options: { names?: string; fromDays?: number; toDays?: number } = {}): Pair => {
    if (office === null) throw new Error('no openssl');
    return office.issue(options);
  };
  const serveTls = (pair: Pair) => serve((_, response) => sendJson(response, 200, { data: [] }), pair);

  test.each<[string, () => Pair, string, string]>([
    ['signed by itself', selfSigned, 'DEPTH_ZERO_SELF_SIGNED_CERT', 'Self, localhost'],
    [
      'from an unknown authority',
      () => issue(),
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'Office, Office Firewall CA',
    ],
    [
      'with its unknown authority beside it',
      () => {
        const pair = issue();
        return { key: pair.key, cert: pair.cert + office?.cert };
      },
      'SELF_SIGNED_CERT_IN_CHAIN',
      'Office, Office Firewall CA',
    ],
  ])('%s: no request, and who signed is recorded', async (_, make, code, issuer) => {
    const server = await serveTls(make());
    const exchange = await call(at(server, 'https'));
    expect(exchange.failure).toMatchObject({ phase: 'tls', timedOut: false });
    expect(codes(exchange)).toContain(code);
    expect(exchange.tls?.issuer).toBe(issuer);
    expect(server.requests).toEqual([]);
  });

  test('the shell may switch verification off for others: no key goes there from here', async () => {
    const server = await serveTls(selfSigned());
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    try {
      const exchange = await call(at(server, 'https'));
      expect(codes(exchange)).toContain('DEPTH_ZERO_SELF_SIGNED_CERT');
      expect(server.requests).toEqual([]);
    } finally {
      delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    }
  });

  test('where the authority is trusted: the dates and the name count', async () => {
    const servers = await Promise.all(
      [
        issue(),
        issue({ fromDays: -9, toDays: -2 }),
        issue({ fromDays: 2, toDays: 9 }),
        issue({ names: 'DNS:other.example' }),
      ].map(serveTls),
    );
    const seen = await callTrusting(
      office?.cert ?? '',
      servers.map((server) => at(server, 'https')),
    );
    const [good, expired, early, otherHost] = seen;
    expect(good).toMatchObject({
      failure: null,
      response: { status: 200 },
      tls: { altNames: expect.stringContaining('localhost') },
    });
    expect(expired?.failure?.chain[0]?.code).toBe('CERT_HAS_EXPIRED');
    expect(Date.parse(expired?.tls?.validTo ?? '')).toBeLessThan(Date.now());
    expect(early?.failure?.chain[0]?.code).toBe('CERT_NOT_YET_VALID');
    expect(Date.parse(early?.tls?.validFrom ?? '')).toBeGreaterThan(Date.now());
    expect(otherHost?.failure?.chain[0]?.code).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
    expect(otherHost?.tls?.altNames).toBe('DNS:other.example');
    for (const exchange of [expired, early, otherHost]) expect(exchange?.failure?.phase).toBe('tls');
    expect(servers.map((server) => server.requests.length)).toEqual([1, 0, 0, 0]);
  });

  test('plain http on a TLS port', async () => {
    const server = await serveTls(selfSigned());
    const exchange = await call(at(server));
    expect(exchange.response).toBeNull();
    expect(exchange.failure?.timedOut).toBe(false);
    expect(server.requests).toEqual([]);
  });
});
