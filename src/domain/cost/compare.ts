import { isChatModel } from '../models/chat-models.ts';
import { retirement } from '../models/choose.ts';
import { monthlyPriceOf, type Price, priceOf } from '../models/price.ts';
import { findModel, modelTable } from '../models/table.ts';

/** A request whose price is asked. */
export interface Request {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Requests a day, for a figure of a month; null: not asked. */
  readonly perDay: number | null;
}

/** The price of a request with one model; all null where it is not known. */
export interface Estimate {
  readonly model: string;
  readonly price: Price | null;
  readonly perMonthUsd: number | null;
}

/** The price of a request, and of a month of it. */
export function estimate(model: string, request: Request): Estimate {
  const usage = {
    model,
    inputTokens: request.inputTokens,
    cachedTokens: 0,
    outputTokens: request.outputTokens,
  };
  const month = request.perDay === null ? null : monthlyPriceOf(usage, request.perDay);
  return { model, price: priceOf(usage), perMonthUsd: month?.totalUsd ?? null };
}

/** Does the model's context, as far as it is known, hold the request? */
export function fitsContext(model: string, request: Request): boolean {
  const context = findModel(model)?.contextTokens ?? null;
  return context === null || request.inputTokens + request.outputTokens <= context;
}

/** The same request with every chat model that can take it, has a price and has not ended; cheapest first. */
export function compareModels(request: Request, today: string): readonly Estimate[] {
  return modelTable
    .filter(({ id }) => isChatModel(id) && retirement(id, null, today)?.state !== 'past')
    .filter(({ id }) => fitsContext(id, request))
    .map(({ id }) => estimate(id, request))
    .filter(({ price }) => price !== null)
    .sort((a, b) => (a.price?.totalUsd ?? 0) - (b.price?.totalUsd ?? 0));
}
