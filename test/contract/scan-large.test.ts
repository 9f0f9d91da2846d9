import { appendFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createKeySearch } from '../../src/adapters/scan/git-grep.ts';
import { keyBuilders } from '../support/keys.ts';
import { GIT_VERSION, Sandbox } from '../support/repository.ts';

/** Files over 100 MB are data: they are told, and not searched unless one is named by itself. All of them are mostly holes. */
describe.skipIf(GIT_VERSION === null)('a file that is too large', () => {
  const key = keyBuilders.project(91);
  const megabyte = 1024 * 1024;
  let box: Sandbox;
  beforeAll(() => {
    box = new Sandbox();
  });
  afterAll(() => box.remove());
  const search = () => createKeySearch({ env: box.env });
  const make = (folder: string, megabytes: number): void => {
    box.write(join(folder, 'a.js'), `const k = '${key}';\n`);
    box.write(join(folder, 'big.bin'), '');
    truncateSync(join(folder, 'big.bin'), megabytes * megabyte);
    appendFileSync(join(folder, 'big.bin'), `\n${key}\n`);
  };
  const all = (folder: string) => ({ folder, file: null });

  test('beside others, in no repository; and by itself', async () => {
    const folder = box.folder();
    make(folder, 100);
    expect(await search().files(all(folder))).toMatchObject({
      findings: [{ path: 'a.js' }],
      large: ['big.bin'],
    });
    expect(await search().files({ folder, file: 'big.bin' })).toMatchObject({
      findings: [{ path: 'big.bin', line: 2 }],
      large: [],
    });
  });

  test('so large that git would read it for minutes', async () => {
    const repo = box.repository();
    make(repo, 20_000);
    expect(await search().files(all(repo))).toMatchObject({
      findings: [{ path: 'a.js' }],
      large: ['big.bin'],
      unreadable: [],
    });
  });

  test('staged and in a commit: the same answer, and what comes after it is searched', async () => {
    const repo = box.repository();
    make(repo, 100);
    box.write(join(repo, 'z.js'), `const other = '${keyBuilders.project(92)}';\n`);
    box.git(repo, 'add', '.');
    const expected = { ok: true, large: ['big.bin'], missing: 0 };
    const paths = ['a.js', 'z.js'];
    const staged = await search().staged(all(repo));
    expect(staged).toMatchObject(expected);
    expect(staged.ok && staged.findings.map(({ path }) => path).sort()).toEqual(paths);
    box.git(repo, 'commit', '-qm', 'all');
    const history = await search().history(all(repo));
    expect(history).toMatchObject(expected);
    expect(history.ok && history.findings.map(({ path }) => path).sort()).toEqual(paths);
    expect((await search().files(all(repo))).large).toEqual(['big.bin']);
  });
});
