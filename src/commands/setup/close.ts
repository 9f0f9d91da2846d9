import type { Plan } from '../../changes/plan.ts';
import type { LiveTest } from '../../checks/live.ts';
import type { Spending } from '../../checks/spending.ts';
import type { Warning } from '../../domain/diagnosis/warnings.ts';
import { keyName } from '../../domain/loading/sources.ts';
import type { GitFacts } from '../../ports/git.ts';
import { modelOf } from '../../ui/report-text.ts';
import type { ResultLine } from '../../ui/voice.ts';
import { installSdk } from './install.ts';
import type { Tested } from './live-test.ts';
import { nextLines, nextSteps } from './next-steps.ts';
import { done, shellKey } from './result.ts';
import type { ChosenKey, KeyRun, Run, SetupResult } from './run.ts';
import type { Written } from './write.ts';

/** All that the end depends on. */
interface Ended {
  /** Null where nothing was written, for a key in the user's shell. */
  readonly plan: Plan | null;
  /** The command that installs the SDK, where that was asked for. */
  readonly install: string | null;
  /** Or of whoever stands in for it here; of others nothing is known but that they answered. */
  readonly ofOpenai: boolean;
  readonly written: Written;
  readonly tested: Tested;
}

/** Step 8: the checklist, each item with how it is known, and what to run next. */
export async function close(
  one: KeyRun,
  { plan, install, ofOpenai, written, tested }: Ended,
): Promise<SetupResult> {
  const { voice, target, chosen } = one;
  const { files } = written;
  const { test, kept } = tested;
  written.keep();
  if (kept) {
    if (plan) voice.warn(voice.words.kept(voice.show(target.file)));
    await written.published;
    return done(one, { kept, files });
  }
  if (plan && install !== null) await installSdk(one);
  const published = await written.published;
  const inFile = (plan !== null && chosen.write) || chosen.origin.type === 'file';
  const path = inFile ? voice.show(target.file) : null;
  const git = plan && (await one.background.git());
  const steps = nextSteps(one, inFile ? target.file : null);
  const left = plan && chosen.write ? await packagesLeft(one) : [];
  const next = { ...steps, notes: [...left, ...steps.notes] };
  const { spending, ends } = await seenByAdmin(one);
  voice.result([
    ...checklist(one, { git, plan, path, test, ofOpenai }),
    ...(spending || ofOpenai ? voice.spending(spending) : []),
    ...nextLines(next, voice.words.next),
  ]);
  const shell = shellKey(one, chosen);
  if (shell && plan && chosen.write)
    voice.warn(voice.words.shellWins(keyName, voice.key(shell.value), voice.show(target.file)));
  for (const warning of [...published, ...ends]) voice.warning(warning);
  return done(one, { kept, files, test, next, spending, warnings: ends });
}

/** What an admin key of the shell can see; asked only after a call went well. */
async function seenByAdmin({
  ports,
  options,
  chosen,
  endpoint,
  list,
}: KeyRun): Promise<{ readonly spending: Spending | null; readonly ends: readonly Warning[] }> {
  if (!options.test || !ports.env['OPENAI_ADMIN_KEY']) return { spending: null, ends: [] };
  const [{ seeSpending }, { warnOfExpiry }] = await Promise.all([
    import('../../checks/spending.ts'),
    import('../../checks/key-expiry.ts'),
  ]);
  const about = { endpoint, origin: chosen.origin, whose: list.whose, key: chosen.key };
  const [spending, ends] = await Promise.all([seeSpending(ports, about), warnOfExpiry(ports, about)]);
  return { spending, ends };
}

/** At the root of a workspace: the packages that would not read the file. */
async function packagesLeft({ ports, voice, project, target: { file } }: KeyRun): Promise<readonly string[]> {
  const { packagesNotReading } = await import('../../checks/workspace-packages.ts');
  const packages = packagesNotReading(ports, project, file.absolute);
  if (packages.length === 0) return [];
  const shown = packages.slice(0, 5).map((absolute) => voice.show({ absolute }));
  return [voice.words.packagesNotReading(voice.show(file), shown.join(', '), packages.length - shown.length)];
}

function checklist(
  { voice, options, chosen, endpoint: { host } }: KeyRun,
  {
    git,
    ofOpenai,
    plan,
    path,
    test,
  }: Pick<Ended, 'plan' | 'ofOpenai'> & {
    readonly git: GitFacts | null;
    /** Null where no file is involved. */
    readonly path: string | null;
    readonly test: LiveTest | null;
  },
): readonly ResultLine[] {
  const words = voice.words.checklist;
  const good = (yes: boolean, text: string): ResultLine => ({ mark: yes ? 'good' : 'warn', text });
  const masked = voice.key(chosen.key);
  const ignored =
    git?.ignoredBy === 'project' ||
    plan?.ignore.length !== 0 ||
    (git?.repository !== 'yes' && git?.tracked === false);
  return [
    { mark: 'title', text: words.title },
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
