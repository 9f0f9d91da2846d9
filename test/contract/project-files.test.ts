import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createProjectFiles } from '../../src/adapters/files/project-files.ts';
import type { ProjectListing } from '../../src/ports/project-files.ts';
import { makeProject, type Project } from '../support/project.ts';

const mib = 1024 * 1024;
const telling = 'import OpenAI from "openai";\n';
const other = 'export const a = 1;\n';
const files = createProjectFiles({ env: { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1' } });
const withoutGit = createProjectFiles({ env: { PATH: '/nowhere' } });

const shown = ({ paths, known, telling: found, untracked, conflicted }: ProjectListing) => ({
  paths,
  known: [...known].sort(),
  telling: [...found].sort(),
  untracked: untracked && [...untracked].sort(),
  conflicted: [...conflicted].sort(),
});

describe('the list of a repository', () => {
  /** Tracked and not, ignored and not, each with a text that tells something and one that does not. */
  const given = {
    '.gitignore': 'ignored/\n',
    'a tracked\tone.ts': telling,
    'b.ts': other,
    'ö.ts': telling,
    'new/c.ts': telling,
    'new/d.ts': other,
    'ignored/e.ts': telling,
    'tool.sh': '#!/bin/sh\n# openai\n',
  };
  const tracked = ['.gitignore', 'a tracked\tone.ts', 'b.ts', 'tool.sh', 'ö.ts'];

  async function repository(more: Readonly<Record<string, string>> = {}): Promise<Project> {
    const project = await makeProject({ ...given, ...more }, { git: true });
    chmodSync(project.at('tool.sh'), 0o755);
    await project.git('add', ...tracked);
    return project;
  }

  test('has what git does not ignore, and tells which texts say anything', async () => {
    const project = await repository();
    const paths = [...tracked, 'new/c.ts', 'new/d.ts'].sort();
    expect(shown(await files.list(project.path))).toEqual({
      paths,
      known: paths,
      telling: ['a tracked\tone.ts', 'new/c.ts', 'tool.sh', 'ö.ts'],
      untracked: ['new/c.ts', 'new/d.ts'],
      conflicted: [],
    });
  });

  test('of very many files that are not tracked is the same', async () => {
    const many = Array.from({ length: 501 }, (_, at) => `many/${at}.ts`);
    const project = await repository(Object.fromEntries(many.map((path) => [path, other])));
    const { telling: found, untracked } = await files.list(project.path);
    expect([...found].sort()).toEqual(['a tracked\tone.ts', 'new/c.ts', 'tool.sh', 'ö.ts']);
    expect(untracked?.size).toBe(503);
  });

  test('has neither links nor repositories inside, tracked or not', async () => {
    const project = await repository();
    for (const name of ['linked.ts', 'linked-new.ts']) symlinkSync('b.ts', project.at(name));
    for (const name of ['module', 'module-new']) {
      await project.write(`${name}/f.ts`, telling);
      const git = (...args: string[]) =>
        execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], {
          cwd: project.at(name),
          stdio: 'pipe',
        });
      git('init', '-q');
      git('add', 'f.ts');
      git('commit', '-q', '-m', 'x');
    }
    await project.git('add', 'linked.ts');
    await project.git('-c', 'advice.addEmbeddedRepo=false', 'add', 'module');
    const { paths, untracked } = await files.list(project.path);
    expect(paths).not.toContain('linked.ts');
    expect(paths.filter((path) => path.startsWith('module'))).toEqual([]);
    // What is not tracked is asked for as it lies there; a link is then not followed.
    for (const path of untracked ?? [])
      if (path === 'linked-new.ts')
        expect(files.read(project.path, path)).toEqual({ state: 'skipped', why: 'outside' });
  });

  test('names the files with conflicts of a merge, each once', async () => {
    const project = await repository();
    const id = await project.git('hash-object', '-w', 'b.ts');
    const lines = [1, 2, 3].map((stage) => `100644 ${id} ${stage}\tb.ts\n`);
    execFileSync('git', ['rm', '-q', '--cached', 'b.ts'], { cwd: project.path });
    execFileSync('git', ['update-index', '--index-info'], { cwd: project.path, input: lines.join('') });
    const { paths, conflicted } = await files.list(project.path);
    expect([paths.filter((path) => path === 'b.ts'), [...conflicted]]).toEqual([['b.ts'], ['b.ts']]);
  });

  test('where git is not there is made by walking', async () => {
    const project = await repository();
    const { untracked, telling: found } = await withoutGit.list(project.path);
    expect(untracked).toBeNull();
    expect(found.has('new/c.ts')).toBe(true);
  });

  test('a folder that is ignored is looked at as well when it is named', async () => {
    const project = await repository();
    expect(shown(await files.list(project.at('ignored')))).toEqual({
      paths: ['e.ts'],
      known: ['e.ts'],
      telling: ['e.ts'],
      untracked: null,
      conflicted: [],
    });
  });
});

test('the list of a folder outside of any repository', async () => {
  const project = await makeProject({ 'b/x.ts': other, 'a.ts': telling, 'c.txt': telling });
  symlinkSync('a.ts', project.at('linked.ts'));
  expect(shown(await files.list(project.path))).toEqual({
    paths: ['a.ts', 'b/x.ts', 'c.txt'],
    known: ['a.ts', 'b/x.ts', 'c.txt'],
    telling: ['a.ts', 'c.txt'],
    untracked: null,
    conflicted: [],
  });
});

describe('what is too large is told without reading it, and a repository still names it', () => {
  test.each<[string, number, boolean]>([
    ['a.ts', 0, false],
    ['a.ts', 2 * mib, false],
    ['a.ts', 2 * mib + 1, true],
    ['a.ipynb', 2 * mib + 1, false],
    ['a.IPYNB', 8 * mib, false],
    ['a.ipynb', 8 * mib + 1, true],
    ['a.ipynb.txt', 2 * mib + 1, true],
  ])('%s of %i bytes', async (name, size, isLarge) => {
    const project = await makeProject({ [name]: 'x'.repeat(size) }, { git: true });
    expect(files.isTooLarge(project.path, name)).toBe(isLarge);
    const read = files.read(project.path, name);
    if (isLarge) expect(read).toEqual({ state: 'skipped', why: 'too_large' });
    else expect(read.state === 'text' && read.text.length).toBe(size);
    expect((await files.list(project.path)).telling.has(name)).toBe(isLarge);
  });

  test('a file that is not there is not too large', async () => {
    const project = await makeProject();
    expect(files.isTooLarge(project.path, 'none.ts')).toBe(false);
  });
});

describe('reading', () => {
  const utf16 = Buffer.from('\ufeffconst a = 1;', 'utf16le');
  test.each<[string, string | Uint8Array, object]>([
    ['UTF-8', 'ö', { state: 'text', text: 'ö' }],
    ['nothing', '', { state: 'text', text: '' }],
    ['a byte order mark, which stays', '\ufeffa', { state: 'text', text: '\ufeffa' }],
    ['UTF-16, with its mark', utf16, { state: 'text', text: '\ufeffconst a = 1;' }],
    ['a zero byte', `${other}\0${other}`, { state: 'skipped', why: 'not_text' }],
    [
      'a program',
      Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0xff]),
      { state: 'skipped', why: 'not_text' },
    ],
  ])('%s', async (_, content, expected) => {
    const project = await makeProject({ 'a.ts': content });
    expect(files.read(project.path, 'a.ts')).toEqual(expected);
  });

  test('goes nowhere outside of the project, and waits for nothing', async () => {
    const project = await makeProject({ 'src/a.ts': telling, 'b.ts': telling });
    const elsewhere = await makeProject({ 'c.ts': telling });
    symlinkSync(elsewhere.at('c.ts'), project.at('c.ts'));
    symlinkSync(elsewhere.path, project.at('away'));
    symlinkSync(project.at('src'), project.at('here'));
    mkdirSync(project.at('folder.ts'));
    const read = (path: string) => files.read(project.path, path);
    expect(read('c.ts')).toEqual({ state: 'skipped', why: 'outside' });
    expect(read('away/c.ts')).toEqual({ state: 'skipped', why: 'outside' });
    expect(read('../app-of-another/a.ts')).toEqual({ state: 'skipped', why: 'outside' });
    expect(read('here/a.ts')).toEqual({ state: 'text', text: telling });
    expect(read('none.ts')).toEqual({ state: 'skipped', why: 'missing' });
    expect(read('folder.ts')).toEqual({ state: 'skipped', why: 'not_text' });
    expect(read('b.ts/a.ts').state).toBe('skipped');
  });

  test.skipIf(process.platform === 'win32')('does not wait at a pipe', async () => {
    const project = await makeProject();
    execFileSync('mkfifo', [project.at('a.ts')]);
    expect(files.read(project.path, 'a.ts')).toEqual({ state: 'skipped', why: 'not_text' });
  });

  test('takes a file for what it is now, not for what it was', async () => {
    const project = await makeProject({ 'a.ts': telling });
    expect(files.read(project.path, 'a.ts')).toMatchObject({ state: 'text' });
    truncateSync(project.at('a.ts'), 6);
    expect(files.read(project.path, 'a.ts')).toEqual({ state: 'text', text: 'import' });
  });
});
