import { type CompactRow, type Effort, modelRows } from './rows.ts';
import { modelsForTask, type Task, tasks } from './tasks.ts';

/** What is known of one model on `pricesCheckedOn`. */
export interface ModelRow {
  readonly id: string;
  /** US dollars for a million tokens; null where no source names a price. */
  readonly inputUsdPerMillion: number | null;
  readonly cachedInputUsdPerMillion: number | null;
  readonly outputUsdPerMillion: number | null;
  /** Tokens of input and output together; null where no source states it. */
  readonly contextTokens: number | null;
  /** Announced end (`YYYY-MM-DD`); null: none announced. */
  readonly shutdownDate: string | null;
  readonly purposes: readonly Task[];
  /** Values of `reasoning_effort` it takes; empty: not a reasoning model; null: not known. */
  readonly reasoningEfforts: readonly Effort[] | null;
  /** Requests with at least this much input are billed at higher rates, as a whole; null: no such rates. */
  readonly longContext: LongContext | null;
}

interface LongContext {
  readonly fromInputTokens: number;
  readonly inputFactor: number;
  readonly outputFactor: number;
}

/** The long-context rates of every model that has them: double input, one and a half times output. */
const longRates = { inputFactor: 2, outputFactor: 1.5 } as const;

function expand(row: CompactRow): ModelRow {
  return {
    id: row.id,
    inputUsdPerMillion: row.usd?.[0] ?? null,
    cachedInputUsdPerMillion: row.usd?.[1] ?? null,
    outputUsdPerMillion: row.usd?.[2] ?? null,
    contextTokens: row.context,
    shutdownDate: row.ends,
    purposes: tasks.filter((task) => modelsForTask[task].includes(row.id)),
    reasoningEfforts: row.efforts,
    longContext: row.longFrom === undefined ? null : { fromInputTokens: row.longFrom, ...longRates },
  };
}

/** All models known, newest first. */
export const modelTable: readonly ModelRow[] = modelRows.map(expand);

const byId = new Map<string, ModelRow>();
for (const [index, row] of modelTable.entries()) {
  byId.set(row.id, row);
  for (const alias of modelRows[index]?.alias ?? []) byId.set(alias, row);
}

const datedSuffix = /-\d{4}-\d{2}-\d{2}$/;

/**
 * The row of a model id. A snapshot (`gpt-6-luna-2026-09-22`) without a row of its own has that of its
 * model. Null for an unknown id, and for a fine-tuned one, whose price is another.
 */
export function findModel(id: string): ModelRow | null {
  return byId.get(id) ?? byId.get(id.replace(datedSuffix, '')) ?? null;
}
