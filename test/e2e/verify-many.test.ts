import { describe, expect, test } from 'vitest';
import { type SeenRequest, serve } from '../support/api.ts';
import { keyBuilders } from '../support/keys.ts';
import { deadPort } from '../support/loopback.ts';
import { makeProject } from '../support/project.ts';
import { openTerminal } from '../support/pty.ts';
import { runCli } from '../support/run.ts';
import { completed, env, listed, refusal, rejected, type VerifyDocument } from './verify-helpers.ts';

const good = keyBuilders.project(31);
const bad = keyBuilders.project(32);
const poor = keyBuilders.project(33);
const secrets = [good, bad, poor];

/** An API that knows three keys. */
function judging(request: SeenRequest) {
  if (request.carried(bad)) return rejected;
  if (request.method === 'GET') return listed;
  return request.carried(poor)
    ? refusal(
        429,
        'insufficient_quota',
        'You exceeded your current quota, please check your plan and billing details.',
      )
    : completed;
}

async function verify(
  files: Record<string, string>,
  args: readonly string[],
  variables: Record<string, string> = {},
) {
  const project = await makeProject(files);
  const run = await runCli(['verify', ...args], { cwd: project.path, env: variables, secrets });
  return { ...run, document: run.json as VerifyDocument };
}

const verdicts = ({ results }: VerifyDocument) =>
  results?.map(({ path, diagnosis }) => [path, diagnosis?.cause ?? 'works']);

describe('several files', () => {
  test('each has its verdict, in the order given; the worst decides', async () => {
    const api = await serve(judging);
    const files = {
      '.env': env({ OPENAI_API_KEY: poor }),
      'a/.env': env({ OPENAI_API_KEY: good }),
      'b/.env': env({ OPENAI_API_KEY: bad }),
      'c/.env': env({ A: '1' }),
      'd/.env': env({ OPENAI_API_KEY: 'your-api-key-here' }),
    };
    const named = ['b/.env', 'a/.env', '.env', 'missing.env', 'c/.env', 'd/.env'];
    const { code, document } = await verify(files, [...named, '--json'], { OPENAI_BASE_URL: api.baseURL });
    expect(verdicts(document)).toEqual([
      ['b/.env', 'key_rejected'],
      ['a/.env', 'works'],
      ['.env', 'billing_no_credit'],
      ['missing.env', 'env_file_missing'],
      ['c/.env', 'key_missing'],
      ['d/.env', 'key_placeholder'],
    ]);
    expect([code, document.exitCode, document.ok]).toEqual([3, 3, false]);
  });

  test('one key is asked about once, however many files hold it', async () => {
    const api = await serve(judging);
    const file = env({ OPENAI_API_KEY: good });
    const { code, document } = await verify(
      { '.env': file, 'a/.env': file, 'b/.env': file },
      ['.env', 'a/.env', 'b/.env', '--json'],
      {
        OPENAI_BASE_URL: api.baseURL,
      },
    );
    expect(code).toBe(0);
    expect(document.results).toHaveLength(3);
    expect(document.results?.every(({ checks }) => checks.length === 11)).toBe(true);
    expect(api.requests).toHaveLength(2);
  });

  test('the same key with another project is another question', async () => {
    const api = await serve(judging);
    const files = {
      'a/.env': env({ OPENAI_API_KEY: good, OPENAI_PROJECT_ID: 'proj_a' }),
      'b/.env': env({ OPENAI_API_KEY: good, OPENAI_PROJECT_ID: 'proj_b' }),
    };
    await verify(files, ['a/.env', 'b/.env'], { OPENAI_BASE_URL: api.baseURL });
    expect(api.requests.map(({ headers }) => headers['openai-project']).sort()).toEqual([
      'proj_a',
      'proj_a',
      'proj_b',
      'proj_b',
    ]);
  });

  test("a file's own base URL is for its own key", async () => {
    const own = await serve(judging);
    const shell = await serve(judging);
    const files = {
      'a/.env': env({ OPENAI_API_KEY: good, OPENAI_BASE_URL: own.baseURL }),
      'b/.env': env({ OPENAI_API_KEY: good }),
    };
    const { code } = await verify(files, ['a/.env', 'b/.env'], {
      OPENAI_BASE_URL: shell.baseURL,
      OPENAI_API_KEY: bad,
    });
    expect(code).toBe(0);
    expect([own.requests.length, shell.requests.length]).toEqual([2, 2]);
  });

  test('a pattern that no shell expanded is expanded here; node_modules is not looked into', async () => {
    const api = await serve(judging);
    const file = env({ OPENAI_API_KEY: good });
    const files = {
      'x/b/.env': file,
      'x/a/.env': file,
      'x/a/deep/.env': file,
      'node_modules/p/.env': env({ OPENAI_API_KEY: bad }),
    };
    const one = await verify(files, ['x/*/.env', '--json'], { OPENAI_BASE_URL: api.baseURL });
    expect(verdicts(one.document)?.map(([path]) => path)).toEqual(['x/a/.env', 'x/b/.env']);
    const all = await verify(files, ['x/b/.env', '**/.env', '--json'], { OPENAI_BASE_URL: api.baseURL });
    expect(verdicts(all.document)?.map(([path]) => path)).toEqual(['x/b/.env', 'x/a/.env', 'x/a/deep/.env']);
  });

  test('a pattern that nothing matches is a missing file', async () => {
    const { code, document } = await verify({}, ['apps/*/.env', '--json']);
    expect([code, document.diagnosis?.cause, document.path]).toEqual([10, 'env_file_missing', 'apps/*/.env']);
  });

  test('a host that is not reached is waited for once', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 20 }, (_, at) => [
        `a${at}/.env`,
        env({ OPENAI_API_KEY: keyBuilders.project(100 + at) }),
      ]),
    );
    const url = `http://127.0.0.1:${await deadPort()}/v1`;
    const { code, document } = await verify(files, ['*/.env', '--json'], { OPENAI_BASE_URL: url });
    expect(code).toBe(7);
    expect(new Set(verdicts(document)?.map(([, cause]) => cause))).toEqual(new Set(['network_refused']));
  });

  test.each(['en', 'zh-CN'])('a table at the end, with what to do first (%s)', async (language) => {
    const api = await serve(judging);
    const files = { 'a/.env': env({ OPENAI_API_KEY: good }), 'b/.env': env({ OPENAI_API_KEY: bad }) };
    const { stdout, stderr } = await verify(files, ['a/.env', 'b/.env', '--lang', language], {
      OPENAI_BASE_URL: api.baseURL,
    });
    expect(stdout).toMatch(/a\/\.env +sk-proj-….{4} +✔/);
    expect(stdout).toMatch(/b\/\.env +sk-proj-….{4} +✖/);
    expect(stderr).toBe('');
  });

  test('at 40 columns no line of the table is wider', async () => {
    const api = await serve(judging);
    const project = await makeProject({
      'apps/first/.env': env({ OPENAI_API_KEY: good }),
      'apps/second/.env': env({ OPENAI_API_KEY: bad }),
    });
    const session = openTerminal({
      args: ['verify', 'apps/first/.env', 'apps/second/.env'],
      cwd: project.path,
      env: { OPENAI_BASE_URL: api.baseURL },
      columns: 40,
      secrets,
    });
    expect(await session.exit).toBe(3);
    expect(session.unwrapped()).toBe(session.screen());
  });
});

describe('one file', () => {
  test('named alone it is told as one', async () => {
    const api = await serve(judging);
    const files = { 'a/.env': env({ OPENAI_API_KEY: good }) };
    const { code, document } = await verify(files, ['a/.env', '--json'], { OPENAI_BASE_URL: api.baseURL });
    expect([code, document.path, document.results]).toEqual([0, 'a/.env', undefined]);
  });

  test('the same file twice is one file', async () => {
    const api = await serve(judging);
    const files = { '.env': env({ OPENAI_API_KEY: good }) };
    const { document } = await verify(files, ['.env', './.env', '--json'], { OPENAI_BASE_URL: api.baseURL });
    expect([document.path, document.results]).toEqual(['.env', undefined]);
  });

  test("the shell's key has no say about it", async () => {
    const api = await serve(judging);
    const { code, document } = await verify({ '.env': env({ OPENAI_API_KEY: good }) }, ['.env', '--json'], {
      OPENAI_BASE_URL: api.baseURL,
      OPENAI_API_KEY: bad,
    });
    expect([code, document.key?.source.type]).toEqual([0, 'file']);
  });
});

describe('a thousand files with fifty keys', () => {
  test('take fifty pairs of requests, at most eight at a time', async () => {
    let underWay = 0;
    let most = 0;
    const api = await serve((request) => {
      underWay++;
      most = Math.max(most, underWay);
      setTimeout(() => underWay--, 15);
      return { ...judging(request), delayMs: 15 };
    });
    const files = Object.fromEntries(
      Array.from({ length: 1000 }, (_, at) => [
        `s${at}/.env`,
        env({ OPENAI_API_KEY: keyBuilders.project(200 + (at % 50)) }),
      ]),
    );
    const project = await makeProject(files);
    const { code, json } = await runCli(['verify', '*/.env', '--json'], {
      cwd: project.path,
      env: { OPENAI_BASE_URL: api.baseURL },
      timeoutMs: 60_000,
    });
    expect(code).toBe(0);
    expect((json as VerifyDocument).results).toHaveLength(1000);
    expect(api.requests).toHaveLength(100);
    expect(most).toBeLessThanOrEqual(8);
  }, 90_000);
});
