import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
import type { Exchange } from '../../src/domain/diagnosis/evidence.ts';
import { answered } from './diagnose.support.ts';

/** Answers that broke off: what came through decides where it says enough, else the break does. */

const reset = { name: 'Error', message: 'read ECONNRESET', code: 'ECONNRESET' };
const cut = (status: number, body: unknown, changes: Partial<Exchange> = {}): Exchange =>
  answered(
    status,
    body,
    { 'x-request-id': 'req_cut' },
    { failure: { phase: 'body', timedOut: false, chain: [reset] }, ...changes },
  );

const rejected = { error: { message: 'Incorrect API key provided', code: 'invalid_api_key' } };
const broken = '{"error": {"message": "Incorrect API key prov';

describe('the answer decides', () => {
  test.each<[string, number, unknown, string]>([
    ['an error that came whole', 401, rejected, 'key_rejected'],
    ['an error of a service', 503, { error: { message: 'Overloaded' } }, 'service_overloaded'],
    [
      'an error whose end is missing',
      429,
      '{"error": {"message": "Rate limit reached for gpt',
      'rate_limited',
    ],
    ['a page', 502, '<html><title>502 Bad Gateway</title><body>', 'service_error'],
    ['a page of an edge', 403, '<html><title>Just a moment...</title>', 'network_blocked'],
    ['text', 500, 'Internal Server Er', 'service_error'],
    ['an event of a stream', 429, 'data: {"error": {"message": "Too many requests"}}\n\n', 'rate_limited'],
    ['a redirect with a body', 302, 'Moved', 'base_url_redirects'],
    ['the lowest such status', 300, 'Multiple choices', 'base_url_redirects'],
    ['an error within a success', 200, rejected, 'key_rejected'],
  ])('%s: %i', (_, status, body, cause) => {
    expect(diagnose(cut(status, body))).toMatchObject({ ok: false, cause, status, requestId: 'req_cut' });
  });

  test('a completion that came whole is one', () => {
    const body = { choices: [{ message: { content: 'Hi' } }] };
    expect(diagnose(cut(200, body))).toEqual({ ok: true });
  });
});

describe('the break decides', () => {
  test.each<[string, number, unknown]>([
    ['a success whose end is missing', 200, broken],
    ['the highest such status', 299, broken],
    ['half a completion', 200, '{"choices": [{"message": {"content": "H'],
    ['a page in the place of a success', 200, '<html><title>Welcome'],
    ['the beginning of a stream', 200, 'data: {"choices": [{"delta": {}}]}\n\n'],
    ['nothing of a success', 200, null],
    ['nothing of a failure', 401, null],
    ['blanks', 500, ' \n'],
  ])('%s: %i', (_, status, body) => {
    expect(diagnose(cut(status, body))).toMatchObject({
      ok: false,
      cause: 'network_reset',
      status,
      code: 'ECONNRESET',
      said: 'read ECONNRESET',
      requestId: 'req_cut',
      continues: false,
    });
  });

  test('a break by our own time limit is a time-out', () => {
    const failure = {
      phase: 'body',
      timedOut: true,
      chain: [{ name: 'AbortError', message: 'aborted' }],
    } as const;
    expect(diagnose(cut(200, broken, { failure }))).toMatchObject({ cause: 'network_timeout', status: 200 });
    expect(diagnose(cut(401, rejected, { failure }))).toMatchObject({ cause: 'key_rejected', status: 401 });
  });
});

test('neither an answer nor a failure is unknown', () => {
  expect(diagnose(cut(0, null, { response: null, failure: null }))).toMatchObject({
    cause: 'unknown',
    status: null,
  });
});
