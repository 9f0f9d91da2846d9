import type { Around } from '../around.ts';
import { member, named } from '../expressions.ts';
import { namedParts, type PlainNode } from '../plain-tree.ts';
import { type Expression, span } from '../program.ts';
import type { TreeReader } from '../tree-reader.ts';

/** The type in an annotation: `OpenAI`, `openai.OpenAI`, `OpenAI | None`, `Optional[OpenAI]`. */
export function typeOf(reader: TreeReader, annotation: PlainNode, { scope }: Around): Expression | null {
  const [type] = namedParts(annotation);
  if (!type) return null;
  const written = reader.textOf(type).replace(/^["']|["']$/g, '');
  const name = /^(?:Optional\[)?([\w.]+)(?:\]|\s*\|\s*None)?$/.exec(written)?.[1];
  if (name === undefined) return null;
  const [first = '', ...rest] = name.split('.');
  return rest.reduce<Expression>((of, one) => member(type, of, one, span(type)), named(type, first, scope));
}
