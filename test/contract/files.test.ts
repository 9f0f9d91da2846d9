import { execFileSync, fork } from 'node:child_process';
import fs from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { FileCalls } from '../../src/adapters/files/file-calls.ts';
import { createFiles } from '../../src/adapters/files/files.ts';
import { readWhole } from '../../src/adapters/files/files-read.ts';

let folder = '';
let env = '';
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'files-'));
  env = join(folder, '.env');
});
afterEach(() => {
  vi.useRealTimers();
  fs.chmodSync(folder, 0o700);
  fs.rmSync(folder, { recursive: true, force: true });
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const options = { newMode: 0o600 };
const to = (text: string) => () => bytes(text);
const mode = (path: string): number => fs.statSync(path).mode & 0o777;
const content = (path: string): string => fs.readFileSync(path, 'utf8');

describe('reading', () => {
  test('says what stands at a path', () => {
    const files = createFiles();
    fs.writeFileSync(env, 'A=1', { mode: 0o640 });
    fs.symlinkSync('.env', join(folder, 'link'));
    fs.symlinkSync('gone', join(folder, 'dangling'));
    fs.symlinkSync('loop', join(folder, 'loop'));
    expect(files.read(env)).toEqual({
      state: 'file',
      bytes: bytes('A=1'),
      mode: 0o640,
      realPath: fs.realpathSync(env),
    });
    expect(files.read(join(folder, 'link'))).toMatchObject({ state: 'file', realPath: fs.realpathSync(env) });
    expect(files.read(join(folder, 'none'))).toEqual({ state: 'missing' });
    // Whole answers: where the system gave no code, none is told.
    for (const [path, reason, code] of [
      [folder, 'directory', 'EISDIR'],
      [join(folder, 'dangling'), 'dangling_link', 'ENOENT'],
      [join(folder, 'loop'), 'dangling_link', 'ELOOP'],
      [join(env, 'below'), 'io_error', 'ENOTDIR'],
    ] as const)
      expect(files.read(path)).toEqual({ state: 'unreadable', reason, code });
    expect(files.list(join(folder, 'none'))).toEqual([]);
    expect([...files.list(folder)].sort()).toEqual(['.env', 'dangling', 'link', 'loop']);
  });

  test.skipIf(process.platform === 'win32')('does not wait at a pipe', () => {
    execFileSync('mkfifo', [env]);
    expect(createFiles().read(env)).toEqual({ state: 'unreadable', reason: 'special_file', code: '' });
  });

  test('takes nothing for a file that would fill the memory, or became something else meanwhile', () => {
    fs.writeFileSync(env, 'A=1');
    const seen = (...sizes: readonly (number | null)[]): FileCalls => {
      const left = [...sizes];
      const statSync = () => {
        const size = left.shift() ?? null;
        return { size: size ?? 0, mode: 0o600, isDirectory: () => false, isFile: () => size !== null };
      };
      return Object.setPrototypeOf({ statSync }, fs);
    };
    const unreadable = (reason: string) => ({ state: 'unreadable', reason, code: '' });
    const largest = 256 * 1024 * 1024;
    expect(readWhole(seen(largest, largest), env)).toMatchObject({ state: 'file' });
    expect(readWhole(seen(largest + 1), env)).toEqual(unreadable('too_large'));
    expect(readWhole(seen(null), env)).toEqual(unreadable('special_file'));
    expect(readWhole(seen(3, null), env)).toEqual(unreadable('special_file'));
  });

  test('takes no device of Windows for a file, there alone', () => {
    for (const name of ['nul', 'con.env', 'a:b']) {
      const path = join(folder, name);
      fs.writeFileSync(path, 'A=1');
      const nothing = { state: 'unreadable', reason: 'special_file', code: '' };
      expect(readWhole(fs, path, 'win32')).toEqual(nothing);
      expect(readWhole(fs, path, 'linux')).toMatchObject({ state: 'file' });
    }
    expect(readWhole(fs, join(folder, 'none'), 'win32')).toEqual({ state: 'missing' });
  });

  test('tells a lack of permission from an input error', () => {
    for (const [code, reason] of [
      ['EACCES', 'no_permission'],
      ['EIO', 'io_error'],
    ] as const) {
      fs.writeFileSync(env, '');
      const readFileSync = (() => fail(code)) as typeof fs.readFileSync;
      expect(createFiles({ readFileSync }).read(env)).toEqual({ state: 'unreadable', reason, code });
    }
  });
});

function fail(code: string): never {
  throw Object.assign(new Error(code), { code });
}

describe('replacing', () => {
  test('makes a file with its mode whatever the umask, and leaves nothing beside it', async () => {
    const old = process.umask(0o077);
    try {
      const result = await createFiles().replace(env, to('A=1\n'), { newMode: 0o644 });
      expect(result).toEqual({ ok: true, change: 'created', before: null, after: bytes('A=1\n') });
    } finally {
      process.umask(old);
    }
    expect(mode(env)).toBe(0o644);
    expect(fs.readdirSync(folder)).toEqual(['.env']);
  });

  test('keeps the mode of a file', async () => {
    fs.writeFileSync(env, 'A=1\n');
    fs.chmodSync(env, 0o664);
    const result = await createFiles().replace(env, to('A=2\n'), options);
    expect(result).toEqual({ ok: true, change: 'updated', before: bytes('A=1\n'), after: bytes('A=2\n') });
    expect(mode(env)).toBe(0o664);
  });

  test('does not touch a file that needs no change, nor need to write its folder for that', async () => {
    fs.writeFileSync(env, 'A=1\n');
    const { ino, mtimeMs } = fs.statSync(env);
    fs.chmodSync(folder, 0o500);
    for (const edit of [() => null, to('A=1\n')]) {
      expect(await createFiles().replace(env, edit, options)).toMatchObject({
        ok: true,
        change: 'unchanged',
      });
    }
    expect(fs.statSync(env)).toMatchObject({ ino, mtimeMs });
  });

  test('follows nested relative links, which stay links', async () => {
    fs.mkdirSync(join(folder, 'real'));
    fs.writeFileSync(join(folder, 'real', 'secrets'), 'old');
    fs.symlinkSync('secrets', join(folder, 'real', 'alias'));
    fs.symlinkSync(join('real', 'alias'), env);
    expect(await createFiles().replace(env, to('new'), options)).toMatchObject({ ok: true });
    expect(content(join(folder, 'real', 'secrets'))).toBe('new');
    expect(fs.readlinkSync(env)).toBe(join('real', 'alias'));
    expect(fs.readdirSync(join(folder, 'real')).sort()).toEqual(['alias', 'secrets']);
  });

  test('keeps the owner', async (context) => {
    if (process.getuid?.() !== 0) context.skip('only a superuser can give a file away');
    fs.writeFileSync(env, 'old');
    fs.chownSync(env, 1234, 1235);
    await createFiles().replace(env, to('new'), options);
    expect(fs.statSync(env)).toMatchObject({ uid: 1234, gid: 1235 });
  });

  test('the temporary file has mode 0600 from its creation, and is synced before the rename', async () => {
    const calls: string[] = [];
    fs.writeFileSync(env, 'old', { mode: 0o644 });
    const files = createFiles({
      openSync: ((path, flags, given) => {
        if (String(path).endsWith('new')) calls.push(`open ${flags} ${Number(given).toString(8)}`);
        return fs.openSync(path, flags, given);
      }) as typeof fs.openSync,
      fsyncSync: (file) => {
        calls.push('sync');
        fs.fsyncSync(file);
      },
      renameSync: (from, target) => {
        if (String(from).endsWith('new')) calls.push('rename');
        fs.renameSync(from, target);
      },
    });
    await files.replace(env, to('new'), options);
    expect(calls).toEqual(['open wx 600', 'sync', 'rename', 'sync']);
  });

  test('goes on after a short write', async () => {
    const writeSync = ((file: number, data: Uint8Array | string, offset?: number, length?: number) =>
      typeof data === 'string'
        ? fs.writeSync(file, data)
        : fs.writeSync(file, data, offset, Math.min(length ?? 0, 3))) as typeof fs.writeSync;
    await createFiles({ writeSync }).replace(env, to('A=123456789\n'), options);
    expect(content(env)).toBe('A=123456789\n');
  });

  test('an exception of the edit passes through, with nothing changed', async () => {
    fs.writeFileSync(env, 'old');
    let calls = 0;
    for (const last of [1, 2]) {
      calls = 0;
      const edit = (): Uint8Array => {
        calls += 1;
        return calls === last ? fail('EDIT') : bytes('new');
      };
      await expect(createFiles().replace(env, edit, options)).rejects.toThrow('EDIT');
    }
    expect(content(env)).toBe('old');
    expect(fs.readdirSync(folder)).toEqual(['.env']);
  });

  test('starts again from what another program wrote meanwhile', async () => {
    fs.writeFileSync(env, 'A=1\n');
    let wrote = false;
    const files = createFiles({
      fsyncSync: (file) => {
        fs.fsyncSync(file);
        if (!wrote) fs.writeFileSync(env, 'A=2\n');
        wrote = true;
      },
    });
    const append = (now: Uint8Array | null): Uint8Array => {
      const text = new TextDecoder().decode(now ?? new Uint8Array(0));
      return bytes(text.includes('K=') ? text : `${text}K=v\n`);
    };
    expect(await files.replace(env, append, options)).toMatchObject({ ok: true, before: bytes('A=2\n') });
    expect(content(env)).toBe('A=2\nK=v\n');
    expect(fs.readdirSync(folder)).toEqual(['.env']);
  });
});

describe('refusing', () => {
  const cases: readonly [string, () => void, object][] = [
    ['a folder', () => fs.mkdirSync(env), { reason: 'unreadable', why: 'directory', code: 'EISDIR' }],
    [
      'a dangling link',
      () => fs.symlinkSync('gone', env),
      { reason: 'unreadable', why: 'dangling_link', code: 'ENOENT' },
    ],
    [
      'a read-only file, for a superuser as well',
      () => fs.writeFileSync(env, 'old', { mode: 0o444 }),
      { reason: 'denied', code: 'EACCES' },
    ],
    [
      'a read-only folder, for a superuser as well',
      () => {
        fs.writeFileSync(env, 'old');
        fs.chmodSync(folder, 0o555);
      },
      { reason: 'denied', code: 'EACCES' },
    ],
  ];
  test.each(cases)('%s', async (_, build, expected) => {
    build();
    const before = fs.readdirSync(folder);
    expect(await createFiles().replace(env, to('new'), options)).toEqual({ ok: false, ...expected });
    expect(fs.readdirSync(folder)).toEqual(before);
  });

  test('a folder that is not there', async () => {
    const path = join(folder, 'none', '.env');
    expect(await createFiles().replace(path, to('new'), options)).toMatchObject({
      ok: false,
      reason: 'no_folder',
      code: 'ENOENT',
    });
  });
});

describe('faults of each call', () => {
  const names = [
    'mkdirSync',
    'openSync',
    'writeSync',
    'fchmodSync',
    'fsyncSync',
    'closeSync',
    'renameSync',
    'fstatSync',
  ] as const;
  const codes = {
    EIO: 'io_error',
    ENOSPC: 'disk_full',
    EDQUOT: 'disk_full',
    EROFS: 'read_only',
  } as const;
  const twice: readonly string[] = ['openSync', 'writeSync', 'closeSync'];
  for (const name of names) {
    for (const [code, reason] of Object.entries(codes)) {
      // The first call of most is for the lock, the second for the file.
      test.each(twice.includes(name) ? [1, 2] : [1])(
        `${code} in call %i of ${name} leaves the old file, and nothing beside it`,
        async (nth) => {
          fs.writeFileSync(env, 'old');
          const original = fs[name] as (...given: unknown[]) => unknown;
          let calls = 0;
          const faulty = (...given: unknown[]): unknown => {
            calls += 1;
            if (calls !== nth) return original(...given);
            if (name === 'closeSync') original(...given);
            return fail(code);
          };
          const result = await createFiles({ [name]: faulty }).replace(env, to('new'), options);
          expect(result).toEqual({ ok: false, reason, code });
          expect(content(env)).toBe('old');
          expect(fs.readdirSync(folder)).toEqual(['.env']);
        },
      );
    }
  }

  test('a full disk', async (context) => {
    const small = join(folder, 'small');
    fs.mkdirSync(small);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', small], { stdio: 'ignore' });
    } catch {
      context.skip('mounting is not allowed here');
    }
    try {
      const path = join(small, '.env');
      fs.writeFileSync(path, 'old');
      const result = await createFiles().replace(path, to('x'.repeat(100_000)), options);
      expect(result).toEqual({ ok: false, reason: 'disk_full', code: 'ENOSPC' });
      expect(content(path)).toBe('old');
      expect(fs.readdirSync(small)).toEqual(['.env']);
    } finally {
      execFileSync('umount', [small]);
    }
  });
});

describe('runs that meet', () => {
  test('in one process lose nothing', async () => {
    const add = (name: string) => (now: Uint8Array | null) =>
      bytes(`${new TextDecoder().decode(now ?? new Uint8Array(0))}${name}=1\n`);
    await Promise.all(Array.from({ length: 8 }, (_, n) => createFiles().replace(env, add(`N${n}`), options)));
    expect(content(env).trim().split('\n').sort()).toEqual(Array.from({ length: 8 }, (_, n) => `N${n}=1`));
    expect(fs.readdirSync(folder)).toEqual(['.env']);
  });

  test('a lock of a process that is gone is removed with what is in it', async () => {
    const gone = await endedProcess();
    lockOf('.env', gone, 'secret');
    fs.writeFileSync(`${env}.20240101`, 'the backup of a user');
    await createFiles().replace(env, to('new'), options);
    expect(fs.readdirSync(folder).sort()).toEqual(['.env', '.env.20240101']);
    expect(content(env)).toBe('new');
  });

  test('the same where nothing needs to be written', async () => {
    fs.writeFileSync(env, 'A=1');
    lockOf('.env', await endedProcess(), 'secret');
    await createFiles().replace(env, () => null, options);
    expect(fs.readdirSync(folder)).toEqual(['.env']);
  });

  test('so is what a run left that was about another file of the folder', async () => {
    const gone = await endedProcess();
    lockOf('.env.local', gone, 'secret');
    lockOf('.gitignore', gone, null);
    fs.renameSync(
      lockOf('.env.test', gone, 'secret'),
      join(folder, `.openai-setup-.env.test.lock.${gone}-1`),
    );
    lockOf('.env.theirs', process.ppid, 'of a run under way');
    const others = ['.openai-setup-notes', 'my.lock', '.openai-setup-file.lock'];
    for (const name of others) fs.writeFileSync(join(folder, name), `${gone} abc`);
    await createFiles().replace(env, to('new'), options);
    expect(fs.readdirSync(folder).sort()).toEqual(
      ['.env', '.openai-setup-.env.theirs.lock', ...others].sort(),
    );
  });

  test('what was left is named where a copy of a file was in it', async () => {
    const gone = await endedProcess();
    const files = createFiles();
    expect(await files.removeLeftovers(folder)).toEqual([]);
    lockOf('.env', gone, 'secret');
    lockOf('.gitignore', gone, null);
    lockOf('.env.theirs', process.ppid, 'of a run under way');
    expect(await files.removeLeftovers(folder)).toEqual([env]);
    expect(fs.readdirSync(folder)).toEqual(['.openai-setup-.env.theirs.lock']);
    expect(await files.removeLeftovers(join(folder, 'none'))).toEqual([]);
  });

  test('a lock whose maker was killed before it said who he is', async () => {
    const lock = join(folder, '.openai-setup-.env.lock');
    fs.mkdirSync(lock);
    fs.utimesSync(lock, new Date(Date.now() - 5000), new Date(Date.now() - 5000));
    await createFiles().replace(env, to('new'), options);
    expect(fs.readdirSync(folder)).toEqual(['.env']);
  });

  test('git stages nothing of it, at no call of a write', async () => {
    const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' });
    git('init', '--quiet');
    fs.writeFileSync(join(folder, '.gitignore'), '!*\n');
    let looks = 0;
    const looking = <T extends (...given: never[]) => unknown>(call: T): T =>
      ((...given: never[]) => {
        const status = git('add', '-A', '-f', '-n').split('\n');
        expect(status.filter((line) => line.includes('openai-setup'))).toEqual([]);
        looks += 1;
        return call(...given);
      }) as T;
    const { closeSync, renameSync, fsyncSync, unlinkSync, rmdirSync } = fs;
    const watched = { closeSync, renameSync, fsyncSync, unlinkSync, rmdirSync };
    const calls = Object.fromEntries(Object.entries(watched).map(([name, call]) => [name, looking(call)]));
    expect(await createFiles(calls).replace(env, to('secret'), options)).toMatchObject({ ok: true });
    expect(looks).toBeGreaterThan(6);
  });

  test('a file that another program holds for a moment is tried again', async () => {
    let held = 2;
    const renameSync: typeof fs.renameSync = (from, target) => {
      if (String(from).endsWith('new')) held -= 1;
      if (held >= 0 && String(from).endsWith('new')) fail('EBUSY');
      fs.renameSync(from, target);
    };
    expect(await createFiles({ renameSync }).replace(env, to('new'), options)).toMatchObject({ ok: true });
    expect(content(env)).toBe('new');
  });

  test('a write whose lock was taken away begins again', async () => {
    let taken = false;
    const fsyncSync = (file: number): void => {
      fs.fsyncSync(file);
      if (!taken) fs.rmSync(join(folder, '.openai-setup-.env.lock'), { recursive: true });
      taken = true;
    };
    expect(await createFiles({ fsyncSync }).replace(env, to('new'), options)).toMatchObject({ ok: true });
    expect(content(env)).toBe('new');
    expect(fs.readdirSync(folder)).toEqual(['.env']);
  });

  test('a lock that is held is waited for, then told, and holds no secret', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
    fs.writeFileSync(env, 'old');
    lockOf('.env', process.ppid, null);
    const ended = vi.fn();
    const replaced = createFiles().replace(env, to('new'), options).finally(ended);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(ended).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(await replaced).toEqual({ ok: false, reason: 'busy', code: '' });
    expect(content(env)).toBe('old');
  });
});

/** A lock as a process leaves it, with a copy of a file in it or (null) without. */
function lockOf(name: string, pid: number, copy: string | null): string {
  const lock = join(folder, `.openai-setup-${name}.lock`);
  fs.mkdirSync(join(lock, '.git'), { recursive: true });
  fs.writeFileSync(join(lock, '.git/holder'), `${pid} ${hostname()} abc\n`);
  if (copy !== null) fs.writeFileSync(join(lock, '.git/new'), copy);
  return lock;
}

/** The id of a process that has ended. */
function endedProcess(): Promise<number> {
  return new Promise((resolve) => {
    const child = fork('-e', [], { execArgv: ['-e', '0'], stdio: 'ignore' });
    child.on('exit', () => resolve(child.pid ?? 0));
  });
}

describe('removing', () => {
  test('takes away only what is still the same', async () => {
    fs.writeFileSync(env, 'A=1');
    expect(await createFiles().removeIfUnchanged(env, bytes('A=2'))).toBe(false);
    expect(content(env)).toBe('A=1');
    expect(await createFiles().removeIfUnchanged(env, bytes('A=1'))).toBe(true);
    expect(await createFiles().removeIfUnchanged(env, bytes('A=1'))).toBe(false);
    expect(fs.readdirSync(folder)).toEqual([]);
  });
});
