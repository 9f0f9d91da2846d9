import type { Exchange } from '../../domain/diagnosis/evidence.ts';
import type { Finding } from '../../domain/diagnosis/finding.ts';
import { note } from '../../domain/diagnosis/notes.ts';
import { testModelCandidates } from '../../domain/models/choose.ts';
import { utcDay } from '../../domain/models/dates.ts';
import { routeFor } from '../../domain/network/proxy.ts';
import type { Access, ListedModel } from '../../ports/api.ts';
import type { Ports } from '../../ports/ports.ts';
import { Checklist } from '../result.ts';
import { type AuthOutcome, checkAuth, isUnreachable, recordAuth, rungNotes } from './auth.ts';
import { unusableCa } from './extra-ca.ts';
import { checkLive, type LiveOutcome, type LiveTest } from './live.ts';
import { judgeModel } from './model.ts';
import type { LadderPorts, LadderSeen } from './network.ts';
import type { ProgramFacts } from './program-proxy.ts';
import type { Patience, Pause } from './retries.ts';

/** With what the API may be asked; the time begins to run when it is. */
export type Credentials = Omit<Access, 'deadline'>;

/** What is waited for: an answer of this host or, where there is a pause, the time to ask it again. */
export interface Waiting {
  readonly pause: Pause | null;
  readonly host: string;
  /** In between, without its password; null where there is none. */
  readonly proxy: string | null;
  /** Of all calls together, in seconds. */
  readonly limit: number;
}

/** What is waited for at an endpoint, pause or not. */
export function waitingAt(
  { env }: Pick<Ports, 'env'>,
  { baseURL, host }: Access['endpoint'],
  timeoutMs: number,
): (pause: Pause | null) => Waiting {
  const route = routeFor(baseURL, env);
  const proxy = route.type === 'proxy' ? route.proxy.masked : null;
  return (pause) => ({ pause, host, proxy, limit: timeoutMs / 1000 });
}

export interface Questions {
  /** The model that the user wants to be tried. */
  readonly model: string | undefined;
  readonly message: string;
  /** For all calls together, in ms. */
  readonly timeoutMs: number;
  readonly program: ProgramFacts;
  readonly onWait: (waiting: Waiting) => void;
  /** The calls failed, and the network is looked at. */
  readonly onClimb: () => void;
}

/** What the API said about a key. */
export interface ApiAnswer {
  /** The checks `network`, `auth`, `model` and `live`. */
  readonly list: Checklist;
  readonly finding: Finding | null;
  readonly test: LiveTest | null;
  readonly ladder: LadderSeen | null;
  /** What the key may use; null where the API did not say. */
  readonly models: readonly ListedModel[] | null;
}

/** The checks that need the API: two requests where all is well, and a look at the network where it is not. */
export async function askApi(
  ports: CallPorts,
  credentials: Credentials,
  questions: Questions,
): Promise<ApiAnswer> {
  const { model, message, timeoutMs, program, onWait, onClimb } = questions;
  const list = new Checklist(ports.clock);
  const deadline = ports.clock.now() + timeoutMs;
  const access: Access = { ...credentials, deadline };
  const at = waitingAt(ports, access.endpoint, timeoutMs);
  const waiting: Patience = { clock: ports.clock, deadline, onWait: (pause) => onWait(at(pause)) };
  onWait(at(null));

  const asked = await seeAuth(ports, access, waiting, onClimb);
  const { auth } = asked;
  await recordAuth(list, auth, { ladder: asked.ladder, program, extraCa: unusableCa(ports) });
  if (auth.finding) return { list, finding: auth.finding, test: null, ladder: asked.ladder, models: null };

  const today = utcDay(ports.clock.now());
  const models = model ? [model] : testModelCandidates(auth.models, today);
  await list.run('model', () => ({ verdict: judgeModel(models[0] ?? '', auth.models, today) }));
  const { live, ladder } = await seeLive(
    ports,
    { ...access, listed: auth.models !== null },
    { models, message },
    waiting,
    onClimb,
  );
  await list.run('live', () => live);
  return { list, finding: live.finding, test: live.test, ladder, models: auth.models };
}

/** What asking about the key showed; `ladder` is null where the host answered. */
export interface AuthSeen {
  readonly auth: AuthOutcome;
  readonly ladder: LadderSeen | null;
}

/** GET /models and, where the host was not reached, a look at the way to it, which may know the cause more exactly. */
export async function seeAuth(
  ports: CallPorts,
  access: Access,
  waiting: Patience,
  onClimb: () => void = () => {},
): Promise<AuthSeen> {
  const auth = await checkAuth(ports.api, access, waiting);
  if (!auth.finding) return { auth, ladder: null };
  const { finding, ladder } = await climb(ports, access, auth.exchange, auth.finding, onClimb);
  return { auth: { ...auth, finding }, ladder };
}

/** One chat completion and, where the host was not reached, a look at the way to it. */
export async function seeLive(
  ports: CallPorts,
  access: Access,
  request: Parameters<typeof checkLive>[2],
  waiting: Patience,
  onClimb: () => void = () => {},
): Promise<{ readonly live: LiveOutcome; readonly ladder: LadderSeen | null }> {
  const live = await checkLive(ports.api, access, request, waiting);
  if (!live.finding || !live.exchange || !isUnreachable(live.finding)) return { live, ladder: null };
  const { finding, ladder } = await climb(ports, access, live.exchange, live.finding, onClimb);
  const verdict = { ...live.verdict, notes: [...live.verdict.notes, ...rungNotes(ladder)] };
  return { live: { ...live, verdict, finding }, ladder };
}

/** How much longer than the calls the look at the network may take, in ms. A verdict needs some of the 2 s as well. */
const climbMs = 1400;

async function climb(
  ports: CallPorts,
  { endpoint, deadline }: Access,
  exchange: Exchange,
  finding: Finding,
  onClimb: () => void,
): Promise<{ readonly finding: Finding; readonly ladder: LadderSeen | null }> {
  onClimb();
  const { climbAfter, refine } = await import('./network.ts');
  const ladder = await climbAfter(ports, endpoint, exchange, deadline + climbMs);
  return { finding: refine(finding, ladder), ladder };
}

/** What calling the API, and looking where a call breaks, touches. */
export type CallPorts = LadderPorts & Pick<Ports, 'api'>;

/** Says of the checks that need the API why they were not made. */
export function skipApi(list: Checklist): void {
  const failedId = list.results.find((check) => check.status === 'fail')?.id;
  list.skip(
    ['network', 'auth', 'model', 'live'],
    failedId ? note('skipped_after', { check: failedId }) : note('skipped_offline'),
  );
}
