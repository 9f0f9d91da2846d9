import { expect, test } from 'vitest';
import { keyBuilders } from '../support/keys.ts';
import { makeProject, type Project } from '../support/project.ts';
import { runCli } from '../support/run.ts';

const key = keyBuilders.project(31);
const other = keyBuilders.project(32);
const secrets = [key, other];
const run = (project: Project, args: readonly string[], input?: string) =>
  runCli(args, { cwd: project.path, secrets, ...(input === undefined ? {} : { input }) });
const setup = (project: Project, args: readonly string[] = []) =>
  run(project, ['setup', '--key-stdin', '--no-test', '--yes', '--json', ...args], key);

const json = (facts: object): string => JSON.stringify(facts);
const next = { 'package.json': json({ dependencies: { next: '16.0.0' } }) };
const vite = { 'package.json': json({ devDependencies: { vite: '7.0.0' } }) };
const start = { 'package.json': json({ scripts: { start: 'node --env-file=.env.dev x.mjs' } }) };
const line = (value: string): string => `OPENAI_API_KEY=${value}\n`;

/** An empty value, or a placeholder, that the project's loader takes before what setup writes. */
test.each<[string, Record<string, string>, string]>([
  ['Next.js', { ...next, '.env.development.local': line('') }, '.env.local'],
  ['Vite', { ...vite, '.env.development': line('your-key-here') }, '.env.local'],
  ['a start command', { ...start, '.env.dev': line('your-key') }, '.env.dev'],
])('after setup verify finds the key of this run: %s', async (_, files, written) => {
  const project = await makeProject(files);
  expect((await setup(project)).code).toBe(0);
  expect(await project.filesHolding(key)).toEqual([written]);
  const { code, json: document } = await run(project, ['verify', '--offline', '--json']);
  expect(code).toBe(0);
  expect(document).toMatchObject({ key: { source: { path: written } } });
  expect((document as { checks: unknown }).checks).toContainEqual(
    expect.objectContaining({ id: 'load', status: 'pass' }),
  );
});

test('a real key that would win is not taken away: exit 2, naming its file', async () => {
  const project = await makeProject({ ...next, '.env.local': line(other) });
  const before = await project.snapshot();
  const { code, stdout } = await setup(project, ['--file', '.env']);
  expect(code).toBe(2);
  expect(stdout).toContain('.env.local');
  expect(await project.snapshot()).toEqual(before);
});

test('a start command that reads files outside of the project only: exit 2, naming them, and nothing is written', async () => {
  const project = await makeProject({
    'package.json': json({ scripts: { start: 'node --env-file=/etc/app/main.env x.mjs' } }),
  });
  const before = await project.snapshot();
  const { code, stdout } = await setup(project);
  expect(code).toBe(2);
  expect(stdout).toContain('/etc/app/main.env');
  expect(await project.snapshot()).toEqual(before);
  expect((await setup(project, ['--file', '.env'])).code).toBe(0);
});

test('a line that the loader reads in a way of its own: exit 2, naming it, and nothing is written', async () => {
  const project = await makeProject({
    'package.json': json({
      dependencies: { 'react-scripts': '5.0.1' },
      scripts: { start: 'react-scripts start' },
    }),
    '.env.local': `A=1\nOPENAI_API_KEY=${other} # mine\n`,
  });
  const before = await project.snapshot();
  const { code, stdout } = await setup(project, ['--force']);
  expect(code).toBe(2);
  expect(stdout).toContain('line 2 of .env.local');
  expect(await project.snapshot()).toEqual(before);
});

test('a variable of a compose file comes from the file that setup writes', async () => {
  const project = await makeProject({
    'compose.yaml':
      'services:\n  a:\n    image: x\n    environment:\n      OPENAI_API_KEY: $' + '{OPENAI_API_KEY:?}\n',
    '.env': 'A=1\n',
  });
  expect((await setup(project)).code).toBe(0);
  expect(await project.filesHolding(key)).toEqual(['.env']);
  expect((await run(project, ['verify', '--offline', '--json'])).code).toBe(0);
});

test('the packages of a workspace that do not read the file of its root are named', async () => {
  const app = { dependencies: { next: '16.0.0' }, scripts: { dev: 'next dev' } };
  const project = await makeProject({
    'package.json': json({ workspaces: ['apps/*', '!apps/old'] }),
    'apps/web/package.json': json(app),
    'apps/old/package.json': json(app),
    'apps/worker/package.json': json({
      scripts: { start: 'node --env-file=../../.env x.js' },
      dependencies: { openai: '6' },
    }),
  });
  const { code, json: document } = await setup(project);
  expect(code).toBe(0);
  const { notes } = (document as { next: { notes: string[] } }).next;
  expect(notes[0]).toContain('apps/web');
  expect(notes[0]).not.toMatch(/apps\/(?:worker|old)/);
});

test('a file that the framework passes over, named by the user: that is said, and no line claims otherwise', async () => {
  const project = await makeProject(next);
  const { code, json: document } = await setup(project, ['--file', '.env.prod']);
  expect(code).toBe(0);
  const { notes } = (document as { next: { notes: readonly string[] } }).next;
  expect(notes.join('\n')).toContain('Next.js does not load .env.prod');
  expect(notes.join('\n')).not.toContain('loads .env.prod by itself');
});

test('where a package.json that is no JSON leaves it open what starts the program, that is said', async () => {
  const project = await makeProject({ 'package.json': '{ "scripts": { "dev": "next dev", } }' });
  const { code, json: document } = await setup(project);
  expect(code).toBe(0);
  expect((document as { next: { notes: readonly string[] } }).next.notes.join()).toContain('package.json');
  const verify = await run(project, ['verify', '--offline', '--json']);
  expect((verify.json as { checks: unknown }).checks).toContainEqual(
    expect.objectContaining({ id: 'load', status: 'skip', notes: [expect.stringContaining('package.json')] }),
  );
});

test('a start command that names a file in a folder that is not there: exit 10, naming the file', async () => {
  const project = await makeProject({
    'package.json': json({ scripts: { start: 'node --env-file=env/dev.env x.mjs' } }),
  });
  const before = await project.snapshot();
  const { code, json: document } = await setup(project);
  expect(code).toBe(10);
  expect(document).toMatchObject({ diagnosis: { cause: 'env_file_not_writable', reason: 'no_folder' } });
  expect(JSON.stringify(document)).toContain('env/dev.env');
  expect(await project.snapshot()).toEqual(before);
});

test('a key in another file of a project whose loader nobody knows is named, and the file that a tool names is written', async () => {
  const files = { 'main.py': 'from openai import OpenAI\n', '.env.dev': line(other), 'pyproject.toml': '' };
  const project = await makeProject(files);
  const { code, json: document } = await setup(project);
  expect(code).toBe(0);
  const { notes } = (document as { next: { notes: string[] } }).next;
  expect(notes.join('\n')).toMatch(/Another key is in \.env\.dev, line 1/);

  const told = '[tool.pdm.scripts]\nstart = { cmd = "python main.py", env_file = ".env.dev" }\n';
  const named = await makeProject({ ...files, 'pyproject.toml': told });
  expect((await setup(named)).code).toBe(2);
  expect((await setup(named, ['--force'])).code).toBe(0);
  expect(await named.filesHolding(key)).toEqual(['.env.dev']);
});

test('a stand-in in the file that wins is replaced there: dotenv of Rails', async () => {
  const rails = { Gemfile: 'gem "rails"\ngem "dotenv-rails"\n', '.env': 'PORT=3000\n' };
  const project = await makeProject({ ...rails, '.env.local': line('your-key-here') });
  expect((await setup(project)).code).toBe(0);
  expect(await project.filesHolding(key)).toEqual(['.env.local']);
  const held = await makeProject({ ...rails, '.env.development.local': line(other) });
  const refused = await setup(held);
  expect(refused.code).toBe(2);
  expect(refused.stdout).toContain('.env.development.local');
});

test('a dry run says as well that a variable of the shell wins', async () => {
  const project = await makeProject(start);
  const { json: document } = await runCli(
    ['setup', '--key-stdin', '--no-test', '--yes', '--json', '--dry-run'],
    { cwd: project.path, secrets, input: key, env: { OPENAI_API_KEY: other } },
  );
  const { warnings } = document as { warnings: { id: string }[] };
  expect(warnings.map(({ id }) => id)).toContain('shadowed_by_environment');
});

test('a file that counts before the shell is not said to be hidden by it', async () => {
  const project = await makeProject({
    'package.json': JSON.stringify({
      scripts: { start: 'env-cmd node index.js' },
      dependencies: { 'env-cmd': '11.0.0' },
    }),
    '.env': line('your-key-here'),
  });
  const { json: document } = await runCli(['setup', '--key-stdin', '--no-test', '--yes', '--json'], {
    cwd: project.path,
    secrets,
    input: key,
    env: { OPENAI_API_KEY: other },
  });
  const { warnings, key: told } = document as { warnings: { id: string }[]; key: unknown };
  expect(warnings.map(({ id }) => id)).toContain('sources_disagree');
  expect(warnings.map(({ id }) => id)).not.toContain('shadowed_by_environment');
  expect(told).toMatchObject({ shadowed: [{ type: 'environment' }] });
});

test('a dry run says as well what a run would: who does not read the file, and what cannot be told', async () => {
  const files = {
    'package.json': '{"scripts":{"dev":"pnpm --filter api dev"}}',
    'pnpm-workspace.yaml': "packages:\n  - 'apps/*'\n",
    'apps/api/package.json': JSON.stringify({
      name: 'api',
      scripts: { dev: 'node --env-file=.env index.js' },
      dependencies: { openai: '6' },
    }),
  };
  const rehearse = async (...more: readonly string[]) => {
    const project = await makeProject(files);
    const args = ['setup', '--key-stdin', '--no-test', '--yes', ...more];
    const result = await runCli(args, { cwd: project.path, secrets, input: key });
    return { ...result, written: await project.filesHolding(key) };
  };
  const notes = [
    expect.stringMatching(/do not read \.env: apps[\\/]api/),
    expect.stringContaining('cannot be told'),
  ];
  const dry = await rehearse('--dry-run', '--json');
  expect(dry.json).toMatchObject({ dryRun: true, next: { commands: [], code: '', codeFile: null, notes } });
  expect(dry.written).toEqual([]);
  const wet = await rehearse('--json');
  expect(wet.json).toMatchObject({ next: { notes: expect.arrayContaining(notes) } });
  const text = (await rehearse('--dry-run')).stdout.replace(/\s+/g, ' ');
  expect(text).toContain('do not read .env');
  expect(text).toContain('cannot be told');
});

test('a dry run with nothing to see to says nothing of what comes next', async () => {
  const project = await makeProject({ 'index.js': '' });
  const { json: document } = await runCli(
    ['setup', '--key-stdin', '--no-test', '--yes', '--json', '--dry-run'],
    { cwd: project.path, secrets, input: key },
  );
  expect(document).toMatchObject({ next: null });
});

test.each([true, false])('a file that no code of the project loads is said to be that: %j', async (dry) => {
  const project = await makeProject({
    'requirements.txt': 'openai\npython-dotenv\n',
    'main.py': 'from openai import OpenAI\nclient = OpenAI()\n',
    Makefile: 'run:\n\tpython main.py\n',
    'seed.py': 'from dotenv import load_dotenv\nload_dotenv()\n',
  });
  const args = ['setup', '--key-stdin', '--no-test', '--yes', '--json', ...(dry ? ['--dry-run'] : [])];
  const { json: document } = await runCli(args, { cwd: project.path, secrets, input: key });
  const notes = expect.arrayContaining([expect.stringContaining('Nothing in this project loads .env')]);
  expect(document).toMatchObject({ ok: true, next: { notes } });
});

test.each<[string, Record<string, string>, string]>([
  ['Node', { 'index.js': "const OpenAI = require('openai');\nnew OpenAI();\n" }, 'node index.js'],
  ['tsx', { 'src/index.ts': "import OpenAI from 'openai';\nnew OpenAI();\n" }, 'tsx src/index.ts'],
])('a program that loads no file yet gets one, and is told how to load it: %s', async (_, files, start) => {
  const project = await makeProject({
    'package.json': json({ scripts: { start }, dependencies: { openai: '6' } }),
    ...files,
  });
  const { code, json: document } = await setup(project);
  expect(code).toBe(0);
  expect(await project.filesHolding(key)).toEqual(['.env']);
  const { notes, code: lines } = (document as { next: { notes: readonly string[]; code: string } }).next;
  expect(notes.join(' ')).toContain('Nothing in this project loads .env');
  expect(lines).toContain('dotenv');
});
