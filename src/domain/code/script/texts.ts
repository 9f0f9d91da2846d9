import { type Span, span } from '../program.ts';
import { namedParts, type PlainNode } from '../reading/plain-tree.ts';
import { textIn } from '../reading/program-entries.ts';
import { readTemplate } from '../reading/shared-readings.ts';
import type { NodeReading } from '../reading/tree-reader.ts';
import { stringOf } from '../script.ts';

export const readString: NodeReading = (reader, node) => {
  const text = stringOf(reader, node) ?? '';
  const inside = textSpanOf(node);
  return textIn(reader.program, node, text, reader.textOf(inside) === text ? inside : null);
};

export const readTemplateString: NodeReading = (reader, node, around) => {
  const holes = node
    .getChildren('Interpolation')
    .map((hole) => [hole, namedParts(hole).find(({ name }) => !name.startsWith('Interpolation'))] as const);
  const inside = { from: node.from + 1, to: node.to - 1 };
  return readTemplate(reader, node, around, inside, holes, (text) => !text.includes('\\'));
};

/** Of a text what is between its quotes; of a name all of it. */
export const textSpanOf = (node: PlainNode): Span =>
  node.name === 'String' ? { from: node.from + 1, to: node.to - 1 } : span(node);
