import { planExamples } from '../../changes/example-files.ts';
import { isEmpty, makePlan, type Plan } from '../../changes/plan.ts';
import type { FileChange } from '../../changes/write.ts';
import { type Finding, localFinding } from '../../domain/diagnosis/finding.ts';
import { keyName } from '../../domain/loading/sources.ts';
import type { GitFacts } from '../../ports/git.ts';
import type { ChosenKey } from './choose-key.ts';
import { askTracked, showPlan } from './consent.ts';
import type { Run } from './run.ts';
import { type Removal, wantedChanges } from './wanted.ts';

export type Decision =
  | { readonly kind: 'go'; readonly plan: Plan; readonly files: readonly FileChange[] }
  /** It cannot be done, or not without somebody's consent. */
  | { readonly kind: 'stopped'; readonly finding: Finding }
  /** The key shall live in the user's shell: nothing is written. */
  | { readonly kind: 'shell' }
  | { readonly kind: 'left' };

/** Stage 5: every change shown and agreed to once. A file that git tracks needs a decision of its own before. */
export async function decidePlan(
  run: Run,
  chosen: ChosenKey,
  removals: readonly Removal[],
  git: GitFacts,
  install: string | null,
): Promise<Decision> {
  const { ports, voice, options, target, asks } = run;
  const wanted = wantedChanges(run, chosen, removals);
  const facts = wanted.length > 0 ? git : { ...git, unignored: [] };
  const planned = makePlan(ports, wanted, facts, false);
  if (!planned.ok) return { kind: 'stopped', finding: planned.finding };
  const setsKey = wanted.some(({ changes }) => changes.some(({ name }) => name === keyName));
  let plan: Plan = { ...planned.plan, examples: setsKey ? planExamples(ports, target.file) : [] };

  const writesKey = plan.env.some(({ change }) => change !== 'unchanged');
  if (git.tracked && writesKey && !(options.dryRun && ports.terminal.interactive)) {
    if (!ports.terminal.interactive) {
      return { kind: 'stopped', finding: localFinding('env_file_tracked', { path: target.file.path }) };
    }
    const choice = await askTracked(ports, voice, target.file.path);
    if (choice === 'leave') return { kind: 'left' };
    plan = { ...plan, untrack: choice === 'untrack' };
  }

  showPlan(voice, plan, git, install);
  const files = [
    ...plan.ignore,
    ...[...plan.env, ...plan.examples].map(({ file, change }) => ({ path: file.path, change })),
  ].map(({ path, change }): FileChange => ({ path, change }));
  if (asks && !options.dryRun && (!isEmpty(plan) || install !== null)) {
    const answer = await askPlan(run, chosen.write && writesKey);
    if (answer !== 'go') return { kind: answer };
  }
  return { kind: 'go', plan, files };
}

/** The one confirmation. For a new key there is another place beside the file: the user's shell. */
async function askPlan({ ports, voice }: Run, newKey: boolean): Promise<'go' | 'shell' | 'left'> {
  const { words } = voice;
  if (!newKey) {
    return (await ports.prompter.confirm({ message: words.planQuestion, default: true })) ? 'go' : 'left';
  }
  return ports.prompter.select<'go' | 'shell' | 'left'>({
    message: words.planQuestion,
    choices: [
      { value: 'go', name: words.planGo },
      { value: 'left', name: words.planLeave },
      { value: 'shell', name: words.planShell },
    ],
    default: 'go',
  });
}
