import type { LadderAround, VerifyWords } from '../en/verify.ts';
import { zh } from './blanks.ts';

const withoutProxy = ({ directWorks, host, variable }: LadderAround): readonly string[] =>
  directWorks ? [`${host} 不经代理即可访问：请取消 ${variable}，或把 ${host} 加入 NO_PROXY`] : [];

/** A proxy that is there and says No was put there by somebody: going past it is theirs to allow. */
const pastProxy = ({ directWorks, host }: LadderAround): readonly string[] =>
  directWorks ? [`${host} 不经代理也可以访问；如果网络管理员允许，可以把 ${host} 加入 NO_PROXY`] : [];

const verify: VerifyWords = {
  blank: '',
  stop: '。',
  climbing: '正在定位网络故障',

  ladder: {
    proxy_excepted: {
      says: ({ host, proxy, variable }) =>
        `NO_PROXY 使发往 ${host} 的请求不经过代理 ${proxy}（${variable}），因此没有尝试该代理。`,
      remedies: ({ host }) => [`如果此网络需要代理，请从 NO_PROXY 中删除 ${host}`],
    },
    proxy_of_npm: {
      says: ({ proxy, name }) => `npm 使用代理 ${proxy}（npm 的设置 ${name}），而其他程序不知道它。`,
      remedies: ({ command }) => [`让其他程序也使用 npm 的代理：${command}`],
    },
    proxy_unreachable: {
      says: ({ target, variable }) => `无法连接 ${variable} 中设置的 ${target}。`,
      remedies: withoutProxy,
    },
    proxy_silent: { remedies: withoutProxy },
    proxy_fails: { last: pastProxy },
    proxy_wants_password: { last: pastProxy },
    proxy_refuses: { last: pastProxy },
    proxy_not_http: {
      says: ({ target }) => `${target} 上运行的似乎不是 HTTP 代理。`,
      remedies: withoutProxy,
    },
    name_unknown: { says: ({ host }) => `DNS 服务器返回：域名 ${host} 不存在。` },
    name_server_silent: {
      says: () => 'DNS 服务器没有响应。',
      remedies: () => ['检查本机是否联网，以及使用的是哪个 DNS 服务器'],
    },
    refused: {},
    dropped: { says: ({ target }) => `发往 ${target} 的数据包没有任何回应，可能被防火墙丢弃。` },
    unreachable: {},
    reset: {},
    ipv6_broken: {
      says: () => '无法通过 IPv6 连接该主机，通过 IPv4 可以。',
      remedies: () => ['关闭此网络的 IPv6，或设置 NODE_OPTIONS=--dns-result-order=ipv4first'],
    },
    ipv4_broken: {
      says: () => '无法通过 IPv4 连接该主机，通过 IPv6 可以。',
      remedies: () => ['设置 NODE_OPTIONS=--dns-result-order=ipv6first'],
    },
    not_tls: {},
    tls_inspected: {},
    tls_untrusted: {},
    tls_host: {},
    certificate_dates: {},
    clock_wrong: { says: ({ serverDate }) => `服务器的时间是 ${serverDate}。` },
    login_page: { says: () => '返回的是网页，例如访客网络的登录页面。' },
    redirected: {},
    service_down: { says: ({ status }) => `再次请求时，主机返回了 ${status}。` },
    answers: { says: () => '不带密钥再次请求时，主机有响应：故障时有时无，或只影响部分调用。' },
  },

  comesFrom: (name, place) => zh`${name} 来自${place}。`,
  correctIt: (name, place) => zh`更正或删除 ${name}：它来自${place}`,
  option: (flag) => `选项 ${flag}`,

  manyTitle: (files, keys) => `${files} 个文件，共 ${keys} 个密钥`,
  columns: { file: '文件', key: '密钥', verdict: '结论' },
  good: '可用',
  goodOffline: '未测试（--offline）',
  goodButWarned: (count) => `可用，${count} 条警告`,
  noKey: '–',
  firstStep: '首先处理',
  step: (title, text) => `${title}：${text}`,
  perFile: '查看单个文件的详情：openai-setup verify 文件',
  judged: (done, of) => `密钥 ${done}/${of}`,

  settingsTitle: '影响调用的变量',
  settings: {
    OPENAI_API_KEY: '密钥',
    OPENAI_BASE_URL: '请求发往的地址',
    OPENAI_ORG_ID: '组织',
    OPENAI_PROJECT_ID: '项目',
    OPENAI_CUSTOM_HEADERS: '每次调用附加的请求头',
    OPENAI_ADMIN_KEY: '用于管理，不用于调用',
  },
  notLoaded: '此处不加载',
  empty: '空',
  headersFromShell: '仅在 shell 中设置时才会发送，且绝不发送 Authorization',

  answerTitle: '响应的各个字段',
  fields: {
    id: '本次回复的 ID，便于排查',
    object: '响应的类型',
    created: '生成时间（本地时间）',
    model: '实际使用的模型',
    index: '候选回复的序号；只请求了一个',
    role: '消息角色',
    content: '回复内容',
    finish: '结束原因',
    prompt: '输入 token 数',
    completion: '输出 token 数，含隐藏的推理',
    total: '两者之和；输入、输出分别计价',
    cached: '输入中来自缓存的 token，价格更低',
    reasoning: '输出中用于推理的 token',
    request: '联系支持时提供，用于定位本次请求',
    organization: '密钥所属的组织',
    project: '密钥所属的项目',
    region: '数据存放的区域',
    requests: '此模型每分钟的请求数上限',
    tokens: '此模型每分钟的 token 数上限',
  },
  noValue: '未提供',
  spendingTitle: '支出',
  whoseTitle: '密钥的归属与速率限制',
  curlTitle: '用 curl 发送同样的请求（从变量读取密钥；在某些代理后面需要 --http1.1）',
  loaderTitle: '各加载器读取的结果',
  loaderProblem: (loader, problem, line) => `${loader}：${problem}${line > 0 ? `，第 ${line} 行` : ''}`,

  shareTitle: 'openai-setup 脱敏报告，可以分享：不含密钥、用户名、组织 ID 和完整路径',
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
    warnings: '警告',
  },
  shareWorks: '可用',
  shareNone: '无',
  shareSet: '已设置',
  shareDefault: '默认',

  ci: {
    withoutSecrets: {
      fork: '密钥为空，因为本次运行来自 fork，而 fork 拿不到 secrets：请在仓库自身的运行中检查密钥，并对 fork 跳过这一步',
      dependabot:
        '密钥为空，因为本次运行由 Dependabot 触发，只能读取 Dependabot 的 secrets：请在 Settings > Secrets and variables > Dependabot 中添加 OPENAI_API_KEY',
      unprotected:
        '当前分支或标签不受保护，读不到受保护的变量：请保护该分支或标签，或关闭 OPENAI_API_KEY 的“Protect variable”',
    },
    secret: {
      github: `在 Settings > Secrets and variables > Actions 中把可用的密钥保存为 OPENAI_API_KEY，并传给这一步：env: { OPENAI_API_KEY: \${{ secrets.OPENAI_API_KEY }} }`,
      gitlab:
        '在 Settings > CI/CD > Variables 中把可用的密钥保存为 OPENAI_API_KEY（设为 masked），不要写进 .gitlab-ci.yml',
      other: '把可用的密钥保存为 CI 系统的 secret，并以 OPENAI_API_KEY 传给这一步',
    },
    onYourMachine: (step) => `在自己的电脑上（不是在 CI 中）：${step}`,
  },

  needsTerminal: (flag) => `${flag} 需要在交互式终端中使用；在这里请去掉它。`,
  fixTitle: '可以修复的问题',
  codeFault: (place) => `代码中有错误（${place}）。运行 openai-setup doctor 查看原因和修改办法`,
  fixNothing: '没有可以自动修复的问题。',
  fixes: {
    bom: (path) => `去掉 ${path} 开头的字节顺序标记（BOM）？`,
    encoding: (path) => `把 ${path} 从 UTF-16 改写为各种加载器都能读取的 UTF-8？`,
    duplicates: (path, lines, kept) =>
      `把 ${path} 中的多个 OPENAI_API_KEY（第 ${lines} 行）合并为一个，保留 ${kept}？`,
    mode: (path) => `只允许你自己读取 ${path}（权限 600）？`,
    ignore: (entry, path) => `把 ${entry} 加入 ${path}，避免密钥被提交？`,
    region: (url, path) => `把 OPENAI_BASE_URL=${url} 写入 ${path}？`,
    replace: (path) => `输入另一个密钥，替换 ${path} 中不可用的密钥？`,
  },
  fixed: {
    bom: (path) => `已去掉 ${path} 开头的 BOM。`,
    encoding: (path) => `已把 ${path} 改写为 UTF-8。`,
    duplicates: (path) => `已合并 ${path} 中重复的密钥。`,
    mode: (path) => `现在只有你可以读取 ${path}。`,
    ignore: (path) => `已在 ${path} 中加入该条目。`,
    region: (path) => `已把区域地址写入 ${path}。`,
  },
  notFixed: (path) => `无法修改 ${path}，文件保持原样。`,
  fixAgain: '再次验证',

  watching: (seconds) => `${seconds} 秒后重试。按回车立即重试，按 Ctrl-C 结束。`,
  watchBegins: (seconds, cost) =>
    zh`每 ${seconds} 秒重试一次，直到成功。${cost}按回车立即重试，按 Ctrl-C 结束。`,
  watchCost: (usd) => `被拒绝的请求不收费；成功的一次最多约 $${usd}。`,
  watchCostUnknown: '被拒绝的请求不收费；成功的一次只是很短的调用。',
  watchFree: '不发送任何请求，因此不产生费用。',
  tried: (time, round, outcome) => `${time} · 第 ${round} 次尝试：${outcome}`,
  triedWorks: '可以使用了',
  causeLine: (title, id) => `${title}（${id}）`,
  separator: '、',
};

export default verify;
