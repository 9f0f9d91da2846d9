import { type Argument, span } from '../program.ts';
import type { Around } from '../reading/around.ts';
import { item, opaque } from '../reading/expressions.ts';
import { isNamed, namedParts, type PlainNode } from '../reading/plain-tree.ts';
import { callIn, memberIn } from '../reading/program-entries.ts';
import type { NodeReading, TreeReader } from '../reading/tree-reader.ts';

/** `a.b`, `a['b']`, `a[b]` */
export const readPythonMember: NodeReading = (reader, node, around) => {
  const [object, ...rest] = namedParts(node);
  if (!object) return opaque(node);
  const of = reader.read(object, around);
  const property = node.getChild('PropertyName');
  if (property) return memberIn(reader.program, node, of, reader.textOf(property), span(property));
  const keys = rest.map((part) => reader.read(part, around));
  const [key] = keys;
  if (keys.length !== 1 || !key || node.getChild(':')) return opaque(node);
  return key.kind === 'text' && key.inside
    ? memberIn(reader.program, node, of, key.text, key.inside)
    : item(node, of, key);
};

/** `f(…)`, `super().__init__(…)` */
export const readPythonCall: NodeReading = (reader, node, around) => {
  const [called, list] = namedParts(node);
  if (!called) return opaque(node);
  const base = around.self?.of.bases[0];
  const isBase = /^super\([^()]*\)\.__init__$/.test(reader.textOf(called));
  const callee = isBase && base ? base : reader.read(called, around);
  const given = list?.name === 'ArgList' ? readArguments(reader, list, around) : [];
  return callIn(reader.program, node, callee, given, false, around.scope);
};

/** What stands between the brackets of a call, a class or a decorator. */
export function readArguments(reader: TreeReader, list: PlainNode, around: Around): Argument[] {
  const given: Argument[] = [];
  for (const part of list.children) {
    const before = part.prevSibling?.name;
    if (!isNamed(part) || part.name === 'AssignOp' || part.nextSibling?.name === 'AssignOp') continue;
    const nameAt = before === 'AssignOp' ? part.prevSibling?.prevSibling : null;
    given.push({
      name: nameAt ? reader.textOf(nameAt) : before === '**' ? '' : null,
      nameAt: nameAt ? span(nameAt) : null,
      value: reader.read(part, around),
      spread: before === '*' || before === '**',
    });
  }
  return given;
}
