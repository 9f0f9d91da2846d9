// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates as they stand in configuration files
import { describe, expect, test } from 'vitest';
import { seeProject } from '../../src/checks/see-project.ts';
import { folder, stepWorld } from '../support/wizard.ts';

const json = (facts: object): string => JSON.stringify(facts);
const uses = (name: string, dev?: string) => ({
  'package.json': json({ dependencies: { [name]: '7.0.0' }, ...(dev ? { scripts: { dev } } : {}) }),
});
const shown = (path: string): string => path.replace(`${folder}/`, '');

/** Where setup would write, which files count, and what leaves it open. */
async function look(files: Readonly<Record<string, string>>) {
  const { ports } = stepWorld(files);
  const { secretsFile, envFiles, configured } = await seeProject(ports);
  return {
    secretsFile: shown(secretsFile),
    envFiles: envFiles.map(({ absolute }) => shown(absolute)),
    mode: configured.mode,
    open: configured.doubt && {
      ...configured.doubt,
      path: configured.doubt.path && shown(configured.doubt.path),
    },
    published: configured.published,
  };
}

describe('the folder and the mode of env files', () => {
  test.each<[string, Record<string, string>, object]>([
    ['Vite without a configuration', uses('vite'), { secretsFile: '.env.local', mode: 'development' }],
    [
      'Vite: envDir',
      { ...uses('vite'), 'vite.config.ts': "export default { envDir: './env' }", 'env/.env': '', '.env': '' },
      { secretsFile: 'env/.env.local', envFiles: ['env/.env'] },
    ],
    [
      'Vite: envDir above',
      {
        ...uses('vite'),
        'vite.config.js': "import path from 'path'; export default { envDir: path.resolve(__dirname, '..') }",
      },
      { secretsFile: '/.env.local' },
    ],
    [
      'Vite: root, and envDir from there',
      {
        ...uses('vite'),
        'vite.config.mts': "export default defineConfig({ root: 'src', envDir: '../env' })",
      },
      { secretsFile: 'env/.env.local' },
    ],
    [
      'Vite: a function of the mode',
      {
        ...uses('vite', 'vite --mode staging'),
        'vite.config.ts': 'export default defineConfig(({ mode }) => ({ envDir: `env/${mode}` }))',
      },
      { secretsFile: 'env/staging/.env.local', mode: 'staging' },
    ],
    [
      'Vite: --mode',
      { ...uses('vite', 'vite dev --mode staging'), '.env.staging': '', '.env.development': '', '.env': '' },
      { mode: 'staging', envFiles: ['.env.staging', '.env'] },
    ],
    [
      'Vite: a folder behind the command',
      { ...uses('vite', 'vite web'), 'web/.env': '' },
      { secretsFile: 'web/.env.local', envFiles: ['web/.env'] },
    ],
    ['Vite: cd', { ...uses('vite', 'cd web && vite'), 'web/.env': '' }, { envFiles: ['web/.env'] }],
    [
      'Vite: no env files',
      { ...uses('vite'), 'vite.config.ts': 'export default { envDir: false }', '.env': '' },
      { envFiles: [], open: null },
    ],
    [
      'Vite: envPrefix',
      { ...uses('vite'), 'vite.config.ts': "export default { envPrefix: ['VITE_', 'OPENAI_'] }" },
      { published: ['VITE_', 'OPENAI_'] },
    ],
    [
      'React Router',
      {
        ...uses('@react-router/dev', 'react-router dev'),
        'vite.config.ts': "export default { envDir: '../..' }",
      },
      { secretsFile: '/.env' },
    ],
    [
      'SvelteKit',
      {
        ...uses('@sveltejs/kit'),
        'svelte.config.js':
          "const config = { kit: { adapter: a(), env: { dir: './env' } } }; export default config;",
      },
      { secretsFile: 'env/.env.local' },
    ],
    [
      'SvelteKit: another prefix for what is private',
      {
        ...uses('@sveltejs/kit'),
        'svelte.config.js': "export default { kit: { env: { privatePrefix: 'SECRET_' } } }",
      },
      { open: { reason: 'configuration', path: 'svelte.config.js' } },
    ],
    [
      'Astro: --root',
      { ...uses('astro', 'astro dev --root ./site'), 'site/.env': '' },
      { envFiles: ['site/.env'] },
    ],
    [
      'Astro: vite.envDir',
      { ...uses('astro'), 'astro.config.mjs': "export default defineConfig({ vite: { envDir: 'e' } })" },
      { secretsFile: 'e/.env' },
    ],
    [
      'Next.js: a folder',
      { ...uses('next', 'next dev apps/web -p 3001'), 'apps/web/.env.local': '' },
      { envFiles: ['apps/web/.env.local'] },
    ],
    [
      'Next.js: dotenv in its configuration',
      {
        ...uses('next'),
        'next.config.js': "require('dotenv').config({ path: '../../.env' }); module.exports = {};",
      },
      { secretsFile: '.env.local', open: null },
    ],
    [
      'Nuxt: --dotenv',
      { ...uses('nuxt', 'nuxt dev --dotenv .env.local'), '.env': '', '.env.local': '' },
      { secretsFile: '.env.local', envFiles: ['.env.local'] },
    ],
    [
      'Wrangler: --env',
      { ...uses('wrangler', 'wrangler dev --env staging'), '.env.staging': '' },
      { mode: 'staging', envFiles: ['.env.staging'] },
    ],
    ['Expo', uses('expo', 'expo start'), { secretsFile: '.env.local', open: null }],
    [
      'Gatsby',
      { ...uses('gatsby'), '.env': '', '.env.development': '' },
      { secretsFile: '.env.development', envFiles: ['.env.development'] },
    ],
    [
      'Bun: bunfig.toml',
      { 'package.json': '{}', 'bun.lock': '', 'bunfig.toml': 'env = false\n', '.env': '' },
      { envFiles: [] },
    ],
  ])('%s', async (_, files, expected) => {
    expect(await look(files)).toMatchObject(expected);
  });

  test.each<[string, Record<string, string>]>([
    ['a variable of the shell', { 'vite.config.ts': 'export default { envDir: process.env.DIR }' }],
    ['another file', { 'vite.config.ts': "import base from './base'; export default { ...base }" }],
    ['what does not parse', { 'vite.config.ts': 'export default { envDir: ' }],
    ['a call', { 'vite.config.ts': 'export default { root: rootOf() }' }],
  ])('left open by %s', async (_, files) => {
    expect(await look({ ...uses('vite'), ...files })).toMatchObject({
      open: { reason: 'configuration', path: 'vite.config.ts' },
    });
  });

  test('left open by the command line', async () => {
    expect(await look(uses('vite', 'vite --mode $MODE'))).toMatchObject({
      open: { reason: 'configuration', path: 'package.json' },
    });
  });

  test.each([
    ['next', 'next.config.js', "require('dotenv').config({ path: pick() }); module.exports = {};"],
    [
      'next',
      'next.config.mjs',
      "import { loadEnvConfig } from '@next/env'; loadEnvConfig('../..'); export default {};",
    ],
  ])('%s: %s', async (name, config, text) => {
    expect(await look({ ...uses(name), [config]: text })).toMatchObject({
      open: { reason: 'configuration' },
    });
  });
});

describe('env files of compose services', () => {
  test.each<[string, string, readonly string[]]>([
    ['one', 'services:\n  a:\n    env_file: .env.web\n', ['.env.web']],
    [
      'a list, the last first',
      'services:\n  a:\n    env_file:\n      - ./a.env # one\n      - "b.env"\n    image: x\n',
      ['b.env', 'a.env'],
    ],
    [
      'maps',
      'services:\n  a:\n    env_file:\n      - path: ./deep/.env\n        required: false\n',
      ['deep/.env'],
    ],
    ['in one line', "services: {a: {env_file: ['a.env', b.env]}}\n", ['b.env', 'a.env']],
    [
      'an anchor',
      'x-base: &base\n  env_file: a.env\nservices:\n  a:\n    <<: *base\n    image: x\n',
      ['a.env'],
    ],
    [
      'an extended service',
      'services:\n  base:\n    env_file: a.env\n  b:\n    extends: base\n    env_file: b.env\n',
      ['b.env', 'a.env'],
    ],
    ['a variable with a default', 'services:\n  a:\n    env_file: "${STAGE:-dev}.env"\n', ['dev.env']],
    ['elsewhere', 'services:\n  a:\n    env_file: ../secret.env\n', []],
    ['a comment', 'services:\n  a:\n    # env_file: x.env\n    image: y\n', []],
    ['nothing', '', []],
    ['no YAML', 'services: [a: {', []],
    ['itself without end', 'services:\n  a:\n    extends: b\n  b:\n    extends: a\n', []],
    ['itself, included', 'include: compose.yaml\n', []],
  ])('%s', async (_, text, expected) => {
    const files = Object.fromEntries(
      ['a.env', 'b.env', '.env.web', 'deep/.env', 'dev.env', 'x.env'].map((name) => [name, '']),
    );
    const seen = await look({ ...files, 'compose.yaml': text });
    expect(seen.envFiles).toEqual(expected);
  });

  test('of an override and of another file', async () => {
    const seen = await look({
      'docker-compose.yml':
        'include:\n  - path: db.yml\nservices:\n  a:\n    extends:\n      file: base.yml\n      service: web\n',
      'docker-compose.override.yml': 'services:\n  a:\n    env_file: b.env\n',
      'db.yml': 'services:\n  db:\n    env_file: c.env\n',
      'base.yml': 'services:\n  web:\n    env_file: a.env\n',
      'a.env': '',
      'b.env': '',
      'c.env': '',
    });
    expect([...seen.envFiles].sort()).toEqual(['a.env', 'b.env', 'c.env']);
  });
});
