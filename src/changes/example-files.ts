import { basename, dirname, join } from 'node:path';
import { type SeenEnvFile, seeEnvFile } from '../checks/project.ts';
import { editEnvDocument } from '../domain/env/edit.ts';
import { exampleNamesFor } from '../domain/env/file-names.ts';
import { keyName } from '../domain/loading/sources.ts';
import { Secret } from '../domain/secrets/secret.ts';
import type { Ports } from '../ports/ports.ts';
import type { Change, EnvPlan } from './plan.ts';

/** The empty assignment for each example beside the env file that lacks the name, since no key ever stands in one. None is created. */
export function planExamples(
  ports: Pick<Ports, 'files' | 'cwd' | 'home'>,
  target: SeenEnvFile,
): readonly EnvPlan[] {
  const folder = dirname(target.absolute);
  const there = ports.files.list(folder);
  return [...exampleNamesFor(basename(target.absolute))]
    .filter((name) => there.includes(name))
    .map((name) => seeEnvFile(ports, join(folder, name)))
    .filter((file) => lacksName(file) && !isSameFile(file, target))
    .map((file) => ({ file, changes: emptyName, change: 'updated' }));
}

const emptyName: readonly Change[] = [{ name: keyName, value: new Secret('') }];

/** The content of an example file with the name; null for 'leave as it is'. */
export function withEmptyName(current: Uint8Array | null): Uint8Array | null {
  const edited = current && editEnvDocument(current, emptyName);
  return edited?.ok ? edited.bytes : null;
}

function lacksName({ document }: SeenEnvFile): boolean {
  return document !== null && !document.assignments.some(({ name }) => name === keyName);
}

/** The file that gets the key is no example, by whatever name or link. */
function isSameFile(one: SeenEnvFile, other: SeenEnvFile): boolean {
  if (one.absolute === other.absolute) return true;
  return (
    one.read.state === 'file' && other.read.state === 'file' && one.read.realPath === other.read.realPath
  );
}
