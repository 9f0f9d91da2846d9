import type { Spender, SpendLimit } from '../../domain/account/spending.ts';
import { type Whose, whoseOf } from '../../domain/account/whose.ts';
import { diagnose } from '../../domain/diagnosis/diagnose.ts';
import type { Exchange } from '../../domain/diagnosis/evidence.ts';
import type { Finding } from '../../domain/diagnosis/finding.ts';
import type { KeyOrigin } from '../../domain/loading/place.ts';
import type { Endpoint } from '../../domain/network/endpoint.ts';
import type { Clean } from '../../domain/text/clean.ts';
import type { AdminAnswer } from '../../ports/admin.ts';
import type { Ports } from '../../ports/ports.ts';
import { adminAccess } from './admin-access.ts';

/** What was found out about one budget; a part that the API did not tell is `unknown`. */
export interface SpendControls {
  readonly limit: SpendLimit | 'none' | 'unknown';
  /** In US cents a month, the smallest first. */
  readonly alerts: readonly number[] | 'unknown';
}

/** What the administration API says about spending. */
export type Spending =
  | { readonly kind: 'told'; readonly organization: SpendControls; readonly project: SpendControls | null }
  /** The admin key manages another organization than the one that the key belongs to. */
  | { readonly kind: 'elsewhere'; readonly organization: Clean }
  | { readonly kind: 'refused'; readonly finding: Finding };

/**
 * The spend limits and alerts over a key, where the environment has an admin key that may be sent to where the key goes;
 * else null. It only reads.
 */
export async function seeSpending(
  ports: Pick<Ports, 'admin' | 'clock' | 'env' | 'remember'>,
  { endpoint, origin, whose }: { endpoint: Endpoint; origin: KeyOrigin; whose: Whose | null },
): Promise<Spending | null> {
  const { admin } = ports;
  const access = adminAccess(ports, endpoint, origin, whose?.account.project ?? '');
  if (!access) return null;
  const about = (of: Spender) => Promise.all([admin.spendLimit(access, of), admin.spendAlerts(access, of)]);
  const [whole, part] = await Promise.all([
    about('organization'),
    access.project !== '' ? about('project') : Promise.resolve(null),
  ]);
  const [limit, alerts] = whole;
  const owner = whoseOf([limit.exchange, alerts.exchange]).account.organization;
  const ours = whose?.account.organization ?? null;
  if (owner !== null && ours !== null && owner !== ours) return { kind: 'elsewhere', organization: owner };
  const organization = budgetOf(limit, alerts);
  const finding = findingIn(limit.exchange);
  if (finding && organization.limit === 'unknown' && organization.alerts === 'unknown')
    return { kind: 'refused', finding };
  return { kind: 'told', organization, project: part && budgetOf(...part) };
}

function budgetOf(limit: AdminAnswer<SpendLimit>, alerts: AdminAnswer<readonly number[]>): SpendControls {
  return {
    limit: limit.value ?? (saysNone(limit.exchange) ? 'none' : 'unknown'),
    // The SDK makes an empty list of anything that is none.
    alerts: alerts.value !== null && diagnose(alerts.exchange).ok ? alerts.value : 'unknown',
  };
}

/** The API knows the question, and there is nothing: another server's 404 is about the path. */
function saysNone({ response }: Exchange): boolean {
  const isError = /^\s*\{\s*"error"\s*:\s*\{/.test(response?.body ?? '');
  const aboutPath = /invalid url|not found: \/|cannot get/i.test(response?.body ?? '');
  return response?.status === 404 && isError && !aboutPath;
}

function findingIn(exchange: Exchange): Finding | null {
  const judged = diagnose(exchange);
  return judged.ok ? null : judged;
}
