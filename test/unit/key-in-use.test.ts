import { describe, expect, test } from 'vitest';
import { lookLocally } from '../../src/checks/look-locally.ts';
import type { VerifyRequest } from '../../src/checks/verify-request.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { keyBuilders } from '../support/keys.ts';
import { stepWorld } from '../support/wizard.ts';

const [one, two] = [75, 76].map((seed) => keyBuilders.project(seed)) as [string, string];
const line = (value: string, name = 'OPENAI_API_KEY'): string => `${name}=${value}\n`;

/** What the check `load` says; the cause where there is a finding. */
async function look(
  files: Readonly<Record<string, string>>,
  { env = {}, platform = 'linux' }: { env?: Record<string, string>; platform?: 'linux' | 'win32' } = {},
) {
  const world = stepWorld(files, [], { env, more: { platform, nodeVersion: '22.21.0' } });
  const request = { file: null, key: null, offline: true, strict: false, trustBaseUrl: false };
  const view = await lookLocally(world.ports as Ports, request as unknown as VerifyRequest);
  return view.finding?.cause ?? view.list.results.find(({ id }) => id === 'load')?.status;
}

const manifest = (start: string, dependencies: object, more: object = {}): Record<string, string> => ({
  'package.json': JSON.stringify({ type: 'module', scripts: { dev: start }, dependencies, ...more }),
});
const node = manifest('node --env-file=.env index.js', { openai: '6' });
const dotenv = manifest('node index.js', { openai: '6', dotenv: '17.0.0' });
const from = "import OpenAI from 'openai';\n";
const inTime = "import 'dotenv/config';\n";

describe('a key that is taken only where another one is not there', () => {
  const chains: readonly (readonly [string, string])[] = [
    ['or', 'new OpenAI({ apiKey: process.env.MY_KEY || process.env.OPENAI_API_KEY });'],
    ['nullish', "new OpenAI({ apiKey: process.env['MY_KEY'] ?? process.env['OPENAI_API_KEY'] });"],
    ['three', 'const key = process.env.A_KEY || process.env.MY_KEY || process.env.OPENAI_API_KEY;'],
    ['on lines of their own', 'const key =\n  process.env.MY_KEY ??\n  process.env.OPENAI_API_KEY;'],
    ['a condition', 'const key = process.env.MY_KEY ? process.env.MY_KEY : process.env.OPENAI_API_KEY;'],
    [
      'a name of its own',
      'const mine = process.env.MY_KEY;\nconst key = mine || process.env.OPENAI_API_KEY;',
    ],
    ['later', 'let key = process.env.MY_KEY;\nkey ||= process.env.OPENAI_API_KEY;'],
    ['a pattern', 'const { MY_KEY, OPENAI_API_KEY } = process.env;\nconst key = MY_KEY || OPENAI_API_KEY;'],
    ['a call', "const key = get('MY_KEY') ?? get('OPENAI_API_KEY');"],
  ];
  test.each(chains)('%s', async (_, code) => {
    const both = line(two, 'MY_KEY') + line(one);
    expect(await look({ ...node, '.env': both, 'index.js': from + code })).toBe('skip');
    expect(await look({ ...dotenv, '.env': both, 'index.js': inTime + from + code })).toBe('skip');
    const shell = { env: { MY_KEY: two } };
    expect(await look({ ...node, '.env': line(one), 'index.js': from + code }, shell)).toBe('skip');
    expect(await look({ ...node, '.env': line(one), 'index.js': from + code })).toBe('pass');
    expect(await look({ ...node, '.env': `MY_KEY=\n${line(one)}`, 'index.js': from + code })).toBe('pass');
  });

  test.each([
    ['the usual one first', 'const key = process.env.OPENAI_API_KEY || process.env.MY_KEY;'],
    ['something else', 'const port = process.env.MY_KEY || 1; const key = process.env.OPENAI_API_KEY;'],
    ['what a user gives', 'const key = request.key ?? process.env.OPENAI_API_KEY;'],
  ])('%s', async (_, code) => {
    const both = line(two, 'MY_KEY') + line(one);
    expect(await look({ ...node, '.env': both, 'index.js': from + code })).toBe('pass');
  });

  test('in the server code of a framework, and in a container', async () => {
    const code = `${from}const key = process.env.MY_KEY || process.env.OPENAI_API_KEY;`;
    const both = line(two, 'MY_KEY') + line(one);
    const next = { ...manifest('next dev', { next: '16.0.0', openai: '6' }), 'lib/ai.ts': code };
    expect(await look({ ...next, '.env.local': both })).toBe('skip');
    expect(await look({ ...next, '.env.local': line(one) })).toBe('pass');
    const box = {
      ...manifest('docker compose up', { openai: '6' }),
      'index.js': code,
      'compose.yaml': 'services:\n  app:\n    build: .\n    env_file: .env\n',
    };
    expect(await look({ ...box, '.env': both })).toBe('skip');
    expect(await look({ ...box, '.env': line(one) })).toBe('pass');
  });
});

describe('clients that take another key', () => {
  const others: readonly (readonly [string, string])[] = [
    ['Azure, by its own variable', "import { AzureOpenAI } from 'openai';\nnew AzureOpenAI({ apiVersion });"],
    ['Azure, given', 'new AzureOpenAI({ apiKey: process.env.AZURE_OPENAI_API_KEY });'],
    ['Azure, of the AI SDK', "import { azure } from '@ai-sdk/azure'; // openai\nazure('gpt-5');"],
    ['Azure, of LangChain', "import { AzureChatOpenAI } from '@langchain/openai';\nnew AzureChatOpenAI();"],
    [
      'another vendor',
      "new OpenAI({ baseURL: 'https://api.deepseek.com', apiKey: process.env.DEEPSEEK_API_KEY });",
    ],
    [
      'another vendor, by a name',
      "const apiKey = process.env.GROQ_API_KEY;\nnew OpenAI({ apiKey, baseURL: 'https://api.groq.com/openai/v1' });",
    ],
    [
      'another vendor, with the usual name in a comment',
      '// not OPENAI_API_KEY\nnew OpenAI({ apiKey: process.env.DEEPSEEK_API_KEY });',
    ],
    ['another vendor, of the AI SDK', 'createOpenAI({ apiKey: process.env.OPENROUTER_API_KEY });'],
  ];
  test.each(others)('%s', async (_, code) => {
    expect(await look({ ...node, '.env': line(one), 'index.js': from + code })).toBe('skip');
    expect(await look({ ...dotenv, '.env': line(one), 'index.js': inTime + from + code })).toBe('skip');
  });
  test('beside one that takes the usual one', async () => {
    const code = 'new OpenAI(); new AzureOpenAI();';
    expect(await look({ ...node, '.env': line(one), 'index.js': from + code })).toBe('pass');
    const given = 'new AzureOpenAI({ apiKey: process.env.OPENAI_API_KEY });';
    expect(await look({ ...node, '.env': line(one), 'index.js': from + given })).toBe('pass');
  });
  test('a key that a file of settings names', async () => {
    const code = 'new OpenAI({ apiKey: settings.key });';
    expect(await look({ ...node, '.env': line(one), 'index.js': from + code })).toBe('pass');
  });
});

describe('services of compose', () => {
  const box = (services: string): Record<string, string> => ({
    ...manifest('docker compose up', { openai: '6' }),
    'index.js': `${from}new OpenAI();`,
    '.env': line(one),
    'compose.yaml': `services:\n${services}`,
  });
  const app = '  app:\n    build: .\n';
  test.each<[string, string, string]>([
    ['only a database', '  db:\n    image: postgres:16\n    env_file: .env\n', 'skip'],
    ['a database beside the program', `${app}  db:\n    image: postgres:16\n    env_file: .env\n`, 'skip'],
    [
      'a cache that is handed the key',
      `${app}  cache:\n    image: docker.io/bitnami/redis:7\n    environment:\n      OPENAI_API_KEY: \${OPENAI_API_KEY}\n`,
      'skip',
    ],
    ['another image beside the program', `${app}  x:\n    image: acme/x\n    env_file: .env\n`, 'skip'],
    ['the program', `${app}    env_file: .env\n  db:\n    image: postgres:16\n`, 'pass'],
    [
      'the program and its database, by files of their own',
      `${app}    env_file: .env\n  db:\n    image: postgres:16\n    env_file: .env.db\n`,
      'pass',
    ],
    ['a program that is only an image', '  web:\n    image: acme/web\n    env_file: .env\n', 'pass'],
    [
      'what is built by what it extends',
      `  base:\n    build: .\n  app:\n    extends: base\n    env_file: .env\n`,
      'pass',
    ],
  ])('%s', async (_, services, expected) => {
    expect(await look(box(services))).toBe(expected);
  });
});

describe('code that a framework gives nothing of its files', () => {
  const vite = manifest('vite', { vite: '6', openai: '6' });
  const expo = manifest('expo start', { expo: '52', openai: '6' });
  const kit = manifest('vite dev', { '@sveltejs/kit': '2', vite: '6', openai: '6' });
  const client = 'new OpenAI({ apiKey: process.env.OPENAI_API_KEY })';
  const plugin = `${from}export default { plugins: [{ configureServer() { ${client}; } }] };`;
  const screen = `${from}const ai = ${client};\nexport default function Screen() { return null; }`;
  test.each<[string, Record<string, string>, string]>([
    ['a plugin in the configuration of Vite', { ...vite, 'vite.config.ts': plugin }, 'skip'],
    [
      'a plugin in a file of its own',
      { ...vite, 'vite.config.ts': "import api from './server/api';", 'server/api.ts': plugin },
      'skip',
    ],
    [
      'a plugin beside pages that ask Vite',
      {
        ...vite,
        'vite.config.ts': plugin,
        'src/main.ts': 'fetch(import.meta.env.VITE_OPENAI_PROXY);',
      },
      'skip',
    ],
    [
      'a plugin after the files are loaded',
      {
        ...vite,
        'vite.config.ts': `import 'dotenv/config';\n${plugin}`,
      },
      'pass',
    ],
    [
      'a framework on top of Vite',
      {
        ...manifest('vite dev', { '@tanstack/react-start': '1', vite: '6', openai: '6' }),
        'vite.config.ts': 'export default {};',
        'src/server/ai.ts': `${from}${client};`,
      },
      'pass',
    ],
    [
      'pages where the configuration puts the value in place of the name',
      {
        ...vite,
        'vite.config.ts':
          "import { loadEnv } from 'vite';\nexport default { define: { 'process.env': loadEnv('', '.', '') } };",
        'src/ai.ts': `${from}${client};`,
      },
      'pass',
    ],
    ['a screen of Expo', { ...expo, 'App.tsx': screen }, 'skip'],
    ['a screen of its router', { ...expo, 'app/index.tsx': screen, 'app/chat+api.ts': '' }, 'skip'],
    ['a module, with nothing on a server', { ...expo, 'lib/openai.ts': screen }, 'skip'],
    ['a route on the server', { ...expo, 'app/chat+api.ts': `${from}${client};` }, 'pass'],
    [
      'a module, with a route on the server',
      { ...expo, 'lib/openai.ts': `${from}${client};`, 'app/chat+api.ts': "import '../lib/openai';" },
      'pass',
    ],
    [
      'the configuration hands it out',
      {
        ...expo,
        'app.config.ts': 'export default { extra: { key: process.env.OPENAI_API_KEY } };',
        'App.tsx': "import OpenAI from 'openai';\nnew OpenAI({ apiKey: Constants.expoConfig.extra.key });",
      },
      'pass',
    ],
    [
      'public names of SvelteKit, when it runs',
      {
        ...kit,
        'src/routes/+server.ts': `${from}import { env } from '$env/dynamic/public';\nnew OpenAI({ apiKey: env.OPENAI_API_KEY });`,
      },
      'skip',
    ],
    [
      'public names of SvelteKit, when it is built',
      {
        ...kit,
        'src/lib/ai.ts': `${from}import { OPENAI_API_KEY } from "$env/static/public";\nnew OpenAI({ apiKey: OPENAI_API_KEY });`,
      },
      'skip',
    ],
    [
      'public names in one file, private ones in another',
      {
        ...kit,
        'src/lib/ai.ts': `${from}import { env } from '$env/dynamic/public';\nnew OpenAI({ apiKey: env.OPENAI_API_KEY });`,
        'src/lib/b.ts': `${from}import { env } from '$env/dynamic/private';\nnew OpenAI({ apiKey: env.OPENAI_API_KEY });`,
      },
      'skip',
    ],
    [
      'private names beside public ones',
      {
        ...kit,
        'src/lib/ai.ts': `${from}import { env } from '$env/dynamic/private';\nimport { env as open } from '$env/dynamic/public';\nnew OpenAI({ apiKey: env.OPENAI_API_KEY, baseURL: open.PUBLIC_URL });`,
      },
      'pass',
    ],
  ])('%s', async (_, files, expected) => {
    expect(await look({ ...files, '.env': line(one) })).toBe(expected);
  });
});

describe('a key that the start command sets', () => {
  const starts = (dev: string): Record<string, string> => ({
    'package.json': JSON.stringify({ scripts: { dev }, dependencies: { openai: '6' } }),
    'index.js': `${from}new OpenAI();`,
  });
  test.each([
    [`set OPENAI_API_KEY=${one}&& node index.js`],
    [`set "OPENAI_API_KEY=${one}" && node index.js`],
    [`SET OPENAI_API_KEY=${one}&&node index.js`],
  ])('in the words of cmd: nothing elsewhere: %#', async (dev) => {
    expect(await look(starts(dev))).toBe('key_missing');
    expect(await look(starts(dev), { platform: 'win32' })).toBe('pass');
  });
  test('in words of a shell', async () => {
    expect(await look(starts(`export OPENAI_API_KEY=${one} && node index.js`))).toBe('pass');
    expect(await look(starts(`OPENAI_API_KEY=${one} && node index.js`))).not.toBe('pass');
    expect(await look(starts(`$env:OPENAI_API_KEY='${one}'; node index.js`))).not.toBe('pass');
  });
});

describe('a file that is loaded by what runs later, or never', () => {
  const late: readonly (readonly [string, string])[] = [
    ['an import behind the client', `${from}const ai = new OpenAI();\nawait import('dotenv/config');`],
    [
      'a function behind the client',
      `${from}import dotenv from 'dotenv';\nconst ai = new OpenAI();\nfunction load() { dotenv.config(); }\nload();`,
    ],
    [
      'functions that call each other behind the client',
      `${from}import { config } from 'dotenv';\nconst ai = new OpenAI();\nconst load = () => { config(); };\nasync function main() { load(); }\nmain();`,
    ],
    [
      'what runs when something happens',
      `${from}import dotenv from 'dotenv';\nconst ai = new OpenAI();\nserver.listen(1, () => { dotenv.config(); });`,
    ],
    [
      'a module that a function takes in',
      `const OpenAI = require('openai');\nconst ai = new OpenAI();\nfunction main() { require('./env.cjs'); }\nmain();`,
    ],
    [
      'a function that nobody calls',
      `${from}import dotenv from 'dotenv';\nfunction load() { dotenv.config(); }\n// load() is for tests\nconst ai = new OpenAI();`,
    ],
    [
      'a function whose name is only told',
      `${from}import dotenv from 'dotenv';\nfunction load() { dotenv.config(); }\nconsole.log('call load() first');\nnew OpenAI();`,
    ],
  ];
  const files = { ...dotenv, '.env': line(one), 'env.cjs': "require('dotenv').config();" };
  test.each(late)('%s', async (_, code) => {
    expect(await look({ ...files, 'index.js': code })).not.toBe('pass');
  });

  const inTimeToo: readonly (readonly [string, string])[] = [
    ['an import ahead of it', `await import('dotenv/config');\n${from}const ai = new OpenAI();`],
    [
      'a function ahead of it',
      `${from}import dotenv from 'dotenv';\nload();\nconst ai = new OpenAI();\nfunction load() { dotenv.config(); }`,
    ],
    [
      'a function that loads, and then makes the client',
      `${from}import dotenv from 'dotenv';\nfunction load() { dotenv.config(); }\nfunction main() { load(); const ai = new OpenAI(); }\nmain();`,
    ],
    [
      'a function on the spot',
      `${from}import dotenv from 'dotenv';\n(() => { dotenv.config(); })();\nconst ai = new OpenAI();`,
    ],
  ];
  test.each(inTimeToo)('%s', async (_, code) => {
    expect(await look({ ...files, 'index.js': code })).toBe('pass');
  });
});

describe('a key under another name that the code reads', () => {
  const nuxt = manifest('nuxt dev', { nuxt: '3.15.0', openai: '6' });
  const route = (key: string, more = ''): Record<string, string> => ({
    'server/api/chat.ts': `${from}export default defineEventHandler((event) => {\n  const config = useRuntimeConfig(event);\n  ${more}\n  return new OpenAI({ apiKey: ${key} });\n});`,
  });
  const config = (fields: string): Record<string, string> => ({
    'nuxt.config.ts': `export default defineNuxtConfig({ runtimeConfig: { ${fields} } });`,
  });
  const throws = "if (!config.openaiApiKey) throw createError('OPENAI_API_KEY is missing');";
  test.each<[string, Record<string, string>, string]>([
    ['Nuxt fills the field from a variable of its own', config("openaiApiKey: ''"), 'skip'],
    ['the configuration fills it', config('openaiApiKey: process.env.OPENAI_API_KEY'), 'pass'],
    ['nothing of it is there', {}, 'skip'],
  ])('%s', async (_, files, expected) => {
    const all = { ...nuxt, ...files, ...route('config.openaiApiKey', throws), '.env': line(one) };
    expect(await look(all)).toBe(expected);
  });

  /** The code that reads the other name, as the verdict says. */
  const reader = async (files: Record<string, string>, env = {}): Promise<string | null> => {
    const world = stepWorld(files, [], { env, more: { platform: 'linux', nodeVersion: '22.21.0' } });
    const request = { file: null, key: null, offline: true, strict: false, trustBaseUrl: false };
    const { finding } = await lookLocally(world.ports as Ports, request as unknown as VerifyRequest);
    expect(finding?.cause).toBe('key_missing');
    const facts = finding?.facts as { readBy?: { absolute: string } };
    return facts.readBy?.absolute.replace('/app/', '') ?? null;
  };
  test.each<[string, Record<string, string>, string | null]>([
    [
      'a field of Nuxt',
      {
        ...nuxt,
        ...config("openaiApiKey: ''"),
        ...route('config.openaiApiKey'),
        '.env': line(one, 'NUXT_OPENAI_API_KEY'),
      },
      'nuxt.config.ts',
    ],
    [
      'a field in a field of Nuxt',
      {
        ...nuxt,
        ...config("openai: { apiKey: '' }"),
        ...route('config.openai.apiKey'),
        '.env': line(one, 'NUXT_OPENAI_API_KEY'),
      },
      'nuxt.config.ts',
    ],
    [
      'no field of Nuxt',
      { ...nuxt, ...config("openaiKey: ''"), ...route('x'), '.env': line(one, 'NUXT_OPENAI_API_KEY') },
      null,
    ],
    [
      'a client',
      {
        ...dotenv,
        'src/ai.js': `${from}new OpenAI({ apiKey: process.env.OPENAI_KEY });`,
        '.env': line(one, 'OPENAI_KEY'),
      },
      'src/ai.js',
    ],
    [
      'Python',
      {
        'requirements.txt': 'openai\n',
        'bot.py': 'import os\nos.environ["OPENAI_API_KEY"] = os.getenv("OPENAI_KEY")\n',
        '.env': line(one, 'OPENAI_KEY'),
      },
      'bot.py',
    ],
    [
      'only a comment',
      {
        ...dotenv,
        'src/ai.js': '// OPENAI_KEY was its name\nnew OpenAI();',
        '.env': line(one, 'OPENAI_KEY'),
      },
      null,
    ],
    [
      'a longer name',
      { ...dotenv, 'index.js': 'process.env.OPENAI_KEY_FILE;', '.env': line(one, 'OPENAI_KEY') },
      null,
    ],
  ])('%s', async (_, files, expected) => {
    expect(await reader(files)).toBe(expected);
  });
  test('a variable of the shell', async () => {
    const files = { ...dotenv, 'index.js': 'new OpenAI({ apiKey: process.env.MY_AI });' };
    expect(await reader(files, { MY_AI: one })).toBe('index.js');
    expect(await reader({ ...dotenv, 'index.js': '' }, { MY_AI: one })).toBe(null);
  });
});

describe('a key that nothing loads for sure', () => {
  const code = { 'index.js': `${from}new OpenAI();\n`, '.env': line(one) };
  const run = (dev: string, more: object = {}): Record<string, string> =>
    manifest(dev, { openai: '6', dotenv: '17.0.0' }, more);
  test.each<[string, Record<string, string>]>([
    ['Node', { ...run('node index.js'), ...code }],
    ['tsx that watches', { ...run('tsx watch index.js'), ...code }],
    ['nodemon', { ...run('nodemon index.js'), ...code }],
    ['variables in front', { ...run('cross-env NODE_ENV=development node --watch index.js'), ...code }],
    [
      'dotenv that is taken in and not called',
      { ...run('node index.js'), ...code, 'index.js': `import dotenv from 'dotenv';\n${from}new OpenAI();` },
    ],
    [
      'files that are taken in',
      {
        ...run('node index.js'),
        ...code,
        'index.js': "import express from 'express';\nimport './lib/ai.js';",
        'lib/ai.js': `${from}new OpenAI({ apiKey: process.env.OPENAI_API_KEY });`,
      },
    ],
    [
      'NestJS',
      {
        ...run('nest start --watch'),
        '.env': line(one),
        'src/main.ts':
          "import { NestFactory } from '@nestjs/core';\nimport { AppModule } from './app.module';",
        'src/app.module.ts': `import { Module } from '@nestjs/common';\n${from}@Module({})\nexport class AppModule { client = new OpenAI(); }`,
      },
    ],
    [
      'another entry that loads it',
      { ...run('node index.js', {}), ...code, 'worker.js': "import 'dotenv/config';" },
    ],
  ])('%s', async (_, files) => {
    expect(await look(files)).toBe('key_missing');
    expect(await look(files, { env: { OPENAI_API_KEY: two } })).toBe('pass');
  });

  test.each<[string, Record<string, string>]>([
    ['a package that nobody knows', { ...code, 'index.js': `import '@acme/settings';\n${code['index.js']}` }],
    [
      'a client of a database that reads it',
      { ...code, 'index.js': `import '@prisma/client';\n${code['index.js']}` },
    ],
    ['a name that is made', { ...code, 'index.js': `await import('./' + name);\n${code['index.js']}` }],
    ['another program', { ...code, 'index.js': `import 'node:child_process';\n${code['index.js']}` }],
    ['code that reads the file', { ...code, 'index.js': `read('.env');\n${code['index.js']}` }],
    ['code that sets it', { ...code, 'index.js': `process.env[name] = x;\n${code['index.js']}` }],
    ['a file that cannot be understood', { ...code, 'index.js': `${code['index.js']}\nfunction {` }],
    ['code that does not take the key', { ...code, 'index.js': "import express from 'express';" }],
    ['a Makefile', { ...code, Makefile: 'dev:\n\tnode index.js\n' }],
    ['a script of a shell', { ...code, 'dev.sh': '. ./.env' }],
    ['an editor', { ...code, '.vscode/launch.json': '{"envFile":".env"}' }],
    ['npm', { ...code, '.npmrc': 'node-options=--env-file=.env\n' }],
    ['nodemon', { ...code, 'nodemon.json': '{}' }],
    [
      'another script',
      {
        ...run('node index.js', { scripts: { dev: 'node index.js', x: 'node --env-file=.env index.js' } }),
        ...code,
      },
    ],
    ['an option that nobody knows', { ...run('node --foo index.js'), ...code }],
    ['a module ahead', { ...run('node -r ./x.js index.js'), ...code, 'x.js': '' }],
    ['a launcher in another folder', { ...run('env -C . node index.js'), ...code }],
    ['a launcher that nobody knows', { ...run('acme run -- node index.js'), ...code }],
    ['two programs', { ...run('node index.js & node worker.js'), ...code, 'worker.js': '' }],
    ['Bun', { ...run('bun index.js'), ...code }],
  ])('not with %s', async (_, files) => {
    expect(await look({ ...run('node index.js'), ...files })).not.toBe('key_missing');
  });
  test('the verdict says how the start command would load it', async () => {
    const remedies = async (dev: string): Promise<string | undefined> => {
      const world = stepWorld({ ...run(dev), ...code }, [], {
        more: { platform: 'linux', nodeVersion: '22.21.0' },
      });
      const request = { file: null, key: null, offline: true, strict: false, trustBaseUrl: false };
      const { finding } = await lookLocally(world.ports as Ports, request as unknown as VerifyRequest);
      return (finding?.facts as { loadWith?: string } | undefined)?.loadWith;
    };
    expect(await remedies('node --watch index.js')).toBe('node --env-file=.env --watch index.js');
    expect(await remedies('tsx watch index.js')).toBe('tsx watch --env-file=.env index.js');
    expect(await remedies('nodemon index.js')).toBe(undefined);
  });
  test('not with options of Node in the shell', async () => {
    const files = { ...run('node index.js'), ...code };
    expect(await look(files, { env: { NODE_OPTIONS: '--env-file=.env' } })).toBe('skip');
  });
});

describe('packages that load files in ways of their own', () => {
  const told = async (dependencies: object): Promise<unknown> => {
    const files = { ...manifest('acme-start', dependencies), '.env': line(one) };
    const world = stepWorld(files, [], { more: { platform: 'linux', nodeVersion: '22.21.0' } });
    const request = { file: null, key: null, offline: true, strict: false, trustBaseUrl: false };
    const { list } = await lookLocally(world.ports as Ports, request as unknown as VerifyRequest);
    return list.results.find(({ id }) => id === 'load')?.notes.map(({ facts }) => facts);
  };
  test.each([
    ['@fastify/env', '@fastify/env'],
    ['@strapi/strapi', 'Strapi'],
    ['@adonisjs/core', 'AdonisJS'],
    ['mastra', 'Mastra'],
    ['probot', 'Probot'],
    ['react-native-dotenv', 'react-native-dotenv'],
  ])('%s is named', async (dependency, loader) => {
    expect(await told({ [dependency]: '1', openai: '6' })).toMatchObject([
      { loader, reason: 'not_modelled' },
    ]);
  });
  test('others are not', async () => {
    expect(await told({ express: '5', openai: '6' })).toMatchObject([{ reason: 'by_program' }]);
  });
});
