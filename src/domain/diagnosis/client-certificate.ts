import { anyOf, phrase } from '../text/phrase.ts';
import type { Evidence, Rule } from './evidence-view.ts';

/**
 * Answers at the level of HTTP to whoever shows no client certificate, or one that is not taken: many servers end the
 * handshake first, and then say why. Sources: nginx's own pages (495, 496), the words of Kong, Tyk, APISIX, Azure API
 * Management, IIS (403.7) and Apache, RFC 8705, read in November 2026.
 */

const bearers = /client|user|peer|transport|device|caller|consumer|mtls/;
const kinds = /(?:(?:side|ssl|tls|mtls|x\.?509|auth|authentication)[ _-])*/;

/** What nobody speaks of who does not ask the caller for one. */
const certificate = anyOf(
  phrase`\b${bearers}(?:'s)?[ _-]${kinds}cert(?:ificate)?s?\b`,
  /\bx\.?509[ _-](?:client[ _-])?cert(?:ificate)?s?\b|\bmtls\b|mutual[ _-](?:tls|ssl)|(?:two|2)[ _-]way[ _-](?:tls|ssl)/,
  /client (?:didn't|did not|has not) (?:provided?|sen[dt]|present(?:ed)?) (?:an?|any) cert|post-handshake auth/,
  /客户端 ?(?:ssl|tls)? ?证书|双向 ?(?:tls|ssl|认证|证书)|用户证书|客戶端 ?憑證|用戶端 ?憑證/,
);

/** A server may have trouble with other certificates of TLS, too: of these only what the caller has to show. */
const anyOfTls = anyOf(
  /no required (?:ssl|tls) cert|\bthe ssl certificate error\b|\btls certificate failed verification/,
  /\b(?:ssl|tls) cert(?:ificate)? (?:is |was )?(?:required|not (?:sent|present(?:ed)?|provided)|missing)/,
);

const named = /clientcert|peercert|^mtls|mutualtls|tlsclientauth/;

const secret = /(?:key|token|credential|password|bearer)s?\b/;
/** One of both would do, and a key was sent. */
const orAKey = anyOf(
  phrase`${secret}[^.]{0,20} or [^.]{0,30}${certificate}`,
  phrase`(?:${certificate})[^.]{0,20} or [^.]{0,30}${secret}`,
);

/** Nginx's own: a certificate is wrong, or is missing. */
const ofNginx: readonly number[] = [495, 496];
const refusals: readonly number[] = [400, 401, 403, 412, 421, 422, ...ofNginx];

function asksForCertificate({ answer: { status, meant, text, codes } }: Evidence): boolean {
  if (status >= 500 || status < 300 || !refusals.includes(meant)) return false;
  if (ofNginx.includes(status)) return true;
  if (orAKey.test(text)) return false;
  return certificate.test(text) || anyOfTls.test(text) || [...codes].some((code) => named.test(code));
}

/** Never a word about the key: it was not looked at, or is not enough. */
export const clientCertificateRule: Rule = {
  id: 'client-certificate',
  when: (evidence) =>
    asksForCertificate(evidence)
      ? { cause: 'network_tls_untrusted', facts: { reason: 'client_certificate' } }
      : null,
};
