import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import type { VerifyDocument } from '../e2e/verify-helpers.ts';
import { completed, listed } from '../e2e/verify-helpers.ts';
import { createAuthority, hasOpenssl, type Pair } from '../support/certificates.ts';
import { programPath } from '../support/environment.ts';
import { keyBuilders } from '../support/keys.ts';
import { closeAll, deadPort, sendJson, serve, serveProxy, serveRaw } from '../support/loopback.ts';
import { makeProject } from '../support/project.ts';
import { runCli } from '../support/run.ts';

const key = keyBuilders.project(11);
/** One of OpenAI's own names by its form, which no name server knows: only a proxy can lead to it. */
const host = 'nowhere-in-tests.api.openai.com';
const proxied = `https://${host}/v1`;

afterEach(closeAll);

/** The verdict on a base URL. */
async function verify(baseURL: string, env: Record<string, string> = {}, args: readonly string[] = []) {
  const project = await makeProject();
  const { json, code } = await runCli(
    ['verify', '--json', '--base-url', baseURL, '--timeout', '15', ...args],
    {
      cwd: project.path,
      env: { OPENAI_API_KEY: key, ...env },
    },
  );
  const document = json as VerifyDocument;
  const network = document.checks.find(({ id }) => id === 'network');
  return { code, document, network, cause: document.diagnosis?.cause };
}

/** For servers that never come to an end: only the time limit does. */
const briefly = ['--timeout', '2'];

describe('below HTTP, straight', () => {
  test('nobody listens', async () => {
    const { cause, code, network } = await verify(`http://127.0.0.1:${await deadPort()}/v1`);
    expect([cause, code]).toEqual(['network_refused', 7]);
    expect(network?.notes.join('\n')).toContain('ECONNREFUSED');
  });

  test.each<[string, (socket: import('node:net').Socket) => void, string]>([
    ['cut at once', (socket) => socket.resetAndDestroy(), 'network_reset'],
    ['silent', () => {}, 'network_timeout'],
    ['garbage', (socket) => void socket.end('\u0000\u0001garbage\r\n\r\n'), 'not_openai_api'],
    [
      'ends within the body',
      (socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"a'),
      'network_reset',
    ],
    [
      'stops within the body',
      (socket) => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{"a'),
      'network_timeout',
    ],
  ])('%s', async (_, answer, expected) => {
    const server = await serveRaw((socket) => {
      socket.on('data', () => answer(socket));
    });
    const args = expected === 'network_timeout' ? briefly : [];
    const { cause } = await verify(`http://127.0.0.1:${server.port}/v1`, {}, args);
    expect(cause).toBe(expected);
  });

  test('one byte at a time', async () => {
    const server = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9999\r\n\r\n');
      const timer = setInterval(() => socket.write('x'), 200);
      socket.on('close', () => clearInterval(timer));
    });
    const { cause } = await verify(`http://127.0.0.1:${server.port}/v1`, {}, briefly);
    expect(cause).toBe('network_timeout');
  });

  test('plain HTTP where TLS should be', async () => {
    const server = await serve((_, response) => response.end('hello'));
    const { cause } = await verify(`https://127.0.0.1:${server.port}/v1`);
    expect(cause).toBe('network_not_tls');
  });

  test('a name that nobody knows', async () => {
    const { cause, document } = await verify(proxied);
    expect(cause).toBe('network_dns');
    expect(document.diagnosis?.owner).toBe('network');
  });
});

describe('with a proxy', () => {
  test('that is down', async () => {
    const { cause, code, document } = await verify(proxied, {
      HTTPS_PROXY: `http://127.0.0.1:${await deadPort()}`,
    });
    expect([cause, code]).toEqual(['network_proxy_unreachable', 7]);
    expect(document.diagnosis?.explanation).toContain('HTTPS_PROXY');
  });

  test('that wants a password', async () => {
    const proxy = await serveProxy({ password: 'user:secret' });
    const { cause, document } = await verify(proxied, { https_proxy: `http://127.0.0.1:${proxy.port}` });
    expect(cause).toBe('network_proxy_auth');
    expect(document.diagnosis?.explanation).toContain('Basic');
  });

  test('that refuses', async () => {
    const proxy = await serveProxy({ answer: '403 Forbidden' });
    const { cause } = await verify(proxied, { ALL_PROXY: `http://127.0.0.1:${proxy.port}` });
    expect(cause).toBe('network_proxy_refused');
  });

  test.each<[string, string, string, RegExp, RegExp]>([
    [
      '502 Bad Gateway',
      'network_unreachable',
      'behind_proxy',
      /cannot reach the host/,
      /tell the administrator/,
    ],
    ['503 Service Unavailable', 'network_unreachable', 'behind_proxy', /status 503/, /Try again/],
    ['504 Gateway Timeout', 'network_unreachable', 'behind_proxy', /status 504/, /Try again/],
    ['501 Unsupported method', 'network_proxy_refused', 'no_tunnel', /CONNECT/, /address and port/],
    ['302 Found', 'network_proxy_refused', 'sign_in', /sign in/, /browser/],
    [
      '511 Network Authentication Required',
      'network_proxy_refused',
      'sign_in',
      /signing in|sign in/,
      /browser/,
    ],
  ])('that answers %s', async (answer, expected, reason, says, remedy) => {
    const proxy = await serveProxy({ answer });
    const { cause, document } = await verify(proxied, { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
    const { diagnosis } = document;
    if (diagnosis === null) throw new Error('no diagnosis');
    const { title, explanation, remedies, reason: given } = diagnosis;
    expect([cause, given]).toEqual([expected, reason]);
    expect(`${title}. ${explanation}`).toMatch(says);
    const texts = remedies.map(({ text }) => text).join(' ');
    expect(texts).toMatch(remedy);
    expect(texts).not.toMatch(/to allow/);
  });

  test.each<[string, (socket: import('node:net').Socket) => void, string, RegExp]>([
    ['accepts and hangs', () => {}, 'silent', /accepted the connection but sent no response/],
    ['accepts and closes', (socket) => socket.end(), 'no_proxy', /did not respond like a proxy/],
    [
      'says something else',
      (socket) => socket.end('SSH-2.0-x\r\n'),
      'no_proxy',
      /did not respond like a proxy/,
    ],
  ])('that %s', async (_, answer, reason, says) => {
    const server = await serveRaw((socket) => void socket.once('data', () => answer(socket)));
    const env = { HTTPS_PROXY: `http://127.0.0.1:${server.port}` };
    const { cause, document } = await verify(proxied, env, briefly);
    expect([cause, document.diagnosis?.reason]).toEqual(['network_proxy_unreachable', reason]);
    expect(document.diagnosis?.explanation).toMatch(says);
    expect(document.diagnosis?.explanation).not.toMatch(/Could not connect/);
  });

  const page = '<html><head><title>Guest access</title></head><body>Sign in</body></html>';
  const html = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${page.length}\r\n\r\n`;
  test.each<[string, readonly string[]]>([
    ['at once', [html + page]],
    ['a moment later', [html, page]],
    ['in pieces of its own', ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<htm\r\n0\r\n\r\n']],
    ['after TLS began', ['HTTP/1.1 200 Connection established\r\n\r\n', page]],
    ['without a form', ['HTTP/1.0 200 OK\r\n\r\nIt works!']],
  ])('that says yes and sends a page, %s', async (_, [first = '', later]) => {
    const server = await serveRaw((socket) => {
      socket.once('data', () => {
        socket.write(first);
        if (later !== undefined) setTimeout(() => socket.end(later), 200);
      });
    });
    const env = { HTTPS_PROXY: `http://127.0.0.1:${server.port}` };
    const { cause, document } = await verify(proxied, env);
    expect([cause, document.diagnosis?.reason]).toEqual(['network_proxy_refused', 'page']);
    expect(document.diagnosis?.explanation).toContain(`The proxy http://127.0.0.1:${server.port} agreed`);
  });

  test('that opens the tunnel, and then nothing comes', async () => {
    const server = await serveRaw(
      (socket) => void socket.once('data', () => socket.write('HTTP/1.1 200 Connection established\r\n\r\n')),
    );
    const env = { HTTPS_PROXY: `http://127.0.0.1:${server.port}` };
    const { cause, document } = await verify(proxied, env, briefly);
    expect(cause).toBe('network_timeout');
    expect(document.diagnosis?.explanation).toMatch(/The proxy \S+ was reached, but no response from/);
  });

  test('that opens the tunnel, and closes it: the proxy is named, and nobody is told to set one', async () => {
    const server = await serveRaw((socket) => {
      const opened = 'HTTP/1.1 200 Connection established\r\n\r\n';
      socket.once('data', () => socket.write(opened, () => setTimeout(() => socket.destroy(), 50)));
    });
    const env = { HTTPS_PROXY: `http://127.0.0.1:${server.port}` };
    const { cause, document } = await verify(proxied, env, briefly);
    expect(cause).toBe('network_reset');
    expect(document.diagnosis?.explanation).toMatch(
      /The proxy \S+ was reached, and the connection through it/,
    );
    const texts = document.diagnosis?.remedies.map(({ text }) => text).join('\n') ?? '';
    expect(texts).toContain('Ask the administrator of the proxy to allow');
    expect(texts).not.toContain('needs a proxy');
  });

  test.each([
    ['no name', '', /put user name/],
    ['a wrong password', 'user:wrong@', /Correct the user name and password/],
  ])('what to do about a password, with %s', async (_, credentials, first) => {
    const proxy = await serveProxy({ password: 'user:secret' });
    const env = { HTTPS_PROXY: `http://${credentials}127.0.0.1:${proxy.port}` };
    const { document } = await verify(proxied, env);
    const texts = document.diagnosis?.remedies.map(({ text }) => text) ?? [];
    expect(texts[0]).toMatch(first);
    expect(texts.join(' ')).not.toMatch(/proxy\.example|…@|NTLM/);
  });

  test('that signs in with Windows only', async () => {
    const answer =
      '407 Proxy Authentication Required\r\nProxy-Authenticate: NTLM\r\nProxy-Authenticate: Negotiate';
    const proxy = await serveProxy({ answer });
    const { document } = await verify(proxied, { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` });
    expect(document.diagnosis?.explanation).toContain('NTLM, Negotiate');
    expect(document.diagnosis?.remedies.map(({ text }) => text)).toEqual([
      expect.stringMatching(/local proxy/),
    ]);
  });

  test('that is a SOCKS address', async () => {
    const { cause } = await verify(proxied, { HTTPS_PROXY: 'socks5://127.0.0.1:1080' });
    expect(cause).toBe('network_proxy_unreachable');
  });

  test('whose password is in no output', async () => {
    const password = `pw${keyBuilders.user(5).slice(3, 40)}`;
    const proxy = await serveProxy({ password: 'user:another' });
    const project = await makeProject();
    const { stdout, stderr } = await runCli(
      ['verify', '--verbose', '--debug', '--base-url', proxied, '--timeout', '2'],
      {
        cwd: project.path,
        env: { OPENAI_API_KEY: key, HTTPS_PROXY: `http://user:${password}@127.0.0.1:${proxy.port}` },
        secrets: [password],
      },
    );
    expect(stdout + stderr).not.toContain(password);
    expect(stdout).toContain('407');
  });
});

describe.skipIf(!hasOpenssl)('with TLS', () => {
  const authority = hasOpenssl ? createAuthority() : null;
  const issue = (options: Parameters<NonNullable<typeof authority>['issue']>[0]): Pair => {
    if (authority === null) throw new Error('skipped without openssl');
    return authority.issue(options);
  };
  const trusted = (): Record<string, string> => {
    const path = join(mkdtempSync(join(tmpdir(), 'verify-ca-')), 'ca.pem');
    writeFileSync(path, authority?.cert ?? '');
    return { NODE_EXTRA_CA_CERTS: path };
  };
  const api = (pair: Pair) =>
    serve(
      (request, response) => sendJson(response, 200, request.method === 'GET' ? listed.body : completed.body),
      pair,
    );
  const names = `DNS:${host}`;

  test('a proxy that NO_PROXY excepts is named, and never asked', async () => {
    const proxy = await serveProxy({ answer: '403 Forbidden' });
    const { cause, document } = await verify(proxied, {
      HTTPS_PROXY: `http://user:secret@127.0.0.1:${proxy.port}`,
      NO_PROXY: '.openai.com',
    });
    expect(cause).toBe('network_dns');
    expect(document.diagnosis?.explanation).toMatch(/NO_PROXY/);
    expect(document.diagnosis?.remedies[0]?.text).toContain('NO_PROXY');
    expect(proxy.connections()).toBe(0);
  });

  test('through the proxy it works, and the own program is told what it needs', async () => {
    const server = await api(issue({ names }));
    const proxy = await serveProxy({ mapTo: server.port });
    const { code, document } = await verify(proxied, {
      ...trusted(),
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
    });
    expect(code).toBe(0);
    const warning = document.warnings.find(({ id }) => id === 'proxy_needed_by_program');
    expect(warning?.message).toContain('NODE_USE_ENV_PROXY=1');
    expect(proxy.targets.map(({ target }) => target)).toContain(`${host}:443`);
  });

  test('also through one that announces a page, and opens a tunnel', async () => {
    const server = await api(issue({ names }));
    const established = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99\r\n\r\n';
    const proxy = await serveProxy({ mapTo: server.port, established });
    const env = { ...trusted(), HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    expect((await verify(proxied, env)).code).toBe(0);
  });

  test('the company inspects it', async () => {
    const server = await api(issue({ names }));
    const OPENAI_CUSTOM_HEADERS = 'X-Gateway-Token: a-token-of-a-gateway';
    const proxy = await serveProxy({ mapTo: server.port });
    const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, OPENAI_CUSTOM_HEADERS };
    const { cause, document } = await verify(proxied, env);
    expect(cause).toBe('network_tls_untrusted');
    expect(document.diagnosis?.explanation).toContain('Office Firewall CA');
    const remedies = JSON.stringify(document.diagnosis?.remedies);
    expect(remedies).toContain('NODE_EXTRA_CA_CERTS');
    expect(remedies).not.toContain('NODE_TLS_REJECT_UNAUTHORIZED');
    // The ladder looks past the certificate, without a key and without what the shell adds for a gateway.
    expect(server.headers.length).toBeGreaterThan(0);
    for (const name of ['authorization', 'x-gateway-token'])
      expect(server.headers.every((headers) => headers[name] === undefined)).toBe(true);
  });

  test.each(['SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'])(
    'authorities that other programs are told of by %s are named',
    async (name) => {
      const server = await api(issue({ names }));
      const proxy = await serveProxy({ mapTo: server.port });
      const { NODE_EXTRA_CA_CERTS: path = '' } = trusted();
      const env = { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, [name]: path };
      const { cause, document } = await verify(proxied, env);
      expect(cause).toBe('network_tls_untrusted');
      expect(document.diagnosis?.remedies[0]?.text).toContain(`${name} is not read by Node`);
      expect(document.diagnosis?.remedies[0]?.text).toContain(`NODE_EXTRA_CA_CERTS=${path}`);
    },
  );

  test.each([
    ['that is not there', null, 'is not there'],
    ['in another form', 'DER bytes', 'holds no certificate in PEM form'],
  ])('a file of more authorities %s is named', async (_, content, says) => {
    const server = await api(issue({ names }));
    const proxy = await serveProxy({ mapTo: server.port });
    const path = join(mkdtempSync(join(tmpdir(), 'verify-ca-')), 'root.pem');
    if (content !== null) writeFileSync(path, content);
    const env = { NODE_EXTRA_CA_CERTS: path, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    const { cause, document, network } = await verify(proxied, env);
    expect(cause).toBe('network_tls_untrusted');
    expect(document.diagnosis?.explanation).toContain(`NODE_EXTRA_CA_CERTS names ${path}, which ${says}`);
    expect(document.diagnosis?.remedies[0]?.text).toMatch(/^Point NODE_EXTRA_CA_CERTS to a readable file/);
    expect(network?.notes.join('\n')).toContain('Node ignores it');
  });

  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'a server that wants a client certificate, with %s',
    async (version) => {
      const pair = issue({});
      const server = tls.createServer({
        ...pair,
        ca: authority?.cert,
        requestCert: true,
        rejectUnauthorized: true,
        minVersion: version,
        maxVersion: version,
      });
      server.on('tlsClientError', () => {});
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      try {
        const { port } = server.address() as { port: number };
        const { cause, document } = await verify(`https://127.0.0.1:${port}/v1`, trusted());
        const { diagnosis } = document;
        const { reason, explanation, remedies } = diagnosis ?? {
          reason: null,
          explanation: '',
          remedies: [],
        };
        expect([cause, reason]).toEqual(['network_tls_untrusted', 'client_certificate']);
        expect(explanation).toContain('client certificate');
        expect(JSON.stringify(remedies)).not.toContain('NODE_EXTRA_CA_CERTS');
      } finally {
        server.close();
      }
    },
  );

  test.each([
    ['expired', { fromDays: -9, toDays: -2 }, 'network_tls_clock'],
    ['not yet valid', { fromDays: 2, toDays: 9 }, 'network_tls_clock'],
    ['for another host', { names: 'DNS:other.example' }, 'network_tls_host'],
  ])('a certificate that is %s', async (_, options, expected) => {
    const server = await api(issue({ names, ...options }));
    const proxy = await serveProxy({ mapTo: server.port });
    const env = { ...trusted(), HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    const { cause } = await verify(proxied, env);
    expect(cause).toBe(expected);
    expect(server.headers.every(({ authorization }) => authorization === undefined)).toBe(true);
  });
});

/** A network of its own with a cable to nowhere: packets to 10.9.9.9 leave and are lost. */
const cable = [
  'ip link add v0 type veth peer name v1',
  'ip addr add 10.9.9.1/24 dev v0',
  'ip link set v0 up',
  'ip link set v1 up',
  'ip neigh add 10.9.9.9 lladdr 02:00:00:00:00:09 dev v0',
].join(' && ');
const namespace = ['-rn', 'sh', '-c', `${cable} && exec "$@"`, 'sh'];
const canMakeNetworks = spawnSync('unshare', [...namespace, 'true']).status === 0;

test.skipIf(!canMakeNetworks)('packets that are dropped (needs unshare and ip)', async () => {
  const { path } = await makeProject({
    '.env': `OPENAI_API_KEY=${key}\nOPENAI_BASE_URL=https://10.9.9.9/v1\n`,
  });
  const program = [process.execPath, programPath(), 'verify', '--json', ...briefly];
  const env = { PATH: process.env['PATH'], HOME: path };
  const { stdout, status } = spawnSync('unshare', [...namespace, ...program], {
    cwd: path,
    env,
    encoding: 'utf8',
  });
  const document = JSON.parse(stdout) as VerifyDocument;
  expect([status, document.diagnosis?.cause]).toEqual([7, 'network_unreachable']);
  expect(document.diagnosis?.explanation).toContain('no response at all');
});
