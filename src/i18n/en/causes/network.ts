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
import { after, named, operator, quote, systemQuote, unusedCa, who, whoStarts } from './phrases.ts';

const target = (f: CommonFacts): string => f.host ?? 'the host';
const targetStarts = (f: CommonFacts): string => f.host ?? 'The host';
const proxyStarts = (f: CommonFacts): string => `The proxy${after(f.proxy)}`;
const needsProxy =
  'If this network needs a proxy, set HTTPS_PROXY=http://proxy.example:8080 with its address';
const trustInspection =
  'If your company or antivirus software inspects TLS, export its root certificate and set NODE_EXTRA_CA_CERTS=/path/to/root.pem';
const systemStore =
  'With Node 22.19+ or 24.6+, NODE_USE_SYSTEM_CA=1 uses the certificates that the system trusts';
/** Whoever showed the certificate. */
const shower = (f: CertificateFacts & CommonFacts): string =>
  f.atProxy ? `the proxy${after(f.proxy)}` : target(f);
const certificate = (f: CertificateFacts): string =>
  f.issuer === undefined ? '' : ` The certificate was issued by ${f.issuer}.`;

/** A scheme that a name and a password are enough for; without a word of the proxy it is the likely one. */
const basicWorks = ({ schemes }: { readonly schemes?: string | undefined }): boolean =>
  schemes === undefined || /\bbasic\b/i.test(schemes);
/** A masked address shows that there were a name and a password. */
const namesUser = ({ proxy }: CommonFacts): boolean => proxy?.includes('@') === true;

/** What the SDKs of OpenAI offer for client certificates: their transports take them, and no variable does. */
const clientCertificate = (f: CommonFacts & CertificateFacts) => [
  step(
    f,
    f.official
      ? 'Configure the HTTP transport of your program with the certificate that your organization activated, as OpenAI describes'
      : `Configure the HTTP transport of your program with the client certificate that ${f.atProxy ? 'the proxy' : target(f)} expects`,
    'mtls',
  ),
  'Node: import { Agent, fetch } from "undici", then new OpenAI({ fetch, fetchOptions: { dispatcher: new Agent({ connect: { cert, key } }) } })',
  'Python: OpenAI(http_client=httpx.Client(verify=context)), with context.load_cert_chain(cert, key)',
  f.official &&
    (wantsClientCertificate(f.host ?? '')
      ? `For calls without a client certificate: ${addressSetting(f, 'https://api.openai.com/v1')}, with a key of a project that requires none`
      : `Calls with a client certificate go to ${addressSetting(f, 'https://mtls.api.openai.com/v1')} (in Europe: mtls-eu.api.openai.com)`),
];

const withoutTls = (f: CommonFacts) => [
  'Check the proxy variables: most proxy addresses start with http://, even for https:// pages',
  !f.official && `For a server on this machine, use http:// in ${addressName(f)}`,
];

const proxySaid = ({ proxyStatus }: { readonly proxyStatus?: number | undefined }): string =>
  proxyStatus === undefined ? '' : ` (status ${proxyStatus})`;
const askToAllow = (f: CommonFacts): string =>
  `Ask the administrator of the proxy to allow ${target(f)}, port 443`;

const noLongerNeeded = 'If you no longer need a proxy, remove the variable';
const checkProxy = () => [
  'Check HTTPS_PROXY, HTTP_PROXY and ALL_PROXY: address, port, and whether the proxy runs',
  'SOCKS addresses are not supported: use the HTTP port of the same program',
  noLongerNeeded,
];

const checkPage = (f: CommonFacts) => [
  'Open any page in a browser, and sign in to the network if it asks you to',
  `In a company network, ask the administrator to allow ${target(f)}`,
  !f.official && `Check whether ${addressName(f)} points to the API and not to a web page`,
];

const rayOf = ({ rayId }: WordFacts<'network_blocked'>): string =>
  rayId === undefined ? '' : ` Ray ID: ${rayId}.`;

/** What is wrong between here and the API. None of it says anything about the key. */
export const networkCauses = {
  network_dns: {
    title: 'The host name cannot be resolved',
    explanation: (f) => `No address was found for ${target(f)}, so nothing was sent.${systemQuote(f)}`,
    remedies: (f) => [
      'Check whether this machine is online, and whether a VPN is up',
      !f.official && `Check the spelling of ${target(f)} in ${addressName(f)}`,
      needsProxy,
    ],
  },
  network_refused: {
    title: 'Nothing is listening at that address',
    explanation: (f) =>
      `${targetStarts(f)}${named(f.port === undefined ? undefined : `port ${f.port}`)} refused the connection.${systemQuote(f)}`,
    remedies: (f) =>
      f.official
        ? [needsProxy, 'Check whether a firewall or the hosts file redirects api.openai.com']
        : [
            `Start the server at ${target(f)}, or correct ${addressName(f)}`,
            'Check whether the port is right',
          ],
  },
  network_unreachable: {
    title: 'The host cannot be reached from this network',
    titles: { behind_proxy: 'The proxy cannot reach the host' },
    explanation: {
      behind_proxy: (f) =>
        `${proxyStarts(f)} responds, but it could not connect to ${target(f)}${proxySaid(f)}.`,
      none: (f) =>
        `Could not connect to ${target(f)}: there is no route, or a firewall drops the packets.${systemQuote(f)}`,
    },
    remedies: {
      behind_proxy: (f) => [
        'Try again in a while',
        !f.official && `Check whether ${target(f)} is spelled correctly and is running`,
        `If this persists, tell the administrator of the proxy that it cannot reach ${target(f)}`,
      ],
      none: () => [
        'Check whether this machine is online',
        needsProxy,
        'Ask the network administrator whether the host is blocked',
      ],
    },
  },
  network_reset: {
    title: 'The connection was reset',
    explanation: (f) =>
      f.proxy === undefined
        ? `Something closed the connection to ${target(f)} before a response arrived: a firewall, a VPN or the server.${systemQuote(f)}`
        : `${proxyStarts(f)} was reached, and the connection through it to ${target(f)} was closed before a response arrived: by the proxy, a firewall or the server.${systemQuote(f)}`,
    remedies: (f) => [
      'Try again; if this persists, try another network to find out what closes it',
      f.proxy === undefined ? needsProxy : askToAllow(f),
      !f.official && `Check whether ${addressName(f)} has the right scheme, http:// or https://`,
    ],
  },
  network_timeout: {
    title: 'The response took too long',
    explanation: (f) => {
      const said = (f.status ?? 0) < 400 ? systemQuote(f) : quote(f);
      return f.proxy === undefined
        ? `${targetStarts(f)} was reached, but did not respond in time.${said}`
        : `The proxy ${f.proxy} was reached, but no response from ${target(f)} came through it in time.${said}`;
    },
    remedies: (f) => [
      'Try again with more time: openai-setup verify --timeout 60',
      step(
        f,
        f.official ? 'Check whether the service is slow for everybody' : `Check whether ${target(f)} is busy`,
        'status',
      ),
    ],
  },
  network_tls_untrusted: {
    title: 'The certificate is not trusted',
    titles: { client_certificate: 'The other side requires a client certificate' },
    explanation: {
      client_certificate: (f) =>
        `${f.atProxy ? proxyStarts(f) : targetStarts(f)} accepts only connections with a client certificate (mTLS), and this program sends none. The key was not checked.${f.status === undefined ? systemQuote(f) : quote(f)}`,
      none: (f) =>
        `The certificate ${f.atProxy ? `of ${shower(f)}` : `received for ${target(f)}`} was not issued by an authority that Node trusts. Most often, a company proxy or antivirus software is inspecting the traffic.${certificate(f)}${f.extraCa === undefined ? '' : ` ${unusedCa(f.extraCa)}, so Node does not use it.`}${systemQuote(f)}`,
    },
    remedies: {
      client_certificate: clientCertificate,
      none: (f) => [
        f.otherCa !== undefined &&
          `${f.otherCa.variable} is not read by Node: set NODE_EXTRA_CA_CERTS=${f.otherCa.path} as well`,
        f.extraCa === undefined
          ? trustInspection
          : 'Point NODE_EXTRA_CA_CERTS to a readable file with the root certificate in PEM format; to convert the binary format: openssl x509 -inform der -in root.cer -out root.pem',
        systemStore,
        !f.official && `If ${target(f)} is your own server, provide its certificate in the same way`,
        'Certificate checks protect your key: leave them on',
      ],
    },
  },
  network_tls_clock: {
    title: 'The certificate is not valid at this time',
    explanation: (f) => {
      const dates =
        f.validFrom === undefined || f.validTo === undefined
          ? ''
          : ` It is valid from ${f.validFrom} to ${f.validTo}.`;
      const clock = f.localTime === undefined ? '' : ` The time on this machine is ${f.localTime}.`;
      return `According to the clock of this machine, the certificate of ${shower(f)} has expired or is not valid yet.${dates}${clock}`;
    },
    remedies: (f) => [
      'Correct the date and time of this machine, and turn on automatic time',
      f.official
        ? 'If the clock is right, a proxy in between presents an old certificate: ask its administrator'
        : `If the clock is right, renew the certificate of ${shower(f)}`,
    ],
  },
  network_tls_host: {
    title: 'The certificate belongs to another host',
    explanation: (f) =>
      `The server that responded for ${shower(f)} presented a certificate for another name${named(f.altNames)}.${systemQuote(f)}`,
    remedies: (f) =>
      f.atProxy
        ? ['In the variable, use the name of the proxy that is in its certificate']
        : [
            'If you are in a hotel, train or guest network, open a page in a browser and sign in first',
            ...(f.official
              ? ['Check whether DNS or the hosts file points api.openai.com elsewhere']
              : [`In ${addressName(f)}, use the name that the certificate is for, not an IP address`]),
          ],
  },
  network_not_tls: {
    title: 'The two sides do not speak the same protocol',
    titles: { refused: 'The other side ended the TLS handshake' },
    explanation: {
      plain_to_tls: (f) => `${targetStarts(f)} expects https://, but the request used http://.${quote(f)}`,
      plain_proxy: (f) =>
        `${proxyStarts(f)} was contacted with https://, but does not use TLS itself.${systemQuote(f)}`,
      refused: (f) =>
        `${targetStarts(f)} uses TLS, but ended the handshake: it does not know this host name, accepts only other versions or ciphers, or requires a client certificate (mTLS).${systemQuote(f)}`,
      other_protocol: (f) =>
        `Could not set up TLS with ${target(f)}: the other side uses plain HTTP or another version of TLS.${systemQuote(f)}`,
    },
    remedies: {
      plain_to_tls: (f) => [`Use https:// in ${addressName(f)}`],
      plain_proxy: withoutTls,
      refused: (f) => [
        !f.official && `Check whether ${target(f)} in ${addressName(f)} is the exact name of the service`,
        'If the service requires a client certificate, configure it in your program: openai-setup sends none',
        'Check whether a proxy or antivirus software in between allows only old versions of TLS',
      ],
      other_protocol: withoutTls,
    },
  },
  network_proxy_auth: {
    title: 'The proxy requires a user name and password',
    explanation: (f) =>
      `${proxyStarts(f)} responded with ${f.proxyStatus ?? 407} and forwarded nothing.${f.schemes === undefined ? '' : ` It accepts: ${f.schemes}.`}`,
    remedies: (f) => [
      basicWorks(f) &&
        (namesUser(f)
          ? 'Correct the user name and password in the proxy variable; percent-encode special characters (@ as %40)'
          : 'In the proxy variable, put user name, colon, password and @ between http:// and the host; percent-encode special characters (@ as %40)'),
      (!basicWorks(f) || f.schemes === undefined) &&
        'If the proxy uses Windows or Kerberos sign-in (NTLM, Negotiate), run a local proxy that supports it, such as Px or Cntlm, and use that as the proxy',
    ],
  },
  network_proxy_refused: {
    title: 'The proxy refuses to connect',
    titles: {
      no_tunnel: 'The configured proxy does not support tunnels',
      sign_in: 'The proxy requires signing in with a browser first',
      page: 'The proxy sends a page of its own in place of the API',
    },
    explanation: {
      no_tunnel: (f) =>
        `${proxyStarts(f)} does not support the CONNECT request that https:// needs${proxySaid(f)}. Often it is a web server, or another port of the proxy.`,
      page: (f) =>
        `${proxyStarts(f)} agreed to connect to ${target(f)}${proxySaid(f)}, and then sent a page or text of its own instead of forwarding: a sign-in page, a block page, or a web server at that address. The key was not sent.`,
      sign_in: (f) => `${proxyStarts(f)} forwards nothing to ${target(f)} before you sign in${proxySaid(f)}.`,
      none: (f) => `${proxyStarts(f)} does not forward requests to ${target(f)}${proxySaid(f)}.`,
    },
    remedies: {
      no_tunnel: () => [
        'Check address and port in the proxy variable',
        'Ask the administrator of the proxy which port to use for https',
      ],
      page: (f) => [
        'Open any page in a browser that uses this proxy, and sign in if it asks you to',
        'Check address and port in the proxy variable: a web server may be listening there',
        askToAllow(f),
      ],
      sign_in: () => ['Open any page in a browser and sign in, then try again'],
      none: (f) => [askToAllow(f)],
    },
  },
  network_proxy_unreachable: {
    title: 'The proxy cannot be reached',
    titles: {
      address: 'The address of the proxy cannot be used',
      silent: 'The proxy does not respond',
      no_proxy: 'The configured proxy does not respond like a proxy',
    },
    explanation: {
      address: (f) =>
        `The address of the proxy${named(f.proxy)} cannot be used: it must start with http:// or https://.`,
      silent: (f) =>
        `${proxyStarts(f)} accepted the connection but sent no response, so nothing reached ${target(f)}.`,
      no_proxy: (f) =>
        `${proxyStarts(f)} accepted the connection but did not respond like a proxy, so nothing reached ${target(f)}.${systemQuote(f)}`,
      no_answer: (f) =>
        `Could not connect to the proxy${after(f.proxy)}, so nothing reached ${target(f)}.${systemQuote(f)}`,
    },
    remedies: {
      address: checkProxy,
      silent: () => [
        'Try again; if this persists, ask the administrator of the proxy: it hangs or is overloaded',
        'Check whether port and scheme in the proxy variable are right: some proxies require https:// and do not respond to http://',
        noLongerNeeded,
      ],
      no_proxy: checkProxy,
      no_answer: checkProxy,
    },
  },
  network_intercepted: {
    title: 'The response came from a device in between, not from the API',
    explanation: {
      header_lost: (f) =>
        `The key was sent but did not arrive: a proxy or gateway on the way removed the Authorization header.${quote(f)}`,
      empty: () => 'An empty response came instead of a response from the API. The key was not checked.',
      page: (f) =>
        `A web page came instead of a response from the API${named(f.product)}: a sign-in page, a block page or a company filter. The key was not checked.${f.location === undefined ? '' : ` It leads to ${f.location}.`}${f.said === undefined ? '' : ` The page is titled: “${f.said}”`}`,
    },
    remedies: {
      header_lost: () => [
        'Try without the proxy, or ask its administrator to forward the Authorization header',
        'Check whether OPENAI_CUSTOM_HEADERS replaces the header',
      ],
      empty: checkPage,
      page: checkPage,
    },
  },
  network_blocked: {
    title: 'The request was blocked before it reached the API',
    explanation: {
      words: (f) =>
        `${whoStarts(f)}, or something in front of it, rejected the request without mentioning the key; often it is the network that is rejected.${quote(f)}${rayOf(f)}`,
      none: (f) =>
        `The firewall in front of ${target(f)} rejected this network; the key was not checked.${f.said === undefined ? '' : ` Its page says: “${f.said}”`}${rayOf(f)}`,
    },
    remedies: (f) => [
      'Try another network; addresses of VPNs and data centres are often blocked',
      step(
        f,
        `If this persists, contact ${isHere(f) ? operator(f) : `the support of ${who(f)}`}${after(f.rayId === undefined ? undefined : 'with the Ray ID')}`,
        'help',
      ),
    ],
  },
} satisfies Partial<CauseWords>;
