import { expect, test } from 'vitest';
import { before, width, wrap } from '../../src/ui/layout.ts';
import { createStyle } from '../../src/ui/theme.ts';

const address = `https://docs.example/${'a'.repeat(40)}#key_rejected`;

test.each([address, `\u001b[36m${address}\u001b[39m`])(
  'an address stays whole, in colour as well: %#',
  (link) => {
    expect(wrap(`see ${link}`, 30)).toBe(`see\n${link}`);
  },
);

test('what comes behind a text stands after a blank, but not behind a full-width mark', () => {
  expect(['Go ahead?', '确认写入？', '（Y/n）', ''].map(before)).toEqual([
    'Go ahead? ',
    '确认写入？',
    '（Y/n）',
    '',
  ]);
});

test('any other word that is wider is cut', () => {
  expect(wrap('a'.repeat(25), 10)).toBe(['a'.repeat(10), 'a'.repeat(10), 'a'.repeat(5)].join('\n'));
});

test.each([
  [
    'a Chinese character',
    '一二三四五六七八九十一二三四五六七八九十甲。',
    40,
    '一二三四五六七八九十一二三四五六七八九\n十甲。',
  ],
  ['a letter', 'one two three four a', 18, 'one two three\nfour a'],
  ['a digit after Chinese', '一二三四五六七八九十 5', 21, '一二三四五六七八九\n十 5'],
])('%s is not alone on the last line', (_, text, columns, expected) => {
  expect(wrap(text, columns)).toBe(expected);
});

test('a masked key stays in one piece', () => {
  expect(wrap('shell 变量中的密钥 sk-proj-…Ab3d 优先', 30)).toBe('shell 变量中的密钥\nsk-proj-…Ab3d 优先');
  expect(wrap('the key in the file (sk-proj-…Ab3d)', 30)).toBe('the key in the file\n(sk-proj-…Ab3d)');
});

test('however wide it is, no last line has a single character, and no line is too wide', () => {
  const text =
    '密钥已写入 .env 文件，并用 dotenv 读回，结果一致；第一次调用成功，回复来自 gpt-6-luna 模型，花费约 $0.0001 左右，可以继续了吧。';
  for (let columns = 20; columns <= 200; columns++) {
    const lines = wrap(text, columns).split('\n');
    expect(Math.max(...lines.map(width))).toBeLessThanOrEqual(columns);
    expect((lines.at(-1) ?? '').match(/[\p{L}\p{N}]/gu)?.length, `${columns}`).toBeGreaterThan(1);
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
  }
});

test('a colour that goes on ends with each line and begins again with the next', () => {
  const style = createStyle(true);
  const long = 'one two three four five';
  const paint = (text: string) =>
    text
      .split('\n')
      .map((line) => style.quiet(line))
      .join('\n');
  expect(wrap(style.quiet(long), 10)).toBe(paint(wrap(long, 10)));
  expect(wrap(`a ${style.good('green green green')} b`, 10)).toBe(
    `a ${style.good('green')}\n${style.good('green')}\n${style.good('green')} b`,
  );
  expect(wrap(`  ${style.quiet(`x ${style.good('yy zz')} w`)}`, 6)).toBe(
    `  ${style.quiet(`x ${style.good('yy')}`)}\n  ${style.quiet(`${style.good('zz')} w`)}`,
  );
  expect(wrap(`${style.strong('bold')} plain plain`, 10)).toBe(`${style.strong('bold')} plain\nplain`);
});
