import { addTo, type CodeArgument, type Expression, type FunctionBody } from '../program.ts';
import { type Around, give } from '../reading/around.ts';
import { itemAt, list, opaque, typed } from '../reading/expressions.ts';
import { namedParts, type PlainNode } from '../reading/plain-tree.ts';
import { nameFunction, writeInto } from '../reading/shared-readings.ts';
import type { NodeReading, TreeReader } from '../reading/tree-reader.ts';
import { annotatedTypeOf } from './types.ts';

/** `a = b`, `a, b = c`, `a: T = b`, `a = b = c` */
export const readPythonAssignment: NodeReading = (reader, node, around) => {
  const annotation = node.getChild('TypeDef');
  const groups: PlainNode[][] = [[]];
  for (const part of namedParts(node))
    if (part.name === 'AssignOp') groups.push([]);
    else if (part.name !== 'TypeDef') groups.at(-1)?.push(part);
  const [target] = groups[0] ?? [];
  const type = annotation ? annotatedTypeOf(reader, annotation, around) : null;
  if (type && target && around.of) around.of.types.set(reader.textOf(target), type);
  if (groups.length === 1) {
    if (type && target) assign(reader, target, typed(node, type), around);
    return opaque(node);
  }
  const values = (groups.pop() ?? []).map((part) => reader.read(part, around));
  const [only] = values;
  if (!only) return opaque(node);
  const value = values.length === 1 ? only : list(node, values);
  for (const targets of groups) assignAll(reader, targets, value, around);
  return value;
};

/** `(a := b)` */
export const readNamedExpression: NodeReading = (reader, node, around) => {
  const [target, right] = namedParts(node).filter(({ name }) => name !== 'AssignOp');
  if (!target || !right) return opaque(node);
  const value = reader.read(right, around);
  assign(reader, target, value, around);
  return value;
};

/** `a += b`: what comes of it is not told. */
export const readUpdate: NodeReading = (reader, node, around) => {
  for (const part of namedParts(node).slice(1)) reader.read(part, around);
  return opaque(node);
};

/** Gives a value to one target, or its parts to several. */
export function assignAll(
  reader: TreeReader,
  targets: readonly PlainNode[],
  value: Expression,
  around: Around,
): void {
  const [first] = targets;
  if (targets.length === 1 && first) {
    assign(reader, first, value, around);
    return;
  }
  for (const [index, target] of targets.entries()) {
    const part =
      value.kind === 'list' ? (value.items[index] ?? opaque(target)) : itemAt(target, value, index);
    assign(reader, target, part, around);
  }
}

/** Gives a value to a name, to a member of something, or to the names of a tuple. */
export function assign(reader: TreeReader, target: PlainNode, value: Expression, around: Around): void {
  const { scope, within, body, of } = around;
  const given: CodeArgument = { value, at: value.to, within, body };
  if (target.name === 'VariableName') {
    const name = reader.textOf(target);
    nameFunction(value, name);
    if (of) addTo(of.fields, name, given);
    else if (body && outerNames(reader, body).has(name))
      addTo(reader.program.reassigned, name, { ...given, name, scope });
    else give(name, value, around);
  } else if (target.name === 'MemberExpression') writeInto(reader, target, given, around);
  else if (/^(?:Tuple|Array)Expression$/.test(target.name))
    assignAll(reader, namedParts(target), value, around);
}

/** What is declared `global` or `nonlocal` in a function. */
function outerNames(reader: TreeReader, body: FunctionBody): ReadonlySet<string> {
  const known = namesOf.get(body);
  if (known) return known;
  const names = new Set<string>();
  for (const [, list = ''] of reader.textOf(body).matchAll(declared))
    for (const name of list.split(',')) names.add(name.trim());
  namesOf.set(body, names);
  return names;
}

const declared = /^[ \t]*(?:global|nonlocal)[ \t]+([\w, \t]{1,200})/gm;
const namesOf = new WeakMap<FunctionBody, ReadonlySet<string>>();
