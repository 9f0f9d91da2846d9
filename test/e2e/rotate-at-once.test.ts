import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { answersOf } from '../contract/rotate.support.ts';
import { type ServedAnswer, serve } from '../support/api.ts';
import { capture, protect } from '../support/captures.ts';
import { cleanEnvironment, makeSandbox, programPath } from '../support/environment.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import { runCli } from '../support/run.ts';

const old = keyBuilders.project(31);
const line = (key: string) => `A=1\nOPENAI_API_KEY=${key}\n`;
const names = ['.env', '.env.local', 'apps/a/.env', 'apps/b/.env', 'apps/c/.env'];

test('twelve at once: one result, whole, and the others are told that one is at work', async () => {
  const keys = Array.from({ length: 12 }, (_, at) => keyBuilders.project(40 + at));
  // Each asks for the list before it writes: nobody gets it before all have asked.
  let asked = 0;
  let letGo = (): void => {};
  const all = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const api = await serve((request): ServedAnswer => {
    if (request.path !== '/v1/models') return answersOf.completion;
    asked += 1;
    if (asked === keys.length) letGo();
    return { ...answersOf.models, after: all };
  });
  const project = await makeProject(Object.fromEntries(names.map((name) => [name, line(old)])));
  const before = Object.keys(await project.snapshot());
  const runs = await Promise.all(
    keys.map((key) =>
      runCli(['rotate', '--key-stdin', '--yes', '--json', '--base-url', api.baseURL, '--timeout', '50'], {
        cwd: project.path,
        input: key,
        secrets: [old, key],
        timeoutMs: 55_000,
      }),
    ),
  );

  const texts = new Set(await Promise.all(names.map((name) => project.read(name))));
  expect(texts.size).toBe(1);
  const winners = keys.filter((_, at) => runs[at]?.code === 0);
  expect(winners.map(line)).toEqual([...texts]);
  for (const { code, json } of runs.filter(({ code }) => code !== 0))
    expect([code, json]).toMatchObject([
      10,
      { diagnosis: { cause: 'env_file_not_writable', reason: expect.stringMatching(/^(?:busy|changed)$/) } },
    ]);
  expect(Object.keys(await project.snapshot())).toEqual(before);
});

test('a run that is killed between making a key and writing it leaves the files, and the next one names the account', async () => {
  const made = keyBuilders.serviceAccount(32);
  const adminKey = keyBuilders.admin(33);
  protect(old, made, adminKey);
  const short = (key: string) => `${key.slice(0, 8)}...${key.slice(-4)}`;
  const entries: object[] = [
    { id: 'key_old', name: 'old', redacted_value: short(old), owner: { type: 'user' } },
  ];
  let kill = (): void => {};
  const api = await serve(({ method, path, body }): ServedAnswer => {
    if (path.startsWith('/v1/organization/')) {
      if (method === 'GET') return { body: { object: 'list', data: entries, has_more: false } };
      const { name } = body as { name: string };
      const owner = { type: 'service_account', service_account: { id: 'svc_left', name } };
      entries.push({ id: 'key_new', name: 'new', redacted_value: short(made), owner });
      return { body: { id: 'svc_left', name, api_key: { id: 'key_new', value: made } } };
    }
    // The new key is tried.
    kill();
    return answersOf.models;
  });
  const project = await makeProject({ '.env': line(old) });
  const before = await project.snapshot();
  const args = ['rotate', '--yes', '--project', 'proj_1', '--base-url', api.baseURL];
  const sandbox = makeSandbox();
  const child = spawn(process.execPath, [programPath(), ...args], {
    cwd: project.path,
    env: cleanEnvironment(sandbox, { OPENAI_ADMIN_KEY: adminKey }),
  });
  kill = () => void child.kill('SIGKILL');
  let shown = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data) => {
      shown += data;
    });
  }
  await new Promise((resolve) => child.on('close', resolve));
  kill = () => {};
  sandbox.end();
  capture('a killed run', shown);
  expect(await project.snapshot()).toEqual(before);

  const next = await runCli([...args, '--dry-run'], {
    cwd: project.path,
    env: { OPENAI_ADMIN_KEY: adminKey },
    secrets: [old, made, adminKey],
  });
  expect(next.stderr + next.stdout).toMatch(/openai-setup-\d{4}-\d\d-\d\d \(svc_left\)/);
  expect(next.code).toBe(0);
});
