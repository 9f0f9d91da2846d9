import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IGNORED, NOT_IGNORED, type Situation, withRules } from './situation.ts';

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
    facts: { repository: 'unavailable', detail: 'not a git repository: /nowhere/at/all', tracked: null },
    entries: 1,
    after: { repository: 'unavailable', ignoredBy: 'project' },
    asksGitAfter: false,
  },
  {
    name: 'a repository of somebody else (safe.directory)',
    arrange: (box) => {
      const repo = box.repository();
      box.write(join(repo, '.env'), 'A=1\n');
      box.commit(repo, '.env');
      return { file: join(repo, '.env'), env: { ...box.env, GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' } };
    },
    facts: { repository: 'yes', tracked: true, everCommitted: true, ignoredBy: null },
    entries: 1,
    after: { repository: 'yes', tracked: true },
    asksGitAfter: false,
  },
  {
    name: 'no git on the machine, in a repository that has the file',
    arrange: (box) => {
      const repo = box.repository();
      box.write(join(repo, 'app/.env'), 'A=1\n');
      box.commit(repo, '.');
      return { file: join(repo, 'app/.env'), env: { ...box.env, PATH: box.folder() } };
    },
    facts: { repository: 'unavailable', detail: 'not_installed', tracked: true, ignoredBy: null },
    entries: 1,
    after: { repository: 'unavailable', tracked: true, ignoredBy: 'project' },
    asksGitAfter: false,
  },
  {
    name: 'no git on the machine, and a rule further up',
    arrange: (box) => {
      const { file } = withRules('/app/*\n!/app/.env\n')(box);
      const repo = join(file, '..');
      box.write(join(repo, 'app/.gitignore'), '.env\n');
      return { file: join(repo, 'app/.env'), env: { ...box.env, PATH: box.folder() } };
    },
    facts: { repository: 'unavailable', tracked: false, ignoredBy: 'project' },
    entries: 0,
    asksGitAfter: false,
  },
  {
    name: 'no git on the machine, in a worktree with the file',
    arrange: (box) => {
      const repo = box.repository();
      box.write(join(repo, '.env'), 'A=1\n');
      box.commit(repo, '.');
      const tree = join(box.folder(), 'tree');
      box.git(repo, 'worktree', 'add', '--quiet', tree);
      return { file: join(tree, '.env'), env: { ...box.env, PATH: box.folder() } };
    },
    facts: { repository: 'unavailable', tracked: true },
    entries: 1,
    after: { repository: 'unavailable', tracked: true },
    asksGitAfter: false,
  },
  {
    name: 'no git on the machine, in a submodule with the file',
    arrange: (box) => {
      const part = box.repository('part');
      box.write(join(part, '.env'), 'A=1\n');
      box.commit(part, '.');
      const repo = box.repository();
      box.git(repo, 'submodule', '--quiet', 'add', part, 'part');
      return { file: join(repo, 'part/.env'), env: { ...box.env, PATH: box.folder() } };
    },
    facts: { repository: 'unavailable', tracked: true },
    entries: 1,
    after: { repository: 'unavailable', tracked: true },
    asksGitAfter: false,
  },
  ...(['2', '4'] as const).map(
    (version): Situation => ({
      name: `no HEAD, and an index of version ${version} with the file`,
      arrange: (box) => {
        const repo = box.repository();
        for (const name of ['a/b/.env', 'a/b/.env.x', 'a/.env', 'ü/.env'])
          box.write(join(repo, name), 'A=1\n');
        box.commit(repo, '.');
        box.git(repo, 'update-index', '--index-version', version);
        box.write(join(repo, '.git/HEAD'), 'broken');
        return { file: join(repo, 'ü/.env') };
      },
      facts: { repository: 'unavailable', tracked: true },
      entries: 1,
      after: { repository: 'unavailable', tracked: true },
      asksGitAfter: false,
    }),
  ),
  {
    name: 'no HEAD, and a split index with the file',
    arrange: (box) => {
      const repo = box.repository();
      box.write(join(repo, '.env'), 'A=1\n');
      box.commit(repo, '.');
      box.git(repo, 'update-index', '--split-index');
      box.write(join(repo, '.git/HEAD'), 'broken');
      return { file: join(repo, '.env') };
    },
    facts: { repository: 'unavailable', tracked: true },
    entries: 1,
    after: { repository: 'unavailable', tracked: true },
    asksGitAfter: false,
  },
  {
    name: 'an index that is cut off',
    arrange: (box) => {
      const repo = box.repository();
      const index = join(repo, '.git/index');
      box.write(index, readFileSync(index).subarray(0, 20));
      return { file: join(repo, '.env') };
    },
    facts: { repository: 'unavailable', tracked: null },
    entries: 1,
    after: { repository: 'unavailable', tracked: null },
    asksGitAfter: false,
  },
  {
    name: 'a repository that says that it is bare',
    arrange: (box) => {
      const repo = box.repository();
      box.write(join(repo, '.env'), 'A=1\n');
      box.commit(repo, '.');
      box.git(repo, 'config', 'core.bare', 'true');
      return { file: join(repo, '.env') };
    },
    facts: { repository: 'unavailable', tracked: true },
    entries: 1,
    after: { repository: 'unavailable', tracked: true },
    asksGitAfter: false,
  },
  {
    name: 'GIT_DIR that leads nowhere, and the repository of the folder',
    arrange: (box) => {
      const repo = box.repository();
      box.write(join(repo, '.env'), 'A=1\n');
      box.commit(repo, '.');
      return { file: join(repo, '.env'), env: { ...box.env, GIT_DIR: '/nowhere' } };
    },
    facts: { repository: 'yes', tracked: true },
    entries: 1,
    after: { repository: 'yes', tracked: true },
    asksGitAfter: false,
  },
  {
    name: 'an empty folder called .git',
    arrange: (box) => {
      const folder = box.folder();
      mkdirSync(join(folder, '.git'));
      return { file: join(folder, '.env') };
    },
    facts: { repository: 'none' },
    entries: 1,
    after: { repository: 'none' },
  },
  {
    name: 'no git on the machine, in a repository',
    arrange: (box) => ({ file: join(box.repository(), '.env'), env: { ...box.env, PATH: box.folder() } }),
    facts: { repository: 'unavailable', detail: 'not_installed', tracked: false },
    entries: 1,
    after: { repository: 'unavailable', ignoredBy: 'project' },
    asksGitAfter: false,
  },
  {
    name: 'no git on the machine, and no repository',
    arrange: (box) => ({ file: join(box.folder(), '.env'), env: { ...box.env, PATH: box.folder() } }),
    facts: { repository: 'none' },
    entries: 1,
    after: { repository: 'none' },
  },
];
