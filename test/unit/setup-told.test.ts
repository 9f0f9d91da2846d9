import { describe, expect, test } from 'vitest';
import { seeProject } from '../../src/checks/see-project.ts';
import { chooseTarget } from '../../src/commands/setup/target.ts';
import { keyBuilders } from '../support/keys.ts';
import { show } from '../support/show.ts';
import { stepWorld } from '../support/wizard.ts';

const line = `OPENAI_API_KEY=${keyBuilders.project(1)}\n`;
const others = 'MODEL=a\n';
const python = { 'requirements.txt': 'openai\n', 'main.py': 'from openai import OpenAI\nOpenAI()\n' };
const manifest = (scripts: object, packages: readonly string[] = ['openai']): string =>
  JSON.stringify({ scripts, dependencies: Object.fromEntries(packages.map((name) => [name, '*'])) });
const nx = {
  'package.json': manifest({ start: 'nx serve api' }, ['openai', 'nx']),
  'nx.json': '{}',
  'apps/api/project.json': '{"name":"api"}',
};
const edge = (functions: string) => ({
  'package.json': manifest({ start: 'supabase start', functions }, ['supabase']),
  'supabase/functions/chat/index.ts': "import OpenAI from 'npm:openai';\n",
});
const godotenv = (call: string) => ({
  'go.mod': 'module x\n',
  'cmd/bot/main.go': `func main() { ${call} }\n`,
});
const django =
  'services:\n  django:\n    build: .\n    env_file:\n      - .envs/django.env\n      - .envs/db.env\n';
const database = '  db:\n    image: postgres\n    env_file: .envs/db.env\n';

async function look(files: Readonly<Record<string, string>>) {
  const { ports } = stepWorld(files);
  const project = await seeProject(ports);
  const { file, inFile, existing } = await chooseTarget(ports, project, undefined);
  const by = project.configured.doubt?.path;
  return { path: show(file), by: by ? show({ absolute: by }) : null, inFile, existing };
}

describe('which file, where a tool or code of another language names it', () => {
  test.each<[string, Record<string, string>, string, string | null]>([
    [
      'a script of a shell',
      { ...python, 'run.sh': 'set -a\nsource ./config/local.env\n', 'config/local.env': others },
      'config/local.env',
      'run.sh',
    ],
    [
      'one that a Makefile runs',
      { ...python, Makefile: 'run:\n\t./run.sh\n', 'run.sh': 'export $(grep -v "^#" .env.dev | xargs)\n' },
      '.env.dev',
      'run.sh',
    ],
    [
      'one that npm runs',
      { 'package.json': manifest({ start: 'bash start.sh' }), 'start.sh': 'set -a; . .env.dev; node .\n' },
      '.env.dev',
      'start.sh',
    ],
    ['not what is no env file', { ...python, 'run.sh': 'source .venv/bin/activate\n' }, '.env', null],
    ['mise', { ...python, 'mise.toml': "[env]\n_.file = '.env.mise'\n" }, '.env.mise', 'mise.toml'],
    [
      'mise, of several the last',
      { ...python, 'mise.toml': '[env]\n_.file = [".env", ".env.dev"]\n' },
      '.env.dev',
      'mise.toml',
    ],
    [
      'mise, with options',
      { ...python, '.mise.toml': '[env]\n_.file = { path = ".env.dev" }\n' },
      '.env.dev',
      '.mise.toml',
    ],
    [
      'not mise, where the program reads its own',
      { 'requirements.txt': '', 'a.py': 'load_dotenv()\n', 'mise.toml': '_.file = ".env.mise"\n' },
      '.env',
      null,
    ],
    ['direnv', { ...python, '.envrc': 'layout python\ndotenv_if_exists .env.dev\n' }, '.env.dev', '.envrc'],
    [
      'nodemon',
      {
        'package.json': manifest({ dev: 'nodemon' }, ['openai', 'dotenv']),
        'nodemon.json': '{"exec":"tsx --env-file=.env.dev a.ts"}',
      },
      '.env.dev',
      'nodemon.json',
    ],
    [
      'pdm',
      { ...python, 'pyproject.toml': '[tool.pdm.scripts]\nstart = { cmd = "x", env_file = ".env.dev" }\n' },
      '.env.dev',
      'pyproject.toml',
    ],
    ['Nx: of the project', { ...nx, 'apps/api/.env': 'OPENAI_API_KEY=\n' }, 'apps/api/.env', 'package.json'],
    ['Nx: of the workspace', nx, '.env', 'package.json'],
    ['Supabase', edge('supabase functions serve'), 'supabase/functions/.env', 'supabase/functions'],
    [
      'Supabase, told',
      edge('supabase functions serve --env-file ./supabase/.env.dev'),
      'supabase/.env.dev',
      'supabase/functions',
    ],
    ['godotenv', godotenv('godotenv.Load("./.env.local")'), '.env.local', 'cmd/bot/main.go'],
    [
      'phpdotenv',
      {
        'composer.json': '{}',
        'a.php': "<?php Dotenv\\Dotenv::createImmutable(__DIR__, '.env.local')->load();",
      },
      '.env.local',
      'a.php',
    ],
    [
      'dotenvy',
      { 'Cargo.toml': '', 'src/main.rs': 'dotenvy::from_filename(".env.local").ok();' },
      '.env.local',
      'src/main.rs',
    ],
    ['DotNetEnv', { 'a.csproj': '', 'A.cs': 'Env.TraversePath().Load(".env.dev");' }, '.env.dev', 'A.cs'],
    ['dotenv of Ruby', { Gemfile: '', 'a.rb': "Dotenv.load('.env.local', '.env')" }, '.env.local', 'a.rb'],
    [
      'dotenv-java',
      { 'pom.xml': '', 'src/main/java/a/App.java': 'Dotenv.configure().filename(".env.local")' },
      '.env.local',
      'src/main/java/a/App.java',
    ],
  ])('%s', async (_, files, path, by) => {
    expect(await look(files)).toMatchObject({ path, by });
    const readsUsual = Object.values(files).some((text) => /["']\.env["']/.test(text));
    if (path === '.env' || by === null || readsUsual) return;
    const held = await look({ ...files, '.env': line });
    expect(held, 'a key of a file that is not read stays').toMatchObject({ path, existing: null });
  });

  test.each<[string, Record<string, string>, string]>([
    [
      'one that a call without a name reads as well',
      godotenv('godotenv.Load(".env.local"); godotenv.Load()'),
      '.env',
    ],
    ['the one that is named', godotenv('godotenv.Load(".env.local", ".env")'), '.env'],
    ['where nothing is named', godotenv('godotenv.Load()'), '.env'],
  ])('a key that is read is found: %s', async (_, files, path) => {
    const { existing, inFile, path: chosen } = await look({ ...files, [path]: line });
    expect(chosen).toBe(path);
    expect(existing).not.toBeNull();
    expect(inFile).not.toBeNull();
  });

  test.each<[string, Record<string, string>, string]>([
    [
      'the file of a service that is built, not of the database',
      { 'compose.yaml': django + database },
      '.envs/django.env',
    ],
    ['a compose file for development', { 'docker-compose.local.yml': django + database }, '.envs/django.env'],
    [
      'one that the justfile names',
      {
        'stack.yml': django + database,
        justfile: 'export COMPOSE_FILE := "stack.yml"\n\nup:\n  docker compose up\n',
      },
      '.envs/django.env',
    ],
    [
      'that of an image, where nothing is built',
      { 'compose.yaml': `services:\n${database}` },
      '.envs/db.env',
    ],
    [
      'that of an image, not of the database beside it',
      { 'compose.yaml': `services:\n${database}  ui:\n    image: ui\n    env_file: .envs/django.env\n` },
      '.envs/django.env',
    ],
  ])('compose: %s', async (_, files, path) => {
    expect((await look({ ...files, '.envs/django.env': others, '.envs/db.env': others })).path).toBe(path);
  });

  test('Symfony: the one of this machine, also where the other has a stand-in', async () => {
    const composer = { 'composer.json': '{"require":{"symfony/dotenv":"7.2.*"}}' };
    expect((await look({ ...composer, '.env': 'OPENAI_API_KEY=\n' })).path).toBe('.env.local');
    const laravel = { 'composer.json': '{"require":{"laravel/framework":"11","symfony/dotenv":"7"}}' };
    expect((await look({ ...laravel, '.env': others })).path).toBe('.env');
    expect((await look({ ...composer, '.env.dev': 'OPENAI_API_KEY=\n' })).path).toBe('.env.dev');
  });
});
