import { describe, expect, test } from 'vitest';
import { createAdminApi } from '../../src/adapters/api/admin.ts';
import { clock } from '../../src/adapters/system/clock.ts';
import { type Spending, seeSpending } from '../../src/checks/api/spending.ts';
import { type Account, nobody } from '../../src/domain/account/whose.ts';
import type { KeyOrigin } from '../../src/domain/loading/place.ts';
import { defaultEndpoint, type Endpoint, parseEndpoint } from '../../src/domain/network/endpoint.ts';
import type { Secret } from '../../src/domain/secrets/secret.ts';
import { cleanText } from '../../src/domain/text/clean.ts';
import type { AdminApi } from '../../src/ports/admin.ts';
import { refusal } from '../e2e/verify-helpers.ts';
import { type ServedAnswer, serve } from '../support/api.ts';
import { keyBuilders } from '../support/keys.ts';

const adminKey = keyBuilders.admin(3);
const org = '/v1/organization';
const project = `${org}/projects/proj_1`;
const limit = (cents: number, status = 'enforcing'): ServedAnswer => ({
  body: {
    object: 'organization.spend_limit',
    threshold_amount: cents,
    currency: 'USD',
    interval: 'month',
    enforcement: { status },
  },
});
const alerts = (...cents: readonly number[]): ServedAnswer => ({
  body: {
    object: 'list',
    has_more: false,
    data: cents.map((amount, at) => ({
      id: `alert_${at}`,
      object: 'organization.spend_alert',
      threshold_amount: amount,
      currency: 'USD',
      interval: 'month',
      notification_channel: { type: 'email', recipients: ['owner@example.com'] },
    })),
  },
});
const none = refusal(404, 'not_found', 'No spend limit is configured for this organization.');

function endpointAt(baseURL: string, source: Endpoint['source'] = { type: 'option' }): Endpoint {
  const parsed = parseEndpoint(baseURL, source);
  if (!parsed.ok) throw new Error(parsed.cause);
  return parsed.endpoint;
}

async function see(
  routes: Readonly<Record<string, ServedAnswer>>,
  account: Partial<Account> = {},
): Promise<Spending | null> {
  const api = await serve(routes);
  const whose = { ...nobody, account: { ...nobody.account, ...account } };
  return seeSpending(portsWith(createAdminApi({ redact: (text) => text, env: {}, clock })), {
    endpoint: endpointAt(api.baseURL),
    origin: { type: 'prompt' },
    whose,
  });
}

const portsWith = (admin: AdminApi, key = adminKey, remembered: Secret[] = []) => ({
  admin,
  clock,
  env: { OPENAI_ADMIN_KEY: ` ${key}\n` },
  remember: (secret: Secret) => void remembered.push(secret),
});

describe('what the administration API says of spending', () => {
  test('a limit and alerts, of organization and project', async () => {
    const seen = await see(
      {
        [`GET ${org}/spend_limit`]: limit(10_000),
        [`GET ${org}/spend_alerts`]: alerts(8000, 5000),
        [`GET ${project}/spend_limit`]: limit(2500, 'inactive'),
        [`GET ${project}/spend_alerts`]: alerts(),
      },
      { project: cleanText('proj_1') },
    );
    expect(seen).toEqual({
      kind: 'told',
      organization: { limit: { cents: 10_000, enforced: true }, alerts: [5000, 8000] },
      project: { limit: { cents: 2500, enforced: false }, alerts: [] },
    });
  });

  test('no limit is none, and what is refused is not known', async () => {
    const seen = await see({
      [`GET ${org}/spend_limit`]: none,
      [`GET ${org}/spend_alerts`]: refusal(403, null, 'Missing scopes: api.management.read'),
    });
    expect(seen).toMatchObject({ organization: { limit: 'none', alerts: 'unknown' }, project: null });
  });

  test.each([
    ['a server that has no such path', refusal(404, null, 'Invalid URL (GET /v1/organization/spend_limit)')],
    ['an admin key that is refused', refusal(401, 'invalid_api_key', 'Incorrect API key provided')],
    ['a failing service', { status: 500, body: 'oops' }],
    ['something else', { body: { hello: 'world' } }],
  ])('%s tells nothing', async (_, answer) => {
    const seen = await see({ [`GET ${org}/spend_limit`]: answer, [`GET ${org}/spend_alerts`]: answer });
    expect(seen?.kind).toBe('refused');
  });

  test.each([
    ['another currency', { ...(limit(1).body as object), currency: 'EUR' }],
    ['a limit that is none', { ...(limit(1).body as object), threshold_amount: '100' }],
    ['a negative one', { ...(limit(1).body as object), threshold_amount: -1 }],
  ])('%s is not known', async (_, body) => {
    const seen = await see({ [`GET ${org}/spend_limit`]: { body }, [`GET ${org}/spend_alerts`]: alerts(1) });
    expect(seen).toMatchObject({ organization: { limit: 'unknown', alerts: [1] } });
  });

  test("another organization's limit is not told as this key's", async () => {
    const headers = { 'openai-organization': 'umbrella' };
    const seen = await see(
      {
        [`GET ${org}/spend_limit`]: { ...limit(10_000), headers },
        [`GET ${org}/spend_alerts`]: { ...alerts(1), headers },
      },
      { organization: cleanText('acme') },
    );
    expect(seen).toEqual({ kind: 'elsewhere', organization: 'umbrella' });
  });

  test('a project id that is none is not put into a path', async () => {
    const seen = await see(
      { [`GET ${org}/spend_limit`]: limit(1), [`GET ${org}/spend_alerts`]: alerts() },
      { project: cleanText('../../x') },
    );
    expect(seen).toMatchObject({ kind: 'told', project: null });
  });
});

describe('the admin key goes nowhere else', () => {
  const never = new Proxy({} as AdminApi, {
    get: () => () => {
      throw new Error('the admin key would have been sent');
    },
  });
  const inFile = { type: 'file', absolute: '/p/.env', line: 2 } as const;
  const loopback = 'http://127.0.0.1:9/v1';

  test.each<[string, string, Endpoint, KeyOrigin]>([
    [
      'a gateway of the shell',
      adminKey,
      endpointAt('https://gateway.example/v1', { type: 'environment', name: 'OPENAI_BASE_URL' }),
      { type: 'prompt' },
    ],
    ['a gateway of the very file', adminKey, endpointAt('https://gateway.example/v1', inFile), inFile],
    [
      'this machine, where only a project file names it',
      adminKey,
      endpointAt(loopback, inFile),
      { type: 'prompt' },
    ],
    ['OpenAI, where it is no admin key', keyBuilders.project(), defaultEndpoint, { type: 'prompt' }],
    ['anywhere, where it cannot be sent', 'sk-admin-\u0007', endpointAt(loopback), { type: 'prompt' }],
    ['anywhere, where there is none', '', defaultEndpoint, { type: 'prompt' }],
  ])('not to %s', async (_, key, endpoint, origin) => {
    expect(await seeSpending(portsWith(never, key), { endpoint, origin, whose: null })).toBeNull();
  });

  test('and is masked from then on', async () => {
    const remembered: Secret[] = [];
    await seeSpending(portsWith(never, keyBuilders.project(), remembered), {
      endpoint: defaultEndpoint,
      origin: { type: 'prompt' },
      whose: null,
    });
    expect(remembered).toHaveLength(1);
  });
});
