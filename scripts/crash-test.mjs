#!/usr/bin/env node
/**
 * Kills setup and rotate, over five files, at every call that changes a file: each run ends right before the next one
 * of these calls. After each kill: every env file is the old or the new one, byte for byte; `git add -A` stages no part
 * of a key and nothing of this program's; verify names files that were left apart; and the next run makes all of them
 * new and leaves nothing beside them. Then the same with SIGHUP, which must leave all files old, or all new, at once.
 *
 *   npm run test:crash                  the packed program; `-- --quick`: rotate over three files
 *   node scripts/crash-test.mjs FILE    another copy of it
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installTarball, pack } from './package/pack.mjs';
import { makeSandbox } from './support/sandbox.mjs';

const {
  values: { quick },
  positionals: [copy],
} = parseArgs({ options: { quick: { type: 'boolean', default: false } }, allowPositionals: true });
const sandbox = makeSandbox();
const program = copy
  ? resolve(copy)
  : installTarball(pack(sandbox.folder('packed')), sandbox.folder('installed'));
const preload = fileURLToPath(new URL('support/kill-at-call.cjs', import.meta.url));

// Built here, so that no file of the project holds the shape of a key.
const [old, fresh, third] = ['a', 'b', 'c'].map(
  (letter) =>
    `sk-proj-${`${letter}4Q`.repeat(25).slice(0, 74)}T3Blbk${'FJ'}${`${letter}X7`.repeat(25).slice(0, 74)}`,
);
const api = createServer((request, response) => {
  const models = { object: 'list', data: [{ id: 'gpt-4o-mini', object: 'model' }] };
  const message = { role: 'assistant', content: 'hi' };
  const chat = { id: 'c', object: 'chat.completion', created: 1, model: 'gpt-4o-mini' };
  const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
  const completion = { ...chat, choices: [{ index: 0, message, finish_reason: 'stop' }], usage };
  request.resume().on('end', () => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url.endsWith('/models') ? models : completion));
  });
});
await new Promise((listening) => api.listen(0, '127.0.0.1', listening));
const baseURL = `http://127.0.0.1:${api.address().port}/v1`;

const others = Array.from({ length: 50 }, (_, n) => `NAME_${n}="value ${n}" # note\n`).join('');
const text = (key) => `# settings\nOPENAI_API_KEY=${key}\n${others}`;
const rotate = (...more) => ['rotate', '--base-url', baseURL, ...more];
const setup = ['setup', '--key-stdin', '--yes', '--no-test', '--force', '--no-open'];

const rotated = ['.env', '.env.local', 'apps/a/.env', 'apps/b/.env', 'apps/c/.env'].slice(0, quick ? 3 : 5);
/** What is killed: the files before, what each may be after a kill, and how the next run ends it. */
const situations = [
  {
    name: 'setup, first run in a repository',
    files: { '.env': null },
    args: setup,
    after: (key) => `OPENAI_API_KEY=${key}\n`,
    apart: false,
  },
  {
    name: 'setup, a key replaced in a file of 50 names',
    files: { '.env': text(old), '.gitignore': '.env\n' },
    args: setup,
    after: text,
    apart: false,
  },
  {
    name: `rotate over ${rotated.length} files`,
    files: {
      ...Object.fromEntries(rotated.map((name) => [name, text(old)])),
      '.gitignore': '.env*\n',
    },
    args: rotate('--key-stdin', '--yes'),
    after: text,
    apart: true,
  },
];

function git(folder, ...args) {
  const { stdout } = spawnSync('git', args, { cwd: folder, env: sandbox.env, encoding: 'utf8' });
  return stdout;
}

/** Makes the folder what it is before a run. */
function prepare(folder, files) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  git(folder, 'init', '--quiet');
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    if (content !== null) writeFileSync(join(folder, name), content, { mode: 0o600 });
  }
}

/** Runs the program; `crash`: the number of the call before which it gets the signal. */
function run(folder, args, input, crash) {
  const env = {
    ...sandbox.env,
    CRASH_FOLDER: folder,
    CRASH_COUNT: `${folder}.calls`,
    ...(crash ? { CRASH_AT: String(crash.at), CRASH_SIGNAL: crash.signal } : {}),
  };
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, ['--require', preload, program, ...args], {
      cwd: folder,
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (data) => {
      stdout += data;
    });
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.on('error', fail);
    child.on('close', (code, signal) => done({ code, signal, stdout, stderr }));
  });
}

const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

/** Everything that a run left beside what was there. */
const litter = (folder) =>
  readdirSync(folder, { recursive: true })
    .map(String)
    .filter((path) => path.includes('openai-setup') && !path.startsWith('.git/'));

/** Which of the env files are new; throws where one is neither. */
function judge(folder, { files, after }, key) {
  return Object.entries(files)
    .filter(([name]) => name !== '.gitignore')
    .map(([name, before]) => {
      const now = read(join(folder, name));
      if (now !== before && now !== after(key))
        throw new Error(`${name} is neither the old nor the new file`);
      if (now !== null && statSync(join(folder, name)).mode & 0o077)
        throw new Error(`${name} is open to others`);
      return now === after(key);
    });
}

/** Nothing that `git add -A` would take into the next commit holds a part of a key, or is this program's. */
function judgeGit(folder) {
  git(folder, 'add', '-A');
  const staged = git(folder, 'ls-files', '--cached');
  const leaks = [old, fresh].filter(
    (key) => git(folder, 'grep', '--cached', '-l', '-F', key.slice(8, 40)) !== '',
  );
  if (staged.includes('openai-setup') || leaks.length > 0) throw new Error(`git would commit ${staged}`);
  git(folder, 'read-tree', '--empty');
}

/** One kill, and what the next run makes of it. */
async function endure(folder, situation, at) {
  const { files, args, after, apart } = situation;
  prepare(folder, files);
  const result = await run(folder, args, fresh, { at, signal: 'SIGKILL' });
  if (result.signal !== 'SIGKILL') throw new Error(`no kill at call ${at}: ${result.code} ${result.stderr}`);
  const fresher = judge(folder, situation, fresh);
  judgeGit(folder);
  const mixed = fresher.includes(true) && fresher.includes(false);
  if (mixed && apart) {
    const verify = await run(folder, ['verify', '--offline', '--json'], '');
    if (!/sources_disagree[^}]*openai-setup rotate/.test(verify.stdout))
      throw new Error(`verify does not name the mix: ${verify.stdout}`);
  }
  const whole = fresher.every(Boolean);
  // A mix is finished without the key; where all is old the same run is made again, where all is new one with another key.
  const key = apart && whole ? third : fresh;
  const again = mixed && apart ? await run(folder, rotate('--yes'), '') : await run(folder, args, key);
  if (again.code !== 0)
    throw new Error(`the next run failed with ${again.code}: ${again.stderr}${again.stdout}`);
  for (const name of Object.keys(files).filter((name) => name !== '.gitignore'))
    if (read(join(folder, name)) !== after(key)) throw new Error(`the next run did not write ${name}`);
  if (litter(folder).length > 0) throw new Error(`left beside the files: ${litter(folder).join(' ')}`);
  return mixed;
}

/** A signal that can be heard: all or nothing at once, and nothing beside. */
async function interrupt(folder, situation, at) {
  prepare(folder, situation.files);
  const { code } = await run(folder, situation.args, fresh, { at, signal: 'SIGHUP' });
  const fresher = judge(folder, situation, fresh);
  if (new Set(fresher).size > 1) throw new Error(`a mix after SIGHUP at call ${at}`);
  if (code !== 130 && !(code === 0 && fresher[0])) throw new Error(`exit ${code} after SIGHUP at call ${at}`);
  if (litter(folder).length > 0) throw new Error(`left beside the files: ${litter(folder).join(' ')}`);
}

async function test(situation) {
  const folder = join(sandbox.root, situation.name.replaceAll(/\W+/g, '-'));
  prepare(folder, situation.files);
  const whole = await run(folder, situation.args, fresh);
  if (whole.code !== 0) throw new Error(`an undisturbed run failed with ${whole.code}: ${whole.stderr}`);
  if (judge(folder, situation, fresh).includes(false)) throw new Error('an undisturbed run wrote not all');
  const calls = Number(read(`${folder}.calls`));
  let mixed = 0;
  const left = Array.from({ length: calls }, (_, index) => index + 1).values();
  const worker = async (_, number) => {
    for (const at of left) {
      try {
        if (await endure(`${folder}-${number}`, situation, at)) mixed += 1;
        if (at % 5 === 0) await interrupt(`${folder}-${number}`, situation, at);
      } catch (error) {
        throw new Error(`${situation.name}, call ${at} of ${calls}: ${error.message}`);
      }
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  if (situation.apart && mixed === 0) throw new Error('no kill fell between two files');
  process.stdout.write(
    `${situation.name}: killed at each of ${calls} calls, ${mixed} times between two files; ` +
      'each file always whole, nothing for git to stage, all new and nothing left after the next run\n',
  );
}

try {
  for (const situation of situations) await test(situation);
  sandbox.remove();
} catch (error) {
  process.stderr.write(`${error.message}\nThe folder is kept: ${sandbox.root}\n`);
  process.exitCode = 1;
} finally {
  api.close();
}
