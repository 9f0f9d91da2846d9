import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { keyBuilders, notKeys, otherKeys } from './keys.ts';

/** What `doctor` should find at one place; with several places, any of them is right. */
export interface Expected {
  readonly rule: string;
  /** `path:line` */
  readonly places: readonly string[];
  /** Neither missed nor wrong. */
  readonly optional: boolean;
}

/** A small project and what is wrong with it: one text file of `test/data/doctor/`, whose README tells the format. */
export interface DoctorCase {
  readonly name: string;
  readonly about: string;
  readonly git: boolean;
  readonly files: ReadonlyMap<string, string>;
  /** Ids that the key may use; null: nothing is asked. */
  readonly models: readonly string[] | null;
  readonly expected: readonly Expected[];
  readonly loads: boolean | null;
}

/** What one run said, as far as it is judged. */
export interface DoctorRun {
  /** Each `rule path:line` once. */
  readonly found: ReadonlySet<string>;
  readonly errors: readonly string[];
  readonly loads: boolean | null;
  /** What was printed in place of a document. */
  readonly broken: string | null;
}

/** Counts of one rule. */
export interface Tally {
  right: number;
  wrong: number;
  missed: number;
}

export interface Judged {
  readonly one: DoctorCase;
  readonly run: DoctorRun;
  readonly right: readonly string[];
  readonly wrong: readonly string[];
  readonly missed: readonly string[];
}

/** The day that the expectations are for: what ends later than 90 days after it does not end soon. */
const judgedOn = '2026-11-27T12:00:00Z';

/** Loaded before the program: its clock starts on that day, so that no expectation ages. */
const clock = `data:text/javascript,${encodeURIComponent(`
  const Real = Date;
  const shift = Real.parse('${judgedOn}') - Real.now();
  globalThis.Date = class extends Real {
    constructor(...given) { super(...(given.length > 0 ? given : [Real.now() + shift])); }
    static now() { return Real.now() + shift; }
  };
`)}`;

const usualIgnores =
  'node_modules/\n.env\n.env.local\n.env.*.local\n.dev.vars\ndist/\n__pycache__/\n.venv/\n';

/** All cases of a folder. */
export function readCases(folder: string): DoctorCase[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => readCase(basename(name, '.txt'), readFileSync(join(folder, name), 'utf8')));
}

/** Throws where the text is no case. */
export function readCase(name: string, text: string): DoctorCase {
  const parts = text.split(/^== (.+) ==\n/m);
  const about = parts[0] ?? '';
  const files = new Map<string, string>();
  for (let at = 1; at < parts.length; at += 2) files.set(parts[at] ?? '', parts[at + 1] ?? '');
  const take = (section: string) => {
    const found = files.get(section) ?? null;
    files.delete(section);
    return found;
  };
  const expectation = take('expected');
  if (expectation === null) throw new Error(`${name}: nothing is expected`);
  const models = take('models')?.trim().split('\n') ?? null;
  const git = !/^git: no$/m.test(about);
  if (git && !files.has('.gitignore')) files.set('.gitignore', usualIgnores);
  return { name, about, git, files, models, ...expectationsOf(name, expectation.trim().split('\n')) };
}

function expectationsOf(name: string, lines: readonly string[]): Pick<DoctorCase, 'expected' | 'loads'> {
  const expected: Expected[] = [];
  let loads: boolean | null = null;
  for (const line of lines) {
    const [, optional, rule = '', places = ''] =
      /^(\? )?([a-z_]+) (\S+:\d+(?: \| \S+:\d+)*)$/.exec(line) ?? [];
    if (line.startsWith('program loads: ')) loads = line.endsWith('yes');
    else if (rule !== '')
      expected.push({ rule, places: places.split(' | '), optional: optional !== undefined });
    else if (line !== 'nothing') throw new Error(`${name}: what is "${line}"?`);
  }
  return { expected, loads };
}

/** A file's text with made-up keys in the places of `{{key:project}}`, `{{other:groq}}` and `{{not:organization}}`. */
export function filled(text: string): string {
  const makers = { key: keyBuilders, other: otherKeys, not: notKeys };
  return text.replace(
    /\{\{(key|other|not):(\w+)\}\}/g,
    (whole, family: keyof typeof makers, kind: string) => {
      const make = (makers[family] as Record<string, (seed?: number) => string>)[kind];
      if (make === undefined) throw new Error(`no such key: ${whole}`);
      return make(7);
    },
  );
}

/** Writes the project into an empty folder, and adds what is not ignored to a repository. */
export function unpack(one: DoctorCase, folder: string, env: NodeJS.ProcessEnv): void {
  for (const [path, text] of one.files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), filled(text));
  }
  if (!one.git) return;
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'core.hooksPath=/dev/null', '-c', 'core.autocrlf=false', ...args], {
      cwd: folder,
      env,
      stdio: 'pipe',
    });
  git('init', '--quiet', '--template=');
  git('add', '--all');
}

/** Runs `doctor` in the folder of an unpacked case. */
export async function runDoctor(
  one: DoctorCase,
  folder: string,
  program: string,
  env: NodeJS.ProcessEnv,
): Promise<DoctorRun> {
  const api = one.models === null ? null : await serveModels(one.models);
  const how = api === null ? ['--offline'] : ['--base-url', api.baseURL];
  try {
    const printed = await new Promise<string>((resolve) => {
      const args = ['--import', clock, program, 'doctor', '--json', ...how];
      execFile(process.execPath, args, { cwd: folder, env, timeout: 60_000 }, (_error, stdout, stderr) =>
        resolve(stdout.trim() === '' ? stderr : stdout),
      );
    });
    return runOf(printed);
  } finally {
    api?.stop();
  }
}

function runOf(printed: string): DoctorRun {
  try {
    const { findings, program } = JSON.parse(printed) as {
      findings: { rule: string; severity: string; path: string; line: number | null }[];
      program: { development: { loads: boolean } } | null;
    };
    const texts = findings.map(({ rule, path, line }) => `${rule} ${path}:${line}`);
    return {
      found: new Set(texts),
      errors: texts.filter((_, at) => findings[at]?.severity === 'error'),
      loads: program?.development.loads ?? null,
      broken: null,
    };
  } catch {
    return { found: new Set(), errors: [], loads: null, broken: printed.slice(0, 500) };
  }
}

/** Holds what was found against what was expected, by rule, path and line. */
export function judge(one: DoctorCase, run: DoctorRun): Judged {
  const left = new Set(run.found);
  const right: string[] = [];
  const missed: string[] = [];
  for (const { rule, places, optional } of one.expected) {
    const hits = places.map((place) => `${rule} ${place}`).filter((text) => left.delete(text));
    if (optional) continue;
    if (hits[0] === undefined) missed.push(`${rule} ${places.join(' | ')}`);
    else right.push(hits[0]);
  }
  return { one, run, right, wrong: [...left], missed };
}

/** Counts by rule, and over all under `all`. */
export function tally(judged: readonly Judged[]): Map<string, Tally> {
  const all: Tally = { right: 0, wrong: 0, missed: 0 };
  const byRule = new Map<string, Tally>();
  for (const one of judged) {
    for (const kind of ['right', 'wrong', 'missed'] as const) {
      for (const text of one[kind]) {
        const rule = text.slice(0, text.indexOf(' '));
        const counts = byRule.get(rule) ?? { right: 0, wrong: 0, missed: 0 };
        byRule.set(rule, counts);
        counts[kind] += 1;
        all[kind] += 1;
      }
    }
  }
  return new Map([...[...byRule].sort(([a], [b]) => a.localeCompare(b)), ['all', all]]);
}

/** Of what was said, how much is right; 1 where nothing was said. */
export const precision = ({ right, wrong }: Tally): number =>
  right / (right + wrong || 1) || Number(wrong === 0);

/** Of what is there, how much was found; 1 where nothing is there. */
export const recall = ({ right, missed }: Tally): number =>
  right / (right + missed || 1) || Number(missed === 0);

/** A server that knows the ids, and answers a chat with one word. */
async function serveModels(ids: readonly string[]): Promise<{ readonly baseURL: string; stop(): void }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { status, body } = answerOf(ids, request.url ?? '', Buffer.concat(chunks).toString());
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { baseURL: `http://127.0.0.1:${port}/v1`, stop };
}

function answerOf(ids: readonly string[], path: string, sent: string): { status: number; body: unknown } {
  const objectOf = (id: string) => ({ id, object: 'model', created: 1_700_000_000, owned_by: 'openai' });
  if (path === '/v1/models') return { status: 200, body: { object: 'list', data: ids.map(objectOf) } };
  const asked = path.startsWith('/v1/models/')
    ? decodeURIComponent(path.slice('/v1/models/'.length))
    : sent.startsWith('{')
      ? String(JSON.parse(sent).model)
      : '';
  if (!ids.includes(asked)) {
    const message = `The model \`${asked}\` does not exist or you do not have access to it.`;
    return {
      status: 404,
      body: { error: { message, type: 'invalid_request_error', param: null, code: 'model_not_found' } },
    };
  }
  if (path.startsWith('/v1/models/')) return { status: 200, body: objectOf(asked) };
  const message = { role: 'assistant', content: 'OK', refusal: null };
  const usage = { prompt_tokens: 9, completion_tokens: 1, total_tokens: 10 };
  const choices = [{ index: 0, message, finish_reason: 'stop' }];
  return {
    status: 200,
    body: { id: 'chatcmpl-1', object: 'chat.completion', created: 1, model: asked, choices, usage },
  };
}
