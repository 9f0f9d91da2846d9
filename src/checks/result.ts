import type { TextFacts, Warning } from '../domain/diagnosis/causes.ts';
import type { Clock } from '../ports/system.ts';

/** Checks in the order in which verify asks them; the ids are part of the JSON contract. */
export const checkIds = [
  'source',
  'format',
  'file',
  'git',
  'exposure',
  'endpoint',
  'network',
  'auth',
  'model',
  'live',
] as const;
export type CheckId = (typeof checkIds)[number];

/** Something worth saying about a check; worded in `i18n/en/report.ts` and its Chinese counterpart. */
export type NoteId =
  | 'source_environment'
  | 'source_file'
  | 'source_stdin'
  | 'source_prompt'
  | 'source_none'
  | 'source_parent'
  | 'source_replaced'
  | 'format_kind'
  | 'file_none'
  | 'file_fine'
  | 'git_ignored'
  | 'git_none'
  | 'git_unavailable'
  | 'exposure_none'
  | 'endpoint_default'
  | 'endpoint_custom'
  | 'network_answered'
  | 'network_proxy'
  | 'network_rung'
  | 'auth_accepted'
  | 'auth_cannot_list'
  | 'auth_not_judged'
  | 'model_listed'
  | 'model_not_listed'
  | 'model_unknown'
  | 'live_passed'
  | 'live_disguised'
  | 'parameter_dropped'
  | 'skipped_after'
  | 'skipped_offline'
  | 'skipped_no_file'
  | 'says_finding';

export interface Note {
  readonly id: NoteId;
  readonly facts: TextFacts;
}

export type CheckStatus = 'pass' | 'warn' | 'fail' | 'skip';

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

export const note = (id: NoteId, facts: TextFacts = {}): Note => ({ id, facts });
export const warning = (id: Warning['id'], facts: TextFacts = {}): Warning => ({ id, facts });

/** A passed check, or a warning where there is something to warn about. */
export function verdict(notes: readonly Note[], warnings: readonly Warning[] = []): Verdict {
  return { status: warnings.length > 0 ? 'warn' : 'pass', notes, warnings };
}

export const failed = (notes: readonly Note[] = []): Verdict => ({ status: 'fail', notes, warnings: [] });

/** A check with what it warned about. */
interface Run {
  readonly result: CheckResult;
  readonly warnings: readonly Warning[];
}

/** Keeps what checks said, with the time each took; told in the contract's order, whichever ended first. */
export class Checklist {
  readonly #clock: Clock;
  readonly #runs: Run[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get results(): readonly CheckResult[] {
    return this.#inOrder().map(({ result }) => result);
  }

  get warnings(): readonly Warning[] {
    return this.#inOrder().flatMap(({ warnings }) => warnings);
  }

  async run<T extends { readonly verdict: Verdict }>(id: CheckId, check: () => T | Promise<T>): Promise<T> {
    const start = this.#clock.now();
    const outcome = await check();
    const { status, notes, warnings, ms = this.#clock.now() - start } = outcome.verdict;
    this.#runs.push({ result: { id, status, ms: Math.round(ms), notes }, warnings });
    return outcome;
  }

  /** Says of the checks named that they were not run, and why. */
  skip(ids: readonly CheckId[], why: Note): void {
    for (const id of ids)
      this.#runs.push({ result: { id, status: 'skip', ms: 0, notes: [why] }, warnings: [] });
  }

  /** Takes over what another list has: one call may judge the key of many files. */
  take(other: Checklist): void {
    this.#runs.push(...other.#runs);
  }

  #inOrder(): readonly Run[] {
    return [...this.#runs].sort((a, b) => checkIds.indexOf(a.result.id) - checkIds.indexOf(b.result.id));
  }
}
