import { describe, expect, test } from 'vitest';
import { readEnvDocument } from '../../src/domain/env/document.ts';
import { editEnvDocument } from '../../src/domain/env/edit.ts';
import { loadability } from '../../src/domain/loading/loaders.ts';
import { loadAs, loaderModels } from '../../src/domain/loading/models.ts';

/** Files that make a careless reader search to their end again and again. */
const name = 'OPENAI_API_KEY';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What each file is filled with, from its beginning (`A="` opens a value that nothing closes). */
const heads = ['', 'A="', `${name}='`];
const units = [
  '\n',
  '\r\n',
  '\r',
  ' ',
  '=',
  '= ',
  '#',
  '"',
  "'",
  '`',
  '\\"',
  'A="',
  'A= \n',
  'A="\n',
  'A=1 #"\n',
  'K: \n',
  'export ',
  'word\n',
  '# c\n',
  '=\n',
  `${name}="a\n`,
  'é',
  '\u00a0',
];

/**
 * Large enough that a time that grows with the square of the size is far beyond the time-out of a test. How fast it
 * is where it grows with the size is for `npm run bench` to say.
 */
const size = 300_000;

describe('time grows with the size of a file, not with its square', () => {
  test.each(heads.flatMap((head) => units.map((unit) => [head, unit] as const)))('%j %j', (head, unit) => {
    const file = bytes(head + unit.repeat(Math.ceil(size / unit.length)));
    expect(readEnvDocument(file).ok).toBe(true);
    expect(editEnvDocument(file, [{ name, value: 'sk-new' }]).ok).toBe(true);
    loadability(file, name, 'sk-new');
    for (const id of ['dotenv', 'bun', 'deno'] as const)
      loadAs(loaderModels[id], { package: null, node: 24 }, [{ path: '.env', bytes: file }], {});
  });
});

describe('10 MB with 100,000 assignments', () => {
  const line = (n: number): string => `NAME_${n}="${'v'.repeat(86)}"\n`;
  const file = bytes(Array.from({ length: 100_000 }, (_, n) => line(n)).join(''));

  test('are read and edited, with nothing else changed', () => {
    const read = readEnvDocument(file);
    expect(read.ok && read.document.assignments.length).toBe(100_000);
    const edited = editEnvDocument(file, [{ name, value: 'sk-new' }]);
    expect(edited.ok && edited.bytes.length).toBe(file.length + `${name}=sk-new\n`.length);
  });

  test('a quarter of a million assignments of the name are all set', () => {
    const many = bytes(`${name}=old\n`.repeat(250_000));
    const edited = editEnvDocument(many, [{ name, value: 'sk-new' }]);
    // Byte by byte the test would take minutes.
    expect(edited.ok && Buffer.compare(edited.bytes, bytes(`${name}=sk-new\n`.repeat(250_000)))).toBe(0);
  });
});
