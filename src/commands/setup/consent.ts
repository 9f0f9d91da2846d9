import { isEmpty, type Plan, planLines } from '../../changes/plan.ts';
import type { GitFacts } from '../../ports/git.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Voice } from '../../ui/voice.ts';

export type TrackedChoice = 'untrack' | 'go_on' | 'leave';

/** A file that git tracks takes the key into the next commit: the user decides before anything is written. */
export async function askTracked(ports: Ports, { words }: Voice, path: string): Promise<TrackedChoice> {
  return ports.prompter.select<TrackedChoice>({
    message: words.trackedQuestion(path),
    choices: [
      { value: 'untrack', name: words.trackedUntrack },
      { value: 'go_on', name: words.trackedGoOn },
      { value: 'leave', name: words.trackedLeave },
    ],
    default: 'untrack',
  });
}

/** Every file with its change, keys masked. */
export function showPlan(voice: Voice, plan: Plan, git: GitFacts, install: string | null): void {
  const { words } = voice;
  if (isEmpty(plan) && install === null) {
    voice.line(words.planNothing);
    return;
  }
  voice.title(words.planTitle);
  const rows: [string, string][] = [];
  if (plan.untrack) for (const { file } of plan.env) rows.push(['git', words.planUntrack(file.path)]);
  for (const { path, entry, change } of plan.ignore)
    rows.push([`${path} (${stateOf(voice, change)})`, `+ ${entry}`]);
  for (const one of [...plan.env, ...plan.examples]) {
    for (const { name, value, old } of planLines(one)) {
      const before =
        old === null ? '' : ` (${words.planWas(old.line, shown(voice, name, old.value, old.placeholder))})`;
      const text =
        value === null
          ? words.planRemove(name)
          : words.planSet(name, value === '' ? '' : shown(voice, name, value, false));
      rows.push([`${one.file.path} (${stateOf(voice, one.change)})`, `${old ? '~' : '+'} ${text}${before}`]);
    }
  }
  if (install !== null) rows.push(['package.json', words.planInstall(install)]);
  voice.rows(rows);
  if (git.everCommitted) for (const { file } of plan.env) voice.warn(words.wasCommitted(file.path));
}

const stateOf = ({ words }: Voice, change: 'created' | 'updated' | 'unchanged'): string =>
  change === 'created' ? words.planCreate : words.planUpdate;

/** A value as the plan may show it: keys masked, settings as they are. */
function shown(voice: Voice, name: string, value: string, placeholder: boolean): string {
  if (value === '') return voice.words.planEmpty;
  if (placeholder) return voice.words.planOther;
  return /KEY|TOKEN|SECRET/.test(name) ? voice.maskText(value) : voice.clean(value);
}
