import { Pieces } from './pieces.ts';

/**
 * Secrets whose characters stand apart: broken by the end of a line, spelled with blanks or dots, coloured in pieces,
 * with invisible characters between them. Only letters and digits are compared; what stands between them is kept.
 */
export class Scattered {
  readonly #pieces = new Pieces();

  addAll(text: string): void {
    this.#pieces.addAll(viewOf(text).letters);
  }

  /** Puts an ellipsis in the place of every row of letters that belongs to a secret. */
  mask(text: string): string {
    if (this.#pieces.isEmpty) return text;
    const { letters, places } = viewOf(text);
    const kept: string[] = [];
    let copied = 0;
    for (const [from, to] of this.#pieces.find(letters)) {
      for (let at = from; at < to; at += 1) {
        const place = places[at] ?? 0;
        const between = text.slice(copied, place);
        // Hyphens and underscores are part of a key; blanks and quotes are the layout's.
        if (kept.length === 0 || !/^[-_]*$/.test(between)) kept.push(between, '…');
        copied = place + 1;
      }
    }
    return kept.join('') + text.slice(copied);
  }
}

const escapeCode = 0x1b;
const backslash = 0x5c;

/** Letters and digits of a text in one row, and where each stands. Those of escapes are not the text's. */
function viewOf(text: string): { readonly letters: string; readonly places: Uint32Array } {
  const codes = new Uint8Array(text.length);
  const places = new Uint32Array(text.length);
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isLetter(code)) {
      codes[count] = code;
      places[count] = at;
      count += 1;
    } else if (code === escapeCode) at = colorEnd(text, at);
    // `\n` of JSON, and `\\`, after which a letter is a letter.
    else if (code === backslash && '"\\/bfnrt'.includes(text.charAt(at + 1))) at += 1;
  }
  return { letters: new TextDecoder().decode(codes.subarray(0, count)), places };
}

function isLetter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** The last character of `ESC [ … m` and its like; the escape itself where it is something else. */
function colorEnd(text: string, start: number): number {
  if (text[start + 1] !== '[') return start;
  let at = start + 2;
  while (/[0-9;?]/.test(text.charAt(at))) at += 1;
  return isLetter(text.charCodeAt(at)) ? at : start;
}
