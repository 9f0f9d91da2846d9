// How fast the program is, as ratios to an empty Node process (`node -e 0`, and a file in which there is nothing) and to
// create-vite in the same run.
//
//   npm run bench            21 rounds
//   npm run bench -- 5       fewer
//
// Each round runs everything once, in an order of its own, and ratios are made within a round: so a machine that
// is busy for a while slows both sides. Nothing is asserted: it prints a table.
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { describeMemory, measureMemory } from './bench-memory.mjs';
import { makeSubjects } from './bench-subjects.mjs';
import { makeSandbox } from './support/sandbox.mjs';
import { startStandin } from './support/standin.mjs';

const rounds = Number(process.argv[2] ?? 21);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('usage: npm run bench -- [rounds]');

const sandbox = makeSandbox();
const standin = await startStandin();
try {
  const subjects = makeSubjects({ sandbox, standin });
  const times = new Map(subjects.map(({ id }) => [id, []]));
  // The first run of each fills the caches of the disk, and is not counted.
  for (const { run } of subjects) await run();
  for (let round = 0; round < rounds; round++) {
    process.stderr.write(`\rround ${round + 1} of ${rounds}`);
    for (const { id, run } of shuffled(subjects)) times.get(id).push(await run());
  }
  process.stderr.write('\r\x1b[K');
  print(subjects, times);
  await printMemory();
  printOthers();
} finally {
  await standin.close();
  sandbox.remove();
}

function print(subjects, times) {
  const rows = subjects.map(({ id, title, rival, goal, ownTime }) => {
    const own = times.get(id);
    const against = (other) => median(own.map((ms, round) => ms / times.get(other)[round]));
    const over = median(own.map((ms, round) => ms - times.get('node')[round]));
    return [
      title,
      median(own).toFixed(1),
      spread(own),
      ownTime === 'whole' ? '' : against('node').toFixed(2),
      ownTime ? '' : against('empty').toFixed(2),
      ownTime === 'over node' ? over.toFixed(0) : ownTime === 'whole' ? median(own).toFixed(0) : '',
      rival ? against(rival).toFixed(2) : '',
      goal ?? '',
    ];
  });
  const head = ['', 'ms', 'middle half', '× node', '× empty', 'own ms', '× create-vite', 'goal'];
  const { model } = cpus()[0];
  process.stdout.write(
    `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${model.trim()}, ${rounds} rounds\n\n`,
  );
  process.stdout.write(`${table([head, ...rows])}\n`);
}

/** Parts with a large repository or a registry of their own, as scripts beside this one. */
function printOthers() {
  const own = (name, ...args) => {
    process.stdout.write('\n');
    spawnSync(process.execPath, [fileURLToPath(new URL(name, import.meta.url)), ...args], {
      stdio: 'inherit',
    });
  };
  own('bench-files.mjs', String(Math.min(rounds, 11)));
  own('bench-scan.mjs', '100000', String(Math.min(rounds, 7)));
  own('bench-doctor.mjs', '2000', '100000', String(Math.min(rounds, 5)));
  own('bench-npx.mjs', String(Math.min(rounds, 7)));
}

async function printMemory() {
  const rows = await measureMemory({ sandbox, standin, rounds: Math.min(rounds, 5) });
  process.stdout.write(`\n${table(describeMemory(rows, median))}\n`);
}

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part) => sorted[Math.round((sorted.length - 1) * part)].toFixed(0);
  return `${at(0.25)} to ${at(0.75)}`;
}

function shuffled(list) {
  const copy = [...list];
  for (let index = copy.length - 1; index > 0; index--) {
    const other = Math.floor(Math.random() * (index + 1));
    [copy[index], copy[other]] = [copy[other], copy[index]];
  }
  return copy;
}
