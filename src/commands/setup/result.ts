import type { FileChange } from '../../changes/plan.ts';
import type { LiveTest } from '../../checks/api/live.ts';
import type { Spending } from '../../checks/api/spending.ts';
import { besideShell, shadowedByShell } from '../../checks/loading/disagreements.ts';
import { readable, seeEnvFile } from '../../checks/project.ts';
import { exitCodeOf, type Report } from '../../checks/report.ts';
import type { Finding } from '../../domain/diagnosis/finding.ts';
import type { Warning } from '../../domain/diagnosis/warnings.ts';
import { readEnvDocument } from '../../domain/env/document.ts';
import { editEnvDocument } from '../../domain/env/edit.ts';
import { kindOf } from '../../domain/keys/kinds.ts';
import { type FoundKey, findKeys, keyName, type ReadableEnvFile } from '../../domain/loading/sources.ts';
import { defaultEndpoint, shownAddress } from '../../domain/network/endpoint.ts';
import { loadCauseWords, loadReportWords } from '../../i18n/load.ts';
import type { Stopped } from '../../ports/errors.ts';
import { explainReport } from '../../ui/explain.ts';
import { jsonText } from '../../ui/json-document.ts';
import { filesJson, reportJson } from '../../ui/report-json.ts';
import { tellVerdict } from '../../ui/report-text.ts';
import { createStyle } from '../../ui/theme.ts';
import { countsBeforeShell } from './reaches-program.ts';
import type { About, ChosenKey, NextSteps, Run, SetupResult } from './run.ts';

interface Done {
  /** Why the key fails, where the user keeps it all the same. */
  readonly kept: Finding | null;
  readonly files: readonly FileChange[];
  readonly test?: LiveTest | null;
  readonly next?: NextSteps;
  readonly spending?: Spending | null;
  /** Beside those of the checks. */
  readonly warnings?: readonly Warning[];
}

/** It is done as far as it was asked for. */
export function done(
  run: Run & About,
  { kept, files, test = null, next, spending = null, warnings = [] }: Done,
): SetupResult {
  const hidden = run.chosen ? stillHidden(run, run.chosen) : [];
  const told = kept !== null && run.asks;
  return {
    report: { ...report(run, kept, test, [...hidden, ...warnings]), spending },
    files: oncePerFile(files),
    told,
    next: next ?? null,
  };
}

/** Nothing was written, or all of it was taken back. */
export function notDone(run: Run & About, { finding, told }: Stopped): SetupResult {
  return { report: report(run, finding, null, []), files: [], told, next: null };
}

function report(
  { ports, named, chosen, endpoint, list }: Run & About,
  finding: Finding | null,
  test: LiveTest | null,
  hidden: readonly Warning[],
): Report {
  const shell = chosen && shellKey({ ports }, chosen);
  return {
    file: null,
    key: chosen && {
      value: chosen.key,
      origin: chosen.origin,
      kind: kindOf(chosen.key),
      others: shell ? [shell] : [],
    },
    endpoint: {
      baseURL: shownAddress(endpoint?.baseURL ?? named?.text ?? defaultEndpoint.baseURL),
      source: endpoint?.source ?? named?.source ?? { type: 'default' },
      judged: endpoint,
    },
    checks: list.results,
    warnings: [...hidden, ...list.warnings],
    finding,
    test,
    whose: list.whose,
    exitCode: exitCodeOf(finding, list.warnings, false),
  };
}

/** A different key in a shell variable, which wins over the file just written for most loaders. */
export function shellKey({ ports }: Pick<Run, 'ports'>, chosen: ChosenKey): FoundKey | null {
  const [shell] = findKeys(ports.env, []);
  return !shell || chosen.origin.type === 'environment' || shell.value.equals(chosen.key) ? null : shell;
}

/** The file as it would be written. */
function writtenFile(
  absolute: string,
  bytes: Uint8Array | null,
  { key }: ChosenKey,
): readonly ReadableEnvFile[] {
  const edited = editEnvDocument(bytes, [{ name: keyName, value: key }]);
  const parsed = edited.ok ? readEnvDocument(edited.bytes) : null;
  return parsed?.ok ? [{ absolute, document: parsed.document }] : [];
}

/** The shell has another key than what was just written: programs started here do not get that, unless their loader prefers it. */
function stillHidden(run: Run, chosen: ChosenKey): readonly Warning[] {
  const { ports, target, options } = run;
  const shell = shellKey(run, chosen);
  if (!shell || !chosen.write) return [];
  const { absolute, read } = target.file;
  const file = options.dryRun
    ? writtenFile(absolute, read.state === 'file' ? read.bytes : null, chosen)
    : readable([seeEnvFile(ports, absolute)]);
  for (const { place, value } of findKeys({}, file)) {
    if (place.type !== 'file') continue;
    const written = { place, value };
    return [
      countsBeforeShell({ ...run, chosen })
        ? besideShell(ports, shell.value, written, false)
        : shadowedByShell(ports, shell.value, written),
    ];
  }
  return [];
}

/** A link and its target may need an entry each in one ignore file: that is one file, made or changed once. */
function oncePerFile(files: readonly FileChange[]): readonly FileChange[] {
  const first = new Map<string, FileChange>();
  for (const one of files) {
    const known = first.get(one.absolute);
    if (!known || known.change === 'unchanged') first.set(one.absolute, one);
  }
  return [...first.values()];
}

/** The document or, for people, the verdict where it was not shown yet. Returns the exit code. */
export async function tellResult(
  { ports, options, voice: { show } }: Pick<Run, 'ports' | 'options' | 'voice'>,
  { report, files, told, next }: SetupResult,
): Promise<number> {
  const { terminal } = ports;
  if (!options.json && (report.finding === null || told)) return report.exitCode;
  const [words, causeWords] = await Promise.all([
    loadReportWords(options.language),
    loadCauseWords(options.language),
  ]);
  const diagnosis = explainReport(report, causeWords, show);
  if (options.json) {
    const document = {
      ...reportJson(report, diagnosis, { words, show }),
      files: filesJson(files, show),
      next: next && nextJson(next),
      ...(options.dryRun ? { dryRun: true } : {}),
    };
    terminal.print(jsonText(document));
  } else if (diagnosis) {
    const look = { words, style: createStyle(terminal.color.stdout), columns: terminal.columns() };
    tellVerdict(terminal.print, diagnosis, look);
  }
  return report.exitCode;
}

const nextJson = ({ commands, code, codeFile, context, notes }: NextSteps) => ({
  commands,
  code,
  codeFile,
  notes: [...context, ...notes],
});
