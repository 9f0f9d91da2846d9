import type { Cause, TextFacts } from '../diagnosis/causes.ts';
import type { RecordedCertificate } from '../diagnosis/evidence.ts';
import type { Endpoint } from './endpoint.ts';

/**
 * One rung of the ladder, climbed without a key after a call failed below HTTP. On the way `direct` every rung is
 * about the endpoint; on the way `proxy`, `dns` and `tcp` are about the proxy, and the rest goes through it.
 */
export interface LadderStep {
  readonly way: 'direct' | 'proxy';
  readonly rung: 'dns' | 'tcp' | 'connect' | 'tls' | 'http';
  /** IPv4 or IPv6, where each is tried on its own. */
  readonly family: 4 | 6 | null;
  /** Whom was asked: a name, or `host:port`. */
  readonly target: string;
  readonly ok: boolean;
  /** Nothing came within the rung's time. */
  readonly timedOut: boolean;
  /** The system's or Node's code; null where there is none. */
  readonly code: string | null;
  readonly ms: number;
  readonly addresses?: readonly string[];
  /** Of the answer to `CONNECT`, or of the HTTP answer. */
  readonly status?: number;
  /** The schemes the proxy would take. */
  readonly proxyAuthenticate?: string;
  /** What the other side showed, trusted or not. */
  readonly certificate?: RecordedCertificate;
  readonly page?: { readonly html: boolean; readonly location: string | null; readonly date: string | null };
}

/** What the steps show. Each says more about a cause than the failed call alone could. */
export type LadderFinding =
  | 'proxy_needed'
  | 'proxy_unreachable'
  | 'proxy_wants_password'
  | 'proxy_refuses'
  | 'proxy_not_http'
  | 'name_unknown'
  | 'name_server_silent'
  | 'refused'
  | 'dropped'
  | 'unreachable'
  | 'reset'
  | 'ipv6_broken'
  | 'ipv4_broken'
  | 'not_tls'
  | 'tls_inspected'
  | 'tls_untrusted'
  | 'tls_host'
  | 'certificate_dates'
  | 'clock_wrong'
  | 'login_page'
  | 'redirected'
  | 'service_down'
  | 'answers';

export interface LadderConclusion {
  readonly finding: LadderFinding;
  /** The cause that follows from it; null where it only adds to the call's own. */
  readonly cause: Cause | null;
  readonly facts: TextFacts;
}

/** Below this, two clocks agree well enough for certificates. */
const clockTolerance = 5 * 60_000;

/**
 * Reads the steps, the telling one first. `endpoint` decides whether an unknown authority means inspection: OpenAI's
 * own certificates come from public authorities.
 */
export function readLadder(
  steps: readonly LadderStep[],
  endpoint: Pick<Endpoint, 'official'>,
  now: number,
): LadderConclusion[] {
  const proxySteps = steps.filter((step) => step.way === 'proxy');
  const directSteps = steps.filter((step) => step.way === 'direct');
  const direct = readWay(directSteps, endpoint, now);
  if (proxySteps.length === 0) return [...direct, ...families(directSteps)];

  const proxied = readWay(proxySteps, endpoint, now);
  const found = readProxy(proxySteps) ?? proxied[0];
  const directWorks = direct[0]?.finding === 'answers';
  const conclusions: LadderConclusion[] = [];
  if (found !== undefined) {
    conclusions.push({ ...found, facts: { ...found.facts, directWorks: directWorks ? 'yes' : 'no' } });
  }
  if (found?.finding === 'answers' && !directWorks && direct[0] !== undefined) {
    conclusions.unshift({ finding: 'proxy_needed', cause: null, facts: { without: direct[0].finding } });
  }
  return [...conclusions, ...families(directSteps)];
}

function conclude(finding: LadderFinding, cause: Cause | null, facts: TextFacts = {}): LadderConclusion {
  return { finding, cause, facts };
}

/** The first rung towards the endpoint that breaks, or what the answer on the top rung says. */
function readWay(
  steps: readonly LadderStep[],
  endpoint: Pick<Endpoint, 'official'>,
  now: number,
): LadderConclusion[] {
  const names = steps.filter((step) => step.rung === 'dns');
  const connections = steps.filter((step) => step.rung === 'tcp');
  const tls = steps.find((step) => step.rung === 'tls');
  const http = steps.find((step) => step.rung === 'http');

  if (names.length > 0 && names.every((step) => !step.ok)) return [unresolved(names)];
  if (connections.length > 0 && connections.every((step) => !step.ok)) return [unconnected(connections)];
  if (tls !== undefined && !tls.ok) return [readTls(tls, http, endpoint, now)];
  return http === undefined ? [] : [readAnswer(http, endpoint)];
}

function unresolved(steps: readonly LadderStep[]): LadderConclusion {
  const facts = { host: steps[0]?.target };
  const unknown = steps.some((step) => step.code === 'ENOTFOUND' || step.code === 'ENODATA');
  return conclude(unknown ? 'name_unknown' : 'name_server_silent', 'network_dns', facts);
}

function unconnected(steps: readonly LadderStep[]): LadderConclusion {
  const facts = { target: steps.map((step) => step.target).join(', ') };
  const has = (code: string): boolean => steps.some((step) => step.code === code);
  if (has('ECONNREFUSED')) return conclude('refused', 'network_refused', facts);
  if (has('ECONNRESET')) return conclude('reset', 'network_reset', facts);
  if (steps.some((step) => step.timedOut || step.code === 'ETIMEDOUT')) {
    return conclude('dropped', 'network_timeout', facts);
  }
  return conclude('unreachable', 'network_unreachable', { ...facts, code: steps[0]?.code ?? undefined });
}

/** What stands between here and the proxy, or what the proxy says; null when it opened the way. */
function readProxy(steps: readonly LadderStep[]): LadderConclusion | null {
  const broken = steps.find((step) => !step.ok);
  const ways = steps.filter((step) => step.rung === 'tcp');
  const connect = steps.find((step) => step.rung === 'connect');
  if (connect?.ok) return null;
  if (connect === undefined || connect.timedOut || ways.every((step) => !step.ok)) {
    const facts = { target: broken?.target, code: broken?.code ?? undefined };
    return conclude('proxy_unreachable', 'network_proxy_unreachable', facts);
  }
  const facts = { target: connect.target, status: connect.status, code: connect.code ?? undefined };
  if (connect.status === 407 || connect.status === 401) {
    const schemes = connect.proxyAuthenticate;
    return conclude('proxy_wants_password', 'network_proxy_auth', { ...facts, schemes });
  }
  if (connect.status !== undefined) return conclude('proxy_refuses', 'network_proxy_refused', facts);
  return conclude('proxy_not_http', 'network_proxy_unreachable', facts);
}

function readTls(
  tls: LadderStep,
  http: LadderStep | undefined,
  endpoint: Pick<Endpoint, 'official'>,
  now: number,
): LadderConclusion {
  const { certificate, code } = tls;
  if (certificate === undefined) {
    if (tls.timedOut) return conclude('dropped', 'network_timeout', { target: tls.target });
    if (code === 'ECONNRESET') return conclude('reset', 'network_reset', { target: tls.target });
    return conclude('not_tls', 'network_not_tls', { target: tls.target, code: code ?? undefined });
  }
  const { issuer, validFrom, validTo, altNames } = certificate;
  const facts = { issuer, validFrom, validTo, altNames, code: code ?? undefined };
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return conclude('tls_host', 'network_tls_host', facts);

  const remote = Date.parse(http?.page?.date ?? '');
  const within = (time: number): boolean => time >= Date.parse(validFrom) && time <= Date.parse(validTo);
  const clocksDiffer = !Number.isNaN(remote) && Math.abs(remote - now) > clockTolerance;
  if (!within(now) && clocksDiffer && within(remote)) {
    return conclude('clock_wrong', 'network_tls_clock', {
      ...facts,
      serverDate: new Date(remote).toISOString(),
    });
  }
  if (!within(now)) return conclude('certificate_dates', 'network_tls_clock', facts);
  return conclude(endpoint.official ? 'tls_inspected' : 'tls_untrusted', 'network_tls_untrusted', facts);
}

function readAnswer(http: LadderStep, endpoint: Pick<Endpoint, 'official'>): LadderConclusion {
  const status = http.status;
  if (status === undefined) {
    if (http.timedOut) return conclude('dropped', 'network_timeout', { target: http.target });
    return conclude('reset', 'network_reset', { target: http.target, code: http.code ?? undefined });
  }
  const facts = { status, location: http.page?.location ?? undefined };
  if (status >= 500) return conclude('service_down', 'service_error', facts);
  if (status >= 300 && status < 400) {
    // OpenAI's own hosts redirect nobody who asks for the model list: somebody in between does.
    return endpoint.official
      ? conclude('login_page', 'network_intercepted', facts)
      : conclude('redirected', 'base_url_redirects', facts);
  }
  if (http.page?.html && status < 300) return conclude('login_page', 'network_intercepted', facts);
  return conclude('answers', null, facts);
}

/** One family works and the other does not: programs that insist on the broken one hang. */
function families(steps: readonly LadderStep[]): LadderConclusion[] {
  const connections = steps.filter((step) => step.rung === 'tcp' && step.family !== null);
  const works = connections.find((step) => step.ok);
  const broken = connections.find((step) => !step.ok);
  if (works === undefined || broken === undefined) return [];
  const facts = { target: broken.target, code: broken.code ?? undefined };
  return [conclude(broken.family === 6 ? 'ipv6_broken' : 'ipv4_broken', null, facts)];
}
