import { shellPath, shellWord } from '../../domain/text/shell-word.ts';
import type { SetupWords } from '../en/setup.ts';
import { pages } from '../openai-pages.ts';
import { programNames } from '../program-names.ts';
import { zh } from './blanks.ts';

const setup: SetupWords = {
  checkedOn: '2026-11-26',
  labels: { project: '项目', file: 'env 文件', proxy: '代理' },
  fileWillBeCreated: (path) => `${path}（将新建）`,
  listSeparator: '、',
  dryRun: '试运行：不会写入任何文件。',

  existing: (masked, from) => zh`已有密钥：${masked}，来自${from}。`,
  existingReference: (store, from) => zh`${from}的值是对密钥的引用${store === '' ? '' : `（${store}）`}。`,
  existingQuestion: '如何处理？',
  existingKeep: '保留并测试',
  existingReplace: '替换',
  existingLeave: '退出，不做任何改动',
  left: '未做任何改动。',

  unreachable: '目前从本机无法连接 API，验证密钥时会说明原因。',

  guide: {
    intro: [
      '接下来依次介绍 platform.openai.com 上的四个页面，你选择打开时才会打开浏览器。',
      '注册和付费之前，请先确认你所在的国家或地区在支持列表中（截至 2026-11-26，列表中没有中国大陆和香港）。从列表以外的地区使用，账户可能被封禁或停用。支持列表：',
    ],
    countries: pages.countries,
    steps: [
      {
        title: '1. 账户',
        url: pages.signUp,
        lines: [
          '可以用邮箱或 Google、Microsoft、Apple 账户注册；已有 ChatGPT 账户可以直接登录。',
          '验证邮箱，填写姓名和所在的国家或地区。',
          '如果某一步反复失败，请等一段时间再试。',
        ],
      },
      {
        title: '2. 付款',
        url: pages.billing,
        lines: [
          'API 按用量计费，ChatGPT 订阅（Plus、Pro、Business 等）不含 API 额度。',
          '先添加付款方式，再购买额度：最低 5 美元，足够测试。支持哪些银行卡，以结算页面为准。',
          '购买时默认开启自动充值（Use auto-reload），不需要请关掉。',
          '额度一年后过期，一般不退款。部分新账户有免费额度。',
        ],
      },
      {
        title: '3. 支出限额',
        url: pages.limits,
        lines: [
          '在 Spend 区域点“Edit spend limit”，填写每月限额（起步常设 20 到 50 美元）。',
          '同时打开“Enforce a hard limit”；否则只会提醒，不会停用。',
          `每天、每个密钥的支出见 Analytics > Usage（仅组织所有者和有权限的成员可见）：${pages.usage}`,
        ],
      },
      {
        title: '4. 密钥',
        url: pages.keys,
        lines: [
          '点“Create new secret key”，以项目名命名，并选择所属项目。',
          '创建第一个密钥前需要验证手机号（短信，部分地区可用 WhatsApp；不支持座机和 VoIP 号码）。',
          '权限选“Restricted”，把 Model capabilities 这一组本身设为 Request（不要只设它下面的各行，也不要设为 Read），Models 设为 Read；嫌麻烦可选“All”（权限更大）。',
          '密钥可以设置有效期，有的组织强制要求。请记下到期日，到期后密钥即失效。',
          '密钥只显示一次，请立即复制：以 sk-proj- 开头，共 164 个字符。',
          '开发、测试、生产环境请使用不同的密钥。',
        ],
      },
    ],
    checked: (date) => `核对日期：${date}。如有出入，以页面为准。`,
    question: (title) => `${title}：下一步？`,
    next: '已完成，继续',
    open: '在浏览器中打开页面',
    back: '返回上一页',
    skip: '跳过其余页面：我已经有密钥了',
    pause: (title) => `${title}：完成后按回车继续`,
    opened: '已在浏览器中打开。',
    notOpened: '无法打开浏览器，请手动打开上面的地址。',
  },

  guideElsewhere: (host) =>
    `请求发往 ${host}，而不是 OpenAI。密钥由该服务的管理方提供；许多自建服务器接受任意值。`,

  keyQuestion: '粘贴 API 密钥（不显示），回车确认：',
  keyEmpty: '没有输入任何内容。',
  keyFeedback: (kind, length, tail) => `${kind} · ${length} 个字符${tail}`,
  keyFeedbackTail: (tail) => ` · 末尾 ${tail}`,
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
    dashes_replaced: '长横线改为连字符',
    blanks_trimmed: '去掉首尾空白',
    quotes_removed: '去掉引号',
    bearer_removed: '去掉“Bearer”',
    assignment_removed: '去掉密钥前的变量名',
    trailing_removed: '去掉密钥后面的字符',
    extracted: '从周围文字中取出密钥',
    lines_joined: '接上断开的行',
    blanks_removed: '去掉中间的空白',
    doubled: '重复粘贴只取一份',
  },

  checking: '正在验证密钥',
  accepted: (count) => `密钥有效，可使用 ${count} 个模型。`,
  listed: (count) => `服务器列出了 ${count} 个模型；很多服务器对任何密钥都会列出，以测试调用为准。`,
  acceptedNoList: '此密钥无权列出模型；是否可用，以测试调用为准。',
  failedQuestion: '下一步？',
  failedDrop: (name, paths) => `从 ${paths} 中删除 ${name}，然后重试`,
  staleHint: (name, paths, option) =>
    `${paths} 中设置了 ${name}，可能属于另一个密钥：请删除该行，或用 ${option} 指定正确的 ID。`,
  failedOther: '输入另一个密钥',
  failedModel: '选择另一个模型',
  failedAgain: '重试',
  failedOpen: (page) => `在浏览器中打开 ${page}`,
  failedDone: '已完成，重试',
  failedKeep: '仍然保留这个密钥',
  failedLeave: '退出，不做任何改动',

  untrustedRemove: (path) => `要从 ${path} 中删除这一行吗？否则之后在这里启动的程序仍会把密钥发往该地址。`,
  untrustedStop: '未写入：密钥不应与你拒绝的地址放在同一个文件里。',

  modelQuestion: '用哪个模型进行测试？',
  modelPrice: (input, output) => `每百万 token 输入 $${input}，输出 $${output}`,
  modelNoPrice: '暂无价格数据',
  modelSuggested: (id) => `${id}（推荐）`,
  modelEnds: (id, date) => `${id}（${date} 停用）`,

  program: {
    question: ({ runs, installs }) =>
      !runs ? '写一个入门程序？' : installs ? '写一个入门程序，安装依赖并运行？' : '写一个入门程序并运行？',
    installQuestion: '安装代码所需的包？',
    yes: '好',
    yesIn: (language) => `好，用 ${language}`,
    onlyInstall: '只安装',
    ignoring: (folder) => `在 .gitignore 中忽略 ${folder}`,
    ignored: (folder, path) => `已在 ${path} 中忽略 ${folder}。`,
    no: '不用',
    separator: '，',
    running: (command) => `正在运行 ${command}`,
    installed: (command) => `${command}：完成。`,
    installFailed: (command, reason) => `${command} 失败：${reason}`,
    notWritten: (path) => `无法写入 ${path}。`,
    replied: (command) => `${command} 的回复：`,
    failed: (command, reason) => `${command} 失败：${reason}`,
    keyStands: '密钥已设置好，可以使用。其余步骤可以稍后用下面的命令完成。',
  },

  planTitle: '将要写入：',
  planNothing: '没有需要写入的内容。',
  planCreate: (path) => `${path}（新建）`,
  planUpdate: (path) => `${path}（修改）`,
  planSet: (name, value) => `${name}=${value}`,
  planWas: (line, value) => zh`（第 ${line} 行，原为${value}）`,
  planEmpty: '空',
  planOther: '占位符',
  planRemove: (name) => `删除 ${name}`,
  planUntrack: (path) => `git rm --cached ${shellPath(path)}（文件本身保留）`,
  planQuestion: '确认写入？',
  planGo: '确认',
  planLeave: '取消，不做任何改动',
  planShell: '不写文件，改为查看如何设置系统环境变量',

  everywhere: {
    title: '设置系统环境变量',
    now: '仅对当前终端生效（会提示输入密钥，不留在命令历史中）：',
    forGood: '再运行下面的命令，对以后打开的终端也生效（使用刚才输入的密钥）：',
    forGoodIn: (file) => `再运行下面的命令，把刚才输入的密钥加到 ${file}，对以后打开的终端也生效：`,
    check: '检查是否已设置（只显示开头几个字符）：',
    remove: '取消设置：',
    wins: '未写入任何文件。shell 变量在所有项目中都优先于 env 文件。',
  },

  encodingQuestion: (path) =>
    `${path} 是 UTF-16 编码（PowerShell 5 默认这样写文件），没有加载器能读取。改写为 UTF-8？`,
  encodingDone: (path) => `已把 ${path} 改写为 UTF-8。`,

  trackedQuestion: (path) => `${path} 已被 git 跟踪，密钥会进入下一次提交。下一步？`,
  trackedUntrack: '取消 git 跟踪（保留文件），然后写入',
  trackedGoOn: '仍然写入',
  trackedLeave: '退出，不做任何改动',
  wasCommitted: (path) =>
    `${path} 曾被提交，能访问仓库的人都能看到当时写在里面的密钥：请在 ${pages.keys} 删除该密钥`,

  ignoreWritten: (path) => `${path} 已写入。`,
  written: (path) => `${path} 已写入，读回核对无误。`,
  exampleNotWritten: (path) => `无法写入 ${path}；密钥已正常写入。`,
  undone: '文件已恢复原样。',
  kept: (path) => `密钥仍保留在 ${path} 中。`,
  keptNext: '完成上面的步骤后，检查密钥能否使用：',
  oldKey: (masked, page) => `如果旧密钥 ${masked} 不再使用，请在这里删除：${page}`,
  oldKeyElsewhere: (masked, host) => `如果旧密钥 ${masked} 不再使用，请到 ${host} 删除。`,
  oldKeyRefused: (masked, page) => `旧密钥 ${masked} 已被拒绝。如果它还在列表中，请在这里删除：${page}`,
  oldKeyRefusedElsewhere: (masked, host) =>
    `旧密钥 ${masked} 已被 ${host} 拒绝。如果它在那里仍然存在，请将其删除。`,

  testing: '正在进行测试调用',
  testTitle: '第一次调用成功',

  checklist: {
    title: '检查清单',
    billed: '账户、付款、密钥：正常，已成功计费一次',
    file: (path) => `${path}：已用 dotenv 读回核对，git 已忽略`,
    fileAlone: (path) => `${path}：已用 dotenv 读回核对；当前不是 git 仓库，已预先加入 .gitignore`,
    account: '账户：有效',
    payment: '付款：正常，已成功计费一次',
    paymentUnknown: '付款：未测试',
    key: (masked) => `密钥：${masked}，有效`,
    keyTaken: (masked, host) => `密钥：${masked}，${host} 接受了它（也可能接受任何密钥）`,
    keyUntested: (masked) => `密钥：${masked}，未测试`,
    environment: (path) => `环境变量：已用 dotenv 从 ${path} 读回核对`,
    environmentLines: (name) => `环境变量：${name} 尚未设置，请使用上面的命令`,
    environmentShell: (name) => `环境变量：shell 变量 ${name}`,
    ignored: (path) => `git：已忽略 ${path}`,
    ignoredUnasked: (path) => `git：无法运行；已把 ${path} 加入 .gitignore`,
    ignoredNoRepository: (path) => `git：当前不是 git 仓库；已预先把 ${path} 加入 .gitignore`,
    notIgnored: (path) => `git：没有忽略 ${path}`,
    test: (model) => `测试：${model} 已回复`,
    testSkipped: '测试：已跳过（--no-test）',
    testFailed: '测试：失败',
  },
  shellWins: (name, masked, path) =>
    `shell 变量 ${name}（${masked}）优先于 ${path}，在这里启动的程序都会使用它，直到你取消该变量：`,
  shellWinsAgain: (path, line) => `它是在 ${path} 第 ${line} 行设置的，请把那一行也删掉。`,

  next: {
    title: '接下来',
    names: programNames,
    about: {
      load: (_, path) => (path ? '加载密钥，创建客户端：' : '创建客户端（从环境变量读取密钥）：'),
      command_loads: (_, path) => zh`项目的启动命令会加载 ${path}，SDK 从环境变量读取密钥：`,
      program_loads: (_, path) => zh`项目自己的代码会加载 ${path}，SDK 从环境变量读取密钥：`,
      framework_loads: (name, path) => `${name} 会自动加载 ${path}，SDK 从那里读取密钥：`,
      framework_gives: (name, path) =>
        `${name} 读取${path ? ` ${path}` : '环境变量'}，只把密钥交给服务端代码，不放进 process.env：`,
      settings_give: (name, path) => zh`${name} 读取 ${path}，但不会把它放进环境变量，请把密钥交给客户端：`,
      containers: (name, path) => zh`${name} 把 ${path} 中的密钥交给容器，SDK 在容器里从环境变量读取：`,
      browser_only: (name) => `${name} 构建的代码在浏览器里运行，不能包含密钥。请改由服务端调用 API：`,
      shell_loads: (_, path) => `SDK 读取环境变量${path ? `，而这里没有程序会读取 ${path}` : ''}：`,
      any_language: (_, path) =>
        `任何语言的程序都从环境变量读取 OPENAI_API_KEY${path ? `；先在 shell 中加载 ${path}` : ''}：`,
    },
    passedOver: (name, path) =>
      zh`${name} 不会加载 ${path}：只有另行把 OPENAI_API_KEY 放进环境变量，这里的程序才能读到它。`,
    inFile: (about, file) => `${about.slice(0, -1)}（例如写在 ${file}）：`,
    notes: {
      no_file_in_production: (name) =>
        `${name} 在生产环境中不读取 env 文件：请在服务器或托管平台的环境变量中设置 OPENAI_API_KEY。`,
      file_stays_here: (_, path) =>
        zh`${path || '密钥'}只留在本机：部署时请在托管平台的设置中添加 OPENAI_API_KEY。`,
      worker_secret: () =>
        '部署后的 Worker 不读取 env 文件，请用以下命令设置密钥：npx wrangler secret put OPENAI_API_KEY',
      in_the_build: () => '构建会把完整的密钥写进 dist/server：不要公开这个文件夹，或升级到 Astro 5。',
      nuxt_runtime_config: () =>
        '无需为此使用 runtimeConfig；如果把密钥放在那里，要用 NUXT_ 开头的变量赋值，例如 openaiApiKey 对应 NUXT_OPENAI_API_KEY。',
      sveltekit_declares: () =>
        'SvelteKit 3 只提供 src/env.js（或 .ts）中声明的变量：export const variables = { OPENAI_API_KEY: {} };',
      vite_for_development: () =>
        '生产环境通常没有安装 Vite：只写 new OpenAI()，并在服务器的环境变量中设置 OPENAI_API_KEY。',
      shipped_to_users: () => '只能用在主进程里，而且仅限自用：拿到安装包的人都能读出其中的密钥。',
      expo_server: () =>
        'API 路由需要在 app.json 中设置 "web": { "output": "server" }；手机上的代码应请求这些路由，而不是直接请求 OpenAI。',
      astro_adapter: () =>
        '这个路由需要适配器（npx astro add node），并加上：export const prerender = false;',
      java_coordinates: () => '请把 com.openai:openai-java 加入构建文件；最新版本见 Maven Central。',
      load_in_shell: (_, path) =>
        path ? `在 Linux 或 macOS 的 shell 中加载 ${path}：set -a; . ${shellPath(`./${path}`)}; set +a` : '',
      externally_managed: () =>
        '许多系统自带的 Python 由系统管理（externally managed），会拒绝 pip install，所以请使用虚拟环境 .venv，并用其中的 python 运行程序。',
    },
    verify: '以后密钥失效时，运行 openai-setup verify 查看原因。',
    install: '安装代码所需的包：',
    start: '启动容器，让它们拿到密钥：',
    addressInShell: (url, path, host) =>
      zh`base URL ${url} 只在当前 shell 中有效：在新终端中，程序会把 ${path} 中的密钥发往 ${host}，除非让 setup 把它写在密钥旁边（--base-url ${shellWord(url)}）。`,
    example: '或者生成一个完整的程序：',
    runAgain: '再次运行这个程序：',
    installAndRun: '安装程序的依赖，然后运行：',
    findOut: '以后密钥失效时，查看原因：',
    same: '在脚本中免交互完成同样的设置（密钥取自 OPENAI_API_KEY）：',
    safety: '不要把密钥写进代码或发到浏览器；每个环境使用单独的密钥，并定期更换。',
  },

  nobodyToAsk:
    '当前不是交互式终端，无法输入密钥。请从密钥管理工具通过管道传入，例如：pass show openai | openai-setup --key-stdin',
  nobodyToAskInCi:
    'CI 中无法输入密钥。请在自己的电脑上设置密钥，把它保存为 CI 系统的 secret，以 OPENAI_API_KEY 传给这一步，并在那里检查：openai-setup verify。要在 CI 中写入文件：printenv OPENAI_API_KEY | openai-setup --key-stdin',
  forceNeeded: (path, masked) => `${path} 中已有另一个密钥（${masked}）。要替换它，请加 --force。`,
  addressForce: (path, baseURL) =>
    `${path} 中的 base URL 与 ${baseURL} 不同，之后在这里启动的程序会把这个密钥发到那里。请删掉那一行，或加上 --force 让本程序删掉它。`,
  referenceForce: (path, store) =>
    `${path} 中是对密钥的引用${store === '' ? '' : `（${store}）`}，写入密钥会覆盖它。要替换这个引用，请加 --force。`,
  referenceLost: (store, from) =>
    zh`写入密钥会覆盖${from}中${store === '' ? '' : `对 ${store} `}的引用；以后在原处更换密钥，这个项目不会随之更新。`,
  packagesNotReading: (path, packages, more) =>
    `工作区中的这些包不读取 ${path}：${packages}${more > 0 ? `，另有 ${more} 个` : ''}。请对需要调用 API 的每个包分别运行 openai-setup。`,
  leftOpen: (path, by) =>
    zh`不运行程序就无法判断它是否会加载 ${path}${by === null ? '' : zh`（见 ${by}）`}。请启动程序，确认它能读到 OPENAI_API_KEY。`,
  nothingLoads: (path, early) =>
    zh`${early === null ? '' : zh`在 ${early} 取用密钥之前，`}这个项目里没有代码加载 ${path}：先加载这个文件，程序才能读到密钥。`,
  otherKeyLeft: (path, line, target) =>
    zh`${path} 第 ${line} 行还有另一个密钥：读取该文件的程序得不到 ${target} 中的密钥。`,
  commandSetsKey: (path, target) =>
    `${path} 中的启动命令自行设置了 OPENAI_API_KEY，它优先于任何文件。请先从那里删除，再重新运行，密钥会写入 ${target}。未做任何改动。`,
  notRead: (path, read) =>
    `即使把密钥写进 ${path}，你的程序也读不到：${read === '' ? '它的启动方式不读取任何 env 文件' : `它的启动命令只读取 ${read}`}。未做任何改动。请用 --file 指定要写入的文件。`,
  wouldHide: (path, hidden) =>
    zh`你的程序现在读取的是 ${hidden}，而且只读取最近的那一个文件：如果新建 ${path}，${hidden} 中的其他值就都读不到了。未做任何改动。请用 --file 指定要写入的文件：--file ${hidden}`,
  lineNotRead: (path, line, loader) =>
    `${path} 第 ${line} 行还写着别的内容，${loader} 会因此读不到密钥。请把这一行改成单独的 OPENAI_API_KEY=（不带注释、冒号和空格），再运行一次。未做任何改动。`,
  notLoaded: (path) =>
    `密钥写进 ${path} 后，你的程序仍然读不到；文件已恢复原样。要查看加载器读取了什么，请运行：openai-setup verify --verbose`,
};

export default setup;
