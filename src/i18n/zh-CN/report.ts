import type { LoadDoubt } from '../../domain/diagnosis/notes.ts';
import type { OtherOwner, Resemblance, ShellVariableFacts } from '../../domain/diagnosis/warnings.ts';
import type { LoadProblem } from '../../domain/loading/loaders.ts';
import type { Shown } from '../../domain/loading/place.ts';
import type { LadderStep } from '../../domain/network/ladder.ts';
import { shellPath } from '../../domain/text/shell-word.ts';
/** 怎样去掉一个 shell 变量。 */ import { pages } from '../cause-words.ts';
import type { ReportWords } from '../en/report.ts';
import { unusedCa } from './causes/phrases.ts';

const removal = ({ remove, removeForGood, setAt }: Shown<ShellVariableFacts>): string => {
  if (remove === undefined) return '';
  const forGood =
    setAt !== undefined
      ? `；并从 ${setAt.path} 第 ${setAt.line} 行去掉`
      : removeForGood !== undefined
        ? `；永久去掉：${removeForGood}`
        : '';
  return `要用文件里的密钥：${remove}${forGood}`;
};

const likeness = (resembles: readonly Resemblance[] | undefined = []): string => {
  const named = resembles.map(({ name, baseURL }) =>
    baseURL === null ? '中转站（OPENAI_BASE_URL 填它自己的地址）' : `${name}（OPENAI_BASE_URL=${baseURL}）`,
  );
  return named.length === 0 ? '' : `；看起来像 ${named.join('、')} 的密钥`;
};

const owners = (owner: OtherOwner | undefined): string => {
  if (owner === undefined) return '';
  if (owner.is === 'refused') return 'API 不接受另外那个密钥。';
  return owner.is === 'same'
    ? `两个密钥属于同一个组织（${owner.organization}）。`
    : `两个密钥属于不同的组织：生效的属于 ${owner.organization}，另一个属于 ${owner.other}。`;
};

const rungs: Readonly<Record<LadderStep['rung'], string>> = {
  dns: '查询地址',
  tcp: '连接',
  connect: 'CONNECT',
  tls: 'TLS',
  http: 'HTTP 响应',
};

const problems: Readonly<Record<LoadProblem, string>> = {
  file_refused: '拒绝整个文件',
  bom_hides_name: '字节顺序标记后面的变量名读不到',
  colon_form: '不认识 NAME: value 的写法',
  spaces_around_equals: '= 两边的空格会出错',
  line_without_equals_before: '没有 = 的一行之后的变量名会丢失',
  name_not_read: '读不到变量名',
  duplicate_first_wins: '取多个中的第一个',
  quotes_kept: '把引号当作密钥的一部分',
  comment_kept: '把注释当作密钥的一部分',
  blanks_kept: '保留密钥后面的空格',
  carriage_return_kept: '把回车符当作密钥的一部分',
  other_value: '读到另一个值',
};

/** 为什么无法判断加载工具会给出什么。 */
const doubts: Readonly<Record<LoadDoubt, (facts: { loader: string; path: string }) => string>> = {
  endless_reference: () => '有变量引用了它自己',
  versions_differ: ({ loader }) => `${loader} 的不同版本读取这些文件的结果不同`,
  not_modelled: ({ loader }) => `这里不了解 ${loader} 怎样读取这些文件`,
  configuration: ({ path }) => `${path} 决定读取哪些文件，而那需要运行它`,
  by_program: () => '这里看不出由什么来加载 env 文件；程序需要自己加载',
};

/** `（第 3 行：……）` */
const reason = ({ problem, line }: { readonly problem: LoadProblem; readonly line: number }): string =>
  `（${line > 0 ? `第 ${line} 行：` : ''}${problems[problem]}）`;

const report: ReportWords = {
  works: '密钥可用。',
  worksFor: (path) => `${path} 中的密钥可用。`,
  localFine: '本地检查通过；没有发送任何请求（--offline）。',
  strict: '密钥可用，但有警告，而 --strict 把警告视为失败。',
  whatToDo: '怎么办：',
  saidByApi: (status, code) => `API 返回了 ${status}${code}`,
  saidInBetween: (status) => `收到的响应（${status}）不是 API 的`,
  saidLocally: '在本机检查得出，没有发送请求',
  saidByConnection: '还没有收到任何响应，调用就失败了',
  owners: {
    key: '密钥本身',
    account: '你的账户',
    model: '模型或请求',
    files: '本机上的文件',
    network: '本机到 API 之间的网络',
    endpoint: '接口地址（base URL）',
    service: '服务本身',
    unknown: '未知',
  },
  inWhoseHands: (owner, known) => `问题出在：${owner}。判断依据：${known}。`,
  comma: '，',
  region: (region: string) => `区域 ${region}`,
  pace: (requests: string | null, tokens: string | null) => {
    const known = [requests && `${requests} 次请求`, tokens && `${tokens} 个 token`].filter(Boolean);
    return known.length === 0 ? '' : `每分钟 ${known.join('、')}`;
  },
  labels: {
    key: '密钥',
    source: '来源',
    others: '另见',
    endpoint: '发往',
    reply: '回复',
    model: '模型',
    tokens: 'token',
    finish: '结束',
    time: '用时',
    request: '请求 ID',
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
  length: (length) => `${length} 个字符`,
  places: {
    environment: (name) => `shell 变量 ${name}`,
    file: (path, line) => `${path} 第 ${line} 行`,
    stdin: '标准输入',
    prompt: '你的输入',
  },
  tokens: (prompt, completion, total) => `输入 ${prompt} + 输出 ${completion} = ${total}`,
  tokensCached: (count) => `其中输入缓存 ${count}`,
  tokensReasoning: (count) => `其中推理 ${count}`,
  notReported: '服务器没有给出',
  finishReasons: {
    stop: '正常结束（stop）',
    length: '达到 token 上限（length）',
    content_filter: '被内容过滤截断（content_filter）',
    tool_calls: '要求调用工具（tool_calls）',
  },
  finishOther: (reason) => `其他原因（${reason}）`,
  emptyReply: '（空：模型把 token 都用在了思考上；这同样证明密钥、余额和模型都没问题）',
  seconds: (seconds) => `${seconds} 秒`,
  price: (usd, date) => `约 $${usd}（价格日期 ${date}；以 OpenAI 价格页为准）`,
  priceShort: (usd, date) => `约 $${usd}（${date} 价格）`,
  priceUnknown: (model) => `没有 ${model} 的价格记录`,
  services: {
    says: (service, variable, place) =>
      `${variable}（${place}）里有 ${service} 的密钥，但面向 OpenAI 的程序不会读取它。`,
    tryIt: (service) => `在 ${service} 上试用这个密钥（去掉命令中的 verify 就是完整配置）：`,
    tryDeployment: (service) =>
      `在 ${service} 上试用这个密钥，并用 --model 加上你的部署名称（去掉命令中的 verify 就是完整配置）：`,
    needsAddress: (service, variable) =>
      `${service} 使用你自己的地址：请在密钥所在的地方设置 ${variable}，然后再运行 openai-setup verify`,
  },
  spending: {
    of: { organization: '组织', project: '项目' },
    limit: (of, amount, enforced) =>
      `${of}的消费上限：每月 ${amount} 美元${enforced === null ? '' : enforced ? '，已启用强制' : '，未启用强制'}（来自管理 API）`,
    noLimit: (of) => `${of}的消费上限：没有设置（来自管理 API）；请在 ${pages.limits} 设置`,
    unknownLimit: (of) => `${of}的消费上限：管理 API 没有给出；请在 ${pages.limits} 查看`,
    alerts: (of, amounts) => `${of}的消费提醒：每月达到 ${amounts.join('、')} 美元时（来自管理 API）`,
    noAlerts: (of) => `${of}的消费提醒：没有设置（来自管理 API）；请在 ${pages.limits} 设置`,
    unknownAlerts: (of) => `${of}的消费提醒：管理 API 没有给出；请在 ${pages.limits} 查看`,
    elsewhere: (organization) =>
      `消费上限：OPENAI_ADMIN_KEY 管理的是另一个组织（${organization}）；请在 ${pages.limits} 查看`,
    refused: (said) => `消费上限：管理 API 没有给出（${said}）；请在 ${pages.limits} 查看`,
    unseen: `消费上限：用 API 密钥看不到；请在 ${pages.limits} 设置，或者设置环境变量 OPENAI_ADMIN_KEY，在这里直接显示`,
  },
  warningsTitle: '值得留意',
  checkNames: {
    source: '密钥来源',
    load: '程序得到的密钥',
    format: '密钥格式',
    file: 'env 文件',
    git: 'git',
    exposure: '会被公开的变量',
    endpoint: '接口地址',
    network: '网络',
    auth: '密钥被接受',
    model: '模型',
    live: '测试调用',
  },
  status: { pass: '通过', warn: '通过，但有提醒', fail: '失败', skip: '跳过' },
  /** Why a loader does not read the key. */
  problems,
  waiting: (title, seconds) => `${title}。${seconds} 秒后重试`,
  asking: '正在询问 API',
  trustBaseUrl: (host, path) => `${path} 会把密钥发往 ${host}，它不是 OpenAI。要发过去吗？`,
  notes: {
    source_environment: ({ name }) => `shell 变量 ${name}`,
    source_file: ({ path, line }) => `${path} 第 ${line} 行`,
    source_stdin: () => '标准输入',
    source_prompt: () => '你的输入',
    source_none: () => '此文件夹里没有任何地方有密钥',
    source_parent: ({ path }) => `不在此文件夹，而在 ${path}`,
    source_replaced: ({ name }) => `但 ${name} 中的 Authorization 会在 SDK 调用时取代密钥；这里没有发送它`,
    load_file: ({ loader, path }) => `${loader} 会给出这个密钥，来自 ${path}`,
    load_shell: ({ loader }) => `${loader} 保留 shell 里的密钥`,
    load_unknown: ({ loader, reason, path }) => `无法判断：${doubts[reason]({ loader, path: path ?? '' })}`,
    load_named: () => '未检查：密钥是指定的，不是查找到的',
    load_production_inlined: ({ loader }) =>
      `${loader} 在生产环境中不读 env 文件：import.meta.env 是构建时写入的值，其余代码需要环境变量`,
    load_production_none: ({ loader }) =>
      `${loader} 在生产环境不读取 env 文件：请在程序运行的地方设置这个变量`,
    format_kind: ({ kind, length }) => `${report.kinds[kind]}，${length} 个字符`,
    file_none: () => '与 env 文件无关',
    file_leftover: ({ path }) => `已删除一次被强行结束的运行留下的 ${path} 副本；git 无法暂存它`,
    file_fine: ({ path }) => `已读取 ${path}`,
    git_ignored: ({ path }) => `git 已忽略 ${path}`,
    git_none: () => '不是 git 仓库',
    git_unavailable: ({ detail }) => `无法询问 git${detail ? `：${detail}` : ''}`,
    exposure_none: () => '不在任何会被打包公开的变量里',
    endpoint_default: () => 'https://api.openai.com/v1',
    endpoint_custom: ({ baseURL }) => `${baseURL}`,
    network_answered: ({ ms }) => `主机在 ${ms} 毫秒内响应`,
    network_proxy: ({ proxy }) => `主机通过代理 ${proxy} 响应`,
    network_extra_ca: (f) => `${unusedCa(f)}，Node 没有使用它`,
    network_rung: ({ way, rung, family, target, ok, timedOut, code, status, certificate, ms }) => {
      const detail = [
        timedOut ? '没有任何响应' : code,
        status && `状态 ${status}`,
        certificate && `证书签发者 ${certificate.issuer}`,
      ].filter(Boolean);
      const said = detail.length > 0 ? `（${detail.join('，')}）` : '';
      return `${way === 'proxy' ? '经代理' : '直连'}：${rungs[rung]} ${target}${family !== null && !target.includes(':') ? ` (IPv${family})` : ''}：${ok ? '成功' : '失败'}${said}，${ms} 毫秒`;
    },
    auth_accepted: ({ count }) => `已接受；列出 ${count} 个模型`,
    auth_cannot_list: () => '此密钥无权列出模型；由测试调用判断',
    auth_not_judged: () => '此服务器没有模型列表；由测试调用判断',
    model_listed: ({ model }) => `此密钥可以使用 ${model}`,
    model_not_listed: ({ model }) => `列表中没有 ${model}；由测试调用判断`,
    model_unknown: ({ model }) => `将尝试 ${model}`,
    live_passed: ({ model, ms }) => `${model} 在 ${ms} 毫秒内回复`,
    live_disguised: ({ model }) => `${model} 达到 token 上限，这证明一切可用`,
    parameter_dropped: ({ parameter }) => `服务器不认识 ${parameter}；已去掉后重试`,
    skipped_after: ({ check }) => `没有检查，因为“${report.checkNames[check]}”失败了`,
    skipped_offline: () => '没有检查（--offline）',
    skipped_no_file: () => '没有检查：密钥不来自文件',
    says_finding: () => '见结论',
  },
  warnings: {
    shadowed_by_environment: ({ name, path, line, masked, otherMasked, empty, owner, ...shell }) =>
      (empty
        ? `shell 变量 ${name} 已设置但为空，多数加载器因此读不到 ${path} 第 ${line} 行（${otherMasked}）。`
        : `shell 变量 ${name}（${masked}）优先于 ${path} 第 ${line} 行（${otherMasked}）：在这里启动的程序用的是 shell 里的密钥。`) +
      owners(owner) +
      removal(shell),
    sources_disagree: ({ path, otherPath, line, cutOff, owner }) =>
      cutOff
        ? `密钥轮换中途被打断：${path} 已是新密钥，${otherPath} 第 ${line} 行仍是旧密钥。要完成或撤销它，请运行：openai-setup rotate`
        : `${otherPath} 第 ${line} 行是另一个密钥；生效的是 ${path}。${owners(owner)}`,
    production_differs: ({ loader, path, what }) =>
      what === 'another'
        ? `在生产环境中，${loader} 给出的是另一个密钥${path === null ? '' : `，来自 ${path}`}。`
        : `在生产环境中，${loader} 不会给出密钥${path === null ? '' : `：${path} 优先，而其中没有可用的密钥`}。`,
    duplicate_assignment: ({ path, lines }) =>
      `${path} 多次设置了 OPENAI_API_KEY（第 ${lines} 行）；有的加载器取第一个，多数取最后一个。`,
    env_file_bom: ({ path }) => `${path} 以字节顺序标记（BOM）开头；许多加载器读不到第一行的变量名。`,
    env_file_permissions: ({ path, mode }) =>
      `本机其他用户可以读取 ${path}（权限 ${mode}）。请运行：chmod 600 ${path}`,
    not_loadable_by_node: ({ path, ...why }) =>
      `按现在的写法，node --env-file 从 ${path} 读不到这个密钥${reason(why)}；dotenv 可以。`,
    not_loadable_by_docker: ({ path, ...why }) =>
      `按现在的写法，docker 从 ${path} 读不到这个密钥${reason(why)}。`,
    not_ignored: ({ path, ...how }) => {
      if (how.by === 'docker')
        return `${how.dockerfile} 会把 ${path} 复制进镜像，拿到镜像的人都能看到密钥。请把 ${path} 加入 .dockerignore。`;
      if (how.by === 'npm')
        return `npm publish 会把 ${path} 发送到软件包仓库。请把它加入 .npmignore，或在 package.json 的 "files" 中列出要发布的文件。`;
      return how.by === 'user'
        ? `${path} 只被你这台机器上的规则忽略；项目的 .gitignore 里没有它。`
        : `git 没有忽略 ${path}：下一次 git add . 就会把密钥带进去。`;
    },
    tracked_by_git: ({ path }) =>
      `${path} 已被 git 跟踪。请运行：git rm --cached ${shellPath(path)}。推送过的密钥必须更换。`,
    was_committed: ({ path }) => `${path} 曾被提交。能看到仓库历史的人都能看到里面的密钥：请更换。`,
    published_to_browser: ({ name, at }) =>
      `${name}${at ? `（${at.path} 第 ${at.line} 行）` : ''} 会被打包工具公开给每个访问者。密钥应放在没有这个前缀的变量里。`,
    unusual_shape: (f) => {
      const told = (why: string) => `密钥的格式不常见：${why}。也许没错；由 API 判断。`;
      if (f.reason === 'length') return told(`有 ${f.length} 个字符，通常是 ${f.expected} 个`);
      const like = likeness(f.resembles);
      return f.reason === 'marker'
        ? told(`缺少 OpenAI 密钥中间都有的那一段${like}`)
        : told(`OpenAI 的密钥都不这样开头${like}`);
    },
    looks_truncated: ({ length, expected }) => `密钥看起来不完整：${length} 个字符，通常是 ${expected} 个。`,
    custom_endpoint: ({ host }) => `请求发往 ${host}，而不是 OpenAI。`,
    model_retires_soon: ({ model, date }) => `${model} 将于 ${date} 停用。`,
    key_expires_soon: ({ date, days }) =>
      `密钥将于 ${date} 过期，${days < 1 ? '只剩不到一天' : `还剩 ${days} 天`}。要更换它：openai-setup rotate`,
    cannot_list_models: () => '此密钥无权列出模型，但仍可能可用。',
    proxy_needed_by_program: ({ proxy, needs, node, command = '' }) => {
      const reached = `访问 API 时经过了代理 ${proxy}。`;
      const before = command === '' ? '' : `启动程序前请先运行：${command}`;
      if (node === undefined)
        return `${reached}Node 自带的 fetch 不理会代理变量：请用 NODE_USE_ENV_PROXY=1 启动程序（Node 22.21 或 24 及以上版本），或给 SDK 传入代理 agent。`;
      if (needs === 'agent')
        return `${reached}Node ${node} 自带的 fetch 不理会代理变量。你的程序需要：npm install undici@7，然后 import { EnvHttpProxyAgent, fetch } from 'undici'，再 new OpenAI({ fetch, fetchOptions: { dispatcher: new EnvHttpProxyAgent() } })。从 Node 22.21 或 24 起，设置 NODE_USE_ENV_PROXY=1 即可。${before}`;
      return needs === 'variable'
        ? `${reached}Node 自带的 fetch 默认不理会代理变量，需要打开。${before}`
        : `${reached}你的程序读不懂这个变量现在的写法。${before}`;
    },
    empty_reply: ({ model }) => `${model} 的回复是空的。密钥仍然可用。`,
  },
};

export default report;
