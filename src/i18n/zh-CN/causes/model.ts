import { type CauseWords, step } from '../../cause-words.ts';
import { duration, named, quote, spaced, who } from './phrases.ts';

const otherModel = '查看这个密钥可以使用哪些模型：openai-setup models';

/** What is wrong with the model, the request or the pace. */
export const modelCauses = {
  model_not_found: {
    title: '这个密钥没有这个模型可用',
    explanation: (f) => `${who(f)} 接受了密钥，但找不到它可以使用的这个模型${named(f.model)}。${quote(f)}`,
    remedies: (f) => [
      otherModel,
      step(f, '检查模型名称的拼写', 'models'),
      step(f, '如果模型确实存在，请检查项目是否允许使用它', 'limits'),
    ],
  },
  model_no_access: {
    title: '这个密钥无权使用该模型',
    explanation: (f) =>
      `${
        {
          plan: `模型${named(f.model)}存在，但当前账户的套餐不包含它。`,
          privacy: `模型${named(f.model)}存在，但账户的隐私设置不允许使用提供它的服务商。`,
          guardrail: `模型${named(f.model)}存在，但账户或网关设置的规则把它排除在外。`,
          none: `模型${named(f.model)}没有对这个项目、组织或密钥开放。`,
        }[f.reason ?? 'none']
      }${quote(f)}`,
    remedies: (f) => [
      ...{
        plan: [`在 ${who(f)} 升级套餐，或确认套餐包含哪些模型`],
        privacy: [`检查账户在 ${who(f)} 的隐私和数据设置`],
        guardrail: [`检查 ${who(f)} 上关于模型和服务商的规则，或联系设置规则的人`],
        none: [
          step(
            f,
            f.official ? '在项目的 Limits 中允许使用这个模型' : `请 ${who(f)} 为你的密钥开通这个模型`,
            'limits',
          ),
        ],
      }[f.reason ?? 'none'],
      otherModel,
    ],
  },
  model_retired: {
    title: '该模型已下线',
    explanation: (f) => `模型${named(f.model)}已停止服务。${quote(f)}`,
    remedies: (f) => [
      f.replacement === undefined ? otherModel : `改用 ${f.replacement}，这是服务器推荐的替代模型`,
      step(f, f.official ? '查看它的替代模型' : `向 ${who(f)} 了解替代模型`, 'deprecations'),
    ],
  },
  model_wrong_endpoint: {
    title: '该模型不支持 chat completions 接口',
    explanation: (f) => `密钥可用，但模型${named(f.model)}要通过其他接口调用。${quote(f)}`,
    remedies: (f) => [
      '换一个聊天模型，或改用服务器指出的接口',
      step(f, '查看各个模型支持哪些接口', 'models'),
    ],
  },
  request_too_large: {
    title: '请求太大',
    explanation: (f) =>
      `请求的 token 数或字节数超出了模型${named(f.model)}或限额允许的范围，等待没有用。${quote(f)}`,
    remedies: (f) => [
      '缩短发送的内容，或减少要求输出的 token 数',
      step(f, '或者换用上限更高的模型或用量等级', 'limits'),
    ],
  },
  request_rejected: {
    title: '被拒绝的是请求，不是密钥',
    explanation: (f) =>
      `${f.reason === 'prompt_flagged' ? '提示词被过滤器或使用政策拒绝' : f.parameter === undefined ? '请求中有服务器不接受的内容' : `参数“${f.parameter}”的写法不被接受`}${f.supportedValues === undefined ? '' : `（可用的值：${f.supportedValues}）`}。${quote(f)}`,
    remedies: (f) => [
      f.reason === 'prompt_flagged'
        ? '换一种写法再试；如果内容没有问题，请联系过滤规则的管理方'
        : f.parameter === undefined
          ? '按服务器的提示修改请求'
          : f.neededParameter === true
            ? `按服务器的提示修改“${f.parameter}”`
            : `去掉“${f.parameter}”，或按服务器的提示修改`,
      '或者换一个模型试试：openai-setup verify --model <id>',
      step(f, '查看这个错误的含义', 'errors'),
    ],
  },
  rate_limited: {
    title: '请求过于频繁；密钥是可用的',
    explanation: (f) =>
      `已达到${f.limitKind === undefined ? '调用频率' : '每分钟'}的限额${named(f.limitKind)}。${f.waitSeconds === undefined ? '' : `大约 ${duration(f.waitSeconds)}后恢复。`}${quote(f)}`,
    remedies: (f) => [
      f.waitSeconds === undefined ? '等一分钟再试' : `等 ${duration(f.waitSeconds)}再试`,
      '在程序里，每次被拒绝后要等得更久一些，并把请求分散开',
      step(f, f.official ? '查看你的限额；用量等级越高，限额越高' : `向 ${who(f)} 了解你的限额`, 'limits'),
    ],
  },
  rate_limited_daily: {
    title: '今天的限额已用完；密钥是可用的',
    explanation: (f) =>
      `已达到每天的限额${named(f.limitKind)}。${f.waitSeconds === undefined ? '' : `大约 ${duration(f.waitSeconds)}后会恢复一部分。`}${quote(f)}`,
    remedies: (f) => [
      f.waitSeconds === undefined ? '等限额重置后再试，最迟到明天' : `等 ${duration(f.waitSeconds)}再试`,
      step(f, f.official ? '查看你的限额；用量等级越高，限额越高' : `向 ${who(f)} 了解你的限额`, 'limits'),
      `或者换一个模型：限额通常按模型分别计算${f.model === undefined ? '' : `（这次是${spaced(f.model).trimEnd()}）`}`,
    ],
  },
} satisfies Partial<CauseWords>;
