import { join } from 'node:path';
import { IGNORED, NOT_IGNORED, type Situation, withRules } from './situation.ts';

export const history: readonly Situation[] = [
  {
    name: 'tracked',
    arrange: (box) => {
      const repo = box.repository();
      box.write(join(repo, '.env'), 'A=1\n');
      box.commit(repo, '.env');
      return { file: join(repo, '.env'), create: false };
    },
    facts: { repository: 'yes', ignoredBy: null, tracked: true, everCommitted: true },
    entries: 1,
    after: { tracked: true, ignoredBy: 'project' },
  },
  {
    name: 'tracked and listed',
    arrange: (box) => {
      const { file } = withRules('.env\n')(box);
      box.write(file, 'A=1\n');
      box.commit(join(file, '..'), '.env');
      return { file, create: false };
    },
    facts: { ...IGNORED, tracked: true, everCommitted: true },
    entries: 0,
    after: { ...IGNORED, tracked: true },
  },
  {
    name: 'staged, never committed',
    arrange: (box) => {
      const repo = box.repository();
      box.write(join(repo, '.env'), 'A=1\n');
      box.git(repo, 'add', '.env');
      return { file: join(repo, '.env'), create: false };
    },
    facts: { ignoredBy: null, tracked: true, everCommitted: false },
    entries: 1,
    after: { tracked: true, ignoredBy: 'project' },
  },
  {
    name: 'committed once, then removed',
    arrange: (box) => {
      const { file } = withRules('.env\n')(box);
      box.write(file, 'A=1\n');
      box.commit(join(file, '..'), '.env');
      box.git(join(file, '..'), 'rm', '--quiet', '.env');
      box.git(join(file, '..'), 'commit', '--quiet', '-m', 'remove');
      return { file };
    },
    facts: { ...IGNORED, tracked: false, everCommitted: true },
    entries: 0,
  },
  {
    name: 'committed on another branch',
    arrange: (box) => {
      const repo = box.repository();
      box.git(repo, 'checkout', '--quiet', '-b', 'other');
      box.write(join(repo, '.env'), 'A=1\n');
      box.commit(repo, '.env');
      box.git(repo, 'checkout', '--quiet', 'main');
      return { file: join(repo, '.env') };
    },
    facts: { ...NOT_IGNORED, everCommitted: true },
    entries: 1,
  },
  {
    name: 'added and removed on a branch that was merged and deleted',
    arrange: (box) => {
      const repo = box.repository();
      box.git(repo, 'checkout', '--quiet', '-b', 'side');
      box.write(join(repo, '.env'), 'A=1\n');
      box.commit(repo, '.env');
      box.git(repo, 'rm', '--quiet', '.env');
      box.git(repo, 'commit', '--quiet', '-m', 'remove');
      box.git(repo, 'checkout', '--quiet', 'main');
      box.git(repo, 'commit', '--quiet', '--allow-empty', '-m', 'on');
      box.git(repo, 'merge', '--quiet', '--no-edit', 'side');
      box.git(repo, 'branch', '--quiet', '-d', 'side');
      return { file: join(repo, '.env') };
    },
    facts: { ...NOT_IGNORED, everCommitted: true },
    entries: 1,
  },
  {
    name: 'only a file whose name the pattern would match was committed',
    arrange: (box) => {
      const repo = box.repository();
      box.write(join(repo, 'a.env'), 'A=1\n');
      box.commit(repo, 'a.env');
      return { file: join(repo, '*.env') };
    },
    facts: { ...NOT_IGNORED, everCommitted: false },
    entries: 1,
  },
  {
    name: 'no commits yet',
    arrange: (box) => {
      const folder = box.folder();
      box.git(folder, 'init', '--quiet');
      return { file: join(folder, '.env') };
    },
    facts: { ...NOT_IGNORED, everCommitted: false },
    entries: 1,
  },
  {
    name: 'detached HEAD',
    arrange: (box) => {
      const repo = box.repository();
      box.git(repo, 'checkout', '--quiet', '--detach');
      box.write(join(repo, '.env'), 'A=1\n');
      box.commit(repo, '.env');
      box.git(repo, 'rm', '--quiet', '--cached', '.env');
      return { file: join(repo, '.env'), create: false };
    },
    facts: { ...NOT_IGNORED, everCommitted: true },
    entries: 1,
  },
];
