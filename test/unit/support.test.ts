import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { madeUpKey } from '../../src/standin/made-up.ts';
import { serve } from '../support/api.ts';
import { leaksInCaptures } from '../support/captures.ts';
import { conversation } from '../support/conversation.ts';
import { makeProject } from '../support/project.ts';
import { openTerminal, type TerminalOptions } from '../support/pty.ts';
import { runCli } from '../support/run.ts';

const checkout = join(import.meta.dirname, '..', '..');

const scripts = mkdtempSync(join(tmpdir(), 'openai-setup-script-'));
let scriptCount = 0;
afterAll(() => rmSync(scripts, { recursive: true }));

/** A script for Node that stands for the program. */
function script(code: string): string {
  const path = join(scripts, `${scriptCount++}.mjs`);
  writeFileSync(path, code);
  return path;
}

function terminal(code: string, options: Partial<TerminalOptions> = {}) {
  return openTerminal({ args: [], cwd: checkout, node: ['--input-type=module', '-e', code], ...options });
}

const questions = `
  import { confirm, password, select } from '@inquirer/prompts';
  const how = await select({ message: 'How do you go on?', choices: ['first', 'second'] });
  const key = await password({ message: 'Paste your key', toggleMask: false });
  const sure = await confirm({ message: 'Write it?', default: true });
  console.log('RESULT', how, key.length, sure);
  process.exitCode = 7;
`;

describe('runCli', () => {
  test('gives both streams, the code and the JSON, in a clean environment', async () => {
    process.env['OPENAI_BASE_URL'] = 'http://nowhere.invalid';
    const cli = script(`
      process.stdout.write(JSON.stringify({ args: process.argv.slice(2), env: process.env }));
      process.stderr.write('said');
      process.exitCode = 3;
    `);
    const result = await runCli(['--json'], { cwd: checkout, cli, env: { EXTRA: 'x' } });
    delete process.env['OPENAI_BASE_URL'];
    expect(result).toMatchObject({ code: 3, signal: null, stderr: 'said', json: { args: ['--json'] } });
    const { env } = result.json as { env: Record<string, string> };
    expect(env).toMatchObject({ EXTRA: 'x', LANG: 'C.UTF-8' });
    expect(env['HOME']).not.toBe(process.env['HOME']);
    expect(Object.keys(env).filter((name) => /^OPENAI|PROXY$|^CI$/i.test(name))).toEqual([]);
  });

  test('input arrives; nothing is no JSON', async () => {
    const cli = script('process.stdin.pipe(process.stdout);');
    const result = await runCli([], { cwd: checkout, cli, input: 'line\n' });
    expect(result.stdout).toBe('line\n');
    expect('json' in result).toBe(false);
  });

  test('ends what hangs', async () => {
    const cli = script('console.error("waiting"); setInterval(() => {}, 1000);');
    await expect(runCli([], { cwd: checkout, cli, timeoutMs: 700 })).rejects.toThrow(
      /Still running.*waiting/s,
    );
  });

  test.each([
    ['stdout', 'process.stdin.pipe(process.stdout);'],
    ['stderr', 'process.stdin.pipe(process.stderr);'],
    [
      'a file left in the temporary folder',
      `import { writeFileSync, readFileSync } from 'node:fs';
       import { tmpdir } from 'node:os';
       writeFileSync(tmpdir() + '/left', readFileSync(0));`,
    ],
    [
      'arguments of a child process',
      `import { readFileSync } from 'node:fs';
       import { spawnSync } from 'node:child_process';
       spawnSync(process.execPath, ['-e', 'setTimeout(() => {}, 300)', readFileSync(0, 'utf8')]);`,
    ],
  ])('a key in %s is found', async (place, code) => {
    if (place.startsWith('arguments') && process.platform !== 'linux') return;
    await runCli(['--key-stdin'], { cwd: checkout, cli: script(code), input: madeUpKey() });
    expect(leaksInCaptures().length).toBeGreaterThan(0);
  });

  test('a key that is only read is no leak', async () => {
    const cli = script('process.stdin.resume(); console.log("fine");');
    await runCli(['--key-stdin'], {
      cwd: checkout,
      cli,
      input: madeUpKey(),
      env: { OPENAI_API_KEY: madeUpKey() },
    });
    expect(leaksInCaptures()).toEqual([]);
  });
});

describe('a terminal', () => {
  test.each([80, 40])('holds a conversation at %i columns', async (columns) => {
    const session = terminal(questions, { columns });
    const code = await conversation(session, [
      { asks: 'How do you go on?', keys: ['down'] },
      { asks: /Paste your key/, secret: madeUpKey() },
      { asks: 'Write it?' },
    ]);
    expect(code).toBe(7);
    expect(session.screen()).toContain('RESULT second 164 true');
    expect(session.cursorVisible()).toBe(true);
    expect(session.raw).toContain('\x1b[');
  });

  test.each<[string, Parameters<typeof conversation>[1], RegExp]>([
    ['another question', [{ asks: 'Which colour?' }], /Unexpected question at step 1.*How do you go on/s],
    [
      'one too many',
      [{ asks: 'How do' }, { asks: 'Paste', types: 'x' }],
      /A question after the last.*Write it/s,
    ],
    [
      'an end before the last step',
      [{ asks: 'How do', ends: 'ctrl-c' }, { asks: 'Paste' }],
      /ended before step 2 \(Paste\)/,
    ],
  ])('the conversation fails on %s', async (_name, steps, message) => {
    await expect(conversation(terminal(questions), steps)).rejects.toThrow(message);
  });

  test('a key that is shown is found, also where it wraps', async () => {
    const session = terminal(
      'process.stdin.once("data", (d) => { console.log(String(d)); process.exit(); });' +
        'console.log("? go on");',
      { columns: 40 },
    );
    await session.waitForQuestion();
    await session.typeSecret(madeUpKey());
    await session.enter();
    await session.exit;
    await session.close();
    expect(leaksInCaptures().length).toBeGreaterThan(0);
  });

  test('Ctrl-C ends the program; the cursor is followed', async () => {
    const session = terminal(`process.stdout.write('\\x1b[?25l? here');
      process.on('SIGINT', () => process.exit(130)); setInterval(() => {}, 1000);`);
    await session.waitForQuestion();
    expect(session.cursorVisible()).toBe(false);
    await session.ctrlC();
    expect(await session.exit).toBe(130);
    await expect(session.type('x')).rejects.toThrow('Nobody is there');
  });

  test('waiting fails with the screen', async () => {
    const session = terminal('console.log("something else"); setInterval(() => {}, 1000);');
    await expect(session.waitFor('the text', 600)).rejects.toThrow(
      /Waited 600 ms for "the text".*something else/s,
    );
    const ended = terminal('console.log("bye");');
    await expect(ended.waitFor(/hello/)).rejects.toThrow(/Never saw.*exit code 0.*bye/s);
    await expect(ended.waitForQuestion()).rejects.toThrow('No question came.');
  });

  test('text is found across lines, in Chinese too', async () => {
    const session = terminal('console.log("一二三四五六七八九十".repeat(3)); console.log("one two");', {
      columns: 12,
    });
    await session.waitFor('十一二三');
    await session.waitFor(/九十一二/);
    expect(session.screen().split('\n')[0]).toBe('一二三四五六');
    expect(session.unwrapped()).toContain('九十一二三四五六七八九十');
    await session.waitFor('onetwo');
  });
});

describe('a project', () => {
  test('shows any change, and where a secret stands', async () => {
    const key = madeUpKey();
    const project = await makeProject({ '.env': 'A=1\n', 'src/a.ts': '' }, { git: true });
    expect(await project.git('status', '--porcelain')).toContain('?? .env');
    const before = await project.snapshot({ times: true });
    expect(Object.keys(before)).toEqual(['.env', 'src', 'src/a.ts']);
    expect(await project.snapshot({ times: true })).toEqual(before);
    const calm = await project.snapshot();
    await project.write('.env', 'A=1\n');
    expect(await project.snapshot()).toEqual(calm);
    expect(await project.snapshot({ times: true })).not.toEqual(before);
    await project.write('deep/er/key', `x${key}`);
    expect(await project.filesHolding(key)).toEqual(['deep/er/key']);
    expect(await project.read('.env')).toBe('A=1\n');
    expect(await project.mode('.env')).toBeGreaterThan(0o400);
    expect(project.exists('.gitignore')).toBe(false);
  });

  test('git fails loudly', async () => {
    const project = await makeProject();
    await expect(project.git('status')).rejects.toThrow();
  });
});

describe('a served API', () => {
  const ask = (url: string, init?: RequestInit) => fetch(url, init).catch((error) => error.cause);

  test('replays in order, and records without the key', async () => {
    const key = madeUpKey();
    const api = await serve({
      'GET /v1/models': [
        { status: 503, body: 'busy', headers: { 'Content-Type': 'text/html' } },
        { body: { data: [] } },
      ],
      'POST /v1/x': (request) => ({ body: { got: request.body } }),
    });
    const first = await ask(`${api.baseURL}/models`, { headers: { authorization: `Bearer ${key}` } });
    expect([first.status, first.headers.get('content-type'), await first.text()]).toEqual([
      503,
      'text/html',
      'busy',
    ]);
    expect(await (await ask(`${api.baseURL}/models`)).json()).toEqual({ data: [] });
    expect(await (await ask(`${api.baseURL}/x`, { method: 'POST', body: '{"a":1}' })).json()).toEqual({
      got: { a: 1 },
    });
    expect(api.requests.map(({ keySent }) => keySent)).toEqual([true, false, false]);
    expect(api.requests[0]?.carried(key)).toBe(true);
    expect(JSON.stringify(api.requests)).not.toContain(key);
    await api.close();
  });

  test('fails on the unexpected and on the unused', async () => {
    const api = await serve({ 'GET /v1/models': {}, 'POST /v1/chat/completions': {} });
    await ask(`${api.baseURL}/models`);
    expect((await ask(`${api.baseURL}/models`)).status).toBe(418);
    await expect(api.close()).rejects.toThrow(
      /Unexpected request: GET \/v1\/models \(without a key\)\nUnused: 1 answer\(s\) of POST/,
    );
    const strict = await serve(() => null);
    await ask(strict.baseURL);
    await expect(strict.close()).rejects.toThrow('Unexpected request: GET /v1');
  });

  test('breaks below HTTP on demand; requests without a key may be apart', async () => {
    const api = await serve(
      {
        'GET /reset': { fault: 'reset' },
        'GET /cut': { fault: 'cut', body: 'x'.repeat(100) },
        'GET /hang': { fault: 'hang' },
      },
      { keyless: { status: 401 } },
    );
    const origin = `http://127.0.0.1:${api.port}`;
    const headers = { authorization: 'Bearer x' };
    expect((await ask(origin)).status).toBe(401);
    expect((await ask(`${origin}/reset`, { headers })).code).toBe('ECONNRESET');
    const cut = await ask(`${origin}/cut`, { headers });
    await expect(cut.text()).rejects.toThrow();
    await expect(fetch(`${origin}/hang`, { headers, signal: AbortSignal.timeout(300) })).rejects.toThrow(
      /abort|timeout/i,
    );
    await api.close();
  });
});
