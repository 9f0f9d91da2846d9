import type { UnusableCa } from '../../domain/diagnosis/cause-facts.ts';
import { causes } from '../../domain/diagnosis/causes.ts';
import type { Exchange } from '../../domain/diagnosis/evidence.ts';
import type { Finding } from '../../domain/diagnosis/finding.ts';
import { type Note, note } from '../../domain/diagnosis/notes.ts';
import { warning } from '../../domain/diagnosis/warnings.ts';
import type { Access, Api, ListedModel } from '../../ports/api.ts';
import { type Checklist, failed, type Verdict, verdict } from '../result.ts';
import { speaksForOpenai } from '../stand-in.ts';
import type { LadderSeen } from './network.ts';
import type { ProgramFacts } from './program-proxy.ts';
import { type Patience, withRetries } from './retries.ts';

export interface AuthOutcome {
  readonly verdict: Verdict;
  /** The call itself, for what it tells about the way to the host. */
  readonly exchange: Exchange;
  /** What the key may use; null where listing was not allowed or not possible. */
  readonly models: readonly ListedModel[] | null;
  /** Set where the key is known not to work. */
  readonly finding: Finding | null;
}

/**
 * Does the API accept the key? GET /models costs nothing. A restricted key may be refused this and
 * still work, and some servers have no such route: then only the live call judges.
 */
export async function checkAuth(api: Api, access: Access, waiting: Patience): Promise<AuthOutcome> {
  const { answer, finding } = await withRetries(waiting, () => api.listModels(access));
  const { exchange, models } = answer;
  if (!finding) {
    const accepted = verdict([
      note(speaksForOpenai(exchange) ? 'auth_accepted' : 'auth_listed', { count: models?.length ?? 0 }),
    ]);
    return { verdict: timed(accepted, exchange), exchange, models, finding: null };
  }
  if (!finding.continues && !hasNoList(access, exchange, finding)) {
    return { verdict: timed(failed([note('says_finding')]), exchange), exchange, models: null, finding };
  }
  const why = note(finding.cause === 'key_missing_scope' ? 'auth_cannot_list' : 'auth_not_judged');
  const open = verdict([why], [warning('cannot_list_models', {})]);
  return { verdict: timed(open, exchange), exchange, models: null, finding: null };
}

/**
 * Some gateways have no list, and say so with an error of their own, or with one that begins and comes to no end; the chat
 * call shows whether they work.
 */
function hasNoList({ endpoint }: Access, { response, failure }: Exchange, finding: Finding): boolean {
  if (failure?.phase === 'body' && response !== null && response.status < 300) return true;
  return !endpoint.official && (finding.status ?? 0) >= 500 && causes[finding.cause].owner === 'service';
}

/** A verdict about a call takes as long as the call. */
const timed = (of: Verdict, exchange: Exchange): Verdict => ({ ...of, ms: exchange.ms });

/** What is known beside the call itself. */
interface KnownBefore {
  /** What climbing the ladder showed. */
  readonly ladder?: LadderSeen | null;
  /** The user's own program, which may need a proxy as well. */
  readonly program?: ProgramFacts;
  /** A file of more authorities that Node could not use. */
  readonly extraCa?: UnusableCa | null;
}

/** One request tells about the network and the key: whose fault a failure is decides which check failed. */
export async function recordAuth(
  list: Checklist,
  auth: AuthOutcome,
  { ladder = null, program, extraCa = null }: KnownBefore = {},
): Promise<void> {
  const unreachable = isUnreachable(auth.finding);
  const unused = extraCa ? [note('network_extra_ca', extraCa)] : [];
  await list.run('network', async () => {
    const seen = unreachable ? unreached(auth, ladder) : await reached(auth, program);
    return { verdict: { ...seen, notes: [...seen.notes, ...unused] } };
  });
  if (unreachable) {
    list.skip(['auth', 'model', 'live'], note('skipped_after', { check: 'network' }));
    return;
  }
  await list.run('auth', () => auth);
  if (auth.finding) list.skip(['model', 'live'], note('skipped_after', { check: 'auth' }));
}

/** A failure between here and the API says nothing about the key. */
export const isUnreachable = (finding: Finding | null): boolean =>
  finding?.cause.startsWith('network_') ?? false;

function unreached({ verdict: of }: AuthOutcome, ladder: LadderSeen | null): Verdict {
  return { ...of, notes: [...of.notes, ...rungNotes(ladder)] };
}

/** Each rung as a note of the network check. */
export function rungNotes(seen: LadderSeen | null): readonly Note[] {
  return (seen?.steps ?? []).map((step) => note('network_rung', { ...step, ms: Math.round(step.ms) }));
}

async function reached({ exchange }: AuthOutcome, program: ProgramFacts | undefined): Promise<Verdict> {
  const { proxy, endpoint } = exchange;
  const ms = Math.round(exchange.ms);
  if (!proxy) return { ...verdict([note('network_answered', { ms })]), ms };
  const { proxyWarnings } = await import('./program-proxy.ts');
  return {
    ...verdict([note('network_proxy', { proxy, ms })], proxyWarnings(proxy, endpoint.baseURL, program)),
    ms,
  };
}
