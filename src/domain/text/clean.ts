/**
 * Text that came from a server or a file, made safe to print: without escape sequences and what they carry, control
 * characters, bidirectional marks, invisible characters and halves of surrogate pairs.
 */

export interface CleanOptions {
  /** Line breaks stay (as `\n`), and so does the indentation of lines. Otherwise the text becomes one line. */
  readonly keepLines?: boolean;
}

/** Bidirectional marks, embeddings and isolates; zero-width and other invisible characters; tags; language marks. */
const unseen = new RegExp(
  `[${[
    '\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e',
    '\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb\\u{e0000}-\\u{e0fff}',
  ].join('')}]`,
  'u',
);
const blank = /\s/;

/**
 * Cleans a text. At most `maxLength` characters (code points) of the result are kept, the last of them `…` where it
 * was longer. Takes time in proportion to the text's length.
 */
export function cleanText(
  text: string,
  maxLength = Number.POSITIVE_INFINITY,
  options: CleanOptions = {},
): string {
  const keepLines = options.keepLines ?? false;
  const kept: string[] = [];
  // Blanks and line breaks that stand if something follows them.
  let blanks = 0;
  let breaks = 0;
  for (let at = 0; at < text.length; ) {
    const afterEscape = escapeEnd(text, at);
    if (afterEscape > at) {
      at = afterEscape;
      continue;
    }
    const code = text.codePointAt(at) ?? 0;
    const character = String.fromCodePoint(code);
    at += character.length;
    if (isLineBreak(code)) {
      // CRLF is one break.
      if (code !== 0x0d || text.charCodeAt(at) !== 0x0a) breaks += 1;
      blanks = 0;
    } else if (code === 0x09) blanks += 2;
    else if (isSurrogate(code) || unseen.test(character)) continue;
    else if (blank.test(character)) blanks += 1;
    else if (!isControl(code)) {
      if (kept.length > 0) kept.push(...gap(blanks, breaks, keepLines));
      kept.push(character);
      blanks = 0;
      breaks = 0;
      if (kept.length > maxLength) break;
    }
  }
  return shorten(kept, maxLength);
}

/** What stands between two words: one blank, or the line breaks (no more than one empty line) and the indentation. */
function gap(blanks: number, breaks: number, keepLines: boolean): string[] {
  if (!keepLines) return blanks + breaks > 0 ? [' '] : [];
  return [...'\n'.repeat(Math.min(breaks, 2)), ...' '.repeat(Math.min(blanks, 80))];
}

function shorten(characters: readonly string[], maxLength: number): string {
  if (characters.length <= maxLength) return characters.join('');
  if (maxLength < 1) return '';
  return `${characters
    .slice(0, maxLength - 1)
    .join('')
    .trimEnd()}…`;
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

function isControl(code: number): boolean {
  return code < 0x20 || (code >= 0x7f && code <= 0x9f);
}

/** LF, VT, FF, CR, NEL, and Unicode's line and paragraph separators. */
function isLineBreak(code: number): boolean {
  return (code >= 0x0a && code <= 0x0d) || code === 0x85 || code === 0x2028 || code === 0x2029;
}

const escapeCode = 0x1b;
const stringTerminator = 0x9c;
const bell = 0x07;

/** What begins an escape sequence, as the byte after ESC or as its own C1 character. */
const introducers: Readonly<Record<number, 'control' | 'string' | 'title'>> = {
  91: 'control',
  155: 'control',
  93: 'title',
  157: 'title',
  80: 'string',
  144: 'string',
  88: 'string',
  152: 'string',
  94: 'string',
  158: 'string',
  95: 'string',
  159: 'string',
};

/** Where the escape sequence at `start` ends; `start` where none begins there (ECMA-48, and xterm for BEL). */
function escapeEnd(text: string, start: number): number {
  const first = text.charCodeAt(start);
  const isEscape = first === escapeCode;
  if (!isEscape && !(first >= 0x90 && first <= 0x9f)) return start;
  const body = isEscape ? start + 2 : start + 1;
  const kind = introducers[isEscape ? text.charCodeAt(start + 1) : first];
  if (kind === 'control') return controlEnd(text, body);
  if (kind !== undefined) return stringEnd(text, body, kind === 'title');
  return isEscape ? shortEscapeEnd(text, start + 1) : start + 1;
}

/** CSI: parameters and intermediates, then one final character. Anything else breaks it off. */
function controlEnd(text: string, from: number): number {
  let at = from;
  while (inRange(text, at, 0x20, 0x3f)) at += 1;
  return inRange(text, at, 0x40, 0x7e) ? at + 1 : at;
}

/** OSC, DCS, SOS, PM, APC: up to the string terminator; without one a terminal swallows all the rest. */
function stringEnd(text: string, from: number, bellEnds: boolean): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === stringTerminator || (bellEnds && code === bell)) return at + 1;
    // CAN and SUB cancel.
    if (code === 0x18 || code === 0x1a) return at + 1;
    // ESC \ ends the string; any other escape begins a sequence of its own.
    if (code === escapeCode) return text[at + 1] === '\\' ? at + 2 : at;
  }
  return text.length;
}

/** ESC, intermediates, one final character: `ESC ( B`, `ESC c`. */
function shortEscapeEnd(text: string, from: number): number {
  let at = from;
  while (inRange(text, at, 0x20, 0x2f)) at += 1;
  return inRange(text, at, 0x30, 0x7e) ? at + 1 : at;
}

function inRange(text: string, at: number, low: number, high: number): boolean {
  const code = text.charCodeAt(at);
  return code >= low && code <= high;
}
