import type { RecordedCertificate, RecordedFailure, RecordedResponse } from '../../domain/evidence.ts';
import type { Clock } from '../../ports.ts';
import { Attempt } from './attempt.ts';
import type { Connections } from './connections.ts';
import { startStopwatch } from './stopwatch.ts';

/** One request as it goes out. */
export interface Outgoing {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** On the clock's `now()`, in ms. */
  readonly deadline: number;
  readonly signal?: AbortSignal | undefined;
}

/** What was seen of one request. `response` and `failure` are both there when an answer broke off. */
export interface Recorded {
  /** The proxy on the way, without its password; null for a direct connection. */
  readonly proxy: string | null;
  readonly response: RecordedResponse | null;
  readonly failure: RecordedFailure | null;
  readonly tls: RecordedCertificate | null;
  /** From the start to the last byte, in ms. */
  readonly ms: number;
  /** Epoch ms. */
  readonly startedAt: number;
}

export interface SendTools {
  readonly connections: Connections;
  /** Where proxies are named. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Pick<Clock, 'now'>;
  /** Masks whatever looks like a secret; every recorded text goes through it. */
  readonly redact: (text: string) => string;
}

/** Sends one request, follows no redirect, and records what happens. Never throws. */
export async function send(outgoing: Outgoing, tools: SendTools): Promise<Recorded> {
  const startedAt = tools.clock.now();
  const elapsed = startStopwatch();
  let attempt = new Attempt(outgoing, tools);
  await attempt.run();
  if (attempt.wasStale) {
    tools.connections.dropIdle();
    attempt = new Attempt(outgoing, tools);
    await attempt.run();
  }
  return {
    proxy: attempt.proxy,
    response: attempt.response,
    failure: attempt.failure,
    tls: attempt.certificate,
    ms: elapsed(),
    startedAt,
  };
}
