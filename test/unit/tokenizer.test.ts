import fc from 'fast-check';
import ranks from 'gpt-tokenizer/bpeRanks/o200k_base';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { createTokenCounter } from '../../src/adapters/system/tokenizer.ts';
import { countMerged, lastSafeCut } from '../../src/domain/cost/merge.ts';
import { samples } from './tokenizer-samples.ts';

const numRuns = process.env['CI'] ? 3000 : 300;
const whole = (text: string) => countTokens(text, { disallowedSpecial: new Set() });

/** Counts in parts of a given length; these may cut words and surrogate pairs. */
function inParts(text: string, length: number) {
  const counter = createTokenCounter();
  for (let from = 0; from < text.length; from += length) counter.add(text.slice(from, from + length));
  return counter.end();
}

/** Texts of the stuff that decides where pieces end. */
const tricky = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ' ',
        '  ',
        '\t',
        '\n',
        '\r\n',
        '\n\n',
        '/',
        "'",
        "'s",
        "'ll",
        '!',
        ';\n',
        '。',
        '\u0301',
        '\u3000',
      ),
      fc.constantFrom(
        'a',
        'Word',
        'ABC',
        'don',
        '中文',
        '12',
        '12345',
        '😀',
        '👩‍👩‍👧',
        '<|endoftext|>',
        'é',
        '\ufeff',
      ),
      fc.string({ unit: 'grapheme', maxLength: 5 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

describe('the counter', () => {
  test.each(samples)('agrees with the reference: %s', (_, text, tokens) => {
    expect(inParts(text, 1_000_000)).toEqual({ tokens, exact: true });
    for (const length of [1, 2, 3, 7, 100])
      expect(inParts(text, length), `parts of ${length}`).toEqual({ tokens, exact: true });
  });

  test('counts the same in parts as in one, whatever the text', () => {
    fc.assert(
      fc.property(tricky, fc.integer({ min: 1, max: 20 }), (text, length) => {
        const expected = { tokens: whole(text), exact: true };
        expect(inParts(text, length)).toEqual(expected);
        expect(inParts(text, 1_000_000)).toEqual(expected);
      }),
      { numRuns },
    );
  });

  test('a run without any place to cut is counted in linear memory and near the truth, and said to be inexact', () => {
    const text = 'x'.repeat(700_000);
    const { tokens, exact } = inParts(text, 65_536);
    expect(exact).toBe(false);
    expect(Math.abs(tokens - 700_000 / 8)).toBeLessThan(10);
  });
});

describe('lastSafeCut', () => {
  test.each([
    ['one two', 3],
    ['one\ntwo', 4],
    ['one, two', 4],
    ['a😀', 1],
    ['one', 0],
    ["don't", 0],
    ['e\u0301', 0],
    ['\n\n\n', 0],
    ['one;\n/', 3],
    ['12345', 0],
    ['', 0],
  ])('%j is cut at %d', (text, at) => expect(lastSafeCut(text)).toBe(at));

  test('both sides together have as many tokens as the whole', () => {
    fc.assert(
      fc.property(tricky, (text) => {
        const at = lastSafeCut(text);
        expect(whole(text.slice(0, at)) + whole(text.slice(at))).toBe(whole(text));
      }),
      { numRuns },
    );
  });
});

describe('countMerged', () => {
  const table = new Map(
    ranks.map((token, rank) => [Buffer.from(token as string | number[]).toString('latin1'), rank] as const),
  );
  const merged = (text: string) => countMerged(Buffer.from(text).toString('latin1'), table);

  test('merges as the library does', () => {
    // Letters only, so that the text is one piece.
    const word = fc.string({ unit: fc.constantFrom(...'abcdeéß中文人工智能'), minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(word, (text) => {
        expect(merged(text)).toBe(whole(text));
      }),
      { numRuns },
    );
  });

  test('has one token for one byte, none for none', () => {
    expect(merged('')).toBe(0);
    expect(merged('a')).toBe(1);
    expect(merged('\u0000')).toBe(1);
  });

  test('comes to an end with a hundred thousand characters', () => {
    expect(merged('人工智能可以帮助我们更好地理解世界'.repeat(6000))).toBeGreaterThan(50_000);
  });
});
