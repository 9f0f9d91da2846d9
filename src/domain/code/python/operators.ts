import { either, fields, joined, opaque, spreadEntry } from '../reading/expressions.ts';
import { namedParts } from '../reading/plain-tree.ts';
import { fallbackIn } from '../reading/program-entries.ts';
import type { NodeReading } from '../reading/tree-reader.ts';

export const readPythonBinary: NodeReading = (reader, node, around) => {
  const values = namedParts(node).filter(({ name }) => !/Op$/.test(name));
  const [one, other] = values.map((part) => reader.read(part, around));
  if (!one || !other) return opaque(node);
  const operator =
    node.getChild('or') ?? node.getChild('and') ?? node.getChild('ArithOp') ?? node.getChild('BitOp');
  switch (operator && reader.textOf(operator)) {
    case 'or':
      return fallbackIn(reader.program, node, [one, other]);
    case 'and':
      return either(node, [other]);
    case '+':
      return joined(node, [one, other]);
    // Two dictionaries as one.
    case '|':
      return fields(node, [spreadEntry(one, one), spreadEntry(other, other)]);
    default:
      return opaque(node);
  }
};

/** `a if b else c` */
export const readPythonConditional: NodeReading = (reader, node, around) => {
  const [yes, , no] = namedParts(node).map((part) => reader.read(part, around));
  const options = [yes, no].flatMap((one) => one ?? []);
  return either(node, options);
};
