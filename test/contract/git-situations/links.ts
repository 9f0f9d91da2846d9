import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { IGNORED, NOT_IGNORED, root, type Situation, withRules } from './situation.ts';

export const links: readonly Situation[] = [
  {
    name: 'the env file is a link to outside',
    arrange: (box) => {
      const target = join(box.folder(), 'secrets.env');
      box.write(target, 'A=1\n');
      const repo = box.repository();
      symlinkSync(target, join(repo, '.env'));
      return { file: join(repo, '.env'), create: false };
    },
    facts: { ...NOT_IGNORED, tracked: false },
    entries: 1,
  },
  {
    name: 'a link and its target, both in the repository, neither ignored',
    arrange: (box) => {
      const repo = box.repository();
      box.write(join(repo, 'config/shared.env'), 'A=1\n');
      symlinkSync('config/shared.env', join(repo, '.env'));
      return { file: join(repo, '.env'), create: false };
    },
    facts: NOT_IGNORED,
    entries: 2,
  },
  {
    name: 'a link that is ignored, its target that is tracked',
    arrange: (box) => {
      const { file } = withRules('/.env\n')(box);
      const repo = join(file, '..');
      box.write(join(repo, 'config/shared.env'), 'A=1\n');
      box.commit(repo, 'config/shared.env');
      symlinkSync('config/shared.env', file);
      return { file, create: false };
    },
    facts: { ignoredBy: null, tracked: true, everCommitted: true },
    entries: 1,
    after: { ignoredBy: 'project', tracked: true },
  },
  {
    name: 'a tracked link to an ignored file, as monorepos have it',
    arrange: (box) => {
      const { file } = withRules('/.env\n')(box);
      const repo = join(file, '..');
      box.write(file, 'A=1\n');
      mkdirSync(join(repo, 'app'));
      symlinkSync('../.env', join(repo, 'app/.env'));
      box.commit(repo, 'app/.env');
      return { file: join(repo, 'app/.env'), create: false };
    },
    facts: { ...IGNORED, tracked: false, everCommitted: false },
    entries: 0,
  },
  {
    name: 'a dangling link',
    arrange: (box) => {
      const repo = box.repository();
      symlinkSync('nowhere', join(repo, '.env'));
      return { file: join(repo, '.env'), create: false };
    },
    facts: NOT_IGNORED,
    entries: 1,
  },
];

/** Ignore files that git does not read: no entry in them can help, and a second look shows it. */
export const hopeless: readonly Situation[] = [
  {
    name: 'the .gitignore is a link, which git does not honour',
    arrange: (box) => {
      const repo = box.repository();
      box.write(join(repo, 'rules'), '.env\n');
      symlinkSync('rules', join(repo, '.gitignore'));
      return { file: join(repo, '.env') };
    },
    facts: NOT_IGNORED,
    entries: 0,
    after: { ignoredBy: null },
  },
  {
    name: 'the .gitignore is a folder',
    arrange: (box) => {
      const repo = box.repository();
      mkdirSync(join(repo, '.gitignore'));
      return { file: join(repo, '.env') };
    },
    facts: NOT_IGNORED,
    entries: 0,
    after: { ignoredBy: null },
  },
  {
    name: 'the .gitignore cannot be read',
    arrange: (box) => {
      const { file } = withRules('.env\n')(box);
      chmodSync(join(file, '../.gitignore'), 0);
      return { file };
    },
    facts: NOT_IGNORED,
    entries: 0,
    after: { ignoredBy: null },
    skip: () => root() && 'root may read every file',
  },
  {
    name: 'the index is broken',
    arrange: (box) => {
      const repo = box.repository();
      rmSync(join(repo, '.git/index'));
      box.write(join(repo, '.git/index'), 'garbage that is long enough to be read as an index\n');
      return { file: join(repo, '.env') };
    },
    facts: { repository: 'unavailable', tracked: null },
    entries: 1,
    after: { repository: 'unavailable' },
    asksGitAfter: false,
  },
];
