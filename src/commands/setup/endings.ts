import type { FileChange } from '../../changes/write.ts';
import { findBaseUrl } from '../../checks/endpoint.ts';
import type { LiveTest } from '../../checks/live.ts';
import { readable, seeEnvFile } from '../../checks/project.ts';
import { exitCodeOf, type Report } from '../../checks/report.ts';
import type { Checklist } from '../../checks/result.ts';
import { shadowedByShell } from '../../checks/source.ts';
import type { Warning } from '../../domain/diagnosis/causes.ts';
import type { Finding } from '../../domain/diagnosis/finding.ts';
import { keyKind } from '../../domain/keys/kinds.ts';
import { findAll, keyName } from '../../domain/loading/sources.ts';
import { defaultEndpoint, type Endpoint } from '../../domain/network/endpoint.ts';
import type { ChosenKey } from './choose-key.ts';
import type { Run, SetupResult } from './run.ts';
import { shellKey } from './shell-key.ts';

/** The way of one key through the wizard ended, or the user wants to enter another one. */
export type KeyOutcome = Ended | { readonly kind: 'other' };
export interface Ended {
  readonly kind: 'ended';
  readonly result: SetupResult;
}

export type Endings = ReturnType<typeof createEndings>;

/** The ways in which a run can end, each with its report. */
export function createEndings(
  run: Run,
  chosen: ChosenKey | null,
  list: Checklist,
  endpoint: Endpoint | null,
) {
  const report = (
    finding: Finding | null,
    test: LiveTest | null,
    written: readonly Warning[] = [],
  ): Report => {
    const named = findBaseUrl(run.ports, run.project, run.options.baseUrl);
    const shell = chosen ? shellKey(run, chosen) : null;
    return {
      path: null,
      key: chosen && {
        value: chosen.key,
        origin: chosen.origin,
        kind: keyKind(chosen.key.reveal()),
        others: shell ? [shell] : [],
      },
      endpoint: {
        baseURL: endpoint?.baseURL ?? named?.text ?? defaultEndpoint.baseURL,
        source: endpoint?.source ?? named?.source ?? { type: 'default' },
        judged: endpoint,
      },
      checks: list.results,
      warnings: [...written, ...list.warnings],
      finding,
      test,
      exitCode: exitCodeOf(finding, list.warnings, false),
    };
  };
  const ended = (result: SetupResult): Ended => ({ kind: 'ended', result });
  return {
    /** It is done as far as it was asked for; `finding` is set where a failing key was kept. */
    done: (finding: Finding | null, files: readonly FileChange[], test: LiveTest | null = null): Ended =>
      ended({
        report: report(finding, test, chosen ? stillHidden(run, chosen) : []),
        files: onePerPath(files),
        told: finding !== null && run.asks,
      }),
    /** Nothing was written, or all of it was taken back. */
    failed: (finding: Finding, { told = false }: { readonly told?: boolean } = {}): Ended =>
      ended({ report: report(finding, null), files: [], told }),
  };
}

/** What was just written is hidden by a shell variable: programs started here do not get it. */
function stillHidden(run: Run, chosen: ChosenKey): readonly Warning[] {
  const { ports, target, options } = run;
  const shell = shellKey(run, chosen);
  if (!shell || !chosen.write || options.dryRun) return [];
  const file = seeEnvFile(ports, target.file.absolute);
  for (const { place, value } of findAll(keyName, {}, readable([file]))) {
    if (place.type === 'file') return [shadowedByShell(ports, shell.value.reveal(), { place, value })];
  }
  return [];
}

/** A link and its target may need an entry each in one ignore file: that is one file, made or changed once. */
function onePerPath(files: readonly FileChange[]): readonly FileChange[] {
  const first = new Map<string, FileChange>();
  for (const one of files) {
    const known = first.get(one.path);
    if (!known || known.change === 'unchanged') first.set(one.path, one);
  }
  return [...first.values()];
}
