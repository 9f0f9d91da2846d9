import { chmod, symlink } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { serve } from '../support/api.ts';
import { conversation } from '../support/conversation.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject, type Project } from '../support/project.ts';
import { runCli } from '../support/run.ts';
import {
  completion,
  modelList,
  noProgram,
  type SetupDocument,
  standin,
  terminalIn,
} from './setup-helpers.ts';

const key = keyBuilders.project(4);
const windows = process.platform === 'win32';

async function setup(project: Project, ...more: string[]) {
  const args = ['setup', '--key-stdin', '--yes', '--no-test', ...more];
  const result = await runCli(args, { cwd: project.path, input: `${key}\n` });
  return { ...result, document: result.json as SetupDocument };
}

describe('a file that shows others which names are needed', () => {
  test.each(['.env.example', '.env.sample', '.env.template'])(
    '%s gets the name, and no key',
    async (name) => {
      const project = await makeProject({ [name]: '# database\nDATABASE_URL=\n' }, { git: true });
      const { code, document } = await setup(project, '--json');
      expect(code).toBe(0);
      expect(await project.read(name)).toBe('# database\nDATABASE_URL=\nOPENAI_API_KEY=\n');
      expect(document.files).toContainEqual({ path: name, change: 'updated' });
      expect(await project.filesHolding(key)).toEqual(['.env']);

      const before = await project.snapshot({ times: true });
      expect((await setup(project, '--json')).code).toBe(0);
      expect(await project.snapshot({ times: true })).toEqual(before);
    },
  );

  test.each([
    ['has the name', 'OPENAI_API_KEY=your-key\n'],
    ['has it, exported and empty', 'A=1\nexport OPENAI_API_KEY=\n'],
  ])('one that %s stays as it is', async (_, content) => {
    const project = await makeProject({ '.env.example': content });
    expect((await setup(project)).code).toBe(0);
    expect(await project.read('.env.example')).toBe(content);
  });

  test('none is made', async () => {
    const project = await makeProject();
    expect((await setup(project)).code).toBe(0);
    expect(Object.keys(await project.snapshot())).toEqual(['.env', '.gitignore']);
  });

  test.skipIf(windows)('one that is a link to the env file itself is no example', async () => {
    const project = await makeProject({ '.env': 'A=1\n' });
    await symlink('.env', project.at('.env.example'));
    expect((await setup(project)).code).toBe(0);
    expect(await project.read('.env')).toBe(`A=1\nOPENAI_API_KEY=${key}\n`);
  });

  test.skipIf(windows)('one that cannot be written is told, and the key is set all the same', async () => {
    const project = await makeProject({ '.env.example': 'A=\n' });
    await chmod(project.at('.env.example'), 0o444);
    const { code, stderr } = await setup(project);
    expect(code).toBe(0);
    expect(stderr).toContain('Could not write .env.example');
    expect(await project.read('.env.example')).toBe('A=\n');
    expect(await project.read('.env')).toBe(`OPENAI_API_KEY=${key}\n`);
  });

  test('a dry run tells of it, and writes nothing', async () => {
    const project = await makeProject({ '.env.example': 'A=\n' });
    const { document } = await setup(project, '--dry-run', '--json');
    expect(document.files).toContainEqual({ path: '.env.example', change: 'updated' });
    expect(await project.read('.env.example')).toBe('A=\n');
  });
});

describe('other ways than git for the file to leave the machine', () => {
  const docker = { Dockerfile: 'FROM node:24\nCOPY . .\n' };
  const npm = { 'package.json': '{"name":"a","version":"1.0.0"}', '.npmignore': 'test\n' };
  const messages = (document: SetupDocument) => document.warnings.map(({ message }) => message).join('\n');

  test.each([
    ['a Dockerfile that copies the folder', docker, '.dockerignore'],
    ['a package whose .npmignore forgets it', npm, 'npm publish'],
  ])('%s is warned about, by setup and by verify', async (_, files, words) => {
    const project = await makeProject(files, { git: true });
    expect((await setup(project)).stderr).toContain(words);
    const { code, document } = await setup(project, '--json');
    expect(code).toBe(0);
    expect(document.warnings.map(({ id }) => id)).toEqual(['not_ignored']);
    expect(messages(document)).toContain(words);
    const verified = await runCli(['verify', '--offline', '--json'], { cwd: project.path });
    expect(messages(verified.json as SetupDocument)).toContain(words);
  });

  test.each([
    ['a .dockerignore that names it', { ...docker, '.dockerignore': '.env*\n' }],
    ['an ignore file of that Dockerfile alone', { ...docker, 'Dockerfile.dockerignore': '**/.env\n' }],
    ['a Dockerfile that copies other things', { Dockerfile: 'FROM node:24\nCOPY src/ src/\n' }],
    ['a private package', { ...npm, 'package.json': '{"name":"a","version":"1.0.0","private":true}' }],
    [
      'a package that lists its files',
      { ...npm, 'package.json': '{"name":"a","version":"1.0.0","files":["dist"]}' },
    ],
    ['a package whose .gitignore counts', { 'package.json': '{"name":"a","version":"1.0.0"}' }],
  ])('not: %s', async (_, files) => {
    const project = await makeProject(files, { git: true });
    const { code, document } = await setup(project, '--json');
    expect(code).toBe(0);
    expect(document.warnings).toEqual([]);
  });
});

describe('an organization that belongs to the old key', () => {
  const refused = {
    status: 401,
    body: {
      error: {
        message: 'OpenAI-Organization header should match organization for API key',
        type: 'invalid_request_error',
        param: null,
        code: 'mismatched_organization',
      },
    },
  };
  const api = () =>
    serve(({ method, headers }) => {
      if (headers['openai-organization'] !== undefined) return refused;
      return method === 'GET' ? modelList : completion;
    });
  const env = 'A=1\nOPENAI_ORG_ID=org-old\nB=2\n';

  test('in a terminal its line is offered for removal, by Enter', async () => {
    const server = await api();
    const project = await makeProject({ '.env': env });
    const session = terminalIn(project, server);
    const code = await conversation(session, [
      { asks: 'Do you have an OpenAI API key?' },
      { asks: 'Paste your API key', secret: key },
      { asks: 'What next?' },
      { asks: 'Go ahead?' },
      noProgram(),
    ]);
    expect(code, session.screen()).toBe(0);
    expect(session.screen()).toContain('OPENAI_ORG_ID removed');
    // The key is of the server that the shell names, so its address goes with it.
    expect(await project.read('.env')).toBe(
      `A=1\nB=2\nOPENAI_API_KEY=${key}\nOPENAI_BASE_URL=${server.baseURL}\n`,
    );
  });

  test('without one the line and the option are told, and nothing is changed', async () => {
    const server = await api();
    const project = await makeProject({ '.env': env });
    const { code, stderr } = await runCli(['setup', '--key-stdin', '--base-url', server.baseURL], {
      cwd: project.path,
      input: `${key}\n`,
    });
    expect(code).toBe(4);
    expect(stderr).toMatch(/OPENAI_ORG_ID is set in \.env.*--organization/s);
    expect(await project.read('.env')).toBe(env);
  });

  test('one that the option gave is not blamed on a file', async () => {
    const server = await api();
    const project = await makeProject({ '.env': env });
    const args = ['setup', '--key-stdin', '--organization', 'org-new', '--base-url', server.baseURL];
    const { code, stderr } = await runCli(args, { cwd: project.path, input: `${key}\n` });
    expect(code).toBe(4);
    expect(stderr).not.toContain('stands in .env');
  });
});

test('organization, project and base URL given as options are written in the same file', async () => {
  const api = await standin();
  const project = await makeProject({ '.env': '# mine\nOPENAI_ORG_ID=org-old\nA=1\n' });
  const args = [
    'setup',
    '--key-stdin',
    '--base-url',
    api.baseURL,
    '--organization',
    'org-abc',
    '--project',
    'proj_abc',
  ];
  const { code } = await runCli(args, { cwd: project.path, input: `${api.key}\n` });
  expect(code).toBe(0);
  const written = await project.read('.env');
  expect(written.startsWith('# mine\nOPENAI_ORG_ID=org-abc\n')).toBe(true);
  expect(written.endsWith('A=1\n')).toBe(true);
  for (const line of [
    `OPENAI_API_KEY=${api.key}`,
    'OPENAI_PROJECT_ID=proj_abc',
    `OPENAI_BASE_URL=${api.baseURL}`,
  ])
    expect(written.split('\n')).toContain(line);
});
