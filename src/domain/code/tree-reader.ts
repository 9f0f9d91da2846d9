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
}

/** Nested deeper than people write; what is below is left out. */
const deepest = 400;

/** Reads a tree from the top, each kind of node by its own reading; of a kind without one, what is inside. */
export abstract class TreeReader<Place extends Around> {
  #depth = 0;

  /** By the name that the grammar gives a kind of node. */
  protected abstract readonly readings: Readonly<
    Record<string, (node: PlainNode, around: Place) => Expression>
  >;

  /** Forgets how deep it was where a text before could not be read to its end. */
  protected atTop(): void {
    this.#depth = 0;
  }

  children(node: PlainNode, around: Place): void {
    for (const part of node.children) if (isNamed(part)) this.read(part, around);
  }

  read(node: PlainNode, around: Place): Expression {
    if (this.#depth > deepest) return opaque(node);
    this.#depth += 1;
    const reading = this.readings[node.name];
    const value = reading ? reading(node, around) : this.#inside(node, around);
    this.#depth -= 1;
    return value;
  }

  #inside(node: PlainNode, around: Place): Expression {
    this.children(node, around);
    return opaque(node);
  }
}

/** The named parts of a node, without its punctuation. */
export const namedParts = ({ children }: PlainNode): PlainNode[] => children.filter(isNamed);

export const isNamed = ({ kind }: PlainNode): boolean => kind.isNamed;

export const span = ({ from, to }: Span): Span => ({ from, to });
