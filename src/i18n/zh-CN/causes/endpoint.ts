import type { AddressProblem, GivenAddress, SettingOrigin } from '../../../domain/diagnosis/cause-facts.ts';
import type { Shown } from '../../../domain/loading/place.ts';
import { shellWord } from '../../../domain/text/shell-word.ts';
import {
  addressName,
  addressSetting,
  type CauseWords,
  type CommonFacts,
  each,
  step,
} from '../../cause-words.ts';
import { zh } from '../blanks.ts';
import { duration, named, quote, systemQuote, who } from './phrases.ts';

const given = ({
  address,
  baseURL,
}: Pick<GivenAddress, 'address'> & Pick<CommonFacts, 'baseURL'>): string => {
  const shown = address ?? baseURL;
  return shown === undefined ? '接口地址（base URL）' : zh`接口地址 ${shown} `;
};

const removeIt = ({ byOption }: CommonFacts) =>
  zh`如果要访问 OpenAI 官方接口，请${byOption ? '去掉 --base-url' : '删除 OPENAI_BASE_URL'}`;
const set = (f: CommonFacts, url: string) => zh`${f.byOption ? '使用' : '设置'} ${addressSetting(f, url)}`;
const setTo = (f: Shown<GivenAddress> & CommonFacts) =>
  f.suggestion === undefined ? [] : [set(f, f.suggestion)];

const problems: Readonly<Record<AddressProblem, string>> = {
  placeholder: '它仍是占位符',
  key: '它看起来是密钥，应放在 OPENAI_API_KEY 中',
  quotes: '含有引号',
  characters: '含有空格、反斜杠或不可见字符',
  no_scheme: '开头缺少 https://',
  scheme: '必须以 https:// 或 http:// 开头',
  host: '主机名或端口不可用',
  credentials: '含有用户名或 @',
  query: '接口地址中不能有 ? 和 #',
  port: '网页请求不允许使用这个端口',
};

const origin = (f: Shown<SettingOrigin>): string => {
  if (f.path !== undefined) return zh`它来自 ${f.path}${f.line === undefined ? '' : zh` 第 ${f.line} 行`}。`;
  return f.name === undefined ? '' : zh`它来自变量 ${f.name}。`;
};

type GivenFacts = CommonFacts & Shown<GivenAddress>;

const findEnding = (f: CommonFacts) =>
  f.official
    ? zh`${set(f, 'https://api.openai.com/v1')}，或直接${f.byOption ? '去掉这个选项' : '删除它'}`
    : zh`查看 ${who(f)} 的文档：接口地址大多以 /v1 结尾，不会以 /chat/completions 结尾`;
const rightEnding = (f: GivenFacts) => [
  ...(f.suggestion === undefined ? [findEnding(f)] : setTo(f)),
  !f.official && removeIt(f),
];

const checkAddress = (f: CommonFacts) =>
  zh`确认 ${f.baseURL ?? '接口地址'} 是供 OpenAI 客户端使用的地址；它通常以 /v1 结尾`;

const ifServiceFails = (f: CommonFacts) =>
  step(f, f.official ? '查看是否有服务故障' : zh`如果问题持续，请联系 ${who(f)} 的管理方`, 'status');

/** What is wrong with the address of the API, or with the service behind it. */
export const endpointCauses = {
  base_url_invalid: {
    title: '接口地址（base URL）无法使用',
    explanation: each(
      problems,
      (f: GivenFacts, problem) => zh`${given(f)}无法使用：${problem}。${origin(f)}${systemQuote(f)}`,
    ),
    remedies: (f) => [...setTo(f), '请写完整的地址，例如 https://host.example/v1', removeIt(f)],
  },
  base_url_wrong_path: {
    title: '接口地址的路径不对',
    explanation: {
      nothing_there: (f) => zh`主机有响应，但这个路径${named(f.requestPath)}上没有 API。${quote(f)}`,
      endpoint_path: (f) => zh`${given(f)}以具体接口的路径结尾，而客户端会自动加上它。${origin(f)}`,
      version_path: (f) => zh`${given(f)}必须以 /v1 结尾。${origin(f)}`,
    },
    remedies: {
      nothing_there: (f) => [findEnding(f), !f.official && removeIt(f)],
      endpoint_path: rightEnding,
      version_path: rightEnding,
    },
  },
  base_url_redirects: {
    title: '接口地址会重定向到其他地址',
    explanation: (f) =>
      zh`${f.host ?? '服务器'} 返回了重定向${f.location === undefined ? '' : zh`，目标是 ${f.location}`}。程序没有跟随：那样可能丢失密钥，或把密钥交给其他主机。`,
    remedies: (f) => [
      zh`如果你信任目标主机，请把 ${addressName(f)} 设为最终地址`,
      !f.official && removeIt(f),
    ],
  },
  base_url_wrong_region: {
    title: '密钥属于 OpenAI 的另一个区域',
    explanation: (f) =>
      zh`该项目启用了数据驻留（data residency），它的密钥只能用于对应区域的主机${named(f.suggestedHost)}。${quote(f)}`,
    remedies: (f) =>
      f.suggestedHost === undefined
        ? [step(f, zh`查看项目所在区域，并${set(f, 'https://<区域>.api.openai.com/v1')}`, 'general')]
        : [set(f, zh`https://${f.suggestedHost}/v1`)],
  },
  base_url_untrusted: {
    title: '项目文件会把密钥发往你没有指定的主机',
    explanation: {
      admin_key: (f) =>
        zh`管理员密钥只会发往 OpenAI、本机，或 --base-url 指定的地址。${given(f)}不在其中，因此没有发送任何内容。${origin(f)}`,
      project_file: (f) =>
        zh`${given(f)}来自项目中的文件，而密钥来自别处。克隆来的项目可能借此收集密钥，因此没有发送任何内容。${origin(f)}`,
    },
    remedies: (f) => [
      zh`如果你信任 ${f.host}，请加上以下选项重新运行：--base-url ${shellWord(f.baseURL)}`,
      zh`如果你不认识它，请从${f.path === undefined ? ' shell ' : zh` ${f.path} `}中删除 OPENAI_BASE_URL`,
    ],
  },
  base_url_insecure: {
    title: '这个接口地址会以明文发送密钥',
    explanation: (f) =>
      zh`${given(f)}以 http:// 开头，且不在本机。途中的任何人都能看到密钥，因此没有发送。${origin(f)}`,
    remedies: (f) => [...setTo(f), f.suggestion === undefined && '请改用 https://', removeIt(f)],
  },
  not_openai_api: {
    title: '该服务器的响应不是 OpenAI 接口的格式',
    explanation: {
      header_lost: (f) =>
        zh`${who(f)} 没有从 Authorization 请求头读取密钥，而 OpenAI 接口的客户端都用它发送密钥。${quote(f)}`,
      other_form: (f) =>
        zh`${who(f)} 的响应${named(f.status)}不符合 OpenAI 接口的格式；密钥未经检查。${f.systemCode === undefined ? quote(f) : systemQuote(f)}`,
    },
    remedies: {
      header_lost: (f) => [
        checkAddress(f),
        zh`确认密钥由 ${who(f)} 签发：有些服务会忽略其他格式的密钥`,
        '使用 Azure OpenAI 时，接口地址是 https://RESOURCE.openai.azure.com/openai/v1；较早的 Azure 地址需要使用 Azure 的客户端',
        !f.official && removeIt(f),
      ],
      other_form: (f) => [checkAddress(f), !f.official && removeIt(f)],
    },
  },
  service_error: {
    title: '服务本身出了故障',
    explanation: {
      relay_key: (f) => zh`${who(f)} 没有可用的上游密钥。你的密钥未经检查。${quote(f)}`,
      model_crashed: (f) => zh`${who(f)} 上的模型崩溃或被终止了，密钥和请求可能都没有问题。${quote(f)}`,
      none: (f) => zh`${who(f)} 返回了服务端错误${named(f.status)}，密钥和请求可能都没有问题。${quote(f)}`,
    },
    remedies: {
      relay_key: (f) => [zh`联系 ${who(f)} 的管理方：密钥在那里配置，而不是在这里`, ifServiceFails(f)],
      model_crashed: (f) => ['重新加载模型；如果再次崩溃，请使用更小的模型或缩短上下文', ifServiceFails(f)],
      none: (f) => [
        f.waitSeconds === undefined ? '稍等片刻再试' : zh`等 ${duration(f.waitSeconds)}再试`,
        ifServiceFails(f),
      ],
    },
  },
  service_overloaded: {
    title: '服务负载过高',
    explanation: (f) => zh`${who(f)} 目前收到的请求超出了处理能力，密钥和请求可能都没有问题。${quote(f)}`,
    remedies: (f) => [
      zh`等${f.waitSeconds === undefined ? '一分钟' : zh` ${duration(f.waitSeconds)}`}再试，或换一个模型`,
      step(f, f.official ? '查看是否有服务故障' : zh`如果问题持续，请联系 ${who(f)} 的管理方`, 'status'),
    ],
  },
} satisfies Partial<CauseWords>;
