import type { OtherOwner, Resemblance, ShellVariableFacts } from '../../../domain/diagnosis/warnings.ts';
import type { Shown } from '../../../domain/loading/place.ts';
import { shellPath } from '../../../domain/text/shell-word.ts';
import type { WarningTexts } from '../../report-words.ts';
import { zh } from '../blanks.ts';
import { reason } from './loading.ts';

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
      return zh`两个密钥属于不同的组织：这里检查的属于 ${owner.organization}，另一个属于 ${owner.other}。`;
  }
};

/** 密钥可用时的警告。 */
export const warnings: WarningTexts = {
  shadowed_by_environment: ({ name, path, line, masked, otherMasked, empty, owner, ...shell }) =>
    (empty
      ? zh`shell 变量 ${name} 已设置但为空，多数加载器因此不会读取 ${path} 第 ${line} 行（${otherMasked}）。`
      : zh`shell 变量 ${name}（${masked}）优先于 ${path} 第 ${line} 行（${otherMasked}）：在这里启动的程序使用 shell 中的密钥。`) +
    owners(owner) +
    removal(shell),
  sources_disagree: ({ path, line, open, owner, ...other }) => {
    if ('variable' in other) {
      const { variable, masked, otherMasked, by, ...shell } = other;
      if (by !== undefined)
        return zh`shell 变量 ${variable}（${masked}）和 ${path} 第 ${line} 行（${otherMasked}）是不同的密钥：${by} 启动的程序使用文件中的密钥，其他程序使用 shell 中的密钥。${owners(owner)}${removal(shell)}`;
      return open
        ? zh`shell 变量 ${variable}（${masked}）和 ${path} 第 ${line} 行（${otherMasked}）是不同的密钥；不运行程序无法知道它用哪一个。${owners(owner)}${removal(shell)}`
        : zh`shell 变量 ${variable}（${masked}）是另一个密钥；不论 shell 中是什么，这里生效的都是 ${path} 第 ${line} 行的密钥（${otherMasked}）。${owners(owner)}`;
    }
    const { otherPath, cutOff } = other;
    if (cutOff)
      return zh`上次更换密钥时中断：${path} 已是新密钥，${otherPath} 第 ${line} 行仍是旧密钥。要完成或撤销，请运行：openai-setup rotate`;
    return open
      ? zh`${otherPath} 第 ${line} 行与 ${path} 中的密钥不同；不运行程序无法知道它用哪一个。${owners(owner)}`
      : zh`${otherPath} 第 ${line} 行是另一个密钥；生效的是 ${path} 中的密钥。${owners(owner)}`;
  },
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
    zh`${name}${at ? zh`（${at.path} 第 ${at.line} 行）` : ''}会被打包工具公开给每个访问者。请更换密钥，把新密钥放在没有这个前缀的变量中，并且只在服务器上使用。`,
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
  looks_truncated: ({ length, expected }) => zh`密钥看起来不完整：${length} 个字符，通常是 ${expected} 个。`,
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
};
