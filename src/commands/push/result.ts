import { exitCodes } from '../../domain/diagnosis/exit-codes.ts';
import type { Secret } from '../../domain/secrets/secret.ts';
import { shellWord } from '../../domain/text/shell-word.ts';
import type { Stopped } from '../../ports/errors.ts';
import type { Diagnosis } from '../../ui/explain.ts';
import { jsonDocument, jsonText } from '../../ui/json-document.ts';
import type { ResultLine } from '../../ui/voice.ts';
import { explainStop } from '../stopped.ts';
import { commandsOf } from './hand-over.ts';
import { isReady } from './inspect.ts';
import type { Failed, Outcome, PushFacts, PushRun, Ready } from './run.ts';

/** A command as it is typed. */
const typed = (command: readonly string[]): string => command.map(shellWord).join(' ');

/** Shows, before anything runs, each command as it will run, and each target that cannot take the key. */
export function tellPlan(run: PushRun, key: Secret, seen: readonly (Ready | Failed)[]): void {
  const { voice, words, wanted, shown } = run;
  voice.title(words.planTitle(voice.key(key), wanted.name));
  for (const one of seen) {
    const { title } = one.target;
    if (!isReady(one)) {
      voice.bad(words.failed(title, problemText(run, one)));
      continue;
    }
    const where = words.where(title, one.scope.told);
    voice.line(words.plan(where, one.account, one.isThere));
    for (const command of commandsOf(run, one)) voice.line(`  ${typed(command)}`);
    for (const note of one.target.notes(wanted, shown)) voice.warn(words.notes[note]);
  }
}

/** What is wrong with a target, what its tool said, and the command that mends it. */
function problemText({ words }: PushRun, { problem, said, mend }: Failed): string {
  return [
    words.problems[problem],
    said === null || problem === 'tool_missing' ? '' : words.said(said),
    mend === null ? '' : words.mend(mend),
  ]
    .filter((part) => part !== '')
    .join(words.between);
}

/** What came of it. Returns the exit code: 10 where a target failed. */
export function tellPushed(run: PushRun, facts: PushFacts): number {
  const exitCode = codeOf(facts.outcomes);
  if (run.options.json) printJson(run, facts, null, exitCode);
  else run.voice.result(doneLines(run, facts));
  return exitCode;
}

function doneLines(run: PushRun, { outcomes, key }: PushFacts): readonly ResultLine[] {
  const { words, options, wanted, voice } = run;
  if (options.dryRun) return [{ mark: 'none', text: words.dryRun }];
  return [
    ...outcomes.map(
      (one): ResultLine => ({ mark: one.failed ? 'warn' : 'good', text: outcomeText(run, one) }),
    ),
    ...(outcomes.some(({ failed }) => !failed) && key !== null
      ? [{ mark: 'none', text: words.later(voice.key(key), wanted.name) } as const]
      : []),
  ];
}

function outcomeText(run: PushRun, { target, scope, change, updatedAt, failed }: Outcome): string {
  const { words, wanted } = run;
  const where = scope === null ? target.title : words.where(target.title, scope.told);
  if (failed) return words.failed(where, problemText(run, failed));
  return words.changes[change](where, wanted.name, updatedAt);
}

/** Which targets hold the name, and since when. Returns the exit code. */
export function tellChecked(run: PushRun, outcomes: readonly Outcome[]): number {
  const exitCode = codeOf(outcomes);
  if (run.options.json) printJson(run, { key: null, outcomes }, null, exitCode);
  else
    run.voice.result(
      outcomes.map((one) => ({
        mark: one.change === 'present' ? 'good' : one.failed ? 'warn' : 'none',
        text: outcomeText(run, one),
      })),
    );
  return exitCode;
}

/** Why nothing was handed over. Returns the exit code. */
export async function tellNotPushed(run: PushRun, key: Secret | null, stopped: Stopped): Promise<number> {
  const { diagnosis, tell, exitCode } = await explainStop(run, stopped);
  if (run.options.json) printJson(run, { key, outcomes: [] }, diagnosis, exitCode);
  else {
    tell();
    run.ports.terminal.print(`\n${run.words.nothingHanded}\n`);
  }
  return exitCode;
}

const codeOf = (outcomes: readonly Outcome[]): number =>
  outcomes.some(({ failed }) => failed) ? exitCodes.files : exitCodes.ok;

function printJson(
  run: PushRun,
  { key, outcomes }: PushFacts,
  diagnosis: Diagnosis | null,
  exitCode: number,
): void {
  const { ports, options, voice, wanted, shown, words } = run;
  const document = jsonDocument(exitCode, {
    key: key && { masked: voice.key(key) },
    targets: outcomes.map(({ target, scope, change, updatedAt, commands, failed }) => ({
      target: target.id,
      scope: scope?.told ?? null,
      name: wanted.name,
      change,
      updatedAt,
      command: commands.at(-1) ?? null,
      ...(commands.length > 1 ? { commands } : {}),
      problem: failed?.problem ?? null,
      message: failed ? problemText(run, failed) : null,
      notes: failed ? [] : target.notes(wanted, shown).map((note) => words.notes[note]),
    })),
    ...(options.dryRun ? { dryRun: true } : {}),
    diagnosis,
  });
  ports.terminal.print(jsonText(document));
}
