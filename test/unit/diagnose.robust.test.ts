import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { causes } from '../../src/domain/diagnosis/causes.ts';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
import english from '../../src/i18n/en/causes.ts';
import chinese from '../../src/i18n/zh-CN/causes.ts';
import { explain } from '../../src/ui/explain.ts';
import { show } from '../support/show.ts';
import { answered, elsewhere } from './diagnose.support.ts';

const numRuns = process.env['CI'] ? 3000 : 300;

/** Strings that rules look for, so that random answers come near them. */
const words = fc.constantFrom(
  'error',
  'message',
  'invalid',
  'api key',
  'token',
  'model',
  'not found',
  'rate limit',
  'quota',
  'region',
  'ip',
  'organization',
  'project',
  'please try again in ',
  '5s',
  '额度',
  '令牌',
  '模型',
  '{',
  '"',
  "'code': '",
  '<title>',
  '*****',
  '\u001b[31m',
  '\u202e',
);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(words, { maxLength: 12 }).map((parts) => parts.join(' ')),
);
const named = fc.dictionary(
  fc.constantFrom(
    'error',
    'message',
    'code',
    'type',
    'param',
    'detail',
    'errors',
    'choices',
    'data',
    'usage',
    'object',
    'loc',
    'metadata',
    'raw',
    'base_resp',
  ),
  fc.oneof(text, fc.integer(), fc.constant(null)),
  { maxKeys: 4 },
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    text,
    fc.integer(),
    fc.constant(null),
    named,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('error', 'detail', 'message', 'choices', 'data'), tie('value'), {
      maxKeys: 3,
    }),
  ),
})).value;
const body = fc.oneof(
  text,
  json.map((value) => JSON.stringify(value)),
  json.map((value) => `<html><title>${JSON.stringify(value)}`),
);
const headers = fc.dictionary(
  fc.constantFrom(
    'retry-after',
    'retry-after-ms',
    'location',
    'x-request-id',
    'www-authenticate',
    'x-ratelimit-reset-requests',
    'date',
  ),
  text,
  { maxKeys: 3 },
);

function fail(content: string): never {
  throw new Error(`taken for an answer: ${JSON.stringify(content)}`);
}

describe('any answer', () => {
  test('gets a verdict with clean words in both languages', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 599 }),
        body,
        headers,
        fc.constantFrom('reach' as const, 'models' as const, 'chat' as const),
        fc.boolean(),
        (status, content, fields, purpose, official) => {
          const found = diagnose(
            answered(status, content, fields, { purpose, ...(official ? {} : { endpoint: elsewhere }) }),
          );
          if (found.ok) return;
          expect(Object.keys(causes)).toContain(found.cause);
          if (found.retryAfterSeconds !== null) expect(found.retryAfterSeconds).toBeGreaterThan(0);
          for (const language of [english, chinese]) {
            const diagnosis = explain(found, { official, host: 'relay.example' }, language, show);
            const { title, explanation, remedies, code, requestId } = diagnosis;
            const said = [title, explanation, code, requestId, ...remedies.map(({ text }) => text)].join(' ');
            expect(said).not.toMatch(/[\p{Cc}\u200b-\u200f\u202a-\u202e]/u);
          }
        },
      ),
      { numRuns },
    );
  });

  test('found at random, and kept: a page whose title is a quoted escape sequence', () => {
    for (const content of [
      '<html><title>"\\u001b[31m \u001b[31m"',
      '<html><title>"error \u202e \\u202e"</title>',
    ]) {
      const found = diagnose(answered(200, content));
      const { title, explanation } = explain(
        found.ok ? fail(content) : found,
        { official: true, host: 'x.example' },
        english,
        show,
      );
      expect(`${title} ${explanation}`).not.toMatch(/[\p{Cc}\u200b-\u200f\u202a-\u202e]/u);
    }
  });

  test('never blames the key without being asked about it', () => {
    const innocent = fc.constantFrom(
      'Your IP is not authorized to make this request.',
      'Country, region, or territory not supported',
      'Missing scopes: model.request',
      'No such organization: org-x',
      'Rate limit reached for requests',
      'You exceeded your current quota',
      'The model `x` does not exist',
      'Our servers are currently overloaded',
      'The project has been archived',
    );
    const nothing = fc.constantFrom(null, '', 'x', 0);
    fc.assert(
      fc.property(
        innocent,
        fc.constantFrom(400, 401, 403, 404, 429, 500, 503),
        fc.constantFrom('invalid_request_error', 'authentication_error', null),
        nothing,
        (message, status, type, param) => {
          const found = diagnose(answered(status, { error: { message, type, param, code: null } }));
          expect(found.ok ? 'OK' : found.cause).not.toBe('key_rejected');
        },
      ),
      { numRuns },
    );
  });
});

describe('hostile size', () => {
  const size = 1 << 20;
  test.each([
    ['words', 'invalid model api key rate limit '.repeat(size / 32)],
    ['blanks', ' '.repeat(size)],
    ['braces', '{'.repeat(size)],
    ['stars', `sk-abcde${'*'.repeat(size)}`],
    ['tags', '<'.repeat(size)],
    ['open scripts', '<script>'.repeat(size / 8)],
    ['underscores', 'a_'.repeat(size / 2)],
    ['nested arrays', '['.repeat(5000) + ']'.repeat(5000)],
    ['one long message', JSON.stringify({ error: { message: 'project access to model '.repeat(40_000) } })],
    [
      'many errors',
      JSON.stringify({ errors: Array.from({ length: 20_000 }, () => ({ message: 'invalid', code: 'x' })) }),
    ],
    ['quotes', JSON.stringify({ error: { message: `{'message': '${"a'".repeat(300_000)}` } })],
  ])('%s are no answer, and blame no key', (_, content) => {
    for (const status of [200, 401, 503]) {
      const found = diagnose(answered(status, content));
      expect(found.ok).toBe(false);
      if (status !== 401) expect(found).not.toMatchObject({ cause: expect.stringMatching(/^key_/) });
    }
  });
});

test.each([
  ['\ufffd\ufffdPNG\u0000\ufffd'.repeat(50), null],
  ['\u0000'.repeat(100), null],
  ['', null],
  ['caf\ufffd is closed', 'caf\ufffd is closed'],
  ['服务器繁忙', '服务器繁忙'],
])('what is no text is not quoted: %j', (body, said) => {
  const found = diagnose(answered(200, body, { 'content-type': 'application/octet-stream' }));
  expect(found).toMatchObject({ said });
});
