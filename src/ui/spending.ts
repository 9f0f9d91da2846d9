import type { SpendControls, Spending } from '../checks/api/spending.ts';
import type { Spender } from '../domain/account/spending.ts';
import type { ReportWords } from '../i18n/en/report.ts';
import { dollars } from './figures.ts';

/** A line of a checklist. */
interface SpendingLine {
  readonly mark: 'good' | 'warn' | 'none';
  readonly text: string;
}

/** What may be spent; null: nobody could be asked, and it is said where to look. */
export function spendingLines(spending: Spending | null, words: ReportWords): readonly SpendingLine[] {
  const { spending: said } = words;
  if (spending === null) return [{ mark: 'none', text: said.unseen }];
  if (spending.kind === 'elsewhere') return [{ mark: 'warn', text: said.elsewhere(spending.organization) }];
  if (spending.kind === 'refused') {
    const { said: quoted, cause } = spending.finding;
    return [{ mark: 'none', text: said.refused(quoted ?? cause) }];
  }
  const { organization, project } = spending;
  return [
    ...budgetLines('organization', organization, said),
    ...(project ? budgetLines('project', project, said) : []),
  ];
}

function budgetLines(
  spender: Spender,
  { limit, alerts }: SpendControls,
  words: ReportWords['spending'],
): readonly SpendingLine[] {
  const of = words.of[spender];
  // A project needs no limit of its own where the organization has one.
  const missing = spender === 'organization' ? 'warn' : 'none';
  const limitLine: SpendingLine =
    limit === 'unknown'
      ? { mark: 'none', text: words.unknownLimit(of) }
      : limit === 'none'
        ? { mark: missing, text: words.noLimit(of) }
        : { mark: 'good', text: words.limit(of, amount(limit.cents), limit.enforced) };
  const alertLine: SpendingLine =
    alerts === 'unknown'
      ? { mark: 'none', text: words.unknownAlerts(of) }
      : alerts.length === 0
        ? { mark: missing, text: words.noAlerts(of) }
        : { mark: 'good', text: words.alerts(of, alerts.map(amount)) };
  return [limitLine, alertLine];
}

const amount = (cents: number): string => dollars(cents / 100);

/** The same for scripts, in US dollars a month; alerts that are not known are null. `problem`: why nothing was told. */
export function spendingJson(spending: Spending): object {
  const nothing = { organization: null, project: null };
  if (spending.kind === 'elsewhere') return { ...nothing, problem: 'other_organization' };
  if (spending.kind === 'refused') return { ...nothing, problem: spending.finding.cause };
  const { organization, project } = spending;
  return { organization: budgetJson(organization), project: project && budgetJson(project), problem: null };
}

const budgetJson = ({ limit, alerts }: SpendControls): object => ({
  limit: typeof limit === 'string' ? limit : 'set',
  limitUsd: typeof limit === 'string' ? null : limit.cents / 100,
  enforced: typeof limit === 'string' ? null : limit.enforced,
  alertsUsd: alerts === 'unknown' ? null : alerts.map((cents) => cents / 100),
});
