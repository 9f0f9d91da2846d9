import { describe, expect, test } from 'vitest';
import { checkAuth, isUnreachable, recordAuth, rungNotes } from '../../src/checks/api/auth.ts';
import { checkLive } from '../../src/checks/api/live.ts';
import { Checklist } from '../../src/checks/result.ts';
import { localFinding } from '../../src/domain/diagnosis/finding.ts';
import { defaultEndpoint } from '../../src/domain/network/endpoint.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { keyBuilders } from '../support/keys.ts';
import {
  chatFails,
  failures,
  listFails,
  lists,
  type Scripted,
  says,
  scriptedApi,
} from '../support/scripted-api.ts';
import { answered } from './diagnose.support.ts';

const clock = { now: () => 1000, sleep: async () => {} };
const waiting = { clock, deadline: 1001, onWait: () => {} };
const access = { key: new Secret(keyBuilders.project(61)), endpoint: defaultEndpoint, deadline: 1001 };

describe('whether the key is taken', () => {
  test.each<[string, Scripted, object]>([
    [
      'it is',
      lists('a', 'b'),
      {
        verdict: {
          status: 'pass',
          notes: [{ id: 'auth_accepted', facts: { count: 2 } }],
          warnings: [],
          ms: 412,
        },
        models: [{ id: 'a' }, { id: 'b' }],
        finding: null,
      },
    ],
    [
      'it is, and has no model',
      lists(),
      {
        verdict: { status: 'pass', notes: [{ id: 'auth_accepted', facts: { count: 0 } }] },
        models: [],
        finding: null,
      },
    ],
    [
      'it is not',
      listFails(failures.rejected),
      {
        verdict: { status: 'fail', notes: [{ id: 'says_finding' }], warnings: [], ms: 412 },
        models: null,
        finding: { cause: 'key_rejected' },
      },
    ],
    [
      'it may not list models, and only a call can tell',
      listFails(failures.mayNotList),
      {
        verdict: {
          status: 'warn',
          notes: [{ id: 'auth_cannot_list' }],
          warnings: [{ id: 'cannot_list_models' }],
          ms: 412,
        },
        models: null,
        finding: null,
      },
    ],
    [
      'the host has no list, and only a call can tell',
      listFails(
        answered(
          404,
          'Not Found',
          {},
          {
            endpoint: {
              ...defaultEndpoint,
              host: 'relay.example',
              baseURL: 'https://relay.example/v1',
              official: false,
            },
          },
        ),
      ),
      {
        verdict: {
          status: 'warn',
          notes: [{ id: 'auth_not_judged' }],
          warnings: [{ id: 'cannot_list_models' }],
        },
        finding: null,
      },
    ],
  ])('%s', async (_, answer, expected) => {
    const { api } = scriptedApi([answer]);
    expect(await checkAuth(api, access, waiting)).toMatchObject({ ...expected, exchange: answer.exchange });
  });
});

describe('what one request tells about the network and the key', () => {
  const step = {
    way: 'direct',
    rung: 'dns',
    family: 4,
    target: 'api.openai.com',
    ok: false,
    timedOut: false,
    code: 'ENOTFOUND',
    ms: 1.6,
  } as const;
  const ladder = {
    steps: [step],
    conclusions: [],
    proxy: null,
    wentThroughProxy: false,
    extraCa: null,
    otherCa: null,
  };
  async function recorded(answer: Scripted, circumstances: Parameters<typeof recordAuth>[2] = {}) {
    const list = new Checklist(clock);
    await recordAuth(list, await checkAuth(scriptedApi([answer]).api, access, waiting), circumstances);
    const told = list.results.map(({ id, status, notes }) =>
      [id, status, ...notes.map((note) => note.id)].join(' '),
    );
    return { told, list };
  }

  test.each<[string, Scripted, readonly string[]]>([
    ['taken', lists('a'), ['network pass network_answered', 'auth pass auth_accepted']],
    [
      'rejected: the network is well, and the rest waits for the key',
      listFails(failures.rejected),
      [
        'network pass network_answered',
        'auth fail says_finding',
        'model skip skipped_after',
        'live skip skipped_after',
      ],
    ],
    [
      'not reached: nothing is known of the key',
      listFails(failures.reset),
      [
        'network fail says_finding',
        'auth skip skipped_after',
        'model skip skipped_after',
        'live skip skipped_after',
      ],
    ],
    [
      'not to be listed',
      listFails(failures.mayNotList),
      ['network pass network_answered', 'auth warn auth_cannot_list'],
    ],
  ])('%s', async (_, answer, expected) => expect((await recorded(answer)).told).toEqual(expected));

  test('what is skipped names the check that failed', async () => {
    const skippedAfter = async (answer: Scripted) =>
      (await recorded(answer)).list.results
        .flatMap(({ notes }) => notes)
        .flatMap((one) => (one.id === 'skipped_after' ? [one.facts.check] : []));
    expect(await skippedAfter(listFails(failures.rejected))).toEqual(['auth', 'auth']);
    expect(await skippedAfter(listFails(failures.reset))).toEqual(['network', 'network', 'network']);
  });

  test('the rungs stand at the network where it failed, and only there', async () => {
    const [network] = (await recorded(listFails(failures.reset), { ladder })).list.results;
    expect(network?.notes.map(({ id }) => id)).toEqual(['says_finding', 'network_rung']);
    const [well] = (await recorded(lists('a'), { ladder })).list.results;
    expect(well?.notes.map(({ id }) => id)).toEqual(['network_answered']);
    expect(rungNotes(ladder)).toMatchObject([{ id: 'network_rung', facts: { code: 'ENOTFOUND', ms: 2 } }]);
    expect(rungNotes(null)).toEqual([]);
  });

  test('the time is that of the call, in whole milliseconds', async () => {
    const answer = lists('a');
    const { list } = await recorded({ ...answer, exchange: { ...answer.exchange, ms: 7.6 } });
    expect(list.results.map(({ ms }) => ms)).toEqual([8, 8]);
    expect(list.results[0]?.notes[0]).toMatchObject({ facts: { ms: 8 } });
  });

  test('a proxy is named, and what the user’s program needs behind it', async () => {
    const answer = lists('a');
    const through = { ...answer, exchange: { ...answer.exchange, proxy: 'http://proxy:1' } };
    const program = { framework: 'node', nodeVersion: '24.1.0', env: {}, platform: 'linux' } as const;
    const { list, told } = await recorded(through, { program });
    expect(told[0]).toBe('network warn network_proxy');
    expect(list.results[0]?.notes[0]).toMatchObject({ facts: { proxy: 'http://proxy:1' } });
    expect(list.warnings.map(({ id }) => id)).toEqual(['proxy_needed_by_program']);
  });

  test.each([
    [localFinding('network_dns'), true],
    [localFinding('key_rejected', {}), false],
    [localFinding('service_error'), false],
    [null, false],
  ])('unreachable: case %#', (finding, expected) => expect(isUnreachable(finding)).toBe(expected));
});

describe('the test call', () => {
  const error = (message: string, param: string | null, code: string | null = null) =>
    answered(400, { error: { message, param, code, type: 'invalid_request_error' } });
  const refuses = (name: string, hint = '') =>
    chatFails(
      error(`Unsupported parameter: '${name}' is not supported.${hint}`, name, 'unsupported_parameter'),
    );
  const noModel = chatFails(failures.noModel);

  async function call(answers: readonly Scripted[], models: readonly string[] = ['gpt-6-luna', 'b', 'c']) {
    const { api, calls, left } = scriptedApi(answers);
    const outcome = await checkLive(api, access, { models, message: 'Hello' }, waiting);
    expect(left, 'calls that were not made').toEqual([]);
    expect(calls.every(({ request }) => request?.message === 'Hello')).toBe(true);
    return {
      outcome,
      models: calls.map(({ request }) => request?.model),
      parameters: calls.map(({ request }) => Object.keys(request?.parameters ?? {}).join(' ')),
      notes: outcome.verdict.notes.map(({ id }) => id),
    };
  }

  test('passes with the first model, and tells of it', async () => {
    const answer = says('Hi');
    const { outcome, models } = await call([{ ...answer, exchange: { ...answer.exchange, ms: 1.6 } }]);
    expect(models).toEqual(['gpt-6-luna']);
    expect(outcome).toMatchObject({
      verdict: {
        status: 'pass',
        notes: [{ id: 'live_passed', facts: { model: 'gpt-6-luna', ms: 2 } }],
        warnings: [],
        ms: 2,
      },
      test: { model: 'gpt-6-luna', completion: { reply: 'Hi' }, ms: 2 },
      finding: null,
    });
    expect(outcome.test?.parameters).toHaveProperty('max_completion_tokens', 512);
  });

  test.each([' ', '', '\n'])('an empty reply is a warning: %j', async (reply) => {
    expect((await call([says(reply)])).outcome).toMatchObject({
      verdict: { status: 'warn', warnings: [{ id: 'empty_reply', facts: { model: 'gpt-6-luna' } }] },
      test: { model: 'gpt-6-luna' },
      finding: null,
    });
  });

  test('that OpenAI refuses judges no key that it gave a list of models', async () => {
    const judge = async (listed: boolean) => {
      const { api } = scriptedApi([chatFails(failures.rejected)]);
      const request = { models: ['gpt-6-luna'], message: 'Hello' };
      return (await checkLive(api, { ...access, listed }, request, waiting)).finding?.cause;
    };
    expect([await judge(true), await judge(false)]).toEqual(['unknown', 'key_rejected']);
  });

  test('an answer that proves the key although it is no completion', async () => {
    const { outcome, notes } = await call([{ ...says('Hi'), completion: null } as Scripted]);
    expect(outcome).toMatchObject({ verdict: { status: 'warn' }, test: { completion: null }, finding: null });
    expect(notes).toEqual(['live_disguised']);
  });

  test.each<[string, readonly Scripted[], readonly string[], string | null]>([
    ['the next model where one is not there', [noModel, says('Hi')], ['gpt-6-luna', 'b'], null],
    [
      'the first failure where none is there',
      [noModel, noModel, noModel],
      ['gpt-6-luna', 'b', 'c'],
      'model_not_found',
    ],
    [
      'no other model where the account has no credit',
      [chatFails(failures.noCredit)],
      ['gpt-6-luna'],
      'billing_no_credit',
    ],
    [
      'what is worse counts',
      [noModel, chatFails(failures.noCredit)],
      ['gpt-6-luna', 'b'],
      'billing_no_credit',
    ],
    [
      'no other model where the host was not reached',
      [chatFails(failures.reset)],
      ['gpt-6-luna'],
      'network_reset',
    ],
  ])('%s', async (_, answers, models, cause) => {
    const seen = await call(answers);
    expect(seen.models).toEqual(models);
    expect(seen.outcome.finding?.cause ?? null).toBe(cause);
    expect(seen.outcome.test === null).toBe(cause !== null);
    expect(seen.outcome.verdict.status).toBe(cause === null ? 'pass' : 'fail');
    expect(seen.outcome.exchange).not.toBeNull();
  });

  test('the failure of the first model is told, not that of the last', async () => {
    const last = chatFails(answered(404, { error: { message: 'Another one', code: 'model_not_found' } }));
    const { outcome } = await call([noModel, last], ['a', 'b']);
    expect(outcome.exchange).toBe(noModel.exchange);
  });

  test('five models are tried, no more', async () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    expect(
      (
        await call(
          many.slice(0, 5).map(() => noModel),
          many,
        )
      ).models,
    ).toEqual(many.slice(0, 5));
  });

  test('no model is no call', async () => {
    expect((await call([], [])).outcome).toMatchObject({
      verdict: { status: 'fail' },
      test: null,
      finding: null,
    });
  });

  test.each<[string, readonly Scripted[], readonly string[], readonly string[]]>([
    [
      'is left out',
      [refuses('reasoning_effort'), says('Hi')],
      ['max_completion_tokens reasoning_effort', 'max_completion_tokens'],
      ['parameter_dropped', 'live_passed'],
    ],
    [
      'one after the other',
      [refuses('reasoning_effort'), refuses('max_completion_tokens'), says('Hi')],
      ['max_completion_tokens reasoning_effort', 'max_completion_tokens', ''],
      ['parameter_dropped', 'parameter_dropped', 'live_passed'],
    ],
    [
      'keeps its older name where the server tells it',
      [refuses('max_completion_tokens', " Use 'max_tokens' instead."), says('Hi')],
      ['max_completion_tokens reasoning_effort', 'reasoning_effort max_tokens'],
      ['parameter_dropped', 'live_passed'],
    ],
    [
      'another one does not get that name',
      [refuses('reasoning_effort', " Use 'max_tokens' instead."), says('Hi')],
      ['max_completion_tokens reasoning_effort', 'max_completion_tokens'],
      ['parameter_dropped', 'live_passed'],
    ],
    [
      'that was not sent is a failure',
      [refuses('temperature')],
      ['max_completion_tokens reasoning_effort'],
      ['says_finding'],
    ],
    [
      'that was left out before is a failure',
      [refuses('reasoning_effort'), refuses('reasoning_effort')],
      ['max_completion_tokens reasoning_effort', 'max_completion_tokens'],
      ['parameter_dropped', 'says_finding'],
    ],
  ])('a parameter that the server refuses %s', async (_, answers, parameters, notes) => {
    const seen = await call(answers, ['gpt-6-luna']);
    expect(seen.parameters).toEqual(parameters);
    expect(seen.notes).toEqual(notes);
  });

  test('the older name keeps the value', async () => {
    const answers = [refuses('max_completion_tokens', " Use 'max_tokens' instead."), says('Hi')];
    expect((await call(answers)).outcome.test?.parameters).toMatchObject({ max_tokens: 512 });
  });
});
