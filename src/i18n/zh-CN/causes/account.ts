import { type CauseWords, type CommonFacts, each, step } from '../../cause-words.ts';
import { zh } from '../blanks.ts';
import { duration, operator, quote, spaced, who } from './phrases.ts';

const askOperator = (f: CommonFacts) => (f.official ? [] : [zh`联系 ${who(f)} 的管理方`]);

const onceCreditIsThere = (f: CommonFacts) =>
  f.official
    ? [step(f, '确认购买额度的组织就是密钥所属的组织', 'general'), '刚刚付款？请等几分钟再试，立即重试没有用']
    : [];

const ownLimit = (f: CommonFacts, whose: string) =>
  zh`密钥可用，但已达到${whose}设置的支出限额；提高限额或到下个月才能继续调用。${quote(f)}`;

const raiseLimit = (f: CommonFacts, [how, page]: readonly [string, 'projects' | 'limits']) => [
  step(f, f.official ? how : zh`在 ${who(f)} 提高限额，或等它重置`, page),
  step(f, '查看支出情况，以及各个密钥的用量', 'usage'),
];

const raiseMonthly = ['提高每月支出限额，或等到下个月', 'limits'] as const;

const usedUp = (f: CommonFacts, what: string) =>
  zh`密钥可用，但${what}。${f.waitSeconds === undefined ? '' : zh`大约 ${duration(f.waitSeconds)}后恢复。`}${quote(f)}`;
const moreUsage = (f: CommonFacts) => step(f, '查看用量限额，并申请提高', 'limits');
const untilReset = '或等它重置；响应中可能写明了时间';

/** What is wrong with the account behind the key. */
export const accountCauses = {
  account_deactivated: {
    title: '密钥所属的账户已被停用',
    explanation: (f) => zh`${who(f)} 已停用或封禁该账户，因此它名下的所有密钥都会被拒绝。${quote(f)}`,
    remedies: (f) => [
      '查看邮箱，通常会收到说明原因的邮件',
      step(
        f,
        f.official
          ? '通过帮助中心申诉；在同一账户下新建密钥没有用'
          : zh`联系 ${operator(f)}；在同一账户下新建密钥没有用`,
        'help',
      ),
    ],
  },
  organization_mismatch: {
    title: '密钥属于另一个组织',
    explanation: {
      unsendable: () => '组织 ID 含有无法在请求中发送的字符，因此没有发送任何内容。',
      another: (f) => zh`请求中指定了组织${spaced(f.organization)}，但密钥不属于该组织。${quote(f)}`,
    },
    remedies: (f) => [
      '从 shell 和 env 文件中删除 OPENAI_ORG_ID：项目密钥不需要它',
      step(f, '或把它改为密钥所属组织的 ID', 'general'),
    ],
  },
  organization_required: {
    title: '密钥的所有者不在任何组织中',
    explanation: (f) => zh`密钥的所有者已离开组织，或被移出了组织。${quote(f)}`,
    remedies: (f) => [
      step(f, '请组织的所有者（Owner）邀请你，或自己创建组织', 'people'),
      step(f, '然后新建密钥', 'keys'),
    ],
  },
  organization_unverified: {
    title: '需要先完成组织验证',
    explanation: {
      identity: (f) =>
        zh`${who(f)} 要求先验证账户持有人的身份（证件、手机号或邮箱）。这不是密钥的问题。${quote(f)}`,
      none: (f) =>
        zh`密钥可用，但${f.model === undefined ? '这个模型' : zh`模型 ${f.model} `}只对已验证的组织开放。${quote(f)}`,
    },
    remedies: each({ identity: '实名认证或身份验证', none: '账户验证' }, (f: CommonFacts, what) => [
      step(
        f,
        f.official ? '点击 Verify Organization 完成验证；通常 15 分钟内生效' : zh`在 ${who(f)} 完成${what}`,
        'general',
      ),
      '或使用不需要验证的模型：openai-setup models',
    ]),
  },
  project_mismatch: {
    title: '密钥属于另一个项目',
    explanation: {
      unsendable: () => '项目 ID 含有无法在请求中发送的字符，因此没有发送任何内容。',
      another: (f) => zh`请求中指定了项目${spaced(f.project)}，但密钥不属于该项目。${quote(f)}`,
    },
    remedies: (f) => [
      '从 shell 和 env 文件中删除 OPENAI_PROJECT_ID：项目密钥本身已对应项目',
      step(f, '或改用该项目的密钥', 'projects'),
    ],
  },
  project_archived: {
    title: '密钥所属的项目已归档',
    explanation: (f) => zh`项目归档或停用后，其密钥无法再使用。${quote(f)}`,
    remedies: (f) => [
      step(f, '换一个项目，或向所有者（Owner）了解情况', 'projects'),
      step(f, '然后在该项目中新建密钥', 'keys'),
    ],
  },
  ip_not_allowed: {
    title: '当前网络的 IP 地址不在允许列表中',
    explanation: (f) =>
      zh`这不是密钥的问题：该组织或项目只接受来自指定 IP 地址的请求，而当前地址不在其中。${quote(f)}`,
    remedies: (f) => [
      step(f, '请所有者（Owner）把当前网络的公网 IP 加入允许列表；最长 15 分钟生效', 'ipAllowList'),
      '或从列表中的网络发起请求，例如公司网络',
      ...askOperator(f),
    ],
  },
  region_unsupported: {
    title: 'API 不支持请求来源的国家或地区',
    explanation: (f) =>
      zh`${who(f)} 按请求来源的 IP 地址判断；经过服务器或代理时，以它们的地址为准。这不是密钥的问题。${quote(f)}`,
    remedies: (f) => [
      step(
        f,
        f.official
          ? '查看你所在的国家或地区是否在支持列表中；使用代理不会改变 OpenAI 的地区政策'
          : zh`向 ${operator(f)} 了解服务范围`,
        'countries',
      ),
      '如果请求经过代理、VPN 或云服务器，请确认它们的地址属于哪个国家或地区',
    ],
  },
  billing_no_credit: {
    title: '余额不足',
    explanation: {
      upstream: (f) => zh`密钥已被接受，但 ${who(f)} 在上游服务的余额已用完。${quote(f)}`,
      none: (f) =>
        f.official
          ? zh`密钥可用，但组织的 API 额度（credit）已用完、已过期，或从未购买。ChatGPT 订阅不含 API 额度。${quote(f)}`
          : zh`密钥可用，但在 ${who(f)} 的余额已用完。${quote(f)}`,
    },
    remedies: {
      upstream: (f) => [zh`联系 ${who(f)} 的管理方；给自己的账户充值没有用`, ...onceCreditIsThere(f)],
      none: (f) => [
        step(
          f,
          f.official ? '在 Billing 页面购买额度（Add to credit balance）' : zh`在 ${who(f)} 充值`,
          'billing',
        ),
        ...onceCreditIsThere(f),
      ],
    },
  },
  billing_spend_limit: {
    title: '已达到支出限额',
    explanation: {
      gateway: (f) => zh`密钥可用，但在 ${who(f)} 为密钥、用户或模型设置的预算已用完。${quote(f)}`,
      project: (f) => ownLimit(f, '项目'),
      organization: (f) => ownLimit(f, '组织'),
    },
    remedies: each(
      {
        gateway: raiseMonthly,
        project: ['提高限额（打开项目，进入 Project settings > Limits），或等到下个月', 'projects'],
        organization: raiseMonthly,
      },
      raiseLimit,
    ),
  },
  billing_usage_limit: {
    title: '已达到账户的用量限额',
    explanation: {
      weekly: (f) => usedUp(f, zh`在 ${who(f)} 的本周限额已用完`),
      none: (f) =>
        usedUp(
          f,
          f.official ? '本月获准的用量限额已用完' : zh`在 ${who(f)} 的用量限额已用完，重置后才能继续`,
        ),
    },
    remedies: {
      weekly: (f) => [moreUsage(f), untilReset],
      none: (f) => [moreUsage(f), f.official ? '或等到下个月' : untilReset],
    },
  },
  billing_inactive: {
    title: '账户付款未生效（欠费或无有效付款方式）',
    explanation: (f) =>
      zh`账户没有可用的付款方式、有未付清的账单，或套餐已到期。这不是密钥的问题。${quote(f)}`,
    remedies: (f) => [
      step(f, f.official ? '检查付款方式，并付清账单' : zh`在 ${who(f)} 处理付款或欠费`, 'billing'),
      '处理后等几分钟再试',
    ],
  },
} satisfies Partial<CauseWords>;
