import { olderStarted } from './older.mjs';

/** What must be started for each case: runtimes, launchers and package managers. */
const bun = ['1', '1.3', '1.2', '1.1', '1.0'].map((version) => ({
  model: 'bun',
  title: `Bun ${version}`,
  version,
  packages: { bun: version },
  program: 'bun',
  slow: version !== '1',
  cases: version === '1' ? 100 : olderStarted,
}));

const deno = ['2', '2.7', '2.6', '2.3', '2.1'].map((version) => ({
  model: 'deno',
  title: `Deno ${version}`,
  version,
  packages: { deno: version },
  program: 'deno',
  slow: version !== '2',
  paths: ['.env', 'b.env'],
  cases: version === '2' ? 80 : olderStarted,
}));

const node = ['20', '22', '24', '26'].map((line) => ({
  model: 'node',
  title: `node --env-file, Node ${line}`,
  packages: {},
  program: 'node',
  node: line,
  slow: line === '22' || line === '26',
  paths: ['.env', 'b.env'],
  cases: 60,
}));

/** They hand the options of Node on to it. */
const handingOn = [
  ['tsx --env-file', { tsx: '4' }],
  ['nodemon --env-file', { nodemon: '3' }],
  ['pm2 --node-args', { pm2: '6' }],
].map(([program, packages]) => ({
  model: 'node',
  title: `${program}, for Node`,
  packages,
  program,
  slow: true,
  // nodemon starts the Node of the path.
  node: program.startsWith('nodemon') ? undefined : '24',
  // pm2 itself is a program of Node, which stumbles over two.
  paths: program.startsWith('pm2') ? ['.env'] : ['.env', 'b.env'],
  cases: 12,
}));

const dotenvCli = ['11', '10', '9', '8', '7', '6', '5', '4', '3'].flatMap((version) =>
  [false, true].map((override) => ({
    model: 'dotenv-cli',
    title: `dotenv-cli ${version}${override ? ', override' : ''}`,
    slow: version !== '11' || override,
    version,
    packages: { 'dotenv-cli': version },
    program: 'dotenv-cli',
    override,
    paths: ['.env.local', '.env'],
    cases: version === '11' ? 60 : olderStarted,
  })),
);

const cascade = ['', 'development'].map((mode) => ({
  model: 'dotenv-cli',
  title: `dotenv -c ${mode}`.trim(),
  slow: mode === '',
  version: '11',
  packages: { 'dotenv-cli': '11' },
  program: 'dotenv-cli -c',
  mode,
  paths:
    mode === ''
      ? ['.env.local', '.env']
      : ['.env.development.local', '.env.local', '.env.development', '.env'],
  cases: 60,
}));

const envCmd = ['11', '10'].map((version) => ({
  model: 'env-cmd',
  title: `env-cmd ${version} --no-override`,
  slow: true,
  version,
  packages: { 'env-cmd': version },
  program: 'env-cmd --no-override',
  paths: ['.env'],
  cases: olderStarted,
}));

const dotenvx = [
  {
    model: 'dotenvx',
    title: 'dotenvx run --convention=nextjs',
    program: 'dotenvx --convention',
    paths: ['.env.development.local', '.env.local', '.env.development', '.env'],
  },
  { model: 'dotenvx', title: 'dotenvx run', program: 'dotenvx', paths: ['.env.local', '.env'] },
].map((one) => ({ ...one, slow: true, version: '2', packages: { '@dotenvx/dotenvx': '2' }, cases: 40 }));

const yarn = ['4', '4.0'].map((version) => ({
  model: 'yarn',
  title: `Yarn ${version}`,
  slow: true,
  packages: { '@yarnpkg/cli-dist': version },
  program: 'yarn',
  override: true,
  cases: version === '4' ? 60 : olderStarted,
}));

const managers = ['npm', 'pnpm'].map((manager) => ({
  model: 'dotenv',
  title: `${manager} that hands dotenv to Node`,
  slow: true,
  version: '17',
  packages: { dotenv: '17', ...(manager === 'pnpm' ? { pnpm: '10' } : {}) },
  program: `${manager} run`,
  paths: ['.env'],
  cases: 8,
}));

export const runners = [
  ...bun,
  {
    model: 'bun',
    title: 'Bun, production',
    version: '1',
    packages: { bun: '1' },
    program: 'bun',
    mode: 'production',
    cases: 40,
  },
  {
    model: 'bun',
    title: 'bun run --env-file',
    version: '1',
    packages: { bun: '1' },
    program: 'bun run',
    paths: ['b.env'],
    slow: true,
    cases: 60,
  },
  ...deno,
  ...node,
  ...handingOn,
  ...dotenvCli,
  ...cascade,
  ...envCmd,
  ...dotenvx,
  ...yarn,
  ...managers,
];
