import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKeySearch } from '../../src/adapters/scan/git-grep.ts';
import type { KeySighting } from '../../src/domain/scan/key-sighting.ts';
import type { GitSearch } from '../../src/ports/files.ts';
import { keyBuilders, otherKeys } from '../support/keys.ts';
import { GIT_VERSION, Sandbox } from '../support/repository.ts';

const key = keyBuilders.project;
const tail = (seed: number) => `sk-proj-…${key(seed).slice(-4)}`;
const all = (folder: string) => ({ folder, file: null });
const brief = ({ path, line, column, masked, where }: KeySighting) => [path, line, column, masked, where];
const byPath = (findings: readonly KeySighting[]) =>
  findings.map(brief).sort((a, b) => (String(a) < String(b) ? -1 : 1));
const found = (search: GitSearch) => {
  if (!search.ok) throw new Error(`${search.reason}: ${search.detail}`);
  return search.findings;
};
const asRoot = process.getuid?.() === 0;

describe.skipIf(GIT_VERSION === null)(`search (${GIT_VERSION ?? 'skipped: no git on this machine'})`, () => {
  let box: Sandbox;
  beforeAll(() => {
    box = new Sandbox();
  });
  afterAll(() => box.remove());
  const search = () => createKeySearch({ env: box.env });
  const withoutGit = () => createKeySearch({ env: { ...box.env, PATH: box.folder() } });
  const files = async (folder: string, file: string | null = null) => search().files({ folder, file });

  describe('files', () => {
    test('tracked, untracked and not ignored, with line and column in characters', async () => {
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
      const { findings, ignored, unreadable } = await files(repo);
      expect(byPath(findings)).toEqual([
        ['binary', 1, 2, tail(7), 'untracked'],
        ['min.js', 1, 1_000_002, tail(8), 'untracked'],
        ['new.py', 1, 6, tail(4), 'untracked'],
        ['src/ü b.ts', 2, 8, tail(1), 'tracked'],
        ['two\nlines.txt', 1, 1, tail(2), 'tracked'],
        ['two\nlines.txt', 1, 2 + key(2).length, tail(3), 'tracked'],
      ]);
      expect(findings[0]).toMatchObject({ commit: null, kind: 'project' });
      expect(ignored.map(brief)).toEqual([['.env', 1, 3, tail(5), 'untracked']]);
      expect(unreadable).toEqual([]);
      expect((await files(join(repo, 'src'))).findings.map(({ path }) => path)).toEqual(['ü b.ts']);
    });

    test('a file that was committed before it was ignored', async () => {
      const repo = box.repository();
      box.write(join(repo, '.env'), `A=${key(1)}\n`);
      box.commit(repo, '.env');
      box.write(join(repo, '.gitignore'), '.env\n');
      const { findings, ignored } = await files(repo);
      expect(findings.map(brief)).toEqual([['.env', 1, 3, tail(1), 'tracked']]);
      expect(ignored).toEqual([]);
      expect((await files(repo, '.env')).findings.map(brief)).toEqual([['.env', 1, 3, tail(1), 'tracked']]);
    });

    test('an attribute that calls a file binary hides nothing', async () => {
      const repo = box.repository();
      box.write(join(repo, '.gitattributes'), '*.lock -diff\n*.min binary\n');
      box.write(join(repo, 'a.lock'), key(1));
      box.write(join(repo, 'a.min'), key(2));
      expect((await files(repo)).findings.map(({ path }) => path).sort()).toEqual(['a.lock', 'a.min']);
      box.git(repo, 'add', '.');
      expect(found(await search().staged(all(repo))).map(({ path }) => path)).toEqual(['a.lock', 'a.min']);
    });

    test.each(['utf16le', 'utf16be'] as const)('%s, with and without a mark', async (encoding) => {
      const repo = box.repository();
      const text = (mark: string) => {
        const bytes = Buffer.from(`${mark}first\r\nKEY=${key(1)}\r\n`, 'utf16le');
        return encoding === 'utf16le' ? bytes : bytes.swap16();
      };
      box.write(join(repo, 'marked.txt'), text('\ufeff'));
      box.write(join(repo, 'bare.txt'), text(''));
      const expected = [
        ['bare.txt', 2, 5, tail(1), 'untracked'],
        ['marked.txt', 2, 5, tail(1), 'untracked'],
      ];
      expect(byPath((await files(repo)).findings)).toEqual(expected);
      expect(byPath((await withoutGit().files(all(repo))).findings)).toEqual(expected);
      box.git(repo, 'add', '.');
      expect(found(await search().staged(all(repo))).map(({ path, line }) => [path, line])).toEqual([
        ['bare.txt', 2],
        ['marked.txt', 2],
      ]);
    });

    test('one file, with nothing of its neighbours', async () => {
      const repo = box.repository();
      box.write(join(repo, 'sub/a[1].ts'), key(1));
      box.write(join(repo, 'sub/a1.ts'), key(2));
      box.commit(repo, ':(literal)sub/a[1].ts');
      expect((await files(join(repo, 'sub'), 'a[1].ts')).findings.map(brief)).toEqual([
        ['a[1].ts', 1, 1, tail(1), 'tracked'],
      ]);
      expect((await files(join(repo, 'sub'), 'a1.ts')).findings.map(brief)).toEqual([
        ['a1.ts', 1, 1, tail(2), 'untracked'],
      ]);
    });

    test('a folder or file that is ignored is searched where it is named', async () => {
      const repo = box.repository();
      box.write(join(repo, '.gitignore'), 'dist/\n.env*\n');
      box.write(join(repo, 'dist/js/app.js'), `"${key(1)}"`);
      box.write(join(repo, '.env.local'), `A=${key(2)}`);
      expect((await files(repo)).findings).toEqual([]);
      expect((await files(join(repo, 'dist'))).findings.map(({ path }) => path)).toEqual(['js/app.js']);
      expect((await files(join(repo, 'dist/js'), 'app.js')).findings.map(({ path }) => path)).toEqual([
        'app.js',
      ]);
      expect((await withoutGit().files(all(join(repo, 'dist')))).findings).toHaveLength(1);
      for (const one of [search(), withoutGit()]) {
        const { findings, ignored } = await one.files({ folder: repo, file: '.env.local' });
        expect([findings, ignored.map(({ path }) => path)]).toEqual([[], ['.env.local']]);
      }
    });

    test('node_modules are passed over, unless they are committed', async () => {
      const repo = box.repository();
      box.write(join(repo, 'node_modules/a/test.js'), key(1));
      box.write(join(repo, 'packages/b/node_modules/c.js'), key(2));
      expect((await files(repo)).findings).toEqual([]);
      box.commit(repo, 'node_modules');
      expect((await files(repo)).findings.map(({ path }) => path)).toEqual(['node_modules/a/test.js']);
    });

    test('links are not followed, pipes are not waited for, an empty repository is searched', async () => {
      const repo = box.folder();
      box.git(repo, 'init', '--quiet');
      const outside = box.folder();
      box.write(join(outside, 'secret.txt'), key(1));
      symlinkSync(outside, join(repo, 'link'));
      symlinkSync(join(outside, 'secret.txt'), join(repo, 'link.txt'));
      symlinkSync('nowhere', join(repo, 'dangling'));
      expect((await files(repo)).findings).toEqual([]);
      expect((await withoutGit().files(all(repo))).findings).toEqual([]);
      box.write(join(repo, 'a.txt'), key(2));
      expect((await files(repo)).findings).toHaveLength(1);
      expect(await search().locate(join(repo, 'dangling'))).toEqual({ state: 'missing' });
      expect(await search().locate(join(repo, 'a.txt/below'))).toEqual({ state: 'missing' });
      expect(await search().locate('/dev/null')).toMatchObject({ state: 'unreadable' });
    });

    test('a git without Perl-compatible expressions finds the same', async () => {
      const repo = box.repository();
      const lines = ['"\\n', key(1), '" ', otherKeys.groq(), ' task-', '0a1b2c3d'.repeat(4), '\n'];
      box.write(join(repo, 'a.txt'), lines.join(''));
      for (const build of Object.values(otherKeys)) box.write(join(repo, `${build.name}.txt`), build(3));
      const bin = box.folder();
      box.write(
        join(bin, 'git'),
        `#!/bin/sh\ncase " $* " in *" -P "*) echo 'fatal: no PCRE' >&2; exit 128;; esac\nPATH='${box.env['PATH']}' exec git "$@"\n`,
      );
      chmodSync(join(bin, 'git'), 0o755);
      const plain = await createKeySearch({ env: { ...box.env, PATH: `${bin}:${box.env['PATH']}` } }).files(
        all(repo),
      );
      expect(plain.findings.filter(({ path }) => path === 'a.txt')).toHaveLength(2);
      expect(byPath(plain.findings)).toEqual(byPath((await files(repo)).findings));
    });

    test('settings of the user or the project change nothing', async () => {
      const repo = box.repository();
      for (const [name, value] of [
        ['grep.patternType', 'fixed'],
        ['grep.fullName', 'true'],
        ['grep.lineNumber', 'true'],
        ['color.ui', 'always'],
        ['submodule.recurse', 'true'],
        ['core.quotePath', 'true'],
        ['diff.external', 'false'],
        ['diff.mnemonicPrefix', 'true'],
        ['diff.noprefix', 'true'],
        ['diff.renames', 'copies'],
        ['log.follow', 'true'],
        ['log.showSignature', 'true'],
        ['format.pretty', 'oneline'],
      ] as const) {
        box.git(repo, 'config', name, value);
      }
      box.write(join(repo, 'sub/ü.txt'), `x\n${key(1)}\n`);
      box.git(repo, 'add', '.');
      const expected = ['ü.txt', 2, 1, tail(1)];
      const sub = all(join(repo, 'sub'));
      expect((await search().files(sub)).findings.map(brief)).toEqual([[...expected, 'tracked']]);
      expect(found(await search().staged(sub)).map(brief)).toEqual([[...expected, 'staged']]);
      box.git(repo, 'commit', '--quiet', '-m', 'all');
      expect(found(await search().history(sub)).map(brief)).toEqual([[...expected, 'history']]);
      const one = { folder: join(repo, 'sub'), file: 'ü.txt' };
      expect(found(await search().history(one)).map(brief)).toEqual([[...expected, 'history']]);
    });

    test.skipIf(asRoot)('what cannot be read is told, with git and without', async () => {
      const repo = box.repository();
      box.write(join(repo, 'closed.txt'), key(1));
      box.write(join(repo, 'shut/a.txt'), key(2));
      box.write(join(repo, 'open.txt'), key(3));
      chmodSync(join(repo, 'closed.txt'), 0);
      chmodSync(join(repo, 'shut'), 0);
      for (const one of [search(), withoutGit()]) {
        const { findings, unreadable } = await one.files(all(repo));
        expect(findings.map(({ path }) => path)).toEqual(['open.txt']);
        expect([...unreadable].sort()).toEqual(['closed.txt', 'shut']);
      }
      chmodSync(join(repo, 'shut'), 0o700);
    });
  });

  describe('without git', () => {
    test('the rules of every folder count, and a deeper one wins', async () => {
      for (const inRepository of [true, false]) {
        const folder = box.folder();
        if (inRepository) box.git(folder, 'init', '--quiet');
        box.write(join(folder, '.gitignore'), '\ufeff*.log\r\n/top.txt\n!kept.log\ncache/\n.env\n');
        box.write(join(folder, 'a/.gitignore'), '!b.log\nown.txt\n# *.ts\n');
        const names = [
          'a.log',
          'kept.log',
          'a/b.log',
          'a/c.log',
          'top.txt',
          'a/top.txt',
          'a/own.txt',
          'own.txt',
        ];
        for (const name of [
          ...names,
          'cache/x.txt',
          'a/cache/!x.ts',
          'A.LOG',
          'b.ts',
          '.env',
          'a/.env',
          'sub/.git/x.txt',
        ])
          box.write(join(folder, name), `\n "${key(1)}"`);
        const walked = await withoutGit().files(all(folder));
        expect(walked.findings.map(({ path }) => path).sort()).toEqual(
          ['A.LOG', 'a/b.log', 'a/top.txt', 'b.ts', 'kept.log', 'own.txt'].sort(),
        );
        expect(walked.ignored.map(({ path }) => path).sort()).toEqual(['.env', 'a/.env']);
        expect(walked.findings[0]).toMatchObject({ line: 2, column: 3, where: 'untracked', commit: null });
        rmSync(join(folder, 'sub'), { recursive: true });
        const searched = await files(folder);
        expect(byPath(searched.findings)).toEqual(byPath(walked.findings));
        expect(byPath(searched.ignored)).toEqual(byPath(walked.ignored));
      }
    });

    test('in a folder of a repository the rules above it count', async () => {
      const repo = box.repository();
      box.write(join(repo, '.gitignore'), '*.log\n');
      box.write(join(repo, '.git/info/exclude'), 'private.txt\n');
      for (const name of ['a.log', 'private.txt', 'open.txt']) box.write(join(repo, 'deep/er', name), key(1));
      const { findings } = await withoutGit().files(all(join(repo, 'deep/er')));
      expect(findings.map(({ path }) => path)).toEqual(['open.txt']);
    });

    test('a file larger than a piece, a line longer than a piece, a key across two pieces', async () => {
      const folder = box.folder();
      for (let shift = 0; shift < 12; shift += 1) {
        const before = `${'密 \n'.repeat(40_000)}${'y '.repeat(31_000 + shift * 7)}`;
        box.write(join(folder, `${shift}.txt`), `${before}"${key(1)}" ${'z'.repeat(300_000)} ${key(2)}`);
        const { findings } = await files(folder, `${shift}.txt`);
        const column = 62_000 + shift * 14 + 2;
        expect(findings.map(brief)).toEqual([
          [`${shift}.txt`, 40_001, column, tail(1), 'untracked'],
          [`${shift}.txt`, 40_001, column + key(1).length + 300_003, tail(2), 'untracked'],
        ]);
      }
    });

    test('staged and history say why there is nothing to search', async () => {
      const folder = box.folder();
      for (const one of ['staged', 'history'] as const) {
        expect(await withoutGit()[one](all(folder))).toMatchObject({ ok: false, reason: 'no_git' });
        expect(await search()[one](all(folder))).toMatchObject({ ok: false, reason: 'no_repository' });
      }
      const broken = box.repository();
      box.write(join(broken, '.git/config'), '[core\n');
      const refused = await search().history(all(broken));
      expect(refused).toMatchObject({
        ok: false,
        reason: 'refused',
        detail: expect.stringContaining('config'),
      });
      box.write(join(broken, 'a.txt'), key(1));
      expect(
        (await files(broken)).findings.map(({ path }) => path),
        'files are searched all the same',
      ).toEqual(['a.txt']);
    });
  });

  describe('staged', () => {
    test('only what the next commit adds', async () => {
      const repo = box.repository();
      box.write(join(repo, 'a.txt'), `${key(1)}\nb\n`);
      box.write(join(repo, 'other.txt'), 'a\n');
      box.commit(repo, '.');
      box.write(join(repo, 'a.txt'), `${key(1)}\nb\nc ${key(2)}\n`);
      box.write(join(repo, 'other.txt'), `${key(5)}\n`);
      box.git(repo, 'add', '.');
      box.write(join(repo, 'a.txt'), `${key(3)}\n`);
      box.write(join(repo, 'later.txt'), `${key(4)}\n`);
      expect(found(await search().staged(all(repo))).map(brief)).toEqual([
        ['a.txt', 3, 3, tail(2), 'staged'],
        ['other.txt', 1, 1, tail(5), 'staged'],
      ]);
      expect(
        found(await search().staged({ folder: repo, file: 'other.txt' })).map(({ path }) => path),
      ).toEqual(['other.txt']);
      box.git(repo, 'rm', '--quiet', '--force', 'a.txt', 'other.txt');
      expect(found(await search().staged(all(repo))), 'a key that goes is none that comes').toEqual([]);
    });

    test('before the first commit, and with binary files beside', async () => {
      const empty = box.folder();
      box.git(empty, 'init', '--quiet');
      box.write(join(empty, 'sub/a b.txt'), key(4));
      box.write(join(empty, 'image.bin'), Buffer.from(`\0\u0001${key(5)}\0\n\0`.repeat(2)));
      box.git(empty, 'add', '.');
      expect(found(await search().staged(all(empty))).map(brief)).toEqual([
        ['image.bin', 1, 3, tail(5), 'staged'],
        ['image.bin', 2, 4, tail(5), 'staged'],
        ['sub/a b.txt', 1, 1, tail(4), 'staged'],
      ]);
    });
  });

  describe('history', () => {
    test('every branch, removed lines, merges, the stash; moved lines once, with the oldest commit', async () => {
      const repo = box.repository();
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
      box.write(join(repo, 'README.md'), `${key(4)}\n`);
      box.git(repo, 'stash', '--quiet');
      const stash = box.git(repo, 'rev-parse', 'stash');
      const records = found(await search().history(all(repo)));
      expect(
        records.map(({ path, line, column, commit, masked }) => [path, line, column, commit, masked]).sort(),
      ).toEqual(
        [
          ['README.md', 1, 1, stash, tail(4)],
          ['evil.txt', 1, 1, merge, tail(3)],
          ['sub/side.txt', 2, 3, side, tail(2)],
          ['ü.txt', 1, 1, first, tail(1)],
        ].sort(),
      );
      expect(found(await search().history(all(join(repo, 'sub')))).map(({ path }) => path)).toEqual([
        'side.txt',
      ]);
    });

    test('none in an empty repository; a shallow clone is told', async () => {
      const empty = box.folder();
      box.git(empty, 'init', '--quiet');
      expect(await search().history(all(empty))).toEqual({
        ok: true,
        findings: [],
        large: [],
        shallow: false,
        missing: 0,
      });
      const repo = box.repository();
      box.write(join(repo, 'a.txt'), key(1));
      box.commit(repo, '.');
      rmSync(join(repo, 'a.txt'));
      box.git(repo, 'commit', '--quiet', '-a', '-m', 'remove');
      const clone = join(box.folder(), 'clone');
      box.git(box.base, 'clone', '--quiet', '--depth', '1', `file://${repo}`, clone);
      expect(await search().history(all(clone))).toEqual({
        ok: true,
        findings: [],
        large: [],
        shallow: true,
        missing: 0,
      });
      const bare = join(box.folder(), 'bare.git');
      box.git(box.base, 'clone', '--quiet', '--bare', repo, bare);
      expect(found(await search().history(all(bare)))).toHaveLength(1);
    });

    test('a folder that is gone from the work tree', async () => {
      const repo = box.repository();
      box.write(join(repo, 'gone/a.txt'), key(1));
      box.commit(repo, '.');
      rmSync(join(repo, 'gone'), { recursive: true });
      mkdirSync(join(repo, 'gone'));
      expect(found(await search().history(all(join(repo, 'gone'))))).toHaveLength(1);
    });
  });
});
