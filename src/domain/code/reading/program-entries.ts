/** Expressions that a program keeps a list of, entered where they are made. */

import type {
  Argument,
  CodeCall,
  CodeProgram,
  CodeScope,
  Expression,
  ExpressionOf,
  FunctionBody,
  ImportSeen,
  Span,
} from '../program.ts';
import { call, either, member, text } from './expressions.ts';

/** A text that is written in the code; one that may hold a key is kept. */
export function textIn(
  { texts }: CodeProgram,
  at: Span,
  written: string,
  inside: Span | null,
): ExpressionOf<'text'> {
  const value = text(at, written, inside);
  if (written.length >= 20 && written.includes('sk-')) texts.push(value);
  return value;
}

export function memberIn(
  { members }: CodeProgram,
  at: Span,
  of: Expression,
  name: string,
  nameAt: Span,
): ExpressionOf<'member'> {
  const value = member(at, of, name, nameAt);
  members.push(value);
  return value;
}

/** One of several, of which a later one counts where those before it are nothing: `??`, `||`, `or`. */
export function fallbackIn({ fallbacks }: CodeProgram, at: Span, options: readonly Expression[]): Expression {
  const value = either(at, options);
  fallbacks.push(value);
  return value;
}

/** A call; the functions among its arguments are told whom they are handed to. */
export function callIn(
  { calls }: CodeProgram,
  at: Span,
  callee: Expression,
  given: readonly Argument[],
  isNew: boolean,
  scope: CodeScope,
): CodeCall {
  const made = call(at, callee, given, isNew, scope);
  for (const { value } of given) if (value.kind === 'function') value.body.handedTo = made;
  calls.push(made);
  return made;
}

/** An import that runs before all other code of its file. */
export function hoistedImportIn(
  { imports }: CodeProgram,
  { from, to }: Span,
  module: string,
  names: ImportSeen['names'],
  typeOnly: boolean,
): void {
  imports.push({ from, to, module, names, typeOnly, optional: false, guarded: false, hoisted: true });
}

/** An import that runs where it stands. */
export function importIn(
  { imports }: CodeProgram,
  { from, to }: Span,
  module: string,
  names: ImportSeen['names'],
  { body, within }: { readonly body: FunctionBody | null; readonly within: Span },
  isGuarded = within.from > (body?.from ?? 0),
): void {
  imports.push({
    from,
    to,
    module,
    names,
    typeOnly: false,
    optional: body !== null || isGuarded,
    guarded: isGuarded,
    hoisted: false,
  });
}
