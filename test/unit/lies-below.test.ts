import { expect, test } from 'vitest';
import { isInside, liesBelow } from '../../src/adapters/files/lies-below.ts';

test.skipIf(process.platform === 'win32').each<[string, string, boolean, boolean]>([
  ['/a', '/a/b', true, true],
  ['/a', '/a/b/c', true, true],
  ['/a', '/a/..b', true, true],
  ['/a', '/a', false, true],
  ['/a', '/ab', false, false],
  ['/a', '/b', false, false],
  ['/a/b', '/a', false, false],
  ['/a/b/c', '/a', false, false],
  ['/a/b', '/a/c', false, false],
  ['/', '/a', true, true],
  ['/', '/', false, true],
])('in %s, %s: below it %s, it or below it %s', (folder, path, below, inside) => {
  expect(liesBelow(folder, path)).toBe(below);
  expect(isInside(folder, path)).toBe(inside);
});
