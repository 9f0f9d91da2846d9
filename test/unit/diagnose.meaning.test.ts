import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/domain/diagnosis/diagnose.ts';
import { clausesOf } from '../../src/domain/diagnosis/meaning/clauses.ts';
import { lexiconOf } from '../../src/domain/diagnosis/meaning/lexicon.ts';
import { predicateWords } from '../../src/domain/diagnosis/meaning/predicate-words.ts';
import { subjectWords } from '../../src/domain/diagnosis/meaning/subject-words.ts';
import { rows } from '../../src/domain/diagnosis/meaning/table.ts';
import anew from '../data/answers-worded-anew.json' with { type: 'json' };
import { answered, elsewhere } from './diagnose.support.ts';

interface Wording {
  readonly host: string;
  readonly status: number;
  readonly body: unknown;
  readonly expect: readonly string[];
}

const causeOf = ({ host, status, body }: Omit<Wording, 'expect'>): string => {
  const found = diagnose(answered(status, body, {}, host === 'openai' ? {} : { endpoint: elsewhere }));
  return found.ok ? 'OK' : found.cause;
};

describe('answers worded anew', () => {
  const wordings = anew.wordings as readonly Wording[];
  test('there are many', () => expect(wordings.length).toBeGreaterThan(400));
  test.each(wordings.map((one, index) => [index, one.status, one.body, one] as const))(
    '%i: %i %j',
    (_, __, ___, one) => expect(one.expect).toContain(causeOf(one)),
  );
});

const lexicon = lexiconOf();
const read = (text: string) =>
  clausesOf(text, lexicon, 9).map(({ subjects, predicates, advice }) => ({
    about: [...subjects.keys()],
    says: [...predicates.keys()],
    advice,
  }));

describe('a clause', () => {
  test.each<[string, string, string]>([
    ['the key is invalid', 'key', 'invalid'],
    ['invalid api key', 'key', 'invalid'],
    ['the api key does not exist', 'key', 'notFound'],
    ["your ip isn't allowed", 'ip', 'notAllowed'],
    ['无效的令牌', 'key', 'invalid'],
    ['余额不足', 'credit', 'exhausted'],
    ['餘額不足', 'credit', 'exhausted'],
    ['openai_api_key is not set', 'key', 'unset'],
  ])('%s', (text, subject, predicate) => {
    const [clause] = read(text);
    expect(clause?.about).toContain(subject);
    expect(clause?.says).toContain(predicate);
  });

  test.each([
    'the key has not expired',
    'no credits were charged',
    'the limit was not reached at all by the key',
  ])('does not mean what it denies: %s', (text) => {
    const said = read(text).flatMap(({ says }) => says);
    for (const denied of ['expired', 'absent'] as const) expect(said).not.toContain(denied);
  });

  test('only advises where it begins so', () => {
    expect(read('please check your api key').map(({ advice }) => advice)).toEqual([true]);
    expect(read('the api key is wrong').map(({ advice }) => advice)).toEqual([false]);
  });

  test('is read from any text, in bounded number', () => {
    const words = fc.constantFrom(
      'invalid',
      'key',
      'model',
      'not',
      'the',
      ',',
      '. ',
      '(',
      ')',
      '令牌',
      '无效',
      '不',
      '[',
      'x-1',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 200 }), fc.integer({ min: 1, max: 24 }), (parts, most) => {
        expect(clausesOf(parts.join(' '), lexicon, most).length).toBeLessThanOrEqual(most);
      }),
      { numRuns: 100 },
    );
  });
});

test('the table speaks of nothing that no word stands for', () => {
  const subjects = new Set(Object.keys(subjectWords));
  const predicates = new Set(Object.keys(predicateWords));
  const parts = (text = '') => text.split(/[ +]/).filter((part) => part !== '');
  for (const [cause, about, says, , limits] of rows) {
    expect(
      parts(about).filter((part) => !subjects.has(part)),
      `${cause}: ${about}`,
    ).toEqual([]);
    expect(
      parts(says).filter((part) => !predicates.has(part)),
      `${cause}: ${says}`,
    ).toEqual([]);
    expect(parts(limits?.unless).filter((part) => !subjects.has(part))).toEqual([]);
    expect(parts(limits?.except).filter((part) => !predicates.has(part))).toEqual([]);
  }
});
