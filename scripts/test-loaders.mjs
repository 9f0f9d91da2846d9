// Holds the rows of src/domain/loading/loader-rows.ts against the loaders that they stand for: random files, the real
// loader's answer, the model's answer.
//
//   npm run test:loaders [-- --quick] [--only vite] [--seed 7] [--cases 500]
//
// `--quick` takes a part of the loaders and of the cases. `--report FILE` writes { passed, failed, skipped } as JSON, one for each loader.
// A loader that cannot be had here is skipped with a word. Random inputs are the same every time with `CI`, otherwise new
// ones, and the seed is printed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { workerOf } from './loaders/ask.mjs';
import { bring } from './loaders/bring.mjs';
import { makeCases, names, smaller } from './loaders/cases.mjs';
import { programOf } from './loaders/programs.mjs';
import { subjects } from './loaders/subjects.mjs';
import { provideNode } from './package/nodes.mjs';
import { root } from './package/pack.mjs';

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    only: { type: 'string' },
    seed: { type: 'string' },
    cases: { type: 'string' },
    report: { type: 'string' },
  },
});
const fixed =
  process.env.CI && process.env.FC_SEED !== 'random' ? 20_261_127 : Math.floor(Math.random() * 2 ** 31);
const seed = options.seed ? Number(options.seed) : fixed;
/** In a quick run: of those that are loaded into a process, and the share of those that are started for each case. */
const quickCases = 1000;
const quickShare = 0.07;

const { loaderModels, loadAs, filesRead, toldTo, versionNumber } = await modelsAsModule();
const counts = { passed: 0, failed: 0, skipped: 0 };
process.stdout.write(`Seed ${seed}\n`);
for (const subject of subjects) {
  if (options.only && !subject.title.toLowerCase().includes(options.only.toLowerCase())) continue;
  if (options.quick && subject.slow) continue;
  counts[await tryOne(subject)] += 1;
}
process.stdout.write(
  `Loaders: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped.\n`,
);
if (options.report) writeFileSync(options.report, JSON.stringify(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;

/** Tries one loader; gives the name of its count. */
async function tryOne(subject) {
  let real;
  try {
    real = open(subject);
    // One that does not run here says nothing about the model.
    if ((await real.ask([{ ...questionOf(subject), files: {}, shell: {} }]))[0] === undefined)
      throw new Error('it does not answer');
  } catch (error) {
    real?.close();
    process.stdout.write(`${subject.title}: skipped, ${error.message.split('\n')[0]}\n`);
    return 'skipped';
  }
  const begin = Date.now();
  const count = options.cases
    ? Number(options.cases)
    : options.quick
      ? Math.ceil(isInProcess(subject) ? Math.min(subject.cases, quickCases) : subject.cases * quickShare)
      : subject.cases;
  const cases = makeCases(seed, count, fileNames(subject));
  let told = 0;
  const wrong = [];
  for (let at = 0; at < cases.length; at += 200) {
    const some = cases
      .slice(at, at + 200)
      .filter(({ shell }) => !subject.plainShell || !Object.values(shell).some((one) => one.includes('$')))
      .filter(({ files, shell }) => ends(modelled(subject, files, shell)));
    const answers = await real.ask(some.map((one) => ({ ...questionOf(subject), ...one })));
    for (const [n, answer] of answers.entries()) {
      const result = compare(subject, some[n], answer);
      if (result === 'told') told += 1;
      else if (result !== 'not told') wrong.push(some[n]);
    }
  }
  const seconds = ((Date.now() - begin) / 1000).toFixed(1);
  process.stdout.write(
    `${subject.title} (${real.what}): ${count} cases, ${told} told, ${wrong.length} wrong, ${seconds} s\n`,
  );
  // One that must be started for each try is told as it is.
  for (const one of wrong.slice(0, 3)) await tell(subject, real, one, subject.worker !== undefined);
  real.close();
  return wrong.length > 0 ? 'failed' : 'passed';
}

/** A real loader may take for ever where the model sees a reference without end, or what only running it would tell. */
function ends({ reason, environment }) {
  if (reason === 'endless_reference') return false;
  return [...(environment?.values() ?? [])].every(({ value }) => value !== null);
}

/** Starts the real loader, with what it needs. */
function open(subject) {
  const { folder, versions } = bring(subject.packages, subject.bare);
  const node = subject.node ? provideNode(subject.node) : process.execPath;
  const what = [...versions, ...(subject.node ? [`Node ${subject.node}`] : [])].join(', ');
  const asked = subject.worker
    ? workerOf(subject.worker, folder, node)
    : programOf(subject.program, folder, node);
  return { what: asked.what ?? what, ...asked };
}

function isInProcess({ worker, program }) {
  return worker !== undefined || program.startsWith('python:');
}

function modeOf(subject) {
  return subject.mode ?? 'development';
}

/** The names that the files of the cases have; those that are read alone are tried as well. */
function fileNames(subject) {
  const model = loaderModels[subject.model];
  return subject.paths ?? [...model.files(modeOf(subject)), ...model.instead(modeOf(subject))];
}

function questionOf(subject) {
  const { override = false, expands = false } = subject;
  return { mode: modeOf(subject), paths: fileNames(subject), override, expands };
}

/** `told` where model and loader agree, `not told` where the model gives no answer, otherwise what differs. */
function compare(subject, { files, shell }, real) {
  const answer = modelled(subject, files, shell);
  if (answer.outcome === 'unknown') return 'not told';
  if (answer.outcome === 'refused') return real === null ? 'told' : 'refused';
  if (real === null) return 'not refused';
  let all = true;
  for (const name of names) {
    const found = answer.environment.get(name);
    const value = subject.shellStays && found?.path === null ? undefined : found?.value;
    if (value === null) all = false;
    else if (value !== (real[name] ?? undefined))
      return `${name} ${JSON.stringify({ real: real[name], model: value })}`;
  }
  return all ? 'told' : 'not told';
}

function modelled(subject, files, shell) {
  const model = loaderModels[subject.model];
  const present = (name) => name in files;
  const read = subject.paths ? subject.paths.filter(present) : filesRead(model, modeOf(subject), present);
  const texts = read.map((path) => ({ path, bytes: new TextEncoder().encode(files[path]) }));
  const versions = {
    package: numberOf(subject.version),
    reading: numberOf(subject.reading),
    node: Number(subject.node ?? process.versions.node.split('.')[0]),
  };
  const told = toldTo(model, { overrides: subject.override ?? false, expands: subject.expands });
  return loadAs(told, versions, texts, shell);
}

function numberOf(version) {
  return version === undefined ? null : versionNumber(version);
}

/** Prints a case that differs, as small as it can be made. */
async function tell(subject, real, found, shrinks) {
  const differs = async (one) => {
    const [answer] = await real.ask([{ ...questionOf(subject), ...one }]);
    const result = compare(subject, one, answer);
    return result === 'told' || result === 'not told' ? null : result;
  };
  let smallest = found;
  let result = await differs(found);
  for (let goes = shrinks; goes; ) {
    goes = false;
    for (const one of smaller(smallest)) {
      if (modelled(subject, one.files, one.shell).outcome === 'unknown') continue;
      const still = await differs(one);
      if (!still) continue;
      smallest = one;
      result = still;
      goes = true;
      break;
    }
  }
  process.stdout.write(`  ${JSON.stringify(smallest)}\n  ${result}\n`);
}

/** The models as they stand in `src`. */
async function modelsAsModule() {
  const folder = mkdtempSync(join(tmpdir(), 'models-'));
  const outfile = join(folder, 'models.mjs');
  await build({
    stdin: {
      contents: "export * from './models.ts'; export * from './versions.ts';",
      resolveDir: join(root, 'src/domain/loading'),
    },
    bundle: true,
    format: 'esm',
    outfile,
    logLevel: 'error',
  });
  const module = await import(pathToFileURL(outfile).href);
  rmSync(folder, { recursive: true });
  return module;
}
