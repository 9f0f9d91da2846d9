// How often the verdict about an answer is right, over all recorded answers, by layer, and on answers whose source taught nothing.
//
//   npm run eval:verdicts                  the recorded answers
//   npm run eval:verdicts -- --list        with every answer that is judged wrongly, or not at all
//   npm run eval:verdicts -- --held-out    with the answers that are kept back, which nobody looks at before the end
//
// Leave one source out: each answer is judged once more without the words, the rows of the table of meanings, the codes and the
// wordings that only answers of its own source use. What they are worth elsewhere is not known, so the figure is a low one.
// Judges nothing: it prints rates.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const data = join(root, 'test/data');
const { values } = parseArgs({
  options: { list: { type: 'boolean', default: false }, 'held-out': { type: 'boolean', default: false } },
});

const program = await load(`
  export { diagnose } from './diagnose.ts';
  export { apiRulesOf } from './api-rules.ts';
  export { specialRules } from './special-rules.ts';
  export { readAnswer } from './read-answer.ts';
  export { lexiconOf } from './meaning/lexicon.ts';
  export { exactCodes, vagueCodes } from './meaning/codes.ts';
  export { commonKnowledge, meaningsOf } from './meaning/meaning.ts';
  export { tableOf } from './meaning/readings.ts';
  export { rows } from './meaning/table.ts';
`);

const recorded = answersIn((name) => !name.includes('held-out'));
const verdicts = recorded.map((answer) => judged(answer, causeOf(answer)));
report('recorded', verdicts);
for (const layer of ['openai', 'elsewhere', 'page']) {
  report(
    `  ${layer}`,
    verdicts.filter(({ answer }) => answer.layer === layer),
  );
}
report('each without its source', withoutOwnSource(recorded));
if (values['held-out']) {
  const kept = answersIn((name) => name.includes('held-out'));
  report(
    'held out',
    kept.map((answer) => judged(answer, causeOf(answer))),
  );
}

/** Bundles a part of the program into memory. */
async function load(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(root, 'src/domain/diagnosis'), loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}

function answersIn(wanted) {
  return readdirSync(data)
    .filter((name) => name.endsWith('.json') && wanted(name))
    .flatMap((name) => {
      const { answers, entries } = JSON.parse(readFileSync(join(data, name), 'utf8'));
      return (answers ?? entries ?? []).filter(({ status }) => typeof status === 'number');
    })
    .map((answer) => ({ ...answer, exchange: exchangeOf(answer), ...placeOf(answer) }));
}

/** Where it came from, as the repository or the host of a page, and which part of the way sent it. */
function placeOf({ source, sources, host, layer, body }) {
  const official = host === undefined ? layer === 'api' : host === 'openai';
  const first = String(source ?? sources?.[0] ?? '');
  const isPage = typeof body === 'string' && /^\s*</.test(body);
  return {
    from: /^[\w.-]+\/[\w.-]+(?=#)/.exec(first)?.[0] ?? /^https?:\/\/[^/]+/.exec(first)?.[0] ?? first,
    layer: isPage ? 'page' : official ? 'openai' : 'elsewhere',
  };
}

function exchangeOf({ status, headers, body, contentType, host, layer, baseURL, purpose, model }) {
  const official = host === undefined ? layer === 'api' : host === 'openai';
  const address = baseURL ?? (official ? 'https://api.openai.com/v1' : 'https://relay.example/v1');
  const text = typeof body === 'string' ? body : body === null ? '' : JSON.stringify(body);
  return {
    purpose: purpose ?? 'chat',
    endpoint: { baseURL: address, host: new URL(address).host, official, source: { type: 'default' } },
    key: { kind: 'project', length: 164 },
    model: model ?? null,
    organization: null,
    project: null,
    proxy: null,
    response: {
      status,
      headers: {
        'content-type': contentType ?? (typeof body === 'string' ? 'text/html' : 'application/json'),
        ...headers,
      },
      body: text,
    },
    failure: null,
    tls: null,
    ms: 0,
    startedAt: 0,
  };
}

function causeOf({ exchange }, rules) {
  const found = program.diagnose(exchange, {}, rules);
  return found.ok ? 'OK' : found.cause;
}

function judged(answer, cause) {
  const verdict = answer.expect.includes(cause) ? 'right' : cause === 'unknown' ? 'unknown' : 'wrong';
  return { answer, cause, verdict };
}

function report(title, found) {
  const count = (verdict) => found.filter((one) => one.verdict === verdict).length;
  const rate = (number) => `${((100 * number) / Math.max(1, found.length)).toFixed(1)} %`.padStart(8);
  const figures = ['right', 'unknown', 'wrong'].map((verdict) => `${verdict}${rate(count(verdict))}`);
  console.log(`${title.padEnd(24)}${String(found.length).padStart(5)}   ${figures.join('   ')}`);
  if (!values.list) return;
  for (const { answer, cause, verdict } of found) {
    if (verdict !== 'right') console.log(`    ${answer.id}: ${cause}, not ${answer.expect.join(' or ')}`);
  }
}

/** Judges each answer without what only answers of its source use. */
function withoutOwnSource(answers) {
  const users = new Map();
  const uses = answers.map((answer) => ({ answer, things: usedBy(answer) }));
  for (const { answer, things } of uses) {
    for (const thing of things) users.set(thing, (users.get(thing) ?? new Set()).add(answer.from));
  }
  const rulesOf = new Map();
  return uses.map(({ answer }) => {
    const { from } = answer;
    if (!rulesOf.has(from)) {
      rulesOf.set(
        from,
        rulesWithout([...users].filter(([, by]) => by.size === 1 && by.has(from)).map(([thing]) => thing)),
      );
    }
    return judged(answer, causeOf(answer, rulesOf.get(from)));
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

function rulesWithout(things) {
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
  };
  return program.apiRulesOf(
    () => knowledge,
    program.specialRules.filter(({ id }) => !rules.has(id)),
  );
}
