// Makes src/domain/diagnosis/meaning/weights.ts and known.ts from the recorded answers: `npm run learn:verdicts`, after answers,
// words or what is read of an answer changed. Nothing that is held out is looked at.
import { writeFileSync } from 'node:fs';
import { answersIn, knownFile, loadDiagnosis, weightsFile } from './verdicts/answers.mjs';
import { examplesOf } from './verdicts/examples.mjs';
import { learn } from './verdicts/learn.mjs';

const recorded = answersIn((name) => !name.includes('held-out'));
const program = await loadDiagnosis();
const table = learn(await examplesOf(program, recorded), program.learned);
write(weightsFile, 'weights', 'How much what an answer shows speaks for each cause.', table);
console.log(`${table.split('\n').length - 2} features, ${Math.round(table.length / 1024)} kB`);

const known = await notTold();
const lines = [...known].map(([cause, prints]) => [cause, ...prints].join(' '));
const about = 'Answers that are known word for word, where weighing opinions does not tell them.';
write(knownFile, 'known', about, lines.join('\n'));
console.log(
  `${[...known.values()].reduce((sum, { size }) => sum + size, 0)} answers are known word for word`,
);

/** By cause, the fingerprints of recorded answers that are not told rightly by what was learned. */
async function notTold() {
  const { diagnose, apiRulesOf, commonKnowledge, readAnswer, fingerprint } = await loadDiagnosis();
  const { recall, ...knowledge } = commonKnowledge();
  const rules = apiRulesOf(() => knowledge);
  const found = new Map();
  for (const { exchange, expect } of recorded) {
    const verdict = diagnose(exchange, {}, rules);
    if (expect.includes(verdict.ok ? 'OK' : verdict.cause)) continue;
    const print = fingerprint({ exchange, answer: readAnswer(exchange.response) });
    if (print !== null) found.set(expect[0], (found.get(expect[0]) ?? new Set()).add(print));
  }
  return found;
}

function write(file, name, about, text) {
  const head = `/** ${about} Made by \`npm run learn:verdicts\`. */`;
  writeFileSync(file, `${head}\nexport const ${name} = \`\n${text}\n\`;\n`);
}
