import { addTo, type CodeArgument, type Expression, type Span } from '../program.ts';
import { type Around, inPart } from './around.ts';
/** Readings of what both languages have alike. */
import { joined, list, number, opaque, text } from './expressions.ts';
import { namedParts, type PlainNode } from './plain-tree.ts';
import { textIn } from './program-entries.ts';
import type { NodeReading, TreeReader } from './tree-reader.ts';

export const readNumber: NodeReading = (reader, node) =>
  number(node, Number(reader.textOf(node).replaceAll('_', '')));

/** What the last part is, where all are run: `(a)`, `await a`, `a, b`. */
export const readLast: NodeReading = (reader, node, around) => {
  const values = namedParts(node).map((part) => reader.read(part, around));
  return values.at(-1) ?? opaque(node);
};

/** `-1`; of other signs it is not told what they make. */
export const readSigned: NodeReading = (reader, node, around) => {
  const value = readLast(reader, node, around);
  const isMinus = value.kind === 'number' && reader.text.charAt(node.from) === '-';
  return isMinus ? number(node, -value.value) : opaque(node);
};

export const readList: NodeReading = (reader, node, around) => {
  const items = namedParts(node).filter(({ name }) => name !== 'Spread');
  return list(
    node,
    items.map((part) => reader.read(part, around)),
  );
};

/** What a function gives. */
export const readReturn: NodeReading = (reader, node, around) => {
  const [value] = namedParts(node);
  if (value) around.body?.returns.push(reader.read(value, around));
  return opaque(node);
};

/** A text with values in it: from `inside` without the `holes`; what stands between `isPlain` means what is written. */
export function readTemplate(
  reader: TreeReader,
  node: PlainNode,
  around: Around,
  inside: Span,
  holes: readonly (readonly [hole: PlainNode, value: PlainNode | undefined])[],
  isPlain: (text: string) => boolean,
): Expression {
  const parts: Expression[] = [];
  let { from } = inside;
  const piece = (to: number): void => {
    if (to <= from) return;
    const at = { from, to };
    const text = reader.textOf(at);
    parts.push(textIn(reader.program, at, text, isPlain(text) ? at : null));
  };
  for (const [hole, value] of holes) {
    piece(hole.from);
    parts.push(value ? reader.read(value, around) : opaque(hole));
    from = hole.to;
  }
  piece(inside.to);
  const [only] = parts;
  return parts.length === 1 && only?.kind === 'text'
    ? text(node, only.text, only.inside)
    : joined(node, parts);
}

/** Parts that run only `sometimes`; what stands behind a condition of the kind and text of `never` is no part of the program. */
export function readSometimes(
  reader: TreeReader,
  node: PlainNode,
  around: Around,
  never: readonly [kind: string, text: string],
  sometimes: (part: PlainNode) => boolean,
): Expression {
  const [condition, first] = namedParts(node);
  const isDead = condition?.name === never[0] && reader.textOf(condition) === never[1];
  for (const part of namedParts(node))
    if (!isDead || part.from !== first?.from)
      reader.read(part, sometimes(part) ? inPart(around, part) : around);
  return opaque(node);
}

/** Writes a value into a member, or an item, of something. */
export function writeInto(reader: TreeReader, target: PlainNode, given: CodeArgument, around: Around): void {
  const to = reader.read(target, around);
  if (to.kind === 'member' && to.of.kind === 'self') addTo(to.of.body.fields, to.name, given);
  if (to.kind === 'member' || to.kind === 'item') reader.program.changes.push({ ...given, target: to });
}

/** A function takes the name that it is given first. */
export function nameFunction(value: Expression, name: string | null): void {
  if (value.kind === 'function') value.body.name ??= name;
}
