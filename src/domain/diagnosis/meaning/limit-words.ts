/** What an answer says of money, and of how much may be used when. */
export const limitWords = {
  credit: `
    credit, credits, payment required, 没有余额, 已没有余额, 欠费, 欠費, balance, balances, fund, funds, prepaid, allowance,
    余额, 额度, 积分, 点数, 算力, 资金, 费用, 餘額, 額度, 點數, 金额, 资源包, 资源点, 灵感值, 豆,
    配额, 配額, 资源包余量, 余量, 電量, 剩余额度, 令牌额度, 账户余额, 次数包, 免费额度, 用户额度, 可用额度, free credits,
    neurons, wallet*, purse, tokens balance, remaining tokens, compute points, points, coins, diamonds, 钱包, 錢包,
    账户资金, 剩余金额, 剩余次数, 可用余额, 可用金额, 账户点数`,
  quota: `quota*, resource_exhausted, entitlement, free tier, free trial, trial`,
  payment: `
    billing*, dunning*, invoice*, payment*, credit card*, payment method*, good standing, subscription, subscriptions, plan,
    plans, bill, bills, license*, licence*,
    debt, 账单, 套餐, 订阅, 会员, 付费, 计费, 帳單, 訂閱, 會員, 付款, 后付费, 支付, your card, debit card, card on file,
    the card, bank, subscription fee, 信用卡, 银行卡, 支付方式, 付款方式, 发票, active subscription, valid subscription,
    paid subscription, token plan*, token-plan`,
  budget: `
    spend limit*, spending limit*, spend cap*, spending cap*, cap for, $ cap, hard limit*, budget*, monthly limit*,
    monthly cap, cost limit*, cost cap, credit limit*,
    billing limit*, billing cap, usd limit, dollar limit, key limit*, monthly spend*, max budget, max_budget, spend,
    spending, monthly budget*, monthly usage cap,
    预算, 费用限制, 成本限制, 费用上限, 消费上限, 消费限额, 月度限额, 消费额度上限, 預算, 支出限制, 支出上限, 限额设置,
    cost ceiling, spending ceiling, spend ceiling, ceiling, expense limit*, expenditure, money limit, cost quota, 成本上限,
    消费限制, 额度限制, 花费上限, limit you set, limit you configured`,
  usageLimit: `
    usage limit*, usage tier limit*, session limit*, session usage*, 5-hour limit*, 5 hour*,
    five-hour limit*, 5-hour usage*, hourly usage limit*, plan limit*, usage cap*, free usage*, usage exceeded,
    usage allowance, monthly quota, monthly usage, monthly requests,
    premium request*, message limit*, approved usage*, call volume*, plan quota, usage quota, usage_limit*, 每月, 5小时,
    用量上限, 使用上限, 使用限额, 月度额度, 使用上限,
    用量限制, 使用量上限, monthly credit*, cycle, hour limit, hour window, hour allowance, hour usage, usage window,
    request allowance, message allowance, extra usage, quota refresh, fair use*, fair usage*, 用量已, 使用次数, 使用量,
    total request limit*, total call limit*, total usage, total limit, total quota, lifetime limit*,
    lifetime quota, lifetime usage, total calls, total requests, 总量, 总调用量, 总次数, 调用总量, 总调用次数`,
  rate: `
    rate limit*, rate-limit*, ratelimit*, rate_limit*, rpm, tpm, qps, rps, ipm, requests per minute, tokens per minute,
    requests per second, per minute, per second,
    per min, per sec, per hour, requests per min, tokens per min, too many requests, conn limit*, connection limit,
    rate growth*, growth limit*, token quota per minute,
    too many concurrent*, toomanyrequests, throttl*, concurren*, requests too quickly,
    requests too fast, request limit*, request rate, parallel request*, parallel call*, call limit*, frequency, frequent,
    max_parallel*, rate quota, slow down, qpm,
    too many calls, too many connections, too many websocket*, too many sessions, connection limit*, too quickly,
    too frequent*, too often, too fast, requests limit, 频率, 并发, 限流, 限速, 速率, 过于频繁, 太频繁, 速度太快, 太快,
    too fast, every 10 seconds, 每分钟, 每秒, 请求数限制, 请求过多,
    请求过快, 頻率, 並發, 過於頻繁, 每分鐘, 太快了, 频繁, 流控, 请求次数过多, 操作频繁, 访问频率, 请求太多, 访问量过大, 请求量过大, 并发数,
    enqueued token*, enqueued request*, enqueued, batch queue*, queued batch*, batches in progress,
    batch limit*`,
  day: `
    per day, per-day, daily, rpd, tpd, today, today's, requests/day, messages/day, 24 hours, 24h, in a day, requests/day,
    perday, /day, per_day, free-models-per-day, 86400s, userbymodelbyday, 今日, 每日, 当日, 每天, 今天, 日限额, 日调用,
    當日, 天级, 单日, 24-hour*, each day, a day, day limit, per calendar day, 每24小时, 24小时, 每日限额, 日配额, 日额度`,
  week: `
    weekly, per week, weekly limit*, weekly usage*, weekly quota, weekly/monthly limit*, 周限额, 周额度, 每周, 本周,
    this week, per-week, 7-day, 7 day*, seven-day, 本周用量, 一周`,
  month: `monthly, per month, this month, month, 本月, 当月, 每月, 月度`,
  reset: `
    will reset, resets, reset after, reset at, reset in, will be replenished, be replenished, will be restored, will regain,
    renews, 重置, 刷新, 恢复`,
} as const;
