import { parse } from 'dotenv';
import { describe, expect, test } from 'vitest';
import { createKey, deleteOld, findOldEntry, type OldEntry } from '../../src/commands/rotate/admin.ts';
import { replaceByAdmin } from '../../src/commands/rotate/by-admin.ts';
import { replaceByHand } from '../../src/commands/rotate/by-hand.ts';
import { tellDone, tellStopped } from '../../src/commands/rotate/result.ts';
import type { Rotation, RotationFacts } from '../../src/commands/rotate/run.ts';
import type { Exchange } from '../../src/domain/diagnosis/evidence.ts';
import { localFinding } from '../../src/domain/diagnosis/finding.ts';
import { warning } from '../../src/domain/diagnosis/warnings.ts';
import { defaultEndpoint } from '../../src/domain/network/endpoint.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { cleanText } from '../../src/domain/text/clean.ts';
import type { AdminApi, ProjectKey } from '../../src/ports/admin.ts';
import { Cancelled, Stopped, UsageError } from '../../src/ports/errors.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { maskedByApi } from '../../src/standin/answers.ts';
import { adminKey, begin, line, next, old, settle } from '../support/rotation.ts';
import { chatFails, failures, listFails, lists, says } from '../support/scripted-api.ts';
import { answered, elsewhere } from './diagnose.support.ts';

const day = 'openai-setup-1970-01-01';
const listed = answered(200, { object: 'list', data: [] }, {}, { purpose: 'models', model: null });
const done = answered(200, { deleted: true }, {}, { purpose: 'models', model: null });
const refused: Exchange = { ...failures.rejected, purpose: 'models', model: null };
const wire: Exchange = { ...failures.reset, purpose: 'models', model: null };

const account = (id: string) => ({ id: cleanText(id), name: cleanText(`account ${id}`) });
const entry = (id: string, key: string, owner: string | null = null): ProjectKey => ({
  id: cleanText(id),
  name: cleanText(`key ${id}`),
  redacted: maskedByApi(key),
  expiresAt: null,
  serviceAccount: owner === null ? null : account(owner),
});

/** An administration API of which each call gives what the test says, and is noted with what it was about. */
function administration(answers: Partial<Record<keyof AdminApi, unknown>>) {
  const asked: string[] = [];
  const given = async (name: keyof AdminApi, about: string) => {
    asked.push(`${name} ${about}`.trim());
    if (!(name in answers)) throw new Error(`${name} was not expected`);
    return answers[name] as never;
  };
  const api: AdminApi = {
    listKeys: () => given('listKeys', ''),
    createKey: (_, name) => given('createKey', name),
    deleteKey: (_, id) => given('deleteKey', id),
    deleteServiceAccount: (_, id) => given('deleteServiceAccount', id),
    spendLimit: () => given('spendLimit', ''),
    spendAlerts: () => given('spendAlerts', ''),
  };
  const access = { adminKey: new Secret(adminKey), endpoint: defaultEndpoint, project: 'proj_1' };
  return { asked, api, administration: { api, access } };
}

const causeOf = (error: unknown): string => (error instanceof Stopped ? error.finding.cause : String(error));

describe('the old key among those of the project', () => {
  const other = entry('key_2', next);
  test.each<[string, readonly ProjectKey[], OldEntry['kind'], boolean | null]>([
    ['alone', [entry('key_1', old)], 'found', false],
    ['beside another', [other, entry('key_1', old)], 'found', false],
    ['of an account that has no other key', [entry('key_1', old, 'sa_1'), other], 'found', true],
    [
      'of an account that has another',
      [entry('key_1', old, 'sa_1'), entry('k', next, 'sa_1')],
      'found',
      false,
    ],
    ['beside one of another account', [entry('key_1', old, 'sa_1'), entry('k', next, 'sa_2')], 'found', true],
    ['not there', [other], 'none', null],
    ['no keys', [], 'none', null],
    ['twice', [entry('key_1', old), entry('key_3', old)], 'several', null],
  ])('%s', async (_, keys, kind, alone) => {
    const { rotation } = await begin({});
    const { administration: admin } = administration({ listKeys: { exchange: listed, value: keys } });
    const found = await findOldEntry(rotation, admin, rotation.old);
    expect(found.kind).toBe(kind);
    if (found.kind === 'found') expect([found.entry.id, found.ownsAccountAlone]).toEqual(['key_1', alone]);
  });

  test.each<[string, { exchange: Exchange; value: unknown }, string]>([
    ['the admin key is rejected', { exchange: refused, value: null }, 'key_rejected'],
    ['the call breaks off', { exchange: wire, value: null }, 'network_reset'],
    [
      'what comes is no list',
      { exchange: answered(200, { hello: 1 }, {}, { purpose: 'models', model: null }), value: [] },
      'not_openai_api',
    ],
  ])('%s: nothing is made, and the stage is named', async (_, answer, cause) => {
    const { rotation, said } = await begin({});
    const { administration: admin } = administration({ listKeys: answer });
    expect(causeOf(await settle(findOldEntry(rotation, admin, rotation.old)))).toBe(cause);
    expect(said()).toContain(rotation.words.admin.failed(rotation.words.admin.listing));
  });
});

describe('making a key', () => {
  /** With what Ctrl-C would set off. */
  async function beginMaking(answers: Parameters<typeof administration>[0]) {
    const works: (() => Promise<unknown>)[] = [];
    const interrupts: Ports['interrupts'] = {
      onInterrupt: (work) => {
        works.push(work);
        return () => void works.splice(works.indexOf(work), 1);
      },
    };
    return { ...(await begin({ more: { interrupts } })), ...administration(answers), works };
  }
  const made = { exchange: done, value: { id: cleanText('sa_9'), key: new Secret(next), expiresAt: null } };
  const deleted = { exchange: done, value: true };
  const creation = `createKey ${day}`;

  test('it is masked from then on, and kept: Ctrl-C leaves it', async () => {
    const {
      rotation,
      at,
      administration: admin,
      works,
      asked,
      said,
    } = await beginMaking({ createKey: made });
    const { key, keep } = await createKey(rotation, admin);
    expect(key.is(next)).toBe(true);
    expect(at.remembered).toContain(next);
    expect(said()).toContain(rotation.words.admin.created(rotation.voice.key(key), day));
    expect(works).toHaveLength(1);
    expect([keep(), works.length, asked]).toEqual([true, 0, [creation]]);
  });

  test('Ctrl-C takes it back once, and it can no longer be kept', async () => {
    const {
      rotation,
      administration: admin,
      works,
      asked,
      said,
    } = await beginMaking({
      createKey: made,
      deleteServiceAccount: deleted,
    });
    const { keep, undo } = await createKey(rotation, admin);
    await works[0]?.();
    await undo();
    expect([keep(), asked]).toEqual([false, [creation, 'deleteServiceAccount sa_9']]);
    expect(said()).toContain(rotation.words.admin.creationUndone);
  });

  test('an account that is not deleted is named', async () => {
    const {
      rotation,
      administration: admin,
      said,
    } = await beginMaking({
      createKey: made,
      deleteServiceAccount: { exchange: refused, value: null },
    });
    await (await createKey(rotation, admin)).undo();
    expect(said()).toContain(rotation.words.admin.creationLeft('sa_9'));
  });

  test.each<[string, object, string, readonly string[], boolean]>([
    ['refused', { exchange: refused, value: null }, 'key_rejected', [creation], false],
    ['no answer: perhaps it is there', { exchange: wire, value: null }, 'network_reset', [creation], true],
    [
      'an account without a key is deleted',
      { exchange: done, value: { id: cleanText('sa_9'), key: null } },
      'not_openai_api',
      [creation, 'deleteServiceAccount sa_9'],
      false,
    ],
  ])('%s', async (_, answer, cause, calls, perhaps) => {
    const {
      rotation,
      administration: admin,
      works,
      asked,
      said,
    } = await beginMaking({
      createKey: answer,
      deleteServiceAccount: deleted,
    });
    expect(causeOf(await settle(createKey(rotation, admin)))).toBe(cause);
    expect([asked, works.length]).toEqual([calls, 0]);
    expect(said().includes(rotation.words.admin.perhapsCreated(day))).toBe(perhaps);
  });
});

describe('deleting the old key', () => {
  const found = (ownsAccountAlone: boolean, owner: string | null = 'sa_1'): OldEntry => ({
    kind: 'found',
    entry: entry('key_1', old, owner),
    ownsAccountAlone,
  });
  const yes = { exchange: done, value: true };
  const no = { exchange: refused, value: null };
  type Answers = Parameters<typeof administration>[0];
  test.each<[string, OldEntry, Answers, boolean, readonly string[], RegExp]>([
    ['one that is not there', { kind: 'none' }, {}, false, [], /./],
    ['one that cannot be told apart', { kind: 'several' }, {}, false, [], /./],
    ['by itself', found(false), { deleteKey: yes }, true, ['deleteKey key_1'], /deleted/],
    [
      'with its account, where that has no other',
      found(true),
      { deleteKey: no, deleteServiceAccount: yes },
      true,
      ['deleteKey key_1', 'deleteServiceAccount sa_1'],
      /deleted/,
    ],
    [
      'not with an account that has others',
      found(false),
      { deleteKey: no },
      false,
      ['deleteKey key_1'],
      /Incorrect/,
    ],
    ['a user’s own', found(true, null), { deleteKey: no }, false, ['deleteKey key_1'], /Incorrect/],
    [
      'what fails twice is told with the reason',
      found(true),
      { deleteKey: no, deleteServiceAccount: no },
      false,
      ['deleteKey key_1', 'deleteServiceAccount sa_1'],
      /Incorrect API key provided/,
    ],
  ])('%s', async (_, which, answers, gone, calls, told) => {
    const { rotation, said } = await begin({});
    const { administration: admin, asked } = administration(answers);
    expect([await deleteOld(rotation, admin, which), asked]).toEqual([gone, calls]);
    expect(said()).toMatch(told);
    if (which.kind === 'none') expect(said()).toContain(rotation.words.admin.oldNotFound);
    if (which.kind === 'several') expect(said()).toContain(rotation.words.admin.oldAmbiguous);
  });
});

/** Files that are read back as programs read them, and a record that is written and taken away. */
function writing(): { more: Partial<Ports>; records: string[] } {
  const records: string[] = [];
  const more: Partial<Ports> = {
    interrupts: { onInterrupt: () => () => {} },
    parseEnv: async (text) => parse(text),
    records: {
      read: async () => null,
      write: async () => {
        records.push('written');
        return null;
      },
      remove: async () => void records.push('removed'),
      salt: async () => 'salt',
      print: async () => 'print',
    },
  };
  return { more, records };
}

describe('a key that is given', () => {
  const given = new Secret(next);
  const path = '/app/.env';

  test('is tried, written, tried again as programs read it, and its record is gone', async () => {
    const { more, records } = writing();
    const { rotation, at, noted, check } = await begin({
      api: [lists('gpt-6-luna'), says('1'), says('2')],
      interactive: false,
      tracked: false,
      more,
    });
    await replaceByHand(rotation, given);
    expect(parse(at.files.now()[path] ?? '')['OPENAI_API_KEY'] === next).toBe(true);
    expect(noted.flatMap(({ files = [] }) => files)).toEqual([{ absolute: path, change: 'updated' }]);
    expect(noted.at(-1)?.oldRevoked).toBeNull();
    expect(records).toEqual(['written', 'removed']);
    check([`replace ${path} 600`]);
  });

  test('a file that loses it right after it was written is put back as far as it is ours, and the run fails', async () => {
    const { more, records } = writing();
    const { rotation, at, noted } = await begin({
      api: [lists('gpt-6-luna'), says('1')],
      interactive: false,
      tracked: false,
      more,
    });
    at.files.afterWrite(path, () => at.files.put(path, line(old)));
    const error = await settle(replaceByHand(rotation, given));
    expect(causeOf(error)).toBe('env_file_not_writable');
    expect(at.files.now()[path] === line(old)).toBe(true);
    expect(noted.some(({ test: tested }) => tested)).toBe(false);
    expect(records).toEqual(['written', 'removed']);
  });

  test('where the call with the written key fails, the files are put back', async () => {
    const { more, records } = writing();
    const { rotation, at, said } = await begin({
      api: [lists('gpt-6-luna'), says('1'), chatFails(failures.noCredit)],
      interactive: false,
      tracked: false,
      more,
    });
    expect(causeOf(await settle(replaceByHand(rotation, given)))).toBe('billing_no_credit');
    expect(at.files.now()[path] === line(old)).toBe(true);
    expect(said()).toContain(rotation.voice.words.undone);
    expect(records).toEqual(['written', 'removed']);
  });

  test('a dry run tells the files, and changes none', async () => {
    const { rotation, noted, check } = await begin({
      api: [lists('gpt-6-luna')],
      interactive: false,
      tracked: false,
      options: { dryRun: true },
    });
    await replaceByHand(rotation, given);
    expect(noted.flatMap(({ files = [] }) => files)).toEqual([{ absolute: path, change: 'updated' }]);
    check();
  });

  test('a dry run without anybody to ask for a key shows what would be replaced', async () => {
    const { rotation, noted, said, check } = await begin({
      interactive: false,
      tracked: false,
      options: { dryRun: true },
    });
    await replaceByHand(rotation, null);
    expect(noted.flatMap(({ files = [] }) => files)).toEqual([{ absolute: path, change: 'updated' }]);
    expect(said()).toContain(rotation.words.newKey);
    check();
  });

  test.each<[string, string, boolean, (error: unknown) => void]>([
    ['the old one, piped', old, false, (error) => expect(error).toBeInstanceOf(UsageError)],
    ['the old one, pasted', old, true, (error) => expect(error).toBeInstanceOf(UsageError)],
    [
      'an admin key, piped',
      adminKey,
      false,
      (error) => expect(error).toMatchObject({ finding: { cause: 'key_wrong_kind' }, isGiven: true }),
    ],
  ])('%s is refused before any call', async (_, key, pasted, judged) => {
    const { rotation, check } = await begin({ interactive: pasted, answers: pasted ? [key] : [] });
    judged(await settle(replaceByHand(rotation, pasted ? null : new Secret(key))));
    check();
  });
});

describe('a key that is made', () => {
  const made = { exchange: done, value: { id: cleanText('sa_9'), key: new Secret(next), expiresAt: null } };
  const yes = { exchange: done, value: true };
  const keys = { exchange: listed, value: [entry('key_1', old)] };
  const path = '/app/.env';

  async function beginByAdmin(
    answers: Parameters<typeof administration>[0],
    given: Parameters<typeof begin>[0] = {},
  ) {
    const { api, asked } = administration(answers);
    const { more, records } = writing();
    const options = { project: 'proj_1', ...given.options };
    const at = await begin({
      interactive: false,
      tracked: false,
      ...given,
      options,
      more: { ...more, admin: api },
    });
    return { ...at, asked, records };
  }

  test('is tried and written before the old one is deleted', async () => {
    const { rotation, at, asked, noted, records } = await beginByAdmin(
      { listKeys: keys, createKey: made, deleteKey: yes },
      {
        api: [lists('gpt-6-luna'), says('1'), says('2'), listFails(refused)],
      },
    );
    await replaceByAdmin(rotation, new Secret(adminKey));
    expect(asked).toEqual(['listKeys', `createKey ${day}`, 'deleteKey key_1']);
    expect(parse(at.files.now()[path] ?? '')['OPENAI_API_KEY'] === next).toBe(true);
    expect(noted.at(-1)?.oldRevoked).toBe(true);
    expect(at.remembered).toContain(adminKey);
    expect(records).toEqual(['written', 'removed']);
  });

  test('one that does not work is deleted again, and the old one stays', async () => {
    const { rotation, at, asked } = await beginByAdmin(
      { listKeys: keys, createKey: made, deleteServiceAccount: yes },
      { api: [lists('gpt-6-luna'), chatFails(failures.noCredit)] },
    );
    expect(causeOf(await settle(replaceByAdmin(rotation, new Secret(adminKey))))).toBe('billing_no_credit');
    expect(asked).toEqual(['listKeys', `createKey ${day}`, 'deleteServiceAccount sa_9']);
    expect(at.files.now()[path] === line(old)).toBe(true);
  });

  test('a dry run makes nothing', async () => {
    const { rotation, asked, noted, said } = await beginByAdmin(
      { listKeys: { exchange: listed, value: [entry('key_1', old, 'sa_1')] } },
      { options: { dryRun: true } },
    );
    await replaceByAdmin(rotation, new Secret(adminKey));
    expect(asked).toEqual(['listKeys']);
    expect(noted.at(-1)?.files).toEqual([{ absolute: path, change: 'updated' }]);
    expect(said()).toContain(rotation.words.admin.willCreate('proj_1'));
    expect(said()).toContain(rotation.words.admin.willDeleteAccount('account sa_1'));
  });

  test.each<[string, Partial<Rotation['reach']>, string, string | typeof UsageError]>([
    [
      'an admin key may not go to any host',
      { endpoint: { ...elsewhere, source: { type: 'file', absolute: '/app/.env', line: 2 } } },
      adminKey,
      'base_url_untrusted',
    ],
    ['a project’s key makes no other', {}, next, UsageError],
    ['a key that no header can carry', {}, `${adminKey}\n`, UsageError],
  ])('%s', async (_, reach, key, expected) => {
    const { rotation, asked } = await beginByAdmin({});
    const error = await settle(
      replaceByAdmin({ ...rotation, reach: { ...rotation.reach, ...reach } }, new Secret(key)),
    );
    if (typeof expected === 'string') expect(causeOf(error)).toBe(expected);
    else expect(error).toBeInstanceOf(expected);
    expect(asked).toEqual([]);
  });

  test('No at the plan leaves everything as it is', async () => {
    const { rotation, asked, check } = await beginByAdmin(
      { listKeys: keys },
      { interactive: true, answers: [false] },
    );
    expect(await settle(replaceByAdmin(rotation, new Secret(adminKey)))).toBeInstanceOf(Cancelled);
    expect(asked).toEqual(['listKeys']);
    check();
  });
});

describe('what is told at the end', () => {
  const facts = (more: Partial<RotationFacts> = {}): RotationFacts => ({
    old: new Secret(old),
    new: new Secret(next),
    newExpiresAt: null,
    files: [
      { absolute: '/app/.env', change: 'updated' },
      { absolute: '/app/.gitignore', change: 'unchanged' },
    ],
    ignoreFiles: [],
    began: false,
    left: [],
    complete: true,
    test: null,
    oldRevoked: null,
    warnings: [],
    ...more,
  });

  test.each([
    [null, 'notKnown'],
    [true, 'revoked'],
    [false, 'notRevoked'],
  ] as const)('the old key seen as rejected: %s', async (oldRevoked, word) => {
    const { rotation, at } = await begin({});
    expect(await tellDone(rotation, facts({ oldRevoked }))).toBe(0);
    const text = at.printed().replace(/\s+/g, ' ');
    expect(text).toContain(rotation.words.done);
    expect(text).toContain(rotation.words.doneFile('.env'));
    expect(text).not.toContain(rotation.words.doneFile('.gitignore'));
    expect(text).toContain(rotation.words[word]);
  });

  test('a dry run says that it was one, and nothing of what was done', async () => {
    const { rotation, at } = await begin({ options: { dryRun: true } });
    await tellDone(rotation, facts());
    expect(at.printed()).toContain(rotation.words.dryRun);
    expect(at.printed()).not.toContain(rotation.words.done);
  });

  test('one document, in which both keys are masked', async () => {
    const { rotation, at, check } = await begin({ options: { json: true } });
    const warnings = [warning('tracked_by_git', { path: { absolute: '/app/.env' } })];
    expect(await tellDone(rotation, facts({ oldRevoked: true, warnings }))).toBe(0);
    const document = JSON.parse(at.printed());
    expect(document).toMatchObject({
      ok: true,
      exitCode: 0,
      old: { masked: new Secret(old).masked },
      new: { masked: new Secret(next).masked },
      files: [
        { path: '.env', change: 'updated' },
        { path: '.gitignore', change: 'unchanged' },
      ],
      oldRevoked: true,
      complete: true,
      warnings: [{ id: 'tracked_by_git' }],
      diagnosis: null,
    });
    expect(document).not.toHaveProperty('dryRun');
    check();
  });

  test('a rotation that stopped tells why, and names no file as changed', async () => {
    const stopped = new Stopped(
      localFinding('env_file_tracked', { path: { absolute: '/app/.env' }, reason: 'tracked' }),
    );
    const json = await begin({ options: { json: true, dryRun: true } });
    expect(await tellStopped(json.rotation, facts(), stopped)).toBe(10);
    expect(JSON.parse(json.at.printed())).toMatchObject({
      ok: false,
      exitCode: 10,
      files: [],
      test: null,
      dryRun: true,
      diagnosis: { cause: 'env_file_tracked', reason: 'tracked' },
    });
    const text = await begin({});
    const other = new Stopped(localFinding('key_rejected'), { endpoint: elsewhere });
    expect(await tellStopped(text.rotation, facts(), other)).toBe(3);
    expect(text.at.printed()).toContain('relay.example');
    expect(text.at.printed()).not.toContain('platform.openai.com');
  });
});
