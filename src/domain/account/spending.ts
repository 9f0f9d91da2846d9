/** Whose spending is meant. */
export type Spender = 'organization' | 'project';

/** What may be spent in a month, in US cents. */
export interface SpendLimit {
  readonly cents: number;
  /** Calls are refused once it is reached; null where the API does not say. */
  readonly enforced: boolean | null;
}
