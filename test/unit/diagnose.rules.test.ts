import { describe, expect, test } from 'vitest';
import { apiRules, apiRulesOf } from '../../src/domain/diagnosis/api-rules.ts';
import { type Cause, causes } from '../../src/domain/diagnosis/causes.ts';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
import type { Exchange } from '../../src/domain/diagnosis/evidence.ts';
import { exceptionRules } from '../../src/domain/diagnosis/exception-rules.ts';
import { featuresOf } from '../../src/domain/diagnosis/meaning/features.ts';
import { saysNoneCame, saysSomethingElse } from '../../src/domain/diagnosis/meaning/key-judged.ts';
import { lexiconOf } from '../../src/domain/diagnosis/meaning/lexicon.ts';
import { commonKnowledge } from '../../src/domain/diagnosis/meaning/meaning.ts';
import { statementsOf } from '../../src/domain/diagnosis/meaning/said.ts';
import { rows } from '../../src/domain/diagnosis/meaning/table.ts';
import { leftoverRules, notApiRules } from '../../src/domain/diagnosis/not-api-rules.ts';
import { readAnswer } from '../../src/domain/diagnosis/read-answer.ts';
import { specialRules } from '../../src/domain/diagnosis/special-rules.ts';
import { statusRules } from '../../src/domain/diagnosis/status-rules.ts';
import { answered, elsewhere } from './diagnose.support.ts';

const causeOf = (exchange: Exchange): string => {
  const found = diagnose(exchange);
  return found.ok ? 'OK' : found.cause;
};

/** Measurements name them. */
test.each<[string, readonly { readonly id: string }[]]>([
  ['failures', exceptionRules],
  ['what is not the API', [...notApiRules, ...leftoverRules]],
  ['answers', [...apiRules, ...statusRules]],
])('each rule for %s has a name of its own', (_, rules) => {
  const ids = rules.map(({ id }) => id);
  for (const id of ids) expect(id).toMatch(/^[a-z][a-z\d-]+$/);
  expect(new Set(ids).size).toBe(ids.length);
});

/** What services answer with; 200 where a good answer tells of a failure, 529 where one is overloaded. */
const statuses = [
  200, 400, 401, 402, 403, 404, 405, 410, 413, 422, 426, 429, 451, 500, 501, 502, 503, 504, 529,
];

test.each(rows.map((row) => [row[0], row[1], row[2], row[3], row[4] ?? {}] as const))(
  'a row of the table of meanings tells of a cause that there is: %s by %j and %j',
  (cause, about, says, weight = 60, { reason = 'none', status = [], near = 8 }) => {
    expect(cause in causes).toBe(true);
    expect(about + says).not.toBe('');
    // Each is one of several that may hold; what is surer than a code that decides alone would be a rule.
    expect(weight > 0 && weight < 100 && near > 0).toBe(true);
    expect(reason).not.toBe('');
    expect(status.filter((one) => !statuses.includes(one))).toEqual([]);
  },
);

/** All else of the table holds only where something is said of something. */
describe('what alone says enough in the table of meanings', () => {
  const alone = (half: 1 | 2) => {
    const found: Record<string, string[]> = {};
    for (const row of rows) {
      if (row[half === 1 ? 2 : 1] !== '') continue;
      found[row[0]] = [...new Set([...(found[row[0]] ?? []), ...row[half].split(' ')])];
    }
    return found;
  };

  test('what is spoken of', () =>
    expect(alone(1)).toEqual({
      ip_not_allowed: ['wall'],
      network_blocked: ['network'],
      organization_mismatch: ['organization+header'],
      project_mismatch: ['project+header'],
      rate_limited_daily: ['day+rate', 'day'],
      rate_limited: ['rate'],
      billing_usage_limit: ['month', 'quota+reset', 'credit+reset'],
      request_too_large: ['length'],
      service_overloaded: ['load'],
      key_missing_scope: ['permission+key'],
      model_wrong_endpoint: ['otherKind'],
    }));

  test('what is said', () =>
    expect(alone(2)).toEqual({
      billing_no_credit: ['topUp'],
      request_too_large: ['shorten'],
      service_error: ['maintenance', 'timeout', 'failed'],
      request_rejected: ['flagged'],
      base_url_wrong_path: ['notFound'],
    }));
});

describe('whether an answer judges the key that was sent', () => {
  const lexicon = lexiconOf();
  const say = (text: string) => statementsOf([{ text, weight: 1, isCode: false }], lexicon);

  test.each<[string, boolean]>([
    ['an api key is required', true],
    ['authorization header is required', true],
    ['no api key provided', true],
    ['missing authorization header', true],
    ['missing or invalid api key', false],
    ['the api key is missing or expired', false],
    ['api key is required. your api key was revoked', false],
    ['invalid api key', false],
    ['the model is required', false],
  ])('it says that none came: %s: %s', (text, expected) => expect(saysNoneCame(say(text))).toBe(expected));

  test.each<[string, boolean]>([
    ['the upstream api key is invalid', true],
    ['invalid signature', true],
    ['your ip is not allowed', true],
    ['your region is not supported', true],
    ['invalid admin key', true],
    ['invalid session token', true],
    ['your github token is invalid', true],
    ['captcha required: the key is invalid', true],
    ['管理员令牌无效', true],
    ['please check your ip', false],
    ['the api key is invalid', false],
    ['无效的令牌', false],
  ])('it speaks of something else: %s: %s', (text, expected) =>
    expect(saysSomethingElse(say(text))).toBe(expected),
  );

  test.each<[string, boolean]>([
    ['请检查您的密钥', true],
    ['please check the key', true],
    ['use another key', true],
    ['use of this key is not allowed', false],
    ['密钥无效', false],
    ['the key is wrong', false],
  ])('it only advises: %s: %s', (text, expected) => expect(lexicon.isAdvice(text)).toBe(expected));
});

describe('rules that hold at other servers or statuses only', () => {
  const signature = { message: 'The HMAC signature does not match' };
  test.each<[number, boolean, boolean]>([
    [401, false, true],
    [403, false, true],
    [400, false, false],
    [401, true, false],
  ])('a signature is wanted: %i, at OpenAI: %s', (status, official, expected) => {
    const exchange = answered(status, { error: signature }, {}, official ? {} : { endpoint: elsewhere });
    const answer = exchange.response && readAnswer(exchange.response);
    if (!answer) throw new Error('no answer');
    const holding = specialRules.filter(({ when }) => when({ exchange, answer }) !== null);
    expect(holding.map(({ id }) => id)).toEqual(expected ? ['wants-signature'] : []);
  });

  test.each<[string, Record<string, string>, string]>([
    ['error code: 1000', {}, 'network_blocked'],
    ['error code: 1009', {}, 'network_blocked'],
    ['error code: 1010', {}, 'network_blocked'],
    ['error code: 1012', {}, 'network_blocked'],
    ['error code: 1020', {}, 'network_blocked'],
    ['error code: 1015', {}, 'rate_limited'],
    ['<html>Wait</html>', { 'cf-mitigated': 'challenge' }, 'network_blocked'],
  ])('an edge says %s', (body, headers, expected) => {
    const exchange = answered(403, body, { 'content-type': 'text/plain', ...headers });
    const answer = exchange.response && readAnswer(exchange.response);
    if (!answer) throw new Error('no answer');
    expect(notApiRules.find(({ when }) => when({ exchange, answer }) !== null)?.id).toMatch(/^edge-/);
    expect(causeOf(exchange)).toBe(expected);
  });

  test.each([
    ['<html><body>Forbidden</body></html>', 403, true],
    ['<html><body>Forbidden</body></html>', 404, false],
    ['<html><body>Sorry, you have been blocked</body></html>', 404, true],
    ['<html><body>Sorry, you have been blocked</body></html>', 503, true],
  ])('a page that refuses: %s, %i: %s', (page, status, isBlocked) =>
    expect(causeOf(answered(status, page)) === 'network_blocked').toBe(isBlocked),
  );

  test.each([
    ['Rate limit reached: 3 requests per min', null, 'RPM'],
    ['Rate limit reached: 3 requests per day', null, 'RPD'],
    ['Rate limit reached: 3 tokens per min', null, 'TPM'],
    ['Rate limit reached: 3 tokens per day', null, 'TPD'],
    ['Rate limit reached on TPM', null, 'TPM'],
    ['Rate limit reached', 'requests', 'RPM'],
    ['Rate limit reached', 'tokens', 'TPM'],
    ['Your daily rate limit was reached', 'tokens', 'TPD'],
    ['Rate limit reached', null, undefined],
  ])('which limit: %s, %s: %s', (message, type, expected) => {
    const found = diagnose(answered(429, { error: { message, type, code: 'rate_limit_exceeded' } }));
    expect(found.ok ? found : found.facts).toMatchObject(expected ? { limitKind: expected } : {});
    if (!expected && !found.ok) expect((found.facts as { limitKind?: string }).limitKind).toBeUndefined();
  });
});

test('a code that is another status than the one that counts teaches nothing', () => {
  const exchange = answered(429, {
    error: { message: 'Slow down', code: '429', type: '500', status: 'SlowDown' },
  });
  const answer = exchange.response && readAnswer(exchange.response);
  if (!answer) throw new Error('no answer');
  const features = featuresOf({ exchange, answer }, [], []);
  const codes = [...features].filter((name) => /^c(?:ode)?:/.test(name)).sort();
  expect(codes).toEqual(['c:429', 'c:down', 'c:slow', 'code:429', 'code:slowdown']);
});

/** What is told rests on how likely it is: less where the rules say the same, more where they say another thing. */
describe('how sure what was learned must be', () => {
  const words = 'The parameter frobnicate is not supported';
  const rulesWhere = (likely: Readonly<Partial<Record<Cause, number>>>) => {
    const likelihoods = () => new Map(Object.entries(likely) as [Cause, number][]);
    const learned = { likelihoods, alsoRight: () => 0 };
    return apiRulesOf(() => ({ ...commonKnowledge(), learned }));
  };
  const told = (message: string, likely: Readonly<Partial<Record<Cause, number>>>): string => {
    const exchange = answered(400, { error: { message, type: null, param: null, code: null } });
    const found = diagnose(exchange, {}, rulesWhere(likely));
    return found.ok ? 'OK' : found.cause;
  };
  test.each<[string, string, Readonly<Partial<Record<Cause, number>>>, string]>([
    ['the same', words, { request_rejected: 0.21, model_not_found: 0.1 }, 'request_rejected'],
    ['the same, but hardly', words, { request_rejected: 0.19, model_not_found: 0.1 }, 'unknown'],
    ['another thing', words, { request_rejected: 0.1, model_not_found: 0.41 }, 'model_not_found'],
    ['another thing, not surely', words, { request_rejected: 0.1, model_not_found: 0.39 }, 'unknown'],
  ])('where the rules say %s', (_, message, likely, expected) =>
    expect(told(message, likely)).toBe(expected),
  );
});
