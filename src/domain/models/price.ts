import { pricesCheckedOn } from './rows.ts';
import { findModel, type ModelRow } from './table.ts';

/** Tokens of one request. `cachedTokens` are those of the input that the API had cached. */
interface Usage {
  readonly model: string;
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly outputTokens: number;
}

/** US dollars, exact to the last digit of the price list. */
export interface Price {
  readonly inputUsd: number;
  readonly outputUsd: number;
  readonly totalUsd: number;
  readonly priceDate: string;
}

/**
 * The price of one request, standard tier, text; with `times`, of that many. Null where the price of the model is not known, or a count
 * is no count. Cached input without a price of its own counts as input.
 */
export function priceOf(usage: Usage, times = 1): Price | null {
  const row = findModel(usage.model);
  const counts = [usage.inputTokens, usage.cachedTokens, usage.outputTokens, times];
  if (row === null || !counts.every((count) => Number.isSafeInteger(count) && count >= 0)) return null;
  const rates = ratesFor(row, usage.inputTokens);
  if (rates === null) return null;
  const cached = Math.min(usage.cachedTokens, usage.inputTokens);
  const input = BigInt(usage.inputTokens - cached) * rates.input + BigInt(cached) * rates.cached;
  const output = BigInt(usage.outputTokens) * rates.output;
  const many = BigInt(times);
  return {
    inputUsd: toUsd(input * many),
    outputUsd: toUsd(output * many),
    totalUsd: toUsd((input + output) * many),
    priceDate: pricesCheckedOn,
  };
}

/** The price of the same request in one month of 30 days, at this many a day. */
export function monthlyPriceOf(usage: Usage, perDay: number): Price | null {
  return priceOf(usage, perDay * daysInMonth);
}

const daysInMonth = 30;

/** What a million tokens cost in a request of this size. */
interface Rates {
  readonly inputUsdPerMillion: number;
  readonly outputUsdPerMillion: number;
  /** These are the long-context rates of the model. */
  readonly longContext: boolean;
}

/** The rates that count for a request with so much input; null where the price is not known. */
export function ratesOf(model: string, inputTokens: number): Rates | null {
  const row = findModel(model);
  const rates = row === null ? null : ratesFor(row, inputTokens);
  if (rates === null) return null;
  return {
    inputUsdPerMillion: Number(`${rates.input}e-6`),
    outputUsdPerMillion: Number(`${rates.output}e-6`),
    longContext: rates.long,
  };
}

/**
 * Prices of one token in units of 10⁻¹² dollars: whole numbers, so that sums are exact (0.1 + 0.25
 * as dollars would give 0.00035000000000000005 for the price of a thousand tokens).
 */
function ratesFor(row: ModelRow, inputTokens: number) {
  const { inputUsdPerMillion: input, outputUsdPerMillion: output, longContext } = row;
  if (input === null || output === null) return null;
  const long = longContext !== null && inputTokens >= longContext.fromInputTokens ? longContext : null;
  const unit = (usdPerMillion: number, factor: number) => BigInt(Math.round(usdPerMillion * 1e6 * factor));
  return {
    long: long !== null,
    input: unit(input, long?.inputFactor ?? 1),
    cached: unit(row.cachedInputUsdPerMillion ?? input, long?.inputFactor ?? 1),
    output: unit(output, long?.outputFactor ?? 1),
  };
}

/** The double nearest to the exact decimal, which prints without noise. */
function toUsd(units: bigint): number {
  return Number(`${units}e-12`);
}
