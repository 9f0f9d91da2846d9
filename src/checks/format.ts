import { type Finding, localFinding } from '../domain/diagnosis/finding.ts';
import { note } from '../domain/diagnosis/notes.ts';
import { judgeKey } from '../domain/keys/judge.ts';
import type { Endpoint } from '../domain/network/endpoint.ts';
import type { Secret } from '../domain/secrets/secret.ts';
import { failed, type Verdict, verdict } from './result.ts';

export interface FormatOutcome {
  readonly verdict: Verdict;
  readonly finding: Finding | null;
}

/** Can this be a key for this endpoint? */
export function checkFormat(key: Secret, endpoint: Endpoint): FormatOutcome {
  const judged = judgeKey(key, endpoint);
  if (!judged.ok)
    return { verdict: failed([note('says_finding')]), finding: localFinding(judged.cause, judged.facts) };
  return {
    verdict: verdict([note('format_kind', { kind: judged.kind, length: key.length })], judged.warnings),
    finding: null,
  };
}
