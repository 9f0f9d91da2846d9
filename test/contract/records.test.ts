import fs from 'node:fs';
import { hostname } from 'node:os';
import { describe, expect, test } from 'vitest';
import { createRecords } from '../../src/adapters/files/records.ts';
import { Secret } from '../../src/domain/secrets/secret.ts';
import { keyBuilders } from '../support/keys.ts';
import { makeProject } from '../support/project.ts';

const records = createRecords();
const ours = `${process.pid} ${hostname()}`;
/** A process that is there, and one that cannot be. */
const another = `${process.ppid} ${hostname()}`;
const gone = `999999999 ${hostname()}`;

/** A record of that text whose note names a process, written so many ms ago. */
async function recorded(note: string, age = 0) {
  const project = await makeProject();
  const folder = project.at('record');
  expect(await records.write(folder, 'one')).toBeNull();
  fs.writeFileSync(project.at('record/.git/holder'), `${note}\n`);
  const then = new Date(Date.now() - age);
  fs.utimesSync(folder, then, then);
  return { project, folder };
}

test('a record is read as it was written, replaced by its own process, and removed', async () => {
  const project = await makeProject();
  const folder = project.at('record');
  expect(await records.read(folder)).toBeNull();
  for (const text of ['one', '', 'a longer text, ö\n']) {
    expect(await records.write(folder, text)).toBeNull();
    expect(await records.read(folder)).toEqual({ text, running: false });
  }
  expect(await project.mode('record')).toBe(0o700);
  expect(await project.mode('record/.git/record.json')).toBe(0o600);
  expect(Object.keys(await project.snapshot())).toEqual([
    'record',
    'record/.git',
    'record/.git/holder',
    'record/.git/record.json',
  ]);
  await records.remove(folder);
  expect(project.exists('record')).toBe(false);
  await records.remove(folder);
});

describe('a record of a process', () => {
  const [minute, hour] = [60_000, 3_600_000];
  test.each<[string, string, number, boolean]>([
    ['of this one', ours, 0, false],
    ['that is there', another, 0, true],
    ['that is there, fourteen minutes later', another, 14 * minute, true],
    ['whose number is another one’s by now', another, 16 * minute, false],
    ['that is gone', gone, 0, false],
    ['of another machine', '1 elsewhere', 0, true],
    ['of another machine, a minute later', '1 elsewhere', minute, true],
    ['of another machine, three minutes later', '1 elsewhere', 3 * minute, false],
    ['of a clock that goes an hour ahead', another, -hour, false],
  ])('%s', async (_, note, age, isHeld) => {
    const { project, folder } = await recorded(note, age);
    expect(await records.read(folder)).toEqual({ text: 'one', running: isHeld });
    const failure = await records.write(folder, 'two');
    expect(failure).toEqual(isHeld ? { ok: false, reason: 'busy', code: '' } : null);
    expect((await records.read(folder))?.text).toBe(isHeld ? 'one' : 'two');
    await records.remove(folder);
    expect(project.exists('record')).toBe(isHeld);
  });
});

describe('what is no record is neither read, nor taken over, nor removed', () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    ['a file', { record: 'mine' }],
    ['a folder with something in it', { 'record/mine.txt': 'mine' }],
    ['a repository', { 'record/.git/refs/heads/main': 'mine' }],
  ])('%s', async (_, files) => {
    const project = await makeProject(files);
    const folder = project.at('record');
    const before = await project.filesHolding('mine');
    expect(await records.read(folder)).toBeNull();
    expect(await records.write(folder, 'one')).toEqual({ ok: false, reason: 'io_error', code: 'EEXIST' });
    await records.remove(folder);
    expect(await project.filesHolding('mine')).toEqual(before);
  });

  test('a link', async () => {
    const project = await makeProject();
    fs.mkdirSync(project.at('elsewhere'));
    fs.symlinkSync('elsewhere', project.at('record'));
    expect(await records.write(project.at('record'), 'one')).toMatchObject({ ok: false });
    await records.remove(project.at('record'));
    expect(fs.readdirSync(project.at('elsewhere'))).toEqual([]);
    expect(fs.lstatSync(project.at('record')).isSymbolicLink()).toBe(true);
  });
});

describe('a record that was not written to its end', () => {
  test.each<[string, readonly string[]]>([
    ['no more than its folder', []],
    ['without its note', ['.git']],
    ['with half a text', ['.git', '.git/record.json.new']],
  ])('%s is taken over', async (_, parts) => {
    const project = await makeProject();
    fs.mkdirSync(project.at('record'));
    for (const part of parts) {
      if (part.endsWith('.new')) fs.writeFileSync(project.at(`record/${part}`), 'half');
      else fs.mkdirSync(project.at(`record/${part}`));
    }
    const folder = project.at('record');
    expect(await records.read(folder)).toBeNull();
    expect(await records.write(folder, 'one')).toBeNull();
    expect(await records.read(folder)).toEqual({ text: 'one', running: false });
  });

  test('what a link there names is left as it is', async () => {
    const { project, folder } = await recorded(gone);
    await project.write('other.txt', 'mine');
    fs.symlinkSync(project.at('other.txt'), project.at('record/.git/record.json.new'));
    expect(await records.write(folder, 'two')).toBeNull();
    expect([await project.read('other.txt'), (await records.read(folder))?.text]).toEqual(['mine', 'two']);
  });
});

test('whatever the system says to writing one is told, with its code', async () => {
  for (const [code, reason] of [
    ['ENOSPC', 'disk_full'],
    ['EROFS', 'read_only'],
    ['EACCES', 'denied'],
    ['EMFILE', 'too_many_files'],
    ['EIO', 'io_error'],
  ]) {
    const project = await makeProject();
    const failing = createRecords({
      fsyncSync: () => {
        throw Object.assign(new Error('x'), { code });
      },
    });
    expect(await failing.write(project.at('record'), 'one')).toEqual({ ok: false, reason, code });
    expect(await records.read(project.at('record'))).toBeNull();
  }
});

test('a print tells a key from others, by its salt, and holds nothing of it', async () => {
  const [one, two] = [new Secret(keyBuilders.project(1)), new Secret(keyBuilders.project(2))];
  const salt = await records.salt();
  expect(salt).toMatch(/^[0-9a-f]{32}$/);
  expect(await records.salt()).not.toBe(salt);
  const prints = await Promise.all([
    records.print(one, salt),
    records.print(new Secret(keyBuilders.project(1)), salt),
    records.print(two, salt),
    records.print(one, await records.salt()),
  ]);
  expect(prints[0]).toBe(prints[1]);
  expect(new Set(prints).size).toBe(3);
  for (const print of prints) expect(print).toMatch(/^[0-9a-f]{64}$/);
});
