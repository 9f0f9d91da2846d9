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
  return around('sk-proj-', 74);
}

/** The same for a key of a service account. */
export function madeUpServiceKey(): string {
  return around('sk-svcacct-', 74);
}

/** The same for an admin key. */
export function madeUpAdminKey(): string {
  return around('sk-admin-', 58);
}

function around(prefix: string, side: number): string {
  const mark = Buffer.from('OpenAI').toString('base64');
  return randomId(prefix, side) + mark + randomId('', side);
}
