import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
import { answered, elsewhere } from './diagnose.support.ts';
import { variants } from './diagnose.variants.ts';
import { wordings } from './diagnose.wordings.ts';

describe('answers that nobody recorded get the cause that they speak of', () => {
  test('there are many', () => expect(variants.length).toBeGreaterThan(120));

  test.each(variants.map((variant) => [variant[0], variant] as const))('%s', (_, variant) => {
    const [, host, status, body, cause, headers = {}] = variant;
    const found = diagnose(answered(status, body, headers, host === 'own' ? {} : { endpoint: elsewhere }));
    expect(found.ok ? 'OK' : found.cause).toBe(cause);
  });
});

describe.each([
  ["OpenAI's own host", {}],
  ['another host', { endpoint: elsewhere }],
])('other wordings at %s', (_, changes) => {
  test.each(wordings)('%s: %i %j', (cause, status, body) => {
    const found = diagnose(answered(status, body, {}, changes));
    expect(found.ok ? 'OK' : found.cause).toBe(cause);
  });
});

describe.each([
  ["OpenAI's own host", {}],
  ['another host', { endpoint: elsewhere }],
])('a 401 with a code of refused keys at %s', (_, changes) => {
  const causeOf = (message: string): string => {
    const found = diagnose(answered(401, { error: { message, code: 'invalid_api_key' } }, {}, changes));
    return found.ok ? 'OK' : found.cause;
  };
  test.each(['nope', 'Bad header 7a', 'Rejected.', 'The server says no', 'Header value was not accepted'])(
    'words that say nothing of it: %s',
    (message) => expect(causeOf(message)).toBe('key_rejected'),
  );
  test('words that say another thing', () => {
    expect(causeOf('Missing authorization header')).not.toBe('key_rejected');
    expect(causeOf('Access from your region is not allowed')).toBe('region_unsupported');
  });
});
