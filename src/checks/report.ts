import type { Whose } from '../domain/account/whose.ts';
import { causes } from '../domain/diagnosis/causes.ts';
import { exitCodes } from '../domain/diagnosis/exit-codes.ts';
import type { Finding } from '../domain/diagnosis/finding.ts';
import type { Warning } from '../domain/diagnosis/warnings.ts';
import type { KeyKind } from '../domain/keys/kinds.ts';
import type { FilePlace } from '../domain/loading/place.ts';
import type { Endpoint, EndpointSource } from '../domain/network/endpoint.ts';
import type { Clean } from '../domain/text/clean.ts';
import type { ListedModel } from '../ports/api.ts';
import type { LiveTest } from './api/live.ts';
import type { LadderSeen } from './api/network.ts';
import type { FoundService } from './api/other-services.ts';
import type { Spending } from './api/spending.ts';
import type { CheckResult } from './result.ts';
import type { Setting } from './settings.ts';
import type { KeyFound } from './source.ts';

/** Everything that verify, or the end of setup, has to say. Without words: `ui/` finds those. */
export interface Report {
  /** The env file that was named as an argument, with its name as it was typed; null where none was. */
  readonly file: (FilePlace & { readonly named: Clean }) | null;
  readonly key: (KeyFound & { readonly kind: KeyKind }) | null;
  /** As far as it was decided; `baseURL` may be a refused one, without user and password. */
  readonly endpoint: {
    readonly baseURL: Clean;
    readonly source: EndpointSource;
    readonly judged: Endpoint | null;
  };
  readonly checks: readonly CheckResult[];
  readonly warnings: readonly Warning[];
  readonly finding: Finding | null;
  readonly test: LiveTest | null;
  /** What the API's answers tell of the key's owner; absent where it was not asked. */
  readonly whose?: Whose | null;
  /** Keys of other services, where there is none of OpenAI's. */
  readonly services?: readonly FoundService[];
  /** What the administration API says of spending; absent where it was not asked. */
  readonly spending?: Spending | null;
  readonly exitCode: number;
  /** All `OPENAI_` names that were set, where they were looked for. */
  readonly settings?: readonly Setting[];
  /** What the network showed after a call had failed below HTTP. */
  readonly ladder?: LadderSeen | null;
  /** What the API says that the key may use; null where it did not say. */
  readonly models?: readonly ListedModel[] | null;
}

/**
 * 0, the cause's code, or 11 where warnings were asked to fail. A host that the user named himself, by option or
 * shell variable, is told of as a warning, and is no reason to fail.
 */
export function exitCodeOf(finding: Finding | null, warnings: readonly Warning[], strict: boolean): number {
  if (finding) return causes[finding.cause].exitCode;
  const counting = warnings.filter((one) => one.id !== 'custom_endpoint' || one.facts.path !== undefined);
  return strict && counting.length > 0 ? exitCodes.findings : exitCodes.ok;
}
