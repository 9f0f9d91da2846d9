// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Spring and compose fill it in
import { expect, test } from 'vitest';
import { seeProject } from '../../src/checks/see-project.ts';
import { nextLines, nextSteps, noProgram } from '../../src/commands/setup/next-steps.ts';
import type { FileReach } from '../../src/commands/setup/reaches-program.ts';
import { createVoice } from '../../src/ui/voice.ts';
import { folder, stepWorld } from '../support/wizard.ts';

async function steps(
  files: Readonly<Record<string, string>>,
  env = '.env',
  reach: Partial<FileReach> = { state: 'open', path: null },
  language: 'en' | 'zh-CN' = 'en',
) {
  const { ports } = stepWorld(files);
  const voice = await createVoice(ports, { language, json: false });
  const project = await seeProject(ports);
  const next = nextSteps(
    { ports, voice, project },
    { absolute: `${folder}/${env}` },
    noProgram,
    reach as FileReach,
  );
  return { ...next, lines: nextLines(next, voice.words.next).map(({ text }) => text) };
}

const byCode: FileReach = { state: 'reaches', byCode: true, isSure: true };
const isSure: FileReach = { state: 'reaches', byCode: false, isSure: true };

const settings = (field: string) => ({
  'requirements.txt': 'pydantic-settings\n',
  Makefile: 'run:\n\tpython main.py\n',
  'main.py': `from openai import OpenAI
from app.config import settings
key = settings.${field}
client = OpenAI(api_key=key)
`,
  'app/config.py': `from pydantic_settings import BaseSettings, SettingsConfigDict
class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file='.env')
    ${field}: str
settings = Settings()
`,
});

test.each<[string, Record<string, string>, string]>([
  ['the field of the settings', settings('openai_api_key'), 'settings.openai_api_key'],
  ['in its own letters', settings('OPENAI_API_KEY'), 'settings.OPENAI_API_KEY'],
  [
    'as the code hands it on already',
    {
      ...settings('openai_api_key'),
      'main.py':
        'from app.config import get_settings\nclient = OpenAI(api_key=get_settings().openai_api_key)\n',
    },
    'get_settings().openai_api_key',
  ],
  [
    'config of python-decouple',
    {
      'shop/settings.py': "from decouple import config\napi_key = config('OPENAI_API_KEY')\n",
      'manage.py': '',
    },
    'config("OPENAI_API_KEY")',
  ],
])('settings that keep what they read hand the key over: %s', async (_, files, key) => {
  const { code, about, commands } = await steps(files, '.env', byCode);
  expect(code).toContain(`client = OpenAI(\n    api_key=${key},\n)`);
  expect(about).toMatch(/^(?:pydantic-settings|python-decouple) reads \.env and does not put it into/);
  expect(commands.join()).not.toContain('dotenv');
  expect((await steps(files, '.env', byCode, 'zh-CN')).about).toContain('不会把它放进环境变量');
});

test('python-dotenv puts the key into the environment, where the SDK reads it', async () => {
  const { code, about } = await steps(
    { 'a.py': 'from dotenv import load_dotenv\nload_dotenv()\n' },
    '.env',
    byCode,
  );
  expect(about).toContain('The code of this project loads .env');
  expect(code).toMatch(/OpenAI\(\)$/);
});

test.each<[string, Record<string, string>, string, string]>([
  [
    'the usual name',
    { 'compose.yaml': 'services:\n  a:\n    build: .\n    env_file: .env\n' },
    '.env',
    'docker compose up',
  ],
  [
    'another name',
    { 'docker-compose.local.yml': 'services:\n  a:\n    build: .\n    env_file: my.env\n' },
    'my.env',
    'docker compose -f docker-compose.local.yml up',
  ],
])('compose starts the containers: %s', async (_, files, env, command) => {
  const { commands, code, about, lines, hasExample } = await steps({ ...files, 'a.py': '' }, env, isSure);
  expect(commands).toEqual([command]);
  expect(code).toBe('from openai import OpenAI\nclient = OpenAI()');
  expect(about).toBe(
    `docker compose gives the containers the key from ${env}; the SDK reads it from the environment there:`,
  );
  expect(lines[lines.indexOf(command) - 1]).toBe('Start the containers with the key:');
  expect(hasExample).toBe(false);
});

test('containers of foreign images need no code', async () => {
  const compose =
    'services:\n  a:\n    image: x\n    environment:\n      OPENAI_API_KEY: ${OPENAI_API_KEY}\n';
  const { commands, code, lines } = await steps({ 'compose.yaml': compose }, '.env', isSure);
  expect([commands, code]).toEqual([['docker compose up'], '']);
  expect(lines).not.toContain('');
});

test.each<[string, Record<string, string>, string, string[], RegExp]>([
  [
    'Laravel',
    { 'composer.json': '{"require":{"laravel/framework":"^11"}}', artisan: '' },
    '.env',
    ['composer require openai-php/client guzzlehttp/guzzle'],
    /env\('OPENAI_API_KEY'\)/,
  ],
  [
    'Laravel with its package',
    { 'composer.json': '{"require":{"laravel/framework":"^11","openai-php/laravel":"^0.10"}}' },
    '.env',
    [],
    /env\('OPENAI_API_KEY'\)/,
  ],
  [
    'Symfony',
    { 'composer.json': '{"require":{"symfony/dotenv":"7","openai-php/symfony":"1"}}' },
    '.env.local',
    [],
    /\$_ENV\['OPENAI_API_KEY'\]/,
  ],
  [
    'Rails',
    { Gemfile: "gem 'rails'\n" },
    '.env',
    ['bundle add openai dotenv-rails'],
    /api_key: ENV\.fetch\("OPENAI_API_KEY"\)/,
  ],
  [
    'Rails with the older library',
    { Gemfile: "gem 'rails'\ngem 'ruby-openai'\ngem 'dotenv-rails'\n" },
    '.env.local',
    [],
    /access_token: ENV\.fetch/,
  ],
  [
    'Spring',
    {
      'pom.xml': '<project/>',
      'src/main/resources/application.yml': 'spring.config.import: "optional:file:.env[.properties]"\n',
    },
    '.env',
    [],
    /@Value\("\$\{OPENAI_API_KEY\}"\)[\s\S]*\.apiKey\(key\)/,
  ],
  [
    'Spring AI',
    {
      'pom.xml': '<artifactId>spring-ai-openai</artifactId>',
      'src/main/resources/application.properties': 'spring.config.import=optional:file:.env[.properties]\n',
    },
    '.env',
    [],
    /^spring\.ai\.openai\.api-key=\$\{OPENAI_API_KEY\}$/,
  ],
  [
    'dotenv-java',
    { 'pom.xml': '<artifactId>dotenv-java</artifactId>' },
    '.env',
    [],
    /Dotenv\.load\(\)[\s\S]*\.apiKey\(dotenv\.get\("OPENAI_API_KEY"\)\)/,
  ],
  [
    'Rust',
    { 'Cargo.toml': '[dependencies]\ntokio = "1"\n' },
    '.env',
    ['cargo add async-openai dotenvy'],
    /^dotenvy::dotenv\(\)\.ok\(\);\nlet client = async_openai::Client::new\(\);$/,
  ],
  [
    'Rust, another file',
    { 'Cargo.toml': 'dotenvy = "0.15"\nasync-openai = "0.27"\n' },
    '.env.local',
    [],
    /from_filename\("\.env\.local"\)/,
  ],
])('a framework’s own way: %s', async (_, files, env, commands, code) => {
  const found = await steps(files, env);
  expect(found.commands).toEqual(commands);
  expect(found.code).toMatch(code);
  expect(found.lines.join('\n')).not.toContain('nothing here reads');
  for (const line of found.code.split('\n')) expect(line).toMatch(/^ *\S.{0,58}$/);
});

test('a framework’s own way says nothing of a file that it does not read', async () => {
  const laravel = { 'composer.json': '{"require":{"laravel/framework":"^11"}}' };
  expect((await steps(laravel, 'config/my.env')).code).toContain('createImmutable');
  expect((await steps({ Gemfile: "gem 'rails'\n" }, 'my.env')).code).toContain('Dotenv.load');
  expect((await steps({ 'pom.xml': '<project/>' })).lines.join()).toContain('nothing here reads .env');
});

test('what a tool hands to the program is not loaded again', async () => {
  const files = { 'a.py': '', 'run.sh': 'set -a\nsource config/local.env\n' };
  const { code, about, context } = await steps(files, 'config/local.env');
  expect(code).not.toContain('dotenv');
  expect(about).toBe('Make a client, which takes the key from the environment:');
  expect(context).toEqual([]);
});
