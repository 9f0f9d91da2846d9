// The answers of test/data, and the part of the program that judges them, for scripts.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const data = join(root, 'test/data');

/** Where the weights stand that `npm run learn:verdicts` makes. */
export const weightsFile = join(root, 'src/domain/diagnosis/meaning/weights.ts');

/** Where the answers stand that are known word for word. */
export const knownFile = join(root, 'src/domain/diagnosis/meaning/known.ts');

/** The diagnosis. */
export const loadDiagnosis = () =>
  load(
    `
    export { diagnose } from './diagnose.ts';
    export { apiRulesOf } from './api-rules.ts';
    export { specialRules } from './special-rules.ts';
    export { readAnswer } from './read-answer.ts';
    export { lexiconOf } from './meaning/lexicon.ts';
    export { exactCodes, vagueCodes } from './meaning/codes.ts';
    export { commonKnowledge, meaningsOf } from './meaning/meaning.ts';
    export { fingerprint } from './meaning/recall.ts';
    export { featuresOf } from './meaning/features.ts';
    export { saidIn, statementsOf } from './meaning/said.ts';
    export * as learned from './meaning/learned.ts';
    export { tableOf } from './meaning/readings.ts';
    export { rows } from './meaning/table.ts';
  `,
    'src/domain/diagnosis',
  );

/** Bundles modules of a folder into memory. */
async function load(contents, folder) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(root, folder), loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    write: false,
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}

/** Answers with a source, of the files whose name is wanted, each with its file, its exchange and where it came from. */
export function answersIn(wanted) {
  return namesOf(wanted).flatMap((file) => {
    const { answers, entries } = JSON.parse(readFileSync(join(data, file), 'utf8'));
    // An array has a method `entries`.
    return ([answers, entries].find(Array.isArray) ?? [])
      .filter(({ status }) => typeof status === 'number')
      .map((answer) => ({
        ...answer,
        ...{ file, gathering: file.replace(/(?:-second|-held-out)?\.json$/, '') },
        ...{ exchange: exchangeOf(answer), ...placeOf(answer) },
      }));
  });
}

/** Answers that somebody worded, without a source: those of the data, and those of the unit tests. */
export async function wordedAnew() {
  const { wordings, missed } = JSON.parse(readFileSync(join(data, 'answers-worded-anew.json'), 'utf8'));
  return [...wordings, ...missed, ...(await ofTests())].map((answer, index) => ({
    ...answer,
    from: `wording ${index}`,
    exchange: exchangeOf(answer),
  }));
}

async function ofTests() {
  const { variants, wordings } = await load(
    "export { variants } from './diagnose.variants.ts'; export { wordings } from './diagnose.wordings.ts';",
    'test/unit',
  );
  return [
    ...variants.map(([, host, status, body, cause, headers]) => ({
      host: host === 'own' ? 'openai' : 'other',
      ...{ status, body, headers, expect: [cause] },
    })),
    ...wordings.flatMap(([cause, status, body]) =>
      ['openai', 'other'].map((host) => ({ host, status, body, expect: [cause] })),
    ),
  ];
}

function namesOf(wanted) {
  return readdirSync(data)
    .filter((name) => name.endsWith('.json') && wanted(name))
    .sort();
}

/** Where it came from, as the repository or the host of a page, and which part of the way sent it. */
function placeOf(answer) {
  const { source, sources, body, speaker } = answer;
  const first = String(source ?? sources?.[0] ?? '');
  const isPage = typeof body === 'string' && /^\s*</.test(body);
  return {
    // A search finds what one server says in many places.
    from:
      first.includes('search?type=code') && speaker
        ? speaker
        : first.includes('search?type=code')
          ? first
          : (/^[\w.-]+\/[\w.-]+(?=#)/.exec(first)?.[0] ??
            /^https?:\/\/(?:github\.com\/[^/]+\/)?[^/]+/.exec(first)?.[0] ??
            first),
    layer: isPage ? 'page' : isOfficial(answer) ? 'openai' : 'elsewhere',
  };
}

const isOfficial = ({ host, layer }) => (host === undefined ? layer === 'api' : host === 'openai');

/** A call that got this answer. */
export function exchangeOf(answer) {
  const { status, headers, body, contentType, baseURL, purpose, model } = answer;
  const official = isOfficial(answer);
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
