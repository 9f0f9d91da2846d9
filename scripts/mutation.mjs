// Puts small faults into the sources, one at a time, and says which of them no test notices.
//
//   npm run test:mutation                              60 faults of each area, chosen by a new seed
//   npm run test:mutation -- rotate                    one area (see `areas`)
//   npm run test:mutation -- src/changes/write.ts      one file, or all below a folder
//   npm run test:mutation -- --limit 20 --seed 7       fewer; the same ones again
//   npm run test:mutation -- --limit all               every one
//   npm run test:mutation -- --explain                 with the test that noticed each
//
// A fault is noticed when a test fails or runs for ever. Only tests that import the file are run, nearest first, until
// one fails; those of the built program cannot notice. `--reach 9` asks farther tests too. Judges nothing: it prints scores and the faults that are left.
// `mutation/equivalent.json` lists faults that change nothing anybody could see, each with the reason.
import { fork } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { mutantsOf, withMutant } from './mutation/mutants.mjs';
import { makeTestsOf } from './mutation/tests-of.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const areas = {
  diagnosis: ['src/domain/diagnosis'],
  'env document': ['src/domain/env'],
  redaction: ['src/domain/secrets', 'src/domain/keys/unknown-keys.ts'],
  writing: ['src/changes', 'src/domain/git', 'src/adapters/files'],
  rotate: ['src/commands/rotate'],
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    limit: { type: 'string', default: '60' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e6)) },
    explain: { type: 'boolean', default: false },
    reach: { type: 'string', default: '2' },
    workers: { type: 'string', default: '2' },
  },
});
const limit = values.limit === 'all' ? Number.POSITIVE_INFINITY : Number(values.limit);
const chosen = positionals.length === 0 ? Object.keys(areas) : positionals;
const equivalents = JSON.parse(readFileSync(join(root, 'scripts/mutation/equivalent.json'), 'utf8'));
const testsOf = makeTestsOf(root);
/** Whether a test file passes without a fault, and how long it takes (ms). */
const health = new Map();
const duration = new Map();
/** Test files that take longer are run after the others of their group. */
const quick = 2000;
// Random inputs of the tests are the same for every fault.
process.env['FC_SEED'] = values.seed;
process.chdir(root);

console.log(`seed ${values.seed}, at most ${values.limit} faults of each`);
let runner = null;
const scores = [];
for (const name of chosen) scores.push(await judge(name, areas[name] ?? [name]));
await endRunner();
for (const { name, noticed, left } of scores) {
  const all = noticed + left.length;
  console.log(
    `${name}: ${noticed} of ${all} noticed (${all === 0 ? 100 : Math.round((100 * noticed) / all)} %)`,
  );
}

async function judge(name, places) {
  const faults = places
    .flatMap(sourcesIn)
    .flatMap(faultsOf)
    .filter((fault) => !isEquivalent(fault));
  const picked = shuffled(faults).slice(0, limit);
  const left = [];
  let noticed = 0;
  for (const [at, fault] of picked.entries()) {
    process.stderr.write(`\r\x1b[K${name}: ${at + 1} of ${picked.length}, ${left.length} left`);
    const failed = await failureOf(fault);
    if (failed === null) left.push(fault);
    else noticed += 1;
    if (failed !== null && !values.explain) continue;
    process.stderr.write('\r\x1b[K');
    const told = `  ${fault.path}:${fault.line}:${fault.column} ${fault.kind}: ${oneLine(fault.was)}`;
    console.log(failed === null ? told : `${told}\n    noticed: ${oneLine(failed)}`);
  }
  process.stderr.write('\r\x1b[K');
  return { name, noticed, left };
}

function sourcesIn(place) {
  const path = join(root, place);
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => join(path, name));
}

function faultsOf(file) {
  const source = readFileSync(file, 'utf8');
  const path = relative(root, file);
  return mutantsOf(source).map((mutant) => ({ ...mutant, file, path, source }));
}

/** By what stands in the line and not by its number, which moves. Without `in` it is every such fault of the file. */
function isEquivalent({ path, was, becomes, source, line }) {
  const text = source.split('\n')[line - 1] ?? '';
  return equivalents.some(
    (one) => one.path === path && one.was === was && one.becomes === becomes && text.includes(one.in ?? ''),
  );
}

/** The first test that fails with a fault; null where none does. */
async function failureOf(fault) {
  const content = withMutant(fault.source, fault);
  for (const group of testsOf(fault.file).slice(0, Number(values.reach))) {
    const all = await healthy(group);
    const isQuick = (test) => (duration.get(test) ?? 0) < quick;
    for (const tests of [all.filter(isQuick), all.filter((test) => !isQuick(test))]) {
      const failed = tests.length > 0 ? await run({ file: fault.file, content, tests }) : null;
      if (failed !== null) return failed;
    }
  }
  return null;
}

/** Test files that fail without any fault notice nothing, and are left out. */
async function healthy(tests) {
  const unknown = tests.filter((test) => !health.has(test));
  const whole = async (some) => (await run({ file: '', content: null, tests: some })) === null;
  const allPass = unknown.length === 0 || (await whole(unknown));
  for (const test of unknown) {
    health.set(test, allPass || (await whole([test])));
    if (!health.get(test)) console.log(`  fails without a fault, and is left out: ${relative(root, test)}`);
  }
  return tests.filter((test) => health.get(test));
}

/** The first test that failed, or null. A run that takes longer than every healthy one runs for ever. */
async function run(request, limitMs = 180_000) {
  runner ??= await startRunner();
  const { child } = runner;
  return new Promise((resolve) => {
    const ended = (failed) => {
      clearTimeout(timer);
      child.removeAllListeners('message');
      child.removeAllListeners('exit');
      resolve(failed);
    };
    const timer = setTimeout(() => endRunner().then(() => ended('runs for ever')), limitMs);
    child.on('message', ({ failed, took }) => {
      if (request.content === null) for (const [test, ms] of took) duration.set(test, ms);
      ended(failed);
    });
    child.on('exit', () => {
      runner = null;
      ended('the runner ended');
    });
    child.send(request);
  });
}

async function startRunner() {
  // A group of its own, so that its test processes end with it.
  const child = fork(join(root, 'scripts/mutation/runner.mjs'), [values.workers], {
    detached: true,
    silent: true,
  });
  await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`The runner ended with ${code}.`)));
  });
  child.removeAllListeners('exit');
  return { child };
}

async function endRunner() {
  if (!runner) return;
  const { child } = runner;
  runner = null;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid, 'SIGKILL');
  await gone;
}

/** In an order that the seed decides (mulberry32). */
function shuffled(list) {
  let state = Number(values.seed) | 0;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return list
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

function oneLine(text) {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 90 ? `${line.slice(0, 89)}…` : line;
}
