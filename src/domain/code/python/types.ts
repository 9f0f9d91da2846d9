import { type Expression, span } from '../program.ts';
import type { Around } from '../reading/around.ts';
import { member, nameAt } from '../reading/expressions.ts';
import { namedParts, type PlainNode } from '../reading/plain-tree.ts';
import type { TreeReader } from '../reading/tree-reader.ts';

/** The type in an annotation: `OpenAI`, `openai.OpenAI`, `OpenAI | None`, `Optional[OpenAI]`. */
export function annotatedTypeOf(
  reader: TreeReader,
  annotation: PlainNode,
  { scope }: Around,
): Expression | null {
  const [type] = namedParts(annotation);
  if (!type) return null;
  const written = reader.textOf(type).replace(/^["']|["']$/g, '');
  const name = /^(?:Optional\[)?([\w.]+)(?:\]|\s*\|\s*None)?$/.exec(written)?.[1];
  if (name === undefined) return null;
  const [first = '', ...rest] = name.split('.');
  return rest.reduce<Expression>((of, one) => member(type, of, one, span(type)), nameAt(type, first, scope));
}
