import type { KeyUse } from '../../ports/files.ts';

/** A form in which a key stands in files. */
export interface Form {
  readonly as: KeyUse['as'];
  readonly bytes: Buffer;
  /** The same as a Perl-compatible expression, without a zero byte in it. */
  readonly expression: string;
}

/** From this length on it is the key, whatever is glued to its front. */
export const certain = 20;

/** The forms that are looked for. */
export function formsOf(text: string): readonly Form[] {
  const escaped = (one: string): string => one.replace(/[^\w-]/g, '\\$&');
  const forms: Form[] = [
    { as: 'text', bytes: Buffer.from(text), expression: escaped(text) },
    // Without its last zero it is the same in either order of bytes.
    {
      as: 'utf16',
      bytes: Buffer.from(text, 'utf16le').subarray(0, -1),
      expression: [...text].map(escaped).join('\\x00'),
    },
  ];
  if (text.length < certain) return forms;
  // A last group of less than three bytes would depend on what follows.
  const whole = Buffer.from(text).subarray(0, text.length - (text.length % 3));
  const base64 = whole.toString('base64');
  return [...forms, { as: 'base64', bytes: Buffer.from(base64), expression: escaped(base64) }];
}
