import { describe, expect, test } from 'vitest';
import { lookAtProject } from '../../src/checks/project.ts';
import { decide } from '../../src/commands/rotate/decide.ts';
import { agreeReach, chooseWay, type Replacement } from '../../src/commands/rotate/reach.ts';
import { leadToRevoking, waitForRejection, warnOfShell } from '../../src/commands/rotate/revoke.ts';
import { callOnce, proveKey } from '../../src/commands/rotate/try-key.ts';
import { defaultEndpoint } from '../../src/domain/network/endpoint.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import reportWords from '../../src/i18n/en/report.ts';
import words from '../../src/i18n/en/rotate.ts';
import setupWords from '../../src/i18n/en/setup.ts';
import { pages } from '../../src/i18n/openai-pages.ts';
import { Cancelled, Stopped, type UsageError } from '../../src/ports/errors.ts';
import { marks } from '../../src/ui/theme.ts';
import { findLeaks } from '../support/leaks.ts';
import { adminKey, begin, line, next, old, type RotationGiven, settle, usual } from '../support/rotation.ts';
import { chatFails, failures, listFails, lists, type Scripted, says } from '../support/scripted-api.ts';

describe('who makes the new key', () => {
  const admin = { OPENAI_ADMIN_KEY: ` ${adminKey}\n` };
  const project = { project: 'proj_1' };
  const piped = new Secret(next);
  test.each<[string, RotationGiven, Secret | null, string]>([
    ['the user, who is asked', {}, null, 'hand null'],
    ['the user, by a pipe', { interactive: false }, piped, 'hand piped'],
    ['the admin key, for the project named', { env: admin, options: project }, null, 'admin'],
    ['the admin key, with nobody there', { env: admin, options: project, interactive: false }, null, 'admin'],
    ['the user, where the admin key has no project', { env: admin }, null, 'hand null'],
    ['the user, where there is a project and no admin key', { options: project }, null, 'hand null'],
    [
      'the user, where the admin key is blank',
      { env: { OPENAI_ADMIN_KEY: ' ' }, options: project },
      null,
      'hand null',
    ],
    ['the user, where a key is piped in', { env: admin, options: project }, piped, 'hand piped'],
    ['nobody, in a dry run', { interactive: false, options: { dryRun: true } }, null, 'hand null'],
  ])('%s', async (_, given, key, expected) => {
    const { rotation, check } = await begin(given);
    const way = chooseWay(rotation, rotation.old, rotation.places, key);
    if (way.by === 'admin') expect(way.adminKey.is(adminKey)).toBe(true);
    const by = way.by === 'admin' ? 'admin' : `${way.by} ${way.piped?.is(next) ? 'piped' : way.piped}`;
    expect(by).toBe(expected);
    check();
  });

  test.each<[string, RotationGiven, Secret | null, (error: unknown) => void]>([
    [
      'nobody who could give one',
      { interactive: false },
      null,
      (error) => expect((error as UsageError).message).toBe(words.nobodyToAsk),
    ],
    ...[null, piped].map((given): [string, RotationGiven, Secret | null, (error: unknown) => void] => [
      `a life for a key that nobody makes here, ${given ? 'piped' : 'asked for'}`,
      { options: { expires: 10 } },
      given,
      (error) => expect((error as UsageError).message).toBe(words.expiresByAdmin),
    ]),
    [
      'the key in the shell only',
      { files: {}, env: { OPENAI_API_KEY: old } },
      piped,
      (error) => expect((error as UsageError).message).toContain('OPENAI_API_KEY'),
    ],
    [
      'the key nowhere',
      { files: {} },
      piped,
      (error) =>
        expect((error as Stopped).finding).toMatchObject({
          cause: 'key_missing',
          facts: { reason: 'nowhere' },
        }),
    ],
  ])('ends with %s', async (_, given, key, judge) => {
    const { rotation } = await begin(given);
    let thrown: unknown = null;
    try {
      chooseWay(rotation, rotation.old, rotation.places, key);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).not.toBeNull();
    judge(thrown);
    expect(findLeaks(String(thrown), [old])).toEqual([]);
  });
});

describe('where the new key may be sent and stand', () => {
  const byHand: Replacement = { by: 'hand', piped: null };
  const gateway = 'OPENAI_BASE_URL=https://gateway.example/v1\n';
  const question = (path: string) => reportWords.trustBaseUrl('gateway.example', path);
  const untrusted = { finding: { cause: 'base_url_untrusted' } };
  const official = { endpoint: { host: 'api.openai.com' } };

  test.each<[string, RotationGiven, Replacement, object, readonly string[]]>([
    ['OpenAI', {}, byHand, official, []],
    [
      'a host of the file, after a Yes, once',
      { files: { '.env': line(old) + gateway }, answers: [true] },
      byHand,
      { endpoint: { host: 'gateway.example' } },
      [question('.env')],
    ],
    [
      'nowhere, after a No',
      { files: { '.env': line(old) + gateway }, answers: [false] },
      byHand,
      untrusted,
      [question('.env')],
    ],
    [
      'nowhere, with nobody to ask',
      { files: { '.env': line(old) + gateway }, interactive: false },
      byHand,
      untrusted,
      [],
    ],
    [
      'nowhere, by --yes',
      { files: { '.env': line(old) + gateway }, options: { yes: true } },
      byHand,
      untrusted,
      [],
    ],
    [
      'beside the host of a file below, after a Yes',
      { files: { ...usual, 'api/.env': line(old) + gateway }, answers: [true] },
      byHand,
      official,
      [question('api/.env')],
    ],
    [
      'not beside the host of a file below, after a No',
      { files: { ...usual, 'api/.env': line(old) + gateway }, answers: [false] },
      byHand,
      {
        finding: {
          cause: 'base_url_untrusted',
          facts: { path: { absolute: '/app/api/.env' }, line: 2, host: 'gateway.example' },
        },
      },
      [question('api/.env')],
    ],
    [
      'not beside it with nobody to ask',
      { files: { ...usual, 'api/.env': line(old) + gateway }, interactive: false },
      byHand,
      untrusted,
      [],
    ],
    [
      'each file below is asked about',
      {
        files: { ...usual, 'a/.env': line(old) + gateway, 'b/.env': line(old) + gateway },
        answers: [true, true],
      },
      byHand,
      official,
      [question('a/.env'), question('b/.env')],
    ],
    [
      'the host that was agreed to needs no second Yes',
      { files: { '.env': line(old) + gateway, 'api/.env': line(old) + gateway }, answers: [true] },
      byHand,
      { endpoint: { host: 'gateway.example' } },
      [question('.env')],
    ],
    [
      'the last line of a file is the one that counts',
      {
        files: { ...usual, 'api/.env': `${line(old)}${gateway}OPENAI_BASE_URL=https://api.openai.com/v1\n` },
      },
      byHand,
      official,
      [],
    ],
    [
      'an address that a file below hides behind an @ is refused, and not recommended',
      {
        files: {
          ...usual,
          'api/.env': `${line(old)}OPENAI_BASE_URL=https://api.openai.com@gateway.example/v1\n`,
        },
      },
      byHand,
      {
        finding: {
          cause: 'base_url_invalid',
          facts: expect.not.objectContaining({ suggestion: expect.any(String) }),
        },
      },
      [],
    ],
    [
      'an empty line names no host',
      { files: { ...usual, 'api/.env': `${line(old)}OPENAI_BASE_URL= \n` } },
      byHand,
      official,
      [],
    ],
    [
      'this machine needs no Yes',
      { files: { ...usual, 'api/.env': `${line(old)}OPENAI_BASE_URL=http://127.0.0.1:1/v1\n` } },
      byHand,
      official,
      [],
    ],
    [
      'a file without the key does not count',
      { files: { ...usual, 'api/.env': gateway } },
      byHand,
      official,
      [],
    ],
    [
      'an address that is none',
      { files: { ...usual, 'api/.env': `A=1\n${line(old)}OPENAI_BASE_URL=gateway\n` } },
      byHand,
      { finding: { cause: 'base_url_invalid', facts: { path: { absolute: '/app/api/.env' }, line: 3 } } },
      [],
    ],
  ])('%s', async (_, given, way, expected, asked) => {
    const { rotation, at, check } = await begin(given);
    expect(await settle(agreeReach(rotation, lookAtProject(at.ports), rotation.places, way))).toMatchObject(
      expected,
    );
    expect(at.asked).toEqual(asked);
    expect(at.defaults, 'Enter sends no key anywhere').toEqual(asked.map(() => false));
    check();
  });

  test('a project is sent that the programs here send: not the one that a key is made in', async () => {
    const env = { OPENAI_ORG_ID: 'org-shell', OPENAI_PROJECT_ID: 'proj_shell' };
    const { rotation, at } = await begin({ env, options: { project: 'proj_1' } });
    const reach = (way: Replacement) => agreeReach(rotation, lookAtProject(at.ports), rotation.places, way);
    expect(await reach(byHand)).toMatchObject({ organization: 'org-shell', project: 'proj_1' });
    expect(await reach({ by: 'admin', adminKey: new Secret(adminKey) })).toMatchObject({
      project: 'proj_shell',
    });
  });
});

describe('trying the new key', () => {
  const key = new Secret(next);
  const rejected = listFails(failures.rejected);

  test('lists, then calls once, with the new key and what goes beside it', async () => {
    const { rotation, calls, check, said } = await begin({ api: [lists('gpt-6-luna'), says('Hi')] });
    const tried = await proveKey(rotation, key, { live: true, fresh: false });
    expect(tried).toMatchObject({ models: ['gpt-6-luna'], warnings: [] });
    expect(calls.every(({ carried }) => carried(next))).toBe(true);
    expect(calls.map(({ access }) => [access.organization, access.deadline])).toEqual([
      ['org-1', 1_010_000],
      ['org-1', 1_010_000],
    ]);
    expect(said()).toContain(setupWords.accepted(1));
    check();
  });

  test('without `live` nothing is paid for', async () => {
    const { rotation, check } = await begin({ api: [lists('gpt-6-luna')] });
    expect(await proveKey(rotation, key, { live: false, fresh: false })).toMatchObject({
      models: ['gpt-6-luna'],
    });
    check();
  });

  test.each<[string, readonly Scripted[], boolean, readonly number[], string | null]>([
    ['a fresh key is waited for', [rejected, lists('a')], true, [1000], null],
    ['longer each time', [rejected, rejected, rejected, lists('a')], true, [1000, 2000, 4000], null],
    ['but not for ever', [rejected, rejected, rejected, rejected], true, [1000, 2000, 4000], 'key_rejected'],
    ['not where it fails otherwise', [listFails(failures.noCredit)], true, [], 'billing_no_credit'],
    ['nor where it is not fresh', [rejected], false, [], 'key_rejected'],
    ['one that may not list is called', [listFails(failures.mayNotList)], false, [], null],
  ])('%s', async (_, api, fresh, sleeps, cause) => {
    const seen = await begin({ api });
    const outcome = await settle(proveKey(seen.rotation, key, { live: false, fresh }));
    expect(outcome instanceof Stopped ? outcome.finding.cause : null).toBe(cause);
    // What is told to somebody who pasted or piped the key a moment ago.
    if (outcome instanceof Stopped)
      expect(outcome).toMatchObject({ endpoint: defaultEndpoint, isGiven: true });
    expect(seen.sleeps).toEqual(sleeps);
    seen.check();
  });

  test('what may not be listed is told, and goes on as a warning', async () => {
    const { rotation, said } = await begin({ api: [listFails(failures.mayNotList), says('Hi')] });
    const { warnings, models } = await proveKey(rotation, key, { live: true, fresh: false });
    expect(warnings.map(({ id }) => id)).toEqual(['cannot_list_models']);
    expect(models.length).toBeGreaterThan(1);
    expect(said()).toContain(`${marks.warn} ${setupWords.acceptedNoList}`);
  });

  test('a call that fails is the end of it', async () => {
    const { rotation } = await begin({ api: [lists('a'), chatFails(failures.noCredit)] });
    expect(await settle(proveKey(rotation, key, { live: true, fresh: false }))).toMatchObject({
      finding: { cause: 'billing_no_credit' },
      endpoint: defaultEndpoint,
      isGiven: true,
    });
  });

  test('what the call warns of is told once', async () => {
    const first = await begin({ api: [says(' ')] });
    const { warnings, test: tested } = await callOnce(first.rotation, key, {
      listed: true,
      models: ['a'],
      warnings: [],
    });
    expect(warnings.map(({ id }) => id)).toEqual(['empty_reply']);
    expect(tested.model).toBe('a');
    expect(first.said()).not.toBe('');
    const second = await begin({ api: [says(' ')] });
    expect(
      (await callOnce(second.rotation, key, { listed: true, models: ['a'], warnings })).warnings,
    ).toEqual([]);
    expect(second.said()).toBe('');
  });
});

describe('whether the old key is still taken', () => {
  const taken = lists('a');
  const rejected = listFails(failures.rejected);
  const scope = listFails(failures.mayNotList);
  const broken = listFails(failures.reset);

  test.each<
    [
      string,
      readonly Scripted[],
      { listens?: boolean; patience: number; pressAfter?: number },
      readonly number[],
      boolean | null,
    ]
  >([
    ['rejected at once', [rejected], { patience: 8000 }, [], true],
    ['rejected later', [taken, rejected], { patience: 8000 }, [4000], true],
    ['taken to the end', [taken, taken, taken], { patience: 8000 }, [4000, 4000], false],
    ['asked once where there is no time', [taken], { patience: 0 }, [], false],
    ['no longer than there is time', [taken, taken], { patience: 1500 }, [1500], false],
    ['taken, where it may not list', [scope], { patience: 0 }, [], false],
    ['not known, where the answer does not tell', [broken], { patience: 0 }, [], null],
    ['not known is not the end', [broken, rejected], { patience: 8000 }, [4000], true],
    ['what was seen last counts', [broken, taken, taken], { patience: 8000 }, [4000, 4000], false],
    [
      'a key that is pressed ends it',
      [taken, taken],
      { patience: 60_000, listens: true, pressAfter: 2 },
      [4000, 4000],
      false,
    ],
    [
      'a key is not listened for otherwise',
      [taken, rejected],
      { patience: 60_000, pressAfter: 1 },
      [4000],
      true,
    ],
  ])('%s', async (_, api, { listens = false, patience, pressAfter }, sleeps, expected) => {
    const seen = await begin({ api, ...(pressAfter ? { pressAfter } : {}) });
    expect(await waitForRejection(seen.rotation, { listens, patience })).toBe(expected);
    expect(seen.sleeps).toEqual(sleeps);
    expect(seen.calls.every(({ carried }) => carried(old))).toBe(true);
    const pausesBetween = sleeps.slice(0, api.length - 1).reduce((sum, ms) => sum + ms, 0);
    expect(seen.calls.at(-1)?.access.deadline).toBe(1_010_000 + pausesBetween);
    expect(seen.said().includes(words.waitHint)).toBe(listens);
    seen.check();
  });

  const openai = { ofOpenai: true };
  const question = words.revokeQuestion;
  test.each<[string, RotationGiven, boolean | null, readonly string[], readonly string[]]>([
    ['finish', { answers: ['finish'] }, null, [question], []],
    ['wait', { answers: ['wait'], api: [taken, rejected] }, true, [question], []],
    [
      'open, then finish',
      { answers: ['open', 'finish'], browser: true },
      null,
      [question, question],
      [pages.keys],
    ],
    ['nobody is asked', { interactive: false }, null, [], []],
    ['nor with --yes', { options: { yes: true } }, null, [], []],
  ])('the user is led to deleting it: %s', async (_, given, expected, asked, opened) => {
    const seen = await begin(given);
    expect(await leadToRevoking(seen.rotation, openai)).toBe(expected);
    expect(seen.at.asked).toEqual(asked);
    expect(seen.at.defaults).toEqual(asked.map(() => 'finish'));
    expect(seen.opened).toEqual(opened);
    for (const told of [words.revokeTitle, pages.keys]) expect(seen.said()).toContain(told);
    expect(seen.said()).not.toContain('api.openai.com');
    seen.check();
  });

  test('whether the page opened is told', async () => {
    for (const browser of [true, false]) {
      const { rotation, said } = await begin({ answers: ['open', 'finish'], browser });
      await leadToRevoking(rotation, openai);
      expect(said().includes(setupWords.guide.opened)).toBe(browser);
      expect(said().includes(setupWords.guide.notOpened)).toBe(!browser);
    }
  });

  test('without a browser there is nothing to open', async () => {
    const { rotation } = await begin({ answers: ['open'] });
    await expect(leadToRevoking(rotation, openai)).rejects.toThrow('open is no answer');
  });

  test('waiting goes on for half an hour at most', async () => {
    const { rotation, sleeps } = await begin({
      answers: ['wait'],
      api: Array.from({ length: 451 }, () => taken),
    });
    expect(await leadToRevoking(rotation, openai)).toBe(false);
    expect(sleeps.reduce((sum, ms) => sum + ms, 0)).toBe(30 * 60_000);
  });

  test('at another host it is deleted there: one sentence, no page, and none to open', async () => {
    const { rotation, said } = await begin({ answers: ['open'], browser: true });
    const endpoint = { ...defaultEndpoint, official: false, host: 'gateway.example' };
    const work = leadToRevoking({ ...rotation, reach: { ...rotation.reach, endpoint } }, { ofOpenai: false });
    await expect(work).rejects.toThrow('open is no answer');
    expect(said()).toContain('have it deleted at gateway.example; if it leaked, right away.');
    expect(said()).not.toContain('openai.com');
  });

  test.each<[string, unknown, unknown]>([
    ['leaving the question is a good end', new Cancelled(), null],
    ['anything else is not', new TypeError('x'), TypeError],
  ])('%s', async (_, thrown, expected) => {
    const { rotation } = await begin({});
    const prompter = { select: () => Promise.reject(thrown) } as never;
    const ports = { browser: { available: false }, prompter } as never;
    const work = leadToRevoking({ ...rotation, ports }, openai);
    if (expected === null) expect(await work).toBeNull();
    else await expect(work).rejects.toThrow(expected as typeof TypeError);
  });
});

describe('a shell that still holds the old key', () => {
  test('is told, with the command, and noted with the line that it hides', async () => {
    const { rotation, noted, said, check } = await begin({
      files: { '.env': `A=1\n${line(old)}` },
      env: { OPENAI_API_KEY: old },
    });
    warnOfShell(rotation, new Secret(next));
    expect(said()).toContain('unset OPENAI_API_KEY');
    expect(said()).toContain(words.shellProfile.replace(/\s+/g, ' '));
    expect(noted).toMatchObject([
      {
        warnings: [
          {
            id: 'shadowed_by_environment',
            facts: { path: { absolute: '/app/.env' }, line: 2, name: 'OPENAI_API_KEY', empty: false },
          },
        ],
      },
    ]);
    const [warning] = noted[0]?.warnings ?? [];
    expect(JSON.stringify(warning)).toContain(old.slice(-4));
    expect(JSON.stringify(warning)).toContain(next.slice(-4));
    check();
  });

  test('fish forgets it for good by a command of its own', async () => {
    const { rotation, said } = await begin({ env: { OPENAI_API_KEY: old, SHELL: '/usr/bin/fish' } });
    warnOfShell(rotation, new Secret(next));
    expect(said()).toContain('set -Ue OPENAI_API_KEY');
    expect(said()).toContain(words.shellLater.replace(/\s+/g, ' '));
    expect(said()).not.toContain(words.shellProfile.replace(/\s+/g, ' '));
  });

  test.each([{}, { OPENAI_API_KEY: next }])(
    'is not, where it holds %#',
    async (env: Record<string, string>) => {
      const { rotation, noted, said } = await begin({ env });
      warnOfShell(rotation, new Secret(next));
      expect(said()).toBe('');
      expect(noted).toEqual([]);
    },
  );
});

describe('a file that git tracks', () => {
  const question = words.trackedQuestion('.env');
  test('is told and asked about before the plan is agreed to', async () => {
    const { rotation, at, check, said } = await begin({ answers: [true, true] });
    const { files, warnings } = await decide(rotation, 'shown');
    expect(at.asked).toEqual([question, setupWords.planQuestion]);
    expect(at.defaults).toEqual([false, true]);
    expect(said()).toContain(words.tracked('.env').replace(/\s+/g, ' '));
    expect(warnings.map(({ id }) => id)).toEqual(['tracked_by_git']);
    expect(files).toHaveLength(1);
    check();
  });

  test.each([[[false]], [[true, false]]])('a No ends it: case %#', async (answers) => {
    const { rotation, check } = await begin({ answers });
    await expect(decide(rotation, 'shown')).rejects.toThrow(Cancelled);
    check();
  });

  test('with nobody to ask it ends there; a dry run only warns', async () => {
    for (const [tracked, reason] of [
      [true, 'tracked'],
      [null, 'in_doubt'],
    ] as const) {
      const { rotation } = await begin({ interactive: false, tracked });
      expect(await settle(decide(rotation, 'shown'))).toMatchObject({
        finding: { cause: 'env_file_tracked', facts: { path: { absolute: '/app/.env' }, reason } },
      });
    }
    const dry = await begin({ interactive: false, options: { dryRun: true } });
    expect((await decide(dry.rotation, 'shown')).warnings.map(({ id }) => id)).toEqual(['tracked_by_git']);
  });
});
