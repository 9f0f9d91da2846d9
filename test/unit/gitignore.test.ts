import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addIgnoredFolder, addIgnoreEntry, ignoreEntry } from '../../src/domain/git/gitignore.ts';
import { GIT_VERSION, Sandbox } from '../support/repository.ts';
import { growth } from '../support/work.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const decode = (bytes: Uint8Array | null) =>
  bytes === null ? null : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
const add = (text: string | null, name = '.env', judgedByGit = false) =>
  decode(addIgnoreEntry(text === null ? null : encode(text), name, { judgedByGit }));

describe('the line that is added', () => {
  test.each([
    ['no file', null, '.env\n'],
    ['an empty file', '', '.env\n'],
    ['a line', 'dist\n', 'dist\n.env\n'],
    ['no final newline', 'dist', 'dist\n.env\n'],
    ['CRLF', 'dist\r\n', 'dist\r\n.env\r\n'],
    ['CRLF without a final newline', 'a\r\nb', 'a\r\nb\r\n.env\r\n'],
    ['mixed endings: as the last line has it', 'a\r\nb\n', 'a\r\nb\n.env\n'],
    ['a byte order mark', '\uFEFFdist\n', '\uFEFFdist\n.env\n'],
    ['only a byte order mark', '\uFEFF', '\uFEFF.env\n'],
    ['blank lines at the end', 'dist\n\n\n', 'dist\n\n\n.env\n'],
    ['a negation', '.env\n!.env\n', '.env\n!.env\n.env\n'],
    ['a wide negation', '*\n!*\n', '*\n!*\n.env\n'],
    ['a comment', '# .env\n', '# .env\n.env\n'],
    ['the folder form', '.env/\n', '.env/\n.env\n'],
    ['a rule of another folder', 'config/.env\n', 'config/.env\n.env\n'],
    ['a rule that ends in the middle of a set', '.en[v\n', '.en[v\n.env\n'],
    ['a negation too long to be read', `.env\n!${'a'.repeat(2000)}\n`, `.env\n!${'a'.repeat(2000)}\n.env\n`],
  ])('%s', (_, before, after) => {
    expect(add(before)).toBe(after);
    expect(add(after), 'a second time').toBeNull();
    expect(add(before, '.env', true)).toBe(after);
    expect(add(after, '.env', true), 'a second time, judged by git').toBeNull();
  });

  test.each([
    '.env\n',
    '/.env\n',
    '**/.env\n',
    '.env*\n',
    '*.env*\n',
    '.en?\n',
    '.en[a-z]\n',
    '.env  \r\n',
    '*\n',
    '\\.env',
    '.env\n!**/a**/.env\n',
    '.en[[:alpha:]]\n',
  ])('%j needs none outside a repository', (rules) => expect(add(rules)).toBeNull());

  test('git has the last word: a rule that seems to match is not enough', () => {
    expect(add('.env*\n', '.env', true)).toBe('.env*\n.env\n');
  });

  test('a `?` is one byte, as git has it', () => {
    expect(add('?\n', 'ü')).toBe('?\n/ü\n');
    expect(add('??\n', 'ü')).toBeNull();
  });

  test('bytes that are no UTF-8 stay', () => {
    const before = Uint8Array.of(0x23, 0xe9, 0xff, 0x0a);
    const after = addIgnoreEntry(before, '.env', { judgedByGit: false });
    expect([...(after ?? [])]).toEqual([0x23, 0xe9, 0xff, 0x0a, ...encode('.env\n')]);
  });
});

test.each([
  ['.env', '.env'],
  ['.env.local', '.env.local'],
  ['.env.my-team_2', '.env.my-team_2'],
  ['secrets.env', '/secrets.env'],
  ['.dev.vars', '/.dev.vars'],
  ['!a', '/!a'],
  ['#a', '/#a'],
  ['a b', '/a b'],
  ['a  ', '/a\\ \\ '],
  ['[a]*?\\', '/\\[a]\\*\\?\\\\'],
  ['.env*', '/.env\\*'],
  ['a\nb\r', '/a?b?'],
])('the entry for %j', (name, entry) => expect(ignoreEntry(name)).toBe(entry));

describe('the line for a folder that is not there yet', () => {
  test.each([
    ['no file', null, 'node_modules/\n'],
    ['another line', '.env\n', '.env\nnode_modules/\n'],
    ['CRLF', '.env\r\n', '.env\r\nnode_modules/\r\n'],
    ['a file of that name only', '/node_modules/x\n', '/node_modules/x\nnode_modules/\n'],
    ['a negation', 'node_modules\n!node_modules\n', 'node_modules\n!node_modules\nnode_modules/\n'],
    ['as a folder', 'node_modules/\n', null],
    ['as a name', 'node_modules\n', null],
    ['at the root', '/node_modules\n', null],
    ['by a pattern', '*_modules\n', null],
    ['all of it', '*\n', null],
  ])('%s', (_, before, after) => {
    expect(decode(addIgnoredFolder(before === null ? null : encode(before), 'node_modules'))).toBe(after);
  });
});

test.each(['*', '\\', ' ', '[', '**/', '?*', '!'])('a long line of %j does not ignore a file', (letter) => {
  const name = 'a'.repeat(200);
  const line = (size: number) => `${letter.repeat(size)}x\n`;
  expect(add(line(500_000), name)).toBe(`${line(500_000)}${ignoreEntry(name)}\n`);
  expect(growth((size) => add(line(size), name))).toBeLessThan(2.2);
});

const pieces = [
  '.env',
  'env',
  '.',
  'e',
  '*',
  '**',
  '?',
  '[a-z]',
  '[!a]',
  '[[:alpha:]]',
  '[',
  ']',
  '\\',
  '/',
  ' ',
  '#',
  '!',
  'x',
  '-',
  'ü',
];
const rule = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(''));
const rules = fc.array(rule, { minLength: 1, maxLength: 4 });
const fileName = fc.constantFrom(
  '.env',
  'x.env',
  '#e',
  '!x',
  'e ',
  '[e]',
  '*.env',
  '\\e',
  'ü',
  '.env.env',
  'env-x',
);
const situation = fc.tuple(rules, fileName);
const atOnce = 50;
const numRuns = process.env['CI'] ? 2_000 : 100;

describe.skipIf(GIT_VERSION === null)(
  `against git itself (${GIT_VERSION ?? 'skipped: not on this machine'})`,
  () => {
    test('never takes a file for ignored that git would not ignore, and the entry always wins', () => {
      const box = new Sandbox();
      try {
        const repo = box.repository();
        // One question for many files, each in a folder of its own.
        const folders = Array.from({ length: atOnce }, (_, n) => join(repo, `f${n}`));
        for (const folder of folders) mkdirSync(folder);
        const ignoredByGit = (paths: readonly string[]): readonly string[] => {
          const args = ['check-ignore', '--no-index', '-z', '--stdin'];
          const input = paths.join('\0');
          const { stdout } = spawnSync('git', args, { cwd: repo, env: box.env, input, encoding: 'utf8' });
          return stdout.split('\0').filter((path) => path !== '');
        };
        let agreed = 0;
        fc.assert(
          fc.property(fc.array(situation, { minLength: atOnce, maxLength: atOnce }), (situations) => {
            const paths = situations.map(([lines, name], n) => {
              const before = encode(lines.join('\n'));
              const after = addIgnoreEntry(before, name, { judgedByGit: false });
              if (after === null) agreed += 1;
              else expect(addIgnoreEntry(after, name, { judgedByGit: false })).toBeNull();
              writeFileSync(join(folders[n] ?? '', '.gitignore'), after ?? before);
              return join(folders[n] ?? '', name);
            });
            expect(ignoredByGit(paths)).toEqual(paths);
          }),
          { numRuns: numRuns / atOnce },
        );
        expect(agreed, 'some files are ignored already').toBeGreaterThan(0);
      } finally {
        box.remove();
      }
    });
  },
);
