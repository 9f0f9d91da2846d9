import { namedParts } from '../reading/plain-tree.ts';
import { textIn } from '../reading/program-entries.ts';
import { readTemplate } from '../reading/shared-readings.ts';
import type { NodeReading } from '../reading/tree-reader.ts';

const start = /^([a-z]*)("""|'''|"|')/i;

export const readPythonString: NodeReading = (reader, node) => {
  const [whole, prefix = '', quote = ''] = start.exec(reader.textOf(node)) ?? [''];
  const inside = { from: node.from + whole.length, to: node.to - quote.length };
  const written = reader.textOf(inside);
  const isPlain = /r/i.test(prefix) || !written.includes('\\');
  const text = isPlain ? written : written.replace(/\\([\s\S])/g, (_, char: string) => escapes[char] ?? char);
  return textIn(reader.program, node, text, isPlain ? inside : null);
};

export const readFormatString: NodeReading = (reader, node, around) => {
  const [whole, , quote = ''] = start.exec(reader.textOf(node)) ?? [''];
  const holes = node.getChildren('FormatReplacement').map((hole) => [hole, namedParts(hole)[0]] as const);
  const inside = { from: node.from + whole.length, to: node.to - quote.length };
  return readTemplate(reader, node, around, inside, holes, () => true);
};

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\n': '' };
