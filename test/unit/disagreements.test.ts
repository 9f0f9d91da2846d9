import { describe, expect, test } from 'vitest';
import { lookLocally } from '../../src/checks/look-locally.ts';
import type { VerifyRequest } from '../../src/checks/verify-request.ts';
import type { KeyOrigin } from '../../src/domain/loading/place.ts';
import type { Secret } from '../../src/domain/secrets/secret.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { keyBuilders } from '../support/keys.ts';
import { inFolder } from '../support/show.ts';
import { stepWorld } from '../support/wizard.ts';

const [one, two] = [1, 2].map((seed) => keyBuilders.project(seed)) as [string, string];
const line = (value: string): string => `OPENAI_API_KEY=${value}\n`;

type Texts = Readonly<Record<string, string>>;

const request = { file: null, key: null, offline: true, strict: false } as unknown as VerifyRequest;

/** Which key counts and where it stands, which others there are, and what the checks and the warnings say of it. */
async function look(files: Texts, env: Texts = {}) {
  const world = stepWorld(files, [], { env });
  const ports = { ...world.ports, platform: 'linux', nodeVersion: '22.21.0' } as Ports;
  const { list, about } = await lookLocally(ports, request);
  const called = (value: Secret): string => (value.is(one) ? 'one' : value.is(two) ? 'two' : 'another');
  const short = (place: KeyOrigin): string =>
    place.type === 'file' ? `${place.absolute.replace(/.*\//, '')}:${place.line}` : place.type;
  const told = (id: string) =>
    list.results.filter((one) => one.id === id).flatMap(({ notes }) => notes.map((note) => note.id));
  const { key } = about;
  return {
    key: key && `${called(key.value)} ${short(key.origin)}`,
    others: key?.others.map(({ place, value }) => `${called(value)} ${short(place)}`),
    source: told('source'),
    load: told('load')[0],
    warnings: list.warnings
      .filter(({ id }) => id === 'shadowed_by_environment' || id === 'sources_disagree')
      .map(({ id, facts }) => ({ id, ...facts })),
  };
}

const node = (dev: string, dependency: readonly [string, string] = ['x', '1.0.0']): Texts => ({
  'package.json': JSON.stringify({
    type: 'module',
    scripts: { dev },
    dependencies: Object.fromEntries([dependency]),
  }),
});
const dotenv = node('node index.js', ['dotenv', '16.4.5']);
const override = { 'index.js': "import dotenv from 'dotenv';\ndotenv.config({ override: true });\n" };
const wrangler = node('wrangler dev', ['wrangler', '4.0.0']);
const compose = (service: string): Texts => ({
  'compose.yaml': `services:\n  app:\n    image: x\n${service}`,
});
const shell = { OPENAI_API_KEY: two };

describe('the file counts before the shell', () => {
  test.each<[string, Texts]>([
    ['dotenv that overrides', { ...dotenv, ...override }],
    [
      'python-dotenv that overrides',
      { 'main.py': 'from dotenv import load_dotenv\nload_dotenv(override=True)\n' },
    ],
    ['an env file of compose', compose('    env_file: .env\n')],
    ['env-cmd', node('env-cmd node index.js', ['env-cmd', '11.0.0'])],
    ['dotenv-cli that overrides', node('dotenv -o -- node index.js', ['dotenv-cli', '8.0.0'])],
    ['docker', node('docker run --env-file .env app')],
  ])('%s', async (_, files) => {
    const seen = await look({ ...files, '.env': line(one) }, shell);
    expect(seen).toMatchObject({
      key: 'one .env:1',
      others: ['two environment'],
      source: ['source_file'],
      load: 'load_file',
    });
    expect(seen.warnings).toMatchObject([
      { id: 'sources_disagree', path: inFolder('.env'), line: 1, variable: 'OPENAI_API_KEY' },
    ]);
    expect(seen.warnings[0]).not.toHaveProperty('remove');
  });
  test('an empty variable of the shell disagrees with nothing', async () => {
    const seen = await look({ ...dotenv, ...override, '.env': line(one) }, { OPENAI_API_KEY: '' });
    expect(seen).toMatchObject({ key: 'one .env:1', others: [], warnings: [] });
  });
  test('the same key in the shell: the file is named, as the loader names it', async () => {
    const seen = await look({ ...dotenv, ...override, '.env': line(two) }, shell);
    expect(seen).toMatchObject({ key: 'two .env:1', others: [], source: ['source_file'], warnings: [] });
  });
});

test('the shell counts before the file', async () => {
  const files = { ...dotenv, 'index.js': "import 'dotenv/config';\n", '.env': line(one) };
  expect(await look(files, shell)).toMatchObject({
    key: 'two environment',
    others: ['one .env:1'],
    source: ['source_environment'],
    load: 'load_shell',
    warnings: [{ id: 'shadowed_by_environment', path: inFolder('.env'), line: 1 }],
  });
});

describe('another file counts than the first of the order', () => {
  test.each<[string, Texts, string, string]>([
    [
      'compose puts a variable in front of its env file',
      {
        ...compose('    env_file: app.env\n    environment:\n      OPENAI_API_KEY: $' + '{OPENAI_API_KEY}\n'),
        'app.env': line(two),
        '.env': line(one),
      },
      '.env',
      'app.env',
    ],
    [
      'the program overrides what its command has read',
      {
        ...node('node --env-file=.env.dev index.js', ['dotenv', '16.4.5']),
        ...override,
        '.env.dev': line(two),
        '.env': line(one),
      },
      '.env',
      '.env.dev',
    ],
  ])('%s', async (_, files, wins, loses) => {
    expect(await look(files)).toMatchObject({
      key: `one ${wins}:1`,
      others: [`two ${loses}:1`],
      load: 'load_file',
      warnings: [{ id: 'sources_disagree', path: inFolder(wins), otherPath: inFolder(loses), line: 1 }],
    });
  });
  test('one of an environment of Wrangler', async () => {
    const files = {
      ...node('wrangler dev --env staging', ['wrangler', '4.0.0']),
      '.dev.vars': line(two),
      '.dev.vars.staging': line(one),
    };
    expect(await look(files)).toMatchObject({
      key: 'one .dev.vars.staging:1',
      others: ['two .dev.vars:1'],
    });
  });
  test('Wrangler, whatever the shell has', async () => {
    expect(await look({ ...wrangler, '.dev.vars': line(one) }, shell)).toMatchObject({
      key: 'one .dev.vars:1',
      others: ['two environment'],
      warnings: [{ id: 'sources_disagree', variable: 'OPENAI_API_KEY' }],
    });
  });
  test('a key that the loader puts together stands in its line, and is no other of itself', async () => {
    const reference = ['$', '{TEAM}'].join('');
    const files = { ...node('next dev', ['next', '16.0.0']), '.env': `TEAM=${one}\n${line(reference)}` };
    expect(await look(files)).toMatchObject({ key: 'one .env:2', others: [], warnings: [] });
  });
});

test.each<[string, Texts]>([
  ['an empty folder', {}],
  ['a program without a loader', { 'package.json': '{"scripts":{"start":"node index.js"}}', 'index.js': '' }],
])('where nothing is found that loads files, the shell comes first: %s', async (_, files) => {
  expect(await look({ ...files, '.env': line(one) }, shell)).toMatchObject({
    others: ['one .env:1'],
    load: 'load_inherited',
    warnings: [{ id: 'shadowed_by_environment', path: inFolder('.env'), line: 1 }],
  });
});

describe('nobody can tell which counts, and nobody says it', () => {
  test('two services of compose with files of their own', async () => {
    const files = {
      ...compose('    env_file: a.env\n  other:\n    image: x\n    env_file: b.env\n'),
      'a.env': line(one),
      'b.env': line(two),
    };
    const { warnings } = await look(files);
    expect(warnings).toMatchObject([{ id: 'sources_disagree', open: true }]);
  });
});

test.each([
  ['an empty value in a compose file', '    environment:\n      - OPENAI_API_KEY=\n'],
  ['an env file of compose without the key', '    env_file: a.env\n'],
])('where the program gets no key at all, no place is said to count: %s', async (_, service) => {
  const files = { ...compose(service), 'a.env': 'A=1\n', '.env': line(one) };
  expect((await look(files, shell)).warnings).toEqual([]);
});
