import type { LoadDoubt } from '../../domain/diagnosis/notes.ts';
import type { OtherOwner, Resemblance, ShellVariableFacts } from '../../domain/diagnosis/warnings.ts';
import type { LoadProblem } from '../../domain/loading/loaders.ts';
import type { Shown } from '../../domain/loading/place.ts';
import type { LadderStep } from '../../domain/network/ladder.ts';
import { repository } from '../../domain/repository.ts';
import { shellPath } from '../../domain/text/shell-word.ts';
import { pages } from '../cause-words.ts';
import type { ReportWords } from '../en/report.ts';
import { zh } from './blanks.ts';
import { unusedCa } from './causes/phrases.ts';

/** 怎样取消一个 shell 变量。 */
const removal = ({ remove, removeForGood, setAt }: Shown<ShellVariableFacts>): string => {
  if (remove === undefined) return '';
  const forGood =
    setAt !== undefined
      ? zh`；并删除 ${setAt.path} 第 ${setAt.line} 行的设置`
      : removeForGood !== undefined
        ? zh`；永久取消：${removeForGood}`
        : '';
  return zh`要使用文件中的密钥：${remove}${forGood}`;
};

const likeness = (resembles: readonly Resemblance[] | undefined = []): string => {
  const named = resembles.map(({ name, baseURL }) =>
    baseURL === null ? '中转站（OPENAI_BASE_URL 填它的地址）' : zh`${name}（OPENAI_BASE_URL=${baseURL}）`,
  );
  return named.length === 0 ? '' : zh`；看起来像${named.join('、')}的密钥`;
};

const owners = (owner: OtherOwner | undefined): string => {
  switch (owner?.is) {
    case undefined:
      return '';
    case 'refused':
      return 'API 不接受另一个密钥。';
    case 'same':
      return zh`两个密钥属于同一个组织（${owner.organization}）。`;
    case 'another':
      return zh`两个密钥属于不同的组织：生效的属于 ${owner.organization}，另一个属于 ${owner.other}。`;
  }
};

const ways: Readonly<Record<LadderStep['way'], string>> = { direct: '直连', proxy: '经代理' };
const rungs: Readonly<Record<LadderStep['rung'], string>> = {
  dns: 'DNS 解析',
  tcp: '连接',
  connect: 'CONNECT',
  tls: 'TLS',
  http: 'HTTP 响应',
};

const problems: Readonly<Record<LoadProblem, string>> = {
  file_refused: '拒绝整个文件',
  bom_hides_name: '读不到字节顺序标记（BOM）后面的变量名',
  colon_form: '不支持 NAME: value 的写法',
  spaces_around_equals: '不支持 = 两边的空格',
  line_without_equals_before: '读不到上一行缺少 = 的变量名',
  name_not_read: '读不到变量名',
  duplicate_first_wins: '重复时取第一个',
  quotes_kept: '把引号当作密钥的一部分',
  comment_kept: '把注释当作密钥的一部分',
  blanks_kept: '保留密钥后面的空格',
  carriage_return_kept: '把回车符当作密钥的一部分',
  other_value: '读到另一个值',
};

/** 为什么无法判断加载器会给出什么。 */
const doubts: Readonly<Record<LoadDoubt, (facts: { loader: string; path: string }) => string>> = {
  endless_reference: () => '有变量引用了它自己',
  versions_differ: ({ loader }) => zh`${loader} 的不同版本读取这些文件的结果不同`,
  not_modelled: ({ loader }) => zh`openai-setup 不了解 ${loader} 如何读取这些文件`,
  configuration: ({ path }) => zh`读取哪些文件由 ${path} 决定，需要执行它才能知道`,
  broken_manifest: ({ path }) => zh`${path} 不是有效的 JSON，无法得知程序如何启动`,
  by_program: () => '没有发现加载 env 文件的代码或工具，程序需要自行加载',
  programs_differ: ({ path }) => zh`${path} 同时启动多个程序，它们读到的密钥不一致`,
};

/** `（第 3 行：……）` */
const reason = ({ problem, line }: { readonly problem: LoadProblem; readonly line: number }): string =>
  zh`（${line > 0 ? zh`第 ${line} 行：` : ''}${problems[problem]}）`;

const report: ReportWords = {
  works: '密钥可用。',
  worksFor: (path) => zh`${path} 中的密钥可用。`,
  localFine: '本地检查通过，未发送任何请求（--offline）。',
  strict: '密钥可用，但存在警告，而 --strict 将警告视为失败。',
  whatToDo: '解决办法：',
  saidByApi: (status, code) => zh`API 返回了 ${status}${code}`,
  saidInBetween: (status) => zh`收到的响应（${status}）并非来自 API`,
  saidLocally: '本机检查得出，未发送请求',
  saidByConnection: '尚未收到任何响应，调用就失败了',
  saidByBrokenCall: '调用结束时没有收到完整的响应',
  owners: {
    key: '密钥',
    account: '你的账户',
    model: '模型或请求',
    files: '本机的文件',
    network: '本机到 API 之间的网络',
    endpoint: '接口地址（base URL）',
    service: '服务本身',
    unknown: '未知',
  },
  inWhoseHands: (owner, known) => zh`问题出在：${owner}。判断依据：${known}。`,
  causePage: (cause) => zh`${repository}/blob/main/docs/troubleshooting.zh-CN.md#${cause}`,
  comma: '，',
  semicolon: '；',
  brackets: (text) => zh`（${text}）`,
  labelled: (label, text) => zh`${label}：${text}`,
  region: (region: string) => zh`区域 ${region}`,
  pace: (requests: string | null, tokens: string | null) => {
    const known = [requests && zh`${requests} 次请求`, tokens && zh`${tokens} 个 token`].filter(Boolean);
    return known.length === 0 ? '' : zh`每分钟 ${known.join('、')}`;
  },
  labels: {
    key: '密钥',
    source: '来源',
    others: '其他位置',
    endpoint: '发往',
    reply: '回复',
    model: '模型',
    tokens: 'token',
    finish: '结束原因',
    time: '用时',
    request: '请求 ID',
    cause: '原因 ID',
    more: '详细说明',
    account: '账户',
    price: '费用',
  },
  kinds: {
    project: '项目密钥',
    service_account: '服务账号密钥',
    user: '用户密钥（旧格式）',
    admin: '管理员密钥',
    unknown: '不常见的格式',
  },
  length: (length) => zh`${length} 个字符`,
  places: {
    environment: (name) => zh`shell 变量 ${name}`,
    file: (path, line) => zh`${path} 第 ${line} 行`,
    stdin: '标准输入',
    prompt: '你的输入',
  },
  tokens: (prompt, completion, total) => zh`输入 ${prompt} + 输出 ${completion} = ${total}`,
  tokensCached: (count) => zh`输入中 ${count} 来自缓存`,
  tokensReasoning: (count) => zh`输出中 ${count} 用于推理`,
  notReported: '服务器未提供',
  finishReasons: {
    stop: '正常结束（stop）',
    length: '达到 token 上限（length）',
    content_filter: '被内容过滤截断（content_filter）',
    tool_calls: '要求调用工具（tool_calls）',
  },
  finishOther: (reason) => zh`其他原因（${reason}）`,
  emptyReply: '（空：模型把 token 都用于推理了；这仍说明密钥、余额和模型都正常）',
  seconds: (seconds) => zh`${seconds} 秒`,
  price: (usd, date) => zh`约 $${usd}（${date} 的价格，以 OpenAI 价格页为准）`,
  priceShort: (usd, date) => zh`约 $${usd}（${date} 的价格）`,
  priceUnknown: (model) => zh`暂无 ${model} 的价格数据`,
  services: {
    says: (service, variable, place) =>
      zh`${variable}（${place}）中有 ${service} 的密钥，但使用 OpenAI 的程序不会读取它。`,
    tryIt: (service) => zh`用这个密钥连接 ${service}（去掉命令中的 verify 即可完成设置）：`,
    tryDeployment: (service) =>
      zh`用这个密钥连接 ${service}，并用 --model 指定你的部署名称（去掉命令中的 verify 即可完成设置）：`,
    needsAddress: (service, variable) =>
      zh`${service} 的地址因账户而异：请在设置密钥的地方同时设置 ${variable}，再运行 openai-setup verify`,
  },
  spending: {
    of: { organization: '组织', project: '项目' },
    limit: (of, amount, enforced) =>
      zh`${of}的支出限额：每月 ${amount} 美元${enforced === null ? '' : enforced ? '，已强制执行' : '，未强制执行'}（来自管理 API）`,
    noLimit: (of) => zh`${of}的支出限额：未设置（来自管理 API）；请在 ${pages.limits} 设置`,
    unknownLimit: (of) => zh`${of}的支出限额：管理 API 未提供；请在 ${pages.limits} 查看`,
    alerts: (of, amounts) => zh`${of}的支出提醒：每月达到 ${amounts.join('、')} 美元时（来自管理 API）`,
    noAlerts: (of) => zh`${of}的支出提醒：未设置（来自管理 API）；请在 ${pages.limits} 设置`,
    unknownAlerts: (of) => zh`${of}的支出提醒：管理 API 未提供；请在 ${pages.limits} 查看`,
    elsewhere: (organization) =>
      zh`支出限额：OPENAI_ADMIN_KEY 属于另一个组织（${organization}）；请在 ${pages.limits} 查看`,
    refused: (said) => zh`支出限额：管理 API 未提供（${said}）；请在 ${pages.limits} 查看`,
    unseen: zh`支出限额：API 密钥无权查看；请在 ${pages.limits} 设置，或设置环境变量 OPENAI_ADMIN_KEY，在这里直接显示`,
  },
  checkNames: {
    source: '密钥来源',
    load: '程序读到的密钥',
    format: '密钥格式',
    file: 'env 文件',
    git: 'git',
    exposure: '公开的变量',
    endpoint: '接口地址',
    network: '网络',
    auth: '密钥验证',
    model: '模型',
    live: '测试调用',
  },
  status: { pass: '通过', warn: '警告', fail: '失败', skip: '跳过' },
  /** Why a loader does not read the key. */
  problems,
  waitingFor: {
    rate_limited: '触发速率限制',
    service_error: '服务出错',
    service_overloaded: '服务过载',
  },
  noAnswer: (host, proxy) => zh`${host} 还没有响应${proxy === null ? '' : zh`（经代理 ${proxy}）`}`,
  waiting: (title, seconds) => zh`${title}。${seconds} 秒后重试`,
  asking: '正在请求 API',
  trustBaseUrl: (host, path) => zh`${path} 会把密钥发往 ${host}，而它不是 OpenAI。要发送吗？`,
  notes: {
    source_environment: ({ name }) => zh`shell 变量 ${name}`,
    source_file: ({ path, line }) => zh`${path} 第 ${line} 行`,
    source_stdin: () => '标准输入',
    source_prompt: () => '你的输入',
    source_none: () => '在此文件夹中没有找到密钥',
    source_parent: ({ path }) => zh`不在此文件夹中，而在 ${path}`,
    source_replaced: ({ name }) => zh`但 SDK 调用时，${name} 中的 Authorization 会取代密钥；这里没有发送它`,
    load_file: ({ loader, path }) => zh`${loader} 从 ${path} 加载这个密钥`,
    load_shell: ({ loader }) => zh`${loader} 保留 shell 中的密钥`,
    load_unknown: ({ loader, reason, path }) => zh`无法判断：${doubts[reason]({ loader, path: path ?? '' })}`,
    load_named: () => '已跳过：密钥由你指定，并非从项目中读取',
    load_production_inlined: ({ loader }) =>
      zh`${loader} 在生产环境中不读取 env 文件：import.meta.env 是构建时写入的值，其余代码需要环境变量`,
    load_production_called: ({ loader }) =>
      zh`${loader} 构建出的代码里没有密钥；旁边的服务端只有调用 loadEnv 时才会读取这些文件`,
    load_production_none: ({ loader }) =>
      zh`${loader} 在生产环境中不读取 env 文件：请在程序运行的环境中设置这个变量`,
    format_kind: ({ kind, length }) => zh`${report.kinds[kind]}，${length} 个字符`,
    format_forced: ({ length }) => zh`${length} 个字符，不像密钥的形式；按 --force 照样尝试`,
    file_none: () => '与 env 文件无关',
    file_leftover: ({ path }) => zh`已删除上次运行被强行终止时留下的 ${path} 副本；git 无法暂存它`,
    file_fine: ({ path }) => zh`已读取 ${path}`,
    git_ignored: ({ path }) => zh`git 已忽略 ${path}`,
    git_none: () => '不是 git 仓库',
    git_unavailable: ({ detail }) => zh`无法运行 git${detail ? zh`：${detail}` : ''}`,
    exposure_none: () => '不在任何会被打包工具公开的变量中',
    endpoint_default: () => 'https://api.openai.com/v1',
    endpoint_custom: ({ baseURL }) => zh`${baseURL}`,
    network_answered: ({ ms }) => zh`主机在 ${ms} 毫秒内响应`,
    network_proxy: ({ proxy }) => zh`主机通过代理 ${proxy} 响应`,
    network_extra_ca: (f) => zh`${unusedCa(f)}，Node 没有使用它`,
    network_rung: ({ way, rung, family, target, ok, timedOut, code, status, certificate, ms }) => {
      const detail = [
        timedOut ? '没有任何响应' : code,
        status && zh`状态 ${status}`,
        certificate && zh`证书签发者 ${certificate.issuer}`,
      ].filter(Boolean);
      const said = detail.length > 0 ? zh`（${detail.join('，')}）` : '';
      return zh`${ways[way]}：${rungs[rung]} ${target}${family !== null && !target.includes(':') ? zh`（IPv${family}）` : ''}：${ok ? '成功' : '失败'}${said}，${ms} 毫秒`;
    },
    auth_accepted: ({ count }) => zh`通过；列出 ${count} 个模型`,
    auth_listed: ({ count }) =>
      zh`列出了 ${count} 个模型；很多服务器对任何密钥都会列出，因此不能证明你的密钥有效`,
    auth_cannot_list: () => '此密钥无权列出模型；是否可用，以测试调用为准',
    auth_not_judged: () => '此服务器没有模型列表；密钥是否可用，以测试调用为准',
    model_listed: ({ model }) => zh`此密钥可以使用 ${model}`,
    model_not_listed: ({ model }) => zh`列表中没有 ${model}；是否可用，以测试调用为准`,
    model_unknown: ({ model }) => zh`将尝试使用 ${model}`,
    live_passed: ({ model, ms }) => zh`${model} 在 ${ms} 毫秒内回复`,
    live_disguised: ({ model }) => zh`${model} 达到 token 上限，说明一切正常`,
    parameter_dropped: ({ parameter }) => zh`服务器不支持参数 ${parameter}；已去掉后重试`,
    skipped_after: ({ check }) => zh`已跳过，因为“${report.checkNames[check]}”失败`,
    skipped_offline: () => '已跳过（--offline）',
    skipped_no_file: () => '已跳过：密钥并非来自文件',
    says_finding: () => '见结论',
  },
  warnings: {
    shadowed_by_environment: ({ name, path, line, masked, otherMasked, empty, owner, ...shell }) =>
      (empty
        ? zh`shell 变量 ${name} 已设置但为空，多数加载器因此不会读取 ${path} 第 ${line} 行（${otherMasked}）。`
        : zh`shell 变量 ${name}（${masked}）优先于 ${path} 第 ${line} 行（${otherMasked}）：在这里启动的程序使用 shell 中的密钥。`) +
      owners(owner) +
      removal(shell),
    sources_disagree: ({ path, otherPath, line, cutOff, owner }) =>
      cutOff
        ? zh`上次更换密钥时中断：${path} 已是新密钥，${otherPath} 第 ${line} 行仍是旧密钥。要完成或撤销，请运行：openai-setup rotate`
        : zh`${otherPath} 第 ${line} 行是另一个密钥；生效的是 ${path} 中的密钥。${owners(owner)}`,
    production_differs: ({ loader, path, what }) => {
      switch (what) {
        case 'another':
          return zh`在生产环境中，${loader} 加载的是另一个密钥${path === null ? '' : zh`，来自 ${path}`}。`;
        case 'none':
          return zh`在生产环境中，${loader} 读不到密钥${path === null ? '' : zh`：${path} 优先，而其中没有可用的密钥`}。`;
      }
    },
    duplicate_assignment: ({ path, lines }) =>
      zh`${path} 多次设置了 OPENAI_API_KEY（第 ${lines.replaceAll(', ', '、')} 行）；多数加载器取最后一个，有的取第一个。`,
    env_file_bom: ({ path }) => zh`${path} 以字节顺序标记（BOM）开头；许多加载器读不到第一行的变量名。`,
    env_file_permissions: ({ path, mode }) =>
      zh`本机其他用户可以读取 ${path}（权限 ${mode}）。请运行：chmod 600 ${shellPath(path)}`,
    not_loadable_by_node: ({ path, ...why }) =>
      zh`按现在的写法，node --env-file 从 ${path} 读不到这个密钥${reason(why)}；dotenv 可以。`,
    not_loadable_by_docker: ({ path, ...why }) =>
      zh`按现在的写法，docker 从 ${path} 读不到这个密钥${reason(why)}。`,
    not_ignored: ({ path, ...how }) => {
      switch (how.by) {
        case 'docker':
          return zh`${how.dockerfile} 会把 ${path} 复制进镜像，拿到镜像的人都能读到密钥。请把 ${path} 加入 .dockerignore。`;
        case 'npm':
          return zh`npm publish 会把 ${path} 发布到软件包仓库。请把它加入 .npmignore，或在 package.json 的 "files" 中列出要发布的文件。`;
        case 'user':
          return zh`${path} 只被本机的规则忽略；项目的 .gitignore 中没有它。`;
        case 'nobody':
          return zh`git 没有忽略 ${path}：下一次 git add . 会一并提交密钥。`;
      }
    },
    tracked_by_git: ({ path }) =>
      zh`${path} 已被 git 跟踪。请运行：git rm --cached ${shellPath(path)}。推送过的密钥必须更换。`,
    was_committed: ({ path }) => zh`${path} 曾被提交。能访问仓库的人都能看到历史中的密钥：请更换。`,
    published_to_browser: ({ name, at }) =>
      zh`${name}${at ? zh`（${at.path} 第 ${at.line} 行）` : ''}会被打包工具公开给每个访问者。密钥应放在没有这个前缀的变量中。`,
    unusual_shape: (f) => {
      const told = (why: string) => zh`密钥的格式不常见：${why}。它仍可能有效，以 API 的判断为准。`;
      switch (f.reason) {
        case 'length':
          return told(zh`有 ${f.length} 个字符，通常是 ${f.expected} 个`);
        case 'marker':
          return told(zh`缺少 OpenAI 密钥中间的固定部分${likeness(f.resembles)}`);
        case 'prefix':
          return told(zh`OpenAI 的密钥不以此开头${likeness(f.resembles)}`);
      }
    },
    looks_truncated: ({ length, expected }) =>
      zh`密钥看起来不完整：${length} 个字符，通常是 ${expected} 个。`,
    custom_endpoint: ({ host }) => zh`请求发往 ${host}，而不是 OpenAI。`,
    model_retires_soon: ({ model, date }) => zh`${model} 将于 ${date} 停用。`,
    key_expires_soon: ({ date, days }) =>
      zh`密钥将于 ${date} 过期，${days < 1 ? '剩余不到一天' : zh`还剩 ${days} 天`}。要更换密钥，请运行：openai-setup rotate`,
    cannot_list_models: () => '此密钥无权列出模型，但可能仍可调用。',
    proxy_needed_by_program: ({ proxy, needs, node, command = '' }) => {
      const reached = zh`API 是通过代理 ${proxy} 访问的。`;
      const before = command === '' ? '' : zh`启动程序前请先运行：${command}`;
      if (node === undefined)
        return zh`${reached}Node 的 fetch 默认忽略代理环境变量：启动程序时请设置 NODE_USE_ENV_PROXY=1（Node 22.21 或 24 及更高版本），或给 SDK 设置代理 agent。`;
      switch (needs) {
        case 'agent':
          return zh`${reached}Node ${node} 的 fetch 会忽略代理环境变量。你的程序需要：npm install undici@7，然后 import { EnvHttpProxyAgent, fetch } from 'undici'，再使用 new OpenAI({ fetch, fetchOptions: { dispatcher: new EnvHttpProxyAgent() } })。使用 Node 22.21、24 或更高版本时，设置 NODE_USE_ENV_PROXY=1 即可。${before}`;
        case 'variable':
          return zh`${reached}Node 的 fetch 默认忽略代理环境变量。${before}`;
        case undefined:
          return zh`${reached}你的程序不支持这个变量目前的写法。${before}`;
      }
    },
    empty_reply: ({ model }) => zh`${model} 的回复为空，但密钥可用。`,
  },
};

export default report;
