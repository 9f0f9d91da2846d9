import { describe, expect, test } from 'vitest';
import { causes, refusesKey } from '../../src/domain/diagnosis/causes.ts';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
import type { Exchange } from '../../src/domain/diagnosis/evidence.ts';
import type { Finding } from '../../src/domain/diagnosis/finding.ts';
import { readError } from '../../src/domain/diagnosis/json-error.ts';
import { readPage } from '../../src/domain/diagnosis/page-text.ts';
import { answered } from './diagnose.support.ts';

function finding(exchange: Exchange): Finding {
  const found = diagnose(exchange);
  if (found.ok) throw new Error('expected a failure');
  return found;
}

describe('the id of a request', () => {
  const spelled = [
    'x-request-id',
    'request-id',
    'x-requestid',
    'openai-request-id',
    'apim-request-id',
    'x-ms-request-id',
    'x-oneapi-request-id',
    'x-trace-id',
  ];
  const body = (more: object = {}) => ({ error: { message: 'no', code: null, ...more } });
  const idOf = (headers: Record<string, string>, more: object = {}) =>
    finding(answered(500, body(more), headers)).requestId;

  test.each(spelled)('stands in the header %s', (name) => expect(idOf({ [name]: 'id-1' })).toBe('id-1'));

  test('is that of the first header that says anything', () => {
    for (const [index, name] of spelled.entries())
      for (const later of spelled.slice(index + 1)) {
        expect(idOf({ [later]: 'later', [name]: 'first' })).toBe('first');
        expect(idOf({ [later]: 'later', [name]: '' })).toBe('later');
      }
  });

  test.each<[object, string | null]>([
    [{ request_id: 'in-body' }, 'in-body'],
    [{ requestId: 'in-body' }, 'in-body'],
    [{ message: 'no (request id: 2026abc)' }, '2026abc'],
    [{ message: 'no (Request ID: 2026abc)', request_id: 'in-body' }, 'in-body'],
    [{ message: 'no (request id: ab)' }, null],
    [{}, null],
  ])('may stand in the body: %j', (more, expected) => {
    expect(idOf({}, more)).toBe(expected);
    expect(idOf({ 'x-trace-id': 'header' }, more)).toBe('header');
  });
});

describe('a time to wait in a field of its own', () => {
  const waiting = (more: object): number | null =>
    finding(answered(429, { error: { message: 'Rate limit reached', code: 'rate_limit_exceeded', ...more } }))
      .retryAfterSeconds;
  const inSeconds = `
    retry_after retryAfterSeconds retry_after_s retry_in retryDelay wait_seconds waitTime resets_in_seconds resetInSeconds
    resets_in resetIn reset_after resetAfterSeconds estimated_time
  `;
  const inMs = 'retry_after_ms retryAfterMilliseconds resetAfterMs retry_delay_ms waitMs';
  const moments = `
    reset_at resetsAt resetTime reset_date resets_on nextReset next_reset_time retryAt available_at rateLimitReset
    X-RateLimit-Reset
  `;
  const names = (text: string): string[] => text.trim().split(/\s+/);

  test.each(names(inSeconds))('%s, in seconds or with a unit', (name) => {
    for (const [written, seconds] of [
      [20, 20],
      ['20', 20],
      ['20s', 20],
      ['1m', 60],
    ])
      expect(waiting({ [name as string]: written }), `${written}`).toBe(seconds);
  });

  test.each(names(inMs))('%s', (name) => expect(waiting({ [name]: 20_000 })).toBe(20));

  test.each(names(moments))('%s, as a moment', (name) => {
    // A call of 412 ms, begun at ten o'clock.
    expect(waiting({ [name]: '2026-11-21T10:01:00.412Z' })).toBe(60);
  });

  test('no other field is a time', () => {
    for (const name of ['timeout', 'created', 'limit', 'remaining', 'max_wait'])
      expect(waiting({ [name]: 20 }), name).toBeNull();
  });
});

describe('what an error says, by the names of its fields', () => {
  const spelled = (text: string): string[] => text.trim().split(/\s+/);

  test.each(
    spelled(`
      message msg error detail details description error_msg errMsg errorMessage error_description status_msg statusMessage
      faultstring title raw hint
    `),
  )('a message is in %s', (name) => {
    expect(readError({ [name]: 'what is wrong' }).messages).toEqual(['what is wrong']);
    expect(readError({ [name]: { message: 'within' } }).messages).toEqual(['within']);
  });

  test.each(['title', 'error', 'hint'])('%s only says of what kind it is, beside a message', (name) => {
    for (const body of [
      { [name]: 'kind', message: 'which' },
      { message: 'which', [name]: 'kind' },
    ])
      expect(readError(body).message).toBe('which');
    expect(readError({ [name]: 'kind' }).message).toBe('kind');
  });

  test.each(spelled('code type status status_code reason errCode errorCode error_type'))(
    'a code is in %s',
    (name) => expect(readError({ [name]: 'some_code' }).codes).toEqual(['some_code']),
  );

  test.each(spelled('input request request_body payload schema ctx links headers tools flagged_input'))(
    '%s is what was sent, or advice',
    (name) => {
      const { messages, codes } = readError({
        [name]: { message: 'not this', code: 'not_this' },
        message: 'this',
      });
      expect([messages, codes]).toEqual([['this'], []]);
    },
  );

  test.each(spelled('data body response response_body errorBody result upstream'))(
    'the answer of somebody else, as a text, may be in %s',
    (name) => {
      const { messages, codes } = readError({ [name]: '{"error": {"message": "within", "code": "inner"}}' });
      expect([messages, codes]).toEqual([['within'], ['inner']]);
      expect(readError({ [name]: 'a plain text' }).messages).toEqual([]);
    },
  );

  test('nothing else is a message or a code', () => {
    const { messages, codes } = readError({
      object: 'x',
      id: 'y',
      name: 'z',
      model: 'm',
      data: [{ id: 'a' }],
    });
    expect([messages, codes]).toEqual([[], []]);
  });
});

describe('the text of a page', () => {
  test.each<[string, string, string | null]>([
    ['<p>One</p><p>Two</p>', 'One Two', null],
    ['<title>A title</title><h1>Head</h1>', 'A title Head', 'A title'],
    ['<title lang="en">\n A\n  title </title>', 'A title', 'A title'],
    ['<script>var a = "<p>no</p>";</script>Seen', 'Seen', null],
    ['<STYLE>p { color: red }</STYLE>Seen', 'Seen', null],
    ['Seen<script>never closed', 'Seen', null],
    ['a&nbsp;b&#160;c', 'a b c', null],
    ['it&#39;s, it&apos;s, it&rsquo;s', "it's, it's, it's", null],
    ['a &amp; b', 'a & b', null],
    ['<title></title>x', 'x', null],
    ['  a \n\t b  ', 'a b', null],
  ])('%s', (html, text, title) => expect(readPage(html)).toEqual({ title, text }));
});

test('only an answer about the key itself refuses it', () => {
  const all = Object.keys(causes) as (keyof typeof causes)[];
  expect(all.filter(refusesKey)).toEqual(all.filter((one) => /^key_(?:rejected|expired)$/.test(one)));
  expect(all.filter(refusesKey)).toHaveLength(2);
});
