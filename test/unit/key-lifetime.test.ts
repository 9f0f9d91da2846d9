import { describe, expect, test } from 'vitest';
import { expiryWarnings, warnOfExpiry } from '../../src/checks/api/key-expiry.ts';
import { lifetimeLimit } from '../../src/domain/account/lifetime.ts';
import { nobody } from '../../src/domain/account/whose.ts';
import { defaultEndpoint } from '../../src/domain/network/endpoint.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { cleanText } from '../../src/domain/text/clean.ts';
import type { Ports } from '../../src/ports/ports.ts';
import { maskedByApi } from '../../src/standin/answers.ts';
import { keyBuilders } from '../support/keys.ts';
import { answered, failed } from './diagnose.support.ts';

const refusal = (status: number, message: string, param: string | null = null) =>
  answered(status, { error: { message, type: 'invalid_request_error', param, code: null } });

describe('a refusal to make a key names the longest lifetime', () => {
  test.each([
    ['Maximum key lifetime for this organization is 30 days.', null, 90, 30],
    ['expires_in_seconds 7776000 exceeds the maximum of 2592000 seconds', null, 90, 30],
    ['Your organization policy requires keys to expire within 90 days', null, null, 90],
    ["'expires_in_seconds' must be less than or equal to 604800", 'expires_in_seconds', 30, 7],
    ['The lifetime must be at most 1,209,600 seconds.', null, 30, 14],
    ['密钥有效期超过上限 30 天', null, 60, 30],
    ['An expiration is required by your organization policy.', null, null, null],
    ['Bad value', 'expires_in_seconds', 30, null],
  ])('%s', (message, param, asked, days) => {
    expect(lifetimeLimit(refusal(400, message, param), asked)).toEqual({ days });
  });

  test.each([
    ['another refusal', refusal(400, 'Missing required parameter: name', 'name')],
    ['an expired admin key', refusal(401, 'This admin key has expired.')],
    ['a fault of the service', refusal(500, 'Maximum lifetime is 30 days')],
    ['no answer', failed([{ name: 'Error', message: 'x' }])],
    ['a success', answered(200, { id: 'x' })],
  ])('not %s', (_, exchange) => expect(lifetimeLimit(exchange, 30)).toBeNull());
});

describe('a key that ends soon', () => {
  const now = Date.parse('2026-11-27T12:00:00Z');
  const inDays = (days: number) => Math.round(now / 1000 + days * 86_400);

  test.each([
    [0.5, 0],
    [1, 1],
    [13.9, 13],
    [14, null],
    [400, null],
    [-1, null],
    [0, null],
  ])('in %d days', (days, left) => {
    const facts = expiryWarnings(inDays(days), now).map((one) => one.facts);
    expect(facts).toMatchObject(left === null ? [] : [{ days: left }]);
  });

  const key = keyBuilders.serviceAccount(1);
  const entry = (text: string, expiresAt: number | null) => ({
    id: cleanText('key_1'),
    name: cleanText('one'),
    redacted: maskedByApi(text),
    expiresAt,
    serviceAccount: null,
  });
  const asked: string[] = [];
  const see = (entries: readonly unknown[] | null, project: string | null, admin = keyBuilders.admin()) =>
    warnOfExpiry(
      {
        admin: {
          listKeys: async (access: { project: string }) => {
            asked.push(access.project);
            return { exchange: answered(200, {}), value: entries };
          },
        },
        clock: { now: () => now },
        env: { OPENAI_ADMIN_KEY: admin },
        remember: () => {},
      } as unknown as Ports,
      {
        endpoint: defaultEndpoint,
        origin: { type: 'prompt' },
        whose: {
          ...nobody,
          account: { ...nobody.account, project: project === null ? null : cleanText(project) },
        },
        key: new Secret(key),
      },
    );

  test('is found among those of its project', async () => {
    const other = entry(keyBuilders.project(2), inDays(1));
    expect(await see([other, entry(key, inDays(5))], 'proj_1')).toMatchObject([
      { id: 'key_expires_soon', facts: { days: 5, date: '2026-12-02' } },
    ]);
  });

  test.each([
    ['it has no end', [entry(key, null)], 'proj_1'],
    ['it is not there', [entry(keyBuilders.project(2), inDays(1))], 'proj_1'],
    ['two look like it', [entry(key, inDays(1)), entry(key, inDays(2))], 'proj_1'],
    ['the list was refused', null, 'proj_1'],
  ])('nothing is said where %s', async (_, entries, project) => {
    expect(await see(entries, project)).toEqual([]);
  });

  test('nobody is asked without a project, or without an admin key', async () => {
    asked.length = 0;
    expect(await see([entry(key, inDays(1))], null)).toEqual([]);
    expect(await see([entry(key, inDays(1))], '../x')).toEqual([]);
    expect(await see([entry(key, inDays(1))], 'proj_1', keyBuilders.project())).toEqual([]);
    expect(asked).toEqual([]);
  });
});
