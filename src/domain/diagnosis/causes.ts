/**
 * Every cause that this program can name, with what a script may rely on: exit code, owner, and
 * whether waiting may mend it. Where a cause is decided: `diagnose.ts`. Where it is worded:
 * `i18n/en/causes/` and `i18n/zh-CN/causes/`.
 */

import { type ExitCode, exitCodes } from './exit-codes.ts';

/** In whose hands a failure is. */
export type Owner = 'key' | 'account' | 'model' | 'files' | 'network' | 'endpoint' | 'service' | 'unknown';

export interface CauseTraits {
  readonly exitCode: ExitCode;
  readonly owner: Owner;
  readonly retryable: boolean;
}

const key = { exitCode: exitCodes.key, owner: 'key', retryable: false } as const;
const account = { exitCode: exitCodes.account, owner: 'account', retryable: false } as const;
const model = { exitCode: exitCodes.model, owner: 'model', retryable: false } as const;
const rate = { exitCode: exitCodes.rate, owner: 'account', retryable: true } as const;
const network = { exitCode: exitCodes.network, owner: 'network', retryable: false } as const;
const passingNetwork = { exitCode: exitCodes.network, owner: 'network', retryable: true } as const;
const service = { exitCode: exitCodes.service, owner: 'service', retryable: true } as const;
const endpoint = { exitCode: exitCodes.endpoint, owner: 'endpoint', retryable: false } as const;
const files = { exitCode: exitCodes.files, owner: 'files', retryable: false } as const;

export const causes = {
  key_missing: key,
  key_placeholder: key,
  key_reference: key,
  key_masked: key,
  key_damaged: key,
  key_wrong_kind: key,
  key_other_vendor: key,
  key_expired: key,
  key_rejected: key,
  key_type_not_allowed: key,
  key_missing_scope: key,
  account_deactivated: account,
  organization_mismatch: account,
  organization_required: account,
  organization_unverified: account,
  project_mismatch: account,
  project_archived: account,
  ip_not_allowed: account,
  region_unsupported: account,
  billing_no_credit: account,
  billing_spend_limit: account,
  billing_usage_limit: account,
  billing_inactive: account,
  model_not_found: model,
  model_no_access: model,
  model_retired: model,
  model_wrong_endpoint: model,
  request_too_large: model,
  request_rejected: model,
  rate_limited: rate,
  rate_limited_daily: rate,
  network_dns: passingNetwork,
  network_refused: passingNetwork,
  network_unreachable: passingNetwork,
  network_reset: passingNetwork,
  network_timeout: passingNetwork,
  network_tls_untrusted: network,
  network_tls_clock: network,
  network_tls_host: network,
  network_not_tls: network,
  network_proxy_auth: network,
  network_proxy_refused: network,
  network_proxy_unreachable: passingNetwork,
  network_intercepted: network,
  network_blocked: network,
  service_error: service,
  service_overloaded: service,
  base_url_invalid: endpoint,
  base_url_wrong_path: endpoint,
  base_url_redirects: endpoint,
  base_url_wrong_region: endpoint,
  base_url_untrusted: endpoint,
  base_url_insecure: endpoint,
  not_openai_api: endpoint,
  env_file_missing: files,
  env_file_unreadable: files,
  env_file_encoding: files,
  env_file_not_writable: files,
  disk_full: files,
  env_file_tracked: files,
  gitignore_not_writable: files,
  unknown: { exitCode: exitCodes.defect, owner: 'unknown', retryable: false },
} as const satisfies Record<string, CauseTraits>;

/** A stable cause id (see the table of causes in docs/reference.md). */
export type Cause = keyof typeof causes;
