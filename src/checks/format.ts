import { type Finding, localFinding } from '../domain/diagnosis/finding.ts';
import { note } from '../domain/diagnosis/notes.ts';
import { judgeKey } from '../domain/keys/judge.ts';
import { aroundKey } from '../domain/keys/paste.ts';
import { placeOf } from '../domain/loading/place.ts';
import type { Endpoint } from '../domain/network/endpoint.ts';
import type { Secret } from '../domain/secrets/secret.ts';
import { failed, type Verdict, verdict } from './result.ts';
import type { KeyFound } from './source.ts';

export interface FormatOutcome {
  readonly verdict: Verdict;
  readonly finding: Finding | null;
}

/** What a server of one's own may take for a key, whatever it looks like: a word, or another service's key to be passed on. */
const maybeTaken: ReadonlySet<Finding['cause']> = new Set<Finding['cause']>([
  'key_placeholder',
  'key_other_vendor',
]);

/** With what stands around a whole key in its line, where only that is wrong. */
export function withAround(finding: Finding | null, { value, origin }: KeyFound): Finding | null {
  if (finding?.cause !== 'key_damaged' || origin.type !== 'file') return finding;
  const text = aroundKey(value);
  if (text === null) return finding;
  return localFinding('key_damaged', {
    ...finding.facts,
    around: { path: placeOf(origin), line: origin.line, text },
  });
}

/**
 * Can this be a key for this endpoint? `forced`: the user says so (`--force`), which counts at servers of one's own; no
 * other service's key goes to OpenAI.
 */
export function checkFormat(key: Secret, endpoint: Endpoint, forced = false): FormatOutcome {
  const judged = judgeKey(key, endpoint);
  if (judged.ok)
    return {
      verdict: verdict([note('format_kind', { kind: judged.kind, length: key.length })], judged.warnings),
      finding: null,
    };
  if (forced && !endpoint.official && maybeTaken.has(judged.cause))
    return { verdict: verdict([note('format_forced', { length: key.length })]), finding: null };
  return { verdict: failed([note('says_finding')]), finding: localFinding(judged.cause, judged.facts) };
}
