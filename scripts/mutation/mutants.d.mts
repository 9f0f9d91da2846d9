/** One small fault; offsets in UTF-16 units, line and column from 1. */
export interface Mutant {
  readonly start: number;
  readonly end: number;
  readonly becomes: string;
  readonly was: string;
  readonly kind: string;
  readonly line: number;
  readonly column: number;
}
export function mutantsOf(source: string): readonly Mutant[];
export function withMutant(source: string, mutant: Mutant): string;
