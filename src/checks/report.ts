import type { Endpoint, EndpointSource } from '../domain/endpoint.ts';
import { causes, type Warning } from '../domain/causes.ts';
import type { Finding } from '../domain/diagnosis/finding.ts';
import type { KeyKind } from '../domain/keys/kinds.ts';
import type { CheckResult } from './result.ts';
import type { KeyFound } from './source.ts';
import type { LiveTest } from './live.ts';

/** Everything that verify, or the end of setup, has to say. Without words: `ui/` finds those. */
export interface Report {
  /** The env file named as an argument; null where none was. */
  readonly path: string | null;
  readonly key: (KeyFound & { readonly kind: KeyKind }) | null;
  /** As far as it was decided; `baseURL` may be a refused one. */
  readonly endpoint: { readonly baseURL: string; readonly source: EndpointSource; readonly judged: Endpoint | null };
  readonly checks: readonly CheckResult[];
  readonly warnings: readonly Warning[];
  readonly finding: Finding | null;
  readonly test: LiveTest | null;
  readonly exitCode: number;
}

/** 0, the cause's code, or 11 where warnings were asked to fail. */
export function exitCodeOf(finding: Finding | null, warnings: readonly Warning[], strict: boolean): number {
  if (finding) return causes[finding.cause].exitCode;
  return strict && warnings.length > 0 ? 11 : 0;
}

