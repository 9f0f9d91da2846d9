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
 * A key that no account has, in the shape of today's project keys: the mark in the middle (base64 of
 * the vendor's name) between two random halves of 74 characters.
 */
export function madeUpKey(): string {
  const mark = Buffer.from('OpenAI').toString('base64');
  return randomId('sk-proj-', 74) + mark + randomId('', 74);
}
