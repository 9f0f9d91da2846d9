/**
 * Chat models, their prices and their end dates, kept by hand and checked on `pricesCheckedOn`.
 *
 * Sources: ids and announced end dates from the doc comment of `ChatModel` in npm `openai@7.57.0`; prices
 * (standard tier, text), context sizes and long-context limits from npm `@pydantic/genai-prices@0.1.8`,
 * provider `openai`. `scripts/refresh-models.mjs` shows what changed there since.
 * What no source states is null, never a guess. Prices of models that have ended are historical.
 */

/** The day the table was last compared with its sources (`YYYY-MM-DD`). */
export const pricesCheckedOn = '2026-11-21';

/** A value of `reasoning_effort`. */
export type Effort = 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max';

/** One line of the table, in short form; `table.ts` has the form that the program uses. */
export interface CompactRow {
  readonly id: string;
  /** US dollars for a million tokens: input, cached input (null: no such price known), output. */
  readonly usd: readonly [number, number | null, number] | null;
  readonly context: number | null;
  /** First input size (tokens) that is billed at the long-context rates; absent where there are none. */
  readonly longFrom?: number;
  /** Announced end date; null: none announced. */
  readonly ends: string | null;
  /** Efforts accepted; empty: not a reasoning model; null: not known. */
  readonly efforts: readonly Effort[] | null;
  /** Other ids of the same model that do not end in `-YYYY-MM-DD`. */
  readonly alias?: readonly string[];
}

const toMax = ['none', 'low', 'medium', 'high', 'xhigh', 'max'] as const;
const toXhigh = ['none', 'low', 'medium', 'high', 'xhigh'] as const;
const noneToHigh = ['none', 'low', 'medium', 'high'] as const;
const minimalToHigh = ['minimal', 'low', 'medium', 'high'] as const;
const lowToXhigh = ['low', 'medium', 'high', 'xhigh'] as const;
const lowToHigh = ['low', 'medium', 'high'] as const;
const mediumToXhigh = ['medium', 'high', 'xhigh'] as const;
const medium = ['medium'] as const;
const none = [] as const;

const M = 1_050_000;
/** The source has the long rates of GPT-5.4 to 5.6 and Astra begin at exactly 272,000, of GPT-6 Sol and Luna above it. */
const at272k = 272_000;
const over272k = 272_001;

/** Newest first. */
export const modelRows: readonly CompactRow[] = [
  { id: 'gpt-6.1-sol', usd: null, context: null, ends: null, efforts: lowToXhigh },
  { id: 'gpt-6.1-terra', usd: null, context: null, ends: null, efforts: null },
  { id: 'gpt-6-astra', usd: [10, 1, 50], context: M, longFrom: at272k, ends: null, efforts: lowToXhigh },
  { id: 'gpt-6-sol', usd: [2, 0.2, 10], context: M, longFrom: over272k, ends: null, efforts: toMax },
  { id: 'gpt-6-luna', usd: [0.1, 0.01, 0.5], context: M, longFrom: over272k, ends: null, efforts: toMax },
  { id: 'gpt-5.6-sol', usd: [4, 0.4, 20], context: M, longFrom: at272k, ends: null, efforts: null },
  { id: 'gpt-5.6-terra', usd: [2, 0.2, 12], context: M, longFrom: at272k, ends: null, efforts: null },
  { id: 'gpt-5.6-luna', usd: [0.2, 0.02, 1.2], context: M, longFrom: at272k, ends: null, efforts: toMax },
  { id: 'gpt-5.5', usd: [5, 0.5, 30], context: 1_000_000, longFrom: at272k, ends: null, efforts: toXhigh },
  { id: 'gpt-5.4', usd: [2.5, 0.25, 15], context: M, longFrom: at272k, ends: null, efforts: toXhigh },
  { id: 'gpt-5.4-mini', usd: [0.75, 0.075, 4.5], context: 400_000, ends: null, efforts: toXhigh },
  { id: 'gpt-5.4-nano', usd: [0.2, 0.02, 1.25], context: 400_000, ends: '2027-04-01', efforts: toXhigh },
  { id: 'gpt-5.2', usd: [1.75, 0.175, 14], context: 400_000, ends: null, efforts: toXhigh },
  { id: 'gpt-5.2-pro', usd: [21, null, 168], context: 400_000, ends: null, efforts: mediumToXhigh },
  { id: 'gpt-5.1', usd: [1.25, 0.125, 10], context: 400_000, ends: '2027-04-01', efforts: noneToHigh },
  { id: 'gpt-5', usd: [1.25, 0.125, 10], context: 400_000, ends: '2026-12-11', efforts: minimalToHigh },
  { id: 'gpt-5-mini', usd: [0.25, 0.025, 2], context: 400_000, ends: '2026-12-11', efforts: minimalToHigh },
  { id: 'gpt-5-nano', usd: [0.05, 0.005, 0.4], context: 400_000, ends: '2026-12-11', efforts: minimalToHigh },
  { id: 'o3', usd: [2, 0.5, 8], context: 200_000, ends: '2026-12-11', efforts: lowToHigh },
  { id: 'gpt-4.1', usd: [2, 0.5, 8], context: 1_000_000, ends: '2027-01-14', efforts: none },
  { id: 'gpt-4.1-mini', usd: [0.4, 0.1, 1.6], context: 1_000_000, ends: '2027-01-14', efforts: none },
  { id: 'gpt-4o', usd: [2.5, 1.25, 10], context: 128_000, ends: '2027-01-14', efforts: none },
  { id: 'gpt-4o-mini', usd: [0.15, 0.075, 0.6], context: 128_000, ends: '2027-01-14', efforts: none },
  { id: 'gpt-audio-mini', usd: [0.6, null, 2.4], context: 128_000, ends: '2027-01-20', efforts: null },

  { id: 'gpt-5.3-chat-latest', usd: [1.75, 0.175, 14], context: 128_000, ends: '2026-08-10', efforts: none },
  { id: 'gpt-5.2-chat-latest', usd: [1.75, 0.175, 14], context: null, ends: '2026-08-10', efforts: medium },
  { id: 'gpt-5.1-chat-latest', usd: [1.25, 0.125, 10], context: null, ends: '2026-07-23', efforts: medium },
  { id: 'gpt-5.1-codex', usd: [1.25, 0.125, 10], context: 400_000, ends: '2026-07-23', efforts: lowToHigh },
  { id: 'gpt-5-chat-latest', usd: [1.25, 0.125, 10], context: null, ends: '2026-07-23', efforts: null },
  { id: 'gpt-4.1-nano', usd: [0.1, 0.025, 0.4], context: 1_000_000, ends: '2026-10-23', efforts: none },
  { id: 'o4-mini', usd: [1.1, 0.275, 4.4], context: 200_000, ends: '2026-10-23', efforts: lowToHigh },
  { id: 'o3-mini', usd: [1.1, 0.55, 4.4], context: 200_000, ends: '2026-10-23', efforts: lowToHigh },
  { id: 'o1', usd: [15, 7.5, 60], context: 200_000, ends: '2026-10-23', efforts: lowToHigh },
  { id: 'o1-preview', usd: [15, 7.5, 60], context: 128_000, ends: '2025-07-28', efforts: null },
  { id: 'o1-mini', usd: [1.1, 0.55, 4.4], context: 128_000, ends: '2025-10-27', efforts: null },
  { id: 'gpt-4o-2024-05-13', usd: [5, null, 15], context: 128_000, ends: '2026-10-23', efforts: none },
  { id: 'gpt-4o-audio-preview', usd: [2.5, null, 10], context: 128_000, ends: '2026-05-07', efforts: null },
  {
    id: 'gpt-4o-audio-preview-2024-10-01',
    usd: [2.5, null, 10],
    context: 128_000,
    ends: '2025-10-10',
    efforts: null,
  },
  {
    id: 'gpt-4o-mini-audio-preview',
    usd: [0.15, null, 0.6],
    context: 128_000,
    ends: '2026-05-07',
    efforts: null,
  },
  { id: 'gpt-4o-search-preview', usd: [2.5, null, 10], context: 128_000, ends: '2026-07-23', efforts: null },
  {
    id: 'gpt-4o-mini-search-preview',
    usd: [0.15, 0.075, 0.6],
    context: 128_000,
    ends: '2026-07-23',
    efforts: null,
  },
  { id: 'chatgpt-4o-latest', usd: [5, null, 15], context: 128_000, ends: '2026-02-17', efforts: null },
  { id: 'codex-mini-latest', usd: [1.5, 0.375, 6], context: 200_000, ends: '2026-02-12', efforts: null },
  { id: 'gpt-4-turbo', usd: [10, null, 30], context: 128_000, ends: '2026-10-23', efforts: none },
  { id: 'gpt-4-1106-preview', usd: [10, null, 30], context: 128_000, ends: '2026-10-23', efforts: null },
  {
    id: 'gpt-4-turbo-preview',
    usd: [10, null, 30],
    context: 128_000,
    ends: '2026-03-26',
    efforts: null,
    alias: ['gpt-4-0125-preview'],
  },
  { id: 'gpt-4-vision-preview', usd: [10, null, 30], context: 128_000, ends: '2024-12-06', efforts: null },
  {
    id: 'gpt-4',
    usd: [30, null, 60],
    context: 8_192,
    ends: '2026-10-23',
    efforts: none,
    alias: ['gpt-4-0613'],
  },
  { id: 'gpt-4-0314', usd: [30, null, 60], context: 8_192, ends: '2026-03-26', efforts: null },
  {
    id: 'gpt-4-32k',
    usd: [60, null, 120],
    context: 32_000,
    ends: '2025-06-06',
    efforts: null,
    alias: ['gpt-4-32k-0314', 'gpt-4-32k-0613'],
  },
  {
    id: 'gpt-3.5-turbo',
    usd: [0.5, null, 1.5],
    context: 16_385,
    ends: '2026-10-23',
    efforts: none,
    alias: ['gpt-3.5-turbo-0125'],
  },
  { id: 'gpt-3.5-turbo-1106', usd: [1, null, 2], context: 16_385, ends: '2026-09-28', efforts: null },
  {
    id: 'gpt-3.5-turbo-16k',
    usd: [3, null, 4],
    context: 16_385,
    ends: '2024-09-13',
    efforts: null,
    alias: ['gpt-3.5-turbo-16k-0613'],
  },
  { id: 'gpt-3.5-turbo-0613', usd: [1.5, null, 2], context: 16_385, ends: '2024-09-13', efforts: null },
  { id: 'gpt-3.5-turbo-0301', usd: [1.5, null, 2], context: null, ends: '2024-09-13', efforts: null },
];
