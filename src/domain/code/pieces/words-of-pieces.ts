import type { Piece } from './top-level.ts';

/**
 * In which pieces of a text a word stands, by their numbers. Made in one pass and without a string for each word: words are told
 * apart by a number made of their characters (FNV-1a). Hardly two share one; where they do, a piece too many is found.
 */
export function wordsOfPieces(code: string, pieces: readonly Piece[]): (word: string) => readonly number[] {
  /** Most words stand in one piece: those need no list. */
  const found = new Map<number, number | number[]>();
  for (const [number, { from, to }] of pieces.entries())
    for (let at = from; at < to; at += 1) {
      if (!beginsWord(code.charCodeAt(at))) continue;
      const end = endOfWord(code, at);
      const id = idOf(code, at, end);
      const known = found.get(id);
      if (known === undefined) found.set(id, number);
      else if (typeof known === 'object') {
        if (known[known.length - 1] !== number) known.push(number);
      } else if (known !== number) found.set(id, [known, number]);
      at = end;
    }
  return (word) => {
    const known = found.get(idOf(word, 0, word.length)) ?? [];
    return typeof known === 'object' ? known : [known];
  };
}

/** A letter, `_` or `$`. */
export const beginsWord = (char: number): boolean =>
  (char >= 97 && char <= 122) || (char >= 65 && char <= 90) || char === 95 || char === 36;

const goesOn = (char: number): boolean => beginsWord(char) || (char >= 48 && char <= 57);

export function endOfWord(text: string, from: number): number {
  let end = from;
  while (goesOn(text.charCodeAt(end))) end += 1;
  return end;
}

export function startOfWord(text: string, to: number): number {
  let start = to;
  while (goesOn(text.charCodeAt(start - 1))) start -= 1;
  return start;
}

function idOf(text: string, from: number, to: number): number {
  let id = 0x811c_9dc5;
  for (let at = from; at < to; at += 1) id = Math.imul(id ^ text.charCodeAt(at), 0x0100_0193);
  // As small as a number must be that V8 keeps without a box.
  return id & 0x3fff_ffff;
}
