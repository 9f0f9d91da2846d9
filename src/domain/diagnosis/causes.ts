/**
 * Every cause that this program can name, with what a script may rely on: exit code, owner, and
 * whether waiting may mend it. Beside each stands where it is decided: a file of this folder, or from `src/` on (checked by
 * `test/unit/causes-index.test.ts`); how those of this folder are put together: `api-rules.ts`. Where it is worded:
 * `i18n/en/causes/` and `i18n/zh-CN/causes/`.
 */

import { type ExitCode, exitCodes } from './exit-codes.ts';

/** In whose hands a failure is. */
export type Owner = 'key' | 'account' | 'model' | 'files' | 'network' | 'endpoint' | 'service' | 'unknown';

interface CauseTraits {
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
  key_missing: key, // checks/loading/load checks/look-locally checks/source commands/rotate/reach domain/keys/judge
  key_placeholder: key, // checks/loading/load commands/rotate/current-key domain/keys/judge
  key_reference: key, // checks/reference domain/keys/judge
  key_masked: key, // domain/keys/judge
  key_damaged: key, // changes/plan checks/format domain/keys/judge exception-rules
  key_wrong_kind: key, // domain/keys/judge meaning/codes special-rules
  key_other_vendor: key, // domain/keys/judge
  key_expired: key, // expired-key meaning/codes meaning/table
  key_rejected: key, // expired-key meaning/codes meaning/table special-rules status-rules
  key_type_not_allowed: key, // meaning/codes meaning/table
  key_missing_scope: key, // meaning/codes meaning/table
  account_deactivated: account, // meaning/codes meaning/table
  organization_mismatch: account, // changes/plan exception-rules meaning/codes meaning/table
  organization_required: account, // meaning/codes meaning/table
  organization_unverified: account, // meaning/codes meaning/table
  project_mismatch: account, // changes/plan exception-rules meaning/codes meaning/table
  project_archived: account, // meaning/codes meaning/table
  ip_not_allowed: account, // meaning/codes meaning/table
  region_unsupported: account, // meaning/codes meaning/table not-api-rules status-rules
  billing_no_credit: account, // meaning/codes meaning/table special-rules status-rules
  billing_spend_limit: account, // meaning/codes meaning/table
  billing_usage_limit: account, // meaning/codes meaning/table
  billing_inactive: account, // meaning/codes meaning/table
  model_not_found: model, // commands/cost/cost meaning/codes meaning/table special-rules status-rules
  model_no_access: model, // commands/models/models meaning/codes meaning/table not-api-rules
  model_retired: model, // commands/cost/cost meaning/codes meaning/table status-rules
  model_wrong_endpoint: model, // meaning/codes meaning/table
  request_too_large: model, // meaning/codes meaning/table not-api-rules status-rules
  request_rejected: model, // meaning/codes meaning/meaning meaning/table status-rules
  rate_limited: rate, // meaning/codes meaning/table not-api-rules special-rules status-rules
  rate_limited_daily: rate, // meaning/codes meaning/table
  network_dns: passingNetwork, // exception-rules
  network_refused: passingNetwork, // exception-rules
  network_unreachable: passingNetwork, // domain/network/proxy-answer exception-rules
  network_reset: passingNetwork, // exception-rules
  network_timeout: passingNetwork, // exception-rules not-api-rules status-rules
  network_tls_untrusted: network, // checks/api/network client-certificate domain/network/ladder exception-rules
  network_tls_clock: network, // domain/network/ladder exception-rules
  network_tls_host: network, // domain/network/ladder exception-rules
  network_not_tls: network, // domain/network/ladder exception-rules not-api-rules
  network_proxy_auth: network, // domain/network/proxy-answer not-api-rules
  network_proxy_refused: network, // domain/network/proxy-answer exception-rules
  network_proxy_unreachable: passingNetwork, // domain/network/ladder exception-rules
  network_intercepted: network, // domain/network/ladder not-api-rules
  network_blocked: network, // meaning/table not-api-rules
  service_error: service, // meaning/codes meaning/judge meaning/table not-api-rules special-rules status-rules
  service_overloaded: service, // meaning/codes meaning/table not-api-rules status-rules
  base_url_invalid: endpoint, // domain/network/endpoint exception-rules
  base_url_wrong_path: endpoint, // domain/network/endpoint meaning/codes meaning/table not-api-rules special-rules status-rules
  base_url_redirects: endpoint, // not-api-rules
  base_url_wrong_region: endpoint, // meaning/codes meaning/table special-rules
  base_url_untrusted: endpoint, // checks/endpoint commands/rotate/by-admin
  base_url_insecure: endpoint, // domain/network/endpoint meaning/table
  not_openai_api: endpoint, // commands/push/another-key commands/rotate/admin exception-rules meaning/judge meaning/table not-api-rules special-rules
  env_file_missing: files, // checks/unreadable commands/cost/text
  env_file_unreadable: files, // changes/write checks/unreadable commands/cost/text commands/doctor/doctor commands/example/example
  env_file_encoding: files, // changes/plan checks/unreadable commands/cost/text commands/rotate/places
  env_file_not_writable: files, // changes/write commands/example/example commands/rotate/unfinished commands/rotate/write-key commands/setup/target
  disk_full: files, // adapters/files/files-replace changes/write commands/rotate/unfinished
  env_file_tracked: files, // changes/write commands/rotate/decide commands/setup/decide-plan
  gitignore_not_writable: files, // changes/plan changes/write
  unknown: { exitCode: exitCodes.defect, owner: 'unknown', retryable: false }, // diagnose
} as const satisfies Record<string, CauseTraits>;

/** A stable cause id (see the table of causes in docs/reference.md). */
export type Cause = keyof typeof causes;

/** The API looked at the key and takes it no more; whatever else is wrong may be mended for the same key. */
export const refusesKey = (cause: Cause): boolean => cause === 'key_rejected' || cause === 'key_expired';
