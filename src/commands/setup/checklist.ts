import type { Plan } from '../../changes/plan.ts';
import type { LiveTest } from '../../checks/api/live.ts';
import { keyName } from '../../domain/loading/sources.ts';
import type { GitFacts } from '../../ports/git.ts';
import { modelOf } from '../../ui/report-text.ts';
import type { ResultLine } from '../../ui/voice.ts';
import type { ChosenKey, KeyRun, Run } from './run.ts';

/** What the checklist is about. */
interface ChecklistFacts {
  /** Null where nothing was written, for a key in the user's shell. */
  readonly plan: Plan | null;
  readonly git: GitFacts | null;
  /** Null where no file is involved. */
  readonly path: string | null;
  readonly test: LiveTest | null;
  /** Or of whoever stands in for it here; of others nothing is known but that they answered. */
  readonly ofOpenai: boolean;
}

/** Each item with how it is known; in fewer lines where all of it is well and nobody asked for more. */
export function checklist(one: KeyRun, seen: ChecklistFacts): readonly ResultLine[] {
  const { voice, options } = one;
  const words = voice.words.checklist;
  const whole = everyItem(one, seen);
  const { path, ofOpenai, git } = seen;
  const isWell = whole.every(({ mark }) => mark === 'good');
  if (options.verbose || !isWell || !ofOpenai || path === null || git?.repository === 'unavailable')
    return [{ mark: 'title', text: words.title }, ...whole];
  return [
    { mark: 'good', text: words.billed },
    { mark: 'good', text: git?.repository === 'none' ? words.fileAlone(path) : words.file(path) },
  ];
}

function everyItem(
  { voice, options, chosen, endpoint: { host } }: KeyRun,
  { plan, git, path, test, ofOpenai }: ChecklistFacts,
): readonly ResultLine[] {
  const words = voice.words.checklist;
  const good = (yes: boolean, text: string): ResultLine => ({ mark: yes ? 'good' : 'warn', text });
  const masked = voice.key(chosen.key);
  const ignored =
    git?.ignoredBy === 'project' ||
    plan?.ignore.length !== 0 ||
    (git?.repository !== 'yes' && git?.tracked === false);
  return [
    ...(ofOpenai && test ? [good(true, words.account)] : []),
    ...(ofOpenai ? [test ? good(true, words.payment) : good(false, words.paymentUnknown)] : []),
    good(
      test !== null,
      !test ? words.keyUntested(masked) : ofOpenai ? words.key(masked) : words.keyTaken(masked, host),
    ),
    environmentLine(chosen, path, words),
    ...(path === null ? [] : [good(ignored, gitText(ignored, git, path, words))]),
    test
      ? good(true, words.test(modelOf(test)))
      : good(false, options.test ? words.testFailed : words.testSkipped),
  ];
}

function environmentLine(
  { origin }: ChosenKey,
  path: string | null,
  words: Run['voice']['words']['checklist'],
): ResultLine {
  if (path !== null) return { mark: 'good', text: words.environment(path) };
  return origin.type === 'environment'
    ? { mark: 'good', text: words.environmentShell(keyName) }
    : { mark: 'warn', text: words.environmentLines(keyName) };
}

function gitText(
  ignored: boolean,
  git: GitFacts | null,
  path: string,
  words: Run['voice']['words']['checklist'],
): string {
  if (!ignored) return words.notIgnored(path);
  if (git?.repository === 'unavailable') return words.ignoredUnasked(path);
  return git?.repository === 'yes' ? words.ignored(path) : words.ignoredNoRepository(path);
}
