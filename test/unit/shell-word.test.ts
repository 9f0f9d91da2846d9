import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { quoted, shellPath, shellWord } from '../../src/domain/text/shell-word.ts';

describe('a word of a command line', () => {
  test.each([
    ['.env', '.env'],
    ['apps/web/.env.local', 'apps/web/.env.local'],
    ['配置/.env', '配置/.env'],
    ['my app/.env', "'my app/.env'"],
    ["it's/.env", "'it'\\''s/.env'"],
    ['a$HOME', "'a$HOME'"],
    ['a;rm -rf b', "'a;rm -rf b'"],
    ['*.env', "'*.env'"],
    ['', "''"],
  ])('%j is shown as %s', (text, shown) => expect(shellWord(text)).toBe(shown));

  test.each([
    ['-rf', './-rf'],
    ['~/x/.env', '~/x/.env'],
    ['~/my app/.env', "~/'my app/.env'"],
    ['~', "'~'"],
  ])('as the name of a file %j is shown as %s', (path, shown) => expect(shellPath(path)).toBe(shown));

  test.skipIf(process.platform === 'win32')('a shell reads back what was meant', () => {
    for (const text of ['a b', "it's", '$HOME `id` "x" \\', '配置', '-n', '%d', '!', '#x', '~x'])
      expect(execFileSync('sh', ['-c', `printf %s ${quoted(text)}`], { encoding: 'utf8' })).toBe(text);
    for (const path of ['a b/.env', '-n', "it's"])
      expect(execFileSync('sh', ['-c', `printf %s ${shellPath(path)}`], { encoding: 'utf8' })).toBe(
        path === '-n' ? './-n' : path,
      );
  });
});
