import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
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
