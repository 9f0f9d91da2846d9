import type { Reason } from '../cause-facts.ts';
import type { Cause } from '../causes.ts';

/**
 * What it means that something is said of something. In each row: the cause, what is spoken about, what is said of it, and
 * how much that says (60 where nothing is added). Alternatives are separated by blanks, `+` joins what must be there
 * together, and an empty text stands for anything. What stands higher is meant where both hold equally well.
 */
export type Row = {
  readonly [C in Cause]: readonly [
    cause: C,
    about: string,
    says: string,
    weight?: number,
    limits?: RowLimits<Reason<C>>,
  ];
}[Cause];

/** What else must hold. */
export interface RowLimits<R extends Reason = Reason> {
  /** Furthest apart, in words; 8 where nothing is said. */
  readonly near?: number;
  /** What is spoken of stands before what is said: 'not enabled for your account' does not speak of the account. */
  readonly first?: true;
  /** What mends it is advised, which says as much as a statement. */
  readonly remedy?: true;
  /** Which of the cause's stories it is. */
  readonly reason?: R;
  readonly status?: readonly number[];
  /** Not where these are spoken of as well, with blanks between them. */
  readonly unless?: string;
  /** Not where these are said as well. */
  readonly except?: string;
  readonly at?: 'openai' | 'elsewhere';
}

const no = 'notAllowed notSupported notEnabled disabled unavailable';

export const rows: readonly Row[] = [
  // Where the call comes from.
  ['ip_not_allowed', 'ip', `${no} notFound mismatch another absent`, 75],
  ['ip_not_allowed', 'ip', 'onlyFor', 75],
  ['ip_not_allowed', 'ip', 'alone', 70, { near: 6 }],
  ['ip_not_allowed', 'wall', `notAllowed disabled`, 70],
  ['ip_not_allowed', 'wall', '', 40, { status: [403] }],
  ['base_url_insecure', 'https', 'onlyFor required', 74, { status: [400, 403, 426, 404] }],
  ['network_blocked', 'requestItself', 'notAllowed', 46, { status: [403], near: 4 }],
  ['base_url_wrong_region', 'host', 'invalid mismatch another notAllowed', 70],
  ['region_unsupported', 'region', `${no} mismatch another`, 75, { unless: 'model' }],
  ['region_unsupported', 'region', `${no}`, 66],

  ['network_blocked', 'network', 'notAllowed flagged failed disabled', 72, { status: [403] }],
  ['network_blocked', 'network', '', 84, { status: [403] }],

  // Who asks.
  ['organization_required', 'anyOrganization', 'required absent mismatch another notFound', 76],
  ['organization_mismatch', 'organization+header', '', 66],
  ['project_mismatch', 'project+header', '', 66],
  ['key_missing_scope', 'project', 'notAllowed+disabled', 74],
  ['model_not_found', 'model', 'notFound+absent notFound+notAllowed', 75],
  ['organization_unverified', 'verification', 'unverified', 91, { near: 8, reason: 'identity' }],
  ['organization_unverified', 'organization account', 'unverified', 90, { near: 20 }],
  ['organization_unverified', 'verification+access', 'unverified', 80, { near: 12, remedy: true }],
  ['organization_unverified', 'verification', 'absent required failed', 62, { reason: 'identity' }],
  [
    'model_no_access',
    'privacy+model privacy+channel privacy+ofModel',
    'notAllowed notFound mismatch unavailable absent notSupported flagged required',
    84,
    { near: 20, reason: 'privacy' },
  ],
  [
    'model_no_access',
    'policy+model policy+channel',
    'notAllowed notFound mismatch unavailable absent notSupported flagged',
    84,
    { near: 20, reason: 'guardrail' },
  ],
  [
    'model_no_access',
    'plan+model plan+channel plan+ofModel',
    `${no} notFound absent onlyFor required mismatch lacksFeature`,
    80,
    { near: 14, reason: 'plan' },
  ],
  [
    'model_no_access',
    'project+model organization+model account+model key+model permission+model access+model workspace+model',
    'notAllowed notEnabled absent disabled unavailable onlyFor',
    76,
    { near: 10 },
  ],
  [
    'model_no_access',
    'plan',
    'notEnabled notAllowed notSupported onlyFor lacksFeature',
    63,
    { status: [400, 401, 402, 403, 404], unless: 'key' },
  ],
  ['model_no_access', 'model', 'required', 46, { status: [403], near: 6 }],
  ['model_no_access', 'plan', 'alone', 63, { status: [400, 401, 402, 403, 404], near: 4 }],
  ['model_no_access', 'plan+feature', 'required absent', 66],
  ['project_archived', 'project', 'disabled revoked retired', 72, { near: 6 }],
  ['project_mismatch', 'project', 'mismatch another notFound invalid absent', 64, { near: 6 }],
  ['organization_mismatch', 'organization', 'mismatch another notFound invalid', 64, { near: 6 }],
  ['organization_mismatch', 'workspace organization', 'retired', 60],
  [
    'organization_mismatch',
    'organization+key organization+access workspace+access',
    'notAllowed absent',
    66,
    { unless: 'model' },
  ],
  ['organization_mismatch', 'workspace', 'mismatch another invalid notFound', 58, { near: 6 }],
  ['project_mismatch', 'key+workspace', 'mismatch another', 66],
  ['project_mismatch', 'key', 'another', 63],

  // Money.
  ['billing_spend_limit', 'budget', 'exhausted failed notAllowed disabled', 74],
  [
    'rate_limited_daily',
    'day+usageLimit day+quota day+credit day+rate day+requestItself',
    'exhausted',
    92,
    { near: 14 },
  ],
  ['rate_limited_daily', 'day', 'exhausted', 91, { near: 14 }],
  ['rate_limited_daily', 'day+rate', '', 70, { near: 30 }],
  ['rate_limited', 'rate+quota', 'exhausted', 73, { near: 20 }],
  ['billing_usage_limit', 'week', 'exhausted', 92, { reason: 'weekly' }],
  ['billing_usage_limit', 'usageLimit', 'exhausted', 90],
  [
    'billing_usage_limit',
    'month+quota month+rate month+requestItself month+plan',
    'exhausted',
    82,
    { near: 12 },
  ],
  ['billing_usage_limit', 'month', '', 62, { status: [429], unless: 'budget credit payment' }],
  ['billing_no_credit', 'upstream+credit', 'exhausted absent', 90, { reason: 'upstream', at: 'elsewhere' }],
  ['billing_usage_limit', 'quota+reset credit+reset', '', 76, { status: [402, 403, 429] }],
  ['billing_no_credit', 'credit', 'notAllowed disabled', 66, { near: 5 }],
  ['billing_no_credit', 'credit', 'exhausted absent notFound expired notEnabled', 84, { near: 6 }],
  ['billing_no_credit', 'credit', 'required', 66, { near: 3 }],
  ['billing_no_credit', '', 'topUp', 45, { status: [402, 403, 429, 400], remedy: true }],
  ['billing_inactive', 'payment account', 'unpaid', 70, { near: 7, unless: 'verification' }],
  ['organization_unverified', 'verification', 'unpaid notEnabled', 62, { reason: 'identity' }],
  ['billing_inactive', 'payment', 'expired', 66],
  [
    'billing_inactive',
    'payment',
    'disabled notEnabled absent failed notFound invalid required unset',
    64,
    { near: 6 },
  ],
  ['billing_usage_limit', 'quota', 'overrun', 74, { status: [403], near: 4 }],
  ['billing_no_credit', 'quota', 'exhausted absent', 72, { near: 8 }],
  ['billing_inactive', 'account', 'notEnabled', 60, { near: 4, first: true }],

  [
    'account_deactivated',
    'account organization workspace',
    'disabled revoked',
    64,
    { near: 6, unless: 'key model' },
  ],
  ['account_deactivated', 'access', 'disabled revoked', 60, { near: 4, unless: 'key model' }],
  [
    'account_deactivated',
    'conduct',
    'flagged disabled notAllowed',
    68,
    { near: 12, status: [400, 401, 403], unless: 'ip network content' },
  ],

  // Pace, size, load.
  ['request_too_large', 'length content requestItself parameter header', 'tooLarge', 74],
  ['request_too_large', 'length', 'exhausted tooLarge', 72, { unless: 'rate day' }],
  ['request_too_large', 'length', '', 56, { status: [400, 413, 422] }],
  ['request_too_large', '', 'shorten', 50, { status: [400, 413, 422], remedy: true }],
  ['rate_limited', 'rate', 'exhausted', 70, { near: 10 }],
  ['rate_limited', 'rate', '', 58],
  ['rate_limited', 'requestItself path', 'exhausted', 58, { status: [429] }],
  ['rate_limited_daily', 'day', '', 73, { status: [429] }],
  ['service_error', '', 'maintenance', 68, { status: [500, 502, 503, 504] }],
  ['service_error', 'upstream', 'unavailable', 66, { status: [500, 502, 503, 504] }],
  ['service_overloaded', 'load', '', 66],
  ['service_overloaded', 'service model path', 'unavailable', 66, { status: [429] }],

  // The key's kind and rights.
  ['model_no_access', 'client+model', 'notSupported notAllowed notEnabled', 74, { near: 12 }],
  [
    'key_type_not_allowed',
    'client',
    'notAllowed notSupported notEnabled onlyFor disabled mismatch',
    72,
    { reason: 'client' },
  ],
  [
    'key_type_not_allowed',
    'ownKey',
    'notAllowed notSupported notEnabled disabled',
    73,
    { reason: 'server_keys_off' },
  ],
  ['key_type_not_allowed', 'keyKind', 'notAllowed notSupported notEnabled onlyFor disabled mismatch', 72],
  ['key_type_not_allowed', 'key', 'notSupported', 58, { status: [400, 401, 403], near: 6 }],
  ['key_type_not_allowed', 'keyKind', 'alone', 70, { near: 6 }],
  ['key_missing_scope', 'permission+key', '', 60, { status: [401, 403] }],
  ['key_missing_scope', 'key', 'onlyFor', 62],
  ['key_missing_scope', 'permission', 'absent required exhausted notAllowed invalid', 68, { near: 6 }],
  ['key_missing_scope', 'permission', 'alone onlyFor', 66, { near: 6, status: [400, 401, 403] }],
  ['key_missing_scope', 'key+path', 'notAllowed onlyFor', 66, { near: 8, status: [401, 403] }],

  // The model.
  ['model_wrong_endpoint', 'model+path', 'onlyFor', 72],
  ['model_no_access', 'channel path model policy privacy', 'excluded', 80, { reason: 'guardrail' }],
  ['model_no_access', 'account', 'notFound', 60, { status: [404] }],
  ['model_not_found', 'parameter+model', 'invalid notFound notSupported', 66, { near: 7 }],
  ['model_not_found', 'model', 'offersOthers', 64, { near: 9, status: [400, 404, 422], unless: 'parameter' }],
  ['model_not_found', 'channel+model', 'notFound unavailable absent', 76],
  ['model_retired', 'model', 'notFound unavailable', 76, { status: [410], except: 'passing' }],
  ['model_retired', 'model', 'retired', 74, { near: 16, unless: 'parameter', except: 'passing' }],
  ['model_wrong_endpoint', 'chatPath', 'notSupported onlyFor lacksFeature absent', 66, { unless: 'path' }],
  ['model_wrong_endpoint', 'chatPath', 'notSupported onlyFor lacksFeature', 66],
  ['model_wrong_endpoint', 'otherKind', '', 56],
  ['model_wrong_endpoint', 'chatPath+model', 'notAllowed notSupported onlyFor invalid', 74, { near: 12 }],
  [
    'model_no_access',
    'model',
    'notAllowed notEnabled onlyFor disabled',
    62,
    { near: 6, except: 'onlyTakes' },
  ],
  [
    'service_error',
    'model service',
    'unavailable+passing',
    90,
    { status: [400, 403, 404, 410, 500, 502, 503], unless: 'load' },
  ],
  ['service_error', 'model', 'unavailable', 68, { status: [500, 502, 503, 504] }],
  ['service_error', 'client', 'onlyFor', 60, { status: [500, 502, 503, 504] }],
  [
    'model_not_found',
    'model',
    'notFound invalid unavailable notSupported loadedNot unset',
    64,
    { near: 7, unless: 'parameter', except: 'passing' },
  ],
  ['model_not_found', 'channel', 'notFound unavailable absent', 68, { near: 6 }],

  // The request.
  ['request_rejected', 'content requestItself account', 'flagged', 70, { reason: 'prompt_flagged' }],
  ['request_rejected', '', 'flagged', 62, { reason: 'prompt_flagged' }],
  ['base_url_wrong_path', 'channel', 'invalid', 60, { status: [400, 404] }],
  ['base_url_wrong_path', 'path', 'notAllowed', 62, { near: 7, status: [405] }],
  [
    'base_url_wrong_path',
    'path',
    'notFound invalid notSupported absent unavailable',
    62,
    { near: 7, status: [400, 404, 405, 403, 410, 501, 200] },
  ],
  ['request_rejected', 'policy', 'failed', 66, { reason: 'prompt_flagged' }],
  [
    'request_rejected',
    'content',
    'notAllowed',
    64,
    { near: 8, status: [400, 403, 451], unless: 'model client key account', reason: 'prompt_flagged' },
  ],
  ['request_rejected', 'channel+feature', 'disabled notSupported notAllowed', 74, { near: 8 }],
  ['request_rejected', 'parameter content feature ofModel', 'lacksFeature', 64],
  ['request_rejected', 'parameter content', 'notFound', 72, { status: [404], near: 8 }],
  ['request_rejected', 'model', 'lacksFeature', 52],
  ['request_rejected', 'requestItself ofModel', 'notSupported', 58],
  ['request_rejected', 'parameter content feature', 'onlyTakes', 62],
  ['request_rejected', 'feature', 'retired', 62],
  ['request_rejected', 'content', 'expired', 60, { near: 6 }],
  ['model_retired', 'path', 'retired', 58, { status: [400, 404, 410], near: 8 }],
  ['model_not_found', 'feature', 'notFound', 60, { status: [404], near: 4 }],
  [
    'request_rejected',
    'parameter',
    'invalid notSupported required absent tooLarge notAllowed retired exhausted notFound notEnabled',
    62,
    { near: 8 },
  ],
  [
    'request_rejected',
    'content feature',
    'invalid notSupported required absent notAllowed notFound notEnabled failed disabled mismatch',
    58,
    { near: 8 },
  ],

  // The key.
  ['service_error', 'channel', 'disabled', 66],
  ['service_error', 'workspace', 'disabled', 80, { status: [404], near: 6, unless: 'account key model' }],
  [
    'service_error',
    'upstreamKey',
    'absent unset invalid notAllowed failed expired notFound disabled exhausted',
    80,
    { reason: 'relay_key' },
  ],
  [
    'service_error',
    'key+upstream auth+upstream',
    'absent unset invalid notAllowed failed expired notFound',
    78,
    { at: 'elsewhere', near: 12, reason: 'relay_key' },
  ],
  ['service_error', 'key+channel', 'absent unset', 88, { at: 'elsewhere', near: 12, reason: 'relay_key' }],
  ['service_error', 'key', 'unset', 68, { at: 'elsewhere', near: 6, reason: 'relay_key' }],
  ['key_rejected', 'givenKey', 'notFound invalid absent mismatch', 72, { near: 8 }],
  [
    'not_openai_api',
    'key header',
    'absent+notFound',
    84,
    { near: 6, unless: 'model givenKey', reason: 'header_lost' },
  ],
  [
    'not_openai_api',
    'key header auth',
    'absent required',
    60,
    { near: 6, unless: 'givenKey', reason: 'header_lost' },
  ],
  ['key_rejected', 'key+account', 'another+absent notFound', 68],
  ['key_rejected', 'key+auth', 'failed invalid', 60, { status: [400, 401, 403], near: 5 }],
  ['request_rejected', 'key auth', 'several', 58, { status: [400, 401], near: 5 }],
  ['key_rejected', 'key', 'notFound', 62, { except: 'absent' }],
  [
    'key_rejected',
    'key',
    'notAllowed',
    52,
    {
      status: [400, 401],
      unless: 'client organization project payment plan model region ip upstream workspace',
    },
  ],
  ['key_missing_scope', 'key', 'notAllowed notEnabled', 48, { status: [403] }],
  ['key_rejected', 'key ownKey keyKind', 'revoked', 66],
  [
    'not_openai_api',
    'signature',
    'invalid absent mismatch unverified failed',
    66,
    { reason: 'other_form', at: 'elsewhere', status: [401, 403] },
  ],
  ['key_expired', 'key', 'expired', 63, { except: 'invalid revoked disabled absent notFound notAllowed' }],
  ['key_rejected', 'key', 'invalid expired disabled mismatch unavailable', 62],
  ['key_rejected', 'key', 'absent+invalid', 61],
  ['key_rejected', 'auth', 'failed invalid notAllowed expired', 46, { near: 6 }],
  ['key_rejected', 'header', 'invalid', 54],

  // The service.
  ['service_overloaded', 'service upstream', 'exhausted', 72, { status: [503, 529] }],
  ['key_rejected', 'key', 'failed', 56, { status: [400, 401, 403], near: 1 }],
  ['service_error', 'key credit quota account', 'failed', 52, { near: 5 }],
  ['service_error', 'model service', 'crashed', 66, { near: 6, reason: 'model_crashed', at: 'elsewhere' }],
  ['service_error', 'service', 'absent unavailable', 56, { near: 3 }],
  ['service_error', 'model', 'failed', 58, { near: 5 }],
  ['service_error', 'service channel upstream', 'notAllowed', 64, { near: 5 }],
  ['service_error', 'service channel upstream', 'failed timeout invalid', 60, { near: 8 }],
  ['service_error', 'service', 'exhausted', 54],
  ['service_error', '', 'timeout', 50],
  ['key_rejected', 'account', 'notFound', 50],
  ['account_deactivated', 'account', 'notFound', 48, { status: [403, 429], near: 4 }],
  ['key_missing_scope', 'path', 'unavailable notAllowed', 60, { status: [401, 403], near: 5 }],
  ['key_missing_scope', 'feature', 'notAllowed notEnabled notSupported disabled', 62, { status: [401, 403] }],
  ['key_missing_scope', 'access+path access+chatPath', 'notAllowed', 60, { status: [401, 403] }],
  ['key_missing_scope', 'account', 'notAllowed', 58, { status: [401, 403] }],
  ['base_url_wrong_path', '', 'notFound', 30, { status: [404, 405] }],
  ['request_rejected', 'requestItself', 'invalid', 45],
  ['service_error', '', 'failed', 30],
];
