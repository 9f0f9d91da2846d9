import { chmodSync, rmSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { programPath } from '../support/environment.ts';
import { keyBuilders, otherKeys } from '../support/keys.ts';
import { makeProject, type Project } from '../support/project.ts';
import { openTerminal } from '../support/pty.ts';
import { GIT_VERSION } from '../support/repository.ts';
import { runCli } from '../support/run.ts';

const key = keyBuilders.project(3);
const other = keyBuilders.serviceAccount(4);
const foreign = otherKeys.openrouter(5);
const secrets = [key, other, foreign];

const scan = (project: Project, ...args: string[]) =>
  runCli(['scan', ...args], { cwd: project.path, secrets });

interface Document {
  readonly findings: readonly { readonly path: string; readonly where: string }[];
}
const places = (json: unknown) => (json as Document).findings.map(({ path, where }) => [path, where]);

describe.skipIf(GIT_VERSION === null)('in a repository', () => {
  test('finds what must not be there, changes nothing, and ends with 11', async () => {
    const project = await makeProject(
      {
        '.gitignore': '.env*\nnode_modules\n',
        '.env': `OPENAI_API_KEY=${key}\n`,
        '.env.local': `NEXT_PUBLIC_OPENAI_API_KEY=${key}\n`,
        '.env.example': 'OPENAI_API_KEY=sk-your-key-here\n',
        'src/client.ts': `const apiKey = '${key}';\n`,
        'src/other.py': `client = OpenAI(api_key="${foreign}")\n`,
        'node_modules/dependency/test.js': `'${other}'`,
      },
      { git: true },
    );
    await project.git('add', 'src/client.ts');
    const before = await project.snapshot({ times: true });
    const text = await scan(project);
    expect(text.code, text.stderr).toBe(11);
    expect(text.stderr).toBe('');
    expect(text.stdout.split('\n').slice(0, 3)).toEqual([
      `.env.local:1:28 project sk-proj-…${key.slice(-4)} (published to the browser)`,
      `src/client.ts:1:17 project sk-proj-…${key.slice(-4)}`,
      `src/other.py:1:26 openrouter sk-or-v1-…${foreign.slice(-4)}`,
    ]);
    const chinese = await scan(project, '--lang', 'zh-CN');
    expect(chinese.stdout.split('\n').slice(1, 3)).toEqual([
      `src/client.ts:1:17 项目密钥 sk-proj-…${key.slice(-4)}`,
      `src/other.py:1:26 openrouter sk-or-v1-…${foreign.slice(-4)}`,
    ]);
    const { code, json, stderr } = await scan(project, '--json');
    expect([code, stderr]).toEqual([11, '']);
    expect(json).toMatchObject({ schemaVersion: 1, ok: false, exitCode: 11, diagnosis: null });
    expect(places(json)).toEqual([
      ['.env.local', 'published'],
      ['src/client.ts', 'tracked'],
      ['src/other.py', 'untracked'],
    ]);
    const sarif = await scan(project, '--sarif');
    expect(sarif.code).toBe(11);
    expect(sarif.json).toMatchObject({ version: '2.1.0', runs: [{ results: [{}, {}, {}] }] });
    expect(await project.snapshot({ times: true })).toEqual(before);
  });

  test('finds in every commit what is gone from the files', async () => {
    const project = await makeProject({ 'a.ts': `'${key}'\n` }, { git: true });
    await project.git('add', '.');
    await project.git('commit', '-q', '-m', 'first');
    await project.write('a.ts', 'process.env.OPENAI_API_KEY\n');
    await project.git('commit', '-q', '-a', '-m', 'second');
    expect((await scan(project)).code).toBe(0);
    const { code, json } = await scan(project, '--history', '--json');
    expect(code).toBe(11);
    const commit = await project.git('rev-parse', 'HEAD~1');
    expect(json).toMatchObject({
      findings: [{ path: 'a.ts', line: 1, column: 2, commit, where: 'history' }],
    });
  });

  test('the history of another owner’s repository is searched as well', async () => {
    const project = await makeProject({ 'a.ts': `'${key}'\n` }, { git: true });
    await project.git('add', '.');
    await project.git('commit', '-q', '-m', 'first');
    const { code, json } = await runCli(['scan', '--history', '--json'], {
      cwd: project.path,
      secrets,
      env: { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' },
    });
    expect(code).toBe(11);
    expect(places(json)).toContainEqual(['a.ts', 'history']);
  });

  test('as a hook it stops the commit, in every form of commit', async () => {
    const project = await makeProject({ 'a.ts': 'export {};\n', 'b.ts': 'export {};\n' }, { git: true });
    await project.git('add', '.');
    await project.git('commit', '-q', '-m', 'first');
    await project.write(
      '.git/hooks/pre-commit',
      `#!/bin/sh\n'${process.execPath}' '${programPath()}' scan --staged\n`,
    );
    chmodSync(project.at('.git/hooks/pre-commit'), 0o755);
    await project.write('a.ts', `'${key}'\n`);
    await project.write('b.ts', 'export const b = 1;\n');
    await expect(project.git('commit', '-q', '-a', '-m', 'all')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/a\.ts:1:2 project/),
    });
    await expect(project.git('commit', '-q', '-m', 'one', 'a.ts')).rejects.toThrow(/a\.ts:1:2 project/);
    await project.git('commit', '-q', '-m', 'the other', 'b.ts');
    await project.write('a.ts', 'export const a = 1;\n');
    await project.git('commit', '-q', '-a', '-m', 'clean');
    expect(await project.git('log', '--format=%s')).toBe('clean\nthe other\nfirst');
  });
});

describe('everywhere', () => {
  test('a folder without git is walked by its ignore rules', async () => {
    const project = await makeProject({
      '.gitignore': '.env\n',
      '.env': `OPENAI_API_KEY=${key}\n`,
      'deep/er/a.js': `'${key}'`,
      'node_modules/b/b.js': `'${key}'`,
    });
    const { code, json } = await scan(project, '--json');
    expect([code, places(json)]).toEqual([11, [['deep/er/a.js', 'untracked']]]);
    const named = await scan(project, '--json', 'node_modules');
    expect(places(named.json)).toEqual([['node_modules/b/b.js', 'untracked']]);
    rmSync(project.at('deep'), { recursive: true });
    const clean = await runCli(['scan', '-C', project.path, '--lang', 'zh-CN'], { cwd: '/', secrets });
    expect([clean.code, clean.stdout]).toEqual([0, '✔ 文件中没有发现密钥。\n']);
  });

  test.each<[string, readonly string[], number, RegExp]>([
    ['a path that is not there', ['nowhere'], 2, /no such file or folder: nowhere/],
    ['two paths', ['a', 'b'], 2, /argument/],
    ['an unknown option', ['--histroy'], 2, /--history/],
    ['staged and history', ['--staged', '--history'], 2, /--staged/],
    ['history without a repository', ['--history'], 2, /--history needs/],
    ['staged without a repository', ['--staged'], 2, /--staged needs/],
    ['what is no file', ['/dev/null'], 10, /Could not read/],
  ])('%s: exit %j', async (_, args, code, says) => {
    const project = await makeProject({ 'a.ts': `'${key}'` });
    const run = await scan(project, ...args);
    expect([run.code, run.stdout]).toEqual([code, '']);
    expect(run.stderr).toMatch(says);
    const { json } = await scan(project, '--json', ...args);
    expect(json).toMatchObject({ schemaVersion: 1, ok: false, exitCode: code });
  });

  test('in a terminal: in colour, with the cursor left as it was', async () => {
    const project = await makeProject({ 'a.ts': `'${key}'` });
    const terminal = openTerminal({ args: ['scan'], cwd: project.path, secrets, columns: 40 });
    expect(await terminal.exit).toBe(11);
    expect(terminal.unwrapped()).toContain(`a.ts:1:2 project sk-proj-…${key.slice(-4)}`);
    expect(terminal.raw).toContain('\u001b[31m');
    expect(terminal.cursorVisible()).toBe(true);
  });
});
