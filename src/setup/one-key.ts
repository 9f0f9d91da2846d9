import { checkFormat } from '../checks/format.ts';
import { judgeGit } from '../checks/git.ts';
import type { LiveTest } from '../checks/live.ts';
import { judgeModel } from '../checks/model.ts';
import { publishingWarnings } from '../checks/publishing.ts';
import { Checklist } from '../checks/result.ts';
import { utcDay } from '../domain/models/dates.ts';
import { Cancelled, type GitFacts } from '../ports.ts';
import { agreeEndpoint } from './agree-endpoint.ts';
import type { ChosenKey } from './choose-key.ts';
import { chooseModel } from './choose-model.ts';
import { close } from './close.ts';
import { decidePlan } from './decide-plan.ts';
import { createEndings, type KeyOutcome } from './endings.ts';
import { everywhere } from './everywhere.ts';
import { askInstall, installSdk } from './install.ts';
import { liveTest } from './live-test.ts';
import type { Plan } from './plan.ts';
import type { Run } from './run.ts';
import { tryKey } from './try-key.ts';
import { keyFromFile, writePlan } from './write.ts';

/** Stages 4 to 8 for one key: try it, plan, write, test, close. */
export async function setUpKey(run: Run, chosen: ChosenKey): Promise<KeyOutcome> {
  const { ports, voice, options } = run;
  const list = new Checklist(ports.clock);
  const agreement = await agreeEndpoint(run, chosen.origin);
  const end = createEndings(run, chosen, list, agreement.ok ? agreement.endpoint : null);
  if (!agreement.ok) return end.failed(agreement.finding);
  await list.run('format', () => checkFormat(chosen.key, agreement.endpoint));

  const tried = await tryKey(run, chosen, agreement.endpoint, list);
  if (tried.kind === 'other') return { kind: 'other' };
  if (tried.kind === 'failed') return end.failed(tried.finding, { told: tried.told });

  const models = tried.kind === 'accepted' ? await chooseModel(run, tried.models) : [];
  const install = await askInstall(run);
  const git = await run.background.git();
  const refused = agreement.removeFrom;
  const removals = [
    ...(refused === null ? [] : [{ name: 'OPENAI_BASE_URL', path: refused }]),
    ...(tried.kind === 'accepted' ? tried.removals : []),
  ];
  const decided = await decidePlan(run, chosen, removals, git, install);
  if (decided.kind === 'stopped') return end.failed(decided.finding);
  if (decided.kind === 'left') throw new Cancelled();
  if (decided.kind === 'shell') return everywhere(run, chosen, tried, models, list, end);
  const { plan, files } = decided;
  const untested = tried.kind === 'kept' ? tried.finding : null;
  if (options.dryRun) return end.done(untested, files);

  const written = await writePlan(ports, plan);
  if (!written.ok) return end.failed(written.finding);
  for (const { path, change } of written.files)
    if (change !== 'unchanged')
      voice.good(isIgnoreFile(plan, path) ? voice.words.ignoreWritten(path) : voice.words.written(path));
  for (const path of written.unwritten) voice.warn(voice.words.exampleNotWritten(path));
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
    if (untested) voice.warn(voice.words.kept(run.target.file.path));
    else await finish(null);
    await judged;
    return end.done(untested, written.files);
  }

  const today = utcDay(ports.clock.now());
  await list.run('model', () => ({ verdict: judgeModel(models[0] ?? '', tried.models, today) }));
  const access = { ...tried.access, key: await keyFromFile(ports, chosen, plan) };
  try {
    const live = await liveTest(run, access, models, list);
    if (live.kind === 'passed') voice.test(live.test);
    await judged;
    if (live.kind === 'passed') {
      await finish(live.test);
      return end.done(null, written.files, live.test);
    }
    if (live.kind === 'kept') {
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

/** What git says once the plan is carried out: its entry was judged by git itself when it was written. */
function gitAfter(before: GitFacts, plan: Plan): GitFacts {
  const ignoredBy = plan.ignore.length > 0 ? 'project' : before.ignoredBy;
  return { ...before, ignoredBy, tracked: before.tracked && !plan.untrack };
}

const isIgnoreFile = (plan: Plan, path: string): boolean => plan.ignore.some((one) => one.path === path);
