import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../package/pack.mjs';
import { startWorker } from './ask.mjs';
import { dockerClient } from './docker.mjs';

const print = 'console.log(JSON.stringify(process.env))';

/** How each program is started: what it is, and its arguments for a case. */
const programs = {
  bun: ({ folder }) => ({ file: nativeOf(folder, '@oven', 'bin/bun'), args: () => ['-e', print] }),
  deno: ({ folder }) => ({
    file: nativeOf(folder, '@deno', 'deno'),
    args: (one) => [
      'eval',
      ...files(one).map((path) => `--env-file=${path}`),
      'console.log(JSON.stringify(Deno.env.toObject()))',
    ],
  }),
  node: ({ node }) => ({
    file: node,
    args: (one) => [...files(one).map((path) => `--env-file=${path}`), '-e', print],
  }),
  'dotenv-cli': ({ folder, node }) => ({
    file: node,
    args: (one) => [
      join(folder, 'node_modules/dotenv-cli/cli.js'),
      ...(one.override ? ['-o'] : []),
      ...named('-e', one),
      '--',
      node,
      '-e',
      print,
    ],
  }),
  'dotenv-cli -c': ({ folder, node }) => ({
    file: node,
    args: ({ mode }) => [
      join(folder, 'node_modules/dotenv-cli/cli.js'),
      ...['-c', ...(mode === '' ? [] : [mode]), '--', node, '-e', print],
    ],
  }),
  'env-cmd --no-override': ({ folder, node }) => ({
    file: node,
    // Without a file it starts nothing.
    args: (one) => [
      ...(files(one).length === 0
        ? []
        : [
            join(folder, 'node_modules/env-cmd/bin/env-cmd.js'),
            ...['--no-override', ...named('-f', one), '--', node],
          ]),
      ...['-e', print],
    ],
  }),
  'tsx --env-file': handingOn('tsx/dist/cli.mjs', ['print.ts']),
  'nodemon --env-file': handingOn('nodemon/bin/nodemon.js', ['fail.mjs'], ['-q', '--exitcrash']),
  'pm2 --node-args': ({ folder, node }) => ({
    file: node,
    args: (one) => [
      join(folder, 'node_modules/pm2/bin/pm2-runtime'),
      ...['start', 'stop.mjs', '--raw', '--node-args', envFiles(one).join(' ')],
    ],
    beside: stopping,
  }),
  dotenvx: ({ folder, node }) => ({
    file: node,
    args: (one) => [
      join(folder, 'node_modules/@dotenvx/dotenvx/src/cli/dotenvx.js'),
      ...['run', '--quiet', ...named('-f', one), '--', node, '-e', print],
    ],
  }),
  'dotenvx --convention': ({ folder, node }) => ({
    file: node,
    args: () => [
      join(folder, 'node_modules/@dotenvx/dotenvx/src/cli/dotenvx.js'),
      ...['run', '--quiet', '--ignore=MISSING_ENV_FILE', '--convention=nextjs', '--', node, '-e', print],
    ],
  }),
  // Bun hands on the files that it is told of, and none that it reads unasked.
  'bun run': ({ folder, node }) => ({
    file: nativeOf(folder, '@oven', 'bin/bun'),
    args: (one) => ['run', ...files(one).map((path) => `--env-file=${path}`), '--silent', 'x'],
    beside: { ...printing(node), '.env': 'K=never\nL=never\n' },
  }),
  yarn: ({ folder, node }) => ({
    file: node,
    args: () => [yarnIn(folder), 'node', 'print.mjs'],
    beside: {
      'package.json': '{"name":"x"}',
      'yarn.lock': '',
      '.yarnrc.yml': 'nodeLinker: node-modules\nenableTelemetry: false\nenableGlobalCache: false\n',
      'print.mjs': print,
    },
    first: [yarnIn(folder), 'install'],
  }),
  // What npm and pnpm hand to Node: dotenv in front of whatever a script starts.
  'npm run': ({ folder, node }) => ({
    file: 'npm',
    args: () => ['run', '--silent', 'x'],
    beside: {
      ...printing(node),
      '.npmrc': `node-options=--require ${dotenvIn(folder)}\nupdate-notifier=false\n`,
    },
  }),
  'pnpm run': ({ folder, node }) => ({
    file: node,
    args: () => [join(folder, 'node_modules/pnpm/bin/pnpm.cjs'), '--silent', 'run', 'x'],
    beside: {
      ...printing(node),
      '.npmrc': `node-options=--require ${dotenvIn(folder)}\n`,
      'pnpm-workspace.yaml': `nodeOptions: --require ${dotenvIn(folder)}\n`,
    },
  }),
};

const yarnIn = (folder) => join(folder, 'node_modules/@yarnpkg/cli-dist/bin/yarn.js');
const dotenvIn = (folder) => join(folder, 'node_modules/dotenv/config.js');
/** A package whose script shows its environment. */
const printing = (node) => ({
  'package.json': JSON.stringify({ name: 'x', scripts: { x: `${node} print.mjs` } }),
  'print.mjs': print,
});

const files = (one) => one.paths.filter((path) => path in one.files);
const named = (option, one) => files(one).flatMap((path) => [option, path]);

/** A package that runs a file, and hands the options of Node on. */
function handingOn(path, rest, first = []) {
  return ({ folder, node }) => ({
    file: node,
    args: (one) => [join(folder, 'node_modules', path), ...first, ...envFiles(one), ...rest],
    beside: stopping,
  });
}

/** What stays when the program has ended is told to end as well. */
const stopping = {
  'print.ts': print,
  'fail.mjs': `${print}; process.exitCode = 1;`,
  'stop.mjs': `${print}; setTimeout(() => process.kill(process.ppid, 'SIGTERM'), 1000); setTimeout(() => {}, 5000);`,
};
const envFiles = (one) => files(one).map((file) => `--env-file=${file}`);

/** Debian's packages belong to the system's own Python. */
const pythonWith = (name) =>
  ofPath.has(name) || !existsSync('/usr/bin/python3') ? 'python3' : '/usr/bin/python3';
const ofPath = new Set(['python:python-dotenv', 'python:pydantic-settings']);

/** The executable in the package for this machine's kind. */
function nativeOf(folder, scope, path) {
  const packages = join(folder, 'node_modules', scope);
  const system = `${process.platform}-${process.arch}`;
  const paths = existsSync(packages) ? readdirSync(packages).map((name) => join(packages, name, path)) : [];
  const found = paths.find((one) => one.includes(system) && existsSync(one));
  if (!found) throw new Error(`no ${scope} for ${system}`);
  return found;
}

/** Asks a real loader that must be started for each case; python answers many at once. */
export function programOf(name, folder, node) {
  if (name.startsWith('python:'))
    return startWorker(pythonWith(name), [join(root, 'scripts/loaders/worker.py'), name.slice(7)]);
  if (name === 'docker') return dockerClient();
  const program = programs[name]({ folder, node });
  const pattern = patternOf(program);
  return {
    ask: async (cases) => {
      const answers = [];
      for (let at = 0; at < cases.length; at += 4)
        answers.push(
          ...(await Promise.all(cases.slice(at, at + 4).map((one) => start(program, pattern, one)))),
        );
      return answers;
    },
    close: () => rmSync(pattern, { recursive: true, force: true }),
  };
}

/** A folder with what a program wants beside the env files; each case gets a copy. */
function patternOf({ file, beside = {}, first }) {
  const folder = mkdtempSync(join(tmpdir(), 'loader-pattern-'));
  write(folder, beside);
  if (first)
    execFileSync(file, first, { cwd: folder, env: environmentIn(folder), stdio: 'ignore', timeout: 60_000 });
  return folder;
}

function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const environmentIn = (folder) => ({ PATH: process.env.PATH, HOME: folder, DENO_DIR: folder });

/** What the program sees; null where it does not start, undefined where there is no such program. */
function start({ file, args }, pattern, one) {
  const folder = mkdtempSync(join(tmpdir(), 'loader-'));
  cpSync(pattern, folder, { recursive: true });
  write(folder, one.files);
  const mode = one.mode === 'development' ? {} : { NODE_ENV: one.mode };
  const env = { ...environmentIn(folder), ...mode, ...one.shell };
  return new Promise((resolve) => {
    execFile(file, args(one), { cwd: folder, env, encoding: 'utf8', timeout: 30_000 }, (error, stdout) => {
      rmSync(folder, { recursive: true, force: true });
      const [shown] = /^\{.*\}$/m.exec(stdout) ?? [];
      // Some have to be stopped.
      if (shown) resolve(JSON.parse(shown));
      else resolve(error?.code === 'ENOENT' ? undefined : null);
    });
  });
}
