import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readlink, symlink } from 'node:fs/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { keyBuilders } from '../support/keys.ts';
import { makeProject, type Project } from '../support/project.ts';
import { runCli } from '../support/run.ts';
import { asks, type SetupDocument, standin, terminalIn } from './setup-helpers.ts';

const key = keyBuilders.project(21);

/** `setup` without a terminal and without any request: only the files are of interest. */
async function write(project: Project, args: readonly string[] = []) {
  const run = await runCli(['setup', '--key-stdin', '--no-test', '--json', ...args], {
    cwd: project.path,
    input: key,
  });
  const document = run.json as SetupDocument;
  expect(document, run.stdout + run.stderr).toBeDefined();
  expect(document.exitCode).toBe(run.code);
  return { code: run.code, cause: document.diagnosis?.cause ?? null, document, stderr: run.stderr };
}

async function expectRefused(project: Project, cause: string): Promise<void> {
  const before = await project.snapshot({ times: true });
  const result = await write(project);
  expect(result.cause).toBe(cause);
  expect(result.code).toBe(10);
  expect(result.document.diagnosis?.explanation).not.toBe('');
  expect(await project.snapshot({ times: true })).toEqual(before);
}

describe('an env file that cannot be edited is refused, and unchanged', () => {
  test('a folder named .env', async () => {
    await expectRefused(await makeProject({ '.env/inner': 'x' }), 'env_file_unreadable');
  });

  test('a dangling link', async () => {
    const project = await makeProject();
    await symlink('nowhere/.env', project.at('.env'));
    await expectRefused(project, 'env_file_unreadable');
  });

  test.each<[string, Uint8Array]>([
    ['UTF-16 with its mark', Buffer.from('\ufeffA=1\n', 'utf16le')],
    ['UTF-16, big-endian', Buffer.from('\ufeffA=1\n', 'utf16le').swap16()],
    ['UTF-16 without a mark', Buffer.from('A=1\nB=2\n', 'utf16le')],
    ['binary', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 62, 0, 1, 0])],
  ])('%s', async (_, bytes) => {
    await expectRefused(await makeProject({ '.env': bytes }), 'env_file_encoding');
  });

  test('a .gitignore that is a folder: nothing is written at all', async () => {
    await expectRefused(
      await makeProject({ '.gitignore/inner': 'x', '.env': 'A=1\n' }),
      'gitignore_not_writable',
    );
  });

  test('a .gitignore that is a dangling link', async () => {
    const project = await makeProject({ '.env': 'A=1\n' });
    await symlink('/nowhere/at/all/.gitignore', project.at('.gitignore'));
    await expectRefused(project, 'gitignore_not_writable');
  });
});

describe('where the rights are missing', () => {
  const immutable: string[] = [];
  /** Root may write what the mode forbids, but not what is immutable. */
  function protectFromRoot(path: string): boolean {
    try {
      execFileSync('chattr', ['+i', path], { stdio: 'pipe' });
      immutable.push(path);
      return true;
    } catch {
      return false;
    }
  }
  afterEach(() => {
    for (const path of immutable.splice(0)) execFileSync('chattr', ['-i', path]);
  });
  const root = process.getuid?.() === 0;

  test('a read-only env file', async (context) => {
    const project = await makeProject({ '.env': 'A=1\n', '.gitignore': '.env\n' });
    await chmod(project.at('.env'), 0o400);
    if (root && !protectFromRoot(project.at('.env')))
      context.skip('root writes read-only files, and chattr does not work here');
    await expectRefused(project, 'env_file_not_writable');
  });

  test('a read-only folder', async (context) => {
    const project = await makeProject({ '.gitignore': '.env\n' });
    if (!root) await chmod(project.path, 0o500);
    if (root && !protectFromRoot(project.path))
      context.skip('root writes into read-only folders, and chattr does not work here');
    await expectRefused(project, 'env_file_not_writable');
    if (!root) await chmod(project.path, 0o700);
  });
});

describe('every byte that is not the value stays', () => {
  const bom = '\ufeff';
  test.each<[string, string | Uint8Array, (key: string) => string | Buffer]>([
    ['no final newline', 'A=1', (k) => `A=1\nOPENAI_API_KEY=${k}\n`],
    ['CRLF', 'A=1\r\nB=2\r\n', (k) => `A=1\r\nB=2\r\nOPENAI_API_KEY=${k}\r\n`],
    ['CRLF, replaced', 'A=1\r\nOPENAI_API_KEY=\r\nB=2\r\n', (k) => `A=1\r\nOPENAI_API_KEY=${k}\r\nB=2\r\n`],
    ['a BOM: not on the first line', `${bom}A=1\n`, (k) => `${bom}A=1\nOPENAI_API_KEY=${k}\n`],
    [
      'export, quotes, a comment',
      'export OPENAI_API_KEY="" # mine\n',
      (k) => `export OPENAI_API_KEY=${k} # mine\n`,
    ],
    [
      'duplicates',
      'OPENAI_API_KEY=\nA=1\nOPENAI_API_KEY=your_key_here\n',
      (k) => `OPENAI_API_KEY=${k}\nA=1\nOPENAI_API_KEY=${k}\n`,
    ],
    [
      'a comment that names it',
      '#OPENAI_API_KEY=old\nMY_OPENAI_API_KEY=x\n',
      (k) => `#OPENAI_API_KEY=old\nMY_OPENAI_API_KEY=x\nOPENAI_API_KEY=${k}\n`,
    ],
    ['after its kin', 'OPENAI_ORG_ID=org-1\nZ=1\n', (k) => `OPENAI_ORG_ID=org-1\nOPENAI_API_KEY=${k}\nZ=1\n`],
    [
      'inside a value of several lines',
      'A="1\nOPENAI_API_KEY=x\n2"\n',
      (k) => `A="1\nOPENAI_API_KEY=x\n2"\nOPENAI_API_KEY=${k}\n`,
    ],
    [
      'Latin-1',
      Buffer.from('NAME=Andr\xe9\n', 'latin1'),
      (k) => Buffer.from(`NAME=Andr\xe9\nOPENAI_API_KEY=${k}\n`, 'latin1'),
    ],
  ])('%s', async (_, content, expected) => {
    const project = await makeProject({ '.env': content });
    const { code, document } = await write(project);
    expect(code, JSON.stringify(document.diagnosis)).toBe(0);
    const wanted = expected(key);
    expect((await project.bytes('.env')).toString('latin1')).toBe(
      Buffer.from(wanted as string).toString('latin1'),
    );
    expect(document.files).toContainEqual({ path: '.env', change: 'updated' });
  });

  test.each([0o644, 0o640, 0o600])('the mode of a file that is there: %o', async (mode) => {
    const project = await makeProject({ '.env': 'A=1\n' });
    await chmod(project.at('.env'), mode);
    expect((await write(project)).code).toBe(0);
    // Kept, or stricter.
    expect((await project.mode('.env')) & ~mode).toBe(0);
  });

  test.each([
    ['.env', 'shared/.env'],
    ['.env', 'link'],
  ])('a link stays a link: %s to %s', async (name, target) => {
    const project = await makeProject({ 'real/.env': 'A=1\n' });
    await mkdir(project.at('shared'));
    await symlink('../real/.env', project.at('shared/.env'));
    if (target === 'link') await symlink('real/.env', project.at('link'));
    await symlink(target, project.at(name));
    const { code, document } = await write(project);
    expect(code, JSON.stringify(document.diagnosis)).toBe(0);
    expect(await readlink(project.at(name))).toBe(target);
    expect(await project.read('real/.env')).toBe(`A=1\nOPENAI_API_KEY=${key}\n`);
    expect(await project.filesHolding(key)).toContain('real/.env');
  });

  test('nothing is left beside the files', async () => {
    const project = await makeProject({ '.env': 'A=1\n' });
    await write(project);
    expect(Object.keys(await project.snapshot())).toEqual(['.env', '.gitignore']);
    expect(existsSync(project.at('.env.lock'))).toBe(false);
  });
});

describe('a file that somebody else changes meanwhile', () => {
  async function toTheLastQuestion(project: Project, scenario: 'ok' | 'no-credit') {
    const api = await standin(scenario);
    const session = terminalIn(project, api);
    await session.waitForQuestion();
    await session.enter();
    await session.waitForQuestion();
    await session.typeSecret(api.key);
    await session.enter();
    await session.waitFor(asks.en.model);
    await session.enter();
    await session.waitFor(asks.en.go);
    return { api, session };
  }

  test('before it is written: both changes stand', async () => {
    const project = await makeProject({ '.env': 'A=1\n' });
    const { api, session } = await toTheLastQuestion(project, 'ok');
    await project.write('.env', 'A=1\nB=2\n');
    await session.enter();
    await session.waitFor(asks.en.program);
    await session.key('ctrl-c');
    expect(await session.exit, session.screen()).toBe(0);
    expect(await project.read('.env')).toBe(`A=1\nB=2\nOPENAI_API_KEY=${api.key}\n`);
  });

  test('after it was written: only what was set here is taken back', async () => {
    const project = await makeProject({ '.env': 'A=1\nOPENAI_API_KEY=\n' });
    const { api, session } = await toTheLastQuestion(project, 'no-credit');
    await session.enter();
    await session.waitFor(asks.en.next);
    await project.write('.env', `A=1\nOPENAI_API_KEY=${api.key}\nC=3\n`);
    await session.ctrlC();
    expect(await session.exit, session.screen()).toBe(130);
    expect(await project.read('.env')).toBe('A=1\nOPENAI_API_KEY=\nC=3\n');
  });

  test('a key that somebody else put there meanwhile stays', async () => {
    const project = await makeProject();
    const { session } = await toTheLastQuestion(project, 'no-credit');
    await session.enter();
    await session.waitFor(asks.en.next);
    const theirs = `OPENAI_API_KEY=${keyBuilders.project(63)}\n`;
    await project.write('.env', theirs);
    await session.ctrlC();
    expect(await session.exit, session.screen()).toBe(130);
    expect(await project.read('.env')).toBe(theirs);
  });

  test('two runs at once: the file is whole, holds one of the keys, and loses nothing', async () => {
    const project = await makeProject({ '.env': 'A=1\n' });
    const both = [keyBuilders.project(61), keyBuilders.project(62)];
    const runs = await Promise.all(
      both.map((input) => runCli(['setup', '--key-stdin', '--no-test'], { cwd: project.path, input })),
    );
    const codes = runs.map(({ code }) => code);
    expect(codes).toContain(0);
    const text = await project.read('.env');
    expect(both.map((one) => `A=1\nOPENAI_API_KEY=${one}\n`)).toContain(text);
    expect((await project.read('.gitignore')).match(/^\.env$/gm)).toHaveLength(1);
  });
});
