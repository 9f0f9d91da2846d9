import { describe, expect, test } from 'vitest';
import {
  beginsWord,
  endOfWord,
  startOfWord,
  wordsOfPieces,
} from '../../src/domain/code/pieces/words-of-pieces.ts';

const code = 'const $a = b1;\nask(b1, $a, b1);\nconst c = 1e3 + _d.b1;\n';
const lines = [
  { from: 0, to: 15 },
  { from: 15, to: 32 },
  { from: 32, to: code.length },
];

describe('the pieces of a text in which a word stands', () => {
  const piecesWith = wordsOfPieces(code, lines);

  test.each([
    ['b1', [0, 1, 2]],
    ['$a', [0, 1]],
    ['const', [0, 2]],
    ['ask', [1]],
    ['_d', [2]],
    ['e3', [2]],
  ])('%s: %j', (word, pieces) => {
    expect(piecesWith(word)).toEqual(pieces);
  });

  test.each(['b', 'a', '1', 'constant', 'con', '', '1e3'])('none for %j', (word) => {
    expect(piecesWith(word)).toEqual([]);
  });

  test('short words are told apart', () => {
    const chars = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
    const short = [...chars].flatMap((one) => [...'0123456789', ...chars].map((other) => one + other));
    const all = short.map((_, at) => ({ from: 3 * at, to: 3 * at + 3 }));
    const withPiece = wordsOfPieces(short.map((word) => `${word} `).join(''), all);
    expect(short.flatMap((word) => withPiece(word))).toEqual(short.map((_, at) => at));
  });

  test('not what stands before the first piece', () => {
    expect(wordsOfPieces(code, lines.slice(1))('ask')).toEqual([0]);
    expect(wordsOfPieces(code, lines.slice(2))('ask')).toEqual([]);
  });

  test('are those that a search for each word finds, in a text with very many', () => {
    const many = Array.from({ length: 2000 }, (_, at) => `word${at % 700} other${at}\n`);
    let from = 0;
    const pieces = many.map((line) => {
      from += line.length;
      return { from: from - line.length, to: from };
    });
    const inMany = wordsOfPieces(many.join(''), pieces);
    for (let at = 0; at < 2000; at += 37) {
      expect(inMany(`other${at}`)).toEqual([at]);
      expect(inMany(`word${at % 700}`)).toEqual(
        [0, 1, 2].map((turn) => (at % 700) + 700 * turn).filter((one) => one < 2000),
      );
    }
  });
});

describe('a word in a text', () => {
  test('begins with a letter, `_` or `$`', () => {
    const all = [...'aZ_$09.-é\n'].map((char) => beginsWord(char.charCodeAt(0)));
    expect(all).toEqual([true, true, true, true, false, false, false, false, false, false]);
  });

  test('reaches to where no letter and no digit follows, or stands before it', () => {
    expect(endOfWord('a b1_$.c', 2)).toBe(6);
    expect(startOfWord('a b1_$.c', 6)).toBe(2);
    expect(startOfWord('abc', 3)).toBe(0);
    expect(endOfWord('abc', 0)).toBe(3);
  });
});
