import { symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { serve } from '../support/api.ts';
import { keyBuilders, notKeys } from '../support/keys.ts';
import { makeProject, type Project } from '../support/project.ts';
import { type RunOptions, type RunResult, runCli } from '../support/run.ts';
import { chinese, escapes, keyed, listThenChat, type SetupDocument, standin } from './setup-helpers.ts';
import { healthy, listed } from './verify-helpers.ts';

type Standing = Awaited<ReturnType<typeof standin>>;

/** `setup` without a terminal, the key on standard input, talking to that API. */
function setup(
  project: Project,
  api: Standing,
  args: readonly string[] = [],
  options: Omit<RunOptions, 'cwd'> = {},
): Promise<RunResult> {
  const { env, ...others } = options;
  return runCli(['setup', '--key-stdin', ...args], {
    cwd: project.path,
    input: `${api.key}\n`,
    env: { OPENAI_BASE_URL: api.baseURL, ...env },
    ...others,
  });
}

const documentOf = (run: RunResult): SetupDocument => {
  expect(run.json, run.stdout + run.stderr).toBeDefined();
  const document = run.json as SetupDocument;
  expect(document.schemaVersion).toBe(1);
  expect(document.exitCode).toBe(run.code);
  expect(document.ok).toBe(run.code === 0);
  return document;
};

describe('a key on standard input', () => {
  test.each([
    { language: 'en', env: { LANG: 'C.UTF-8' }, reply: 'This is a test!' },
    { language: 'zh-CN', env: { LANG: 'zh_CN.UTF-8' }, reply: '这是一个测试！' },
  ] as const)('is all that is needed: $language', async ({ language, env, reply }) => {
    const [api, project] = [await standin('ok', language), await makeProject()];
    const run = await setup(project, api, [], { env });
    expect(run.code, run.stderr).toBe(0);
    expect(run.stdout).toContain(reply);
    expect(run.stdout).toContain('gpt-6-luna');
    expect(run.stdout + run.stderr).not.toMatch(escapes);
    // Nobody is asked anything here.
    expect(run.stderr).not.toMatch(/Enter|Ctrl|回车/);
    if (language === 'en') expect(run.stdout + run.stderr).not.toMatch(chinese);
    expect(await project.read('.env')).toBe(`OPENAI_API_KEY=${api.key}\n`);
    expect(await project.mode('.env')).toBe(0o600);
    expect(await project.read('.gitignore')).toBe('.env\n');
    expect(keyed(api)).toEqual(listThenChat);
  });

  test("is tried with the shell's own headers, as verify and the SDK send them", async () => {
    const key = keyBuilders.project(5);
    const [api, project] = [await serve(healthy, { keyless: listed }), await makeProject()];
    const run = await runCli(['setup', '--key-stdin'], {
      cwd: project.path,
      input: `${key}\n`,
      env: { OPENAI_BASE_URL: api.baseURL, OPENAI_CUSTOM_HEADERS: 'x-mine: 1' },
    });
    expect(run.code, run.stderr).toBe(0);
    const sent = api.requests.filter((request) => request.carried(key));
    expect(sent.map(({ headers }) => headers['x-mine'])).toEqual(['1', '1']);
  });

  test.each([
    { loader: 'node', files: { '.env': '\ufeffOPENAI_API_KEY=\n' }, id: 'not_loadable_by_node' },
    {
      loader: 'docker',
      files: { '.env': 'export OPENAI_API_KEY=\n', Dockerfile: 'FROM node\n' },
      id: 'not_loadable_by_docker',
    },
    { loader: 'neither', files: { '.env': 'OPENAI_API_KEY=\n', Dockerfile: 'FROM node\n' }, id: null },
  ])('what would not load it is named: $loader', async ({ files, id }) => {
    const api = await standin();
    const [document, text] = [
      documentOf(await setup(await makeProject(files), api, ['--json'])),
      await setup(await makeProject(files), api),
    ];
    expect(document.warnings.map((one) => one.id)).toEqual([...(id === null ? [] : [id]), 'custom_endpoint']);
    expect(document.checks.find((one) => one.id === 'file')?.status).toBe(id === null ? 'pass' : 'warn');
    for (const { message } of document.warnings) {
      expect(text.stderr.replace(/\s+/g, ' ')).toContain(message.replace(/\s+/g, ' '));
    }
  });

  test('that a shell variable will hide it is in the document too', async () => {
    const [api, project] = [await standin(), await makeProject({ '.env': 'PORT=3000\n' })];
    const stale = keyBuilders.project(4711);
    const run = await setup(project, api, ['--json'], { env: { OPENAI_API_KEY: stale }, secrets: [stale] });
    const { warnings, files } = documentOf(run);
    expect(files).toContainEqual({ path: '.env', change: 'updated' });
    expect(warnings.map(({ id }) => id)).toEqual(['shadowed_by_environment', 'custom_endpoint']);
    expect(warnings[0]?.message).toContain(stale.slice(-4));
    expect(warnings[0]?.message).toContain('.env, line 2');

    const same = await setup(await makeProject(), api, ['--json'], { env: { OPENAI_API_KEY: api.key } });
    expect(documentOf(same).warnings.map(({ id }) => id)).toEqual(['custom_endpoint']);
  });

  test('--lang goes before the language of the system, and is no option of one command', async () => {
    const [api, project] = [await standin('ok', 'zh-CN'), await makeProject()];
    const run = await runCli(['--lang', 'zh-CN', 'setup', '--key-stdin'], {
      cwd: project.path,
      input: api.key,
      env: { OPENAI_BASE_URL: api.baseURL, LANG: 'en_GB.UTF-8' },
    });
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(chinese);
  });

  test('--json is exactly one document with the fields of the contract', async () => {
    const [api, project] = [await standin(), await makeProject()];
    const run = await setup(project, api, ['--json']);
    expect(run.code, run.stdout + run.stderr).toBe(0);
    const document = documentOf(run);
    expect(document).toMatchObject({
      ok: true,
      exitCode: 0,
      diagnosis: null,
      key: {
        masked: `sk-proj-…${api.key.slice(-4)}`,
        kind: 'project',
        length: 164,
        source: { type: 'stdin' },
      },
      endpoint: { baseURL: api.baseURL },
      files: [
        { path: '.gitignore', change: 'created' },
        { path: '.env', change: 'created' },
      ],
      test: {
        model: 'gpt-6-luna',
        reply: 'This is a test!',
        finishReason: 'stop',
        usage: {
          promptTokens: expect.any(Number),
          completionTokens: expect.any(Number),
          totalTokens: expect.any(Number),
          cachedTokens: expect.any(Number),
          reasoningTokens: expect.any(Number),
        },
        costUsd: expect.any(Number),
        priceDate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      },
    });
    expect(document.warnings).toBeInstanceOf(Array);
    for (const { status } of document.checks) expect(status).toMatch(/^(?:pass|warn)$/);
    expect(run.stderr).not.toMatch(escapes);
  });

  test('may bring damage of a paste, which is repaired and told', async () => {
    const [api, project] = [await standin(), await makeProject()];
    const run = await setup(project, api, [], {
      input: `export OPENAI_API_KEY="${api.key}"\r\n`,
      secrets: [api.key],
    });
    expect(run.code, run.stderr).toBe(0);
    expect(await project.read('.env')).toBe(`OPENAI_API_KEY=${api.key}\n`);
    expect(run.stderr).toMatch(/quotes|export|OPENAI_API_KEY=/);
  });

  test('empty: exit 3, key_missing, nothing asked of the API', async () => {
    const [api, project] = [await standin(), await makeProject()];
    const run = await setup(project, api, ['--json'], { input: '' });
    expect(run.code).toBe(3);
    expect(documentOf(run).diagnosis?.cause).toBe('key_missing');
    expect(keyed(api)).toEqual([]);
    expect(await project.snapshot()).toEqual({});
  });
});

describe('without a terminal and without a key', () => {
  test.each([
    ['setup', ['setup']],
    ['no command', []],
    ['--yes', ['setup', '--yes']],
  ])('exit 2, and --key-stdin is named: %s', async (_, args) => {
    const project = await makeProject();
    const run = await runCli(args, { cwd: project.path });
    expect(run.code, run.stderr).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr.trim().split('\n').at(-1)).toContain('--key-stdin');
    // Nobody is asked anything here.
    expect(run.stderr).not.toMatch(/Enter|Ctrl/);
    expect(await project.snapshot()).toEqual({});
  });

  test('with --json the document says so', async () => {
    const project = await makeProject();
    const run = await runCli(['setup', '--json'], { cwd: project.path });
    expect(run.json).toMatchObject({ schemaVersion: 1, ok: false, exitCode: 2 });
    expect(JSON.stringify(run.json)).toContain('--key-stdin');
  });

  test('a key that is there already is kept and tested', async () => {
    const api = await standin();
    const project = await makeProject({ '.env': `OPENAI_API_KEY=${api.key}\n`, '.gitignore': '.env\n' });
    const before = await project.snapshot({ times: true });
    const run = await runCli(['setup', '--yes', '--json'], {
      cwd: project.path,
      env: { OPENAI_BASE_URL: api.baseURL },
    });
    expect(run.code, run.stdout + run.stderr).toBe(0);
    expect(documentOf(run)).toMatchObject({ key: { source: { type: 'file', path: '.env' } } });
    expect(await project.snapshot({ times: true })).toEqual(before);
    expect(keyed(api)).toEqual(listThenChat);
  });
});

describe('what is written, and what is not', () => {
  test('--dry-run shows the change and writes nothing', async () => {
    const [api, project] = [await standin(), await makeProject()];
    const run = await setup(project, api, ['--dry-run', '--json']);
    expect(run.code, run.stdout).toBe(0);
    expect(documentOf(run)).toMatchObject({
      dryRun: true,
      test: null,
      files: [
        { path: '.gitignore', change: 'created' },
        { path: '.env', change: 'created' },
      ],
    });
    expect(await project.snapshot()).toEqual({});
    const text = await setup(project, api, ['--dry-run']);
    expect(text.stdout + text.stderr).toContain('.env');
    expect(text.stdout + text.stderr).toContain(`sk-proj-…${api.key.slice(-4)}`);
    expect(await project.snapshot()).toEqual({});
  });

  test('--no-test makes no request at all, and writes no key beside a base URL that was refused', async () => {
    const baseURL = 'OPENAI_BASE_URL=https://relay.example/v1\n';
    const [api, project] = [await standin(), await makeProject({ '.env': baseURL })];
    const env = { OPENAI_BASE_URL: undefined };
    const refused = documentOf(await setup(project, api, ['--no-test', '--json'], { env }));
    expect(refused).toMatchObject({ exitCode: 9, diagnosis: { cause: 'base_url_untrusted' } });
    expect(await project.read('.env')).toBe(baseURL);
    const run = await setup(project, api, ['--no-test', '--json', '--trust-base-url'], { env });
    expect(run.code, run.stdout + run.stderr).toBe(0);
    expect(documentOf(run)).toMatchObject({ test: null, diagnosis: null });
    expect(api.requests).toEqual([]);
    expect(await project.read('.env')).toBe(`${baseURL}OPENAI_API_KEY=${api.key}\n`);
  });

  test.each([
    { args: [], language: 'en', says: /deep\/\.env.*folder does not exist/ },
    { args: ['--dry-run'], language: 'en', says: /deep\/\.env.*folder does not exist/ },
    { args: ['--no-test'], language: 'zh-CN', says: /deep\/\.env.*文件夹/ },
  ])(
    '--file in a folder that is not there: said at once, in $language, $args',
    async ({ args, language, says }) => {
      const [api, project] = [await standin(), await makeProject()];
      const given = ['--file', 'deep/.env', '--json', '--lang', language, ...args];
      const document = documentOf(await setup(project, api, given));
      expect([document.exitCode, document.diagnosis?.cause]).toEqual([10, 'env_file_not_writable']);
      expect(document.diagnosis?.explanation).toMatch(says);
      expect(keyed(api)).toEqual([]);
      expect(await project.snapshot()).toEqual({});
    },
  );

  test.each([[], ['--dry-run']])('a file that is changed twice is told once, %#', async (...args) => {
    const [api, project] = [await standin(), await makeProject({ 'real.env': 'A=1\n' })];
    await project.git('init', '-q');
    symlinkSync('real.env', project.at('.env'));
    const { files } = documentOf(await setup(project, api, ['--json', ...args]));
    expect(files).toEqual([
      { path: '.gitignore', change: 'created' },
      { path: '.env', change: 'updated' },
    ]);
  });

  test('--file names another file, with the ignore entry beside it', async () => {
    const [api, project] = [await standin(), await makeProject({ 'config/app.json': '{}' })];
    const run = await setup(project, api, ['--file', 'config/.env.dev', '--json']);
    expect(run.code, run.stdout + run.stderr).toBe(0);
    expect(documentOf(run).files.map(({ path }) => path)).toEqual(['config/.gitignore', 'config/.env.dev']);
    expect(await project.read('config/.env.dev')).toBe(`OPENAI_API_KEY=${api.key}\n`);
    expect(await project.read('config/.gitignore')).toBe('.env.dev\n');
    expect(project.exists('.env')).toBe(false);
  });

  test('organization, project and base URL go into the same file, and to the API', async () => {
    const [api, project] = [await standin(), await makeProject()];
    const [organization, inProject] = [notKeys.organization(), notKeys.project()];
    const args = ['--organization', organization, '--project', inProject, '--base-url', api.baseURL];
    const run = await setup(project, api, args, { env: { OPENAI_BASE_URL: undefined } });
    expect(run.code, run.stderr).toBe(0);
    const lines = (await project.read('.env')).trimEnd().split('\n');
    expect(lines.sort()).toEqual([
      `OPENAI_API_KEY=${api.key}`,
      `OPENAI_BASE_URL=${api.baseURL}`,
      `OPENAI_ORG_ID=${organization}`,
      `OPENAI_PROJECT_ID=${inProject}`,
    ]);
    for (const request of api.requests.filter(({ keySent }) => keySent)) {
      expect(request).toMatchObject({ organization, project: inProject });
    }
  });

  test('--model decides the model of the test', async () => {
    const [api, project] = [await standin(), await makeProject()];
    const run = await setup(project, api, ['--model', 'gpt-4o-mini', '--json']);
    expect(documentOf(run).test?.model, run.stdout).toBe('gpt-4o-mini');
    // The look whether the host can be reached may come last.
    expect(api.requests.find(({ method }) => method === 'POST')?.model).toBe('gpt-4o-mini');
  });

  test('a second run changes nothing', async () => {
    const [api, project] = [await standin(), await makeProject({}, { git: true })];
    expect((await setup(project, api)).code).toBe(0);
    const before = await project.snapshot({ times: true });
    const again = await setup(project, api, ['--json']);
    expect(again.code, again.stdout + again.stderr).toBe(0);
    for (const { change } of documentOf(again).files) expect(change).toBe('unchanged');
    expect(await project.snapshot({ times: true })).toEqual(before);
  });
});

describe('a key that is there already', () => {
  const older = keyBuilders.project(7);

  test.each([[[]], [['--yes']]])(
    'and differs is not replaced: exit 2, which names --force (%s)',
    async (args) => {
      const [api, project] = [
        await standin(),
        await makeProject({ '.env': `A=1\nOPENAI_API_KEY=${older}\n` }),
      ];
      const before = await project.snapshot({ times: true });
      const run = await setup(project, api, args, { secrets: [older] });
      expect(run.code, run.stderr).toBe(2);
      expect(run.stderr).toContain('--force');
      expect(await project.snapshot({ times: true })).toEqual(before);
    },
  );

  test('is replaced with --force, and every other byte stays', async () => {
    const text = `# mine\r\nA=1\r\nexport OPENAI_API_KEY="${older}" # the key\r\nMY_OPENAI_API_KEY=x`;
    const [api, project] = [await standin(), await makeProject({ '.env': text })];
    const run = await setup(project, api, ['--force', '--json'], { secrets: [older] });
    expect(run.code, run.stdout + run.stderr).toBe(0);
    const written = await project.read('.env');
    expect(written.replace(/"?sk-proj-[\w-]+"?/, '')).toBe(text.replace(/"sk-proj-[\w-]+"/, ''));
    expect(written).toContain(`export OPENAI_API_KEY=${api.key} # the key\r\n`);
    expect(documentOf(run).files).toContainEqual({ path: '.env', change: 'updated' });
  });

  test.each(['', '""', 'your_api_key_here', 'sk-your-own-key-here', '<OPENAI_API_KEY>', 'changeme'])(
    'is no key where it is %j: it is simply replaced',
    async (value) => {
      const [api, project] = [
        await standin(),
        await makeProject({ '.env': `A=1\nOPENAI_API_KEY=${value}\nB=2\n` }),
      ];
      const run = await setup(project, api, ['--no-test']);
      expect(run.code, run.stderr).toBe(0);
      expect(await project.read('.env')).toBe(`A=1\nOPENAI_API_KEY=${api.key}\nB=2\n`);
    },
  );
});

describe('which file', () => {
  const manifest = (dependencies: Record<string, string>) =>
    JSON.stringify({ name: 'x', private: true, dependencies });

  test.each([
    ['Next.js', { 'package.json': manifest({ next: '15.0.0' }), 'next.config.js': '' }, '.env.local'],
    ['Vite', { 'package.json': manifest({ vite: '6.0.0' }), 'vite.config.js': '' }, '.env.local'],
    ['plain Node', { 'package.json': manifest({ express: '5.0.0' }) }, '.env'],
    ['Python', { 'requirements.txt': 'flask\n' }, '.env'],
    ['nothing', {}, '.env'],
  ])('%s', async (_, files, expected) => {
    const [api, project] = [await standin(), await makeProject(files as Record<string, string>)];
    const run = await setup(project, api, ['--no-test']);
    expect(run.code, run.stderr).toBe(0);
    expect(await project.filesHolding(api.key)).toEqual([expected]);
  });

  test.each([['before'], ['after']])('-C %s the command', async (place) => {
    const [api, project] = [await standin(), await makeProject({ 'inner/app.txt': '' })];
    const run = await runCli(
      place === 'before'
        ? ['-C', 'inner', 'setup', '--key-stdin', '--no-test']
        : ['setup', '--key-stdin', '--no-test', '--cwd', 'inner'],
      { cwd: project.path, input: api.key },
    );
    expect(run.code, run.stderr).toBe(0);
    expect(await project.filesHolding(api.key)).toEqual(['inner/.env']);
  });

  test('a folder for -C that is not there: exit 2', async () => {
    const [api, project] = [await standin(), await makeProject()];
    const run = await setup(project, api, ['-C', 'nowhere', '--no-test']);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('nowhere');
    expect(await project.snapshot()).toEqual({});
  });
});

describe('what to run next', () => {
  const steps = {
    commands: ['npm install openai dotenv'],
    code: "import 'dotenv/config';\nimport OpenAI from 'openai';\nconst client = new OpenAI();",
    codeFile: null,
    notes: [
      expect.stringContaining('--base-url'),
      expect.stringContaining('openai-setup verify'),
      expect.any(String),
    ],
  };

  test('is told as data, and nothing where nothing was set up', async () => {
    const [api, project] = [await standin(), await makeProject()];
    const run = await setup(project, api, ['--json', '--lang', 'en']);
    expect(documentOf(run).next).toEqual(steps);
    const other = await setup(await makeProject(), await standin('rejected-key'), ['--json']);
    expect(documentOf(other).next).toBeNull();
  });

  test.each([
    ['en', 'Next'],
    ['zh-CN', '接下来'],
  ])('is the last section, each command and line of code as it is typed (%s)', async (language, title) => {
    const [api, project] = [await standin(), await makeProject()];
    const run = await setup(project, api, ['--no-test', '--lang', language], { env: { COLUMNS: '40' } });
    const lines = run.stdout.split('\n');
    const section = lines.slice(lines.indexOf(title));
    expect(section[0]).toBe(title);
    for (const line of [...steps.commands, ...steps.code.split('\n')]) expect(section).toContain(`  ${line}`);
  });
});
