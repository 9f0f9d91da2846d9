import { describe, expect, test } from 'vitest';
import { lookLocally } from '../../src/checks/look-locally.ts';
import type { VerifyRequest } from '../../src/checks/verify-request.ts';
import { pythonCalls } from '../../src/domain/code/python-calls.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { keyBuilders } from '../support/keys.ts';
import { folder, stepWorld } from '../support/wizard.ts';

const [one, two] = [71, 72].map((seed) => keyBuilders.project(seed)) as [string, string];
const line = (value: string): string => `OPENAI_API_KEY=${value}\n`;

/** Which key a program gets, from which file, by the check `load`. */
async function look(files: Readonly<Record<string, string>>) {
  const world = stepWorld(files, [], { more: { platform: 'linux', nodeVersion: '22.21.0' } });
  const request = { file: null, key: null, offline: true, strict: false, trustBaseUrl: false };
  const view = await lookLocally(world.ports as Ports, request as unknown as VerifyRequest);
  const key = view.about.key;
  const status = view.list.results.find(({ id }) => id === 'load')?.status;
  const from = key?.origin.type === 'file' ? key.origin.absolute.replace(`${folder}/`, '') : null;
  return [status, key?.value.is(one) ? 'one' : key?.value.is(two) ? 'two' : null, from];
}

/** A project of NestJS with a version of its configuration, what its module imports, and its env file. */
const nest = (version: string, imports: string, env: string): Record<string, string> => ({
  'package.json': JSON.stringify({
    scripts: { dev: 'nest start --watch' },
    dependencies: { '@nestjs/config': version },
  }),
  'src/main.ts': "import { AppModule } from './app.module';",
  'src/app.module.ts': `import { ConfigModule } from '@nestjs/config'; @Module({ imports: [${imports}] }) export class AppModule {}`,
  '.env': env,
});

describe('a program of Node with dotenv', () => {
  const uses = (dev = 'node index.js') => ({
    'package.json': JSON.stringify({ scripts: { dev }, dependencies: { dotenv: '17.0.0', openai: '6' } }),
  });
  const both = { '.env': line(one), '.env.local': line(two) };
  test.each<[string, Record<string, string>, readonly unknown[]]>([
    ['the usual import', { ...uses(), 'index.js': "import 'dotenv/config';" }, ['pass', 'one', '.env']],
    [
      'a path',
      { ...uses(), 'index.js': "require('dotenv').config({ path: '.env.local' });" },
      ['pass', 'two', '.env.local'],
    ],
    [
      'several paths',
      { ...uses(), 'index.js': "import { config } from 'dotenv'; config({ path: ['.env.local', '.env'] });" },
      ['pass', 'two', '.env.local'],
    ],
    [
      'a path from the file’s folder',
      {
        ...uses('tsx src/server.ts'),
        'src/server.ts':
          "import dotenv from 'dotenv'; import path from 'path'; dotenv.config({ path: path.join(__dirname, '../.env.local') });",
      },
      ['pass', 'two', '.env.local'],
    ],
    [
      'a file that is imported',
      {
        ...uses('tsx watch src/main.ts'),
        'src/main.ts': "import './env.js'; import x from 'x';",
        'src/env.ts': "import * as dotenv from 'dotenv'; dotenv.config();",
      },
      ['pass', 'one', '.env'],
    ],
    [
      'one that overrides',
      {
        ...uses(),
        'index.js':
          "const d = require('dotenv'); d.config(); d.config({ path: '.env.local', override: true });",
      },
      ['pass', 'two', '.env.local'],
    ],
    [
      'Node’s own',
      { ...uses(), 'index.js': "import process from 'node:process'; process.loadEnvFile('.env.local');" },
      ['pass', 'two', '.env.local'],
    ],
    [
      'a path that is made when it runs',
      { ...uses(), 'index.js': "require('dotenv').config({ path: '.env.' + process.env.STAGE });" },
      ['skip', 'one', '.env'],
    ],
    [
      'NestJS',
      {
        'package.json': JSON.stringify({
          scripts: { dev: 'nest start --watch' },
          dependencies: { '@nestjs/config': '4' },
        }),
        'src/main.ts': "import { AppModule } from './app.module';",
        'src/app.module.ts':
          "@Module({ imports: [ConfigModule.forRoot({ isGlobal: true, envFilePath: '.env.local' })] }) export class AppModule {} import { ConfigModule } from '@nestjs/config';",
      },
      ['pass', 'two', '.env.local'],
    ],
    [
      'NestJS that resolves references, by the library of its version',
      nest('4.0.4', 'ConfigModule.forRoot({ expandVariables: true })', `L=${one}\nOPENAI_API_KEY=$L\n`),
      ['pass', 'one', '.env'],
    ],
    [
      'the same where only the library of a newer version would find it',
      nest('4.0.4', 'ConfigModule.forRoot({ expandVariables: true })', `OPENAI_API_KEY=$L\nL=${one}\n`),
      ['fail', null, '.env'],
    ],
    [
      'NestJS told how to resolve them',
      nest('4.0.4', 'ConfigModule.forRoot({ expandVariables: { ignoreProcessEnv: true } })', line(one)),
      ['skip', 'one', '.env'],
    ],
    [
      'NestJS with a reader of the project',
      nest('12.0.1', 'ConfigModule.forRoot({ parser: parse })', line(one)),
      ['skip', 'one', '.env'],
    ],
    ['pm2 with a file of its own', { ...uses('pm2 start ecosystem.config.js') }, ['skip', 'one', '.env']],
    [
      'dotenv in front of the program',
      {
        ...uses('node -r dotenv/config index.js dotenv_config_path=.env.local'),
        'index.js': "import OpenAI from 'openai';",
      },
      ['pass', 'two', '.env.local'],
    ],
    ['no call', { ...uses(), 'index.js': "import OpenAI from 'openai';" }, ['skip', 'one', '.env']],
    [
      'a comment',
      { ...uses(), 'index.js': "import OpenAI from 'openai'; // require('dotenv').config()" },
      ['skip', 'one', '.env'],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await look({ ...both, ...files })).toEqual(expected);
  });
});

describe('a program that runs elsewhere than in the folder', () => {
  const code = { 'index.js': "import 'dotenv/config';\nimport OpenAI from 'openai';\nnew OpenAI();\n" };
  const started = (start: string): Record<string, string> => ({
    'package.json': JSON.stringify({ scripts: { start }, dependencies: { dotenv: '17.0.0', openai: '6' } }),
    ...code,
    '.env': line(one),
  });
  const service = (more: string): Record<string, string> => ({
    'compose.yaml': `services:\n  web:\n    build: .\n${more}`,
  });
  test.each<[string, Record<string, string>, readonly unknown[]]>([
    ['an image', started('docker build -t a . && docker run a'), ['skip', 'one', '.env']],
    [
      'an image that is given the file',
      started('docker run --rm --env-file .env a'),
      ['pass', 'one', '.env'],
    ],
    ['a service', { ...started('docker compose up'), ...service('') }, ['skip', 'one', '.env']],
    [
      'a service that is given the file',
      { ...started('docker compose up --build'), ...service('    env_file: .env\n') },
      ['pass', 'one', '.env'],
    ],
    [
      'a service of a Makefile',
      {
        Makefile: 'run:\n\tdocker compose up\n',
        ...service(''),
        'requirements.txt': 'openai\npython-dotenv\n',
        'app.py': 'from dotenv import load_dotenv\nload_dotenv()\nclient = OpenAI()\n',
        '.env': line(one),
      },
      ['skip', 'one', '.env'],
    ],
  ])('%s', async (_, files, expected) => expect(await look(files)).toEqual(expected));

  const worker = (date: string, code: string): Record<string, string> => ({
    'package.json': JSON.stringify({
      scripts: { dev: 'wrangler dev' },
      dependencies: { wrangler: '4.40.0', openai: '6' },
    }),
    'wrangler.toml': `main = "src/index.ts"\ncompatibility_date = "${date}"\ncompatibility_flags = ["nodejs_compat"]\n`,
    'src/index.ts': `import OpenAI from 'openai';\nexport default { fetch: (request, env) => ${code} };\n`,
    '.dev.vars': line(one),
  });
  const file = '.dev.vars';
  test.each<[string, Record<string, string>, readonly unknown[]]>([
    ['a client that takes it from process.env', worker('2025-09-01', 'new OpenAI()'), ['pass', 'one', file]],
    ['the same where that is empty', worker('2024-09-23', 'new OpenAI()'), ['skip', 'one', file]],
    [
      'a client that is given it',
      worker('2024-09-23', 'new OpenAI({ apiKey: env.OPENAI_API_KEY })'),
      ['pass', 'one', file],
    ],
  ])('a worker: %s', async (_, files, expected) => expect(await look(files)).toEqual(expected));
});

describe('a program of Python', () => {
  const both = { '.env': line(one), '.env.local': line(two), 'requirements.txt': 'openai\n' };
  test.each<[string, Record<string, string>, readonly unknown[]]>([
    [
      'load_dotenv()',
      { 'app.py': 'from dotenv import load_dotenv\nload_dotenv()\n' },
      ['pass', 'one', '.env'],
    ],
    ['a path', { 'app.py': 'load_dotenv(".env.local")\n' }, ['pass', 'two', '.env.local']],
    [
      'the nearest upwards',
      { 'src/app.py': 'load_dotenv()\n', 'src/.env': line(two) },
      ['pass', 'two', 'src/.env'],
    ],
    [
      'a path from the file',
      { 'app.py': 'load_dotenv(Path(__file__).resolve().parent / ".env.local")\n' },
      ['pass', 'two', '.env.local'],
    ],
    [
      'a constant',
      {
        'config/settings.py':
          'BASE_DIR = Path(__file__).resolve().parent.parent\nload_dotenv(os.path.join(BASE_DIR, ".env.local"))\n',
      },
      ['pass', 'two', '.env.local'],
    ],
    [
      'Flask',
      { 'app.py': 'import flask\n', 'requirements.txt': 'Flask==3\npython-dotenv\n' },
      ['pass', 'one', '.env'],
    ],
    [
      'pydantic-settings',
      {
        'app.py':
          'class S(BaseSettings):\n    model_config = SettingsConfigDict(env_file=".env.local")\n    openai_api_key: str\nclient = OpenAI(api_key=S().openai_api_key)\n',
      },
      ['pass', 'two', '.env.local'],
    ],
    [
      'pydantic-settings that keep what they read',
      { 'app.py': 'class S(BaseSettings):\n    model_config = SettingsConfigDict(env_file=".env.local")\n' },
      ['skip', 'one', '.env'],
    ],
    [
      'django-environ is not modelled',
      { 'app.py': 'environ.Env.read_env(BASE_DIR / ".env")\n' },
      ['skip', 'one', '.env'],
    ],
    ['a variable', { 'app.py': 'load_dotenv(os.environ["X"])\n' }, ['skip', 'one', '.env']],
    ['a comment', { 'app.py': '# load_dotenv()\n"""\nload_dotenv()\n"""\n' }, ['skip', 'one', '.env']],
    [
      'two that differ',
      { 'app.py': 'load_dotenv(".env.local")\n', 'b.py': 'load_dotenv(".env")\n' },
      ['skip', 'one', '.env'],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await look({ ...both, ...files })).toEqual(expected);
  });

  test('override=True lets the file count before the shell', () => {
    expect(pythonCalls('load_dotenv(override=True)')).toEqual([
      { reader: 'python-dotenv', path: null, overrides: true },
    ]);
    expect(pythonCalls('load_dotenv(stream=x)')).toEqual([null]);
    expect(pythonCalls('load_dotenv(find_dotenv())')).toEqual([
      { reader: 'python-dotenv', path: null, overrides: false },
    ]);
    expect(pythonCalls(`load_dotenv(${'('.repeat(5000)}`)).toEqual([null]);
  });
});
