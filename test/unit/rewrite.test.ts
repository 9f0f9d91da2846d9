import { describe, expect, test } from 'vitest';
import { rewriteFile } from '../../src/changes/rewrite.ts';
import { memoryFiles } from '../support/memory-files.ts';

const path = '/app/.env';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const to = (text: string | null) => () => (text === null ? null : bytes(text));

describe('whether a file was rewritten', () => {
  test.each<[string, string | null, boolean, string]>([
    ['it was', 'A=2\n', true, 'A=2\n'],
    ['it was emptied', '', true, ''],
    ['nothing was to be changed', null, false, 'A=1\n'],
    ['it says the same already', 'A=1\n', false, 'A=1\n'],
  ])('%s', async (_, text, expected, now) => {
    const files = memoryFiles({ [path]: 'A=1\n' });
    expect(await rewriteFile({ files }, path, to(text))).toBe(expected);
    expect(files.now()[path]).toBe(now);
    // As secret as it was; a file that is made anew is not meant to be.
    expect(files.calls).toEqual([`replace ${path} 600`]);
  });

  test('what another program wrote meanwhile stays', async () => {
    const files = memoryFiles({ [path]: 'A=1\n' });
    const edit = async () => {
      files.put(path, 'B=1\n');
      return bytes('A=2\n');
    };
    expect(await rewriteFile({ files }, path, edit)).toBe(false);
    expect(files.now()[path]).toBe('B=1\n');
  });

  test('one that somebody removed meanwhile is not made again', async () => {
    const files = memoryFiles({ [path]: 'A=1\n' });
    const edit = async () => {
      files.put(path, null);
      return bytes('A=2\n');
    };
    expect(await rewriteFile({ files }, path, edit)).toBe(false);
    expect(files.now()).toEqual({});
  });

  test('one that is not there, or cannot be read or written, is left', async () => {
    const files = memoryFiles({ '/app/a/.env': 'A=1\n' });
    expect(await rewriteFile({ files }, path, to('A=2\n'))).toBe(false);
    expect(await rewriteFile({ files }, '/app/a', to('A=2\n'))).toBe(false);
    expect(files.calls).toEqual([]);
    files.refuse('/app/a/.env', 'denied');
    expect(await rewriteFile({ files }, '/app/a/.env', to('A=2\n'))).toBe(false);
  });
});
