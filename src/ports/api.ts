import type { Exchange } from '../domain/diagnosis/evidence.ts';
import type { Endpoint } from '../domain/network/endpoint.ts';
import type { LadderStep } from '../domain/network/ladder.ts';
import type { ProxyServer } from '../domain/network/proxy.ts';
import type { Secret } from '../domain/secrets/secret.ts';
import type { Clean } from '../domain/text/clean.ts';

export interface Network {
  /**
   * Climbs the ladder after a call failed below HTTP: name, connection, TLS, HTTP, straight and through the
   * proxy where there is one. Sends no key. At most 3 s for each rung, and never past the deadline (on
   * the clock's `now()`, in ms). Never throws. `readLadder` says what the steps mean.
   */
  probe(endpoint: Endpoint, proxy: ProxyServer | null, deadline: number): Promise<readonly LadderStep[]>;
}

/** With what and until when the API may be asked. */
export interface Access {
  readonly key: Secret;
  readonly endpoint: Endpoint;
  readonly organization?: string | undefined;
  readonly project?: string | undefined;
  /** This key got a list of models at this endpoint. */
  readonly listed?: boolean | undefined;
  /** Sent beside the SDK's own: what the user's shell adds with `OPENAI_CUSTOM_HEADERS`, never what a project's file names. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** On the clock's `now()`, in ms: calls end by then with a recorded time-out. */
  readonly deadline: number;
}

/** One entry of GET /models. */
export interface ListedModel {
  readonly id: Clean;
  /** `YYYY-MM-DD`, where the API says it (`shutdown_date`, in the SDK since 7.57). */
  readonly shutdownDate: string | null;
}

export interface ChatRequest {
  readonly model: string;
  readonly message: string;
  /** Extra body fields, such as `max_completion_tokens` or `reasoning_effort`. */
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** A chat completion whose shape was checked. Counts are tokens; null where the server did not report them. */
export interface Completion {
  readonly id: Clean | null;
  readonly model: Clean | null;
  readonly created: number | null;
  readonly reply: Clean;
  readonly role: Clean | null;
  readonly finishReason: Clean | null;
  readonly usage: {
    readonly promptTokens: number;
    readonly completionTokens: number;
    readonly totalTokens: number;
    readonly cachedTokens: number | null;
    readonly reasoningTokens: number | null;
  } | null;
  readonly requestId: Clean | null;
}

export interface Api {
  /** Loads what the first call needs, so that it does not wait for it. */
  warm(): Promise<void>;
  /** Asks the host for an answer without sending a key. */
  reach(endpoint: Endpoint, deadline: number): Promise<Exchange>;
  /** GET /models. `models` is null where the answer is not a model list. */
  listModels(
    access: Access,
  ): Promise<{ readonly exchange: Exchange; readonly models: readonly ListedModel[] | null }>;
  /** POST /chat/completions. `completion` is null where the answer is not a completion. */
  chat(
    access: Access,
    request: ChatRequest,
  ): Promise<{ readonly exchange: Exchange; readonly completion: Completion | null }>;
  /** Closes kept connections. */
  close(): void;
}
