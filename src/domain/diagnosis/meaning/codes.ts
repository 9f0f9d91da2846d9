import { wordsOf } from '../../text/phrase.ts';
import type { Cause } from '../causes.ts';
import { squeeze } from '../read-answer.ts';

/**
 * Codes, types and error names that say one thing wherever they are used. A number stands with the name of its field, as
 * services with numbers of their own write it: `status_code` MiniMax (platform.minimax.io/docs/api-reference/errorcode),
 * `error_code` Baidu (ai.baidu.com/ai-doc/WENXINWORKSHOP/tlmyncueh) and LMDeploy's proxy (lmdeploy/serve/proxy), `code` SiliconFlow and Zhipu (docs.z.ai/api-reference/api-code);
 * `ModelArts` is Huawei's (support.huaweicloud.com/Token-plan-maas).
 */
const exact: Partial<Record<Cause, string>> = {
  key_rejected: 'status_code_2049 status_code_1004 error_code_110',
  key_expired: 'error_code_111',
  service_error: `
    channel_invalid_key channel_no_available_key channel_response_time_exceeded channel_model_mapped_error
    channel_param_override_invalid channel_aws_client_error status_code_1000 status_code_1024 status_code_1033
    error_code_10402`,
  model_not_found: 'error_code_10400',
  rate_limited:
    'status_code_1002 status_code_1039 status_code_1041 status_code_2045 error_code_18 error_code_4',
  ip_not_allowed: `ip_not_authorized ip_not_allowed ip_address_not_allowed ip_forbidden ip_restricted ip_not_whitelisted`,
  base_url_wrong_region: `incorrect_hostname incorrect_regional_hostname wrong_regional_hostname invalid_hostname wrong_region`,
  region_unsupported: `
    unsupported_country_region_territory unsupported_country unsupported_region unsupported_location region_not_supported country_not_supported`,
  project_archived: 'project_archived project_deactivated project_disabled project_deleted project_inactive',
  account_deactivated: `
    account_deactivated access_terminated account_suspended account_disabled account_banned account_terminated
    organization_deactivated organization_disabled organization_suspended organization_restricted user_deactivated
    user_suspended deactivated_workspace`,
  organization_required:
    'no_organization organization_required missing_organization no_organization_membership',
  organization_mismatch:
    'mismatched_organization organization_mismatch invalid_organization organization_not_found no_such_organization',
  project_mismatch: 'mismatched_project project_mismatch invalid_project project_not_found no_such_project',
  key_wrong_kind: 'invalid_issuer unknown_issuer',
  key_type_not_allowed: `
    key_type_not_allowed invalid_key_type api_key_type_not_allowed authentication_type_disabled user_api_keys_disabled
    unsupported_api_key_type coding_plan_api_key_not_allowed`,
  key_missing_scope:
    'app_id_no_auth_error insufficient_permissions missing_scope missing_scopes insufficient_scope missing_permission missing_permissions',
  organization_unverified: `
    organization_unverified organization_not_verified verification_required organization_verification_required
    unverified_organization`,
  billing_spend_limit: `
    organization_spend_limit_exceeded project_spend_limit_exceeded spend_limit_exceeded spending_limit_exceeded
    spend_limit_reached billing_hard_limit_reached hard_limit_reached budget_exceeded budget_exceeded_error
    monthly_limit_exceeded project_budget_exceeded billing_limit_user_error billing_limit_reached set_limit_exceeded`,
  billing_usage_limit: `
    organization_usage_limit_exceeded usage_limit_exceeded usage_limit_reached project_usage_limit_exceeded
    approved_usage_limit_exceeded token_quota_reached model_arts_81005 model_arts_81022 status_code_2056`,
  billing_no_credit: `
    credit_balance_exhausted insufficient_balance insufficient_credits insufficient_credit insufficient_funds no_credits
    out_of_credits credits_exhausted insufficient_user_quota pre_consume_token_quota_failed balance_not_enough
    insufficient_balance_error exceeded_current_quota_error token_quota_exhausted user_quota_not_enough
    allocation_quota_free_tier_only not_enough_balance billing_insufficient_balance err_insufficient_balance status_code_1008`,
  billing_inactive: `
    billing_not_active account_not_active billing_inactive arrearage account_overdue_error payment_failed
    payment_method_required no_payment_method billing_disabled account_inactive invalid_subscription model_arts_81019
    model_arts_81021`,
  request_too_large: `
    context_length_exceeded request_too_large string_above_max_length payload_too_large context_window_exceeded
    context_window_exceeded_error input_too_long content_too_large request_entity_too_large characters_too_long
    tokens_too_long prompt_too_long text_too_long outof_context_error err_prompt_exceeded err_token_exceeded`,
  service_overloaded: `
    server_is_overloaded overloaded_error engine_overloaded engine_overloaded_error overloaded slow_down server_overloaded
    service_overloaded model_overloaded server_busy capacity_exceeded insufficient_capacity engine_busy code_50505`,
  rate_limited_daily:
    'daily_limit_exceeded requests_per_day tokens_per_day rate_limit_exceeded_daily daily_quota_exceeded error_code_17',
  model_retired: `
    model_deprecated model_retired model_decommissioned deprecated_model model_shutdown model_sunset deprecated_model_error
    model_discontinued service_model_deprecating service_model_deprecated`,
  model_wrong_endpoint: `
    operation_not_supported model_wrong_endpoint unsupported_endpoint endpoint_not_supported unsupported_model_endpoint
    unsupported_api_for_model`,
  model_no_access: `
    model_no_access model_not_allowed model_access_denied key_model_access_denied team_model_access_denied
    access_denied_unpurchased invalid_endpoint_closed_endpoint model_not_open model_permission_denied project_model_access_denied token_model_forbidden`,
  base_url_wrong_path:
    'invalid_url unknown_url route_not_found operation_not_found path_not_found no_route unknown_endpoint',
  request_rejected: `
    unsupported_parameter unsupported_value unknown_parameter invalid_value invalid_type missing_required_parameter
    integer_below_min_value integer_above_max_value decimal_below_min_value decimal_above_max_value unrecognized_argument
    extra_forbidden unsupported_params_error invalid_parameter_value content_policy_violation content_filter invalid_prompt
    data_inspection_failed moderation_blocked content_filtered safety_violation responsible_ai_policy_violation
    content_violation status_code_1026 status_code_1027 status_code_1042 status_code_2013`,
};

/** Codes that services use for several things: what the message says comes before them. */
const vague: Partial<Record<Cause, string>> = {
  account_deactivated: 'code_1110 code_1111 code_1112 code_1121 model_arts_81023',
  billing_usage_limit: 'code_1308 code_1310 error_code_19',
  model_no_access: 'code_1311 status_code_2061 model_arts_81004',
  service_overloaded: 'code_1305 code_1312',
  key_rejected: `
    code_1000 code_1002 code_1004 error_code_14 key_blocked api_key_blocked key_disabled
    invalid_api_key invalid_apikey incorrect_api_key api_key_invalid invalid_token token_invalid
    token_revoked token_invalidated api_key_revoked revoked_api_key api_key_disabled
    api_key_deleted api_key_not_found key_revoked invalid_key invalid_credentials invalid_access_token
    invalid_authentication invalid_authentication_error bad_api_key wrong_api_key incorrect_api_key_error
    token_not_found_in_db invalid_auth unknown_api_key compromised_api_key api_key_deactivated`,
  key_expired: 'key_expired api_key_expired expired_api_key expired_key token_expired expired_token',
  billing_no_credit:
    'insufficient_quota exceeded_current_quota quota_exhausted payment_required code_1113 code_30001',
  rate_limited: `
    rate_limit_exceeded rate_limit_error rate_limit rate_limit_reached rate_limit_reached_error too_many_requests throttling
    throttling_exception throttling_rate_quota throttling_allocation_quota requests_per_minute tokens_per_minute
    concurrency_limit_exceeded code_1302 code_1303 model_arts_81101`,
  model_not_found: `
    model_not_found model_not_found_error deployment_not_found invalid_model model_not_exist unknown_model no_such_model
    invalid_model_error model_not_available model_does_not_exist invalid_endpoint_or_model_not_found model_not_supported
    unsupported_model model_unavailable engine_not_found invalid_model_id invalid_model_name code_1211 code_20012 model_arts_81009`,
  key_missing_scope:
    'permission_denied permission_denied_error permission_error no_permission access_denied_exception',
  request_rejected: `
    invalid_parameter invalid_parameter_error unprocessable_entity code_1210 code_1213 code_1214 code_1215 code_1301`,
  service_error: `
    server_error internal_server_error internal_error api_connection_error bad_gateway gateway_timeout upstream_error
    bad_response_status_code do_request_failed internal_service_error service_error`,
};

const listed = (lists: Partial<Record<Cause, string>>): ReadonlyMap<string, Cause> =>
  new Map(
    Object.entries(lists).flatMap(([cause, codes]) =>
      wordsOf(codes).map((code) => [squeeze(code), cause as Cause] as const),
    ),
  );

/** What a filter or a policy refused. */
export const filterCodes: ReadonlySet<string> = new Set(
  wordsOf(`
    content_policy_violation content_filter invalid_prompt data_inspection_failed moderation_blocked content_filtered
    safety_violation responsible_ai_policy_violation content_violation
  `).map(squeeze),
);

export const exactCodes = listed(exact);
export const vagueCodes = listed(vague);
