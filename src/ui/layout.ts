import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';
import { withoutControls } from '../domain/text/controls.ts';

/** Columns that a text takes in a terminal; Chinese characters take two. Plain text needs no measuring. */
export const width = (text: string): number => (/^[ -~]*$/.test(text) ? text.length : stringWidth(text));

const opening = '（《〈“‘「『【';
const closing = '，。、；：？！）》〉”’」』】…';

/** What is never broken: a word, also a masked key with its `…`, or a Chinese character, each with the marks that belong to it; or blanks. */
const unit = new RegExp(
  `\\s+|[${opening}]*(?:\\p{sc=Han}|(?:[^\\s\\p{sc=Han}${opening}${closing}]|…(?=\\w))+)?[${closing}]*`,
  'gu',
);

/**
 * Breaks lines at blanks and between Chinese characters, so that none is wider than `columns`; blanks at the
 * start of a line stay before each of its parts. A word that is wider is cut, but an address is not: whole,
 * on a line of its own, a terminal can still open it.
 */
export function wrap(text: string, columns: number): string {
  const limit = Math.max(columns, 10);
  return text
    .split('\n')
    .map((line) => (width(line) <= columns ? line : wrapLine(line, limit)))
    .join('\n');
}

/** An address, coloured or not. */
const isAddress = (word: string): boolean => /^https?:\/\//.test(withoutControls(word));

/** A part of a line that is never broken, with the blanks before it. */
interface Part {
  readonly blanks: string;
  readonly text: string;
}

function wrapLine(text: string, columns: number): string {
  const margin = /^ */.exec(text)?.[0].slice(0, columns >> 1) ?? '';
  const limit = columns - margin.length;
  const lines: Part[][] = [[]];
  let used = 0;
  let blanks = '';
  for (const part of text.trim().match(unit) ?? []) {
    if (part === '') continue;
    if (part.trim() === '') {
      blanks = part;
      continue;
    }
    const wide = width(part);
    if (used > 0 && used + blanks.length + wide > limit) {
      lines.push([]);
      used = 0;
    }
    const cut = wide > limit && !isAddress(part) ? wrapAnsi(part, limit, { hard: true }).split('\n') : [part];
    const last = cut.pop() ?? '';
    for (const whole of cut) {
      lines.at(-1)?.push({ blanks: '', text: whole });
      lines.push([]);
    }
    lines.at(-1)?.push({ blanks, text: last });
    used = cut.length > 0 ? width(last) : used + (used > 0 ? blanks.length : 0) + wide;
    blanks = '';
  }
  const texts = keepCompany(lines, limit)
    .filter((line) => line.length > 0)
    .map((line) => line.map((part, at) => (at > 0 ? part.blanks : '') + part.text).join(''));
  return colouredApart(texts)
    .map((line) => margin + line)
    .join('\n');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what colours a text begins with one
const colour = /\x1b\[(\d+)m/g;

/** What ends a colour of the theme: bold and faint, or one of the letters. */
const endOf = (code: number): number => (code < 10 ? 22 : 39);

/** Colours that go on from line to line end with each and begin again: what comes before the next, such as the rail, has its own. */
function colouredApart(lines: readonly string[]): readonly string[] {
  let open: readonly number[] = [];
  const written = (codes: readonly number[]): string => codes.map((code) => `\x1b[${code}m`).join('');
  return lines.map((line) => {
    const begins = written(open);
    for (const [, digits] of line.matchAll(colour)) {
      const code = Number(digits);
      const left = open.filter((one) => endOf(one) !== code);
      open = left.length < open.length ? left : code === 22 || code === 39 ? open : [...open, code];
    }
    return begins + line + written([...open].reverse().map(endOf));
  });
}

/** A last line of a single character gets what stands before it, where the line before can spare that. */
function keepCompany(lines: readonly Part[][], limit: number): readonly Part[][] {
  const [before, last] = lines.slice(-2);
  const [only, ...more] = last ?? [];
  const moved = before && before.length > 1 ? before.at(-1) : undefined;
  if (!before || !only || !moved || more.length > 0 || letters(only.text) !== 1) return lines;
  if (width(moved.text + only.blanks + only.text) > limit) return lines;
  return [...lines.slice(0, -2), before.slice(0, -1), [moved, only]];
}

/** Characters but for marks and colours. */
const letters = (text: string): number => (withoutControls(text).match(/[\p{L}\p{N}]/gu) ?? []).length;

/** Wraps a text and puts blanks before each line. */
export function indent(text: string, by: number, columns: number): string {
  const margin = ' '.repeat(by);
  return wrap(text, columns - by)
    .split('\n')
    .map((line) => (line === '' ? line : margin + line))
    .join('\n');
}

/** The same for a text that stands behind what takes the blanks of its first line. */
export const hang = (text: string, by: number, columns: number): string =>
  indent(text, by, columns).trimStart();

/** A text with the blank that comes before what stands behind it: a full-width mark has its own. */
export const before = (text: string): string =>
  opening.includes(text.at(-1) ?? '') || closing.includes(text.at(-1) ?? '') ? text : `${text} `;

/** Fills up with blanks to a number of columns. */
export const pad = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - width(text)));
