import { describe, expect, test } from 'vitest';
import en from '../../src/i18n/en/setup.ts';
import zh from '../../src/i18n/zh-CN/setup.ts';
import type { ScenarioId } from '../../src/standin/scenarios.ts';
import { type ServedAnswer, serve } from '../support/api.ts';
import { conversation } from '../support/conversation.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import { runCli } from '../support/run.ts';
import {
  asks,
  completion,
  keyed,
  modelList,
  noProgram,
  type SetupDocument,
  standin,
  terminalIn,
} from './setup-helpers.ts';

const key = keyBuilders.project(3);
const before = { '.env': '# mine\nA=1\n', '.gitignore': 'node_modules\n' };

async function setup(baseURL: string, args: readonly string[] = [], withKey = key) {
  const project = await makeProject(before);
  const snapshot = await project.snapshot();
  const run = await runCli(['setup', '--key-stdin', '--json', ...args], {
    cwd: project.path,
    input: withKey,
    env: { OPENAI_BASE_URL: baseURL },
  });
  return {
    project,
    run,
    snapshot,
    document: run.json as SetupDocument,
  };
}

describe('a key that fails is not written', () => {
  const scenarios: readonly [ScenarioId, number, string][] = [
    ['rejected-key', 3, 'key_rejected'],
    ['missing-scope', 3, 'key_missing_scope'],
    ['no-credit', 4, 'billing_no_credit'],
    ['no-model', 5, 'model_not_found'],
    ['service-down', 8, 'service_overloaded'],
    ['offline', 7, 'network_refused'],
    ['captive-portal', 7, 'network_intercepted'],
  ];

  test.each(scenarios)('%s: exit %i, %s', async (scenario, code, cause) => {
    const api = await standin(scenario);
    const { run, document, project, snapshot } = await setup(api.baseURL, ['--timeout', '6'], api.key);
    expect(run.code, run.stdout + run.stderr).toBe(code);
    const same = scenario === 'service-down' ? /^service_/ : new RegExp(`^${cause}$`);
    expect(document.diagnosis?.cause).toMatch(same);
    expect(document).toMatchObject({ schemaVersion: 1, ok: false, exitCode: code, test: null });
    expect(document.diagnosis?.title).not.toBe('');
    expect(document.diagnosis?.remedies.length).toBeGreaterThan(0);
    expect(await project.snapshot()).toEqual(snapshot);
    expect(await project.filesHolding(api.key)).toEqual([]);
  });

  test('the same request is not sent twice for what waiting cannot mend', async () => {
    const api = await standin('rejected-key');
    const { document } = await setup(api.baseURL, [], api.key);
    // What the API said is quoted, without its hundred and more stars.
    expect(document.diagnosis?.explanation).toContain(`sk-proj-…${api.key.slice(-4)}`);
    expect(keyed(api)).toEqual(['GET /v1/models']);
  });

  const chatFails = (answer: ServedAnswer) => ({
    'GET /v1/models': modelList,
    'POST /v1/chat/completions': answer,
  });
  const error = (status: number, code: string | null, message: string, headers = {}): ServedAnswer => ({
    status,
    headers,
    body: { error: { message, type: code ?? 'invalid_request_error', param: null, code } },
  });

  test.each<[string, Parameters<typeof serve>[0], number, string]>([
    ['garbage', { 'GET /v1/models': { body: 'OK' } }, 9, 'not_openai_api'],
    [
      'broken JSON',
      { 'GET /v1/models': { headers: { 'content-type': 'application/json' }, body: '{"object":' } },
      9,
      'not_openai_api',
    ],
    ['a closed connection', () => ({ fault: 'reset' }), 7, 'network_reset'],
    [
      'a redirect',
      { 'GET /v1/models': { status: 302, headers: { location: 'https://elsewhere.example/v1/models' } } },
      9,
      'base_url_redirects',
    ],
    [
      'no credit at the test',
      chatFails(error(429, 'insufficient_quota', 'You exceeded your current quota')),
      4,
      'billing_no_credit',
    ],
    ['an unknown path', () => ({ status: 404, body: 'nothing here' }), 9, 'base_url_wrong_path'],
  ])('%s: the cause, and the files as they were', async (_, routes, code, cause) => {
    const api = await serve(routes, { keyless: modelList });
    const { run, document, project, snapshot } = await setup(api.baseURL, ['--timeout', '4']);
    expect(document?.diagnosis?.cause, run.stdout + run.stderr).toBe(cause);
    expect(run.code).toBe(code);
    expect(await project.snapshot()).toEqual(snapshot);
    expect(run.stderr).not.toMatch(/^\s+at /m);
  });

  test('a server that hangs: network_timeout, by --timeout', async () => {
    const api = await serve(() => ({ fault: 'hang' }));
    const { run, document, project, snapshot } = await setup(api.baseURL, ['--timeout', '2']);
    expect(document.diagnosis?.cause, run.stdout).toBe('network_timeout');
    expect(run.code).toBe(7);
    expect(await project.snapshot()).toEqual(snapshot);
  });

  test('a rate limit longer than there is time: exit 6, with the time to wait', async () => {
    const limited = error(429, 'rate_limit_exceeded', 'Rate limit reached for requests', {
      'retry-after': '40',
    });
    const api = await serve(
      { 'GET /v1/models': modelList, 'POST /v1/chat/completions': () => limited },
      { keyless: modelList },
    );
    const { run, document, project, snapshot } = await setup(api.baseURL, ['--timeout', '8']);
    expect(run.code, run.stdout).toBe(6);
    expect(document.diagnosis).toMatchObject({
      cause: 'rate_limited',
      retryable: true,
      retryAfterSeconds: 40,
    });
    expect(await project.snapshot()).toEqual(snapshot);
  });

  test('a rate limit that ends in time is waited out', async () => {
    const limited = error(429, 'rate_limit_exceeded', 'Rate limit reached for requests', {
      'retry-after': '1',
    });
    const api = await serve(
      { 'GET /v1/models': modelList, 'POST /v1/chat/completions': [limited, completion] },
      { keyless: modelList },
    );
    const { run, project } = await setup(api.baseURL, ['--timeout', '10']);
    expect(run.code, run.stdout).toBe(0);
    expect(await project.filesHolding(key)).toEqual(['.env']);
  });

  test('a restricted key that may not list models still works, with a warning', async () => {
    const denied = error(
      403,
      null,
      'You have insufficient permissions for this operation. Missing scopes: api.model.read.',
    );
    const api = await serve(
      { 'GET /v1/models': denied, 'POST /v1/chat/completions': completion },
      { keyless: modelList },
    );
    const { run, document } = await setup(api.baseURL);
    expect(run.code, run.stdout).toBe(0);
    expect(document.warnings.map(({ id }) => id)).toContain('cannot_list_models');
  });
});

describe('--keep-failing writes it all the same, and the exit code is still the cause’s', () => {
  test.each<[ScenarioId, number]>([
    ['rejected-key', 3],
    ['no-credit', 4],
    ['offline', 7],
  ])('%s', async (scenario, code) => {
    const api = await standin(scenario);
    const { run, document, project } = await setup(
      api.baseURL,
      ['--keep-failing', '--timeout', '4'],
      api.key,
    );
    expect(run.code, run.stdout + run.stderr).toBe(code);
    expect(document).toMatchObject({ ok: false, exitCode: code });
    expect(await project.read('.env')).toBe(`# mine\nA=1\nOPENAI_API_KEY=${api.key}\n`);
    expect(await project.read('.gitignore')).toBe('node_modules\n.env\n');
  });
});

describe('the choices when a key fails', () => {
  const { haveKey, key: pasteKey, model, go, next } = asks.en;

  test('another key, and all is well', async () => {
    const good = keyBuilders.project(4);
    const refused = {
      status: 401,
      body: {
        error: {
          message: 'Incorrect API key provided',
          type: 'invalid_request_error',
          code: 'invalid_api_key',
        },
      },
    };
    const api = await serve(
      {
        'GET /v1/models': (request) => (request.carried(good) ? modelList : refused),
        'POST /v1/chat/completions': completion,
      },
      { keyless: modelList },
    );
    const project = await makeProject();
    const session = terminalIn(project, api);
    const code = await conversation(session, [
      { asks: haveKey },
      { asks: pasteKey, secret: key },
      { asks: next },
      { asks: pasteKey, secret: good },
      // One model is listed: nothing is to be chosen.
      { asks: go },
      noProgram(),
    ]);
    expect(code, session.screen()).toBe(0);
    expect(await project.filesHolding(good)).toEqual(['.env']);
    expect(await project.filesHolding(key)).toEqual([]);
  });

  test.each([
    ['en', 'refused and replaced', 'was refused'],
    ['en', 'not tried', 'If nothing uses the old key'],
    ['zh-CN', 'refused and replaced', '拒绝'],
    ['zh-CN', 'not tried', '如果旧密钥'],
  ] as const)('in %s an old key that was %s is not said to work', async (language, how, told) => {
    const words = language === 'en' ? en : zh;
    const [old, good] = [keyBuilders.project(5), keyBuilders.project(4)];
    const refused = { status: 401, body: { error: { message: 'no', code: 'invalid_api_key' } } };
    const api = await serve(
      {
        'GET /v1/models': (request) => (request.carried(old) ? refused : modelList),
        'POST /v1/chat/completions': completion,
      },
      { keyless: modelList },
    );
    const project = await makeProject({ '.env': `OPENAI_API_KEY=${old}\n` });
    const session = terminalIn(project, api, {
      args: ['setup', '--no-open', '--lang', language],
      secrets: [old],
    });
    const code = await conversation(session, [
      ...(how === 'not tried'
        ? [{ asks: words.existingQuestion, keys: ['down'] } as const]
        : [{ asks: words.existingQuestion }, { asks: words.failedQuestion }]),
      { asks: words.keyQuestion, secret: good },
      { asks: words.planQuestion },
      noProgram(language),
    ]);
    expect(code, session.screen()).toBe(0);
    const screen = session.screen().replace(/[\s│]+/g, ' ');
    expect(screen).not.toMatch(/still work|仍然有效/);
    expect(screen).toContain(told);
    expect(screen).not.toContain('platform.openai.com/api-keys');
  });

  test('keep: written, and the exit code is the cause’s', async () => {
    const api = await standin('rejected-key');
    const project = await makeProject();
    const session = terminalIn(project, api);
    for (const answer of [[], [api.key], ['down', 'down']] as const) {
      await session.waitForQuestion();
      for (const part of answer) await (part === 'down' ? session.key(part) : session.typeSecret(part));
      await session.enter();
    }
    for (;;) {
      const question = await session.nextQuestion();
      if (question === null) break;
      expect(question).not.toContain('What next?');
      await session.enter();
    }
    expect(await session.exit, session.screen()).toBe(3);
    expect(await project.read('.env')).toBe(`OPENAI_API_KEY=${api.key}\n`);
  });

  test('try again, after the account has credit', async () => {
    let credit = false;
    const none = {
      status: 429,
      body: {
        error: {
          message: 'You exceeded your current quota',
          type: 'insufficient_quota',
          code: 'insufficient_quota',
        },
      },
    };
    const api = await serve(
      { 'GET /v1/models': modelList, 'POST /v1/chat/completions': () => (credit ? completion : none) },
      { keyless: modelList },
    );
    const project = await makeProject();
    const session = terminalIn(project, api);
    const steps = [{}, { secret: key }, {}] as const;
    for (const step of steps) {
      await session.waitForQuestion();
      if ('secret' in step) await session.typeSecret(step.secret);
      await session.enter();
    }
    await session.waitFor(next);
    credit = true;
    expect(await session.waitForQuestion()).toMatch(/❯ Try again/);
    await session.enter();
    await session.waitFor(asks.en.program);
    await session.key('ctrl-c');
    expect(await session.exit, session.screen()).toBe(0);
    // The key is of the server that the shell names, so its address goes with it.
    expect(await project.read('.env')).toBe(`OPENAI_API_KEY=${key}\nOPENAI_BASE_URL=${api.baseURL}\n`);
  });

  test.each<[ScenarioId, number]>([
    ['rejected-key', 3],
    ['no-credit', 4],
  ])('leave: %s, and every file is as it was', async (scenario) => {
    const api = await standin(scenario);
    const project = await makeProject(before);
    const snapshot = await project.snapshot();
    const session = terminalIn(project, api);
    await conversation(session, [
      { asks: haveKey },
      { asks: pasteKey, secret: api.key },
      ...(scenario === 'rejected-key' ? [] : [{ asks: model }, { asks: go }]),
      { asks: next, keys: ['down', 'down', 'down'] },
    ]);
    expect([3, 4, 130]).toContain(await session.exit);
    expect(await project.snapshot()).toEqual(snapshot);
    expect(session.cursorVisible()).toBe(true);
  });
});
