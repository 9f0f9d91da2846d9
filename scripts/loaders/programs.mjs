import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../package/pack.mjs';
import { startWorker } from './ask.mjs';

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
  // Bun gives its files to whatever a script starts.
  'bun run': ({ folder, node }) => ({
    file: nativeOf(folder, '@oven', 'bin/bun'),
    args: () => ['run', '--silent', 'x'],
    beside: { 'package.json': JSON.stringify({ scripts: { x: `${node} print.mjs` } }), 'print.mjs': print },
  }),
  yarn: ({ folder, node }) => ({
    file: node,
    args: () => [join(folder, 'node_modules/@yarnpkg/cli-dist/bin/yarn.js'), 'node', 'print.mjs'],
    beside: {
      'package.json': '{"name":"x"}',
      'yarn.lock': '',
      '.yarnrc.yml': 'nodeLinker: node-modules\nenableGlobalCache: false\nenableTelemetry: false\n',
      'print.mjs': print,
    },
    first: [join(folder, 'node_modules/@yarnpkg/cli-dist/bin/yarn.js'), 'install'],
  }),
  // What npm and pnpm hand to Node: dotenv in front of whatever a script starts.
  'npm run': ({ folder, node }) =>
    scriptBy('npm', ['run', '--silent', 'x'], {
      '.npmrc': `node-options=--require ${join(folder, 'node_modules/dotenv/config.js')}\nupdate-notifier=false\n`,
    }),
  'pnpm run': ({ folder, node }) =>
    scriptBy([join(folder, 'node_modules/pnpm/bin/pnpm.cjs'), '--silent', 'run', 'x'], folder, node, {
      'pnpm-workspace.yaml': `nodeOptions: --require ${join(folder, 'node_modules/dotenv/config.js')}\n`,
    }),
};

const scriptBy = (args, folder, node, more) => ({
  file: node,
  args: () => args,
  beside: {
    'package.json': JSON.stringify({ name: 'x', scripts: { x: `${node} print.mjs` } }),
    'print.mjs': print,
    ...more,
  },
});

const files = (one) => one.paths.filter((path) => path in one.files);
const named = (option, one) => files(one).flatMap((path) => [option, path]);

/** Debian's packages belong to the system's own Python. */
const pythonWith = (name) =>
  name === 'python:python-dotenv' || !existsSync('/usr/bin/python3') ? 'python3' : '/usr/bin/python3';

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
  const { file, args } = programs[name]({ folder, node });
  return {
    ask: async (cases) => {
      const answers = [];
      for (let at = 0; at < cases.length; at += 4)
        answers.push(...(await Promise.all(cases.slice(at, at + 4).map((one) => start(file, args, one)))));
      return answers;
    },
    close: () => {},
  };
}

/** What the program sees; null where it does not start, undefined where there is no such program. */
function start(file, args, one) {
  const folder = mkdtempSync(join(tmpdir(), 'loader-'));
  for (const [path, text] of Object.entries(one.files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const mode = one.mode === 'development' ? {} : { NODE_ENV: one.mode };
  const env = { PATH: process.env.PATH, HOME: folder, DENO_DIR: folder, ...mode, ...one.shell };
  return new Promise((resolve) => {
    execFile(file, args(one), { cwd: folder, env, encoding: 'utf8', timeout: 30_000 }, (error, stdout) => {
      rmSync(folder, { recursive: true, force: true });
      if (error) resolve(error.code === 'ENOENT' ? undefined : null);
      else resolve(JSON.parse(stdout.slice(stdout.indexOf('{'))));
    });
  });
}
