import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
import { answered, elsewhere } from './diagnose.support.ts';

const nginx = (text: string) =>
  `<html>\r\n<head><title>400 ${text}</title></head>\r\n<body>\r\n<center><h1>400 Bad Request</h1></center>\r\n<center>${text}</center>\r\n<hr><center>nginx/1.27.3</center>\r\n</body>\r\n</html>\r\n`;
const said = (message: string, more: object = {}) => ({ error: { message, ...more } });
const own = {};
const other = { endpoint: elsewhere };

/** Answers to whoever shows no client certificate, or one that is not accepted: by servers, gateways, and edges. */
const wanted: readonly (readonly [name: string, status: number, body: unknown, at?: object])[] = [
  ['nginx', 400, nginx('No required SSL certificate was sent')],
  ['nginx, another one', 400, nginx('The SSL certificate error')],
  ['nginx, its own status', 496, ''],
  ['nginx, its own status for a bad one', 495, ''],
  ['OpenAI, by its code', 401, said('Mutual TLS is required.', { code: 'mtls_required' }), own],
  [
    'OpenAI, in words',
    401,
    said('This project requires a valid mTLS certificate to be presented.', {
      type: 'invalid_request_error',
    }),
    own,
  ],
  ['OpenAI, about the organization', 403, said('Client certificate not provided for organization.'), own],
  ['Kong', 401, { message: 'No required TLS certificate was sent' }],
  ['Kong, not verified', 401, { message: 'TLS certificate failed verification' }],
  ['Tyk', 403, { error: 'Client TLS certificate is required' }],
  ['APISIX', 400, { message: 'client certificate was not present' }],
  ['API Management', 403, { statusCode: 403, message: 'Invalid client certificate' }],
  ['IIS', 403, '<html><title>403.7 - Client certificate required.</title><body></body></html>'],
  [
    'Apache',
    403,
    "<html><head><title>403 Forbidden</title></head><body><h1>Forbidden</h1><p>You don't have permission to access this resource.Reason: Cannot perform Post-Handshake Authentication.<br /></p></body></html>",
  ],
  ['plain text', 401, 'client certificate required'],
  ['a wall of text', 403, 'Forbidden: Client certificate required'],
  ['Pomerium', 403, said('a valid client certificate is required to access this page')],
  [
    'a bank',
    401,
    said(
      'A valid client certificate is required to access this resource. Contact your account administrator.',
    ),
  ],
  [
    'another bank',
    400,
    { error: 'invalid_client', error_description: 'Transport certificate not found in the request' },
  ],
  ['a load balancer', 400, { error: 'client_cert_not_provided' }],
  ['a code only', 403, { error: { code: 'MTLS_CERT_REQUIRED' } }],
  ['Go', 403, "tls: client didn't provide a certificate"],
  ['two-way', 401, { message: 'Two-way SSL authentication failed: no peer certificate' }],
  ['revoked', 403, said('Your client certificate has been revoked.')],
  ['expired', 403, said('The client certificate has expired')],
  ['not trusted', 403, { message: 'The presented client certificate is not trusted by this gateway' }],
  ['Chinese', 403, { message: '缺少客户端证书' }],
  ['Chinese, both ways', 401, { msg: '该接口需要双向 TLS 认证' }],
  ['Chinese, page', 400, '<html><title>400</title><body>未提供有效的客户端证书</body></html>'],
  ['X.509', 401, said('X.509 certificate missing from the request')],
  [
    'with a key in the same breath',
    401,
    said('API key accepted, but no mTLS client certificate was presented'),
  ],
];

describe('an answer about a client certificate', () => {
  const answers = wanted.map(([name, status, body, at = other]) => ({ name, status, body, at }));
  test.each(answers)('$name', ({ status, body, at }) => {
    expect(diagnose(answered(status, body, {}, at))).toMatchObject({
      cause: 'network_tls_untrusted',
      facts: { reason: 'client_certificate' },
    });
  });

  test.each([
    ['a key or a certificate', 401, said('Invalid API key or client certificate'), 'key_rejected'],
    ['a certificate or a key', 401, said('Provide a client certificate or a valid API key.'), 'unknown'],
    [
      'a gateway that lacks one for the service behind it',
      502,
      said('upstream requires a client certificate'),
      'service_error',
    ],
    [
      'another certificate',
      400,
      said('Invalid value for parameter `certificate`.', { param: 'certificate' }),
      'request_rejected',
    ],
    ['a key', 401, said('Incorrect API key provided', { code: 'invalid_api_key' }), 'key_rejected'],
    ['plain http', 400, nginx('The plain HTTP request was sent to HTTPS port'), 'network_not_tls'],
  ])('not where it is about %s', (_, status, body, cause) => {
    expect(diagnose(answered(status, body, {}, other))).toMatchObject({ cause });
  });

  test.each([
    ['Envoy', 403, 'RBAC: access denied'],
    ['Amazon', 403, { message: 'Forbidden' }],
    [
      'Cloudflare',
      403,
      '<html><title>Attention Required! | Cloudflare</title><body>Sorry, you have been blocked</body></html>',
    ],
    [
      'Cloudflare Access',
      403,
      "<html><title>Error</title><body>Forbidden. You don't have permission to view this. Please contact your system administrator.</body></html>",
    ],
  ])('%s says nothing of certificates: never the fault of the key', (_, status, body) => {
    const found = diagnose(answered(status, body, {}, other));
    expect(found).not.toMatchObject({ cause: expect.stringMatching(/^key_/) });
  });
});
