import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GitRunOptions, runGit } from './process.ts';

/**
 * Whether the project's own `.gitignore` files ignore the file when no rule of this user is in force.
 * Git has no option that leaves out `info/exclude`, so it is asked from an empty repository, made for
 * the question in the system's temporary folder, whose work tree is the real one. Only reads there.
 */
export async function ignoredWithoutUserRules(
  root: string,
  path: string,
  options: Omit<GitRunOptions, 'input'>,
): Promise<boolean> {
  let repository: string | undefined;
  try {
    repository = mkdtempSync(join(tmpdir(), 'openai-setup-git-'));
    mkdirSync(join(repository, 'objects'));
    mkdirSync(join(repository, 'refs'));
    writeFileSync(join(repository, 'HEAD'), 'ref: refs/heads/none\n');
    const { GIT_INDEX_FILE, GIT_COMMON_DIR, ...env } = options.env;
    const run = await runGit(
      ['-c', 'core.excludesFile=', 'check-ignore', '--no-index', '--quiet', '-z', '--stdin'],
      {
        ...options,
        cwd: root,
        env: { ...env, GIT_DIR: repository, GIT_WORK_TREE: root },
        input: `${path}\0`,
      },
    );
    return run.code === 0;
  } catch {
    return false;
  } finally {
    if (repository !== undefined) rmSync(repository, { recursive: true, force: true });
  }
}
