import { describe, expect, test } from 'vitest';
import { lookAtProject } from '../../src/checks/project.ts';
import { seeProject } from '../../src/checks/see-project.ts';
import { chooseTarget } from '../../src/commands/setup/target.ts';
import { keyBuilders } from '../support/keys.ts';
import { show } from '../support/show.ts';
import { stepWorld } from '../support/wizard.ts';

const [one, two, three] = [1, 2, 3].map((seed) => keyBuilders.project(seed)) as [string, string, string];
const line = (key: string): string => `OPENAI_API_KEY=${key}\n`;
/** How a key is called in a table, so that a failure prints none. */
const nameOf = (key: string | undefined): string | null =>
  key === undefined ? null : (['one', 'two', 'three'][[one, two, three].indexOf(key)] ?? 'another');

const next = { 'package.json': '{"dependencies":{"next":"16.0.0"}}' };

/** Where setup would write, and which keys it sees. */
async function target(
  files: Readonly<Record<string, string>>,
  named?: string,
  env: Readonly<Record<string, string>> = {},
) {
  const at = stepWorld(files, [], { env });
  const found = await chooseTarget(at.ports, lookAtProject(at.ports), named);
  const { file, existing, inFile, problem } = found;
  const place = existing?.place;
  return {
    path: `${show(file)}`,
    existing: nameOf(existing?.value.reveal()),
    place: place?.type === 'file' ? `${show(place)}:${place.line}` : (place?.type ?? null),
    inFile: nameOf(inFile?.reveal()),
    problem:
      problem && [problem.cause, 'reason' in problem.facts && problem.facts.reason].filter(Boolean).join(' '),
    remembered: at.remembered.map(nameOf).sort(),
  };
}

describe('which file, where code tells', () => {
  const manifest = (scripts: object, packages: readonly string[]): string =>
    JSON.stringify({
      type: 'module',
      scripts,
      dependencies: Object.fromEntries(packages.map((name) => [name, '*'])),
    });
  const both = {
    dev: 'concurrently "npm:server" "npm:client"',
    server: 'nodemon server/index.js',
    client: 'vite',
  };

  test.each<[string, Record<string, string>, string]>([
    [
      'that of the server beside the pages of Vite',
      {
        'package.json': manifest(both, ['vite', 'express', 'dotenv', 'openai']),
        'server/index.js': "import 'dotenv/config';\nimport OpenAI from 'openai';\n",
      },
      '.env',
    ],
    [
      'one beside the server',
      {
        'package.json': manifest(both, ['vite', 'express', 'dotenv', 'openai']),
        'server/index.js': "import { config } from 'dotenv';\nconfig({ path: 'server/.env' });\n",
      },
      'server/.env',
    ],
    [
      'that of Vite, where no server is',
      { 'package.json': manifest({ dev: 'vite' }, ['vite', 'openai']) },
      '.env.local',
    ],
    [
      'that of a Python program beside a package.json for tools',
      {
        'package.json': manifest({ prepare: 'husky' }, ['husky']),
        'requirements.txt': 'python-dotenv\n',
        'api/main.py': "from dotenv import load_dotenv\nload_dotenv('.env.dev')\n",
        '.env.dev': 'A=1\n',
      },
      '.env.dev',
    ],
  ])('%s', async (_, files, path) => {
    const { ports } = stepWorld(files);
    const { file } = await chooseTarget(ports, await seeProject(ports), undefined);
    expect(show(file)).toBe(path);
  });
});

describe('which file', () => {
  test.each<[string, Record<string, string>, string | undefined, string]>([
    ['nothing there', {}, undefined, '.env'],
    ['the file that is named', { '.env': line(one) }, 'config/.env.ci', 'config/.env.ci'],
    [
      'the file whose key counts',
      { '.env.local': line(one), '.env': 'A=1\n', ...next },
      undefined,
      '.env.local',
    ],
    ['the winner of two', { '.env.local': line(two), '.env': line(one), ...next }, undefined, '.env.local'],
    ['not the framework’s, where another holds the key', { '.env': line(one), ...next }, undefined, '.env'],
    ['the framework’s', next, undefined, '.env.local'],
    [
      'the framework’s, where the other holds a placeholder',
      { '.env': line('your-api-key-here'), ...next },
      undefined,
      '.env.local',
    ],
    ['the framework’s, where the other is empty', { '.env': line(''), ...next }, undefined, '.env.local'],
  ])('%s', async (_, files, named, path) => {
    const { remembered: _keys, ...found } = await target(files, named);
    expect(found.path).toBe(path);
  });
});

describe('which key setup is about', () => {
  test.each<[string, Parameters<typeof target>, Partial<Awaited<ReturnType<typeof target>>>]>([
    ['none', [{}], { existing: null, place: null, inFile: null, remembered: [] }],
    [
      'one in the file',
      [{ '.env': `A=1\n${line(one)}` }],
      { existing: 'one', place: '.env:2', inFile: 'one' },
    ],
    [
      'the shell’s, which wins over the file’s',
      [{ '.env': line(one) }, undefined, { OPENAI_API_KEY: two }],
      { existing: 'two', place: 'environment', inFile: 'one', path: '.env', remembered: ['one', 'two'] },
    ],
    [
      'the file’s, where the shell holds a placeholder',
      [{ '.env': line(one) }, undefined, { OPENAI_API_KEY: 'your-api-key-here' }],
      { existing: 'one', place: '.env:1', inFile: 'one' },
    ],
    [
      'with a file named: its own, not that of the file that counts',
      [{ '.env': line(one), '.env.ci': line(two) }, '.env.ci'],
      { existing: 'two', place: '.env.ci:1', inFile: 'two', path: '.env.ci' },
    ],
    [
      'with a file named that has none: none',
      [{ '.env': line(one), '.env.ci': 'A=1\n' }, '.env.ci'],
      { existing: null, place: null, inFile: null, path: '.env.ci', remembered: ['one'] },
    ],
    [
      'with a file named that is not there: none',
      [{ '.env': line(one) }, '.env.ci'],
      { existing: null, inFile: null, path: '.env.ci', problem: null },
    ],
    [
      'with the file named that counts anyway',
      [{ '.env': line(one) }, './.env'],
      { existing: 'one', place: '.env:1', inFile: 'one' },
    ],
    [
      'with a file named, and one in the shell: the shell’s, as every program would get it',
      [{ '.env': line(one), '.env.ci': line(two) }, '.env.ci', { OPENAI_API_KEY: three }],
      { existing: 'three', place: 'environment', inFile: 'two' },
    ],
    [
      'the last one in a file',
      [{ '.env': line(one) + line(two) }],
      { existing: 'two', place: '.env:2', inFile: 'two' },
    ],
    [
      'the last one that is a key',
      [{ '.env': line(one) + line('sk-...') }],
      { existing: 'one', place: '.env:1', inFile: 'one' },
    ],
    ['not the key of another name', [{ '.env': `OTHER_KEY=${one}\n` }], { existing: null, inFile: null }],
  ])('%s', async (_, given, expected) => expect(await target(...given)).toMatchObject(expected));
});

describe('what stands in the way', () => {
  test.each<[string, Record<string, string>, string | undefined, string | null]>([
    ['nothing, of a file that is there', { '.env': line(one) }, undefined, null],
    ['nothing, of a new file', { 'index.js': '' }, '.env', null],
    ['nothing, of a new file in a folder that is there', { 'config/a': '' }, 'config/.env', null],
    ['its folder is not there', { 'index.js': '' }, 'config/.env', 'env_file_not_writable no_folder'],
    ['UTF-16', { '.env': '\ufeffA\0=\0' }, undefined, 'env_file_encoding utf16'],
    ['a folder of its name', { '.env/a': '' }, undefined, 'env_file_unreadable directory'],
  ])('%s', async (_, files, named, problem) => {
    expect((await target(files, named)).problem).toBe(problem);
  });
});
