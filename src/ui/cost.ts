import { type Estimate, fitsContext, type Request } from '../domain/cost/compare.ts';
import { countEncoding } from '../domain/cost/counting.ts';
import { type Retirement, retirement } from '../domain/models/choose.ts';
import { ratesOf } from '../domain/models/price.ts';
import { pricesCheckedOn } from '../domain/models/rows.ts';
import { findModel } from '../domain/models/table.ts';
import type { CostWords } from '../i18n/en/cost.ts';
import { pages } from '../i18n/openai-pages.ts';
import { count, dollars } from './figures.ts';
import { indent, pad, width, wrap } from './layout.ts';
import { table } from './table.ts';

/** All that `cost` found out. */
interface CostResult {
  readonly request: Request;
  /** The input was counted from a text; false: its size was given. */
  readonly counted: boolean;
  readonly exact: boolean;
  readonly estimate: Estimate;
  readonly compare: readonly Estimate[];
  readonly today: string;
}

/** The result as text: both parts of the price, their sum, a month where asked, and what has to be said about it. */
export function costText(result: CostResult, words: CostWords, columns: number): string {
  return [
    ...labelled(figures(result, words), columns),
    '',
    ...notes(result, words).map((note) => wrap(note, columns)),
    ...(result.estimate.price === null ? [] : [wrap(words.prices(pricesCheckedOn), columns), pages.prices]),
    ...(result.compare.length > 0 ? ['', ...compareLines(result, words, columns)] : []),
    '',
  ].join('\n');
}

function figures(
  { request, exact, estimate }: CostResult,
  words: CostWords,
): readonly (readonly [string, string])[] {
  const { labels } = words;
  const { inputTokens, outputTokens, perDay } = request;
  const input = words.tokens(count(inputTokens), exact);
  const output = words.tokens(count(outputTokens), true);
  const rates = ratesOf(estimate.model, inputTokens);
  const { price, perMonthUsd } = estimate;
  const model = [labels.model, words.model(estimate.model, countEncoding)] as const;
  if (price === null || rates === null) return [model, [labels.input, input], [labels.output, output]];
  const month =
    perMonthUsd === null || perDay === null
      ? []
      : [[labels.month, words.month(dollars(perMonthUsd), count(perDay))] as const];
  return [
    model,
    [labels.input, words.part(input, dollars(rates.inputUsdPerMillion), dollars(price.inputUsd))],
    [labels.output, words.part(output, dollars(rates.outputUsdPerMillion), dollars(price.outputUsd))],
    [labels.total, words.total(dollars(price.totalUsd))],
    ...month,
  ];
}

function notes(result: CostResult, words: CostWords): readonly string[] {
  const { request, estimate } = result;
  const { model } = estimate;
  const row = findModel(model);
  const end = retirement(model, null, result.today);
  const longFrom = ratesOf(model, request.inputTokens)?.longContext
    ? row?.longContext?.fromInputTokens
    : undefined;
  return [
    estimate.price === null ? words.priceUnknown(model, pricesCheckedOn) : '',
    longFrom === undefined ? '' : words.longContext(count(longFrom)),
    fitsContext(model, request) ? '' : words.tooLarge(model, count(row?.contextTokens ?? 0)),
    end === null ? '' : endNote(model, end, words),
    result.exact ? '' : words.notExact,
    result.counted ? words.framing : '',
    request.outputTokens === 0 && estimate.price !== null ? words.noOutput : '',
  ].filter((note) => note !== '');
}

function endNote(model: string, { state, date }: Retirement, words: CostWords): string {
  if (state === 'later') return '';
  return state === 'past' ? words.ended(model, date) : words.endsSoon(model, date);
}

/** Labels and texts; a text that does not fit stands under its label. */
function labelled(entries: readonly (readonly [string, string])[], columns: number): string[] {
  const first = Math.max(...entries.map(([label]) => width(label))) + 2;
  return entries.flatMap(([label, text]) =>
    first + width(text) <= columns ? [pad(label, first) + text] : [label, indent(text, 2, columns)],
  );
}

function compareLines({ compare, request, today }: CostResult, words: CostWords, columns: number): string[] {
  const titles = words.columns;
  const usd = (amount: number | undefined | null) => (amount == null ? '' : dollars(amount));
  const month = request.perDay === null ? [] : [{ title: titles.month, align: 'point', drop: 1 } as const];
  const lines = table(
    [
      { title: titles.model, align: 'left' },
      { title: titles.input, align: 'point', drop: 2 },
      { title: titles.output, align: 'point', drop: 2 },
      { title: titles.total, align: 'point' },
      ...month,
      { title: titles.ends, align: 'left', drop: 3 },
    ],
    compare.map(({ model, price, perMonthUsd }) => [
      model,
      usd(price?.inputUsd),
      usd(price?.outputUsd),
      usd(price?.totalUsd),
      ...(request.perDay === null ? [] : [usd(perMonthUsd)]),
      retirement(model, null, today)?.date ?? '',
    ]),
    columns,
  );
  return [wrap(words.compareTitle, columns), '', ...lines];
}

/** The result in the form of the JSON contract, without what all documents carry. */
export function costJson(result: CostResult) {
  const { request, estimate } = result;
  const rates = ratesOf(estimate.model, request.inputTokens);
  return {
    model: estimate.model,
    encoding: countEncoding,
    inputTokens: request.inputTokens,
    outputTokens: request.outputTokens,
    exact: result.exact,
    ...amounts(estimate),
    perDay: request.perDay,
    priceKnown: estimate.price !== null,
    longContext: rates?.longContext ?? false,
    priceDate: pricesCheckedOn,
    compare: result.compare.map((other) => ({ model: other.model, ...amounts(other) })),
  };
}

function amounts({ price, perMonthUsd }: Estimate) {
  return {
    inputUsd: price?.inputUsd ?? null,
    outputUsd: price?.outputUsd ?? null,
    totalUsd: price?.totalUsd ?? null,
    perMonthUsd,
  };
}
