import { addIgnoreEntry } from '../domain/git/gitignore.ts';
import { Secret } from '../domain/secrets/secret.ts';
import type { Ports } from '../ports/ports.ts';
import { lastValues } from './last-values.ts';
import type { EnvPlan, IgnorePlan, Plan } from './plan.ts';

/**
 * The ignore entries of a plan that are missing although its env files have got a key since it was made, by this run or by another
 * one beside it: each of two runs takes the entry that the other has made for its own.
 */
export function missingEntries(ports: Pick<Ports, 'files'>, plan: Plan): readonly IgnorePlan[] {
  if (!plan.env.some((one) => hasNewSecret(ports, one))) return [];
  return plan.ignore.filter((one) => {
    const read = ports.files.read(one.absolute);
    const bytes = read.state === 'file' ? read.bytes : null;
    return read.state !== 'unreadable' && addIgnoreEntry(bytes, one.fileName, plan) !== null;
  });
}

function hasNewSecret(ports: Pick<Ports, 'files'>, { file, changes }: EnvPlan): boolean {
  const read = ports.files.read(file.absolute);
  if (read.state !== 'file') return false;
  const now = lastValues(read.bytes);
  const before = file.read.state === 'file' ? lastValues(file.read.bytes) : new Map<string, string>();
  const secrets = changes.filter(({ value }) => value instanceof Secret).map(({ name }) => name);
  return secrets.some((name) => (now.get(name) ?? '') !== '' && now.get(name) !== before.get(name));
}
