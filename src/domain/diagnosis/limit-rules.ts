import { phrase } from '../text/phrase.ts';
import { limitFacts, modelFacts } from './answer-facts.ts';
import { perTime } from './billing-rules.ts';
import { answerRule, type Evidence, type Rule, status } from './evidence-view.ts';

/** A code, status or wording that speaks of a rate at all. */
const rateCodes = new Set([
  'ratelimitexceeded',
  'ratelimiterror',
  'toomanyrequests',
  'ratelimit',
  'throttling',
  'ratelimitreachederror',
  'resourceexhausted',
]);
const aboutRate = ({ answer }: Evidence): boolean =>
  answer.meant === 429 || [...answer.codes].some((code) => rateCodes.has(code)) || perTime.test(answer.text);

const sent = /request|payload|entity|body|content|prompt|input|message|messages|context/;
const server = /servers?|service|system|model|engine/;
const busy = /too busy|is busy|are busy|currently busy|under heavy load/;
const atTheEndOf = /at|over|out of|insufficient|no|exceed\w*|limited|not enough/;

/** Answers about size and pace, in the order in which they are told apart. */
export const limitRules: readonly Rule[] = [
  answerRule({
    id: 'too-large',
    cause: 'request_too_large',
    codes: `
      context_length_exceeded request_too_large string_above_max_length payload_too_large
      context_window_exceeded context_window_exceeded_error input_too_long content_too_large
      request_entity_too_large
    `,
    says: [
      phrase`${sent}s?(?: \w+){0,2} (?:is |are |was |were )?too (?:large|long|big)`,
      /context (?:length|window|size|limit)|string too long/,
      /maximum (?:number of )?(?:input |prompt |context )?(?:tokens|length)/,
      /(?:input|prompt|message|request|context)s?\b.{0,60}exceed\w*.{0,40}(?:max|limit|context|token)/,
      /(?:reduce|shorten) (?:the |your )?(?:length|size|input|prompt|message)/,
      /must be (?:reduced|shortened)|too many (?:input |prompt )?tokens/,
      /(?:上下文|输入|提示词|prompt ?|请求|内容|文本|tokens?).{0,12}(?:过长|过大|太长|超长|超过.{0,8}(?:最大|限制|长度)|超出.{0,8}(?:最大|限制|长度))/,
    ],
    unless: [
      /too many (?:input |prompt )?tokens per|max(?:_completion|_output)?_tokens[`'"]? (?:is|was) too (?:large|big|high)/,
      /try again in|rate limit reached|tokens per (?:day|hour|min(?:ute)?) limit exceeded/,
    ],
    facts: limitFacts,
  }),
  answerRule({
    id: 'too-large-for-limit',
    cause: 'request_too_large',
    says: [/request too (?:large|big)|must be (?:reduced|shortened)|requested \w+ tokens exceeds? the limit/],
    facts: limitFacts,
  }),
  answerRule({ id: 'status-413', cause: 'request_too_large', only: status(413, 414) }),
  answerRule({
    id: 'overloaded',
    cause: 'service_overloaded',
    codes: `
      server_is_overloaded overloaded_error engine_overloaded engine_overloaded_error overloaded
      slow_down server_overloaded service_overloaded model_overloaded server_busy capacity_exceeded
      insufficient_capacity engine_busy
    `,
    says: [
      phrase`\boverload(?:ed)?\b|${server}\b.{0,30}${busy}|(?:server|system) busy`,
      phrase`${atTheEndOf} (?:\w+ )?capacity`,
      /high (?:demand|traffic|load)|heavy (?:load|traffic)/,
      /(?:服务器?|系统|上游|模型|负载|引擎).{0,12}(?:繁忙|过载|饱和|超载|忙碌|拥挤)|负载(?:较高|过高)/,
    ],
    unless: [/rate.?limit (?:reached|exceeded)/],
  }),
  answerRule({
    id: 'per-day',
    cause: 'rate_limited_daily',
    codes: `
      daily_limit_exceeded requests_per_day tokens_per_day rate_limit_exceeded_daily daily_quota_exceeded
    `,
    says: [
      /per[ _-]?day|\bper 86400 ?s|byday\b|\b[rt]pd\b|\bdaily\b|\/ ?day\b/,
      /(?:in|within|every|last|past) (?:the )?(?:last |past )?24 ?(?:h|hours)/,
      /(?:limit|quota)s? for today|today's/,
      /(?:今日|每日|当日|每天|日).{0,12}(?:额度|次数|请求|限额|上限|配额|调用|限制)/,
    ],
    only: (evidence) =>
      aboutRate(evidence) || /额度|次数|限额|上限|配额|limit|quota/.test(evidence.answer.text),
    facts: limitFacts,
  }),
  answerRule({
    id: 'rate',
    cause: 'rate_limited',
    codes: `
      rate_limit_exceeded rate_limit_error rate_limit rate_limit_reached rate_limit_reached_error
      too_many_requests throttling throttling_exception throttling_rate_quota throttling_allocation_quota
      requests_per_minute tokens_per_minute concurrency_limit_exceeded
    `,
    says: [
      /rate[ -]?limit(?:s|ed)?\b.{0,40}(?:reached|exceeded|hit|error|for)|rate[ -]?limited/,
      /(?:reach|exceed|hit|over)\w*\b.{0,60}rate[ -]?limit/,
      /too many (?:requests|concurrent|calls|connections)/,
      /throttl(?:ed|ing)|slow down|sending requests too (?:quickly|fast)/,
      /(?:requests?|tokens?) per (?:min|sec|hour)|\b[rt]pm\b/,
      /(?:requests?|calls?|qps) limit (?:has been )?(?:reached|exceeded|hit)/,
      /(?:concurrency|concurrent requests?) limit/,
      /请求.{0,10}(?:过于频繁|太频繁|过快|过多|次数过多)/,
      /频率.{0,6}(?:限制|过高|超)|速率.{0,6}(?:限制|超)|限流|限速/,
      /并发.{0,10}(?:超|限制|上限|过多)|每分钟.{0,20}(?:上限|限制|超)/,
    ],
    facts: limitFacts,
  }),
  // 429 means a pace by definition, when all that means money, size or a ban has been told apart.
  answerRule({
    id: 'status-429',
    cause: 'rate_limited',
    only: (evidence) => status(429)(evidence) && evidence.answer.shape !== 'page',
    facts: modelFacts,
  }),
];
