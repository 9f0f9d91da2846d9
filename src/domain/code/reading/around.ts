import {
  type ClassBody,
  CodeScope,
  type Expression,
  type FunctionBody,
  type Span,
  span,
} from '../program.ts';

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

/** Gives a name of the scope a value. */
export function give(name: string, value: Expression, { scope, within, body }: Around): void {
  scope.give(name, { value, at: value.to, within, body });
}

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
