import { joinAt } from '../text/seams.ts';

/** A text as whoever decodes it reads it, and the way back to what is written. */
export interface DecodedText {
  readonly text: string;
  /** Where a character of it begins in what is written. */
  original(at: number): number;
}

/** Deeper than an answer in an answer in a document is escaped. */
const deepest = 5;

/**
 * The readings of a text whose characters are written by their codes or names, in part or all of them: as HTML, addresses,
 * JSON, mail and programs do, perhaps one within the other, and as lists of numbers. None for most texts.
 */
export function readingsOf(text: string): readonly DecodedText[] {
  const readings: DecodedText[] = [];
  let inner: DecodedText = { text, original: (at) => at };
  for (let depth = 0; depth < deepest && isEscaped.test(inner.text); depth += 1) {
    const outer = inner;
    const joined = joinAt(outer.text, escapes, replacedBy(characterOf));
    inner = { text: joined.text, original: (at) => outer.original(joined.original(at)) };
    readings.push(inner);
  }
  if ((text.match(numbers)?.length ?? 0) >= fewestNumbers)
    readings.push(joinAt(text, numbers, replacedBy(characterOfNumber)));
  return readings;
}

const replacedBy = (read: (written: string) => string) => (written: string) => ({
  text: read(written),
  isGlue: true,
});

/** Each form of an escape, and the base of the number in it. */
const coded: readonly (readonly [form: string, base: number])[] = [
  ['&#0{0,8}([0-9]{2,5});?', 10],
  ['&#[xX]0{0,8}([0-9a-fA-F]{2,4});?', 16],
  ['%([0-9a-fA-F]{2})', 16],
  ['[%\\\\]u([0-9a-fA-F]{4})', 16],
  ['=([0-9A-F]{2})', 16],
  ['\\\\[ux]\\{0{0,4}([0-9a-fA-F]{2,4})\\}', 16],
  ['\\\\x([0-9a-fA-F]{2})', 16],
  ['\\\\U0000([0-9a-fA-F]{4})', 16],
  ['\\\\([01][0-7]{2})', 8],
];
const escapes = new RegExp(
  [...coded.map(([form]) => form), '&([A-Za-z]{2,31});', '\\\\([^])'].join('|'),
  'g',
);
/** Whether a character of a key may be escaped; blanks and quotes that are say nothing. */
const isEscaped =
  /&(?:#|amp;|num;|percnt;)|%(?:u00|25)*(?:2[dD]|[3-7][0-9a-fA-F])|=(?:2D|[3-7][0-9A-F])|\\[uxU01]/;

/** Names of the characters in a key, and of those that begin another escape. */
const named: Readonly<Record<string, string>> = {
  ...{ amp: '&', num: '#', percnt: '%', bsol: '\\', equals: '=', semi: ';' },
  ...{ hyphen: '-', dash: '-', minus: '-', lowbar: '_', UnderBar: '_' },
};

function characterOf(written: string): string {
  const groups = new RegExp(escapes.source).exec(written)?.slice(1) ?? [];
  const at = groups.findIndex((group) => group !== undefined);
  const [group = '', base] = [groups[at], coded[at]?.[1]];
  if (base !== undefined) return String.fromCharCode(Number.parseInt(group, base));
  if (written.startsWith('&')) return named[group] ?? ' ';
  return /[bfnrt]/.test(group) ? '\n' : group;
}

/** As many characters as the shortest secret has. */
const fewestNumbers = 8;
/** The codes of visible characters in a list: `115, 107, 45`, `0x73 0x6b`, `0163`. */
const code = '0[xX][2-7][0-9a-fA-F]|0[oO]?(?:1[0-7]{2}|[4-7][0-7])|3[2-9]|[4-9][0-9]|1[01][0-9]|12[0-6]';
const numbers = new RegExp(
  `(?<![0-9A-Za-z])(?:${code})(?:(?:,\\s{0,2}|\\s{1,2})(?=[0-9])|(?![0-9A-Za-z]))`,
  'g',
);

function characterOfNumber(written: string): string {
  const number = written.replace(/,?\s*$/, '');
  return String.fromCharCode(/^0[0-7]/.test(number) ? Number.parseInt(number, 8) : Number(number));
}
