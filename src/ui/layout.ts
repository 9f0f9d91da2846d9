import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';

/** Columns that a text takes in a terminal; Chinese characters take two. */
export const width = (text: string): number => stringWidth(text);

/** Breaks lines at blanks, and Chinese text anywhere, so that none is wider than `columns`. */
export function wrap(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => (width(line) <= columns ? line : wrapAnsi(line, Math.max(columns, 10), { trim: true, hard: true })))
    .join('\n');
}

/** Wraps a text and puts blanks before each line. */
export function indent(text: string, by: number, columns: number): string {
  const margin = ' '.repeat(by);
  return wrap(text, columns - by)
    .split('\n')
    .map((line) => (line === '' ? line : margin + line))
    .join('\n');
}

/** Fills up with blanks to a number of columns. */
export const pad = (text: string, columns: number): string => text + ' '.repeat(Math.max(0, columns - width(text)));
