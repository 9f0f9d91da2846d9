import type { SyntaxNode } from '@lezer/common';
import { partsOf, type Script, stringOf, textOf } from '../script.ts';
import { type CodePlace, callBuiltin, fieldOfBuiltin, globalCalled, moduleCalled } from './builtins.ts';
import { boundByParameter, boundByStatement, isChanged } from './declarations.ts';
import { alikeOf, Builtin, Callable, Fields, FileUrl, unknown, type Value } from './value.ts';

/** Deep enough for what people write; more is not known. */
const deepest = 60;

/** Evaluates expressions of one file. */
export class Evaluation {
  readonly #script: Script;
  readonly #place: CodePlace;
  /** What a function was called with, by its node. */
  readonly #calls = new Map<number, readonly Value[]>();
  #depth = 0;

  constructor(script: Script, place: CodePlace) {
    this.#script = script;
    this.#place = place;
  }

  /** What the file exports as its default; a function is called with `argument`, and a promise is what it gives. */
  exported(argument: Fields): Value {
    let node: SyntaxNode | null = null;
    for (const statement of partsOf(this.#script.top)) {
      const parts = partsOf(statement);
      if (statement.name === 'ExportDeclaration' && statement.getChild('default'))
        node = parts.at(-1) ?? null;
      const assignment =
        statement.name === 'ExpressionStatement' ? statement.getChild('AssignmentExpression') : null;
      const [left, right] = assignment ? partsOf(assignment).filter(({ name }) => name !== 'Equals') : [];
      if (left && right && textOf(this.#script, left) === 'module.exports') node = right;
    }
    return node ? this.#applied(this.of(node), argument) : unknown;
  }

  #applied(value: Value, argument: Fields): Value {
    return value instanceof Callable ? this.#call(value, [argument]) : value;
  }

  of(node: SyntaxNode): Value {
    if (this.#depth >= deepest) return unknown;
    this.#depth += 1;
    try {
      return this.#of(node);
    } finally {
      this.#depth -= 1;
    }
  }

  #of(node: SyntaxNode): Value {
    const parts = partsOf(node);
    const [first] = parts;
    switch (node.name) {
      case 'String':
        return stringOf(this.#script, node) ?? unknown;
      case 'Number':
        return Number(textOf(this.#script, node).replaceAll('_', ''));
      case 'BooleanLiteral':
        return textOf(this.#script, node) === 'true';
      case 'null':
        return null;
      case 'TemplateString':
        return this.#template(node);
      case 'ParenthesizedExpression':
      case 'AwaitExpression':
      case 'NonNullExpression':
        return first ? this.of(first) : unknown;
      case 'UnaryExpression':
        return this.#unary(node);
      case 'ArrayExpression':
        return parts.some(({ name }) => name === 'Spread') ? unknown : parts.map((part) => this.of(part));
      case 'ObjectExpression':
        return this.#object(parts);
      case 'ArrowFunction':
      case 'FunctionExpression':
      case 'FunctionDeclaration':
        return new Callable(node);
      case 'VariableName':
        return this.#variable(textOf(this.#script, node), node);
      case 'MemberExpression':
        return this.#member(node);
      case 'ImportMeta':
        return new Builtin('import.meta');
      case 'BinaryExpression':
        return this.#binary(node, parts);
      case 'ConditionalExpression':
        return this.#conditional(parts.filter(({ name }) => name !== 'LogicOp'));
      case 'CallExpression':
      case 'NewExpression':
        return this.#called(node);
      default:
        return unknown;
    }
  }

  #template(node: SyntaxNode): Value {
    let result = '';
    let at = node.from + 1;
    for (const part of node.getChildren('Interpolation')) {
      result += this.#script.text.slice(at, part.from);
      const inside = partsOf(part).filter(({ name }) => !name.startsWith('Interpolation'))[0];
      const value = inside ? this.of(inside) : unknown;
      if (typeof value !== 'string' && typeof value !== 'number') return unknown;
      result += String(value);
      at = part.to;
    }
    const text = result + this.#script.text.slice(at, node.to - 1);
    return text.includes('\\') ? unknown : text;
  }

  #unary(node: SyntaxNode): Value {
    const operand = partsOf(node).at(-1);
    const value = operand ? this.of(operand) : unknown;
    const isNegation = textOf(this.#script, node).startsWith('!');
    return isNegation && value !== unknown && typeof value !== 'object' ? !value : unknown;
  }

  #object(properties: readonly SyntaxNode[]): Fields {
    const fields = new Fields();
    for (const property of properties) {
      const [key, ...rest] = partsOf(property);
      const value = rest.at(-1);
      if (property.getChild('Spread') || property.name === 'Spread') {
        const spread = partsOf(property).find(({ name }) => name !== 'Spread');
        fields.spread(spread ? this.of(spread) : unknown);
      } else if (!key || property.getChild('[')) {
        fields.spread(unknown);
      } else {
        const name = stringOf(this.#script, key) ?? textOf(this.#script, key);
        if (property.getChild('ParamList')) fields.set(name, unknown);
        else fields.set(name, value ? this.of(value) : this.#variable(name, property));
      }
    }
    return fields;
  }

  #member(node: SyntaxNode): Value {
    const [object, property] = partsOf(node);
    if (!object || !property) return unknown;
    const [, variable] = /^process\??\.env\??\.(\w+)$/.exec(textOf(this.#script, node)) ?? [];
    if (variable !== undefined) return this.#place.variable ? this.#place.variable(variable) : unknown;
    if (/^process\??\.env\b/.test(textOf(this.#script, node))) return unknown;
    const of = this.of(object);
    const key = property.name === 'PropertyName' ? textOf(this.#script, property) : this.of(property);
    if (typeof key !== 'string') return unknown;
    if (of instanceof Fields) return of.get(key);
    if (of instanceof FileUrl) return key === 'pathname' || key === 'href' ? of.path : unknown;
    return of instanceof Builtin ? fieldOfBuiltin(of, key, this.#place) : unknown;
  }

  #binary(node: SyntaxNode, parts: readonly SyntaxNode[]): Value {
    // `x as const`, `x satisfies T`
    const [left, operator, right] = parts;
    if (!left) return unknown;
    if (node.getChild('as') || node.getChild('satisfies')) return this.of(left);
    if (!operator || !right) return unknown;
    const sign = textOf(this.#script, operator);
    const [one, other] = [this.of(left), this.of(right)];
    if (sign === '+' && typeof one === 'string' && typeof other === 'string') return one + other;
    if (sign === '??' && one !== unknown) return (one ?? other) as Value;
    if (sign === '&&' && one !== unknown && !one) return one;
    if (sign === '||' && one === true) return one;
    if (one === unknown || other === unknown || typeof one === 'object' || typeof other === 'object')
      return sign === '||' && typeof one === 'object' && one !== null ? one : unknown;
    if (sign === '===' || sign === '==') return one === other;
    if (sign === '!==' || sign === '!=') return one !== other;
    if (sign === '&&') return (one && other) as Value;
    if (sign === '||') return (one || other) as Value;
    return unknown;
  }

  #conditional([condition, yes, no]: readonly SyntaxNode[]): Value {
    if (!condition || !yes || !no) return unknown;
    const known = this.of(condition);
    if (known !== unknown) return this.of(known ? yes : no);
    return alikeOf(this.of(yes), this.of(no));
  }

  #called(node: SyntaxNode): Value {
    const [callee, list] = partsOf(node).filter(({ name }) => name !== 'TypeArgList');
    if (!callee) return unknown;
    const nodes = list ? partsOf(list) : [];
    if (nodes.some(({ name }) => name === 'Spread')) return unknown;
    if (textOf(this.#script, callee) === 'require' && nodes[0]) {
      const module = this.of(nodes[0]);
      return typeof module === 'string' ? moduleCalled(module) : unknown;
    }
    const what = this.of(callee);
    const given = nodes.map((one) => this.of(one));
    if (what instanceof Callable) return this.#call(what, given);
    return what instanceof Builtin ? callBuiltin(what, given, this.#place) : unknown;
  }

  #call({ node }: Callable, given: readonly Value[]): Value {
    if (this.#calls.has(node.from)) return unknown;
    this.#calls.set(node.from, given);
    try {
      const body = partsOf(node).at(-1);
      if (!body) return unknown;
      if (body.name !== 'Block') return this.of(body);
      const returned = returnsOf(body).map((one) => {
        const value = partsOf(one)[0];
        return value ? this.of(value) : undefined;
      });
      const [first, ...others] = returned;
      if (returned.length === 0) return undefined;
      return others.reduce<Value>(alikeOf, first);
    } finally {
      this.#calls.delete(node.from);
    }
  }

  /** The value of a name where it stands: of a parameter, a constant, an import. */
  #variable(name: string, from: SyntaxNode): Value {
    const script = this.#script;
    for (let scope: SyntaxNode | null = from.parent; scope; scope = scope.parent) {
      const parameters = scope.getChild('ParamList');
      const given = parameters && this.#calls.get(scope.from);
      const bound = parameters && boundByParameter(script, name, parameters, given ?? undefined);
      if (bound) return bound.value;
      if (scope.name !== 'Block' && scope.name !== 'Script') continue;
      for (const statement of partsOf(scope)) {
        const declared = boundByStatement(script, name, statement, (node) => this.of(node));
        if (declared) return isChanged(script, name) ? unknown : declared.value;
      }
    }
    return globalCalled(name, this.#place);
  }
}

/** The return statements of a function's own body. */
function returnsOf(body: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (const part of partsOf(body)) {
    if (part.name === 'ReturnStatement') found.push(part);
    else if (!/Function|Method|Class/.test(part.name)) found.push(...returnsOf(part));
  }
  return found;
}
