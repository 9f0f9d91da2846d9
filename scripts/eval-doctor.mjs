// How often `doctor` is right, over the labelled projects of `test/data/doctor/`: precision and recall, rule by rule.
//
//   npm run eval:doctor                              the known projects, and more of the kind that no test runs
//   npm run eval:doctor -- --verbose                 with every difference
//   npm run eval:doctor -- --held-out                those that are kept back, which nobody looks at before the end
//   npm run eval:doctor -- --only vue                those whose name holds a text
//   npm run eval:doctor -- --held-out --show-held-out --verbose   their differences as well: from then on they are known
//
// Exit code 1 where a run printed no document. Judges nothing else: `test/e2e/doctor-cases.test.ts` does.
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { makeSandbox } from './support/sandbox.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const program = process.env.OPENAI_SETUP_BIN ?? join(root, 'bin/openai-setup.js');
const flag = { type: 'boolean', default: false };
const { values } = parseArgs({
  options: { verbose: flag, 'held-out': flag, 'show-held-out': flag, only: { type: 'string', default: '' } },
});

const { judge, precision, readCases, recall, runDoctor, tally, unpack } = await load();
const set = values['held-out'] ? 'held-out' : 'known';
const cases = (set === 'known' ? ['known', 'more'] : [set])
  .flatMap((one) => readCases(join(root, 'test/data/doctor', one)))
  .filter(({ name }) => name.includes(values.only));
const sandbox = makeSandbox();
const judged = [];
try {
  const waiting = [...cases];
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, () => work(waiting)));
} finally {
  sandbox.remove();
}
report();

async function work(waiting) {
  for (let one = waiting.shift(); one; one = waiting.shift()) {
    const folder = join(sandbox.root, one.name);
    mkdirSync(folder);
    unpack(one, folder, sandbox.env);
    judged.push(judge(one, await runDoctor(one, folder, program, sandbox.env)));
  }
}

function report() {
  const percent = (rate) => `${(100 * rate).toFixed(1)} %`.padStart(9);
  const count = (number) => String(number).padStart(7);
  console.log(`${cases.length} projects, ${set}`.padEnd(28), ' right  wrong missed precision   recall');
  for (const [rule, counts] of tally(judged)) {
    const { right, wrong, missed } = counts;
    const rates = `${percent(precision(counts))}${percent(recall(counts))}`;
    console.log(`${rule.padEnd(28)}${count(right)}${count(wrong)}${count(missed)} ${rates}`);
  }
  const healthy = judged.filter(({ one }) => one.expected.length === 0);
  const accused = healthy.filter(({ run }) => run.errors.length > 0);
  const asked = judged.filter(({ one }) => one.loads !== null);
  const agreed = asked.filter(({ one, run }) => one.loads === run.loads);
  const broken = judged.filter(({ run }) => run.broken !== null);
  console.log(`projects without fault: ${healthy.length}, with an error: ${accused.length}`);
  console.log(`whether the program loads the key: right in ${agreed.length} of ${asked.length}`);
  console.log(`runs without a document: ${broken.length}`);
  if (broken.length > 0) process.exitCode = 1;
  if (values.verbose && (set === 'known' || values['show-held-out'])) differences();
}

function differences() {
  for (const { one, run, wrong, missed } of judged.sort((a, b) => a.one.name.localeCompare(b.one.name))) {
    const lines = [
      ...wrong.map((text) => `wrong   ${text}`),
      ...missed.map((text) => `missed  ${text}`),
      ...(one.loads === null || one.loads === run.loads ? [] : [`loads   ${run.loads}, not ${one.loads}`]),
      ...(run.broken === null ? [] : [`broken  ${run.broken}`]),
    ];
    if (lines.length > 0) console.log(['', one.name, ...lines].join('\n  '));
  }
}

/** What the tests share for this, bundled into memory. */
async function load() {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'test/support/doctor-cases.ts')],
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
