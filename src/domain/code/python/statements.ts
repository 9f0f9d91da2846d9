import type { Expression } from '../program.ts';
import { opaque } from '../reading/expressions.ts';
import { namedParts } from '../reading/plain-tree.ts';
import { readSometimes as readSometimesAs } from '../reading/shared-readings.ts';
import type { NodeReading } from '../reading/tree-reader.ts';
import { assign } from './assignments.ts';

/** The bodies run only sometimes. */
export const readPythonSometimes: NodeReading = (reader, node, around) =>
  readSometimesAs(reader, node, around, ['Boolean', 'False'], ({ name }) => name === 'Body');

/** `with a as b` */
export const readWith: NodeReading = (reader, node, around) => {
  let value: Expression | null = null;
  for (const part of namedParts(node)) {
    if (part.prevSibling?.name === 'as' && value) assign(reader, part, value, around);
    else value = reader.read(part, around);
  }
  return opaque(node);
};
