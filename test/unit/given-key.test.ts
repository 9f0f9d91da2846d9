import { describe, expect, test } from 'vitest';
import { ownLoading } from '../../src/checks/loading/program-loading.ts';
import { lookLocally } from '../../src/checks/look-locally.ts';
import { seeProject } from '../../src/checks/see-project.ts';
import type { VerifyRequest } from '../../src/checks/verify-request.ts';
import { loadCauseWords, loadReportWords } from '../../src/i18n/load.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { explain, factsOf } from '../../src/ui/explain.ts';
import { noteText } from '../../src/ui/report-text.ts';
import { keyBuilders } from '../support/keys.ts';
import { show } from '../support/show.ts';
import { folder, stepWorld } from '../support/wizard.ts';

const key = keyBuilders.project(71);
const line = `OPENAI_API_KEY=${key}\n`;

type Texts = Readonly<Record<string, string>>;

/** Where verify finds the key, and what it says of what the program gets; with the verdict, if there is one. */
async function look(files: Texts, language: 'en' | 'zh-CN' = 'en') {
  const more = { platform: 'linux', nodeVersion: '22.21.0' } as const;
  const request = { file: null, key: null, offline: true, strict: false, trustBaseUrl: false };
  const { ports } = stepWorld(files, [], { more });
  const view = await lookLocally(ports as Ports, request as unknown as VerifyRequest);
  const load = view.list.results.find(({ id }) => id === 'load');
  const voice = { words: await loadReportWords(language), show };
  const origin = view.about.key?.origin;
  const told = view.finding && explain(view.finding, factsOf(null), await loadCauseWords(language), show);
  return {
    at: origin?.type === 'file' ? `${origin.absolute.replace(`${folder}/`, '')}:${origin.line}` : null,
    isKey: view.about.key?.value.is(key) ?? false,
    load: load?.status,
    note: load?.notes.map((one) => noteText(one, voice)).join(' '),
    cause: view.finding?.cause ?? null,
    title: told?.title,
    says: told?.explanation,
    does: told?.remedies.map(({ text }) => text),
  };
}

const manifest = (scripts: object, more: object = {}): Texts => ({
  'package.json': JSON.stringify({ scripts, ...more }),
});
const python = { 'requirements.txt': 'openai\n', 'main.py': 'from openai import OpenAI\nOpenAI()\n' };

describe('a key that the tool which starts the program has in its own file', () => {
  test.each<[string, Texts, string]>([
    [
      'Wrangler, TOML',
      {
        ...manifest({ dev: 'wrangler dev' }, { devDependencies: { wrangler: '^4.40.0' } }),
        'wrangler.toml': `name = "x"\n\n[vars]\n# mine\nOPENAI_API_KEY = "${key}"\n`,
      },
      'wrangler.toml:5',
    ],
    [
      'Wrangler, JSON with comments',
      {
        ...manifest({ dev: 'wrangler dev' }, { devDependencies: { wrangler: '^4.40.0' } }),
        'wrangler.jsonc': `{\n  // mine\n  "vars": {\n    "OPENAI_API_KEY": "${key}",\n  },\n}\n`,
      },
      'wrangler.jsonc:4',
    ],
    [
      'nodemon',
      {
        ...manifest({ dev: 'nodemon' }),
        'nodemon.json': `{\n  "exec": "ts-node x.ts",\n  "env": { "OPENAI_API_KEY": "${key}" }\n}\n`,
      },
      'nodemon.json:3',
    ],
    [
      'nodemon, in package.json',
      manifest({ dev: 'nodemon index.js' }, { nodemonConfig: { env: { OPENAI_API_KEY: key } } }),
      'package.json:1',
    ],
    [
      'Azure Functions',
      {
        ...manifest({ start: 'func start' }),
        'host.json': '{}',
        'local.settings.json': `{\n  "Values": {\n    "OPENAI_API_KEY": "${key}"\n  }\n}\n`,
      },
      'local.settings.json:3',
    ],
    [
      'compose by a file of another name',
      {
        ...python,
        'docker-compose.dev.yml': 'services:\n  app:\n    build: .\n    env_file: .envs/dev.env\n',
        '.envs/dev.env': line,
      },
      '.envs/dev.env:1',
    ],
    [
      'compose, with the value in it',
      {
        ...python,
        'docker-compose.local.yml': `services:\n  app:\n    build: .\n    environment:\n      OPENAI_API_KEY: ${key}\n`,
      },
      'docker-compose.local.yml:5',
    ],
  ])('%s', async (_, files, at) => {
    const seen = await look(files);
    expect(seen).toMatchObject({ at, isKey: true, load: 'pass', cause: null });
    expect(seen.note).toMatch(/^\S.* loads this key from \S+$/);
  });
});

describe('a key that only what one tool starts gets', () => {
  test.each<[string, Texts, string, string]>([
    ['mise', { ...python, 'mise.toml': `[env]\nOPENAI_API_KEY = '${key}'\n` }, 'mise.toml:2', 'mise'],
    [
      'mise, in one line',
      { ...python, '.mise.toml': `env = { OPENAI_API_KEY = "${key}" }\n` },
      '.mise.toml:1',
      'mise',
    ],
    [
      'dotnet run',
      {
        'App.csproj': '<Project/>',
        'Properties/launchSettings.json': `{"profiles":{"http":{"environmentVariables":{"OPENAI_API_KEY":"${key}"}}}}`,
      },
      'Properties/launchSettings.json:1',
      'dotnet run',
    ],
    ['R', { 'app.R': 'library(ellmer)\n', '.Renviron': line }, '.Renviron:1', 'R'],
    [
      'a script',
      { ...python, 'run.sh': `#!/bin/sh\nexport OPENAI_API_KEY="${key}"\npython main.py\n` },
      'run.sh:2',
      'run.sh',
    ],
    [
      'a file that a script reads',
      {
        ...python,
        'bin/dev': '#!/bin/sh\nset -a\n. config/local.env\npython main.py\n',
        'config/local.env': line,
      },
      'config/local.env:1',
      'bin/dev',
    ],
    [
      'a Makefile',
      { ...python, Makefile: `export OPENAI_API_KEY := ${key}\nrun:\n\tpython main.py\n` },
      'Makefile:1',
      'Makefile',
    ],
  ])('%s', async (_, files, at, by) => {
    const seen = await look(files);
    expect(seen).toMatchObject({ at, isKey: true, load: 'skip', cause: null });
    expect(seen.note).toBe(`unknown: only programs that ${by} starts get it`);
    expect((await look(files, 'zh-CN')).note).toBe(`无法判断：只有 ${by} 启动的程序能读到`);
  });
  test('env-cmd takes .env where its file is not there, if it is told to', async () => {
    const files = { ...manifest({ dev: 'env-cmd -f .env.dev --fallback node index.js' }), '.env': line };
    expect(await look(files)).toMatchObject({ at: '.env:1', load: 'pass', cause: null });
    expect(await look({ ...files, '.env.dev': 'A=1\n' })).toMatchObject({ cause: 'key_missing' });
  });
  test.each<[string, Texts]>([
    ['another section', { ...python, 'mise.toml': `[tasks.x.env]\nOPENAI_API_KEY = '${key}'\n` }],
    ['no functions', { 'local.settings.json': `{"Values":{"OPENAI_API_KEY":"${key}"}}` }],
    [
      'a Makefile that exports nothing',
      { ...python, Makefile: `OPENAI_API_KEY := ${key}\nrun:\n\tpython main.py\n` },
    ],
    ['a script that exports nothing', { ...python, 'run.sh': `OPENAI_API_KEY="${key}"\npython main.py\n` }],
    ['a script that starts nothing', { ...python, 'keys.sh': `export OPENAI_API_KEY="${key}"\n` }],
  ])('not: %s', async (_, files) => {
    expect(await look(files)).toMatchObject({ cause: 'key_missing' });
  });
});

test.each<[string, Texts, string]>([
  ['a script', { 'run.sh': 'set -a\n. ./.env\ngo run .\n' }, 'what it reads depends on run.sh'],
  [
    'a Makefile',
    { Makefile: 'include .env\nexport\n\nrun:\n\tgo run .\n' },
    'only programs that Makefile starts get it',
  ],
  [
    'a Makefile without export',
    { Makefile: 'include .env\n\nrun:\n\tgo run .\n' },
    'nothing recognized here loads env files',
  ],
  ['a script without export', { 'run.sh': '. ./.env\ngo run .\n' }, 'what it reads depends on run.sh'],
])('a file that is read by %s', async (_, files, said) => {
  const seen = await look({ 'go.mod': 'module x\n', 'main.go': 'package main\n', ...files, '.env': line });
  expect(seen).toMatchObject({ at: '.env:1', load: 'skip', note: `unknown: ${said}` });
});

test('doctor has it as the key of the program', async () => {
  const files = {
    ...manifest({ dev: 'wrangler dev' }, { devDependencies: { wrangler: '^4.40.0' } }),
    'wrangler.toml': `[vars]\nOPENAI_API_KEY = "${key}"\n`,
  };
  const ports = stepWorld(files, [], { more: { platform: 'linux', nodeVersion: '22.21.0' } }).ports as Ports;
  const loading = await ownLoading(ports, await seeProject(ports));
  const from = { absolute: `${folder}/wrangler.toml` };
  expect(loading.development).toEqual({ loads: true, from });
});

describe('what is not known to be loaded is not told as loaded by nothing', () => {
  const none = 'nothing here loads that file';
  test.each<[string, Texts, string, string]>([
    [
      'code that takes the file',
      {
        ...manifest({ start: 'node index.js' }),
        'config.json': `{\n  "openaiKey": "${key}"\n}\n`,
        'index.js': "const { openaiKey } = require('./config.json');\n",
      },
      'index.js names that file',
      'index.js 中提到了该文件',
    ],
    [
      'Serverless',
      {
        ...manifest({ dev: 'serverless offline' }),
        'serverless.yml': `provider:\n  environment:\n    OPENAI_API_KEY: \${file(./secrets.json):OPENAI_API_KEY}\n`,
        'secrets.json': `{"OPENAI_API_KEY":"${key}"}\n`,
      },
      'Serverless gives it to the programs that it starts',
      'Serverless 会把它交给由它启动的程序',
    ],
    [
      'a command that names it',
      {
        ...manifest({ start: 'sam local start-api --env-vars env.json' }),
        'env.json': `{"F":{"OPENAI_API_KEY":"${key}"}}`,
      },
      'package.json names that file',
      'package.json 中提到了该文件',
    ],
    [
      'Streamlit',
      {
        'requirements.txt': 'streamlit\n',
        'app.py': 'import streamlit\n',
        '.streamlit/secrets.toml': `OPENAI_API_KEY = "${key}"\n`,
      },
      'Streamlit gives it to the programs that it starts; others do not get it',
      'Streamlit 会把它交给由它启动的程序，其他程序读不到',
    ],
    [
      'VS Code',
      {
        ...python,
        '.vscode/launch.json': `{"configurations":[{"envFile":"\${workspaceFolder}/.env.dev"}]}`,
        '.env.dev': line,
      },
      'VS Code gives it to the programs that it starts',
      'VS Code 会把它交给由它启动的程序',
    ],
    [
      'Kubernetes',
      {
        ...python,
        'k8s/secret.yaml': `apiVersion: v1\nkind: Secret\nstringData:\n  OPENAI_API_KEY: ${key}\n`,
      },
      'Kubernetes gives it to the programs that it starts',
      'Kubernetes 会把它交给由它启动的程序',
    ],
    [
      'a configuration file that nothing names',
      { 'appsettings.json': `{"OpenAI":{"ApiKey":"${key}"}}`, 'App.csproj': '<Project/>' },
      'Whether your program loads that file cannot be told without running it',
      '不运行程序就无法判断它是否会加载该文件',
    ],
  ])('%s', async (_, files, english, chinese) => {
    const seen = await look(files);
    expect(seen.cause).toBe('key_missing');
    expect(seen.says).toContain(english);
    expect(seen.says).not.toContain(none);
    expect(seen.title).not.toBe('There is no API key');
    expect((await look(files, 'zh-CN')).says).toContain(chinese);
  });
  test('a copy of another program’s file, or one of another mode, is loaded by nothing', async () => {
    for (const name of ['.env.bak', '.env.production'])
      expect(
        (await look({ ...manifest({ dev: 'node --env-file=.env x.js' }), [name]: line })).says,
      ).toContain(none);
  });
  test('every key in a file can be tested where it stands', async () => {
    const env = await look({ ...python, 'conf/app.env': line });
    expect(env.does).toContain('To test the key in that file: openai-setup verify conf/app.env');
    const json = await look({ 'config.json': `{\n  "openaiKey": "${key}"\n}\n` });
    expect(json.does).toContain(
      'To test the key in that file: sed -n 2p config.json | openai-setup verify --key-stdin',
    );
  });
});

describe('title and explanation agree', () => {
  test.each(['en', 'zh-CN'] as const)('%s', async (language) => {
    const doubtful = await look(
      { ...manifest({ dev: 'concurrently "cd api && python x.py"' }), 'api/.env': line },
      language,
    );
    const named = await look({ '.env': `OPENAI_KEY=${key}\n` }, language);
    const nothing = await look({}, language);
    const titles = [doubtful, named, nothing].map(({ title }) => title);
    expect(titles).toEqual(
      language === 'en'
        ? ['The program may not get a key', 'There is no key named OPENAI_API_KEY', 'There is no API key']
        : ['程序不一定能读到密钥', '没有名为 OPENAI_API_KEY 的密钥', '没有找到 API 密钥'],
    );
  });
});
