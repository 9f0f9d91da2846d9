import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { parseEnv } from '../../src/adapters/files/env.ts';
import { createFiles } from '../../src/adapters/files/files.ts';

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
});

function makeFolder(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(join(fs.realpathSync('/tmp'), 'openai-setup-odd-')));
  made.push(folder);
  return folder;
}

const text = (bytes: string): Uint8Array => new TextEncoder().encode(bytes);
const write = (env: string) => createFiles().replace(env, () => text('A=2\n'), { newMode: 0o600 });

const lockOf = (env: string): string => join(dirname(env), '.openai-setup-.env.lock');

describe.skipIf(process.platform === 'win32')('locks that no run would make', () => {
  test.each([
    ['with nothing in it', ''],
    ['of another machine', '1 elsewhere abc'],
    ['of a process that is there', `${process.ppid} ${hostname()} abc`],
  ])('a lock from a time to come, %s, is no lock', async (_, note) => {
    const env = join(makeFolder(), '.env');
    const lock = lockOf(env);
    fs.mkdirSync(join(lock, '.git'), { recursive: true });
    if (note) fs.writeFileSync(join(lock, '.git/holder'), `${note}\n`);
    fs.utimesSync(lock, new Date(Date.now() + 3_600_000), new Date(Date.now() + 3_600_000));
    expect(await write(env)).toMatchObject({ ok: true, change: 'created' });
    expect(fs.existsSync(lock)).toBe(false);
  });

  test('an old pipe in its place is removed, not read', async () => {
    const env = join(makeFolder(), '.env');
    const lock = lockOf(env);
    execFileSync('mkfifo', [lock]);
    const old = new Date(Date.now() - 3_600_000);
    fs.utimesSync(lock, old, old);
    expect(await write(env)).toMatchObject({ ok: true, change: 'created' });
    expect(fs.existsSync(lock)).toBe(false);
  });

  test('of an old link only the link is removed', async () => {
    const folder = makeFolder();
    const env = join(folder, '.env');
    const lock = lockOf(env);
    fs.writeFileSync(join(folder, 'precious'), '');
    fs.symlinkSync('precious', lock);
    const old = new Date(Date.now() - 3_600_000);
    fs.lutimesSync(lock, old, old);
    expect(await write(env)).toMatchObject({ ok: true });
    expect(fs.readdirSync(folder).sort()).toEqual(['.env', 'precious']);
  });
});

describe.skipIf(process.platform === 'win32')('what may come with a project under the name of a lock', () => {
  const old = new Date(Date.now() - 3_600_000);

  test('a link in its inside: what that names stays', async () => {
    const folder = makeFolder();
    const env = join(folder, '.env');
    fs.mkdirSync(join(folder, 'mine'));
    fs.writeFileSync(join(folder, 'mine/precious'), '');
    for (const lock of [lockOf(env), join(folder, '.openai-setup-other.lock')]) {
      fs.mkdirSync(lock);
      fs.symlinkSync('../mine', join(lock, '.git'));
      fs.utimesSync(lock, old, old);
    }
    fs.rmSync(lockOf(env), { recursive: true });
    expect(await write(env)).toMatchObject({ ok: true });
    expect(fs.existsSync(join(folder, 'mine/precious'))).toBe(true);
  });

  test('a repository: it stays where it is', async () => {
    const folder = makeFolder();
    const repository = join(folder, '.openai-setup-other.lock');
    fs.mkdirSync(join(repository, '.git/objects'), { recursive: true });
    fs.writeFileSync(join(repository, '.git/HEAD'), 'ref: refs/heads/main\n');
    fs.utimesSync(repository, old, old);
    expect(await write(join(folder, '.env'))).toMatchObject({ ok: true });
    expect(fs.existsSync(join(repository, '.git/HEAD'))).toBe(true);
  });

  test('a pipe in the place of its note is not read', async () => {
    const env = join(makeFolder(), '.env');
    fs.mkdirSync(join(lockOf(env), '.git'), { recursive: true });
    execFileSync('mkfifo', [join(lockOf(env), '.git/holder')]);
    fs.utimesSync(lockOf(env), old, old);
    expect(await write(env)).toMatchObject({ ok: true });
    expect(fs.existsSync(lockOf(env))).toBe(false);
  });
});

test('a file of half a gigabyte is not read', () => {
  const env = join(makeFolder(), '.env');
  fs.writeFileSync(env, '');
  fs.truncateSync(env, 512 * 1024 * 1024);
  expect(createFiles().read(env)).toMatchObject({ state: 'unreadable', reason: 'too_large' });
});

test.skipIf(process.platform === 'win32')(
  'a file that becomes a pipe while it is looked at is not read',
  () => {
    const env = join(makeFolder(), '.env');
    fs.writeFileSync(env, 'A=1\n');
    const statSync = ((path: fs.PathLike) => {
      const stats = fs.statSync(path);
      if (stats.isFile()) {
        fs.unlinkSync(env);
        execFileSync('mkfifo', [env]);
      }
      return stats;
    }) as typeof fs.statSync;
    expect(createFiles({ statSync }).read(env)).toEqual({
      state: 'unreadable',
      reason: 'special_file',
      code: '',
    });
  },
);

test('a quoted value too long for the expressions of dotenv reads as nothing, and does not throw', async () => {
  const read = await parseEnv(`A="${'x\n'.repeat(8_000_000)}`);
  expect(Object.keys(read).filter((name) => name !== 'A')).toEqual([]);
});
