import { afterEach, describe, expect, test } from 'vitest';
import { serve } from '../support/api.ts';
import { conversation } from '../support/conversation.ts';
import { keyBuilders } from '../support/keys.ts';
import { closeAll, serveProxy, type TestProxy } from '../support/loopback.ts';
import { makeProject } from '../support/project.ts';
import { openTerminal } from '../support/pty.ts';
import { runCli } from '../support/run.ts';
import { env, healthy, listed, type VerifyDocument } from './verify-helpers.ts';

const key = keyBuilders.project(21);
const other = keyBuilders.project(22);

afterEach(closeAll);

/**
 * A trap for whatever leaves this machine: a proxy in the user's own shell that takes every connection and lets none
 * through. `targets` is where the program wanted to go.
 */
async function trap(): Promise<{ readonly proxy: TestProxy; readonly variables: Record<string, string> }> {
  const proxy = await serveProxy({ answer: '502 Bad Gateway' });
  return { proxy, variables: { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` } };
}

const hostsOf = (proxy: TestProxy): readonly string[] => [
  ...new Set(proxy.targets.map(({ target }) => target)),
];

/** Verifies in a cloned project; where the connections wanted to go comes with it. */
async function verifyClone(
  files: Record<string, string>,
  options: { args?: readonly string[]; variables?: Record<string, string | undefined>; input?: string } = {},
) {
  const { proxy, variables } = await trap();
  const project = await makeProject(files);
  const args = ['verify', '--json', '--timeout', '3', ...(options.args ?? [])];
  const run = await runCli(args, {
    cwd: project.path,
    env: { ...variables, OPENAI_API_KEY: key, ...options.variables },
    secrets: [key, other],
    ...(options.input === undefined ? {} : { input: options.input }),
  });
  return { ...run, document: run.json as VerifyDocument, hosts: hostsOf(proxy), proxy };
}

const evil = 'https://evil.example/v1';

describe('a cloned project that names a base URL', () => {
  test.each<[string, string, string]>([
    ['another host', evil, 'base_url_untrusted'],
    ['a look-alike', 'https://api.openai.com.evil.example/v1', 'base_url_untrusted'],
    ['a look-alike below', 'https://api-openai.com/v1', 'base_url_untrusted'],
    ['a trailing dot', 'https://api.openai.com./v1', 'base_url_untrusted'],
    ['punycode', 'https://xn--pi-6kc.openai.com/v1', 'base_url_untrusted'],
    ['punycode before the right name', 'https://xn--e1awd7f.api.openai.com/v1', 'base_url_untrusted'],
    ['a Cyrillic letter', 'https://\u0430pi.openai.com/v1', 'base_url_untrusted'],
    ['another port', 'https://api.openai.com:8443/v1', 'base_url_untrusted'],
    ['credentials', 'https://api.openai.com@evil.example/v1', 'base_url_invalid'],
    ['credentials with a password', 'https://api.openai.com:443@evil.example/v1', 'base_url_invalid'],
    ['a backslash', 'https://evil.example\\@api.openai.com/v1', 'base_url_invalid'],
    ['plain http', 'http://api.openai.com/v1', 'base_url_insecure'],
    ['every address of this machine', 'http://0.0.0.0:9999/v1', 'base_url_insecure'],
    ['no URL', 'javascript:alert(1)', 'base_url_invalid'],
  ])('%s', async (_, baseURL, cause) => {
    const { code, document, proxy } = await verifyClone({ '.env': env({ OPENAI_BASE_URL: baseURL }) });
    expect([code, document.diagnosis?.cause]).toEqual([9, cause]);
    expect(proxy.connections()).toBe(0);
    // Nor is the user told to send it there.
    expect(JSON.stringify(document.diagnosis?.remedies)).not.toContain('OPENAI_BASE_URL=https://evil');
  });

  test.each<[string, Record<string, string>]>([
    [
      '.env.local beside a key in .env',
      { '.env.local': env({ OPENAI_BASE_URL: evil }), '.env': env({ OPENAI_API_KEY: other }) },
    ],
    [
      '.env.app of a script beside a key in .env',
      {
        'package.json': JSON.stringify({ scripts: { dev: 'node --env-file=.env --env-file=.env.app .' } }),
        '.env.app': env({ OPENAI_BASE_URL: evil }),
        '.env': env({ OPENAI_API_KEY: other }),
      },
    ],
    [
      'a file of compose beside a key in .env',
      {
        'compose.yaml': 'services:\n  web:\n    env_file: .env.web\n',
        '.env.web': env({ OPENAI_BASE_URL: evil }),
        '.env': env({ OPENAI_API_KEY: other }),
      },
    ],
  ])('%s', async (_, files) => {
    const next = { 'package.json': JSON.stringify({ dependencies: { next: '16' } }) };
    const { code, proxy } = await verifyClone(
      { ...next, ...files },
      { variables: { OPENAI_API_KEY: undefined } },
    );
    expect(code).toBe(9);
    expect(proxy.connections()).toBe(0);
  });

  test('gets no key from standard input', async () => {
    const files = { '.env': env({ OPENAI_BASE_URL: evil, OPENAI_API_KEY: other }) };
    const { code, proxy } = await verifyClone(files, { args: ['--key-stdin'], input: key });
    expect(code).toBe(9);
    expect(proxy.connections()).toBe(0);
  });

  test('gets its own key only: with the key in the same file nothing of the user goes along', async () => {
    const files = { '.env': env({ OPENAI_BASE_URL: evil, OPENAI_API_KEY: other }) };
    const { code, hosts } = await verifyClone(files);
    expect(code).toBe(9);
    expect(hosts).toEqual([]);
  });

  test('is used after an explicit word, so that the trap is one', async () => {
    const { document, hosts } = await verifyClone(
      { '.env': env({ OPENAI_BASE_URL: evil }) },
      { args: ['--trust-base-url'] },
    );
    expect(document.diagnosis?.cause).toMatch(/^network_/);
    expect(hosts).toEqual(['evil.example:443']);
  });
});

describe('in a terminal', () => {
  const ask = async (language: string, answers: 'enter' | 'n' | 'y') => {
    const { proxy, variables } = await trap();
    const project = await makeProject({ '.env': env({ OPENAI_BASE_URL: evil }) });
    const session = openTerminal({
      args: ['verify', '--timeout', '3', '--lang', language],
      cwd: project.path,
      env: { ...variables, OPENAI_API_KEY: key },
    });
    const step = { asks: 'evil.example', ...(answers === 'enter' ? {} : { types: answers }) };
    const code = await conversation(session, [step]);
    return { code, proxy };
  };
  test.each([
    ['en', 'enter'],
    ['zh-CN', 'enter'],
    ['en', 'n'],
  ] as const)(
    'the host is shown, and nothing goes there without a yes (%s, %s)',
    async (language, answer) => {
      const { code, proxy } = await ask(language, answer);
      expect(code).toBe(9);
      expect(proxy.connections()).toBe(0);
    },
  );
  test('with a yes it does', async () => {
    const { code, proxy } = await ask('en', 'y');
    expect(code).toBe(7);
    expect(hostsOf(proxy)).toEqual(['evil.example:443']);
  });
});

describe('a cloned project that names a proxy or headers', () => {
  const attackerProxy = async () => serveProxy({ answer: '502 Bad Gateway' });
  const files = {
    '.env': (url: string) =>
      env({ HTTPS_PROXY: url, https_proxy: url, ALL_PROXY: url, NODE_USE_ENV_PROXY: '1' }),
    '.npmrc': (url: string) => `https-proxy=${url}\nproxy=${url}\nnoproxy=\n`,
  };
  test.each(Object.keys(files) as (keyof typeof files)[])('in %s: it is not asked', async (name) => {
    const attacker = await attackerProxy();
    const { document } = await verifyClone({ [name]: files[name](`http://127.0.0.1:${attacker.port}`) });
    expect(attacker.connections()).toBe(0);
    expect(document.diagnosis?.owner).toBe('network');
  });

  test("headers of a file are not sent; the shell's are, but for one that would replace the key", async () => {
    const api = await serve(healthy);
    const project = await makeProject({ '.env': env({ OPENAI_CUSTOM_HEADERS: 'x-evil: 1' }) });
    const variables = {
      OPENAI_API_KEY: key,
      OPENAI_BASE_URL: api.baseURL,
      OPENAI_CUSTOM_HEADERS: `x-mine: 1\nAuthorization: Bearer ${other}`,
    };
    const { code } = await runCli(['verify'], { cwd: project.path, env: variables, secrets: [key, other] });
    expect(code).toBe(0);
    expect(api.requests).toHaveLength(2);
    for (const request of api.requests) {
      expect(request.headers['x-mine']).toBe('1');
      expect(request.headers['x-evil']).toBeUndefined();
      expect(request.carried(key)).toBe(true);
    }
  });
});

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])(
    '%i to another host is not followed, with or without the key',
    async (status) => {
      const attacker = await serve({});
      const location = `${attacker.baseURL}/models`;
      const api = await serve({ 'GET /v1/models': { status, headers: { location }, body: '' } });
      const project = await makeProject();
      const { code, json } = await runCli(['verify', '--json', '--base-url', api.baseURL], {
        cwd: project.path,
        env: { OPENAI_API_KEY: key },
      });
      expect([code, (json as VerifyDocument).diagnosis?.cause]).toEqual([9, 'base_url_redirects']);
      expect(attacker.requests).toEqual([]);
    },
  );

  test('of the test call is not followed either', async () => {
    const attacker = await serve({});
    const headers = { location: `${attacker.baseURL}/chat/completions` };
    const api = await serve({
      'GET /v1/models': listed,
      'POST /v1/chat/completions': { status: 307, headers, body: '' },
    });
    const project = await makeProject();
    const { code } = await runCli(['verify', '--base-url', api.baseURL], {
      cwd: project.path,
      env: { OPENAI_API_KEY: key },
    });
    expect(code).toBe(9);
    expect(attacker.requests).toEqual([]);
  });
});

describe('the file of many', () => {
  test("one hostile file among others gets nobody else's key", async () => {
    const api = await serve(healthy);
    const { document, hosts } = await verifyClone(
      {
        'good/.env': env({ OPENAI_API_KEY: other, OPENAI_BASE_URL: api.baseURL }),
        'evil/.env': env({ OPENAI_BASE_URL: evil }),
      },
      { args: ['good/.env', 'evil/.env'] },
    );
    expect(document.results?.map(({ diagnosis }) => diagnosis?.cause ?? null)).toEqual([null, 'key_missing']);
    expect(hosts).toEqual([]);
  });
});
