import { describe, expect, test } from 'vitest';
import {
  type OfferedModel,
  recommend,
  retirement,
  testModelCandidates,
  testParameters,
} from '../../src/domain/models/choose.ts';
import { dayPart, utcDay } from '../../src/domain/models/dates.ts';
import { modelEntries } from '../../src/domain/models/list.ts';
import { tasks } from '../../src/domain/models/tasks.ts';

const today = '2026-11-21';
const list = (...ids: string[]): OfferedModel[] => ids.map((id) => ({ id, shutdownDate: null }));
const usual = ['gpt-6-luna', 'gpt-5.6-luna', 'gpt-5.4-nano', 'gpt-4o-mini', 'gpt-5-nano'];

describe('testModelCandidates', () => {
  test('is the plain list where listing was not allowed', () => {
    expect(testModelCandidates(null, today)).toEqual(usual);
  });

  test('leaves out what has ended by the table, or by the API', () => {
    expect(testModelCandidates(null, '2026-12-12')).toEqual(usual.slice(0, 4));
    expect(
      testModelCandidates([{ id: 'gpt-6-luna', shutdownDate: '2026-11-20' }, ...list('gpt-4o-mini')], today),
    ).toEqual(['gpt-4o-mini']);
  });

  test('keeps its own order, not that of the API, and only what is listed', () => {
    const listed = list('whisper-1', 'gpt-4o-mini', 'gpt-6-astra', 'gpt-6-luna');
    expect(testModelCandidates(listed, today)).toEqual(['gpt-6-luna', 'gpt-4o-mini']);
  });

  test('uses a listed snapshot where its alias is not listed', () => {
    expect(testModelCandidates(list('gpt-4o-mini-2024-07-18'), today)).toEqual(['gpt-4o-mini-2024-07-18']);
  });

  test('takes the cheapest known chat models where none of the usual ones is there', () => {
    const listed = list(
      'gpt-6-astra',
      'text-embedding-3-small',
      'gpt-4.1-mini',
      'gpt-5.2-pro',
      'gpt-4',
      'mystery',
    );
    expect(testModelCandidates(listed, today)).toEqual(['gpt-4.1-mini', 'gpt-6-astra', 'mystery']);
  });

  test('takes the first chat models of another server', () => {
    const listed = list('nomic-embed-text', 'llama3.2:3b', 'qwen3:8b', 'phi4', 'gemma3');
    expect(testModelCandidates(listed, today)).toEqual(['llama3.2:3b', 'qwen3:8b', 'phi4']);
  });

  test.each([[[]], [list('whisper-1')]])('asks for one model where the list has no chat model', (listed) => {
    expect(testModelCandidates(listed, today)).toEqual(['gpt-6-luna']);
  });
});

describe('testParameters', () => {
  test.each([
    ['gpt-6-luna', 'none'],
    ['gpt-6-luna-2026-09-22', 'none'],
    ['gpt-5.4-nano', 'none'],
    ['gpt-5-nano', 'minimal'],
    ['o3', 'low'],
    ['gpt-6-astra', 'low'],
    ['gpt-6.1-sol', 'low'],
  ])('%s thinks as little as it can: %s', (model, effort) => {
    expect(testParameters(model, true)).toEqual({ max_completion_tokens: 512, reasoning_effort: effort });
  });

  test.each([
    'gpt-4o-mini',
    'gpt-4.1',
    'gpt-5.2-pro',
    'gpt-5.2-chat-latest',
    'gpt-6.1-terra',
    'gpt-7',
    'ft:gpt-6-luna:a::b',
  ])('%s gets no effort', (model) =>
    expect(testParameters(model, true)).toEqual({ max_completion_tokens: 512 }),
  );

  test('no effort is sent to another server', () => {
    expect(testParameters('gpt-6-luna', false)).toEqual({ max_completion_tokens: 512 });
  });
});

describe('retirement', () => {
  test.each([
    ['gpt-6-luna', null, null],
    ['unknown', null, null],
    ['gpt-5-nano', null, { date: '2026-12-11', state: 'soon' }],
    ['gpt-4.1', null, { date: '2027-01-14', state: 'soon' }],
    ['gpt-5.4-nano', null, { date: '2027-04-01', state: 'later' }],
    ['gpt-4', null, { date: '2026-10-23', state: 'past' }],
    // The API wins.
    ['gpt-4', '2027-10-23', { date: '2027-10-23', state: 'later' }],
    ['gpt-6-luna', '2026-11-20', { date: '2026-11-20', state: 'past' }],
    ['gpt-6-luna', '2026-11-21', { date: '2026-11-21', state: 'soon' }],
    ['gpt-6-luna', '2027-01-20', { date: '2027-01-20', state: 'soon' }],
    ['gpt-6-luna', '2027-01-21', { date: '2027-01-21', state: 'later' }],
    ['gpt-6-luna', '2027-01-20T12:00:00Z', { date: '2027-01-20', state: 'soon' }],
    // No date is no date.
    ['gpt-6-luna', 'never', null],
    ['gpt-6-luna', '2027-99-99', null],
    ['gpt-6-luna', '', null],
  ] as const)('%s, by the API %s', (id, given, expected) => {
    expect(retirement(id, given, today)).toEqual(expected);
  });
});

describe('recommend', () => {
  test.each(tasks)('has an answer without a list: %s', (task) => {
    const best = recommend(task, null, today);
    expect(best?.reasonFacts).toMatchObject({ task, listed: false, endsSoon: null, priceDate: today });
  });

  test('the cheapest of those that stay', () => {
    expect(recommend('budget', null, today)?.id).toBe('gpt-6-luna');
    // gpt-5-nano costs less, and ends in three weeks.
    expect(recommend('budget', list('gpt-5-nano', 'gpt-5.4-nano'), today)?.id).toBe('gpt-5.4-nano');
    expect(recommend('budget', list('gpt-5-nano'), today)).toMatchObject({
      id: 'gpt-5-nano',
      reasonFacts: { by: 'cheapest', listed: true, endsSoon: '2026-12-11', inputUsdPerMillion: 0.05 },
    });
    expect(recommend('budget', list('gpt-5.4-nano', 'gpt-4o-mini'), '2026-10-01')?.id).toBe('gpt-4o-mini');
  });

  test('the best that this key may use', () => {
    expect(recommend('complex', null, today)?.id).toBe('gpt-6-astra');
    expect(recommend('complex', list('gpt-5.4', 'gpt-5.5-2026-04-23'), today)?.id).toBe('gpt-5.5-2026-04-23');
  });

  test('none where nothing known is listed, or all of it has ended', () => {
    expect(recommend('reasoning', list('llama3.2', 'gpt-6-luna'), today)).toBeNull();
    expect(recommend('reasoning', list('o3'), '2026-12-12')).toBeNull();
    expect(recommend('simple', [], today)).toBeNull();
  });
});

describe('modelEntries', () => {
  test('joins the list with the table, known ones first, and guesses nothing', () => {
    const entries = modelEntries(
      list('zeta', 'whisper-1', 'gpt-4o-mini', 'alpha', 'gpt-6-luna'),
      false,
      today,
    );
    expect(entries.map(({ id }) => id)).toEqual(['gpt-6-luna', 'gpt-4o-mini', 'alpha', 'zeta']);
    expect(entries[2]).toMatchObject({
      inputUsdPerMillion: null,
      contextTokens: null,
      end: null,
      purposes: [],
    });
  });

  test('shows the rest on request, and marks what has ended', () => {
    const listed = list('whisper-1', 'gpt-4');
    expect(modelEntries(listed, false, today)).toMatchObject([{ id: 'gpt-4', end: { state: 'past' } }]);
    expect(modelEntries(listed, true, today).map(({ id }) => id)).toEqual(['gpt-4', 'whisper-1']);
  });

  test('is the table of current chat models without a list; with all, the ended ones too', () => {
    const current = modelEntries(null, false, today);
    expect(current.every(({ chat, end }) => chat && end?.state !== 'past')).toBe(true);
    expect(modelEntries(null, true, today).some(({ end }) => end?.state === 'past')).toBe(true);
  });
});

test('days', () => {
  expect(utcDay(Date.parse('2026-11-21T23:59:59Z'))).toBe(today);
  expect(dayPart('20261121')).toBeNull();
});
