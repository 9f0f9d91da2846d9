import { shellPath } from '../../domain/text/shell-word.ts';
import type { SetupWords } from '../en/setup.ts';
import { programNames } from '../program-names.ts';

const setup: SetupWords = {
  checkedOn: '2026-11-21',
  labels: { folder: '文件夹', file: 'env 文件', proxy: '代理', key: '密钥' },
  fileWillBeCreated: (path) => `${path}（将新建）`,
  dryRun: '这是试运行：不会写入任何东西。',

  existing: (masked, from) => `已经有一个密钥：${masked}，来自 ${from}。`,
  existingReference: (store, from) => `${from} 里的值是对密钥的引用${store === '' ? '' : `：${store}`}。`,
  existingQuestion: '怎么处理它？',
  existingKeep: '保留并测试',
  existingReplace: '换成另一个',
  existingLeave: '什么都不动',
  left: '没有改动任何东西。',

  unreachable: (title) => `刚才从这里连不上 API（${title}）。验证密钥时会给出详细说明。`,

  guide: {
    intro: [
      '依次打开 platform.openai.com 上的四个页面。只有你要求时才会打开。',
      'API 并非在所有国家和地区提供；OpenAI 公布了支持的列表：',
    ],
    countries: 'https://platform.openai.com/docs/supported-countries',
    steps: [
      {
        title: '1. 账户',
        url: 'https://platform.openai.com/signup',
        lines: [
          '可以用邮箱、Google、Microsoft 或 Apple 注册。ChatGPT 账户就是同一个账户。',
          '确认邮件，填写姓名和国家或地区。可能会要求验证手机号。',
          '某一步多次失败时，先等一段时间，不要反复尝试。',
        ],
      },
      {
        title: '2. 付款',
        url: 'https://platform.openai.com/settings/organization/billing/overview',
        lines: [
          'API 按用量收费。ChatGPT Plus、Team、Pro 都不包含 API 额度。',
          '先添加付款方式，再充值：测试 5 美元足够。有的新账户带有免费额度。',
        ],
      },
      {
        title: '3. 消费上限',
        url: 'https://platform.openai.com/settings/organization/limits',
        lines: [
          '设置每月预算（刚开始常设 20 到 50 美元）和低于它的提醒。',
          '每天、每个密钥用了多少，见 https://platform.openai.com/usage',
        ],
      },
      {
        title: '4. 密钥',
        url: 'https://platform.openai.com/api-keys',
        lines: [
          '点“Create new secret key”，用项目名命名，并选择它所属的项目。',
          '权限选“Restricted”，只开 Model capabilities: Request（和 Models: Read），否则选“All”。',
          '密钥只显示一次，请立即复制：以 sk-proj- 开头，共 164 个字符。',
          '开发、测试、生产请使用不同的密钥。',
        ],
      },
    ],
    checked: (date) => `核对日期 ${date}；以页面为准。`,
    question: (title) => `${title}：下一步？`,
    next: '完成，继续',
    open: '在浏览器中打开页面',
    opened: '已在浏览器中打开。',
    notOpened: '无法打开浏览器。地址见上。',
  },

  keyQuestion: '粘贴 API 密钥（不显示），回车确认：',
  keyEmpty: '没有输入任何内容。',
  keyFeedback: (kind, length, tail) => `${kind} · ${length} 个字符${tail}`,
  keyFeedbackTail: (tail) => ` · 结尾 ${tail}`,
  kinds: {
    project: '项目密钥',
    service_account: '服务账号密钥',
    user: '用户密钥',
    admin: '管理员密钥',
    unknown: '已收到',
  },
  received: (masked) => `已收到 ${masked}。`,
  repaired: (what) => `已修复粘贴的内容：${what}。`,
  repairs: {
    escapes_removed: '去掉终端控制码',
    invisible_removed: '去掉不可见字符',
    control_removed: '去掉控制字符',
    full_width_replaced: '全角字符改为半角',
    dashes_replaced: '替换长横线',
    blanks_trimmed: '去掉首尾空白',
    quotes_removed: '去掉引号',
    bearer_removed: '去掉 “Bearer”',
    assignment_removed: '去掉密钥前的变量名',
    trailing_removed: '去掉密钥后面的字符',
    extracted: '从周围文字中取出密钥',
    lines_joined: '接上断开的行',
    blanks_removed: '去掉中间的空白',
    doubled: '重复粘贴只取一份',
  },

  checking: '正在验证密钥',
  accepted: (count) => `API 接受这个密钥；可用模型 ${count} 个。`,
  acceptedNoList: '此密钥无权列出模型，由测试调用判断。',
  failedQuestion: '下一步？',
  failedDrop: (name, paths) => `从 ${paths} 中删除 ${name}，然后重试`,
  staleHint: (name, paths, option) =>
    `${paths} 中有 ${name}，可能属于另一个密钥：请删除那一行，或用 ${option} 给出正确的 ID。`,
  failedOther: '输入另一个密钥',
  failedAgain: '重试',
  failedKeep: '仍然保留这个密钥',
  failedLeave: '离开，不改动任何东西',

  untrustedQuestion: (path, host) => `${path} 会把你的密钥发往 ${host}，它不是 OpenAI。要发过去吗？`,
  untrustedRemove: (path) => `那么从 ${path} 删除这一行吗？否则下一个在这里启动的程序会把密钥发过去。`,
  untrustedStop: '没有写入：密钥不能和被拒绝的地址放在一起。',

  modelQuestion: '测试调用用哪个模型？',
  modelPrice: (input, output) => `每百万 token 输入 $${input}，输出 $${output}`,
  modelNoPrice: '没有价格记录',

  installQuestion: (command) => `要同时安装 openai 包吗？（${command}）`,
  installing: (command) => `正在运行 ${command}`,
  installed: 'openai 包已安装。',
  installFailed: (reason) => `安装失败：${reason}`,

  planTitle: '将要写入：',
  planNothing: '没有需要写入的内容。',
  planCreate: '新建',
  planUpdate: '修改',
  planSet: (name, value) => `${name}=${value}`,
  planWas: (line, value) => `第 ${line} 行，原为 ${value}`,
  planEmpty: '空',
  planOther: '占位文字',
  planRemove: (name) => `删除 ${name}`,
  planUntrack: (path) => `git rm --cached ${shellPath(path)}（文件本身保留）`,
  planInstall: (command) => `${command}`,
  planQuestion: '开始吗？',
  planGo: '是，写入',
  planLeave: '否，不改动任何东西',
  planShell: '改为告诉我怎么在整台机器上设置',

  everywhere: {
    title: '在整台机器上设置',
    now: '只对当前终端；它会询问密钥，因此不会留在历史里：',
    forGood: '对以后的每个终端，运行下面的命令，把 <key> 换成你的密钥：',
    forGoodIn: (file) => `对以后的每个终端，把这一行放进 ${file}，并把 <key> 换成你的密钥：`,
    check: '查看是否已设置（只显示开头几个字符）：',
    wins: '没有写入任何文件。shell 变量在所有项目中都优先于 env 文件。',
  },

  trackedQuestion: (path) => `${path} 已被 git 跟踪：密钥会进入下一次提交。下一步？`,
  trackedUntrack: '从 git 中移出（文件保留），然后写入',
  trackedGoOn: '仍然写入',
  trackedLeave: '离开，不改动任何东西',
  wasCommitted: (path) =>
    `${path} 曾被提交。当时写在里面的密钥，有仓库的人都能看到：请在 https://platform.openai.com/api-keys 删除它`,

  ignoreWritten: (path) => `${path} 已写入。`,
  written: (path) => `${path} 已写入，读回核对无误。`,
  exampleNotWritten: (path) => `无法写入 ${path}；密钥已照常写好。`,
  undone: '文件已恢复原样。',
  kept: (path) => `密钥保留在 ${path} 中。`,

  testing: '一次测试调用',
  testTitle: '第一次调用成功',

  checklist: {
    title: '检查清单',
    account: '账户：API 认识它',
    payment: '付款：已为一次回复付费',
    paymentUnknown: '付款：没有测试',
    key: (masked) => `密钥：${masked}，API 已接受`,
    keyUntested: (masked) => `密钥：${masked}，没有测试`,
    environment: (path) => `环境：已用 dotenv 读回 ${path}`,
    environmentLines: (name) => `环境：${name} 还没有设置；请使用上面的命令`,
    environmentShell: (name) => `环境：shell 变量 ${name}`,
    ignored: (path) => `git：已忽略 ${path}`,
    ignoredUnasked: (path) => `git：无法询问；${path} 已写进 .gitignore`,
    ignoredNoRepository: (path) => `git：这里不是仓库；${path} 已写进 .gitignore 备用`,
    notIgnored: (path) => `git：没有忽略 ${path}`,
    test: (model) => `测试：${model} 已回复`,
    testSkipped: '测试：没有进行（--no-test）',
    testFailed: '测试：失败',
  },
  shellWins: (name, masked, path) =>
    `shell 变量 ${name}（${masked}）已设置，优先于 ${path}。在移除它之前，这里启动的程序都用它。`,

  next: {
    title: '接下来',
    names: programNames,
    about: {
      load: () => '加载密钥并调用 API：',
      framework_loads: (name, path) => `${name} 会自动加载 ${path}，SDK 从那里读取密钥：`,
      framework_gives: (name, path) =>
        `${name} 读取${path ? ` ${path}` : '环境变量'}，只把密钥交给服务端代码，不放进 process.env：`,
      browser_only: (name) =>
        `${name} 的产物在浏览器里运行，那里不能有密钥。请在旁边的服务端程序里调用 API：`,
      shell_loads: (_, path) => `SDK 读取环境变量${path ? `，这里没有程序会读取 ${path}` : ''}：`,
    },
    inFile: (about, file) => `${about.slice(0, -1)}（例如写在 ${file}）：`,
    notes: {
      no_file_in_production: (name) =>
        `生产环境中 ${name} 不读取任何 env 文件：请在服务器或托管平台的环境变量里设置 OPENAI_API_KEY。`,
      file_stays_here: (_, path) =>
        `${path || '密钥'} 只留在本机：部署时请在托管平台的设置里添加 OPENAI_API_KEY。`,
      worker_secret: () =>
        '部署后的 Worker 不读取 env 文件；用这条命令交给它密钥：npx wrangler secret put OPENAI_API_KEY',
      in_the_build: () => '构建会把完整的密钥写进 dist/server：不要公开这个文件夹，或升级到 Astro 5。',
      nuxt_runtime_config: () =>
        '不需要为此使用 runtimeConfig；放在那里的密钥要用 NUXT_ 开头的变量赋值，例如 openaiApiKey 对应 NUXT_OPENAI_API_KEY。',
      sveltekit_declares: () =>
        'SvelteKit 3 只给出 src/env.js（或 .ts）里声明的变量：export const variables = { OPENAI_API_KEY: {} };',
      vite_for_development: () =>
        '生产环境里通常没有安装 Vite：只写 new OpenAI()，并在服务器的环境变量里设置 OPENAI_API_KEY。',
      shipped_to_users: () => '只能写在主进程里，而且只供自己使用：拿到安装包的人都能读出其中的密钥。',
      expo_server: () =>
        'API 路由需要在 app.json 里设置 "web": { "output": "server" }；手机上的代码应请求这些路由，而不是直接请求 OpenAI。',
      astro_adapter: () =>
        '这种路由需要一个 adapter（npx astro add node），并写上：export const prerender = false;',
      java_coordinates: () => '请把 com.openai:openai-java 加入构建文件；最新版本见 Maven Central。',
      load_in_shell: (_, path) =>
        path ? `在 Linux 或 macOS 的 shell 里读入 ${path}：set -a; . ${shellPath(`./${path}`)}; set +a` : '',
      externally_managed: () =>
        '许多系统自带的 Python 是“externally managed”的，会拒绝 pip install，所以先建虚拟环境 .venv，并用其中的 python 运行程序。',
    },
    verify: '将来密钥失效时，openai-setup verify 会告诉你原因。',
    safety: '密钥不要写进代码，也不要发到浏览器；每个环境一个密钥；定期更换。',
  },

  nobodyToAsk: '没有终端可以询问密钥。请用管道：openai-setup --key-stdin < key.txt',
  forceNeeded: (path, masked) => `${path} 里已有另一个密钥（${masked}）。要替换它请加 --force。`,
  referenceForce: (path, store) =>
    `${path} 里是对密钥的引用${store === '' ? '' : `（${store}）`}，写入密钥会把它覆盖掉。要替换这个引用请加 --force。`,
  referenceLost: (store, from) =>
    `写入密钥后，${from} 里${store === '' ? '的引用' : `对 ${store} 的引用`}就没有了；以后在原处更换密钥，不会再传到这个项目。`,
  packagesNotReading: (path, packages, more) =>
    `工作区里的这些包不读取 ${path}：${packages}${more > 0 ? `，另有 ${more} 个` : ''}。请在每个要调用 API 的包的文件夹里分别运行 openai-setup。`,
  commandSetsKey: (path, target) =>
    `${path} 里的启动命令自己设置了 OPENAI_API_KEY，它优先于任何文件。请先从那里删掉，再重新运行，密钥会写入 ${target}。什么都没有改动。`,
  notRead: (path, read) =>
    `把密钥写进 ${path}，你的程序也读不到：${read === '' ? '它的启动方式不读取任何 env 文件' : `它的启动命令只读取 ${read}`}。什么都没有改动。请用 --file 指定要写的文件。`,
  notLoaded: (path) =>
    `密钥写进 ${path} 后，你的程序仍然读不到；一切已恢复原样。openai-setup verify --verbose 会说明加载工具读取什么。`,
};

export default setup;
