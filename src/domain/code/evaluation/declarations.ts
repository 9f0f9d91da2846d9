import type { SyntaxNode } from '@lezer/common';
import { partsOf, type Script, stringOf, textOf } from '../script.ts';
import { moduleCalled } from './builtins.ts';
import { Builtin, Callable, Fields, unknown, type Value } from './value.ts';

/** What a statement or a parameter binds a name to; null where it binds another one. */
type Bound = { readonly value: Value } | null;

/** What gives an expression its value. */
type Evaluate = (node: SyntaxNode) => Value;

/** By the parameters of a function that is called with `given`; undefined where nobody calls it. */
export function boundByParameter(
  script: Script,
  name: string,
  parameters: SyntaxNode,
  given: readonly Value[] | undefined,
): Bound {
  let at = -1;
  for (const parameter of partsOf(parameters)) {
    if (parameter.name === 'TypeAnnotation') continue;
    at += 1;
    const value = given?.[at] ?? unknown;
    if (parameter.name === 'VariableDefinition' && textOf(script, parameter) === name) return { value };
    const bound = parameter.name === 'ObjectPattern' ? boundByPattern(script, name, parameter, value) : null;
    if (bound !== null) return bound;
  }
  return null;
}

/** By a declaration, with or without `export`, or an import. */
export function boundByStatement(script: Script, name: string, statement: SyntaxNode, of: Evaluate): Bound {
  if (statement.name === 'ImportDeclaration') return boundByImport(script, name, statement);
  const declaration =
    statement.name === 'ExportDeclaration' ? (partsOf(statement)[0] ?? statement) : statement;
  if (declaration.name === 'FunctionDeclaration') {
    const own = declaration.getChild('VariableDefinition');
    return own && textOf(script, own) === name ? { value: new Callable(declaration) } : null;
  }
  return declaration.name === 'VariableDeclaration' ? boundByVariable(script, name, declaration, of) : null;
}

function boundByVariable(script: Script, name: string, declaration: SyntaxNode, of: Evaluate): Bound {
  const isConstant = declaration.getChild('const') !== null;
  let target: SyntaxNode | null = null;
  for (const part of partsOf(declaration)) {
    if (part.name === 'VariableDefinition' || part.name === 'ObjectPattern') target = part;
    else if (part.name !== 'Equals' && part.name !== 'TypeAnnotation' && target) {
      const named = target.name === 'VariableDefinition' && textOf(script, target) === name;
      if (named) return { value: isConstant ? of(part) : unknown };
      const bound = target.name === 'ObjectPattern' ? boundByPattern(script, name, target, of(part)) : null;
      if (bound) return bound;
      target = null;
    }
  }
  return null;
}

/** By `{ name, other: name }` of a value. */
function boundByPattern(script: Script, name: string, pattern: SyntaxNode, value: Value): Bound {
  for (const property of pattern.getChildren('PatternProperty')) {
    const target = property.getChildren('VariableDefinition').at(-1);
    if (!target || textOf(script, target) !== name) continue;
    const key = partsOf(property)[0];
    if (!key || property.getChild('Equals')) return { value: unknown };
    const field = textOf(script, key);
    if (value instanceof Fields) return { value: value.get(field) };
    return { value: value instanceof Builtin ? new Builtin(`${value.name}.${field}`) : unknown };
  }
  return null;
}

function boundByImport(script: Script, name: string, statement: SyntaxNode): Bound {
  const from = statement.getChild('String');
  const module = moduleCalled((from && stringOf(script, from)) ?? '');
  const [direct] = statement.getChildren('VariableDefinition');
  if (direct && textOf(script, direct) === name) return { value: module };
  const group = statement.getChild('ImportGroup');
  const parts = group ? partsOf(group) : [];
  for (const [at, part] of parts.entries()) {
    if (part.name !== 'VariableDefinition' || textOf(script, part) !== name) continue;
    const before = parts[at - 1];
    const renamed = before?.name === 'VariableName' ? textOf(script, before) : name;
    return { value: module instanceof Builtin ? new Builtin(`${module.name}.${renamed}`) : unknown };
  }
  return null;
}

/** Whether a field of the variable is set anywhere: then what it was made with says little. */
export function isChanged({ text }: Script, name: string): boolean {
  const escaped = name.replaceAll('$', '\\$');
  const assigned = new RegExp(
    `(?<![\\w.$])${escaped}(?:\\??\\.[\\w.]+|\\[[^\\]]{1,80}\\])\\s*(?:[?|&+]{1,2})?=(?![=>])`,
  );
  const merged = new RegExp(`(?:Object\\.assign|defu|merge\\w*|defineProperty)\\(\\s*${escaped}\\b`);
  return assigned.test(text) || merged.test(text);
}
