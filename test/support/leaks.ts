import { Buffer } from 'node:buffer';

/**
 * Finds what an output gives away of secrets: whole keys, encodings, pieces of 12 characters beyond the public prefix,
 * and authorization headers of any kind. Written apart from the program's own masking, so that each can catch the other.
 * Returns descriptions without the secret itself; empty means no leak.
 */
export function findLeaks(output: string | Uint8Array, secrets: readonly string[]): string[] {
  const found = new Set<string>();
  for (const text of readingsOf(output)) {
    for (const secret of secrets) for (const leak of leaksOf(text, secret)) found.add(leak);
    if (authorization.test(text)) found.add('value of an authorization header');
  }
  return [...found];
}

const pieceLength = 12;

/** Credentials after `Bearer` or `Basic`, unless they are masked or a placeholder in capitals. */
const authorization =
  /\b(?:bearer|basic)(?:\s|%20){1,4}(?=[\w.~+/=-]*\d)(?=[\w.~+/=-]*[a-z])[\w.~+/=-]{12,}(?![\w.~+/=*…-])/i;

/** Bytes may be UTF-8, UTF-16 or anything else, and characters may be written by their codes. */
function readingsOf(output: string | Uint8Array): string[] {
  if (typeof output === 'string') return [output, ...unescaped(output)];
  const bytes = Buffer.from(output);
  const utf8 = bytes.toString('utf8');
  return [
    utf8,
    ...unescaped(utf8),
    bytes.toString('latin1'),
    bytes.toString('utf16le'),
    bytes.subarray(1).toString('utf16le'),
  ];
}

/** Entities of HTML, percents of addresses and escapes of JSON, once and twice; nothing where there are none. */
function unescaped(text: string): string[] {
  const once = (from: string): string =>
    from
      .replace(/&amp;/g, '&')
      .replace(/&#(\d{2,3});/g, (_, code) => String.fromCharCode(Number(code)))
      .replace(/(?:&#x|%|\\u00|\\x)([2-7][0-9a-f]);?/gi, (_, code) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      )
      .replaceAll('\\\\', '\\');
  const first = once(text);
  return first === text ? [] : [first, once(first)];
}

function leaksOf(text: string, secret: string): string[] {
  const name = `${publicPrefix(secret)}…${secret.slice(-4)} (${secret.length})`;
  const leaks: string[] = [];
  const seek = (what: string, needles: readonly string[]) => {
    if (needles.some((needle) => needle.length >= 6 && text.includes(needle)))
      leaks.push(`${what} of ${name}`);
  };
  seek('all', [secret]);
  seek('JSON form', [JSON.stringify(secret).slice(1, -1)]);
  seek('URL form', [encodeURIComponent(secret)]);
  const bytes = Buffer.from(secret);
  seek('hex', [bytes.toString('hex'), bytes.toString('hex').toUpperCase()]);
  // Base64 of a longer text depends on how many bytes came before, modulo 3; the first digits are not the secret's alone.
  for (const before of ['', 'x', 'xx', 'Bearer ', ':', 'user:']) {
    const digits = Buffer.from(before + secret).toString('base64');
    const own = digits
      .slice(before.length === 0 ? 0 : Math.ceil((before.length * 8) / 6))
      .replace(/=+$/, '')
      .slice(0, -1);
    seek('base64', [own, own.replaceAll('+', '-').replaceAll('/', '_')]);
    for (const piece of piecesOf(own.slice(16), 16))
      if (text.includes(piece)) leaks.push(`piece of base64 of ${name}`);
  }
  const hidden = secret.slice(publicPrefix(secret).length);
  if (piecesOf(hidden, pieceLength).some((piece) => text.includes(piece))) leaks.push(`piece of ${name}`);
  return [...new Set(leaks)];
}

function piecesOf(text: string, length: number): string[] {
  return Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) =>
    text.slice(at, at + length),
  );
}

/** The part of a key that may be shown. */
function publicPrefix(secret: string): string {
  return /^(?:sk-(?:proj|svcacct|service|admin|None|ant|or)-|[A-Za-z]{2,5}[-_])/.exec(secret)?.[0] ?? '';
}
