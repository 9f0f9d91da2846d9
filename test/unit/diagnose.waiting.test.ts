import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
import { secondsToReset } from '../../src/domain/diagnosis/reset-date.ts';
import { answered, exchange } from './diagnose.support.ts';

/** Epoch ms of the end of every call here: what a time of day is counted from. */
const now = exchange().startedAt + exchange().ms;
const day = 86_400;

/** The waiting time that a rate limit with this message and these headers gives. */
function wait(
  message: string,
  headers: Readonly<Record<string, string>> = {},
  fields: Readonly<Record<string, unknown>> = {},
): number | null {
  const found = diagnose(
    answered(429, { error: { message, code: 'rate_limit_exceeded', ...fields } }, headers),
  );
  if (found.ok) throw new Error('expected a failure');
  return found.retryAfterSeconds;
}

/** A reset header for each of the two kinds, and what is left of each. */
const resets = (
  requests: string | null,
  tokens: string | null,
  left: Readonly<Record<string, string>> = {},
) => ({
  ...(requests === null ? {} : { 'x-ratelimit-reset-requests': requests }),
  ...(tokens === null ? {} : { 'x-ratelimit-reset-tokens': tokens }),
  ...Object.fromEntries(
    Object.entries(left).map(([kind, count]) => [`x-ratelimit-remaining-${kind}`, count]),
  ),
});

describe('which of several waiting times counts', () => {
  /** From the most exact on; each with a number of its own. */
  const sources = [
    { name: 'retry-after-ms', seconds: 1.5, headers: { 'retry-after-ms': '1500' } },
    { name: 'retry-after', seconds: 7, headers: { 'retry-after': '7' } },
    { name: 'a field of the body', seconds: 11, fields: { retry_after: 11 } },
    { name: 'the message', seconds: 13, message: 'Try again in 13s.' },
    { name: 'a reset header', seconds: 17, headers: { 'x-ratelimit-reset-requests': '17s' } },
  ];
  const all = (from: readonly (typeof sources)[number][]): number | null =>
    wait(
      from.map(({ message }) => message ?? '').join('') || 'slow down',
      Object.assign({}, ...from.map(({ headers }) => headers)),
      Object.assign({}, ...from.map(({ fields }) => fields)),
    );

  test.each(sources.map((source, at) => [source.name, source, sources.slice(at)] as const))(
    '%s, alone and before all that follow',
    (_, source, following) => {
      expect(all([source])).toBe(source.seconds);
      expect(all(following)).toBe(source.seconds);
    },
  );

  test.each([
    ['retry-after-ms', { 'retry-after-ms': '0', 'retry-after': '7' }, 7],
    ['retry-after-ms', { 'retry-after-ms': 'soon', 'retry-after': '7' }, 7],
    ['retry-after', { 'retry-after': '', 'x-ratelimit-reset-requests': '17s' }, 17],
    ['retry-after', { 'retry-after': '0', 'x-ratelimit-reset-requests': '17s' }, 17],
    ['retry-after', { 'retry-after': '1.2.3', 'x-ratelimit-reset-requests': '17s' }, 17],
    ['retry-after', { 'retry-after': String(33 * day), 'x-ratelimit-reset-requests': '17s' }, 17],
  ])('an unusable %s is passed over: %j', (_, headers, seconds) =>
    expect(wait('slow down', headers)).toBe(seconds),
  );

  test('an unusable field is passed over', () => {
    expect(wait('Try again in 13s.', {}, { retry_after: 0 })).toBe(13);
    expect(wait('Try again in 13s.', {}, { retry_after: 'later' })).toBe(13);
  });

  test.each(['retry_after', 'retry_after_seconds', 'retryDelay'])('the field %s', (name) => {
    expect(wait('slow down', {}, { [name]: '2m' })).toBe(120);
    expect(wait('slow down', {}, { [name]: 2.5 })).toBe(2.5);
  });
});

describe('what ran out decides among the reset headers', () => {
  test.each<[string, Record<string, string>, string, number | null]>([
    ['nothing says: the later one', resets('17s', '6m0s'), 'slow down', 360],
    ['nothing says: the later one', resets('6m0s', '17s'), 'slow down', 360],
    ['only requests', resets('17s', null), 'slow down', 17],
    ['only tokens', resets(null, '17s'), 'slow down', 17],
    ['requests are at zero', resets('17s', '6m0s', { requests: '0', tokens: '9' }), 'slow down', 17],
    ['tokens are at zero', resets('6m0s', '17s', { requests: '9', tokens: '0' }), 'slow down', 17],
    ['both are at zero', resets('17s', '6m0s', { requests: '0', tokens: '0' }), 'slow down', 360],
    ['none is at zero', resets('17s', '6m0s', { requests: '1', tokens: '10' }), 'slow down', 360],
    ['the message names requests', resets('17s', '6m0s'), 'limit of requests per day', 17],
    ['the message names tokens', resets('6m0s', '17s'), 'limit of tokens per day', 17],
    [
      'a count counts more than words',
      resets('17s', '6m0s', { requests: '0' }),
      'limit of tokens per day',
      17,
    ],
    ['what ran out has no time', resets(null, '17s', { requests: '0' }), 'slow down', null],
    ['the common header is later', { ...resets('17s', null), 'x-ratelimit-reset': '40' }, 'slow down', 40],
    ['the common header is earlier', { ...resets('17s', null), 'x-ratelimit-reset': '4' }, 'slow down', 17],
    ['the common header alone', { 'x-ratelimit-reset': '4' }, 'slow down', 4],
    ['the standard header alone', { 'ratelimit-reset': '5' }, 'slow down', 5],
    ['both common headers', { 'x-ratelimit-reset': '4', 'ratelimit-reset': '5' }, 'slow down', 4],
  ])('%s: %j', (_, headers, message, seconds) => expect(wait(message, headers)).toBe(seconds));

  test.each<[string, string, number | null]>([
    ['a duration', '1m30s', 90],
    ['seconds', '90', 90],
    ['seconds since 1970', String(Math.round(now / 1000) + 90), 90 + Math.round(now / 1000) - now / 1000],
    ['milliseconds since 1970', String(now + 90_000), 90],
    ['a date', new Date(now + 90_000).toISOString(), 90],
    ['a time that is over', String(now - 1000), null],
    ['seconds that are over', String(Math.round(now / 1000) - 10), null],
    ['a number that is too large for a wait', String(40 * day), null],
    ['no number', 'soon', null],
  ])('%s', (_, value, seconds) => {
    const found = wait('slow down', { 'x-ratelimit-reset-requests': value });
    if (seconds === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(seconds, 3);
  });
});

describe('retry-after', () => {
  const at = (ms: number): string => new Date(ms).toUTCString();
  test.each<[string, Record<string, string>, number | null]>([
    ['blanks around it', { 'retry-after': ' 7 ' }, 7],
    ['a fraction', { 'retry-after': '0.25' }, 0.25],
    ['a duration', { 'retry-after': '2m5s' }, 125],
    ['words', { 'retry-after': '5 seconds' }, 5],
    ['a date, by the clock here', { 'retry-after': at(Math.floor(now / 1000) * 1000 + 60_000) }, 60 - 0.412],
    [
      'a date, by the clock there',
      { 'retry-after': at(now - day * 1000 + 60_000), date: at(now - day * 1000) },
      60,
    ],
    [
      'a date, and a clock there that says nothing',
      { 'retry-after': at(now + 60_000), date: 'today' },
      60 - 0.412,
    ],
    ['the longest wait', { 'retry-after': String(32 * day) }, 32 * day],
    ['longer than that', { 'retry-after': String(32 * day + 1) }, null],
  ])('%s: %j', (_, headers, seconds) => {
    const found = wait('slow down', headers);
    if (seconds === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(seconds, 3);
  });
});

describe('a duration in words', () => {
  const units: readonly (readonly [seconds: number, names: readonly string[]])[] = [
    [0.001, ['ms', 'millisecond', 'milliseconds', '毫秒']],
    [1, ['s', 'sec', 'secs', 'second', 'seconds', '秒']],
    [60, ['m', 'min', 'mins', 'minute', 'minutes', '分', '分钟']],
    [3600, ['h', 'hr', 'hrs', 'hour', 'hours', '小时']],
    [day, ['d', 'day', 'days', '天']],
  ];
  test.each(units.flatMap(([seconds, names]) => names.map((name) => [name, seconds] as const)))(
    '3%s',
    (name, seconds) => {
      expect(wait(`Please try again in 3${name}.`)).toBeCloseTo(3 * seconds, 6);
      expect(wait(`Please try again in 3 ${name}.`)).toBeCloseTo(3 * seconds, 6);
    },
  );

  test.each<[string, number | null]>([
    ['try again in 1d2h3m4s', day + 2 * 3600 + 3 * 60 + 4],
    ['try again in 1 hour, 2 minutes and 3 seconds', 3723],
    ['Try Again In 5 Seconds', 5],
    ['retry after: 5s', 5],
    ['retrying in 5s', 5],
    ['wait for about 5s', 5],
    ['wait at least another 5s', 5],
    ['available again in 5s', 5],
    ['resets in 5s', 5],
    ['please wait until 5 pm', null],
    ['wait for 5 requests', null],
    ['try again in 0s', null],
    ['try again in 40 days', null],
    ['we try again in 3 attempts; try again in 8s', 8],
    ['20秒后重试', 20],
    ['2分钟之后', 120],
    ['1小时以后', 3600],
    ['20秒', null],
    ['wait 3 seconds, or 9 seconds', 3],
  ])('%s', (message, seconds) => expect(wait(message)).toBe(seconds));

  test('is told to the millisecond', () => {
    expect(wait('try again in 1.23456s')).toBe(1.235);
    expect(wait('try again in 1.2344s')).toBe(1.234);
  });
});

describe('a moment that the answer names', () => {
  /** The end of the calls here is 2026-11-21T10:00:00.412Z. */
  const until = (iso: string): number => (Date.parse(iso) - now) / 1000;
  test.each<[string, string]>([
    ['Your limit resets at 2026-11-21T12:30:00Z.', '2026-11-21T12:30:00Z'],
    ['resets at 2026-11-21 12:30:00 UTC', '2026-11-21T12:30:00Z'],
    ['You will regain access on 2026-12-01 at 00:00 UTC.', '2026-12-01T00:00:00Z'],
    ['It will reset at 2026-12-01 00:00:00', '2026-12-01T00:00:00Z'],
    ['Try again at 2026-11-21T12:30:00+02:00', '2026-11-21T10:30:00Z'],
    ['The quota renews on December 1.', '2026-12-01T00:00:00Z'],
    ['Quota resets on Dec 20th', '2026-12-20T00:00:00Z'],
    ['Quota resets on Jan 3', '2026-01-03T00:00:00Z'],
    ['available again on 3 December 2026 at 3pm', '2026-12-03T15:00:00Z'],
    ['Limit reached, resets 8pm (UTC)', '2026-11-21T20:00:00Z'],
    ['Resets at 09:30 UTC', '2026-11-22T09:30:00Z'],
    ['Your limit resets at midnight UTC', '2026-11-22T00:00:00Z'],
    ['reset at 1763726400, limit 5', '2025-11-21T12:00:00Z'],
    [`reset at ${Math.floor(now / 1000) + 600}, limit 5`, '2026-11-21T10:10:00Z'],
    ['您的限额将在 2026-11-21 20:02:13 重置', '2026-11-21T12:02:13Z'],
    ['额度将于2026年12月1日恢复', '2026-11-30T16:00:00Z'],
    ['请于 2026-11-22 08:00 后再试', '2026-11-22T00:00:00Z'],
  ])('%s', (message, iso) => {
    const seconds = until(iso);
    if (seconds > 0) expect(wait(message)).toBeCloseTo(seconds, 0);
    else expect(wait(message)).toBeNull();
  });

  test.each([
    'The key was made on 2026-12-01.',
    'resets at 18:00',
    'resets on Monday',
    'The model gpt-5-2026-12-01 is limited',
    '该模型将于 2026-12-01 下线',
    'resets at 2026-10-01 00:00 UTC',
    'resets at 2099-01-01',
  ])('is not told by: %s', (message) => expect(wait(message)).toBeNull());

  test.each<[string, unknown, number]>([
    ['resets_in_seconds', 3600, 3600],
    ['resets_at', Math.floor(now / 1000) + 600, 599.588],
    ['reset_at', '2026-11-21T10:10:00Z', 599.588],
    ['resetTime', '2026-11-21 10:10:00 UTC', 599.588],
    ['retry_after_ms', 2500, 2.5],
    ['estimated_time', 20.5, 20.5],
    ['metadata', { headers: { 'X-RateLimit-Reset': String(now + 60_000) } }, 60],
  ])('the field %s: %j', (name, value, seconds) =>
    expect(wait('slow down', {}, { [name]: value })).toBeCloseTo(seconds, 2),
  );

  test.each<[string, Record<string, string>, number]>([
    ['of another name', { 'anthropic-ratelimit-requests-reset': '2026-11-21T10:10:00Z' }, 599.588],
    [
      'by what is left',
      {
        'x-ratelimit-reset-tokens-minute': '9',
        'x-ratelimit-remaining-tokens-minute': '0',
        'x-ratelimit-reset-requests-day': '9000',
        'x-ratelimit-remaining-requests-day': '7',
      },
      9,
    ],
    ['of the standard', { ratelimit: 'limit=10, remaining=0, reset=7' }, 7],
    ['in milliseconds', { 'x-ms-retry-after-ms': '2500' }, 2.5],
  ])('a header %s: %j', (_, headers, seconds) => expect(wait('slow down', headers)).toBeCloseTo(seconds, 2));

  test('a day without a year is the next one of that name', () => {
    const inDecember = Date.parse('2026-12-20T00:00:00Z');
    expect(secondsToReset('the limit resets on jan 3', inDecember)).toBe(14 * day);
  });

  test('by the clock of whoever answered', () =>
    expect(wait('resets at 2026-11-21T12:30:00Z', { date: 'Sat, 21 Nov 2026 12:00:00 GMT' })).toBe(1800));
});
