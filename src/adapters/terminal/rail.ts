import type { BesideRail } from '../../ports/terminal.ts';
import { marks, railSigns } from '../../ui/theme.ts';

/**
 * The line at the left that joins what a wizard writes. It stands in the margin that lines have anyway: a line with a mark is
 * a knot of it, one that begins with two blanks gets it in place of the first. It ends above an open question, which is the
 * last thing on the screen, and goes on below once that is answered.
 */
export interface Rail {
  readonly isOn: boolean;
  /** From now on what is written stands beside it. False where it is on already, or where there is none. */
  begin(): boolean;
  /** A text of whole lines, as it is written. */
  beside(text: string, where?: BesideRail): string;
  /** What stands above a question, so that steps are apart. */
  gap(): string;
  /** Its end; nothing where it is not on. */
  end(): string;
}

/** The widest line that ends it, in columns. */
const widestEnd = 60;

const colours = '(?:\\u001b\\[[\\d;]*m)*';
const margin = new RegExp(`^(${colours}) {2}`);
const marked = new RegExp(`^${colours}[${Object.values(marks).join('')}]${colours} `);
const nothing = new RegExp(`^${colours}$`);

/** `isThere`: somebody sits at a terminal that draws. `quiet`: how it is coloured. */
export function createRail(options: {
  readonly isThere: () => boolean;
  readonly quiet: (sign: string) => string;
  readonly columns: () => number;
}): Rail {
  const { quiet, columns } = options;
  const { begins, goesOn, ends, across } = railSigns;
  let state: 'off' | 'begun' | 'on' = 'off';
  let isGap = false;

  function lineBeside(line: string): string | null {
    if (nothing.test(line)) {
      if (state === 'begun') return line;
      if (isGap) return null;
      isGap = true;
      return quiet(goesOn);
    }
    const sign = state === 'begun' ? begins : goesOn;
    [state, isGap] = ['on', false];
    if (marked.test(line)) return line;
    return `${quiet(sign)} ${line.replace(margin, '$1')}`;
  }

  function joined(text: string): string {
    const lines = text.split('\n');
    // What is no whole line is a sequence for the terminal.
    const rest = lines.pop() ?? '';
    const beside = lines.map(lineBeside).filter((line) => line !== null);
    return [...beside, rest].join('\n');
  }

  return {
    get isOn() {
      return state !== 'off';
    },
    begin() {
      if (state !== 'off' || !options.isThere()) return false;
      [state, isGap] = ['begun', false];
      return true;
    },
    beside(text, where = 'joined') {
      if (state === 'off') return text;
      if (where === 'joined') return joined(text);
      // What ends before anything stood on it has no rail to end.
      const isBare = state === 'begun';
      if (where === 'free') [state, isGap] = ['on', false];
      else state = 'off';
      if (where !== 'last' || isBare) return text;
      return `${quiet(ends)} ${text.replace(/\n(?!$)/g, '\n  ')}`;
    },
    gap: () => (state === 'on' ? joined('\n') : ''),
    end() {
      if (state === 'off') return '';
      const above = state === 'on' ? joined('\n') : '';
      state = 'off';
      return `${above}${quiet(ends + across.repeat(Math.min(columns(), widestEnd) - 1))}\n`;
    },
  };
}
