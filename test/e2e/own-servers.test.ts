import { describe, expect, test } from 'vitest';
import { type ServedAnswer, serve } from '../support/api.ts';
import { conversation } from '../support/conversation.ts';
import { keyBuilders, otherKeys } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import { runCli } from '../support/run.ts';
import { asks, type SetupDocument, terminalIn } from './setup-helpers.ts';
import type { VerifyDocument } from './verify-helpers.ts';

// Servers of one's own and gateways: what is said, sent and written where calls do not go to OpenAI.
const key = keyBuilders.project(81);
const message = { role: 'assistant', content: 'Hello' };
const completion = {
  body: { id: 'x', model: 'gpt-4o-mini', choices: [{ index: 0, message, finish_reason: 'stop' }] },
};
const list = { body: { object: 'list', data: [{ id: 'gpt-4o-mini', object: 'model' }] } };
const takesAnyKey = () => serve((request): ServedAnswer => (request.method === 'GET' ? list : completion));
const openaiPages = /platform\.openai\.com|paid for|billing/;

describe('a server that takes any key', () => {
  test('setup says where the key goes, in text and JSON, and no page of OpenAI', async () => {
    const api = await takesAnyKey();
    const host = new URL(api.baseURL).host;
    const project = await makeProject();
    const env = { OPENAI_BASE_URL: api.baseURL };
    const run = await runCli(['setup', '--key-stdin', '--yes', '--no-open'], {
      cwd: project.path,
      input: key,
      env,
    });
    expect(run.code, run.stderr).toBe(0);
    expect(run.stderr).toContain(`Calls go to ${host}, not to OpenAI.`);
    expect(run.stdout + run.stderr).toContain(`accepted by ${host}, which may accept any`);
    expect(run.stdout + run.stderr).not.toMatch(openaiPages);
    expect(run.stdout + run.stderr).not.toMatch(/The API accepts this key/);
    expect(await project.read('.env')).toBe(`OPENAI_API_KEY=${key}\nOPENAI_BASE_URL=${api.baseURL}\n`);

    const again = await runCli(['setup', '--key-stdin', '--yes', '--json'], {
      cwd: project.path,
      input: key,
      env,
    });
    const document = again.json as SetupDocument & VerifyDocument;
    expect(document.warnings.map(({ id }) => id)).toContain('custom_endpoint');
    expect(document.endpoint.baseURL).toBe(api.baseURL);
    expect((again.json as { files: unknown[] }).files).toEqual(
      expect.arrayContaining([expect.objectContaining({ path: '.env', change: 'unchanged' })]),
    );
  });

  test('verify says that its list proves nothing', async () => {
    const api = await takesAnyKey();
    const project = await makeProject({ '.env': `OPENAI_API_KEY=${key}\nOPENAI_BASE_URL=${api.baseURL}\n` });
    const run = await runCli(['verify', '--json'], { cwd: project.path, secrets: [key] });
    const auth = (run.json as VerifyDocument).checks.find(({ id }) => id === 'auth');
    expect(run.code).toBe(0);
    expect(auth?.notes.join()).toMatch(/any key, so this proves nothing/);
  });

  test('whoever has no key is led to whoever runs it', async () => {
    const api = await takesAnyKey();
    const project = await makeProject();
    const session = terminalIn(project, null, { env: { OPENAI_BASE_URL: api.baseURL }, secrets: [key] });
    await conversation(session, [
      { asks: asks.en.haveKey, keys: ['down'] },
      { asks: asks.en.key, secret: key },
      { asks: asks.en.go, ends: 'ctrl-c' },
    ]);
    expect(session.screen()).toMatch(/operator\s+issues/);
    expect(session.screen()).not.toMatch(openaiPages);
  });
});

describe('a key that is none by its form', () => {
  test.each([['none'], [otherKeys.anthropic(3)]])('%#: refused, and taken with --force', async (value) => {
    const api = await takesAnyKey();
    const args = ['setup', '--key-stdin', '--yes', '--json', '--base-url', api.baseURL];
    const project = await makeProject();
    const refused = await runCli(args, { cwd: project.path, input: value });
    expect(refused.code, refused.stdout).toBe(3);
    expect(refused.stdout).toContain('--force');
    expect(api.requests.filter(({ keySent }) => keySent)).toEqual([]);
    const taken = await runCli([...args, '--force'], { cwd: project.path, input: value });
    expect(taken.code, taken.stdout).toBe(0);
    expect(api.requests.some((request) => request.carried(value))).toBe(true);
    expect(await project.read('.env')).toContain(`OPENAI_API_KEY=${value}\n`);
    const verified = await runCli(['verify', '--json', '--force'], { cwd: project.path });
    expect(verified.code, verified.stdout).toBe(0);
  });

  test('no other service’s key goes to OpenAI, whatever is said', async () => {
    const project = await makeProject({ '.env': `OPENAI_API_KEY=${otherKeys.anthropic(3)}\n` });
    const run = await runCli(['verify', '--json', '--force'], {
      cwd: project.path,
      secrets: [otherKeys.anthropic(3)],
      env: { HTTPS_PROXY: 'http://127.0.0.1:9' },
    });
    expect(run.json).toMatchObject({ diagnosis: { cause: 'key_other_vendor' }, exitCode: 3 });
  });
});

test('what a gateway wants beside the key is in every request, the first one too', async () => {
  const api = await takesAnyKey();
  const project = await makeProject();
  const env = { OPENAI_CUSTOM_HEADERS: 'X-Gateway-Tenant: office', OPENAI_BASE_URL: api.baseURL };
  const run = await runCli(['setup', '--key-stdin', '--yes'], { cwd: project.path, input: key, env });
  expect(run.code, run.stderr).toBe(0);
  expect(api.requests.length).toBeGreaterThan(2);
  for (const { headers } of api.requests) expect(headers['x-gateway-tenant']).toBe('office');
});

test.each([500, 502, 503, 529])(
  'a list of models that fails with %i, as JSON or as a page, ends nothing',
  async (status) => {
    for (const body of [{ error: { message: 'overloaded' } }, '<html><h1>Bad gateway</h1></html>']) {
      const headers = typeof body === 'string' ? { 'content-type': 'text/html' } : {};
      const api = await serve((request) =>
        request.method === 'GET' ? { status, body, headers } : completion,
      );
      const project = await makeProject();
      const args = ['setup', '--key-stdin', '--yes', '--json', '--base-url', api.baseURL];
      const run = await runCli(args, { cwd: project.path, input: key });
      expect(run.json).toMatchObject({ ok: true, test: { reply: 'Hello' } });
    }
  },
);

describe('the address goes where the key goes', () => {
  const other = 'https://relay.example.com/v1';

  test('a line of the file with another address is replaced', async () => {
    const api = await takesAnyKey();
    const project = await makeProject({ '.env': `OPENAI_BASE_URL=${other}\nA=1\n` });
    const env = { OPENAI_BASE_URL: api.baseURL };
    const run = await runCli(['setup', '--key-stdin', '--yes'], { cwd: project.path, input: key, env });
    expect(run.code, run.stderr).toBe(0);
    expect(await project.read('.env')).not.toContain(other);
    expect(await project.read('.env')).toMatch(new RegExp(`^OPENAI_BASE_URL=${api.baseURL}$`, 'm'));
  });

  test('one of another file, which would win, goes only with --force', async () => {
    const api = await takesAnyKey();
    const files = {
      'package.json': '{"dependencies":{"next":"16.0.0"}}',
      '.env.development.local': `OPENAI_BASE_URL=${other}\nB=1\n`,
    };
    const project = await makeProject(files);
    const env = { OPENAI_BASE_URL: api.baseURL };
    const before = await project.snapshot();
    const refused = await runCli(['setup', '--key-stdin', '--yes'], { cwd: project.path, input: key, env });
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(/another base URL.*--force/s)]);
    expect(await project.snapshot()).toEqual(before);
    const run = await runCli(['setup', '--key-stdin', '--yes', '--force'], {
      cwd: project.path,
      input: key,
      env,
    });
    expect(run.code, run.stderr).toBe(0);
    expect(await project.read('.env.development.local')).toBe('B=1\n');
    expect(await project.read('.env.local')).toContain(`OPENAI_BASE_URL=${api.baseURL}`);
  });
});

test('a piped key that is damaged is repaired, and that is told', async () => {
  const project = await makeProject();
  const input = `Authorization: Bearer "${key}"\n`;
  for (const args of [
    ['setup', '--key-stdin', '--yes', '--no-test', '--json'],
    ['verify', '--key-stdin', '--offline'],
  ]) {
    const run = await runCli(args, { cwd: project.path, input, secrets: [key] });
    expect(run.code, run.stderr).toBe(0);
    expect(run.stderr).toMatch(/Repaired the paste: .*quotes removed/);
  }
});

test('what was not asked is not told as sent, or as working', async () => {
  const project = await makeProject({
    '.env': `OPENAI_API_KEY=${key}\nOPENAI_BASE_URL=http://127.0.0.1:1/v1\n`,
  });
  const options = { cwd: project.path, secrets: [key] };
  const plain = await runCli(['verify', '--offline'], options);
  expect(plain.stdout).not.toMatch(/sent to/);
  const report = await runCli(['verify', '--offline', '--report'], options);
  expect(report.stdout).toMatch(/verdict: not tested \(--offline\)/);
});
