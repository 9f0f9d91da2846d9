#!/usr/bin/env node
/**
 * Kills setup with SIGKILL around the moment of its write, and looks after each kill whether `.env` is
 * the old or the new file, byte for byte; whether no file with a key is open to others, or not ignored
 * by git; and at last whether an undisturbed run leaves a key nowhere but in `.env`.
 *
 *   npm run test:crash                    500 kills of the packed program
 *   node scripts/crash-test.mjs 50 FILE   50 kills of another copy of the program
 */
import { spawn, spawnSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { installTarball, pack } from './package/pack.mjs';
import { makeSandbox } from './support/sandbox.mjs';

const kills = Number(process.argv[2] ?? 500);
if (!Number.isInteger(kills) || kills < 1)
  throw new Error('usage: node scripts/crash-test.mjs [kills] [program]');
const sandbox = makeSandbox();
const program = process.argv[3]
  ? resolve(process.argv[3])
  : installTarball(pack(sandbox.folder('packed')), sandbox.folder('installed'));

// Built here, so that no file of the project holds the shape of a key.
const keys = ['a', 'b'].map((letter) => `sk-proj-${letter.repeat(74)}T3Blbk${'FJ'}${letter.repeat(74)}`);
const others = Array.from({ length: 200 }, (_, n) => `NAME_${n}="value ${n}" # note\n`).join('');

/** What is killed, each in a folder of its own; `start` makes the folder what it is before a run. */
const situations = [
  {
    name: 'a key replaced in a file of 200 names',
    old: (key) => `# settings\nOPENAI_API_KEY=${key}\n${others}`,
    fresh: (key) => `# settings\nOPENAI_API_KEY=${key}\n${others}`,
    prepare: () => {},
    start: (folder, key) =>
      writeFileSync(join(folder, '.env'), `# settings\nOPENAI_API_KEY=${key}\n${others}`, { mode: 0o600 }),
  },
  {
    name: 'a first run in a repository',
    old: () => null,
    fresh: (key) => `OPENAI_API_KEY=${key}\n`,
    prepare: (folder) => spawnSync('git', ['init', '--quiet', folder], { env: sandbox.env }),
    start: (folder) => {
      for (const name of ['.env', '.gitignore']) rmSync(join(folder, name), { force: true });
    },
  },
];

/** Runs setup in a folder; `kill` is when to end it, or null. */
function run(folder, key, kill) {
  return new Promise((done, fail) => {
    const began = performance.now();
    let wrote = null;
    const args = [program, 'setup', '--key-stdin', '--yes', '--no-test', '--force'];
    const child = spawn(process.execPath, args, {
      cwd: folder,
      env: sandbox.env,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    const end = () => child.kill('SIGKILL');
    let timer = kill?.after === undefined ? undefined : setTimeout(end, kill.after);
    const watcher = watch(folder, () => {
      if (wrote !== null) return;
      wrote = performance.now() - began;
      if (kill?.afterFirstWrite === 0) end();
      else if (kill?.afterFirstWrite !== undefined) timer = setTimeout(end, kill.afterFirstWrite);
    });
    let errors = '';
    child.stderr.on('data', (data) => {
      errors += data;
    });
    child.stdin.on('error', () => {});
    child.stdin.end(key);
    child.on('error', fail);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      watcher.close();
      done({ killed: signal === 'SIGKILL', code, errors, wrote, ms: performance.now() - began });
    });
  });
}

const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
};

/** What a killed run left. */
const litter = (folder) =>
  readdirSync(folder).filter((name) => !['.env', '.gitignore', '.git'].includes(name));

/** What beside `.env` holds a part of a key. */
const otherHolders = (folder) =>
  readdirSync(folder).filter((name) => {
    if (name === '.env' || !lstatSync(join(folder, name)).isFile()) return false;
    const text = readFileSync(join(folder, name), 'utf8');
    return keys.some((key) => text.includes(key.slice(8, 40)));
  });

/** Everything that must hold after a kill at any moment. */
function judge(folder, old, fresh) {
  const env = read(join(folder, '.env'));
  if (env !== old && env !== fresh)
    throw new Error(`.env is neither the old nor the new file: ${env?.length} characters`);
  const ignore = read(join(folder, '.gitignore'));
  if (ignore !== null && ignore !== '.env\n')
    throw new Error(`.gitignore is half written: ${JSON.stringify(ignore)}`);
  if (env === fresh && ignore === null) throw new Error('.env has the key and is not ignored');
  for (const name of ['.env', ...otherHolders(folder)]) {
    if (process.platform === 'win32' || (name === '.env' && env === null)) continue;
    const mode = lstatSync(join(folder, name)).mode & 0o777;
    if (mode & 0o077) throw new Error(`${name} holds a key and has mode ${mode.toString(8)}`);
  }
  return env === fresh;
}

async function endure({ name, old, fresh, prepare, start }, count) {
  const folder = sandbox.folder(name.replaceAll(' ', '-'));
  prepare(folder);
  start(folder, keys[0]);
  const whole = await run(folder, keys[1], null);
  if (whole.code !== 0) throw new Error(`An undisturbed run failed with ${whole.code}: ${whole.errors}`);
  if (!judge(folder, null, fresh(keys[1]))) throw new Error('An undisturbed run did not write the file.');

  const counts = { killed: 0, replaced: 0, amid: 0 };
  // When the first write is seen, and how long it takes from there to the end; both learnt as it goes.
  let begins = whole.wrote ?? whole.ms;
  let lasts = Math.max(whole.ms - begins, 2);
  for (let n = 0; counts.killed < count; n += 1) {
    if (n >= count * 5) throw new Error(`Only ${counts.killed} of ${n} runs could be killed.`);
    start(folder, keys[0]);
    const spread = Math.random();
    // Some anywhere from the start, some around the first write, most from the moment it is seen.
    const kill =
      n % 8 === 0
        ? { after: begins * spread }
        : n % 8 < 3
          ? { after: begins + lasts * (1.5 * spread - 0.5) }
          : { afterFirstWrite: n % 2 === 0 ? 0 : lasts * spread ** 2 };
    const before = litter(folder);
    const result = await run(folder, keys[1], kill);
    const replaced = judge(folder, old(keys[0]), fresh(keys[1]));
    if (!result.killed && result.code !== 0)
      throw new Error(`Run ${n} failed with ${result.code}: ${result.errors}`);
    if (!result.killed && result.wrote !== null) lasts = (lasts * 3 + result.ms - result.wrote) / 4;
    if (result.wrote !== null) begins = (begins * 3 + result.wrote) / 4;
    if (!result.killed) continue;
    counts.killed += 1;
    if (replaced) counts.replaced += 1;
    if (litter(folder).some((entry) => !before.includes(entry))) counts.amid += 1;
  }

  const last = await run(folder, keys[1], null);
  if (last.code !== 0) throw new Error(`The last run failed with ${last.code}: ${last.errors}`);
  judge(folder, fresh(keys[1]), fresh(keys[1]));
  const left = litter(folder);
  if (left.length > 0) throw new Error(`After an undisturbed run there is still ${left.join(' ')}`);
  process.stdout.write(
    `${name}: ${counts.killed} kills, the file always whole; ${counts.amid} of them amid a write, ` +
      `${counts.replaced} after the new file was in place; nothing left beside it in the end\n`,
  );
  return counts;
}

try {
  const share = Math.ceil(kills / situations.length);
  const results = await Promise.all(situations.map((situation) => endure(situation, share)));
  const amid = results.reduce((sum, counts) => sum + counts.amid, 0);
  // Kills that all fall before or after the write would prove nothing.
  if (kills >= 100 && amid < kills / 20) throw new Error(`only ${amid} kills fell into a write`);
  sandbox.remove();
} catch (error) {
  process.stderr.write(
    `${error instanceof Error ? error.message : error}\nThe folder is kept: ${sandbox.root}\n`,
  );
  process.exitCode = 1;
}
