import { describe, expect, test } from 'vitest';
import { createRail } from '../../src/adapters/terminal/rail.ts';
import { asciiOnly, createStyle, marks } from '../../src/ui/theme.ts';

function railOf({ isThere = true, columns = 80, color = false } = {}) {
  const { quiet } = createStyle(color);
  return createRail({ isThere: () => isThere, quiet, columns: () => columns });
}

describe('the rail', () => {
  test('stands in the margin, at lines without one before them, and not at lines with a mark', () => {
    const rail = railOf();
    expect(rail.begin()).toBe(true);
    expect(rail.beside('\nTitle\n  a hint\n')).toBe('\n┌ Title\n│ a hint\n');
    for (const mark of Object.values(marks)) expect(rail.beside(`${mark} a\n`)).toBe(`${mark} a\n`);
    expect(rail.beside('  an answer\n    further in\nat the edge\n')).toBe(
      '│ an answer\n│   further in\n│ at the edge\n',
    );
  });

  test('has one empty line between steps, however many are written', () => {
    const rail = railOf();
    rail.begin();
    rail.beside('Title\n');
    expect(rail.gap()).toBe('│\n');
    expect(rail.gap()).toBe('');
    expect(rail.beside('\n\nA part\n\n')).toBe('│ A part\n│\n');
    expect(rail.gap()).toBe('');
  });

  test('ends once, with a line that fits', () => {
    for (const [columns, length] of [
      [40, 40],
      [200, 60],
    ]) {
      const rail = railOf({ columns });
      rail.begin();
      rail.beside('Title\n');
      expect(rail.end()).toBe(`│\n└${'─'.repeat((length ?? 0) - 1)}\n`);
      expect([rail.end(), rail.isOn, rail.beside('  free\n')]).toEqual(['', false, '  free\n']);
    }
  });

  test('the last words stand at its very end, all their lines', () => {
    const rail = railOf();
    rail.begin();
    rail.beside('Title\n');
    expect(rail.beside('Cancelled.\nNothing was changed.\n', 'last')).toBe(
      '└ Cancelled.\n  Nothing was changed.\n',
    );
    expect(rail.isOn).toBe(false);
  });

  test('does not end before anything stood on it', () => {
    const rail = railOf();
    rail.begin();
    expect(rail.beside('openai-setup: no target.\n', 'last')).toBe('openai-setup: no target.\n');
    expect(rail.isOn).toBe(false);
  });

  test('what is to be copied stands free of it', () => {
    const rail = railOf();
    rail.begin();
    rail.beside('Title\n');
    expect(rail.beside('  npm install\n', 'free')).toBe('  npm install\n');
    expect(rail.gap()).toBe('│\n');
  });

  test('colours of a line stay those of the line', () => {
    const rail = railOf({ color: true });
    const { strong, good } = createStyle(true);
    rail.begin();
    const quiet = '\u001b[2m┌\u001b[22m';
    expect(rail.beside(`${strong('  Title')}\n`)).toBe(`${quiet} \u001b[1mTitle\u001b[22m\n`);
    expect(rail.beside(`${good(marks.good)} done\n`)).toBe(`${good(marks.good)} done\n`);
  });

  test('a sequence for the terminal is no line', () => {
    const rail = railOf();
    rail.begin();
    rail.beside('Title\n');
    expect(rail.beside('\u001b[?25h')).toBe('\u001b[?25h');
  });

  test('is not there where nobody sits at a terminal that draws, nor before it begins, and begins once', () => {
    const none = railOf({ isThere: false });
    expect([none.begin(), none.beside('\n  text\n'), none.gap(), none.end()]).toEqual([
      false,
      '\n  text\n',
      '',
      '',
    ]);
    const rail = railOf();
    expect([rail.beside('  text\n'), rail.begin(), rail.begin()]).toEqual(['  text\n', true, false]);
  });

  test('has an ASCII form', () => {
    const rail = railOf({ columns: 40 });
    rail.begin();
    const shown = rail.beside('Title\n  text\n') + rail.end();
    expect(asciiOnly(shown)).toBe(`+ Title\n| text\n|\n+${'-'.repeat(39)}\n`);
  });
});
