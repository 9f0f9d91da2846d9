/**
 * Makes expressions. Each kind is written out in one place: of objects that are spread into others V8 gives each a shape of its own.
 */
import type {
  Argument,
  ClassBody,
  CodeCall,
  CodeScope,
  Entry,
  Expression,
  ExpressionOf,
  FunctionBody,
  Span,
} from './program.ts';

/** What is not looked into. */
export const opaque = ({ from, to }: Span): Expression => ({ kind: 'opaque', from, to });

/** `null`, `undefined`, `None`. */
export const nothing = ({ from, to }: Span): Expression => ({ from, to, kind: 'nothing' });

export const text = ({ from, to }: Span, text: string, inside: Span | null): ExpressionOf<'text'> => ({
  from,
  to,
  kind: 'text',
  text,
  inside,
});

export const number = ({ from, to }: Span, value: number): Expression => ({
  from,
  to,
  kind: 'number',
  value,
});

export const truth = ({ from, to }: Span, value: boolean): Expression => ({ from, to, kind: 'truth', value });

export const joined = ({ from, to }: Span, parts: readonly Expression[]): Expression => ({
  from,
  to,
  kind: 'joined',
  parts,
});

export const named = ({ from, to }: Span, name: string, scope: CodeScope): Expression => ({
  from,
  to,
  kind: 'name',
  name,
  scope,
});

export const self = ({ from, to }: Span, body: ClassBody): Expression => ({ from, to, kind: 'self', body });

export const member = (
  { from, to }: Span,
  of: Expression,
  name: string,
  nameAt: Span,
): ExpressionOf<'member'> => ({ from, to, kind: 'member', of, name, nameAt });

export const item = ({ from, to }: Span, of: Expression, key: Expression): Expression => ({
  from,
  to,
  kind: 'item',
  of,
  key,
});

/** The item at a fixed place of a list, which stands behind a target. */
export const itemAt = (target: Span, of: Expression, index: number): Expression =>
  item(target, of, number(target, index));

export const call = (
  { from, to }: Span,
  callee: Expression,
  given: readonly Argument[],
  isNew: boolean,
  scope: CodeScope,
): CodeCall => ({ from, to, kind: 'call', callee, given, isNew, scope });

export const fields = ({ from, to }: Span, entries: readonly Entry[]): ExpressionOf<'fields'> => ({
  from,
  to,
  kind: 'fields',
  entries,
});

/** A field of an object that is written with its name; `name`: null where it is computed. */
export const entry = (
  { from, to }: Span,
  name: string | null,
  nameAt: Span | null,
  value: Expression,
): Entry => ({ from, to, name, nameAt, value, spread: false });

/** All fields of another object. */
export const spreadEntry = ({ from, to }: Span, value: Expression): Entry => ({
  from,
  to,
  name: null,
  nameAt: null,
  value,
  spread: true,
});

export const list = ({ from, to }: Span, items: readonly Expression[]): Expression => ({
  from,
  to,
  kind: 'list',
  items,
});

export const either = (
  { from, to }: Span,
  options: readonly Expression[],
  isFallback: boolean,
): ExpressionOf<'either'> => ({ from, to, kind: 'either', options, isFallback });

/** What a loop takes out of a list. */
export const each = ({ from, to }: Span, of: Expression): Expression => ({ from, to, kind: 'each', of });

export const functionOf = ({ from, to }: Span, body: FunctionBody): ExpressionOf<'function'> => ({
  from,
  to,
  kind: 'function',
  body,
});

export const classOf = ({ from, to }: Span, body: ClassBody): Expression => ({
  from,
  to,
  kind: 'class',
  body,
});

export const imported = ({ from, to }: Span, module: string, name: string | null): Expression => ({
  from,
  to,
  kind: 'import',
  module,
  name,
});

export const parameterOf = ({ from, to }: Span, body: FunctionBody, index: number): Expression => ({
  from,
  to,
  kind: 'parameter',
  body,
  index,
});

export const typed = ({ from, to }: Span, type: Expression): Expression => ({
  from,
  to,
  kind: 'typed',
  type,
});

/** A function's body before anything in it is read. */
export const functionBody = (
  { from, to }: Span,
  name: string | null,
  { of, isGetter, skipped }: Pick<FunctionBody, 'of' | 'isGetter' | 'skipped'>,
): FunctionBody => ({
  from,
  to,
  name,
  parameters: [],
  returns: [],
  of,
  isGetter,
  skipped,
  handedTo: null,
  given: null,
});

/** A class's body before anything in it is read; `isObject`: of an object whose functions say `this`. */
export const classBody = (
  { from, to }: Span,
  name: string | null,
  bases: readonly Expression[],
  isObject = false,
): ClassBody => ({
  from,
  to,
  name,
  bases,
  fields: new Map(),
  types: new Map(),
  isObject,
  maker: null,
});
