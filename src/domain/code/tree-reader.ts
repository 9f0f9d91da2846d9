import type { PlainNode } from './plain-tree.ts';
import {
  type ClassBody,
  type CodeScope,
  type Expression,
  type FunctionBody,
  opaque,
  type Span,
} from './program.ts';

/** Where a piece of code stands. */
export interface Around {
  readonly scope: CodeScope;
  readonly within: Span;
  readonly body: FunctionBody | null;
  /** The class whose body this is. */
  readonly of: ClassBody | null;
  readonly depth: number;
}

/** Nested deeper than people write; what is below is left out. */
const deepest = 400;

/** Reads a tree from the top, each kind of node by its own reading; of a kind without one, what is inside. */
export abstract class TreeReader<Place extends Around> {
  /** By the name that the grammar gives a kind of node. */
  protected abstract readonly readings: Readonly<
    Record<string, (node: PlainNode, around: Place) => Expression>
  >;

  children(node: PlainNode, around: Place): void {
    for (const part of namedParts(node)) this.read(part, around);
  }

  read(node: PlainNode, around: Place): Expression {
    if (around.depth > deepest) return opaque(node);
    const reading = this.readings[node.name];
    const deeper = { ...around, depth: around.depth + 1 };
    if (reading) return reading(node, deeper);
    this.children(node, deeper);
    return opaque(node);
  }
}

/** The named parts of a node, without its punctuation. */
export const namedParts = ({ children }: PlainNode): PlainNode[] => children.filter(isNamed);

export function isNamed({ name }: PlainNode): boolean {
  const first = name.charCodeAt(0);
  return (first >= 65 && first <= 90) || name === 'null' || name === 'this';
}

export const span = ({ from, to }: Span): Span => ({ from, to });
