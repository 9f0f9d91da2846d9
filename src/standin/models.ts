/**
 * A selection of what an ordinary project could use on 2026-11-21: ids and end dates from the types
 * of npm `openai` 7.57.0 (`ChatModel`). Release days of ids without a date in them are approximate.
 */
const rows: readonly (readonly [id: string, released: string, shutdown: string | null, reasons: boolean])[] =
  [
    ['gpt-6-astra', '2026-09-22', null, true],
    ['gpt-6-sol', '2026-09-22', null, true],
    ['gpt-6-luna', '2026-09-22', null, true],
    ['gpt-5.6-luna', '2026-07-15', null, true],
    ['gpt-5.5', '2026-04-23', null, true],
    ['gpt-5.5-2026-04-23', '2026-04-23', null, true],
    ['gpt-5.4', '2026-03-17', null, true],
    ['gpt-5.4-mini', '2026-03-17', null, true],
    ['gpt-5.4-nano', '2026-03-17', '2027-04-01', true],
    ['gpt-5.2', '2025-12-11', null, true],
    ['gpt-5.2-pro', '2025-12-11', null, true],
    ['gpt-5', '2025-08-07', '2026-12-11', true],
    ['gpt-5-mini', '2025-08-07', '2026-12-11', true],
    ['gpt-5-nano', '2025-08-07', '2026-12-11', true],
    ['gpt-4.1', '2025-04-14', '2027-01-14', false],
    ['gpt-4.1-mini', '2025-04-14', '2027-01-14', false],
    ['gpt-4o', '2024-08-06', '2027-01-14', false],
    ['gpt-4o-mini', '2024-07-18', '2027-01-14', false],
    ['o3', '2025-04-16', '2026-12-11', true],
    ['text-embedding-3-small', '2024-01-22', null, false],
  ];

/** What `GET /v1/models` lists, as the API sends it; `created` in seconds since 1970. */
export const standinModels = rows.map(([id, released, shutdown_date]) => ({
  id,
  object: 'model',
  created: Date.parse(released) / 1000,
  owned_by: 'system',
  shutdown_date,
}));

/** Whether a model of the list thinks before it answers; undefined for any other name. */
export function reasons(model: string): boolean | undefined {
  return rows.find(([id]) => id === model)?.[3];
}
