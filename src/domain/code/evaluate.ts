import type { SyntaxNode } from '@lezer/common';
import { partsOf, type Script, stringOf, textOf } from './script.ts';

/** What only running the code would tell. */
export const unknown: unique symbol = Symbol('unknown');

/** What an expression is, as far as the text alone tells. */
export type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | typeof unknown
  | readonly Value[]
  | Fields
  | Callable
  | Builtin
  | FileUrl;

/** An object; a field that a spread or a computed name may have set is unknown. */
export class Fields {
  readonly #known = new Map<string, Value>();
  #open = false;

  constructor(known: Readonly<Record<string, Value>> = {}) {
    for (const [name, value] of Object.entries(known)) this.#known.set(name, value);
  }

  get(name: string): Value {
    return this.#known.has(name) ? this.#known.get(name) : this.#open ? unknown : undefined;
  }

  set(name: string, value: Value): void {
    this.#known.set(name, value);
  }

  /** What is the same in both. */
  static alike(one: Fields, other: Fields): Fields {
    const alike = new Fields();
    if (one.#open || other.#open) alike.spread(unknown);
    for (const name of new Set([...one.#known.keys(), ...other.#known.keys()]))
      alike.set(name, alikeOf(one.get(name), other.get(name)));
    return alike;
  }

  /** Takes over what another object has; of one that is not known any field may come. */
  spread(other: Value): void {
    if (other === undefined || other === null || other === false) return;
    if (!(other instanceof Fields) || other.#open) {
      this.#known.clear();
      this.#open = true;
    }
    if (other instanceof Fields) for (const [name, value] of other.#known) this.#known.set(name, value);
  }
}

/** A function of the file itself. */
class Callable {
  readonly node: SyntaxNode;
  constructor(node: SyntaxNode) {
    this.node = node;
  }
}

/** Something of Node or of a package, by its name: `path.resolve`, `process`, `vite.defineConfig`. */
class Builtin {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

class FileUrl {
  readonly path: string;
  constructor(path: string) {
    this.path = path;
  }
}

function alikeOf(one: Value, other: Value): Value {
  if (one === other) return one;
  return one instanceof Fields && other instanceof Fields ? Fields.alike(one, other) : unknown;
}

/** Where the code would run, and how paths are put together there. */
export interface CodePlace {
  /** Absolute path of the file. */
  readonly file: string;
  readonly cwd: string;
  readonly resolve: (...parts: readonly string[]) => string;
  readonly join: (...parts: readonly string[]) => string;
  readonly dirname: (path: string) => string;
}

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
    return textOf(this.#script, node).startsWith('!') && typeof value === 'boolean' ? !value : unknown;
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
    const whole = textOf(this.#script, node);
    if (/^process\??\.env\b/.test(whole)) return unknown;
    const of = this.of(object);
    const key = property.name === 'PropertyName' ? textOf(this.#script, property) : this.of(property);
    if (typeof key !== 'string') return unknown;
    if (of instanceof Fields) return of.get(key);
    if (of instanceof FileUrl) return key === 'pathname' || key === 'href' ? of.path : unknown;
    if (!(of instanceof Builtin)) return unknown;
    const { file, dirname } = this.#place;
    const values: Readonly<Record<string, Value>> = {
      'import.meta.dirname': dirname(file),
      'import.meta.filename': file,
      'import.meta.url': new FileUrl(file),
    };
    return (
      values[`${of.name}.${key}`] ??
      new Builtin(`${of.name}.${key}`.replace('path.default', 'path').replace('path.posix', 'path'))
    );
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
      return typeof module === 'string' ? moduleValue(module) : unknown;
    }
    const what = this.of(callee);
    const given = nodes.map((one) => this.of(one));
    if (what instanceof Callable) return this.#call(what, given);
    return what instanceof Builtin ? this.#builtin(what.name, given) : unknown;
  }

  #builtin(name: string, given: readonly Value[]): Value {
    const { resolve, join, dirname, file, cwd } = this.#place;
    const texts = given.map((one) => (one instanceof FileUrl ? one.path : one));
    const all = texts.every((one) => typeof one === 'string') ? (texts as readonly string[]) : null;
    const [first, second] = given;
    switch (name) {
      case 'process.cwd':
        return cwd;
      case 'path.resolve':
        return all ? resolve(cwd, ...all) : unknown;
      case 'path.join':
        return all ? join(...all) : unknown;
      case 'path.normalize':
        return all?.[0] === undefined ? unknown : join(all[0]);
      case 'path.dirname':
        return all?.[0] === undefined ? unknown : dirname(all[0]);
      case 'url.fileURLToPath':
        return all?.[0] ?? unknown;
      case 'URL':
      case 'url.URL':
        return typeof first === 'string' && second instanceof FileUrl
          ? new FileUrl(resolve(dirname(file), first))
          : unknown;
      default:
        break;
    }
    // `defineConfig` and its like hand over what they get.
    if (!/(?:^|\.)define\w*$/.test(name)) return unknown;
    return (first ?? unknown) as Value;
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
    if (name === 'undefined') return undefined;
    for (let scope: SyntaxNode | null = from.parent; scope; scope = scope.parent) {
      const parameters = scope.getChild('ParamList');
      if (parameters) {
        const bound = this.#parameter(name, parameters, this.#calls.get(scope.from));
        if (bound !== null) return bound.value;
      }
      if (scope.name !== 'Block' && scope.name !== 'Script') continue;
      for (const statement of partsOf(scope)) {
        const bound = this.#declared(name, statement);
        if (bound !== null) return this.#changes(name) ? unknown : bound.value;
      }
    }
    if (name === '__dirname') return this.#place.dirname(this.#place.file);
    if (name === '__filename') return this.#place.file;
    return name === 'process' || name === 'URL' || /^define\w*Config$/.test(name)
      ? new Builtin(name)
      : unknown;
  }

  #parameter(
    name: string,
    parameters: SyntaxNode,
    given: readonly Value[] | undefined,
  ): { readonly value: Value } | null {
    let at = -1;
    for (const parameter of partsOf(parameters)) {
      if (parameter.name === 'TypeAnnotation') continue;
      at += 1;
      const value = given?.[at] ?? unknown;
      if (parameter.name === 'VariableDefinition' && textOf(this.#script, parameter) === name)
        return { value };
      if (parameter.name !== 'ObjectPattern') continue;
      const bound = this.#bound(name, parameter, value);
      if (bound !== null) return bound;
    }
    return null;
  }

  /** What a pattern binds a name to. */
  #bound(name: string, pattern: SyntaxNode, value: Value): { readonly value: Value } | null {
    for (const property of pattern.getChildren('PatternProperty')) {
      const target = property.getChildren('VariableDefinition').at(-1);
      if (!target || textOf(this.#script, target) !== name) continue;
      const key = partsOf(property)[0];
      if (!key || property.getChild('Equals')) return { value: unknown };
      const field = textOf(this.#script, key);
      if (value instanceof Fields) return { value: value.get(field) };
      return { value: value instanceof Builtin ? new Builtin(`${value.name}.${field}`) : unknown };
    }
    return null;
  }

  #declared(name: string, statement: SyntaxNode): { readonly value: Value } | null {
    if (statement.name === 'ImportDeclaration') return this.#imported(name, statement);
    const declaration =
      statement.name === 'ExportDeclaration' ? (partsOf(statement)[0] ?? statement) : statement;
    if (declaration.name === 'FunctionDeclaration') {
      const own = declaration.getChild('VariableDefinition');
      return own && textOf(this.#script, own) === name ? { value: new Callable(declaration) } : null;
    }
    if (declaration.name !== 'VariableDeclaration') return null;
    const isConstant = declaration.getChild('const') !== null;
    let target: SyntaxNode | null = null;
    for (const part of partsOf(declaration)) {
      if (part.name === 'VariableDefinition' || part.name === 'ObjectPattern') target = part;
      else if (part.name !== 'Equals' && part.name !== 'TypeAnnotation' && target) {
        const named = target.name === 'VariableDefinition' && textOf(this.#script, target) === name;
        if (named) return { value: isConstant ? this.of(part) : unknown };
        const bound = target.name === 'ObjectPattern' ? this.#bound(name, target, this.of(part)) : null;
        if (bound) return bound;
        target = null;
      }
    }
    return null;
  }

  #imported(name: string, statement: SyntaxNode): { readonly value: Value } | null {
    const from = statement.getChild('String');
    const module = moduleValue((from && stringOf(this.#script, from)) ?? '');
    const [direct] = statement.getChildren('VariableDefinition');
    if (direct && textOf(this.#script, direct) === name) return { value: module };
    const group = statement.getChild('ImportGroup');
    const parts = group ? partsOf(group) : [];
    for (const [at, part] of parts.entries()) {
      if (part.name !== 'VariableDefinition' || textOf(this.#script, part) !== name) continue;
      const before = parts[at - 1];
      const renamed = before?.name === 'VariableName' ? textOf(this.#script, before) : name;
      return { value: module instanceof Builtin ? new Builtin(`${module.name}.${renamed}`) : unknown };
    }
    return null;
  }

  /** Whether a field of the variable is set anywhere: then what it was made with says little. */
  #changes(name: string): boolean {
    const escaped = name.replaceAll('$', '\\$');
    const assigned = new RegExp(
      `(?<![\\w.$])${escaped}(?:\\??\\.[\\w.]+|\\[[^\\]]{1,80}\\])\\s*(?:[?|&+]{1,2})?=(?![=>])`,
    );
    const merged = new RegExp(`(?:Object\\.assign|defu|merge\\w*|defineProperty)\\(\\s*${escaped}\\b`);
    return assigned.test(this.#script.text) || merged.test(this.#script.text);
  }
}

/** A module of Node's by its short name; of others, what they are called with is known by its own name. */
function moduleValue(name: string): Value {
  const short = name.replace(/^node:/, '').replace(/^path\/posix$/, 'path');
  if (short === 'process') return new Builtin('process');
  return /^\.{0,2}\//.test(short) || short === '' ? unknown : new Builtin(short);
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
