import type { Clean } from '../text/clean.ts';
import type { CauseFacts, FactsArgument } from './cause-facts.ts';
import type { Cause } from './causes.ts';
import { type CleanFacts, cleanFacts } from './clean-facts.ts';

/** What was sent, and how it broke. */
export interface CallFacts {
  readonly host: string;
  readonly baseURL: string;
  readonly model?: string | undefined;
  readonly organization?: string | undefined;
  readonly project?: string | undefined;
  /** Without its password. */
  readonly proxy?: string | undefined;
  readonly keyLength?: number | undefined;
  /** Of the system or of the library below, where the call failed below HTTP. */
  readonly systemCode?: string | undefined;
}

/** What every failure has. */
interface Failure {
  readonly ok: false;
  /** Null for local causes. */
  readonly call: CleanFacts<CallFacts> | null;
  /** What the other side said; null where it said nothing. */
  readonly said: Clean | null;
  /** HTTP status as it came; null below HTTP and for local causes. */
  readonly status: number | null;
  /** The code of the API's error object, or of the system's error. */
  readonly code: Clean | null;
  /** The type of the API's error object. */
  readonly type: Clean | null;
  readonly requestId: Clean | null;
  /** As long as the answer said, wherever it said it; null for causes that waiting can't mend. */
  readonly retryAfterSeconds: number | null;
  /** The answer does not decide about the key: the chat call should still be tried. */
  readonly continues: boolean;
}

/** One failure with its cause: all that a text, a script or the next step needs to know about it. */
export type Finding<C extends Cause = Cause> = {
  readonly [K in C]: Failure & { readonly cause: K; readonly facts: CleanFacts<CauseFacts[K]> };
}[C];

/** A call that proves that key, credit and model work (for `reach`: that the host answers). */
export interface Success {
  readonly ok: true;
}

/** A finding about something on this machine, where no call was made. */
export function localFinding<C extends Cause>(cause: C, ...[facts]: FactsArgument<C>): Finding<C> {
  return findingOf<C>(cause, facts, {
    call: null,
    said: null,
    status: null,
    code: null,
    type: null,
    requestId: null,
    retryAfterSeconds: null,
    continues: false,
  });
}

/** A cause and its facts, those that say something, with what every failure has. */
export function findingOf<C extends Cause>(
  cause: C,
  facts: CauseFacts[C] | undefined,
  { call, ...failure }: Omit<Failure, 'ok' | 'call'> & { readonly call: CallFacts | null },
): Finding<C> {
  // The compiler does not see that a cause and its own facts make a finding of that cause.
  return {
    ...failure,
    ok: false,
    cause,
    facts: telling(facts ?? {}),
    call: call && telling(call),
  } as unknown as Finding<C>;
}

function telling<F extends object>(facts: F): CleanFacts<F> {
  const entries = Object.entries(cleanFacts(facts)).filter(([, fact]) => fact !== undefined && fact !== '');
  return Object.fromEntries(entries) as CleanFacts<F>;
}
