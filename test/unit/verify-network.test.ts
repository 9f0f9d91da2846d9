import { describe, expect, test } from 'vitest';
import { climbAfter, type LadderSeen, refine } from '../../src/checks/api/network.ts';
import type { Exchange, Phase } from '../../src/domain/diagnosis/evidence.ts';
import { type Finding, localFinding } from '../../src/domain/diagnosis/finding.ts';
import { defaultEndpoint } from '../../src/domain/network/endpoint.ts';
import { conclude, type LadderConclusion, type LadderStep } from '../../src/domain/network/ladder.ts';
import type { ProxyServer } from '../../src/domain/network/proxy.ts';
import { memoryFiles } from '../support/memory-files.ts';

const failed = (phase: Phase, timedOut = false, proxy: string | null = null): Exchange => ({
  purpose: 'models',
  endpoint: defaultEndpoint,
  key: null,
  model: null,
  organization: null,
  project: null,
  proxy,
  response: null,
  failure: { phase, timedOut, chain: [] },
  tls: null,
  ms: 1.5,
  startedAt: 0,
});

const step: LadderStep = {
  way: 'direct',
  rung: 'dns',
  family: 4,
  target: 'api.openai.com',
  ok: false,
  timedOut: false,
  code: 'ENOTFOUND',
  ms: 1.25,
};

function portsWith(env: Record<string, string | undefined>, files: Record<string, string> = {}) {
  const probed: { proxy: ProxyServer | null; deadline: number }[] = [];
  const network = {
    probe: async (_endpoint: unknown, proxy: ProxyServer | null, deadline: number) => {
      probed.push({ proxy, deadline });
      return [step];
    },
  };
  const ports = {
    env,
    network,
    clock: { now: () => 1000, sleep: async () => {} },
    cwd: '/project',
    home: '/home/u',
    platform: 'linux' as const,
    files: memoryFiles(files),
  };
  return { probed, ports };
}

describe('climbing the ladder', () => {
  test('names the proxy that NO_PROXY keeps from being used, and never asks it', async () => {
    const { ports, probed } = portsWith({
      HTTPS_PROXY: 'http://u:pw@proxy:3128',
      NO_PROXY: '*',
      no_proxy: '*',
    });
    const seen = await climbAfter(ports, defaultEndpoint, failed('dns'), 5000);
    expect(probed).toEqual([{ proxy: null, deadline: 5000 }]);
    expect(seen?.proxy).toEqual({ masked: 'http://…@proxy:3128', variable: 'HTTPS_PROXY' });
    expect(seen?.conclusions.at(-1)?.finding).toBe('proxy_excepted');
    expect(JSON.stringify(seen)).not.toContain('pw');
  });
  test('without a proxy only the straight way', async () => {
    const { ports, probed } = portsWith({});
    expect((await climbAfter(ports, defaultEndpoint, failed('connect'), 1))?.proxy).toBeNull();
    expect(probed[0]?.proxy).toBeNull();
  });
  test.each<[string, Exchange]>([
    [
      'an answer came',
      {
        ...failed('dns'),
        failure: null,
        response: { status: 500, headers: {}, body: '' },
      },
    ],
    ['nothing was sent', failed('prepare')],
    ['the answer only took too long', failed('headers', true)],
    ['the body only took too long', failed('body', true)],
  ])('not where %s', async (_, exchange) => {
    const { ports, probed } = portsWith({});
    expect(await climbAfter(ports, defaultEndpoint, exchange, 1)).toBeNull();
    expect(probed).toEqual([]);
  });
});

test('a proxy that cannot be used is no reason to climb', async () => {
  const { ports, probed } = portsWith({ HTTPS_PROXY: 'socks5://127.0.0.1:1080' });
  expect(await climbAfter(ports, defaultEndpoint, failed('proxy'), 1)).toBeNull();
  expect(probed).toEqual([]);
});

describe('a proxy that only npm knows', () => {
  const found = async (env: Record<string, string>, files: Record<string, string>) => {
    const { ports } = portsWith(env, files);
    const seen = await climbAfter(ports, defaultEndpoint, failed('dns'), 5000);
    return seen?.conclusions.find(({ finding }) => finding === 'proxy_of_npm')?.facts;
  };
  const printed = 'npm exec -c "node -p process.env.npm_config_https_proxy"';
  const command = `export HTTPS_PROXY="$(${printed})"`;

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['in the user’s .npmrc', {}, { '/home/u/.npmrc': 'a=1\nhttps-proxy = http://u:pw@proxy:3128\r\n' }],
    ['in the project’s .npmrc', {}, { '/project/.npmrc': 'https-proxy="http://u:pw@proxy:3128"' }],
    ['handed on by npx', { npm_config_https_proxy: 'http://u:pw@proxy:3128' }, {}],
    ['in a variable of npm', { NPM_CONFIG_HTTPS_PROXY: 'http://u:pw@proxy:3128' }, {}],
  ])('%s', async (_, env, files) =>
    expect(await found(env, files)).toEqual({ proxy: 'http://…@proxy:3128', name: 'https-proxy', command }),
  );

  test('without a password npm prints it itself', async () =>
    expect(await found({}, { '/home/u/.npmrc': 'proxy=http://proxy:3128' })).toEqual({
      proxy: 'http://proxy:3128',
      name: 'proxy',
      command: 'export HTTPS_PROXY="$(npm config get proxy)"',
    }));

  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['none', {}, { '/home/u/.npmrc': 'noproxy=a\n#proxy=http://x:1\n' }],
    ['one that is switched off', { npm_config_proxy: 'null' }, { '/home/u/.npmrc': 'proxy=http://x:1' }],
    ['a variable for all', { HTTPS_PROXY: 'http://p:1' }, { '/home/u/.npmrc': 'proxy=http://x:1' }],
  ])('%s: nothing is said', async (_, env, files) => expect(await found(env, files)).toBeUndefined());
});

describe('more authorities that Node could not use', () => {
  const cert = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';
  const seen = async (files: Record<string, string>) => {
    const { ports } = portsWith({ NODE_EXTRA_CA_CERTS: '/ca.pem' }, files);
    return (await climbAfter(ports, defaultEndpoint, failed('tls'), 5000))?.extraCa ?? null;
  };
  const path = { absolute: '/ca.pem' };
  test('not there', async () => expect(await seen({})).toEqual({ path, problem: 'missing' }));
  test.each(['', 'binary\u0000', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'])(
    'no certificate: %j',
    async (text) => expect(await seen({ '/ca.pem': text })).toEqual({ path, problem: 'no_certificate' }),
  );
  test('a certificate', async () => expect(await seen({ '/ca.pem': `# ours\n${cert}` })).toBeNull());

  test('is a fact of a certificate that is not trusted, and of nothing else', () => {
    const extraCa = { path, problem: 'missing' } as const;
    const ladder: LadderSeen = {
      steps: [],
      conclusions: [],
      proxy: null,
      wentThroughProxy: false,
      extraCa,
      otherCa: null,
    };
    const about = (finding: Finding) => refine(finding, ladder).facts;
    expect(about(localFinding('network_tls_untrusted'))).toEqual({ extraCa });
    expect(about(localFinding('network_tls_untrusted', { reason: 'client_certificate' }))).not.toHaveProperty(
      'extraCa',
    );
    expect(about(localFinding('network_dns'))).toEqual({});
  });
});

describe('what the ladder makes of a cause', () => {
  const seen = (wentThroughProxy: boolean, ...conclusions: LadderConclusion[]): LadderSeen => ({
    steps: [],
    conclusions,
    proxy: null,
    wentThroughProxy,
    extraCa: null,
    otherCa: null,
  });
  const certificate = { issuer: 'Office', localTime: '2026-11-21T10:00:00Z' };

  test('a rung that says why is worth more than where it broke off', () => {
    const found = seen(false, conclude('tls_inspected', certificate));
    expect(refine(localFinding('network_reset'), found)).toMatchObject({
      cause: 'network_tls_untrusted',
      facts: { issuer: 'Office' },
    });
  });
  test('the clock', () => {
    const found = seen(
      false,
      conclude('clock_wrong', { ...certificate, serverDate: '2026-11-22T10:00:00Z' }),
    );
    expect(refine(localFinding('network_timeout'), found).cause).toBe('network_tls_clock');
  });
  test('a cause that is exact stays', () => {
    const found = seen(false, { finding: 'login_page', facts: { status: 200 } });
    expect(refine(localFinding('network_tls_host'), found).cause).toBe('network_tls_host');
  });
  test('where it broke off again says nothing new', () => {
    const found = seen(false, { finding: 'dropped', facts: {} });
    expect(refine(localFinding('network_unreachable'), found).cause).toBe('network_unreachable');
  });
  test('a proxy that the call did not use is not to blame', () => {
    const found = seen(false, { finding: 'proxy_unreachable', facts: {} });
    expect(refine(localFinding('network_refused'), found).cause).toBe('network_refused');
    expect(refine(localFinding('network_reset'), { ...found, wentThroughProxy: true }).cause).toBe(
      'network_proxy_unreachable',
    );
  });
  test('nothing seen changes nothing', () => {
    const finding = localFinding('network_dns');
    expect(refine(finding, null)).toBe(finding);
    expect(refine(finding, seen(false))).toBe(finding);
  });
});
