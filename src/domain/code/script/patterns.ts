import type { Expression } from '../program.ts';
import { type Around, give } from '../reading/around.ts';
import { itemAt } from '../reading/expressions.ts';
import { namedParts, type PlainNode } from '../reading/plain-tree.ts';
import { fallbackIn, memberIn } from '../reading/program-entries.ts';
import type { TreeReader } from '../reading/tree-reader.ts';
import { stringOf } from '../script.ts';
import { textSpanOf } from './texts.ts';

/** Gives a pattern's names their parts of a value. */
export function bind(reader: TreeReader, pattern: PlainNode, value: Expression, around: Around): void {
  if (pattern.name === 'VariableDefinition' || pattern.name === 'VariableName')
    give(reader.textOf(pattern), value, around);
  else if (pattern.name === 'ArrayPattern') {
    const targets = namedParts(pattern).filter(({ name }) => /Definition$|Pattern$/.test(name));
    for (const [index, target] of targets.entries())
      bind(reader, target, itemAt(target, value, index), around);
  } else
    for (const property of pattern.getChildren('PatternProperty'))
      bindProperty(reader, property, value, around);
}

function bindProperty(reader: TreeReader, property: PlainNode, value: Expression, around: Around): void {
  const parts = namedParts(property).filter(({ name }) => name !== 'Equals');
  const [key, target] = parts;
  if (!key || key.name === 'Spread') {
    if (target) bind(reader, target, value, around);
    return;
  }
  const isShort = key.name === 'VariableDefinition';
  const name = stringOf(reader, key) ?? reader.textOf(key);
  const member = memberIn(reader.program, property, value, name, textSpanOf(key));
  const fallback = property.getChild('Equals') ? parts.at(-1) : undefined;
  const part = fallback
    ? fallbackIn(reader.program, property, [member, reader.read(fallback, around)])
    : member;
  const bound = isShort ? key : target;
  if (bound) bind(reader, bound, part, around);
}
