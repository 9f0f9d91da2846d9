import type { SdkLanguage } from '../../domain/doctor/finding.ts';
import type { Purpose } from '../../domain/models/successors.ts';
import type { RuleTexts } from '../doctor-words.ts';
import type { DoctorWords } from '../en/doctor.ts';
import { pages } from '../openai-pages.ts';
import { zh } from './blanks.ts';

const served: Readonly<Record<Purpose, string>> = {
  chat: '聊天补全',
  completions: '文本补全',
  responses: 'Responses',
  embeddings: '向量嵌入',
  images: '图像生成',
  speech: '语音合成',
  transcriptions: '语音转写',
  moderations: '内容审核',
  realtime: '实时会话',
  videos: '视频生成',
};

const readFromEnvironment: Readonly<Record<SdkLanguage, string>> = {
  node: 'process.env.OPENAI_API_KEY',
  python: 'os.environ["OPENAI_API_KEY"]',
};

const useInstead = (successor: string | null): string =>
  successor === null
    ? '请换用其他模型：运行 openai-setup models 可列出你的密钥可用的模型。'
    : `请改用 ${successor}。`;

const rules: RuleTexts = {
  model_retired: {
    about: '已停用的模型',
    message: ({ model, date }) =>
      date === null ? `${model} 已经不存在。` : `${model} 已于 ${date} 停用，调用都会失败。`,
    mend: ({ successor }) => useInstead(successor),
  },
  model_retires_soon: {
    about: '90 天内将停用的模型',
    message: ({ model, date, days }) => `${model} 将于 ${date} 停用，还有 ${days} 天。`,
    mend: ({ successor }) => useInstead(successor),
  },
  model_not_open: {
    about: '此密钥不能使用的模型',
    message: ({ model }) => `你的密钥不能使用 ${model}：API 返回的模型列表中没有它。`,
    mend: ({ near }) =>
      near === null
        ? '请换用其他模型：运行 openai-setup models 可列出你的密钥可用的模型。'
        : `是不是想写 ${near}？运行 openai-setup models 可列出你的密钥可用的模型。`,
  },
  model_wrong_endpoint: {
    about: '所调用的接口不支持的模型',
    message: ({ model, called, serves }) =>
      zh`${served[called]}接口不支持 ${model}${serves.length > 0 ? `，它只能用于${serves.map((one) => served[one]).join('、')}` : ''}。`,
    mend: ({ called, serves, successor }) =>
      successor !== null
        ? `这里请改用 ${successor}${serves.length > 0 ? '，或改为调用支持该模型的接口' : ''}。`
        : serves.length > 0
          ? zh`请改为调用${serves.map((one) => served[one]).join('或')}接口。`
          : zh`请选择支持${served[called]}的模型：运行 openai-setup models --all 可列出你的密钥可用的模型。`,
  },
  removed_call: {
    about: 'SDK 已移除的调用',
    message: ({ call, language, removedIn, declared }) =>
      `${call} 已从 ${language === 'node' ? 'Node' : 'Python'} SDK 的 ${removedIn} 版本起移除${declared === null ? '' : `（项目声明的版本：${declared}）`}。`,
    mend: ({ instead }) =>
      instead === null ? '请删除它：现在的 SDK 没有对应的功能。' : `现在应写成：${instead}`,
  },
  parameter_not_accepted: {
    about: '模型不接受的参数',
    message: ({ parameter, model }) => `${model} 不接受 ${parameter}，调用会失败并返回状态码 400。`,
    mend: ({ parameter, instead }) => (instead === null ? `请去掉 ${parameter}。` : `请改用 ${instead}。`),
  },
  hardcoded_key: {
    about: '写在代码中的密钥',
    message: ({ masked }) => zh`密钥 ${masked} 直接写在代码中，能看到这个文件的人都能使用它。`,
    mend: ({ language }) =>
      `请在 ${pages.keys} 吊销这个密钥，用 openai-setup 保存新密钥，并在这里读取：${readFromEnvironment[language]}`,
  },
  placeholder_in_code: {
    about: '代码中的占位符',
    message: ({ text }) => `“${text}”是占位符，不是密钥，调用都会失败。`,
    mend: ({ language }) => `请用 openai-setup 保存密钥，并在这里读取：${readFromEnvironment[language]}`,
  },
  variable_name_differs: {
    about: '代码读取的变量与 env 文件中设置的不同',
    message: ({ reads, sets, setAt }) =>
      zh`代码读取的是 ${reads}，而 ${setAt} 中设置的是 ${sets}：程序得不到密钥。`,
    mend: ({ reads, sets }) =>
      reads === 'OPENAI_API_KEY'
        ? `请把 env 文件中的 ${sets} 改名为 ${reads}。`
        : `请在这里读取 ${sets}，或修改 env 文件中的变量名。`,
  },
  env_file_not_loaded: {
    about: '密钥在 env 文件中，但没有任何程序加载它',
    message: ({ keyAt, variable }) =>
      zh`${variable} 设置在 ${keyAt} 中，但这里没有任何程序加载该文件：程序得不到密钥。`,
    mend: ({ how }) =>
      ({
        dotenv: "请在启动文件的最前面加载它：import 'dotenv/config'",
        env_file_option: '请这样启动程序：node --env-file=.env',
        python_dotenv: '请在启动文件的最前面加载它：from dotenv import load_dotenv; load_dotenv()',
      })[how],
  },
  env_file_loaded_too_late: {
    about: '在加载 env 文件之前就创建了客户端',
    message: ({ loadedAt }) => zh`客户端在这里创建，而 env 文件之后才在 ${loadedAt} 加载：客户端得不到密钥。`,
    mend: ({ language }) =>
      language === 'node'
        ? "请先加载 env 文件：把 import 'dotenv/config' 作为启动文件的第一个 import。"
        : '请先调用 load_dotenv，再创建客户端，再导入会创建客户端的模块。',
  },
  key_in_browser: {
    about: '会进入浏览器的密钥',
    message: (facts) => {
      if (facts.reason === 'allowed')
        return 'dangerouslyAllowBrowser 会让浏览器直接调用 API，每个访问者都能看到密钥。';
      return facts.reason === 'configured'
        ? `${facts.by} 会把 ${facts.variable} 写进浏览器代码，每个访问者都能看到它。`
        : facts.published
          ? `${facts.variable} 的前缀会让打包工具公开它的值，每个访问者都能看到它。`
          : `浏览器代码读取了 ${facts.variable}：它在浏览器中要么为空，要么每个访问者都能看到。`;
    },
    mend: (facts) =>
      facts.reason === 'configured'
        ? `请从此配置中删除 ${facts.variable}，改为从服务端调用 API。`
        : '请从服务端调用 API，让浏览器访问你的服务端。已经公开过的密钥必须吊销。',
  },
  client_option_overrides: {
    about: '会覆盖环境变量的客户端选项',
    message: ({ option, variable, value }) =>
      zh`代码中把 ${option} 设成了 ${value}，会覆盖 ${variable}：环境变量不起作用。`,
    mend: ({ option, variable }) => `请删除 ${option}：SDK 会自动读取 ${variable}。`,
  },
  sdk_missing: {
    about: '导入了 SDK 但没有声明依赖',
    message: ({ package: name, declareIn }) =>
      declareIn === null
        ? `导入了 ${name}，但项目中没有任何文件声明它。`
        : zh`导入了 ${name}，但 ${declareIn} 中没有声明它：重新安装依赖后会失败。`,
    mend: ({ command }) => `请运行：${command}`,
  },
  ci_secret_differs: {
    about: '工作流用别的名字传递密钥',
    message: (facts) =>
      facts.reason === 'not_read'
        ? `工作流设置的是 ${facts.variable}，而代码读取的是 ${facts.reads}：程序得不到密钥。`
        : `${facts.variable} 取自 secret ${facts.secret}，但没有任何地方提供它：变量为空。`,
    mend: (facts) =>
      facts.reason === 'not_read'
        ? `请在这里设置 ${facts.reads}，而不是 ${facts.variable}。`
        : `请改用 ${facts.instead}。`,
  },
  key_in_image: {
    about: '会进入容器镜像的密钥',
    message: (facts) => {
      if (facts.reason === 'copied')
        return zh`${facts.file} 中有密钥，并且会被复制到镜像中，能拿到镜像的人都能看到它。`;
      return facts.reason === 'argument'
        ? `${facts.variable} 是构建参数，它的值会留在镜像的构建历史中。`
        : `${facts.variable} 设置在镜像中，能拿到镜像的人都能看到它。`;
    },
    mend: (facts) =>
      facts.reason === 'copied'
        ? zh`请在 ${facts.ignoreFile} 中排除该文件，在容器启动时再传入密钥：docker run --env-file .env <镜像>`
        : `请删除它，在容器启动时再传入密钥：docker run -e ${facts.variable} <镜像>（构建时需要的话：RUN --mount=type=secret）`,
  },
  not_loaded_in_production: {
    about: '生产环境的启动命令不读取 env 文件',
    message: ({ command, loader, from }) =>
      zh`开发时 ${loader} 从 ${from} 读取密钥；而在生产环境中${command === null ? '程序' : `“${command}”`}不读取 env 文件，项目中也没有其他地方设置这个变量。`,
    mend: () =>
      '请在生产环境中设置 OPENAI_API_KEY（openai-setup push），或在那里用 node --env-file-if-exists=.env 启动',
  },
};

const doctor: DoctorWords = {
  reading: '正在读取代码',
  usage: {
    missing: (path) => `文件或文件夹不存在：${path}`,
    needsTerminal: '--fix 每次改动前都会询问，需要终端；请去掉这个选项。',
  },
  unreadable: (path, code) => `无法读取 ${path}${code === '' ? '' : `（${code}）`}。`,
  remedyReadable: '请让当前用户可以读取它，或指定其他路径。',
  rules,
  severity: { error: '错误', warning: '警告' },
  healthy: (files) =>
    files === 0
      ? '没有发现使用 OpenAI API 的代码。'
      : `程序能得到密钥，用法也正确（已检查 ${files} 个文件）。`,
  healthyCode: (files) =>
    files === 0 ? '没有发现使用 OpenAI API 的代码。' : `代码和配置没有发现问题（已检查 ${files} 个文件）。`,
  found: (errors, warnings) =>
    [...(errors > 0 ? [`${errors} 个错误`] : []), ...(warnings > 0 ? [`${warnings} 个警告`] : [])].join('，'),
  fixable: (count) => `其中 ${count} 个可以在这里修复：openai-setup doctor --fix`,
  labels: { loading: '程序读到的密钥', development: '开发', production: '生产' },
  loads: (stage, from) => `${stage}：${from ?? '来自 shell'}`,
  loadsNothing: (stage) => `${stage}：无`,
  notKnown: (stage) => `${stage}：无法确定`,
  skipped: '未读取或未完整解析的文件',
  skippedWhy: {
    missing: '已不存在',
    too_large: '太大',
    not_text: '不是文本',
    outside: '链接指向文件夹之外',
    unreadable: '无法读取',
    not_understood: '无法解析',
    in_part: '有语法错误，只解析了一部分',
  },
  sarif: { help: '运行 openai-setup doctor 可查看出错的行和解决办法。' },
  fix: {
    question: (path) => `这样修改 ${path} 吗？`,
    done: (path) => `已修改 ${path}。`,
    changed: (path) => `${path} 刚刚被其他程序改动，因此没有做任何修改。`,
    untracked: (path) => `没有修改 ${path}：git 没有跟踪它，改动后无法恢复。`,
    conflicted: (path) => `没有修改 ${path}：其中有未解决的冲突。`,
    nothing: '这里没有可以自动修复的问题。',
    again: '正在重新检查',
  },
};

export default doctor;
