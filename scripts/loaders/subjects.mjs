/**
 * The real loaders, each with the row of src/domain/loading/loader-rows.ts that stands for it.
 *
 * @typedef {object} Subject
 * @property {string} model id of the row
 * @property {string} title
 * @property {string} [version] for the choice of the variant; without one all are asked
 * @property {Record<string, string>} packages what npm must bring: name to range
 * @property {Record<string, string>} [bare] the same, without what those want themselves
 * @property {string} [worker] the name in worker.mjs; without one, `program` is started for each case
 * @property {string} [program] the name in programs.mjs
 * @property {string} [node] the line of Node that it runs on; without one, the running one
 * @property {string} [mode]
 * @property {string[]} [paths] files named by a command or in code, instead of the row's own
 * @property {boolean} [shellStays] the loader's answer leaves the shell out: only what comes of files is compared
 * @property {boolean} [override] files count before the shell
 * @property {boolean} [slow] left out of a quick run: an older version, or much to bring
 * @property {number} cases how many in a whole run
 */

/** @type {Subject[]} */
export const subjects = [
  ...[16, 15, 14].map((major) => ({
    model: 'next',
    title: `Next.js ${major}`,
    slow: major < 16,
    version: `${major}`,
    packages: { '@next/env': `${major}` },
    worker: 'next',
    cases: 3000,
  })),
  {
    model: 'next',
    title: 'Next.js 16, production',
    version: '16',
    packages: { '@next/env': '16' },
    worker: 'next',
    mode: 'production',
    cases: 1000,
  },
  ...[['8', '20'], ['8', '24'], ['7'], ['7.0'], ['6'], ['6.0'], ['5'], ['5.0']].map(([version, node]) => ({
    model: 'vite',
    title: `Vite ${version}${node ? ` on Node ${node}` : ''}`,
    version,
    packages: { vite: version },
    worker: 'vite',
    slow: !['8', '7'].includes(version) || node === '24',
    node,
    cases: 3000,
  })),
  { model: 'nuxt', title: 'Nuxt (c12)', packages: { c12: '3' }, worker: 'c12', cases: 3000 },
  ...[18, 17, 16, 14, 8].map((major) => ({
    model: 'dotenv',
    title: `dotenv ${major}`,
    slow: major === 17 || major === 14,
    version: `${major}`,
    packages: { dotenv: `${major}` },
    worker: 'dotenv',
    paths: major < 16 ? ['.env'] : ['.env.local', '.env'],
    cases: 2000,
  })),
  ...['13', '12'].map((version) => ({
    model: 'dotenv-expand',
    title: `dotenv with dotenv-expand ${version}`,
    slow: version === '12',
    version,
    packages: { dotenv: '17', 'dotenv-expand': version },
    worker: 'dotenv-expand',
    paths: ['.env.local', '.env'],
    cases: 2000,
  })),
  ...['20', '22', '24', '26'].map((node) => ({
    model: 'node',
    title: `util.parseEnv of Node ${node}`,
    slow: node === '22' || node === '26',
    packages: {},
    worker: 'parseEnv',
    node,
    paths: ['.env'],
    cases: 3000,
  })),
  {
    model: 'nestjs',
    title: 'NestJS config',
    slow: true,
    version: '12',
    packages: { '@nestjs/config': '12', '@nestjs/common': '12', 'reflect-metadata': '0.2', rxjs: '7' },
    worker: 'nestjs',
    node: '24',
    paths: ['.env.local', '.env'],
    cases: 2000,
  },
  ...['', 'staging'].map((mode) => ({
    model: 'wrangler',
    title: `Wrangler${mode ? ' --env' : ''}`,
    version: '4',
    packages: { wrangler: '4' },
    worker: 'wrangler',
    slow: true,
    node: '24',
    mode,
    shellStays: true,
    cases: 2000,
  })),
  ...['20', '24'].map((node) => ({
    model: 'expo',
    title: `Expo on Node ${node}`,
    version: '2',
    packages: { '@expo/env': '2' },
    worker: 'expo',
    node,
    cases: 3000,
  })),
  {
    model: 'env-cmd',
    title: 'env-cmd',
    version: '11',
    packages: { 'env-cmd': '11' },
    worker: 'env-cmd',
    cases: 2000,
  },
  {
    model: 'python-dotenv',
    title: 'python-dotenv',
    packages: {},
    program: 'python:python-dotenv',
    cases: 3000,
  },
  {
    model: 'python-dotenv',
    title: 'python-dotenv, override',
    packages: {},
    program: 'python:python-dotenv',
    override: true,
    cases: 3000,
  },
  {
    model: 'pydantic-settings',
    title: 'pydantic',
    packages: {},
    program: 'python:pydantic',
    paths: ['.env', 'b.env'],
    cases: 3000,
  },
  {
    model: 'django-environ',
    title: 'django-environ 0.4',
    version: '0.4',
    packages: {},
    program: 'python:django-environ',
    cases: 3000,
  },
  {
    model: 'python-decouple',
    title: 'python-decouple',
    packages: {},
    program: 'python:python-decouple',
    cases: 3000,
  },
  {
    model: 'compose',
    title: 'docker-compose 1',
    version: '1',
    packages: {},
    program: 'python:compose-1',
    paths: ['a.env', 'b.env'],
    slow: true,
    cases: 2000,
  },
  { model: 'bun', title: 'Bun', packages: { bun: '1' }, program: 'bun', cases: 100 },
  {
    model: 'bun',
    title: 'Bun, production',
    packages: { bun: '1' },
    program: 'bun',
    mode: 'production',
    cases: 40,
  },
  {
    model: 'deno',
    title: 'Deno',
    packages: { deno: '2' },
    program: 'deno',
    paths: ['.env', 'b.env'],
    cases: 80,
  },
  ...['20', '24'].map((node) => ({
    model: 'node',
    title: `node --env-file, Node ${node}`,
    packages: {},
    program: 'node',
    node,
    paths: ['.env', 'b.env'],
    cases: 60,
  })),
  {
    model: 'dotenv-cli',
    title: 'dotenv-cli',
    version: '11',
    packages: { 'dotenv-cli': '11' },
    program: 'dotenv-cli',
    paths: ['.env.local', '.env'],
    cases: 60,
  },
  {
    model: 'dotenvx',
    title: 'dotenvx run',
    slow: true,
    version: '2',
    packages: { '@dotenvx/dotenvx': '2' },
    program: 'dotenvx',
    paths: ['.env.local', '.env'],
    cases: 40,
  },
  ...['2', '1'].flatMap((version) =>
    [false, true].map((override) => ({
      model: 'dotenvx',
      title: `dotenvx ${version}${override ? ', overload' : ''}`,
      slow: version === '1',
      version,
      packages: { '@dotenvx/dotenvx': version },
      worker: 'dotenvx',
      paths: ['.env.local', '.env'],
      override,
      cases: 3000,
    })),
  ),
  ...['development', 'test'].map((mode) => ({
    model: 'react-scripts',
    title: `Create React App, ${mode}`,
    slow: mode === 'test',
    version: '5',
    packages: { dotenv: '10', 'dotenv-expand': '5' },
    bare: { 'react-scripts': '5', 'react-dev-utils': '12' },
    worker: 'react-scripts',
    mode,
    cases: 3000,
  })),
];
