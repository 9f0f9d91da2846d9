import { describe, expect, test } from 'vitest';
import { createKeyReader, type Key } from '../../src/adapters/terminal/keys.ts';
import { createTypedKeys } from '../../src/adapters/terminal/typed-keys.ts';
import { yesOrNo } from '../../src/adapters/terminal/yes-or-no.ts';
import { promptWords } from '../../src/i18n/prompt-words.ts';

/** Short forms: `<enter>` for a key, the text itself, `[text]` for a pasted one. */
const told = (keys: readonly Key[]): string =>
  keys
    .map((key) => (key.name !== 'text' ? `<${key.name}>` : key.pasted ? `[${key.text}]` : key.text))
    .join(' ');

function read(...chunks: readonly string[]): string {
  const reader = createKeyReader();
  const keys = chunks.flatMap((chunk) => reader.read(chunk));
  return told([...keys, ...(reader.waits ? reader.settle() : [])]);
}

test.each([
  ['letters', ['abc'], 'abc'],
  ['Chinese', ['是'], '是'],
  ['Enter', ['\r'], '<enter>'],
  ["Windows' line break", ['a\r\nb'], 'a <enter> b'],
  ['arrows', ['\x1b[A\x1bOB'], '<up> <down>'],
  ['arrows that mean nothing', ['\x1b[C\x1b[D'], '<other> <other>'],
  ['an arrow in two chunks', ['\x1b', '[A'], '<up>'],
  ['an arrow in three chunks', ['\x1b', '[', 'B'], '<down>'],
  ['Home, Delete, F5, Shift-Tab', ['\x1b[H\x1b[3~\x1b[15~\x1b[Z'], '<other> <other> <other> <other>'],
  ['F1 of the Linux console', ['\x1b[[Ay'], '<other> y'],
  ['a letter with Alt', ['\x1by'], '<other>'],
  ['an arrow with Alt', ['\x1b\x1b[A'], '<other>'],
  ['Enter with Alt', ['\x1b\r'], '<other>'],
  ['Esc', ['\x1b'], '<escape>'],
  ['Esc twice', ['\x1b\x1b'], '<escape>'],
  ['the beginning of a sequence', ['\x1b[12'], ''],
  ['Ctrl-D, Ctrl-U, Ctrl-Z, Ctrl-\\', ['\x04\x15\x1a\x1c'], '<leave> <clear> <suspend> <quit>'],
  ['Ctrl-T', ['\x14'], '<other>'],
  ['Ctrl-C and what came with it', ['y\r\x03y'], '<interrupt>'],
  ['a paste', ['\x1b[200~a\r\nb\x1b[201~c'], '[a\nb] c'],
  ['a paste with keys in it', ['\x1b[200~\x1b[A\x04\x1b[201~'], '[\x1b[A\x04]'],
  ['a paste in pieces', ['\x1b[20', '0~ab', 'c\x1b[2', '01~', 'd'], '[ab] [c] d'],
  ['two pastes', ['\x1b[200~a\x1b[201~\x1b[200~b\x1b[201~\r'], '[a] [b] <enter>'],
  ['a paste without an end', ['\x1b[200~a', 'b\r'], '[a] [b\n]'],
  ['Ctrl-C in a paste', ['\x1b[200~a', 'b\x03c', '\r'], '[a] <interrupt> <enter>'],
  ['the end of a paste that nobody began', ['\x1b[201~\r'], '<enter>'],
])('%s', (_, chunks, expected) => {
  expect(read(...chunks)).toBe(expected);
});

test('text comes out as it came in, however it is cut', () => {
  const input = `x\x1b[200~${'sk-\x1b[2Key\n'.repeat(20)}\x1b[201~y\x1b[B\r`;
  for (let size = 1; size < 12; size++) {
    const reader = createKeyReader();
    const keys: Key[] = [];
    for (let at = 0; at < input.length; at += size) keys.push(...reader.read(input.slice(at, at + size)));
    const pasted = keys.map((key) => (key.name === 'text' && key.pasted ? key.text : '')).join('');
    expect(pasted).toBe('sk-\x1b[2Key\n'.repeat(20));
    expect(told(keys.filter((key) => !(key.name === 'text' && key.pasted)))).toBe('x y <down> <enter>');
  }
});

describe('yes and no in every language', () => {
  const languages = Object.entries(promptWords);
  test.each(languages)('%s', (_, words) => {
    for (const yes of ['y', 'Y', ' yes ', 'YES', '是', '是的', '好', '好的', 'ｙ', 'Ｙ', 'y。', words.yes])
      expect(yesOrNo(yes, words), yes).toBe(true);
    for (const no of ['n', 'N', 'No', '否', '不', '不要', 'ｎ', 'no!', words.no])
      expect(yesOrNo(no, words), no).toBe(false);
    for (const neither of [
      'x',
      'ny',
      'yn',
      'maybe',
      '也许',
      '是否',
      '好不',
      '1',
      '0',
      ' ',
      '。',
      'nein',
      'yesno',
    ])
      expect(yesOrNo(neither, words), neither).toBe(null);
  });
});

describe('what is pasted where there is something to choose is no answer', () => {
  const text = (chars: string, pasted = false): Key => ({ name: 'text', text: chars, pasted });
  const enter: Key = { name: 'enter' };
  test.each<[string, readonly (readonly [ms: number, keys: readonly Key[]])[], string]>([
    [
      'typed',
      [
        [0, [text('n')]],
        [10, [enter]],
      ],
      'n <enter>',
    ],
    ['typed in one chunk', [[0, [text('yes'), enter]]], 'yes <enter>'],
    ['a key with its line break', [[0, [text('sk-proj-1234'), enter]]], ''],
    ['a paste that is marked', [[0, [text('y\n', true)]]], ''],
    [
      'a paste in several chunks',
      [
        [0, [text('line one')]],
        [50, [enter, enter]],
        [120, [enter]],
      ],
      '',
    ],
    [
      'Enter some time after a paste',
      [
        [0, [text('line one'), enter]],
        [500, [enter]],
      ],
      '<enter>',
    ],
  ])('%s', (_, chunks, expected) => {
    let time = 0;
    const typed = createTypedKeys(() => time);
    const left = chunks.flatMap(([ms, keys]) => {
      time = ms;
      return typed(keys);
    });
    expect(told(left)).toBe(expected);
  });
});
