import { execFileSync } from 'node:child_process';
import { existsSync, symlinkSync, utimesSync } from 'node:fs';
import { hostname } from 'node:os';
import { describe, expect, test } from 'vitest';
import { answersOf } from '../contract/rotate.support.ts';
import { serve } from '../support/api.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject, type Project } from '../support/project.ts';
import { runCli } from '../support/run.ts';

const old = keyBuilders.project(81);
const fresh = keyBuilders.project(82);
const line = (key: string) => `OPENAI_API_KEY=${key}\n`;
const record = '.openai-setup-rotation';

const setup = (project: Project) =>
  runCli(['setup', '--key-stdin', '--yes', '--no-test', '--no-open', '--json'], {
    cwd: project.path,
    input: fresh,
    secrets: [fresh],
    timeoutMs: 50_000,
  });

async function rotate(project: Project) {
  const api = await serve(({ path }) => (path === '/v1/models' ? answersOf.models : answersOf.completion));
  return runCli(['rotate', '--key-stdin', '--yes', '--json', '--base-url', api.baseURL], {
    cwd: project.path,
    input: fresh,
    secrets: [old, fresh],
    timeoutMs: 50_000,
  });
}

describe.skipIf(process.platform === 'win32')('what stands in the place of the record of a rotation', () => {
  /** None of it is what a rotation makes: a run may refuse it, and must leave what it leads to. */
  const refused = { diagnosis: { cause: 'env_file_not_writable' } };

  test('a link to the repository itself: git keeps all of its files', async () => {
    const project = await makeProject({ '.env': line(old), '.gitignore': '.env\n' });
    await project.git('init', '-q');
    symlinkSync('.', project.at(record));
    const { code, json } = await rotate(project);
    expect(code).toBe(10);
    expect(json).toMatchObject(refused);
    expect(await project.git('status', '--porcelain')).toContain(record);
    expect(existsSync(project.at('.git/holder'))).toBe(false);
    expect(await project.read('.env')).toBe(line(old));
  });

  test.each(['record.json', 'record.json.new'])(
    'a link in it, as %s: what that names stays',
    async (name) => {
      const project = await makeProject({ '.env': line(old), [`${record}/.git/x`]: '', precious: 'data' });
      symlinkSync('../../precious', project.at(`${record}/.git/${name}`));
      expect((await rotate(project)).code).toBe(0);
      expect(await project.read('precious')).toBe('data');
      expect(await project.read('.env')).toBe(line(fresh));
    },
  );

  test.each(['', '/.git/record.json', '/.git/holder'])('a pipe (%s) is not read', async (path) => {
    const project = await makeProject({ '.env': line(old), ...(path ? { [`${record}/.git/x`]: '' } : {}) });
    execFileSync('mkfifo', [project.at(record + path)]);
    expect((await rotate(project)).code).not.toBeNull();
  });

  test('one from a time to come, of a process that is there, is not held for ever', async () => {
    const holder = `${process.pid} ${hostname()}\n`;
    const project = await makeProject({ '.env': line(old), [`${record}/.git/holder`]: holder });
    utimesSync(project.at(record), 4e9, 4e9);
    expect((await rotate(project)).code).toBe(0);
    expect(existsSync(project.at(record))).toBe(false);
  });
});

describe.skipIf(process.platform === 'win32')('files that have no end', () => {
  test('an ignore file that is a pipe is not waited for', async () => {
    const project = await makeProject();
    await project.git('init', '-q');
    execFileSync('mkfifo', [project.at('.gitignore')]);
    const { code, json } = await setup(project);
    expect(code).toBe(10);
    expect(json).toMatchObject({ diagnosis: { cause: 'gitignore_not_writable' } });
    expect(project.exists('.env')).toBe(false);
  });

  test('an env file of some megabytes is told as such', async () => {
    const project = await makeProject({ '.env': 'A=1\n'.repeat(1_200_000) });
    const { code, json } = await setup(project);
    expect(code).toBe(10);
    expect(json).toMatchObject({ diagnosis: { cause: 'env_file_unreadable', reason: 'too_large' } });
  });
});
