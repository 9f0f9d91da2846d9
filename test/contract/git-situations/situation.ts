import { join } from 'node:path';
import type { GitFacts } from '../../../src/ports/git.ts';
import type { Env, Sandbox } from '../../support/repository.ts';

export interface Arranged {
  /** The env file, absolute. */
  readonly file: string;
  /** Where the program was started; the repository where absent. */
  readonly cwd?: string;
  readonly env?: Env;
  /** False where the situation brings the file itself, or none. */
  readonly create?: boolean;
}

export interface Situation {
  readonly name: string;
  readonly arrange: (box: Sandbox) => Arranged;
  readonly facts: Partial<GitFacts>;
  /** How many entries setup has to add. */
  readonly entries: number;
  /** Facts after the entries were added; ignored by the project, and nothing missing, where absent. */
  readonly after?: Partial<GitFacts>;
  /** False where git itself gives no answer afterwards. */
  readonly asksGitAfter?: false;
  readonly skip?: () => string | false;
}

export const IGNORED = { repository: 'yes', ignoredBy: 'project', unignored: [] } as const;
export const NOT_IGNORED = { repository: 'yes', ignoredBy: null, tracked: false } as const;
/** Root may do everything: some situations need it, others cannot be made by it. */
export const root = () => process.getuid?.() === 0;

/** A repository whose `.gitignore` is this. */
export const withRules =
  (rules: string | Uint8Array, name = '.env') =>
  (box: Sandbox): Arranged => {
    const repo = box.repository();
    box.write(join(repo, '.gitignore'), rules);
    return { file: join(repo, name) };
  };
