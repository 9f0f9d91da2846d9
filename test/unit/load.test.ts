// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references as they stand in compose files
import { describe, expect, test } from 'vitest';
import { lookLocally } from '../../src/checks/look-locally.ts';
import type { VerifyRequest } from '../../src/checks/verify-request.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { keyBuilders } from '../support/keys.ts';
import { inFolder } from '../support/show.ts';
import { stepWorld } from '../support/wizard.ts';

const [one, two] = [1, 2].map((seed) => keyBuilders.project(seed)) as [string, string];
const line = (value: string): string => `OPENAI_API_KEY=${value}\n`;

const request = {
  file: null,
  key: null,
  offline: true,
  strict: false,
  trustBaseUrl: false,
} as unknown as VerifyRequest;

/** What verify finds in a folder without asking anybody: which key, the check `load` in short, warnings and cause. */
async function look(files: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) {
  const world = stepWorld(files, [], { env });
  const ports = { ...world.ports, platform: 'linux', nodeVersion: '22.21.0' } as Ports;
  const view = await lookLocally(ports, request);
  const load = view.list.results.find(({ id }) => id === 'load');
  const key = view.about.key?.value;
  return {
    key: key?.is(one) ? 'one' : key?.is(two) ? 'two' : (key?.length ?? null),
    status: load?.status,
    notes: load?.notes.map(({ id, facts }) => ('reason' in facts ? `${id} ${facts.reason}` : id)),
    warnings: view.list.warnings.filter(({ id }) => id === 'production_differs').map(({ facts }) => facts),
    disagree: view.list.warnings.filter(({ id }) => id === 'sources_disagree').map(({ facts }) => facts),
    published: view.list.warnings.some(({ id }) => id === 'published_to_browser'),
    finding: view.finding && { cause: view.finding.cause, ...view.finding.facts },
  };
}

const uses = (name: string, version: string, more: object = {}): Record<string, string> => ({
  'package.json': JSON.stringify({ dependencies: { [name]: version }, ...more }),
});
const next = uses('next', '16.0.0');
const vite = uses('vite', '^7.0.0');

describe('what the project’s loader gives', () => {
  test('Next.js, and in production the same', async () => {
    const seen = await look({ ...next, '.env.local': line(one) });
    expect(seen).toMatchObject({
      key: 'one',
      status: 'pass',
      notes: ['load_file'],
      warnings: [],
      finding: null,
    });
  });
  test('another key in production is named, and one that is not there', async () => {
    const another = await look({ ...next, '.env': line(one), '.env.production': line(two) });
    expect(another.warnings).toEqual([
      { loader: 'Next.js', path: inFolder('.env.production'), what: 'another' },
    ]);
    const none = await look({ ...next, '.env': line(one), '.env.production': line('') });
    expect(none.warnings).toEqual([{ loader: 'Next.js', path: inFolder('.env.production'), what: 'none' }]);
    const only = await look({ ...next, '.env.development': line(one) });
    expect(only.warnings).toEqual([{ loader: 'Next.js', path: null, what: 'none' }]);
  });
  test.each([
    ['Bun', { 'package.json': '{"scripts":{"dev":"bun run x.ts"}}', 'bun.lock': '', '.env': line(one) }],
    ['Wrangler', { ...uses('wrangler', '4.0.0'), '.dev.vars': line(one) }],
    [
      'dotenv-cli',
      {
        ...uses('dotenv-cli', '11.0.0', { scripts: { dev: 'dotenv -e .env.dev -- node x.js' } }),
        '.env.dev': line(one),
      },
    ],
    [
      'Node',
      {
        'package.json': '{"scripts":{"dev":"node --env-file=.env.dev x.js"}}',
        '.env.dev': line(one),
      },
    ],
  ])('%s', async (_, files) => {
    expect(await look(files)).toMatchObject({ key: 'one', status: 'pass', finding: null });
  });
  test('Vite reads no file in production', async () => {
    const { notes, status } = await look({ ...vite, '.env.local': line(one) });
    expect({ notes, status }).toEqual({ notes: ['load_file', 'load_production_called'], status: 'pass' });
  });
  test('dotenv without a .env: the program names its file, or compose gives it', async () => {
    const files = { ...uses('dotenv', '18.0.0'), 'app.env': line(one) };
    const yaml = 'services:\n  app:\n    image: alpine\n    env_file:\n      - app.env\n';
    expect(await look({ ...files, 'compose.yaml': yaml })).toMatchObject({ key: 'one', status: 'pass' });
    expect(await look({ ...uses('dotenv', '18.0.0'), '.env.local': line(one) })).not.toMatchObject({
      status: 'pass',
    });
  });
  test('Astro reads none either, but writes into its build what the code asks import.meta.env for', async () => {
    const { notes } = await look({ ...uses('astro', '7.0.0'), '.env': line(one) });
    expect(notes).toEqual(['load_file', 'load_production_inlined']);
  });
  test('a value that the loader puts together counts as it is given', async () => {
    const reference = ['$', '{TEAM}'].join('');
    const seen = await look({ ...next, '.env': `TEAM=${one}\n${line(reference)}` });
    expect(seen).toMatchObject({ key: 'one', status: 'pass', finding: null });
  });
  test('two stages: the command’s file wins over the framework’s', async () => {
    const scripts = { scripts: { dev: 'node --env-file=.env.x node_modules/next/dist/bin/next' } };
    const files = { ...uses('next', '16', scripts), '.env.x': line(one), '.env.local': line(two) };
    expect(await look(files)).toMatchObject({
      key: 'one',
      notes: ['load_file'],
      warnings: [{ loader: 'Next.js', path: inFolder('.env.local'), what: 'another' }],
    });
  });
});

describe('nobody can tell', () => {
  test.each<[string, Record<string, string>, string]>([
    ['no loader at all', { 'package.json': '{}' }, 'by_program'],
    ['a program of its own', { 'app.py': '' }, 'by_program'],
    ['a configuration with a folder', { ...vite, 'vite.config.ts': 'x({ envDir: dir() })' }, 'configuration'],
    ['an old version', uses('vite', '^1.0.0'), 'not_modelled'],
  ])('%s', async (_, files, reason) => {
    const seen = await look({ ...files, '.env': line(one) });
    expect(seen).toMatchObject({
      key: 'one',
      status: 'skip',
      notes: [`load_unknown ${reason}`],
      finding: null,
    });
  });
  test('a configuration without one is no reason to doubt', async () => {
    const config = 'export default { /* envDir */ plugins: [] }; // root: 1\n';
    expect(await look({ ...vite, 'vite.config.ts': config, '.env': line(one) })).toMatchObject({
      status: 'pass',
    });
  });
});

describe('a file that wins hides a key', () => {
  const hides = { path: inFolder('.env.local'), line: 1 };
  test('with an empty value', async () => {
    const { finding } = await look({
      ...next,
      '.env.local': line(one),
      '.env.development.local': `A=1\n${line('')}`,
    });
    expect(finding).toEqual({
      cause: 'key_missing',
      reason: 'hidden',
      path: inFolder('.env.development.local'),
      line: 2,
      hides,
    });
  });
  test('with a placeholder', async () => {
    const { finding } = await look({
      ...vite,
      '.env.local': line(one),
      '.env.development': line('your-key-here'),
    });
    expect(finding).toEqual({ cause: 'key_placeholder', path: inFolder('.env.development'), line: 1, hides });
  });
  test('a file that nothing loads is named as well', async () => {
    const start = uses('x', '1', { scripts: { start: 'node --env-file=.env.dev x' } });
    const { finding } = await look({ ...start, '.env.dev': line('your-key'), '.env': line(one) });
    expect(finding).toMatchObject({
      cause: 'key_placeholder',
      path: inFolder('.env.dev'),
      hides: { path: inFolder('.env'), line: 1 },
    });
  });
});

describe('compose', () => {
  const compose = (service: string, more = ''): Record<string, string> => ({
    'compose.yaml': `services:\n  app:\n    image: x\n${service}${more}`,
  });
  test('an env file of the service, whatever the shell has', async () => {
    const files = { ...compose('    env_file: config/app.env\n'), 'config/app.env': line(one) };
    expect(await look(files)).toMatchObject({ key: 'one', status: 'pass', notes: ['load_file'] });
    expect(await look(files, { OPENAI_API_KEY: two })).toMatchObject({ key: 'one', status: 'pass' });
  });
  test('what stands under environment counts before the file', async () => {
    const files = {
      ...compose('    env_file: app.env\n    environment:\n      - OPENAI_API_KEY=\n'),
      'app.env': line(one),
    };
    expect((await look(files)).finding).toMatchObject({ cause: 'key_missing' });
  });
  test('compose’s own .env, by a variable', async () => {
    const files = {
      ...compose(`    environment:\n      OPENAI_API_KEY: $\{OPENAI_API_KEY:-}\n`.replace('\\{', '{')),
      '.env': line(one),
    };
    expect(await look(files)).toMatchObject({ key: 'one', status: 'pass' });
  });
  test('a variable of another name, from compose’s own .env', async () => {
    const text = '    environment:\n      OPENAI_API_KEY: ${TEAM_KEY:-none}\n';
    const seen = await look({ ...compose(text), '.env': `TEAM_KEY=${one}\n` });
    expect(seen).toMatchObject({ key: 'one', status: 'pass', finding: null });
  });
  test('two services that differ are left open', async () => {
    const files = {
      ...compose('    env_file: a.env\n', '  other:\n    env_file: b.env\n'),
      'a.env': line(one),
      'b.env': line(two),
    };
    expect(await look(files)).toMatchObject({ status: 'skip', notes: ['load_unknown configuration'] });
  });
  test('a name that goes to the browser by the configuration', async () => {
    const seen = await look({
      ...vite,
      'vite.config.ts': "export default { envPrefix: 'OPENAI_' }",
      '.env': line(one),
    });
    expect(seen.published).toBe(true);
  });
  test('dotenv in the configuration of Next.js', async () => {
    const config = "require('dotenv').config({ path: './shared.env' }); module.exports = {};";
    expect(await look({ ...next, 'next.config.js': config, 'shared.env': line(one) })).toMatchObject({
      key: 'one',
      status: 'pass',
    });
  });
});

describe('variables that the start command sets', () => {
  const started = (dev: string): Record<string, string> => uses('next', '16.0.0', { scripts: { dev } });
  test.each([
    [`OPENAI_API_KEY=${two} next dev`],
    [`cross-env A=1 OPENAI_API_KEY=${two} next dev`],
    [`env OPENAI_API_KEY="${two}" next dev`],
    [`tsc && OPENAI_API_KEY=${two} next dev`],
    [`export OPENAI_API_KEY=${two}; next dev`],
  ])('a key wins over every file: %#', async (dev) => {
    const seen = await look({ ...started(dev), '.env.local': line(one) });
    expect(seen).toMatchObject({ key: 'two', finding: null });
    expect(seen.disagree).toMatchObject([
      { path: inFolder('package.json'), otherPath: inFolder('.env.local'), line: 1 },
    ]);
  });
  test('a key that stands there only', async () => {
    const seen = await look(started(`OPENAI_API_KEY=${two} next dev`));
    expect(seen).toMatchObject({ key: 'two', finding: null });
  });
  test('a variable of the shell, under the name or another', async () => {
    const same = { ...started('OPENAI_API_KEY=$OPENAI_API_KEY next dev'), '.env.local': line(one) };
    expect((await look(same, { OPENAI_API_KEY: two })).key).toBe('two');
    const other = { ...started('OPENAI_API_KEY=$' + '{MINE} next dev'), '.env.local': line(one) };
    expect((await look(other, { MINE: two })).key).toBe('two');
  });
  test('what only a shell can say is left open', async () => {
    const seen = await look({
      ...started('OPENAI_API_KEY=$(pass show x) next dev'),
      '.env.local': line(one),
    });
    expect(seen).toMatchObject({ status: 'skip', notes: ['load_unknown configuration'] });
  });
  test('another variable changes nothing', async () => {
    const seen = await look({ ...started(`OPENAI_KEY=${two} next dev`), '.env.local': line(one) });
    expect(seen).toMatchObject({ key: 'one', status: 'pass', disagree: [] });
  });
});
