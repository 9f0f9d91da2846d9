// Lists what was last checked more than 90 days ago: the facts of the guide (scripts/facts/guide.json, with their
// sources) and the prices. Changes nothing. Exit code 1 where something is due.
//
//   node scripts/facts.mjs [YYYY-MM-DD]      as of that day instead of today
import { readFileSync } from 'node:fs';
import { dueFacts, longestDays } from './facts/due.mjs';

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const facts = JSON.parse(read('./facts/guide.json'));
const [, prices] = /pricesCheckedOn = '([\d-]+)'/.exec(read('../src/domain/models/rows.ts')) ?? [];
facts.push({
  id: 'prices',
  fact: 'Models, prices and end dates in src/domain/models/rows.ts; node scripts/refresh-models.mjs compares them.',
  source: 'https://developers.openai.com/api/docs/pricing',
  checkedOn: prices,
});

const due = dueFacts(facts, process.argv[2] ?? new Date().toISOString().slice(0, 10));
for (const { id, fact, source, checkedOn, days } of due)
  process.stdout.write(`${id}: checked on ${checkedOn}, ${days} days ago\n  ${fact}\n  ${source}\n`);
if (due.length === 0)
  process.stdout.write(`All ${facts.length} facts were checked within ${longestDays} days.\n`);
process.exitCode = due.length > 0 ? 1 : 0;
