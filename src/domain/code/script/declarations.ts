import { addTo, type CodeArgument, type CodeScope, type Expression } from '../program.ts';
import { type Around, give, inScope } from '../reading/around.ts';
import { nothingAt, opaque, typed } from '../reading/expressions.ts';
import { namedParts, type PlainNode } from '../reading/plain-tree.ts';
import { nameFunction, writeInto } from '../reading/shared-readings.ts';
import type { NodeReading, TreeReader } from '../reading/tree-reader.ts';
import { typeOf } from './functions.ts';
import { bind } from './patterns.ts';

/** `const`, `let`, `var` */
export const readVariables: NodeReading = (reader, node, outer) => {
  const isVar = node.getChild('var') !== null;
  const around = inScope(outer, isVar ? functionScope(outer.scope) : outer.scope);
  let target: PlainNode | null = null;
  let type: Expression | null = null;
  for (const part of namedParts(node)) {
    if (/^(?:VariableDefinition|ObjectPattern|ArrayPattern)$/.test(part.name)) {
      if (target) declare(reader, target, type, around);
      [target, type] = [part, null];
    } else if (part.name === 'TypeAnnotation') type = typeOf(reader, part, outer);
    else if (part.name !== 'Equals' && target) {
      define(reader, target, part, around);
      target = null;
    }
  }
  if (target) declare(reader, target, type, around);
  return opaque(node);
};

/** A variable without a value. */
function declare(reader: TreeReader, target: PlainNode, type: Expression | null, around: Around): void {
  if (target.name === 'VariableDefinition')
    give(reader.textOf(target), type ? typed(target, type) : nothingAt(target), around);
}

function define(reader: TreeReader, target: PlainNode, node: PlainNode, around: Around): void {
  const value = reader.read(node, around);
  if (target.name === 'VariableDefinition' && (value.kind === 'function' || value.kind === 'class'))
    value.body.name ||= reader.textOf(target);
  bind(reader, target, value, around);
}

/** `a = …`, `a.b = …`, `a ??= …` */
export const readAssignment: NodeReading = (reader, node, around) => {
  const [target, operator, right] = namedParts(node);
  if (!target || !right) return opaque(node);
  const value = reader.read(right, around);
  const sign = operator ? reader.textOf(operator) : '=';
  if (!['=', '??=', '||='].includes(sign)) return opaque(node);
  const { scope, within, body } = around;
  const given: CodeArgument = { value, at: node.to, within, body };
  if (target.name === 'VariableName') {
    const name = reader.textOf(target);
    addTo(reader.program.reassigned, name, { ...given, name, scope });
  } else if (target.name === 'MemberExpression') {
    writeInto(reader, target, given, around);
    exportCommon(reader, target, value);
  }
  return value;
};

/** `module.exports = …`, `exports.name = …`. */
function exportCommon(reader: TreeReader, target: PlainNode, value: Expression): void {
  const { exports } = reader.program;
  const text = reader.textOf(target);
  const [, name] = /^(?:module\s*\.\s*)?exports\s*\.\s*(\w+)$/.exec(text) ?? [];
  if (/^module\s*\.\s*exports$/.test(text)) {
    exports.set('module.exports', value);
    for (const entry of value.kind === 'fields' ? value.entries : [])
      if (entry.name !== null) exports.set(entry.name, entry.value);
  } else if (name !== undefined && name !== 'exports') {
    nameFunction(value, name);
    exports.set(name, value);
  }
}

function functionScope(scope: CodeScope): CodeScope {
  let one = scope;
  while (one.parent && one.parent.body === one.body) one = one.parent;
  return one;
}
