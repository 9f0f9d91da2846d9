// Makes src/domain/diagnosis/meaning/weights.ts from the recorded answers: `npm run learn:verdicts`, after answers, words or what
// is read of an answer changed. Nothing that is held out is looked at.
import { writeFileSync } from 'node:fs';
import { answersIn, loadDiagnosis, weightsFile } from './verdicts/answers.mjs';
import { examplesOf } from './verdicts/examples.mjs';
import { learn } from './verdicts/learn.mjs';

const program = await loadDiagnosis();
const examples = await examplesOf(
  program,
  answersIn((name) => !name.includes('held-out')),
);
const table = learn(examples, program.learned);
const head = '/** How much what an answer shows speaks for each cause. Made by `npm run learn:verdicts`. */';
writeFileSync(weightsFile, `${head}\nexport const weights = \`\n${table}\n\`;\n`);
console.log(`${table.split('\n').length - 2} features, ${Math.round(table.length / 1024)} kB`);
