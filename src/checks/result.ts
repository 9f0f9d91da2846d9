import { type Whose, whoseOf } from '../domain/account/whose.ts';
import type { Exchange } from '../domain/diagnosis/evidence.ts';
import { type CheckId, type CheckStatus, checkIds, type Note } from '../domain/diagnosis/notes.ts';
import type { Warning } from '../domain/diagnosis/warnings.ts';
import type { Clock } from '../ports/system.ts';

export interface CheckResult {
  readonly id: CheckId;
  readonly status: CheckStatus;
  /** Time it took, in ms. */
  readonly ms: number;
  readonly notes: readonly Note[];
}

/** What a check says of itself: its status, notes and warnings. */
export interface Verdict {
  readonly status: CheckStatus;
  readonly notes: readonly Note[];
  readonly warnings: readonly Warning[];
  /** Where the check is about something that was measured before. */
  readonly ms?: number;
}

/** A passed check, or a warning where there is something to warn about. */
export function verdict(notes: readonly Note[], warnings: readonly Warning[] = []): Verdict {
  return { status: warnings.length > 0 ? 'warn' : 'pass', notes, warnings };
}

export const failed = (notes: readonly Note[] = []): Verdict => ({ status: 'fail', notes, warnings: [] });

/** A check with what it warned about, and the call that it made, if any. */
interface CheckRun {
  readonly result: CheckResult;
  readonly warnings: readonly Warning[];
  readonly exchange: Exchange | null;
}

/** Keeps what checks said, with the time each took; told in the contract's order, whichever ended first. */
export class Checklist {
  readonly #clock: Clock;
  readonly #runs: CheckRun[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get results(): readonly CheckResult[] {
    return this.#inOrder().map(({ result }) => result);
  }

  get warnings(): readonly Warning[] {
    return this.#inOrder().flatMap(({ warnings }) => warnings);
  }

  /** Of all calls that were made. */
  get answers(): readonly Exchange[] {
    return this.#inOrder().flatMap(({ exchange }) => exchange ?? []);
  }

  /** What the answers told of the key's owner. */
  get whose(): Whose {
    return whoseOf(this.answers);
  }

  async run<T extends { readonly verdict: Verdict; readonly exchange?: Exchange | null }>(
    id: CheckId,
    check: () => T | Promise<T>,
  ): Promise<T> {
    const start = this.#clock.now();
    const outcome = await check();
    const { status, notes, warnings, ms = this.#clock.now() - start } = outcome.verdict;
    const { exchange = null } = outcome;
    this.#runs.push({ result: { id, status, ms: Math.round(ms), notes }, warnings, exchange });
    return outcome;
  }

  /** Says of the checks named that they were not run, and why. */
  skip(ids: readonly CheckId[], why: Note): void {
    for (const id of ids) {
      const result = { id, status: 'skip', ms: 0, notes: [why] } as const;
      this.#runs.push({ result, warnings: [], exchange: null });
    }
  }

  /** Takes over what another list has: one call may judge the key of many files. */
  take(other: Checklist): void {
    this.#runs.push(...other.#runs);
  }

  #inOrder(): readonly CheckRun[] {
    return [...this.#runs].sort((a, b) => checkIds.indexOf(a.result.id) - checkIds.indexOf(b.result.id));
  }
}
