import { describe, expect, test } from 'vitest';
import { apiRulesOf } from '../../src/domain/diagnosis/api-rules.ts';
import { type Cause, causes } from '../../src/domain/diagnosis/causes.ts';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
import { always, digits, learnedOf, others } from '../../src/domain/diagnosis/meaning/learned.ts';
import { commonKnowledge } from '../../src/domain/diagnosis/meaning/meaning.ts';
import { weights } from '../../src/domain/diagnosis/meaning/weights.ts';
import english from '../../src/i18n/en/causes.ts';
import { explain } from '../../src/ui/explain.ts';
import { show } from '../support/show.ts';
import { answered, elsewhere } from './diagnose.support.ts';

describe('learned weights', () => {
  const [first = '', ...lines] = weights.trim().split('\n');
  const names = first.split(' ');

  test('are about causes that there are', () => {
    expect(names.filter((name) => !(name in causes))).toEqual([]);
    expect(names.length).toBeGreaterThan(25);
  });

  test('are pairs of a cause and a digit, after one for how rare the feature is', () => {
    for (const line of lines) {
      const [name = '', row = ''] = line.split(' ');
      const pairs = row.slice(name.startsWith(others) ? 0 : 1);
      expect(`${name} ${pairs.length % 2}`).toBe(`${name} 0`);
      expect([...row].every((digit) => digits.includes(digit))).toBe(true);
      const places = [...pairs].filter((_, index) => index % 2 === 0).map((digit) => digits.indexOf(digit));
      expect(places.every((place) => place < names.length)).toBe(true);
    }
  });

  test('tell which causes would not be wrong beside another', () => {
    const { alsoRight } = learnedOf(`rate_limited key_rejected\n${others}0 1z\n${always} 0`);
    expect(alsoRight('key_rejected', 'rate_limited')).toBe(1);
    expect(alsoRight('rate_limited', 'key_rejected')).toBe(0);
  });

  test('make likelihoods that are one together, for anything that is shown', () => {
    for (const features of [[], ['never seen'], ['h:401', 'S:key', 'P:invalid', 'SP:key.invalid']]) {
      const likelihoods = [...learnedOf(weights).likelihoods(features).values()];
      expect(likelihoods.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1);
    }
  });

  test('add up', () => {
    const table = `rate_limited key_rejected\n${always} 0\nw:key 80T1j`;
    const likely = learnedOf(table).likelihoods(['w:key', 'w:unknown']);
    expect(likely.get('key_rejected')).toBeGreaterThan(0.9);
    expect(learnedOf(table).likelihoods(['w:unknown']).get('key_rejected')).toBeCloseTo(0.5);
  });
});

describe('a cause that is held for certain', () => {
  test.each(Object.keys(causes) as Cause[])(
    '%s is told with the facts that it needs, or not at all',
    (cause) => {
      const learned = { likelihoods: () => new Map([[cause, 1]]), alsoRight: () => 0 };
      const rules = apiRulesOf(() => ({ ...commonKnowledge(), learned }));
      for (const status of [400, 401, 403, 404, 418, 429, 503]) {
        const answer = answered(status, { error: { message: 'The key of the model is zzyzx' } });
        const found = diagnose(answer, {}, rules);
        if (found.ok) continue;
        const { explanation, remedies } = explain(found, { official: true, host: null }, english, show);
        expect([explanation, ...remedies.map(({ text }) => text)].join(' ')).not.toMatch(/undefined|null/);
      }
    },
  );
});

describe('two opinions', () => {
  const causeOf = (status: number, body: unknown): string => {
    const found = diagnose(answered(status, body, {}, { endpoint: elsewhere }));
    return found.ok ? 'OK' : found.cause;
  };

  test('a fault of the service judges no key, however likely it is', () => {
    for (const status of [500, 502, 503]) {
      expect(causeOf(status, { error: { message: 'Invalid API key: the key is invalid' } })).not.toMatch(
        /^key_/,
      );
    }
  });

  test('a path that is not there is told under whatever status', () => {
    expect(causeOf(424, { error: { message: 'Invalid URL (POST /v1/assistants)' } })).toBe(
      'base_url_wrong_path',
    );
  });

  test('the status in the words of a client is no word about what failed', () => {
    expect(causeOf(413, { error: { message: 'Request failed with status code 413' } })).toBe(
      'request_too_large',
    );
  });

  test('what neither holds for likely is no verdict', () => {
    expect(causeOf(418, { error: { message: 'Zzyzx: the flange is not aligned' } })).toBe('unknown');
  });
});
