import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
import { answered, elsewhere } from './diagnose.support.ts';

const said = (message: string | null, code: string | null = null, type: string | null = null) => ({
  error: { message, type, param: null, code },
});

function causeOf(status: number, body: unknown): string {
  const found = diagnose(answered(status, body, {}, { endpoint: elsewhere }));
  if (found.ok) return 'OK';
  return 'reason' in found.facts ? `${found.cause} ${found.facts.reason}` : found.cause;
}

describe('a key whose time has run out', () => {
  test.each([
    [401, said('Your API key has expired. Please create a new one.')],
    [401, said('This key expired on 2026-10-01.', 'invalid_api_key')],
    [401, said(null, 'api_key_expired')],
    [401, said('Unauthorized', null, 'expired_key')],
    [
      400,
      said(
        'Authentication Error - Expired Key. Key Expiry time 2026-01-01 00:00:00+00:00',
        '400',
        'expired_key',
      ),
    ],
    [
      400,
      {
        error: {
          code: 400,
          message: 'API key expired. Please renew the API key.',
          status: 'INVALID_ARGUMENT',
        },
      },
    ],
    [401, said('该令牌已过期 (request id: 20260101)', null, 'one_api_error')],
    [401, said('API Key 已过期，请重新创建')],
    [401, said('您使用的是已过期的密钥。')],
    [401, { code: 'A0230', msg: 'token 到期', success: false }],
    [403, said('The project key sk-…abcd is expired')],
    [401, 'expired api key'],
  ])('%i %j', (status, body) => {
    expect(causeOf(status, body)).toBe('key_expired key');
  });

  test.each([
    [401, said('Your authentication token has expired. Please try signing in again.', 'token_expired')],
    [401, { error: { message: 'JWT expired' } }],
    [401, said('IDX10223: Lifetime validation failed. The token is expired.')],
    [
      401,
      said(
        'The access token expiry UTC time 1/2/2026 is earlier than current UTC time 1/3/2026',
        'ExpiredAuthenticationToken',
      ),
    ],
    [401, said('登录令牌已过期，请重新登录')],
  ])('a token of a sign-in: %i %j', (status, body) => {
    expect(causeOf(status, body)).toBe('key_expired sign_in');
  });

  test.each([
    [401, said('This API key exceeds the maximum lifetime of 90 days that your organization allows.')],
    [403, said('The key is older than the maximum key age set by the organization policy')],
    [401, said('API keys older than your organization allows cannot be used.')],
  ])('older than its organization allows: %i %j', (status, body) => {
    expect(causeOf(status, body)).toBe('key_expired age');
  });

  test.each([
    ['it may be something else', 401, said('令牌已过期或验证不正确！'), 'key_rejected'],
    ['one of two', 401, said('invalid access token or token expired'), 'key_rejected'],
    ['one of two, with its code', 401, said('Token is invalid or expired', 'token_expired'), 'key_rejected'],
    [
      'one of many',
      401,
      said('Access token is missing, invalid, audience is incorrect, or have expired.'),
      'key_rejected',
    ],
    ['the service failed', 500, said('Failed to check whether the API key has expired'), null],
    ['not yet', 401, said('Invalid API key. It has not expired, but was revoked.'), 'key_rejected'],
    ['the plan of the key', 403, said('The subscription of this API key has expired.'), 'billing_inactive'],
    ['credits', 429, said('The credits of this key have expired', 'insufficient_quota'), 'billing_no_credit'],
    ['a certificate', 400, said('The client certificate of this API key has expired'), null],
    ['another fault of the key', 401, said('Incorrect API key provided', 'invalid_api_key'), 'key_rejected'],
    ['the prompt', 400, said('The file referenced by this token has expired'), null],
  ])('not where %s', (_, status, body, cause) => {
    const found = causeOf(status, body);
    expect(found).not.toContain('key_expired');
    if (cause !== null) expect(found).toBe(cause);
  });
});
