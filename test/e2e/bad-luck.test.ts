import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { serve } from '../support/api.ts';
import { programPath } from '../support/environment.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import { runCli } from '../support/run.ts';

const key = keyBuilders.project(71);
const setup = ['setup', '--key-stdin', '--yes', '--no-test', '--no-open'];
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
const power = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/;

/** Through a shell, for what only a shell does to a process. */
function inShell(line: string, cwd: string, input = '') {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', line, programPath(), process.execPath], {
    cwd,
    input,
    encoding: 'utf8',
    timeout: 20_000,
    env: { PATH: process.env['PATH'], HOME: cwd },
  });
  return { code: status, stdout, stderr };
}

describe.skipIf(process.platform === 'win32')('names', () => {
  test.each([
    ['clears the screen and sets the title', 'a\u001b[2Jb\u001b]0;pwned\u0007'],
    ['turns text around', '\u202etxt'],
    ['changes colours', 'a\u001b[31mb'],
  ])('a folder whose name %s', async (_, name) => {
    const project = await makeProject();
    mkdirSync(project.at(name));
    const run = await runCli(setup, { cwd: project.at(name), input: key });
    expect(run.code).toBe(0);
    expect(run.stdout + run.stderr).not.toMatch(power);
    const json = await runCli([...setup, '--json'], { cwd: project.at(name), input: key });
    expect(JSON.stringify(json.json).replace(/\\u00/g, '\u0000')).not.toMatch(power);
  });

  test('a file whose name clears the screen', async () => {
    const name = '.env.\u001b[2J\u001b]0;x\u0007';
    const project = await makeProject();
    for (const args of [
      setup,
      setup,
      ['verify', '--offline', name],
      ['verify', '--offline', '--verbose', name],
    ]) {
      const more = args === setup ? ['--file', name] : [];
      const run = await runCli([...args, ...more], { cwd: project.path, input: key, secrets: [key] });
      expect(run.stdout + run.stderr).not.toMatch(power);
    }
  });
});

describe.skipIf(process.platform === 'win32')('streams and folders that are not there', () => {
  test.each(['verify --offline', 'setup --key-stdin -y', 'scan', 'models', ''])(
    'the folder was removed: %s',
    async (args) => {
      const project = await makeProject();
      const gone = project.at('gone');
      mkdirSync(gone);
      const { code, stderr } = inShell(`cd gone && rmdir ../gone && "$1" "$0" ${args}`, project.path, key);
      rmSync(gone, { recursive: true, force: true });
      expect(code).toBe(2);
      expect(stderr).toMatch(/no such folder/);
    },
  );

  test('a folder in place of the key on standard input', async () => {
    const project = await makeProject();
    const { code, stdout } = inShell(`"$1" "$0" ${setup.join(' ')} < .`, project.path);
    expect(code).toBe(3);
    expect(stdout).toMatch(/There is no API key/);
    expect(project.exists('.env')).toBe(false);
  });

  test
    .runIf(process.platform === 'linux')
    .each([
      'verify --offline',
      'verify --offline --json',
      'scan --json',
      'example --list',
      'models --help',
      '--help',
      '--version',
    ])('a full disk behind stdout: %s', async (args) => {
    const project = await makeProject({ '.env': `OPENAI_API_KEY=${key}\n` });
    const { code, stderr } = inShell(`"$1" "$0" ${args} > /dev/full`, project.path);
    expect(code).toBe(10);
    expect(stderr).toMatch(/^openai-setup: .*ENOSPC[^\n]*\n$/);
    expect(stderr).not.toMatch(/defect|request|untouched/);
  });

  test.each(['--help', '--version', 'models --help', 'verify --offline --json'])(
    'a pipe that is closed: %s',
    async (args) => {
      const project = await makeProject({ '.env': `OPENAI_API_KEY=${key}\n` });
      const { stdout, stderr } = inShell(`("$1" "$0" ${args}; echo "code $?" >&2) | true`, project.path);
      expect([stdout, stderr]).toEqual(['', 'code 0\n']);
    },
  );

  test('a temporary folder that cannot be written is named', async () => {
    const project = await makeProject();
    const run = await runCli(['demo', '--json'], { cwd: project.path, env: { TMPDIR: '/proc' } });
    expect(run.code).toBe(10);
    expect(run.json).toMatchObject({
      error: { kind: 'system', message: expect.stringMatching(/\/proc .*TMPDIR/) },
    });
  });

  test.runIf(process.platform === 'linux')('a full disk behind stderr does not stop anything', async () => {
    const project = await makeProject();
    const { code } = inShell(`"$1" "$0" ${setup.join(' ')} 2> /dev/full`, project.path, key);
    expect(code).toBe(0);
    expect(await project.read('.env')).toBe(`OPENAI_API_KEY=${key}\n`);
  });
});

describe.each(['__proto__', 'constructor', 'toString'])('a server that says %s', (word) => {
  const answer = { message: { role: word, content: 'Hello' }, finish_reason: word, index: 0 };
  const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
  const models = {
    'GET /v1/models': { body: { object: 'list', data: [{ id: 'gpt-4o-mini', object: 'model' }] } },
  };

  test('as the reason why a reply ended', async () => {
    const body = { id: 'x', model: word, choices: [answer], usage };
    const api = await serve(
      { ...models, 'POST /v1/chat/completions': { body } },
      { keyless: { status: 401 } },
    );
    const project = await makeProject();
    const args = ['setup', '--key-stdin', '--yes', '--no-open', '--base-url', api.baseURL];
    const run = await runCli(args, { cwd: project.path, input: key });
    expect([run.code, run.stderr]).toEqual([0, expect.not.stringContaining('defect')]);
    expect(run.stdout).toContain(word);
  });

  test('as the parameter that it does not know: it is asked once', async () => {
    const message = `Unsupported parameter: '${word}' is not supported`;
    const error = { message, code: 'unsupported_parameter', param: word, type: 'invalid_request_error' };
    const api = await serve({ ...models, 'POST /v1/chat/completions': { status: 400, body: { error } } });
    const project = await makeProject({ '.env': `OPENAI_API_KEY=${key}\n` });
    const run = await runCli(['verify', '--json', '--base-url', api.baseURL], {
      cwd: project.path,
      secrets: [key],
    });
    expect(run.code).toBe(5);
  });
});

test.each(['en', 'zh-CN'])(
  'a key in the wrong place is masked, also where lines end within it: %s',
  async (lang) => {
    const other = keyBuilders.project(72);
    const cwd = (await makeProject()).path;
    const env = { OPENAI_API_KEY: key, OPENAI_ORG_ID: other, OPENAI_PROJECT_ID: other, COLUMNS: '40' };
    const args = ['verify', '--verbose', '--offline', '--lang', lang];
    const { code, stdout } = await runCli(args, { cwd, env, secrets: [key, other] });
    expect(code).toBe(0);
    expect(stdout).toContain('OPENAI_ORG_ID');
  },
);

test
  .skipIf(process.platform === 'win32')
  .each(['scan', 'scan --history', 'doctor --offline', 'verify --offline', 'rotate --dry-run'])(
  'where no more files may be opened, %s is no defect',
  async (args) => {
    const project = await makeProject({ '.env': `OPENAI_API_KEY=${key}\n` }, { git: true });
    const { code, stdout, stderr } = inShell(`ulimit -n 18; "$1" "$0" ${args}`, project.path);
    expect(code, stderr).not.toBe(1);
    expect(stdout + stderr).not.toMatch(/bug in openai-setup|\n {4}at |not installed/);
  },
);

test('models hides other forms of the key that the server quotes', async () => {
  const base64 = Buffer.from(key).toString('base64');
  const body = {
    error: { message: `Bad header ${base64} (${[...key].join('\u200b')})`, code: 'invalid_api_key' },
  };
  const api = await serve({ 'GET /v1/models': { status: 401, body } });
  const project = await makeProject({ '.env': `OPENAI_API_KEY=${key}\n` });
  const run = await runCli(['models', '--base-url', api.baseURL], { cwd: project.path, secrets: [key] });
  expect(run.code).toBe(3);
  expect(run.stderr + run.stdout).not.toContain(base64.slice(20, 40));
});
