import { describe, expect, test } from 'vitest';
import type { Cause } from '../../src/domain/diagnosis/causes.ts';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
import type { ErrorLink, Exchange, Phase } from '../../src/domain/diagnosis/evidence.ts';
import { defaultEndpoint } from '../../src/domain/network/endpoint.ts';
import { answered, failed } from './diagnose.support.ts';

const coded = (code: string, more: Partial<ErrorLink> = {}): ErrorLink => ({
  name: 'Error',
  message: code,
  code,
  ...more,
});
const outer: ErrorLink = { name: 'TypeError', message: 'fetch failed' };
const causeOf = (exchange: Exchange): string => {
  const found = diagnose(exchange);
  return found.ok ? 'OK' : found.cause;
};

describe('codes', () => {
  const table: readonly (readonly [Cause, Phase, readonly string[]])[] = [
    [
      'network_dns',
      'dns',
      ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_FAIL', 'ESERVFAIL', 'ENODATA', 'ETIMEOUT'],
    ],
    ['network_refused', 'connect', ['ECONNREFUSED']],
    [
      'network_unreachable',
      'connect',
      [
        'ENETUNREACH',
        'EHOSTUNREACH',
        'ENETDOWN',
        'EHOSTDOWN',
        'ETIMEDOUT',
        'UND_ERR_CONNECT_TIMEOUT',
        'EADDRNOTAVAIL',
        'EACCES',
      ],
    ],
    [
      'network_reset',
      'headers',
      ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE'],
    ],
    [
      'network_timeout',
      'headers',
      ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ESOCKETTIMEDOUT', 'ETIMEDOUT'],
    ],
    ['network_tls_clock', 'tls', ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID']],
    [
      'network_tls_untrusted',
      'tls',
      [
        'DEPTH_ZERO_SELF_SIGNED_CERT',
        'SELF_SIGNED_CERT_IN_CHAIN',
        'UNABLE_TO_GET_ISSUER_CERT',
        'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
        'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
        'CERT_UNTRUSTED',
        'INVALID_CA',
        'CERT_REVOKED',
        'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
      ],
    ],
    ['network_tls_host', 'tls', ['ERR_TLS_CERT_ALTNAME_INVALID', 'ERR_SSL_TLSV1_UNRECOGNIZED_NAME']],
    [
      'network_not_tls',
      'tls',
      [
        'ERR_SSL_WRONG_VERSION_NUMBER',
        'EPROTO',
        'ERR_SSL_HTTP_REQUEST',
        'ERR_SSL_PACKET_LENGTH_TOO_LONG',
        'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION',
      ],
    ],
    [
      'not_openai_api',
      'headers',
      ['HPE_INVALID_CONSTANT', 'HPE_HEADER_OVERFLOW', 'HPE_CLOSED_CONNECTION', 'Z_DATA_ERROR'],
    ],
    ['base_url_invalid', 'prepare', ['ERR_INVALID_URL', 'ERR_INVALID_PROTOCOL', 'ERR_UNESCAPED_CHARACTERS']],
    ['key_damaged', 'prepare', ['ERR_INVALID_CHAR']],
    [
      'network_proxy_unreachable',
      'proxy',
      [
        'ECONNREFUSED',
        'ENOTFOUND',
        'ECONNRESET',
        'ETIMEDOUT',
        'EHOSTUNREACH',
        'HPE_INVALID_CONSTANT',
        'ERR_INVALID_URL',
      ],
    ],
    ['network_tls_untrusted', 'proxy', ['SELF_SIGNED_CERT_IN_CHAIN']],
    ['network_not_tls', 'proxy', ['ERR_SSL_WRONG_VERSION_NUMBER']],
  ];
  for (const [cause, phase, codes] of table) {
    test.each(codes)(`${cause} in ${phase}: %s`, (code) => {
      expect(causeOf(failed([outer, coded(code)], phase))).toBe(cause);
      expect(causeOf(failed([coded(code)], phase))).toBe(cause);
    });
  }
});

describe('our own time limit, by how far the call came', () => {
  const abort: ErrorLink = { name: 'AbortError', message: 'This operation was aborted' };
  test.each<[Phase, Cause]>([
    ['dns', 'network_dns'],
    ['connect', 'network_unreachable'],
    ['proxy', 'network_proxy_unreachable'],
    ['tls', 'network_timeout'],
    ['headers', 'network_timeout'],
    ['body', 'network_timeout'],
  ])('%s', (phase, cause) => {
    expect(causeOf(failed([abort], phase, { timedOut: true }))).toBe(cause);
    // Destroying the socket may look like a reset.
    expect(
      causeOf(failed([coded('ECONNRESET', { message: 'socket hang up' })], phase, { timedOut: true })),
    ).toBe(cause);
    expect(causeOf(failed([], phase, { timedOut: true }))).toBe(cause);
  });
});

describe('client certificates', () => {
  test.each([
    'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
    'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
    'ERR_SSL_SSLV3_ALERT_CERTIFICATE_UNKNOWN',
    'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
    'ERR_SSL_TLSV1_ALERT_ACCESS_DENIED',
  ])('an alert about a certificate that this side never showed: %s', (code) => {
    expect(diagnose(failed([coded(code)], 'headers'))).toMatchObject({
      cause: 'network_tls_untrusted',
      facts: { reason: 'client_certificate' },
    });
  });

  test('a handshake that is refused is that once keys are agreed on, and at the hosts of OpenAI that want one', () => {
    const message =
      '80FC:error:0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:SSL alert number 40';
    const refusal = [coded('EPROTO', { message })];
    expect(diagnose(failed(refusal, 'tls'))).toMatchObject({
      cause: 'network_not_tls',
      facts: { reason: 'refused' },
    });
    const late = failed(refusal, 'tls');
    expect(
      diagnose({ ...late, failure: { phase: 'tls', timedOut: false, chain: refusal, keysAgreed: true } }),
    ).toMatchObject({ cause: 'network_tls_untrusted', facts: { reason: 'client_certificate' } });
    for (const host of ['mtls.api.openai.com', 'mtls-eu.api.openai.com']) {
      const endpoint = { ...defaultEndpoint, baseURL: `https://${host}/v1`, host };
      expect(diagnose(failed(refusal, 'tls', { endpoint }))).toMatchObject({
        cause: 'network_tls_untrusted',
        facts: { reason: 'client_certificate' },
      });
    }
  });
});

describe('proxies', () => {
  test.each([
    [407, 'network_proxy_auth'],
    [401, 'network_proxy_auth'],
    [403, 'network_proxy_refused'],
    [302, 'network_proxy_refused'],
    [405, 'network_proxy_refused'],
    [511, 'network_proxy_refused'],
    [500, 'network_unreachable'],
    [502, 'network_unreachable'],
    [503, 'network_unreachable'],
    [504, 'network_unreachable'],
    [429, 'network_unreachable'],
  ])('answer %i to CONNECT', (proxyStatus, cause) => {
    const found = diagnose(
      failed([{ name: 'Error', message: 'refused', proxyStatus }], 'proxy', {
        proxy: 'http://proxy.example:8080',
      }),
    );
    expect(found).toMatchObject({
      cause,
      facts: { proxyStatus },
      call: { proxy: 'http://proxy.example:8080' },
    });
  });

  test('wordings of older agents', () => {
    expect(
      causeOf(
        failed(
          [{ name: 'Error', message: 'tunneling socket could not be established, statusCode=407' }],
          'connect',
        ),
      ),
    ).toBe('network_proxy_auth');
  });

  test('a SOCKS address given by mistake', () => {
    const found = diagnose(
      failed([{ name: 'Error', message: 'Unsupported proxy protocol: socks5:' }], 'proxy'),
    );
    expect(found).toMatchObject({ cause: 'network_proxy_unreachable', facts: { reason: 'address' } });
  });
});

describe('what else is known', () => {
  test('aggregates: one refused address says more than one without a route', () => {
    expect(
      causeOf(
        failed(
          [
            { name: 'AggregateError', message: '' },
            coded('ENETUNREACH'),
            coded('ECONNREFUSED', { port: 443 }),
          ],
          'connect',
        ),
      ),
    ).toBe('network_refused');
  });

  test('a port only where the host is told without it', () => {
    const refused = failed([coded('ECONNREFUSED', { port: 8080 })], 'connect');
    const portAt = (host: string) => {
      const endpoint = { ...refused.endpoint, host };
      return diagnose({ ...refused, endpoint });
    };
    expect(portAt('gateway.example')).toMatchObject({ facts: { port: 8080 } });
    expect(portAt('gateway.example:8080')).not.toHaveProperty('facts.port', 8080);
  });

  test('certificate and clock are facts', () => {
    const tls = { issuer: 'CN=Corp', validFrom: 'a', validTo: 'b', altNames: 'DNS:x' };
    expect(diagnose(failed([coded('CERT_HAS_EXPIRED')], 'tls', { tls }))).toMatchObject({
      facts: { issuer: 'CN=Corp', localTime: '2026-11-21T10:00:00.000Z' },
      code: 'CERT_HAS_EXPIRED',
    });
  });

  test('messages without a code', () => {
    expect(causeOf(failed([{ name: 'Error', message: 'socket hang up' }], 'headers'))).toBe('network_reset');
    expect(
      causeOf(
        failed(
          [{ name: 'TypeError', message: 'Headers.append: "Bearer …" is an invalid header value.' }],
          'prepare',
        ),
      ),
    ).toBe('key_damaged');
    expect(
      causeOf(
        failed(
          [
            {
              name: 'TypeError',
              message:
                'Cannot convert argument to a ByteString because the character at index 7 has a value of 8230',
            },
          ],
          'prepare',
        ),
      ),
    ).toBe('key_damaged');
    expect(causeOf(failed([outer, { name: 'Error', message: 'bad port' }], 'prepare'))).toBe(
      'base_url_invalid',
    );
    expect(causeOf(failed([{ name: 'Error', message: 'something never seen' }], 'headers'))).toBe('unknown');
    expect(causeOf(failed([], 'headers'))).toBe('unknown');
  });

  test('an error that came through whole counts, although the connection broke off', () => {
    const failure = { phase: 'body', timedOut: false, chain: [coded('ECONNRESET')] } as const;
    expect(
      causeOf(
        answered(
          401,
          { error: { message: 'Incorrect API key provided', code: 'invalid_api_key' } },
          {},
          { failure },
        ),
      ),
    ).toBe('key_rejected');
    expect(causeOf(answered(200, '{"choices":[{"mes', {}, { failure }))).toBe('network_reset');
    expect(causeOf(answered(200, '', {}, { failure: { ...failure, timedOut: true } }))).toBe(
      'network_timeout',
    );
    expect(causeOf(answered(401, '', {}, { failure }))).toBe('network_reset');
  });
});

describe('a header that cannot be sent', () => {
  const refused = [
    { name: 'TypeError', message: 'A header value holds a character that no header may hold.' },
    {
      name: 'TypeError',
      message: 'Invalid character in header content ["openai-organization"]',
      code: 'ERR_INVALID_CHAR',
    },
  ];
  test.each([
    ['organization_mismatch', { organization: 'org-a\nX: 1' }],
    ['project_mismatch', { project: 'proj_\u4e2d' }],
    ['key_damaged', { organization: 'org-a' }],
  ] as const)('%s', (cause, ids) => {
    for (const link of refused) {
      expect(diagnose(failed([link], 'prepare', ids))).toMatchObject({ cause });
    }
  });
});

test.each([
  ['\u001b[31morg-1', null, 'organization_mismatch'],
  ['org-1\u0007', null, 'organization_mismatch'],
  ['org-1\u007f', null, 'organization_mismatch'],
  [null, 'proj_1\u0000', 'project_mismatch'],
  [null, 'proj_\u001b]0;x', 'project_mismatch'],
  [null, null, 'key_damaged'],
])(
  'a header that cannot be sent is the fault of the value that does not fit: %j, %j',
  (organization, project, cause) => {
    const message = 'Invalid character in header content ["openai-organization"]';
    const chain = [{ name: 'TypeError', code: 'ERR_INVALID_CHAR', message }];
    const found = diagnose(failed(chain, 'prepare', { organization, project }));
    expect(found).toMatchObject({ cause });
  },
);
