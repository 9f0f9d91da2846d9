import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { conversation } from '../support/conversation.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import { openTerminal } from '../support/pty.ts';
import { type RunResult, runCli } from '../support/run.ts';
import { env, type VerifyDocument } from './verify-helpers.ts';

const key = keyBuilders.project(71);
const other = keyBuilders.project(72);
const secrets = [key, other];

const documentOf = ({ json }: RunResult): VerifyDocument & { files: unknown } =>
  json as VerifyDocument & { files: unknown };

/** A compose file that names a file in a folder which is itself called `~`. */
const compose = 'services:\n  app:\n    env_file: "~/x/.env"\n';

describe('names that look like something else', () => {
  test.each(['~prod.env', '~', '-', '..env', 'prod.env ', '$HOME', '--help.env'])(
    'verify tells of a file called %j all that it tells of any other',
    async (name) => {
      const project = await makeProject({ [name]: `OPENAI_API_KEY="${key}"\n` });
      const args = ['verify', `./${name}`, '--offline', '--verbose'];
      const { code, stdout } = await runCli(args, { cwd: project.path, secrets });
      expect(code).toBe(0);
      expect(stdout).toContain(`· ${name === '~' ? './~' : name}, line 1`);
      expect(stdout).toContain('docker: keeps the quotes');
    },
  );

  test.each(['~prod.env', '~', '-', 'prod.env '])(
    'setup writes the file called %j and no other',
    async (name) => {
      const project = await makeProject();
      const args = ['setup', '--file', `./${name}`, '--key-stdin', '--no-test', '--yes', '--json'];
      const run = await runCli(args, { cwd: project.path, input: key });
      expect(run.code).toBe(0);
      expect(await project.read(name)).toBe(`OPENAI_API_KEY=${key}\n`);
      expect(await project.filesHolding(key)).toEqual([name]);
    },
  );

  test('a repair reaches the file in a folder called ~, not the one in the home folder', async () => {
    const doubled = `OPENAI_API_KEY=${other}\nOPENAI_API_KEY=${key}\n`;
    const project = await makeProject({ 'compose.yaml': compose, '~/x/.env': doubled });
    const home = join(dirname(project.path), 'home');
    mkdirSync(join(home, 'x'));
    writeFileSync(join(home, 'x/.env'), doubled);
    const session = openTerminal({
      args: ['verify', '--offline', '--fix'],
      cwd: project.path,
      env: { HOME: home },
      secrets,
    });
    expect(await conversation(session, [{ asks: 'Merge' }, { asks: 'mode 600' }])).toBe(0);
    expect(await project.read('~/x/.env')).toBe(`OPENAI_API_KEY=${key}\n`);
    expect(await project.read('../home/x/.env')).toBe(doubled);
  });
});

describe('folders reached through a link', () => {
  test('setup names the files of the project by their way from the folder', async () => {
    const project = await makeProject({}, { git: true });
    const link = join(dirname(project.path), 'link');
    symlinkSync(project.path, link);
    const args = ['-C', link, 'setup', '--key-stdin', '--no-test', '--yes', '--json'];
    const run = await runCli(args, { cwd: dirname(project.path), input: key });
    expect(run.code).toBe(0);
    expect(documentOf(run).files).toEqual([
      { path: '.gitignore', change: 'created' },
      { path: '.env', change: 'created' },
    ]);
  });

  test('nothing above the home folder is looked at', async () => {
    const project = await makeProject({ 'sub/a.txt': '', '../.env': env({ OPENAI_API_KEY: key }) });
    const link = join(dirname(project.path), 'link');
    symlinkSync(project.path, link);
    const run = await runCli(['verify', '--offline', '--json'], {
      cwd: project.at('sub'),
      env: { HOME: link },
      secrets,
    });
    expect(run.code).toBe(3);
    expect(documentOf(run).diagnosis?.explanation).not.toContain(dirname(project.path));
  });

  test('in the home folder itself files are named as in any other', async () => {
    const project = await makeProject({ '.env': env({ OPENAI_API_KEY: key }) });
    const run = await runCli(['verify', '--offline', '--json'], {
      cwd: project.path,
      env: { HOME: project.path },
      secrets,
    });
    expect(documentOf(run).key?.source).toEqual({ type: 'file', path: '.env', line: 1 });
  });
});

describe('a key in the start command', () => {
  const starts = (value: string): string =>
    JSON.stringify({
      scripts: { dev: `OPENAI_API_KEY=${value} next dev` },
      dependencies: { next: '16.0.0' },
    });
  test('wins over every file, so setup refuses, names the place and writes nothing', async () => {
    const project = await makeProject({ 'package.json': starts(other) });
    const args = ['setup', '--key-stdin', '--no-test', '--yes', '--force', '--json'];
    const run = await runCli(args, { cwd: project.path, input: key, secrets });
    expect(run.code).toBe(2);
    expect(run.stdout).toContain('package.json');
    expect(await project.filesHolding(key)).toEqual([]);
  });
  test('a file that the user names is written all the same', async () => {
    const project = await makeProject({ 'package.json': starts(other) });
    const args = ['setup', '-f', '.env', '--key-stdin', '--no-test', '--yes', '--json'];
    const run = await runCli(args, { cwd: project.path, input: key, secrets });
    expect(run.code).toBe(0);
    expect(await project.filesHolding(key)).toEqual(['.env']);
  });
  test('the shell’s variable handed on gives an empty value, which wins as well', async () => {
    const files = { 'package.json': starts('$OPENAI_API_KEY'), '.env.local': env({ OPENAI_API_KEY: key }) };
    const project = await makeProject(files);
    const setup = ['setup', '--key-stdin', '--no-test', '--yes', '--force', '--json'];
    expect((await runCli(setup, { cwd: project.path, input: other, secrets })).code).toBe(2);
    const verify = await runCli(['verify', '--offline', '--json'], { cwd: project.path, secrets });
    expect(verify.code).toBe(3);
    expect(verify.json).toMatchObject({ diagnosis: { cause: 'key_missing' } });
    expect(verify.stdout).toContain('package.json');
  });
});
