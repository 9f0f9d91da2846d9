import type { Plan } from '../../changes/plan.ts';
import { keyFromFile, type Written, writePlan } from '../../changes/write.ts';
import { checkLoading } from '../../checks/file.ts';
import { judgeGit } from '../../checks/git.ts';
import type { LiveTest } from '../../checks/live.ts';
import { judgeModel } from '../../checks/model.ts';
import { seeEnvFile } from '../../checks/project.ts';
import { publishingWarnings } from '../../checks/publishing.ts';
import type { Checklist } from '../../checks/result.ts';
import { utcDay } from '../../domain/models/dates.ts';
import { Cancelled } from '../../ports/errors.ts';
import type { GitFacts } from '../../ports/git.ts';
import type { ChosenKey } from './choose-key.ts';
import { close } from './close.ts';
import type { Endings, KeyOutcome } from './endings.ts';
import { installSdk } from './install.ts';
import { liveTest } from './live-test.ts';
import type { Run } from './run.ts';
import type { Tried } from './try-key.ts';

/** What was decided before anything is written. */
interface Decided {
  readonly tried: Tried;
  /** For the test call, in the order in which they are tried. */
  readonly models: readonly string[];
  /** The command that installs the SDK, where that was asked for. */
  readonly install: string | null;
  readonly git: GitFacts;
  readonly plan: Plan;
}

/** Stages 6 to 8: write, make the test call with the key read back, close. What fails is taken back. */
export async function carryOut(
  run: Run,
  chosen: ChosenKey,
  { tried, models, install, git, plan }: Decided,
  list: Checklist,
  end: Endings,
): Promise<KeyOutcome> {
  const { ports, voice } = run;
  const written = await writePlan(ports, plan);
  if (!written.ok) return end.failed(written.finding);
  tellWritten(run, plan, written);
  if (chosen.write) {
    const { verdict } = await list.run('file', () =>
      checkLoading(seeEnvFile(ports, run.target.file.absolute), run.project, chosen.key.reveal()),
    );
    for (const one of verdict.warnings) voice.warning(one);
  }

  // Goes on during the test call: npm takes a second to say what it would publish.
  const published = chosen.write ? publishingWarnings(ports, run.target.file) : Promise.resolve([]);
  const judged = chosen.write
    ? list.run('git', async () => judgeGit(gitAfter(git, plan), run.target.file.path, await published))
    : Promise.resolve();
  const finish = async (test: LiveTest | null): Promise<void> => {
    written.keep();
    if (install) await installSdk(run);
    await judged;
    await close(run, { chosen, git, plan, accepted: test !== null, test });
    for (const one of await published) voice.warning(one);
  };

  if (tried.kind !== 'accepted') {
    const kept = tried.kind === 'kept' ? tried.finding : null;
    written.keep();
    if (kept) voice.warn(voice.words.kept(run.target.file.path));
    else await finish(null);
    await judged;
    return end.done(kept, written.files);
  }
  const today = utcDay(ports.clock.now());
  await list.run('model', () => ({ verdict: judgeModel(models[0] ?? '', tried.models, today) }));
  const access = { ...tried.access, key: await keyFromFile(ports, chosen.key, plan) };
  try {
    const live = await liveTest(run, access, models, list);
    if (live.kind === 'passed') {
      voice.test(live.test);
      await finish(live.test);
      return end.done(null, written.files, live.test);
    }
    await judged;
    if (live.kind === 'kept') {
      written.keep();
      voice.warn(voice.words.kept(run.target.file.path));
      return end.done(live.finding, written.files);
    }
    await written.undo();
    if (live.kind === 'other') return { kind: 'other' };
    voice.line(voice.words.undone);
    return end.failed(live.finding, { told: live.told });
  } catch (error) {
    if (error instanceof Cancelled) await written.undo();
    throw error;
  }
}

function tellWritten({ voice }: Run, plan: Plan, { files, unwritten }: Extract<Written, { ok: true }>): void {
  const { words } = voice;
  const isIgnoreFile = (path: string): boolean => plan.ignore.some((one) => one.path === path);
  for (const { path, change } of files) {
    if (change !== 'unchanged')
      voice.good(isIgnoreFile(path) ? words.ignoreWritten(path) : words.written(path));
  }
  for (const path of unwritten) voice.warn(words.exampleNotWritten(path));
}

/** What git says once the plan is carried out: its entry was judged by git itself when it was written. */
function gitAfter(before: GitFacts, plan: Plan): GitFacts {
  const ignoredBy = plan.ignore.length > 0 ? 'project' : before.ignoredBy;
  return { ...before, ignoredBy, tracked: before.tracked && !plan.untrack };
}
