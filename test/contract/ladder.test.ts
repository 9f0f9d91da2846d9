import { afterEach, describe, expect, test } from 'vitest';
import { createNetwork } from '../../src/adapters/http/network.ts';
import { clock } from '../../src/adapters/system/clock.ts';
import type { Endpoint } from '../../src/domain/network/endpoint.ts';
import { type LadderStep, readLadder } from '../../src/domain/network/ladder.ts';
import { type ProxyServer, routeFor } from '../../src/domain/network/proxy.ts';
import { createAuthority, hasOpenssl, selfSigned } from '../support/certificates.ts';
import {
  anyEndpoint,
  closeAll,
  deadPort,
  sendJson,
  serve,
  serveProxy,
  serveRaw,
} from '../support/loopback.ts';

afterEach(closeAll);

const network = createNetwork({ redact: (text) => text, clock });

function proxyAt(address: string): ProxyServer {
  const route = routeFor('https://api.behind.example/', { HTTPS_PROXY: address });
  if (route.type !== 'proxy') throw new Error(`no proxy: ${address}`);
  return route.proxy;
}

async function climb(baseURL: string, proxy: ProxyServer | null = null, within = 20_000) {
  const endpoint: Endpoint = anyEndpoint(baseURL);
  const steps = await network.probe(endpoint, proxy, Date.now() + within);
  return { steps, read: readLadder(steps, endpoint, Date.now()) };
}

const outline = (steps: readonly LadderStep[]) => steps.map((step) => `${step.way} ${step.rung} ${step.ok}`);
const local = (port: number, scheme = 'https') => `${scheme}://127.0.0.1:${port}/v1`;
const beyond = 'https://api.behind.invalid/v1';

describe('straight to the endpoint', () => {
  test('an answer, and nothing secret in the question', async () => {
    const server = await serve((_, response) => sendJson(response, 401, {}));
    const { steps, read } = await climb(local(server.port, 'http'));
    expect(outline(steps)).toEqual(['direct tcp true', 'direct http true']);
    expect(read[0]).toMatchObject({ finding: 'answers', facts: { status: 401 } });
    expect(server.headers[0]).not.toHaveProperty('authorization');
  });

  test('a name that does not resolve: each family says so', async () => {
    const { steps, read } = await climb(beyond);
    expect(steps.map((step) => [step.rung, step.family, step.ok])).toEqual([
      ['dns', 4, false],
      ['dns', 6, false],
    ]);
    expect(read[0]).toMatchObject({ finding: 'name_unknown', facts: { host: 'api.behind.invalid' } });
  });

  test('nobody listens', async () => {
    const { steps, read } = await climb(local(await deadPort()));
    expect(steps[0]).toMatchObject({ rung: 'tcp', ok: false, code: 'ECONNREFUSED', family: 4 });
    expect(read[0]).toMatchObject({ finding: 'refused' });
  });

  test('a handshake that never comes', async () => {
    const server = await serveRaw(() => {});
    const { steps, read } = await climb(local(server.port), null, 400);
    expect(steps.at(-1)).toMatchObject({ rung: 'tls', ok: false, timedOut: true });
    expect(read[0]).toMatchObject({ finding: 'dropped' });
  });

  test('no TLS there', async () => {
    const server = await serve((_, response) => sendJson(response, 200, {}));
    const { read } = await climb(local(server.port));
    expect(read[0]).toMatchObject({ finding: 'not_tls' });
  });

  test('an answer that never comes', async () => {
    const server = await serveRaw(() => {});
    const { read } = await climb(local(server.port, 'http'), null, 400);
    expect(read[0]).toMatchObject({ finding: 'dropped' });
  });

  test('a reset where the answer should be', async () => {
    const server = await serveRaw((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const { read } = await climb(local(server.port, 'http'));
    expect(read[0]).toMatchObject({ finding: 'reset' });
  });

  test.each([
    ['a login page', 200, { 'content-type': 'text/html' }, 'login_page'],
    ['a redirect', 302, { location: 'http://login.example/' }, 'redirected'],
    ['an outage', 503, {}, 'service_down'],
  ])('%s', async (_, status, headers, finding) => {
    const server = await serve((_incoming, response) => response.writeHead(status, headers).end('x'));
    const { read } = await climb(local(server.port, 'http'));
    expect(read[0]?.finding).toBe(finding);
  });
});

describe.skipIf(!hasOpenssl)('certificates (made with openssl)', () => {
  const office = hasOpenssl ? createAuthority() : null;
  const answer = (pair: { key: string; cert: string }) =>
    serve((_, response) => sendJson(response, 401, {}), pair);
  const issue = (options: { names?: string; fromDays?: number; toDays?: number } = {}) =>
    office?.issue(options) ?? selfSigned();

  test('an unknown authority is named, and HTTP is still looked at, without a key', async () => {
    const server = await answer(issue());
    const { steps, read } = await climb(local(server.port));
    expect(outline(steps)).toEqual(['direct tcp true', 'direct tls false', 'direct http true']);
    expect(read[0]).toMatchObject({
      finding: 'tls_untrusted',
      facts: { issuer: 'Office, Office Firewall CA' },
    });
    expect(server.headers[0]).not.toHaveProperty('authorization');
  });

  test('on a host of OpenAI, an unknown authority means inspection', async () => {
    const server = await answer(issue());
    const { steps } = await climb(local(server.port));
    expect(readLadder(steps, { official: true }, Date.now())[0]?.finding).toBe('tls_inspected');
  });

  test.each([
    ['expired', { fromDays: -9, toDays: -2 }],
    ['not yet valid', { fromDays: 2, toDays: 9 }],
  ])('%s', async (_, span) => {
    const server = await answer(issue(span));
    const { read } = await climb(local(server.port));
    expect(read[0]).toMatchObject({ finding: 'certificate_dates' });
  });

  test('a clock that is wrong is told by the date of the answer', async () => {
    const server = await answer(issue());
    const { steps } = await climb(local(server.port));
    const lastYear = Date.now() - 365 * 86_400_000;
    expect(readLadder(steps, { official: true }, lastYear)[0]).toMatchObject({ finding: 'clock_wrong' });
  });

  test('through a proxy that works, where the direct way does not', async () => {
    const server = await answer(issue({ names: 'DNS:api.behind.invalid' }));
    const proxy = await serveProxy({ mapTo: server.port, password: 'user:pass' });
    const { steps } = await climb(beyond, proxyAt(`http://user:pass@127.0.0.1:${proxy.port}`));
    expect(outline(steps.filter((step) => step.way === 'proxy'))).toEqual([
      'proxy tcp true',
      'proxy connect true',
      'proxy tls false',
      'proxy http true',
    ]);
    const trusted = steps.map((step) => (step.rung === 'tls' ? { ...step, ok: true } : step));
    const read = readLadder(trusted, { official: false }, Date.now());
    expect(read[0]?.finding).toBe('answers');
  });
});

describe('a proxy in the way', () => {
  test.each<[string, Parameters<typeof serveProxy>[0], object]>([
    ['wants a password', { password: 'a:b' }, { finding: 'proxy_wants_password' }],
    ['refuses', { answer: '403 Forbidden' }, { finding: 'proxy_refuses' }],
    ['opens no tunnels', { answer: '405 Method Not Allowed' }, { finding: 'proxy_refuses' }],
    ['does not get there', { answer: '504 Gateway Timeout' }, { finding: 'proxy_fails' }],
  ])('it %s', async (_, options, expected) => {
    const proxy = await serveProxy(options);
    const { read } = await climb(beyond, proxyAt(`http://127.0.0.1:${proxy.port}`));
    expect(read[0]).toMatchObject(expected);
  });

  test('it is down, and the direct way would work', async () => {
    const server = await serve((_, response) => sendJson(response, 401, {}));
    const proxy = proxyAt(`http://127.0.0.1:${await deadPort()}`);
    const { read } = await climb(local(server.port, 'http'), proxy);
    expect(read[0]).toMatchObject({
      finding: 'proxy_unreachable',
      facts: { code: 'ECONNREFUSED' },
      directWorks: true,
    });
  });

  test.each<[string, string]>([
    ['does not speak HTTP', '\u0005\u0000\r\n\r\n'],
    ['closes', ''],
  ])('it %s', async (_, bytes) => {
    const server = await serveRaw((socket) => socket.once('data', () => socket.end(bytes)));
    const { read } = await climb(beyond, proxyAt(`http://127.0.0.1:${server.port}`));
    expect(read[0]).toMatchObject({ finding: 'proxy_not_http' });
  });

  test('it says nothing', async () => {
    const server = await serveRaw(() => {});
    const { steps, read } = await climb(beyond, proxyAt(`http://127.0.0.1:${server.port}`), 400);
    expect(read[0]?.finding).toBe('proxy_silent');
    expect(steps.find((step) => step.rung === 'connect')).toMatchObject({ ok: false, timedOut: true });
  });
});

describe('what the steps mean (without a network)', () => {
  const step = (more: Partial<LadderStep>): LadderStep => ({
    way: 'direct',
    rung: 'tcp',
    family: 4,
    target: '192.0.2.1:443',
    ok: true,
    timedOut: false,
    code: null,
    ms: 1,
    ...more,
  });
  const read = (...steps: LadderStep[]) =>
    readLadder(steps, { official: true }, 0).map(({ finding }) => finding);

  test('one family that is broken is told beside the rest', () => {
    const broken = step({ family: 6, ok: false, timedOut: true });
    expect(read(step({}), broken, step({ rung: 'http', family: null, status: 401 }))).toEqual([
      'answers',
      'ipv6_broken',
    ]);
  });

  test.each<[string, Partial<LadderStep>]>([
    ['dropped', { ok: false, timedOut: true }],
    ['unreachable', { ok: false, code: 'ENETUNREACH' }],
    ['unreachable', { ok: false, code: 'EHOSTUNREACH' }],
    ['reset', { ok: false, code: 'ECONNRESET' }],
    ['name_unknown', { rung: 'dns', ok: false, code: 'ENOTFOUND' }],
    ['name_server_silent', { rung: 'dns', ok: false, code: 'EAI_AGAIN' }],
    ['login_page', { rung: 'http', status: 302 }],
  ])('%s', (finding, more) => {
    expect(read(step(more))).toEqual([finding]);
  });

  test('no steps, no conclusion', () => {
    expect(read()).toEqual([]);
  });
});
