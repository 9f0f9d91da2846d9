import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
import type { Exchange } from '../../src/domain/diagnosis/evidence.ts';
import { answered, elsewhere } from './diagnose.support.ts';

/** HTML where JSON should be, and answers that no rule knows: judged by the status and a few words. */

const page = (text: string): string => `<!doctype html><html><body><h1>${text}</h1></body></html>`;
const at = (baseURL: string): Partial<Exchange> => ({ endpoint: { ...elsewhere, baseURL } });
const other = at('https://relay.example/v1');
const bare = at('https://relay.example');

function causeOf(status: number, body: unknown, changes: Partial<Exchange> = {}, headers = {}): string {
  const found = diagnose(answered(status, body, headers, changes));
  return found.ok ? 'OK' : found.cause;
}

describe('a page by its status', () => {
  test.each<[number, string, string]>([
    [500, 'Internal Server Error', 'service_error'],
    [502, 'Bad Gateway', 'service_error'],
    [503, 'Service Unavailable', 'service_error'],
    [599, 'Network Connect Timeout', 'service_error'],
    [500, 'The server is overloaded', 'service_overloaded'],
    [503, 'We are too busy right now', 'service_overloaded'],
    [503, 'No capacity left', 'service_overloaded'],
    [413, 'Request Entity Too Large', 'request_too_large'],
    [414, 'URI Too Long', 'request_too_large'],
    [451, 'For legal reasons', 'region_unsupported'],
    [408, 'Request Timeout', 'network_timeout'],
    [403, 'No', 'network_blocked'],
    [405, 'Not Allowed', 'base_url_wrong_path'],
    [429, 'Slow down', 'rate_limited'],
    [407, 'Proxy', 'network_proxy_auth'],
    [511, 'Network', 'network_intercepted'],
  ])('%i "%s" is the same everywhere: %s', (status, text, cause) => {
    for (const where of [{}, other, bare]) expect(causeOf(status, page(text), where)).toBe(cause);
  });

  test.each<[number, string, string]>([
    [200, 'Hello', 'network_intercepted'],
    [299, 'Hello', 'network_intercepted'],
    [400, 'Bad Request', 'network_intercepted'],
    [404, 'Not Found', 'network_intercepted'],
    [418, 'Teapot', 'network_intercepted'],
    [499, 'Closed', 'network_intercepted'],
    [404, 'Cannot GET /v1/v1/models', 'base_url_wrong_path'],
    [404, 'Cannot POST /chat', 'base_url_wrong_path'],
  ])('%i "%s" at OpenAI: %s', (status, text, cause) => expect(causeOf(status, page(text))).toBe(cause));

  test.each<[string, number, string, Partial<Exchange>, string]>([
    ['a missing page', 404, 'Not Found', other, 'not_openai_api'],
    ['a missing page under a bare host', 404, 'Not Found', bare, 'base_url_wrong_path'],
    ['another failure under a bare host', 400, 'Bad Request', bare, 'not_openai_api'],
    ['the lowest failure', 400, 'Bad Request', other, 'not_openai_api'],
    ['no application', 200, 'Hello', other, 'network_intercepted'],
    ['no application under a bare host', 200, 'Hello', bare, 'network_intercepted'],
    ['an application', 200, 'Welcome to nginx!', other, 'not_openai_api'],
    ['an application under a bare host', 200, 'Welcome to nginx!', bare, 'base_url_wrong_path'],
    ['words of express', 404, 'Cannot POST /v1/chat/completions', other, 'base_url_wrong_path'],
  ])('elsewhere, %s: %i', (_, status, text, where, cause) => {
    expect(causeOf(status, page(text), where)).toBe(cause);
  });

  test.each([
    ['https://relay.example/', 'base_url_wrong_path'],
    ['https://relay.example/v1/v1', 'base_url_wrong_path'],
    ['https://relay.example/v1/chat/completions', 'base_url_wrong_path'],
    ['https://relay.example/v1/completions', 'base_url_wrong_path'],
    ['https://relay.example/v1/models', 'base_url_wrong_path'],
    ['https://relay.example/v1', 'not_openai_api'],
    ['https://relay.example/api/v2/', 'not_openai_api'],
    ['no url', 'base_url_wrong_path'],
  ])('a missing page under %s: %s', (baseURL, cause) => {
    expect(causeOf(404, page('Not Found'), at(baseURL))).toBe(cause);
  });
});

test.each<[number, string]>([
  [200, 'network_intercepted'],
  [299, 'network_intercepted'],
  [401, 'network_intercepted'],
  [403, 'network_intercepted'],
  [400, 'not_openai_api'],
  [404, 'not_openai_api'],
  [500, 'service_error'],
])('a page that wants somebody to sign in, elsewhere: %i is %s', (status, cause) => {
  expect(causeOf(status, '<html><title>Sign in</title><body>Welcome</body></html>', other)).toBe(cause);
});

describe('what no other rule knew', () => {
  test.each<[string, number, unknown, string]>([
    ['a refused model', 403, { error: { message: 'The model is not for you' } }, 'model_no_access'],
    ['models in Chinese', 403, { error: { message: '模型：拒绝' } }, 'model_no_access'],
    ['a refusal without a word', 403, null, 'network_blocked'],
    ['a refusal in plain text', 403, 'No', 'network_blocked'],
    ['a refusal in JSON', 403, { error: { message: 'No' } }, 'unknown'],
    ['nothing there', 404, null, 'base_url_wrong_path'],
    ['nothing there, in text', 405, 'no', 'base_url_wrong_path'],
    ['gone', 410, { detail: 'gone' }, 'model_retired'],
    ['gone, in text', 410, 'gone', 'base_url_wrong_path'],
    ['not implemented', 501, { error: { message: 'not_implemented' } }, 'base_url_wrong_path'],
    ['an error object', 404, { error: { message: 'gone', code: null } }, 'unknown'],
    ['an error that is a text', 404, { error: 'gone' }, 'base_url_wrong_path'],
    ['misdirected', 421, { error: { message: 'gone' } }, 'not_openai_api'],
    ['to be upgraded', 426, null, 'not_openai_api'],
    ['another status', 420, { error: { message: 'gone' } }, 'unknown'],
    ['an odd success', 200, { hello: 'world' }, 'not_openai_api'],
    ['an odd success in text', 299, 'ok', 'not_openai_api'],
    ['a failure in a success', 200, { error: { message: 'gone' } }, 'unknown'],
  ])('%s: %i', (_, status, body, cause) => expect(causeOf(status, body, other)).toBe(cause));

  test('a success without a word is somebody in between at OpenAI, and another server elsewhere', () => {
    expect(causeOf(200, null)).toBe('network_intercepted');
    expect(causeOf(204, null, other)).toBe('not_openai_api');
  });
});

describe('redirects', () => {
  test.each<[number, string | undefined, string]>([
    [300, undefined, 'base_url_redirects'],
    [302, 'https://relay.example/v1/login', 'base_url_redirects'],
    [302, '/login', 'base_url_redirects'],
    [302, 'https://portal.hotel.example/', 'network_intercepted'],
    [307, 'https://hotel.example/login', 'network_intercepted'],
    [308, 'https://www.relay.example/v1/models', 'base_url_redirects'],
    [399, 'https://[', 'base_url_redirects'],
  ])('%i to %s: %s', (status, location, cause) => {
    const headers = location === undefined ? {} : { location };
    expect(causeOf(status, '', other, headers)).toBe(cause);
  });
});
