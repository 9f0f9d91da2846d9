import { chmodSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { serve } from '../support/api.ts';
import { conversation } from '../support/conversation.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject, type Project } from '../support/project.ts';
import { openTerminal } from '../support/pty.ts';
import { completed, env, healthy, listed, refusal, rejected } from './verify-helpers.ts';

const key = keyBuilders.project(41);
const other = keyBuilders.project(42);
const secrets = [key, other];

const twice = { 'GET /v1/models': [listed, listed], 'POST /v1/chat/completions': [completed, completed] };

function terminal(project: Project, baseURL: string, args: readonly string[], columns = 80) {
  return openTerminal({
    args: ['verify', ...args],
    cwd: project.path,
    env: { OPENAI_BASE_URL: baseURL },
    columns,
    secrets,
  });
}

async function projectWith(content: string, mode = 0o600, options: { git?: boolean } = {}) {
  const project = await makeProject({ '.env': content }, options);
  chmodSync(project.at('.env'), mode);
  return project;
}

describe('--fix', () => {
  test.each([
    ['en', 'byte order mark', 'Merge'],
    ['zh-CN', 'BOM', '合并'],
  ])('repairs all, one question each, and verifies again (%s)', async (language, mark, merge) => {
    const api = await serve(twice);
    const content = `\ufeffA=1\nOPENAI_API_KEY=${other}\n# note\nexport OPENAI_API_KEY="${key}"\nB=2\n`;
    const project = await projectWith(content, 0o644, { git: true });
    const session = terminal(project, api.baseURL, ['--fix', '--lang', language]);
    const steps = [{ asks: mark }, { asks: merge }, { asks: '600' }, { asks: '.gitignore' }];
    expect(await conversation(session, steps)).toBe(0);
    expect(await project.read('.env')).toBe(`A=1\n# note\nexport OPENAI_API_KEY="${key}"\nB=2\n`);
    expect(await project.mode('.env')).toBe(0o600);
    expect(await project.read('.gitignore')).toContain('.env');
    expect(await project.git('status', '--porcelain')).not.toContain('?? .env');
  });

  test.each(['verify', 'setup'])(
    '%s offers to rewrite what PowerShell 5 wrote; a No leaves it',
    async (command) => {
      const bytes = Buffer.from(`\ufeffA=1\r\nOPENAI_API_KEY=${key}\r\nB=密\r\n`, 'utf16le');
      const project = await makeProject({ '.env': bytes, '.gitignore': '.env\n' });
      const args =
        command === 'verify' ? ['verify', '--fix', '--offline'] : ['setup', '--no-test', '--no-open'];
      const run = () => openTerminal({ args, cwd: project.path, env: {}, columns: 80, secrets });
      expect(await conversation(run(), [{ asks: 'UTF-16', types: 'n' }])).toBe(10);
      expect((await project.bytes('.env')).equals(bytes)).toBe(true);
      const leave = { asks: /./, ends: 'ctrl-c' } as const;
      const steps = command === 'verify' ? [] : [leave];
      expect(await conversation(run(), [{ asks: 'UTF-16' }, ...steps])).toBe(command === 'verify' ? 0 : 130);
      expect(await project.read('.env')).toBe(`A=1\r\nOPENAI_API_KEY=${key}\r\nB=密\r\n`);
    },
  );

  test('the file that was named is mended, not one whose name looks the same', async () => {
    const named = 'prod\u200b.env';
    const content = `\ufeffOPENAI_API_KEY=${key}\n`;
    const project = await makeProject({ [named]: content, 'prod.env': content });
    for (const name of [named, 'prod.env']) chmodSync(project.at(name), 0o600);
    const session = terminal(project, 'http://127.0.0.1:9/v1', ['--fix', '--offline', named]);
    expect(await conversation(session, [{ asks: 'byte order mark' }])).toBe(0);
    expect(await project.read(named)).toBe(content.slice(1));
    expect(await project.read('prod.env')).toBe(content);
  });

  test('a No changes nothing', async () => {
    const api = await serve(healthy);
    const project = await projectWith(env({ OPENAI_API_KEY: key }), 0o644);
    const before = await project.snapshot({ times: true });
    const session = terminal(project, api.baseURL, ['--fix']);
    expect(await conversation(session, [{ asks: 'mode 600', types: 'n' }])).toBe(0);
    expect(await project.snapshot({ times: true })).toEqual(before);
  });

  test('where nothing is wrong it says so, and asks nothing', async () => {
    const api = await serve(healthy);
    const project = await projectWith(env({ OPENAI_API_KEY: key }));
    const session = terminal(project, api.baseURL, ['--fix']);
    expect(await conversation(session, [])).toBe(0);
    expect(session.screen()).toContain('Nothing here can be repaired');
  });

  test('Ctrl-C at a question leaves everything', async () => {
    const api = await serve(healthy);
    const project = await projectWith(env({ OPENAI_API_KEY: key }), 0o644);
    const before = await project.snapshot({ times: true });
    const session = terminal(project, api.baseURL, ['--fix']);
    expect(await conversation(session, [{ asks: 'mode 600', ends: 'ctrl-c' }])).toBe(130);
    expect(await project.snapshot({ times: true })).toEqual(before);
    expect(session.cursorVisible()).toBe(true);
  });

  test('goes over into replacing a key that is rejected', async () => {
    const api = await serve(
      (request) => {
        if (request.carried(key)) return rejected;
        return request.method === 'GET' ? listed : completed;
      },
      { keyless: { status: 401, body: { error: { message: 'no key' } } } },
    );
    const project = await projectWith(`A=1\nOPENAI_API_KEY=${key}\n`);
    const session = terminal(project, api.baseURL, ['--fix', '--no-color']);
    const steps = [
      { asks: 'another key' },
      { asks: 'Paste your API key', secret: other },
      { asks: 'Go ahead?' },
    ];
    const code = await conversation(session, steps);
    expect(code).toBe(0);
    expect(await project.read('.env')).toBe(`A=1\nOPENAI_API_KEY=${other}\nOPENAI_BASE_URL=${api.baseURL}\n`);
  });

  test('offers no replacement where a shell variable is the one that fails', async () => {
    const api = await serve({ 'GET /v1/models': rejected });
    const project = await makeProject();
    const session = openTerminal({
      args: ['verify', '--fix'],
      cwd: project.path,
      env: { OPENAI_BASE_URL: api.baseURL, OPENAI_API_KEY: key },
      secrets,
    });
    expect(await conversation(session, [])).toBe(3);
  });
});

describe('--watch', () => {
  const broke = refusal(429, 'insufficient_quota', 'You exceeded your current quota.');
  const routes = (first: typeof broke) => ({
    'GET /v1/models': [listed, listed],
    'POST /v1/chat/completions': [first, completed],
  });

  test.each([80, 40])('tries again on Enter, until it works (%i columns)', async (columns) => {
    const api = await serve(routes(broke));
    const project = await projectWith(env({ OPENAI_API_KEY: key }));
    const session = terminal(project, api.baseURL, ['--watch'], columns);
    await session.waitFor('Next try in 15 s');
    await session.enter();
    expect(await session.exit).toBe(0);
    expect(session.screen()).toContain('The key works');
    // An address stays whole, on a line of its own, so that a terminal can open it.
    const wide = session
      .unwrapped()
      .split('\n')
      .filter((line) => line.length > columns);
    expect(wide.filter((line) => !/^ *https?:\S+$/.test(line))).toEqual([]);
  });

  test.each(['en', 'zh-CN'] as const)(
    'one line for each try, with the time; the verdict again only when it changes (%s)',
    async (language) => {
      const api = await serve({
        'GET /v1/models': [listed, listed, listed, rejected, listed],
        'POST /v1/chat/completions': [broke, broke, broke, completed],
      });
      const project = await projectWith(env({ OPENAI_API_KEY: key }));
      const session = terminal(project, api.baseURL, ['--watch', '--lang', language]);
      const next = language === 'en' ? 'Next try in 15 s' : '15 秒后重试';
      for (const round of [2, 3, 4, 5]) {
        await session.waitFor(next);
        await session.enter();
        await session.waitFor(new RegExp(language === 'en' ? `try ${round}: ` : `第 ${round} 次尝试：`));
      }
      expect(await session.exit).toBe(0);
      const screen = session.screen();
      const tries = screen.match(/^\d\d:\d\d:\d\d · .*$/gm) ?? [];
      expect(tries.map((line) => /[（(](\w+)[)）]/.exec(line)?.[1] ?? 'works')).toEqual([
        'billing_no_credit',
        'billing_no_credit',
        'key_rejected',
        'works',
      ]);
      // Once at first, once for each change.
      expect(screen.match(/✖/g)).toHaveLength(2);
      expect(screen).toMatch(
        language === 'en' ? /costs nothing[\s\S]*\$0\.000\d/ : /不收费[\s\S]*\$0\.000\d/,
      );
    },
  );

  test('Ctrl-C ends it with 130', async () => {
    const api = await serve({ 'GET /v1/models': listed, 'POST /v1/chat/completions': broke });
    const project = await projectWith(env({ OPENAI_API_KEY: key }));
    const session = terminal(project, api.baseURL, ['--watch']);
    await session.waitFor('Next try in 15 s');
    await session.ctrlC();
    expect(await session.exit).toBe(130);
  });

  test('a key that works is not watched', async () => {
    const api = await serve(healthy);
    const project = await projectWith(env({ OPENAI_API_KEY: key }));
    const session = terminal(project, api.baseURL, ['--watch']);
    expect(await session.exit).toBe(0);
    expect(session.screen()).not.toContain('Next try');
  });
});
