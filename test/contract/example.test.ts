import { execFileSync, spawnSync } from 'node:child_process';
import { transform } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '../../src/domain/text/language.ts';
import { type ExampleName, exampleNames, runtimesOf } from '../../src/examples/catalog.ts';
import { scenarios } from '../../src/standin/scenarios.ts';
import { serve } from '../support/api.ts';
import { makeNodeProject, runExampleIn, runProgram, twoAtATime } from '../support/example.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject, type Project } from '../support/project.ts';
import { type Standin, startStandin } from '../support/standin/standin.ts';

const model = 'gpt-4.1-mini';
const python = process.env['PYTHON'] ?? 'python3';
const works = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;
const hasCurl = works('curl', '--version') && process.platform !== 'win32';
const hasPython = works(python, '--version');
const hasPythonSdk = hasPython && works(python, '-c', 'import openai');

const standins = {} as Record<Language, Standin>;
beforeAll(async () => {
  for (const language of ['en', 'zh-CN'] as const) {
    standins[language] = await startStandin({ scenario: scenarios.ok, language });
  }
});
afterAll(async () => {
  for (const standin of Object.values(standins)) await standin.close();
});

const envFile = (standin: Standin) => `OPENAI_API_KEY=${standin.key}\nOPENAI_BASE_URL=${standin.baseURL}\n`;

const other = { en: /stand-in of a rehearsal/, 'zh-CN': /演练用的替身/ } as const;
const same = { en: /^This is a test!\n$/, 'zh-CN': /^这是一个测试！\n$/ } as const;
const sample = { en: /sample sample .*sample/, 'zh-CN': /示例 示例 .*示例/ } as const;

/** What a program prints when all is well. */
function expected(name: ExampleName, language: Language): RegExp {
  if (name === 'json') return sample[language];
  return ['chat', 'errors', 'retry'].includes(name) ? same[language] : other[language];
}

/** The requests that the programs of a kind are to have sent. */
function expectRequests(requests: Standin['requests']): void {
  const of = (path: string) => requests.filter((request) => request.path === path);
  expect(requests.every((request) => request.keySent && request.model === model)).toBe(true);
  const bodies = of('/v1/chat/completions').map(({ body }) => JSON.stringify(body));
  expect(bodies.some((body) => body.includes('"stream":true'))).toBe(true);
  expect(bodies.some((body) => body.includes('"image_url":{"url":"https://'))).toBe(true);
  expect(bodies.some((body) => body.includes('"json_schema"') && body.includes('"strict":true'))).toBe(true);
  expect(bodies.some((body) => body.includes('"role":"system"'))).toBe(true);
  expect(of('/v1/responses')).toHaveLength(1);
}

/** Writes all programs of a language into a project, and runs them. */
async function runAll(
  project: Project,
  language: Language,
  how: {
    readonly in?: 'python' | 'curl';
    readonly names?: readonly ExampleName[];
    readonly command: string;
    readonly prepare?: (code: string) => Promise<string>;
    readonly check?: (name: ExampleName, stdout: string) => void;
  },
): Promise<void> {
  const standin = standins[language];
  const before = standin.requests.length;
  await twoAtATime(how.names ?? exampleNames, async (name) => {
    const made = await runExampleIn(project.path, {
      name,
      in: how.in,
      language,
      model,
      write: true,
      json: true,
    });
    expect(made.code).toBe(0);
    let path = String(made.json()['path']);
    if (how.prepare) {
      const code = await how.prepare(await project.read(path));
      path = path.replace(/ts$/, 'js');
      await project.write(path, code);
    }
    const run = await runProgram(how.command, [path], { cwd: project.path, secrets: [standin.key] });
    expect(run.stderr, name).toBe('');
    expect(run.code, name).toBe(0);
    if (how.check) how.check(name, run.stdout);
    else expect(run.stdout, name).toMatch(expected(name, language));
  });
  if (how.names === undefined) expectRequests(standin.requests.slice(before));
}

describe('programs for Node run against the stand-in', () => {
  test('as ES modules', async () => {
    const project = await makeNodeProject({
      'package.json': '{"type":"module"}',
      '.env': envFile(standins.en),
    });
    await runAll(project, 'en', { command: process.execPath });
    expect(project.exists('openai-multi-turn.mjs')).toBe(true);
  });

  test('as CommonJS', async () => {
    const project = await makeNodeProject({ 'package.json': '{}', '.env': envFile(standins['zh-CN']) });
    await runAll(project, 'zh-CN', { command: process.execPath });
    expect(await project.read('openai-chat.cjs')).toContain("require('openai')");
  });

  test('as TypeScript in a CommonJS package, with the types taken out: one of each form', async () => {
    const files = { 'package.json': '{}', 'tsconfig.json': '{}', '.env': envFile(standins.en) };
    const project = await makeNodeProject(files);
    const prepare = async (code: string) => (await transform(code, { loader: 'ts', format: 'cjs' })).code;
    const names = ['chat', 'multi-turn', 'retry'] as const;
    await runAll(project, 'en', { command: process.execPath, prepare, names });
  });

  test('TypeScript with the types taken out is the same as JavaScript', async () => {
    const plain = await makeProject({ 'package.json': '{"type":"module"}' });
    const typed = await makeProject({
      'package.json': '{"type":"module","devDependencies":{"typescript":"5"}}',
    });
    for (const name of exampleNames) {
      const js = await runExampleIn(plain.path, { name });
      const ts = await runExampleIn(typed.path, { name });
      const bare = async (code: string) => (await transform(code, { loader: 'ts', format: 'esm' })).code;
      expect(await bare(ts.out), name).toBe(await bare(js.out));
    }
  });

  test('TypeScript compiles under the strictest settings, as both kinds of module', async () => {
    const project = await makeNodeProject();
    for (const [folder, manifest] of [
      ['esm', '{"type":"module","devDependencies":{"typescript":"5"}}'],
      ['cjs', '{"type":"commonjs","devDependencies":{"typescript":"5"}}'],
    ] as const) {
      await project.write(`${folder}/package.json`, manifest);
      for (const name of exampleNames) {
        const { code } = await runExampleIn(project.at(folder), { name, write: true });
        expect(code).toBe(0);
      }
    }
    const compilerOptions = {
      target: 'es2022',
      module: 'nodenext',
      strict: true,
      noEmit: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noPropertyAccessFromIndexSignature: true,
      noImplicitReturns: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      skipLibCheck: true,
      types: ['node'],
    };
    await project.write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['esm', 'cjs'] }));
    const tsc = project.at('node_modules/typescript/bin/tsc');
    const run = await runProgram(process.execPath, [tsc, '-p', project.path, '--listFilesOnly'], {
      cwd: project.path,
    });
    expect(run.stdout.match(/openai-[\w-]+\.ts$/gm)).toHaveLength(exampleNames.length * 2);
    const checked = await runProgram(process.execPath, [tsc, '-p', project.path], { cwd: project.path });
    expect(checked.stdout).toBe('');
    expect(checked.code).toBe(0);
  });
});

describe('the key and the endpoint', () => {
  const chat = async (project: Project, env: Readonly<Record<string, string>>, standin: Standin) => {
    const written = await runExampleIn(project.path, { name: 'chat', model, write: 'chat.mjs', force: true });
    expect(written.code).toBe(0);
    return runProgram(process.execPath, ['chat.mjs'], { cwd: project.path, env, secrets: [standin.key] });
  };

  test('a key of the environment wins over .env', async () => {
    const { key, baseURL } = standins.en;
    const project = await makeNodeProject({ '.env': `OPENAI_API_KEY=${keyBuilders.project(7)}\n` });
    const run = await chat(project, { OPENAI_API_KEY: key, OPENAI_BASE_URL: baseURL }, standins.en);
    expect(run).toMatchObject({ code: 0, stdout: 'This is a test!\n' });
  });

  test('without any key the SDK says so', async () => {
    const run = await chat(await makeNodeProject(), {}, standins.en);
    expect(run.code).not.toBe(0);
    expect(run.stderr).toContain('OPENAI_API_KEY');
  });

  test("a framework's files are read in the order of its own loader", async () => {
    const project = await makeNodeProject({
      'package.json': '{"dependencies":{"next":"16"}}',
      '.env': `OPENAI_API_KEY=${keyBuilders.project(8)}\nOPENAI_BASE_URL=${standins.en.baseURL}\n`,
      '.env.local': `OPENAI_API_KEY=${standins.en.key}\n`,
    });
    const run = await chat(project, {}, standins.en);
    expect(run).toMatchObject({ code: 0, stdout: 'This is a test!\n' });
    expect(await project.read('chat.mjs')).toMatch(/Leave this line out in code that Next\.js runs/);
  });
});

describe('a failure is told apart', () => {
  /** The program with the SDK's own patience taken out, so that the test does not wait. */
  async function failing(
    name: 'errors' | 'retry',
    standin: { baseURL: string },
    key: string,
    timeout = 5000,
  ) {
    const project = await makeNodeProject({ 'package.json': '{"type":"module"}' });
    const { out } = await runExampleIn(project.path, { name, model });
    const impatient = out.replace('{ timeout: 20_000 }', `{ timeout: ${timeout}, maxRetries: 0 }`);
    await project.write('program.mjs', impatient);
    const env = { OPENAI_API_KEY: key, OPENAI_BASE_URL: standin.baseURL };
    return runProgram(process.execPath, ['program.mjs'], { cwd: project.path, env, secrets: [key] });
  }

  test.each([
    ['rejected-key', /^Authentication failed \(401\).*\nreq_\w+\n$/],
    ['no-credit', /^Out of credit, or spend limit reached\..*\nreq_\w+\n$/],
    ['rate-limited', /^Too many requests\. Seconds to wait: 3\nreq_\w+\n$/],
    ['no-model', /^The API rejected the request: 404 model_not_found .*gpt-4\.1-mini.*\nreq_\w+\n$/],
    ['service-down', /^The API rejected the request: 500 .*\nreq_\w+\n$/],
    ['offline', /^Could not connect to the API: .*ECONNREFUSED/s],
  ] as const)('%s', async (scenario, said) => {
    const standin = await startStandin({ scenario: scenarios[scenario], language: 'en' });
    try {
      const run = await failing('errors', standin, standin.key);
      expect(run.stderr).toMatch(said);
      expect(run).toMatchObject({ code: 1, stdout: '' });
    } finally {
      await standin.close();
    }
  });

  test('a time-out', async () => {
    const standin = await startStandin({ scenario: scenarios.slow, language: 'en' });
    try {
      const run = await failing('errors', standin, standin.key, 300);
      expect(run).toMatchObject({ code: 1, stdout: '', stderr: 'The request timed out.\n' });
    } finally {
      await standin.close();
    }
  });
});

describe.skipIf(!hasCurl)('programs for curl (skipped where curl is not installed)', () => {
  const names = exampleNames.filter((name) => runtimesOf(name).includes('curl'));

  test.each(['en', 'zh-CN'] as const)('run against the stand-in, in %s', async (language) => {
    const env = `export OPENAI_API_KEY = "${standins[language].key}" # mine\r\nOPENAI_BASE_URL=${standins[language].baseURL}/`;
    const project = await makeProject({ '.env': env });
    const before = standins[language].requests.length;
    const check = (name: ExampleName, stdout: string) => {
      if (name === 'json') expect(JSON.parse(stdout)).toMatchObject({ people: expect.any(Array) });
      else expect(stdout).toMatch(expected(name, language));
    };
    await runAll(project, language, { in: 'curl', names, command: 'sh', check });
    const sent = standins[language].requests.slice(before);
    expectRequests(sent);
    expect(sent.every((one) => one.organization === null && one.project === null)).toBe(true);
  });

  test.each([
    ['chat', 22],
    ['streaming', 1],
  ] as const)(
    'send organization and project where they are set, and fail as the API does: %s',
    async (name, code) => {
      const standin = await startStandin({ scenario: scenarios['rejected-key'], language: 'en' });
      const project = await makeProject({
        '.env': `${envFile(standin)}OPENAI_ORG_ID=org-1\nOPENAI_PROJECT_ID='proj_1'\n`,
      });
      const { out } = await runExampleIn(project.path, { name, in: 'curl', model });
      await project.write('a.sh', out);
      const run = await runProgram('sh', ['a.sh'], { cwd: project.path, secrets: [standin.key] });
      await standin.close();
      expect(run.code).toBe(code);
      expect(run.stdout).toContain('invalid_api_key');
      expect(standin.requests).toMatchObject([{ keySent: true, organization: 'org-1', project: 'proj_1' }]);
    },
  );

  test('show the whole answer where there is no Node to pick out the reply', async () => {
    const project = await makeProject({ '.env': envFile(standins.en) });
    const { out } = await runExampleIn(project.path, { name: 'chat', in: 'curl', model });
    await project.write('a.sh', out.replace('| node -e', '| no-such-node -e'));
    const run = await runProgram('sh', ['a.sh'], { cwd: project.path, secrets: [standins.en.key] });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(run.stdout)).toMatchObject({ model });
  });

  test('show a stream as it comes where there is no Node', async () => {
    const project = await makeProject({ '.env': envFile(standins.en) });
    const { out } = await runExampleIn(project.path, { name: 'streaming', in: 'curl', model });
    await project.write('a.sh', out.replace('command -v node', 'command -v no-such-node'));
    const run = await runProgram('sh', ['a.sh'], { cwd: project.path, secrets: [standins.en.key] });
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^data: \{.*data: \[DONE\]\n/s);
  });

  test('tell an error in the middle of a stream, and a stream that breaks off', async () => {
    const chunk = { choices: [{ delta: { content: 'Half' } }] };
    for (const last of ['data: {"error":{"message":"Overloaded"}}\n\n', '']) {
      const body = `: waiting\n\ndata: ${JSON.stringify(chunk)}\n\n${last}`;
      const api = await serve(() => ({ headers: { 'content-type': 'text/event-stream' }, body }));
      const key = keyBuilders.project(3);
      const project = await makeProject({
        '.env': `OPENAI_API_KEY=${key}\nOPENAI_BASE_URL=${api.baseURL}\n`,
      });
      const { out } = await runExampleIn(project.path, { name: 'streaming', in: 'curl', model });
      await project.write('a.sh', out);
      const run = await runProgram('sh', ['a.sh'], { cwd: project.path, secrets: [key] });
      expect(run).toMatchObject({ code: 1, stderr: '' });
      expect(run.stdout.trim()).toBe(`Half${last.trim()}`);
    }
  });

  test('without a key say so, and send nothing', async () => {
    const project = await makeProject();
    const { out } = await runExampleIn(project.path, { name: 'chat', in: 'curl', model });
    await project.write('a.sh', out);
    const env = { OPENAI_BASE_URL: standins.en.baseURL };
    const before = standins.en.requests.length;
    const run = await runProgram('sh', ['a.sh'], { cwd: project.path, env });
    expect(run).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('openai-setup') });
    expect(standins.en.requests).toHaveLength(before);
  });
});

describe('programs for Python', () => {
  test.skipIf(!hasPython)('compile (skipped where Python is not installed)', async () => {
    const project = await makeProject({ 'requirements.txt': '' });
    const files: string[] = [];
    for (const name of exampleNames) {
      const { out } = await runExampleIn(project.path, { name, language: 'zh-CN' });
      await project.write(`${name}.py`, out);
      files.push(`${name}.py`);
    }
    expect(() => execFileSync(python, ['-m', 'py_compile', ...files], { cwd: project.path })).not.toThrow();
    await project.write('wrong.py', 'print(');
    const compile = () =>
      execFileSync(python, ['-m', 'py_compile', 'wrong.py'], { cwd: project.path, stdio: 'pipe' });
    expect(compile).toThrow();
  });

  test.skipIf(!hasPythonSdk)(
    'run against the stand-in (skipped where Python has no openai package)',
    async () => {
      const project = await makeProject({ 'requirements.txt': '' });
      const { key, baseURL } = standins.en;
      const withDotenv = works(python, '-c', 'import dotenv');
      if (withDotenv) await project.write('.env', envFile(standins.en));
      else
        await project.write(
          'sitecustomize.py',
          `import os\nos.environ.update(OPENAI_API_KEY=${JSON.stringify(key)}, OPENAI_BASE_URL='${baseURL}')\n`,
        );
      await runAll(project, 'en', { command: python });
    },
    60_000,
  );

  test.skipIf(!hasPythonSdk).each([
    ['rejected-key', /^Authentication failed \(401\)/],
    ['no-credit', /^No credit/],
    ['rate-limited', /^Too many requests\. Seconds to wait: 3\n/],
    ['no-model', /^The API rejected the request: 404 model_not_found/],
    ['offline', /^Could not connect to the API/],
    ['slow', /^The request timed out\.\n$/],
  ] as const)('tell apart: %s', async (scenario, said) => {
    const standin = await startStandin({ scenario: scenarios[scenario], language: 'en' });
    const project = await makeProject({ 'requirements.txt': '' });
    const { out } = await runExampleIn(project.path, { name: 'errors', model });
    const timeout = scenario === 'slow' ? 0.5 : 5;
    await project.write('a.py', out.replace('timeout=20', `timeout=${timeout}, max_retries=0`));
    const env = { OPENAI_API_KEY: standin.key, OPENAI_BASE_URL: standin.baseURL };
    const run = await runProgram(python, ['a.py'], { cwd: project.path, env, secrets: [standin.key] });
    await standin.close();
    expect(run.stderr).toMatch(said);
    expect(run).toMatchObject({ code: 1, stdout: '' });
  });
});
