import { type CauseWords, type CommonFacts, each, step, type WordFacts } from '../../cause-words.ts';
import { zh } from '../blanks.ts';
import { duration, named, operator, quote, who } from './phrases.ts';

const otherModel = '查看此密钥可以使用的模型：openai-setup models';

const notAccepted = (f: WordFacts<'request_rejected'>, what: string) =>
  zh`${what}${f.supportedValues === undefined ? '' : zh`（可用的值：${f.supportedValues}）`}。${quote(f)}`;
const orElse = (f: CommonFacts) => [
  '或换一个模型：openai-setup verify --model <id>',
  step(f, '查看这个错误的含义', 'errors'),
];

/** What is wrong with the model, the request or the pace. */
export const modelCauses = {
  model_not_found: {
    title: '该密钥无法使用这个模型',
    explanation: (f) =>
      zh`${who(f)} 接受了密钥，但该密钥可用的模型中没有${f.model === undefined ? '请求的模型' : zh` ${f.model}`}。${quote(f)}`,
    remedies: (f) => [
      otherModel,
      !f.isListed && step(f, '检查模型名称的拼写', 'models'),
      step(
        f,
        '如果模型确实存在，请检查项目是否允许使用它：打开项目，进入 Project settings > Limits',
        'projects',
      ),
    ],
  },
  model_no_access: {
    title: '该密钥无权使用这个模型',
    explanation: each(
      {
        plan: '存在，但当前账户的套餐不包含它',
        privacy: '存在，但账户的隐私设置排除了提供它的服务商',
        guardrail: '存在，但账户或网关的规则排除了它',
        none: '未对该项目、组织或密钥开放',
      },
      (f: WordFacts<'model_no_access'>, why) => zh`模型${named(f.model)}${why}。${quote(f)}`,
    ),
    remedies: {
      plan: (f) => [zh`在 ${who(f)} 升级套餐，或确认套餐包含哪些模型`, otherModel],
      privacy: (f) => [zh`检查账户在 ${who(f)} 的隐私和数据设置`, otherModel],
      guardrail: (f) => [zh`检查 ${who(f)} 上关于模型和服务商的规则，或联系设置规则的人`, otherModel],
      none: (f) => [
        step(
          f,
          f.official
            ? '在项目中允许使用这个模型：打开项目，进入 Project settings > Limits'
            : zh`请 ${operator(f)} 为你的密钥开通这个模型`,
          'projects',
        ),
        otherModel,
      ],
    },
  },
  model_retired: {
    title: '该模型已停用',
    explanation: (f) => zh`模型${named(f.model)}已停止服务。${quote(f)}`,
    remedies: (f) => [
      f.replacement === undefined ? otherModel : zh`改用服务器推荐的 ${f.replacement}`,
      step(f, f.official ? '查看它的替代模型' : zh`向 ${operator(f)} 了解替代模型`, 'deprecations'),
    ],
  },
  model_wrong_endpoint: {
    title: '该模型不支持 chat completions 接口',
    explanation: (f) => zh`密钥可用，但模型${named(f.model)}需要通过其他接口调用。${quote(f)}`,
    remedies: (f) => [
      '换一个聊天模型，或改用服务器指出的接口',
      step(f, '查看各个模型支持哪些接口', 'models'),
    ],
  },
  request_too_large: {
    title: '请求太大',
    explanation: (f) =>
      zh`请求的 token 数或字节数超出了模型${named(f.model)}或限额允许的范围。等待没有用。${quote(f)}`,
    remedies: (f) => [
      '缩短发送的内容，或减少输出 token 数',
      step(f, '或换用上限更高的模型或用量层级', 'limits'),
    ],
  },
  request_rejected: {
    title: 'API 拒绝了请求；密钥没有问题',
    explanation: {
      prompt_flagged: (f) => notAccepted(f, '提示词被过滤器或使用政策拒绝'),
      none: (f) =>
        notAccepted(
          f,
          f.parameter === undefined ? '请求中有服务器不接受的内容' : zh`参数“${f.parameter}”的写法不被接受`,
        ),
    },
    remedies: {
      prompt_flagged: (f) => ['修改提示词；如果内容没有问题，请联系过滤规则的管理方', ...orElse(f)],
      none: (f) => [
        f.parameter === undefined
          ? '按服务器的提示修改请求'
          : f.neededParameter === true
            ? zh`按服务器的提示修改“${f.parameter}”`
            : zh`去掉“${f.parameter}”，或按服务器的提示修改`,
        ...orElse(f),
      ],
    },
  },
  rate_limited: {
    title: '请求过于频繁；密钥可用',
    explanation: (f) =>
      zh`已达到${f.limitKind === undefined ? '速率限制' : '每分钟的限额'}${named(f.limitKind)}。${f.waitSeconds === undefined ? '' : zh`大约 ${duration(f.waitSeconds)}后恢复。`}${quote(f)}`,
    remedies: (f) => [
      f.waitSeconds === undefined ? '等一分钟再试' : zh`等 ${duration(f.waitSeconds)}再试`,
      '在程序中使用指数退避重试，并把请求错开',
      step(
        f,
        f.official ? '查看你的限额；用量层级越高，限额越高' : zh`向 ${operator(f)} 了解你的限额`,
        'limits',
      ),
    ],
  },
  rate_limited_daily: {
    title: '今天的限额已用完；密钥可用',
    explanation: (f) =>
      zh`已达到每天的限额${named(f.limitKind)}。${f.waitSeconds === undefined ? '' : zh`大约 ${duration(f.waitSeconds)}后会恢复一部分。`}${quote(f)}`,
    remedies: (f) => [
      f.waitSeconds === undefined ? '等限额重置后再试，最迟到明天' : zh`等 ${duration(f.waitSeconds)}再试`,
      step(
        f,
        f.official ? '查看你的限额；用量层级越高，限额越高' : zh`向 ${operator(f)} 了解你的限额`,
        'limits',
      ),
      zh`或换一个模型：限额按模型分别计算${f.model === undefined ? '' : zh`（本次是 ${f.model}）`}`,
    ],
  },
} satisfies Partial<CauseWords>;
