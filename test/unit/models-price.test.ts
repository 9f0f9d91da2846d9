import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareModels, estimate } from '../../src/domain/cost/compare.ts';
import { monthlyPriceOf, priceOf, ratesOf } from '../../src/domain/models/price.ts';
import { modelTable } from '../../src/domain/models/table.ts';

const of = (model: string, inputTokens: number, outputTokens: number, cachedTokens = 0) =>
  priceOf({ model, inputTokens, outputTokens, cachedTokens });

describe('priceOf', () => {
  test('has no float noise', () => {
    // 0.0001 + 0.00025 is 0.00035000000000000005 in binary fractions.
    expect(of('gpt-6-luna', 1000, 500)).toEqual({
      inputUsd: 0.0001,
      outputUsd: 0.00025,
      totalUsd: 0.00035,
      priceDate: '2026-11-21',
    });
    expect(String(of('gpt-6-luna', 12, 5)?.totalUsd)).toBe('0.0000037');
  });

  test('bills cached input at its own price, and as input where it has none', () => {
    expect(of('gpt-4o', 1000, 0, 600)?.totalUsd).toBe(0.00175);
    expect(of('gpt-4', 1000, 0, 600)?.totalUsd).toBe(0.03);
    // More cached than sent cannot be.
    expect(of('gpt-4o', 1000, 0, 5000)?.totalUsd).toBe(0.00125);
  });

  test('bills the whole request at the long-context rates above 272,000 input tokens', () => {
    expect(of('gpt-6-luna', 272_000, 1000)?.totalUsd).toBe(0.0277);
    expect(of('gpt-6-luna', 272_001, 1000)).toMatchObject({ inputUsd: 0.0544002, outputUsd: 0.00075 });
    expect(of('gpt-5.4', 300_000, 1000)).toMatchObject({ inputUsd: 1.5, outputUsd: 0.0225 });
    expect(of('gpt-4.1', 300_000, 1000)).toMatchObject({ inputUsd: 0.6, outputUsd: 0.008 });
    expect(ratesOf('gpt-5.6-luna', 300_000)).toEqual({
      inputUsdPerMillion: 0.4,
      outputUsdPerMillion: 1.8,
      longContext: true,
    });
  });

  test.each(['gpt-6.1-sol', 'gpt-7', '', 'ft:gpt-4o-mini-2024-07-18:acme::x'])('is null for %j', (model) => {
    expect(of(model, 10, 10)).toBeNull();
    expect(ratesOf(model, 10)).toBeNull();
  });

  test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('is null for %d tokens', (tokens) => {
    expect(of('gpt-6-luna', tokens, 0)).toBeNull();
    expect(of('gpt-6-luna', 0, tokens)).toBeNull();
    expect(of('gpt-6-luna', 0, 0, tokens)).toBeNull();
  });

  test('of a month is thirty days', () => {
    const usage = { model: 'gpt-6-luna', inputTokens: 1000, cachedTokens: 0, outputTokens: 500 };
    expect(monthlyPriceOf(usage, 1000)?.totalUsd).toBe(10.5);
    expect(monthlyPriceOf(usage, 0)?.totalUsd).toBe(0);
  });

  test('never has more than twelve decimals, and the parts make the sum', () => {
    const priced = modelTable.filter((row) => row.inputUsdPerMillion !== null).map(({ id }) => id);
    const tokens = fc.nat({ max: 1_000_000 });
    fc.assert(
      fc.property(fc.constantFrom(...priced), tokens, tokens, tokens, (model, input, cached, output) => {
        const price = of(model, input, output, cached);
        const units = (usd: number | undefined) => Math.round((usd ?? Number.NaN) * 1e12);
        expect(price?.totalUsd.toFixed(12)).toBe(String(Number(price?.totalUsd.toFixed(12)).toFixed(12)));
        expect(Number(price?.totalUsd.toFixed(12))).toBe(price?.totalUsd);
        expect(
          Math.abs(units(price?.inputUsd) + units(price?.outputUsd) - units(price?.totalUsd)),
        ).toBeLessThan(3);
      }),
      { numRuns: process.env['CI'] ? 3000 : 300 },
    );
  });
});

describe('compareModels', () => {
  const request = { inputTokens: 1000, outputTokens: 500, perDay: 10 };

  test('has the current chat models with a price, cheapest first', () => {
    const all = compareModels(request, '2026-11-21');
    const ids = all.map(({ model }) => model);
    expect(ids).toContain('gpt-6-astra');
    for (const absent of ['gpt-4', 'gpt-5.2-pro', 'gpt-audio-mini', 'gpt-6.1-sol'])
      expect(ids).not.toContain(absent);
    const totals = all.map(({ price }) => price?.totalUsd ?? Number.NaN);
    expect(totals).toEqual(totals.toSorted((a, b) => a - b));
    expect(all.find(({ model }) => model === 'gpt-6-luna')?.perMonthUsd).toBe(0.105);
  });

  test('leaves out what has ended by that day, and what cannot take the request', () => {
    const ids = (of: typeof request, today: string) => compareModels(of, today).map(({ model }) => model);
    expect(ids(request, '2026-12-11')).toContain('gpt-5-nano');
    expect(ids(request, '2026-12-12')).not.toContain('gpt-5-nano');
    expect(ids({ ...request, inputTokens: 200_000 }, '2026-11-21')).not.toContain('gpt-4o');
  });
});

test('an estimate of an unknown price has none', () => {
  expect(estimate('gpt-6.1-sol', { inputTokens: 1, outputTokens: 1, perDay: 5 })).toEqual({
    model: 'gpt-6.1-sol',
    price: null,
    perMonthUsd: null,
  });
});
