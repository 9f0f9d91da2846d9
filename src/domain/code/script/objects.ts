import { addTo, type ClassBody, type Expression, type FieldEntry, span } from '../program.ts';
import { type Around, give, inClass } from '../reading/around.ts';
import { classBody, entry, fields, nameAt, opaque, spreadEntry } from '../reading/expressions.ts';
import { namedParts, type PlainNode } from '../reading/plain-tree.ts';
import { nameFunction } from '../reading/shared-readings.ts';
import type { NodeReading, TreeReader } from '../reading/tree-reader.ts';
import { stringOf } from '../script.ts';
import { readFunction } from './functions.ts';
import { textSpanOf } from './texts.ts';

/** The functions of an object, and of the objects in it, say `this` to the outermost one, as those of Vue's do. */
export const readObject: NodeReading = (reader, node, around) => {
  const isOuter = around.of?.isObject !== true;
  const saysThis = isOuter && reader.textOf(node).includes('this.');
  const of = isOuter ? (saysThis ? classBody(node, null, [], true) : null) : around.of;
  return fields(
    node,
    node.getChildren('Property').map((property) => readProperty(reader, property, around, of)),
  );
};

function readProperty(reader: TreeReader, node: PlainNode, around: Around, of: ClassBody | null): FieldEntry {
  const [key, ...rest] = namedParts(node);
  const value = rest.at(-1);
  if (key?.name === 'Spread') return spreadEntry(node, value ? reader.read(value, around) : opaque(node));
  const isPlain = key && !node.getChild('[');
  const name = isPlain ? (stringOf(reader, key) ?? reader.textOf(key)) : null;
  if (key && !isPlain) reader.read(key, around);
  const read = readValue(reader, node, key, value, name, around, of);
  nameFunction(read, name);
  if (name !== null && of)
    addTo(of.fields, name, { value: read, at: node.from, within: span(node), body: around.body });
  return entry(node, name, isPlain ? textSpanOf(key) : null, read);
}

function readValue(
  reader: TreeReader,
  property: PlainNode,
  key: PlainNode | undefined,
  value: PlainNode | undefined,
  name: string | null,
  around: Around,
  of: ClassBody | null,
): Expression {
  if (property.getChild('ParamList')) return readFunction(reader, property, inClass(around, of), name);
  if (value?.name === 'FunctionExpression') return readFunction(reader, value, inClass(around, of), name);
  if (value) return reader.read(value, value.name === 'ObjectExpression' ? inClass(around, of) : around);
  return name === null || !key ? opaque(property) : nameAt(key, name, around.scope);
}

/** `enum Model { Small = '…' }` */
export const readEnum: NodeReading = (reader, node, around) => {
  const name = node.getChild('TypeDefinition');
  const entries: FieldEntry[] = [];
  let key: PlainNode | null = null;
  for (const part of namedParts(node.getChild('EnumBody') ?? node)) {
    if (part.name === 'PropertyName') key = part;
    else if (part.name !== 'Equals' && key) {
      entries.push(entry(part, reader.textOf(key), span(key), reader.read(part, around)));
      key = null;
    }
  }
  const value = fields(node, entries);
  if (name) give(reader.textOf(name), value, around);
  return value;
};
