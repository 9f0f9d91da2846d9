import { githubTargets } from './github.ts';
import { hostingTargets } from './hosting.ts';
import { machineTargets } from './machines.ts';
import { type PushTarget, type TargetId, targetIds } from './target.ts';

const all = [...githubTargets, ...hostingTargets, ...machineTargets];

/** Every service that a key can be handed to, by its id. */
export const targets = Object.fromEntries(
  targetIds.map((id) => [id, all.find((one) => one.id === id)]),
) as Readonly<Record<TargetId, PushTarget>>;

/** Major and minor version in what a tool prints; null where there is none. */
export function versionIn(printed: string): readonly [number, number] | null {
  const numbers = /(?:^|[^\d.])(\d{1,5})\.(\d{1,5})/.exec(printed);
  return numbers ? [Number(numbers[1]), Number(numbers[2])] : null;
}

/** Whether a version is older than another. */
export const isOlder = (one: readonly [number, number], other: readonly [number, number]): boolean =>
  one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]);

/** git's remotes by name, from the text of its configuration file. */
export function remotesIn(config: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let remote: string | null = null;
  for (const line of config.split('\n')) {
    const section = /^\s*\[(?:remote "([^"]+)")?/.exec(line);
    if (section) remote = section[1] ?? null;
    const address = /^\s*url\s*=\s*(\S+)\s*$/.exec(line)?.[1];
    if (remote !== null && address !== undefined && !found.has(remote)) found.set(remote, address);
  }
  return found;
}
