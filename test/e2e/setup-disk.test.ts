import { spawnSync } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { keyBuilders } from '../support/keys.ts';
import { runCli } from '../support/run.ts';
import type { SetupDocument } from './setup-helpers.ts';

/** Real file systems of a few kilobytes, made where this user may mount one. */
const made: string[] = [];
const key = keyBuilders.project(5);
const block = 4096;

afterAll(() => {
  for (const folder of made) {
    spawnSync('umount', [folder]);
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A file system of so many blocks; null where it may not be mounted. */
function makeDisk(blocks: number): string | null {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'openai-setup-disk-')));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${blocks * block}`, 'none', folder]);
  if (status !== 0) {
    rmSync(folder, { recursive: true });
    return null;
  }
  made.push(folder);
  return folder;
}

const possible = makeDisk(8) !== null;
const reason = possible ? '' : ' (not tried: mounting is not allowed here)';

const old = `A=1\n${'# filler\n'.repeat(600)}`;

/** A disk with an env file that is ignored already, so that only that one is written. */
function diskWithEnv(): string {
  const folder = makeDisk(8) ?? '';
  writeFileSync(join(folder, '.gitignore'), '.env\n');
  writeFileSync(join(folder, '.env'), old, { mode: 0o600 });
  return folder;
}

async function setup(folder: string) {
  const args = ['setup', '--key-stdin', '--yes', '--no-test', '--json'];
  const { code, json } = await runCli(args, { cwd: folder, input: `${key}\n` });
  return { code, document: json as SetupDocument };
}

describe.skipIf(!possible)(`a disk that takes no more${reason}`, () => {
  test.each([0, 1])('with %i free blocks: the old file, disk_full, and nothing beside it', async (free) => {
    const folder = diskWithEnv();
    const spare = statfsSync(folder).bfree - free;
    writeFileSync(join(folder, 'filler'), Buffer.alloc(spare * block));
    expect(statfsSync(folder).bfree).toBe(free);

    const { code, document } = await setup(folder);
    expect(code).toBe(10);
    expect(document.diagnosis?.cause).toBe('disk_full');
    expect(readFileSync(join(folder, '.env'), 'utf8')).toBe(old);
    expect(readdirSync(folder).sort()).toEqual(['.env', '.gitignore', 'filler']);
  });

  test('with room again it is written', async () => {
    const folder = diskWithEnv();
    expect((await setup(folder)).code).toBe(0);
    expect(readFileSync(join(folder, '.env'), 'utf8')).toBe(`${old.trimEnd()}\nOPENAI_API_KEY=${key}\n`);
  });

  test('where not even the ignore entry can be written, no key is', async () => {
    const folder = makeDisk(1) ?? '';
    writeFileSync(join(folder, 'filler'), Buffer.alloc(block));
    const { code, document } = await setup(folder);
    expect(code).toBe(10);
    expect(['gitignore_not_writable', 'disk_full']).toContain(document.diagnosis?.cause);
    expect(readdirSync(folder)).toEqual(['filler']);
  });
});

describe.skipIf(!possible)(`a disk that is mounted for reading only${reason}`, () => {
  test('the old file, env_file_not_writable, and nothing beside it', async () => {
    const folder = diskWithEnv();
    spawnSync('mount', ['-o', 'remount,ro', folder]);
    const { code, document } = await setup(folder);
    expect(code).toBe(10);
    expect(document.diagnosis?.cause).toBe('env_file_not_writable');
    expect(readFileSync(join(folder, '.env'), 'utf8')).toBe(old);
    expect(readdirSync(folder).sort()).toEqual(['.env', '.gitignore']);
  });
});
