import { chownSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { IGNORED, NOT_IGNORED, root, type Situation, withRules } from './situation.ts';

export const setUps: readonly Situation[] = [
  {
    name: 'worktree',
    arrange: (box) => {
      const repo = box.repository();
      const tree = join(box.folder(), 'tree');
      box.git(repo, 'worktree', 'add', '--quiet', tree);
      box.write(join(repo, '.git/info/exclude'), '.env\n');
      return { file: join(tree, '.env') };
    },
    facts: { repository: 'yes', ignoredBy: 'user' },
    entries: 1,
  },
  {
    name: 'submodule, whose parent lists the name',
    arrange: (box) => {
      const part = box.repository('part');
      const { file } = withRules('.env\n')(box);
      const repo = join(file, '..');
      box.git(repo, 'submodule', '--quiet', 'add', part, 'part');
      return { file: join(repo, 'part/.env') };
    },
    facts: NOT_IGNORED,
    entries: 1,
  },
  {
    name: 'bare GIT_DIR and GIT_WORK_TREE',
    arrange: (box) => {
      const bare = box.folder('dots.git');
      box.git(bare, 'init', '--quiet', '--bare');
      const tree = box.folder('tree');
      return {
        file: join(tree, 'app/.env'),
        cwd: tree,
        env: { ...box.env, GIT_DIR: bare, GIT_WORK_TREE: tree },
      };
    },
    facts: NOT_IGNORED,
    entries: 1,
  },
  {
    name: 'GIT_DIR relative to the folder of the start, file deeper',
    arrange: (box) => {
      const { file } = withRules('/app/.env\n')(box);
      const repo = join(file, '..');
      return { file: join(repo, 'app/.env'), cwd: repo, env: { ...box.env, GIT_DIR: '.git' } };
    },
    facts: IGNORED,
    entries: 0,
  },
  {
    name: 'GIT_DIR of another repository',
    arrange: (box) => {
      const other = box.repository('other');
      return {
        file: join(box.repository(), '.env'),
        cwd: other,
        env: { ...box.env, GIT_DIR: join(other, '.git'), GIT_WORK_TREE: other },
      };
    },
    facts: NOT_IGNORED,
    entries: 1,
  },
  {
    name: 'in a bare repository',
    arrange: (box) => {
      const bare = box.folder('bare.git');
      box.git(bare, 'init', '--quiet', '--bare');
      return { file: join(bare, '.env') };
    },
    facts: { repository: 'none' },
    entries: 1,
    after: { repository: 'none' },
  },
  {
    name: 'inside .git itself',
    arrange: (box) => ({ file: join(box.repository(), '.git/.env') }),
    facts: { repository: 'none' },
    entries: 1,
    after: { repository: 'none' },
  },
  {
    name: 'sparse checkout',
    arrange: (box) => {
      const { file } = withRules('dist\n')(box);
      const repo = join(file, '..');
      box.write(join(repo, 'far/a.txt'), 'a');
      box.write(join(repo, 'near/a.txt'), 'a');
      box.commit(repo, '.');
      box.git(repo, 'sparse-checkout', 'set', 'near');
      return { file: join(repo, 'near/.env') };
    },
    facts: NOT_IGNORED,
    entries: 1,
  },
  {
    name: 'a .git file that points nowhere',
    arrange: (box) => {
      const folder = box.folder();
      box.write(join(folder, '.git'), 'gitdir: /nowhere/at/all\n');
      return { file: join(folder, '.env') };
    },
    facts: { repository: 'unavailable', detail: 'not a git repository: /nowhere/at/all' },
    entries: 1,
    after: { repository: 'unavailable' },
  },
  {
    name: 'a repository of somebody else (safe.directory)',
    arrange: (box) => {
      const repo = box.repository();
      chownSync(repo, 12345, 12345);
      chownSync(join(repo, '.git'), 12345, 12345);
      return { file: join(repo, '.env') };
    },
    facts: { repository: 'unavailable', detail: expect.stringContaining('detected dubious ownership') },
    entries: 1,
    after: { repository: 'unavailable' },
    skip: () => !root() && 'only root can give files away',
  },
  {
    name: 'no git on the machine, in a repository',
    arrange: (box) => ({ file: join(box.repository(), '.env'), env: { ...box.env, PATH: box.folder() } }),
    facts: { repository: 'unavailable', detail: 'not_installed' },
    entries: 1,
    after: { repository: 'unavailable' },
  },
  {
    name: 'no git on the machine, and no repository',
    arrange: (box) => ({ file: join(box.folder(), '.env'), env: { ...box.env, PATH: box.folder() } }),
    facts: { repository: 'none' },
    entries: 1,
    after: { repository: 'none' },
  },
];
