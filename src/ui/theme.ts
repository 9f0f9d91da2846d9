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

type Paint = (text: string) => string;

/** Each line for itself, since what stands between two lines is not coloured. */
const sgr =
  (on: number, off: number): Paint =>
  (text) =>
    text.replace(
      /[^\n]+/g,
      (line) => `\u001b[${on}m${line.replaceAll(`\u001b[${off}m`, `\u001b[${on}m`)}\u001b[${off}m`,
    );

/**
 * Only colours that stand out on a dark and on a light background: no blue, which is unreadable on black, and grey is the
 * terminal's own colour made fainter, since bright black is a background in some schemes.
 */
export function createStyle(color: boolean): Style {
  const paint = (on: number, off: number): Paint => (color ? sgr(on, off) : (text) => text);
  return {
    good: paint(32, 39),
    bad: paint(31, 39),
    warn: paint(33, 39),
    strong: paint(1, 22),
    quiet: paint(2, 22),
    link: paint(36, 39),
  };
}

/** What stands before a line, one column wide each. */
export interface Marks {
  readonly good: string;
  readonly bad: string;
  readonly warn: string;
  readonly skip: string;
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
  ask: '?',
  answered: '◇',
  left: '■',
  pointer: '❯',
};

/** What turns while something is waited for. */
export const spinner: readonly string[] = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
