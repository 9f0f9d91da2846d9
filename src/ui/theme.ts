import { Chalk } from 'chalk';

/** How the program looks, in one place: its colours by meaning, and its marks. */

/** Colours by meaning. Without colour they return the text as it is. */
export interface Style {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly link: (text: string) => string;
}

/**
 * Only colours that stand out on a dark and on a light background: no blue, which is unreadable on black, and grey is the
 * terminal's own colour made fainter, since bright black is a background in some schemes.
 */
export function createStyle(color: boolean): Style {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  return {
    good: chalk.green,
    bad: chalk.red,
    warn: chalk.yellow,
    strong: chalk.bold,
    quiet: chalk.dim,
    link: chalk.cyan,
  };
}

/** What stands before a line, one column wide each. */
export interface Marks {
  readonly good: string;
  readonly bad: string;
  readonly warn: string;
  readonly skip: string;
  /** A file that was written, as `good` is something that was checked. */
  readonly written: string;
  /** An open question, an answered one, one that was left, and the choice on which the cursor is. */
  readonly ask: string;
  readonly answered: string;
  readonly left: string;
  readonly pointer: string;
}

export const marks: Marks = {
  good: '✔',
  bad: '✖',
  warn: '!',
  skip: '·',
  written: '✎',
  ask: '?',
  answered: '◇',
  left: '■',
  pointer: '❯',
};

/** What joins the lines of a run at their left. */
export const railSigns = { begins: '┌', goesOn: '│', ends: '└', across: '─' } as const;

/** What stands for each sign of the program where a terminal shows ASCII only; Chinese text has no such form. */
const asciiForms: Readonly<Record<string, string>> = {
  '✔': '+',
  '✎': '+',
  '✖': 'x',
  '■': 'x',
  '◇': '*',
  '❯': '>',
  '·': '-',
  '…': '...',
  '×': 'x',
  '↑': 'Up',
  '↓': '/Down',
  '→': '->',
  '─': '-',
  '│': '|',
  '┌': '+',
  '└': '+',
  '█': '#',
  '░': '.',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '–': '-',
  '—': '-',
  '⠋': '|',
  '⠙': '/',
  '⠹': '-',
  '⠸': '\\',
  '⠼': '|',
  '⠴': '/',
  '⠦': '-',
  '⠧': '\\',
  '⠇': '|',
  '⠏': '/',
};
const signs = new RegExp(`[${Object.keys(asciiForms).join('')}]`, 'g');

export const asciiOnly = (text: string): string => text.replace(signs, (sign) => asciiForms[sign] ?? sign);

/**
 * Makes each address a link that stays one where a terminal breaks its line (OSC 8,
 * https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda).
 */
export function withLinks(text: string): string {
  return text.replace(/https?:\/\/[!-~]+/g, (found) => {
    const url = found.replace(/[.,;:!?)\]}>'"]+$/, '');
    return `\u001b]8;;${url}\u001b\\${url}\u001b]8;;\u001b\\${found.slice(url.length)}`;
  });
}

/** What turns while something is waited for. */
export const spinner: readonly string[] = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
