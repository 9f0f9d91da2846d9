import { Chalk } from 'chalk';

/** Colours by meaning. Without colour they return the text as it is. */
export interface Style {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly warn: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly link: (text: string) => string;
}

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

export const marks = { good: '✔', bad: '✖', warn: '!', skip: '·' } as const;
