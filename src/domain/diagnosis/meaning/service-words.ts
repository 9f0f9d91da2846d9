/** What an answer says of what the service grants, and of the service itself. */
export const serviceWords = {
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
