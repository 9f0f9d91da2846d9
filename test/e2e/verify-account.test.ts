import { describe, expect, test } from 'vitest';
import { type ServedAnswer, serve } from '../support/api.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';
import { runCli } from '../support/run.ts';
import { completed, env, healthy, listed, refusal, rejected, type VerifyDocument } from './verify-helpers.ts';

/** A server that says of itself that it is OpenAI's. */
const ofOpenai = { ...healthy, 'GET /v1/models': { ...listed, headers: { 'openai-version': '2020-10-01' } } };

const key = keyBuilders.project(7);
const secrets = [key];

const owner = { 'openai-organization': 'acme-inc', 'openai-project': 'proj_aBcDeF12' };
const limits = { 'x-ratelimit-limit-requests': '500', 'x-ratelimit-limit-tokens': '200000' };
const withHeaders = (answer: ServedAnswer, headers: Record<string, string>): ServedAnswer => ({
  ...answer,
  headers: { ...answer.headers, ...headers },
});
const named = {
  'GET /v1/models': withHeaders(listed, owner),
  'POST /v1/chat/completions': withHeaders(completed, { ...owner, ...limits }),
};

async function verify(baseURL: string, args: readonly string[]) {
  const project = await makeProject({ '.env': env({ OPENAI_API_KEY: key, OPENAI_BASE_URL: baseURL }) });
  return runCli(['verify', ...args], { cwd: project.path, secrets });
}

interface Told {
  readonly account: unknown;
  readonly rateLimits: unknown;
}

describe('whose key it is', () => {
  test('in JSON', async () => {
    const api = await serve(named);
    const { json } = await verify(api.baseURL, ['--json']);
    expect(json as Told).toMatchObject({
      account: { organization: 'acme-inc', project: 'proj_aBcDeF12', region: null },
      rateLimits: { requestsPerMinute: 500, tokensPerMinute: 200_000 },
    });
  });

  test.each([
    ['en', 'acme-inc · proj_aBcDeF12 · 500 requests and 200,000 tokens per minute'],
    ['zh-CN', 'acme-inc · proj_aBcDeF12 · 每分钟 500 次请求、200,000 个 token'],
  ])('in one line of text, piped (%s)', async (language, line) => {
    const api = await serve(named);
    const { stdout } = await verify(api.baseURL, ['--lang', language]);
    expect(stdout.split('\n').filter((one) => one.includes(line))).toHaveLength(1);
  });

  test('with --verbose, each with its meaning', async () => {
    const api = await serve(named);
    const { stdout } = await verify(api.baseURL, ['--verbose']);
    expect(stdout).toMatch(/organization +acme-inc · the organization of the key/);
    expect(stdout).toMatch(/region +none · /);
    expect(stdout).toMatch(/tokens +200000 · tokens per minute/);
  });

  test('a report to share masks it, in quoted words too', async () => {
    const message = 'No credit left in acme-inc (org-aBcDeF123456).';
    const refused = refusal(429, 'credit_balance_exhausted', message);
    const api = await serve({
      'GET /v1/models': named['GET /v1/models'],
      'POST /v1/chat/completions': withHeaders(refused, { ...owner, ...limits }),
    });
    const { stdout } = await verify(api.baseURL, ['--report']);
    expect(stdout).not.toMatch(/acme|aBcDeF/);
    expect(stdout).toContain('account: … · proj_… · 500 requests and 200,000 tokens per minute');
    expect(stdout).toContain('No credit left in … (org-…)');
  });

  test('a failure tells it as well', async () => {
    const refused = refusal(429, 'rate_limit_exceeded', 'Rate limit reached. Please try again in 90s.');
    const api = await serve({
      'GET /v1/models': listed,
      'POST /v1/chat/completions': withHeaders(refused, { ...owner, ...limits }),
    });
    const { json } = await verify(api.baseURL, ['--json', '--timeout', '5']);
    expect(json as Told).toMatchObject({
      account: { organization: 'acme-inc' },
      rateLimits: { requestsPerMinute: 500 },
    });
  });

  test('nothing is made up where nobody says it, nor without a request', async () => {
    const api = await serve(healthy);
    const nothing = {
      account: { organization: null, project: null, region: null },
      rateLimits: { requestsPerMinute: null, tokensPerMinute: null },
    };
    expect((await verify(api.baseURL, ['--json'])).json).toMatchObject(nothing);
    const offline = await verify('http://127.0.0.1:9/v1', ['--offline']);
    expect(offline.stdout).not.toContain('account');
    expect((await verify('http://127.0.0.1:9/v1', ['--offline', '--json'])).json).toMatchObject(nothing);
  });
});

describe('two keys that disagree', () => {
  const other = keyBuilders.project(8);
  const asked = (owners: Readonly<Record<string, string | null>>) => ({
    'GET /v1/models': ({ carried }: { carried(key: string): boolean }): ServedAnswer => {
      const [, organization = null] = Object.entries(owners).find(([one]) => carried(one)) ?? [];
      return organization === null ? rejected : withHeaders(listed, { 'openai-organization': organization });
    },
    'POST /v1/chat/completions': completed,
  });

  async function disagreeing(
    owners: Readonly<Record<string, string | null>>,
    args: readonly string[] = ['--json'],
    shell: Record<string, string> = {},
  ) {
    const api = await serve(asked(owners));
    const project = await makeProject({
      '.env': env({ OPENAI_API_KEY: other, OPENAI_BASE_URL: api.baseURL }),
    });
    const variables = { OPENAI_API_KEY: key, OPENAI_BASE_URL: api.baseURL, ...shell };
    const run = await runCli(['verify', ...args], {
      cwd: project.path,
      env: variables,
      secrets: [key, other],
    });
    return { ...run, api };
  }
  const shadowed = (json: unknown) =>
    (json as VerifyDocument).warnings.find(({ id }) => id === 'shadowed_by_environment')?.message;

  test('and have one organization', async () => {
    const { json, code, api } = await disagreeing({ [key]: 'acme', [other]: 'acme' });
    expect(code).toBe(0);
    expect(shadowed(json)).toContain('Both keys belong to the same organization (acme).');
    expect(api.requests).toHaveLength(3);
  });

  test('and have two', async () => {
    const { json } = await disagreeing({ [key]: 'acme', [other]: 'umbrella' });
    expect(shadowed(json)).toContain('this one to acme, the other to umbrella.');
    expect((json as Told).account).toMatchObject({ organization: 'acme' });
  });

  test('and the other is refused, which is no fault of the one that counts', async () => {
    const { json, code } = await disagreeing({ [key]: 'acme', [other]: null });
    expect(code).toBe(0);
    expect(shadowed(json)).toContain('The API does not accept the other key.');
  });

  test('the report to share names neither', async () => {
    const { stdout } = await disagreeing({ [key]: 'acme', [other]: 'umbrella' }, ['--report']);
    expect(stdout).not.toMatch(/acme|umbrella/);
    expect(stdout).toContain('different organizations');
  });

  test('nothing is asked where the answers do not name the owner', async () => {
    const { json, api } = await disagreeing({ [key]: '', [other]: 'acme' });
    expect(shadowed(json)).not.toContain('organization');
    expect(api.requests.some(({ carried }) => carried(other))).toBe(false);
  });

  test('nor where the other key has a host of its own', async () => {
    const api = await serve({ ...asked({ [key]: 'acme' }) });
    const project = await makeProject({
      '.env': env({ OPENAI_API_KEY: other, OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' }),
    });
    const variables = { OPENAI_API_KEY: key, OPENAI_BASE_URL: api.baseURL };
    const { json } = await runCli(['verify', '--json'], {
      cwd: project.path,
      env: variables,
      secrets: [key, other],
    });
    expect(shadowed(json)).not.toContain('organization');
    expect(api.requests).toHaveLength(2);
  });

  test('nor with --offline', async () => {
    const project = await makeProject({ '.env': env({ OPENAI_API_KEY: other }) });
    const { json } = await runCli(['verify', '--json', '--offline'], {
      cwd: project.path,
      env: { OPENAI_API_KEY: key, OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' },
      secrets: [key, other],
    });
    expect(shadowed(json)).not.toContain('organization');
  });
});

describe('what may be spent, with an admin key in the environment', () => {
  const adminKey = keyBuilders.admin(3);
  const budget = {
    'GET /v1/organization/spend_limit': ({ carried }: { carried(key: string): boolean }): ServedAnswer =>
      carried(adminKey)
        ? {
            body: {
              object: 'organization.spend_limit',
              threshold_amount: 12_345,
              currency: 'USD',
              interval: 'month',
            },
          }
        : rejected,
    'GET /v1/organization/spend_alerts': (): ServedAnswer => ({
      body: { object: 'list', data: [], has_more: false },
    }),
  };

  async function run(
    args: readonly string[],
    routes: Parameters<typeof serve>[0],
    variables: Record<string, string>,
  ) {
    const api = await serve(routes, { keyless: listed });
    const project = await makeProject();
    const shell = { OPENAI_BASE_URL: api.baseURL, ...variables };
    const ran = await runCli(args, {
      cwd: project.path,
      env: shell,
      input: `${key}\n`,
      secrets: [key, adminKey],
    });
    return { ...ran, api };
  }

  test('setup tells it in its checklist', async () => {
    const { code, stdout, api } = await run(
      ['setup', '--key-stdin'],
      { ...healthy, ...budget },
      { OPENAI_ADMIN_KEY: adminKey },
    );
    expect(code).toBe(0);
    expect(stdout).toContain('spend limit of the organization: $123.45 per month (admin API)');
    expect(stdout).toContain('spend alerts of the organization: none (admin API)');
    const withAdminKey = api.requests.filter(({ carried }) => carried(adminKey));
    expect(withAdminKey.every(({ method }) => method === 'GET')).toBe(true);
    expect(withAdminKey).toHaveLength(2);
  });

  test('setup says how to see it where there is no admin key, or none that is accepted', async () => {
    const plain = await run(['setup', '--key-stdin'], ofOpenai, {});
    expect(plain.stdout).toMatch(/spend limit: an API key cannot see it; set it on\s+https:/);
    const refused = {
      'GET /v1/organization/spend_limit': rejected,
      'GET /v1/organization/spend_alerts': rejected,
    };
    const wrong = await run(
      ['setup', '--key-stdin'],
      { ...ofOpenai, ...refused },
      { OPENAI_ADMIN_KEY: adminKey },
    );
    expect(wrong.code).toBe(0);
    expect(wrong.stdout).toContain('not given by the admin API');
    expect(wrong.stdout).toContain('settings/organization/limits');
  });

  test('verify tells it with --verbose only', async () => {
    const told = await run(
      ['verify', '--key-stdin', '--verbose'],
      { ...healthy, ...budget },
      { OPENAI_ADMIN_KEY: adminKey },
    );
    expect(told.stdout).toContain('$123.45 per month');
    const json = await run(
      ['verify', '--key-stdin', '--verbose', '--json'],
      { ...healthy, ...budget },
      { OPENAI_ADMIN_KEY: adminKey },
    );
    expect(json.json).toMatchObject({
      spending: {
        organization: { limit: 'set', limitUsd: 123.45, alertsUsd: [] },
        project: null,
        problem: null,
      },
    });
    const quiet = await run(['verify', '--key-stdin'], healthy, { OPENAI_ADMIN_KEY: adminKey });
    expect(quiet.code).toBe(0);
  });
});
