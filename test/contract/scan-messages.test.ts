import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKeySearch } from '../../src/adapters/scan/git-grep.ts';
import type { KeySighting } from '../../src/domain/scan/key-sighting.ts';
import { keyBuilders } from '../support/keys.ts';
import { GIT_VERSION, Sandbox } from '../support/repository.ts';

/** Keys in what git keeps beside files: messages of commits and tags, notes, what only a tag or an older stash leads to. */
describe.skipIf(GIT_VERSION === null)('history', () => {
  const key = keyBuilders.project(81);
  let box: Sandbox;
  beforeAll(() => {
    box = new Sandbox();
  });
  afterAll(() => box.remove());
  const history = async (folder: string, file: string | null = null): Promise<readonly KeySighting[]> => {
    const found = await createKeySearch({ env: box.env }).history({ folder, file });
    if (!found.ok) throw new Error(found.detail);
    return found.findings;
  };
  const commit = (repo: string, message: string): string => {
    box.git(repo, 'commit', '--quiet', '--allow-empty', '--cleanup=verbatim', '-m', message);
    return box.git(repo, 'rev-parse', 'HEAD');
  };
  const message = (of: 'commit' | 'tag' | 'note', name: string) => ({ path: '', message: { of, name } });

  test('a commit that changes nothing: its message, with the line', async () => {
    const repo = box.repository();
    const hash = commit(repo, `Use the new key\n\nOld one:\n  ${key}\n`);
    expect(await history(repo)).toEqual([
      expect.objectContaining({
        ...message('commit', hash),
        commit: hash,
        line: 4,
        column: 3,
        where: 'history',
      }),
    ]);
    expect(await history(join(repo), 'README.md')).toEqual([]);
  });

  test('the oldest of several that tell the same key, and one on a branch that was left', async () => {
    const repo = box.repository();
    box.git(repo, 'checkout', '--quiet', '-b', 'side');
    const oldest = commit(repo, `one ${key}`);
    commit(repo, `two ${key}`);
    box.git(repo, 'checkout', '--quiet', 'main');
    expect(await history(repo)).toMatchObject([{ commit: oldest }]);
  });

  test('in another encoding, in the name of the author, in a merged tag', async () => {
    const repo = box.repository();
    box.git(repo, '-c', 'i18n.commitEncoding=GBK', 'commit', '--quiet', '--allow-empty', '-m', `k ${key}`);
    expect(await history(repo)).toMatchObject([{ line: 1, column: 3 }]);
    const other = box.repository();
    box.git(other, '-c', `user.name=${key}`, 'commit', '--quiet', '--allow-empty', '-m', 'one');
    expect(await history(other)).toMatchObject([{ message: { of: 'commit' }, line: 1 }]);
  });

  test('the message of a tag, of a tag of a tag, and of one on a file', async () => {
    for (const on of ['HEAD', 'inner', 'HEAD:README.md']) {
      const repo = box.repository();
      box.git(repo, 'tag', '-m', 'inner', 'inner');
      box.git(repo, 'tag', '-m', `released\n\nwith ${key}`, 'v1.0', on);
      const hash = on === 'HEAD:README.md' ? null : box.git(repo, 'rev-parse', 'HEAD');
      expect(await history(repo)).toMatchObject([
        { ...message('tag', 'v1.0'), commit: hash, line: 3, column: 6 },
      ]);
    }
    const repo = box.repository();
    box.git(repo, 'tag', '-m', `inner ${key}`, 'inner');
    box.git(repo, 'tag', '-m', 'outer', 'outer', 'inner');
    box.git(repo, 'tag', '-d', 'inner');
    expect(await history(repo)).toMatchObject([message('tag', 'inner')]);
  });

  test('a file and a folder that only a tag leads to', async () => {
    const repo = box.repository();
    box.write(join(repo, 'a/k.txt'), `x\n${key}\n`);
    box.git(repo, 'add', '.');
    const tree = box.git(repo, 'write-tree');
    const blob = box.git(repo, 'rev-parse', `${tree}:a/k.txt`);
    box.git(repo, 'rm', '-qrf', 'a');
    box.git(repo, 'tag', 'file', blob);
    expect(await history(repo)).toMatchObject([{ ...message('tag', 'file'), commit: null, line: 2 }]);
    box.git(repo, 'tag', '-d', 'file');
    box.git(repo, 'tag', '-m', 'a tree', 'folder', tree);
    expect(await history(repo)).toMatchObject([{ ...message('tag', 'folder'), line: 2 }]);
  });

  test('a note, and one that was taken away again', async () => {
    const repo = box.repository();
    const hash = box.git(repo, 'rev-parse', 'HEAD');
    box.git(repo, 'notes', 'add', '-m', `tried with\n${key}`);
    expect(await history(repo)).toMatchObject([{ ...message('note', hash), commit: hash, line: 2 }]);
    box.git(repo, 'notes', '--ref=review', 'add', '-m', `again\n${key}`);
    box.git(repo, 'notes', 'remove');
    expect(await history(repo)).toMatchObject([message('note', hash)]);
  });

  test('every stash, not only the newest, and the untracked files in it', async () => {
    const repo = box.repository();
    box.write(join(repo, 'new.txt'), key);
    box.git(repo, 'stash', 'push', '--quiet', '--include-untracked');
    box.write(join(repo, 'README.md'), 'other\n');
    box.git(repo, 'stash', 'push', '--quiet');
    expect(await history(repo)).toMatchObject([{ path: 'new.txt', line: 1 }]);
  });

  test('a repository in this one, and one without files of its own', async () => {
    const repo = box.repository();
    box.git(repo, 'init', '--quiet', 'vendor/inner');
    const hash = commit(join(repo, 'vendor/inner'), `say ${key}`);
    expect(await history(repo)).toMatchObject([{ path: 'vendor/inner', message: { name: hash } }]);
    const bare = join(box.folder(), 'bare.git');
    box.git(repo, 'clone', '--quiet', '--bare', join(repo, 'vendor/inner'), bare);
    expect(await history(bare)).toMatchObject([message('commit', hash)]);
  });

  test('clean messages are no findings', async () => {
    const repo = box.repository();
    commit(repo, 'Use sk-your-api-key-here, or sk-proj-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx');
    box.git(repo, 'tag', '-m', 'released', 'v1');
    expect(await history(repo)).toEqual([]);
  });
});
