/**
 * Env files are handled as strings in which each character is one byte (0 to 255). So every 8-bit
 * encoding survives an edit byte for byte, and offsets in the string are offsets in the file.
 */

const chunk = 8192;
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const latin1 = new TextDecoder('latin1');
const encoder = new TextEncoder();

/** The UTF-8 byte order mark as a byte string. */
export const bom = '\xef\xbb\xbf';

export function toByteString(bytes: Uint8Array): string {
  // 'latin1' is windows-1252 by the Encoding Standard: right, and fast, where 0x80 to 0x9f are absent.
  const quick = latin1.decode(bytes);
  if (!/[\u0100-\uffff]/.test(quick)) return quick;
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += chunk) {
    parts.push(String.fromCharCode.apply(null, bytes.subarray(at, at + chunk) as unknown as number[]));
  }
  return parts.join('');
}

export function fromByteString(text: string): Uint8Array {
  const ascii = encoder.encode(text);
  if (ascii.length === text.length) return ascii;
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** What the bytes say when read as UTF-8; wrong sequences become U+FFFD, as in `fs.readFileSync(…, 'utf8')`. */
export function decode(text: string): string {
  return /^\p{ASCII}*$/u.test(text) ? text : utf8.decode(fromByteString(text));
}

/** Text as the byte string of its UTF-8 encoding. */
export function encode(text: string): string {
  return toByteString(encoder.encode(text));
}

/**
 * How many bytes of white space, as JavaScript's `\s` has it, stand at an offset; 0 where there is
 * none. A CRLF counts as one break of two bytes.
 */
export function spaceAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === 13) return text.charCodeAt(at + 1) === 10 ? 2 : 1;
  if (code === 32 || (code >= 9 && code <= 12)) return 1;
  return code >= 0xc2 ? wideSpaceAt(text, at, code) : 0;
}

function wideSpaceAt(text: string, at: number, first: number): number {
  const second = text.charCodeAt(at + 1);
  if (first === 0xc2) return second === 0xa0 ? 2 : 0;
  const third = text.charCodeAt(at + 2);
  if (first === 0xe1) return second === 0x9a && third === 0x80 ? 3 : 0;
  if (first === 0xe2 && second === 0x80) {
    return (third >= 0x80 && third <= 0x8a) || third === 0xa8 || third === 0xa9 || third === 0xaf ? 3 : 0;
  }
  if (first === 0xe2) return second === 0x81 && third === 0x9f ? 3 : 0;
  if (first === 0xe3) return second === 0x80 && third === 0x80 ? 3 : 0;
  return first === 0xef && second === 0xbb && third === 0xbf ? 3 : 0;
}

export function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}

/** The first offset from `at` on that is not white space; line breaks count as white space. */
export function skipSpace(text: string, at: number): number {
  let width = spaceAt(text, at);
  while (width > 0) {
    at += width;
    width = spaceAt(text, at);
  }
  return at;
}

/** The same, staying on the line. */
export function skipSpaceInLine(text: string, at: number): number {
  while (!isBreak(text.charCodeAt(at))) {
    const width = spaceAt(text, at);
    if (width === 0) return at;
    at += width;
  }
  return at;
}

/** Where the line that holds `at` ends: the offset of its line break, or of the end. */
export function lineEnd(text: string, at: number): number {
  while (at < text.length && !isBreak(text.charCodeAt(at))) at += 1;
  return at;
}

/** Where the next line starts, given the offset of a line break or of the end. */
export function afterBreak(text: string, at: number): number {
  if (at >= text.length) return text.length;
  return at + (text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10 ? 2 : 1);
}
