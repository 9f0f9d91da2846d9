import type { Finding } from '../domain/diagnosis/finding.ts';
import type { Exchange } from '../domain/evidence.ts';
import type { Access, Api, ListedModel } from '../ports.ts';
import { type Attempt, attempt } from './attempt.ts';
import { type Checklist, failed, note, type Verdict, verdict, warning } from './result.ts';

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
export async function checkAuth(api: Api, access: Access, waiting: Attempt): Promise<AuthOutcome> {
  const { answer, finding } = await attempt(waiting, () => api.listModels(access));
  const { exchange, models } = answer;
  if (!finding) {
    return { verdict: verdict([note('auth_accepted', { count: models?.length ?? 0 })]), exchange, models, finding: null };
  }
  if (!finding.continues) return { verdict: failed([note('says_finding')]), exchange, models: null, finding };
  return {
    exchange,
    verdict:
      finding.cause === 'key_missing_scope'
        ? verdict([note('auth_cannot_list')], [warning('cannot_list_models', {})])
        : verdict([note('auth_not_judged')], [warning('cannot_list_models', {})]),
    models: null,
    finding: null,
  };
}

/** One request tells about the network and the key: whose fault a failure is decides which check failed. */
export async function recordAuth(list: Checklist, auth: AuthOutcome): Promise<void> {
  const unreachable = auth.finding?.cause.startsWith('network_') ?? false;
  const proxyWarnings = auth.exchange.proxy ? [warning('proxy_needed_by_program', { proxy: auth.exchange.proxy })] : [];
  const reached = auth.exchange.proxy
    ? verdict([note('network_proxy', { proxy: auth.exchange.proxy })], proxyWarnings)
    : verdict([note('network_answered', { ms: auth.exchange.ms })]);
  await list.run('network', () => ({ verdict: unreachable ? auth.verdict : reached }));
  if (unreachable) {
    list.skip(['auth', 'model', 'live'], note('skipped_after', { check: 'network' }));
    return;
  }
  await list.run('auth', () => auth);
  if (auth.finding) list.skip(['model', 'live'], note('skipped_after', { check: 'auth' }));
}
