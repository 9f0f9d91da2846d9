import { addTo, type ClassBody, span } from '../program.ts';
import { type Around, give, inClass } from '../reading/around.ts';
import { classBody, classOf } from '../reading/expressions.ts';
import { namedParts, type PlainNode } from '../reading/plain-tree.ts';
import { nameFunction } from '../reading/shared-readings.ts';
import type { NodeReading, TreeReader } from '../reading/tree-reader.ts';
import { stringOf } from '../script.ts';
import { readFunction, typeOf } from './functions.ts';

export const readClass: NodeReading = (reader, node, around) => {
  const definition = node.getChild('VariableDefinition');
  const name = definition && reader.textOf(definition);
  const heritage = node.getChild('extends')?.nextSibling;
  const bases = heritage && heritage.name !== 'ClassBody' ? [reader.read(heritage, around)] : [];
  const body = classBody(node, name, bases);
  reader.program.classes.push(body);
  for (const decorator of node.getChildren('Decorator')) reader.children(decorator, around);
  const inside = inClass(around, body);
  for (const part of namedParts(node.getChild('ClassBody') ?? node))
    if (part.name === 'MethodDeclaration') readMethod(reader, part, body, inside);
    else if (part.name === 'PropertyDeclaration') readProperty(reader, part, body, inside);
    else if (part.name === 'StaticBlock') reader.children(part, inside);
  const value = classOf(node, body);
  if (name !== null) give(name, value, around);
  return value;
};

function readMethod(reader: TreeReader, node: PlainNode, of: ClassBody, around: Around): void {
  const key = node.getChild('PropertyDefinition') ?? node.getChild('PrivatePropertyDefinition');
  const name = key && reader.textOf(key);
  const isMaker = name === 'constructor';
  const value = readFunction(reader, node, around, isMaker ? of.name : name, of);
  if (name === null || node.getChild('set')) return;
  if (isMaker) of.maker = value.body;
  else addTo(of.fields, name, { value, at: node.from, within: span(node), body: null });
}

function readProperty(reader: TreeReader, node: PlainNode, of: ClassBody, around: Around): void {
  const parts = namedParts(node);
  const key = parts.find(({ name }) => /PropertyDefinition$|^String$/.test(name));
  const annotation = node.getChild('TypeAnnotation');
  const name = key && (stringOf(reader, key) ?? reader.textOf(key));
  const last = node.getChild('Equals') ? parts.at(-1) : undefined;
  const value = last ? reader.read(last, around) : null;
  if (!name) return;
  const type = annotation ? typeOf(reader, annotation, around) : null;
  if (type) of.types.set(name, type);
  if (!value) return;
  nameFunction(value, name);
  addTo(of.fields, name, { value, at: node.from, within: around.within, body: around.body });
}
