import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { createRecords } from '../../src/adapters/files/records.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { serve } from '../support/api.ts';
import { protect } from '../support/captures.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject, type Project } from '../support/project.ts';
import { runCli } from '../support/run.ts';
import { answersOf, rotateIn } from './rotate.support.ts';

const old = keyBuilders.project(1);
const fresh = keyBuilders.project(2);
const third = keyBuilders.project(3);
protect(old, fresh, third);

const line = (key: string) => `OPENAI_API_KEY=${key}\n`;
const names = ['.env', '.env.local', 'apps/a/.env', 'apps/b/.env', 'apps/c/.env'];
const record = '.openai-setup-rotation';

const api = () =>
  serve({
    'GET /v1/models': () => answersOf.models,
    'POST /v1/chat/completions': () => answersOf.completion,
  });

/** A project whose rotation was killed before it wrote its file of that number, from 1. */
async function killed(before: number, baseUrl: string): Promise<Project> {
  const project = await makeProject(Object.fromEntries(names.map((name) => [name, line(old)])));
  let files = 0;
  await new Promise<void>((reached) => {
    void rotateIn(project, {
      input: fresh,
      baseUrl,
      onReplace: () => {
        files += 1;
        if (files < before) return;
        reached();
        // A killed process does nothing more.
        return new Promise(() => {});
      },
    });
  });
  return project;
}

const keysIn = async (project: Project) =>
  Promise.all(
    names.map(async (name) => ((await project.read(name)) === line(old) ? 'old' : await project.read(name))),
  );
const all = (key: string) => names.map(() => line(key));

test('the record of a rotation holds no key, and git never stages it', async () => {
  const { baseURL } = await api();
  const project = await killed(3, baseURL);
  expect(existsSync(project.at(record))).toBe(true);
  for (const name of await project.filesHolding(fresh)) expect(names).toContain(name);
  execFileSync('git', ['init', '--quiet'], { cwd: project.path });
  const staged = execFileSync('git', ['add', '-A', '-f', '-n'], { cwd: project.path, encoding: 'utf8' });
  expect(staged).toContain('apps/a/.env');
  expect(staged).not.toContain('openai-setup');
});

test.each([
  ['--yes finishes it', { yes: true, json: true }],
  ['so does the same key, piped in once more', { input: fresh, json: true }],
])('%s', async (_, setting) => {
  const { baseURL } = await api();
  const project = await killed(3, baseURL);
  const run = await rotateIn(project, { ...setting, baseUrl: baseURL });
  expect([run.code, await keysIn(project)]).toEqual([0, all(fresh)]);
  expect(run.json).toMatchObject({ ok: true, new: { masked: `sk-proj-…${fresh.slice(-4)}` } });
  expect(run.json['warnings']).toMatchObject([
    { id: 'sources_disagree', message: expect.stringContaining('interrupted') },
  ]);
  expect(existsSync(project.at(record))).toBe(false);
});

test.each(['copied', 'moved'])('a project that was %s since is ended where it is now', async (how) => {
  const { baseURL } = await api();
  const project = await killed(3, baseURL);
  const elsewhere = `${project.path}-elsewhere`;
  if (how === 'moved') renameSync(project.path, elsewhere);
  else cpSync(project.path, elsewhere, { recursive: true });
  const before = how === 'copied' ? await keysIn(project) : null;
  const run = await rotateIn({ ...project, path: elsewhere }, { yes: true, baseUrl: baseURL });
  expect(run.code).toBe(0);
  expect(names.map((name) => readFileSync(`${elsewhere}/${name}`, 'utf8'))).toEqual(all(fresh));
  expect(existsSync(`${elsewhere}/${record}`)).toBe(false);
  if (before) expect(await keysIn(project)).toEqual(before);
});

test('what was left beside a file that is new already goes too', async () => {
  const { baseURL } = await api();
  const project = await killed(4, baseURL);
  const lock = project.at('apps/a/.openai-setup-.env.lock');
  mkdirSync(`${lock}/.git`, { recursive: true });
  writeFileSync(`${lock}/.git/holder`, `999999999 ${hostname()} abc\n`);
  expect((await rotateIn(project, { yes: true, baseUrl: baseURL })).code).toBe(0);
  expect(existsSync(lock)).toBe(false);
});

test('another key takes the place of both', async () => {
  const { baseURL } = await api();
  const project = await killed(4, baseURL);
  const run = await rotateIn(project, { input: third, baseUrl: baseURL });
  expect([run.code, await keysIn(project)]).toEqual([0, all(third)]);
  expect(existsSync(project.at(record))).toBe(false);
});

test.each([
  ['finish', fresh],
  ['back', old],
])('in a terminal it is offered: %s', async (choice, key) => {
  const { baseURL } = await api();
  const project = await killed(3, baseURL);
  const run = await rotateIn(project, { answers: [choice, true, 'finish'], baseUrl: baseURL });
  expect(run.code).toBe(0);
  expect(await Promise.all(names.map((name) => project.read(name)))).toEqual(all(key));
  expect(existsSync(project.at(record))).toBe(false);
});

test('it is left where nobody says how it shall end', async () => {
  const { baseURL } = await api();
  const project = await killed(3, baseURL);
  const before = await keysIn(project);
  expect((await rotateIn(project, { answers: ['leave'], baseUrl: baseURL })).code).toBe('cancelled');
  const run = await rotateIn(project, { baseUrl: baseURL });
  expect(run.code).toEqual({ usage: expect.stringContaining('rotate --yes') });
  expect([existsSync(project.at(record)), await keysIn(project)]).toEqual([true, before]);
});

test('a second kill, while it is finished, leaves it to be finished', async () => {
  const { baseURL } = await api();
  const project = await killed(3, baseURL);
  await new Promise<void>((reached) => {
    const stop = () => {
      reached();
      return new Promise<void>(() => {});
    };
    void rotateIn(project, { yes: true, baseUrl: baseURL, onReplace: stop });
  });
  const run = await rotateIn(project, { yes: true, baseUrl: baseURL });
  expect([run.code, await keysIn(project)]).toEqual([0, all(fresh)]);
});

test.each([1, 6])(
  'a kill before the first file or after the last leaves nothing to be finished',
  async (at) => {
    const { baseURL } = await api();
    const project = await makeProject(
      Object.fromEntries(names.map((name) => [name, line(at === 1 ? old : fresh)])),
    );
    const records = createRecords();
    const [salt, mark] = [
      'salt',
      async (key: string) => ({ masked: '', print: await records.print(new Secret(key), 'salt') }),
    ];
    const files = names.map((name) => ({ path: project.at(name), names: ['OPENAI_API_KEY'] }));
    const text = { salt, old: [await mark(old)], new: await mark(fresh), files };
    expect(await records.write(project.at(record), JSON.stringify(text))).toBeNull();
    const run = await rotateIn(project, { input: third, baseUrl: baseURL });
    expect([run.code, await keysIn(project)]).toEqual([0, all(third)]);
    expect(existsSync(project.at(record))).toBe(false);
  },
);

test('a record of a rotation that goes on is left alone: another run is busy', async () => {
  const { baseURL } = await api();
  const project = await killed(3, baseURL);
  writeFileSync(project.at(`${record}/.git/holder`), `${process.ppid} ${hostname()}\n`);
  const run = await rotateIn(project, { input: third, json: true, baseUrl: baseURL });
  expect([run.code, run.json]).toMatchObject([
    10,
    { diagnosis: { cause: 'env_file_not_writable', reason: 'busy' } },
  ]);
  expect(existsSync(project.at(record))).toBe(true);
});

test.each(['', '/.git', '/.git/record.json'])(
  'a record that was not written to its end (%s) stands for no file',
  async (path) => {
    const { baseURL } = await api();
    const project = await makeProject({ '.env': line(old) });
    mkdirSync(project.at(record + path.replace(/\/record.json$/, '')), { recursive: true });
    if (path.endsWith('.json')) writeFileSync(project.at(record + path), '{"salt":');
    expect((await rotateIn(project, { input: fresh, baseUrl: baseURL })).code).toBe(0);
    expect(existsSync(project.at(record))).toBe(false);
  },
);

test('verify names the files that a killed rotation left apart, from a folder below too', async () => {
  const { baseURL } = await api();
  const project = await killed(4, baseURL);
  // The process that began it is this one.
  writeFileSync(project.at(`${record}/.git/holder`), `999999999 ${hostname()}\n`);
  for (const cwd of [project.path, project.at('apps/a')]) {
    const run = await runCli(['verify', '--offline', '--json'], { cwd, secrets: [old, fresh] });
    expect(run.json).toMatchObject({
      warnings: expect.arrayContaining([
        { id: 'sources_disagree', message: expect.stringMatching(/interrupted.*openai-setup rotate/) },
      ]),
    });
  }
});
