import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createKeySearch } from '../../src/adapters/scan/git-grep.ts';
import { createTextScanner } from '../../src/domain/scan/text-scanner.ts';
import { keyBuilders, randomText } from '../support/keys.ts';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'scan-blinded-')));
});
afterEach(() => rmSync(folder, { recursive: true }));

const key = keyBuilders.project(41);
const env = { PATH: process.env['PATH'], HOME: tmpdir(), GIT_CONFIG_NOSYSTEM: '1' };
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: folder, env });
const put = (name: string | Buffer, content: string | Buffer) =>
  writeFileSync(
    typeof name === 'string' ? join(folder, name) : Buffer.concat([Buffer.from(`${folder}/`), name]),
    content,
  );
const search = () => createKeySearch({ env });
const target = () => ({ folder, file: null });

describe('history shows a key that a later commit took out', () => {
  test.each([
    ['an attribute -diff', () => put('.gitattributes', '*.js -diff\n')],
    ['an attribute binary', () => put('.gitattributes', '* binary\n')],
    [
      'a driver that is binary',
      () => {
        put('.gitattributes', '* diff=odd\n');
        git('config', 'diff.odd.binary', 'true');
      },
    ],
    ['log.showRoot', () => git('config', 'log.showRoot', 'false')],
    ['log.diffMerges', () => git('config', 'log.diffMerges', 'off')],
    ['prefixes', () => git('config', 'diff.noprefix', 'true')],
  ])('whatever the repository says of patches: %s', async (_, blind) => {
    git('init', '--quiet');
    blind();
    put('a.js', `const key = '${key}';\n`);
    git('add', '-A');
    expect(await search().staged(target())).toMatchObject({
      ok: true,
      findings: [{ path: 'a.js', line: 1 }],
    });
    git('commit', '-qm', 'one');
    git('rm', '-q', 'a.js');
    git('commit', '-qm', 'two');
    expect(await search().history(target())).toMatchObject({
      ok: true,
      findings: [{ path: 'a.js', line: 1 }],
    });
  });

  test.each(['replaced', 'grafted'])('a commit that is %s by another', async (how) => {
    git('init', '--quiet');
    put('a.js', `const key = '${key}';\n`);
    git('add', '-A');
    git('commit', '-qm', 'one');
    git('rm', '-q', 'a.js');
    git('commit', '-qm', 'two', '--allow-empty');
    const [head = ''] = git('rev-parse', 'HEAD').toString().split('\n');
    if (how === 'grafted') put('.git/info/grafts', `${head}\n`);
    else git('replace', '--graft', head);
    expect(await search().history(target())).toMatchObject({ ok: true, findings: [{ path: 'a.js' }] });
  });
});

describe.skipIf(process.platform !== 'linux')('a name that is no UTF-8', () => {
  test.each(['with git', 'without'])('%s', async (how) => {
    if (how === 'with git') git('init', '--quiet');
    put(Buffer.from([0x61, 0xc4, 0xe3, 0x2e, 0x6a, 0x73]), `k = '${key}'\n`);
    expect((await search().files(target())).findings).toHaveLength(1);
  });
});

test('repositories in the repository are searched', async () => {
  git('init', '--quiet');
  mkdirSync(join(folder, 'copy/deep'), { recursive: true });
  execFileSync('git', ['init', '--quiet', join(folder, 'copy')], { env });
  put('copy/deep/a.js', `k = '${key}'\n`);
  expect((await search().files(target())).findings).toMatchObject([{ path: 'copy/deep/a.js', line: 1 }]);
});

test('the history of repositories in the repository is searched, and submodules that are not here are named', async () => {
  git('init', '--quiet');
  const copy = join(folder, 'copy');
  mkdirSync(copy);
  const inCopy = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: copy, env });
  inCopy('init', '--quiet');
  put('copy/a.js', `k = '${key}'\n`);
  inCopy('add', '.');
  inCopy('commit', '-qm', 'one');
  const commit = inCopy('rev-parse', 'HEAD').toString().trim();
  inCopy('rm', '-q', 'a.js');
  inCopy('commit', '-qm', 'two');
  git('update-index', '--add', '--cacheinfo', `160000,${commit},gone`);
  expect(await search().history(target())).toMatchObject({
    ok: true,
    findings: [{ path: 'copy/a.js', line: 1, commit, where: 'history' }],
  });
  expect((await search().files(target())).absent).toEqual(['gone']);
});

test.each(['--assume-unchanged', '--skip-worktree'])(
  'a file that git takes for unchanged: %s',
  async (how) => {
    git('init', '--quiet');
    put('a.js', 'k = 1\n');
    git('add', '.');
    git('commit', '-qm', 'one');
    git('update-index', how, 'a.js');
    put('a.js', `k = '${key}'\n`);
    expect((await search().files(target())).findings).toMatchObject([{ path: 'a.js', where: 'tracked' }]);
  },
);

test('contents that a partial clone does not have are told', async () => {
  git('init', '--quiet');
  put('a.js', `k = '${key}'\n`);
  git('add', '.');
  git('commit', '-qm', 'one');
  git('rm', '-q', 'a.js');
  git('commit', '-qm', 'two', '--allow-empty');
  git('config', 'uploadpack.allowFilter', 'true');
  const clone = join(folder, 'clone');
  git('clone', '--quiet', '--filter=blob:none', `file://${folder}`, clone);
  expect(await search().history({ folder: clone, file: null })).toMatchObject({ ok: true, missing: 1 });
});

describe('staged', () => {
  const kept = keyBuilders.project(42);
  test.each([
    ['a line that is changed and had the key', `k = '${kept}'\n`, `const k = '${kept}'\n`, 1],
    ['a line that stays below new ones', `k = '${kept}'\n`, `a\nb\nk = '${kept}'\n`, 0],
    [
      'the second half of a key',
      `k = '${kept.slice(0, 30)}' +\n'x'\n`,
      `k = '${kept.slice(0, 30)}' +\n'${kept.slice(30)}'\n`,
      1,
    ],
    ['the same once more', `'${kept}'\n`, `'${kept}'\nk = '${kept}'\n`, 1],
  ])('%s', async (_, before, after, count) => {
    git('init', '--quiet');
    put('a.js', before);
    git('add', '.');
    git('commit', '-qm', 'one');
    put('a.js', after);
    git('add', '.');
    const staged = await search().staged(target());
    expect(staged.ok && staged.findings).toHaveLength(count);
  });
});

const found = (text: string) => {
  const keys: { line: number; text: string }[] = [];
  const scanner = createTextScanner(({ line, text: whole }) => keys.push({ line, text: whole }));
  scanner.push(text);
  scanner.end();
  return keys;
};

describe('a key in two parts', () => {
  const glues: readonly (readonly [string, (a: string, b: string) => string])[] = [
    ['plus', (a, b) => `k = "${a}" + "${b}"`],
    ['plus over two lines', (a, b) => `k = '${a}' +\n      '${b}';`],
    ['literals side by side', (a, b) => `k = ("${a}"\n     "${b}")`],
    ['a dot', (a, b) => `$k = '${a}' . '${b}';`],
    ['a backslash', (a, b) => `k = "${a}\\\n${b}"`],
    ['a template', (a, b) => `k = \`${a}\${'${b}'}\``],
    ['a line that is wrapped', (a, b) => `key: >\n  ${a}\n  ${b}\n`],
  ];
  test.each(glues)('glued by %s, wherever it is cut', (_, glue) => {
    const missed = Array.from({ length: key.length - 1 }, (_, at) => at + 1).filter(
      (at) => !found(glue(key.slice(0, at), key.slice(at))).some(({ text }) => key.startsWith(text)),
    );
    expect(missed).toEqual([]);
  });

  test('parts that only stand side by side are none', () => {
    expect(found(`a = ["sk-proj-${randomText(20, 3)}", "${randomText(40, 4)}"]`)).toEqual([]);
  });
});

describe('a key in base64', () => {
  test.each(['', 'O', 'OP', 'OPENAI_API_KEY=', 'A=1\nOPENAI_API_KEY='])('after %j', (before) => {
    const encoded = Buffer.from(`${before}${key}\n`).toString('base64');
    expect(found(`kind: Secret\ndata:\n  KEY: ${encoded}\n`)).toMatchObject([{ line: 3, text: key }]);
  });
});

describe('where the environment names a repository, as a hook of git does', () => {
  const seen = (found: readonly { readonly path: string; readonly where: string }[]) =>
    found.map(({ path, where }) => `${path} ${where}`).sort();

  test('the repositories in it are searched, and another one that is named', async () => {
    git('init', '--quiet', 'outer');
    git('init', '--quiet', 'outer/inner');
    mkdirSync(join(folder, 'outer/src'));
    put('outer/src/a.js', `'${key}'\n`);
    put('outer/inner/b.js', `'${keyBuilders.project(42)}'\n`);
    const outer = join(folder, 'outer');
    const inner = join(outer, 'inner');
    for (const at of [inner, outer]) {
      git('-C', at, 'add', at === outer ? 'src' : '.');
      git('-C', at, 'commit', '-qm', 'one');
    }
    for (const named of [
      { GIT_DIR: join(outer, '.git'), GIT_WORK_TREE: outer },
      { GIT_DIR: '.git' },
      { GIT_DIR: '.git', GIT_INDEX_FILE: '.git/index', GIT_PREFIX: '' },
      { GIT_INDEX_FILE: '.git/index' },
    ]) {
      const hook = createKeySearch({ env: { ...env, ...named }, cwd: outer });
      const at = (path: string) => ({ folder: path, file: null });
      expect(seen((await hook.files(at(outer))).findings)).toEqual([
        'inner/b.js tracked',
        'src/a.js tracked',
      ]);
      expect(seen((await hook.files(at(join(outer, 'src')))).findings)).toEqual(['a.js tracked']);
      expect(await hook.staged(at(join(outer, 'src')))).toMatchObject({ ok: true, findings: [] });
      const history = await hook.history(at(outer));
      expect(history.ok && seen(history.findings)).toEqual(['inner/b.js history', 'src/a.js history']);
      expect(await hook.history(at(inner))).toMatchObject({ ok: true, findings: [{ path: 'b.js' }] });
      expect(await hook.staged(at(inner))).toMatchObject({ ok: true, findings: [] });
    }
  });
});
