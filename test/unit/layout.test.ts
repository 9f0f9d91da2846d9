import { expect, test } from 'vitest';
import { wrap } from '../../src/ui/layout.ts';

const address = `https://docs.example/${'a'.repeat(40)}#key_rejected`;

test.each([address, `\u001b[36m${address}\u001b[39m`])(
  'an address stays whole, in colour as well: %#',
  (link) => {
    expect(wrap(`see ${link}`, 30)).toBe(`see\n${link}`);
  },
);

test('any other word that is wider is cut', () => {
  expect(wrap('a'.repeat(25), 10)).toBe(['a'.repeat(10), 'a'.repeat(10), 'a'.repeat(5)].join('\n'));
});
