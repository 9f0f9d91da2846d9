import type { FieldEntry } from '../program.ts';
import { entry, fields, spreadEntry } from '../reading/expressions.ts';
import { namedParts, type PlainNode } from '../reading/plain-tree.ts';
import type { NodeReading } from '../reading/tree-reader.ts';

/** `{'a': b, **c}` */
export const readDictionary: NodeReading = (reader, node, around) => {
  const entries: FieldEntry[] = [];
  let key: PlainNode | null = null;
  for (const part of namedParts(node)) {
    const at = { from: key?.from ?? part.from, to: part.to };
    if (part.prevSibling?.name === '**') entries.push(spreadEntry(at, reader.read(part, around)));
    else if (!key) key = part;
    else {
      const named = reader.read(key, around);
      const [name, nameAt] = named.kind === 'text' ? [named.text, named.inside] : [null, null];
      entries.push(entry(at, name, nameAt, reader.read(part, around)));
      key = null;
    }
  }
  return fields(node, entries);
};
