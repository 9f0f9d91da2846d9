import { either, joined, opaque } from '../reading/expressions.ts';
import { namedParts } from '../reading/plain-tree.ts';
import { fallbackIn } from '../reading/program-entries.ts';
import type { NodeReading } from '../reading/tree-reader.ts';

/** The first part, behind which stands only what does not change it. */
export const readFirst: NodeReading = (reader, node, around) => {
  const [first] = namedParts(node);
  return first ? reader.read(first, around) : opaque(node);
};

export const readBinary: NodeReading = (reader, node, around) => {
  const [left, operator, right] = namedParts(node);
  if (!left) return opaque(node);
  const one = reader.read(left, around);
  if (node.getChild('as') || node.getChild('satisfies')) return one;
  if (!operator || !right) return opaque(node);
  const other = reader.read(right, around);
  switch (reader.textOf(operator)) {
    case '??':
    case '||':
      return fallbackIn(reader.program, node, [one, other]);
    case '&&':
      return either(node, [other]);
    case '+':
      return joined(node, [one, other]);
    default:
      return opaque(node);
  }
};

/** `a ? b : c` */
export const readConditional: NodeReading = (reader, node, around) => {
  const [condition, yes, no] = namedParts(node).filter(({ name }) => name !== 'LogicOp');
  if (condition) reader.read(condition, around);
  const options = [yes, no].flatMap((one) => (one ? [reader.read(one, around)] : []));
  return either(node, options);
};
