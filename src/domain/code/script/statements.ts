import { inner, inScope } from '../reading/around.ts';
import { eachOf, opaque } from '../reading/expressions.ts';
import { namedParts, type PlainNode } from '../reading/plain-tree.ts';
import { readSometimes as readSometimesAs } from '../reading/shared-readings.ts';
import type { NodeReading } from '../reading/tree-reader.ts';
import { stringOf } from '../script.ts';
import { bind } from './patterns.ts';

/** `'use client'` at the top is a directive. */
export const readExpressionStatement: NodeReading = (reader, node, around) => {
  const [value] = namedParts(node);
  if (value?.name === 'String' && around.scope.parent === null)
    reader.program.directives.add(stringOf(reader, value) ?? '');
  return value ? reader.read(value, around) : opaque(node);
};

/** A part with names of its own. */
export const readBlock: NodeReading = (reader, node, around) => {
  reader.children(node, inScope(around, inner(around)));
  return opaque(node);
};

/** Each part but the condition runs only sometimes. */
export const readScriptSometimes: NodeReading = (reader, node, around) =>
  readSometimesAs(reader, node, around, ['ParenthesizedExpression', '(false)'], isNoCondition);

const isNoCondition = ({ name }: PlainNode): boolean =>
  name !== 'ParenthesizedExpression' && !name.endsWith('Spec');

/** `for (const a of b)`, `for (const a in b)` */
export const readLoop: NodeReading = (reader, node, around) => {
  const [target, list] = namedParts(node);
  if (!target || !list) return opaque(node);
  const of = reader.read(list, around);
  if (node.name === 'ForOfSpec') bind(reader, target, eachOf(list, of), around);
  return opaque(node);
};
