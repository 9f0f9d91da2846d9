import { type ImportSeen, span } from '../program.ts';
import { type Around, give } from '../reading/around.ts';
import { imported, opaque } from '../reading/expressions.ts';
import type { PlainNode } from '../reading/plain-tree.ts';
import { importIn } from '../reading/program-entries.ts';
import type { NodeReading, TreeReader } from '../reading/tree-reader.ts';

/** `import a.b as c`, `from a import b as c, d` */
export const readPythonImport: NodeReading = (reader, node, around) => {
  const words = node.children.filter(({ name }) => !/^[()]$/.test(name)).map((part) => reader.textOf(part));
  const isFrom = words[0] === 'from';
  const at = isFrom ? words.indexOf('import') : 0;
  const from = isFrom ? words.slice(1, at).join('') : '';
  const parts = words
    .slice(at + 1)
    .join(' ')
    .split(',');
  const names: ImportSeen['names'][number][] = [];
  for (const part of parts) {
    const [path = '', local = null] = part
      .trim()
      .replace(/ ?\. ?/g, '.')
      .split(/ as /);
    if (path === '') continue;
    if (!isFrom) importModule(reader, node, path, local, around);
    else if (path === '*') reader.program.exportsAll.push(from);
    else {
      names.push({ name: path, at: span(node) });
      give(local ?? path, imported(node, from, path), around);
    }
  }
  if (isFrom) importIn(reader.program, node, from, names, around);
  return opaque(node);
};

function importModule(
  reader: TreeReader,
  node: PlainNode,
  path: string,
  local: string | null,
  around: Around,
): void {
  const module = local === null ? (path.split('.')[0] ?? path) : path;
  give(local ?? module, imported(node, module, null), around);
  importIn(reader.program, node, path, [], around);
}
