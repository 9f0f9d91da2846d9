import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
import { answered, elsewhere } from './diagnose.support.ts';

/** A relay answers with a status of its own, and the status of the server behind it stands in the body. */

const causeOf = (status: number, body: unknown, headers: Record<string, string> = {}): string => {
  const found = diagnose(answered(status, body, headers, { endpoint: elsewhere }));
  return found.ok ? 'OK' : found.cause;
};

/** Where relays put the status of the server behind them, with a message that says nothing by itself. */
const places: Readonly<Record<string, (inner: number, message: string) => unknown>> = {
  'a number as code': (code, message) => ({ error: { message, code } }),
  'a text as code': (inner, message) => ({ error: { message, code: String(inner) } }),
  'a field status': (status, message) => ({ error: { message, status } }),
  'a field status_code': (status_code, message) => ({ error: { message, status_code } }),
  'a field beside the error': (statusCode, message) => ({ error: { message }, statusCode }),
  'an error within the message': (code, message) => ({
    error: { message: `upstream: ${JSON.stringify({ error: { message, code } })}` },
  }),
  'the words of an SDK': (inner, message) => ({
    error: { message: `${message}. Error code: ${inner} - no` },
  }),
  'the words of axios': (inner, message) => ({
    error: { message: `${message}. Request failed with status code ${inner}` },
  }),
  'HTTP in words': (inner, message) => ({ error: { message: `${message} (HTTP ${inner})` } }),
  'status=': (inner, message) => ({ error: { message: `${message}, status=${inner}` } }),
  'an event of a stream': (code, message) => `data: ${JSON.stringify({ error: { message, code } })}\n\n`,
};

/** What the status within means, where nothing else is said. */
const meanings: readonly (readonly [inner: number, message: string, cause: string])[] = [
  [400, 'Upstream said no', 'request_rejected'],
  [401, 'Unauthorized', 'key_rejected'],
  [402, 'Upstream said no', 'billing_no_credit'],
  [403, 'Permission denied', 'key_missing_scope'],
  [405, 'Upstream said no', 'base_url_wrong_path'],
  [408, 'Upstream said no', 'network_timeout'],
  [413, 'Upstream said no', 'request_too_large'],
  [414, 'Upstream said no', 'request_too_large'],
  [415, 'Upstream said no', 'request_rejected'],
  [422, 'Upstream said no', 'request_rejected'],
  [429, 'Upstream said no', 'rate_limited'],
  [451, 'Upstream said no', 'region_unsupported'],
  [499, 'Upstream said no', 'network_timeout'],
  [503, 'Upstream said no', 'service_overloaded'],
  [529, 'Upstream said no', 'service_overloaded'],
];

describe('a status of 2xx or 5xx means the one that the body names', () => {
  for (const [place, bodyOf] of Object.entries(places)) {
    test.each(meanings)(`${place}: %i`, (inner, message, cause) => {
      // Without a word about the key, only an answer in JSON judges it.
      if ((inner === 401 || inner === 403) && place === 'an event of a stream') return;
      for (const outer of [200, 299, 500, 502, 503, 599]) {
        // A fault of the service judges no key.
        const meant = outer >= 500 && (inner === 401 || inner === 403) ? 'service_error' : cause;
        expect(`${outer} ${causeOf(outer, bodyOf(inner, message))}`).toBe(`${outer} ${meant}`);
      }
    });
  }
});

describe('the status stays as it is', () => {
  test.each([400, 404, 409, 418, 422, 451, 499])('%i, whatever stands within', (outer) => {
    const alone = causeOf(outer, { error: { message: 'Upstream said no' } });
    for (const [inner] of meanings) {
      expect(causeOf(outer, { error: { message: 'Upstream said no', status: inner } })).toBe(alone);
      expect(causeOf(outer, { error: { message: `Upstream said no (HTTP ${inner})` } })).toBe(alone);
    }
  });

  test.each([0, 40, 200, 302, 399, 600, 4000, 4290])('500, where %i is no status of a failure', (inner) => {
    for (const bodyOf of Object.values(places)) {
      expect(causeOf(500, bodyOf(inner, 'Upstream said no'))).toBe('service_error');
    }
  });

  test('500, where the number is a number of something else', () => {
    for (const message of ['401 users', 'it took 401 ms', 'order 429 failed', 'status of job 401-b']) {
      expect(causeOf(500, { error: { message } })).toBe('service_error');
    }
  });

  test('a code counts more than words, and the first of several codes counts', () => {
    expect(causeOf(500, { error: { message: 'Upstream said no (HTTP 429)', code: 402 } })).toBe(
      'billing_no_credit',
    );
    expect(causeOf(500, { error: { message: 'Upstream said no', code: 429, status: 402 } })).toBe(
      'rate_limited',
    );
  });

  test('what is told and quoted is the status that came', () => {
    const found = diagnose(
      answered(500, { error: { message: 'Slow down', code: 429 } }, {}, { endpoint: elsewhere }),
    );
    expect(found).toMatchObject({ cause: 'rate_limited', status: 500, code: '429', said: 'Slow down' });
  });
});
