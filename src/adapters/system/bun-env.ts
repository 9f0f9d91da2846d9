import { join } from 'node:path';
import { readEnvDocument } from '../../domain/env/document.ts';
import type { Env } from '../../domain/env/environment.ts';
import { loaderRows } from '../../domain/loading/loader-rows.ts';
import { modeOf } from '../../domain/loading/mode.ts';
import { bytesOf } from '../files/files-read.ts';

/**
 * The environment without the `OPENAI_` variables that Bun itself took from the env files of the folder that it was started
 * in: what a project's file says has not been said by the user. A variable of the shell wins over a file there, so one that
 * differs is the shell's; a value with a reference in it may have become anything, and counts as the file's.
 * Source: https://bun.com/docs/runtime/env, read in November 2026.
 */
export function withoutBunsFiles(env: Env, folder: string): Record<string, string | undefined> {
  const { bun } = loaderRows;
  const own: Record<string, string | undefined> = { ...env };
  for (const name of bun.files(modeOf(bun, 'development', env))) {
    const read = readEnvDocument(bytesOf(join(folder, name)) ?? new Uint8Array());
    for (const { name: variable, value } of read.ok ? read.document.assignments : []) {
      if (!variable.startsWith('OPENAI_')) continue;
      if (value === env[variable] || value.includes('$')) delete own[variable];
    }
  }
  return own;
}
