import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

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
