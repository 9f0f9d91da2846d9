#!/usr/bin/env node
/**
 * Kills setup with SIGKILL at random moments, and looks after each kill whether `.env` is the old
 * or the new file, byte for byte; at last, whether an undisturbed run leaves a key nowhere else.
 *
 *   node scripts/crash-test.mjs [kills] [command...]
 *
 * The command reads a key from stdin and writes it to `.env` in the working folder.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const kills = Number(process.argv[2] ?? 500);
const given = process.argv.slice(3);
const setup = ['bin/openai-setup.js', 'setup', '--key-stdin', '--yes', '--no-test', '--force'];
const command = given.length > 0 ? given : [process.execPath, resolve(setup[0] ?? ''), ...setup.slice(1)];

// Built here, so that no file of the project holds the shape of a key.
const keys = ['a', 'b'].map((letter) => `sk-proj-${letter.repeat(74)}T3Blbk${'FJ'}${letter.repeat(74)}`);
const others = Array.from({ length: 200 }, (_, n) => `NAME_${n}="value ${n}" # note\n`).join('');
const fileWith = (key) => `# settings\nOPENAI_API_KEY=${key}\n${others}`;

const folder = mkdtempSync(join(tmpdir(), 'crash-'));
const env = join(folder, '.env');

/** Runs the command with a key; kills it after `ms`, or lets it end where that is null. */
function run(key, ms) {
  return new Promise((done) => {
    const started = performance.now();
    const child = spawn(command[0], command.slice(1), { cwd: folder, stdio: ['pipe', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (data) => {
      errors += data;
    });
    child.stdin.on('error', () => {});
    child.stdin.end(key);
    const timer = ms === null ? null : setTimeout(() => child.kill('SIGKILL'), ms);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      done({ code, signal, errors, ms: performance.now() - started });
    });
  });
}

function fail(message) {
  process.stderr.write(`${message}\nThe folder is kept: ${folder}\n`);
  process.exit(1);
}

writeFileSync(env, fileWith(keys[0]), { mode: 0o600 });
// How long a run takes, and so when to kill: most kills fall into the last part, where it writes.
const first = await run(keys[1], null);
if (first.code !== 0) fail(`The command failed with ${first.code}: ${first.errors}`);
if (readFileSync(env, 'utf8') !== fileWith(keys[1])) fail('An undisturbed run did not give the new file.');
let current = 1;
let killed = 0;
let replaced = 0;
let litter = 0;
let duration = first.ms;
for (let n = 0; killed < kills; n += 1) {
  if (n > kills * 5) fail(`Only ${killed} of ${n} runs could be killed.`);
  const next = 1 - current;
  const share = n % 4 === 0 ? Math.random() : 0.6 + Math.random() * 0.4;
  const { signal, code, errors, ms } = await run(keys[next], duration * share);
  const found = readFileSync(env, 'utf8');
  if (found !== fileWith(keys[current]) && found !== fileWith(keys[next])) {
    fail(`After kill ${killed} the file is neither the old nor the new one (${found.length} bytes).`);
  }
  if (signal !== 'SIGKILL' && code !== 0) fail(`Run ${n} failed with ${code}: ${errors}`);
  if (signal === 'SIGKILL') killed += 1;
  else duration = (duration * 3 + ms) / 4;
  if (found === fileWith(keys[next])) {
    current = next;
    if (signal === 'SIGKILL') replaced += 1;
  }
  if (readdirSync(folder).length > 2) litter += 1;
}
const last = await run(keys[1 - current], null);
if (last.code !== 0) fail(`The last run failed with ${last.code}: ${last.errors}`);
for (const name of readdirSync(folder)) {
  const text = readFileSync(join(folder, name), 'utf8');
  if (name !== '.env' && keys.some((key) => text.includes(key.slice(8, 40)))) fail(`${name} holds a key.`);
}
process.stdout.write(
  `${killed} kills: the file was always whole (${replaced} times the new one, ${litter} times with something left ` +
    `beside it), and after the last run no other file holds a key: ${readdirSync(folder).join(' ')}\n`,
);
rmSync(folder, { recursive: true });
