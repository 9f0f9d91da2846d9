import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ThrowAway } from '../../ports/system.ts';
import { childEnv, findProgram } from '../system/children.ts';
import { nativeRealPath } from './real-path.ts';

export async function makeThrowAway(): Promise<ThrowAway> {
  const path = nativeRealPath(mkdtempSync(join(tmpdir(), 'openai-setup-demo-')));
  // Without git the rehearsal shows what happens without git.
  const world = { env: process.env, cwd: process.cwd() };
  const git = findProgram('git', world);
  const how = { timeout: 5000, env: childEnv(world) };
  if (git !== null)
    await promisify(execFile)(git, ['init', '--quiet', '--template=', path], how).catch(() => {});
  return {
    path,
    remove() {
      try {
        rmSync(path, { recursive: true, force: true });
        return true;
      } catch {
        return false;
      }
    },
  };
}
