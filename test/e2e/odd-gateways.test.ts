import { writeFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { createServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { serve } from '../support/api.ts';
import { createAuthority, hasOpenssl } from '../support/certificates.ts';
import type { Variables } from '../support/environment.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import { runCli } from '../support/run.ts';
import type { VerifyDocument } from './verify-helpers.ts';

const key = keyBuilders.project(76);
const open: { close(): void }[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

async function verify(
  args: readonly string[],
  env: Variables = {},
  files: Readonly<Record<string, string>> = {},
) {
  const project = await makeProject({ '.env': `OPENAI_API_KEY=${key}\n`, ...files });
  const more = Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, value?.replace('<project>', project.path)]),
  );
  return runCli(['verify', '--json', ...args], { cwd: project.path, env: more, secrets: [key] });
}

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { port: number }).port;
}

test.each([500, 502, 503])(
  'a gateway without a list of models, which answers %i there, works all the same',
  async (status) => {
    const message = { role: 'assistant', content: 'Hello' };
    const api = await serve({
      'GET /v1/models': () => ({ status, body: { error: { message: 'Internal error' } } }),
      'POST /v1/chat/completions': {
        body: { id: 'x', model: 'gpt-4o-mini', choices: [{ index: 0, message, finish_reason: 'stop' }] },
      },
    });
    const run = await verify(['--base-url', api.baseURL]);
    expect(run.json).toMatchObject({ ok: true, test: { reply: 'Hello' } });
  },
);

test.each(['X-Bad: a\u0001b', 'X-Bad : 1', 'no colon at all'])(
  'a header that is none (%j) is the fault of the server',
  async (header) => {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\n${header}\r\nContent-Length: 2\r\n\r\n{}`));
    });
    const run = await verify(['--base-url', `http://127.0.0.1:${await listen(server)}/v1`]);
    expect(run.json).toMatchObject({ exitCode: 9, diagnosis: { cause: 'not_openai_api' } });
  },
);

test('an answer that is no HTTP is not told as if nothing had been sent', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9\r\n'));
  });
  const { path } = await makeProject({ '.env': `OPENAI_API_KEY=${key}\n` });
  const args = ['verify', '--base-url', `http://127.0.0.1:${await listen(server)}/v1`];
  const { code, stdout } = await runCli(args, { cwd: path, secrets: [key] });
  expect([code, stdout]).toEqual([9, expect.stringContaining('ended without a complete response')]);
  expect(stdout).not.toContain('no request was sent');
});

test.skipIf(!hasOpenssl)(
  'a proxy that is spoken to over TLS shows a certificate of its own name',
  async () => {
    const authority = createAuthority();
    const proxy = createTlsServer(authority.issue());
    proxy.on('connect', (_request, socket) => {
      socket.on('error', () => {});
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    });
    const port = await listen(proxy as unknown as ReturnType<typeof createServer>);
    const ca = `${(await makeProject()).path}/ca.crt`;
    writeFileSync(ca, authority.cert);
    const run = await verify([], { HTTPS_PROXY: `https://localhost:${port}`, NODE_EXTRA_CA_CERTS: ca });
    expect(run.json).toMatchObject({ diagnosis: { cause: 'network_proxy_refused' } });
  },
);

test.each([['as it is'], ['compressed']])(
  'a list of 30 MB is read as it comes, in little memory, %s',
  async (form) => {
    const description = 'x'.repeat(300);
    const api = await serve({
      'GET /v1/models': () => {
        const data = Array.from({ length: 90_000 }, (_, at) => ({ id: `vendor/model-${at}`, description }));
        const text = JSON.stringify({ object: 'list', data: [...data, { id: 'gpt-4o-mini' }] });
        const packed = form === 'compressed';
        return {
          headers: { 'content-type': 'application/json', ...(packed ? { 'content-encoding': 'gzip' } : {}) },
          body: packed ? gzipSync(text) : text,
        };
      },
      'POST /v1/chat/completions': {
        body: {
          id: 'x',
          model: 'gpt-4o-mini',
          choices: [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' }],
        },
      },
    });
    const run = await verify(['--base-url', api.baseURL, '--model', 'gpt-4o-mini'], {
      NODE_OPTIONS: '--max-old-space-size=90',
    });
    const notes = (run.json as VerifyDocument).checks.flatMap((check) => check.notes).join('\n');
    expect(run.json).toMatchObject({ ok: true, test: { reply: 'Hello' } });
    expect(notes).toContain('90001 models listed');
    expect(notes).toContain('this key can use gpt-4o-mini');
  },
);
