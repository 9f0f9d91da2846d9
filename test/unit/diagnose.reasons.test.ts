import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
import english from '../../src/i18n/en/causes.ts';
import chinese from '../../src/i18n/zh-CN/causes.ts';
import { explain } from '../../src/ui/explain.ts';
import { show } from '../support/show.ts';
import { answered, elsewhere } from './diagnose.support.ts';

/** Which of a cause's stories an answer tells, and the words for it. */

const error = (message: string, code: unknown = null, param: unknown = null) => ({
  error: { message, code, param },
});

function told(status: number, body: unknown, headers: Record<string, string> = {}, official = false) {
  const found = diagnose(answered(status, body, headers, official ? {} : { endpoint: elsewhere }));
  if (found.ok) throw new Error('taken for a success');
  const endpoint = { official, host: official ? 'api.openai.com' : 'relay.example' };
  return { en: explain(found, endpoint, english, show), zh: explain(found, endpoint, chinese, show) };
}

const textOf = ({ title, explanation, remedies }: ReturnType<typeof told>['en']): string =>
  [title, explanation, ...remedies.map(({ text }) => text)].join('\n');

describe('the reason', () => {
  test.each<[number, unknown, string, string | null]>([
    [500, error('The API key for the upstream is not configured'), 'service_error', 'relay_key'],
    [401, error('Incorrect API key provided: None.'), 'service_error', 'relay_key'],
    [400, { error: 'The model crashed (exit code 139)' }, 'service_error', 'model_crashed'],
    [502, error('Bad gateway'), 'service_error', null],
    [403, error('上游账户余额不足'), 'billing_no_credit', 'upstream'],
    [403, error('账户余额不足'), 'billing_no_credit', null],
    [429, error('Budget of this virtual key exceeded'), 'billing_spend_limit', 'gateway'],
    [429, error('Your weekly limit was reached'), 'billing_usage_limit', 'weekly'],
    [429, error('本周额度已用完'), 'billing_usage_limit', 'weekly'],
    [404, error('No endpoints match your privacy settings for this model'), 'model_no_access', 'privacy'],
    [403, error('The model x-1 is excluded by a guardrail'), 'model_no_access', 'guardrail'],
    [403, error('Your plan does not include the model x-1'), 'model_no_access', 'plan'],
    [403, error('您的套餐不包含该模型'), 'model_no_access', 'plan'],
    [403, error('Your client application is not allowed to use this key'), 'key_type_not_allowed', 'client'],
    [401, error('Custom API keys are disabled here'), 'key_type_not_allowed', 'server_keys_off'],
    [403, error('Identity verification required'), 'organization_unverified', 'identity'],
    [403, error('请先完成实名认证'), 'organization_unverified', 'identity'],
    [403, error('Your organization must be verified to use this model'), 'organization_unverified', null],
    [400, error('Your prompt was flagged'), 'request_rejected', 'prompt_flagged'],
    [400, error('no', 'content_filter'), 'request_rejected', 'prompt_flagged'],
    [403, 'Forbidden', 'network_blocked', 'words'],
  ])('%i %j', (status, body, cause, reason) => {
    const { en, zh } = told(status, body);
    expect({ cause: en.cause, reason: en.reason }).toEqual({ cause, reason });
    expect({ cause: zh.cause, reason: zh.reason }).toEqual({ cause, reason });
  });
});

describe('words that cannot help are not said', () => {
  test('a flagged prompt that cost nothing is not about money', () => {
    const { en } = told(400, error('Your prompt was flagged. No credits were charged.'));
    expect(en.cause).toBe('request_rejected');
    expect(textOf(en)).not.toMatch(/top up|no credit left/i);
  });

  test('the credit of another is not topped up by the user', () => {
    const { en, zh } = told(403, error('上游余额不足'));
    expect(textOf(en)).not.toContain('Top up your balance');
    expect(zh.remedies[0]?.text).toContain('给自己的账户充值没有用');
  });

  test.each(['messages', 'model', 'input', 'prompt'])('nobody is told to leave out %s', (name) => {
    const { en } = told(400, error(`Invalid value for '${name}'`, 'invalid_value', name), {}, true);
    expect(textOf(en)).not.toContain('Leave out');
  });

  test.each(['Parameters are not supported', 'These values are not allowed', 'Fields is invalid'])(
    '%s names no parameter',
    (message) => expect(textOf(told(400, error(message)).en)).not.toMatch(/“(?:are|is|values|fields)”/i),
  );

  test('a model that is excluded has no spelling to look at', () => {
    expect(textOf(told(403, error('Your plan does not include the model x-1')).en)).not.toContain('spelling');
  });

  test('a budget at a gateway is not the organization’s at OpenAI', () => {
    expect(textOf(told(429, error('Budget of this virtual key exceeded')).en)).not.toContain(
      "organization's own",
    );
  });
});

describe('waiting', () => {
  test.each<[number, Record<string, string>, string, string]>([
    [503, { 'retry-after': '698' }, '12 minutes', '12 分钟'],
    [503, { 'retry-after-ms': '1500' }, '2 seconds', '2 秒'],
    [502, { 'retry-after': '30' }, '30 seconds', '30 秒'],
    [429, { 'retry-after': '45' }, '45 seconds', '45 秒'],
  ])('%i with %j is told as it was said', (status, headers, en, zh) => {
    const both = told(status, error('Try later'), headers);
    expect(textOf(both.en)).toContain(`Wait ${en}`);
    expect(textOf(both.zh)).toContain(zh);
    expect(textOf(both.en)).not.toMatch(/a minute|a little/);
  });
});

describe('unknown', () => {
  test('quotes what was said, with its code, and denies nothing', () => {
    const { en, zh } = told(403, error('Computer says no', 'zork_7'));
    expect(en.cause).toBe('unknown');
    for (const text of [en.explanation, zh.explanation]) {
      expect(text).toContain('Computer says no');
      expect(text).toContain('zork_7');
      expect(text).toContain('403');
      expect(text).not.toMatch(/nothing that tells|no further|没有进一步/);
    }
    expect(en.remedies.length).toBeGreaterThan(2);
    expect(zh.remedies).toHaveLength(en.remedies.length);
  });

  test('says that nothing was said only where it is so', () => {
    expect(told(418, '').en.explanation).toContain('no further explanation');
  });
});

describe('messages are read only where names carry them', () => {
  test.each<[string, unknown, string]>([
    [
      'FastAPI',
      { detail: [{ loc: ['body', 'header', 'messages'], msg: 'field required', type: 'missing' }] },
      'field required',
    ],
    [
      'Zod',
      { error: { issues: [{ code: 'invalid_type', path: ['messages'], message: 'Required' }] } },
      'Required',
    ],
    ['what was sent', { error: { message: 'Bad role' }, input: { message: 'Invalid API key' } }, 'Bad role'],
    [
      'a list of what exists',
      { error: { message: 'Unknown model x', supported: ['a', 'b'] } },
      'Unknown model x',
    ],
    ['errors as texts', { errors: ['Wrong value for top_p'] }, 'Wrong value for top_p'],
    [
      'a problem (RFC 9457)',
      { title: 'Bad Request', detail: 'temperature is too high' },
      'temperature is too high',
    ],
  ])('%s', (_, body, said) => {
    expect(diagnose(answered(400, body, {}, { endpoint: elsewhere }))).toMatchObject({ said });
  });
});
