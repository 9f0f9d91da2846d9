import type { Argument } from '../program.ts';
import type { Around } from '../reading/around.ts';
import { item, opaque } from '../reading/expressions.ts';
import { namedParts, type PlainNode } from '../reading/plain-tree.ts';
import { callIn, memberIn } from '../reading/program-entries.ts';
import type { NodeReading, TreeReader } from '../reading/tree-reader.ts';
import { stringOf } from '../script.ts';
import { readRequired } from './modules.ts';
import { textSpanOf } from './texts.ts';

/** `a.b`, `a.#b`, `a['b']`, `a[b]` */
export const readMember: NodeReading = (reader, node, around) => {
  const [object, property] = namedParts(node);
  if (!object || !property) return opaque(node);
  const of = reader.read(object, around);
  const name = /^(?:Private)?PropertyName$/.test(property.name)
    ? reader.textOf(property)
    : stringOf(reader, property);
  return name === null
    ? item(node, of, reader.read(property, around))
    : memberIn(reader.program, node, of, name, textSpanOf(property));
};

/** `f(…)`, `new F(…)`, `super(…)`, `require('…')` */
export const readCall: NodeReading = (reader, node, around) => {
  const isNew = node.name === 'NewExpression';
  const isBase = node.firstChild?.name === 'super';
  const parts = namedParts(node).filter(({ name }) => name !== 'TypeArgList');
  const called = isBase ? node.firstChild : parts[0];
  const list = isBase ? parts[0] : parts[1];
  if (!called) return opaque(node);
  if (!isNew && reader.textOf(called) === 'require') {
    const module = list?.getChild('String');
    if (module) return readRequired(reader, node, stringOf(reader, module) ?? '', around);
  }
  const callee = isBase ? (around.of?.bases[0] ?? opaque(called)) : reader.read(called, around);
  const given = list?.name === 'ArgList' ? readArguments(reader, list, around) : [];
  return callIn(reader.program, node, callee, given, isNew, around.scope);
};

function readArguments(reader: TreeReader, list: PlainNode, around: Around): Argument[] {
  const given: Argument[] = [];
  let spread = false;
  for (const part of namedParts(list))
    if (part.name === 'Spread') spread = true;
    else {
      given.push({ name: null, nameAt: null, value: reader.read(part, around), spread });
      spread = false;
    }
  return given;
}
