import { describe, expect, test } from 'vitest';
import { agreeAddress, tryKey } from '../../src/commands/setup/check-key.ts';
import { chooseModel, liveTest } from '../../src/commands/setup/live-test.ts';
import type { KeyRun } from '../../src/commands/setup/run.ts';
import type { Written } from '../../src/commands/setup/write.ts';
import { localFinding } from '../../src/domain/diagnosis/finding.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { cleanText } from '../../src/domain/text/clean.ts';
import reportWords from '../../src/i18n/en/report.ts';
import words from '../../src/i18n/en/setup.ts';
import { pages } from '../../src/i18n/openai-pages.ts';
import { Cancelled, Stopped } from '../../src/ports/errors.ts';
import { marks } from '../../src/ui/theme.ts';
import { keyBuilders, otherKeys } from '../support/keys.ts';
import { findLeaks } from '../support/leaks.ts';
import {
  chatFails,
  failures,
  listFails,
  lists,
  type Scripted,
  says,
  scriptedApi,
} from '../support/scripted-api.ts';
import { keyRun, stepWorld } from '../support/wizard.ts';

const key = keyBuilders.project(21);
const models = ['gpt-6-luna', 'gpt-5.6-luna'];
const listed = models.map((id) => ({ id: cleanText(id), shutdownDate: null }));

interface Given {
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Of the API, in turn. */
  readonly api?: readonly Scripted[];
  /** Of the user, in turn. */
  readonly answers?: readonly unknown[];
  readonly interactive?: boolean;
  readonly options?: Parameters<typeof keyRun>[2];
  readonly run?: Partial<KeyRun>;
}

/** A run at the moment when its key is tried; everything that is said, asked and sent is kept. */
async function begin({ files = {}, env = {}, api: scripted = [], answers = [], ...given }: Given) {
  const { interactive = true, options = {}, run = {} } = given;
  const { api, calls, left } = scriptedApi(scripted);
  let open = 0;
  const start = () => {
    open += 1;
    const stop = () => {
      open -= 1;
    };
    return { update: () => {}, stop };
  };
  const network = { probe: async () => [] };
  const at = stepWorld(files, answers, { env, interactive, more: { api, network, progress: { start } } });
  const one: KeyRun = {
    ...(await keyRun(at, { key: new Secret(key) }, { timeout: 10, ...options })),
    ...run,
  };
  const check = () => {
    expect(left, 'calls that were not made').toEqual([]);
    expect(open, 'a line of progress that was not ended').toBe(0);
    expect(calls.every(({ carried }) => carried(key))).toBe(true);
    expect(at.files.calls, 'trying writes nothing').toEqual([]);
    expect(findLeaks(at.said(), [key])).toEqual([]);
  };
  const said = () => at.said().replace(/\s+/g, ' ');
  const checks = () => one.list.results.map(({ id, status }) => `${id} ${status}`);
  return { one, at, calls, check, said, checks };
}

const attempt = <T>(work: Promise<T>): Promise<T | Stopped> =>
  work.catch((error: unknown) => {
    if (error instanceof Stopped) return error;
    throw error;
  });

describe('whether the key is taken, before anything is written', () => {
  test('one that is', async () => {
    const { one, calls, check, said, checks } = await begin({ api: [lists(...models)] });
    const tried = await tryKey(one);
    expect(tried).toMatchObject({
      models: listed,
      kept: null,
      removals: [],
      accepted: { endpoint: one.endpoint },
    });
    expect(calls[0]?.access).toMatchObject({
      organization: undefined,
      project: undefined,
      deadline: 1_010_000,
    });
    expect(said()).toContain(words.accepted(2));
    expect(checks()).toEqual(['format pass', 'network pass', 'auth pass']);
    check();
  });

  test('one that may not list models goes on to the test call', async () => {
    const { one, check, said } = await begin({ api: [listFails(failures.mayNotList)] });
    expect(await tryKey(one)).toMatchObject({ models: null, kept: null, accepted: {} });
    expect(said()).toContain(`${marks.warn} ${words.acceptedNoList}`);
    check();
  });

  test('--no-test sends nothing, and says nothing of the key', async () => {
    const { one, calls, check, said, checks } = await begin({ options: { test: false } });
    expect(await tryKey(one)).toEqual({
      accepted: null,
      models: null,
      kept: null,
      removals: [],
      ofOpenai: true,
    });
    expect(calls).toEqual([]);
    expect(said()).toBe('');
    expect(checks()).toEqual(['format pass']);
    check();
  });

  test('what the shell and the files say is sent beside it, and an option goes first', async () => {
    const files = { '.env': 'OPENAI_ORG_ID=org-file\nOPENAI_PROJECT_ID=proj_file\n' };
    const env = { OPENAI_CUSTOM_HEADERS: 'x-team: blue' };
    const { one, calls } = await begin({
      files,
      env,
      api: [lists('a')],
      options: { project: 'proj_option' },
    });
    await tryKey(one);
    expect(calls[0]?.access).toMatchObject({
      organization: 'org-file',
      project: 'proj_option',
      headers: { 'x-team': 'blue' },
    });
  });

  test('a key for another host than was thought is judged again, before it is sent', async () => {
    const chosen = (host: string, value = key) => ({
      chosen: {
        key: new Secret(value),
        format: { finding: null, verdict: { status: 'pass', notes: [], warnings: [] } },
        judgedFor: { baseURL: `https://${host}/v1`, host, official: false, source: { type: 'option' } },
        origin: { type: 'prompt' },
        write: true,
      } as const,
    });
    const foreign = otherKeys.anthropic();
    const wrong = await begin({ run: chosen('gateway.example', foreign) });
    expect(await attempt(tryKey(wrong.one))).toMatchObject({ finding: { cause: 'key_other_vendor' } });
    expect(wrong.calls).toEqual([]);
    expect(wrong.checks()).toEqual(['format fail']);
    const right = await begin({ run: chosen('gateway.example'), api: [lists('a')] });
    expect(await attempt(tryKey(right.one))).toMatchObject({ kept: null });
    const same = await begin({ run: chosen('api.openai.com', key), api: [lists('a')] });
    expect(await attempt(tryKey(same.one))).toMatchObject({ kept: null });
  });
});

describe('what the user may do about a key that fails', () => {
  const rejected = listFails(failures.rejected);
  const broke = listFails(failures.noCredit);

  test.each<[string, Given, readonly string[], object | string]>([
    ['again, and it works', { api: [rejected, lists('a')], answers: ['again'] }, [], { kept: null }],
    ['again and again', { api: [broke, broke, lists('a')], answers: ['again', 'again'] }, [], { kept: null }],
    ['another key', { api: [rejected], answers: ['other'] }, ['network pass', 'auth fail'], 'another key'],
    [
      'keep it',
      { api: [rejected], answers: ['keep'] },
      ['network pass', 'auth fail'],
      { accepted: null, models: null, kept: { cause: 'key_rejected' }, removals: [], ofOpenai: true },
    ],
    [
      'keep it by option, unasked',
      { api: [rejected], options: { keepFailing: true } },
      ['network pass', 'auth fail'],
      { accepted: null, kept: { cause: 'key_rejected' } },
    ],
    [
      'keep it by option, where nobody is asked',
      { api: [rejected], options: { keepFailing: true }, interactive: false },
      ['auth fail'],
      { accepted: null, kept: { cause: 'key_rejected' } },
    ],
    [
      'leave',
      { api: [rejected], answers: ['leave'] },
      ['auth fail'],
      { finding: { cause: 'key_rejected' }, told: true },
    ],
    [
      'nobody is asked: it ends there',
      { api: [rejected], interactive: false },
      ['auth fail'],
      { finding: { cause: 'key_rejected' }, told: false },
    ],
    [
      'nor with --yes',
      { api: [rejected], options: { yes: true } },
      ['auth fail'],
      { finding: { cause: 'key_rejected' }, told: false },
    ],
    [
      'a host that is not reached',
      { api: [listFails(failures.reset)], interactive: false },
      ['network fail', 'auth skip', 'model skip', 'live skip'],
      { finding: { cause: 'network_reset' } },
    ],
  ])('%s', async (_, given, checks, expected) => {
    const seen = await begin(given);
    const outcome = await attempt(tryKey(seen.one));
    if (typeof expected === 'string') expect(outcome).toBe(expected);
    else expect(outcome).toMatchObject(expected);
    expect(seen.checks()).toEqual(expect.arrayContaining(['format pass', ...checks]));
    expect(seen.at.asked).toEqual((given.answers ?? []).map(() => words.failedQuestion));
    seen.check();
  });

  test('only the call that counts is on the checklist', async () => {
    const seen = await begin({ api: [rejected, rejected, lists('a')], answers: ['again', 'again'] });
    await tryKey(seen.one);
    expect(seen.checks()).toEqual(['format pass', 'network pass', 'auth pass']);
  });

  test.each([
    [failures.rejected, ['other', 'again', 'keep', 'leave']],
    [failures.noCredit, ['again', 'other', 'keep', 'leave']],
  ])('Enter is what most likely helps: case %#', async (exchange, order) => {
    const seen: unknown[] = [];
    const prompter = {
      select: async ({ choices, ...question }: { choices: readonly { value: unknown }[] }) => {
        seen.push(...choices.map(({ value }) => value));
        expect(question).not.toHaveProperty('default');
        return 'leave';
      },
    };
    const { one } = await begin({ api: [listFails(exchange)] });
    await attempt(tryKey({ ...one, ports: { ...one.ports, ...pick(one), prompter: prompter as never } }));
    expect(seen).toEqual(order);
  });

  test('a failure of the account: Enter opens the page where it is mended, and then tries again', async () => {
    const seen: unknown[][] = [];
    const opened: string[] = [];
    const prompter = {
      select: async ({ choices }: { choices: readonly { value: unknown; name: string }[] }) => {
        seen.push(choices.map(({ value }) => value));
        return choices[0]?.value;
      },
    };
    const browser = { available: true, open: async (url: string) => opened.push(url) > 0 };
    const { one, check } = await begin({ api: [listFails(failures.noCredit), lists('a')] });
    const ports = { ...one.ports, ...pick(one), prompter: prompter as never, browser };
    expect(await tryKey({ ...one, ports })).toMatchObject({ kept: null });
    expect(seen).toEqual([
      ['open', 'again', 'other', 'keep', 'leave'],
      ['again', 'open', 'other', 'keep', 'leave'],
    ]);
    expect(opened).toEqual([pages.billing]);
    check();
  });

  test('the failure is told before the question, and only to whoever is asked', async () => {
    const asked = await begin({ api: [rejected], answers: ['leave'] });
    await attempt(tryKey(asked.one));
    expect(asked.said()).not.toBe('');
    const alone = await begin({ api: [rejected], interactive: false });
    await attempt(tryKey(alone.one));
    expect(alone.said()).toBe('');
  });
});

/** The ports of a run as a plain object, to change one of them. */
function pick({ ports }: KeyRun) {
  const { api, clock, network, env, progress, terminal, cwd, home, files, remember } = ports;
  return { api, clock, network, env, progress, terminal, cwd, home, files, remember };
}

describe('a line that belongs to another key', () => {
  const org = 'OPENAI_ORG_ID=org-old\n';
  const project = 'OPENAI_PROJECT_ID=proj_old\n';
  const wrongOrg = listFails(failures.wrongOrganization);
  const wrongProject = listFails(failures.wrongProject);

  test('is left out of the next call, and is to be removed', async () => {
    const { one, calls, check } = await begin({
      files: { '.env': org },
      api: [wrongOrg, lists('a')],
      answers: ['drop'],
    });
    const tried = await tryKey(one);
    expect(calls.map(({ access }) => access.organization)).toEqual(['org-old', undefined]);
    expect(tried).toMatchObject({
      removals: [{ name: 'OPENAI_ORG_ID', file: { absolute: '/app/.env' } }],
      accepted: { organization: undefined },
    });
    check();
  });

  test('both may go, one after the other', async () => {
    const { one, calls } = await begin({
      files: { '.env': org + project },
      api: [wrongProject, wrongOrg, lists('a')],
      answers: ['drop', 'drop'],
    });
    const tried = await tryKey(one);
    expect(calls.map(({ access }) => [access.organization, access.project])).toEqual([
      ['org-old', 'proj_old'],
      ['org-old', undefined],
      [undefined, undefined],
    ]);
    expect(tried).toMatchObject({ removals: [{ name: 'OPENAI_PROJECT_ID' }, { name: 'OPENAI_ORG_ID' }] });
  });

  test('goes from every file that has it, each once', async () => {
    const { one } = await begin({
      files: { 'package.json': '{"dependencies":{"next":"16.0.0"}}', '.env.local': org + org, '.env': org },
      api: [wrongOrg, lists('a')],
      answers: ['drop'],
    });
    const tried = await tryKey(one);
    expect(tried !== 'another key' && tried.removals.map(({ file }) => file.absolute)).toEqual([
      '/app/.env.local',
      '/app/.env',
    ]);
  });

  test('a key that is kept keeps its lines', async () => {
    const { one } = await begin({
      files: { '.env': org },
      api: [wrongOrg, wrongOrg],
      answers: ['drop', 'keep'],
    });
    expect(await tryKey(one)).toMatchObject({
      kept: { cause: 'organization_mismatch' },
      removals: [],
      ofOpenai: true,
    });
  });

  test.each<[string, Given]>([
    ['an option gives it', { files: { '.env': org }, options: { organization: 'org-option' } }],
    ['the shell gives it', { files: { '.env': org }, env: { OPENAI_ORG_ID: 'org-shell' } }],
    ['no place does', {}],
    ['it is the other name', { files: { '.env': project } }],
  ])('is none where %s', async (_, given) => {
    const { one } = await begin({ ...given, api: [wrongOrg], answers: ['drop'] });
    await expect(tryKey(one)).rejects.toThrow('drop is no answer');
  });

  test('the option and the file are named where nobody is asked', async () => {
    for (const [files, answer, hint] of [
      [{ '.env': org }, wrongOrg, words.staleHint('OPENAI_ORG_ID', '.env', '--organization')],
      [{ '.env': project }, wrongProject, words.staleHint('OPENAI_PROJECT_ID', '.env', '--project')],
    ] as const) {
      const { one, said } = await begin({ files, api: [answer], interactive: false });
      expect(await attempt(tryKey(one))).toBeInstanceOf(Stopped);
      expect(said().trim()).toBe(hint);
    }
  });
});

describe('where the key may be sent', () => {
  const address = 'OPENAI_BASE_URL=https://gateway.example/v1\n';
  const files = { '.env': address };
  const question = reportWords.trustBaseUrl('gateway.example', '.env');
  const prompt = { type: 'prompt' } as const;

  test.each<[string, Given, object]>([
    ['to OpenAI', { files: {} }, { endpoint: { host: 'api.openai.com' }, removals: [] }],
    [
      'to a host of a file, after a Yes',
      { answers: [true] },
      { endpoint: { host: 'gateway.example' }, removals: [] },
    ],
    [
      'to OpenAI, after a No that takes the line out',
      { answers: [false, true] },
      {
        endpoint: { host: 'api.openai.com' },
        removals: [{ name: 'OPENAI_BASE_URL', file: { absolute: '/app/.env', line: 1 } }],
      },
    ],
    [
      'nowhere, after a No that leaves it',
      { answers: [false, false] },
      { finding: { cause: 'base_url_untrusted' } },
    ],
    ['nowhere, with nobody to ask', { interactive: false }, { finding: { cause: 'base_url_untrusted' } }],
    ['nowhere, by --yes', { options: { yes: true } }, { finding: { cause: 'base_url_untrusted' } }],
    [
      'where --trust-base-url says',
      { options: { trustBaseUrl: true } },
      { endpoint: { host: 'gateway.example' } },
    ],
    [
      'where the option says',
      { options: { baseUrl: 'https://other.example/v1' } },
      { endpoint: { host: 'other.example' } },
    ],
    [
      'where the shell says',
      { env: { OPENAI_BASE_URL: 'https://other.example/v1' } },
      { endpoint: { host: 'other.example' } },
    ],
    [
      'nowhere, where the address is broken',
      { files: { '.env': 'OPENAI_BASE_URL=gateway' } },
      { finding: { cause: 'base_url_invalid' } },
    ],
  ])('%s', async (_, given, expected) => {
    const { one, at } = await begin({ files, ...given });
    expect(await attempt(agreeAddress(one, prompt))).toMatchObject(expected);
    const asked = given.answers?.length === 2 ? [question, words.untrustedRemove('.env')] : [question];
    expect(at.asked).toEqual(given.answers ? asked : []);
  });

  test('a key of the same file goes where that file says, unasked', async () => {
    const { one } = await begin({ files });
    const origin = { type: 'file', absolute: '/app/.env', path: '.env', line: 2 } as const;
    expect(await agreeAddress(one, origin)).toMatchObject({ endpoint: { host: 'gateway.example' } });
  });

  test('that the line was left is told, and only then', async () => {
    const left = await begin({ files, answers: [false, false] });
    await attempt(agreeAddress(left.one, prompt));
    expect(left.said()).toContain(words.untrustedStop);
    const taken = await begin({ files, answers: [false, true] });
    await agreeAddress(taken.one, prompt);
    expect(taken.said()).not.toContain(words.untrustedStop);
  });
});

describe('the test call', () => {
  const credentials = async () => ({
    key: new Secret(keyBuilders.project(99)),
    endpoint: (await begin({})).one.endpoint,
  });

  async function live(
    given: Given,
    files: Written['files'] = [{ absolute: '/app/.env', change: 'created' }],
    chosen: readonly string[] = models,
  ) {
    const seen = await begin(given);
    let undone = 0;
    const written: Written = {
      files,
      key: new Secret(key),
      published: Promise.resolve([]),
      undo: async () => {
        undone += 1;
      },
      keep: () => {
        throw new Error('Too early.');
      },
    };
    const tried = { accepted: await credentials(), models: listed, kept: null, removals: [], ofOpenai: true };
    const outcome = await attempt(liveTest(seen.one, tried, chosen, written));
    seen.check();
    return { ...seen, outcome, undone: () => undone };
  }

  test('a model of the list that is refused after all: another one of it is the first choice', async () => {
    const { outcome, calls, said, at } = await live(
      { api: [chatFails(failures.noModel), says('Hi')], answers: ['model'] },
      undefined,
      models.slice(0, 1),
    );
    expect(outcome).toMatchObject({ kept: null, models: models.slice(1), test: { model: models[1] } });
    expect(calls.map(({ request }) => request?.model)).toEqual(models);
    expect(said()).not.toContain('spelling');
    expect(at.asked).toEqual([words.failedQuestion]);
  });

  test('where no other model is listed, none is to be chosen', async () => {
    const given = { api: [chatFails(failures.noModel)], answers: ['model'] };
    const seen = await begin(given);
    const written = { files: [], key: new Secret(key), undo: async () => {} } as unknown as Written;
    const [only] = listed;
    const tried = { accepted: await credentials(), models: only ? [only] : [], kept: null };
    await expect(
      liveTest(seen.one, { ...tried, removals: [], ofOpenai: true }, models.slice(0, 1), written),
    ).rejects.toThrow('model is no answer');
  });

  test('uses the key as it was written, and takes nothing back where it works', async () => {
    const { outcome, undone, calls, checks } = await live({ api: [says('Hi')] });
    expect(outcome).toMatchObject({ test: { model: models[0], completion: { reply: 'Hi' } }, kept: null });
    expect(undone()).toBe(0);
    expect(calls.map(({ request }) => request?.model)).toEqual([models[0]]);
    expect(checks()).toEqual(['model pass', 'live pass']);
  });

  test.each<[string, Given, number, object | string]>([
    [
      'again',
      { api: [chatFails(failures.noCredit), says('Hi')], answers: ['again'] },
      0,
      { kept: null, test: {} },
    ],
    [
      'keep',
      { api: [chatFails(failures.noCredit)], answers: ['keep'] },
      0,
      { kept: { cause: 'billing_no_credit' }, test: null },
    ],
    [
      'keep by option',
      { api: [chatFails(failures.noCredit)], options: { keepFailing: true } },
      0,
      { kept: { cause: 'billing_no_credit' } },
    ],
    ['another key', { api: [chatFails(failures.noCredit)], answers: ['other'] }, 1, 'another key'],
    [
      'leave',
      { api: [chatFails(failures.noCredit)], answers: ['leave'] },
      1,
      { finding: { cause: 'billing_no_credit' }, told: true },
    ],
    [
      'nobody to ask',
      { api: [chatFails(failures.noCredit)], interactive: false },
      1,
      { finding: { cause: 'billing_no_credit' }, told: false },
    ],
  ])('that fails: %s', async (_, given, times, expected) => {
    const { outcome, undone } = await live(given);
    if (typeof expected === 'string') expect(outcome).toBe(expected);
    else expect(outcome).toMatchObject(expected);
    expect(undone()).toBe(times);
  });

  test('says that the files are as before only where there were any, and only where it stopped', async () => {
    const given = { api: [chatFails(failures.noCredit)], interactive: false };
    expect((await live(given)).said()).toContain(words.undone);
    expect((await live(given, [])).said()).not.toContain(words.undone);
    const other = { api: [chatFails(failures.noCredit)], answers: ['other'] };
    expect((await live(other)).said()).not.toContain(words.undone);
  });

  test('Ctrl-C at the question takes everything back as well', async () => {
    let undone = 0;
    const { one } = await begin({ api: [chatFails(failures.noCredit)] });
    const prompter = { select: () => Promise.reject(new Cancelled()) } as never;
    const run: KeyRun = { ...one, ports: { ...one.ports, ...pick(one), prompter } };
    const written = { files: [], key: new Secret(key), published: Promise.resolve([]), keep: () => {} };
    const undo = async () => {
      undone += 1;
    };
    const tried = { accepted: await credentials(), models: null, kept: null, removals: [], ofOpenai: true };
    await expect(liveTest(run, tried, models, { ...written, undo })).rejects.toThrow(Cancelled);
    expect(undone).toBe(1);
  });

  test('is not made with a key that was not taken', async () => {
    const { one, calls } = await begin({});
    const kept = localFinding('key_rejected', { receivedLength: 1 });
    const undo = async () => {
      throw new Error('Nothing is to be taken back.');
    };
    const written = { files: [], key: new Secret(key), published: Promise.resolve([]), keep: () => {}, undo };
    expect(
      await liveTest(
        one,
        { accepted: null, models: null, kept, removals: [], ofOpenai: true },
        models,
        written,
      ),
    ).toEqual({ models, test: null, kept });
    expect(calls).toEqual([]);
    expect(one.list.results).toEqual([]);
  });
});

describe('which models are tried', () => {
  test.each<[string, Given, readonly string[] | null, readonly string[]]>([
    ['the one named', { options: { model: 'mine' } }, models, ['mine']],
    ['the one named, listed or not', { options: { model: 'mine' } }, null, ['mine']],
    ['the only one, unasked', {}, ['gpt-6-luna'], ['gpt-6-luna']],
  ])('%s', async (_, given, ids, expected) => {
    const { one, at } = await begin(given);
    const list = ids?.map((id) => ({ id: cleanText(id), shutdownDate: null })) ?? null;
    expect(await chooseModel(one, list)).toEqual(expected);
    expect(at.asked).toEqual([]);
  });

  test('whoever can choose is asked, and another one than suggested is the only one', async () => {
    const unasked = await begin({ interactive: false });
    const candidates = await chooseModel(unasked.one, listed);
    expect(candidates.length).toBeGreaterThan(1);
    const [suggested, other] = candidates as [string, string];
    const same = await begin({ answers: [suggested] });
    expect(await chooseModel(same.one, listed)).toEqual(candidates);
    expect(same.at.asked).toEqual([words.modelQuestion]);
    const picked = await begin({ answers: [other] });
    expect(await chooseModel(picked.one, listed)).toEqual([other]);
  });

  test.each([{ yes: true }, { dryRun: true }])('nobody is asked with %j', async (options) => {
    const { one, at } = await begin({ options });
    expect((await chooseModel(one, listed)).length).toBeGreaterThan(1);
    expect(at.asked).toEqual([]);
  });

  test('nobody is asked where the list is not known', async () => {
    const { one, at } = await begin({});
    expect((await chooseModel(one, null)).length).toBeGreaterThan(1);
    expect(at.asked).toEqual([]);
  });
});
