import { candidatesIn } from './candidates.ts';
import { encodedKeys } from './encoded.ts';
import { type KeyInLine, keysInLine } from './find-keys.ts';
import { type HiddenKey, joinedKeys } from './joined.ts';

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

/** UTF-16 units of a text that are seen behind the place where a key begins: more than one in many parts takes. */
const ahead = 16 * 1024;
/** Units that are still seen before it, so that a word stays whole. */
const before = 1024;

/** Finds the keys of a text that comes in pieces: whole ones, those in parts and those in base64, in order. */
export function createTextScanner(take: (key: PlacedKey) => void): TextScanner {
  /** What was not looked at yet, from `fresh` on, and a little of what was. */
  let text = '';
  let fresh = 0;
  /** Where `fresh` is. */
  let line = 1;
  let behind = 0;

  const scanTo = (end: number): void => {
    let at = fresh;
    const moveTo = (place: number): void => {
      for (let found = text.indexOf('\n', at); found >= 0 && found < place; found = text.indexOf('\n', at)) {
        line += 1;
        behind = 0;
        at = found + 1;
      }
      behind += place - at;
      at = place;
    };
    for (const { at: place, ...key } of keysOf(text)) {
      if (place < fresh || place >= end) continue;
      moveTo(place);
      take({ ...key, column: behind + 1, line });
    }
    moveTo(end);
    const kept = Math.max(0, end - before);
    text = text.slice(kept);
    fresh = end - kept;
  };
  return {
    push(piece) {
      text += piece;
      // Not at every small piece: what is ahead is looked at again.
      if (text.length - fresh > 4 * ahead) scanTo(text.length - ahead);
    },
    end() {
      scanTo(text.length);
    },
  };
}

/** Units around a place that shows something: as much as a key in many parts may take before it and behind it. */
const around = { before: 4 * 1024, behind: 8 * 1024 };

/** In order. Only what is near a place that shows something is looked at closely. */
function keysOf(text: string): readonly HiddenKey[] {
  const windows: { from: number; to: number }[] = [];
  for (const at of candidatesIn(text)) {
    const from = Math.max(0, at - around.before);
    const last = windows.at(-1);
    if (last && from <= last.to) last.to = at + around.behind;
    else windows.push({ from, to: at + around.behind });
  }
  return windows.flatMap(({ from, to }) =>
    keysInWindow(text.slice(from, to)).map((key) => ({ ...key, at: key.at + from })),
  );
}

/** A part that looks like a key by itself is the key that it begins. */
function keysInWindow(text: string): readonly HiddenKey[] {
  const whole = keysInLine(text);
  const hidden = [...joinedKeys(text, whole), ...encodedKeys(text)];
  const begun = new Set(hidden.map(({ at }) => at));
  const plain = whole.map((key) => ({ ...key, at: key.column - 1 })).filter(({ at }) => !begun.has(at));
  return [...plain, ...hidden].sort((one, other) => one.at - other.at);
}
