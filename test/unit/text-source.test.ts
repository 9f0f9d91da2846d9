import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createTextSource } from '../../src/adapters/files/text-source.ts';

const folder = mkdtempSync(join(tmpdir(), 'text-source-'));
const program = join(folder, 'read.mjs');
afterAll(() => rmSync(folder, { recursive: true }));

// Standard input belongs to a process, so this reads it in one of its own.
beforeAll(() =>
  build({
    stdin: {
      contents: `import { createTextSource } from './src/adapters/files/text-source.ts';
        let length = 0;
        try {
          for await (const part of (await createTextSource().stdin()).parts) length += part.length;
          process.stdout.write(String(length));
        } catch (error) { process.stdout.write(error.name + ' ' + error.reason); }`,
      resolveDir: process.cwd(),
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: program,
  }),
);

function readStdin(...parts: readonly (string | Uint8Array)[]): Promise<string> {
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  for (const part of parts) child.stdin.write(part);
  child.stdin.end();
  return new Promise((resolve, reject) => {
    let out = '';
    child.stdout.on('data', (data) => {
      out += data;
    });
    child.on('error', reject).on('close', () => resolve(out));
  });
}

describe('standard input', () => {
  test.each([
    ['nothing', [], '0'],
    [
      'a text in parts that cut a character',
      ['ab', Buffer.from('世').subarray(0, 1), Buffer.from('世').subarray(1)],
      '3',
    ],
    ['more than 1 MiB', ['x'.repeat(3_000_000)], '3000000'],
    ['a byte order mark', ['\ufeffab'], '2'],
    ['UTF-16, big end first', [Buffer.from([0xfe, 0xff, 0x4e, 0x16])], '1'],
    ['UTF-16 without a mark', [Buffer.from('words', 'utf16le')], '5'],
    ['a binary', [Buffer.from([0x7f, 0x45, 0, 1])], 'TextUnreadable binary'],
    ['another encoding', [Buffer.from([0xc4, 0xe3])], 'TextUnreadable not_utf8'],
    ['a character cut at the end', [Buffer.from('世').subarray(0, 2)], 'TextUnreadable not_utf8'],
  ])('%s', async (_, parts, expected) => expect(await readStdin(...parts)).toBe(expected));
});

describe('standard input is waited for', () => {
  const own = Object.getOwnPropertyDescriptor(process.stdin, 'isTTY');
  afterEach(() => {
    if (own) Object.defineProperty(process.stdin, 'isTTY', own);
    else Reflect.deleteProperty(process.stdin, 'isTTY');
  });
  test.each<[unknown, boolean]>([
    [true, false],
    [false, true],
    [undefined, true],
  ])('where it is a terminal, %s: %s', async (value, isRead) => {
    Object.defineProperty(process.stdin, 'isTTY', { value, configurable: true });
    const opened = await createTextSource().stdin();
    expect(opened !== null).toBe(isRead);
    if (opened) expect(opened.bytes).toBeNull();
  });
});

describe('a file', () => {
  const path = (name: string): string => join(folder, name);
  async function readAll(name: string): Promise<unknown> {
    try {
      const { bytes, parts } = await createTextSource().file(path(name));
      let length = 0;
      for await (const part of parts) length += part.length;
      return [bytes, length];
    } catch (error) {
      return (error as { reason?: string }).reason;
    }
  }
  const put = (name: string, content: string | Uint8Array) => writeFileSync(path(name), content);

  test('is read in parts, with its size known before', async () => {
    put('empty', '');
    put('large', 'x'.repeat(3_000_000));
    put('utf16', Buffer.from('\ufeffwords', 'utf16le'));
    expect(await readAll('empty')).toEqual([0, 0]);
    expect(await readAll('large')).toEqual([3_000_000, 3_000_000]);
    expect(await readAll('utf16')).toEqual([12, 5]);
  });

  test.skipIf(process.platform === 'win32')('that is a device has no size before it is read', async () => {
    expect((await createTextSource().file('/dev/null')).bytes).toBeNull();
  });

  test('that cannot be read says why', async () => {
    put('file', 'x');
    put('binary', Buffer.from([0x7f, 0x45, 0, 1]));
    put('binary-later', `${'x'.repeat(100_000)}\0`);
    put('other-encoding', Buffer.from([0xc4, 0xe3]));
    mkdirSync(path('folder'));
    expect(await readAll('none')).toBe('missing');
    expect(await readAll('file/below')).toBe('missing');
    expect(await readAll('folder')).toBe('directory');
    expect(await readAll('binary')).toBe('binary');
    expect(await readAll('binary-later')).toBe('binary');
    expect(await readAll('other-encoding')).toBe('not_utf8');
  });

  test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'nobody may read says so',
    async () => {
      put('closed', 'x');
      chmodSync(path('closed'), 0);
      expect(await readAll('closed')).toBe('no_permission');
    },
  );
});
