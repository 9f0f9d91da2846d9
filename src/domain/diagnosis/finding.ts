import type { Cause, TextFacts } from './causes.ts';

/** One failure with its cause: all that a text, a script or the next step needs to know about it. */
export interface Finding {
  readonly ok: false;
  readonly cause: Cause;
  /** Values for the texts, and for a caller that can act on them (`parameter`, `suggestedHost`, …): see `FindingFacts`. */
  readonly facts: TextFacts;
  /** What the other side said, cleaned and shortened; null where it said nothing. */
  readonly said: string | null;
  /** HTTP status as it came; null below HTTP and for local causes. */
  readonly status: number | null;
  /** The code of the API's error object, or of the system's error; cleaned. */
  readonly code: string | null;
  /** The type of the API's error object. */
  readonly type: string | null;
  readonly requestId: string | null;
  /** As long as the answer said, wherever it said it; null for causes that waiting can't mend. */
  readonly retryAfterSeconds: number | null;
  /** The answer does not decide about the key: the chat call should still be tried. */
  readonly continues: boolean;
}

/** A call that proves that key, credit and model work (for `reach`: that the host answers). */
export interface Success {
  readonly ok: true;
  /** Id of the rule that saw through an answer which looks like a failure; null for an ordinary success. */
  readonly disguise: string | null;
  /** A completion without text. */
  readonly emptyReply: boolean;
  readonly said: string | null;
  readonly status: number;
  readonly requestId: string | null;
}

/**
 * The facts that a finding may hold. Each may be missing. Texts (`i18n`) see them by these names, so a
 * misspelt one does not compile.
 */
export type FindingFacts = {
  readonly [name in FactName]?: string | number | undefined;
};

/** Names of facts from an answer, then those of local causes. */
type FactName =
  // What the call was.
  | 'host'
  | 'baseURL'
  | 'model'
  | 'organization'
  | 'project'
  | 'proxy'
  | 'keyKind'
  | 'keyLength'
  /** Length of the key that the server received, by the mask in its message. */
  | 'receivedLength'
  // What the answer named.
  | 'missingScopes'
  | 'suggestedHost'
  | 'replacement'
  /** The part of the request that was refused; the caller can leave it out and try again. */
  | 'parameter'
  /** Values that are accepted instead, separated by commas. */
  | 'supportedValues'
  /** The smallest number that is accepted instead. */
  | 'minimum'
  /** `RPM`, `TPM`, `RPD` or `TPD`. */
  | 'limitKind'
  | 'location'
  | 'rayId'
  /** A product that answers in place of the API. */
  | 'product'
  // Below HTTP.
  | 'systemCode'
  | 'phase'
  | 'address'
  | 'port'
  | 'proxyStatus'
  | 'issuer'
  | 'subject'
  | 'altNames'
  | 'validFrom'
  | 'validTo'
  /** The local clock as an ISO date and time, UTC. */
  | 'localTime'
  // Local causes.
  | 'path'
  | 'parentPath'
  | 'line'
  | 'name'
  | 'what'
  | 'vendor'
  | 'variable'
  | 'reason'
  | 'problem'
  | 'suggestion'
  | 'encoding'
  | 'code'
  | 'length'
  | 'damage'
  | 'position'
  | 'character'
  | 'prefix';

/** A finding about something on this machine, where no call was made. */
export function localFinding(cause: Cause, facts: TextFacts = {}): Finding {
  return {
    ok: false,
    cause,
    facts,
    said: null,
    status: null,
    code: null,
    type: null,
    requestId: null,
    retryAfterSeconds: null,
    continues: false,
  };
}
