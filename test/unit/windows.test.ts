import fs, { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFiles } from '../../src/adapters/files/files.ts';
import { realPath } from '../../src/adapters/files/real-path.ts';
import { browserExpected } from '../../src/adapters/system/browser.ts';
import { variables } from '../../src/adapters/system/variables.ts';
import { asUtf8 } from '../../src/domain/env/tidy.ts';
import { rewriteInPowerShell } from '../../src/domain/loading/shells.ts';

const failure = (code: string) => Object.assign(new Error(code), { code });
const bytes = (text: string) => new TextEncoder().encode(text);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'windows-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('names of variables have no case on Windows', () => {
  const env = { openai_api_key: 'a', Path: 'b', HTTPS_proxy: 'c' };
  expect(variables(env, 'win32')).toEqual({ OPENAI_API_KEY: 'a', PATH: 'b', HTTPS_PROXY: 'c' });
  expect(variables(env, 'linux')).toEqual(env);
});

describe('a drive that cannot tell real paths', () => {
  const failing = (code: string) => ({
    lstatSync: fs.lstatSync,
    realpathSync: (() => {
      throw failure(code);
    }) as unknown as typeof fs.realpathSync,
  });
  test.each(['EISDIR', 'EINVAL', 'UNKNOWN', 'EPERM', 'EIO'])('%s: the path as it was given', (code) => {
    writeFileSync(join(folder, '.env'), 'A=1');
    expect(realPath(join(folder, '.env'), failing(code))).toBe(join(folder, '.env'));
    expect(createFiles(failing(code)).read(join(folder, '.env'))).toMatchObject({ state: 'file' });
  });
  test('what is not there, and a link that leads nowhere, are still told', () => {
    expect(() => realPath(join(folder, 'no'), failing('EISDIR'))).toThrow('ENOENT');
    fs.symlinkSync('nowhere', join(folder, 'link'));
    expect(() => realPath(join(folder, 'link'), failing('EISDIR'))).toThrow('EISDIR');
  });
});

describe('a file that another program holds for a moment', () => {
  test.each(['renameSync', 'unlinkSync', 'rmdirSync'] as const)('%s is tried again', async (name) => {
    writeFileSync(join(folder, '.env'), 'old');
    let left = 3;
    const call = (...args: unknown[]): unknown => {
      left -= 1;
      if (left >= 0) throw failure('EBUSY');
      return (fs[name] as (...given: unknown[]) => unknown)(...args);
    };
    const files = createFiles({ [name]: call });
    const done = await files.replace(join(folder, '.env'), () => bytes('new'), { newMode: 0o600 });
    expect(done).toMatchObject({ ok: true, change: 'updated' });
    expect(readFileSync(join(folder, '.env'), 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['.env']);
    expect(left).toBeLessThan(0);
  });
});

test('a text in UTF-16 is rewritten whole, or not at all', () => {
  const text = '\ufeffA=1\r\nB=密 😀\r\n';
  const little = Buffer.from(text, 'utf16le');
  for (const one of [little, Buffer.from(little).swap16()])
    expect(new TextDecoder().decode(asUtf8(one) ?? bytes('none'))).toBe('A=1\r\nB=密 😀\r\n');
  expect(asUtf8(bytes('A=1\n'))).toBeNull();
  expect(asUtf8(Buffer.concat([little, Buffer.from([0x3d, 0xd8])])), 'half a character').toBeNull();
  expect(asUtf8(Buffer.concat([little, Buffer.from([0x41])])), 'half a unit').toBeNull();
});

test('the line for PowerShell quotes the path as PowerShell does', () => {
  expect(rewriteInPowerShell("it's/.env")).toBe(
    "[IO.File]::WriteAllText((Resolve-Path 'it''s/.env'), (Get-Content -Raw 'it''s/.env'))",
  );
});

test.each([
  ['false', true],
  ['0', true],
  ['', true],
  ['true', false],
  ['1', false],
] as const)('CI=%j: a browser is expected: %j', (CI, expected) => {
  expect(browserExpected({ CI, DISPLAY: ':0' }, 'linux')).toBe(expected);
});

test('the name of an env file has no case on Windows, and one elsewhere', () => {
  const readdirSync = (() => [
    '.ENV',
    '.Env.Local',
    'README.md',
    '.envrc',
    'A.ENV',
  ]) as unknown as typeof fs.readdirSync;
  expect(createFiles({ readdirSync }, 'win32').list('x')).toEqual([
    '.env',
    '.env.local',
    'README.md',
    '.envrc',
    'A.ENV',
  ]);
  expect(createFiles({ readdirSync }, 'linux').list('x')[0]).toBe('.ENV');
});

test('a device, or a stream in a file, is none that a key is written to', () => {
  for (const name of ['NUL', 'prod/nul.env', '.env:key'])
    expect(createFiles({}, 'win32').read(name)).toMatchObject({
      state: 'unreadable',
      reason: 'special_file',
    });
  expect(createFiles({}, 'linux').read('nul.env.that-is-not-there')).toEqual({ state: 'missing' });
});
