import type { KeyKind } from '../keys/kinds.ts';
import type { Endpoint } from '../network/endpoint.ts';

/**
 * What was seen of one call to the API, recorded where it happened and judged by `diagnose.ts`.
 * Pure data: it never holds a key or an authorization header. Times are milliseconds.
 */
export interface Exchange {
  /** `reach`: without a key, to see whether the host answers; `models`: GET /models; `chat`: one completion. */
  readonly purpose: 'reach' | 'models' | 'chat';
  readonly endpoint: Endpoint;
  /** The key that was sent, or null when none was. */
  readonly key: { readonly kind: KeyKind; readonly length: number } | null;
  /** The model asked for, in a chat call. */
  readonly model: string | null;
  /** Ids sent beside the key, because a stale one breaks calls. */
  readonly organization: string | null;
  readonly project: string | null;
  /** The proxy used, without its password; null for a direct connection. */
  readonly proxy: string | null;
  /** What came back, or null when the call failed below HTTP. */
  readonly response: RecordedResponse | null;
  /** Why there is no (whole) response. */
  readonly failure: RecordedFailure | null;
  readonly tls: RecordedCertificate | null;
  /** From the start of the request to its end. */
  readonly ms: number;
  /** The local clock when the call began (epoch ms), for comparison with a Date header or a certificate. */
  readonly startedAt: number;
}

export interface RecordedResponse {
  readonly status: number;
  /** Lower-case names; never `set-cookie`. */
  readonly headers: Readonly<Record<string, string>>;
  /** At most 1 MiB of it, decoded as UTF-8, secrets masked; of a longer list of models all ids, and nothing else. */
  readonly body: string;
}

/** How far a call came before it failed. */
export type Phase = 'prepare' | 'dns' | 'connect' | 'proxy' | 'tls' | 'headers' | 'body';

export interface RecordedFailure {
  readonly phase: Phase;
  /** Our own time limit ended it. */
  readonly timedOut: boolean;
  /** In phase `proxy`: whether it had accepted the connection. Absent where nobody looked. */
  readonly proxyAccepted?: boolean;
  /** In phase `tls`, or at a proxy with one of its own: the other side had shown its certificate, and keys were agreed on. */
  readonly keysAgreed?: boolean;
  /** The error and its causes, outermost first; `errors` of aggregates follow their parent. Masked. */
  readonly chain: readonly ErrorLink[];
}

export interface ErrorLink {
  readonly name: string;
  readonly message: string;
  /** String codes only (`ECONNREFUSED`); DOMException's numeric codes are left out. */
  readonly code?: string;
  readonly syscall?: string;
  readonly port?: number;
  /** What a proxy answered to CONNECT, where a proxy refused. */
  readonly proxyStatus?: number;
  /** The schemes a proxy would take (`Basic realm="…"`, `NTLM`), where it asks for a password. */
  readonly proxyAuthenticate?: string;
}

export interface RecordedCertificate {
  readonly issuer: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly altNames: string;
}
