import { readable, type SeenEnvFile, seeEnvFile } from '../checks/project.ts';
import { keyName } from '../checks/source.ts';
import type { EnvChange } from '../domain/env/edit.ts';
import { findAll } from '../domain/sources.ts';
import type { ChosenKey } from './choose-key.ts';
import type { Run } from './run.ts';

/** What one file shall say. */
export interface Wanted {
  readonly file: SeenEnvFile;
  readonly changes: readonly EnvChange[];
}

/** A setting as a program in this folder would get it; undefined where it is nowhere, or empty. */
export function settingOf({ ports, project }: Run, name: string): string | undefined {
  const value = findAll(name, ports.env, readable(project.envFiles))[0]?.value.trim();
  return value === '' ? undefined : value;
}

/**
 * The names to be set in the target file: the key, and what the options gave beside it; and the base
 * URL that was refused, to be removed from the file that has it.
 */
export function wantedChanges(
  run: Run,
  chosen: ChosenKey,
  removeBaseUrlFrom: string | null,
): readonly Wanted[] {
  const { options, target } = run;
  const set = (name: string, value: string | undefined): EnvChange[] =>
    value === undefined ? [] : [{ name, value }];
  const inTarget: EnvChange[] = [
    ...(chosen.write ? set(keyName, chosen.key.reveal()) : []),
    ...set('OPENAI_BASE_URL', options.baseUrl),
    ...set('OPENAI_ORG_ID', options.organization),
    ...set('OPENAI_PROJECT_ID', options.project),
  ];
  const removal: EnvChange = { name: 'OPENAI_BASE_URL', value: null };
  if (removeBaseUrlFrom === target.file.path) inTarget.push(removal);
  const others =
    removeBaseUrlFrom === null || removeBaseUrlFrom === target.file.path
      ? []
      : [{ file: seeEnvFile(run.ports, removeBaseUrlFrom), changes: [removal] }];
  return [...(inTarget.length > 0 ? [{ file: target.file, changes: inTarget }] : []), ...others];
}
