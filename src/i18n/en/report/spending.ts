import type { Spender } from '../../../domain/account/spending.ts';
import { pages } from '../../openai-pages.ts';

/** What the admin API says of limits. */
export const spending = {
  of: { organization: 'the organization', project: 'the project' } satisfies Record<Spender, string>,
  limit: (of: string, amount: string, enforced: boolean | null) =>
    `spend limit of ${of}: $${amount} per month${enforced === null ? '' : enforced ? ', enforced' : ', not enforced'} (admin API)`,
  noLimit: (of: string) => `spend limit of ${of}: none (admin API); set one on ${pages.limits}`,
  unknownLimit: (of: string) => `spend limit of ${of}: not given by the admin API; see ${pages.limits}`,
  alerts: (of: string, amounts: readonly string[]) =>
    `spend alerts of ${of}: at ${amounts.map((one) => `$${one}`).join(', ')} per month (admin API)`,
  noAlerts: (of: string) => `spend alerts of ${of}: none (admin API); set one on ${pages.limits}`,
  unknownAlerts: (of: string) => `spend alerts of ${of}: not given by the admin API; see ${pages.limits}`,
  elsewhere: (organization: string) =>
    `spend limit: OPENAI_ADMIN_KEY belongs to another organization (${organization}); see ${pages.limits}`,
  refused: (said: string) => `spend limit: not given by the admin API (${said}); see ${pages.limits}`,
  unseen: `spend limit: an API key cannot see it; set it on ${pages.limits}, or set OPENAI_ADMIN_KEY to see it here`,
};

export type SpendingWords = typeof spending;
