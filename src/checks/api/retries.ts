import type { Before } from '../../domain/diagnosis/diagnose.ts';
import type { Exchange } from '../../domain/diagnosis/evidence.ts';
import type { Finding } from '../../domain/diagnosis/finding.ts';
import { isSuccess } from '../../domain/diagnosis/success.ts';
import type { Clock } from '../../ports/system.ts';

/** Failures that waiting may mend, with the pause (ms) where the server names none; the others are not repeated. */
const pauses: Partial<Record<Finding['cause'], number>> = {
  rate_limited: 1000,
  service_error: 500,
  service_overloaded: 1000,
};

/** After this many repetitions the verdict is what it is. */
const repetitions = 2;

/** Why the next call is not made yet. */
export interface Pause {
  readonly finding: Finding;
  /** Whole seconds left. */
  readonly seconds: number;
}

export interface Patience {
  readonly clock: Clock;
  /** Epoch ms: no call and no pause lasts longer. */
  readonly deadline: number;
  /** Told once a second while nothing is asked; null: now it is. */
  readonly onWait: (pause: Pause | null) => void;
}

/**
 * Makes a call and judges it. Where waiting may mend the failure it waits as long as the server says
 * and calls again, within the deadline; otherwise the first answer is the answer.
 */
export async function withRetries<T extends { readonly exchange: Exchange }>(
  { clock, deadline, onWait }: Patience,
  call: () => Promise<T>,
  before?: Before,
): Promise<{ readonly answer: T; readonly finding: Finding | null }> {
  for (let round = 0; ; round++) {
    const answer = await call();
    if (isSuccess(answer.exchange)) return { answer, finding: null };
    const { diagnose } = await import('../../domain/diagnosis/diagnose.ts');
    const judged = diagnose(answer.exchange, before);
    if (judged.ok) return { answer, finding: null };
    const pause = pauses[judged.cause];
    if (pause === undefined || round === repetitions) return { answer, finding: judged };
    const wait = judged.retryAfterSeconds === null ? pause * 2 ** round : judged.retryAfterSeconds * 1000;
    if (clock.now() + wait >= deadline) return { answer, finding: judged };
    await countDown(clock, wait, (seconds) => onWait({ finding: judged, seconds }));
    onWait(null);
  }
}

async function countDown(clock: Clock, ms: number, tell: (seconds: number) => void): Promise<void> {
  const end = clock.now() + ms;
  for (let left = ms; left > 0; left = end - clock.now()) {
    tell(Math.ceil(left / 1000));
    await clock.sleep(Math.min(left, 1000));
  }
}
