import { older } from './older.mjs';

/** Libraries that a program, or its start command, calls; all are loaded into a process. */
const dotenv = ['18', '17', '16', '16.0.0', '15', '14', '13', '12', '11', '10', '9', '8', '8.1.0'].map(
  (version) => ({
    model: 'dotenv',
    title: `dotenv ${version}`,
    slow: !['18', '16', '8'].includes(version),
    version,
    packages: { dotenv: version },
    worker: 'dotenv',
    paths: version.startsWith('16.0') || Number.parseFloat(version) < 16 ? ['.env'] : ['.env.local', '.env'],
    cases: Number(version) > 15 ? 2000 : older,
  }),
);

const dotenvOverride = ['18', '17', '16', '15', '14', '13', '8'].map((version) => ({
  model: 'dotenv',
  title: `dotenv ${version}, override`,
  slow: version !== '18',
  version,
  packages: { dotenv: version },
  worker: 'dotenv',
  override: true,
  paths: Number.parseFloat(version) < 16 ? ['.env'] : ['.env.local', '.env'],
  cases: older,
}));

/** dotenv-expand with dotenv: those of one time, and the newest with one another. */
const pairs = [
  ...[
    ['13', '18'],
    ['13', '17'],
    ['12', '17'],
    ['12.0.0', '16'],
    ['11', '16'],
    ['11.0.6', '16'],
    ['11.0.0', '16'],
    ['10', '17'],
  ],
  ...[
    ['10', '16'],
    ['9', '16'],
    ['8', '16'],
    ['8.1.0', '15'],
    ['7', '14'],
    ['6', '13'],
    ['5', '16'],
    ['5', '10'],
    ['5', '8'],
    ['4', '8'],
  ],
  ['13', '10'],
];
const dotenvExpand = pairs.flatMap(([version, dotenv]) =>
  (version === '13' || version === '10' ? [false, true] : [false]).map((override) => ({
    model: 'dotenv-expand',
    title: `dotenv ${dotenv} with dotenv-expand ${version}${override ? ', override' : ''}`,
    slow: override || !['13 17', '10 16', '5 10'].includes(`${version} ${dotenv}`),
    version,
    reading: dotenv,
    packages: { dotenv, 'dotenv-expand': version },
    worker: 'dotenv-expand',
    override,
    paths: Number(dotenv) < 16 ? ['.env'] : ['.env.local', '.env'],
    cases: version === '13' && !override ? 2000 : older,
  })),
);

const node = ['20', '22', '24', '26'].map((line) => ({
  model: 'node',
  title: `util.parseEnv of Node ${line}`,
  slow: line === '22' || line === '26',
  packages: {},
  worker: 'parseEnv',
  node: line,
  paths: ['.env'],
  cases: 3000,
}));

/** @nestjs/config with the version of Nest that it belongs to. */
const nestVersions = [
  ['12', '12'],
  ['12', '12', { expands: true }],
  ['12', '12', { override: true }],
  ['12', '12', { override: true, expands: true }],
  ['4', '11'],
  ['4', '11', { expands: true }],
  ['4', '11', { override: true }],
  ['4.0.0', '11', { expands: true }],
  ['3', '10'],
  ['3', '10', { expands: true }],
  ['3.0.0', '10', { expands: true }],
  ['2', '9'],
  ['2', '9', { expands: true }],
  ['2.2', '9', { expands: true }],
  ['1', '8', { expands: true }],
  ['1.2.0', '8', { expands: true }],
  ['1.1', '8'],
  ['1.1', '8', { expands: true }],
];
const nestjs = nestVersions.map(([version, common, told = {}]) => ({
  model: 'nestjs',
  title: [`NestJS config ${version}`, ...Object.keys(told)].join(', '),
  slow: true,
  version,
  packages: {
    '@nestjs/config': version,
    '@nestjs/common': common,
    'reflect-metadata': Number(common) < 11 && version !== '3' ? '0.1' : '0.2',
    rxjs: common === '7' ? '6' : '7',
  },
  worker: 'nestjs',
  node: '24',
  paths: ['.env.local', '.env'],
  ...told,
  cases: version === '12' || version === '4' ? 2000 : older,
}));

const envCmd = ['11', '10', '10.0', '9'].map((version) => ({
  model: 'env-cmd',
  title: `env-cmd ${version}`,
  version,
  packages: { 'env-cmd': version },
  worker: 'env-cmd',
  slow: !['11', '10'].includes(version),
  override: true,
  cases: 2000,
}));

const dotenvx = ['2', '2.24', '2.14', '2.11', '2.0', '1', '1.51', '1.24'].flatMap((version) =>
  [false, true].map((override) => ({
    model: 'dotenvx',
    title: `dotenvx ${version}${override ? ', overload' : ''}`,
    slow: version !== '2',
    version,
    packages: { '@dotenvx/dotenvx': version },
    worker: 'dotenvx',
    // It goes round in circles for ever.
    plainShell: version === '1.24',
    paths: ['.env.local', '.env'],
    override,
    cases: version === '2' ? 3000 : older,
  })),
);

export const libraries = [
  ...dotenv,
  ...dotenvOverride,
  ...dotenvExpand,
  ...node,
  ...nestjs,
  ...envCmd,
  ...dotenvx,
];
