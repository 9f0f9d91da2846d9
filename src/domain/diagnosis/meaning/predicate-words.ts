/** What is said of it. */
export const predicateWords = {
  absent: `
    unregistered caller*, missing, lack*, absent, empty, none, null, blank, zero, without, omit*, 缺少, 缺失, 未收到,
    没有收到, 未提供, 未携带, 没有提供, 未传, 未填写, 为空, 沒有, 缺少了, 未找到令牌, 没有携带, 不能为空, 未包含, 请提供,
    需提供, 无令牌, 未输入, 没有传,
    please provide an api key, please provide an api token, please provide a key, please provide a token,
    please provide your api key, please pass an api key, please supply an api key, please include an api key,
    please send an api key,
    not authenticated, failed to get the authorization, failed to get authorization, cannot be empty, must not be empty, should not be empty, is empty string, are empty, empty string`,
  unset: `
    unset, environment variable, env var*, must be set, unconfigured, 未配置, 未设置, 没有配置, 尚未配置, 未設定, 沒有設定,
    未添加, not been configured, is missing on the server, not provisioned, 没有设置, 未进行配置, 缺少配置, in config,
    in configuration, in the config, in the configuration, in settings, in its config, server config*, from config,
    config.yaml, in .env`,
  required: `
    required, require*, needs, need, must, mandatory, needed, has to, have to, 需要, 必须, 必填, 必需, 必須, 请先, requires,
    specify, before using, before calling, before you can, before making, before you use, prior to, precondition,
    prerequisite, expects, expected a, 前往完成, 请先完成, 方可, 才能, 才可`,
  invalid: `
    invalid*, incorrect*, wrong, malformed, bad, unknown, unrecognized, unrecognised, illegal, unexpected, inconsistent,
    mistyped, corrupt*, unparseable, unparsable, erroneous, fake, not_valid, unmatched, untrusted,
    无效, 错误, 非法, 不正确, 不合法, 有误, 无法识别, 不对, 不合规, 无效的, 錯誤, 無效, 不正確, 无法解析, 验证不正确,
    不符合, 异常的, 不通过, 未通过, 校验失败, 校验不通过, bad input, not well-formed, extra, forbidden extra, 不识别`,
  notFound: `
    not-found, not in the catalog*, not in our catalog*, not listed, unlisted, unregistered caller*, file not found, nonexistent, non-existent, unknown, no such, notfound, not_found,
    cannot find, could not find, can't find, couldn't find, unable to find, unable to locate, 不存在, 未找到, 找不到, 不在,
    未加入, 没有找到, 查无, 查不到, 不在列表, 無法找到, 未知, 没有该, 无此, 未查询到, 無可用, 无可用, 没有可用, 未发现,
    无效的模型`,
  notAllowed: `
    forbidden, denied, disallow*, denylist*, deny list*, blocklist*, gated, invite-only, declined, forbid, forbids, may not,
    unauthorized, unauthorised, prohibit*, restrict*, refus*, reject*, blocked, block*, limited to, banned the, not-allowed,
    barred, ineligible, notauthorized*, unpermitted,
    noauth*, 无权, 没有权限, 禁止, 不允许, 拒绝, 无权限, 未授权, 被拦截, 受限, 不可访问, 无法访问, 不能访问, 无法使用,
    無法使用, 无法调用, 不能调用, 未被授权, 被拒绝, 暂无权限, 無權, 沒有權限, 拒絕, 不允許, 未授權, 受限制, 不准, 拦截,
    没有授权, 权限不足, 无使用权限, 無法訪問, 仅限, 不能使用, 无访问权限, 未获授权, 没有访问, 不被允许, 未开放,
    has been blocked, is blocked, was blocked, been blocked, have been blocked, not cleared, off limits, off-limits,
    out of bounds, rejects, vetoed, no access, not authorised, lacks access, 暂不可用, 未被允许, 没有权, 未经授权, 未授予,
    无权使用, 无权调用, 无权访问, 被限制, 限制访问,
    been limited, is limited by, plan limited`,
  notSupported: `
    not a chat model, unsupported, incompatible, not-supported, unsupported_*, not implemented, unimplemented, 不支持,
    不受支持, 不兼容, 不支援, 暂不支持, 尚不支持, 未实现, not applicable, 不提供, 不适用, 不適用, 不可用于, 不能用于,
    无法用于, not designed for, not meant for, not intended for, 没有支持, 不提供该, 不相容`,
  notEnabled: `
    not-enabled, not opened, not activated, not subscribed, unsubscribed, unpurchased, 未开通, 未启用, 未激活, 未购买,
    未订阅, 未開通, 没有开通, 不包含, 不包括, 未包含在, 尚未开通, 没有开启, 未开启, 已关闭, 未开放, 未申请, 未对您开放,
    未对, opt in, opt-in, allowlisted only, switched off, turned off`,
  disabled: `
    disabled, deactivat*, withdrawn, kicked, blacklisted, suspend*, terminat*, banned, frozen, archived, locked, closed,
    restricted, inactive, 禁用, 封禁, 停用, 冻结, 注销, 封号, 被封, 已停, 凍結, 封鎖, 被禁, 已注销, 不可用状态, 被锁, 停止,
    under review, under investigation, flagged account, cancel*, on hold, put on hold, paused, turned off, switched off,
    has been blocked, is blocked, was blocked, been blocked, have been blocked, shut off, frozen by, deactivation, 封停,
    冻结状态, 已封, 已冻结, 已禁用, 暂停使用, 被停用, 被冻结, 拉黑, 已关闭, 锁定, 鎖定`,
  revoked: `revoked, revocation, invalidated, rotated, compromised, leaked, deleted, blacklisted, 吊销, 撤销, 已删除, 被删除, 泄露, 作废`,
  expired: `
    expire*, expiration, expiry, outdated token, 过期, 到期, 失效, 過期, 已逾期, 已失效, expiration time, expiration date,
    expiry date, expiry time, past its expir*, out of date, lapsed, no longer current, 有效期, 过有效期, 已过有效期,
    超过有效期, 过了有效期, 已经过期, 时效`,
  exhausted: `
    exceed*, exhaust*, insufficient*, ran out, run out, ran dry, spent, consumed, used up, is empty, cap hit, out of budget,
    超支, 已没有, payment required, running out, out of, depleted, used up, reached, reach, hit, hits, not enough, too low,
    low, lower than, below, overdrawn, negative, over the, over limit, over your, crossed, surpass*, maxed out,
    consumed all, no remaining, no more,
    used all, limit exceeded, not_enough, afford, requires more, require more, need more, needs more, 不足, 用尽, 超出,
    超过, 达到, 耗尽, 用完, 不够, 已用完, 用光, 告罄, 为零, 超限, 已达, 已满, 透支, 超過, 達到, 用盡, 耗盡, 到达, 使用完,
    欠费, 上限, 不夠, 已超, 超额, 没有余额, 扣费失败, 预扣费, used all of, all used, used your, is used up, have used,
    has used, has been consumed, been consumed, been exhausted, no longer enough, falls short, short of, zero balance,
    at zero, is zero, reached its, gone over, went over, is gone, overrun, over budget, over limit*, is spent,
    has been spent, 已用尽, 已耗尽, 已经用完, 已经用尽, 归零, 见底, 已超出, 已超过, 不足以, 余额为, 已达到, 已经达到,
    达上限, 封顶, has been met, been met, are gone, used out, 用光了, 没了`,
  /** What mends an empty account, which tells that it is one. */
  topUp: `
    recharge*, top up, top-up, topup, add credits, add more credits, buy credits, buy more credits, purchase credits,
    purchase more credits, add funds, deposit, 充值, 儲值, 储值, 续费, 充值后`,
  /** What mends a request that is too large. */
  shorten: `
    shorten, shorter prompt, shorter input, reduce the length, reduce your prompt, reduce your input,
    reduce the number of tokens, reduce the size, trim your, 缩短, 精简, 减少输入, 縮短`,
  /** More was used than was granted, which says nothing of money. */
  overrun: `exceed*, surpass*`,
  tooLarge: `
    too long, too large, too big, too many tokens, too many input, too many images, too many messages, longer than,
    larger than, greater than max*, over the maximum, must be reduced, please reduce, reduce the length, shorten,
    input_too_long, greater than the max*, over context*, must be shortened, out of range length,
    过长, 过大, 太长, 超长, 过多, 太大, 長度超過, 太長, 過長, 超出最大, 超过最大, 超出长度, 超过长度, 长度超, 超过模型,
    no longer fits, larger than allowed, exceeds the context, exceeds the maximum context, over the context,
    longer than the, context overflow, overflow*, over length, out of context, 超出上下文, 超过上下文, 字数过多, 超出模型,
    超长了, must be less than, must less than, should be less than, must be smaller than, less than max*, the max input`,
  failed: `
    fail*, error*, exception, unable to process, broke, broken, abort*, traceback, went wrong, refused connection,
    connection refused, reset, hiccup, malfunction*, problem, undefined, nonetype, nameerror, typeerror, valueerror,
    keyerror, attributeerror, runtimeerror, assertionerror, indexerror, out of memory, oom, unhealthy, circuit*,
    bad response*, unable to connect, cannot connect, could not connect, no response, empty response, enotfound,
    econnrefused, econnreset, etimedout, fetch failed, dial tcp,
    no such host, eof, socket hang up, bad gateway, looking for beginning of value, upstream_error, do_request_failed,
    cannot read propert*, is not a function, is not defined, reloaded, unloaded, has no attribute, not subscriptable, not iterable, not callable, 失败, 被破坏, 异常, 出错, 故障, 失敗, 異常, 出錯, 無回應, 无响应,
    响应异常, 请求失败, 服务错误, 系统错误, 内部错误, 未知错误, 没有响应, 报错`,
  unavailable: `
    unavailable, offline, down, maintenance, outage, not ready, shutting down, starting up, degraded, unreachable,
    inaccessible, out of service, no healthy, not responding, stopped, 维护, 不可用, 暂停, 維護, 无法提供, 暂时无法,
    暂不可用, 未就绪, 停机, 升级中, 暂停服务, under maintenance, temporarily down, is down, brownout, read-only mode,
    draining, 宕机, 无法连接, 维护中, 暂时不可用, 服务不可用`,
  passing: `temporar*, brownout*, momentarily, 暂时, 临时, 暫時`,
  maintenance: `maintenance, upgrading, 维护, 維護, 升级中, 停机, 维护中`,
  timeout: `
    timeout*, timed out, time-out, time out, took too long, deadline exceeded, deadline, 超时, 逾時, 超時, did not answer,
    did not respond in time, took longer, no answer, gave no answer, 响应超时, 请求超时, 处理超时`,
  mismatch: `
    mismatch*, conflict*, outside, outside of, not_match, 不匹配, 不一致, 不符, 不相符`,
  another: `
    different gateway, another organization, another project, a different, another, different, other organization,
    other endpoints, other models, cross-tenant, belongs to, scoped to, pinned to, bound to, 不属于, 不屬於, 绑定, 其他项目,
    其它`,
  alone: `only, 仅, 只`,
  onlyFor: `
    only for, limit to use, limited to use, only available, only supported, only be used, only use, only accept*,
    only allow*, only support*, only work*, exclusively, exclusive to, reserved for, limited to, intended for,
    restricted to, limited for, allowed now, only permitted, only applicable, only accessible, only open, reserved,
    must be used, must be made, can only, is only, are only, 仅支持, 只支持, 仅限, 只能, 仅供, 仅可, 仅对, 僅限, 只允许,
    僅支援, 仅允许, 仅适用, meant for, designed for, dedicated to, for use with, for use by, use by, to be used with,
    only offered, offered only, only open to, open only to, only usable, solely, available only, available to,
    available exclusively, limited only, 专用于, 专供, 专属, 仅面向, 仅能, 只对, 仅开放, 只开放, only take*, only handle*,
    only offer*, only understand*, 只接受, 仅接受, only from, only via, only through`,
  /** Of what it takes itself, and not of who may have it: 'this model only supports streaming'. */
  onlyTakes: `
    only accept*, only allow*, only support*, only work*, only take*, only handle*, only offer*, only understand*, 仅支持,
    只支持, 僅支援, 只接受, 仅接受`,
  /** What there is instead is listed. */
  offersOthers: `
    supported models, available models, valid models, allowed models, existing models, supported model names,
    supported api model names, valid model names, available model names, model names are, model name must be, 可用模型,
    支持的模型, 可选模型, 可用的模型, 仅支持以下模型, 支持以下模型`,
  /** More of them than one can be taken. */
  several: `multi, multiple, more than one, both, several, duplicate*, duplicated, 多个, 重复`,
  lacksFeature: `lacks support, no support for`,
  excluded: `exclud*, ignored, filtered out, 被排除`,
  crashed: `
    crash*, exit code, exit status, exited with, exited unexpectedly, segfault, killed, terminated unexpectedly,
    unexpectedly stopped, no longer running, has terminated, has stopped, panic*, 崩溃, 异常退出, core dumped, oomkilled,
    crash loop, exited, has exited, process exited, died, 挂了, 已崩溃, 异常终止`,
  retired: `
    left service, switched off, replaced by, superseded by, deprecat*, decommission*, retire*, shut down, shutdown,
    shut-down, discontinu*, sunset*, end of life, end-of-life, no longer available, no longer supported, no longer served,
    no longer offered, no longer exist*, no longer active, eol, obsolete, superseded, has been removed, was removed,
    legacy model, turned off, removed from, phased out,
    下线, 弃用, 退役, 废弃, 停止服务, 停止维护, 已下架, 下架, 停止支持, 停服, 棄用, 下線, 淘汰, 已移除, end of its life,
    end of support, stopped serving, stop serving, stopped supporting, stopped offering, no longer host*,
    no longer provide*, no longer support*, no longer offer*, no longer being, has been withdrawn, was withdrawn,
    taken down, taken offline, has been retired, was retired, reached its end, has ended, unsupported version, 停止提供,
    停止运营, 已停止, 已停用, 已废弃, 已退役, 不再提供, 不再支持, 不再可用, 已经下线, 下线了, is gone, is no more,
    is history`,
  flagged: `
    flagged, violat*, content polic*, content_policy*, content filter*, content_filter*, safety system, moderation*,
    inappropriate, harmful, unsafe, sensitive, content management policy, usage polic*, jailbreak, our rules, 安全策略,
    responsible ai, data_inspection_failed, inspection, blocked by safety, prompt injection, pii, risk control, nsfw,
    prohibited content, terms of use, acceptable use,
    敏感, 违规, 不当, 不安全, 内容安全, 违反, 风控, 合规, 有害, 色情, 暴力, 审核, 違規, 內容安全, 不良信息, 敏感词,
    安全审核, 内容审核, blocked by our content, against our policy, against our policies, against the usage, not comply,
    disallowed content, unsafe content, guideline*, community guideline*, copyrighted, safety filter*, safety check*,
    safety setting*, moderated, censored, 违禁, 内容审查, 安全检测, 涉及敏感, 不合规内容, 不适当`,
  unpaid: `
    dunning*, good standing, unpaid, overdue, past due, past-due, past_due, outstanding, arrear*, declined, in debt,
    delinquent, 逾期, 未付, 欠款, 拖欠, arrearage, could not charge, unable to charge, failed to charge, was declined,
    chargeback, subscription expired, 未缴, 未支付, 扣款失败, 支付失败, 付款失败`,
  unverified: `
    unverified, verify your, verify the, be verified, verification required, verification is required,
    complete verification, complete the verification, complete organization verification, organization verification,
    verified organization*, not_verified, get verified, must verify, needs verification, identity check, 未实名, 未认证,
    未验证, 认证未完成, 未完成, 未完成认证, confirm your, finish verif*, complete your verif*, 实名认证, 請先驗證, 需要验证,
    完成认证, 实名验证, 未完成实名, id verification`,
  harmless: `
    no message available, charged, deducted, billed, consumed, was used, were used, will be charged, be billed, 扣费, 扣除,
    未扣, 不会扣`,
  loadedNot: `
    not loaded, not deployed, not pulled, not installed, not running, not mounted, not registered, pulling it first,
    try pulling, 未加载, 未部署, still downloading, no model loaded, no models loaded, not available locally,
    not found locally, not been loaded, 没有加载, 未启动`,
} as const;
