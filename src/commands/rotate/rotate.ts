import { lookAtProject } from '../../checks/project.ts';
import { causes } from '../../domain/diagnosis/causes.ts';
import type { Finding } from '../../domain/diagnosis/finding.ts';
import type { Endpoint } from '../../domain/network/endpoint.ts';
import { loadCauseWords, loadReportWords, loadRotateWords } from '../../i18n/load.ts';
import type { Ports } from '../../ports/ports.ts';
import { explain } from '../../ui/explain.ts';
import { schemaVersion } from '../../ui/json-document.ts';
import { testJson } from '../../ui/report-json.ts';
import { diagnosisText, modelOf, shownKey, warningText } from '../../ui/report-text.ts';
import { createStyle } from '../../ui/style.ts';
import { createVoice } from '../../ui/voice.ts';
import { keyFromStdin } from '../key-input.ts';
import type { RotateOptions } from '../options.ts';
import { Stopped } from '../stopped.ts';
import { currentKey } from './current-key.ts';
import { findEnvFiles } from './env-files.ts';
import { emptyOutcome, type Note, type Outcome } from './outcome.ts';
import { findPlaces } from './places.ts';
import { replaceKey } from './replace.ts';
import type { RotateRun } from './run.ts';
import { showPlaces } from './show-places.ts';

/** `rotate`: replaces the key that counts everywhere the project keeps it. Returns the exit code. */
export async function runRotate(ports: Ports, options: RotateOptions): Promise<number> {
  const [words, voice] = await Promise.all([loadRotateWords(options.language), createVoice(ports, options)]);
  const run: RotateRun = { ports, voice, words, options, asks: ports.terminal.interactive && !options.yes };
  let outcome = emptyOutcome;
  const note: Note = (known) => {
    outcome = { ...outcome, ...known, warnings: [...outcome.warnings, ...(known.warnings ?? [])] };
  };
  try {
    await rotate(run, note);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return fail(ports, options, outcome, error);
  }
  return succeed(ports, options, run, outcome);
}

/** The command from its first look to its last word. */
async function rotate(run: RotateRun, note: Note): Promise<void> {
  const { ports, voice, words, options } = run;
  const piped = options.keyStdin ? (await keyFromStdin(ports, options.language)).key : null;
  const project = lookAtProject(ports);
  const found = findEnvFiles(ports);
  const old = currentKey(run, project, found);
  ports.remember(old.value);
  note({ old: old.value });
  const places = findPlaces(ports, old.value, found);
  voice.title(words.title);
  note({ warnings: showPlaces(run, old, places, found) });
  await replaceKey(run, { project, old: old.value, places, piped }, note);
}

interface Document {
  readonly ok: boolean;
  readonly diagnosis: unknown;
  readonly exitCode: number;
}

async function printJson(
  ports: Ports,
  options: RotateOptions,
  outcome: Outcome,
  document: Document,
): Promise<void> {
  const words = await loadReportWords(options.language);
  const { ok, diagnosis, exitCode } = document;
  const text = JSON.stringify(
    {
      schemaVersion,
      ok,
      old: outcome.old && { masked: shownKey(outcome.old, words) },
      new: outcome.new && { masked: shownKey(outcome.new, words) },
      files: ok ? outcome.files : [],
      test: ok && outcome.test ? testJson(outcome.test) : null,
      oldRevoked: outcome.oldRevoked,
      ...(options.dryRun ? { dryRun: true } : {}),
      warnings: outcome.warnings.map((one) => ({ id: one.id, message: warningText(one, words) })),
      diagnosis,
      exitCode,
    },
    null,
    2,
  );
  ports.terminal.print(`${text}\n`);
}

async function fail(
  ports: Ports,
  options: RotateOptions,
  outcome: Outcome,
  { finding, endpoint }: { readonly finding: Finding; readonly endpoint: Endpoint | null },
): Promise<number> {
  const [words, causeWords] = await Promise.all([
    loadReportWords(options.language),
    loadCauseWords(options.language),
  ]);
  const { exitCode } = causes[finding.cause];
  const diagnosis = explain(
    finding,
    { official: endpoint?.official ?? true, host: endpoint?.host ?? null },
    causeWords,
  );
  if (options.json) await printJson(ports, options, outcome, { ok: false, diagnosis, exitCode });
  else {
    const look = {
      words,
      style: createStyle(ports.terminal.color.stdout),
      columns: ports.terminal.columns(),
    };
    ports.terminal.print(diagnosisText(diagnosis, look));
  }
  return exitCode;
}

async function succeed(
  ports: Ports,
  options: RotateOptions,
  { voice, words }: RotateRun,
  outcome: Outcome,
): Promise<number> {
  if (options.json) {
    await printJson(ports, options, outcome, { ok: true, diagnosis: null, exitCode: 0 });
    return 0;
  }
  if (options.dryRun) {
    voice.result([{ mark: 'none', text: words.dryRun }]);
    return 0;
  }
  const { test, oldRevoked } = outcome;
  const revoked = oldRevoked === null ? words.notKnown : oldRevoked ? words.revoked : words.notRevoked;
  voice.result([
    { mark: 'title', text: words.done },
    ...outcome.files
      .filter(({ change }) => change !== 'unchanged')
      .map(({ path }) => ({ mark: 'good' as const, text: words.doneFile(path) })),
    ...(test ? [{ mark: 'good' as const, text: words.doneTest(modelOf(test)) }] : []),
    { mark: oldRevoked ? 'good' : 'warn', text: revoked },
  ]);
  return 0;
}
