import { randomBytes } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** An id of the API's kind: the prefix and random letters and digits. */
export function randomId(prefix: string, length: number): string {
  return prefix + Array.from(randomBytes(length), (byte) => letters[byte % letters.length]).join('');
}

/** `req_` and 32 hexadecimal digits. */
export function requestId(): string {
  return `req_${randomBytes(16).toString('hex')}`;
}

/**
 * A key that no account has, in the shape of today's keys: the mark in the middle (base64 of the vendor's name)
 * between two random halves.
 */
export function madeUpKey(prefix = 'sk-proj-', half = 74): string {
  const mark = Buffer.from('OpenAI').toString('base64');
  return randomId(prefix, half) + mark + randomId('', half);
}
