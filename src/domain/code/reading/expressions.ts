/**
 * Makes expressions of the kinds that `program.ts` tells. Each is written out, in one place: of objects that are spread into
 * others V8 gives each a shape of its own.
 */
import type {
  Argument,
  ClassBody,
  CodeCall,
  CodeScope,
  Expression,
  ExpressionOf,
  FieldEntry,
  FunctionBody,
  Span,
} from '../program.ts';

/** What is not looked into. */
export function opaque({ from, to }: Span): Expression {
  return { kind: 'opaque', from, to };
}

/** `null`, `undefined`, `None`. */
export function nothingAt({ from, to }: Span): Expression {
  return { from, to, kind: 'nothing' };
}

export function text({ from, to }: Span, text: string, inside: Span | null): ExpressionOf<'text'> {
  return { from, to, kind: 'text', text, inside };
}

export function number({ from, to }: Span, value: number): Expression {
  return { from, to, kind: 'number', value };
}

export function truth({ from, to }: Span, value: boolean): Expression {
  return { from, to, kind: 'truth', value };
}

export function joined({ from, to }: Span, parts: readonly Expression[]): Expression {
  return { from, to, kind: 'joined', parts };
}

export function nameAt({ from, to }: Span, name: string, scope: CodeScope): Expression {
  return { from, to, kind: 'name', name, scope };
}

export function self({ from, to }: Span, body: ClassBody): Expression {
  return { from, to, kind: 'self', body };
}

export function member(
  { from, to }: Span,
  of: Expression,
  name: string,
  nameAt: Span,
): ExpressionOf<'member'> {
  return { from, to, kind: 'member', of, name, nameAt };
}

export function item({ from, to }: Span, of: Expression, key: Expression): Expression {
  return { from, to, kind: 'item', of, key };
}

/** The item at a fixed place of a list, which stands behind a target. */
export function itemAt(target: Span, of: Expression, index: number): Expression {
  return item(target, of, number(target, index));
}

export function call(
  { from, to }: Span,
  callee: Expression,
  given: readonly Argument[],
  isNew: boolean,
  scope: CodeScope,
): CodeCall {
  return { from, to, kind: 'call', callee, given, isNew, scope };
}

export function fields({ from, to }: Span, entries: readonly FieldEntry[]): ExpressionOf<'fields'> {
  return { from, to, kind: 'fields', entries };
}

/** A field of an object that is written with its name; `name`: null where it is computed. */
export function entry(
  { from, to }: Span,
  name: string | null,
  nameAt: Span | null,
  value: Expression,
): FieldEntry {
  return { from, to, name, nameAt, value, spread: false };
}

/** All fields of another object. */
export function spreadEntry({ from, to }: Span, value: Expression): FieldEntry {
  return { from, to, name: null, nameAt: null, value, spread: true };
}

export function list({ from, to }: Span, items: readonly Expression[]): Expression {
  return { from, to, kind: 'list', items };
}

export function either({ from, to }: Span, options: readonly Expression[]): ExpressionOf<'either'> {
  return { from, to, kind: 'either', options };
}

/** What a loop takes out of a list. */
export function eachOf({ from, to }: Span, of: Expression): Expression {
  return { from, to, kind: 'each', of };
}

export function functionOf({ from, to }: Span, body: FunctionBody): ExpressionOf<'function'> {
  return { from, to, kind: 'function', body };
}

export function classOf({ from, to }: Span, body: ClassBody): Expression {
  return { from, to, kind: 'class', body };
}

export function imported({ from, to }: Span, module: string, name: string | null): Expression {
  return { from, to, kind: 'import', module, name };
}

export function parameterOf({ from, to }: Span, body: FunctionBody, index: number): Expression {
  return { from, to, kind: 'parameter', body, index };
}

export function typed({ from, to }: Span, type: Expression): Expression {
  return { from, to, kind: 'typed', type };
}

/** A function's body before anything in it is read. */
export function functionBody(
  { from, to }: Span,
  name: string | null,
  { of, isGetter, skipped }: Pick<FunctionBody, 'of' | 'isGetter' | 'skipped'>,
): FunctionBody {
  return { from, to, name, parameters: [], returns: [], of, isGetter, skipped, handedTo: null, given: null };
}

/** A class's body before anything in it is read; `isObject`: of an object whose functions say `this`. */
export function classBody(
  { from, to }: Span,
  name: string | null,
  bases: readonly Expression[],
  isObject = false,
): ClassBody {
  return { from, to, name, bases, fields: new Map(), types: new Map(), isObject, maker: null };
}
