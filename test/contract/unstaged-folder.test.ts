import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { FileCalls } from '../../src/adapters/files/file-calls.ts';
import {
  holdsFiles,
  isUnstagedFolder,
  makeUnstagedFolder,
  noteOf,
  removeUnstagedFolder,
  takeNote,
  writeNewNote,
} from '../../src/adapters/files/unstaged-folder.ts';
import { makeProject } from '../support/project.ts';

/** A disk on which one kind of call fails. */
const failing = (name: keyof FileCalls, code: string): FileCalls =>
  Object.setPrototypeOf(
    {
      [name]: () => {
        throw Object.assign(new Error('x'), { code });
      },
    },
    fs,
  );

async function folderOf(...parts: readonly string[]) {
  const project = await makeProject();
  for (const part of parts) {
    if (part.endsWith('/')) fs.mkdirSync(project.at(`it/${part}`), { recursive: true });
    else await project.write(`it/${part}`, 'x');
  }
  return { project, path: project.at('it') };
}

test('it is made with its note, which one run of several can take, and is removed with all that is in it', async () => {
  const { project, path } = await folderOf();
  makeUnstagedFolder(fs, path, 'first');
  expect([noteOf(fs, path), holdsFiles(fs, path), isUnstagedFolder(fs, path)]).toEqual([
    'first',
    false,
    true,
  ]);
  const modes = await Promise.all(['it', 'it/.git', 'it/.git/holder'].map(project.mode));
  expect(modes).toEqual([0o700, 0o700, 0o600]);
  expect(() => makeUnstagedFolder(fs, path, 'second')).toThrow(expect.objectContaining({ code: 'EEXIST' }));
  expect(writeNewNote(fs, path, 'second')).toBe(false);
  expect([takeNote(fs, path, 'other'), noteOf(fs, path)]).toEqual([false, 'first']);
  expect([takeNote(fs, path, 'first'), noteOf(fs, path)]).toEqual([true, '']);
  expect(takeNote(fs, path, 'first')).toBe(false);
  expect([writeNewNote(fs, path, 'second'), noteOf(fs, path)]).toEqual([true, 'second']);
  await project.write('it/.git/file', 'x');
  expect(holdsFiles(fs, path)).toBe(true);
  expect([removeUnstagedFolder(fs, path), project.exists('it')]).toEqual([true, false]);
});

describe('what the system refuses is thrown, with nothing left', () => {
  test('where it is made', async () => {
    for (const call of ['openSync', 'writeSync'] as const) {
      const { project, path } = await folderOf();
      expect(() => makeUnstagedFolder(failing(call, 'ENOSPC'), path, 'note')).toThrow(
        expect.objectContaining({ code: 'ENOSPC' }),
      );
      expect(project.exists('it')).toBe(false);
    }
  });

  test('where its note is written, taken or read', async () => {
    const { path } = await folderOf('.git/');
    const denied = expect.objectContaining({ code: 'EACCES' });
    expect(() => writeNewNote(failing('openSync', 'EACCES'), path, 'note')).toThrow(denied);
    expect(writeNewNote(fs, path, 'note')).toBe(true);
    expect(() => takeNote(failing('readFileSync', 'EACCES'), path, 'note')).toThrow(denied);
    const { path: other } = await folderOf('.git/holder');
    expect(() => noteOf(failing('readFileSync', 'EACCES'), other)).toThrow(denied);
    expect(() => noteOf(failing('lstatSync', 'EACCES'), other)).toThrow(denied);
  });

  test('but not where it is removed: it stays', async () => {
    const { project, path } = await folderOf('.git/holder');
    expect(removeUnstagedFolder(failing('rmdirSync', 'EACCES'), path)).toBe(false);
    expect(project.exists('it')).toBe(true);
  });
});

test.each<[string, readonly string[], boolean]>([
  ['nothing in it', ['/'], true],
  ['an empty .git', ['.git/'], true],
  ['files in .git', ['.git/holder', '.git/file'], true],
  ['a file beside .git', ['.git/holder', 'file'], false],
  ['a file alone', ['file'], false],
  ['a folder in .git, as every repository has', ['.git/refs/'], false],
  ['a file called .git, as a worktree has', ['.git'], false],
])('a folder with %s: ours %s', async (_, parts, expected) => {
  const { project, path } = await folderOf(...parts);
  expect(isUnstagedFolder(fs, path)).toBe(expected);
  expect(removeUnstagedFolder(fs, path)).toBe(expected);
  expect(project.exists('it')).toBe(!expected);
});

test.each<[string, string]>([
  ['one\n', 'one'],
  ['\n', ''],
  ['cut off', ''],
  ['one\ntwo\n', ''],
])('the note %j is %j', async (content, expected) => {
  const { project, path } = await folderOf('.git/');
  await project.write('it/.git/holder', content);
  expect(noteOf(fs, path)).toBe(expected);
});

test('what no run makes is no note', async () => {
  const { project, path } = await folderOf('.git/', 'note');
  fs.symlinkSync(project.at('it/note'), project.at('it/.git/holder'));
  expect(noteOf(fs, path)).toBe('?');
});

test('on Windows a note that another run has open stays in the folder for a moment: it is waited for', async () => {
  const { project, path } = await folderOf();
  makeUnstagedFolder(fs, path, 'mine');
  let refusals = 2;
  const slow: FileCalls = Object.setPrototypeOf(
    {
      rmdirSync: (one: string) => {
        refusals -= 1;
        if (refusals >= 0) throw Object.assign(new Error('x'), { code: 'ENOTEMPTY' });
        fs.rmdirSync(one);
      },
    },
    fs,
  );
  const platform = Object.getOwnPropertyDescriptor(process, 'platform') as PropertyDescriptor;
  Object.defineProperty(process, 'platform', { ...platform, value: 'win32' });
  try {
    expect([removeUnstagedFolder(slow, path), project.exists('it')]).toEqual([true, false]);
  } finally {
    Object.defineProperty(process, 'platform', platform);
  }
});
