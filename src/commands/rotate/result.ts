import { breaksWithoutKey } from '../../domain/keys/left-places.ts';
import { type FilePlace, isSamePlace } from '../../domain/loading/place.ts';
import { loadReportWords } from '../../i18n/load.ts';
import type { Stopped } from '../../ports/errors.ts';
import type { Diagnosis } from '../../ui/explain.ts';
import { jsonDocument, jsonText } from '../../ui/json-document.ts';
import type { ShowPlace } from '../../ui/place.ts';
import { filesJson, testJson } from '../../ui/report-json.ts';
import { modelOf, shownKey, warningText } from '../../ui/report-text.ts';
import { explainStop } from '../stopped.ts';
import type { LeftPlace } from './places.ts';
import type { RotateRun, RotationFacts } from './run.ts';

/** Why the rotation stopped. Returns the exit code. */
export async function tellStopped(run: RotateRun, outcome: RotationFacts, stopped: Stopped): Promise<number> {
  const { diagnosis, tell, exitCode } = await explainStop(run, stopped);
  if (run.options.json) await printJson(run, outcome, diagnosis, exitCode);
  else {
    tell();
    if (outcome.old && !outcome.began) run.voice.line(run.words.nothingChanged);
  }
  return exitCode;
}

/** What a rotation that came to its end has done. Returns the exit code. */
export async function tellDone(run: RotateRun, outcome: RotationFacts): Promise<number> {
  const { options, voice, words } = run;
  if (options.json) {
    await printJson(run, outcome, null, 0);
    return 0;
  }
  if (options.dryRun) {
    voice.result([{ mark: 'none', text: words.dryRun }]);
    return 0;
  }
  const { test, oldRevoked, ignoreFiles } = outcome;
  const isIgnoreFile = (file: FilePlace): boolean => ignoreFiles.some((one) => isSamePlace(one, file));
  const revoked = oldRevoked === null ? words.notKnown : oldRevoked ? words.revoked : words.notRevoked;
  voice.result([
    { mark: 'title', text: words.done },
    ...outcome.files
      .filter(({ change }) => change !== 'unchanged')
      .map((file) => ({
        mark: 'good' as const,
        text: (isIgnoreFile(file) ? words.doneIgnore : words.doneFile)(voice.show(file)),
      })),
    ...(test ? [{ mark: 'good' as const, text: words.doneTest(modelOf(test)) }] : []),
    ...(stillUsed(outcome.left, voice.show).length > 0
      ? [{ mark: 'warn' as const, text: words.stillUsed(stillUsed(outcome.left, voice.show)) }]
      : []),
    { mark: oldRevoked ? 'good' : 'warn', text: revoked },
  ]);
  return 0;
}

/** Files that would miss the old key, each once. */
export const stillUsed = (left: readonly LeftPlace[], show: ShowPlace): readonly string[] => [
  ...new Set(left.filter(({ reason }) => breaksWithoutKey(reason)).map(({ file }) => show(file))),
];

async function printJson(
  { ports, options, voice: { show } }: RotateRun,
  outcome: RotationFacts,
  diagnosis: Diagnosis | null,
  exitCode: number,
): Promise<void> {
  const words = await loadReportWords(options.language);
  const ok = diagnosis === null;
  const document = jsonDocument(exitCode, {
    old: outcome.old && { masked: shownKey(outcome.old, words) },
    new: outcome.new && {
      masked: shownKey(outcome.new, words),
      ...(outcome.newExpiresAt === null
        ? {}
        : { expiresAt: new Date(outcome.newExpiresAt * 1000).toISOString() }),
    },
    files: ok ? filesJson(outcome.files, show) : [],
    left: outcome.left.map(({ reason, file, line, name }) => ({
      path: show(file),
      line: line || null,
      name: name || null,
      reason,
    })),
    complete: outcome.complete,
    test: ok && outcome.test ? testJson(outcome.test) : null,
    oldRevoked: outcome.oldRevoked,
    ...(options.dryRun ? { dryRun: true } : {}),
    warnings: outcome.warnings.map((one) => ({ id: one.id, message: warningText(one, { words, show }) })),
    diagnosis,
  });
  ports.terminal.print(jsonText(document));
}
