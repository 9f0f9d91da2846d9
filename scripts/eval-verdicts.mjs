// How often the verdict about an answer is right, over all recorded answers, by layer, and on answers whose source taught nothing.
//
//   npm run eval:verdicts                  the recorded answers
//   npm run eval:verdicts -- --list        with every answer that is judged wrongly, or not at all
//   npm run eval:verdicts -- --held-out    with the totals of the answers that are kept back, which nobody looks at
//
// Leave one source out: each answer is judged once more without the words, the rows of the table of meanings, the codes and the
// wordings that only answers of its own source use, by weights that were learned without a fifth of the sources, its own among
// them. Leave one gathering out: the same without all that was gathered at the same time, which is what a new gathering will be
// like, since sources of one resemble each other. Judges nothing: it prints rates, and how long the verdict about an answer of
// 64 kB takes.
import { parseArgs } from 'node:util';
import { answersIn, exchangeOf, loadDiagnosis } from './verdicts/answers.mjs';
import { examplesOf } from './verdicts/examples.mjs';
import { learn } from './verdicts/learn.mjs';
import { timesOfLargeAnswers } from './verdicts/timing.mjs';

/** Into how many parts the sources are put, each to be judged by what the others teach. */
const parts = 5;

const { values } = parseArgs({
  options: { list: { type: 'boolean', default: false }, 'held-out': { type: 'boolean', default: false } },
});

const program = await loadDiagnosis();

const recorded = answersIn((name) => !name.includes('held-out'));
const verdicts = recorded.map((answer) => judged(answer, causeOf(answer)));
report('recorded', verdicts, values.list);
for (const layer of ['openai', 'elsewhere', 'page']) {
  report(
    `  ${layer}`,
    verdicts.filter(({ answer }) => answer.layer === layer),
  );
}
const times = timesOfLargeAnswers(program.diagnose, exchangeOf);
const told = times.map(([shape, ms]) => `${shape} ${ms.toFixed(2)} ms`);
console.log(`64 kB of body (goal: under 2 ms)   ${told.join('   ')}`);
const examples = await examplesOf(program, recorded);
report('each without its source', withoutOwn('from', parts), values.list);
const unseen = withoutOwn('gathering', Number.POSITIVE_INFINITY);
report('each without its gathering', unseen, values.list);
for (const gathering of new Set(recorded.map((answer) => answer.gathering))) {
  report(
    `  ${gathering}`,
    unseen.filter(({ answer }) => answer.gathering === gathering),
  );
}
if (values['held-out']) {
  const kept = answersIn((name) => name.includes('held-out')).map((answer) =>
    judged(answer, causeOf(answer)),
  );
  for (const file of new Set(kept.map(({ answer }) => answer.file))) {
    report(
      file.replace('.json', ''),
      kept.filter(({ answer }) => answer.file === file),
    );
  }
  report('held out, all', kept);
}

function causeOf({ exchange }, rules) {
  const found = program.diagnose(exchange, {}, rules);
  return found.ok ? 'OK' : found.cause;
}

function judged(answer, cause) {
  const verdict = answer.expect.includes(cause) ? 'right' : cause === 'unknown' ? 'unknown' : 'wrong';
  return { answer, cause, verdict };
}

function report(title, found, listed = false) {
  const count = (verdict) => found.filter((one) => one.verdict === verdict).length;
  const rate = (number) => `${((100 * number) / Math.max(1, found.length)).toFixed(1)} %`.padStart(8);
  const figures = ['right', 'unknown', 'wrong'].map((verdict) => `${verdict}${rate(count(verdict))}`);
  const unjust = found.filter(
    ({ answer, cause }) => answer.mayBlameKey === false && cause.startsWith('key_'),
  ).length;
  const blamed = unjust === 0 ? '' : `   ${unjust} with the key blamed unjustly`;
  console.log(`${title.padEnd(27)}${String(found.length).padStart(5)}   ${figures.join('   ')}${blamed}`);
  if (!listed) return;
  for (const { answer, cause, verdict } of found) {
    if (verdict !== 'right') console.log(`    ${answer.id}: ${cause}, not ${answer.expect.join(' or ')}`);
  }
}

/**
 * Judges each answer without what only answers of its own group use, by what is learned without the part of all groups that its
 * own is in.
 */
function withoutOwn(group, most) {
  const users = new Map();
  for (const answer of recorded) {
    for (const thing of usedBy(answer)) users.set(thing, (users.get(thing) ?? new Set()).add(answer[group]));
  }
  const names = [...new Set(recorded.map((answer) => answer[group]))];
  const learnedFor = learnedWithoutPart(new Map(names.map((name, index) => [name, index % most])), group);
  return names.flatMap((name) => {
    const own = [...users].filter(([, by]) => by.size === 1 && by.has(name)).map(([thing]) => thing);
    const rules = rulesWithout(own, learnedFor(name));
    return recorded
      .filter((answer) => answer[group] === name)
      .map((answer) => judged(answer, causeOf(answer, rules)));
  });
}

/** Words, rows, codes and wordings that an answer is understood by. */
function usedBy({ exchange }) {
  const used = new Set();
  const answer = program.readAnswer(exchange.response);
  const evidence = { exchange, answer };
  const seen = ({ words, rows }) => {
    for (const word of words) used.add(`word ${word}`);
    for (const row of rows) used.add(`row ${row}`);
  };
  program.meaningsOf(evidence, { ...program.commonKnowledge(), seen });
  for (const code of answer.codes) used.add(`code ${code}`);
  for (const rule of program.specialRules) if (rule.when(evidence)) used.add(`rule ${rule.id}`);
  return used;
}

/** What is learned without the part that a group is in. */
function learnedWithoutPart(partOf, group) {
  const learned = new Map();
  return (name) => {
    const part = partOf.get(name);
    if (!learned.has(part)) {
      const others = examples.filter((example) => partOf.get(example[group]) !== part || example.worded);
      learned.set(part, program.learned.learnedOf(learn(others, program.learned)));
    }
    return learned.get(part);
  };
}

function rulesWithout(things, learned) {
  const out = (kind) =>
    new Set(
      things.filter((thing) => thing.startsWith(`${kind} `)).map((thing) => thing.slice(kind.length + 1)),
    );
  const [words, rows, codes, rules] = ['word', 'row', 'code', 'rule'].map(out);
  const left = (list) => new Map([...list].filter(([code]) => !codes.has(code)));
  const knowledge = {
    lexicon: program.lexiconOf(words),
    table: program.tableOf(
      program.rows.map((row, index) => (rows.has(String(index)) ? [row[0], 'nobody', 'nothing'] : row)),
    ),
    exactCodes: left(program.exactCodes),
    vagueCodes: left(program.vagueCodes),
    learned,
  };
  return program.apiRulesOf(
    () => knowledge,
    program.specialRules.filter(({ id }) => !rules.has(id)),
  );
}
