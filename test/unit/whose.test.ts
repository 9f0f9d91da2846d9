import { describe, expect, test } from 'vitest';
import { isKnown, nobody, whoseOf } from '../../src/domain/account/whose.ts';
import { answered, elsewhere, exchange, failed } from './diagnose.support.ts';

const told = (headers: Record<string, string>, body: unknown = {}, host = 'api.openai.com') =>
  whoseOf([answered(200, body, headers, { endpoint: { ...elsewhere, host } })]);

const openai = {
  'openai-organization': 'org-aBc',
  'openai-project': 'proj_dEf',
  'x-ratelimit-limit-requests': '500',
  'x-ratelimit-remaining-requests': '499',
  'x-ratelimit-reset-requests': '120ms',
  'x-ratelimit-limit-tokens': '200000',
  'x-ratelimit-remaining-tokens': '199985',
  'x-ratelimit-reset-tokens': '4ms',
};

test('OpenAI names all of it', () => {
  expect(told(openai, {}, 'eu.api.openai.com')).toEqual({
    account: { organization: 'org-aBc', project: 'proj_dEf', region: 'eu' },
    rateLimits: { requestsPerMinute: 500, tokensPerMinute: 200_000 },
  });
});

describe('who', () => {
  test('nothing is known of an answer that names nobody, and of a call without an answer', () => {
    expect(told({})).toEqual(nobody);
    expect(isKnown(told({}))).toBe(false);
    expect(whoseOf([failed([{ name: 'Error', message: 'x' }])])).toEqual(nobody);
    expect(whoseOf([])).toEqual(nobody);
  });

  test.each(['', ' ', 'null', 'None', 'undefined', '-'])('%j is no name', (value) => {
    expect(told({ 'openai-organization': value, 'openai-project': value }).account).toEqual(nobody.account);
  });

  test('a hostile name is cleaned and short', () => {
    const { organization } = told({
      'openai-organization': `org-\u009b31m\u001b[2Ja\u202eb\r\nc${'x'.repeat(5000)}`,
    }).account;
    expect(organization).toMatch(/^org-ab ?cx+…$/);
    expect([...(organization ?? '')].length).toBeLessThanOrEqual(100);
  });

  test('the later answer counts, the earlier one fills in', () => {
    const models = answered(200, {}, { 'openai-organization': 'acme', 'openai-project': 'proj_1' });
    const chat = answered(200, {}, { 'openai-organization': 'org-1', 'x-ratelimit-limit-requests': '3' });
    expect(whoseOf([models, chat])).toMatchObject({
      account: { organization: 'org-1', project: 'proj_1' },
      rateLimits: { requestsPerMinute: 3 },
    });
    expect(whoseOf([models, exchange()]).account.organization).toBe('acme');
  });

  test.each([
    ['anthropic-organization-id', 'b1c2', { organization: 'b1c2' }],
    ['x-ms-region', 'East US', { region: 'East US' }],
    ['x-groq-region', 'us-east-1', { region: 'us-east-1' }],
  ])('%s: %s', (name, value, account) => {
    expect(told({ [name]: value }).account).toMatchObject(account);
  });

  test.each([
    ['api.openai.com', null],
    ['us.api.openai.com', 'us'],
    ['eu.api.openai.com.evil.example', null],
    ['evil.example', null],
    ['swedencentral.api.cognitive.microsoft.com', 'swedencentral'],
    ['bedrock-runtime.eu-central-1.amazonaws.com', 'eu-central-1'],
    ['ark.cn-beijing.volces.com', 'cn-beijing'],
  ])('the region of %s is %s', (host, region) => {
    expect(told({}, {}, host).account.region).toBe(region);
  });

  test('a refusal names them in its message', () => {
    const message =
      'Rate limit reached for gpt-6 in organization org-aBc on tokens per min (TPM): Limit 30000, Used 29000, Requested 2000.';
    const { account, rateLimits } = told({}, { error: { message } });
    expect(account.organization).toBe('org-aBc');
    expect(rateLimits).toEqual({ requestsPerMinute: null, tokensPerMinute: 30_000 });
    const other = 'Project `proj_x1` does not have access to model `gpt-6`';
    expect(told({}, { error: { message: other } }).account.project).toBe('proj_x1');
  });

  test('an id that was sent is no owner', () => {
    expect(
      told({}, { error: { message: 'No such organization: org-aBc.' } }).account.organization,
    ).toBeNull();
  });
});

describe('how much in a minute', () => {
  const requests = (headers: Record<string, string>) => told(headers).rateLimits.requestsPerMinute;

  test.each([
    ['500', 500],
    [' 500 ', 500],
    ['500, 500', 500],
    ['60.0', 60],
    ['0', null],
    ['-1', null],
    ['1e9', null],
    ['500, 600', null],
    ['lots', null],
    ['9'.repeat(40), null],
    ['\u001b[31m500', null],
    ['', null],
  ])('%j requests are %s', (value, limit) => {
    expect(requests({ 'x-ratelimit-limit-requests': value })).toBe(limit);
  });

  test.each([
    [{ 'anthropic-ratelimit-requests-limit': '50', 'anthropic-ratelimit-tokens-limit': '4000' }, 50, 4000],
    [{ 'x-ratelimit-limit-req-minute': '60', 'x-ratelimit-limit-tokens-minute': '500000' }, 60, 500_000],
    [{ 'x-litellm-key-rpm-limit': '7', 'x-ratelimit-limit-requests': '10000' }, 7, null],
    [{ 'ratelimit-policy': '100;w=60' }, 100, null],
    [{ 'ratelimit-policy': '"burst";q=5;w=1, "default";q=90;w=60' }, 90, null],
    [{ 'ratelimit-limit': '100, 100;w=60' }, 100, null],
    [{ 'ratelimit-policy': '1000;w=3600' }, null, null],
  ])('%j', (headers, requestsPerMinute, tokensPerMinute) => {
    expect(told(headers as Record<string, string>).rateLimits).toEqual({
      requestsPerMinute,
      tokensPerMinute,
    });
  });

  test.each([
    ['a minute: 1 of 10000 is back in 6 ms', '10000', '9999', '6ms', 10_000],
    ['a minute in windows', '60', '59', '57s', 60],
    ['a day: 1 of 200 is back in 7m12s', '200', '199', '7m12s', null],
    ['a day: 30 of 14400 are back in 3 minutes', '14400', '14370', '2m59.56s', null],
    ['a day: 1 of 10000 is back in 8.64 s', '10000', '9999', '8.64', null],
    ['nobody knows: nothing was used', '200', '200', '0s', 200],
    ['nobody knows: nonsense', '200', 'x', '7m12', 200],
  ])('%s', (_, limit, remaining, reset, expected) => {
    expect(
      requests({
        'x-ratelimit-limit-requests': limit,
        'x-ratelimit-remaining-requests': remaining,
        'x-ratelimit-reset-requests': reset,
      }),
    ).toBe(expected);
  });

  test("the documentation's own example is of a minute", () => {
    const headers = {
      'x-ratelimit-limit-requests': '60',
      'x-ratelimit-limit-tokens': '150000',
      'x-ratelimit-remaining-requests': '59',
      'x-ratelimit-remaining-tokens': '149984',
      'x-ratelimit-reset-requests': '1s',
      'x-ratelimit-reset-tokens': '6m0s',
    };
    expect(told(headers).rateLimits).toEqual({ requestsPerMinute: 60, tokensPerMinute: 150_000 });
  });
});
