import type { FileChange } from '../../changes/plan.ts';
import { makePlan, nothingAboutGit, type Plan, plannedFiles } from '../../changes/plan.ts';
import { localFinding } from '../../domain/diagnosis/finding.ts';
import { type Warning, warning } from '../../domain/diagnosis/warnings.ts';
import { placeOf } from '../../domain/loading/place.ts';
import { Secret } from '../../domain/secrets/secret.ts';
import { Cancelled, Stopped } from '../../ports/errors.ts';
import type { GitFacts } from '../../ports/git.ts';
import type { Rotation } from './run.ts';

/** Stands for a key that is not there yet while a plan is made to be shown. */
const unknownKey = new Secret('new-key');

interface Decided {
  readonly planFor: (key: Secret) => Plan;
  /** What each file will have become. */
  readonly files: readonly FileChange[];
  readonly warnings: readonly Warning[];
}

/**
 * One plan for all files, shown and agreed to once. `shown` is the new key as it may be shown, `also` what will be done
 * besides. A No, or leaving at a file that git tracks, throws `Cancelled`.
 */
export async function decide(
  rotation: Rotation,
  shown: string,
  also: readonly (readonly [string, string])[] = [],
): Promise<Decided> {
  const { ports, voice, words, options, asks, places } = rotation;
  const { holders } = places;
  const facts = await Promise.all(
    holders.map(({ file }) => ports.git.facts(file.absolute, { history: false })),
  );
  const warnings: Warning[] = [];
  for (const [index, { file }] of holders.entries()) {
    const tracked = facts[index]?.tracked;
    if (tracked === null && !asks)
      throw new Stopped(localFinding('env_file_tracked', { path: placeOf(file), reason: 'in_doubt' }));
    if (tracked === false) continue;
    warnings.push(warning('tracked_by_git', { path: placeOf(file) }));
    if (options.dryRun) continue;
    if (!asks)
      throw new Stopped(localFinding('env_file_tracked', { path: placeOf(file), reason: 'tracked' }));
    voice.warn(words.tracked(voice.show(file)));
    if (!(await ports.prompter.confirm({ message: words.trackedQuestion(voice.show(file)), default: false })))
      throw new Cancelled();
  }
  const planFor = (key: Secret): Plan => {
    const wanted = holders.map(({ file, names }) => ({
      file,
      changes: names.map((name) => ({ name, value: key })),
    }));
    const planned = makePlan(ports, wanted, together(facts));
    if (!planned.ok) throw new Stopped(planned.finding);
    return planned.plan;
  };
  const plan = planFor(unknownKey);
  show(rotation, plan, shown, also);
  if (asks && !options.dryRun) {
    const go = await ports.prompter.confirm({ message: voice.words.planQuestion, default: true });
    if (!go) throw new Cancelled();
  }
  return { planFor, files: plannedFiles(plan), warnings };
}

/** What git says of all files at once. Outside a repository there is nothing to be ignored by. */
function together(facts: readonly GitFacts[]): GitFacts {
  const judged = facts.filter(({ repository }) => repository !== 'none');
  const [first = nothingAboutGit] = judged;
  const anyTracked = judged.some(({ tracked }) => tracked);
  const tracked = anyTracked || (judged.some((one) => one.tracked === null) ? null : false);
  return { ...first, tracked, unignored: judged.flatMap(({ unignored }) => unignored) };
}

function show(
  { voice, places }: Rotation,
  plan: Plan,
  shown: string,
  also: readonly (readonly [string, string])[],
): void {
  voice.title(voice.words.planTitle);
  voice.rows([
    ...plan.ignore.map((one) => [voice.show(one), `+ ${one.entry}`] as const),
    ...places.holders.flatMap(({ file, lines }) =>
      lines.map(({ name, line, value }) => {
        const was = value.length === 0 ? voice.words.planEmpty : voice.key(value);
        return [voice.show(file), `~ ${name}=${shown}${voice.words.planWas(line, was)}`] as const;
      }),
    ),
    ...also,
  ]);
}
