import { describe, expect, test } from 'vitest';
import english from '../../src/i18n/en/demo.ts';
import chinese from '../../src/i18n/zh-CN/demo.ts';
import { maskedByApi } from '../../src/standin/answers.ts';
import { countTokens } from '../../src/standin/chat.ts';
import { madeUpKey } from '../../src/standin/made-up.ts';
import { standinModels } from '../../src/standin/models.ts';
import { scenarioIds, scenarios } from '../../src/standin/scenarios.ts';
import { abilities } from '../support/standin/models.ts';
import { sampleOf } from '../support/standin/sample.ts';
import { type Prompt, pieces, takeTurn } from '../support/standin/turn.ts';

const prompt: Prompt = {
  model: 'gpt-4o-mini',
  texts: ['Say this is a test!'],
  question: 'Say this is a test!',
  images: 0,
  toolAnswered: false,
  effort: null,
  cap: null,
  format: 'text',
  tool: null,
};

describe('scenarios', () => {
  test.each(scenarioIds)('%s has its id, and words in both languages', (id) => {
    expect(scenarios[id].id).toBe(id);
    expect(english.scenarios[id].title).not.toBe('');
    expect(chinese.scenarios[id].title).toMatch(/\p{sc=Han}/u);
    expect(chinese.scenarios[id].shows).toMatch(/\p{sc=Han}/u);
  });

  test('every sentence exists in Chinese, and keeps what is put in', () => {
    for (const [name, text] of Object.entries(chinese)) {
      const said = typeof text === 'function' ? (text as (...a: unknown[]) => string)('X1', 2) : text;
      if (typeof said !== 'string') continue;
      expect(said, name).toMatch(/\p{sc=Han}/u);
      if (typeof text === 'function') expect(said, name).toContain('X1');
    }
  });
});

test('a made-up key has the length and alphabet of a project key, and is new each time', () => {
  const key = madeUpKey();
  expect(key).toHaveLength(164);
  expect(key).toMatch(/^sk-proj-[A-Za-z0-9]+$/);
  expect(madeUpKey()).not.toBe(key);
});

test.each([
  ['your-openai-key-here', 'your-ope********here'],
  ['123456789012', '************'],
  ['short', '*****'],
])('%s is shown as %s', (key, shown) => {
  expect(maskedByApi(key)).toBe(shown);
});

test('models have unique ids, and end dates as days', () => {
  expect(new Set(standinModels.map(({ id }) => id)).size).toBe(standinModels.length);
  for (const { created, shutdown_date } of standinModels) {
    expect(Number.isInteger(created)).toBe(true);
    if (shutdown_date !== null) expect(shutdown_date).toMatch(/^\d{4}-\d\d-\d\d$/);
  }
  expect(abilities('gpt-6')).toBeUndefined();
});

describe('a turn', () => {
  test('says the test sentence in the language', () => {
    expect(takeTurn(prompt, 'en')).toMatchObject({
      text: 'This is a test!',
      finish: 'stop',
      promptTokens: 13,
    });
    expect(takeTurn({ ...prompt, question: '请说这是一个测试！' }, 'zh-CN').text).toBe('这是一个测试！');
    expect(takeTurn({ ...prompt, question: 'Who are you?' }, 'en').text).not.toMatch(/this is a test/i);
  });

  test('only a reasoning model thinks, and not when told not to', () => {
    expect(takeTurn(prompt, 'en').reasoningTokens).toBe(0);
    expect(takeTurn({ ...prompt, model: 'gpt-6-luna' }, 'en').reasoningTokens).toBe(64);
    expect(takeTurn({ ...prompt, model: 'gpt-6-luna', effort: 'none' }, 'en').reasoningTokens).toBe(0);
  });

  test('a small cap cuts the text; a reasoning model may have none left', () => {
    const cut = takeTurn({ ...prompt, cap: 3 }, 'en');
    expect(cut).toMatchObject({ finish: 'length', completionTokens: 3 });
    expect('This is a test!'.startsWith(cut.text)).toBe(true);
    expect(cut.text).not.toBe('');
    const empty = takeTurn({ ...prompt, model: 'gpt-5-nano', cap: 10 }, 'en');
    expect(empty).toMatchObject({ text: '', finish: 'length', completionTokens: 10, reasoningTokens: 10 });
  });

  test('calls a tool once, then answers', () => {
    const tool = {
      name: 'weather',
      parameters: { type: 'object', properties: { city: { type: 'string' } } },
    };
    const call = takeTurn({ ...prompt, tool }, 'en');
    expect(call).toMatchObject({ finish: 'tool_calls', text: '' });
    expect(JSON.parse(call.toolCall?.arguments ?? '')).toEqual({ city: 'sample' });
    expect(takeTurn({ ...prompt, tool, toolAnswered: true }, 'en').toolCall).toBeNull();
  });

  test.each(['This is  a test!', '这是 a 测试！', ' x\n\ny ', '', 'supercalifragilisticexpialidocious'])(
    'the pieces of %j make it up again',
    (text) => {
      expect(pieces(text).join('')).toBe(text);
    },
  );

  test('counting is near the real encoding for prose', () => {
    expect(countTokens('This is a test!')).toBe(5);
    expect(countTokens('这是一个测试！')).toBe(7);
    expect(countTokens('')).toBe(0);
  });
});

describe('a sample of a schema', () => {
  test.each<[string, unknown, unknown]>([
    [
      'object',
      { type: 'object', properties: { a: { type: 'string' }, n: { type: 'integer' } } },
      { a: 'x', n: 1 },
    ],
    ['bounds', { type: 'integer', minimum: 5 }, 5],
    ['upper bound', { type: 'number', maximum: 0.5 }, 0.5],
    ['array', { type: 'array', items: { type: 'boolean' }, minItems: 2 }, [true, true]],
    ['enum', { type: 'string', enum: ['red', 'blue'] }, 'red'],
    ['const', { const: 7 }, 7],
    ['nullable', { type: ['string', 'null'] }, 'x'],
    ['anyOf', { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] }, '2026-11-21'],
    ['$ref', { $ref: '#/$defs/a', $defs: { a: { type: 'string' } } }, 'x'],
    ['a $ref to nowhere', { $ref: '#/$defs/__proto__/a' }, null],
    ['no schema', 'nonsense', null],
  ])('%s', (_name, schema, expected) => {
    expect(sampleOf(schema, 'x')).toEqual(expected);
  });

  test('recursion ends', () => {
    const list = {
      type: 'object',
      properties: {
        next: { anyOf: [{ $ref: '#' }, { type: 'null' }] },
        all: { type: 'array', items: { $ref: '#' } },
      },
    };
    expect(JSON.stringify(sampleOf(list, 'x')).length).toBeLessThan(20_000);
    expect(sampleOf({ $ref: '#' }, 'x')).toBeNull();
  });
});
