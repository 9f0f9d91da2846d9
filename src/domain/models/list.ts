import { isChatModel } from './chat-models.ts';
import { type OfferedModel, type Retirement, retirement } from './choose.ts';
import { findModel, modelTable } from './table.ts';
import type { Task } from './tasks.ts';

/** A model with what is known of it: what the API listed, joined with the table. */
export interface ModelEntry {
  readonly id: string;
  readonly chat: boolean;
  readonly purposes: readonly Task[];
  /** US dollars for a million tokens; null where not known, never guessed. */
  readonly inputUsdPerMillion: number | null;
  readonly cachedInputUsdPerMillion: number | null;
  readonly outputUsdPerMillion: number | null;
  readonly contextTokens: number | null;
  readonly end: Retirement | null;
}

/**
 * The models that the API listed or, where it did not (null), those of the table that have not ended. Without `all`, chat
 * models only; with it, the table's ended ones too. Known ones first, in the table's order, then the others by name.
 */
export function modelEntries(
  listed: readonly OfferedModel[] | null,
  all: boolean,
  today: string,
): readonly ModelEntry[] {
  const source = listed ?? modelTable.map(({ id }) => ({ id, shutdownDate: null }));
  const entries = source.map((model) => entryOf(model, today));
  const wanted = entries.filter(
    ({ chat, end }) => all || (chat && (listed !== null || end?.state !== 'past')),
  );
  return wanted.sort(
    (a, b) => tablePlace(a.id) - tablePlace(b.id) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );
}

function entryOf(model: OfferedModel, today: string): ModelEntry {
  const row = findModel(model.id);
  return {
    id: model.id,
    chat: isChatModel(model.id),
    purposes: row?.purposes ?? [],
    inputUsdPerMillion: row?.inputUsdPerMillion ?? null,
    cachedInputUsdPerMillion: row?.cachedInputUsdPerMillion ?? null,
    outputUsdPerMillion: row?.outputUsdPerMillion ?? null,
    contextTokens: row?.contextTokens ?? null,
    end: retirement(model.id, model.shutdownDate, today),
  };
}

function tablePlace(id: string): number {
  const row = findModel(id);
  return row === null ? modelTable.length : modelTable.indexOf(row);
}
