import type { CertificateFacts } from '../../../domain/diagnosis/cause-facts.ts';
import { wantsClientCertificate } from '../../../domain/network/endpoint.ts';
import { type CauseWords, type CommonFacts, step } from '../../cause-words.ts';
import { named, quote, systemQuote, unusedCa, who } from './phrases.ts';

const target = (f: CommonFacts): string => f.host ?? '目标服务器';
const proxy = (f: CommonFacts): string => (f.proxy === undefined ? '代理' : `代理 ${f.proxy} `);
const needsProxy = '如果这个网络需要代理，请设置 HTTPS_PROXY=http://proxy.example:8080（换成实际地址）';
/** Whoever showed the certificate. */
const shower = (f: CertificateFacts & CommonFacts): string => (f.atProxy ? proxy(f) : `${target(f)} `);
const certificate = (f: CertificateFacts): string =>
  f.issuer === undefined ? '' : `证书颁发者：${f.issuer}。`;

/** A scheme that a name and a password are enough for; without a word of the proxy it is the likely one. */
const basicWorks = ({ schemes }: { readonly schemes?: string | undefined }): boolean =>
  schemes === undefined || /\bbasic\b/i.test(schemes);
/** A masked address shows that there were a name and a password. */
const namesUser = ({ proxy: shown }: CommonFacts): boolean => shown?.includes('@') === true;

/** What the SDKs of OpenAI offer for client certificates: their transports take them, and no variable does. */
const clientCertificate = (f: CommonFacts & CertificateFacts) => [
  step(
    f,
    f.official && wantsClientCertificate(f.host ?? '')
      ? '按 OpenAI 的说明，在程序的 HTTP 传输层配置你的组织已启用的客户端证书'
      : `在程序的 HTTP 传输层配置${f.atProxy ? '代理' : ` ${target(f)} `}所要求的客户端证书`,
    'mtls',
  ),
  'Node：import { Agent, fetch } from "undici"，然后 new OpenAI({ fetch, fetchOptions: { dispatcher: new Agent({ connect: { cert, key } }) } })',
  'Python：先 context.load_cert_chain(cert, key)，再 OpenAI(http_client=httpx.Client(verify=context))',
  f.official && '如果不用客户端证书，请设置 OPENAI_BASE_URL=https://api.openai.com/v1',
];

/** What is wrong between here and the API. None of it says anything about the key. */
export const networkCauses = {
  network_dns: {
    title: '无法解析主机名',
    explanation: (f) => `找不到 ${target(f)} 的地址，因此没有发出任何内容。${systemQuote(f)}`,
    remedies: (f) => [
      '检查本机是否联网，VPN 是否已连接',
      !f.official && `检查 OPENAI_BASE_URL 中 ${target(f)} 的拼写`,
      needsProxy,
    ],
  },
  network_refused: {
    title: '该地址上没有服务在运行',
    explanation: (f) =>
      `${target(f)}${named(f.port === undefined ? undefined : `端口 ${f.port}`)} 拒绝了连接。${systemQuote(f)}`,
    remedies: (f) =>
      f.official
        ? [needsProxy, '检查防火墙或 hosts 文件是否把 api.openai.com 指向了别处']
        : [`启动 ${target(f)} 上的服务，或改正 OPENAI_BASE_URL`, '检查端口是否正确'],
  },
  network_unreachable: {
    title: '当前网络无法到达目标服务器',
    titles: { behind_proxy: '代理连不上目标服务器' },
    explanation: (f) =>
      f.reason === 'behind_proxy'
        ? `${proxy(f)}本身可以连上，但它没能连上 ${target(f)}${f.proxyStatus === undefined ? '' : `，返回了 ${f.proxyStatus}`}。`
        : `无法与 ${target(f)} 建立连接：没有可用的路由，或者防火墙丢弃了数据包。${systemQuote(f)}`,
    remedies: (f) =>
      f.reason === 'behind_proxy'
        ? [
            '过一会儿再试',
            !f.official && `检查 ${target(f)} 是否拼写正确，服务是否在运行`,
            `如果一直如此，请告诉代理的管理员：代理连不上 ${target(f)}`,
          ]
        : ['检查本机是否联网', needsProxy, '向网络管理员确认该主机是否被屏蔽'],
  },
  network_reset: {
    title: '连接被中断',
    explanation: (f) =>
      `还没有收到响应，与 ${target(f)} 的连接就被防火墙、VPN 或服务器关闭了。${systemQuote(f)}`,
    remedies: (f) => [
      '请重试；如果总是这样，换一个网络试试，以判断是谁中断了连接',
      needsProxy,
      !f.official && '检查 OPENAI_BASE_URL 的开头该用 http:// 还是 https://',
    ],
  },
  network_timeout: {
    title: '等待响应超时',
    explanation: (f) =>
      `已连上 ${target(f)}，但它没有及时响应。${f.status === undefined ? systemQuote(f) : quote(f)}`,
    remedies: (f) => [
      '请重试，并多给一些时间：openai-setup verify --timeout 60',
      step(f, f.official ? '查看服务是否普遍变慢' : `检查 ${target(f)} 是否繁忙`, 'status'),
    ],
  },
  network_tls_untrusted: {
    title: '证书不受信任',
    titles: { client_certificate: '对方要求客户端证书' },
    explanation: (f) =>
      f.reason === 'client_certificate'
        ? `${shower(f)}只接受出示客户端证书（mTLS）的连接，而本程序不会出示证书。密钥并没有被检查。${systemQuote(f)}`
        : f.atProxy
          ? `${proxy(f)}的证书不是由 Node 信任的机构签发的。${certificate(f)}${systemQuote(f)}`
          : `以 ${target(f)} 的名义收到的证书，不是由 Node 信任的机构签发的。最常见的原因是公司代理或杀毒软件在检查加密流量。${certificate(f)}${f.extraCa === undefined ? '' : `${unusedCa(f.extraCa)}，Node 没有使用它。`}${systemQuote(f)}`,
    remedies: (f) =>
      f.reason === 'client_certificate'
        ? clientCertificate(f)
        : [
            f.extraCa === undefined
              ? '如果公司或杀毒软件会检查 TLS 流量，请导出它的根证书，并设置 NODE_EXTRA_CA_CERTS=/path/to/root.pem'
              : '让 NODE_EXTRA_CA_CERTS 指向一个可读的 PEM 格式根证书文件；二进制格式可以转换：openssl x509 -inform der -in root.cer -out root.pem',
            '在 Node 22.19 及以上版本，设置 NODE_USE_SYSTEM_CA=1 可以使用系统信任的证书',
            !f.official && `如果 ${target(f)} 是你自己的服务器，也用同样的方法提供它的证书`,
            '证书校验保护着你的密钥，请保持开启',
          ],
  },
  network_tls_clock: {
    title: '证书在当前时间无效',
    explanation: (f) => {
      const dates =
        f.validFrom === undefined || f.validTo === undefined
          ? ''
          : `证书有效期：${f.validFrom} 至 ${f.validTo}。`;
      const clock = f.localTime === undefined ? '' : `本机时间：${f.localTime}。`;
      return `按本机时间计算，${shower(f)}的证书已过期或尚未生效。${dates}${clock}`;
    },
    remedies: (f) => [
      '校准本机的日期和时间，并开启自动同步',
      f.official
        ? '如果时间没错，说明途中的代理出示了旧证书，请联系它的管理员'
        : `如果时间没错，请更新${f.atProxy ? '代理' : ` ${target(f)} `}的证书`,
    ],
  },
  network_tls_host: {
    title: '证书属于另一个主机',
    explanation: (f) =>
      `代替${f.atProxy ? proxy(f) : ` ${target(f)} `}应答的服务器，出示的是另一个域名的证书${named(f.altNames)}。${systemQuote(f)}`,
    remedies: (f) =>
      f.atProxy
        ? ['在代理变量中使用证书上的域名']
        : [
            '如果你在酒店、列车或访客网络中，请先打开浏览器完成登录',
            ...(f.official
              ? ['检查 DNS 或 hosts 文件是否把 api.openai.com 指向了别处']
              : ['在 OPENAI_BASE_URL 中使用证书上的域名，不要用 IP 地址']),
          ],
  },
  network_not_tls: {
    title: '双方使用的协议不一致',
    titles: { refused: '对方终止了 TLS 握手' },
    explanation: (f) =>
      f.reason === 'plain_to_tls'
        ? `${target(f)} 需要用 https:// 访问，而请求用的是 http://。${quote(f)}`
        : f.reason === 'plain_proxy'
          ? `${proxy(f)}被当作 https:// 访问，但它本身不使用 TLS。${systemQuote(f)}`
          : f.reason === 'refused'
            ? `${target(f)} 使用 TLS，但终止了握手：它可能不认识这个主机名，只接受别的版本或加密套件，或者要求客户端证书（mTLS）。${systemQuote(f)}`
            : `无法与 ${target(f)} 建立 TLS 连接：对方用的是不加密的 HTTP，或者 TLS 版本不同。${systemQuote(f)}`,
    remedies: (f) =>
      f.reason === 'plain_to_tls'
        ? ['在 OPENAI_BASE_URL 中使用 https://']
        : f.reason === 'refused'
          ? [
              !f.official && `检查 OPENAI_BASE_URL 中的 ${target(f)} 是否就是该服务的准确域名`,
              '如果该服务要求客户端证书，请在程序的 HTTP 传输层配置；本程序不会出示证书',
              '检查途中的代理或杀毒软件是否只允许旧版 TLS',
            ]
          : [
              '检查代理变量：即使访问的是 https:// 页面，代理地址一般也以 http:// 开头',
              !f.official && '如果服务在本机，请在 OPENAI_BASE_URL 中使用 http://',
            ],
  },
  network_proxy_auth: {
    title: '代理需要用户名和密码',
    explanation: (f) =>
      `${proxy(f)}返回了 ${f.proxyStatus ?? 407}，没有转发任何内容。${f.schemes === undefined ? '' : `它接受的方式：${f.schemes}。`}`,
    remedies: (f) => [
      basicWorks(f) &&
        (namesUser(f)
          ? '改正代理变量中的用户名和密码；特殊字符要用百分号编码（@ 写成 %40）'
          : '在代理变量的 http:// 之后、主机名之前，依次写上用户名、冒号、密码和 @（特殊字符要用百分号编码，@ 写成 %40）'),
      (!basicWorks(f) || f.schemes === undefined) &&
        '如果代理使用 Windows 或 Kerberos 登录（NTLM、Negotiate），请在本机运行能代为登录的转发程序（例如 Px 或 Cntlm），并把它设为代理',
    ],
  },
  network_proxy_refused: {
    title: '代理拒绝建立连接',
    titles: { no_tunnel: '被设为代理的服务不支持隧道', sign_in: '代理要求先在浏览器中登录' },
    explanation: (f) => {
      const said = f.proxyStatus === undefined ? '' : `，返回了 ${f.proxyStatus}`;
      if (f.reason === 'no_tunnel')
        return `${proxy(f)}不认识建立隧道的请求（CONNECT）${said}，而 https:// 离不开它。它往往是一个网站服务器，或者是代理的另一个端口。`;
      return f.reason === 'sign_in'
        ? `在有人登录之前，${proxy(f)}不转发到 ${target(f)} 的请求${said}。`
        : `${proxy(f)}不转发到 ${target(f)} 的请求${said}。`;
    },
    remedies: (f) =>
      f.reason === 'no_tunnel'
        ? ['检查代理变量中的地址和端口', '向代理的管理员确认 https 该用哪个端口']
        : f.reason === 'sign_in'
          ? ['用浏览器打开任意网页并登录，然后重试']
          : [`请代理的管理员放行 ${target(f)} 的 443 端口`],
  },
  network_proxy_unreachable: {
    title: '无法连接代理',
    titles: {
      address: '代理地址无法使用',
      silent: '代理没有响应',
      no_proxy: '被设为代理的服务，响应不像代理',
    },
    explanation: (f) => {
      switch (f.reason) {
        case 'address':
          return `代理地址${named(f.proxy)}无法使用：必须以 http:// 或 https:// 开头。`;
        case 'silent':
          return `${proxy(f)}接受了连接，之后却没有任何响应，因此请求没有到达 ${target(f)}。`;
        case 'no_proxy':
          return `${proxy(f)}接受了连接，但给出的不是代理应有的响应，因此请求没有到达 ${target(f)}。${systemQuote(f)}`;
        case 'no_answer':
          return `连不上${f.proxy === undefined ? '代理' : `代理 ${f.proxy}`}，因此请求没有到达 ${target(f)}。${systemQuote(f)}`;
      }
    },
    remedies: (f) =>
      f.reason === 'silent'
        ? [
            '请重试；如果一直如此，请联系代理的管理员：代理卡住了或负载过高',
            '检查代理变量中的端口和协议：有些代理要求 https://，对 http:// 没有任何响应',
            '如果已经不需要代理，请删除这个变量',
          ]
        : [
            '检查 HTTPS_PROXY、HTTP_PROXY 和 ALL_PROXY：地址和端口是否正确，代理是否在运行',
            '这里不能使用 SOCKS 地址：请改用同一程序的 HTTP 端口',
            '如果已经不需要代理，请删除这个变量',
          ],
  },
  network_intercepted: {
    title: '应答的不是 API，而是途中的其他设备',
    explanation: (f) => {
      if (f.reason === 'header_lost')
        return `密钥已发出，但没有送达：途中的代理或网关去掉了 Authorization 请求头。${quote(f)}`;
      return f.reason === 'empty'
        ? '本应是 API 响应的地方，收到的却是空响应。密钥并没有被检查。'
        : `本应是 API 响应的地方，收到的却是网页${named(f.product)}：可能是登录页、拦截页或公司的过滤页面。密钥并没有被检查。${f.location === undefined ? '' : `它指向 ${f.location}。`}${f.said === undefined ? '' : `网页标题：“${f.said}”`}`;
    },
    remedies: (f) =>
      f.reason === 'header_lost'
        ? [
            '不经过代理再试一次，或请管理员保留 Authorization 请求头',
            '检查 OPENAI_CUSTOM_HEADERS 是否覆盖了这个请求头',
          ]
        : [
            '用浏览器打开任意网页：如果要求登录网络，请先登录',
            `如果在公司网络中，请申请放行 ${target(f)}`,
            !f.official && '检查 OPENAI_BASE_URL 指向的是 API，而不是网页',
          ],
  },
  network_blocked: {
    title: '请求在到达 API 之前就被拦截了',
    explanation: (f) =>
      `${f.reason === 'words' ? `${who(f)} 或它前面的设备拒绝了这次调用，没有提到密钥；被拒绝的往往是当前网络。${quote(f)}` : `${target(f)} 前面的防火墙拒绝了当前网络，密钥并没有被检查。${f.said === undefined ? '' : `页面内容：“${f.said}”`}`}${f.rayId === undefined ? '' : `Ray ID：${f.rayId}。`}`,
    remedies: (f) => [
      '换一个网络试试；VPN 和数据中心的地址经常被拒绝',
      step(
        f,
        `如果一直如此，请联系 ${who(f)} 的支持团队${f.rayId === undefined ? '' : '，并附上 Ray ID'}`,
        'help',
      ),
    ],
  },
} satisfies Partial<CauseWords>;
