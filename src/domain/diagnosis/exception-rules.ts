import { wantsClientCertificate } from '../network/endpoint.ts';
import { proxyAnswer } from '../network/proxy-answer.ts';
import { anyOf, phrase, wordsOf } from '../text/phrase.ts';
import type { CauseFacts, CertificateFacts } from './cause-facts.ts';
import type { Cause } from './causes.ts';
import type { Exchange, RecordedFailure } from './evidence.ts';
import { type FactsOf, type Rule, type Ruling, rulingOf } from './evidence-view.ts';

/** What a rule about a failure below HTTP looks at. */
interface FailureEvidence {
  readonly exchange: Exchange;
  readonly failure: RecordedFailure;
  /** All string codes of the chain. */
  readonly codes: readonly string[];
  /** All names and messages of the chain. */
  readonly text: string;
}

export function failureEvidence(exchange: Exchange, failure: RecordedFailure): FailureEvidence {
  return {
    exchange,
    failure,
    codes: failure.chain.flatMap(({ code }) => (code === undefined ? [] : [code])),
    text: failure.chain.map(({ name, message }) => `${name}: ${message}`).join('\n'),
  };
}

type FailureRule<C extends Cause> = {
  readonly id: string;
  readonly cause: C | ((evidence: FailureEvidence) => C);
  /** Whole codes, as Node, OpenSSL and undici name them, with blanks between them. */
  readonly codes?: string;
  /** Families of codes. */
  readonly codeLike?: RegExp;
  /** Wordings, for errors that have no code. */
  readonly says?: readonly RegExp[];
  readonly only?: (evidence: FailureEvidence) => boolean;
} & FactsOf<C, FailureEvidence>;

function failureRule<C extends Cause>(data: FailureRule<C>): Rule<FailureEvidence> {
  const codes = new Set(wordsOf(data.codes ?? ''));
  const { cause, codeLike, says, only } = data;
  const always = codes.size === 0 && !codeLike && !says;
  return {
    id: data.id,
    when: (evidence): Ruling | null => {
      if (only && !only(evidence)) return null;
      const known = evidence.codes.some((code) => codes.has(code) || codeLike?.test(code));
      if (!always && !known && !says?.some((words) => words.test(evidence.text))) return null;
      return rulingOf(typeof cause === 'function' ? cause(evidence) : cause, data, evidence);
    },
  };
}

const inProxy = ({ failure }: FailureEvidence): boolean => failure.phase === 'proxy';

/** How undici and older agents word what the proxy answered to CONNECT. */
const tunnelRefused =
  /(?:proxy response \((?=\d{3}\))|tunneling socket could not be established, statuscode=|bad response: )(\d{3})/i;

/** What the proxy answered to CONNECT: a field of ours, or what the error says. */
function proxyStatus({ failure, text }: FailureEvidence): number | undefined {
  const said = tunnelRefused.exec(text)?.[1];
  return (
    failure.chain.find((link) => link.proxyStatus !== undefined)?.proxyStatus ??
    (said === undefined ? undefined : Number(said))
  );
}

function certificateFacts({ exchange: { tls }, failure }: FailureEvidence): CertificateFacts {
  // While a proxy is being asked, the only certificate is its own.
  const atProxy = failure.phase === 'proxy' || undefined;
  if (!tls) return { atProxy };
  const { issuer, altNames, validFrom, validTo } = tls;
  return { atProxy, issuer, altNames, validFrom, validTo };
}

/** Only where the host is told without its port. */
function portFacts({ exchange, failure }: FailureEvidence): CauseFacts['network_refused'] {
  const port = failure.chain.find((link) => link.port !== undefined)?.port;
  return { port: exchange.endpoint.host.endsWith(`:${port}`) ? undefined : port };
}

/** `connect`: no answer on the way; any later time-out met a server that had answered before. */
function timedOutCause({ failure }: FailureEvidence) {
  if (failure.phase === 'dns') return 'network_dns';
  return failure.phase === 'connect' ? 'network_unreachable' : 'network_timeout';
}

const afterConnecting = ({ failure }: FailureEvidence): boolean =>
  failure.chain.some(
    ({ code, syscall }) => code === 'ETIMEDOUT' && (syscall === 'read' || syscall === 'write'),
  ) ||
  failure.phase === 'headers' ||
  failure.phase === 'body';

/** No request was made, because a value cannot stand in a header. */
const headerRefused = {
  codes: 'ERR_INVALID_CHAR ERR_HTTP_INVALID_HEADER_VALUE',
  says: [
    /headers\.(?:append|set)|headers constructor|not a legal http header value|bytestring/i,
    /invalid character in header|invalid (?:authorization )?header|invalid header value/i,
    /holds a character that no header may hold/i,
  ],
} as const;

/** A control character other than a tab, or a character beyond the first 256: what Node refuses in a header. */
const fitsNoHeader = (value: string | null): boolean => /[^\t\x20-\x7e\x80-\xff]/.test(value ?? '');

/** The other side speaks TLS, and ended the handshake with an alert. */
const refusesHandshake = ({ codes, text }: FailureEvidence): boolean =>
  codes.some((code) => /_ALERT_(?:HANDSHAKE_FAILURE|PROTOCOL_VERSION|INSUFFICIENT_SECURITY)/.test(code)) ||
  /alert (?:handshake failure|protocol version|insufficient security)/i.test(text);

/** What OpenSSL's reasons say of a certificate that nobody vouches for. */
const distrust = anyOf(
  /UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|CERTIFICATE_REVOKED|UNSUPPORTED_CERTIFICATE/,
  /CERTIFICATE_VERIFY_FAILED|KEY_TOO_SMALL|MD_TOO_WEAK/,
);

/** Alerts about the certificate of whoever gets them. */
const aboutCertificates = anyOf(
  /CERTIFICATE_(?:REQUIRED|UNKNOWN|REVOKED|UNOBTAINABLE)|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE/,
  /UNKNOWN_CA|NO_CERTIFICATE|ACCESS_DENIED/,
);

/** Below HTTP, in the order in which one failure hides another. Sources: Node's and undici's error lists, OpenSSL's reasons. */
export const exceptionRules: readonly Rule<FailureEvidence>[] = [
  failureRule({
    id: 'proxy-address',
    cause: 'network_proxy_unreachable',
    codes: 'ERR_INVALID_URL ERR_INVALID_PROTOCOL UND_ERR_INVALID_ARG ERR_PROXY_INVALID_CONFIG',
    says: [/invalid url|unsupported proxy|socks/i],
    only: inProxy,
    facts: () => ({ reason: 'address' }),
  }),
  failureRule({
    id: 'url',
    cause: 'base_url_invalid',
    codes: `
      ERR_INVALID_URL ERR_INVALID_PROTOCOL ERR_UNSUPPORTED_PROTOCOL ERR_UNESCAPED_CHARACTERS
      ERR_SOCKET_BAD_PORT ERR_INVALID_URL_SCHEME
    `,
    says: [
      /\b(?:bad port|unknown scheme|invalid url|failed to parse url)/i,
      /\b(?:only absolute urls|only http\(s\) protocols)/i,
      /\b(?:url scheme .{0,40} is not supported|protocol .{0,40} not supported)/i,
    ],
    facts: ({ text }) => ({
      reason: /bad port|BAD_PORT/i.test(text) ? 'port' : /scheme|protocol/i.test(text) ? 'scheme' : 'host',
    }),
  }),
  failureRule({
    id: 'header-organization',
    cause: 'organization_mismatch',
    ...headerRefused,
    only: ({ exchange }) => fitsNoHeader(exchange.organization),
    facts: () => ({ reason: 'unsendable' }),
  }),
  failureRule({
    id: 'header-project',
    cause: 'project_mismatch',
    ...headerRefused,
    only: ({ exchange }) => fitsNoHeader(exchange.project),
    facts: () => ({ reason: 'unsendable' }),
  }),
  failureRule({
    id: 'header-value',
    cause: 'key_damaged',
    ...headerRefused,
    // What the parser says is about the answer: the server's fault.
    only: ({ codes }) => !codes.some((code) => code.startsWith('HPE_')),
    facts: () => ({ reason: 'unsendable' }),
  }),
  {
    id: 'proxy-answer',
    when: (evidence) => {
      const status = proxyStatus(evidence);
      const link = evidence.failure.chain.find(({ proxyAuthenticate }) => proxyAuthenticate !== undefined);
      return status === undefined ? null : proxyAnswer(status, link?.proxyAuthenticate);
    },
  },
  failureRule({
    id: 'client-certificate',
    cause: 'network_tls_untrusted',
    // An alert is the other side's word, and this side showed it no certificate that could be bad. Source: RFC 8446, section 6.2.
    codeLike: phrase`ALERT_${aboutCertificates}`,
    says: [
      /alert (?:certificate required|bad certificate|unknown ca|certificate unknown|no certificate)/i,
      /alert number (?:4[1-4689]|116)\b/i,
    ],
    only: ({ codes }) => !codes.some((code) => /ALERT_CERTIFICATE_EXPIRED/.test(code)),
    facts: (evidence) => ({ ...certificateFacts(evidence), reason: 'client_certificate' }),
  }),
  failureRule({
    // What is said with TLS 1.2, which has other reasons as well; but not once both sides have agreed on keys. Source: RFC 5246,
    // section 7.4.6.
    id: 'client-certificate-refusal',
    cause: 'network_tls_untrusted',
    codeLike: /ALERT_HANDSHAKE_FAILURE/,
    says: [/alert handshake failure/i],
    only: ({ exchange, failure }) =>
      failure.keysAgreed === true || wantsClientCertificate(exchange.endpoint.host),
    facts: (evidence) => ({ ...certificateFacts(evidence), reason: 'client_certificate' }),
  }),
  failureRule({
    id: 'certificate-dates',
    cause: 'network_tls_clock',
    codes: `
      CERT_HAS_EXPIRED CERT_NOT_YET_VALID CRL_HAS_EXPIRED CRL_NOT_YET_VALID
      ERROR_IN_CERT_NOT_BEFORE_FIELD ERROR_IN_CERT_NOT_AFTER_FIELD ERROR_IN_CRL_LAST_UPDATE_FIELD
      ERROR_IN_CRL_NEXT_UPDATE_FIELD ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED
    `,
    says: [/certificate (?:has expired|is not yet valid|is expired)/i],
    facts: (evidence) => ({
      ...certificateFacts(evidence),
      localTime: new Date(evidence.exchange.startedAt).toISOString(),
    }),
  }),
  failureRule({
    id: 'certificate-trust',
    cause: 'network_tls_untrusted',
    codes: `
      DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN CERT_UNTRUSTED CERT_REJECTED CERT_REVOKED
      CERT_CHAIN_TOO_LONG CERT_SIGNATURE_FAILURE CRL_SIGNATURE_FAILURE INVALID_CA INVALID_PURPOSE
      PATH_LENGTH_EXCEEDED EE_KEY_TOO_SMALL CA_KEY_TOO_SMALL EE_MD_TOO_WEAK CA_MD_TOO_WEAK
    `,
    codeLike: phrase`^UNABLE_TO_|^ERR_SSL_.*${distrust}`,
    says: [/self.signed certificate|unable to (?:verify the first|get (?:local )?issuer) certificate/i],
    facts: certificateFacts,
  }),
  failureRule({
    id: 'certificate-host',
    cause: 'network_tls_host',
    codes: 'ERR_TLS_CERT_ALTNAME_INVALID ERR_TLS_CERT_ALTNAME_FORMAT HOSTNAME_MISMATCH',
    codeLike: /UNRECOGNIZED_NAME/,
    says: [/does not match certificate's altnames/i],
    facts: certificateFacts,
  }),
  failureRule({
    // OpenAI's hosts speak TLS, so that what does not is the proxy, or stands behind it.
    id: 'page-in-a-tunnel',
    cause: 'network_proxy_refused',
    says: [/wrong version number|packet length too long|http request/i],
    only: ({ exchange, failure }) =>
      failure.phase === 'tls' && exchange.proxy !== null && exchange.endpoint.official,
    facts: () => ({ reason: 'page' }),
  }),
  failureRule({
    id: 'not-tls',
    cause: 'network_not_tls',
    codes: 'EPROTO ERR_TLS_INVALID_PROTOCOL_VERSION',
    codeLike: /^ERR_SSL_/,
    says: [/wrong version number|packet length too long|ssl routines/i],
    facts: (evidence) => ({
      reason: inProxy(evidence) ? 'plain_proxy' : refusesHandshake(evidence) ? 'refused' : 'other_protocol',
    }),
  }),
  failureRule({
    id: 'proxy-failed',
    cause: 'network_proxy_unreachable',
    only: inProxy,
    facts: ({ failure: { proxyAccepted, timedOut } }) => ({
      reason: !proxyAccepted ? 'no_answer' : timedOut ? 'silent' : 'no_proxy',
    }),
  }),
  failureRule({
    id: 'not-http',
    cause: 'not_openai_api',
    codeLike: /^HPE_|^Z_|^ERR__ERROR_FORMAT|^UND_ERR_(?:RES_|RESPONSE|REQ_CONTENT)|^ERR_HTTP2_|DECOD/,
    says: [/HTTPParserError|Parse Error|incorrect header check/],
    facts: () => ({ reason: 'other_form' }),
  }),
  failureRule({
    id: 'time-limit',
    cause: timedOutCause,
    only: ({ failure }) => failure.timedOut,
  }),
  failureRule({
    id: 'dns',
    cause: 'network_dns',
    codes: 'ENOTFOUND ENODATA ESERVFAIL EFORMERR ENOTIMP EREFUSED EBADNAME EBADRESP ETIMEOUT ENONAME',
    codeLike: /^EAI_/,
    says: [/getaddrinfo|queryA/],
  }),
  failureRule({ id: 'refused', cause: 'network_refused', codes: 'ECONNREFUSED', facts: portFacts }),
  failureRule({
    id: 'slow',
    cause: 'network_timeout',
    codes: 'UND_ERR_HEADERS_TIMEOUT UND_ERR_BODY_TIMEOUT ESOCKETTIMEDOUT ERR_TLS_HANDSHAKE_TIMEOUT',
  }),
  failureRule({
    id: 'slow-after-connecting',
    cause: 'network_timeout',
    codes: 'ETIMEDOUT',
    only: afterConnecting,
  }),
  failureRule({
    id: 'unreachable',
    cause: 'network_unreachable',
    // UNKNOWN: Windows, for what libuv has no name for.
    codes: `
      ETIMEDOUT UND_ERR_CONNECT_TIMEOUT ERR_SOCKET_CONNECTION_TIMEOUT ENETUNREACH EHOSTUNREACH ENETDOWN
      EHOSTDOWN EADDRNOTAVAIL ENONET EACCES EPERM EAFNOSUPPORT UNKNOWN
    `,
  }),
  failureRule({
    id: 'reset',
    cause: 'network_reset',
    codes: `
      ECONNRESET ECONNABORTED EPIPE UND_ERR_SOCKET UND_ERR_CLOSED UND_ERR_DESTROYED
      ERR_STREAM_PREMATURE_CLOSE ENOTCONN ERR_STREAM_DESTROYED ENETRESET
    `,
    says: [
      /socket hang up|other side closed|premature close|\bterminated\b|socket disconnected/i,
      /connection (?:was )?(?:closed|reset)|aborted/i,
    ],
    only: ({ text }) => !/AbortError|TimeoutError/.test(text),
  }),
  failureRule({
    id: 'time-out',
    cause: timedOutCause,
    says: [/AbortError|TimeoutError|timed? ?-?out/i],
  }),
];
