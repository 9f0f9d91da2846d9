import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
import { answered, elsewhere } from './diagnose.support.ts';

/** Never the key without a judge. */

const causeOf = (seen: Parameters<typeof diagnose>[0], listed?: boolean): string => {
  const found = diagnose(seen, { listed });
  return found.ok ? 'OK' : found.cause;
};

const error = (message: string, code: string | number | null = null) => ({ error: { message, code } });

/** What servers say of keys, rightly or not. */
const words = [
  'Incorrect API key provided: sk-abcde***wxyz.',
  'Failed to validate API key. Please try again later',
  'Upstream authentication failed',
  'Unauthorized',
  'Invalid token',
  'The API key has expired',
  'API key has been revoked',
  'This key is disabled',
  'Your authentication token is not from a valid issuer.',
  '无效的令牌，数据库查询出错',
  '该令牌已过期',
  '未提供令牌',
  '密钥验证失败',
];
const codes = [
  null,
  'invalid_api_key',
  'token_expired',
  'invalid_issuer',
  'authentication_error',
  401,
  '403',
];

describe('a fault of the service', () => {
  test('judges no key, whatever it says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 500, max: 599 }),
        fc.constantFrom(...words),
        fc.constantFrom(...codes),
        fc.boolean(),
        fc.constantFrom('models' as const, 'chat' as const),
        (status, message, code, official, purpose) => {
          const changes = { purpose, ...(official ? {} : { endpoint: elsewhere }) };
          for (const body of [error(message, code), { detail: message }, message]) {
            expect(causeOf(answered(status, body, {}, changes))).not.toMatch(/^key_/);
          }
        },
      ),
      { numRuns: process.env['CI'] ? 3000 : 300 },
    );
  });
});

describe('a key that got a list of models', () => {
  const refusals: readonly (readonly [number, unknown])[] = [
    [401, error('Incorrect API key provided: sk-abcde***wxyz.', 'invalid_api_key')],
    [401, error('Provided authentication token is expired.', 'token_expired')],
    [401, error('Your authentication token is not from a valid issuer.', 'invalid_issuer')],
    [401, error('Unauthorized')],
  ];

  test.each(refusals)('is judged by nothing that comes after it at OpenAI: %i %j', (status, body) => {
    const found = diagnose(answered(status, body), { listed: true });
    expect(found).toMatchObject({ ok: false, cause: 'unknown', status, facts: {} });
    expect(found.ok || found.said).toBeTruthy();
    expect(causeOf(answered(status, body), false)).toMatch(/^key_/);
  });

  test.each(refusals)('elsewhere is, since anyone gets that list: %i %j', (status, body) => {
    expect(causeOf(answered(status, body, {}, { endpoint: elsewhere }), true)).toMatch(/^key_/);
  });

  test('is told what it lacks, and of what kind it is', () => {
    const lacking = answered(403, error('Missing scopes: model.request'));
    const ofAnotherKind = answered(403, error('Admin API keys cannot be used for this endpoint.'));
    expect(causeOf(lacking, true)).toBe('key_missing_scope');
    expect(causeOf(ofAnotherKind, true)).toBe('key_type_not_allowed');
  });
});
