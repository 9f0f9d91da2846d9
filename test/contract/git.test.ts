import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGit } from '../../src/adapters/git/git.ts';
import { addIgnoreEntry } from '../../src/domain/git/gitignore.ts';
import type { GitFacts } from '../../src/ports/git.ts';
import { type Env, GIT_VERSION, Sandbox } from '../support/repository.ts';
import { folders, userRules } from './git-situations/folders.ts';
import { history } from './git-situations/history.ts';
import { hopeless, links } from './git-situations/links.ts';
import { ignoreRules, names } from './git-situations/rules.ts';
import { setUps } from './git-situations/set-ups.ts';
import type { Situation } from './git-situations/situation.ts';

describe.skipIf(GIT_VERSION === null)(`git (${GIT_VERSION ?? 'skipped: not on this machine'})`, () => {
  let box: Sandbox;
  beforeAll(() => {
    box = new Sandbox();
  });
  afterAll(() => box.remove());

  const table: Record<string, readonly Situation[]> = {
    'rules of one file': ignoreRules,
    'file names': names,
    folders,
    'rules of the user': userRules,
    'index and history': history,
    'set-ups': setUps,
    links,
    'ignore files that git does not read': hopeless,
  };
  for (const [group, situations] of Object.entries(table)) {
    describe(group, () => {
      for (const situation of situations) {
        test(situation.name, async (context) => {
          const reason = situation.skip?.();
          if (reason) context.skip(reason);
          await judge(situation);
        });
      }
    });
  }

  /** What setup does, and then what git itself says about the result. */
  async function judge(situation: Situation): Promise<void> {
    const arranged = situation.arrange(box);
    const { file, env = box.env } = arranged;
    if (arranged.create !== false) box.write(file, 'A=1\n');
    const git = createGit({ env, cwd: arranged.cwd ?? dirname(file) });

    const before = await git.facts(file, { history: true });
    expect(before).toMatchObject(situation.facts);
    expect(addEntries(before)).toBe(situation.entries);

    const after = await git.facts(file, { history: false });
    expect(after).toMatchObject(situation.after ?? { ignoredBy: 'project', unignored: [] });
    expect(after.everCommitted).toBeNull();
    expect(addEntries(after), 'a second run adds nothing').toBe(0);

    if (after.ignoredBy !== 'project' || situation.asksGitAfter === false) return;
    const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
    const real = join(realpathSync(dirname(file)), basename(file));
    for (const path of new Set([...before.unignored, ...(isLink ? [] : [real])])) askGit(path, env, after);
  }

  /** A fresh clone has no rules of this user: they are taken away before git is asked. */
  function askGit(path: string, env: Env, facts: GitFacts): void {
    // Git itself takes the repository of the environment only where the file lies in it.
    const named = env['GIT_WORK_TREE'] === facts.root || env['GIT_DIR'] === '.git';
    const cwd = named && facts.root !== null ? facts.root : dirname(path);
    const own = named ? env : box.env;
    const exclude = box.gitWith(
      cwd,
      own,
      'rev-parse',
      '--path-format=absolute',
      '--git-path',
      'info/exclude',
    );
    if (existsSync(exclude)) writeFileSync(exclude, '');
    const noUserRules = ['-c', 'core.excludesFile='];
    expect(
      box.gitCode(cwd, own, ...noUserRules, 'check-ignore', '--no-index', '-q', '--', path),
      'git check-ignore',
    ).toBe(0);
    const status = ['--literal-pathspecs', ...noUserRules, 'status', '--porcelain', '-uall', '--', path];
    expect(box.gitWith(cwd, own, ...status), 'git status').not.toContain('??');
  }

  /** Adds what is missing, as setup's plan does, and says how many files changed. */
  function addEntries(facts: GitFacts): number {
    let changed = 0;
    for (const path of facts.unignored) {
      const ignoreFile = join(dirname(path), '.gitignore');
      const present = lstatSync(ignoreFile, { throwIfNoEntry: false });
      if (present && (!present.isFile() || (present.mode & 0o400) === 0)) continue;
      const bytes = present ? readFileSync(ignoreFile) : null;
      const next = addIgnoreEntry(bytes, basename(path), { judgedByGit: facts.repository === 'yes' });
      if (next === null) continue;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(ignoreFile, next);
      changed += 1;
      expect(bytes ?? Buffer.alloc(0)).toEqual(Buffer.from(next.subarray(0, bytes?.length ?? 0)));
    }
    return changed;
  }

  describe('untracking', () => {
    test('takes the file out of the index and leaves it in the folder', async () => {
      const repo = box.repository();
      const file = join(repo, '[a].env');
      box.write(file, 'A=1\n');
      box.write(join(repo, 'a.env'), 'B=1\n');
      box.commit(repo, '.');
      const git = createGit({ env: box.env, cwd: repo });
      expect(await git.untrack(file)).not.toBeNull();
      expect(readFileSync(file, 'utf8')).toBe('A=1\n');
      expect((await git.facts(file, { history: false })).tracked).toBe(false);
      expect((await git.facts(join(repo, 'a.env'), { history: false })).tracked).toBe(true);
    });

    test('puts the entry back as it was, with what was staged', async () => {
      const repo = box.repository();
      const file = join(repo, 'a b.env');
      box.write(file, 'A=1\n');
      box.commit(repo, '.');
      box.write(file, 'A=2\n');
      box.git(repo, 'add', '.');
      const status = () => box.git(repo, 'status', '--porcelain', '-z');
      const staged = () => box.git(repo, 'diff', '--cached');
      const before = [status(), staged()];
      const putBack = await createGit({ env: box.env, cwd: dirname(repo) }).untrack(file);
      expect(status()).not.toBe(before[0]);
      expect(await putBack?.()).toBe(true);
      expect([status(), staged()]).toEqual(before);
    });

    test('takes the target of a link out', async () => {
      const { file } = links.find(({ name }) => name.includes('that is tracked'))?.arrange(box) ?? {
        file: '',
      };
      const git = createGit({ env: box.env, cwd: dirname(file) });
      expect(await git.untrack(file)).not.toBeNull();
      expect((await git.facts(file, { history: false })).tracked).toBe(false);
    });

    test('says so where it cannot', async () => {
      const repo = box.repository();
      const git = createGit({ env: box.env, cwd: repo });
      expect(await git.untrack(join(repo, 'nothing.env'))).toBeNull();
      expect(await git.untrack(join(box.folder(), '.env'))).toBeNull();
      const none = createGit({ env: { ...box.env, PATH: box.folder() }, cwd: repo });
      expect(await none.untrack(join(repo, 'README.md'))).toBeNull();
    });
  });

  test('starts no program that the repository names', async () => {
    const repo = box.repository();
    const mark = join(box.folder(), 'mark');
    const hook = join(repo, 'hook');
    box.write(hook, `#!/bin/sh\ntouch '${mark}'\n`);
    box.git(repo, 'update-index', '--chmod=+x', '--add', 'hook');
    box.git(repo, 'checkout', '--quiet', '--', 'hook');
    box.git(repo, 'config', 'core.fsmonitor', hook);
    const facts = await createGit({ env: box.env, cwd: repo }).facts(join(repo, '.env'), { history: true });
    expect(facts.repository).toBe('yes');
    expect(existsSync(mark)).toBe(false);
    box.git(repo, 'status');
    expect(existsSync(mark), 'the hook works').toBe(true);
  });

  test('one process for the usual case, and one for the history', async () => {
    const bin = box.folder();
    const log = join(bin, 'log');
    box.write(
      join(bin, 'git'),
      `#!/bin/sh\necho "$*" >>'${log}'\nPATH='${box.env['PATH']}'\nexec git "$@"\n`,
    );
    chmodSync(join(bin, 'git'), 0o755);
    const repo = box.repository();
    box.write(join(repo, '.gitignore'), '.env\n');
    box.write(join(repo, 'app/.env'), 'A=1\n');
    const git = createGit({ env: { ...box.env, PATH: `${bin}:${box.env['PATH']}` }, cwd: repo });
    expect(await git.facts(join(repo, 'app/.env'), { history: true })).toEqual({
      repository: 'yes',
      detail: '',
      root: repo,
      ignoredBy: 'project',
      tracked: false,
      everCommitted: false,
      unignored: [],
    });
    expect(readFileSync(log, 'utf8').trimEnd().split('\n')).toHaveLength(2);
  });

  test('a git that hangs is not waited for', async () => {
    const bin = box.folder();
    box.write(join(bin, 'git'), '#!/bin/sh\nexec sleep 60\n');
    chmodSync(join(bin, 'git'), 0o755);
    const repo = box.repository();
    const git = createGit({ env: { ...box.env, PATH: `${bin}:${box.env['PATH']}` }, cwd: repo, limit: 200 });
    expect(await git.facts(join(repo, '.env'), { history: true })).toMatchObject({
      repository: 'unavailable',
      detail: 'timed_out',
      unignored: [join(repo, '.env')],
    });
  });
});
