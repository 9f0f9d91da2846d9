import { describe, expect, test } from 'vitest';
import { lookLocally } from '../../src/checks/look-locally.ts';
import type { VerifyRequest } from '../../src/checks/verify-request.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { keyBuilders } from '../support/keys.ts';
import { folder, stepWorld } from '../support/wizard.ts';

const [one, two] = [73, 74].map((seed) => keyBuilders.project(seed)) as [string, string];
const line = (value: string): string => `OPENAI_API_KEY=${value}\n`;

/** What the check `load` says, and the file of the key that it found. */
async function look(files: Readonly<Record<string, string>>, cwd = folder) {
  const world = stepWorld(files, [], { more: { platform: 'linux', nodeVersion: '22.21.0', cwd } });
  const request = { file: null, key: null, offline: true, strict: false, trustBaseUrl: false };
  const view = await lookLocally(world.ports as Ports, request as unknown as VerifyRequest);
  const status = view.list.results.find(({ id }) => id === 'load')?.status;
  const origin = view.about.key?.origin;
  return [status, origin?.type === 'file' ? origin.absolute.replace(`${folder}/`, '') : null];
}

const manifest = (more: object = {}): string =>
  JSON.stringify({
    type: 'module',
    scripts: { dev: 'node index.js' },
    dependencies: { dotenv: '17.0.0', openai: '6', zod: '4' },
    ...more,
  });
const usual = { 'package.json': manifest(), '.env': line(one) };
const late = { 'index.js': "import './ai.js';\nimport dotenv from 'dotenv';\ndotenv.config();\n" };
const inTime = { 'index.js': "import 'dotenv/config';\nimport './ai.js';\n" };
const from = 'import OpenAI from "openai";\n';

describe('code that takes the key when it is loaded', () => {
  const takes: readonly (readonly [string, string])[] = [
    ['a client', `${from}export const client = new OpenAI();`],
    ['a pattern', `const { PORT, OPENAI_API_KEY } = process.env;\nexport { OPENAI_API_KEY };`],
    ['a name in brackets', `export const key = process.env['OPENAI_API_KEY'];`],
    ['what is handed out by default', `export default { openai: { apiKey: process.env.OPENAI_API_KEY } };`],
    ['an option of a call', `setUp({ apiKey: process.env.OPENAI_API_KEY });`],
    ['a schema', `export const env = z.object({ OPENAI_API_KEY: z.string() }).parse(process.env);`],
    [
      'an option of a schema',
      `export const env = createEnv({ server: { OPENAI_API_KEY: s }, runtimeEnv: process.env });`,
    ],
    [
      'a copy',
      `export const config = { ...process.env, model: 'gpt-5' };\nconst key = () => config.OPENAI_API_KEY;`,
    ],
    [
      'a function that is called',
      `${from}function make() { return new OpenAI(); }\nexport const client = make();`,
    ],
    [
      'an arrow function that is called',
      `${from}const make = () => new OpenAI();\nexport const client = make();`,
    ],
    ['a function that is called on the spot', `${from}export const client = (() => new OpenAI())();`],
    ['a class that is made', `${from}class Llm { client = new OpenAI(); }\nexport const llm = new Llm();`],
    [
      'a class whose constructor does',
      `${from}class Llm { constructor() { this.c = new OpenAI(); } }\nexport const llm = new Llm();`,
    ],
  ];
  test.each(takes)('%s: a file that is loaded later comes too late, nobody can tell', async (_, code) => {
    expect(await look({ ...usual, ...late, 'ai.js': code })).toEqual(['skip', '.env']);
    expect(await look({ ...usual, ...inTime, 'ai.js': code })).toEqual(['pass', '.env']);
  });

  test.each([
    ['a function that nobody calls', `${from}export function make() { return new OpenAI(); }`],
    ['a class that nobody makes', `${from}export class Llm { client = new OpenAI(); }`],
    ['a method', `${from}export const llm = { ask() { return new OpenAI(); } };`],
    ['the environment by its name', `const env = process.env;\nexport const key = () => env.OPENAI_API_KEY;`],
    [
      'a question',
      `if (!process.env.OPENAI_API_KEY) console.warn('OPENAI_API_KEY is missing', process.env.HOME);`,
    ],
    ['what another program is given', `const child = spawn('x', { env: process.env }); // OPENAI_API_KEY`],
    ['a schema of something else', `export const env = z.object({ PORT: z.string() }).parse(process.env);`],
  ])('%s takes none', async (_, code) => {
    expect(await look({ ...usual, ...late, 'ai.js': code })).toEqual(['pass', '.env']);
  });

  test('a function of another file that is called before the file is loaded', async () => {
    const index = (first: string, second: string): string =>
      `import dotenv from 'dotenv';\nimport { createServer } from './server.js';\n${first}\n${second}\n`;
    const [load, make] = ['dotenv.config();', 'const app = createServer();'];
    const server = { 'server.js': `${from}export function createServer() { return { ai: new OpenAI() }; }` };
    expect(await look({ ...usual, ...server, 'index.js': index(make, load) })).toEqual(['skip', '.env']);
    expect(await look({ ...usual, ...server, 'index.js': index(load, make) })).toEqual(['pass', '.env']);
  });
});

describe('modules that are not named by their way', () => {
  const client = `${from}export const client = new OpenAI();`;
  const index = (name: string): string =>
    `import '${name}';\nimport dotenv from 'dotenv';\ndotenv.config();\n`;
  test.each<[string, string, Record<string, string>]>([
    ['the usual alias', '@/ai', { 'src/ai.ts': client }],
    ['another usual one', '~/ai', { 'app/ai.ts': client }],
    [
      'paths of tsconfig.json',
      '#server/ai',
      {
        'tsconfig.json': '{ // comment\n "compilerOptions": { "paths": { "#server/*": ["./server/*"], } } }',
        'server/ai.ts': client,
      },
    ],
    [
      'its baseUrl',
      'lib/ai',
      { 'tsconfig.json': '{"compilerOptions":{"baseUrl":"./src"}}', 'src/lib/ai.ts': client },
    ],
    [
      'imports of package.json',
      '#ai',
      { 'package.json': manifest({ imports: { '#ai': { default: './lib/ai.js' } } }), 'lib/ai.js': client },
    ],
  ])('%s', async (_, name, files) => {
    expect(await look({ ...usual, ...files, 'index.js': index(name) })).toEqual(['skip', '.env']);
    expect(await look({ ...usual, ...files, 'index.js': index('express') })).toEqual(['pass', '.env']);
  });

  const workspace = {
    'package.json': JSON.stringify({ workspaces: ['apps/*', 'packages/*'] }),
    'package-lock.json': '{}',
    'apps/api/package.json': manifest({
      dependencies: { dotenv: '17.0.0', '@acme/llm': '*', '@acme/settings': '*' },
    }),
    'apps/api/.env': line(one),
    '.env': line(two),
  };
  test('a client of another package of the workspace', async () => {
    const llm = {
      'packages/llm/package.json': JSON.stringify({
        name: '@acme/llm',
        exports: { '.': { types: './i.d.ts', default: './src/index.ts' } },
      }),
      'packages/llm/src/index.ts': client,
    };
    const app = `${folder}/apps/api`;
    const files = { ...workspace, ...llm, 'apps/api/index.js': index('@acme/llm') };
    expect(await look(files, app)).toEqual(['skip', 'apps/api/.env']);
  });

  test('another package that loads the file of the root', async () => {
    const settings = {
      'packages/config/package.json': JSON.stringify({ name: '@acme/settings' }),
      'packages/config/src/index.ts':
        "import dotenv from 'dotenv';\nimport path from 'node:path';\ndotenv.config({ path: path.resolve(import.meta.dirname, '../../../.env') });\n",
    };
    const app = { 'apps/api/index.js': `import '@acme/settings';\n${from}const client = new OpenAI();\n` };
    expect(await look({ ...workspace, ...settings, ...app }, `${folder}/apps/api`)).toEqual(['pass', '.env']);
  });
});

describe('Python that takes the key when it is loaded', () => {
  const base = { 'requirements.txt': 'openai\npython-dotenv\npydantic-settings\n', '.env': line(one) };
  const client = 'from openai import OpenAI\n';
  const load = 'from dotenv import load_dotenv\nload_dotenv()\n';
  test.each([
    ['a function that is called', `${client}def make():\n    return OpenAI()\n\nclient = make()\n`],
    [
      'functions that call each other',
      `${client}def make():\n    return OpenAI()\n\ndef get():\n    return make()\n\nclient = get()\n`,
    ],
    [
      'a class that is made',
      `${client}class Llm:\n    def __init__(self):\n        self.client = OpenAI()\n\nllm = Llm()\n`,
    ],
    ['a field of a class', `${client}class Llm:\n    client = OpenAI()\n`],
    [
      'a value in a table',
      'import os\nCONFIG = {\n    "openai": {"api_key": os.getenv("OPENAI_API_KEY")},\n}\n',
    ],
    ['a value by its own name', 'from os import getenv\nKEY = getenv("OPENAI_API_KEY", "")\n'],
    ['a parameter’s default', 'import os\ndef ask(text, key=os.environ.get("OPENAI_API_KEY")):\n    pass\n'],
    [
      'settings without a file',
      'class Settings(BaseSettings):\n    openai_api_key: str = ""\n\n    model: str = "x"\n\nsettings = Settings()\n',
    ],
    [
      'settings that a function keeps',
      'class Settings(BaseSettings):\n    openai_api_key: str\n\n@lru_cache\ndef get_settings():\n    return Settings()\n\nsettings = get_settings()\n',
    ],
  ])('%s', async (_, code) => {
    const late = { 'main.py': `import ai\n${load}`, 'ai.py': code };
    expect(await look({ ...base, ...late })).toEqual(['skip', '.env']);
    const inTime = { 'main.py': `${load}import ai\n`, 'ai.py': code };
    expect(await look({ ...base, ...inTime })).toEqual(['pass', '.env']);
  });

  test.each([
    ['a function that nobody calls', `${client}def make():\n    return OpenAI()\n`],
    [
      'a class that nobody makes',
      `${client}class Llm:\n    def __init__(self):\n        self.client = OpenAI()\n`,
    ],
    [
      'a question',
      'import os\nif not os.getenv("OPENAI_API_KEY"):\n    print("no key", os.getenv("OPENAI_API_KEY"))\n',
    ],
    [
      'settings of something else',
      'class Settings(BaseSettings):\n    port: int = 1\n\nsettings = Settings()\nopenai_api_key = None\n',
    ],
  ])('%s takes none', async (_, code) => {
    expect(await look({ ...base, 'main.py': `import ai\n${load}`, 'ai.py': code })).toEqual(['pass', '.env']);
  });

  test('a function of another file that is called before the file is loaded', async () => {
    const ai = { 'ai.py': `${client}def make():\n    return OpenAI()\n` };
    const late = {
      'main.py': `from ai import make\nfrom dotenv import load_dotenv\nclient = make()\nload_dotenv()\n`,
    };
    expect(await look({ ...base, ...ai, ...late })).toEqual(['skip', '.env']);
    const inTime = { 'main.py': `from ai import make\n${load}client = make()\n` };
    expect(await look({ ...base, ...ai, ...inTime })).toEqual(['pass', '.env']);
  });
});

describe('what only running it would tell is no missing key', () => {
  const local = { '.env.local': line(one) };
  const node = (dependencies: object, scripts: object = {}): Record<string, string> => ({
    'package.json': JSON.stringify({ scripts, dependencies: { openai: '6', ...dependencies } }),
  });
  const client = `${from}new OpenAI();\n`;
  test.each<[string, Record<string, string>, string]>([
    [
      'a script that is not the start command names the file',
      {
        ...node({ dotenv: '17.0.0' }, { translate: 'node translate.mjs' }),
        'translate.mjs': `import dotenv from 'dotenv';\ndotenv.config({ path: ['.env.local', '.env'] });\n${client}`,
        ...local,
      },
      '.env.local',
    ],
    [
      'a file that nothing names loads another one',
      {
        ...node({ dotenv: '17.0.0' }),
        'generate.js':
          "require('dotenv').config({ path: __dirname + '/secrets.env' });\nnew (require('openai'))();\n",
        'secrets.env': line(one),
      },
      'secrets.env',
    ],
    [
      'a package that reads files of several names',
      {
        ...node({ 'dotenv-flow': '4' }, { start: 'node index.js' }),
        'index.js': `require('dotenv-flow').config();\nconst OpenAI = require('openai');\nnew OpenAI();\n`,
        ...local,
      },
      '.env.local',
    ],
    [
      'Python that puts files together',
      {
        'requirements.txt': 'openai\npython-dotenv\n',
        'main.py':
          'config = {**dotenv_values(".env.shared"), **dotenv_values(".env.secret")}\nclient = OpenAI(api_key=config["OPENAI_API_KEY"])\n',
        '.env.secret': line(one),
      },
      '.env.secret',
    ],
  ])('%s', async (_, files, file) => expect(await look(files)).toEqual(['skip', file]));

  test('a server that prepares Next.js after its client was made', async () => {
    const server = (first: string, second: string): Record<string, string> => ({
      'package.json': JSON.stringify({
        scripts: { dev: 'node server.js' },
        dependencies: { next: '16.0.0', react: '19', openai: '6' },
      }),
      'server.js': `const OpenAI = require('openai');\nconst next = require('next');\n${first}\nconst app = next({ dev: true });\napp.prepare().then(() => {\n${second}\n});\n`,
      ...local,
    });
    const make = 'const ai = new OpenAI();';
    expect(await look(server(make, ''))).toEqual(['skip', '.env.local']);
    expect(await look(server('', make))).toEqual(['pass', '.env.local']);
  });
});

test('a package of the workspace that loads the file, where only it has dotenv', async () => {
  const files = {
    'package.json': JSON.stringify({ workspaces: ['apps/*', 'packages/*'] }),
    'package-lock.json': '{}',
    '.env': line(one),
    'packages/config/package.json': JSON.stringify({
      name: '@acme/config',
      main: 'index.js',
      dependencies: { dotenv: '17.0.0' },
    }),
    'packages/config/index.js':
      "require('dotenv').config({ path: require('path').resolve(__dirname, '../../.env') });\n",
    'apps/worker/package.json': JSON.stringify({
      scripts: { start: 'node index.js' },
      dependencies: { openai: '6', '@acme/config': '*' },
    }),
    'apps/worker/index.js': "require('@acme/config');\nconst OpenAI = require('openai');\nnew OpenAI();\n",
  };
  expect(await look(files, `${folder}/apps/worker`)).toEqual(['pass', '.env']);
});
