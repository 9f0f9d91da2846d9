import { anyOf, phrase } from '../text/phrase.ts';
import { modelFacts, regionFacts, scopeFacts, suggestedHost } from './answer-facts.ts';
import { answerRule, type Rule } from './evidence-view.ts';

/** Money troubles are often worded as a suspended account. */
const aboutMoney = /balance|billing|recharge|top.?up|quota|payment|unpaid|overdue|credit|余额|欠费|充值|额度/;

/** The key itself is the subject: 'The API key of this account has been disabled'. */
const beforeKey = /(?:the|this|your|provided|supplied|given|openai|api|secret|access|virtual|[a-z]+error) /;
const aboutKey = phrase`(?:^|[.!:] ?)${beforeKey}{0,4}(?:api[ -]?key|key|token|令牌|密钥)\b(?! owner)`;

const mustBe = /must|needs? to|has to|have to|required to/;
const joined = /(?:be|belong|join)(?: a (?:member|part) of| in| to)?/;
const partOf = /member of|belong to|part of|have access to|associated with/;
const another = /(?:a |an)(?:nother|different| different| other)/;
const theNamed = phrase`(?:the |this |that )?(?:specified |requested |given )?`;

const admitted = /authori[sz]ed|allowed|allow-?listed|permitted|white-?listed|in (?:the|your|our|an?)\b/;
const turnedAway = /denied|blocked|forbidden|rejected|refused|not /;

const country = /country|countries|region|territory|territories|location/;
const isNot = /not|isn't|aren't|un|not currently|not yet/;
const served = /supported|available|allowed|permitted|served|eligible/;
const unavailable =
  /(?:not|isn't|un) ?(?:available|supported|offered|allowed|permitted|accessible|provided)(?: to users)?/;
const here = /(?:your|this) (?:current )?(?:country|region|location|territory|geo)/;

const account = /account|organi[sz]ation|workspace|user|team/;
const shutOff = anyOf(
  /deactivated|suspended|terminated|banned|disabled|closed|blocked|frozen/,
  /been (?:locked|deleted|restricted)|under (?:review|investigation)/,
);
const archived = /archived|deactivated|disabled|been deleted|suspended|inactive|not active|no longer active/;

/** Ids of organizations and projects that are another's, or nobody's. */
const isNotThis = anyOf(
  /should match|mismatch|(?:does|do)(?: not|n't) (?:match|exist|own)/,
  /not match|not found|not exist|is invalid/,
);

const roles = anyOf(
  /admin(?:istrat(?:ion|or|ive))?|service account|user|personal|project|session/,
  /ephemeral|client|browser|management|provisioning|publishable/,
);
const keyOfRole = phrase`${roles}(?: api| secret)? (?:keys?|tokens?|secrets?)`;
const notTaken = anyOf(
  /cannot|can't|can not|not (?:allowed|permitted|accepted|supported|valid|be used)/,
  /n't (?:allowed|permitted|accepted|supported)|disabled|disallowed|only/,
);
const withAnotherKey = /(?:with|by|using|from) (?:an? )?(?:\w+ ){0,2}(?:key|token|browser|session)/;

const lacks = /missing|insufficient|lacks?|required|without|needs?|requires?/;
const identity = /organi[sz]ation|account|identity|email|phone/;
const theNeeded = /the |any |following |necessary |required |sufficient /;

/** Answers about who asks, and from where: judged before anything that they also look like. */
export const accountRules: readonly Rule[] = [
  answerRule({
    id: 'ip-allow-list',
    cause: 'ip_not_allowed',
    codes: `
      ip_not_authorized ip_not_allowed ip_address_not_allowed ip_forbidden ip_restricted
      ip_not_whitelisted
    `,
    says: [
      phrase`\bip\b(?: address)?.{0,60}(?:outside (?:of )?the |not |isn't |hasn't been )(?:been )?${admitted}`,
      /\bip(?: address(?:es)?)?[ -](?:allow|white)[ -]?list/,
      phrase`(?:request|access|call|connection)s? from (?:your|this|the) (?:current )?(?:ip|address).{0,60}${turnedAway}`,
      /(?:restricted|limited) to (?:certain|specific|allowed|particular) ip/,
      /ip ?(?:地址)?.{0,20}(?:不在|未在|不被允许|不允许|未授权|受限|没有权限|无权)/,
      /ip ?白名单/,
      // Azure's network rules: https://learn.microsoft.com/azure/ai-services/cognitive-services-virtual-networks
      /virtual network\/firewall|firewall rules/,
      /public (?:network )?access is disabled|configure (?:a )?private endpoint/,
    ],
  }),
  answerRule({
    id: 'residency',
    cause: 'base_url_wrong_region',
    codes: `
      incorrect_hostname incorrect_regional_hostname wrong_regional_hostname invalid_hostname
      wrong_region
    `,
    says: [
      /regional? (?:host|endpoint|domain|base url|url)/,
      /(?:incorrect|wrong|invalid|different) (?:api )?host(?:name)?/,
      /data residency.{0,120}(?:host|endpoint|domain|api\.openai\.com)/,
    ],
    facts: regionFacts,
  }),
  answerRule({
    id: 'residency-host-named',
    cause: 'base_url_wrong_region',
    says: [
      /(?:use|request(?:s)?(?: to)?|via|to|through|at|is) (?:https:\/\/)?(?:[a-z0-9-]{1,40}\.)?api\.openai\.com/,
    ],
    unless: [/unsupported_country|not supported/],
    only: (evidence) => suggestedHost(evidence) !== undefined,
    facts: regionFacts,
  }),
  answerRule({
    id: 'region',
    cause: 'region_unsupported',
    codes: `
      unsupported_country_region_territory unsupported_country unsupported_region unsupported_location
      region_not_supported country_not_supported
    `,
    says: [
      phrase`${country}\b.{0,60}(?:${isNot} ?(?:be )?${served}|blocked|banned|restricted)`,
      /(?:unsupported|restricted|prohibited|embargoed) (?:country|region|location|territory)/,
      phrase`${unavailable} (?:in|from|for) ${here}`,
      /banned the country or region/,
      /(?:国家|地区|区域).{0,20}(?:不支持|不可用|不受支持|受限|无法使用)/,
      /(?:不支持|无法在|不可在|不提供).{0,20}(?:国家|地区|区域)/,
    ],
    // A cloud's own data centres: the model is elsewhere, the caller is welcome.
    unless: [
      /model.{0,60}(?:in|for) (?:the )?(?:resource's |azure )?region/,
      /deployment|eastus|westus|us-east|us-west|aws region/,
    ],
  }),
  answerRule({
    id: 'project-archived',
    cause: 'project_archived',
    codes: 'project_archived project_deactivated project_disabled project_deleted project_inactive',
    says: [
      phrase`\bproject\b(?:(?!model|archived).){0,80}${archived}`,
      /(?:archived|deactivated|disabled|deleted|inactive) project/,
    ],
    // Google: the API is switched off in a project that is in order.
    unless: [aboutMoney, /has not been used in project|disabled access/],
  }),
  answerRule({
    id: 'account-deactivated',
    cause: 'account_deactivated',
    codes: `
      account_deactivated access_terminated account_suspended account_disabled account_banned
      account_terminated organization_deactivated organization_disabled organization_suspended
      organization_restricted user_deactivated user_suspended deactivated_workspace
    `,
    says: [
      phrase`\b${account}\b.{0,100}${shutOff}`,
      /access (?:to .{0,40})?(?:was|has been|is|been) (?:\w+ )?(?:terminated|revoked due|suspended|withdrawn)/,
      /(?:deactivated|suspended|terminated|banned|disabled) (?:account|organi[sz]ation|user|workspace)/,
      /(?:账[户号]|用户|帐[户号]|组织).{0,12}(?:封禁|停用|禁用|冻结|注销|封号|被封|被锁)/,
    ],
    unless: [
      aboutMoney,
      aboutKey,
      /\b(?:model|endpoint|feature|tool)\b.{0,60}disabled|disabled access|blocked by|prompt|content/,
    ],
  }),
  answerRule({
    id: 'organization-required',
    cause: 'organization_required',
    codes: 'no_organization organization_required missing_organization no_organization_membership',
    says: [
      phrase`(?:must|need to|have to|required to) ${joined} (?:an|any|at least one|some) organi[sz]ation`,
      /(?:not|n't) (?:a )?(?:member of|belong to|part of|in|associated with) (?:an|any) organi[sz]ation/,
      /(?:no|without an?|missing) organi[sz]ation\b(?! header| with)(?!.{0,40}(?:such|match))/,
      /(?:removed|kicked) from (?:the|your) organi[sz]ation/,
    ],
  }),
  answerRule({
    id: 'organization-mismatch',
    cause: 'organization_mismatch',
    codes: `
      mismatched_organization organization_mismatch invalid_organization organization_not_found
      no_such_organization
    `,
    says: [
      /openai-organization/,
      /no such organi[sz]ation|(?:invalid|unknown|incorrect|wrong|mismatched) organi[sz]ation/,
      phrase`organi[sz]ation\b(?:(?!model|must be verified).){0,60}(?:${isNotThis}|different)`,
      phrase`(?:not|n't|never) (?:a )?${partOf} ${theNamed}organi[sz]ation`,
      phrase`key\b.{0,40}(?:belongs? to|for) ${another} organi[sz]ation`,
    ],
    facts: () => ({ reason: 'another' }),
  }),
  answerRule({
    id: 'project-mismatch',
    cause: 'project_mismatch',
    codes: 'mismatched_project project_mismatch invalid_project project_not_found no_such_project',
    says: [
      /openai-project/,
      /no such project|(?:invalid|unknown|incorrect|wrong|mismatched) project/,
      phrase`\bproject\b(?:(?!model).){0,60}(?:${isNotThis}|(?:does|do)(?: not|n't) belong|could not be found)`,
      phrase`(?:not|n't) (?:a )?${partOf} ${theNamed}project`,
      phrase`key\b.{0,40}(?:belongs? to|for) ${another} project`,
    ],
    facts: () => ({ reason: 'another' }),
  }),
  answerRule({
    id: 'key-wrong-issuer',
    cause: 'key_wrong_kind',
    codes: 'invalid_issuer unknown_issuer',
    says: [
      /(?:not|n't) (?:from|issued by) a (?:valid|trusted|known|recogni[sz]ed) issuer/,
      /(?:invalid|unknown|untrusted|wrong) (?:token )?issuer/,
    ],
    facts: () => ({ reason: 'jwt' }),
  }),
  answerRule({
    id: 'key-type',
    cause: 'key_type_not_allowed',
    codes: `
      key_type_not_allowed invalid_key_type api_key_type_not_allowed authentication_type_disabled
      user_api_keys_disabled unsupported_api_key_type
    `,
    says: [
      /\b(?:key|token|credential) type|(?:type|kind) of (?:api )?(?:key|token|credential)/,
      phrase`\b${keyOfRole}\b.{0,60}${notTaken}`,
      phrase`(?:must|can only|has to|should) be (?:made|used|called|authenticated)\b.{0,40}${withAnotherKey}`,
      /key.based authentication is disabled|api keys are not (?:supported|accepted|allowed)(?! to)|expected oauth/,
    ],
    unless: [/expired/],
  }),
  answerRule({
    id: 'scopes',
    cause: 'key_missing_scope',
    codes: `
      insufficient_permissions missing_scope missing_scopes insufficient_scope missing_permission
      missing_permissions
    `,
    says: [
      phrase`${lacks} ${theNeeded}{0,3}(?:api )?(?:scopes?\b|permissions? for this operation)`,
      /(?:scope|permission)s?\b.{0,40}(?:is |are )(?:missing|required|needed|insufficient)/,
      /insufficient (?:permissions?|privileges?|access rights)|(?:restricted|read-?only|limited) (?:api )?key/,
      /无权(?:限)?(?:访问|使用)?.{0,24}分组|分组.{0,30}(?:已被?禁用|不存在|已被?弃用|无权)/,
    ],
    unless: [/permissions? to (?:access|use|call) (?:the |this |that )?model/],
    facts: scopeFacts,
  }),
  answerRule({
    id: 'verification',
    cause: 'organization_unverified',
    codes: `
      organization_unverified organization_not_verified verification_required
      organization_verification_required unverified_organization
    `,
    says: [
      phrase`organi[sz]ation\b.{0,60}(?:should|${mustBe}) (?:first )?(?:be|get|become) verified`,
      phrase`${mustBe} (?:first )?(?:be verified|verify (?:your|the) ${identity})`,
      /verify (?:your |the )?organi[sz]ation|organi[sz]ation verification|verification of (?:your|the) organi[sz]ation/,
      phrase`\b(?:${identity}|e-mail)\b.{0,40}(?:not (?:yet )?(?:been )?verified|n't (?:been )?verified|unverified)`,
      /verified organi[sz]ations?|实名认证|(?:组织|账[户号]).{0,10}(?:未验证|未认证|需要验证)/,
    ],
    facts: modelFacts,
  }),
];
