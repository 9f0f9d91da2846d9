import { type Expression, type ImportSeen, span } from '../program.ts';
import { type Around, give } from '../reading/around.ts';
import { imported, nameAt, opaque } from '../reading/expressions.ts';
import { namedParts, type PlainNode } from '../reading/plain-tree.ts';
import { hoistedImportIn, importIn } from '../reading/program-entries.ts';
import type { NodeReading, TreeReader } from '../reading/tree-reader.ts';
import { stringOf } from '../script.ts';

type Names = ImportSeen['names'][number][];

/** `require('…')` */
export function readRequired(
  reader: TreeReader,
  node: PlainNode,
  module: string,
  around: Around,
): Expression {
  importIn(reader.program, node, module, [], around);
  return imported(node, module, null);
}

/** `import('…')` */
export const readDynamicImport: NodeReading = (reader, node, around) => {
  const module = moduleOf(reader, node);
  if (module === null) return opaque(node);
  importIn(reader.program, node, module, [], around, true);
  return imported(node, module, null);
};

/** The module that a statement names. */
function moduleOf(reader: TreeReader, node: PlainNode): string | null {
  const text = node.getChild('String');
  return text && stringOf(reader, text);
}

export const readImport: NodeReading = (reader, node, around) => {
  const module = moduleOf(reader, node);
  if (module === null) return opaque(node);
  const names: Names = [];
  const bindTo = (local: PlainNode, name: string | null): void => {
    give(reader.textOf(local), imported(local, module, name), around);
    if (name !== null) names.push({ name, at: span(local) });
  };
  const direct = node.getChild('VariableDefinition');
  if (direct) bindTo(direct, node.getChild('Star') ? null : 'default');
  const group = node.getChild('ImportGroup');
  const specifiers = group ? specifiersOf(reader, group) : [];
  for (const { local, name } of specifiers) bindTo(local, name);
  const types = specifiers.filter(({ isType }) => isType).length;
  const typeOnly = node.getChild('type') !== null || (types > 0 && types === names.length);
  hoistedImportIn(reader.program, node, module, names, typeOnly);
  return opaque(node);
};

/** What stands between the braces of an import. */
interface Specifier {
  readonly local: PlainNode;
  /** What the module calls it. */
  readonly name: string;
  readonly isType: boolean;
}

function specifiersOf(reader: TreeReader, group: PlainNode): Specifier[] {
  const found: Specifier[] = [];
  let isType = false;
  let from: PlainNode | null = null;
  for (const part of group.children) {
    if (part.name === 'type') isType = true;
    else if (part.name === 'VariableName' || part.name === 'String') from = part;
    else if (part.name === 'VariableDefinition')
      found.push({ local: part, name: reader.textOf(from ?? part), isType });
    else if (part.name === ',') [isType, from] = [false, null];
  }
  return found;
}

export const readExport: NodeReading = (reader, node, around) => {
  const module = moduleOf(reader, node);
  const group = node.getChild('ExportGroup');
  const { exports } = reader.program;
  if (node.getChild('type') && !group) return opaque(node);
  if (module !== null) exportFrom(reader, node, module, group);
  else if (group)
    for (const [name, own] of exportedNames(group))
      exports.set(reader.textOf(name), nameAt(own, reader.textOf(own), around.scope));
  else {
    const [declared] = namedParts(node).filter(({ name }) => name !== 'Decorator');
    if (!declared) return opaque(node);
    const value = reader.read(declared, around);
    if (node.getChild('default')) exports.set('default', value);
    else exportDeclared(reader, declared, around);
  }
  return opaque(node);
};

/** `export … from '…'` */
function exportFrom(reader: TreeReader, node: PlainNode, module: string, group: PlainNode | null): void {
  const { exports, exportsAll } = reader.program;
  const names: Names = [];
  for (const [name, own] of group ? exportedNames(group) : []) {
    names.push({ name: reader.textOf(own), at: span(own) });
    exports.set(reader.textOf(name), imported(own, module, reader.textOf(own)));
  }
  const alias = node.getChild('VariableDefinition') ?? node.getChild('VariableName');
  if (!group && alias) exports.set(reader.textOf(alias), imported(node, module, null));
  else if (!group) exportsAll.push(module);
  hoistedImportIn(reader.program, node, module, names, node.getChild('type') !== null);
}

function exportDeclared(reader: TreeReader, declared: PlainNode, { scope }: Around): void {
  const isInside = ({ at }: { readonly at: number }): boolean => at > declared.from && at <= declared.to;
  const definition = declared.getChild('VariableDefinition') ?? declared.getChild('TypeDefinition');
  const names =
    declared.name === 'VariableDeclaration'
      ? scope.all().flatMap(([name, given]) => (given.some(isInside) ? [name] : []))
      : definition
        ? [reader.textOf(definition)]
        : [];
  for (const name of names) reader.program.exports.set(name, nameAt(declared, name, scope));
}

/** What is exported, by the name that others see, with its own. */
function exportedNames(group: PlainNode): [name: PlainNode, own: PlainNode][] {
  const found: [PlainNode, PlainNode][] = [];
  let own: PlainNode | null = null;
  for (const part of namedParts(group)) {
    const isRenamed = part.prevSibling?.name === 'as';
    if (isRenamed && own) found[found.length - 1] = [part, own];
    else found.push([part, part]);
    if (!isRenamed) own = part;
  }
  return found;
}
