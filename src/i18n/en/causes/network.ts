import type { CertificateFacts } from '../../../domain/diagnosis/cause-facts.ts';
import { wantsClientCertificate } from '../../../domain/network/endpoint.ts';
import { type CauseWords, type CommonFacts, step } from '../../cause-words.ts';
import { after, named, quote, systemQuote, unusedCa, who, whoStarts } from './phrases.ts';

const target = (f: CommonFacts): string => f.host ?? 'the host';
const targetStarts = (f: CommonFacts): string => f.host ?? 'The host';
const proxyStarts = (f: CommonFacts): string => `The proxy${after(f.proxy)}`;
const needsProxy =
  'If this network needs a proxy, set HTTPS_PROXY=http://proxy.example:8080 with its address';
const trustInspection =
  'If your company or antivirus inspects TLS, export its root certificate and set NODE_EXTRA_CA_CERTS=/path/to/root.pem';
const systemStore =
  'On Node 22.19 or newer, NODE_USE_SYSTEM_CA=1 uses the certificates that the system trusts';
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
    f.official && wantsClientCertificate(f.host ?? '')
      ? 'Give the certificate that your organization activated to the transport of your program, as OpenAI describes'
      : `Give the client certificate that ${f.atProxy ? 'the proxy' : target(f)} expects to the transport of your program`,
    'mtls',
  ),
  'Node: import { Agent, fetch } from "undici", then new OpenAI({ fetch, fetchOptions: { dispatcher: new Agent({ connect: { cert, key } }) } })',
  'Python: OpenAI(http_client=httpx.Client(verify=context)), with context.load_cert_chain(cert, key)',
  f.official && 'For calls without a client certificate: OPENAI_BASE_URL=https://api.openai.com/v1',
];

/** What is wrong between here and the API. None of it says anything about the key. */
export const networkCauses = {
  network_dns: {
    title: 'The host name cannot be resolved',
    explanation: (f) => `No address was found for ${target(f)}, so nothing was sent.${systemQuote(f)}`,
    remedies: (f) => [
      'Look whether this machine is online, and whether a VPN is up',
      !f.official && `Look at the spelling of ${target(f)} in OPENAI_BASE_URL`,
      needsProxy,
    ],
  },
  network_refused: {
    title: 'Nothing answers at that address',
    explanation: (f) =>
      `${targetStarts(f)}${named(f.port === undefined ? undefined : `port ${f.port}`)} refused the connection.${systemQuote(f)}`,
    remedies: (f) =>
      f.official
        ? [needsProxy, 'Look whether a firewall or the hosts file redirects api.openai.com']
        : [`Start the server at ${target(f)}, or correct OPENAI_BASE_URL`, 'Look whether the port is right'],
  },
  network_unreachable: {
    title: 'The host cannot be reached from this network',
    titles: { behind_proxy: 'The proxy does not reach the host' },
    explanation: (f) =>
      f.reason === 'behind_proxy'
        ? `${proxyStarts(f)} is there, but did not get through to ${target(f)} itself${f.proxyStatus === undefined ? '' : `: it answered ${f.proxyStatus}`}.`
        : `No connection to ${target(f)} came about: there is no route, or a firewall drops the packets.${systemQuote(f)}`,
    remedies: (f) =>
      f.reason === 'behind_proxy'
        ? [
            'Try again in a while',
            !f.official && `Look whether ${target(f)} is spelled right, and runs`,
            `If it stays so, tell whoever runs the proxy that it does not reach ${target(f)}`,
          ]
        : [
            'Look whether this machine is online',
            needsProxy,
            'Ask whoever runs the network whether the host is blocked',
          ],
  },
  network_reset: {
    title: 'The connection was cut',
    explanation: (f) =>
      `Something closed the connection to ${target(f)} before an answer came: a firewall, a VPN or the server.${systemQuote(f)}`,
    remedies: (f) => [
      'Try again; if it stays so, try from another network to see who cuts it',
      needsProxy,
      !f.official && 'Look whether OPENAI_BASE_URL has the right scheme, http:// or https://',
    ],
  },
  network_timeout: {
    title: 'The answer took too long',
    explanation: (f) =>
      `${targetStarts(f)} was reached, but did not answer in time.${f.status === undefined ? systemQuote(f) : quote(f)}`,
    remedies: (f) => [
      'Try again, with more time: openai-setup verify --timeout 60',
      step(
        f,
        f.official ? 'See whether the service is slow for everybody' : `Look whether ${target(f)} is busy`,
        'status',
      ),
    ],
  },
  network_tls_untrusted: {
    title: 'The certificate is not trusted',
    titles: { client_certificate: 'The other side wants a client certificate' },
    explanation: (f) =>
      f.reason === 'client_certificate'
        ? `${f.atProxy ? proxyStarts(f) : targetStarts(f)} lets nobody in who shows no client certificate (mTLS), and this program shows none. The key was not judged.${systemQuote(f)}`
        : `The certificate ${f.atProxy ? `of ${shower(f)}` : `that came for ${target(f)}`} was signed by nobody whom Node trusts. Most often a company proxy or antivirus inspects the traffic.${certificate(f)}${f.extraCa === undefined ? '' : ` ${unusedCa(f.extraCa)}, so Node does not use it.`}${systemQuote(f)}`,
    remedies: (f) =>
      f.reason === 'client_certificate'
        ? clientCertificate(f)
        : [
            f.extraCa === undefined
              ? trustInspection
              : 'Let NODE_EXTRA_CA_CERTS name a readable file with the root certificate in PEM form; from the binary form: openssl x509 -inform der -in root.cer -out root.pem',
            systemStore,
            !f.official && `If ${target(f)} is your own server, give its certificate in the same way`,
            'Certificate checks protect your key: leave them on',
          ],
  },
  network_tls_clock: {
    title: 'The certificate is not valid at this time',
    explanation: (f) => {
      const dates =
        f.validFrom === undefined || f.validTo === undefined
          ? ''
          : ` It is valid from ${f.validFrom} to ${f.validTo}.`;
      const clock = f.localTime === undefined ? '' : ` This machine's clock says ${f.localTime}.`;
      return `By the clock of this machine, the certificate of ${shower(f)} has expired or is not valid yet.${dates}${clock}`;
    },
    remedies: (f) => [
      "Set this machine's date and time, and let it keep them by itself",
      f.official
        ? 'If the clock is right, a proxy in between shows an old certificate: ask whoever runs it'
        : `If the clock is right, renew the certificate of ${shower(f)}`,
    ],
  },
  network_tls_host: {
    title: 'The certificate belongs to another host',
    explanation: (f) =>
      `Whoever answered for ${shower(f)} showed a certificate for another name${named(f.altNames)}.${systemQuote(f)}`,
    remedies: (f) =>
      f.atProxy
        ? ['Name the proxy in the variable as its certificate does']
        : [
            'If you are in a hotel, train or guest network, open a page in a browser and sign in first',
            ...(f.official
              ? ['Look whether DNS or the hosts file leads api.openai.com elsewhere']
              : [`Use the name in OPENAI_BASE_URL that the certificate is for, not an IP address`]),
          ],
  },
  network_not_tls: {
    title: 'The two sides do not speak the same protocol',
    titles: { refused: 'The other side ended the TLS handshake' },
    explanation: (f) =>
      f.reason === 'plain_to_tls'
        ? `${targetStarts(f)} expects https://, and was asked with http://.${quote(f)}`
        : f.reason === 'plain_proxy'
          ? `${proxyStarts(f)} was asked with https://, and does not speak TLS itself.${systemQuote(f)}`
          : f.reason === 'refused'
            ? `${targetStarts(f)} speaks TLS, and ended the handshake: it does not know this host name, accepts other versions or ciphers only, or wants a client certificate (mTLS).${systemQuote(f)}`
            : `No TLS connection to ${target(f)} came about: the other side speaks plain HTTP, or another version of TLS.${systemQuote(f)}`,
    remedies: (f) =>
      f.reason === 'plain_to_tls'
        ? ['Write https:// in OPENAI_BASE_URL']
        : f.reason === 'refused'
          ? [
              !f.official && `Look whether ${target(f)} in OPENAI_BASE_URL is the exact name of the service`,
              'If the service wants a client certificate, give it to the transport of your program: this one sends none',
              'Look whether a proxy or antivirus in between allows old versions of TLS only',
            ]
          : [
              'Look at the proxy variables: most proxies are given as http://, even for https:// pages',
              !f.official && 'For a server on this machine, write http:// in OPENAI_BASE_URL',
            ],
  },
  network_proxy_auth: {
    title: 'The proxy wants a user name and password',
    explanation: (f) =>
      `${proxyStarts(f)} answered ${f.proxyStatus ?? 407}, and passed nothing on.${f.schemes === undefined ? '' : ` It would take: ${f.schemes}.`}`,
    remedies: (f) => [
      basicWorks(f) &&
        (namesUser(f)
          ? 'Correct user name and password in the proxy variable; write special characters percent-encoded (@ as %40)'
          : 'Put user name, colon, password and @ before the host in the proxy variable, after http:// (special characters percent-encoded, @ as %40)'),
      (!basicWorks(f) || f.schemes === undefined) &&
        'If the proxy signs in with Windows or Kerberos (NTLM, Negotiate), run a local helper that does it, such as Px or Cntlm, and name that as the proxy',
    ],
  },
  network_proxy_refused: {
    title: 'The proxy refuses to connect',
    titles: {
      no_tunnel: 'What is named as the proxy opens no tunnels',
      sign_in: 'The proxy wants a sign-in in the browser first',
    },
    explanation: (f) => {
      const said = f.proxyStatus === undefined ? '' : `; it answered ${f.proxyStatus}`;
      if (f.reason === 'no_tunnel')
        return `${proxyStarts(f)} does not know the request for a tunnel (CONNECT), which https:// needs${said}. Often it is a web server, or another port of the proxy.`;
      return f.reason === 'sign_in'
        ? `${proxyStarts(f)} passes nothing on to ${target(f)} before somebody has signed in${said}.`
        : `${proxyStarts(f)} does not pass calls on to ${target(f)}${said}.`;
    },
    remedies: (f) =>
      f.reason === 'no_tunnel'
        ? [
            'Look at address and port in the proxy variable',
            'Ask whoever runs the proxy which port is for https',
          ]
        : f.reason === 'sign_in'
          ? ['Open any page in a browser and sign in, then try again']
          : [`Ask whoever runs the proxy to allow ${target(f)}, port 443`],
  },
  network_proxy_unreachable: {
    title: 'The proxy cannot be reached',
    titles: {
      address: 'The address of the proxy cannot be used',
      silent: 'The proxy does not answer',
      no_proxy: 'What is named as the proxy does not answer like one',
    },
    explanation: (f) => {
      switch (f.reason) {
        case 'address':
          return `The proxy's address${named(f.proxy)} cannot be used: it must begin with http:// or https://.`;
        case 'silent':
          return `${proxyStarts(f)} accepted the connection, and then said nothing, so nothing reached ${target(f)}.`;
        case 'no_proxy':
          return `${proxyStarts(f)} accepted the connection, and gave no answer that a proxy gives, so nothing reached ${target(f)}.${systemQuote(f)}`;
        case 'no_answer':
          return `No connection to ${f.proxy === undefined ? 'the proxy' : `the proxy ${f.proxy}`} came about, so nothing reached ${target(f)}.${systemQuote(f)}`;
      }
    },
    remedies: (f) =>
      f.reason === 'silent'
        ? [
            'Try again; if it stays so, ask whoever runs the proxy: it hangs, or is overloaded',
            'Look whether port and scheme in the proxy variable are right: some proxies are silent to http:// where they want https://',
            'If no proxy is needed any more, remove the variable',
          ]
        : [
            'Look at HTTPS_PROXY, HTTP_PROXY and ALL_PROXY: address, port, and whether the proxy runs',
            'A SOCKS address does not work here: use the HTTP port of the same program',
            'If no proxy is needed any more, remove the variable',
          ],
  },
  network_intercepted: {
    title: 'Something in between answered, not the API',
    explanation: (f) => {
      if (f.reason === 'header_lost')
        return `The key was sent, but did not arrive: a proxy or gateway on the way removed the authorization header.${quote(f)}`;
      return f.reason === 'empty'
        ? 'An empty answer came where an answer of the API should be. The key was not judged.'
        : `A web page came where an answer of the API should be${named(f.product)}: a sign-in page, a block page, or a company filter. The key was not judged.${f.location === undefined ? '' : ` It leads to ${f.location}.`}${f.said === undefined ? '' : ` The page is titled: “${f.said}”`}`;
    },
    remedies: (f) =>
      f.reason === 'header_lost'
        ? [
            'Try without the proxy, or ask whoever runs it to pass the Authorization header on',
            'Look whether OPENAI_CUSTOM_HEADERS replaces the header',
          ]
        : [
            'Open any page in a browser: sign in to the network where it asks for it',
            `In a company network, ask for ${target(f)} to be allowed`,
            !f.official && 'Look whether OPENAI_BASE_URL names the API and not a web page',
          ],
  },
  network_blocked: {
    title: 'The call was blocked before it reached the API',
    explanation: (f) =>
      `${f.reason === 'words' ? `${whoStarts(f)}, or something in front of it, refused the call without a word about the key; often it is the network that is refused.${quote(f)}` : `The firewall in front of ${target(f)} refused this network; the key was not looked at.${f.said === undefined ? '' : ` Its page says: “${f.said}”`}`}${f.rayId === undefined ? '' : ` Ray ID: ${f.rayId}.`}`,
    remedies: (f) => [
      'Try from another network; addresses of VPNs and data centres are often refused',
      step(
        f,
        `If it stays so, tell the support of ${who(f)}${after(f.rayId === undefined ? undefined : 'with the Ray ID')}`,
        'help',
      ),
    ],
  },
} satisfies Partial<CauseWords>;
