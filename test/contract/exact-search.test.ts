import { chmodSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { searchExact } from '../../src/adapters/scan/exact-search.ts';
import { createKeySearch } from '../../src/adapters/scan/git-grep.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import type { KeyUses } from '../../src/ports/files.ts';
import { keyBuilders } from '../support/keys.ts';
import { GIT_VERSION, Sandbox } from '../support/repository.ts';

const key = keyBuilders.project(71);
const legacy = keyBuilders.user(72);
const other = keyBuilders.project(73);
const asRoot = process.getuid?.() === 0;

describe.skipIf(GIT_VERSION === null)(`exact search (${GIT_VERSION ?? 'skipped: no git'})`, () => {
  let box: Sandbox;
  beforeAll(() => {
    box = new Sandbox();
  });
  afterAll(() => box.remove());
  const brief = (folder: string, { files }: KeyUses) =>
    files
      .map(
        ({ absolute, as, lines }) =>
          `${relative(folder, absolute)}:${lines.join(',')}${as === 'text' ? '' : ` ${as}`}`,
      )
      .sort();
  const withGit = async (folder: string, wanted = key) =>
    createKeySearch({ env: box.env }).exact(folder, new Secret(wanted));
  const withoutGit = async (folder: string, wanted = key) =>
    createKeySearch({ env: { ...box.env, PATH: box.folder() } }).exact(folder, new Secret(wanted));

  /** A project with the key in every kind of place; those that must be found, in order. */
  const project = (): { readonly folder: string; readonly expected: readonly string[] } => {
    const folder = box.repository();
    const write = (name: string, content: string | Uint8Array) => box.write(join(folder, name), content);
    write('.gitignore', '.env\nbuild/\ncommitted.txt\nnode_modules/\n.venv/\n');
    write('src/ü b.ts', `\n// ü密 "${key}"\n`);
    write('two\nlines.txt', `${key}\r\n\r\n${key}\n`);
    write('other.ts', `${other} ${key}x ${key.slice(0, -1)}`);
    write('glued.txt', `\\n${key}%3D${key}`);
    write('committed.txt', key);
    box.git(folder, 'add', '-f', '.');
    box.git(folder, 'commit', '-qm', 'all');
    write('new.py', `k = '${key}'\n`);
    write('.env', `A=${key}\n`);
    write('a/b/c/d/e/f/.env', `A=1\nB=${key}\n`);
    write('build/deep/a.js', key);
    write('node_modules/x/.env', key);
    write('.venv/lib/a.py', key);
    write('nested/.git/HEAD', 'ref: refs/heads/main\n');
    write('nested/src/a.ts', key);
    write('wide.txt', Buffer.from(`\ufeffa\nb=${key}\n`, 'utf16le'));
    write('wide-be.txt', Buffer.from(`\ufeffa\nb=${key}\n`, 'utf16le').swap16());
    write('binary', Buffer.concat([Buffer.alloc(5), Buffer.from(key)]));
    write('k8s/secret.yaml', `data:\n  key: ${Buffer.from(`${key}\n`).toString('base64')}\n`);
    write('big.js', `${'x;\n'.repeat(600_000)}"${key}"`);
    return {
      folder,
      expected: [
        '.env:1',
        'a/b/c/d/e/f/.env:2',
        'big.js:600001',
        'binary:1',
        'build/deep/a.js:1',
        'committed.txt:1',
        'glued.txt:1',
        'k8s/secret.yaml:2 base64',
        'nested/src/a.ts:1',
        'new.py:1',
        'src/ü b.ts:2',
        'two\nlines.txt:1,3',
        'wide-be.txt:2 utf16',
        'wide.txt:2 utf16',
      ],
    };
  };

  test('tracked, untracked and ignored files, with git and without', async () => {
    const { folder, expected } = project();
    for (const search of [withGit, withoutGit]) {
      const uses = await search(folder);
      expect(brief(folder, uses)).toEqual(expected);
      expect(uses).toMatchObject({ unreadable: [], complete: true });
    }
  });

  test('in a folder of a repository, in one that git ignores, and where git refuses', async () => {
    const { folder } = project();
    expect(brief(folder, await withGit(join(folder, 'a')))).toEqual(['a/b/c/d/e/f/.env:2']);
    expect(brief(folder, await withGit(join(folder, 'build')))).toEqual(['build/deep/a.js:1']);
    box.write(join(folder, '.git/config'), '[core\n');
    expect(brief(folder, await withGit(join(folder, 'a')))).toEqual(['a/b/c/d/e/f/.env:2']);
  });

  test('links to files outside count, links to what is found anyway and to folders do not', async () => {
    const folder = box.repository();
    const outside = box.folder();
    box.write(join(outside, 'app.env'), key);
    box.write(join(folder, '.env'), `A=${key}`);
    symlinkSync(join(outside, 'app.env'), join(folder, 'linked.env'));
    symlinkSync('.env', join(folder, '.env.local'));
    symlinkSync(outside, join(folder, 'folder'));
    symlinkSync('nowhere', join(folder, 'dangling'));
    symlinkSync('loop', join(folder, 'loop'));
    for (const search of [withGit, withoutGit])
      expect(brief(folder, await search(folder))).toEqual(['.env:1', 'linked.env:1']);
    box.commit(folder, '.');
    expect(brief(folder, await withGit(folder))).toEqual(['.env:1', 'linked.env:1']);
  });

  test('a key across two pieces of a file is found once, wherever it is cut', async () => {
    const folder = box.folder();
    const lines: string[] = [];
    for (const at of [1, 80, 160, 163, 164, 165, 200]) {
      box.write(join(folder, `at-${at}`), `${'\n'.repeat(1024 * 1024 - at)}${key}\n`);
      lines.push(`at-${at}:${1024 * 1024 - at + 1}`);
    }
    expect(brief(folder, await withoutGit(folder))).toEqual(lines.sort());
  });

  test('a short key counts as a whole word only, and a very short one not at all', async () => {
    const folder = box.repository();
    box.write(
      join(folder, 'a.ts'),
      'lm-studio-key\nmy-lm-studio-key\nlm-studio-key2\n"lm-studio-key"\nsk-1234\n',
    );
    expect(brief(folder, await withGit(folder, 'lm-studio-key'))).toEqual(['a.ts:1,4']);
    expect(brief(folder, await withGit(folder, 'sk-1234'))).toEqual([]);
  });

  test('a key with signs that mean something in expressions', async () => {
    const folder = box.repository();
    const odd = 'a.b*c$d^e(f)[g]+h|i?j{2}=k/l';
    box.write(join(folder, 'a.txt'), `x ${odd} y`);
    box.write(join(folder, 'b.txt'), 'aXb*c$d^e(f)[g]+h|i?j{2}=k/l');
    expect(brief(folder, await withGit(folder, odd))).toEqual(['a.txt:1']);
  });

  test.skipIf(asRoot)('what cannot be read is named', async () => {
    const folder = box.repository();
    box.write(join(folder, 'a.txt'), legacy);
    box.write(join(folder, 'b/c.txt'), legacy);
    chmodSync(join(folder, 'a.txt'), 0);
    chmodSync(join(folder, 'b'), 0);
    for (const search of [withGit, withoutGit]) {
      const { files, unreadable } = await search(folder, legacy);
      expect(files).toEqual([]);
      expect(unreadable.map((path) => relative(folder, path)).sort()).toEqual(['a.txt', 'b']);
    }
    chmodSync(join(folder, 'b'), 0o700);
  });

  test('a search that runs out of time says so', async () => {
    const { folder } = project();
    const uses = await searchExact(folder, new Secret(key), { env: box.env, limit: 0 });
    expect(uses.complete).toBe(false);
  });

  test('the key is in no argument of a process', async () => {
    const folder = box.repository();
    box.write(join(folder, 'a.txt'), key);
    const log = join(box.folder(), 'log');
    const bin = box.folder();
    box.write(
      join(bin, 'git'),
      `#!/bin/sh\nprintf '%s\\n' "$@" >> ${log}\nexec ${box.env['PATH']
        ?.split(':')
        .map((one) => join(one, 'git'))
        .find((one) => existsSync(one))} "$@"\n`,
    );
    chmodSync(join(bin, 'git'), 0o755);
    const search = createKeySearch({ env: { ...box.env, PATH: `${bin}:${box.env['PATH']}` } });
    expect(brief(folder, await search.exact(folder, new Secret(key)))).toEqual(['a.txt:1']);
    const said = readFileSync(log, 'utf8');
    expect(said).toContain('grep');
    expect(said).not.toContain(key.slice(10, 22));
  });
});
