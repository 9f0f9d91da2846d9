import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { completed, listed, type VerifyDocument } from '../e2e/verify-helpers.ts';
import { callTrusting } from '../support/call-trusting.ts';
import { createAuthority, hasOpenssl } from '../support/certificates.ts';
import { keyBuilders } from '../support/keys.ts';
import { closeAll, deadPort, type Listening, sendJson, serve, testKey } from '../support/loopback.ts';
import { makeProject } from '../support/project.ts';
import { type RunResult, runCli } from '../support/run.ts';
import { hasTinyproxy, killAllTinyproxies, ownAddress, startTinyproxy } from '../support/tinyproxy.ts';

// The answers of a real proxy. Its endpoint stands on this machine's own address: loopback is never proxied.
const key = keyBuilders.project(23);
const password = `pw${keyBuilders.user(6).slice(3, 30)}`;
const basicAuth = `BasicAuth office ${password}`;
const office = hasOpenssl ? createAuthority() : null;
const address = ownAddress ?? '';
const nowhere = 'https://nowhere-in-tests.invalid/v1';

/** Nothing is sent past the proxy: the API is only reached where a test says so. */
let api: Listening | undefined;

afterEach(async () => {
  await killAllTinyproxies();
  await closeAll();
  api = undefined;
});

async function serveApi(): Promise<string> {
  const pair = office?.issue({ names: `IP:${address}` }) ?? { key: '', cert: '' };
  api = await serve(
    (request, response) => sendJson(response, 200, request.method === 'GET' ? listed.body : completed.body),
    pair,
    address,
  );
  return `https://${address}:${api.port}/v1`;
}

interface Verdict {
  readonly run: RunResult;
  readonly document: VerifyDocument;
  readonly cause: string | undefined;
  readonly notes: string;
}

/** What the built program says. */
async function verify(baseURL: string, proxy: string): Promise<Verdict> {
  const { path } = await makeProject();
  const trusted = join(mkdtempSync(join(tmpdir(), 'tinyproxy-ca-')), 'ca.pem');
  writeFileSync(trusted, office?.cert ?? '');
  const run = await runCli(['verify', '--json', '--base-url', baseURL, '--timeout', '5'], {
    cwd: path,
    env: { OPENAI_API_KEY: key, HTTPS_PROXY: proxy, NODE_EXTRA_CA_CERTS: trusted },
    secrets: [password],
  });
  const document = run.json as VerifyDocument;
  const notes = document.checks.flatMap((check) => check.notes).join('\n');
  return { run, document, cause: document.diagnosis?.cause, notes };
}

/** What the adapter records. */
async function call(baseURL: string, proxy: string) {
  const [exchange] = await callTrusting(office?.cert ?? '', [baseURL], { HTTPS_PROXY: proxy });
  if (exchange === undefined) throw new Error('no exchange');
  expect(JSON.stringify(exchange)).not.toContain(testKey.reveal().slice(20, 60));
  expect(JSON.stringify(exchange)).not.toContain(password);
  return exchange;
}

const at = (port: number, credentials = '') => `http://${credentials}127.0.0.1:${port}`;

describe.skipIf(!hasTinyproxy)('tinyproxy does not let the call through', () => {
  test.each([
    ['no password', ''],
    ['another password', 'office:wrong@'],
  ])('it wants a password, and gets %s', async (_, credentials) => {
    const proxy = await startTinyproxy(basicAuth);
    const exchange = await call(nowhere, at(proxy.port, credentials));
    expect(exchange.failure).toMatchObject({ phase: 'proxy', timedOut: false });
    // It refuses a wrong password as if it wanted none.
    expect(exchange.failure?.chain[0]?.proxyStatus).toBe(credentials === '' ? 407 : 401);
    const { cause, run, document } = await verify(nowhere, at(proxy.port, credentials));
    expect([cause, run.code]).toEqual(['network_proxy_auth', 7]);
    expect(document.diagnosis?.explanation).toContain(credentials === '' ? '407' : '401');
  });

  test('it filters the host', async () => {
    const list = join(mkdtempSync(join(tmpdir(), 'filter-')), 'list');
    writeFileSync(list, 'nowhere-in-tests\n');
    const proxy = await startTinyproxy(`Filter "${list}"`);
    const exchange = await call(nowhere, at(proxy.port));
    expect(exchange.failure?.chain[0]?.proxyStatus).toBe(403);
    const { cause, document, run } = await verify(nowhere, at(proxy.port));
    expect([cause, run.code]).toEqual(['network_proxy_refused', 7]);
    expect(document.diagnosis?.explanation).toContain('403');
  });

  test('it does not know the name', async () => {
    const proxy = await startTinyproxy();
    const { cause, document } = await verify(nowhere, at(proxy.port));
    expect(cause).toBe('network_unreachable');
    expect(document.diagnosis?.explanation).toContain('500');
  });

  test('it is killed', async () => {
    const proxy = await startTinyproxy();
    await proxy.kill();
    const exchange = await call(nowhere, at(proxy.port));
    expect(exchange.failure).toMatchObject({ phase: 'proxy', timedOut: false });
    const { cause, document } = await verify(nowhere, at(proxy.port));
    expect(cause).toBe('network_proxy_unreachable');
    expect(document.diagnosis?.explanation).toContain('HTTPS_PROXY');
  });
});

describe.skipIf(!hasTinyproxy || !hasOpenssl || ownAddress === null)(
  'tinyproxy in front of an API (needs openssl and an address that is not loopback)',
  () => {
    test.each([
      ['without a password', [], ''],
      ['with a password', [basicAuth], `office:${password}@`],
    ])('%s it lets the call through', async (_, settings, credentials) => {
      const baseURL = await serveApi();
      const proxy = await startTinyproxy(...settings);
      const exchange = await call(baseURL, at(proxy.port, credentials));
      expect(exchange).toMatchObject({ failure: null, response: { status: 200 } });
      expect(exchange.proxy).toBe(at(proxy.port, credentials === '' ? '' : '…@'));

      const { run, document } = await verify(baseURL, at(proxy.port, credentials));
      expect(run.code).toBe(0);
      expect(document.warnings.map(({ id }) => id)).toContain('proxy_needed_by_program');
      // One tunnel for the adapter, one for the two calls of verify; the password goes no further.
      expect(proxy.tunnels()).toEqual([1, 2].map(() => `CONNECT ${new URL(baseURL).host} HTTP/1.1`));
      expect(api?.requests).toEqual(['GET /v1/models', 'GET /v1/models', 'POST /v1/chat/completions']);
      for (const headers of api?.headers ?? []) expect(headers).not.toHaveProperty('proxy-authorization');
    });

    test('it tunnels to no such port; the endpoint never sees the key', async () => {
      const baseURL = await serveApi();
      const proxy = await startTinyproxy('ConnectPort 443');
      const { cause, document } = await verify(baseURL, at(proxy.port));
      expect(cause).toBe('network_proxy_refused');
      expect(document.diagnosis?.explanation).toContain('403');
      expect(api?.headers.filter(({ authorization }) => authorization !== undefined)).toEqual([]);
    });

    test('nobody listens behind it', async () => {
      const proxy = await startTinyproxy();
      const { cause, notes } = await verify(`https://${address}:${await deadPort()}/v1`, at(proxy.port));
      expect(cause).toBe('network_unreachable');
      expect(notes).toContain('500');
    });

    test('it is killed between two calls', async () => {
      const baseURL = await serveApi();
      const proxy = await startTinyproxy();
      expect(await call(baseURL, at(proxy.port))).toMatchObject({ response: { status: 200 } });
      await proxy.kill();
      const { cause } = await verify(baseURL, at(proxy.port));
      expect(cause).toBe('network_proxy_unreachable');
    });
  },
);

test.runIf(!hasTinyproxy)('skipped: tinyproxy is not installed (Debian: tinyproxy-bin)', ({ skip }) =>
  skip(),
);
