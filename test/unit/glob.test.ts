import { expect, test } from 'vitest';
import { matchesGlob } from '../../src/domain/text/glob.ts';

test.each(['constructor', '__proto__', 'toString', 'nothing'])(
  'no class of characters is called %s',
  (name) => {
    expect(matchesGlob(`[[:${name}:]]`, 'a')).toBe(null);
  },
);

test('a class of characters that there is', () => {
  expect([matchesGlob('[[:digit:]]', '7'), matchesGlob('[[:digit:]]', 'a')]).toEqual([true, false]);
});
