import type { Caused, CertificateFacts } from '../diagnosis/cause-facts.ts';
import { type CleanFacts, cleanFacts } from '../diagnosis/clean-facts.ts';
import type { RecordedCertificate } from '../diagnosis/evidence.ts';
import type { Endpoint } from './endpoint.ts';
import { proxyAnswer } from './proxy-answer.ts';

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
  /** Of the answer to `CONNECT`, or of the HTTP answer. */
  readonly status?: number;
  /** The schemes the proxy would take. */
  readonly proxyAuthenticate?: string;
  /** What the other side showed, trusted or not. */
  readonly certificate?: RecordedCertificate;
  readonly page?: { readonly html: boolean; readonly location: string | null; readonly date: string | null };
}

/** Nothing beside the finding itself. */
interface Nothing {
  readonly target?: never;
}

/** Who was asked, and the system's or Node's code. */
interface AskedTarget {
  readonly target?: string | undefined;
  readonly code?: string | undefined;
}

/** What a proxy answered to `CONNECT`. */
interface Connect extends AskedTarget {
  readonly status?: number | undefined;
}

/** An HTTP answer. */
interface Answered {
  readonly status: number;
  readonly location?: string | undefined;
}

interface Certificate extends CertificateFacts {
  readonly code?: string | undefined;
}

interface Dates extends Certificate {
  /** The clock of this machine, ISO, UTC. */
  readonly localTime: string;
}

/** What the steps show, each with what is known of it. Each says more about a cause than the failed call alone could. */
export interface LadderFacts {
  /** `NO_PROXY` keeps calls to the host from the proxy, which so was not asked. */
  readonly proxy_excepted: Nothing;
  /** npm alone is told of a proxy. `name`: of its setting; `command`: gives it to all that the shell starts. */
  readonly proxy_of_npm: { readonly proxy: string; readonly name: string; readonly command: string };
  readonly proxy_unreachable: AskedTarget;
  /** It accepts connections, and says nothing. */
  readonly proxy_silent: AskedTarget;
  /** It was reached, and does not get to the host itself. */
  readonly proxy_fails: Connect;
  /** `schemes`: that the proxy would take. */
  readonly proxy_wants_password: Connect & { readonly schemes?: string | undefined };
  readonly proxy_refuses: Connect;
  readonly proxy_not_http: Connect;
  readonly name_unknown: { readonly host: string };
  readonly name_server_silent: { readonly host: string };
  readonly refused: AskedTarget;
  readonly dropped: AskedTarget;
  readonly unreachable: AskedTarget;
  readonly reset: AskedTarget;
  readonly ipv6_broken: AskedTarget;
  readonly ipv4_broken: AskedTarget;
  readonly not_tls: AskedTarget;
  readonly tls_inspected: Certificate;
  readonly tls_untrusted: Certificate;
  readonly tls_host: Certificate;
  readonly certificate_dates: Dates;
  /** `serverDate`: the server's clock, ISO, UTC. */
  readonly clock_wrong: Dates & { readonly serverDate: string };
  readonly login_page: Answered;
  readonly redirected: Answered;
  readonly service_down: Answered;
  readonly answers: Answered;
}

export type LadderFinding = keyof LadderFacts;

export type LadderConclusion<F extends LadderFinding = LadderFinding> = {
  readonly [K in F]: {
    readonly finding: K;
    readonly facts: CleanFacts<LadderFacts[K]>;
    /** For the way through the proxy: the host answers without it. */
    readonly directWorks?: boolean;
  };
}[F];

/** The cause that a rung shows where it says why, whatever the call itself saw; null where it does not. */
export function causeShown({ finding, facts }: LadderConclusion): Caused | null {
  switch (finding) {
    case 'not_tls':
      return { cause: 'network_not_tls', facts: { reason: 'other_protocol' } };
    case 'tls_inspected':
    case 'tls_untrusted':
      return { cause: 'network_tls_untrusted', facts };
    case 'tls_host':
      return { cause: 'network_tls_host', facts };
    case 'certificate_dates':
    case 'clock_wrong':
      return { cause: 'network_tls_clock', facts };
    case 'login_page':
      return { cause: 'network_intercepted', facts: { reason: 'page', location: facts.location } };
    case 'proxy_unreachable':
      return { cause: 'network_proxy_unreachable', facts: { reason: 'no_answer' } };
    case 'proxy_silent':
      return { cause: 'network_proxy_unreachable', facts: { reason: 'silent' } };
    case 'proxy_wants_password':
      return proxyAnswer(facts.status ?? 407, facts.schemes);
    case 'proxy_fails':
    case 'proxy_refuses':
      return facts.status === undefined ? null : proxyAnswer(facts.status, undefined);
    default:
      return null;
  }
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
    conclusions.push({ ...found, directWorks });
  }
  return [...conclusions, ...families(directSteps)];
}

/** Puts a finding and its facts together; what came from elsewhere in them is cleaned. */
export function conclude<F extends LadderFinding>(finding: F, facts: LadderFacts[F]): LadderConclusion {
  // The compiler does not see that a finding and its own facts are one of all such pairs.
  return { finding, facts: cleanFacts(facts) } as unknown as LadderConclusion;
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
  const facts = { host: steps[0]?.target ?? '' };
  const unknown = steps.some((step) => step.code === 'ENOTFOUND' || step.code === 'ENODATA');
  return conclude(unknown ? 'name_unknown' : 'name_server_silent', facts);
}

function unconnected(steps: readonly LadderStep[]): LadderConclusion {
  const facts = { target: steps.map((step) => step.target).join(', ') };
  const has = (code: string): boolean => steps.some((step) => step.code === code);
  if (has('ECONNREFUSED')) return conclude('refused', facts);
  if (has('ECONNRESET')) return conclude('reset', facts);
  if (steps.some((step) => step.timedOut || step.code === 'ETIMEDOUT')) {
    return conclude('dropped', facts);
  }
  return conclude('unreachable', { ...facts, code: steps[0]?.code ?? undefined });
}

/** What stands between here and the proxy, or what the proxy says; null when it opened the way. */
function readProxy(steps: readonly LadderStep[]): LadderConclusion | null {
  const broken = steps.find((step) => !step.ok);
  const ways = steps.filter((step) => step.rung === 'tcp');
  const connect = steps.find((step) => step.rung === 'connect');
  if (connect?.ok) return null;
  if (connect === undefined || ways.every((step) => !step.ok)) {
    const facts = { target: broken?.target, code: broken?.code ?? undefined };
    return conclude('proxy_unreachable', facts);
  }
  if (connect.timedOut) return conclude('proxy_silent', { target: connect.target });
  const facts = { target: connect.target, status: connect.status, code: connect.code ?? undefined };
  if (connect.status === undefined) return conclude('proxy_not_http', facts);
  const schemes = connect.proxyAuthenticate;
  switch (proxyAnswer(connect.status, schemes).cause) {
    case 'network_proxy_auth':
      return conclude('proxy_wants_password', { ...facts, schemes });
    case 'network_unreachable':
      return conclude('proxy_fails', facts);
    default:
      return conclude('proxy_refuses', facts);
  }
}

function readTls(
  tls: LadderStep,
  http: LadderStep | undefined,
  endpoint: Pick<Endpoint, 'official'>,
  now: number,
): LadderConclusion {
  const { certificate, code } = tls;
  if (certificate === undefined) {
    if (tls.timedOut) return conclude('dropped', { target: tls.target });
    if (code === 'ECONNRESET') return conclude('reset', { target: tls.target });
    return conclude('not_tls', { target: tls.target, code: code ?? undefined });
  }
  const { issuer, validFrom, validTo, altNames } = certificate;
  const facts = { issuer, validFrom, validTo, altNames, code: code ?? undefined };
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return conclude('tls_host', facts);

  const localTime = new Date(now).toISOString();
  const remote = Date.parse(http?.page?.date ?? '');
  const within = (time: number): boolean => time >= Date.parse(validFrom) && time <= Date.parse(validTo);
  const clocksDiffer = !Number.isNaN(remote) && Math.abs(remote - now) > clockTolerance;
  if (!within(now) && clocksDiffer && within(remote)) {
    return conclude('clock_wrong', {
      ...facts,
      localTime,
      serverDate: new Date(remote).toISOString(),
    });
  }
  if (!within(now)) return conclude('certificate_dates', { ...facts, localTime });
  return conclude(endpoint.official ? 'tls_inspected' : 'tls_untrusted', facts);
}

function readAnswer(http: LadderStep, endpoint: Pick<Endpoint, 'official'>): LadderConclusion {
  const status = http.status;
  if (status === undefined) {
    if (http.timedOut) return conclude('dropped', { target: http.target });
    return conclude('reset', { target: http.target, code: http.code ?? undefined });
  }
  const facts = { status, location: http.page?.location ?? undefined };
  if (status >= 500) return conclude('service_down', facts);
  if (status >= 300 && status < 400) {
    // OpenAI's own hosts redirect nobody who asks for the model list: somebody in between does.
    return endpoint.official ? conclude('login_page', facts) : conclude('redirected', facts);
  }
  if (http.page?.html && status < 300) return conclude('login_page', facts);
  return conclude('answers', facts);
}

/** One family works and the other does not: programs that insist on the broken one hang. */
function families(steps: readonly LadderStep[]): LadderConclusion[] {
  const connections = steps.filter((step) => step.rung === 'tcp' && step.family !== null);
  const works = connections.find((step) => step.ok);
  const broken = connections.find((step) => !step.ok);
  if (works === undefined || broken === undefined) return [];
  const facts = { target: broken.target, code: broken.code ?? undefined };
  return [conclude(broken.family === 6 ? 'ipv6_broken' : 'ipv4_broken', facts)];
}
