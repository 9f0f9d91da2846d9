import { anyOf, phrase } from '../text/phrase.ts';
import { answerRule, type Rule, status } from './evidence-view.ts';
import { squeeze } from './read-answer.ts';

/** A limit per time: its message may advise to add a payment method, and is no less a rate limit for that. */
export const perTime = anyOf(
  /rate.?limit (?:has been )?(?:reached|exceeded|hit)/,
  /(?:requests?|tokens?|次|images?|calls?) ?(?:per|\/|a) ?(?:min|day|hour|sec)/,
  /\b[rt]p[mdsh]\b|per.?(?:minute|day|hour|second)\b/,
);

const limit = /limit|cap|budget|quota/;
const spendLimit = phrase`(?:spend(?:ing)?|hard|billing|budget|monthly)[ -](?:hard )?${limit}`;
const moneyLimit = anyOf(spendLimit, phrase`(?:cost|credit|dollar|usd)[ -](?:hard )?${limit}`);
const reached = /reach|exceed|hit|exhaust|surpass|met|used up/;
const reaching = /reach|exceed|hit|exhaust|surpass|over|above/;

const credit = /credits?|balance|funds?/;
const noMore = anyOf(
  /insufficient|not enough|no|zero|negative|low|lacks?|exhausted|depleted|without/,
  /(?:ran|run|running) out of|used up(?: all)?(?: of)?(?: your)?/,
);
const hasNot = /(?:do(?:es)?|ha(?:s|ve))(?:n't| not) (?:have )?(?:any |enough |sufficient )/;
const isGone = anyOf(
  /insufficient|exhausted|depleted|too low|not enough|is zero|run out|ran out/,
  /used up|below|expired|is not sufficient/,
);

const unpaid = /unpaid|overdue|past.?due|outstanding/;
const noneYet = /no|add a|valid|update your|missing|set up a?/;
const wayToPay = /payment method|payment details|credit card|billing (?:details|information|account)/;

/** Answers about money, the split quota codes of 2026 first. */
export const billingRules: readonly Rule[] = [
  answerRule({
    id: 'spend-limit',
    cause: 'billing_spend_limit',
    codes: `
      organization_spend_limit_exceeded project_spend_limit_exceeded spend_limit_exceeded
      spending_limit_exceeded spend_limit_reached billing_hard_limit_reached hard_limit_reached
      budget_exceeded budget_exceeded_error monthly_limit_exceeded project_budget_exceeded
      billing_limit_user_error billing_limit_reached set_limit_exceeded
    `,
    says: [
      phrase`${moneyLimit}\b.{0,60}${reached}`,
      phrase`${reaching}\w*\b.{0,60}${spendLimit}`,
      /budget (?:has been |was |is |limit )?(?:exceeded|reached|exhausted|used up)|(?:exceed|reach)\w* (?:\w+ ){0,4}budget/,
      // Volcengine: the account's owner set a limit of free use for each model.
      /reach\w* (?:the|your) (?:set|configured) (?:\w+ ){0,2}limit/,
      /key (?:limit|budget) (?:exceeded|reached)/,
      /(?:预算|消费上限|消费限额|月度限额).{0,12}(?:超|达到|用[尽完]|已满)/,
      /(?:超出|超过|达到).{0,12}(?:预算|消费上限|消费限额)/,
    ],
    unless: [perTime],
    facts: ({ answer }) => ({
      reason:
        [...answer.codes].some((code) => code.startsWith('project')) || /\bproject\b/.test(answer.text)
          ? 'project'
          : 'organization',
    }),
  }),
  answerRule({
    id: 'usage-limit',
    cause: 'billing_usage_limit',
    codes: `
      organization_usage_limit_exceeded usage_limit_exceeded usage_limit_reached
      project_usage_limit_exceeded approved_usage_limit_exceeded
    `,
    says: [
      /(?:reach|exceed|hit|surpass)\w*\b.{0,60}(?:approved |maximum )?usage (?:tier )?limit/,
      /usage (?:tier )?limit\b.{0,60}(?:reach|exceed|hit|surpass)/,
    ],
    unless: [perTime],
  }),
  answerRule({
    id: 'recharge',
    cause: 'billing_no_credit',
    codes: `
      credit_balance_exhausted insufficient_balance insufficient_credits insufficient_credit
      insufficient_funds no_credits out_of_credits credits_exhausted insufficient_user_quota
      pre_consume_token_quota_failed balance_not_enough insufficient_balance_error
    `,
    says: [
      phrase`${noMore} (?:\w+ ){0,3}${credit}\b`,
      phrase`${hasNot}(?:\w+ ){0,2}(?:${credit}|licen[sc]es?)\b`,
      phrase`${credit}\b.{0,40}${isGone}`,
      phrase`(?:add|purchase|buy|top.?up|recharge)(?: \w+){0,3} (?:${credit}|account)`,
      /please recharge|never purchased credits|requires more credits/,
      /(?:余额|额度|配额|积分|费用|点数|资金|算力).{0,14}(?:不足|不够|用[尽完]|耗尽|用光|为零|已用|告罄)/,
      /剩余额度|预扣费|请(?:先|及时|尽快)?充值|欠费.{0,20}充值|没有余额/,
    ],
    unless: [perTime, /今日|每日|当日|每天/],
  }),
  answerRule({
    id: 'billing-inactive',
    cause: 'billing_inactive',
    codes: `
      billing_not_active account_not_active billing_inactive arrearage account_overdue_error
      payment_failed payment_method_required no_payment_method billing_disabled account_inactive
    `,
    says: [
      /\b(?:account|billing|subscription|plan)\b.{0,30}(?:is not|isn't|not currently|not yet|no longer|in) ?active/,
      phrase`(?:${unpaid}|open) (?:invoice|balance|bill|payment|amount)`,
      phrase`(?:invoice|bill|payment)\b.{0,40}(?:${unpaid}|failed|declined)`,
      phrase`${noneYet} (?:valid )?${wayToPay}`,
      /payment method\b.{0,30}(?:required|missing|declined|expired|invalid)/,
      /good standing|in arrears|arrearage|enable billing/,
      /billing (?:is |has been )?(?:not (?:enabled|set up|active|configured)|disabled|inactive)/,
      /\bsubscription\b.{0,30}(?:expired|ended|lapsed|cancell?ed)/,
      /(?:no|not have an?|without an?) (?:valid|active) (?:\w+ ){0,2}subscription/,
      /欠费|逾期|未开通.{0,6}(?:付费|计费)|(?:套餐|订阅|会员|资源包).{0,10}(?:到期|过期|失效)/,
    ],
    unless: [perTime, /current quota/],
  }),
  // Google advises to retry, although a limit of nothing never grows: the model is not in the free tier.
  answerRule({
    id: 'quota-of-nothing',
    cause: 'billing_no_credit',
    says: [
      /quota exceeded for metric.{0,120}free_tier.{0,60}limit: 0\b/,
      /(?:does not|doesn't) have a free (?:quota )?tier/,
    ],
  }),
  // Google names the quotas that were exceeded in fields of their own, and the longest decides how long to wait.
  quotaNamed('quota-named-per-day', /perday/, 'rate_limited_daily'),
  quotaNamed('quota-named-per-time', /per(?:minute|second|hour)/, 'rate_limited'),
  answerRule({
    id: 'quota-per-time',
    cause: 'rate_limited',
    says: [
      /quota.{0,200}(?:per.?(?:minute|second|hour)|retry in \d|free_tier_requests)/,
      /resource has been exhausted \(e\.g\. check quota\)/,
    ],
    unless: [/per.?day|daily/],
  }),
  answerRule({
    id: 'quota',
    cause: 'billing_no_credit',
    codes: `
      insufficient_quota exceeded_current_quota_error exceeded_current_quota quota_exhausted
      payment_required token_quota_exhausted user_quota_not_enough allocation_quota_free_tier_only
    `,
    says: [
      /exceed\w* (?:your |the )?(?:current |available |remaining |allocated )?quota/,
      /(?:insufficient|no|not enough|out of|exhausted)(?: \w+){0,2} quota/,
      /quota\b.{0,60}(?:exhausted|exceeded|insufficient|used up|depleted|not enough)/,
      /check your plan and billing|payment required/,
      /free (?:tier|quota|trial)\b.{0,40}(?:exhausted|exceeded|used|expired|ended)/,
    ],
    unless: [perTime, /daily|今日|每日/],
  }),
  answerRule({
    id: 'status-402',
    cause: 'billing_no_credit',
    only: (evidence) => status(402)(evidence) && evidence.answer.shape !== 'page',
  }),
];

/** A quota that stands as a name, such as `GenerateRequestsPerDayPerProjectPerModel-FreeTier`. */
function quotaNamed(id: string, names: RegExp, cause: 'rate_limited' | 'rate_limited_daily'): Rule {
  return {
    id,
    when: ({ answer }) =>
      answer.error.quotas.some((quota) => names.test(squeeze(quota))) ? { cause } : null,
  };
}
