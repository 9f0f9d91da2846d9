/**
 * What keys look like, as data. Sources: the rules and test keys of gitleaks (commit b58d3f10,
 * 2026-07-22, config `openai-api-key` and neighbours), the detectors of trufflehog (commit 3ab759fe,
 * 2026-08-21), public issue threads where a source is named. Last looked at: 2026-11-21.
 */

/** Base64 of 'OpenAI'; stands in the middle of every key that OpenAI has issued so far. */
export const marker = 'T3BlbkFJ';

export interface GenuineShape {
  readonly prefix: string;
  /** Random characters on each side of the marker; both sides are equally long. */
  readonly sides: readonly number[];
  /** Older keys have letters and digits only; newer ones `-` and `_` as well. */
  readonly alphabet: 'alphanumeric' | 'base64url';
}

/** Keys as OpenAI issues them. Lengths have changed before, so a wrong one is a reason to warn, not to refuse. */
export const genuineShapes: readonly GenuineShape[] = [
  // 164 characters is the current form, 132 allowed by gitleaks, 56 from spring 2024 (Syncia#73).
  { prefix: 'sk-proj-', sides: [20, 58, 74], alphabet: 'base64url' },
  // 167 and 135: gitleaks test keys.
  { prefix: 'sk-svcacct-', sides: [58, 74], alphabet: 'base64url' },
  // 133: gitleaks test keys and trufflehog `openaiadmin`; 165: allowed by gitleaks.
  { prefix: 'sk-admin-', sides: [58, 74], alphabet: 'base64url' },
  // 56: keys made outside a project in 2024, seen in public code.
  { prefix: 'sk-None-', sides: [20], alphabet: 'base64url' },
  // 51: legacy user key. Last, because its prefix is the beginning of all others.
  { prefix: 'sk-', sides: [20], alphabet: 'alphanumeric' },
];

/** Length of a whole key with this many characters on each side of the marker. */
export function wholeLength(shape: GenuineShape, side: number): number {
  return shape.prefix.length + side + marker.length + side;
}

/** What a string from OpenAI is when it is not an API key. */
export type NotAKey =
  | 'admin'
  | 'organization_id'
  | 'project_id'
  | 'session'
  | 'ephemeral'
  | 'jwt'
  | 'object_id'
  | 'webhook_secret'
  | 'address';

interface NotAKeyShape {
  readonly what: NotAKey;
  /** Matches the whole text. */
  readonly pattern: RegExp;
  /** So specific to OpenAI that no gateway hands it out as its own token. */
  readonly anywhere: boolean;
  /** The variable where it belongs. */
  readonly variable?: string;
}

/** From OpenAI, but not usable as an API key. Admin keys are judged by their kind, not here. */
export const notAKeyShapes: readonly NotAKeyShape[] = [
  { what: 'organization_id', pattern: /^org-[A-Za-z0-9]{16,}$/, anywhere: true, variable: 'OPENAI_ORG_ID' },
  { what: 'organization_id', pattern: /^org-[\w-]+$/, anywhere: false, variable: 'OPENAI_ORG_ID' },
  // With an underscore, unlike `sk-proj-`.
  { what: 'project_id', pattern: /^proj_[A-Za-z0-9]{16,}$/, anywhere: true, variable: 'OPENAI_PROJECT_ID' },
  { what: 'project_id', pattern: /^proj_[\w-]+$/, anywhere: false, variable: 'OPENAI_PROJECT_ID' },
  { what: 'session', pattern: /^sess-[A-Za-z0-9]{24,}$/, anywhere: true },
  { what: 'session', pattern: /^sess-[\w-]{8,}$/, anywhere: false },
  { what: 'ephemeral', pattern: /^ek_[A-Za-z0-9]{16,}$/, anywhere: true },
  { what: 'ephemeral', pattern: /^ek_[\w-]{4,}$/, anywhere: false },
  {
    what: 'webhook_secret',
    pattern: /^whsec_[A-Za-z0-9+/=_-]{8,}$/,
    anywhere: true,
    variable: 'OPENAI_WEBHOOK_SECRET',
  },
  { what: 'address', pattern: /^(?:https?:\/\/|www\.)\S+$/i, anywhere: true },
  { what: 'address', pattern: /^(?:[a-z-]+\.)?openai\.com(?:\/\S*)?$/i, anywhere: true },
  // Company gateways do take JWTs as their tokens.
  { what: 'jwt', pattern: /^eyJ[\w-]+(?:\.[\w-]*){2,4}$/, anywhere: false },
  { what: 'object_id', pattern: /^(?:asst_|thread_|resp_|req_|chatcmpl-)[A-Za-z0-9]{16,}$/, anywhere: true },
  {
    what: 'object_id',
    pattern: /^(?:asst_|thread_|resp_|req_|chatcmpl-|run_|key_|file-|user-|msg_|batch_|vs_|ft:)[\w:.-]{4,}$/,
    anywhere: false,
  },
];
