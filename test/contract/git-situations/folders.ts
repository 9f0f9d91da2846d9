import { appendFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { IGNORED, NOT_IGNORED, type Situation, withRules } from './situation.ts';

export const folders: readonly Situation[] = [
  {
    name: 'monorepo, rule at the top',
    arrange: (box) => {
      const { file } = withRules('.env\n')(box);
      return { file: join(file, '..', 'apps/web app/.env') };
    },
    facts: IGNORED,
    entries: 0,
  },
  {
    name: 'monorepo, rule at the top only for the top',
    arrange: (box) => {
      const { file } = withRules('/.env\n')(box);
      return { file: join(file, '..', 'apps/web/.env') };
    },
    facts: NOT_IGNORED,
    entries: 1,
  },
  {
    name: 'negated in a deeper file',
    arrange: (box) => {
      const { file } = withRules('.env\n')(box);
      box.write(join(file, '..', 'app/.gitignore'), 'dist\n!.env\n');
      return { file: join(file, '..', 'app/.env') };
    },
    facts: NOT_IGNORED,
    entries: 1,
  },
  {
    name: 'in an ignored folder',
    arrange: (box) => {
      const { file } = withRules('build/\n')(box);
      return { file: join(file, '..', 'build/.env') };
    },
    facts: IGNORED,
    entries: 0,
  },
  {
    name: 'in a folder that is ignored, with a negation inside that git never reads',
    arrange: (box) => {
      const { file } = withRules('build/\n')(box);
      box.write(join(file, '..', 'build/.gitignore'), '!.env\n');
      return { file: join(file, '..', 'build/.env') };
    },
    facts: IGNORED,
    entries: 0,
  },
  {
    name: 'the folder does not exist yet',
    arrange: (box) => ({ file: join(box.repository(), 'new/.env'), create: false }),
    facts: NOT_IGNORED,
    entries: 1,
  },
  {
    name: 'repository inside another one, whose rule does not reach it',
    arrange: (box) => {
      const { file } = withRules('.env\n')(box);
      const inner = join(file, '..', 'inner');
      mkdirSync(inner);
      box.git(inner, 'init', '--quiet');
      return { file: join(inner, '.env') };
    },
    facts: NOT_IGNORED,
    entries: 1,
  },
  {
    name: 'reached through a linked folder',
    arrange: (box) => {
      const repo = box.repository();
      mkdirSync(join(repo, 'app'));
      const link = join(box.folder(), 'link');
      symlinkSync(join(repo, 'app'), link);
      return { file: join(link, '.env'), cwd: link };
    },
    facts: NOT_IGNORED,
    entries: 1,
  },
  {
    name: 'no repository',
    arrange: (box) => ({ file: join(box.folder(), '.env') }),
    facts: { repository: 'none', root: null, ignoredBy: null, tracked: false, everCommitted: null },
    entries: 1,
    after: { repository: 'none' },
  },
  {
    name: 'no repository, listed already',
    arrange: (box) => {
      const folder = box.folder();
      box.write(join(folder, '.gitignore'), '.env*\n');
      return { file: join(folder, '.env') };
    },
    facts: { repository: 'none' },
    entries: 0,
    after: { repository: 'none' },
  },
];

export const userRules: readonly Situation[] = [
  {
    name: 'ignored only by info/exclude',
    arrange: (box) => {
      const repo = box.repository();
      appendFileSync(join(repo, '.git/info/exclude'), '\n.env\n');
      return { file: join(repo, '.env') };
    },
    facts: { repository: 'yes', ignoredBy: 'user', tracked: false },
    entries: 1,
  },
  {
    name: 'ignored only by the global excludes',
    arrange: (box) => {
      const repo = box.repository();
      box.write(join(box.home, 'global-ignore'), '.env.global\n');
      box.git(repo, 'config', 'core.excludesFile', join(box.home, 'global-ignore'));
      return { file: join(repo, '.env.global') };
    },
    facts: { repository: 'yes', ignoredBy: 'user' },
    entries: 1,
  },
  {
    name: 'global excludes that are themselves called .gitignore',
    arrange: (box) => {
      const repo = box.repository();
      box.write(join(box.home, '.gitignore'), '.env.home\n');
      box.git(repo, 'config', 'core.excludesFile', '~/.gitignore');
      return { file: join(repo, '.env.home') };
    },
    facts: { repository: 'yes', ignoredBy: 'user' },
    entries: 1,
  },
  {
    name: 'the folder ignored by info/exclude, the file by the project',
    arrange: (box) => {
      const { file } = withRules('.env\n')(box);
      box.write(join(file, '../.git/info/exclude'), 'app/\n');
      return { file: join(file, '..', 'app/.env') };
    },
    facts: IGNORED,
    entries: 0,
  },
  {
    name: 'the folder ignored by info/exclude, the file by nobody',
    arrange: (box) => {
      const repo = box.repository();
      box.write(join(repo, '.git/info/exclude'), 'app/\n');
      return { file: join(repo, 'app/.env') };
    },
    facts: { repository: 'yes', ignoredBy: 'user' },
    entries: 1,
    // Git stops at the folder, so it never reads the entry here; in a fresh clone the entry counts.
  },
  {
    name: 'the user ignores, the project negates',
    arrange: (box) => {
      const { file } = withRules('!.env\n')(box);
      box.write(join(file, '../.git/info/exclude'), '.env\n');
      return { file };
    },
    facts: NOT_IGNORED,
    entries: 1,
  },
];
