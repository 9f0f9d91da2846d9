import { describe, expect, test } from 'vitest';
import { count, dollars, shortCount } from '../../src/ui/figures.ts';
import { width } from '../../src/ui/layout.ts';
import { type Column, table } from '../../src/ui/table.ts';

test.each([
  [0, '0.00'],
  [0.1, '0.10'],
  [15, '15.00'],
  [0.075, '0.075'],
  [0.00035, '0.00035'],
  [0.0000037, '0.0000037'],
  [1e-7, '0.0000001'],
  [5e-9, '0.000000005'],
  [1811.25, '1,811.25'],
  [2_850_000_000, '2,850,000,000.00'],
  [0.1 + 0.2, '0.30'],
  [12.3456789, '12.345679'],
])('dollars of %d', (amount, text) => expect(dollars(amount)).toBe(text));

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1e12, '1,000,000,000,000'],
])('count of %d', (number, text) => expect(count(number)).toBe(text));

test.each([
  [512, '512'],
  [8192, '8K'],
  [16_385, '16K'],
  [400_000, '400K'],
  [1_000_000, '1M'],
  [1_050_000, '1.05M'],
])('short form of %d', (number, text) => expect(shortCount(number)).toBe(text));

describe('table', () => {
  const columns: readonly Column[] = [
    { title: '模型', align: 'left' },
    { title: 'in', align: 'right' },
    { title: 'note', align: 'left', drop: 1 },
    { title: 'more', align: 'left', drop: 2 },
  ];
  const rows = [
    ['gpt', '10.00', '简单', 'x'],
    ['模型甲', '0.5', '', 'yy'],
  ];

  test('aligns by columns of the terminal, Chinese characters as two', () => {
    expect(table(columns, rows, 80)).toEqual([
      '模型       in  note  more',
      'gpt     10.00  简单  x',
      '模型甲    0.5        yy',
    ]);
  });

  test('leaves columns out by their number, then stacks', () => {
    expect(table(columns, rows, 24)[0]).toBe('模型       in  note');
    expect(table(columns, rows, 18)[0]).toBe('模型       in');
    expect(table(columns, rows, 12)).toEqual(['gpt', '  in 10.00', '模型甲', '  in 0.5']);
  });

  test.each([5, 12, 13, 18, 19, 24, 25, 26])('is never wider than %d, names apart', (limit) => {
    for (const line of table(columns, rows, limit))
      expect(width(line)).toBeLessThanOrEqual(Math.max(limit, 10));
  });

  test('without rows is its title line', () =>
    expect(table(columns, [], 80)).toEqual(['模型  in  note  more']));
});
