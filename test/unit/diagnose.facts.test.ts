import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
import type { Exchange } from '../../src/domain/diagnosis/evidence.ts';
import type { Finding } from '../../src/domain/diagnosis/finding.ts';
import { answered, elsewhere } from './diagnose.support.ts';

function finding(exchange: Exchange): Finding {
  const found = diagnose(exchange);
  if (found.ok) throw new Error('expected a failure');
  return found;
}

/** What is known of it, whatever its cause. */
function factsOf(exchange: Exchange): Readonly<Record<string, unknown>> {
  const { facts, call } = finding(exchange);
  return { ...call, ...facts };
}

const error = (
  message: string,
  code: string | null = null,
  type = 'invalid_request_error',
  param: string | null = null,
) => ({
  error: { message, type, param, code },
});

describe('facts that a caller acts on', () => {
  const parameters: readonly (readonly [unknown, string, string | undefined])[] = [
    [
      error(
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        'unsupported_parameter',
        'x',
        'max_tokens',
      ),
      'max_tokens',
      undefined,
    ],
    [
      error("Unsupported parameter: 'temperature' is not supported with this model."),
      'temperature',
      undefined,
    ],
    [error('Unrecognized request argument supplied: reasoning_effort'), 'reasoning_effort', undefined],
    [error("Unknown parameter: 'max_completion_tokens'."), 'max_completion_tokens', undefined],
    [
      error(
        "Unsupported value: 'reasoning_effort' does not support 'minimal' with this model. Supported values are: 'none', 'low', and 'high'.",
      ),
      'reasoning_effort',
      'none, low, high',
    ],
    [
      error('reasoning_effort is not supported. Allowed values are low, medium or high.'),
      'reasoning_effort',
      'low, medium, high',
    ],
    [
      {
        detail: [
          {
            type: 'extra_forbidden',
            loc: ['body', 'reasoning_effort'],
            msg: 'Extra inputs are not permitted',
          },
        ],
      },
      'reasoning_effort',
      undefined,
    ],
    [
      error(
        "litellm.UnsupportedParamsError: openai does not support parameters: ['reasoning_effort'], for model=x",
      ),
      'reasoning_effort',
      undefined,
    ],
    [
      { error: "create() got an unexpected keyword argument 'max_completion_tokens'" },
      'max_completion_tokens',
      undefined,
    ],
  ];
  test.each(parameters)('the parameter refused by %j', (body, parameter, values) => {
    const found = finding(answered(400, body, {}, { endpoint: elsewhere }));
    expect(found.cause).toBe('request_rejected');
    const { parameter: refused, supportedValues } = found.facts as Readonly<Record<string, unknown>>;
    expect([refused, supportedValues]).toEqual([parameter, values]);
  });

  test('the smallest number that is accepted', () => {
    const found = finding(
      answered(
        400,
        error(
          "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= 16, but got 5 instead.",
          'integer_below_min_value',
          'x',
          'max_output_tokens',
        ),
      ),
    );
    expect(found.facts).toMatchObject({ parameter: 'max_output_tokens', minimum: 16 });
  });

  test('no parameter where none is named', () => {
    expect(
      factsOf(answered(400, error('We could not parse the JSON body of your request.')))['parameter'],
    ).toBeUndefined();
  });

  test.each([
    ['Please make your request to us.api.openai.com', 'us.api.openai.com'],
    ['Use https://eu.api.openai.com/v1 for this project.', 'eu.api.openai.com'],
    ['Incorrect regional hostname: use eu.api.openai.com.', 'eu.api.openai.com'],
    ['Wrong regional host. Use evil.example', undefined],
    ['Wrong regional host. Use us.api.openai.com.evil.example', undefined],
    ['Wrong regional host. Use https://us.api.openai.com@evil.example', undefined],
    ['Wrong regional host. Use evil.example/us.api.openai.com.x', undefined],
    ['Wrong regional host. Use notapi.openai.com', undefined],
  ])('the regional host, and no other: %s', (message, host) => {
    const found = finding(answered(401, error(message, 'incorrect_hostname')));
    expect(found.cause).toBe('base_url_wrong_region');
    expect(found).toMatchObject({ facts: host === undefined ? {} : { suggestedHost: host } });
    expect(JSON.stringify(found.facts)).not.toContain('evil');
  });

  test.each([
    [
      'You have insufficient permissions for this operation. Missing scopes: model.request. Check that you have the correct role',
      'model.request',
    ],
    ['Missing scopes: api.model.read, model.request', 'api.model.read, model.request'],
    ['This key is missing the required scope `api.responses.write`', 'api.responses.write'],
  ])('missing scopes: %s', (message, scopes) => {
    expect(factsOf(answered(403, error(message)))['missingScopes']).toBe(scopes);
  });

  test.each([
    ['The model `gpt-4-32k` has been deprecated. Please use gpt-6-luna instead.', 'gpt-6-luna'],
    ['This model was shut down. We recommend switching to `gpt-6-luna`.', 'gpt-6-luna'],
    ['The model has been decommissioned. See https://example.com/x-1', undefined],
    ['模型已下线，请使用 gpt-6-luna', 'gpt-6-luna'],
  ])('what replaces a retired model: %s', (message, replacement) => {
    const found = finding(answered(404, error(message)));
    expect(found.cause).toBe('model_retired');
    expect(found.facts).toEqual(replacement === undefined ? {} : { replacement });
  });

  test.each([
    ['on requests per min (RPM): Limit 3', 'RPM'],
    ['on tokens per min: Limit 3', 'TPM'],
    ['on requests per day: Limit 3', 'RPD'],
    ['on tokens per day (TPD): Limit 3', 'TPD'],
  ])('which limit: %s', (text, kind) => {
    expect(factsOf(answered(429, error(`Rate limit reached for gpt-5 ${text}`)))['limitKind']).toBe(kind);
  });

  test('the model asked for, and otherwise the one that the answer names', () => {
    const body = error('The model `gpt-9` does not exist', 'model_not_found');
    expect(factsOf(answered(404, body))['model']).toBe('gpt-5.6-nano');
    expect(factsOf(answered(404, body, {}, { model: null }))['model']).toBe('gpt-9');
    expect(
      factsOf(answered(503, error('当前分组 default 下对于模型 gpt-9 无可用渠道'), {}, { model: null }))[
        'model'
      ],
    ).toBe('gpt-9');
  });

  test('the path that the server saw, and where a redirect leads', () => {
    expect(factsOf(answered(404, error('Invalid URL (POST /chat/completions)')))['requestPath']).toBe(
      '/chat/completions',
    );
    expect(factsOf(answered(308, '', { location: 'https://x.example/' }))['location']).toBe(
      'https://x.example/',
    );
  });

  test('nothing is told of what was not sent, or is empty', () => {
    const found = finding(
      answered(401, error('No'), {}, { model: null, organization: '', project: null, key: null }),
    );
    for (const name of ['model', 'organization', 'project', 'proxy', 'keyKind', 'keyLength'])
      expect(found.facts).not.toHaveProperty(name);
  });

  test('the length of the key that arrived, by its mask', () => {
    const found = finding(
      answered(401, error(`Incorrect API key provided: sk-abcde${'*'.repeat(39)}wxyz.`, 'invalid_api_key')),
    );
    expect(found).toMatchObject({ facts: { receivedLength: 51 }, call: { keyLength: 164 } });
  });
});

describe('code, type, request id and words', () => {
  test('numbers become text; None is nothing', () => {
    expect(finding(answered(401, { error: { message: 'User not found.', code: 401 } })).code).toBe('401');
    expect(
      finding(answered(401, { error: { message: 'Invalid API key', code: 'None', type: 'None' } })),
    ).toMatchObject({ code: null, type: null });
  });

  test('the innermost message is quoted', () => {
    const wrapped = {
      error: {
        message: 'Provider returned error',
        code: 429,
        metadata: { raw: JSON.stringify(error('Rate limit reached for x', 'rate_limit_exceeded')) },
      },
    };
    expect(finding(answered(429, wrapped))).toMatchObject({
      said: 'Rate limit reached for x',
      code: 'rate_limit_exceeded',
    });
  });

  test.each<[unknown, Record<string, string>, string]>([
    [{ error: { message: 'no' } }, { 'x-request-id': 'req_1' }, 'req_1'],
    [{ error: { message: '无效的令牌 (request id: 20240903132633)' } }, {}, '20240903132633'],
    [{ message: 'no', request_id: 'abc-1' }, {}, 'abc-1'],
    [{ error: { message: 'no' } }, { 'apim-request-id': 'az' }, 'az'],
  ])('the request id of %j', (body, headers, id) => {
    expect(finding(answered(401, body, headers)).requestId).toBe(id);
  });

  test('a page is quoted by its title', () => {
    expect(finding(answered(502, '<html><title>Bad\n gateway</title><body>lots</body></html>')).said).toBe(
      'Bad gateway',
    );
  });
});

describe('how long to wait', () => {
  const limited = (message: string, headers: Record<string, string> = {}) =>
    finding(answered(429, error(message, 'rate_limit_exceeded'), headers)).retryAfterSeconds;

  test.each<[string, Record<string, string>, number | null]>([
    ['Please try again in 28m48s.', {}, 1728],
    ['Please try again in 1.146s. Visit', {}, 1.146],
    ['Please try again in 6ms.', {}, 0.006],
    ['Please try again in 1h2m', {}, 3720],
    ['Please retry after 5 seconds.', {}, 5],
    ['Try again in 1 hour and 2 minutes', {}, 3720],
    ['Please retry in 20.5s.', {}, 20.5],
    ['请在 30 秒后重试', {}, 30],
    ['请求过于频繁，5分钟后再试', {}, 300],
    ['slow down', { 'retry-after': '7' }, 7],
    ['slow down', { 'retry-after': '2', 'retry-after-ms': '1500' }, 1.5],
    [
      'slow down',
      { 'retry-after': 'Sat, 21 Nov 2026 10:01:00 GMT', date: 'Sat, 21 Nov 2026 10:00:00 GMT' },
      60,
    ],
    ['try again in 9s', { 'retry-after': '0' }, 9],
    ['try again in 9s', { 'retry-after': 'nonsense' }, 9],
    ['slow down', { 'retry-after': '-4' }, null],
    ['slow down', { 'retry-after': 'Sat, 21 Nov 2020 10:01:00 GMT' }, null],
    [
      'slow down',
      {
        'x-ratelimit-reset-requests': '6m0s',
        'x-ratelimit-reset-tokens': '1s',
        'x-ratelimit-remaining-requests': '0',
      },
      360,
    ],
    ['on tokens per min', { 'x-ratelimit-reset-requests': '6m0s', 'x-ratelimit-reset-tokens': '1s' }, 1],
    ['slow down', { 'x-ratelimit-reset': String(Date.parse('2026-11-21T10:00:30Z') + 412) }, 30],
    ['slow down', { 'retry-after': '99999999999' }, null],
    ['slow down', {}, null],
  ])('%s with %j', (message, headers, seconds) => {
    const found = limited(message, headers);
    if (seconds === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(seconds, 3);
  });

  test('a field of the body counts', () => {
    const found = finding(
      answered(429, [
        { error: { code: 429, message: 'Too many requests', details: [{ retryDelay: '20s' }] } },
      ]),
    );
    expect(found.retryAfterSeconds).toBe(20);
  });

  test('is not told for what waiting cannot mend', () => {
    expect(
      finding(answered(429, error('No credits', 'insufficient_quota'), { 'retry-after': '5' }))
        .retryAfterSeconds,
    ).toBeNull();
  });
});

describe('the model list', () => {
  const listing = { purpose: 'models', model: null } as const;

  test('a list is a success, also an empty one', () => {
    expect(diagnose(answered(200, { object: 'list', data: [{ id: 'gpt-9' }] }, {}, listing)).ok).toBe(true);
    expect(diagnose(answered(200, { object: 'list', data: [] }, {}, listing)).ok).toBe(true);
  });

  test('a completion is not a list, and a list is no completion', () => {
    expect(diagnose(answered(200, { choices: [{ message: { content: 'x' } }] }, {}, listing)).ok).toBe(false);
    expect(diagnose(answered(200, { object: 'list', data: [] })).ok).toBe(false);
  });

  test.each<[string, Exchange, boolean]>([
    ['a restricted key', answered(403, error('Missing scopes: api.model.read'), {}, listing), true],
    [
      'no such route elsewhere',
      answered(404, { detail: 'Not Found' }, {}, { ...listing, endpoint: elsewhere }),
      true,
    ],
    [
      'an operation that is not known elsewhere',
      answered(400, error('unsupported operation'), {}, { ...listing, endpoint: elsewhere }),
      true,
    ],
    ['another shape elsewhere', answered(200, [{ id: 'x' }], {}, { ...listing, endpoint: elsewhere }), true],
    ['a wrong path at OpenAI', answered(404, error('Invalid URL (GET /models)'), {}, listing), false],
    [
      'a rejected key',
      answered(401, error('Incorrect API key provided', 'invalid_api_key'), {}, listing),
      false,
    ],
    ['a 403 in words that nobody knows', answered(403, error('Qwertz uiop asdf'), {}, listing), true],
    [
      'a 401 in words that nobody knows',
      answered(
        401,
        error('Qwertz uiop asdf yxcv hjkl, vbnm qwertz poiuz lkjh gfds dfgh jklm nbvc', 'q-7'),
        {},
        listing,
      ),
      false,
    ],
    ['a missing scope in a chat call', answered(403, error('Missing scopes: model.request')), false],
  ])('goes on after %s: %#', (_, exchange, continues) => {
    expect(finding(exchange).continues).toBe(continues);
  });
});

describe('a call without a key', () => {
  const reach = { purpose: 'reach', key: null, model: null } as const;

  test('an answer of the API is all that is asked for', () => {
    expect(diagnose(answered(401, error("You didn't provide an API key."), {}, reach)).ok).toBe(true);
    expect(diagnose(answered(404, error('The model does not exist'), {}, reach)).ok).toBe(true);
  });

  test('what stands in the way is told', () => {
    expect(
      finding(answered(403, error('Country, region, or territory not supported'), {}, reach)).cause,
    ).toBe('region_unsupported');
    expect(finding(answered(200, '<html><title>Hotel WiFi login</title></html>', {}, reach)).cause).toBe(
      'network_intercepted',
    );
    expect(finding(answered(502, '', {}, reach)).cause).toBe('service_error');
  });
});
