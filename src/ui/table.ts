import { indent, pad, width } from './layout.ts';

export interface Column {
  readonly title: string;
  /** `point`: decimal points below each other; a cell without one ends there. */
  readonly align: 'left' | 'right' | 'point';
  /** Where the table is too wide, columns with the highest number go first; 0 or absent: never. */
  readonly drop?: number;
}

const gap = '  ';

/**
 * A table of aligned columns, as lines no wider than `columns`. Where even the columns that never go do not
 * fit, each row becomes its first cell, never broken, on a line of its own and the others, named, below it.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  limit: number,
): string[] {
  const shown = rows.map((row) => row.map((cell, at) => cell + ' '.repeat(behind(columns, rows, cell, at))));
  const widths = columns.map((column, at) =>
    Math.max(width(column.title), ...shown.map((row) => width(row[at] ?? ''))),
  );
  const kept = columnsThatFit(columns, widths, limit);
  if (kept === null) return rows.flatMap((row) => stack(columns, row, limit));
  const line = (cells: readonly string[]) =>
    kept
      .map((at) => {
        const cell = cells[at] ?? '';
        const wide = widths[at] ?? 0;
        return columns[at]?.align === 'left' ? pad(cell, wide) : ' '.repeat(wide - width(cell)) + cell;
      })
      .join(gap)
      .trimEnd();
  return [line(columns.map(({ title }) => title)), ...shown.map(line)];
}

/** Blanks behind a cell, so that its point stands below the others of its column. */
function behind(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  cell: string,
  at: number,
): number {
  if (columns[at]?.align !== 'point') return 0;
  return Math.max(...rows.map((row) => decimals(row[at] ?? ''))) - decimals(cell);
}

/** Characters from the point on. */
const decimals = (cell: string): number => (cell.includes('.') ? cell.length - cell.indexOf('.') : 0);

/** Places of the columns that stay, or null where too few would fit. */
function columnsThatFit(
  columns: readonly Column[],
  widths: readonly number[],
  limit: number,
): readonly number[] | null {
  const kept = columns.map((_, at) => at);
  const total = () => kept.reduce((sum, at) => sum + (widths[at] ?? 0), (kept.length - 1) * gap.length);
  while (total() > limit) {
    const next = kept.reduce(
      (most, at) => ((columns[at]?.drop ?? 0) > (columns[most]?.drop ?? 0) ? at : most),
      0,
    );
    if ((columns[next]?.drop ?? 0) === 0) return null;
    kept.splice(kept.indexOf(next), 1);
  }
  return kept;
}

function stack(columns: readonly Column[], row: readonly string[], limit: number): string[] {
  const [first = '', ...others] = row;
  const lines = [first];
  for (const [at, cell] of others.entries()) {
    const column = columns[at + 1];
    if (cell === '' || column === undefined || (column.drop ?? 0) > 0) continue;
    const part = `${column.title} ${cell}`;
    const last = lines.length > 1 ? (lines.at(-1) ?? '') : '';
    if (last !== '' && width(last) + gap.length + width(part) <= limit)
      lines[lines.length - 1] = last + gap + part;
    else lines.push(...indent(part, gap.length, limit).split('\n'));
  }
  return lines;
}
