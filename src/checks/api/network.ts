import type { OtherCa, UnusableCa } from '../../domain/diagnosis/cause-facts.ts';
import type { Cause } from '../../domain/diagnosis/causes.ts';
import type { Exchange } from '../../domain/diagnosis/evidence.ts';
import { type Finding, findingOf } from '../../domain/diagnosis/finding.ts';
import type { Endpoint } from '../../domain/network/endpoint.ts';
import {
  causeShown,
  conclude,
  type LadderConclusion,
  type LadderStep,
  readLadder,
} from '../../domain/network/ladder.ts';
import { type ProxyServer, type Route, routeFor } from '../../domain/network/proxy.ts';
import type { Ports } from '../../ports/ports.ts';
import { otherCa, unusableCa } from './extra-ca.ts';
import { npmProxy } from './npm-proxy.ts';

/** What climbing the ladder showed after a call had failed below HTTP. */
export interface LadderSeen {
  readonly steps: readonly LadderStep[];
  readonly conclusions: readonly LadderConclusion[];
  /** The proxy that is named, without its password, and the variable that names it; null where there is none. */
  readonly proxy: { readonly masked: string; readonly variable: string } | null;
  /** The call itself went through that proxy. */
  readonly wentThroughProxy: boolean;
  /** A file of more authorities that Node could not use. */
  readonly extraCa: UnusableCa | null;
  /** One that other programs are told of. */
  readonly otherCa: OtherCa | null;
}

/** What looking at the network touches. */
export type LadderPorts = Pick<Ports, 'network' | 'clock' | 'cwd' | 'env' | 'files' | 'home' | 'platform'>;

/** Causes of a call that only say where it broke off: a rung that says why is worth more. */
const vague: readonly Cause[] = [
  'network_dns',
  'network_refused',
  'network_unreachable',
  'network_reset',
  'network_timeout',
  'network_not_tls',
  'unknown',
];

/**
 * Climbs the ladder where a call failed below HTTP; null where it did not, or where the call came so far that
 * the rungs have nothing to add. Sends no key. `deadline`: epoch ms.
 */
export async function climbAfter(
  ports: LadderPorts,
  endpoint: Endpoint,
  { response, failure, proxy }: Exchange,
  deadline: number,
): Promise<LadderSeen | null> {
  if (response !== null || failure === null || failure.phase === 'prepare') return null;
  if (failure.timedOut && (failure.phase === 'headers' || failure.phase === 'body')) return null;
  // Nothing was tried, and nothing would be: the address of the proxy is to be corrected first.
  if (routeFor(endpoint.baseURL, ports.env).type === 'unusable') return null;
  const server = proxyIn(routeFor(endpoint.baseURL, ports.env));
  const excepted = server === null ? exceptedProxy(endpoint, ports.env) : null;
  const steps = await ports.network.probe(endpoint, server, deadline);
  const named = server ?? excepted;
  const npm = named === null ? npmProxy(ports) : null;
  return {
    steps,
    conclusions: [
      ...readLadder(steps, endpoint, ports.clock.now()),
      ...(excepted === null ? [] : [conclude('proxy_excepted', {})]),
      ...(npm === null ? [] : [conclude('proxy_of_npm', npm)]),
    ],
    proxy: named && { masked: named.masked, variable: named.variable },
    wentThroughProxy: proxy !== null,
    extraCa: unusableCa(ports),
    otherCa: otherCa(ports),
  };
}

const proxyIn = (route: Route): ProxyServer | null => (route.type === 'proxy' ? route.proxy : null);

/** A proxy that `NO_PROXY` keeps from being used for this host. It is named, and never asked. */
function exceptedProxy(endpoint: Endpoint, env: Ports['env']): ProxyServer | null {
  const { no_proxy: _lower, NO_PROXY: _upper, ...others } = env;
  return proxyIn(routeFor(endpoint.baseURL, others));
}

/** The call's finding with the cause that the rungs show, where they know better, and what else was seen of it. */
export function refine(finding: Finding, seen: LadderSeen | null): Finding {
  const refined = withLadder(finding, seen);
  if (refined.cause !== 'network_tls_untrusted' || !seen || 'reason' in refined.facts) return refined;
  const { extraCa, otherCa: other } = seen;
  if (!extraCa && !other) return refined;
  const facts = { ...refined.facts, extraCa: extraCa ?? undefined, otherCa: other ?? undefined };
  return findingOf('network_tls_untrusted', facts, refined);
}

function withLadder(finding: Finding, seen: LadderSeen | null): Finding {
  const [first] = seen?.conclusions ?? [];
  if (!first || !seen) return finding;
  const shown = causeShown(first);
  // A proxy that the call did not use is not what broke it.
  if (!shown || (first.finding.startsWith('proxy_') && !seen.wentThroughProxy)) return finding;
  // The same cause, perhaps without the certificate.
  if (shown.cause === finding.cause)
    return findingOf(shown.cause, { ...shown.facts, ...finding.facts }, finding);
  return vague.includes(finding.cause) ? findingOf(shown.cause, shown.facts, finding) : finding;
}
