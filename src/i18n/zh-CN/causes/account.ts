import { type CauseWords, type CommonFacts, step } from '../../cause-words.ts';
import { duration, quote, spaced, who } from './phrases.ts';

const askOperator = (f: CommonFacts) => (f.official ? [] : [`联系 ${who(f)} 的管理方`]);

/** What is wrong with the account behind the key. */
export const accountCauses = {
  account_deactivated: {
    title: '密钥所属的账户已被停用',
    explanation: (f) => `${who(f)} 已停用或封禁该账户，因此它名下的所有密钥都会被拒绝。${quote(f)}`,
    remedies: (f) => [
      '查看邮箱，里面通常有说明原因的邮件',
      step(
        f,
        f.official
          ? '通过帮助中心申诉；在同一账户下新建密钥没有用'
          : `联系 ${who(f)}；在同一账户下新建密钥没有用`,
        'help',
      ),
    ],
  },
  organization_mismatch: {
    title: '密钥属于另一个组织',
    explanation: (f) =>
      f.reason === 'unsendable'
        ? '组织 ID 里有请求无法携带的字符，因此没有发送任何内容。'
        : `请求里指定了组织${spaced(f.organization)}，但密钥不属于它。${quote(f)}`,
    remedies: (f) => [
      '从 shell 和环境变量文件中删除 OPENAI_ORG_ID：项目密钥不需要它',
      step(f, '或者把它改成密钥所属组织的 ID', 'general'),
    ],
  },
  organization_required: {
    title: '密钥的所有者不在任何组织中',
    explanation: (f) => `密钥的所有者已离开组织，或被移出了组织。${quote(f)}`,
    remedies: (f) => [
      step(f, '请组织的所有者（Owner）重新邀请，或者自己创建组织', 'people'),
      step(f, '然后新建一个密钥', 'keys'),
    ],
  },
  organization_unverified: {
    title: '需要先完成组织验证',
    explanation: (f) =>
      f.reason === 'identity'
        ? `${who(f)} 要求先核实账户持有人的身份（证件、手机号或邮箱）。这不是密钥的问题。${quote(f)}`
        : `密钥可用，但${f.model === undefined ? '这个模型' : `模型 ${f.model} `}只对已验证的组织开放。${quote(f)}`,
    remedies: (f) => [
      step(
        f,
        f.official
          ? '点击 Verify Organization 完成验证；通常 15 分钟内生效'
          : `在 ${who(f)} 完成${f.reason === 'identity' ? '实名认证或身份验证' : '账户验证'}`,
        'general',
      ),
      '或者换一个不需要验证的模型：openai-setup models',
    ],
  },
  project_mismatch: {
    title: '密钥属于另一个项目',
    explanation: (f) =>
      f.reason === 'unsendable'
        ? '项目 ID 里有请求无法携带的字符，因此没有发送任何内容。'
        : `请求里指定了项目${spaced(f.project)}，但密钥不属于它。${quote(f)}`,
    remedies: (f) => [
      '从 shell 和环境变量文件中删除 OPENAI_PROJECT_ID：项目密钥本身就对应项目',
      step(f, '或者改用那个项目的密钥', 'projects'),
    ],
  },
  project_archived: {
    title: '密钥所属的项目已归档',
    explanation: (f) => `项目归档或停用之后，它的密钥就不能再使用。${quote(f)}`,
    remedies: (f) => [
      step(f, '换一个项目，或向所有者（Owner）了解情况', 'projects'),
      step(f, '然后在那个项目里新建密钥', 'keys'),
    ],
  },
  ip_not_allowed: {
    title: '当前网络的 IP 地址不在允许列表中',
    explanation: (f) =>
      `这不是密钥的问题：该组织或项目只接受指定 IP 地址的调用，而当前地址不在其中。${quote(f)}`,
    remedies: (f) => [
      step(f, '请所有者（Owner）把当前网络的公网 IP 加入允许列表；最长 15 分钟生效', 'ipAllowList'),
      '或者从列表中的网络发起调用，例如公司网络',
      ...askOperator(f),
    ],
  },
  region_unsupported: {
    title: '当前所在的国家或地区不提供这项 API 服务',
    explanation: (f) =>
      `${who(f)} 按请求到达时的 IP 地址判断，经过服务器或代理时看的是它们的地址。这不是密钥的问题。${quote(f)}`,
    remedies: (f) => [
      step(
        f,
        f.official ? '查看你所在的国家或地区是否在支持列表中' : `向 ${who(f)} 了解服务范围`,
        'countries',
      ),
      '如果请求经过代理、VPN 或云服务器，请确认它们的地址属于哪个国家或地区',
    ],
  },
  billing_no_credit: {
    title: '没有可用余额了',
    explanation: (f) =>
      f.reason === 'upstream'
        ? `密钥已被接受，但 ${who(f)} 在上游服务的余额已用完。${quote(f)}`
        : f.official
          ? `密钥可用，但组织的 API 余额（credit）已用完、已过期，或者还没有充值。ChatGPT 订阅不包含 API 余额。${quote(f)}`
          : `密钥可用，但在 ${who(f)} 的余额已用完。${quote(f)}`,
    remedies: (f) => [
      f.reason === 'upstream'
        ? `联系 ${who(f)} 的管理方；给自己的账户充值没有用`
        : step(
            f,
            f.official ? '在 Billing 页面充值（Add to credit balance）' : `在 ${who(f)} 充值`,
            'billing',
          ),
      ...(f.official
        ? [step(f, '确认充值的组织就是密钥所属的组织', 'general'), '刚刚付款？请等几分钟再试，马上重试没有用']
        : []),
    ],
  },
  billing_spend_limit: {
    title: '已达到支出上限',
    explanation: (f) =>
      f.reason === 'gateway'
        ? `密钥可用，但在 ${who(f)} 为密钥、用户或模型设置的预算已用完。${quote(f)}`
        : `密钥可用，但${f.reason === 'project' ? '项目' : '组织'}自己设置的支出上限已用满，调高上限或到下个月才能继续调用。${quote(f)}`,
    remedies: (f) => [
      step(
        f,
        f.official
          ? `调高${f.reason === 'project' ? '项目的' : '每月'}支出上限，或等到下个月`
          : `在 ${who(f)} 调高上限，或等它重置`,
        'limits',
      ),
      step(f, '查看花费情况，以及是哪个密钥用掉的', 'usage'),
    ],
  },
  billing_usage_limit: {
    title: '已达到账户的用量上限',
    explanation: (f) =>
      `密钥可用，但${f.reason === 'weekly' ? `在 ${who(f)} 的本周限额已用完` : f.official ? ' OpenAI 批准的本月用量已用完' : `在 ${who(f)} 的用量已达上限，重置后才能继续`}。${f.waitSeconds === undefined ? '' : `大约 ${duration(f.waitSeconds)}后恢复。`}${quote(f)}`,
    remedies: (f) => [
      step(f, '查看用量上限，并申请提高', 'limits'),
      f.official && f.reason !== 'weekly' ? '或者等到下个月' : '或者等它重置；响应里可能写明了时间',
    ],
  },
  billing_inactive: {
    title: '账户的付费功能未启用',
    explanation: (f) => `账户没有可用的付款方式、有未付清的账单，或套餐已到期。这不是密钥的问题。${quote(f)}`,
    remedies: (f) => [
      step(f, f.official ? '检查付款方式，并付清账单' : `在 ${who(f)} 处理付款或欠费`, 'billing'),
      '完成后等几分钟再试',
    ],
  },
} satisfies Partial<CauseWords>;
