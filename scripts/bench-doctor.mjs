/**
 * How long `doctor` takes, and how much memory: with many files that all use the API, and with very many of which few do, there
 * as a ratio to `git grep` alone for one plain expression in the same run; before them what an empty Node process takes here, and
 * `doctor` in a project of one file, which is no part of what many files cost:
 *
 *   npm run build && node scripts/bench-doctor.mjs [using files] [all files] [rounds]
 *
 * The files are made in a temporary folder, two to four KB each, in the forms that programs have.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = join(resolve(dirname(fileURLToPath(import.meta.url)), '..'), 'bin/openai-setup.js');
const using = Number(process.argv[2] ?? 2000);
const all = Number(process.argv[3] ?? 100_000);
const rounds = Number(process.argv[4] ?? 5);

const outer = mkdtempSync(join(tmpdir(), 'openai-setup-bench-doctor-'));
const peakFile = join(outer, 'peak.txt');
const hook = join(outer, 'peak.cjs');
writeFileSync(
  hook,
  `process.on('exit',()=>require('fs').writeFileSync(process.env.PEAK_FILE,String(process.resourceUsage().maxRSS)))`,
);
const env = { PATH: process.env.PATH, HOME: outer, GIT_CONFIG_NOSYSTEM: '1', PEAK_FILE: peakFile };

try {
  const node = Array.from({ length: rounds }, () => timed(process.execPath, ['-e', '0'], outer, [0]));
  console.log(`node -e 0: ${median(node).toFixed(0)} ms`);
  const one = join(outer, 'one');
  makeProject(one, 1, () => true);
  const single = report('one file', one, null);
  const small = join(outer, 'using');
  makeProject(small, using, () => true);
  report(`${using} files that all use the API`, small, null);
  const usual = join(outer, 'usual');
  makeProject(usual, using, (number) => number % 10 === 0);
  report(`${using} files, a tenth of which use it`, usual, null);
  const large = join(outer, 'large');
  makeProject(large, all, (number) => number % 5000 === 0);
  report(
    `${all} files, ${Math.ceil(all / 5000)} of them use it`,
    large,
    [...['--no-pager', 'grep', '--untracked', '-I', '-l', '-E', '-e', 'OPENAI_[A-Z_]+', '--', '.']],
    single,
  );
} finally {
  rmSync(outer, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

/** `alone`: ms that it takes with one file. Gives the ms. */
function report(title, folder, grep, alone = 0) {
  const doctor = () =>
    timed(process.execPath, ['-r', hook, program, 'doctor', '--offline', '--json'], folder, [3, 11]);
  const rows = [];
  doctor();
  for (let round = 0; round < rounds; round += 1) {
    const base = grep ? timed('git', grep, folder, [0]) : null;
    const ms = doctor();
    const peak = Number(readFileSync(peakFile, 'utf8')) / 1024;
    rows.push({ ms, peak, ratio: base && ms / base, found: base && (ms - alone) / base });
  }
  const of = (name) => median(rows.map((row) => row[name]));
  const ratio = grep
    ? `, ${of('ratio').toFixed(2)} of git grep; finding and filtering alone ${of('found').toFixed(2)}`
    : '';
  console.log(`doctor, ${title}: ${of('ms').toFixed(0)} ms, ${of('peak').toFixed(0)} MB${ratio}`);
  return of('ms');
}

function makeProject(folder, count, uses) {
  const perFolder = 50;
  for (let number = 0; number < count; number += 1) {
    const at = join(folder, 'src', `part${Math.floor(number / perFolder)}`);
    if (number % perFolder === 0) mkdirSync(at, { recursive: true });
    const [name, text] = uses(number) ? usingFile(number) : plainFile(number);
    writeFileSync(join(at, name), text);
  }
  writeFileSync(join(folder, 'package.json'), '{"type":"module","dependencies":{"openai":"^6.0.0"}}\n');
  writeFileSync(join(folder, 'requirements.txt'), 'openai>=2\n');
  const random = 'aB3dE5fG7hJ9kLmN0pQrS2tUvW4x'.repeat(3).slice(0, 74);
  writeFileSync(
    join(folder, '.env'),
    `OPENAI_API_KEY=sk-proj-${random}${['T3Blbk', 'FJ'].join('')}${random}\n`,
  );
  writeFileSync(join(folder, '.gitignore'), '.env\n');
  const quietly = { cwd: folder, env, stdio: 'ignore' };
  execFileSync('git', ['init', '-q'], quietly);
  execFileSync('git', ['add', '.'], quietly);
}

function plainFile(number) {
  const body = Array.from(
    { length: 24 },
    (_, at) =>
      `export const value${at} = (input: number) => ({ total: input * ${at + number}, label: 'row ${at}' });\n`,
  );
  return [`file${number}.ts`, body.join('')];
}

/** A module that asks the API among other things, in one of three languages; every hundredth names a model that has ended. */
function usingFile(number) {
  const model = number % 100 === 0 ? 'gpt-4-turbo' : 'gpt-6-luna';
  if (number % 3 === 2) return [`module_${number}.py`, python(number, model)];
  return number % 3 === 1
    ? [`view${number}.tsx`, script(number, model, true)]
    : [`service${number}.ts`, script(number, model, false)];
}

function script(number, model, isView) {
  const helpers = Array.from(
    { length: 10 },
    (_, at) => `
/** Prepares part ${at} of a request. */
export function prepare${number}_${at}(rows: readonly Row${number}[], limit = ${at + 2}): string {
  const chosen = rows.filter(({ weight }) => weight > ${at}).slice(0, limit);
  if (chosen.length === 0) return \`nothing for \${limit}\`;
  return chosen.map((row, index) => \`\${index}: \${row.title ?? 'no title'} (\${row.weight.toFixed(1)})\`).join('\\n');
}
`,
  );
  const view = `
export function View${number}({ rows }: { rows: readonly Row${number}[] }) {
  return <ul className="list">{rows.map((row) => <li key={row.title} title={String(row.weight)}>{row.title}</li>)}</ul>;
}
`;
  return `import OpenAI from 'openai';
import { prepare${number}_0 as same } from './service${number}';

export interface Row${number} {
  readonly title: string | null;
  readonly weight: number;
}

const client = new OpenAI({ apiKey: process.env.OPENAI_API_KEY, timeout: 20_000 });
const model = '${model}';
${helpers.join('')}${isView ? view : ''}
export async function ask${number}(rows: readonly Row${number}[], signal?: AbortSignal) {
  const messages = [
    { role: 'system' as const, content: 'Answer briefly.' },
    { role: 'user' as const, content: prepare${number}_0(rows) + same(rows) },
  ];
  const answer = await client.chat.completions.create({ model, messages, max_completion_tokens: 200 }, { signal });
  return answer.choices[0]?.message.content ?? '';
}
`;
}

function python(number, model) {
  const helpers = Array.from(
    { length: 10 },
    (_, at) => `
def prepare_${at}(rows, limit=${at + 2}):
    """Prepares part ${at} of a request."""
    chosen = [row for row in rows if row["weight"] > ${at}][:limit]
    if not chosen:
        return f"nothing for {limit}"
    return "\\n".join(f"{index}: {row['title']} ({row['weight']:.1f})" for index, row in enumerate(chosen))

`,
  );
  return `import os

from openai import OpenAI

client = OpenAI(api_key=os.environ["OPENAI_API_KEY"], timeout=20)
MODEL = "${model}"

${helpers.join('')}
def ask_${number}(rows):
    answer = client.chat.completions.create(
        model=MODEL,
        messages=[
            {"role": "system", "content": "Answer briefly."},
            {"role": "user", "content": prepare_0(rows) + prepare_1(rows)},
        ],
        max_completion_tokens=200,
    )
    return answer.choices[0].message.content
`;
}

function timed(command, args, cwd, expected) {
  const start = performance.now();
  const { status, stderr } = spawnSync(command, args, { cwd, env, encoding: 'utf8', maxBuffer: 1 << 28 });
  const ms = performance.now() - start;
  if (!expected.includes(status)) throw new Error(`${command} ended with ${status}: ${stderr}`);
  return ms;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
