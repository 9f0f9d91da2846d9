import { basename, dirname, join } from 'node:path';
import { readText } from '../../checks/read-text.ts';
import { repositoryConfig, repositoryTop } from '../../checks/repository-top.ts';
import { type ProjectSigns, type TargetId, targetIds } from '../../domain/push/target.ts';
import { remotesIn, targets } from '../../domain/push/targets.ts';
import { UsageError } from '../../ports/errors.ts';
import type { Ports } from '../../ports/ports.ts';
import { namedOne } from '../options.ts';
import type { PushRun } from './run.ts';

/** What the folder, and the top of the repository around it, show of the services that are used. Nothing is run. */
export function lookAround(ports: Pick<Ports, 'cwd' | 'files' | 'home'>): ProjectSigns {
  const { cwd, files } = ports;
  const top = repositoryTop(ports);
  const hasIn = (folder: string, path: string): boolean =>
    files.list(dirname(join(folder, path))).includes(basename(path));
  return {
    has: (path) => hasIn(cwd, path) || (top !== null && top !== cwd && hasIn(top, path)),
    read: (path) => readText(ports, join(cwd, path)),
    remotes: remotesIn(top === null ? '' : repositoryConfig(ports, top)),
  };
}

/** The targets that were named. Throws `WrongUsage` for a name that is none. */
export function namedTargets(names: readonly string[]): readonly TargetId[] {
  const problem = { kind: 'unknown_target', command: 'push' } as const;
  return [...new Set(names.map((name) => namedOne(name, targetIds, problem)))];
}

/** The targets that the project shows, each asked for where somebody can be asked. Throws `UsageError` where there is none. */
export async function shownTargets(run: PushRun): Promise<readonly TargetId[]> {
  const { ports, options, words, asks, shown } = run;
  const found = targetIds.filter((id) => targets[id].isShown(shown));
  if (found.length === 0) throw new UsageError(words.noneShown(targetIds.join(words.listSeparator)));
  if (!asks || options.check || options.dryRun) return found;
  const chosen: TargetId[] = [];
  for (const id of found) {
    const message = words.askTarget(targets[id].title);
    if (await ports.prompter.confirm({ message, default: true })) chosen.push(id);
  }
  if (chosen.length === 0) throw new UsageError(words.noneChosen);
  return chosen;
}
