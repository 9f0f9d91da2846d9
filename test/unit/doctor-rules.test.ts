import { describe, expect, test } from 'vitest';
import { ciSecretDiffers } from '../../src/domain/doctor/rules/ci-secret-differs.ts';
import { envFileNotLoaded } from '../../src/domain/doctor/rules/env-file-not-loaded.ts';
import { keyInBrowser } from '../../src/domain/doctor/rules/key-in-browser.ts';
import { notLoadedInProduction } from '../../src/domain/doctor/rules/not-loaded-in-production.ts';
import { variableNameDiffers } from '../../src/domain/doctor/rules/variable-name-differs.ts';
import { cleanText } from '../../src/domain/text/clean.ts';
import { keyBuilders } from '../support/keys.ts';
import { findings, found, type MadeUp } from '../support/made-up-project.ts';

type Files = Readonly<Record<string, string>>;
const key = keyBuilders.project(1);
const json = (fields: object): string => JSON.stringify(fields);
const reading = (name: string, more: object = {}): MadeUp => ({
  reads: [{ in: 'src/a.ts', name, line: 4, ...more }],
});

describe('another variable than the env file sets', () => {
  test.each<[string, Files, MadeUp, string]>([
    [
      'a short name in the code',
      { '.env': `OPENAI_API_KEY=${key}` },
      reading('OPENAI_KEY'),
      'src/a.ts:4 OPENAI_KEY',
    ],
    [
      'a short name in the file',
      { '.env': `OPENAI_KEY=${key}` },
      reading('OPENAI_API_KEY'),
      'src/a.ts:4 OPENAI_API_KEY',
    ],
    [
      'another spelling',
      { '.env.local': `OPENAI_API_KEY=${key}` },
      reading('OPEN_AI_API_KEY'),
      'src/a.ts:4 OPEN_AI_API_KEY',
    ],
    [
      'a file further up',
      { '.env': `OPENAI_API_KEY=${key}` },
      { reads: [{ in: 'apps/api/a.py', name: 'OPENAI_TOKEN' }] },
      'apps/api/a.py:1 OPENAI_TOKEN',
    ],
    [
      'text for people that names it',
      { '.env': `OPENAI_API_KEY=${key}`, 'README.md': 'Set OPENAI_KEY.' },
      reading('OPENAI_KEY'),
      'src/a.ts:4 OPENAI_KEY',
    ],
  ])('%s', (_, files, about, expected) => {
    expect(found(variableNameDiffers, files, about)).toEqual([expected]);
  });

  test.each<[string, Files, MadeUp]>([
    ['the same name', { '.env': `OPENAI_KEY=${key}` }, reading('OPENAI_KEY')],
    ['both names set', { '.env': `OPENAI_KEY=${key}\nOPENAI_API_KEY=${key}` }, reading('OPENAI_KEY')],
    [
      'another file of the folder',
      { '.env': 'A=1', '.env.local': `OPENAI_KEY=${key}` },
      reading('OPENAI_KEY'),
    ],
    [
      'a file of a neighbour',
      { 'apps/web/.env': `OPENAI_API_KEY=${key}` },
      { reads: [{ in: 'apps/api/a.ts', name: 'OPENAI_KEY' }] },
    ],
    ['a default', { '.env': `OPENAI_API_KEY=${key}` }, reading('OPENAI_KEY', { hasDefault: true })],
    ['no key', { '.env': `OPENAI_API_KEY=${key}` }, reading('OPENAI_KEY', { isKey: false })],
    [
      'the other one is read there too',
      { '.env': `OPENAI_API_KEY=${key}` },
      {
        reads: [
          { in: 'a.ts', name: 'OPENAI_KEY' },
          { in: 'a.ts', name: 'OPENAI_API_KEY' },
        ],
      },
    ],
    ['this shell', { '.env': `OPENAI_API_KEY=${key}` }, { ...reading('OPENAI_KEY'), shell: ['OPENAI_KEY'] }],
    [
      'compose sets it',
      {
        '.env': `OPENAI_API_KEY=${key}`,
        'compose.yaml': 'services:\n  a:\n    environment:\n      OPENAI_KEY: $OPENAI_API_KEY\n',
      },
      reading('OPENAI_KEY'),
    ],
    ['another service', { '.env': `OPENAI_API_KEY=${key}` }, reading('AZURE_OPENAI_API_KEY')],
    ['an empty one', { '.env': 'OPENAI_API_KEY=\n' }, reading('OPENAI_KEY')],
    [
      'other variables',
      { '.env': 'OPENAI_MODEL=x\nOPENAI_ORG_ID=org-1\nGITHUB_TOKEN=x' },
      reading('OPENAI_KEY'),
    ],
    ['an example only', { '.env.example': `OPENAI_API_KEY=${key}` }, reading('OPENAI_KEY')],
    ['the browser', { '.env': `OPENAI_API_KEY=${key}` }, reading('VITE_OPENAI_API_KEY', { inBrowser: true })],
  ])('not: %s', (_, files, about) => {
    expect(found(variableNameDiffers, files, about)).toEqual([]);
  });

  test('the mend is an edit of the name as it is written', () => {
    const about = reading('OPENAI_KEY', { written: { from: 10, to: 20 } });
    const [one] = findings(variableNameDiffers, { '.env': `OPENAI_API_KEY=${key}` }, about);
    expect(one?.fix).toEqual({
      replacement: 'OPENAI_API_KEY',
      lines: [],
      edits: [{ absolute: '/app/src/a.ts', from: 10, to: 20, before: 'OPENAI_KEY', after: 'OPENAI_API_KEY' }],
    });
  });
});

describe('an env file that nothing loads', () => {
  const env = { '.env': `A=1\nOPENAI_API_KEY=${key}\n` };
  const start = {
    'package.json': json({ scripts: { start: 'node src/a.js' }, dependencies: { openai: '6' } }),
  };
  const own = reading('OPENAI_API_KEY');
  test.each<[string, Files, MadeUp, string]>([
    ['a plain program', { ...env, ...start }, own, 'src/a.ts:4 OPENAI_API_KEY'],
    [
      'what people are told of copying',
      { ...env, ...start, 'README.md': 'Copy .env.example to .env', '.gitignore': '.env\n' },
      own,
      'src/a.ts:4 OPENAI_API_KEY',
    ],
    [
      'Python',
      { ...env, 'requirements.txt': 'openai\n', 'a.py': 'import openai' },
      { reads: [{ in: 'a.py', name: 'OPENAI_API_KEY' }] },
      'a.py:1 OPENAI_API_KEY',
    ],
    [
      'a name of its own',
      { '.env': `OPENAI_KEY=${key}`, ...start },
      reading('OPENAI_KEY'),
      'src/a.ts:4 OPENAI_KEY',
    ],
    [
      'process.env in the code',
      { ...env, ...start, 'src/a.ts': 'new OpenAI({ apiKey: process.env.OPENAI_API_KEY })' },
      own,
      'src/a.ts:4 OPENAI_API_KEY',
    ],
  ])('%s', (_, files, about, expected) => {
    expect(found(envFileNotLoaded, files, about)).toEqual([expected]);
  });

  test.each<[string, Files, MadeUp]>([
    ['the code loads it', { ...env, ...start, 'src/b.ts': "import 'dotenv/config'" }, own],
    [
      'the start command',
      { ...env, 'package.json': json({ scripts: { start: 'node --env-file=.env a.js' } }) },
      own,
    ],
    ['Node itself', { ...env, ...start, 'src/b.ts': 'process.loadEnvFile()' }, own],
    ['a framework', { ...env, 'package.json': json({ dependencies: { next: '16' } }) }, own],
    ['direnv', { ...env, ...start, '.envrc': 'dotenv' }, own],
    ['compose', { ...env, ...start, 'compose.yaml': 'services:\n  a:\n    env_file: .env\n' }, own],
    ['a script', { ...env, ...start, 'run.sh': 'set -a; . ./.env; node a.js' }, own],
    ['people are told to', { ...env, ...start, 'README.md': 'Run: source .env && npm start' }, own],
    [
      'python-dotenv',
      {
        ...env,
        'requirements.txt': 'openai\npython-dotenv\n',
        'b.py': 'import dotenv as d\nd.load_dotenv()',
      },
      { reads: [{ in: 'a.py', name: 'OPENAI_API_KEY' }] },
    ],
    [
      'pydantic',
      { ...env, 'a.py': 'model_config = SettingsConfigDict(env_file=".env")' },
      { reads: [{ in: 'a.py', name: 'OPENAI_API_KEY', ofFile: true }] },
    ],
    ['the code reads the file', { ...env, ...start, 'src/b.ts': "readFileSync('.env', 'utf8')" }, own],
    [
      'the loader says that it is',
      { ...env, ...start },
      { ...own, loading: { development: { loads: true, from: { absolute: '/app/.env' } } } },
    ],
    ['this shell', { ...env, ...start }, { ...own, shell: ['OPENAI_API_KEY'] }],
    ['no key in it', { '.env': 'A=1', ...start }, own],
    [
      'pipenv',
      { ...env, Pipfile: '[packages]\nopenai = "*"\n' },
      { reads: [{ in: 'a.py', name: 'OPENAI_API_KEY' }] },
    ],
    ['the browser', { ...env, ...start }, reading('OPENAI_API_KEY', { inBrowser: true })],
  ])('not: %s', (_, files, about) => {
    expect(found(envFileNotLoaded, files, about)).toEqual([]);
  });

  test('the mend starts node with the file', () => {
    const [one] = findings(envFileNotLoaded, { ...env, ...start }, own);
    const [edit] = one?.fix?.edits ?? [];
    const text = start['package.json'];
    expect(text.slice(0, edit?.from) + edit?.after + text.slice(edit?.to)).toContain(
      '"node --env-file=.env src/a.js"',
    );
  });
});

describe('a key that a bundler publishes', () => {
  test.each<[string, Files, MadeUp, string]>([
    [
      'env of Next.js',
      { 'next.config.js': 'module.exports = {\n  env: { OPENAI_API_KEY: process.env.OPENAI_API_KEY },\n}' },
      {},
      'next.config.js:2 OPENAI_API_KEY configured',
    ],
    [
      'under another name',
      { 'next.config.mjs': 'export default { env: { key: process.env.OPENAI_API_KEY } }' },
      {},
      'next.config.mjs:1 OPENAI_API_KEY configured',
    ],
    [
      'define of Vite',
      {
        'vite.config.ts':
          "export default defineConfig(({ mode }) => { const env = loadEnv(mode, '.', ''); return { define: { 'process.env.OPENAI_API_KEY': JSON.stringify(env.OPENAI_API_KEY) } } })",
      },
      {},
      'vite.config.ts:1 OPENAI_API_KEY configured',
    ],
    [
      'public of Nuxt',
      {
        'nuxt.config.ts':
          'export default defineNuxtConfig({ runtimeConfig: { public: { openai: process.env.OPENAI_KEY } } })',
      },
      {},
      'nuxt.config.ts:1 OPENAI_KEY configured',
    ],
    [
      'webpack',
      {
        'webpack.config.js':
          "module.exports = { plugins: [new webpack.DefinePlugin({ 'process.env.OPENAI_API_KEY': JSON.stringify(process.env.OPENAI_API_KEY) })] }",
      },
      {},
      'webpack.config.js:1 OPENAI_API_KEY configured',
    ],
    ['by its name', {}, reading('NEXT_PUBLIC_OPENAI_API_KEY'), 'src/a.ts:4 NEXT_PUBLIC_OPENAI_API_KEY reads'],
  ])('%s', (_, files, about, expected) => {
    expect(found(keyInBrowser, files, about)).toEqual([expected]);
  });

  test.each<[string, Files, MadeUp]>([
    [
      'what the server keeps',
      { 'next.config.js': 'module.exports = { serverRuntimeConfig: { key: process.env.OPENAI_API_KEY } }' },
      {},
    ],
    [
      'what the server of Nuxt keeps',
      {
        'nuxt.config.ts':
          'export default { runtimeConfig: { openaiApiKey: process.env.OPENAI_API_KEY, public: { base: "/" } } }',
      },
      {},
    ],
    [
      'other variables',
      {
        'next.config.js':
          'module.exports = { env: { MODEL: process.env.OPENAI_MODEL, ORG: process.env.OPENAI_ORG_ID } }',
      },
      {},
    ],
    [
      'a comment',
      {
        'next.config.js':
          '// env: { OPENAI_API_KEY: process.env.OPENAI_API_KEY }\nmodule.exports = { env: {} }',
      },
      {},
    ],
    [
      'an empty value',
      {
        'vite.config.ts':
          "export default { define: { 'process.env.OPENAI_API_KEY': '\"\"', 'process.env.OPENAI_KEY': 'undefined' } }",
      },
      {},
    ],
    [
      'the server of Vite reads it',
      {
        'vite.config.ts':
          'export default { server: { proxy: { "/v1": { headers: { authorization: process.env.OPENAI_API_KEY } } } } }',
      },
      {},
    ],
    ['a plain name', {}, reading('OPENAI_API_KEY')],
    ['no key', {}, reading('NEXT_PUBLIC_OPENAI_MODEL', { isKey: false })],
  ])('not: %s', (_, files, about) => {
    expect(found(keyInBrowser, files, about)).toEqual([]);
  });
});

describe('a program that gets no key in production', () => {
  const from = { absolute: '/app/.env' };
  const lost = {
    loader: cleanText('Node.js'),
    development: { loads: true, from },
    production: { loads: false, from: null },
  };
  const own = { ...reading('OPENAI_API_KEY'), loading: lost };
  const start = {
    'package.json':
      '{\n  "scripts": {\n    "dev": "node --env-file=.env a.js",\n    "start": "node a.js"\n  }\n}',
  };
  test.each<[string, Files, MadeUp, string]>([
    ['at its start command', start, own, 'package.json:4 node a.js'],
    [
      'text for people sets nothing',
      { ...start, 'README.md': 'Set OPENAI_API_KEY' },
      own,
      'package.json:4 node a.js',
    ],
  ])('%s', (_, files, about, expected) => {
    expect(found(notLoadedInProduction, files, about)).toEqual([expected]);
  });

  test.each<[string, Files, MadeUp]>([
    ['nothing here starts it in production', {}, own],
    ['it loads', start, { ...own, loading: { ...lost, production: { loads: true, from } } }],
    ['nobody can tell', start, { ...own, loading: { ...lost, production: { loads: null, from: null } } }],
    [
      'an image sets it',
      { ...start, 'compose.yaml': 'services:\n  a:\n    environment:\n      - OPENAI_API_KEY\n' },
      own,
    ],
    ['a workflow sets it', { ...start, '.github/workflows/d.yml': 'env:\n  OPENAI_API_KEY: x\n' }, own],
    [
      'a service sets it',
      { ...start, 'render.yaml': 'envVars:\n  - key: OPENAI_API_KEY\n    sync: false\n' },
      own,
    ],
    [
      'no key in development',
      start,
      { ...own, loading: { ...lost, development: { loads: false, from: null } } },
    ],
    ['the code reads none', start, { loading: lost }],
  ])('not: %s', (_, files, about) => {
    expect(found(notLoadedInProduction, files, about)).toEqual([]);
  });
});

describe('a workflow that passes the key under another name', () => {
  const at = '.github/workflows/ci.yml';
  const job = (steps: string, more = ''): Files => ({
    [at]: `on: push\n${more}jobs:\n  a:\n    runs-on: x\n    steps:\n${steps}`,
  });
  const step = (env: string, rest = 'run: npm test'): string =>
    `      - ${rest}\n        env:\n          ${env}\n`;
  const own = reading('OPENAI_API_KEY');
  const secret = (name: string): string => `\${{ secrets.${name} }}`;
  test.each<[string, Files, MadeUp, string]>([
    ['in a step', job(step(`OPENAI_KEY: ${secret('OPENAI_API_KEY')}`)), own, `${at}:8 OPENAI_KEY not_read`],
    [
      'for the whole workflow',
      job('      - run: npm test\n', `env:\n  OPENAI_KEY: ${secret('OPENAI_KEY')}\n`),
      own,
      `${at}:3 OPENAI_KEY not_read`,
    ],
    [
      'a name of the code’s own',
      job(step(`OPENAI_API_KEY: ${secret('OPENAI_API_KEY')}`)),
      reading('OPENAI_KEY'),
      `${at}:8 OPENAI_API_KEY not_read`,
    ],
    [
      'after actions that prepare',
      job(`      - uses: actions/checkout@v5\n${step(`OPEN_AI_KEY: ${secret('OPENAI_API_KEY')}`)}`),
      own,
      `${at}:9 OPEN_AI_KEY not_read`,
    ],
    [
      'a secret that GitHub refuses',
      job(step(`OPENAI_API_KEY: ${secret('GITHUB_OPENAI_KEY')}`)),
      own,
      `${at}:8 GITHUB_OPENAI_KEY not_provided`,
    ],
    [
      'people are told another name',
      {
        ...job(step(`OPENAI_API_KEY: ${secret('OPENAI_KEY')}`)),
        'README.md': 'Add a repository secret `OPENAI_API_KEY` on GitHub.',
      },
      own,
      `${at}:8 OPENAI_KEY not_provided`,
    ],
    [
      'a workflow that is called without it',
      {
        '.github/workflows/a.yml': `on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n    secrets:\n      OPENAI_API_KEY: ${secret('OPENAI_API_KEY')}\n`,
        '.github/workflows/b.yml': `on:\n  workflow_call:\n    secrets:\n      OPENAI_API_KEY:\n        required: true\njobs:\n  a:\n    steps:\n${step(`OPENAI_API_KEY: ${secret('OPENAI_KEY')}`)}`,
      },
      own,
      '.github/workflows/b.yml:11 OPENAI_KEY not_provided',
    ],
  ])('%s', (_, files, about, expected) => {
    expect(found(ciSecretDiffers, files, about)).toEqual([expected]);
  });

  test.each<[string, Files, MadeUp]>([
    ['the same name', job(step(`OPENAI_API_KEY: ${secret('OPENAI_API_KEY')}`)), own],
    ['a secret of any name', job(step(`OPENAI_API_KEY: ${secret('OPENAI_KEY')}`)), own],
    [
      'one name of two is read',
      job(step(`OPENAI_KEY: ${secret('K')}\n          OPENAI_API_KEY: ${secret('K')}`)),
      own,
    ],
    [
      'given further up',
      job(
        step(`OPENAI_KEY: ${secret('OPENAI_API_KEY')}`),
        `env:\n  OPENAI_API_KEY: ${secret('OPENAI_API_KEY')}\n`,
      ),
      own,
    ],
    [
      'the script uses it',
      job(step(`OPENAI_KEY: ${secret('OPENAI_API_KEY')}`, 'run: OPENAI_API_KEY=$OPENAI_KEY npm test')),
      own,
    ],
    [
      'handed on',
      job(step(`OPENAI_KEY: ${secret('OPENAI_API_KEY')}`, 'run: echo "OPENAI_API_KEY=x" >> $GITHUB_ENV')),
      own,
    ],
    ['an action reads it', job(step(`OPENAI_KEY: ${secret('OPENAI_API_KEY')}`, 'uses: acme/review@v1')), own],
    [
      'the code reads it otherwise',
      job(step(`OPENAI_KEY: ${secret('OPENAI_API_KEY')}`)),
      { reads: [...(own.reads ?? []), { in: 'b.ts', name: 'OPENAI_KEY', isKey: false }] },
    ],
    [
      'a script of the project reads it',
      { ...job(step(`OPENAI_KEY: ${secret('OPENAI_API_KEY')}`)), 'run.sh': 'curl -H "Bearer $OPENAI_KEY"' },
      own,
    ],
    [
      'other secrets',
      job(step(`NPM_TOKEN: ${secret('NPM_TOKEN')}\n          GITHUB_TOKEN: ${secret('GITHUB_TOKEN')}`)),
      own,
    ],
    ['no code reads a key', job(step(`OPENAI_KEY: ${secret('OPENAI_API_KEY')}`)), {}],
    [
      'people are told the same name',
      {
        ...job(step(`OPENAI_API_KEY: ${secret('OPENAI_KEY')}`)),
        'README.md': 'Add the repository secret OPENAI_KEY; locally set OPENAI_API_KEY.',
      },
      own,
    ],
    ['the token of GitHub', job(step(`OPENAI_API_KEY: ${secret('GITHUB_TOKEN')}`)), own],
    [
      'all secrets are passed',
      {
        '.github/workflows/a.yml':
          'on: push\njobs:\n  a:\n    uses: ./.github/workflows/b.yml\n    secrets: inherit\n',
        '.github/workflows/b.yml': `on: workflow_call\njobs:\n  a:\n    steps:\n${step(`OPENAI_API_KEY: ${secret('OPENAI_KEY')}`)}`,
      },
      own,
    ],
    [
      'called from elsewhere',
      {
        '.github/workflows/b.yml': `on:\n  workflow_call:\n    secrets: { OPENAI_KEY: { required: true } }\njobs:\n  a:\n    steps:\n${step(`OPENAI_API_KEY: ${secret('OPENAI_KEY')}`)}`,
      },
      own,
    ],
    ['no YAML', { [at]: 'on: push\n  jobs: [' }, own],
    ['a list', { [at]: '- a\n' }, own],
  ])('not: %s', (_, files, about) => {
    expect(found(ciSecretDiffers, files, about)).toEqual([]);
  });
});
