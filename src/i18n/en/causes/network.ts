import type { CertificateFacts } from '../../../domain/diagnosis/cause-facts.ts';
import { type CauseWords, type CommonFacts, step } from '../../cause-words.ts';
import { after, named, quote, systemQuote, who, whoStarts } from './phrases.ts';

const target = (f: CommonFacts): string => f.host ?? 'the host';
const targetStarts = (f: CommonFacts): string => f.host ?? 'The host';
const proxyStarts = (f: CommonFacts): string => `The proxy${after(f.proxy)}`;
const needsProxy =
  'If this network needs a proxy, set HTTPS_PROXY=http://proxy.example:8080 with its address';
const trustInspection =
  'If your company or antivirus inspects TLS, export its root certificate and set NODE_EXTRA_CA_CERTS=/path/to/root.pem';
const systemStore =
  'On Node 22.19 or newer, NODE_USE_SYSTEM_CA=1 uses the certificates that the system trusts';
const certificate = (f: CertificateFacts): string =>
  f.issuer === undefined ? '' : ` The certificate was issued by ${f.issuer}.`;

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
    explanation: (f) =>
      `No connection to ${target(f)} came about: there is no route, or a firewall drops the packets.${systemQuote(f)}`,
    remedies: () => [
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
    explanation: (f) =>
      `The certificate that came for ${target(f)} was signed by nobody whom Node trusts. Most often a company proxy or antivirus inspects the traffic.${certificate(f)}${systemQuote(f)}`,
    remedies: (f) => [
      trustInspection,
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
      return `By the clock of this machine, the certificate of ${target(f)} has expired or is not valid yet.${dates}${clock}`;
    },
    remedies: (f) => [
      "Set this machine's date and time, and let it keep them by itself",
      f.official
        ? 'If the clock is right, a proxy in between shows an old certificate: ask whoever runs it'
        : `If the clock is right, renew the certificate of ${target(f)}`,
    ],
  },
  network_tls_host: {
    title: 'The certificate belongs to another host',
    explanation: (f) =>
      `Whoever answered for ${target(f)} showed a certificate for another name${named(f.altNames)}.${systemQuote(f)}`,
    remedies: (f) => [
      'If you are in a hotel, train or guest network, open a page in a browser and sign in first',
      ...(f.official
        ? ['Look whether DNS or the hosts file leads api.openai.com elsewhere']
        : [`Use the name in OPENAI_BASE_URL that the certificate is for, not an IP address`]),
    ],
  },
  network_not_tls: {
    title: 'The two sides do not speak the same protocol',
    explanation: (f) =>
      f.reason === 'plain_to_tls'
        ? `${targetStarts(f)} expects https://, and was asked with http://.${quote(f)}`
        : f.reason === 'plain_proxy'
          ? `${proxyStarts(f)} was asked with https://, and does not speak TLS itself.${systemQuote(f)}`
          : `No TLS connection to ${target(f)} came about: the other side speaks plain HTTP, or another version of TLS.${systemQuote(f)}`,
    remedies: (f) =>
      f.reason === 'plain_to_tls'
        ? ['Write https:// in OPENAI_BASE_URL']
        : [
            'Look at the proxy variables: most proxies are given as http://, even for https:// pages',
            !f.official && 'For a server on this machine, write http:// in OPENAI_BASE_URL',
          ],
  },
  network_proxy_auth: {
    title: 'The proxy wants a user name and password',
    explanation: (f) => `${proxyStarts(f)} answered ${f.proxyStatus ?? 407}, and passed nothing on.`,
    remedies: () => [
      'Set HTTPS_PROXY=http://user:password@proxy.example:8080, with special characters percent-encoded',
      'If the proxy signs in with Windows or Kerberos, run a local helper that does it, and name that as the proxy',
    ],
  },
  network_proxy_refused: {
    title: 'The proxy refuses to connect',
    explanation: (f) =>
      `${proxyStarts(f)} does not pass calls on to ${target(f)}${f.proxyStatus === undefined ? '' : `; it answered ${f.proxyStatus}`}.`,
    remedies: (f) => [
      `Ask whoever runs the proxy to allow ${target(f)}`,
      `If the host can be reached without it, add it to NO_PROXY`,
    ],
  },
  network_proxy_unreachable: {
    title: 'The proxy cannot be reached',
    explanation: (f) =>
      f.reason === 'address'
        ? `The proxy's address${named(f.proxy)} cannot be used: it must begin with http:// or https://.`
        : `${proxyStarts(f)} gave no usable answer, so nothing reached ${target(f)}.${systemQuote(f)}`,
    remedies: () => [
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
