import { appendFileSync, chmodSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type { Language } from '../../src/domain/text/language.ts';
import { scenarios } from '../../src/standin/scenarios.ts';
import { type SeenRequest, type ServedAnswer, serve } from '../support/api.ts';
import { protect } from '../support/captures.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import { type Standin, startStandin } from '../support/standin/standin.ts';
import { answersOf, interruptWorks, rotateIn } from './rotate.support.ts';

const old = keyBuilders.project(11);
const made = keyBuilders.serviceAccount(12);
const adminKey = keyBuilders.admin(13);
protect(old, made, adminKey);

const line = (key: string) => `OPENAI_API_KEY=${key}\n`;
const short = (key: string) => `${key.slice(0, 8)}...${key.slice(-4)}`;

const standins: Standin[] = [];
afterEach(async () => {
  await Promise.all(standins.splice(0).map((one) => one.close()));
});

async function standin(language: Language = 'en') {
  const started = await startStandin({ scenario: scenarios.ok, language });
  standins.push(started);
  protect(started.key, started.adminKey);
  return started;
}

type Stage = 'list' | 'create' | 'models' | 'chat' | 'secondChat' | 'deleteKey' | 'deleteAccount';
type Handlers = { readonly [stage in Stage]?: (request: SeenRequest) => ServedAnswer };

const entry = (id: string, redacted: string, account?: string) => ({
  id,
  name: `name of ${id}`,
  redacted_value: redacted,
  owner: account
    ? { type: 'service_account', service_account: { id: account, name: account } }
    : { type: 'user' },
});
const page = (data: readonly unknown[], hasMore = false): ServedAnswer => ({
  body: { object: 'list', data, first_id: null, last_id: 'key_last', has_more: hasMore },
});

/** The API of one project, in which single stages can go wrong. Tells what was asked, in order, and with which key. */
async function project(handlers: Handlers = {}) {
  const base = '/v1/organization/projects/proj_1';
  const log: string[] = [];
  let chats = 0;
  let deleted = false;
  const gone = (id: string, what: string): ServedAnswer => ({
    body: { id, object: `${what}.deleted`, deleted: true },
  });
  const answer = (request: SeenRequest): [string, ServedAnswer] | null => {
    const { method, path } = request;
    if (method === 'GET' && path.startsWith(`${base}/api_keys?`)) {
      return [
        'list',
        handlers.list?.(request) ??
          page([entry('key_other', 'sk-proj-...zzzz'), entry('key_old', short(old))]),
      ];
    }
    if (method === 'POST' && path === `${base}/service_accounts`) {
      const created = { id: 'svc_new', name: 'x', api_key: { id: 'key_new', value: made } };
      return ['create', handlers.create?.(request) ?? { body: created }];
    }
    if (method === 'DELETE' && path.startsWith(`${base}/api_keys/`)) {
      const reply = handlers.deleteKey?.(request) ?? gone('key_old', 'key');
      deleted ||= reply.status === undefined;
      return [`delete ${path.split('/').at(-1)}`, reply];
    }
    if (method === 'DELETE' && path.startsWith(`${base}/service_accounts/`)) {
      const reply = handlers.deleteAccount?.(request) ?? gone('svc', 'account');
      deleted ||= !path.endsWith('svc_new');
      return [`delete ${path.split('/').at(-1)}`, reply];
    }
    if (path === '/v1/models') {
      const usual = request.carried(old) && deleted ? answersOf.rejected : answersOf.models;
      return [request.carried(made) ? 'models new' : 'models old', handlers.models?.(request) ?? usual];
    }
    if (path === '/v1/chat/completions') {
      chats += 1;
      return ['chat', (chats === 1 ? handlers.chat : handlers.secondChat)?.(request) ?? answersOf.completion];
    }
    return null;
  };
  const api = await serve((request) => {
    const found = answer(request);
    if (!found) return null;
    const administrative = request.path.startsWith('/v1/organization/');
    expect(request.carried(adminKey)).toBe(administrative);
    log.push(found[0]);
    return found[1];
  });
  return { baseURL: api.baseURL, log };
}

const given = (baseURL: string) => ({
  json: true,
  baseUrl: baseURL,
  project: 'proj_1',
  env: { OPENAI_ADMIN_KEY: adminKey },
});
const three = { '.env': line(old), '.env.local': line(old), 'apps/web/.env': line(old) };

describe('with an admin key', () => {
  test.each([
    ['nobody is there', undefined, false],
    ['nobody wants it', [false, true], false],
    ['somebody says so', [true, true], true],
  ] as const)('where other files would miss the old key and %s', async (_, answers, deletes) => {
    const folder = await makeProject({ '.env': line(old), 'src/a.py': `KEY = '${old}'\n` });
    const { baseURL, log } = await project();
    const { code, json, questions } = await rotateIn(folder, {
      ...given(baseURL),
      ...(answers ? { answers } : {}),
    });
    expect(code).toBe(0);
    expect(log.includes('delete key_old')).toBe(deletes);
    expect(json).toMatchObject({ oldRevoked: deletes, left: [{ path: 'src/a.py', reason: 'source' }] });
    if (answers) expect(questions[0]).toContain('src/a.py');
    expect(await folder.read('.env')).toBe(line(made));
  });

  test('makes, tries, installs, verifies, and only then deletes', async () => {
    const folder = await makeProject(three);
    const { baseURL, log } = await project();
    const { code, json, err } = await rotateIn(folder, given(baseURL));
    expect(code).toBe(0);
    expect(log).toEqual(['list', 'create', 'models new', 'chat', 'chat', 'delete key_old', 'models old']);
    expect(json).toMatchObject({
      ok: true,
      new: { masked: `sk-svcacct-…${made.slice(-4)}` },
      files: [{ change: 'updated' }, { change: 'updated' }, { change: 'updated' }],
      test: { reply: 'This is a test!' },
      oldRevoked: true,
    });
    for (const name of Object.keys(three)) expect(await folder.read(name)).toBe(line(made));
    expect(await folder.filesHolding(adminKey)).toEqual([]);
    expect(err).toBe('');
  });

  test('works twice against the stand-in: a key of a service account goes with its account', async () => {
    const { baseURL, key, adminKey: admin, requests } = await standin();
    const folder = await makeProject({ '.env': line(key) });
    const setting = { ...given(baseURL), env: { OPENAI_ADMIN_KEY: admin } };
    const first = await rotateIn(folder, setting);
    expect(first.json).toMatchObject({ ok: true, oldRevoked: true });
    const second = await rotateIn(folder, setting);
    expect(second.json).toMatchObject({ ok: true, oldRevoked: true, old: first.json['new'] });
    expect(
      requests.filter(({ method }) => method === 'DELETE').map(({ path }) => path.split('/').at(-2)),
    ).toEqual(['api_keys', 'api_keys', 'service_accounts']);
  });

  test('asks once in a terminal, before anything is made', async () => {
    const folder = await makeProject(three);
    const { baseURL, log } = await project();
    const setting = { ...given(baseURL), json: false };
    expect((await rotateIn(folder, { ...setting, answers: [false] })).code).toBe('cancelled');
    expect((await rotateIn(folder, { ...setting, answers: ['ctrl-c'] })).code).toBe('cancelled');
    expect(log).toEqual(['list', 'list']);
    const { code, err } = await rotateIn(folder, { ...setting, answers: [true] });
    expect(code).toBe(0);
    expect(err).toContain('a new service account with a key in proj_1');
    expect(err).toContain('"name of key_old", once the new one works');
  });

  test('a dry run looks and makes nothing', async () => {
    const folder = await makeProject(three);
    const { baseURL, log } = await project();
    const { code, json } = await rotateIn(folder, { ...given(baseURL), dryRun: true });
    expect([code, json['dryRun'], json['new'], log]).toEqual([0, true, null, ['list']]);
    expect(await folder.filesHolding(made)).toEqual([]);
  });

  test('waits for a new key that is not known everywhere yet', async () => {
    const folder = await makeProject(three);
    let looks = 0;
    const { baseURL, log } = await project({
      models: (request) => (request.carried(old) || ++looks < 3 ? answersOf.rejected : answersOf.models),
    });
    expect((await rotateIn(folder, given(baseURL))).code).toBe(0);
    expect(log.filter((one) => one === 'models new')).toHaveLength(3);
  });

  test('a key piped in is used as it is', async () => {
    const folder = await makeProject(three);
    const { baseURL, log } = await project();
    await rotateIn(folder, { ...given(baseURL), input: made });
    expect(log).toEqual(['models new', 'chat', 'chat']);
  });

  test('reads a list of several pages', async () => {
    const folder = await makeProject({ '.env': line(old) });
    const { baseURL, log } = await project({
      list: ({ path }) =>
        path.includes('after=')
          ? page([entry('key_old', short(old))])
          : page([entry('key_last', 'sk-...yyyy')], true),
    });
    expect((await rotateIn(folder, given(baseURL))).json).toMatchObject({ ok: true, oldRevoked: true });
    expect(log.slice(0, 3)).toEqual(['list', 'list', 'create']);
  });
});

describe('a failing stage leaves files as they were, and deletes what was made', () => {
  const failures: readonly (readonly [string, Handlers, number, readonly string[]])[] = [
    ['an admin key that is rejected', { list: () => answersOf.rejected }, 3, ['list']],
    ['a list that is none', { list: () => ({ body: { hello: 'there' } }) }, 9, ['list']],
    ['an account that cannot be made', { create: () => answersOf.broken }, 8, ['list', 'create']],
    [
      'an account without a key',
      { create: () => ({ body: { id: 'svc_new', api_key: null } }) },
      9,
      ['list', 'create', 'delete svc_new'],
    ],
    [
      'a new key that stays rejected',
      { models: () => answersOf.rejected },
      3,
      ['list', 'create', 'models new', 'models new', 'models new', 'models new', 'delete svc_new'],
    ],
    [
      'no credit',
      { chat: () => answersOf.noCredit },
      4,
      ['list', 'create', 'models new', 'chat', 'delete svc_new'],
    ],
    [
      'a call that fails once the files are written',
      { secondChat: () => answersOf.noCredit },
      4,
      ['list', 'create', 'models new', 'chat', 'chat', 'delete svc_new'],
    ],
  ];
  test.each(failures)('%s', async (_what, handlers, exitCode, calls) => {
    const folder = await makeProject(three);
    const before = await folder.snapshot();
    const { baseURL, log } = await project(handlers);
    const { code, json, pending } = await rotateIn(folder, given(baseURL));
    expect(log).toEqual(calls);
    expect(code).toBe(exitCode);
    expect(json).toMatchObject({ ok: false, exitCode, files: [], test: null, oldRevoked: null });
    expect(await folder.snapshot()).toEqual(before);
    expect(pending).toBeLessThanOrEqual(1);
  });

  test('a file that cannot be written', async () => {
    const folder = await makeProject(three);
    chmodSync(folder.at('apps/web/.env'), 0o444);
    const before = await folder.snapshot();
    const { baseURL, log } = await project();
    expect((await rotateIn(folder, given(baseURL))).code).toBe(10);
    expect(log).toEqual(['list', 'create', 'models new', 'chat', 'delete svc_new']);
    expect(await folder.snapshot()).toEqual(before);
  });

  test('Ctrl-C while the key is verified', async () => {
    const folder = await makeProject(three);
    const before = await folder.snapshot();
    const { baseURL, log } = await project({
      secondChat: () => {
        for (const work of interruptWorks) void work();
        return { ...answersOf.completion, delayMs: 50 };
      },
    });
    expect((await rotateIn(folder, given(baseURL))).code).not.toBe(0);
    expect(log).toContain('delete svc_new');
    expect(log).not.toContain('delete key_old');
    expect(await folder.snapshot()).toEqual(before);
  });

  /** Something else adds a line to `.env` while the key in it is tried, and the API then refuses that key. */
  const changedMeanwhile = async (added: string) => {
    const folder = await makeProject(three);
    const { baseURL, log } = await project({
      secondChat: () => {
        appendFileSync(folder.at('.env'), added);
        return answersOf.noCredit;
      },
    });
    const { code, err } = await rotateIn(folder, { ...given(baseURL), json: false });
    expect(code).toBe(4);
    expect(await folder.read('.env.local')).toBe(line(old));
    return { env: await folder.read('.env'), log, err };
  };

  test('also of a file that something else changed: only the key is put back', async () => {
    const { env, log, err } = await changedMeanwhile('ADDED=1\n');
    expect(env).toBe(`${line(old)}ADDED=1\n`);
    expect(log).toContain('delete svc_new');
    expect(err).not.toContain('still hold');
  });

  test('unless a file still holds the new key, because something else wrote it there', async () => {
    const { env, log, err } = await changedMeanwhile(`COPY=${made}\n`);
    expect(env).toBe(`${line(old)}COPY=${made}\n`);
    expect(log).not.toContain('delete svc_new');
    expect(err).toContain('still have the new key: .env\n');
  });

  test('an account that cannot be deleted again is named', async () => {
    const folder = await makeProject(three);
    const { baseURL } = await project({
      chat: () => answersOf.noCredit,
      deleteAccount: () => answersOf.broken,
    });
    const { code, err } = await rotateIn(folder, { ...given(baseURL), json: false });
    expect(code).toBe(4);
    expect(err).toContain('Could not delete the service account svc_new');
  });

  test('an account that may be there without an answer is named', async () => {
    const folder = await makeProject(three);
    const { baseURL } = await project({ create: () => ({ fault: 'reset' }) });
    const { code, err } = await rotateIn(folder, { ...given(baseURL), json: false });
    expect(code).toBe(7);
    expect(err).toMatch(/The service account openai-setup-\d{4}-\d\d-\d\d may still have been created/);
  });
});

describe('the old key stays, and it is said', () => {
  const cases: readonly (readonly [string, Handlers, string])[] = [
    [
      'where it is not in the project',
      { list: () => page([entry('key_x', 'sk-proj-...zzzz')]) },
      'not among the keys',
    ],
    [
      'where two look like it',
      { list: () => page([entry('a', short(old)), entry('b', short(old))]) },
      'Several keys',
    ],
    ['where it cannot be deleted', { deleteKey: () => answersOf.broken }, 'The old key could not be deleted'],
    [
      'where its account has another key',
      {
        list: () =>
          page([entry('key_old', short(old), 'svc_1'), entry('key_2', 'sk-svcacct-...abcd', 'svc_1')]),
        deleteKey: () => ({ status: 400, body: { error: { message: 'It belongs to a service account.' } } }),
      },
      'It belongs to a service account.',
    ],
  ];
  test.each(cases)('%s', async (_where, handlers, said) => {
    const folder = await makeProject(three);
    const { baseURL, log } = await project(handlers);
    const { code, err, out } = await rotateIn(folder, { ...given(baseURL), json: false });
    expect(code).toBe(0);
    expect(err).toContain(said);
    expect(out).toContain('still accepts the old key');
    expect(log).not.toContain('delete svc_new');
    expect(await folder.read('.env')).toBe(line(made));
  });
});

describe('the admin key goes nowhere else', () => {
  test('not to a host that a variable names', async () => {
    const folder = await makeProject(three);
    const env = { OPENAI_ADMIN_KEY: adminKey, OPENAI_BASE_URL: 'https://gateway.example/v1' };
    const { code, json } = await rotateIn(folder, { json: true, project: 'proj_1', env });
    expect(code).toBe(9);
    expect(json['diagnosis']).toMatchObject({ cause: 'base_url_untrusted' });
  });

  test('and a key of another kind is none', async () => {
    const folder = await makeProject(three);
    const { code } = await rotateIn(folder, { project: 'proj_1', env: { OPENAI_ADMIN_KEY: made } });
    expect(code).toEqual({ usage: expect.stringContaining('not an admin key') });
  });
});

test.each(['en', 'zh-CN'] as const)('says everything in words in %s', async (language) => {
  const { baseURL, key, adminKey: admin } = await standin(language);
  const folder = await makeProject({ '.env': line(key) });
  const env = { OPENAI_ADMIN_KEY: admin, OPENAI_API_KEY: key };
  const { code, out, err } = await rotateIn(folder, { ...given(baseURL), json: false, language, env });
  expect(code).toBe(0);
  expect(out + err).not.toMatch(/undefined|null|NaN|\[object/);
  expect(/[\u4e00-\u9fff]/.test(out + err)).toBe(language === 'zh-CN');
});
