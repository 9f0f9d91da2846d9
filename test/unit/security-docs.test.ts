import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const text = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');
const rows = text.split('\n').filter((line) => /^\| (?!protected|-)/.test(line));

test('every row of the threat model names tests, and each is there', () => {
  expect(rows.length).toBeGreaterThan(8);
  for (const row of rows) {
    const tests =
      row
        .split('|')
        .at(-2)
        ?.match(/`[^`]+`/g) ?? [];
    expect(tests, row).not.toEqual([]);
    for (const path of tests)
      expect(existsSync(new URL(`../../${path.slice(1, -1)}`, import.meta.url)), path).toBe(true);
  }
});
