/**
 * Every cause that this program can name, with what a script may rely on: exit code, owner, and
 * whether waiting may mend it. Where a cause is decided: `diagnose.ts`. Where it is worded:
 * `i18n/en/causes/` and `i18n/zh-CN/causes/`.
 */

/** In whose hands a failure is. */
export type Owner = 'key' | 'account' | 'model' | 'files' | 'network' | 'endpoint' | 'service' | 'unknown';

export interface CauseTraits {
  readonly exitCode: 1 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
  readonly owner: Owner;
  readonly retryable: boolean;
}

const key = { exitCode: 3, owner: 'key', retryable: false } as const;
const account = { exitCode: 4, owner: 'account', retryable: false } as const;
const model = { exitCode: 5, owner: 'model', retryable: false } as const;
const rate = { exitCode: 6, owner: 'account', retryable: true } as const;
const network = { exitCode: 7, owner: 'network', retryable: false } as const;
const passingNetwork = { exitCode: 7, owner: 'network', retryable: true } as const;
const service = { exitCode: 8, owner: 'service', retryable: true } as const;
const endpoint = { exitCode: 9, owner: 'endpoint', retryable: false } as const;
const files = { exitCode: 10, owner: 'files', retryable: false } as const;

export const causes = {
  key_missing: key,
  key_placeholder: key,
  key_masked: key,
  key_damaged: key,
  key_wrong_kind: key,
  key_other_vendor: key,
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
  unknown: { exitCode: 1, owner: 'unknown', retryable: false },
} as const satisfies Record<string, CauseTraits>;

/** A stable cause id (see the README's table of causes). */
export type Cause = keyof typeof causes;

/** Cause families by exit code, worst first: what several verdicts together exit with. */
const severity = [3, 4, 9, 5, 7, 8, 6, 10, 1] as const;

/** The exit code of several results together: the worst that is not 0, else 0. */
export function worstExitCode(codes: readonly number[]): number {
  for (const code of severity) if (codes.includes(code)) return code;
  return codes.find((code) => code !== 0) ?? 0;
}

/** Ids of warnings: things that work today, and will hurt or surprise later. */
export const warningIds = [
  'shadowed_by_environment',
  'sources_disagree',
  'duplicate_assignment',
  'env_file_bom',
  'env_file_permissions',
  'not_loadable_by_node',
  'not_loadable_by_docker',
  'not_ignored',
  'tracked_by_git',
  'was_committed',
  'published_to_browser',
  'unusual_shape',
  'looks_truncated',
  'custom_endpoint',
  'model_retires_soon',
  'cannot_list_models',
  'proxy_needed_by_program',
  'empty_reply',
] as const;
export type WarningId = (typeof warningIds)[number];

/** Values that a text about a cause or warning may quote; never a secret. */
export type TextFacts = Readonly<Record<string, string | number | undefined>>;

/** A warning before it has words. */
export interface Warning {
  readonly id: WarningId;
  readonly facts: TextFacts;
}
