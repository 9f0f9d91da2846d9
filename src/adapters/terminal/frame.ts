import { width } from '../../ui/layout.ts';
import type { Rail } from './rail.ts';
import { writeAll } from './write-out.ts';

/** Where the cursor stands in a drawing; null: it is hidden, at the end. */
export type Cursor = { readonly line: number; readonly column: number } | null;

/** A drawing on stderr that is drawn over again in its place. */
export interface Frame {
  draw(lines: readonly string[], cursor: Cursor): void;
  /** Draws it for the last time; what is written next stands below. */
  end(lines: readonly string[]): void;
  /** The next drawing stands below what is there, and not in its place. */
  forget(): void;
}

/** `columns`: the terminal's width now; what is left of a drawing stands beside the `rail`. Lines that were drawn when it was wider take more rows of it. */
export function createFrame(columns: () => number, rail: Pick<Rail, 'beside'>): Frame {
  let drawn: readonly string[] = [];
  let at: Cursor = null;

  /** How many rows above the cursor the drawing begins. */
  function rowsAbove(): number {
    const wide = Math.max(1, columns());
    const rowsOf = (line: string): number => Math.max(1, Math.ceil(width(line) / wide));
    const { line, column } = at ?? { line: drawn.length - 1, column: width(drawn.at(-1) ?? '') - 1 };
    const above = drawn.slice(0, line).reduce((rows, one) => rows + rowsOf(one), 0);
    return above + Math.max(0, Math.floor(column / wide));
  }

  function replace(lines: readonly string[]): string {
    const up = drawn.length === 0 ? 0 : rowsAbove();
    return `${up > 0 ? `\u001b[${up}A` : ''}\r\u001b[J${lines.join('\n')}`;
  }

  return {
    draw(lines, cursor) {
      const text = replace(lines);
      const up = cursor === null ? 0 : lines.length - 1 - cursor.line;
      const place =
        cursor === null
          ? '\u001b[?25l'
          : `${up > 0 ? `\u001b[${up}A` : ''}\r${cursor.column > 0 ? `\u001b[${cursor.column}C` : ''}\u001b[?25h`;
      writeAll(2, text + place);
      [drawn, at] = [lines, cursor];
    },
    end(lines) {
      writeAll(2, `${replace([])}${rail.beside(`${lines.join('\n')}\n`)}\u001b[?25h`);
      [drawn, at] = [[], null];
    },
    forget() {
      [drawn, at] = [[], null];
    },
  };
}
