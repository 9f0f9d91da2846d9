import { addTo, CodeScope, type ExpressionOf, type FunctionBody, span } from '../program.ts';
import { type Around, give } from '../reading/around.ts';
import { functionBody, functionOf, parameterOf } from '../reading/expressions.ts';
import { namedParts, type PlainNode } from '../reading/plain-tree.ts';
import type { TreeReader } from '../reading/tree-reader.ts';
import { annotatedTypeOf } from './types.ts';

/** A function or a lambda; `decorators`: their names. */
export function readPythonFunction(
  reader: TreeReader,
  node: PlainNode,
  around: Around,
  name: string | null,
  decorators: readonly string[] = [],
): ExpressionOf<'function'> {
  const { of } = around;
  const isMethod = of !== null && !decorators.includes('staticmethod');
  const isGetter = decorators.some((one) => /(?:^|\.)(?:cached_)?property$/.test(one));
  const body = functionBody(node, name, { of, isGetter, skipped: isMethod ? 1 : 0 });
  const scope = new CodeScope(around.scope, body);
  const list = node.getChild('ParamList');
  const first = list?.getChild('VariableName');
  const self = isMethod && first ? { name: reader.textOf(first), of } : around.self;
  const inside: Around = { scope, within: span(node), body, of: null, self };
  if (list) readParameters(reader, list, body, inside, around);
  const last = namedParts(node).at(-1);
  if (last?.name === 'Body') reader.children(last, inside);
  else if (last && node.name === 'LambdaExpression') body.returns.push(reader.read(last, inside));
  return functionOf(node, body);
}

/** What a parameter is without being given is made where the function is declared, and when it is. */
function readParameters(
  reader: TreeReader,
  list: PlainNode,
  body: FunctionBody,
  around: Around,
  outer: Around,
): void {
  for (const part of list.children) {
    if (part.name !== 'VariableName' || part.prevSibling?.name === 'AssignOp') continue;
    const name = reader.textOf(part);
    let next = part.nextSibling;
    const type = next?.name === 'TypeDef' ? annotatedTypeOf(reader, next, around) : null;
    if (next?.name === 'TypeDef') next = next.nextSibling;
    const fallback = next?.name === 'AssignOp' ? next.nextSibling : null;
    const index =
      body.parameters.push({
        name,
        fallback: fallback ? reader.read(fallback, outer) : null,
        type,
        rest: part.prevSibling?.name === '**' ? 'fields' : part.prevSibling?.name === '*' ? 'list' : null,
      }) - 1;
    give(name, parameterOf(part, body, index), around);
  }
}

/** `def`: a function, or a method of the class around it. */
export function readDefinition(
  reader: TreeReader,
  node: PlainNode,
  around: Around,
  decorators: readonly string[],
): ExpressionOf<'function'> {
  const { of } = around;
  const named = node.getChild('VariableName');
  const name = named && reader.textOf(named);
  const isMaker = name === '__init__' && of !== null;
  const value = readPythonFunction(reader, node, around, isMaker ? of.name : name, decorators);
  if (name === null) return value;
  if (isMaker) of.maker = value.body;
  else if (of) addTo(of.fields, name, { value, at: node.from, within: span(node), body: null });
  else give(name, value, around);
  return value;
}
