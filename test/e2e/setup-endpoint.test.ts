import { afterEach, describe, expect, test } from 'vitest';
import { serve } from '../support/api.ts';
import { conversation } from '../support/conversation.ts';
import { keyBuilders, otherKeys } from '../support/keys.ts';
import { closeAll, serveProxy } from '../support/loopback.ts';
import { makeProject } from '../support/project.ts';
import { runCli } from '../support/run.ts';
import { asks, modelList, type SetupDocument, standin, terminalIn } from './setup-helpers.ts';

const key = keyBuilders.project(41);
const relay = 'https://relay.example.com/v1';

afterEach(closeAll);

/** All that leaves for another machine goes through a proxy that keeps what it saw, and lets nothing through. */
async function watched() {
  const proxy = await serveProxy({ answer: '403 Forbidden' });
  const address = `http://127.0.0.1:${proxy.port}`;
  return { proxy, env: { HTTPS_PROXY: address, HTTP_PROXY: address } };
}

const targetsOf = (proxy: Awaited<ReturnType<typeof serveProxy>>) =>
  proxy.targets.map(({ target }) => target);

describe('a base URL that a project file brings', () => {
  test('without a terminal: exit 9, base_url_untrusted, nothing sent, nothing written', async () => {
    const { proxy, env } = await watched();
    const project = await makeProject({ '.env': `OPENAI_BASE_URL=${relay}\n` });
    const before = await project.snapshot({ times: true });
    const run = await runCli(['setup', '--key-stdin', '--json'], { cwd: project.path, input: key, env });
    const document = run.json as SetupDocument;
    expect(document.diagnosis?.cause, run.stdout).toBe('base_url_untrusted');
    expect(run.code).toBe(9);
    expect(JSON.stringify(document.diagnosis)).toContain('relay.example.com');
    expect(targetsOf(proxy)).not.toContain('relay.example.com:443');
    expect(await project.snapshot({ times: true })).toEqual(before);
  });

  test.each([[['--yes']], [['--keep-failing']], [['--force']]])(
    'nothing of that is consent: %s',
    async (args) => {
      const { proxy, env } = await watched();
      const project = await makeProject({ '.env': `OPENAI_BASE_URL=${relay}\n` });
      const before = await project.snapshot({ times: true });
      const run = await runCli(['setup', '--key-stdin', ...args], { cwd: project.path, input: key, env });
      expect(run.code, run.stderr).toBe(9);
      expect(targetsOf(proxy)).not.toContain('relay.example.com:443');
      expect(await project.snapshot({ times: true })).toEqual(before);
    },
  );

  test('on loopback it is used', async () => {
    const api = await standin();
    const project = await makeProject({ '.env': `OPENAI_BASE_URL=${api.baseURL}\n` });
    const run = await runCli(['setup', '--key-stdin', '--json'], { cwd: project.path, input: api.key });
    expect(run.code, run.stdout).toBe(0);
    expect(run.json).toMatchObject({ endpoint: { baseURL: api.baseURL } });
  });

  test('from the file that holds the key too, it is trusted with that key', async () => {
    const { proxy, env } = await watched();
    const project = await makeProject({ '.env': `OPENAI_BASE_URL=${relay}\nOPENAI_API_KEY=${key}\n` });
    const run = await runCli(['setup', '--yes', '--json', '--timeout', '4'], {
      cwd: project.path,
      env,
      secrets: [key],
    });
    expect(run.code, run.stdout).not.toBe(9);
    expect(targetsOf(proxy)).toContain('relay.example.com:443');
  });

  test.each([
    'https://api.openai.com.evil.example/v1',
    'https://api.openai.com@evil.example/v1',
    'https://evil.example/api.openai.com',
  ])('a host that only looks like it: %s', async (address) => {
    const { proxy, env } = await watched();
    const project = await makeProject({ '.env': `OPENAI_BASE_URL=${address}\n` });
    const run = await runCli(['setup', '--key-stdin', '--json'], { cwd: project.path, input: key, env });
    expect(run.code, run.stdout).toBe(9);
    expect(targetsOf(proxy).filter((target) => !target.startsWith('api.openai.com:'))).toEqual([]);
    expect(await project.filesHolding(key)).toEqual([]);
  });

  test('in a terminal the host is shown and asked about, with No as the default; the line is offered for removal', async () => {
    const { proxy, env } = await watched();
    const project = await makeProject({ '.env': `A=1\nOPENAI_BASE_URL=${relay}\nB=2\n` });
    const before = await project.snapshot();
    const session = terminalIn(project, null, { env, args: ['setup', '--no-open', '--timeout', '3'] });
    const questions: string[] = [];
    for (let at = 0; at < 8; at++) {
      const question = await session.nextQuestion();
      if (question === null) break;
      questions.push(question);
      // Without an answer from the real API the way ends at the first failure.
      if (question.includes(asks.en.next)) {
        await session.ctrlC();
        break;
      }
      if (question.includes(asks.en.key)) await session.typeSecret(key);
      await session.enter();
    }
    await session.exit;
    const asked = questions.find((question) => question.includes('relay.example.com')) ?? '';
    expect(asked, session.screen()).toMatch(/\(y\/N\)|❯ No/);
    expect(session.screen()).toMatch(/remove/i);
    expect(targetsOf(proxy)).not.toContain('relay.example.com:443');
    expect(await project.snapshot()).toEqual(before);
  });
});

describe('a refused base URL and the key never stand in one file', () => {
  const content = `A=1\nOPENAI_BASE_URL=${relay}\nB=2\n`;
  const toTheHost = [
    { asks: asks.en.haveKey },
    { asks: asks.en.key, secret: key },
    { asks: 'relay.example.com' },
  ];

  test('the line goes, even where a key that failed is kept', async () => {
    const { proxy, env } = await watched();
    const project = await makeProject({ '.env': content });
    const session = terminalIn(project, null, { env, args: ['setup', '--no-open', '--timeout', '3'] });
    const code = await conversation(session, [
      ...toTheHost,
      { asks: 'Remove that line' },
      { asks: asks.en.next, keys: ['down', 'down'] },
      { asks: asks.en.go },
    ]);
    expect(code, session.screen()).toBe(7);
    expect(await project.read('.env')).toBe(`A=1\nB=2\nOPENAI_API_KEY=${key}\n`);
    expect(targetsOf(proxy)).not.toContain('relay.example.com:443');
  });

  test('another service’s key does not go to OpenAI because its own host was refused', async () => {
    const { proxy, env } = await watched();
    const openrouter = otherKeys.openrouter(1);
    const project = await makeProject({ '.env': 'OPENAI_BASE_URL=https://openrouter.ai/api/v1\n' });
    const before = await project.snapshot({ times: true });
    const session = terminalIn(project, null, { env, secrets: [openrouter] });
    const code = await conversation(session, [
      { asks: asks.en.haveKey },
      { asks: asks.en.key, secret: openrouter },
      { asks: 'openrouter.ai' },
      { asks: 'Remove that line' },
    ]);
    expect(code, session.screen()).toBe(3);
    expect(session.screen()).toContain('OpenRouter');
    expect(targetsOf(proxy)).toEqual([]);
    expect(await project.snapshot({ times: true })).toEqual(before);
  });

  test('where the line is to stay, nothing is written', async () => {
    const { proxy, env } = await watched();
    const project = await makeProject({ '.env': content });
    const before = await project.snapshot({ times: true });
    const session = terminalIn(project, null, { env, args: ['setup', '--no-open', '--timeout', '3'] });
    const code = await conversation(session, [...toTheHost, { asks: 'Remove that line', types: 'n' }]);
    expect(code, session.screen()).toBe(9);
    expect(await project.snapshot({ times: true })).toEqual(before);
    expect(proxy.targets.map(({ target }) => target)).not.toContain('relay.example.com:443');
  });

  test('where the user agrees, it is used', async () => {
    const { proxy, env } = await watched();
    const project = await makeProject({ '.env': content });
    const session = terminalIn(project, null, { env, args: ['setup', '--no-open', '--timeout', '3'] });
    const agreed = toTheHost.map((step) =>
      step.asks === 'relay.example.com' ? { ...step, types: 'y' } : step,
    );
    await conversation(session, [...agreed, { asks: asks.en.next, ends: 'ctrl-c' }]);
    expect(targetsOf(proxy)).toContain('relay.example.com:443');
    expect(await project.read('.env')).toBe(content);
  });
});

describe('a base URL that the user names', () => {
  test('as an option is trusted', async () => {
    const { proxy, env } = await watched();
    const project = await makeProject();
    const args = ['setup', '--key-stdin', '--json', '--timeout', '4', '--base-url', relay];
    const run = await runCli(args, { cwd: project.path, input: key, env });
    expect(run.code, run.stdout).toBe(7);
    expect(targetsOf(proxy)).toContain('relay.example.com:443');
    expect(await project.snapshot()).toEqual({});
  });

  test('in the shell is trusted', async () => {
    const { proxy, env } = await watched();
    const project = await makeProject();
    const run = await runCli(['setup', '--key-stdin', '--json', '--timeout', '4'], {
      cwd: project.path,
      input: key,
      env: { ...env, OPENAI_BASE_URL: relay },
    });
    expect(run.code, run.stdout).toBe(7);
    expect(targetsOf(proxy)).toContain('relay.example.com:443');
  });

  test('--trust-base-url agrees to that of the file', async () => {
    const { proxy, env } = await watched();
    const project = await makeProject({ '.env': `OPENAI_BASE_URL=${relay}\n` });
    const run = await runCli(['setup', '--key-stdin', '--json', '--timeout', '4', '--trust-base-url'], {
      cwd: project.path,
      input: key,
      env,
    });
    expect(run.code, run.stdout).toBe(7);
    expect(targetsOf(proxy)).toContain('relay.example.com:443');
  });

  test.each([
    ['http://relay.example.com/v1', 'base_url_insecure'],
    ['ftp://relay.example.com/v1', 'base_url_invalid'],
    ['not an address', 'base_url_invalid'],
  ])('%s: exit 9, %s, nothing sent', async (address, cause) => {
    const { proxy, env } = await watched();
    const project = await makeProject();
    const run = await runCli(['setup', '--key-stdin', '--json', '--base-url', address], {
      cwd: project.path,
      input: key,
      env,
    });
    expect((run.json as SetupDocument).diagnosis?.cause, run.stdout).toBe(cause);
    expect(run.code).toBe(9);
    expect(proxy.seen).toEqual([]);
    expect(await project.snapshot()).toEqual({});
  });

  test('a redirect is not followed with the key', async () => {
    const elsewhere = await standin();
    const api = await serve(
      (request) => ({
        status: 307,
        headers: { location: `${elsewhere.baseURL}${request.path.slice('/v1'.length)}` },
      }),
      { keyless: modelList },
    );
    const project = await makeProject();
    const run = await runCli(['setup', '--key-stdin', '--json', '--timeout', '4'], {
      cwd: project.path,
      input: elsewhere.key,
      env: { OPENAI_BASE_URL: api.baseURL },
    });
    expect(run.code, run.stdout).toBe(9);
    expect((run.json as SetupDocument).diagnosis?.cause).toBe('base_url_redirects');
    expect(elsewhere.requests).toEqual([]);
    expect(await project.snapshot()).toEqual({});
  });
});
