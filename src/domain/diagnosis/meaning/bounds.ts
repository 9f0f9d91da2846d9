import type { Cause } from '../causes.ts';

/** What a status lets words mean. */

type Status = (status: number) => boolean;

const among =
  (...statuses: readonly number[]): Status =>
  (status) =>
    statuses.includes(status);
const orAbove =
  (least: number, ...statuses: readonly number[]): Status =>
  (status) =>
    status >= least || statuses.includes(status);

/** A cause is never meant under these. */
const impossible: Readonly<Partial<Record<Cause, Status>>> = {
  ip_not_allowed: orAbove(404, 402),
  key_rejected: orAbove(500, 402, 405, 413, 429),
  key_expired: orAbove(500, 402, 404, 405, 413, 429),
  key_missing_scope: orAbove(500, 402, 404, 405, 413, 429),
  key_type_not_allowed: orAbove(500, 404, 405, 413, 429),
  not_openai_api: orAbove(429, 402, 404, 405, 413),
  organization_mismatch: orAbove(429),
  organization_required: orAbove(429),
  project_mismatch: orAbove(429),
  base_url_wrong_path: orAbove(422, 401),
  model_wrong_endpoint: among(401, 429),
  request_rejected: orAbove(500, 402, 429),
  request_too_large: among(401, 402),
  model_not_found: among(402),
  rate_limited: among(404),
};

/** Beginnings of the causes that a status is usually sent for. */
const usual: Readonly<Record<number, readonly string[]>> = {
  401: ['key_', 'not_openai', 'model_no_', 'organization_', 'project_', 'account_', 'ip_', 'region_'],
  402: ['billing_'],
  403: [
    'key_',
    'not_openai',
    'model_no',
    'region_',
    'ip_',
    'account_',
    'billing_',
    'rate_limited_daily',
    'organization_',
    'project_',
    'network_',
  ],
  404: ['model_', 'base_url_', 'project_'],
  405: ['base_url_'],
  413: ['request_too'],
  422: ['request_'],
  501: ['model_wrong', 'request_', 'base_url_'],
  429: ['rate_', 'billing_', 'service_', 'request_too', 'account_'],
};

/** Statuses below 500 that are sent for what the service did. */
const ofTheService: ReadonlySet<number> = new Set([408, 409, 424, 425, 499]);

/** How well a cause goes with a status: 1 where it is usual, 0 where it is impossible. */
export function fit(cause: Cause, status: number): number {
  if (impossible[cause]?.(status)) return 0;
  if (cause === 'service_error' && status === 429) return 0.6;
  if (cause === 'service_error' && status >= 400 && status < 500 && !ofTheService.has(status)) return 0.75;
  // Relays say with 503 that they have no channel for the model.
  if (cause === 'model_not_found' && status >= 500) return status === 503 ? 1 : 0.7;
  if (cause === 'rate_limited' && (status === 503 || status === 402)) return 0.75;
  if ((cause === 'request_rejected' || cause === 'key_rejected') && status === 404) return 0.7;
  // LiteLLM refuses with 401 whatever its proxy checks.
  if (cause === 'request_rejected' && status === 401) return 0.5;
  const known = usual[status] ?? (status >= 500 ? ['service_'] : undefined);
  return known === undefined || known.some((start) => cause.startsWith(start)) ? 1 : 0.85;
}
