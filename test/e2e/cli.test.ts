import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { programPath } from '../support/environment.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import { openTerminal } from '../support/pty.ts';
import { runCli } from '../support/run.ts';
import { chinese, escapes } from './setup-helpers.ts';

async function cli(args: readonly string[], language: 'en' | 'zh-CN' = 'en') {
  const project = await makeProject();
  const run = await runCli(args, {
    cwd: project.path,
    env: { LANG: language === 'en' ? 'C.UTF-8' : 'zh_CN.UTF-8' },
  });
  expect(await project.snapshot()).toEqual({});
  expect(run.stdout + run.stderr).not.toMatch(escapes);
  return { ...run, lines: run.stderr.trim().split('\n') };
}

describe('wrong usage: exit 2, one line, the nearest right name', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['an option', ['setup', '--key-stdn'], /--key-stdin/],
    ['an option of verify', ['verify', '--offlin'], /--offline/],
    ['a command', ['verfy'], /verify/],
    ['a command that is far from all', ['qqqqqq'], /qqqqqq|--help/],
    ['a value', ['setup', '--timeout', 'soon'], /--timeout.* 1 to 600/],
    ['a time below zero', ['setup', '--timeout', '-3'], /--timeout/],
    ['a missing value', ['setup', '--file'], /--file/],
    ['an empty value', ['setup', '--file', ''], /--file/],
    ['an empty address', ['setup', '--base-url', ' '], /--base-url/],
    ['an id with a blank', ['setup', '--organization', 'org x'], /--organization/],
    ['an id with a line of its own', ['setup', '--project', 'p\nEVIL=1'], /--project/],
    ['a language', ['--lang', 'fr'], /en.*zh-CN/],
    ['a language after the command', ['setup', '--lang', 'fr'], /en.*zh-CN/],
    ['a scenario', ['demo', 'rejectedkey'], /rejected-key/],
    ['a scenario that colours', ['demo', 'x\u001b[31my'], /unknown scenario xy\./],
    ['an example', ['example', 'strem'], /unknown example strem\. Available: chat, system,/],
    ['an example, nearly', ['example', 'strea'], /Did you mean streaming\?/],
    ['a target', ['push', 'githb'], /Did you mean github\?/],
    ['an argument too many', ['setup', '--no-test', 'extra'], /argument/],
  ])('%s', async (_, args, says) => {
    const run = await cli(args);
    expect(run.code, run.stdout + run.stderr).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.lines, run.stderr).toHaveLength(1);
    expect(run.stderr).toMatch(says);
  });

  test.each<[string, readonly string[]]>([
    ['an option', ['setup', '--key-stdn']],
    ['a command', ['verfy']],
    ['a value', ['setup', '--timeout', 'soon']],
    ['an argument too many', ['setup', 'extra']],
    ['a missing value', ['setup', '--file']],
    ['a scenario', ['demo', 'rejectedkey']],
    ['an example', ['example', 'nothing']],
    ['a target', ['push', 'nothing']],
  ])('in Chinese: %s', async (_, args) => {
    const run = await cli(args, 'zh-CN');
    expect(run.code).toBe(2);
    expect(run.lines).toHaveLength(1);
    expect(run.stderr).toMatch(chinese);
    expect(run.stderr).not.toMatch(/error:|unknown|Did you mean|missing|invalid|expected/i);
  });

  test('where somebody reads it, no word is broken', async () => {
    const project = await makeProject();
    const session = openTerminal({ args: ['setup', '--key-stdn'], cwd: project.path, columns: 40 });
    expect(await session.exit).toBe(2);
    const shown = session
      .screen()
      .split('\n')
      .filter((line) => line !== '');
    expect(shown.join(' ')).toBe(
      'openai-setup: unknown option --key-stdn. Did you mean --key-stdin? See openai-setup setup --help.',
    );
    expect(shown.length).toBeGreaterThan(1);
  });

  test.each([
    [['setup', '--json', '--key-stdn']],
    [['setup', '--key-stdn', '--json']],
    [['verfy', '--json']],
    [['rotate', '--timeout', 'soon', '--json']],
    [['--json', '--lang', 'fr', 'verify']],
    [['verify', '--json', '--model=']],
  ])('with --json it is one document on stdout: %j', async (args) => {
    const run = await cli(args);
    expect(run.code).toBe(2);
    expect(run.json).toMatchObject({ schemaVersion: 1, ok: false, exitCode: 2 });
  });

  test('a folder that is not there', async () => {
    for (const args of [
      ['-C', 'nowhere', 'verify'],
      ['verify', '-Cnowhere'],
      ['scan', '--cwd=nowhere'],
    ]) {
      const run = await cli(args);
      expect([run.code, run.stdout]).toEqual([2, '']);
      expect(run.stderr).toContain('no such folder: nowhere');
    }
  });
});

describe('a key as an argument is refused, and never repeated', () => {
  const key = keyBuilders.project(51);
  test.each<[string, readonly string[]]>([
    ['alone', [key]],
    ['of setup', ['setup', key]],
    ['in an option that does not exist', ['setup', `--key=${key}`]],
    ['with a common name', ['setup', '--api-key', key]],
    ['as a value', ['setup', '--model', key, '--key-stdin']],
    ['as an env file', ['verify', key]],
    ['as a scenario', ['demo', key]],
    ['as a name and value', ['setup', `OPENAI_API_KEY=${key}`]],
  ])('%s', async (_, args) => {
    // The user typed it there: it stands in the arguments already, and must be nowhere else.
    const project = await makeProject();
    const session = openTerminal({ args, cwd: project.path, columns: 300 });
    for (let at = 0; at < 3 && (await session.nextQuestion()) !== null; at++) await session.ctrlC();
    const code = await session.exit;
    const said = session.raw;
    // The helper would find the key in the arguments; what the program says is searched here.
    for (let at = 8; at + 12 <= key.length; at++) {
      expect(said.includes(key.slice(at, at + 12)), 'a piece of the key is on the screen').toBe(false);
    }
    expect(code).toBe(2);
    expect(said).toMatch(/key/i);
    expect(await project.snapshot()).toEqual({});
  });

  test('nor with --debug, nor in the document', async () => {
    const project = await makeProject();
    const run = await runCli(['setup', key, '--debug', '--json'], { cwd: project.path });
    expect(run.code).toBe(2);
    for (let at = 8; at + 12 <= key.length; at++) {
      expect((run.stdout + run.stderr).includes(key.slice(at, at + 12))).toBe(false);
    }
  });
});

describe('help', () => {
  test.each(['en', 'zh-CN'] as const)('the text made at build is commander’s own: %s', async (language) => {
    const fast = await cli(['--help'], language);
    expect(fast.code).toBe(0);
    expect(fast.stdout).toBe((await cli(['--help', '--no-color'], language)).stdout);
    expect(fast.stdout).toBe((await cli(['-h'], language)).stdout);
    expect(fast.stdout).toBe((await cli(['help'], language)).stdout);
    expect(fast.stderr).toBe('');
    for (const command of ['setup', 'verify', 'models', 'cost', 'example', 'rotate', 'scan', 'demo']) {
      expect(fast.stdout).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'));
    }
    for (const option of [
      '-C, --cwd',
      '--lang',
      '--json',
      '--no-color',
      '--debug',
      '-h, --help',
      '-V, --version',
    ]) {
      expect(fast.stdout).toContain(option);
    }
    expect(chinese.test(fast.stdout)).toBe(language === 'zh-CN');
  });

  test.each([
    ['help', 'verify'],
    ['verify', '--help'],
    ['verify', '-h'],
  ])('%s %s', async (...args) => {
    const run = await cli(args);
    expect(run.code).toBe(0);
    for (const option of [
      '--key-stdin',
      '--model',
      '--offline',
      '--strict',
      '--trust-base-url',
      '--verbose',
    ]) {
      expect(run.stdout).toContain(option);
    }
  });

  test('every option of setup is there', async () => {
    const run = await cli(['setup', '--help']);
    const options = [
      '-f, --file',
      '--key-stdin',
      '--model',
      '--base-url',
      '--organization',
      '--project',
      '--timeout',
      '-y, --yes',
      '--force',
      '--dry-run',
      '--no-open',
      '--no-test',
      '--trust-base-url',
      '--keep-failing',
    ];
    for (const option of options) expect(run.stdout).toContain(option);
    expect(run.stdout).not.toMatch(/--(?:api-)?key[ =<]/);
  });

  test.each(['setup', 'verify', 'demo', 'models', 'cost'])(
    'of %s in Chinese holds no English sentence',
    async (command) => {
      const run = await cli([command, '--help'], 'zh-CN');
      expect(run.code).toBe(0);
      const english = run.stdout.split('\n').filter((line) => /(?:\b[a-z]{2,}\b ){4}/i.test(line));
      expect(english).toEqual([]);
    },
  );

  test.each(['en', 'zh-CN'] as const)('a default is told once: %s', async (language) => {
    const run = await cli(['setup', '--help'], language);
    expect(run.stdout.match(/30/g)).toHaveLength(1);
    expect(run.stdout.includes('(default: 30)')).toBe(language === 'en');
  });
});

describe('the answers of the first file', () => {
  // The long way, with a second argument, has the language from `detectLanguage`.
  test.each([
    { LC_ALL: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' },
    { LC_ALL: '', LC_MESSAGES: 'zh', LANG: 'C' },
    { LC_ALL: 'C', LANG: 'zh_TW.UTF-8' },
    { LANG: 'zh-Hant-HK' },
    { LANG: 'ZH_cn' },
    { LANG: 'zhuang' },
    { LANG: 'de_DE.UTF-8' },
    { LANG: '' },
    { LANG: undefined },
  ])('are in the language that the program would have: %j', async (locale) => {
    const run = (...args: string[]) =>
      runCli(args, { cwd: tmpdir(), env: { LC_ALL: undefined, LC_MESSAGES: undefined, ...locale } });
    expect((await run('--help')).stdout).toBe((await run('--help', '--no-color')).stdout);
  });

  test.each(['--help', '--version'])('%s into a pipe that nobody reads says nothing', async (option) => {
    const child = spawn(process.execPath, [programPath(), option], { stdio: ['ignore', 'pipe', 'pipe'] });
    // Closed long before Node has started.
    child.stdout.destroy();
    const errors: Buffer[] = [];
    child.stderr.on('data', (data: Buffer) => errors.push(data));
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, stderr: Buffer.concat(errors).toString() }).toEqual({ code: 0, stderr: '' });
  });
});

describe('version', () => {
  test.each([['--version'], ['-V'], ['--lang', 'zh-CN', '--version'], ['setup', '--version']])(
    '%s %s',
    async (...args) => {
      const run = await cli(args.filter(Boolean));
      expect(run.code).toBe(0);
      expect(run.stdout.trim()).toBe(packageJson.version);
      expect(run.stderr).toBe('');
    },
  );
});

describe('options of all commands stand before or after the command', () => {
  test.each([
    [['--json', 'demo', '--list']],
    [['demo', '--list', '--json']],
    [['demo', '--json', '--list', '--lang', 'en']],
    [['--lang', 'en', '--no-color', 'demo', '--list', '--json']],
  ])('%s', async (args) => {
    const run = await cli(args);
    expect(run.code).toBe(0);
    expect(run.json).toBeDefined();
  });

  test.each([
    [['-Cinner', 'verify', '--offline', '--json']],
    [['verify', '--offline', '--json', '-C', 'inner']],
    [['--cwd=inner', 'verify', '--offline', '--json']],
    [['-C', 'nowhere', 'verify', '-Cinner', '--offline', '--json']],
  ])('the folder: %j', async (args) => {
    const key = keyBuilders.project(52);
    const project = await makeProject({ 'inner/.env': `OPENAI_API_KEY=${key}\n` });
    const run = await runCli(args, { cwd: project.path, secrets: [key] });
    expect(run.json).toMatchObject({ ok: true, key: { source: { type: 'file', path: '.env' } } });
  });

  test('the last language counts, before and after the command', async () => {
    expect((await cli(['--lang', 'zh-CN', 'demo', '--list', '--lang', 'en'])).stdout).not.toMatch(chinese);
    expect((await cli(['--lang', 'en', '--lang', 'zh-CN', 'demo', '--list'])).stdout).toMatch(chinese);
  });

  test('after -- everything is a name', async () => {
    const run = await cli(['verify', '--', '--json']);
    expect(run.code).toBe(10);
    expect(run.stdout).toContain('--json');
    expect(run.json).toBeUndefined();
  });

  test('--debug shows where it failed, without it there is no stack trace', async () => {
    const run = await cli(['setup']);
    expect(run.stderr).not.toMatch(/^\s+at /m);
  });
});

describe('CI=true counts as no terminal', () => {
  test.each(['true', '1'])('CI=%s: exit 2, no question, no cursor codes, no colour', async (CI) => {
    const project = await makeProject();
    const session = openTerminal({ args: ['setup'], cwd: project.path, env: { CI } });
    expect(await session.exit).toBe(2);
    expect(session.unwrapped()).toContain('--key-stdin');
    expect(session.raw).not.toMatch(escapes);
  });

  test.each(['', 'false'])('CI=%j is none', async (CI) => {
    const project = await makeProject();
    const session = openTerminal({
      args: ['setup'],
      cwd: project.path,
      env: { CI, OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' },
    });
    await session.waitForQuestion();
    await session.ctrlC();
    expect(await session.exit).toBe(130);
  });
});
