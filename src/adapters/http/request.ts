import type { Exchange } from '../../domain/diagnosis/evidence.ts';
import type { Clock } from '../../ports/system.ts';
import type { Connections } from './connections.ts';

/** One request as it goes out. */
export interface Outgoing {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** A list of models is asked for, which may be longer than any other answer. */
  readonly list?: boolean;
  /** On the clock's `now()`, in ms. */
  readonly deadline: number;
  readonly signal?: AbortSignal | undefined;
}

/** What was seen of one request. `response` and `failure` are both there when an answer broke off. */
export type Recorded = Pick<Exchange, 'proxy' | 'response' | 'failure' | 'tls' | 'ms' | 'startedAt'>;

export interface SendTools {
  readonly connections: Connections;
  /** Where proxies are named. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Pick<Clock, 'now'>;
  /** Masks whatever looks like a secret; every recorded text goes through it. */
  readonly redact: (text: string) => string;
}
