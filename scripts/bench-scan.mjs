/**
 * How long `scan` takes in a repository of many files, as a ratio to `git grep` alone for one plain
 * expression in the same run: `npm run build && node scripts/bench-scan.mjs [files] [rounds]`.
 *
 * The files are made in a temporary folder, about 2 KB each, most of them with words that begin like keys.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = join(resolve(dirname(fileURLToPath(import.meta.url)), '..'), 'bin/openai-setup.js');
const count = Number(process.argv[2] ?? 100_000);
const rounds = Number(process.argv[3] ?? 7);
const perFolder = 100;

const outer = mkdtempSync(join(tmpdir(), 'openai-setup-bench-scan-'));
const folder = join(outer, 'repository');
/** Nothing that git tidies up afterwards is measured. */
const still = ['-c', 'maintenance.auto=false', '-c', 'gc.auto=0'];
const env = { PATH: process.env.PATH, HOME: outer, GIT_CONFIG_NOSYSTEM: '1' };

try {
  fill();
  const git = [
    '--no-pager',
    'grep',
    '--untracked',
    '-I',
    '-l',
    '-E',
    '-e',
    'sk-[A-Za-z0-9_-]{40,}',
    '--',
    '.',
  ];
  const subjects = {
    'git grep': () => timed('git', git, [0, 1]),
    scan: () => timed(process.execPath, [program, 'scan'], [11]),
    'scan --staged': () => timed(process.execPath, [program, 'scan', '--staged'], [0]),
    node: () => timed(process.execPath, ['-e', '0'], [0]),
  };
  for (const run of Object.values(subjects)) run();
  const times = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(subjects)) times[name].push(run());
  }
  console.log(`${count} files, ${rounds} rounds, medians:`);
  for (const name of Object.keys(subjects)) {
    const ratios = times[name].map((ms, round) => ms / times['git grep'][round]);
    const ratio = median(ratios).toFixed(2);
    console.log(`${name.padEnd(14)} ${median(times[name]).toFixed(0).padStart(6)} ms  ${ratio} of git grep`);
  }
} finally {
  rmSync(outer, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

function fill() {
  const line = 'export const handler = task-runner disk-usage mask-image(value); // risk-level\n';
  for (let number = 0; number < count; number += 1) {
    const at = join(
      folder,
      `package${Math.floor(number / perFolder / 10)}`,
      `part${Math.floor(number / perFolder) % 10}`,
    );
    if (number % perFolder === 0) mkdirSync(at, { recursive: true });
    writeFileSync(join(at, `file${number % perFolder}.ts`), `// ${number}\n${line.repeat(24)}`);
  }
  const random = Array.from(
    { length: 74 },
    (_, at) => 'aB3dE5fG7hJ9kLmN0pQrS2tU'[(at * 7 + at * at) % 24],
  ).join('');
  writeFileSync(
    join(folder, 'leak.ts'),
    `const key = "sk-proj-${random}${['T3Blbk', 'FJ'].join('')}${random}";\n`,
  );
  const quietly = { cwd: folder, env, stdio: 'ignore' };
  execFileSync('git', ['init', '-q'], quietly);
  execFileSync('git', ['add', '.'], quietly);
  execFileSync(
    'git',
    [...still, '-c', 'user.name=b', '-c', 'user.email=b@example.com', 'commit', '-q', '-m', 'all'],
    quietly,
  );
}

function timed(command, args, expected) {
  const start = performance.now();
  const { status, stderr } = spawnSync(command, args, { cwd: folder, env, encoding: 'utf8' });
  const ms = performance.now() - start;
  if (!expected.includes(status)) throw new Error(`${command} ended with ${status}: ${stderr}`);
  return ms;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
