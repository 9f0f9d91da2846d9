import { give } from '../reading/around.ts';
import { classBody, classOf } from '../reading/expressions.ts';
import type { NodeReading } from '../reading/tree-reader.ts';
import { readArguments } from './calls.ts';

export const readPythonClass: NodeReading = (reader, node, around) => {
  const named = node.getChild('VariableName');
  const list = node.getChild('ArgList');
  const given = list ? readArguments(reader, list, around) : [];
  const bases = given.filter(({ name }) => name === null).map(({ value }) => value);
  const of = classBody(node, named && reader.textOf(named), bases);
  reader.program.classes.push(of);
  const value = classOf(node, of);
  if (of.name !== null) give(of.name, value, around);
  const { scope, within, body } = around;
  const inside = node.getChild('Body');
  if (inside) reader.children(inside, { scope, within, body, of, self: null });
  return value;
};
