import type { LadderAround, VerifyWords } from '../en/verify.ts';

const withoutProxy = ({ directWorks, host, variable }: LadderAround): readonly string[] =>
  directWorks ? [`${host} 不经代理就能响应：请去掉 ${variable}，或把 ${host} 加入 NO_PROXY`] : [];

/** A proxy that is there and says No was put there by somebody: going past it is theirs to allow. */
const pastProxy = ({ directWorks, host }: LadderAround): readonly string[] =>
  directWorks ? [`${host} 不经代理也能响应；如果网络管理员允许，可以把 ${host} 加入 NO_PROXY`] : [];

const verify: VerifyWords = {
  blank: '',
  stop: '。',
  climbing: '正在查看网络断在哪里',

  ladder: {
    proxy_excepted: {
      says: ({ host, proxy, variable }) =>
        `NO_PROXY 让发往 ${host} 的请求不经过代理 ${proxy}（${variable}），因此没有询问这个代理。`,
      remedies: ({ host }) => [`如果这个网络需要代理，请从 NO_PROXY 中去掉 ${host}`],
    },
    proxy_of_npm: {
      says: ({ proxy, name }) => `npm 使用代理 ${proxy}（npm 的设置 ${name}），而其他程序不知道它。`,
      remedies: ({ command }) => [`让其他程序也使用 npm 的代理：${command}`],
    },
    proxy_unreachable: {
      says: ({ target, variable }) => `连不上 ${target}；它由 ${variable} 指定。`,
      remedies: withoutProxy,
    },
    proxy_silent: { remedies: withoutProxy },
    proxy_fails: { last: pastProxy },
    proxy_wants_password: { last: pastProxy },
    proxy_refuses: { last: pastProxy },
    proxy_not_http: {
      says: ({ target }) => `${target} 上的程序不像 HTTP 代理那样响应。`,
      remedies: withoutProxy,
    },
    name_unknown: { says: ({ host }) => `域名服务器说没有 ${host} 这个名字。` },
    name_server_silent: {
      says: () => '域名服务器本身没有响应。',
      remedies: () => ['检查本机是否联网，以及设置的是哪个域名服务器（DNS）'],
    },
    refused: {},
    dropped: { says: ({ target }) => `发往 ${target} 的数据包没有任何回应，像是被防火墙丢弃了。` },
    unreachable: {},
    reset: {},
    ipv6_broken: {
      says: () => '通过 IPv6 连不上该主机，通过 IPv4 可以。',
      remedies: () => ['在此网络上关闭 IPv6，或设置 NODE_OPTIONS=--dns-result-order=ipv4first'],
    },
    ipv4_broken: {
      says: () => '通过 IPv4 连不上该主机，通过 IPv6 可以。',
      remedies: () => ['设置 NODE_OPTIONS=--dns-result-order=ipv6first'],
    },
    not_tls: {},
    tls_inspected: {},
    tls_untrusted: {},
    tls_host: {},
    certificate_dates: {},
    clock_wrong: { says: ({ serverDate }) => `服务器的时钟是 ${serverDate}。` },
    login_page: { says: () => '那里响应的是一个网页，例如访客网络的登录页。' },
    redirected: {},
    service_down: { says: ({ status }) => `再次询问时，主机返回了 ${status}。` },
    answers: { says: () => '不带密钥再问一次，主机有响应：故障时有时无，或只影响部分调用。' },
  },

  comesFrom: (name, place) => `${name} 来自 ${place}。`,
  correctIt: (name, place) => `更正或去掉 ${name}：它来自 ${place}`,
  option: (flag) => `选项 ${flag}`,

  manyTitle: (files, keys) => `${files} 个文件，${keys} 个不同的密钥`,
  columns: { file: '文件', key: '密钥', verdict: '结论' },
  good: '可用',
  goodOffline: '没有询问（--offline）',
  goodButWarned: (count) => `可用，${count} 条提醒`,
  noKey: '–',
  firstStep: '先做这些',
  step: (title, text) => `${title}：${text}`,
  perFile: '查看单个文件的详情：openai-setup verify 文件',
  judged: (done, of) => `密钥 ${done}/${of}`,

  settingsTitle: '会影响调用的变量',
  settings: {
    OPENAI_API_KEY: '密钥',
    OPENAI_BASE_URL: '请求发往哪里',
    OPENAI_ORG_ID: '组织',
    OPENAI_PROJECT_ID: '项目',
    OPENAI_CUSTOM_HEADERS: '每次调用附加的请求头',
    OPENAI_ADMIN_KEY: '用于管理，不用于调用',
  },
  notLoaded: '这里不加载',
  empty: '空',
  headersFromShell: '只有 shell 设置的才会发送，且绝不发送 Authorization',

  answerTitle: '逐项说明响应',
  fields: {
    id: '此次补全的编号，用于追查',
    object: '响应的类型',
    created: '生成时间（本地时间）',
    model: '实际回答的模型',
    index: '候选回复的序号；只请求了一个',
    role: '发言者',
    content: '回复内容',
    finish: '结束的原因',
    prompt: '问题的 token 数',
    completion: '回复的 token 数，含隐藏的推理',
    total: '两者之和：按此计费',
    cached: '问题中取自缓存的 token，更便宜',
    reasoning: '回复中用于思考的 token',
    request: '求助时用来指明这次调用',
    organization: '响应给出的密钥所属组织',
    project: '密钥所属的项目',
    region: '数据所在的区域',
    requests: '这个模型每分钟可用的请求数',
    tokens: '这个模型每分钟可用的 token 数',
  },
  noValue: '没有给出',
  spendingTitle: '消费限制',
  whoseTitle: '密钥的归属与每分钟限额',
  curlTitle: '用 curl 做同样的调用（密钥从变量读取；某些代理下加 --http1.1 有帮助）',
  loaderTitle: '各加载器读到什么',
  loaderFine: (loader) => `${loader}：密钥`,
  loaderProblem: (loader, problem, line) => `${loader}：${problem}${line > 0 ? `，第 ${line} 行` : ''}`,

  shareTitle: 'openai-setup 报告，可以分享：不含密钥、用户名和完整路径',
  share: {
    version: 'openai-setup',
    node: 'Node',
    platform: '平台',
    time: '时间',
    project: '项目',
    key: '密钥',
    endpoint: '接口地址',
    proxy: '代理',
    verdict: '结论',
    said: 'API 的原话',
    status: '状态',
    request: '请求 ID',
    account: '账户',
    settings: '设置',
    checks: '检查',
    warnings: '提醒',
  },
  shareWorks: '可用',
  shareNone: '无',
  shareSet: '已设置',

  needsTerminal: (flag) => `${flag} 会提问，需要终端；在这里请去掉它。`,
  fixTitle: '这里可以修复的',
  fixNothing: '这里没有可以自动修复的问题。',
  fixes: {
    bom: (path) => `去掉 ${path} 开头的字节顺序标记（BOM）？`,
    duplicates: (path, lines, kept) =>
      `把 ${path} 中的多个 OPENAI_API_KEY（第 ${lines} 行）合并为一个，保留 ${kept}？`,
    mode: (path) => `只允许你自己读取 ${path}（权限 600）？`,
    ignore: (entry, path) => `把 ${entry} 加入 ${path}，让 git 不带走密钥？`,
    region: (url, path) => `把 OPENAI_BASE_URL=${url} 写入 ${path}？`,
    replace: (path) => `输入另一个密钥，替换 ${path} 中不可用的那个？`,
  },
  fixed: {
    bom: (path) => `${path} 现在从第一个字符开始。`,
    duplicates: (path) => `${path} 中只有一个密钥赋值了。`,
    mode: (path) => `${path} 只有你能读取了。`,
    ignore: (path) => `${path} 已有该条目。`,
    region: (path) => `${path} 已写入区域地址。`,
  },
  notFixed: (path) => `无法修改 ${path}。它保持原样。`,
  fixAgain: '再次验证',

  watching: (seconds) => `按 Enter 立即重试，Ctrl-C 结束。${seconds} 秒后再试。`,
  trying: (round) => `第 ${round} 次尝试`,
};

export default verify;
