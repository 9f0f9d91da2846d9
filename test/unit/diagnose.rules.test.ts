import { describe, expect, test } from 'vitest';
import { apiRules, apiRulesOf } from '../../src/domain/diagnosis/api-rules.ts';
import { type Cause, causes } from '../../src/domain/diagnosis/causes.ts';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
import type { Exchange } from '../../src/domain/diagnosis/evidence.ts';
import { exceptionRules } from '../../src/domain/diagnosis/exception-rules.ts';
import { lexiconOf } from '../../src/domain/diagnosis/meaning/lexicon.ts';
import { commonKnowledge } from '../../src/domain/diagnosis/meaning/meaning.ts';
import { rows } from '../../src/domain/diagnosis/meaning/table.ts';
import { leftoverRules, notApiRules } from '../../src/domain/diagnosis/not-api-rules.ts';
import { answered, elsewhere } from './diagnose.support.ts';

const causeOf = (exchange: Exchange): string => {
  const found = diagnose(exchange);
  return found.ok ? 'OK' : found.cause;
};

/** Measurements name them. */
test.each<[string, readonly { readonly id: string }[]]>([
  ['failures', exceptionRules],
  ['what is not the API', [...notApiRules, ...leftoverRules]],
  ['answers', apiRules],
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

/** The rules, where what was learned finds these causes as likely as that; `seen` gets what it was shown. */
const rulesWhere = (
  likely: Readonly<Partial<Record<Cause, number>>>,
  seen: (features: readonly string[]) => void = () => {},
) => {
  const likelihoods = (features: Iterable<string>) => {
    seen([...features]);
    const all = Object.keys(causes) as Cause[];
    return new Map(all.map((cause) => [cause, likely[cause] ?? 0]));
  };
  const learned = { likelihoods, alsoRight: () => 0 };
  return apiRulesOf(() => ({ ...commonKnowledge(), learned }));
};

describe('however likely it is, the key is blamed only where an answer judges it', () => {
  const blamed = (message: string): boolean => {
    const exchange = answered(
      401,
      { error: { message, type: null, param: null, code: null } },
      {},
      { endpoint: elsewhere },
    );
    const found = diagnose(exchange, {}, rulesWhere({ key_rejected: 0.99 }));
    return !found.ok && found.cause === 'key_rejected';
  };

  test.each<[string, boolean]>([
    ['the api key zorg is invalid', true],
    ['your zorg key does not exist', true],
    ['the zorg api key was revoked', true],
    ['missing or invalid zorg api key', true],
    ['a zorg api key is required', false],
    ['a zorg authorization header is required', false],
    ['no zorg api key was provided', false],
    ['missing zorg authorization header', false],
    ['a zorg api key is required: this account is not allowed', false],
    ['no zorg api key was provided: this account is not allowed', false],
    ['the upstream zorg api key is invalid', false],
    ['invalid zorg signature of the key', false],
    ['the zorg key is invalid: your ip is not allowed', false],
    ['the zorg key is invalid: your region is not supported', false],
    ['zorg: invalid admin key', false],
    ['zorg: invalid session token', false],
    ['zorg: your github token is invalid', false],
    ['zorg captcha required: the key is invalid', false],
    ['zorg 管理员令牌无效', false],
    ['the zorg key is invalid. please check your ip', true],
  ])('%s: %s', (message, expected) => expect(blamed(message)).toBe(expected));
});

describe('a clause only advises', () => {
  const lexicon = lexiconOf();
  test.each<[string, boolean]>([
    ['请检查您的密钥', true],
    ['please check the key', true],
    ['use another key', true],
    ['use of this key is not allowed', false],
    ['密钥无效', false],
    ['the key is wrong', false],
  ])('%s: %s', (text, expected) => expect(lexicon.isAdvice(text)).toBe(expected));
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
    // What was learned would say another thing.
    const found = diagnose(exchange, {}, rulesWhere({ key_missing_scope: 0.99 }));
    const isOther = !found.ok && found.cause === 'not_openai_api' && found.facts.reason === 'other_form';
    expect(isOther).toBe(expected);
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
  const error = { message: 'The parameter zorg is odd', code: '400', type: '500', status: 'OddZorg' };
  const seen: string[] = [];
  diagnose(
    answered(400, { error }),
    {},
    rulesWhere({ request_rejected: 0.9 }, (features) => seen.push(...features)),
  );
  const codes = [...new Set(seen.filter((name) => /^c(?:ode)?:/.test(name)))].sort();
  expect(codes).toEqual(['c:400', 'c:odd', 'c:zorg', 'code:400', 'code:oddzorg']);
});

/** What is told rests on how likely it is: less where the rules say the same, more where they say another thing. */
describe('how sure what was learned must be', () => {
  const words = 'The parameter frobnicate is not supported';
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
