export interface Tally {
  add(name: string, count?: number): void;
  check(): void;
}

export function createTally(least: Readonly<Record<string, number>>): Tally;
