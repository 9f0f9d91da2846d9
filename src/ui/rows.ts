import { hang, indent, pad, width } from './layout.ts';
import type { Style } from './theme.ts';

/** The widest word of a text, in columns; Chinese text can be broken anywhere. */
const widestWord = (text: string): number => Math.max(0, ...(text.match(/[!-~…]+/g) ?? []).map(width));

/** Rows of a label and a text, aligned, the text wrapped under itself; below its label where a word would not fit. */
export function labelRows(
  entries: readonly (readonly [label: string, text: string])[],
  look: { readonly style: Style; readonly columns: number },
): string {
  const first = Math.max(...entries.map(([label]) => width(label))) + 2;
  return entries
    .map(([label, text]) => {
      const room = look.columns - first - 2;
      if (widestWord(text) > room && room < look.columns - 4) {
        return `  ${look.style.quiet(label)}\n${indent(text, 4, look.columns)}\n`;
      }
      const wrapped = hang(text, first + 2, look.columns);
      return `  ${look.style.quiet(pad(label, first))}${wrapped}\n`;
    })
    .join('');
}
