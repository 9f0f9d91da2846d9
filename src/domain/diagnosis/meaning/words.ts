/**
 * The words that answers are made of, by what they stand for. A star stands for any ending; Chinese words are found without
 * blanks around them, simplified and traditional alike. Words of one text are separated by commas.
 */

/** What an answer speaks about. */
export const subjectWords = {
  key: `
    api key*, apikey*, api-key*, api_key*, api secret*, api token*, key, keys, secret key*, access key*, access token*,
    access_token,
    bearer token*, auth token*, authentication token*, authorization token*, token, jwt, credential*, virtual key*,
    subscription key, security token, x-api-key, iam token, id token, login token, secret, 令牌, 密钥, 秘钥, 金钥, 密匙, 凭证, 凭据,
    憑證, 鉴权信息, 认证信息, 密鑰, 金鑰, 權杖, appkey, app key, app_key, ak, sk, apikeys, appid, accesskey*, secretkey*, authtoken,
    unauthapikey, kunci api, clé api, clave de api, key verification, key validation, token verification, token validation,
    verify api key, validate api key, validate key, verify token, validate token, verify the api key, validate the api key,
    verify the token, 密钥校验, 令牌校验, 密钥验证, 令牌验证, key校验, key验证, the secret, your secret, our token,
    given apikey, given api key, given key, given token, provided api key, provided key, provided token, supplied api key,
    please provide an api key, please provide an api token, please provide a key, please provide a token,
    please provide your api key, please pass an api key, please supply an api key, please include an api key,
    please send an api key,
    associated with api key, matching sent api key, username, password, user name, usernames, 用户名, 密码, api key verification, api key validation, api token validation,
    api token verification, access token verification, access token validation`,
  upstreamKey: `
    provider key*, provider api key*, provider credential*, upstream key*, upstream api key*, upstream credential*,
    upstream token*, channel key*, provider token*, backend key*, backend api key*, 渠道密钥, 上游密钥, 上游key, 上游令牌,
    供应商密钥, 提供商的密钥, 供应商的密钥, 上游的密钥, 提供商密钥, 服务商密钥, our credential*, our api key, our key, our upstream*, gateway key*, server key*, master credential*,
    service credential*, server-side key*, server api key*, 我们的密钥, 服务端密钥, 后台密钥,
    对应的密钥, 模型密钥, 模型的密钥, 渠道的密钥, 对应的key, key for this model, key for the model, key for that model,
    api key for this model, api key for the model, key for this provider, key for the provider,
    keys for provider, credentials for this model, credentials for the model, credentials for the provider`,
  ownKey: `
    自定义, 自有, 自己的, 自带, own api key*, own key*, own apikey*, own token*, user-provided key*, user provided key*,
    custom api key*, custom key*, byok, bring your own key,
    user api key*, client-side key*, visitor key*, 自己的key, 自己的api, 自定义密钥, 自有key`,
  keyKind: `
    user key*, personal api key*, personal key*, personal token*, admin key*, admin api key*, administration key*,
    administrative key*,
    administrative api key*, management key*, provisioning key*, management api key*, publishable key*, this plan's key,
    service account*,
    service-account*, session key*, session token*, client key*, client secret*, browser key*, project key*,
    project api key*, ephemeral key*, ephemeral token*, oauth*, key type*, token type*, type of key, kind of key,
    type of api key, kind of api key, type of token, kind of token, credential type*, type of credential*,
    key-based authentication,
    key based authentication, local authentication, local auth, api key auth*, api-key auth*, api keys, test key*, live key*,
    coding plan key*, coding plan, trial key*, demo key*, read-only key*, standard key*, personal access token*, classic token*,
    个人密钥, 管理密钥, 管理员令牌, 密钥类型, 令牌类型, 用户密钥, 系统令牌, fine-grained token*, fine grained token*,
    scoped token*, classic pat*, read token*, write token*`,
  client: `
    client application*, this application, desktop application*, mobile application*, external application*, this client,
    your client, third-party client*, third party client*, third-party tool*, third party tool*,
    third-party app*, third party app*, third-party harness*, third-party, user agent, user-agent, coding agent*, ide, cli,
    this app,
    this application, claude code, codex, roo code, opencode, cline, kimi cli, official client*, official app*, other tools,
    客户端, 第三方客户端, 第三方工具, 第三方应用, 客戶端, 此应用, codex cli, desktop app*, mobile app*, web app*, software,
    coding tool*, other applications, other clients, integration*, editor plugin*, browser*, 其他工具, 应用程序, 编程工具,
    官方客户端`,
  auth: `
    not authenticated, authentication*, authenticat*, auth, login, log in, sign in, signing in, logged in, authorization, authorisation,
    身份验证, 身份认证, 认证, 鉴权, 驗證, 認證, 登录, 登入, 登錄, 用户验证, 权限验证, 验证, 授权信息, key verification,
    key validation, token verification, token validation, verify api key, validate api key, validate key, verify token,
    validate token, verify the api key, validate the api key, verify the token, 密钥校验, 令牌校验, 密钥验证, 令牌验证,
    key校验, key验证, api key verification, api key validation, api token validation, api token verification,
    access token verification, access token validation`,
  /** How an account is used, which is held against it. */
  conduct: `
    behavior, behaviour, behaviors, behaviours, suspicious activity, unusual activity, abnormal activity, fraudulent activity,
    abusive activity, abuse, misuse, fraud, 异常行为, 违规行为, 使用行为, 滥用, 恶意行为, 异常使用`,
  /** It was received: 'no user for the given key'. */
  givenKey: `
    given apikey, given api key, given key, given token, provided api key, provided key, provided token, supplied api key,
    associated with api key, matching sent api key`,
  signature: `hmac, signature, signatures, signed headers, signaturedoesnotmatch, 签名`,
  header: `
    unregistered caller*, established identity, consumer identity, authorization header*, auth header*, header, headers,
    x-api-key header, api-key header, bearer or basic, http_authorization, 请求头, 标头,
    bearer, authorization field,
    cookie, cookies, header fields`,
  account: `
    account, accounts, principal, service principal, caller, callers, user, users, your access, customer, member*, 账户,
    账号, 帐号, 帐户, 用户, 帳戶, 帳號, 使用者, 用戶, 賬戶, 賬號, subscriber*, profile, customers, your login, 帐号状态,
    账号状态, 用户状态, 商户,
    consumer, consumers, tenant user*, 消费者`,
  organization: `
    organization*, organisation*, verified organization*, org, openai-organization, 组织, 組織, 企业, organisation id,
    organization id, org id, orgs, 组织机构, 机构`,
  anyOrganization: `
    in any team, in any workspace, in any organization*, in any organisation*, any team, any workspace, any organization*, an organization*, at least one organization, any organisation*,
    an organisation*, some organization, no organization, which organization, which organisation, default organization,
    default organisation, default workspace, default team`,
  project: `project, projects, openai-project, 项目, 專案, 項目,
    folder, folders, folder id, folder_id, cloud project*, gcp project*`,
  workspace: `
    namespace*, workspace*, tenant*, team, teams, team_id, subscription id, gateway, environment, resource group,
    collection, namespace, 租户, 租戶,
    工作空间, 业务空间, 工作区, 空间`,
  ip: `
    ip, ips, addresses, client address*, source address*, allowed addresses, ip address*, access list*, 来源地址, 访问地址,
    client ip, source ip, ip-address, your address, cidr, ip地址, 来源ip, 白名单, 白名單, 网段, subnet*, ip range*,
    ip allowlist, ip whitelist*,
    allowlist, whitelist*, referer, referrer, origin, network address*, ip restriction*, source network*, permitted range*,
    allowed range*, allowed networks, remote address*, remote ip, origin address, egress ip, 访问来源, ip 地址, 来源 ip,
    客户端ip`,
  wall: `
    firewall*, virtual network*, vnet, private endpoint*, public network access, public access, network acl*,
    network rule*, network restriction*, trusted service*, acl, 防火墙, 网络策略, 网络限制, 防火牆`,
  network: `
    network settings, your network, vpn, vpns, proxy or vpn, anonymizer*, tor, cloudflare, network policy,
    network administrator, browser's signature, security rule*, waf, bot, automated, 网络环境, 代理, incapsula, imperva,
    incident id, akamai, cloudfront, sucuri, datadome, ddos, ddos-guard, perimeterx, bot protection, bot detection,
    suspicious traffic, malicious traffic, security service*, security solution*, security system*,
    web application firewall, automated traffic, unusual traffic, 安全防护, 安全拦截, 人机验证`,
  region: `
    country, countries, region, regions, territor*, your location, user location, geography, geographic*, location, geo,
    geo-restricted,
    jurisdiction, sanction*, 国家, 地区, 区域, 地域, 所在地, 國家, 地區, 區域, 大陆, 境内, 境外, china, mainland, russia,
    iran, hong kong, cuba, syria, crimea, north korea, export control*, embargo*, geoblock*, geo-block*, geofenc*,
    geographical, 中国大陆, 中國, 中国, 海外, 国内, where you are located, where you are, your area, part of the world,
    your locale, nationality`,
  host: `hostname*, regional hostname, api host, host name, regional endpoint, regional domain, data residency`,
  https: `over https, https, ssl, tls, plain http`,
  model: `
    claude, gemini, grok, llama, qwen, deepseek, mistral, kimi, glm, gemma, mixtral, model, models, model_id, model id,
    model ids, modelid, model name*, model_name, deployment*, engine, engines, snapshot, model identifier,
    inference profile, llm, base model, fine-tuned model*, model group*, model-group, adapter, lora, lora adapter,
    endpointid, model_not_found,
    模型, 引擎, 大模型, 模型名称, 模型id, 推理接入点, 接入点, llms, foundation model*, checkpoint*, weights, model version*,
    language model*, inference endpoint*, 模型服务, 模型版本, 模型编码,
    supported models, available models, valid models, allowed models, existing models,
    supported model names, supported api model names, valid model names, available model names,
    model names are, model name must be, 可用模型, 支持的模型, 可选模型, 可用的模型, 仅支持以下模型, 支持以下模型`,
  channel: `
    allowed providers, channel*, provider*, endpoints, 渠道, 供应商, 通道, 供應商, 頻道, 线路, distributor, router, routers,
    upstream for, backend for, worker for, server for`,
  parameter: `
    parameter*, param, params, service_tier, service tier, argument*, field, fields, property, properties, keyword, option,
    options, value, values, extra input*, input should,
    schema, json, response_format, tool_choice, temperature, top_p, max_tokens, max_completion_tokens, max_output_tokens,
    stream, logprobs,
    reasoning_effort, reasoning effort, stop, messages, role, roles, body, json body, request body, attribute*, enum, type,
    payload format, format,
    content-type, content type, media type, syntax, arguments, function call*, 参数, 字段, 請求體, 请求体, 入参, 参数值, 參數, 欄位,
    格式, 类型, json格式, object key*, json key*, dictionary key*, duplicate key*, map key*, unknown key*, unexpected key*,
    extra key*, required key*, key path, unexpected token*, token at position, syntax error*, unmarshal*, deserialize*,
    deserialis*, unrecognized key*, body key*`,
  content: `
    prompt*, content, contents, message, input, inputs, image, images, file, files, item, text, conversation, query, tool call*,
    tool_call*, tool result*, tool use, attachment*, audio, video, pdf, document*, url content, image_url, thread,
    response id, previous_response_id,
    rs_*, msg_*, fc_*, 内容, 提示词, 输入, 消息, 图片, 文件, 文本, 问题, 內容, 輸入, 訊息, 圖片, 输出,
    submission*, submitted text, your text, container, containers, upload, uploads`,
  length: `
    window holds, context length*, context window*, total length, 总长度, context size, contextlength, maximum context,
    max context, input length, prompt length, input token*, prompt token*,
    token limit, input limit, request size, payload size, body size, content length, message length, max length,
    maximum length, max_model_len,
    context limit, n_ctx, context, size limit, entity, payload, request entity, maximum input, range of input length,
    input tokens limit,
    input characters, prompt tokens, message tokens, max message tokens, prompt_tokens, max_seq_len, max_prompt_tokens,
    max_input_tokens, seq_len, 上下文长度, 上下文, 输入长度, 最大长度, 长度, 字数, 上下文窗口, 輸入長度, 長度, 上限长度, 请求体大小,
    bytes, max bytes, maximum bytes, megabytes, body bytes, payload bytes, 字节, 字节数`,
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
  permission: `
    permission*, data action*, grant, grants, right to, scope, scopes, privilege*, role permission*, rights,
    insufficient_permissions, entitled, policy statement, iam policy, api.model.read,
    权限, 权力, 權限, 分组, 授权, 角色, 只读, read-only, readonly, privileges, rbac, acl policy, authorization scope*,
    insufficient_scope, perform, to perform, this action, iam role*, your role, user role, allowed routes, capabilities,
    授权范围, 操作权限, 接口权限, 調用權限,
    proxy admin*, admin only, admins, master key only`,
  access: `access, 访问, 使用, 调用, 存取, 訪問`,
  policy: `
    guardrail*, policy, policies, provider preference*, allowed providers,
    ignored providers, ignored, 策略, 护栏, 安全策略, compliance`,
  privacy: `
    data policy, data policies, privacy*, data retention, zdr, zero data retention, model training, training,
    data collection, data sharing, trains on, 隐私`,
  plan: `
    your plan, current plan, plan, plans, tier, tiers, usage tier, subscription, subscriptions, pro plan, pro edition,
    edition, pro version, paid plan, free plan, free tier, paid tier, free users, upgrade, membership,
    premium, elite, business, enterprise, vip, 套餐, 会员, 等级, 订阅, 付费用户, terms acceptance, accept the terms,
    license agreement, accept the license, agree to, approval, gated, waitlist, be invited, invited to, invitation,
    request access, 免费用户, 用户组, 會員, 等級, level, paying, licence, license, licence agreement, gated repo*,
    your package, package, pricing tier, entitlement*, allow list, early access, limited preview, private preview,
    preview access, on-demand throughput, on demand throughput, token plan*, admin-only, 权益, 等级不足, 套餐等级, 订阅计划, 订阅等级, 会员等级`,
  verification: `
    identity*, kyc, real-name, real name, 资质认证, 企业认证, phone number, phone, email address, email, e-mail, mobile,
    id check, age, 实名, 实名认证, 身份信息, 手机号, 邮箱, 實名, organization verification, persona, know your customer,
    know-your-customer, real name*, age verification, account verification, customer verification, face verification,
    complete organization verification, complete verification, complete the verification, complete your verif*, captcha, id card, passport, 人脸, 身份验证信息, 资质, 账号认证, 认证信息未, 邮箱验证, 手机验证, 绑定手机`,
  path: `
    url, uri, path, route, routes, endpoint, file not found, resource, page, address, api version*, api-version*, method,
    http method, post, get, requested url, request url, api_version, operation, api, requested api, handler, 404,
    路径, 接口, 路由, 地址, 页面, 端点, 路徑, 網址, 资源, 介面, 请求路径, 请求方法, 请求地址, 接口地址,
    custom host, host header, host url, target host`,
  /** The model as what something else is refused for. */
  ofModel: `
    with this model, for this model, by this model, with the model, for the model, on this model, with the selected model,
    for the selected model, by the model, with that model`,
  otherKind: `
    image model*, embedding model*, rerank*, transcrib*, audio model*, video model*, speech model*, completion model*,
    rerank* model*, moderation model*, instruct model*, base model only, 绘图模型, 向量模型`,
  chatPath: `
    chat completion*, chat/completions, not a chat model, chatcompletion*, chat_completions, v1/chat/completions,
    /v1/chat/completions, /chat/completions, chat model, chat endpoint, completions endpoint, chat,
    v1/responses, /v1/responses, responses api, responses endpoint, v1/completions, /v1/completions, v1/embeddings,
    /v1/embeddings, embedding*, text generation,
    text-generation, generatecontent, converse*, chat interface, realtime, v1/audio*, v1/images*, /v1/images*, 聊天, 对话,
    补全, 對話, 向量, 嵌入, image generation, bidigeneratecontent, chat template, messages api, chat-completions,
    chat_completion, multi-turn, conversational`,
  feature: `
    feature*, tool, tools, functionality, function, capability, vision, web search, streaming, tool choice, image input,
    modality, multimodal, 功能, 工具, 能力, beta, caching, background mode, reasoning, live search, search, agent tools,
    call method, calling method, 调用方式, 调用方法, sync call, function calling, json mode, structured output*, parallel tool call*, stream mode, streaming mode, stream parameter,
    流式, 非流式, 流式请求, 非流式请求, 流式输出, 流式调用, non-streaming, non-stream, 思考模式, 深度思考, 联网搜索, 函数调用, 工具调用, 图片输入, 多模态`,
  service: `
    server, servers, service, services, backend*, system, database, db, internal, worker*, gateway error, our side, our end,
    something, unexpected error, unknown error, cluster,
    node, replica*, instance*, runner, process, gpu, cuda, memory, vram, connection, dependency, redis, mysql, sql,
    request processing, downstream, llama runner, origin server, web server,
    服务, 服务器, 系统, 数据库, 内部, 后端, 网关, 服務, 伺服器, 系統, 資料庫, 连接, 节点, 實例, 实例, 服务端, 供应商模型,
    機器, 显存, infrastructure, gateway timeout, gateway, engine process, inference server, inference engine,
    inference backend, origin web server, storage, cache, kubernetes, pod, pods, lambda, task, job, thread pool,
    推理服务, 引擎服务, 容器, 集群, 后台`,
  upstream: `
    upstream*, 上游, openaiexception, origin, available accounts, active accounts, available account, healthy accounts,
    可用账号, 可用的账号, 服务账号, 可用账户, 可用的服务账号`,
  load: `
    overload*, busy, at capacity, high demand, heavy load, high load, high traffic, heavy traffic, out of capacity,
    no capacity, capacity, too many people, engine_overloaded, under load, traffic, server is busy, saturat*,
    queue is full, queue full, queue, backlog, resource shortage, no available gpu*, no available worker*, no workers,
    cold start*, warming up, scaling up, currently loading, is loading, still loading, being loaded, 繁忙, 过载, 负载, 饱和,
    拥挤, 排队, 忙碌, 超载, 高峰, 過載, 負載, 飽和, 算力不足, 资源紧张, 火爆, 太火爆, 负荷, 加载中, 正在加载,
    capacity constraint*, traffic spike, demand, overwhelmed, hot, resource exhausted, compute resource*, capacity limit*,
    not enough capacity, insufficient capacity, waiting queue, too many users, 拥堵, 资源不足, 容量不足, 系统繁忙, 请求排队,
    人数过多, 访问人数`,
  requestItself: `request, requests, call, calls, 请求, 調用`,
} as const;

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
    not-found, unregistered caller*, file not found, nonexistent, non-existent, unknown, no such, notfound, not_found,
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

/** Words that say the opposite of a predicate, and mean it where they are denied: 'does not exist', 'isn't allowed'. */
export const deniedWords = {
  notFound: `
    exist*, found, find, located, locate, listed, known, in the, in your, in our, in an, among, on the list,
    recognized model, resolve, resolved, matched, matching, detected, identified, host, hosts, recognise, recognize,
    aware of, have any, registered, match any, hosted, correspond to any, defined, served here, know, heard of`,
  invalid: `
    valid, recognized, recognised, recognize, correct, match pattern, parse, parsed, parseable, decode, decoded, understand,
    understood, proper, met, well-formed, validate, validated, accepted, legitimate, expected, trusted, verify signature,
    verified token`,
  notAllowed: `
    allowed, allow, permitted, permit, authorized, authorised, eligible, entitled, granted, use, used, approved, accessed,
    access, invoke, whitelisted, allowlisted, cleared, privileged, granted access, call, welcome, run, execute, accepted,
    let, lets, bring, open to, enough rights, qualify, qualified, reach, see, be accessed, called, invoked, addressed,
    queried, executed`,
  notSupported: `
    supported, accept, accepts, compatible, implemented, implement, served, serve, offered, offer, offers, applicable,
    work with, usable, process`,
  lacksFeature: `support, supports, handle, handles`,
  unavailable: `
    available, accessible, reachable, ready, responding, online, healthy, working, reach, responded, reached, respond,
    operational, respond in time, answer, answering, come up, started, start, connect,
    connected`,
  notEnabled: `
    enabled, enable, activated, active subscription, opened, subscribed, purchased, turned on, switched on, open, opted in,
    included, include, cover, covered, subscribe`,
  absent: `
    provided, provide, supplied, supply, sent, send, present, specified, given, contain*, have, has, had, received, receive,
    passed in, passed, hold, pass, attached, configured key, exist in header, possess, got, submitted, grant, grants, come with,
    came with, find in the request, carry, carries, bear, bears, specify, own, authenticated, holds`,
  unset: `configured, configure, set, set up, defined, initialized, setup, initialised`,
  mismatch: `
    in any team, in any workspace, in any organization*, in any organisation*, in any, match, matches, matched to, same, correspond*, part of, member of, a member, a member of, joined, join,
    be part of, linked, linked to, tied to, in our`,
  another: `belong, belongs, associated with, owned by, own`,
  tooLarge: `fit, fits`,
  exhausted: `enough, sufficient, remaining, left, adequate, cover the`,
  unverified: `verified, verify, confirmed, passed verification, complete, completed`,
  unpaid: `paid, active, good standing, pay, settled, charge`,
  disabled: `active`,
  loadedNot: `loaded, deployed, installed, running, mounted, registered, pulled, load`,
} as const;

export const negators = `
  not, isn't, aren't, wasn't, weren't, doesn't, don't, didn't, cannot, can't, couldn't, won't, hasn't, haven't, hadn't,
  wouldn't, shouldn't, isnt, doesnt, dont,
  cant, didnt, no, never, neither, nor, without, unable, non, nothing, nobody, failed to, fails to, neither, unable to, havent`;

/** How a clause begins that only gives advice, or makes a condition. */
export const adviceStarts = `
  please, check, make sure, ensure, try, see, visit, contact, learn more, read, go to, consider, for more, for details,
  to learn, to resolve, to fix, to continue, if, unless, when, upgrade,
  verify that, verify the, double check, double-check, you can, you may, click, refer, use, add, configure, in case, or,
  either, maybe, perhaps, e.g, hint, note, note that, tip, need help, did you, have you, are you,
  find your, manage, get, obtain, set, update, wait, retry, it is possible, might, could be, once, as, 请, 如果, 若, 建议,
  可以, 或者, 您可以, 如需, 請, 尝试, 参考, 详见, 查看, 联系, 是否, 可能, 例如, 了解更多, 检查, 稍后, 如有, 前往, 如`;
