import type { Blame } from '../domain/diagnosis/cause-facts.ts';
import { causes } from '../domain/diagnosis/causes.ts';

/** A failure that no call and no key is behind, in the form that JSON documents have for a diagnosis. */
export function problemJson({ cause, reason }: Blame, title: string, remedies: readonly string[]) {
  const { owner, retryable } = causes[cause];
  return {
    cause,
    owner,
    title,
    explanation: title,
    remedies: remedies.map((text) => ({ text, url: null })),
    retryable,
    retryAfterSeconds: null,
    status: null,
    code: null,
    requestId: null,
    reason: reason ?? null,
  };
}
