import { opaque } from './expressions.ts';
import type { PlainNode } from './plain-tree.ts';
import {
  type ClassBody,
  type CodeProgram,
  CodeScope,
  type Expression,
  emptyProgram,
  type FunctionBody,
  type Span,
} from './program.ts';

/** Where a piece of code stands. */
export interface Around {
  readonly scope: CodeScope;
  readonly within: Span;
  readonly body: FunctionBody | null;
  /** The class whose body this is. */
  readonly of: ClassBody | null;
  /** In Python, what the first parameter of the method is called, and whose it is. */
  readonly self: { readonly name: string; readonly of: ClassBody } | null;
}

/** Makes an expression of one kind of node. */
export type Reading = (reader: TreeReader, node: PlainNode, around: Around) => Expression;

/** Readings by the name that the grammar gives a kind of node. */
export type Readings = Readonly<Record<string, Reading>>;

/** Nested deeper than people write; what is below is left out. */
const deepest = 400;

/** Reads a tree from the top, each kind of node by its own reading; of a kind without one, what is inside. One serves all files. */
export class TreeReader {
  readonly #readings: Readings;
  /** The whole text of which the tree is. */
  text = '';
  /** What is found. */
  program = emptyProgram('node');
  #depth = 0;

  constructor(readings: Readings) {
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

/** Gives a name of the scope a value. */
export function give(name: string, value: Expression, { scope, within, body }: Around): void {
  scope.give(name, { value, at: value.to, within, body });
}

/** The named parts of a node, without its punctuation. */
export const namedParts = ({ children }: PlainNode): PlainNode[] => children.filter(isNamed);

export const isNamed = ({ kind }: PlainNode): boolean => kind.isNamed;

export const span = ({ from, to }: Span): Span => ({ from, to });

// Written out: of objects that are spread into others V8 gives each a shape of its own.

/** The same place with names of its own. */
export const inScope = ({ within, body, of, self }: Around, scope: CodeScope): Around => ({
  scope,
  within,
  body,
  of,
  self,
});

/** The same place in a class, or in none. */
export const inClass = ({ scope, within, body, self }: Around, of: ClassBody | null): Around => ({
  scope,
  within,
  body,
  of,
  self,
});

/** A part of it that runs only sometimes. */
export const inPart = ({ scope, body, of, self }: Around, part: Span): Around => ({
  scope,
  within: span(part),
  body,
  of,
  self,
});

/** A scope below, of the same function. */
export const inner = ({ scope }: Around): CodeScope => new CodeScope(scope, scope.body);
