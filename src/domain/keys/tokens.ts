import type { GenuineShape } from './shapes.ts';
import { genuineShapes, marker, wholeLength } from './shapes.ts';

/** Whether the text is, to the character, a key in a form that OpenAI is known to issue. */
export function isGenuine(text: string): boolean {
  const shape = shapeOf(text);
  if (shape === undefined) return false;
  if (shape.alphabet === 'alphanumeric' && !/^sk-[A-Za-z0-9]+$/.test(text)) return false;
  return shape.sides.some(
    (side) => text.length === wholeLength(shape, side) && text.startsWith(marker, shape.prefix.length + side),
  );
}

/** The form whose prefix this text has; `undefined` for a text that starts with no known prefix. */
export function shapeOf(text: string): GenuineShape | undefined {
  return genuineShapes.find((shape) => text.startsWith(shape.prefix));
}

/** Runs of key characters in a text, in order. An escape before one (`\n`, `%20`) is not part of it. */
export function tokensIn(text: string): string[] {
  const tokens: string[] = [];
  for (const match of text.matchAll(/[A-Za-z0-9_-]+/g)) {
    const before = text[match.index - 1];
    let token = match[0];
    if (before === '\\') token = token.replace(/^[nrt](?=sk-)/, '');
    else if (before === '%') token = token.replace(/^[0-9A-Fa-f]{2}(?=sk-)/, '');
    tokens.push(token);
  }
  return tokens;
}

/** Number of markers in the text: 2 or more means that keys were run together. */
export function markersIn(text: string): number {
  return text.split(marker).length - 1;
}

/** The piece that a text repeats without anything between (`AA` gives `A`); the text itself where it doesn't. */
export function repeatedPiece(text: string): string {
  const head = text.slice(0, 20);
  const period = text.indexOf(head, 20);
  if (head.length < 20 || period < 0 || text.length % period !== 0) return text;
  const piece = text.slice(0, period);
  return piece.repeat(text.length / period) === text ? piece : text;
}
