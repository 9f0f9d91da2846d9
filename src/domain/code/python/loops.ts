import type { Expression } from '../program.ts';
import { type Around, inner, inPart } from '../reading/around.ts';
import { eachOf, opaque } from '../reading/expressions.ts';
import { isNamed, namedParts, type PlainNode } from '../reading/plain-tree.ts';
import type { NodeReading, TreeReader } from '../reading/tree-reader.ts';
import { assignAll } from './assignments.ts';

/** `for a in b` */
export const readPythonLoop: NodeReading = (reader, node, around) => {
  const targets: PlainNode[] = [];
  let list: Expression | null = null;
  let isList = false;
  for (const part of node.children) {
    if (part.name === 'in') isList = true;
    else if (part.name === 'Body') {
      if (list && !isList) take(reader, targets, list, around);
      list = null;
      reader.read(part, inPart(around, part));
    } else if (isNamed(part)) {
      if (!isList) targets.push(part);
      else {
        list = reader.read(part, around);
        isList = false;
      }
    }
  }
  return opaque(node);
};

/** `[… for a in b]` */
export const readComprehension: NodeReading = (reader, node, outer) => {
  const around: Around = {
    scope: inner(outer),
    within: outer.within,
    body: outer.body,
    of: null,
    self: outer.self,
  };
  let targets: PlainNode[] | null = null;
  for (const part of node.children) {
    if (part.name === 'for') targets = [];
    else if (part.name === 'in') {
      const list = part.nextSibling;
      if (list && targets) take(reader, targets, reader.read(list, around), around);
      targets = null;
    } else if (targets && isNamed(part)) targets.push(part);
  }
  for (const part of namedParts(node)) if (part.name !== 'VariableName') reader.read(part, around);
  return opaque(node);
};

/** Gives the names of a loop what it takes out of a list. */
function take(reader: TreeReader, targets: readonly PlainNode[], list: Expression, around: Around): void {
  assignAll(reader, targets, eachOf(list, list), around);
}
