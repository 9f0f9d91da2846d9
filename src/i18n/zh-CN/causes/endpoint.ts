import type { AddressProblem, GivenAddress, SettingOrigin } from '../../../domain/diagnosis/cause-facts.ts';
import type { Shown } from '../../../domain/loading/place.ts';
import { shellWord } from '../../../domain/text/shell-word.ts';
import { type CauseWords, type CommonFacts, step } from '../../cause-words.ts';
import { duration, named, quote, systemQuote, who } from './phrases.ts';

const given = ({
  address,
  baseURL,
}: Pick<GivenAddress, 'address'> & Pick<CommonFacts, 'baseURL'>): string => {
  const shown = address ?? baseURL;
  return shown === undefined ? '接口地址（base URL）' : `接口地址 ${shown} `;
};

const removeIt = '如果要访问 OpenAI 官方接口，请删除 OPENAI_BASE_URL';
const setTo = ({ suggestion }: Shown<GivenAddress>) =>
  suggestion === undefined ? [] : [`设置 OPENAI_BASE_URL=${suggestion}`];

const problems: Readonly<Record<AddressProblem, string>> = {
  placeholder: '它还是占位内容',
  key: '它看起来是密钥，应该放在 OPENAI_API_KEY 中',
  quotes: '里面带着引号',
  characters: '里面有空格、反斜杠或看不见的字符',
  no_scheme: '开头缺少 https://',
  scheme: '必须以 https:// 或 http:// 开头',
  host: '里面没有可以访问的主机名',
  credentials: '里面有用户名或 @',
  query: '接口地址里不能有 ? 和 #',
  port: '网页请求不允许使用这个端口',
};

const origin = (f: Shown<SettingOrigin>): string => {
  if (f.path !== undefined) return `它来自 ${f.path}${f.line === undefined ? '' : ` 第 ${f.line} 行`}。`;
  return f.name === undefined ? '' : `它来自变量 ${f.name}。`;
};

/** What is wrong with the address of the API, or with the service behind it. */
export const endpointCauses = {
  base_url_invalid: {
    title: '接口地址（base URL）无法使用',
    explanation: (f) => `${given(f)}无法使用：${problems[f.reason]}。${origin(f)}${systemQuote(f)}`,
    remedies: (f) => [...setTo(f), '请写完整的地址，例如 https://host.example/v1', removeIt],
  },
  base_url_wrong_path: {
    title: '接口地址的路径不对',
    explanation: (f) => {
      if (f.reason === 'nothing_there')
        return `主机有响应，但这个路径${named(f.requestPath)}上没有 API。${quote(f)}`;
      return f.reason === 'endpoint_path'
        ? `${given(f)}末尾带着具体接口的路径，而客户端会自己加上它。${origin(f)}`
        : `${given(f)}必须以 /v1 结尾。${origin(f)}`;
    },
    remedies: (f) => [
      ...(f.reason === 'nothing_there' ? [] : setTo(f)),
      (f.reason === 'nothing_there' || f.suggestion === undefined) &&
        (f.official
          ? '设置 OPENAI_BASE_URL=https://api.openai.com/v1，或直接删除它'
          : `查看 ${who(f)} 的文档：接口地址大多以 /v1 结尾，不会以 /chat/completions 结尾`),
      !f.official && removeIt,
    ],
  },
  base_url_redirects: {
    title: '接口地址会跳转到别处',
    explanation: (f) =>
      `${f.host ?? '服务器'} 返回了重定向${f.location === undefined ? '' : `，目标是 ${f.location}`}。程序没有跟随：跟随重定向可能丢失密钥，或把它交给其他主机。`,
    remedies: (f) => ['如果你信任目标主机，请把 OPENAI_BASE_URL 设为最终地址', !f.official && removeIt],
  },
  base_url_wrong_region: {
    title: '密钥属于 OpenAI 的另一个区域',
    explanation: (f) =>
      `该项目启用了数据驻留（data residency），它的密钥只能用于对应区域的主机${named(f.suggestedHost)}。${quote(f)}`,
    remedies: (f) =>
      f.suggestedHost === undefined
        ? [step(f, '查看项目所在区域，并设置 OPENAI_BASE_URL=https://<区域>.api.openai.com/v1', 'general')]
        : [`设置 OPENAI_BASE_URL=https://${f.suggestedHost}/v1`],
  },
  base_url_untrusted: {
    title: '项目文件要把密钥发往你没有指定过的主机',
    explanation: (f) =>
      f.reason === 'admin_key'
        ? `管理员密钥只会发往 OpenAI、本机，或 --base-url 指定的地址。${given(f)}不在其中，因此没有发送任何内容。${origin(f)}`
        : `${given(f)}来自项目中的文件，而密钥来自别处。克隆来的项目可能借此收集密钥，因此没有发送任何内容。${origin(f)}`,
    remedies: (f) => [
      `如果你信任 ${f.host}，请在命令中指明它，再运行一次：--base-url ${shellWord(f.baseURL)}`,
      `如果你不认识它，请从${f.path === undefined ? ' shell ' : ` ${f.path} `}中删除 OPENAI_BASE_URL`,
    ],
  },
  base_url_insecure: {
    title: '这个接口地址会以明文发送密钥',
    explanation: (f) =>
      `${given(f)}以 http:// 开头，又不在本机。途中的任何人都能看到密钥，因此没有发送。${origin(f)}`,
    remedies: (f) => [...setTo(f), f.suggestion === undefined && '请改用 https://', removeIt],
  },
  not_openai_api: {
    title: '该服务器的响应不是 OpenAI 接口的格式',
    explanation: (f) =>
      f.reason === 'header_lost'
        ? `${who(f)} 没有从 Authorization 请求头读取密钥，而 OpenAI 接口的客户端正是用它发送密钥的。${quote(f)}`
        : `${who(f)} 返回的内容${named(f.status)}不符合 OpenAI 接口的格式；密钥并没有被检查。${f.systemCode === undefined ? quote(f) : systemQuote(f)}`,
    remedies: (f) => [
      `确认 ${f.baseURL ?? '接口地址'} 是供 OpenAI 客户端使用的地址；它通常以 /v1 结尾`,
      ...(f.reason === 'header_lost'
        ? [
            `确认密钥是 ${who(f)} 签发的：有些服务不会理会其他形式的密钥`,
            '使用自有协议的服务（例如 Azure OpenAI）需要用它自己的客户端',
          ]
        : []),
      !f.official && removeIt,
    ],
  },
  service_error: {
    title: '服务本身出了故障',
    explanation: (f) =>
      `${
        {
          relay_key: `${who(f)} 自己没有可用的上游密钥。你的密钥并没有被检查。`,
          model_crashed: `${who(f)} 上的模型崩溃或被终止了，密钥和请求可能都没有问题。`,
          none: `${who(f)} 返回了服务端错误${named(f.status)}，密钥和请求可能都没有问题。`,
        }[f.reason ?? 'none']
      }${quote(f)}`,
    remedies: (f) => [
      {
        relay_key: `联系 ${who(f)} 的管理方：缺少的密钥要在那里配置，而不是在这里`,
        model_crashed: '重新加载模型；如果再次崩溃，请换更小的模型或缩短上下文',
        none: f.waitSeconds === undefined ? '稍等片刻再试' : `等 ${duration(f.waitSeconds)}再试`,
      }[f.reason ?? 'none'],
      step(f, f.official ? '查看是否有服务故障' : `如果一直如此，请联系 ${who(f)} 的管理方`, 'status'),
    ],
  },
  service_overloaded: {
    title: '服务负载过高',
    explanation: (f) => `${who(f)} 目前收到的请求超出了处理能力，密钥和请求可能都没有问题。${quote(f)}`,
    remedies: (f) => [
      `等${f.waitSeconds === undefined ? '一分钟' : ` ${duration(f.waitSeconds)}`}再试，或换一个模型`,
      step(f, f.official ? '查看是否有服务故障' : `如果一直如此，请联系 ${who(f)} 的管理方`, 'status'),
    ],
  },
} satisfies Partial<CauseWords>;
