import { describe, expect, test } from 'vitest';
import { climbAfter, type LadderSeen, refine } from '../../src/checks/network.ts';
import type { Exchange, Phase } from '../../src/domain/diagnosis/evidence.ts';
import { localFinding } from '../../src/domain/diagnosis/finding.ts';
import { defaultEndpoint } from '../../src/domain/network/endpoint.ts';
import { conclude, type LadderConclusion, type LadderStep } from '../../src/domain/network/ladder.ts';
import type { ProxyServer } from '../../src/domain/network/proxy.ts';

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

function portsWith(env: Record<string, string | undefined>) {
  const probed: { proxy: ProxyServer | null; deadline: number }[] = [];
  const network = {
    probe: async (_endpoint: unknown, proxy: ProxyServer | null, deadline: number) => {
      probed.push({ proxy, deadline });
      return [step];
    },
  };
  return { probed, ports: { env, network, clock: { now: () => 1000, sleep: async () => {} } } };
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

describe('what the ladder makes of a cause', () => {
  const seen = (wentThroughProxy: boolean, ...conclusions: LadderConclusion[]): LadderSeen => ({
    steps: [],
    conclusions,
    proxy: null,
    wentThroughProxy,
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
