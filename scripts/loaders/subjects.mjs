/**
 * The real loaders, each with the row of src/domain/loading/models.ts that stands for it.
 *
 * @typedef {object} Subject
 * @property {string} model id of the row
 * @property {string} title
 * @property {number | null} major version for the choice of the variant
 * @property {Record<string, string>} packages what npm must bring: name to range
 * @property {string} [worker] the name in worker.mjs; without one, `program` is started for each case
 * @property {string} [program] the name in programs.mjs
 * @property {string} [node] the line of Node that it runs on; without one, the running one
 * @property {string} [mode]
 * @property {string[]} [paths] files named by a command or in code, instead of the row's own
 * @property {boolean} [shellStays] the loader's answer leaves the shell out: only what comes of files is compared
 * @property {boolean} [override] files count before the shell
 * @property {boolean} [withoutReferences] they are not modelled, and may have no end: such cases are not asked
 * @property {boolean} [slow] left out of a quick run: an older version, or much to bring
 * @property {number} cases how many in a whole run
 */

/** @type {Subject[]} */
export const subjects = [
  ...[16, 15, 14].map((major) => ({
    model: 'next',
    title: `Next.js ${major}`,
    slow: major < 16,
    major,
    packages: { '@next/env': `${major}` },
    worker: 'next',
    cases: 3000,
  })),
  {
    model: 'next',
    title: 'Next.js 16, production',
    major: 16,
    packages: { '@next/env': '16' },
    worker: 'next',
    mode: 'production',
    cases: 1000,
  },
  ...[
    [8, '20', 3000],
    [8, '24', 3000],
    [7, undefined, 3000],
    [6, undefined, 3000],
    [5, undefined, 3000],
  ].map(([major, node, cases]) => ({
    model: 'vite',
    title: `Vite ${major}${node ? ` on Node ${node}` : ''}`,
    major,
    packages: { vite: `${major}` },
    worker: 'vite',
    withoutReferences: major < 7,
    slow: major < 7 || node === '24',
    node,
    cases,
  })),
  { model: 'nuxt', title: 'Nuxt (c12)', major: null, packages: { c12: '3' }, worker: 'c12', cases: 3000 },
  ...[18, 17, 16, 14, 8].map((major) => ({
    model: 'dotenv',
    title: `dotenv ${major}`,
    slow: major === 17 || major === 14,
    major,
    packages: { dotenv: `${major}` },
    worker: 'dotenv',
    paths: major < 16 ? ['.env'] : ['.env.local', '.env'],
    cases: 2000,
  })),
  ...['20', '22', '24', '26'].map((node) => ({
    model: 'node',
    title: `util.parseEnv of Node ${node}`,
    slow: node === '22' || node === '26',
    major: null,
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
    major: 12,
    packages: { '@nestjs/config': '12', '@nestjs/common': '12', 'reflect-metadata': '0.2', rxjs: '7' },
    worker: 'nestjs',
    node: '24',
    paths: ['.env.local', '.env'],
    cases: 2000,
  },
  ...['', 'staging'].map((mode) => ({
    model: 'wrangler',
    title: `Wrangler${mode ? ' --env' : ''}`,
    major: 4,
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
    major: 2,
    packages: { '@expo/env': '2' },
    worker: 'expo',
    node,
    cases: 3000,
  })),
  {
    model: 'env-cmd',
    title: 'env-cmd',
    major: 11,
    packages: { 'env-cmd': '11' },
    worker: 'env-cmd',
    cases: 2000,
  },
  {
    model: 'python-dotenv',
    title: 'python-dotenv',
    major: null,
    packages: {},
    program: 'python-dotenv',
    cases: 3000,
  },
  { model: 'bun', title: 'Bun', major: null, packages: { bun: '1' }, program: 'bun', cases: 100 },
  {
    model: 'bun',
    title: 'Bun, production',
    major: null,
    packages: { bun: '1' },
    program: 'bun',
    mode: 'production',
    cases: 40,
  },
  {
    model: 'deno',
    title: 'Deno',
    major: null,
    packages: { deno: '2' },
    program: 'deno',
    paths: ['.env', 'b.env'],
    cases: 80,
  },
  ...['20', '24'].map((node) => ({
    model: 'node',
    title: `node --env-file, Node ${node}`,
    major: null,
    packages: {},
    program: 'node',
    node,
    paths: ['.env', 'b.env'],
    cases: 60,
  })),
  {
    model: 'dotenv-cli',
    title: 'dotenv-cli',
    major: 11,
    packages: { 'dotenv-cli': '11' },
    program: 'dotenv-cli',
    paths: ['.env.local', '.env'],
    cases: 60,
  },
  {
    model: 'dotenvx',
    title: 'dotenvx',
    slow: true,
    major: null,
    packages: { '@dotenvx/dotenvx': '2' },
    program: 'dotenvx',
    paths: ['.env.local', '.env'],
    cases: 40,
  },
];
