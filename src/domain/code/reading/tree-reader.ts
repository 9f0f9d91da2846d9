import { type CodeProgram, type Expression, emptyProgram, type Span } from '../program.ts';
import type { Around } from './around.ts';
import { opaque } from './expressions.ts';
import { isNamed, type PlainNode } from './plain-tree.ts';

/** Makes an expression of one kind of node. */
export type NodeReading = (reader: TreeReader, node: PlainNode, around: Around) => Expression;

/** Readings by the name that the grammar gives a kind of node. */
type NodeReadings = Readonly<Record<string, NodeReading>>;

/** Nested deeper than people write; what is below is left out. */
const deepest = 400;

/** Reads a tree from the top, each kind of node by its own reading; of a kind without one, what is inside. One serves all files. */
export class TreeReader {
  readonly #readings: NodeReadings;
  /** The whole text of which the tree is. */
  text = '';
  /** What is found. */
  program = emptyProgram('node');
  #depth = 0;

  constructor(readings: NodeReadings) {
    this.#readings = readings;
  }

  /** Reads a whole tree into a program. */
  readAll(text: string, top: PlainNode, program: CodeProgram): void {
    this.text = text;
    this.program = program;
    // A text before may not have been read to its end.
    this.#depth = 0;
    const within = { from: 0, to: text.length };
    this.children(top, { scope: program.scope, within, body: null, of: null, self: null });
  }

  children(node: PlainNode, around: Around): void {
    for (const part of node.children) if (isNamed(part)) this.read(part, around);
  }

  read(node: PlainNode, around: Around): Expression {
    if (this.#depth > deepest) return opaque(node);
    this.#depth += 1;
    const reading = this.#readings[node.name];
    const value = reading ? reading(this, node, around) : this.#inside(node, around);
    this.#depth -= 1;
    return value;
  }

  #inside(node: PlainNode, around: Around): Expression {
    this.children(node, around);
    return opaque(node);
  }

  textOf({ from, to }: Span): string {
    return this.text.slice(from, to);
  }
}
