import { afterEach, describe, expect, test } from 'vitest';
import { createApi } from '../../src/adapters/api/openai.ts';
import { clock } from '../../src/adapters/system/clock.ts';
import type { Exchange } from '../../src/domain/diagnosis/evidence.ts';
import type { Api } from '../../src/ports/api.ts';
import { callTrusting } from '../support/call-trusting.ts';
import { createAuthority, hasOpenssl } from '../support/certificates.ts';
import {
  anyEndpoint,
  closeAll,
  deadPort,
  endpointAt,
  sendJson,
  serve,
  serveProxy,
  serveRaw,
  testKey,
} from '../support/loopback.ts';

const apis: Api[] = [];

afterEach(async () => {
  for (const api of apis.splice(0)) api.close();
  await closeAll();
});

/** The endpoint of these tests only exists behind the proxy. */
const beyond = 'https://api.behind.example/v1';

/** Far more than any answer takes on a busy machine. */
const ample = 20_000;

async function call(env: Record<string, string>, baseURL = beyond, within = ample): Promise<Exchange> {
  const api = createApi({ redact: (text) => text, env, clock, version: '0.0.0' });
  apis.push(api);
  await api.warm();
  const endpoint = baseURL === beyond ? anyEndpoint(baseURL) : endpointAt(baseURL);
  const { exchange } = await api.listModels({ key: testKey, endpoint, deadline: Date.now() + within });
  expect(JSON.stringify(exchange)).not.toContain(testKey.reveal().slice(20, 60));
  return exchange;
}

const firstLink = (exchange: Exchange) => exchange.failure?.chain[0];

describe('a proxy that does not let the call through', () => {
  test('it wants a password', async () => {
    const proxy = await serveProxy({ password: 'user:pass' });
    const exchange = await call({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
    expect(exchange).toMatchObject({
      response: null,
      proxy: `http://127.0.0.1:${proxy.port}`,
      failure: { phase: 'proxy', timedOut: false },
    });
    expect(firstLink(exchange)).toMatchObject({
      proxyStatus: 407,
      proxyAuthenticate: 'Basic realm="office"',
    });
    expect(proxy.targets).toEqual([{ target: 'api.behind.example:443', authorization: undefined }]);
  });

  test('it wants another password, and none of them is recorded', async () => {
    const proxy = await serveProxy({ password: 'user:pass' });
    const exchange = await call({ https_proxy: `http://user:wr%C3%B6ng@127.0.0.1:${proxy.port}` });
    expect(firstLink(exchange)?.proxyStatus).toBe(407);
    expect(exchange.proxy).toBe(`http://…@127.0.0.1:${proxy.port}`);
    expect(JSON.stringify(exchange)).not.toContain('wr%');
    expect(proxy.targets[0]?.authorization).toBe(`Basic ${Buffer.from('user:wröng').toString('base64')}`);
  });

  test.each(['403 Forbidden', '502 Bad Gateway', '503 Service Unavailable'])(
    'it answers %s',
    async (answer) => {
      const proxy = await serveProxy({ answer });
      const exchange = await call({ ALL_PROXY: `127.0.0.1:${proxy.port}` });
      expect(exchange.failure?.phase).toBe('proxy');
      expect(firstLink(exchange)?.proxyStatus).toBe(Number.parseInt(answer, 10));
      expect(exchange.response).toBeNull();
    },
  );

  test('it is down', async () => {
    const port = await deadPort();
    const exchange = await call({ HTTPS_PROXY: `http://127.0.0.1:${port}` });
    expect(exchange.failure).toMatchObject({ phase: 'proxy', timedOut: false });
    expect(firstLink(exchange)).toMatchObject({ code: 'ECONNREFUSED', port });
  });

  test('its name does not resolve', async () => {
    const exchange = await call({ HTTPS_PROXY: 'http://proxy.invalid:3128' });
    expect(exchange.failure?.phase).toBe('proxy');
    expect(firstLink(exchange)?.message).toContain('proxy.invalid');
  });

  test('it accepts and says nothing: the connection is given up', async () => {
    let closed = false;
    const silent = await serveRaw((socket) => {
      socket.resume().on('close', () => {
        closed = true;
      });
    });
    const exchange = await call({ HTTPS_PROXY: `http://127.0.0.1:${silent.port}` }, beyond, 1_500);
    expect(exchange.failure).toMatchObject({ phase: 'proxy', timedOut: true });
    await expect.poll(() => closed).toBe(true);
  });

  test.each<[string, string]>([
    ['closes', ''],
    ['is no HTTP proxy', '\u0005\u0000hello\r\n\r\n'],
    ['never ends its headers', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(300_000)}`],
  ])('it %s', async (_, bytes) => {
    const server = await serveRaw((socket) => socket.once('data', () => socket.end(bytes)));
    const exchange = await call({ HTTPS_PROXY: `http://127.0.0.1:${server.port}` });
    expect(exchange.failure).toMatchObject({ phase: 'proxy', timedOut: false });
    expect(firstLink(exchange)?.code).toMatch(/ECONNRESET|HPE_/);
  });

  test.each<[string, string, object]>([
    [
      'a refusal',
      'HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm="o"\r\n\r\n',
      { proxyStatus: 407, proxyAuthenticate: 'Basic realm="o"' },
    ],
    ['another protocol', 'HTTP/1.1 101 Switching Protocols\r\n\r\n', { proxyStatus: 101 }],
    ['the end', '', { code: 'ECONNRESET' }],
    ['no HTTP', 'SSH-2.0-OpenSSH\r\n\r\n', { code: 'HPE_INVALID_CONSTANT' }],
    ['no end', 'HTTP/1.1 102 Wait\r\n\r\n'.repeat(300), { code: 'HPE_INVALID_STATUS' }],
    ['a head without end', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`, { code: 'HPE_HEADER_OVERFLOW' }],
  ])('after 100 Continue comes %s', async (_, bytes, expected) => {
    const server = await serveRaw((socket) =>
      socket.once('data', () => {
        socket.write('HTTP/1.1 100 Continue\r\n\r\n');
        setTimeout(() => socket.end(bytes), 20);
      }),
    );
    const exchange = await call({ HTTPS_PROXY: `http://127.0.0.1:${server.port}` });
    expect(exchange.failure).toMatchObject({ phase: 'proxy', timedOut: false });
    expect(firstLink(exchange)).toMatchObject(expected);
  });

  test('after 100 Continue comes nothing: the connection is given up', async () => {
    let closed = false;
    const silent = await serveRaw((socket) => {
      socket.once('data', () => socket.write('HTTP/1.1 100 Continue\r\n\r\n'));
      socket.on('close', () => {
        closed = true;
      });
    });
    const exchange = await call({ HTTPS_PROXY: `http://127.0.0.1:${silent.port}` }, beyond, 1_500);
    expect(exchange.failure).toMatchObject({ phase: 'proxy', timedOut: true });
    await expect.poll(() => closed).toBe(true);
  });

  test.each([
    ['socks5://127.0.0.1', 'ERR_PROXY_SOCKS'],
    ['socks5h://user:pass@127.0.0.1', 'ERR_PROXY_SOCKS'],
    ['ftp://127.0.0.1', 'ERR_PROXY_SCHEME'],
    ['http://user:p#ss@127.0.0.1', 'ERR_PROXY_ADDRESS'],
  ])('its address is %s: nothing is sent anywhere', async (address, code) => {
    const server = await serveRaw(() => {});
    const exchange = await call({ HTTPS_PROXY: `${address}:${server.port}` });
    expect(exchange.failure?.phase).toBe('proxy');
    expect(firstLink(exchange)?.code).toBe(code);
    expect(JSON.stringify(exchange)).not.toMatch(/pass|p#ss/);
    expect(server.connections()).toBe(0);
  });
});

describe('this machine is never reached through a proxy', () => {
  test.each(['HTTP_PROXY', 'http_proxy', 'ALL_PROXY'])('%s', async (variable) => {
    const proxy = await serveProxy({});
    const server = await serve((_, response) => sendJson(response, 200, { data: [] }));
    for (const host of ['127.0.0.1', 'localhost']) {
      const exchange = await call(
        { [variable]: `http://127.0.0.1:${proxy.port}` },
        `http://${host}:${server.port}/v1`,
      );
      expect(exchange).toMatchObject({ proxy: null, response: { status: 200 } });
    }
    expect(proxy.connections()).toBe(0);
  });
});

describe.skipIf(!hasOpenssl)('a proxy that lets the call through (certificates made with openssl)', () => {
  const office = hasOpenssl ? createAuthority() : null;
  const issued = () => office?.issue({ names: 'DNS:api.behind.example' }) ?? { key: '', cert: '' };

  test('with a password: only the endpoint sees the key, over one kept tunnel', async () => {
    const server = await serve((_, response) => sendJson(response, 200, { data: [{ id: 'm' }] }), issued());
    const proxy = await serveProxy({ mapTo: server.port, password: 'user:pass' });
    const address = `http://user:pass@127.0.0.1:${proxy.port}`;
    const seen = await callTrusting(office?.cert ?? '', [beyond, beyond], { HTTPS_PROXY: address });
    for (const exchange of seen) {
      expect(exchange).toMatchObject({ failure: null, response: { status: 200 } });
      expect(exchange.proxy).toBe(`http://…@127.0.0.1:${proxy.port}`);
    }
    expect(server.headers.map((headers) => headers.authorization)).toEqual(
      [1, 2].map(() => `Bearer ${testKey.reveal()}`),
    );
    for (const headers of server.headers) expect(headers).not.toHaveProperty('proxy-authorization');
    expect(proxy.targets).toHaveLength(1);
    expect(proxy.seen.join()).not.toContain(testKey.reveal());
  });

  test.each([
    ['in one piece', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'],
    ['twice', 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(2)],
  ])('that first says to wait: %s', async (_, before) => {
    const server = await serve((_request, response) => sendJson(response, 200, { data: [] }), issued());
    const proxy = await serveProxy({
      mapTo: server.port,
      established: `${before}HTTP/1.1 200 Connection established\r\nVia: 1.1 office\r\n\r\n`,
    });
    const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    const seen = await callTrusting(office?.cert ?? '', [beyond, beyond], env);
    for (const exchange of seen) expect(exchange).toMatchObject({ failure: null, response: { status: 200 } });
    expect(proxy.targets).toHaveLength(1);
  });

  test('NO_PROXY goes past it', async () => {
    const proxy = await serveProxy({});
    const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, NO_PROXY: '.invalid' };
    const [exchange] = await callTrusting(office?.cert ?? '', ['https://api.invalid/v1'], env);
    expect(exchange).toMatchObject({ proxy: null, failure: { phase: 'dns' } });
    expect(proxy.connections()).toBe(0);
  });

  test('a certificate that nobody trusts is told from the proxy', async () => {
    const server = await serve((_, response) => sendJson(response, 200, { data: [] }), issued());
    const proxy = await serveProxy({ mapTo: server.port });
    const exchange = await call({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
    expect(exchange.failure).toMatchObject({ phase: 'tls', timedOut: false });
    expect(firstLink(exchange)?.code).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    expect(exchange.tls?.issuer).toBe('Office, Office Firewall CA');
    expect(server.requests).toEqual([]);
  });

  test('a proxy that opens the tunnel and then drops it', async () => {
    const server = await serveRaw((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const proxy = await serveProxy({ mapTo: server.port });
    const exchange = await call({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
    expect(exchange.failure).toMatchObject({ phase: 'tls', timedOut: false });
  });
});
