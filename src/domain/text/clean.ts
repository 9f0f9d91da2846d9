/**
 * Text that came from a server, a file, the environment or the command line, made safe to print and to stand in JSON:
 * without escape sequences and what they carry, control characters, bidirectional marks, invisible characters and halves
 * of surrogate pairs. It is cleaned once, where it enters, and by nothing but these functions.
 */
export type Clean = string & { readonly [cleaned]: true };
declare const cleaned: unique symbol;

/** No text from elsewhere is longer, in characters (code points). */
export const longestText = 400;

/** Of a model's reply, which is a result and no quotation. */
const longestReply = 2000;

/** In one line, and no longer than `longestText`: the last character is then `…`. */
export function cleanText(text: string): Clean {
  return shorten(visible(text, { most: longestText }), longestText);
}

/** The reply of a model, in one line. */
export function cleanReply(text: string): Clean {
  return shorten(visible(text, { most: longestReply }), longestReply);
}

/** The name of a file or folder, with all of its blanks, and whole. */
export function cleanPath(path: string): Clean {
  return visible(path, { keepBlanks: true }).join('') as Clean;
}

/** In one line of any length: for looking at, not for showing. */
export function oneLine(text: string): string {
  // Most text has nothing to be taken out.
  if (/^[\x20-\x7e]*$/.test(text)) return text.trim().replace(/ {2,}/g, ' ');
  return visible(text).join('');
}

/** Where there is less room than `longestText`. */
export function shortened(text: Clean, length: number): Clean {
  return shorten([...text], length);
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

/** The characters that can be seen, with one blank for what stands between words. Takes time in proportion to the text. */
function visible(
  text: string,
  { most = Number.POSITIVE_INFINITY, keepBlanks = false }: { most?: number; keepBlanks?: boolean } = {},
): readonly string[] {
  const kept: string[] = [];
  let gap = false;
  for (let at = 0; at < text.length && kept.length <= most; ) {
    const afterEscape = escapeEnd(text, at);
    if (afterEscape > at) {
      at = afterEscape;
      continue;
    }
    const code = text.codePointAt(at) ?? 0;
    const character = String.fromCodePoint(code);
    at += character.length;
    if (isSurrogate(code) || unseen.test(character)) continue;
    const isBreak = isLineBreak(code) || code === 0x09;
    if (isBreak || blank.test(character)) {
      if (keepBlanks) kept.push(isBreak ? ' ' : character);
      gap = !keepBlanks;
    } else if (!isControl(code)) {
      if (gap && kept.length > 0) kept.push(' ');
      gap = false;
      kept.push(character);
    }
  }
  return kept;
}

function shorten(characters: readonly string[], length: number): Clean {
  if (characters.length <= length) return characters.join('') as Clean;
  const kept = characters.slice(0, length - 1).join('');
  return `${kept.trimEnd()}…` as Clean;
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
