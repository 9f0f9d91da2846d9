import { describe, expect, test } from 'vitest';
import { type Pause, withRetries } from '../../src/checks/api/retries.ts';
import type { Exchange } from '../../src/domain/diagnosis/evidence.ts';
import { answered, exchange, failed } from './diagnose.support.ts';

const ok = answered(200, { choices: [{ message: { content: 'Hi' } }] });
const error = (message: string, code: string | null = null) => ({
  error: { message, code, type: null, param: null },
});
const rate = (headers: Record<string, string> = {}) => answered(429, error('Too many requests'), headers);
const fault = answered(500, error('The server had an error'));
const overload = answered(503, error('Overloaded'));
const rejected = answered(401, error('Incorrect API key provided', 'invalid_api_key'));
const reset = failed([{ name: 'Error', message: 'read ECONNRESET', code: 'ECONNRESET' }]);

/** Calls that give these answers in turn, with a clock that only sleeping moves. A call more than that fails. */
async function run(answers: readonly Exchange[], { seconds = 1000, callMs = 0 } = {}) {
  const left = [...answers];
  const sleeps: number[] = [];
  const told: (Pause | null)[] = [];
  const calls: number[] = [];
  let now = 5_000_000;
  const begin = now;
  const clock = {
    now: () => now,
    async sleep(ms: number) {
      sleeps.push(ms);
      now += ms;
    },
  };
  const { finding, answer } = await withRetries(
    { clock, deadline: begin + seconds * 1000, onWait: (waiting) => told.push(waiting) },
    async () => {
      const next = left.shift();
      if (!next) throw new Error('One call too many.');
      calls.push(now - begin);
      now += callMs;
      return { exchange: next };
    },
  );
  expect(left, 'calls that were not made').toEqual([]);
  return { finding, answer, sleeps, told, calls, ms: now - begin };
}

describe('what is tried again, and when', () => {
  test.each<[string, readonly Exchange[], readonly number[], string | null]>([
    ['a success', [ok], [0], null],
    ['a rate limit', [rate(), ok], [0, 1000], null],
    ['a rate limit, twice as long the second time', [rate(), rate(), ok], [0, 1000, 3000], null],
    ['a rate limit that stays', [rate(), rate(), rate()], [0, 1000, 3000], 'rate_limited'],
    ['a fault of the service', [fault, fault, ok], [0, 500, 1500], null],
    ['an overload', [overload, overload, ok], [0, 1000, 3000], null],
    ['each by its own pause', [fault, rate(), overload], [0, 500, 2500], 'service_overloaded'],
    ['what waiting mends, then what it does not', [fault, rejected], [0, 500], 'key_rejected'],
    ['a rejected key', [rejected], [0], 'key_rejected'],
    ['a call that broke', [reset], [0], 'network_reset'],
    ['a daily limit', [answered(429, error('requests per day exceeded'))], [0], 'rate_limited_daily'],
    ['no credit', [answered(429, error('No credit', 'insufficient_quota'))], [0], 'billing_no_credit'],
    ['as the answer says', [rate({ 'retry-after': '7' }), ok], [0, 7000], null],
    ['as the answer says, not doubled', [rate(), rate({ 'retry-after': '7' }), ok], [0, 1000, 8000], null],
    ['less than a second', [rate({ 'retry-after-ms': '20' }), ok], [0, 20], null],
  ])('%s', async (_, answers, calls, cause) => {
    const ran = await run(answers);
    expect(ran.calls).toEqual(calls);
    expect(ran.finding?.cause ?? null).toBe(cause);
    expect(ran.answer.exchange).toBe(answers.at(-1));
  });
});

describe('the deadline', () => {
  test.each<[string, Record<string, string>, number, number, number]>([
    ['ends a wait that would reach it', { 'retry-after': '10' }, 10, 0, 1],
    ['allows one that ends before it', { 'retry-after': '10' }, 10.001, 0, 2],
    ['counts what the call took', { 'retry-after': '10' }, 11, 1000, 1],
    ['and no more than that', { 'retry-after': '10' }, 11.001, 1000, 2],
    ['ends a wait of ours', {}, 1, 0, 1],
    ['allows one of ours', {}, 1.5, 0, 2],
  ])('%s', async (_, headers, seconds, callMs, calls) => {
    const answers = [rate(headers), ok].slice(0, calls);
    const ran = await run(answers, { seconds, callMs });
    expect(ran.calls).toHaveLength(calls);
    expect(ran.finding?.cause ?? null).toBe(calls === 1 ? 'rate_limited' : null);
    if (calls === 1) expect(ran.sleeps).toEqual([]);
  });
});

test('while waiting the seconds that are left are told once a second', async () => {
  const { told, sleeps, ms } = await run([rate({ 'retry-after': '2.5' }), ok]);
  // Null: now it is asked again.
  expect(told.map((pause) => pause?.seconds ?? null)).toEqual([3, 2, 1, null]);
  const causes = told.map((pause) => pause?.finding.cause ?? null);
  expect(causes).toEqual(['rate_limited', 'rate_limited', 'rate_limited', null]);
  expect(sleeps).toEqual([1000, 1000, 500]);
  expect(ms).toBe(2500);
});

test('a sleep that lasts too long is not made up for', async () => {
  let now = 0;
  const sleeps: number[] = [];
  const clock = {
    now: () => now,
    async sleep(ms: number) {
      sleeps.push(ms);
      now += ms + 900;
    },
  };
  const answers = [rate({ 'retry-after': '3' }), ok];
  await withRetries({ clock, deadline: 60_000, onWait: () => {} }, async () => ({
    exchange: answers.shift() ?? exchange(),
  }));
  expect(sleeps).toEqual([1000, 1000]);
});
