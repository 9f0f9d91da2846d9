import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKeySearch } from '../../src/adapters/git-grep.ts';
import { GIT_VERSION, Sandbox } from '../support/repository.ts';

const random = (length: number, salt: number) =>
  Array.from({ length }, (_, i) => 'aB3dE5fG7hJ9kLmN0pQrS2tUvW4xYz'[(i * 7 + i * i * salt + salt) % 30]).join(
    '',
  );
const key = (salt: number) =>
  `sk-proj-${random(74, salt)}T3Blbk${'FJ'}${random(70, salt + 1)}${String(salt).padStart(4, 'z')}`;

describe.skipIf(GIT_VERSION === null)(
  `search with git (${GIT_VERSION ?? 'skipped: not on this machine'})`,
  () => {
    let box: Sandbox;
    beforeAll(() => {
      box = new Sandbox();
    });
    afterAll(() => box.remove());
    const search = () => createKeySearch({ env: box.env });

    test('files: tracked, untracked and not ignored, with line and column in characters', async () => {
      const repo = box.repository();
      box.write(join(repo, '.gitignore'), '.env\nbuild/\n');
      box.write(join(repo, 'src/ü b.ts'), `\n// ü密 "${key(1)}"\n`);
      box.write(join(repo, 'two\nlines.txt'), `${key(2)} ${key(3)}\n`);
      box.commit(repo, '.');
      box.write(join(repo, 'new.py'), `k = '${key(4)}'\n`);
      box.write(join(repo, '.env'), `A=${key(5)}\n`);
      box.write(join(repo, 'build/a.js'), key(6));
      box.write(join(repo, 'binary'), `\0${key(7)}`);
      box.write(join(repo, 'min.js'), `${'x;'.repeat(500_000)}"${key(8)}"`);
      const found = await search().files(repo);
      expect(found?.toSorted((a, b) => a.masked.localeCompare(b.masked))).toEqual([
        {
          path: 'src/ü b.ts',
          line: 2,
          column: 8,
          commit: null,
          kind: 'project',
          masked: 'sk-proj-…zzz1',
          where: 'tracked',
        },
        {
          path: 'two\nlines.txt',
          line: 1,
          column: 1,
          commit: null,
          kind: 'project',
          masked: 'sk-proj-…zzz2',
          where: 'tracked',
        },
        {
          path: 'two\nlines.txt',
          line: 1,
          column: 2 + key(2).length,
          commit: null,
          kind: 'project',
          masked: 'sk-proj-…zzz3',
          where: 'tracked',
        },
        {
          path: 'new.py',
          line: 1,
          column: 6,
          commit: null,
          kind: 'project',
          masked: 'sk-proj-…zzz4',
          where: 'untracked',
        },
        {
          path: 'min.js',
          line: 1,
          column: 1_000_002,
          commit: null,
          kind: 'project',
          masked: 'sk-proj-…zzz8',
          where: 'untracked',
        },
      ]);
      expect((await search().files(join(repo, 'src')))?.map(({ path }) => path)).toEqual(['ü b.ts']);
      expect(await search().ignoredEnvFiles(repo)).toEqual(['.env']);
    });

    test('files: nothing found, no repository, no git', async () => {
      expect(await search().files(box.repository())).toEqual([]);
      const folder = box.folder();
      box.write(join(folder, 'a.txt'), key(1));
      box.write(join(folder, 'b.txt'), key(2));
      box.write(join(folder, '.gitignore'), 'b.txt\n');
      expect((await search().files(folder))?.map(({ path, where }) => [path, where])).toEqual([
        ['a.txt', 'untracked'],
      ]);
      const none = createKeySearch({ env: { ...box.env, PATH: box.folder() } });
      expect(await none.files(folder)).toBeNull();
      expect(await none.history(folder)).toBeNull();
      expect(await none.ignoredEnvFiles(folder)).toBeNull();
    });

    test('a git without Perl-compatible expressions finds the same', async () => {
      const repo = box.repository();
      box.write(join(repo, 'a.txt'), `"\\n${key(1)}" gsk_${random(52, 3)} task-${'0a1b2c3d'.repeat(4)}\n`);
      const bin = box.folder();
      box.write(
        join(bin, 'git'),
        `#!/bin/sh\ncase " $* " in *" -P "*) echo 'fatal: no PCRE' >&2; exit 128;; esac\nPATH='${box.env['PATH']}' exec git "$@"\n`,
      );
      chmodSync(join(bin, 'git'), 0o755);
      const plain = await createKeySearch({ env: { ...box.env, PATH: `${bin}:${box.env['PATH']}` } }).files(
        repo,
      );
      expect(plain).toHaveLength(2);
      expect(plain).toEqual(await search().files(repo));
    });

    test('staged: only what the next commit adds', async () => {
      const repo = box.repository();
      box.write(join(repo, 'a.txt'), `${key(1)}\nb\n`);
      box.commit(repo, '.');
      box.write(join(repo, 'a.txt'), `${key(1)}\nb\nc ${key(2)}\n`);
      box.git(repo, 'add', '.');
      box.write(join(repo, 'a.txt'), `${key(3)}\n`);
      expect(await search().staged(repo)).toEqual([
        {
          path: 'a.txt',
          line: 3,
          column: 3,
          commit: null,
          kind: 'project',
          masked: 'sk-proj-…zzz2',
          where: 'staged',
        },
      ]);
      const empty = box.folder();
      box.git(empty, 'init', '--quiet');
      box.write(join(empty, 'sub/a b.txt'), key(4));
      box.git(empty, 'add', '.');
      expect((await search().staged(empty))?.map(({ path }) => path)).toEqual(['sub/a b.txt']);
    });

    test('history: every branch, removed lines, merges, moved lines once with the oldest commit', async () => {
      const repo = box.repository();
      box.git(repo, 'config', 'diff.noprefix', 'true');
      box.git(repo, 'config', 'diff.interHunkContext', '5');
      box.write(join(repo, 'ü.txt'), `${key(1)}\n`);
      box.commit(repo, '.');
      const first = box.git(repo, 'rev-parse', 'HEAD');
      box.write(join(repo, 'ü.txt'), `a\nb\n${key(1)}\n`);
      box.commit(repo, '.');
      rmSync(join(repo, 'ü.txt'));
      box.git(repo, 'commit', '--quiet', '-a', '-m', 'remove');
      box.git(repo, 'checkout', '--quiet', '-b', 'side');
      box.write(join(repo, 'sub/side.txt'), `x\n  ${key(2)}\n`);
      box.commit(repo, '.');
      const side = box.git(repo, 'rev-parse', 'HEAD');
      box.git(repo, 'checkout', '--quiet', 'main');
      box.git(repo, 'merge', '--quiet', '--no-ff', '--no-commit', 'side');
      box.write(join(repo, 'evil.txt'), key(3));
      box.commit(repo, '.');
      const merge = box.git(repo, 'rev-parse', 'HEAD');
      const found = await search().history(repo);
      expect(
        found?.map(({ path, line, column, commit, masked }) => [path, line, column, commit, masked]).sort(),
      ).toEqual([
        ['evil.txt', 1, 1, merge, 'sk-proj-…zzz3'],
        ['sub/side.txt', 2, 3, side, 'sk-proj-…zzz2'],
        ['ü.txt', 1, 1, first, 'sk-proj-…zzz1'],
      ]);
      expect((await search().history(join(repo, 'sub')))?.map(({ path }) => path)).toEqual(['side.txt']);
      expect(await search().history(box.folder())).toBeNull();
      const empty = box.folder();
      box.git(empty, 'init', '--quiet');
      expect(await search().history(empty)).toEqual([]);
    });
  },
);
