import { type KeyInLine, keysInLine, mayHoldKey } from './find-keys.ts';
import { encodedKeys, joinedKeys } from './joined.ts';

/** A key and the line, from 1, that it stands in. */
export interface PlacedKey extends KeyInLine {
  readonly line: number;
}

export interface TextScanner {
  /** The next piece of the text, cut anywhere. */
  push(piece: string): void;
  /** The text is over. */
  end(): void;
}

/** A longer word is no key: it is let go, so that memory stays bounded. */
const longestWord = 64 * 1024;

/** Finds the keys of a text that comes in pieces; lines may have any length. */
export function createTextScanner(take: (key: PlacedKey) => void): TextScanner {
  let line = 1;
  /** UTF-16 units of this line that are behind us. */
  let behind = 0;
  let rest = '';
  const scan = (text: string): void => {
    const relevant = mayHoldKey(text);
    if (relevant) reportHidden(text);
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      if (relevant) report(text.slice(from, end));
      from = end + 1;
      line += 1;
      behind = 0;
    }
    if (relevant) report(text.slice(from));
    behind += text.length - from;
  };
  const report = (part: string): void => {
    for (const key of keysInLine(part)) take({ ...key, column: key.column + behind, line });
  };
  /** Those in parts and encoded ones; what an earlier piece of the file holds of them is not joined. */
  const reportHidden = (text: string): void => {
    for (const { at, ...key } of [...joinedKeys(text), ...encodedKeys(text)]) {
      const before = text.slice(0, at);
      const lineStart = before.lastIndexOf('\n') + 1;
      const column = at - lineStart + 1 + (lineStart === 0 ? behind : 0);
      take({ ...key, column, line: line + before.split('\n').length - 1 });
    }
  };
  return {
    push(piece) {
      const text = rest + piece;
      // Words stay whole, and what stands before a word stays with it.
      let cut = text.length - 1;
      while (cut > 0 && isPartOfWord(text.charCodeAt(cut))) cut -= 1;
      if (cut <= 0 && text.length > longestWord) cut = text.length;
      if (cut > 0) scan(text.slice(0, cut));
      rest = cut > 0 ? text.slice(cut) : text;
    },
    end() {
      scan(rest);
      rest = '';
    },
  };
}

/** `A-Z a-z 0-9 - _`, and the backslash: `\n` before a key is told from a letter of it. */
function isPartOfWord(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x2d ||
    code === 0x5f ||
    code === 0x5c
  );
}
