import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { headerValues } from '../../src/domain/network/custom-headers.ts';
import { createRedactor } from '../../src/domain/secrets/redact.ts';

/** Secrets of 8 to 11 characters have no pieces: each of their other forms must be found whole, wherever it stands. */
const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ'.split('');
const digits = '23456789'.split('');
const short = fc
  .tuple(
    fc.array(fc.constantFrom(...letters, ...digits), { minLength: 7, maxLength: 10 }),
    fc.constantFrom(...digits),
    fc.nat(10),
  )
  .map(([characters, digit, at]) => {
    const all = [...characters];
    all.splice(at % (all.length + 1), 0, digit);
    return all.join('');
  });
const around = fc.string({ unit: fc.constantFrom('.', ' ', '!', 'é', '(', '\n'), maxLength: 6 });

function shown(secret: string, text: string): string {
  const redactor = createRedactor();
  redactor.add(secret);
  return redactor.redact(text);
}

/** The base64 digits that hold nothing but the secret. */
function ownDigits(secret: string, before: string): string {
  const shift = Buffer.byteLength(before);
  const encoded = Buffer.from(before + secret).toString('base64');
  const end = Math.floor(((shift + secret.length) * 8) / 6);
  return encoded.slice(Math.ceil((shift * 8) / 6), end);
}

test('as it is, reversed, in capitals or small letters, in hex', () => {
  fc.assert(
    fc.property(short, around, around, (secret, before, after) => {
      const hex = Buffer.from(secret).toString('hex');
      const reversed = [...secret].reverse().join('');
      for (const form of [
        secret,
        reversed,
        secret.toUpperCase(),
        secret.toLowerCase(),
        hex,
        hex.toUpperCase(),
      ])
        expect(shown(secret, `${before}${form}${after}`)).not.toContain(form);
    }),
  );
});

test('in base64 after any number of bytes, alone and in a longer text', () => {
  fc.assert(
    fc.property(short, fc.string({ maxLength: 9 }), fc.string({ maxLength: 9 }), (secret, before, after) => {
      const own = ownDigits(secret, before);
      const whole = Buffer.from(before + secret + after).toString('base64');
      expect(shown(secret, whole)).not.toContain(own);
      const forUrls = whole.replaceAll('+', '-').replaceAll('/', '_');
      expect(shown(secret, forUrls)).not.toContain(own.replaceAll('+', '-').replaceAll('/', '_'));
    }),
  );
});

test('the values of custom headers are secrets too, each of a line', () => {
  fc.assert(
    fc.property(fc.array(short, { minLength: 1, maxLength: 4 }), (secrets) => {
      const redactor = createRedactor();
      const lines = secrets.map((secret, at) => `X-Token-${at}:  ${secret} `);
      for (const value of headerValues(lines.join('\r\n'))) redactor.add(value);
      for (const secret of secrets) expect(redactor.redact(`got ${secret}!`)).not.toContain(secret);
    }),
  );
});
