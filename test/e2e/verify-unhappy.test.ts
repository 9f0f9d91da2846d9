import { mkdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { serve } from '../support/api.ts';
import { keyBuilders, notKeys, otherKeys } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import { openTerminal } from '../support/pty.ts';
import { runCli } from '../support/run.ts';
import { completed, env, healthy, listed, refusal, type VerifyDocument } from './verify-helpers.ts';

const key = keyBuilders.project(51);

async function verify(files: Record<string, string | Uint8Array>, args: readonly string[] = [], cwd = '.') {
  const project = await makeProject(files);
  const run = await runCli(['verify', '--json', ...args], { cwd: project.at(cwd), secrets: [key] });
  const document = run.json as VerifyDocument;
  return { ...run, document, cause: document.diagnosis?.cause };
}

describe('before anything is sent', () => {
  test.each<[string, string, string]>([
    ['a placeholder', 'your_api_key_here', 'key_placeholder'],
    ['an empty value', '', 'key_missing'],
    ['a masked key', 'sk-proj-...Ab3d', 'key_masked'],
    ['an organization id', notKeys.organization(2), 'key_wrong_kind'],
    ['an admin key', keyBuilders.admin(2), 'key_wrong_kind'],
    ['a key of another service', otherKeys.groq(2), 'key_other_vendor'],
    ['a key with a blank inside', `"${key.slice(0, 50)} ${key.slice(50)}"`, 'key_damaged'],
  ])('%s', async (_, value, expected) => {
    const api = await serve({});
    const { code, cause, document } = await verify({ '.env': `OPENAI_API_KEY=${value}\n` });
    expect([code, cause]).toEqual([3, expected]);
    expect(document.checks.find(({ id }) => id === 'auth')?.status).toBe('skip');
    expect(api.requests).toEqual([]);
  });

  test.each<[string, Record<string, string | Uint8Array>, string]>([
    ['UTF-16', { '.env': Buffer.from(`\ufeffOPENAI_API_KEY=${key}\n`, 'utf16le') }, 'env_file_encoding'],
    ['binary', { '.env': new Uint8Array([65, 61, 0, 1, 2, 3, 10]) }, 'env_file_encoding'],
  ])('a file that is %s', async (_, files, expected) => {
    const { code, cause } = await verify(files);
    expect([code, cause]).toEqual([10, expected]);
  });

  test('a folder in place of the file', async () => {
    const project = await makeProject();
    mkdirSync(project.at('.env'));
    const { code, json } = await runCli(['verify', '.env', '--json'], { cwd: project.path });
    expect([code, (json as VerifyDocument).diagnosis?.cause]).toEqual([10, 'env_file_unreadable']);
  });

  test('a key that only a parent folder has is missing, and named', async () => {
    const files = { '.env': env({ OPENAI_API_KEY: key }), 'apps/web/package.json': '{}' };
    const { code, cause, document } = await verify(files, [], 'apps/web');
    expect([code, cause]).toEqual([3, 'key_missing']);
    expect(document.diagnosis?.explanation).toContain('../../.env');
  });
});

describe('a model that the list lacks', () => {
  const noModel = refusal(
    404,
    'model_not_found',
    'The model `gpt-nope` does not exist or you do not have access',
  );
  test.each([
    ['and that is not there', noModel, 5, 'fail'],
    ['and that answers all the same', completed, 0, 'pass'],
  ] as const)('is no passed check before it was tried, %s', async (_, answer, code, live) => {
    const api = await serve({ ...healthy, 'POST /v1/chat/completions': answer });
    const args = ['--base-url', api.baseURL, '--model', 'gpt-nope'];
    const run = await verify({ '.env': env({ OPENAI_API_KEY: key }) }, args);
    expect(run.code).toBe(code);
    const statusOf = (id: string) => run.document.checks.find((check) => check.id === id)?.status;
    expect([statusOf('model'), statusOf('live')]).toEqual(['warn', live]);
  });
});

describe('waiting', () => {
  const limited = {
    ...refusal(
      429,
      'rate_limit_exceeded',
      'Rate limit reached on requests per min (RPM): Limit 3. Please try again in 1s.',
    ),
    headers: { 'retry-after': '1', 'x-request-id': 'req_wait' },
  };

  test('is counted down, as long as the server says, and then it works', async () => {
    const api = await serve({ 'GET /v1/models': listed, 'POST /v1/chat/completions': [limited, completed] });
    const project = await makeProject({ '.env': env({ OPENAI_API_KEY: key, OPENAI_BASE_URL: api.baseURL }) });
    const session = openTerminal({ args: ['verify'], cwd: project.path, secrets: [key] });
    expect(await session.exit).toBe(0);
    expect(session.raw).toContain('Trying again in 1 s');
    expect(session.cursorVisible()).toBe(true);
  });

  test('longer than the time there is is not begun; how long is told', async () => {
    const long = { ...limited, headers: { 'retry-after': '40' } };
    const api = await serve({ 'GET /v1/models': listed, 'POST /v1/chat/completions': long });
    const files = { '.env': env({ OPENAI_API_KEY: key, OPENAI_BASE_URL: api.baseURL }) };
    const { code, document } = await verify(files, ['--timeout', '3']);
    expect(code).toBe(6);
    expect(document.diagnosis).toMatchObject({
      cause: 'rate_limited',
      retryable: true,
      retryAfterSeconds: 40,
    });
  });

  test('is no use where there is no credit: asked once', async () => {
    const broke = refusal(429, 'insufficient_quota', 'You exceeded your current quota.');
    const api = await serve({ 'GET /v1/models': listed, 'POST /v1/chat/completions': broke });
    const files = { '.env': env({ OPENAI_API_KEY: key, OPENAI_BASE_URL: api.baseURL }) };
    const { code, cause } = await verify(files);
    expect([code, cause]).toEqual([4, 'billing_no_credit']);
  });
});

describe('at the keyboard', () => {
  test.each(['en', 'zh-CN'])(
    'Ctrl-C while the API is asked is 130, and leaves the cursor (%s)',
    async (language) => {
      const api = await serve({ 'GET /v1/models': { fault: 'hang' } });
      const project = await makeProject({
        '.env': env({ OPENAI_API_KEY: key, OPENAI_BASE_URL: api.baseURL }),
      });
      const session = openTerminal({
        args: ['verify', '--lang', language],
        cwd: project.path,
        secrets: [key],
      });
      await session.waitFor(language === 'en' ? 'Calling the API' : '正在请求 API');
      await session.ctrlC();
      expect(await session.exit).toBe(130);
      expect(session.cursorVisible()).toBe(true);
    },
  );

  test.each([
    ['en', 80],
    ['en', 40],
    ['zh-CN', 80],
    ['zh-CN', 40],
  ] as const)('no line is broken by the terminal (%s, %i columns)', async (language, columns) => {
    const api = await serve(healthy);
    const project = await makeProject({ '.env': env({ OPENAI_API_KEY: key, OPENAI_BASE_URL: api.baseURL }) });
    const session = openTerminal({
      args: ['verify', '--lang', language],
      cwd: project.path,
      columns,
      secrets: [key],
    });
    expect(await session.exit).toBe(0);
    expect(session.unwrapped()).toBe(session.screen());
  });
});
