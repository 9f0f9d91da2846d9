// Makes small real apps, sets each up with the built program, starts it as people do, and asks it which key it sees: in
// development, in production, and what `verify` says of both. What setup prints is used as it is printed: its commands are
// run, its lines are the app's.
//
//   npm run test:apps [-- next astro …] [--quick] [--write] [--keep] [--report FILE]
//
// `untried` among the names asks setup about those that are not started. `--quick` takes some of them, `--write` puts the results into docs/frameworks.md and docs/frameworks.zh-CN.md. What cannot be
// had here is skipped, with a word. Needs `npm run build` before. Runs one app at a time.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { writePages } from './apps/pages.mjs';
import { apps, untried } from './apps/rows.mjs';
import { freePort, run, startAndAsk } from './apps/start.mjs';
import { bring } from './loaders/bring.mjs';
import { provideNode } from './package/nodes.mjs';
import { root } from './package/pack.mjs';
import { startStandin } from './support/standin.mjs';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean' },
    write: { type: 'boolean' },
    keep: { type: 'boolean' },
    report: { type: 'string' },
  },
});
const program = join(root, 'bin/openai-setup.js');
/** ms after which a quick run begins no other app. */
const quickLimit = 420_000;
const started = Date.now();
/** Frameworks of today want this Node. */
const nodeLine = '24';

const standin = await startStandin();
const counts = { passed: 0, failed: 0, skipped: 0 };
const results = [];
for (const app of apps) {
  if (positionals.length > 0 && !positionals.includes(app.name)) continue;
  if (options.quick && positionals.length === 0 && !app.quick) continue;
  const begin = Date.now();
  const isLate = options.quick && begin - started > quickLimit;
  const result = isLate ? { state: 'skipped', why: 'no time left' } : await tryApp(app);
  const seconds = Math.round((Date.now() - begin) / 1000);
  counts[result.state] += 1;
  results.push({ name: app.name, title: app.title, ...result });
  process.stdout.write(
    `${app.title}: ${result.state}, ${result.version ?? ''} ${describe(result)} (${seconds} s)\n`,
  );
}
await standin.close();
process.stdout.write(`Apps: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped.\n`);
if (options.report) writeFileSync(options.report, JSON.stringify(counts));
if (options.write) {
  const isWanted = positionals.length === 0 || positionals.includes('untried');
  writePages(results, isWanted ? await toldOnly() : []);
}
process.exitCode = counts.failed > 0 ? 1 : 0;

function describe({ why, development, production }) {
  return why ?? `development ${development}, production ${production}`;
}

/** Environment of the apps: nothing of this shell's keys, no questions, no reports to anybody. */
function environment(bins) {
  const kept = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(?:OPENAI|NODE_ENV$|NODE_OPTIONS$|CI$|VIRTUAL_ENV$|npm_|VITEST)/.test(name),
    ),
  );
  return {
    ...kept,
    PATH: [...bins, kept.PATH].join(delimiter),
    NEXT_TELEMETRY_DISABLED: '1',
    ASTRO_TELEMETRY_DISABLED: '1',
    NUXT_TELEMETRY_DISABLED: '1',
    WRANGLER_SEND_METRICS: 'false',
    DO_NOT_TRACK: '1',
  };
}

async function tryApp(app) {
  const top = realpathSync(mkdtempSync(join(tmpdir(), `app-${app.name}-`)));
  const folder = join(top, app.folder ?? '.');
  try {
    const made = await make(app, top, folder);
    if (made.why) return { state: 'skipped', why: made.why };
    return await check(app, folder, made.env);
  } catch (error) {
    return { state: 'failed', why: error.message.split('\n').slice(0, 12).join('\n  ') };
  } finally {
    if (options.keep) process.stdout.write(`  ${top}\n`);
    else rmSync(top, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The folder with its packages, before anybody thought of a key. `why`: it cannot be had here. */
async function make(app, top, folder) {
  const bins = [join(folder, 'node_modules/.bin'), join(top, 'node_modules/.bin')];
  try {
    bins.push(dirname(provideNode(nodeLine)));
    if (app.tools) bins.push(join(bring(app.tools).folder, 'node_modules/.bin'));
  } catch (error) {
    return { why: `cannot be installed here: ${error.message.split('\n')[0]}` };
  }
  const env = environment(bins);
  if (app.needs && (await run(`command -v ${app.needs}`, { cwd: top, env })).status !== 0)
    return { why: `there is no ${app.needs} here` };
  if (app.manifest) write(top, { 'package.json': JSON.stringify({ name: 'app', ...app.manifest }) });
  write(top, app.before ?? {});
  const wanted = Object.entries(app.packages).map(([name, range]) => `${name}@${range}`);
  if (wanted.length > 0) {
    const flags = '--no-audit --no-fund --no-package-lock --loglevel=error';
    const { status, stderr } = await run(
      `npm install ${flags} ${wanted.map((one) => `'${one}'`).join(' ')}`,
      {
        cwd: top,
        env,
        limit: 600_000,
      },
    );
    if (status !== 0)
      return { why: `cannot be installed here: ${stderr.trim().split('\n').slice(0, 3).join(' ')}` };
  }
  return { env };
}

function write(folder, files) {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** What installers say where there is no registry, or no part of the system that they need. */
const notHere =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|Name or service not known|Temporary failure|ensurepip is not|No matching distribution/;

/** Runs setup, does what it prints, and asks. */
async function check(app, folder, env) {
  const setup = JSON.parse(
    await ask(['--key-stdin', '--yes', '--base-url', standin.baseURL], folder, env, standin.key),
  );
  if (!setup.ok) throw new Error(`setup: ${setup.diagnosis?.title}`);
  const file = setup.files.find(({ path }) => path !== '.gitignore')?.path;
  for (const command of setup.next.commands) {
    const { status, stderr, stdout } = await run(command, { cwd: folder, env, limit: 600_000 });
    const said = (stderr || stdout).trim();
    if (status !== 0 && notHere.test(said))
      return { state: 'skipped', why: `cannot be installed here: ${command}` };
    if (status !== 0) throw new Error(`${command}: ${said}`);
  }
  const port = await freePort();
  const files = app.files(setup.next.code);
  write(
    folder,
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.replaceAll('{port}', port)])),
  );
  const at = { cwd: folder, env, port };
  const expected = standin.key.slice(-4);

  const said = JSON.parse(await ask(['verify', '--base-url', standin.baseURL], folder, env, ''));
  const load = said.checks.find(({ id }) => id === 'load');
  const saysNone =
    load.notes.some((note) => /production|builds has no key/.test(note)) ||
    said.warnings.some(({ id }) => id === 'production_differs');
  const development = await seen(app, app.development, at, expected);
  if (development.state !== 'this key')
    throw new Error(`development has ${development.state}: ${development.said}`);
  if (load.status === 'fail' || !said.ok)
    throw new Error(`verify denies what the app sees: ${said.diagnosis?.title} ${JSON.stringify(load)}`);
  let production = 'not tried';
  if (app.production !== null && !(options.quick && app.quick === 'development')) {
    production = await inProduction(app, at, expected);
    if ((production === 'needs the variable') !== saysNone)
      throw new Error(
        `production: ${production}; verify: ${JSON.stringify(load.notes)} ${JSON.stringify(said.warnings)}`,
      );
  }
  if (app.built && app.production === null) await build(app, at);
  if (app.built) neverIn(join(folder, app.built), standin.key);
  if (app.example) await runExample(folder, env);
  const chinese = JSON.parse(
    await ask(['--yes', '--lang', 'zh-CN', '--base-url', standin.baseURL], folder, env, ''),
  );
  const { commands, code } = setup.next;
  const notes = { en: setup.next.notes, 'zh-CN': chinese.next.notes };
  return {
    state: 'passed',
    version: await versionOf(app, folder, env),
    development: 'this key',
    production,
    file,
    commands,
    code,
    notes,
  };
}

/** Standard output of this program, as JSON. */
async function ask(args, cwd, env, input) {
  const line = [
    process.execPath,
    program,
    ...args,
    '--json',
    ...(args.includes('--lang') ? [] : ['--lang', 'en']),
  ];
  return (await run(line.map((word) => `'${word}'`).join(' '), { cwd, env, input })).stdout;
}

async function seen(app, command, at, expected) {
  const line = command.replaceAll('{port}', at.port);
  const given = app.path ? await startAndAsk(line, app.path, at) : await printed(line, at);
  return {
    ...given,
    state: given.key === expected ? 'this key' : given.key === null ? 'no key' : 'another key',
  };
}

async function printed(line, at) {
  const { stdout, stderr } = await run(line, at);
  const key = stdout.trim().split('\n').at(-1) ?? '';
  return { key: /^[\w-]{4}$/.test(key) ? key : null, said: `${stdout}${stderr}`.slice(-2000) };
}

/** As it is, and where it sees no key, with the variable set: then it must see it. */
async function inProduction(app, at, expected) {
  if (app.build) await build(app, at);
  const plain = await seen(app, app.production, at, expected);
  if (plain.state === 'this key') return 'this key';
  if (plain.state === 'another key') throw new Error('production has another key');
  const withVariable = { ...at, port: at.port, env: { ...at.env, OPENAI_API_KEY: standin.key } };
  const given = await seen(app, app.production, withVariable, expected);
  if (given.state !== 'this key') throw new Error(`production with the variable set: ${given.said}`);
  return 'needs the variable';
}

async function build(app, at) {
  const { status, stdout, stderr } = await run(app.build, { ...at, limit: 600_000 });
  if (status !== 0) throw new Error(`${app.build}: ${(stderr || stdout).trim().slice(-1500)}`);
}

/** What was built must not hold the key. */
function neverIn(folder, key) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (readFileSync(path, 'latin1').includes(key)) throw new Error(`${path} holds the whole key`);
  }
}

/** The first program that `example` writes, with its own commands, against the stand-in. */
async function runExample(folder, env) {
  const made = JSON.parse(await ask(['example', 'chat', '--write'], folder, env, ''));
  for (const command of [made.needs, made.run]) {
    const { status, stdout, stderr } = await run(command, { cwd: folder, env, limit: 600_000 });
    if (status !== 0) throw new Error(`${command}: ${stdout}${stderr}`);
  }
}

async function versionOf(app, folder, env) {
  if (app.version) return (await run(app.version, { cwd: folder, env })).stdout.trim();
  const [name] = Object.keys(app.packages)
    .filter((one) => one === app.name || one.endsWith(app.name) || one.includes(app.name))
    .concat(Object.keys(app.packages));
  const named = { sveltekit: '@sveltejs/kit', nestjs: '@nestjs/core' }[app.name] ?? name;
  return JSON.parse(readFileSync(join(folder, 'node_modules', named, 'package.json'), 'utf8')).version;
}

/** What setup says of folders that only look like a program of a kind. */
async function toldOnly() {
  const other = await startStandin();
  const told = [];
  for (const [name, title, files] of untried) {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), `app-${name}-`)));
    const env = environment([]);
    write(folder, files);
    const setup = JSON.parse(
      await ask(['--key-stdin', '--yes', '--base-url', other.baseURL], folder, env, other.key),
    );
    const chinese = JSON.parse(
      await ask(['--yes', '--lang', 'zh-CN', '--base-url', other.baseURL], folder, env, ''),
    );
    rmSync(folder, { recursive: true });
    const file = setup.files.find(({ path }) => path !== '.gitignore')?.path;
    const { commands, code, notes } = setup.next;
    told.push({
      name,
      title,
      state: 'told',
      file,
      commands,
      code,
      notes: { en: notes, 'zh-CN': chinese.next.notes },
    });
  }
  await other.close();
  return told;
}
