import { chmod } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { exampleNames } from '../../src/examples/catalog.ts';
import { UsageError } from '../../src/ports/errors.ts';
import type { Files, WriteFailure } from '../../src/ports/files.ts';
import { width } from '../../src/ui/layout.ts';
import { runExampleIn } from '../support/example.ts';
import { makeProject } from '../support/project.ts';

const refused = (run: Promise<unknown>) =>
  run.then(
    () => 'no error',
    (error: unknown) => (error instanceof UsageError ? error.message : `another error: ${error}`),
  );

describe('which program', () => {
  test('without a name, the first one; more are named on stderr', async () => {
    const project = await makeProject();
    const run = await runExampleIn(project.path, {});
    expect(run).toMatchObject({ code: 0, err: 'More programs: openai-setup example --list\n' });
    expect(run.out).toMatch(/^\/\/ One message, one reply\n.*import OpenAI from 'openai';/s);
    expect(await runExampleIn(project.path, { name: 'Chat' })).toMatchObject({ out: run.out, err: '' });
    expect(await project.snapshot()).toEqual({});
  });

  test('Python in a Python project, unless asked otherwise', async () => {
    const project = await makeProject({ 'uv.lock': '' });
    const run = await runExampleIn(project.path, { name: 'system', language: 'zh-CN' });
    expect(run.out).toMatch(
      /^# 规定模型的行为\n# 安装：uv add openai python-dotenv\n# 运行：uv run python openai-system\.py\n/,
    );
    const node = await runExampleIn(project.path, { name: 'system', in: 'node' });
    expect(node.out).toContain("from 'openai'");
  });

  test('with the package manager of the project', async () => {
    const project = await makeProject({ 'package.json': '{}', 'tsconfig.json': '{}', 'pnpm-lock.yaml': '' });
    const { out } = await runExampleIn(project.path, { name: 'chat' });
    expect(out).toContain('// Needs: pnpm add openai dotenv\n// Run:   pnpm dlx tsx openai-chat.ts\n');
  });

  test('with the model asked for', async () => {
    const project = await makeProject();
    const { out } = await runExampleIn(project.path, { name: 'chat', model: 'llama3.1:8b' });
    expect(out).toContain("const model = 'llama3.1:8b';");
  });

  test.each([
    [
      { name: 'errors', in: 'curl' as const },
      'The example errors is not available in curl. Choose --in node | python.',
    ],
    [{ name: 'errors', write: 'a.sh' }, 'Choose --in node | python.'],
    [{ name: 'chat', write: 'a.py', in: 'node' as const }, '--in node does not go with the ending of a.py'],
    [{ name: 'chat', model: "a'; process.exit()" }, '--model takes a model id'],
  ])('%j is refused', async (options, said) => {
    const project = await makeProject();
    expect(await refused(runExampleIn(project.path, options))).toContain(said);
    expect(await project.snapshot()).toEqual({});
  });
});

describe('JSON', () => {
  test('of the list', async () => {
    const run = await runExampleIn('/', { list: true, json: true });
    const { examples, install, ...rest } = run.json();
    expect(rest).toEqual({ schemaVersion: 1, ok: true, exitCode: 0 });
    expect((examples as { name: string }[]).map(({ name }) => name)).toEqual([...exampleNames]);
    expect((examples as object[])[0]).toEqual({
      name: 'chat',
      title: 'One message, one reply',
      in: ['node', 'python', 'curl'],
    });
    expect(install).toEqual({
      node: 'npm install openai',
      python: 'pip install openai',
      go: 'go get github.com/openai/openai-go/v3',
      java: 'com.openai:openai-java',
      dotnet: 'dotnet add package OpenAI',
      ruby: 'gem install openai',
      php: 'composer require openai-php/client',
    });
  });

  test('of one program: the code that is printed without', async () => {
    const project = await makeProject();
    const { out } = await runExampleIn(project.path, { name: 'vision', in: 'python' });
    const run = await runExampleIn(project.path, { name: 'vision', in: 'python', json: true });
    expect(run.json()).toMatchObject({
      schemaVersion: 1,
      ok: true,
      exitCode: 0,
      name: 'vision',
      in: 'python',
      path: null,
      code: out,
    });
    expect(run.err).toBe('');
  });

  test('of a failure to write', async () => {
    const project = await makeProject();
    const run = await runExampleIn(project.path, { name: 'chat', write: 'no/such/a.mjs', json: true });
    expect(run.code).toBe(10);
    expect(run.json()).toMatchObject({
      ok: false,
      exitCode: 10,
      diagnosis: {
        cause: 'env_file_not_writable',
        owner: 'files',
        title: expect.stringContaining('no/such'),
      },
    });
  });
});

describe('the list', () => {
  test.each([
    [80, 'en'],
    [40, 'en'],
    [40, 'zh-CN'],
  ] as const)('at %i columns in %s has every name and install line, unbroken', async (columns, language) => {
    const { out, code } = await runExampleIn('/', { list: true, language }, { columns });
    expect(code).toBe(0);
    for (const name of exampleNames) expect(out).toMatch(new RegExp(`^${name}\\b`, 'm'));
    expect(out.split('\n').filter((line) => width(line) > columns)).toEqual([]);
    for (const line of [
      'pip install openai',
      'com.openai:openai-java',
      'composer require openai-php/client',
    ]) {
      expect(out).toContain(line);
    }
  });
});

describe('writing', () => {
  test('under its own name; a second time changes nothing', async () => {
    const project = await makeProject({ 'package.json': '{"type":"module"}' });
    const first = await runExampleIn(project.path, { name: 'chat', write: true });
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toBe(
      'Wrote openai-chat.mjs.\nNeeds: npm install openai dotenv\nRun:   node openai-chat.mjs\n',
    );
    const { out } = await runExampleIn(project.path, { name: 'chat' });
    expect(await project.read('openai-chat.mjs')).toBe(out);
    if (process.platform !== 'win32') expect((await project.mode('openai-chat.mjs')) & 0o777).toBe(0o644);
    const before = await project.snapshot({ times: true });
    const second = await runExampleIn(project.path, { name: 'chat', write: true });
    expect(second).toMatchObject({ code: 0, out: expect.stringContaining('openai-chat.mjs already has') });
    expect(await project.snapshot({ times: true })).toEqual(before);
  });

  test('outside the folder: shown from the home folder, run and told to scripts by its whole path', async () => {
    const project = await makeProject({ 'app/package.json': '{}' });
    const [folder, ports] = [project.at('app'), { home: project.path }];
    const run = await runExampleIn(folder, { name: 'chat', write: '../a.mjs' }, { ports });
    expect(run.out).toContain('Wrote ~/a.mjs.');
    expect(run.out).toContain(`node ${project.at('a.mjs')}`);
    const again = await runExampleIn(folder, { name: 'chat', write: '../a.mjs', json: true }, { ports });
    expect(JSON.parse(again.out)).toMatchObject({ path: project.at('a.mjs') });
  });

  test('to a path, whose ending decides the language', async () => {
    const project = await makeProject({ 'package.json': '{"type":"module"}', 'src/keep': '' });
    const run = await runExampleIn(project.path, { name: 'chat', write: 'src/my first.cjs', json: true });
    expect(run.json()).toMatchObject({
      path: 'src/my first.cjs',
      in: 'node',
      run: 'node "src/my first.cjs"',
    });
    expect(await project.read('src/my first.cjs')).toContain("require('openai')");
    await runExampleIn(project.path, { name: 'chat', write: 'a.py' });
    expect(await project.read('a.py')).toContain('from openai import OpenAI');
    await runExampleIn(project.path, { name: 'chat', write: 'a.sh' });
    expect(await project.read('a.sh')).toMatch(/^#!\/bin\/sh\n/);
    await runExampleIn(project.path, { name: 'chat', write: 'noending' });
    expect(await project.read('noending')).toContain("import OpenAI from 'openai'");
  });

  test('into a folder, under its own name', async () => {
    const project = await makeProject({ 'src/keep': '' });
    const run = await runExampleIn(project.path, { name: 'chat', write: 'src' });
    expect(run.out).toContain('Wrote src/openai-chat.mjs.\n');
    expect(run.out).toContain('node src/openai-chat.mjs');
    expect(project.exists('src/openai-chat.mjs')).toBe(true);
  });

  test('never over another file without --force, and the file is as it was', async () => {
    const project = await makeProject({ 'openai-chat.mjs': 'mine' });
    const before = await project.snapshot({ times: true });
    const run = runExampleIn(project.path, { name: 'chat', write: true });
    expect(await refused(run)).toMatch(/openai-chat\.mjs exists .* --force/);
    expect(await project.snapshot({ times: true })).toEqual(before);
    const forced = await runExampleIn(project.path, { name: 'chat', write: true, force: true });
    expect(forced.code).toBe(0);
    expect(await project.read('openai-chat.mjs')).toContain('new OpenAI(');
  });

  test.each(['missing/a.mjs', 'missing/', 'file.txt/a.mjs'])(
    'to %s fails, and makes no folder',
    async (path) => {
      const project = await makeProject({ 'file.txt': '' });
      const before = await project.snapshot();
      const run = await runExampleIn(project.path, { name: 'chat', write: path });
      expect(run).toMatchObject({ code: 10, out: '' });
      expect(run.err).toMatch(/missing|file\.txt/);
      expect(await project.snapshot()).toEqual(before);
    },
  );

  test.skipIf(process.getuid?.() === 0)('into a folder without rights fails', async () => {
    const project = await makeProject({ 'locked/keep': '' });
    await chmod(project.at('locked'), 0o500);
    const run = await runExampleIn(project.path, { name: 'chat', write: 'locked/a.mjs' });
    await chmod(project.at('locked'), 0o700);
    expect(run).toMatchObject({ code: 10, out: '' });
  });

  test.each([
    ['denied', 'EACCES', 'You do not have permission to write a.mjs (EACCES).\n'],
    ['read_only', 'EROFS', 'a.mjs is on a disk that is mounted read-only (EROFS).\n'],
    ['io_error', 'EIO', 'Could not write a.mjs (EIO).\n'],
    ['disk_full', 'ENOSPC', 'Could not write a.mjs: the disk is full (ENOSPC).\n'],
    ['unreadable', '', 'Could not read a.mjs.\n'],
    ['busy', '', 'Another run is writing a.mjs. Try again.\n'],
  ] as const)('%s is told, with exit code 10', async (reason, code, said) => {
    const failure: WriteFailure = { ok: false, reason, code, why: 'io_error' };
    const files: Files = {
      read: () => ({ state: 'unreadable', reason: 'io_error', code: '' }),
      list: () => [],
      replace: async () => failure,
      tighten: () => false,
      removeLeftovers: async () => [],
      removeIfUnchanged: async () => false,
    };
    const run = await runExampleIn('/project', { name: 'chat', write: 'a.mjs' }, { ports: { files } });
    expect(run).toEqual({ code: 10, out: '', err: said, json: expect.any(Function) });
  });
});
