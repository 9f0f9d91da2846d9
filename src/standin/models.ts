/** One entry of `GET /v1/models`, as the API sends it. */
export interface StandinModel {
  readonly id: string;
  readonly object: 'model';
  /** Seconds since 1970. */
  readonly created: number;
  readonly owned_by: string;
  /** `YYYY-MM-DD`, or null where no end is announced. */
  readonly shutdown_date: string | null;
}

interface Row {
  readonly id: string;
  readonly released: string;
  readonly shutdown: string | null;
  /** Values of `reasoning_effort` that are accepted; empty for a model that does not reason. */
  readonly efforts: readonly string[];
  /** Where it generates text: both APIs, the Responses API only, or neither. */
  readonly generates: 'everywhere' | 'responses' | 'nowhere';
}

const none = ['none', 'low', 'medium', 'high', 'xhigh'];
const noneToMax = ['none', 'low', 'medium', 'high', 'xhigh', 'max'];
const minimal = ['minimal', 'low', 'medium', 'high'];

function row(
  id: string,
  released: string,
  shutdown: string | null,
  efforts: readonly string[],
  generates: Row['generates'] = 'everywhere',
): Row {
  return { id, released, shutdown, efforts, generates };
}

/**
 * A selection of what an ordinary project could use on 2026-11-21: ids and end dates from the types
 * of npm `openai` 7.57.0 (`ChatModel`), efforts from models.dev and the model pages of
 * https://developers.openai.com/api/docs/models. Release days of ids without a date in them are approximate.
 */
const rows: readonly Row[] = [
  row('gpt-6-astra', '2026-09-22', null, ['low', 'medium', 'high', 'xhigh']),
  row('gpt-6-sol', '2026-09-22', null, noneToMax),
  row('gpt-6-luna', '2026-09-22', null, noneToMax),
  row('gpt-5.6-luna', '2026-07-15', null, noneToMax),
  row('gpt-5.5', '2026-04-23', null, none),
  row('gpt-5.5-2026-04-23', '2026-04-23', null, none),
  row('gpt-5.4', '2026-03-17', null, none),
  row('gpt-5.4-mini', '2026-03-17', null, none),
  row('gpt-5.4-nano', '2026-03-17', '2027-04-01', none),
  row('gpt-5.2', '2025-12-11', null, none),
  row('gpt-5.2-pro', '2025-12-11', null, ['medium', 'high', 'xhigh'], 'responses'),
  row('gpt-5', '2025-08-07', '2026-12-11', minimal),
  row('gpt-5-mini', '2025-08-07', '2026-12-11', minimal),
  row('gpt-5-nano', '2025-08-07', '2026-12-11', minimal),
  row('gpt-4.1', '2025-04-14', '2027-01-14', []),
  row('gpt-4.1-mini', '2025-04-14', '2027-01-14', []),
  row('gpt-4o', '2024-08-06', '2027-01-14', []),
  row('gpt-4o-mini', '2024-07-18', '2027-01-14', []),
  row('o3', '2025-04-16', '2026-12-11', ['low', 'medium', 'high']),
  row('text-embedding-3-small', '2024-01-22', null, [], 'nowhere'),
];

/** What `GET /v1/models` lists. */
export const standinModels: readonly StandinModel[] = rows.map(({ id, released, shutdown }) => ({
  id,
  object: 'model',
  created: Date.parse(released) / 1000,
  owned_by: 'system',
  shutdown_date: shutdown,
}));

/** What a model of the list can do; undefined for any other name. */
export function abilities(model: string): Pick<Row, 'efforts' | 'generates'> | undefined {
  return rows.find((entry) => entry.id === model);
}
