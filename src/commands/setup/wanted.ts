import { readable, type SeenEnvFile, seeEnvFile } from '../../checks/project.ts';
import { keyName } from '../../checks/source.ts';
import type { EnvChange } from '../../domain/env/edit.ts';
import { findAll } from '../../domain/loading/sources.ts';
import type { ChosenKey } from './choose-key.ts';
import type { Run } from './run.ts';

/** What one file shall say. */
export interface Wanted {
  readonly file: SeenEnvFile;
  readonly changes: readonly EnvChange[];
}

/** A line that shall go. */
export interface Removal {
  readonly name: string;
  /** The file, as shown to people. */
  readonly path: string;
}

/** A setting as a program in this folder would get it; undefined where it is nowhere, or empty. */
export function settingOf({ ports, project }: Run, name: string): string | undefined {
  const value = findAll(name, ports.env, readable(project.envFiles))[0]?.value.trim();
  return value === '' ? undefined : value;
}

/**
 * The names to be set in the target file: the key, and what the options gave beside it; and what
 * was refused or belongs to another key, to be removed from the files that have it.
 */
export function wantedChanges(run: Run, chosen: ChosenKey, removals: readonly Removal[]): readonly Wanted[] {
  const { options, target } = run;
  const set = (name: string, value: string | undefined): EnvChange[] =>
    value === undefined ? [] : [{ name, value }];
  const inTarget: EnvChange[] = [
    ...(chosen.write ? set(keyName, chosen.key.reveal()) : []),
    ...set('OPENAI_BASE_URL', options.baseUrl),
    ...set('OPENAI_ORG_ID', options.organization),
    ...set('OPENAI_PROJECT_ID', options.project),
  ];
  const removed = (path: string): EnvChange[] =>
    removals
      .filter((one) => one.path === path && !inTarget.some(({ name }) => name === one.name))
      .map(({ name }) => ({ name, value: null }));
  const changes = [...inTarget, ...removed(target.file.path)];
  const otherPaths = new Set(removals.map(({ path }) => path).filter((path) => path !== target.file.path));
  const others = [...otherPaths].map((path) => ({
    file: seeEnvFile(run.ports, path),
    changes: removed(path),
  }));
  return [...(changes.length > 0 ? [{ file: target.file, changes }] : []), ...others].filter(
    (one) => one.changes.length > 0,
  );
}
