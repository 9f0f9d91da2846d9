import {
  addTo,
  type ClassBody,
  CodeScope,
  type Expression,
  type ExpressionOf,
  type FunctionBody,
  type Parameter,
  span,
} from '../program.ts';
import { type Around, give, inClass } from '../reading/around.ts';
import { functionBody, functionOf, nameAt, parameterOf } from '../reading/expressions.ts';
import { namedParts, type PlainNode } from '../reading/plain-tree.ts';
import type { NodeReading, TreeReader } from '../reading/tree-reader.ts';
import { bind } from './patterns.ts';

/** A function of any form; `of`: whose method it is. */
export function readFunction(
  reader: TreeReader,
  node: PlainNode,
  around: Around,
  name: string | null,
  of: ClassBody | null = null,
): ExpressionOf<'function'> {
  const isGetter = node.getChild('get') !== null;
  const body = functionBody(node, name, { of, isGetter, skipped: 0 });
  const scope = new CodeScope(around.scope, body);
  const inside: Around = { scope, within: span(node), body, of: around.of, self: null };
  const list = node.getChild('ParamList');
  if (list) readParameters(reader, list, body, inside);
  const last = namedParts(node).at(-1);
  if (last?.name === 'Block') reader.children(last, inside);
  else if (last && node.name === 'ArrowFunction') body.returns.push(reader.read(last, inside));
  return functionOf(node, body);
}

export const readFunctionDeclaration: NodeReading = (reader, node, around) => {
  const definition = node.getChild('VariableDefinition');
  const name = definition ? reader.textOf(definition) : null;
  const value = readFunction(reader, node, inClass(around, null), name);
  if (name !== null) give(name, value, around);
  return value;
};

function readParameters(reader: TreeReader, list: PlainNode, body: FunctionBody, around: Around): void {
  const parts = namedParts(list);
  let rest: Parameter['rest'] = null;
  for (const [at, part] of parts.entries()) {
    if (part.name === 'Spread') rest = 'list';
    if (!/^(?:VariableDefinition|ObjectPattern|ArrayPattern)$/.test(part.name)) continue;
    const annotation = parts[at + 1]?.name === 'TypeAnnotation' ? parts[at + 1] : undefined;
    const equals = annotation ? at + 2 : at + 1;
    const fallback = parts[equals]?.name === 'Equals' ? parts[equals + 1] : undefined;
    const name = part.name === 'VariableDefinition' ? reader.textOf(part) : null;
    const parameter: Parameter = {
      name,
      fallback: fallback ? reader.read(fallback, around) : null,
      type: annotation ? typeOf(reader, annotation, around) : null,
      rest,
    };
    rest = null;
    const index = body.parameters.push(parameter) - 1;
    const value = parameterOf(part, body, index);
    bind(reader, part, value, around);
    // `constructor(private client: OpenAI)` makes a field as well.
    const isField = ['Privacy', 'Readonly', 'readonly'].includes(part.prevSibling?.name ?? '');
    if (isField && name !== null && body.of)
      addTo(body.of.fields, name, { value, at: part.from, within: around.within, body });
  }
}

/** The type that an annotation names; null for one that is made of others. */
export function typeOf(reader: TreeReader, annotation: PlainNode, { scope }: Around): Expression | null {
  const [type] = namedParts(annotation);
  const name = type?.name === 'UnionType' ? type.getChild('TypeName') : type;
  return name?.name === 'TypeName' ? nameAt(name, reader.textOf(name), scope) : null;
}
