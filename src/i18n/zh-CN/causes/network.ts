import type { CertificateFacts } from '../../../domain/diagnosis/cause-facts.ts';
import { wantsClientCertificate } from '../../../domain/network/endpoint.ts';
import {
  addressName,
  addressSetting,
  type CauseWords,
  type CommonFacts,
  isHere,
  step,
  type WordFacts,
} from '../../cause-words.ts';
import { zh } from '../blanks.ts';
import { named, operator, quote, systemQuote, unusedCa, who } from './phrases.ts';

const target = (f: CommonFacts): string => f.host ?? '目标服务器';
const proxy = (f: CommonFacts): string => (f.proxy === undefined ? '代理' : zh`代理 ${f.proxy} `);
const needsProxy = '如果这个网络需要代理，请设置 HTTPS_PROXY=http://proxy.example:8080（换成实际地址）';
/** Whoever showed the certificate. */
const shower = (f: CertificateFacts & CommonFacts): string => (f.atProxy ? proxy(f) : zh`${target(f)} `);
const certificate = (f: CertificateFacts): string =>
  f.issuer === undefined ? '' : zh`证书颁发者：${f.issuer}。`;

/** A scheme that a name and a password are enough for; without a word of the proxy it is the likely one. */
const basicWorks = ({ schemes }: { readonly schemes?: string | undefined }): boolean =>
  schemes === undefined || /\bbasic\b/i.test(schemes);
/** A masked address shows that there were a name and a password. */
const namesUser = ({ proxy: shown }: CommonFacts): boolean => shown?.includes('@') === true;

/** What the SDKs of OpenAI offer for client certificates: their transports take them, and no variable does. */
const clientCertificate = (f: CommonFacts & CertificateFacts) => [
  step(
    f,
    f.official
      ? '按 OpenAI 的说明，在程序的 HTTP 传输层配置你的组织已启用的客户端证书'
      : zh`在程序的 HTTP 传输层配置${f.atProxy ? '代理' : zh` ${target(f)} `}所要求的客户端证书`,
    'mtls',
  ),
  'Node：import { Agent, fetch } from "undici"，然后 new OpenAI({ fetch, fetchOptions: { dispatcher: new Agent({ connect: { cert, key } }) } })',
  'Python：先 context.load_cert_chain(cert, key)，再 OpenAI(http_client=httpx.Client(verify=context))',
  f.official &&
    (wantsClientCertificate(f.host ?? '')
      ? zh`如果不用客户端证书，请设置 ${addressSetting(f, 'https://api.openai.com/v1')}，并使用不要求证书的项目的密钥`
      : zh`带客户端证书的调用要发往 ${addressSetting(f, 'https://mtls.api.openai.com/v1')}（欧洲数据驻留：mtls-eu.api.openai.com）`),
];

const withoutTls = (f: CommonFacts) => [
  '检查代理变量：即使访问的是 https:// 页面，代理地址一般也以 http:// 开头',
  !f.official && zh`如果服务在本机，请在 ${addressName(f)} 中使用 http://`,
];

const proxySaid = ({ proxyStatus }: { readonly proxyStatus?: number | undefined }): string =>
  proxyStatus === undefined ? '' : zh`，返回了 ${proxyStatus}`;
const askToAllow = (f: CommonFacts): string => zh`请代理的管理员放行 ${target(f)} 的 443 端口`;

const noLongerNeeded = '如果不再需要代理，请删除这个变量';
const checkProxy = () => [
  '检查 HTTPS_PROXY、HTTP_PROXY 和 ALL_PROXY：地址和端口是否正确，代理是否在运行',
  '不支持 SOCKS 地址：请改用同一程序的 HTTP 端口',
  noLongerNeeded,
];

const checkPage = (f: CommonFacts) => [
  '用浏览器打开任意网页：如果要求登录网络，请先登录',
  zh`如果在公司网络中，请申请放行 ${target(f)}`,
  !f.official && zh`检查 ${addressName(f)} 指向的是 API，而不是网页`,
];

const rayOf = ({ rayId }: WordFacts<'network_blocked'>): string =>
  rayId === undefined ? '' : zh`Ray ID：${rayId}。`;

/** What is wrong between here and the API. None of it says anything about the key. */
export const networkCauses = {
  network_dns: {
    title: '无法解析主机名',
    explanation: (f) => zh`找不到 ${target(f)} 的地址，因此没有发送任何内容。${systemQuote(f)}`,
    remedies: (f) => [
      '检查本机是否联网，VPN 是否已连接',
      !f.official && zh`检查 ${addressName(f)} 中 ${target(f)} 的拼写`,
      needsProxy,
    ],
  },
  network_refused: {
    title: '该地址上没有服务在运行',
    explanation: (f) =>
      zh`${target(f)}${named(f.port === undefined ? undefined : zh`端口 ${f.port}`)} 拒绝了连接。${systemQuote(f)}`,
    remedies: (f) =>
      f.official
        ? [needsProxy, '检查防火墙或 hosts 文件是否把 api.openai.com 指向了别处']
        : [zh`启动 ${target(f)} 上的服务，或更正 ${addressName(f)}`, '检查端口是否正确'],
  },
  network_unreachable: {
    title: '当前网络无法到达目标服务器',
    titles: { behind_proxy: '代理无法连接目标服务器' },
    explanation: {
      behind_proxy: (f) => zh`${proxy(f)}可以连接，但代理无法连接 ${target(f)}${proxySaid(f)}。`,
      none: (f) => zh`无法与 ${target(f)} 建立连接：没有可用的路由，或防火墙丢弃了数据包。${systemQuote(f)}`,
    },
    remedies: {
      behind_proxy: (f) => [
        '稍后再试',
        !f.official && zh`检查 ${target(f)} 是否拼写正确，服务是否在运行`,
        zh`如果问题持续，请告知代理的管理员：代理无法连接 ${target(f)}`,
      ],
      none: () => ['检查本机是否联网', needsProxy, '向网络管理员确认该主机是否被屏蔽'],
    },
  },
  network_reset: {
    title: '连接被中断',
    explanation: (f) =>
      f.proxy === undefined
        ? zh`尚未收到响应，与 ${target(f)} 的连接就被防火墙、VPN 或服务器关闭。${systemQuote(f)}`
        : zh`已连接代理 ${f.proxy}，但经它到 ${target(f)} 的连接在收到响应前被关闭：可能是代理、防火墙或服务器所为。${systemQuote(f)}`,
    remedies: (f) => [
      '请重试；如果问题持续，换一个网络，以判断是谁中断了连接',
      f.proxy === undefined ? needsProxy : askToAllow(f),
      !f.official && zh`检查 ${addressName(f)} 应以 http:// 还是 https:// 开头`,
    ],
  },
  network_timeout: {
    title: '等待响应超时',
    explanation: (f) => {
      const said = (f.status ?? 0) < 400 ? systemQuote(f) : quote(f);
      return f.proxy === undefined
        ? zh`已连接 ${target(f)}，但它没有及时响应。${said}`
        : zh`已连接代理 ${f.proxy}，但 ${target(f)} 的响应没有及时经它返回。${said}`;
    },
    remedies: (f) => [
      '请延长时限后重试：openai-setup verify --timeout 60',
      step(f, f.official ? '查看服务是否普遍变慢' : zh`检查 ${target(f)} 是否繁忙`, 'status'),
    ],
  },
  network_tls_untrusted: {
    title: '证书不受信任',
    titles: { client_certificate: '对方要求客户端证书' },
    explanation: {
      client_certificate: (f) =>
        zh`${shower(f)}只接受提供客户端证书（mTLS）的连接，而本程序不提供证书。密钥未经检查。${f.status === undefined ? systemQuote(f) : quote(f)}`,
      none: (f) =>
        f.atProxy
          ? zh`${proxy(f)}的证书不是由 Node 信任的机构签发的。${certificate(f)}${systemQuote(f)}`
          : zh`${target(f)} 返回的证书不是由 Node 信任的机构签发的。最常见的原因是公司代理或杀毒软件在检查加密流量。${certificate(f)}${f.extraCa === undefined ? '' : zh`${unusedCa(f.extraCa)}，Node 没有使用它。`}${systemQuote(f)}`,
    },
    remedies: {
      client_certificate: clientCertificate,
      none: (f) => [
        f.otherCa !== undefined &&
          zh`Node 不读取 ${f.otherCa.variable}，请再设置 NODE_EXTRA_CA_CERTS=${f.otherCa.path}`,
        f.extraCa === undefined
          ? '如果公司或杀毒软件会检查 TLS 流量，请导出它的根证书，并设置 NODE_EXTRA_CA_CERTS=/path/to/root.pem'
          : '把 NODE_EXTRA_CA_CERTS 设为可读的 PEM 格式根证书文件；二进制格式可以转换：openssl x509 -inform der -in root.cer -out root.pem',
        '使用 Node 22.19 以上的 22.x 或 24.6 以上版本时，设置 NODE_USE_SYSTEM_CA=1 可以使用系统信任的证书',
        !f.official && zh`如果 ${target(f)} 是你自己的服务器，也用同样的方法提供它的证书`,
        '证书校验可以保护你的密钥，请保持开启',
      ],
    },
  },
  network_tls_clock: {
    title: '证书在当前时间无效',
    explanation: (f) => {
      const dates =
        f.validFrom === undefined || f.validTo === undefined
          ? ''
          : zh`证书有效期：${f.validFrom} 至 ${f.validTo}。`;
      const clock = f.localTime === undefined ? '' : zh`本机时间：${f.localTime}。`;
      return zh`按本机时间计算，${shower(f)}的证书已过期或尚未生效。${dates}${clock}`;
    },
    remedies: (f) => [
      '校准本机的日期和时间，并开启自动同步',
      f.official
        ? '如果时间正确，说明中间的代理返回了旧证书，请联系其管理员'
        : zh`如果时间正确，请更新${f.atProxy ? '代理' : zh` ${target(f)} `}的证书`,
    ],
  },
  network_tls_host: {
    title: '证书属于另一个主机',
    explanation: (f) => zh`${shower(f)}返回的是另一个域名的证书${named(f.altNames)}。${systemQuote(f)}`,
    remedies: (f) =>
      f.atProxy
        ? ['在代理变量中使用证书上的域名']
        : [
            '如果你在酒店、列车或访客网络中，请先打开浏览器完成登录',
            ...(f.official
              ? ['检查 DNS 或 hosts 文件是否把 api.openai.com 指向了别处']
              : [zh`在 ${addressName(f)} 中使用证书上的域名，不要用 IP 地址`]),
          ],
  },
  network_not_tls: {
    title: '双方使用的协议不一致',
    titles: { refused: '对方终止了 TLS 握手' },
    explanation: {
      plain_to_tls: (f) => zh`${target(f)} 需要使用 https:// 访问，而请求使用的是 http://。${quote(f)}`,
      plain_proxy: (f) => zh`${proxy(f)}的地址写成了 https://，但它本身不使用 TLS。${systemQuote(f)}`,
      refused: (f) =>
        zh`${target(f)} 使用 TLS，但终止了握手：它可能不认识这个主机名，只接受其他版本或加密套件，或者要求客户端证书（mTLS）。${systemQuote(f)}`,
      other_protocol: (f) =>
        zh`无法与 ${target(f)} 建立 TLS 连接：对方使用明文 HTTP，或 TLS 版本不同。${systemQuote(f)}`,
    },
    remedies: {
      plain_to_tls: (f) => [zh`在 ${addressName(f)} 中使用 https://`],
      plain_proxy: withoutTls,
      refused: (f) => [
        !f.official && zh`检查 ${addressName(f)} 中的 ${target(f)} 是否就是该服务的准确域名`,
        '如果该服务要求客户端证书，请在你的程序中配置；openai-setup 不提供证书',
        '检查中间的代理或杀毒软件是否只允许旧版 TLS',
      ],
      other_protocol: withoutTls,
    },
  },
  network_proxy_auth: {
    title: '代理需要用户名和密码',
    explanation: (f) =>
      zh`${proxy(f)}返回了 ${f.proxyStatus ?? 407}，没有转发任何内容。${f.schemes === undefined ? '' : zh`支持的认证方式：${f.schemes}。`}`,
    remedies: (f) => [
      basicWorks(f) &&
        (namesUser(f)
          ? '更正代理变量中的用户名和密码；特殊字符要用百分号编码（@ 写成 %40）'
          : '在代理变量的 http:// 之后、主机名之前，依次写上用户名、冒号、密码和 @（特殊字符要用百分号编码，@ 写成 %40）'),
      (!basicWorks(f) || f.schemes === undefined) &&
        '如果代理使用 Windows 或 Kerberos 认证（NTLM、Negotiate），请在本机运行支持该认证方式的本地代理（例如 Px 或 Cntlm），并把它设为代理',
    ],
  },
  network_proxy_refused: {
    title: '代理拒绝建立连接',
    titles: {
      no_tunnel: '被设为代理的服务不支持隧道',
      sign_in: '代理要求先在浏览器中登录',
      page: '代理返回了自己的页面，而不是 API 的响应',
    },
    explanation: {
      no_tunnel: (f) =>
        zh`${proxy(f)}不支持 https:// 所需的 CONNECT 请求${proxySaid(f)}。它往往是 Web 服务器，或是代理的另一个端口。`,
      page: (f) =>
        zh`${proxy(f)}同意连接 ${target(f)}${proxySaid(f)}，随后却没有转发，而是返回了自己的页面或文本：登录页、拦截页，或者那个地址上的 Web 服务器。密钥没有发出。`,
      sign_in: (f) => zh`登录之前，${proxy(f)}不转发发往 ${target(f)} 的请求${proxySaid(f)}。`,
      none: (f) => zh`${proxy(f)}不转发发往 ${target(f)} 的请求${proxySaid(f)}。`,
    },
    remedies: {
      no_tunnel: () => ['检查代理变量中的地址和端口', '向代理的管理员确认 https 应使用哪个端口'],
      page: (f) => [
        '用使用这个代理的浏览器打开任意网页，如果要求登录就先登录',
        '检查代理变量中的地址和端口：那里可能是一个 Web 服务器',
        askToAllow(f),
      ],
      sign_in: () => ['用浏览器打开任意网页并登录，然后重试'],
      none: (f) => [askToAllow(f)],
    },
  },
  network_proxy_unreachable: {
    title: '无法连接代理',
    titles: {
      address: '代理地址无法使用',
      silent: '代理没有响应',
      no_proxy: '被设为代理的服务，响应不像代理',
    },
    explanation: {
      address: (f) => zh`代理地址${named(f.proxy)}无法使用：必须以 http:// 或 https:// 开头。`,
      silent: (f) => zh`${proxy(f)}接受了连接，但没有任何响应，因此请求没有到达 ${target(f)}。`,
      no_proxy: (f) =>
        zh`${proxy(f)}接受了连接，但响应不像代理，因此请求没有到达 ${target(f)}。${systemQuote(f)}`,
      no_answer: (f) =>
        zh`无法连接${f.proxy === undefined ? '代理' : zh`代理 ${f.proxy}`}，因此请求没有到达 ${target(f)}。${systemQuote(f)}`,
    },
    remedies: {
      address: checkProxy,
      silent: () => [
        '请重试；如果问题持续，请联系代理的管理员：代理没有响应或负载过高',
        '检查代理变量中的端口和协议：有些代理要求 https://，对 http:// 没有任何响应',
        noLongerNeeded,
      ],
      no_proxy: checkProxy,
      no_answer: checkProxy,
    },
  },
  network_intercepted: {
    title: '响应来自中间网络设备，而不是 API',
    explanation: {
      header_lost: (f) =>
        zh`密钥已发送，但没有送达：中间的代理或网关去掉了 Authorization 请求头。${quote(f)}`,
      empty: () => '收到的是空响应，而不是 API 的响应。密钥未经检查。',
      page: (f) =>
        zh`收到的是网页${named(f.product)}，而不是 API 的响应：可能是登录页面、拦截页面或公司的过滤页面。密钥未经检查。${f.location === undefined ? '' : zh`它指向 ${f.location}。`}${f.said === undefined ? '' : zh`网页标题：“${f.said}”`}`,
    },
    remedies: {
      header_lost: () => [
        '不经代理再试一次，或请管理员保留 Authorization 请求头',
        '检查 OPENAI_CUSTOM_HEADERS 是否覆盖了这个请求头',
      ],
      empty: checkPage,
      page: checkPage,
    },
  },
  network_blocked: {
    title: '请求在到达 API 之前就被拦截了',
    explanation: {
      words: (f) =>
        zh`${who(f)} 或它前面的设备拒绝了这次请求，没有提到密钥；被拒绝的往往是当前网络。${quote(f)}${rayOf(f)}`,
      none: (f) =>
        zh`${target(f)} 前面的防火墙拒绝了当前网络，密钥未经检查。${f.said === undefined ? '' : zh`页面内容：“${f.said}”`}${rayOf(f)}`,
    },
    remedies: (f) => [
      '换一个网络再试；VPN 和数据中心的地址经常被拒绝',
      step(
        f,
        zh`如果问题持续，请联系 ${isHere(f) ? operator(f) : zh`${who(f)} 的支持团队`}${f.rayId === undefined ? '' : '，并附上 Ray ID'}`,
        'help',
      ),
    ],
  },
} satisfies Partial<CauseWords>;
