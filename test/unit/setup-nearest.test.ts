import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { seeProject } from '../../src/checks/see-project.ts';
import { hidingLines } from '../../src/commands/setup/reaches-program.ts';
import { chooseTarget } from '../../src/commands/setup/target.ts';
import { keyBuilders } from '../support/keys.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { show } from '../support/show.ts';
import { keyRun, stepWorld } from '../support/wizard.ts';

const line = `OPENAI_API_KEY=${keyBuilders.project(1)}\n`;

describe('which file, where the loader reads the nearest one alone', () => {
  const others = 'DATABASE_URL=sqlite:///x\n';
  const dotenv = 'from dotenv import load_dotenv\nload_dotenv()\n';
  const decouple = "from decouple import config\nOPENAI_API_KEY = config('OPENAI_API_KEY')\n";
  const client =
    'from openai import OpenAI\nfrom shop import settings\nOpenAI(api_key=settings.OPENAI_API_KEY)\n';
  const fallback = {
    'package.json': JSON.stringify({
      scripts: { dev: 'env-cmd -f .env.dev --fallback node index.js' },
      devDependencies: { 'env-cmd': '^10.1.0' },
    }),
    'index.js': "import OpenAI from 'openai';\n",
  };
  const worker = (dev: string) => ({
    'package.json': JSON.stringify({ scripts: { dev }, devDependencies: { wrangler: '^4.40.0' } }),
    'wrangler.toml': 'name = "w"\n',
  });

  test.each<[string, Record<string, string>, string]>([
    ['the one of the project, from a subfolder', { 'src/main.py': dotenv, '.env': others }, '.env'],
    ['the project’s, where none is there yet', { 'src/main.py': dotenv }, '.env'],
    ['the one in the subfolder', { 'src/main.py': dotenv, 'src/.env': others, '.env': others }, 'src/.env'],
    [
      'the one in the subfolder, also where another holds a key that is not read',
      { 'src/main.py': dotenv, 'src/.env': others, '.env': line },
      'src/.env',
    ],
    ['of find_dotenv', { 'src/main.py': dotenv.replace('()', '(find_dotenv())'), '.env': others }, '.env'],
    [
      'of environs',
      { 'app/main.py': 'from environs import Env\nenv = Env()\nenv.read_env()\n', '.env': others },
      '.env',
    ],
    ['of python-decouple', { 'shop/settings.py': decouple, 'main.py': client, '.env': others }, '.env'],
    [
      'beside the file, where the loader looks nowhere else',
      {
        'shop/settings.py': 'import environ\nenviron.Env.read_env()\n',
        'manage.py': '',
        '.env': others,
      },
      'shop/.env',
    ],
    ['of env-cmd --fallback', { ...fallback, '.env': others }, '.env'],
    ['of env-cmd --fallback, with its file', { ...fallback, '.env': others, '.env.dev': others }, '.env.dev'],
    ['of env-cmd --fallback, without any', fallback, '.env.dev'],
    ['of Wrangler: no new .dev.vars', { ...worker('wrangler dev'), '.env': others }, '.env'],
    [
      'of Wrangler: .dev.vars',
      { ...worker('wrangler dev'), '.env': others, '.dev.vars': others },
      '.dev.vars',
    ],
    [
      'of Wrangler: that of its environment',
      { ...worker('wrangler dev --env staging'), '.dev.vars': others, '.dev.vars.staging': others },
      '.dev.vars.staging',
    ],
  ])('%s', async (_, files, path) => {
    const { ports } = stepWorld({ 'requirements.txt': 'openai\n', ...files });
    const { file } = await chooseTarget(ports, await seeProject(ports), undefined);
    expect(show(file)).toBe(path);
  });

  test.each<[string, string, Record<string, string>, string]>([
    [
      'a parent folder’s of the repository',
      '/home/user/shop/api',
      { '../.git/HEAD': '', '../.env': others },
      '../.env',
    ],
    ['a parent folder’s without a repository', '/home/user/shop/api', { '../.env': others }, '../.env'],
    ['not one above the repository', '/home/user/shop', { '.git/HEAD': '', '../.env': others }, '.env'],
    ['not one of the home folder', '/home/user/shop', { '../.env': others }, '.env'],
  ])('%s', async (_, cwd, files, path) => {
    const { file } = (await runIn(cwd, files)).target;
    expect(file.absolute).toBe(resolve(cwd, path));
  });

  test.each<[string, string, string, boolean]>([
    ['a file above the repository is not hidden', '/home/user/shop', '../.env', true],
    ['one that is named is the user’s own decision', '/home/user/shop', '../.env', false],
    ['an empty one has nothing to lose', '/home/user/shop', '../.env', true],
  ])('%s', async (name, cwd, above, refuses) => {
    const isEmpty = name.startsWith('an empty');
    const files = { '.git/HEAD': '', [above]: isEmpty ? '# nothing\n' : others };
    const run = await runIn(cwd, files, refuses ? {} : { file: '.env' });
    if (refuses && !isEmpty)
      expect(() => hidingLines(run)).toThrow(run.voice.words.wouldHide('.env', '~/.env'));
    else expect(hidingLines(run)).toEqual([]);
  });

  /** A run of setup in a Python project whose code looks upwards from a subfolder. */
  async function runIn(cwd: string, files: Readonly<Record<string, string>>, given: { file?: string } = {}) {
    const all = { ...files, 'requirements.txt': 'openai\n', 'src/main.py': dotenv };
    const at = Object.fromEntries(Object.entries(all).map(([name, text]) => [resolve(cwd, name), text]));
    const world = stepWorld({}, [], { more: { cwd, home: '/home/user', files: memoryFiles(at) } });
    const project = await seeProject(world.ports);
    const target = await chooseTarget(world.ports, project, given.file);
    return { ...(await keyRun(world, {}, given)), project, target };
  }
});
