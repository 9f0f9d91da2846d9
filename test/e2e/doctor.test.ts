import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { serve } from '../support/api.ts';
import { conversation } from '../support/conversation.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject, type Project } from '../support/project.ts';
import { openTerminal } from '../support/pty.ts';
import { runCli } from '../support/run.ts';
import { healthy as healthyApi, rejected } from './verify-helpers.ts';

const key = keyBuilders.project(61);
const other = keyBuilders.project(62);
const secrets = [key, other];

const manifest = JSON.stringify({
  type: 'module',
  scripts: { start: 'node --env-file=.env src/a.js' },
  dependencies: { openai: '^6.0.0' },
});
const call = (model: string): string =>
  `import OpenAI from 'openai';\nconst client = new OpenAI();\nawait client.chat.completions.create({ model: '${model}', messages: [] });\n`;
const healthy = {
  '.gitignore': '.env\nnode_modules\n',
  '.env': `OPENAI_API_KEY=${key}\n`,
  'package.json': manifest,
  'src/a.js': call('gpt-6-luna'),
};

const make = async (files: Readonly<Record<string, string>>): Promise<Project> => {
  const project = await makeProject(files, { git: true });
  await project.git('add', '--all');
  return project;
};
const doctor = (project: Project, ...args: string[]) =>
  runCli(['doctor', ...args], { cwd: project.path, secrets });

interface Document {
  readonly ok: boolean;
  readonly exitCode: number;
  readonly program: unknown;
  readonly findings: readonly Readonly<Record<string, unknown>>[];
}
const documentOf = (json: unknown): Document => json as Document;
const found = (json: unknown) =>
  documentOf(json).findings.map(({ rule, path, line }) => `${rule} ${path}:${line}`);

describe('a project without fault', () => {
  test('gets a few lines, exit 0, and stays as it is', async () => {
    const project = await make(healthy);
    const before = await project.snapshot({ times: true });
    const run = await doctor(project, '--offline');
    expect(run.code, run.stdout + run.stderr).toBe(0);
    expect(run.stdout).toContain('Found nothing wrong');
    expect(run.stdout.split('\n').length).toBeLessThan(12);
    const { json } = await doctor(project, '--offline', '--json');
    expect(json).toEqual({
      schemaVersion: 1,
      ok: true,
      program: {
        languages: ['javascript'],
        loader: 'node --env-file',
        development: { loads: true, from: '.env' },
        production: { loads: true, from: '.env' },
      },
      findings: [],
      diagnosis: null,
      exitCode: 0,
    });
    expect(await project.snapshot({ times: true })).toEqual(before);
  });

  test('with the API asked', async () => {
    const api = await serve(healthyApi);
    const project = await make({ ...healthy, 'src/a.js': '' });
    const { code, stdout } = await doctor(project, '--base-url', api.baseURL);
    expect(code, stdout).toBe(0);
    expect(stdout).toContain('Found no code that uses the OpenAI API');
  });

  test('outside a repository its .gitignore counts', async () => {
    const project = await makeProject({
      ...healthy,
      '.gitignore': '.env\nold/\n',
      'old/b.js': call('gpt-3.5-turbo'),
    });
    const { code, json } = await doctor(project, '--offline', '--json');
    expect([code, found(json)]).toEqual([0, []]);
  });
});

describe('findings', () => {
  test('are told by file with the line and the mend, as JSON and as SARIF, with exit 11', async () => {
    const project = await make({ ...healthy, 'src/a.js': call('gpt-4-vision-preview') });
    const text = await doctor(project, '--offline');
    expect(text.code).toBe(11);
    expect(text.stdout).toMatch(/\nsrc\/a\.js\n {2}✖ 3:\d+ model_retired\n {4}\| await client\.chat/);
    expect(text.stdout).toContain('    → ');
    const { code, json } = await doctor(project, '--offline', '--json');
    expect(code).toBe(11);
    expect(json).toMatchObject({ ok: false, exitCode: 11, diagnosis: null });
    expect(documentOf(json).findings[0]).toEqual({
      rule: 'model_retired',
      severity: 'error',
      path: 'src/a.js',
      line: 3,
      column: expect.any(Number),
      subject: 'gpt-4-vision-preview',
      message: expect.stringContaining('gpt-4-vision-preview'),
      fix: { text: expect.any(String), replacement: expect.any(String) },
    });
    const sarif = await doctor(project, '--offline', '--sarif');
    expect(sarif.code).toBe(11);
    const [run] = (
      sarif.json as {
        runs: {
          results: { ruleId: string; ruleIndex: number }[];
          tool: { driver: { rules: { id: string }[] } };
        }[];
      }
    ).runs;
    for (const { ruleId, ruleIndex } of run?.results ?? [])
      expect(run?.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(run?.results[0]).toMatchObject({
      ruleId: 'doctor/model_retired',
      level: 'error',
      locations: [{ physicalLocation: { artifactLocation: { uri: 'src/a.js' }, region: { startLine: 3 } } }],
    });
    const chinese = await doctor(project, '--offline', '--lang', 'zh-CN');
    expect(chinese.stdout).toContain('停用');
  });

  test('a warning fails only with --strict', async () => {
    const scripts = { dev: 'node --env-file=.env src/a.js', start: 'node src/a.js' };
    const project = await make({
      ...healthy,
      'package.json': JSON.stringify({ ...JSON.parse(manifest), scripts }),
    });
    const loose = await doctor(project, '--offline', '--json');
    expect([loose.code, found(loose.json)]).toEqual([0, ['not_loaded_in_production package.json:1']]);
    const strict = await doctor(project, '--offline', '--json', '--strict');
    expect(strict.code).toBe(11);
  });

  test('where verify fails, its exit code and its diagnosis, with the findings', async () => {
    const api = await serve({ 'GET /v1/models': rejected });
    const project = await make({ ...healthy, 'src/a.js': call('gpt-4-vision-preview') });
    const { code, json } = await doctor(project, '--json', '--base-url', api.baseURL);
    expect(code).toBe(3);
    expect(json).toMatchObject({ ok: false, exitCode: 3, diagnosis: { cause: 'key_rejected' } });
    expect(found(json)).toEqual(['model_retired src/a.js:3']);
  });

  test('a key in the code is never shown', async () => {
    const project = await make({
      ...healthy,
      'src/a.js': `import OpenAI from 'openai';\nnew OpenAI({ apiKey: '${other}', baseURL: 'https://x.example/v1' });\n`,
    });
    for (const form of ['--json', '--sarif', '--verbose']) {
      const { code, stdout } = await doctor(project, '--offline', form);
      expect(code).toBe(11);
      expect(stdout).toContain(`sk-proj-…${other.slice(-4)}`);
      if (form === '--verbose') expect(stdout).toContain("baseURL: 'https:");
    }
  });

  test('one file, a folder from outside, nothing there', async () => {
    const project = await make({
      ...healthy,
      'src/a.js': call('gpt-4-vision-preview'),
      'src/b.js': call('gpt-4-vision-preview'),
    });
    expect(found((await doctor(project, '--offline', '--json', 'src/b.js')).json)).toEqual([
      'model_retired src/b.js:3',
    ]);
    for (const part of ['src/b.js', 'src']) {
      const { json } = await doctor(project, '--offline', '--json', part);
      const { development } = documentOf(json).program as { development: unknown };
      expect(development, part).toEqual({ loads: true, from: '.env' });
    }
    const above = await runCli(['doctor', '--offline', '--json', project.path], { cwd: tmpdir(), secrets });
    expect(documentOf(above.json).findings.length).toBe(2);
    expect((await doctor(project, 'nowhere')).code).toBe(2);
    expect((await doctor(project, '--fix', '--sarif')).code).toBe(2);
  });

  test('in a run of GitHub they are annotations, and part of the summary', async () => {
    const project = await make({ ...healthy, 'src/a.js': call('gpt-4-vision-preview') });
    const summary = project.at('summary.md');
    writeFileSync(summary, '');
    const { stderr } = await runCli(['doctor', '--offline'], {
      cwd: project.path,
      secrets,
      env: { CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary },
    });
    expect(stderr).toMatch(/::error file=src\/a\.js,line=3,title=model_retired::/);
    expect(readFileSync(summary, 'utf8')).toContain('### openai-setup doctor');
  });
});

describe('a hostile project', () => {
  test('links out of it, pipes, binary and huge files are not read, and named with --verbose', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'outside-'));
    writeFileSync(join(outside, 'x.js'), call('gpt-4-vision-preview'));
    const project = await make({
      ...healthy,
      'big.js': `// openai\n${'x'.repeat(10_000_000)}`,
      'silent.js': 'const a = 1;\n'.repeat(800_000),
      'broken.py': '# openai\ndef (:\n',
      'odd.js': '// openai \0\0\0',
    });
    symlinkSync(join(outside, 'x.js'), project.at('src/link.js'));
    symlinkSync(outside, project.at('linked'));
    if (process.platform !== 'win32') execFileSync('mkfifo', [project.at('src/pipe.js')]);
    const { code, json } = await doctor(project, '--offline', '--json');
    expect([code, found(json)]).toEqual([0, []]);
    const { stdout } = await doctor(project, '--offline', '--verbose');
    expect(stdout).toContain('big.js: too large');
    expect(stdout).toContain('silent.js: too large');
    expect(stdout).toContain('broken.py: parsed only in part');
    expect(stdout).toContain('odd.js: not text');
  });

  test.skipIf(process.platform === 'win32')(
    'names and lines are shown without what they would do to a terminal',
    async () => {
      const name = 'src/\u001b[31mred\u202e.js';
      const project = await make({
        ...healthy,
        [name]: call('gpt-4-vision-preview').replace('messages', '/*\u001b]0;x\u0007*/ messages'),
      });
      const { code, stdout } = await doctor(project, '--offline');
      expect(code).toBe(11);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      expect(stdout).not.toMatch(/[\u001b\u0007\u202e]/);
    },
  );

  test('code, YAML and JSON that cannot be read, and circles of imports', async () => {
    const project = await make({
      ...healthy,
      'src/b.ts': "import './c'; import OpenAI from 'openai'; const x = {{{",
      'src/c.ts': "import './b'; export const openai = ",
      'a.py': 'import openai\ndef (',
      'sub/package.json': '{',
      '.github/workflows/x.yml': 'on: [push\njobs: {a: *b}',
      Dockerfile: 'FROM\nCOPY\nENV\nARG\n',
      'n.ipynb': '{"cells": [{"source": 3}], "openai": 1',
    });
    const { code } = await doctor(project, '--offline', '--json');
    expect([0, 11]).toContain(code);
  });
});

describe('--fix', () => {
  const faulty = {
    ...healthy,
    'src/a.js': call('gpt-4-vision-preview'),
    Dockerfile: 'FROM node\nCOPY . .\n',
  };
  const open = (project: Project, ...args: string[]) =>
    openTerminal({
      args: ['doctor', '--offline', '--fix', ...args],
      cwd: project.path,
      env: {},
      columns: 80,
      secrets,
    });

  test('without a terminal it asks nothing and changes nothing', async () => {
    const project = await make(faulty);
    const before = await project.snapshot({ times: true });
    const { code, stderr } = await doctor(project, '--offline', '--fix');
    expect([code, stderr]).toEqual([2, expect.stringContaining('--fix')]);
    expect(await project.snapshot({ times: true })).toEqual(before);
  });

  test.each(['en', 'zh-CN'])(
    'shows each as a diff, asks, makes them, and looks again (%s)',
    async (language) => {
      const project = await make(faulty);
      const session = open(project, '--lang', language);
      const code = await conversation(session, [{ asks: '.dockerignore' }, { asks: 'src/a.js' }]);
      expect(session.screen()).toContain("+ await client.chat.completions.create({ model: '");
      expect(await project.read('.dockerignore')).toBe('.env\n');
      const after = await project.read('src/a.js');
      expect(after).not.toContain('vision');
      expect(after.split('\n').slice(0, 2)).toEqual(call('x').split('\n').slice(0, 2));
      expect(code).toBe(0);
    },
  );

  test('the env file is loaded where the program starts', async () => {
    const project = await make({
      ...healthy,
      'package.json': JSON.stringify({
        type: 'module',
        scripts: { start: 'node src/a.js' },
        dependencies: { openai: '^6.0.0', dotenv: '^17.0.0' },
      }),
    });
    const session = open(project);
    expect(await conversation(session, [{ asks: 'src/a.js' }])).toBe(0);
    expect(session.screen()).toContain("+ import 'dotenv/config';");
    expect(await project.read('src/a.js')).toBe(`import 'dotenv/config';\n${call('gpt-6-luna')}`);
  });

  test('or by an option of the start script, where dotenv is not there', async () => {
    const project = await make({
      ...healthy,
      'package.json': JSON.stringify({
        type: 'module',
        scripts: { start: 'node src/a.js' },
        dependencies: { openai: '^6.0.0' },
      }),
    });
    expect(await conversation(open(project), [{ asks: 'package.json' }])).toBe(0);
    expect(await project.read('package.json')).toContain('"node --env-file=.env src/a.js"');
  });

  test('a No leaves that one', async () => {
    const project = await make(faulty);
    const session = open(project);
    expect(await conversation(session, [{ asks: '.dockerignore', types: 'n' }, { asks: 'src/a.js' }])).toBe(
      11,
    );
    expect(await project.read('src/a.js')).not.toContain('vision');
    expect((await project.git('status', '--porcelain')).includes('.dockerignore')).toBe(false);
  });

  test('Ctrl-C at a later question leaves everything', async () => {
    const project = await make(faulty);
    const before = await project.snapshot({ times: true });
    const session = open(project);
    expect(
      await conversation(session, [{ asks: '.dockerignore' }, { asks: 'src/a.js', ends: 'ctrl-c' }]),
    ).toBe(130);
    expect(await project.snapshot({ times: true })).toEqual(before);
  });

  test('a file that changes meanwhile takes back the others', async () => {
    const project = await make(faulty);
    const session = open(project);
    expect(await session.nextQuestion(15_000)).toContain('.dockerignore');
    await session.key('enter');
    for (let tries = 0; tries < 100 && !session.screen().includes('src/a.js like'); tries++)
      await session.nextQuestion(15_000);
    const mine = `${call('gpt-4-vision-preview')}// mine\n`;
    writeFileSync(project.at('src/a.js'), mine);
    await session.key('enter');
    expect(await session.exit).toBe(11);
    expect(await project.read('src/a.js')).toBe(mine);
    expect((await project.git('status', '--porcelain')).includes('.dockerignore')).toBe(false);
    expect(session.screen()).toContain('just now');
  });

  test('what git does not track, or has conflicts, is left alone', async () => {
    const project = await make({ ...healthy, 'src/a.js': '' });
    mkdirSync(project.at('lib'));
    writeFileSync(project.at('lib/new.js'), call('gpt-4-vision-preview'));
    const conflict = `<<<<<<< ours\n=======\n>>>>>>> theirs\n`;
    writeFileSync(project.at('src/a.js'), `${call('gpt-4-vision-preview')}/*\n${conflict}*/\n`);
    const before = await project.snapshot({ times: true });
    const session = open(project);
    expect(await conversation(session, [])).toBe(11);
    expect(session.screen()).toContain('git does not track it');
    expect(session.screen()).toContain('conflicts');
    expect(await project.snapshot({ times: true })).toEqual(before);
  });
});

describe('verify ends with a line about the code', () => {
  const verify = (project: Project, ...args: string[]) =>
    runCli(['verify', '--offline', ...args], { cwd: project.path, secrets });
  const faulty = { ...healthy, 'src/index.js': call('gpt-4-turbo') };

  test.each([
    ['en', 'src/index.js:3'],
    ['zh-CN', 'src/index.js:3'],
  ])('where a file that starts the program has an error (%s)', async (language, place) => {
    const { code, stdout } = await verify(await make(faulty), '--lang', language);
    expect(code, stdout).toBe(0);
    expect(stdout.trimEnd().split('\n').at(-1)).toContain('openai-setup doctor');
    expect(stdout).toContain(place);
  });

  test('beside a verdict as well', async () => {
    const { code, stdout } = await verify(await make({ ...faulty, '.env': 'OPENAI_API_KEY=\n' }));
    expect([code, stdout.trimEnd().split('\n').at(-1)]).toEqual([
      3,
      expect.stringContaining('openai-setup doctor'),
    ]);
  });

  test.each([
    ['a healthy program', { ...healthy, 'src/index.js': call('gpt-6-luna') }, []],
    ['an error further inside', { ...healthy, 'src/lib/b.js': call('gpt-4-turbo') }, []],
    [
      'what may go elsewhere',
      {
        ...healthy,
        'src/index.js':
          'import { client } from "./client.js";\nawait client.chat.completions.create({ model: "gpt-4-turbo" });\n',
      },
      [],
    ],
    ['a document', faulty, ['--json']],
    ['a report to share', faulty, ['--report']],
  ])('not for %s', async (_, files, args) => {
    const { code, stdout } = await verify(await make(files), ...args);
    expect(code, stdout).toBe(0);
    expect(stdout).not.toContain('openai-setup doctor');
  });
});

test('what production reads is looked at with a server of one’s own as well', async () => {
  const project = await make({
    '.env': `OPENAI_API_KEY=${key}\n`,
    'package.json': JSON.stringify({
      type: 'module',
      dependencies: { openai: '^6.0.0' },
      scripts: { dev: 'node --env-file=.env a.js', start: 'node a.js' },
    }),
    'a.js': 'import OpenAI from "openai";\nexport const client = new OpenAI();\n',
  });
  for (const env of [{}, { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' }]) {
    const { json } = await runCli(['doctor', '--offline', '--json'], { cwd: project.path, env, secrets });
    expect(documentOf(json).findings.map(({ rule }) => rule)).toEqual(['not_loaded_in_production']);
  }
});
