// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references as they stand in env files
import { describe, expect, test } from 'vitest';
import { lookLocally } from '../../src/checks/look-locally.ts';
import { seeProject } from '../../src/checks/see-project.ts';
import type { VerifyRequest } from '../../src/checks/verify-request.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { keyBuilders } from '../support/keys.ts';
import { folder, stepWorld } from '../support/wizard.ts';

const [one, two] = [73, 74].map((seed) => keyBuilders.project(seed)) as [string, string];
const line = (value: string): string => `OPENAI_API_KEY=${value}\n`;
const manifest = (scripts: object, dependencies: object = {}): Record<string, string> => ({
  'package.json': JSON.stringify({ scripts, dependencies }),
});

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

async function target(files: Readonly<Record<string, string>>): Promise<string> {
  return (await seeProject(stepWorld(files).ports)).secretsFile;
}

describe('a program that something else than package.json starts', () => {
  test.each<[string, Record<string, string>, string]>([
    [
      'a task of Deno',
      { 'deno.json': '{"tasks":{"dev":"deno run --env-file=.env.dev main.ts"}}' },
      '.env.dev',
    ],
    [
      'a task with comments, commas and a description',
      {
        'deno.jsonc':
          '{ // "x": 1\n"tasks": { "dev": "deno task run", /* , */ "run": { "command": "deno run --env-file=env/a.env http://x", }, }, }',
      },
      'env/a.env',
    ],
    [
      'a target of a Makefile',
      { Makefile: 'x := 1\n\ndev: build\n\t@node --env-file=.env.make x.js\n' },
      '.env.make',
    ],
    ['a broken deno.json', { 'deno.json': '{"tasks":' }, '.env'],
    ['a Procfile', { Procfile: 'web: node --env-file=.env.web x.js\n' }, '.env.web'],
    [
      'Procfile.dev before Procfile',
      { Procfile: 'web: node x.js\n', 'Procfile.dev': 'web: node --env-file=.env.dev x.js\n' },
      '.env.dev',
    ],
    [
      'scripts that name a file, before a Procfile',
      { ...manifest({ dev: 'node --env-file=.env.a x.js' }), Procfile: 'web: node --env-file=.env.b x.js' },
      '.env.a',
    ],
    [
      'pm2, by the arguments of Node',
      {
        ...manifest({ start: 'pm2 start ecosystem.config.cjs' }),
        'ecosystem.config.cjs':
          "module.exports = { apps: [{ name: 'a', script: 'x.js', node_args: '--env-file=.env.pm2' }] };",
      },
      '.env.pm2',
    ],
    [
      'pm2, in JSON, in a folder',
      {
        ...manifest({ start: 'pm2-runtime start pm2.json' }),
        'pm2.json': '{"apps":[{"script":"x.js","cwd":"api","node_args":["--env-file=.env"]}]}',
      },
      'api/.env',
    ],
  ])('%s', async (_name, files, expected) => {
    expect(await target(files)).toBe(expected);
  });

  test('pm2 that sets the key itself', async () => {
    const files = {
      ...manifest({ start: 'pm2 start ecosystem.config.js' }, { dotenv: '17.0.0' }),
      'ecosystem.config.js': `module.exports = { apps: [{ script: './x.js', env: { OPENAI_API_KEY: '${two}' } }] };`,
      'x.js': "require('dotenv').config();",
      '.env': line(one),
    };
    expect(await look(files)).toEqual(['pass', 'two', 'ecosystem.config.js']);
  });

  test.each<[string, string]>([
    ['apps that differ', "module.exports = { apps: [{ env: { OPENAI_API_KEY: 'a' } }, {}] };"],
    [
      'a value that only running it tells',
      'module.exports = { apps: [{ env: { OPENAI_API_KEY: read() } }] };',
    ],
    ['a file that cannot be read', 'module.exports = {'],
  ])('pm2: %s', async (_name, text) => {
    const start = manifest({ start: 'pm2 start ecosystem.config.js' }, { dotenv: '17.0.0' });
    const [status] = await look({ ...start, 'ecosystem.config.js': text, '.env': line(one) });
    expect(status).toBe('skip');
  });
});

describe('containers', () => {
  const service = (text: string): Record<string, string> => ({
    'compose.yaml': `services:\n  a:\n    image: x\n${text}`,
  });
  const given = service('    environment:\n      OPENAI_API_KEY: ${OPENAI_API_KEY:?none}\n');
  test.each<[string, Record<string, string>, readonly unknown[]]>([
    ['a variable from the file of compose itself', { ...given, '.env': line(one) }, ['pass', 'one', '.env']],
    [
      'a variable of another name from there',
      {
        ...service('    environment:\n      - OPENAI_API_KEY=${TEAM_KEY-}\n'),
        '.env': `TEAM_KEY='${one}'\n`,
      },
      ['pass', 'one', '.env'],
    ],
    [
      'a file that its option names',
      {
        ...given,
        ...manifest({ start: 'docker compose --env-file .env.docker up' }),
        '.env': line(two),
        '.env.docker': line(one),
      },
      ['pass', 'one', '.env.docker'],
    ],
    ['a variable that is nowhere', { ...given, '.env': 'A=1\n' }, [undefined, null, null]],
    [
      'a reference of an env file to the file of compose itself',
      {
        ...service('    env_file: a.env\n'),
        'a.env': 'OPENAI_API_KEY=${TEAM_KEY:-x}\n',
        '.env': `TEAM_KEY=${one}\n`,
      },
      ['pass', 'one', 'a.env'],
    ],
  ])('%s', async (_name, files, expected) => {
    expect((await look(files)).map((value, at) => (expected[at] === undefined ? undefined : value))).toEqual(
      expected,
    );
  });

  test('an env file without the key leaves the shell outside', async () => {
    const world = stepWorld({ ...service('    env_file: a.env\n'), 'a.env': 'A=1\n' }, [], {
      more: { platform: 'linux', nodeVersion: '22.21.0', env: { OPENAI_API_KEY: one } },
    });
    const request = { file: null, key: null, offline: true, strict: false, trustBaseUrl: false };
    const view = await lookLocally(world.ports as Ports, request as unknown as VerifyRequest);
    expect(view.finding).toMatchObject({ cause: 'key_missing', facts: { reason: 'not_loaded' } });
  });
});

test('a shell that env-cmd does not heed is named, and does not count', async () => {
  const files = { ...manifest({ dev: 'env-cmd node x.js' }, { 'env-cmd': '11.0.0' }), '.env': line(one) };
  const world = stepWorld(files, [], {
    more: { platform: 'linux', nodeVersion: '22.21.0', env: { OPENAI_API_KEY: two } },
  });
  const request = { file: null, key: null, offline: true, strict: false, trustBaseUrl: false };
  const view = await lookLocally(world.ports as Ports, request as unknown as VerifyRequest);
  expect(view.about.key?.value.is(one)).toBe(true);
  expect(view.list.results.find(({ id }) => id === 'source')?.status).toBe('warn');
  expect(view.list.warnings).toMatchObject([
    { id: 'sources_disagree', facts: { variable: 'OPENAI_API_KEY' } },
  ]);
});

test('process.loadEnvFile is found without any package', async () => {
  const files = {
    ...manifest({ start: 'node src/x.mjs' }, { openai: '6' }),
    'src/x.mjs':
      "import { loadEnvFile } from 'node:process';\nloadEnvFile(new URL('../.env.local', import.meta.url));\n",
    '.env.local': line(one),
    '.env': line(two),
  };
  expect(await look(files)).toEqual(['pass', 'one', '.env.local']);
});

describe('values that come from elsewhere are not guessed', () => {
  test.each([
    'doppler run -- next dev',
    'infisical run -- next dev',
    'env-cmd -e dev next dev',
    'op run -- next dev',
  ])('%s', async (dev) => {
    const files = { ...manifest({ dev }, { next: '16.0.0' }), '.env.local': line(one) };
    expect((await look(files))[0]).toBe('skip');
  });
});

test('Bun that is told to read a file reads no other', async () => {
  const dev = { ...manifest({ dev: 'bun --env-file=.env.dev x.ts' }), 'bun.lock': '' };
  expect(await look({ ...dev, '.env.dev': line(one), '.env.local': line(two) })).toEqual([
    'pass',
    'one',
    '.env.dev',
  ]);
  expect((await look({ ...dev, '.env.dev': 'A=1\n', '.env': line(two) }))[1]).toBeNull();
});

test('a variable of the shell that Wrangler does not hand on', async () => {
  const world = stepWorld(manifest({ dev: 'wrangler dev' }, { wrangler: '4.0.0' }), [], {
    more: { platform: 'linux', nodeVersion: '22.21.0', env: { OPENAI_API_KEY: one } },
  });
  const request = { file: null, key: null, offline: true, strict: false, trustBaseUrl: false };
  const view = await lookLocally(world.ports as Ports, request as unknown as VerifyRequest);
  expect(view.finding).toMatchObject({ facts: { reason: 'not_loaded', variable: 'OPENAI_API_KEY' } });
});

describe('a program of Python', () => {
  const settings = (env: string): string =>
    `class S(BaseSettings):\n    model_config = SettingsConfigDict(env_file=${env}, extra="ignore")\n    openai_api_key: str\nclient = OpenAI(api_key=S().openai_api_key)\n`;
  test.each<[string, Record<string, string>, readonly unknown[]]>([
    [
      'settings with more arguments',
      { 's.py': settings('".env.dev"'), '.env.dev': line(one) },
      ['pass', 'one', '.env.dev'],
    ],
    [
      'two calls in one file',
      {
        'm.py': "from dotenv import load_dotenv\nload_dotenv('.env.local')\nload_dotenv('.env')\n",
        '.env.local': line(one),
        '.env': line(two),
      },
      ['pass', 'one', '.env.local'],
    ],
    [
      'uvicorn, by poetry, in a Makefile',
      { Makefile: 'dev:\n\tpoetry run uvicorn main:app --env-file .env.dev\n', '.env.dev': line(one) },
      ['pass', 'one', '.env.dev'],
    ],
    [
      'python-decouple',
      {
        's.py': "from decouple import config\nclient = OpenAI(api_key=config('OPENAI_API_KEY'))\n",
        '.env': line(one),
      },
      ['pass', 'one', '.env'],
    ],
    [
      'python-decouple beside settings.ini',
      { 's.py': 'from decouple import config\n', '.env': line(one), 'settings.ini': '[settings]\n' },
      ['skip', 'one', '.env'],
    ],
    [
      'django-environ',
      {
        'settings.py': "import environ\nenv = environ.Env()\nenviron.Env.read_env('.env.local')\n",
        '.env.local': `export ${line(one)}`,
      },
      ['skip', 'one', '.env.local'],
    ],
  ])('%s', async (_name, files, expected) => {
    expect(await look({ ...files, 'requirements.txt': '' })).toEqual(expected);
  });
});
