import { isChatModel } from './chat-models.ts';
import { dayPart, daysBetween } from './dates.ts';
import { pricesCheckedOn } from './rows.ts';
import { findModel, type ModelRow } from './table.ts';
import { modelsForTask, type Task, testModels } from './tasks.ts';

/** One entry of GET /models, as far as a choice needs it. */
export interface OfferedModel {
  readonly id: string;
  /** The end date that the API gave. */
  readonly shutdownDate: string | null;
}

/** When a model ends, seen from a day. `soon`: within 60 days. On its last day it is `soon`, the day after `past`. */
export interface Retirement {
  readonly date: string;
  readonly state: 'past' | 'soon' | 'later';
}

const soonDays = 60;

/** The end of a model: the date that the API gave, else the table's; null where neither has one. */
export function retirement(id: string, shutdownDate: string | null, today: string): Retirement | null {
  const date = dayPart(shutdownDate) ?? findModel(id)?.shutdownDate ?? null;
  if (date === null) return null;
  const days = daysBetween(today, date);
  return { date, state: days < 0 ? 'past' : days <= soonDays ? 'soon' : 'later' };
}

/** What a text may say about why a model was chosen. */
export interface ChoiceReason {
  readonly task: Task;
  /** `cheapest`: by price. `preferred`: first in the order for the task. */
  readonly by: 'cheapest' | 'preferred';
  /** The choice was made among models that the API listed for this key, not from the table alone. */
  readonly listed: boolean;
  readonly inputUsdPerMillion: number | null;
  readonly outputUsdPerMillion: number | null;
  readonly priceDate: string;
  /** Its end, where that is near. */
  readonly endsSoon: string | null;
}

/** The best model for a task among those that this key may use; null where none of the known ones is there. */
export function recommend(
  task: Task,
  listed: readonly OfferedModel[] | null,
  today: string,
): { readonly id: string; readonly reasonFacts: ChoiceReason } | null {
  const usable = modelsForTask[task].map((id) => offer(id, listed, today)).filter((entry) => entry !== null);
  if (task === 'budget') usable.sort((a, b) => blendedPrice(a.row) - blendedPrice(b.row));
  const best = usable.find((entry) => entry.endsSoon === null) ?? usable[0];
  if (best === undefined) return null;
  return {
    id: best.id,
    reasonFacts: {
      task,
      by: task === 'budget' ? 'cheapest' : 'preferred',
      listed: listed !== null,
      inputUsdPerMillion: best.row.inputUsdPerMillion,
      outputUsdPerMillion: best.row.outputUsdPerMillion,
      priceDate: pricesCheckedOn,
      endsSoon: best.endsSoon,
    },
  };
}

/**
 * Models to try for the live test, in order: the cheap ones that the API listed and that have not ended. Where it listed
 * none of them, up to three other chat models, known prices first and the cheapest of these first. Where listing was not
 * allowed (null), the plain list. Never empty: with no chat model in the list the API itself shall say so.
 */
export function testModelCandidates(listed: readonly OfferedModel[] | null, today: string): string[] {
  const offered = testModels.map((id) => offer(id, listed, today)?.id).filter((id) => id !== undefined);
  if (offered.length > 0 || listed === null) return offered;
  const others = listed
    .filter((model) => isChatModel(model.id) && !isPast(model, today))
    .sort((a, b) => blendedPrice(findModel(a.id)) - blendedPrice(findModel(b.id)))
    .slice(0, 3)
    .map((model) => model.id);
  return others.length > 0 ? others : testModels.slice(0, 1);
}

/** Room for a reasoning model to think and still answer: with less, the reply can be empty. */
export const testTokens = 512;

/**
 * Body fields for a small test call that every chat model takes. At OpenAI, a known reasoning model is asked not to think, or as
 * little as it can; the field is an error for all others.
 */
export function testParameters(model: string, official: boolean): Record<string, string | number> {
  const accepted = official ? (findModel(model)?.reasoningEfforts ?? []) : [];
  const effort = (['none', 'minimal', 'low'] as const).find((name) => accepted.includes(name));
  return {
    max_completion_tokens: testTokens,
    ...(effort === undefined ? {} : { reasoning_effort: effort }),
  };
}

interface Offer {
  readonly id: string;
  readonly row: ModelRow;
  readonly endsSoon: string | null;
}

/** A known model as this key may use it: under its own id, else under that of a listed snapshot. */
function offer(id: string, listed: readonly OfferedModel[] | null, today: string): Offer | null {
  const row = findModel(id);
  const found =
    listed === null
      ? { id, shutdownDate: null }
      : (listed.find((model) => model.id === id) ?? listed.find((model) => findModel(model.id)?.id === id));
  if (row === null || found === undefined) return null;
  const end = retirement(found.id, found.shutdownDate, today);
  if (end?.state === 'past') return null;
  return { id: found.id, row, endsSoon: end?.state === 'soon' ? end.date : null };
}

function isPast(model: OfferedModel, today: string): boolean {
  return retirement(model.id, model.shutdownDate, today)?.state === 'past';
}

/** One figure to compare prices by: three parts input to one part output, as in a usual dialogue. Unknown ones come last. */
function blendedPrice(row: ModelRow | null): number {
  if (row?.inputUsdPerMillion == null || row.outputUsdPerMillion === null) return Number.MAX_VALUE;
  return row.inputUsdPerMillion * 3 + row.outputUsdPerMillion;
}
