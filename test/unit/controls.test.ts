import { describe, expect, test } from 'vitest';
import { onlyColors, withoutControls } from '../../src/domain/text/controls.ts';

const esc = '\u001b';
const hostile: readonly (readonly [string, string])[] = [
  ['clears the screen', `${esc}[2J`],
  ['moves up', `${esc}[3A`],
  ['sets the title', `${esc}]0;pwned\u0007`],
  ['resets the terminal', `${esc}c`],
  ['as one character', '\u009b2J'],
  ['goes back', '\b\r'],
  ['rings', '\u0007'],
  ['turns text around', '\u202e'],
  ['hides', '\u200b\u2060\ufeff'],
  ['asks for an answer', `${esc}[6n${esc}[c`],
  ['an endless colour', `${esc}[${'1;'.repeat(50)}m`],
  ['an escape inside an escape', `${esc}${esc}[2J[2J`],
];
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about
const power = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

describe.each([withoutControls, onlyColors])('$name', (clean) => {
  test.each(hostile)('%s', (_, text) => {
    const cleaned = clean(`before${text}after`);
    expect(cleaned).not.toMatch(power);
    expect(cleaned).toMatch(/^before.*after$/);
  });

  test('leaves ordinary text alone', () => {
    const text = '  Größe 日本語 👍\n\tline\n';
    expect(clean(text)).toBe(text);
  });
});

test("colours are the program's own, not a name's", () => {
  const colored = `${esc}[31mred${esc}[39m${esc}[?25h`;
  expect(onlyColors(colored)).toBe(colored);
  expect(withoutControls(colored)).toBe('red');
});
