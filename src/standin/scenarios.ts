import type { FaultId } from './faults.ts';

/** What can be rehearsed, in the order of `demo --list`. Titles: `i18n/<language>/demo.ts`. */
export const scenarioIds = [
  'ok',
  'rejected-key',
  'no-credit',
  'rate-limited',
  'missing-scope',
  'no-model',
  'service-down',
  'offline',
  'captive-portal',
  'slow',
] as const;
export type ScenarioId = (typeof scenarioIds)[number];

/** What the stand-in does. */
export interface Scenario {
  readonly id: ScenarioId;
  /** False: nothing listens on the port, so that connections are refused. */
  readonly listening: boolean;
  /** Before every answer, in milliseconds. */
  readonly delayMs: number;
  /** Whether the key that is handed out is let in. */
  readonly keyAccepted: boolean;
  /** The answer to a good `GET /v1/models`; null for the list. */
  readonly models: FaultId | null;
  /** The answer to a good request for text; null for the text. */
  readonly generation: FaultId | null;
  /** The generation fault ends this many seconds after it first showed; null: never. */
  readonly recoversAfterSeconds: number | null;
}

const healthy = {
  listening: true,
  delayMs: 0,
  keyAccepted: true,
  models: null,
  generation: null,
  recoversAfterSeconds: null,
} as const;

export const scenarios: { readonly [Id in ScenarioId]: Scenario & { readonly id: Id } } = {
  ok: { id: 'ok', ...healthy },
  'rejected-key': { id: 'rejected-key', ...healthy, keyAccepted: false },
  'no-credit': { id: 'no-credit', ...healthy, generation: 'credit_exhausted' },
  'rate-limited': { id: 'rate-limited', ...healthy, generation: 'rate_limit', recoversAfterSeconds: 3 },
  'missing-scope': {
    id: 'missing-scope',
    ...healthy,
    models: 'missing_scope_models',
    generation: 'missing_scope_generation',
  },
  'no-model': { id: 'no-model', ...healthy, generation: 'model_not_found' },
  'service-down': { id: 'service-down', ...healthy, models: 'edge_unavailable', generation: 'server_error' },
  offline: { id: 'offline', ...healthy, listening: false },
  'captive-portal': { id: 'captive-portal', ...healthy, models: 'login_page', generation: 'login_page' },
  slow: { id: 'slow', ...healthy, delayMs: 2500 },
};
