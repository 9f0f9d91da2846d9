import { grammarOf, type PlainNode, plainTree } from './plain-tree.ts';
import {
  type Argument,
  addTo,
  type ClassBody,
  type CodeArgument,
  type CodeProgram,
  CodeScope,
  type Entry,
  type Expression,
  emptyProgram,
  type FunctionBody,
  opaque,
  type Parameter,
  rememberHandedOver,
  type Span,
  textAt,
} from './program.ts';
import { parsedOf, type Script, scriptParsers, stringOf, textOf } from './script.ts';
import { type Around, namedParts, span, TreeReader } from './tree-reader.ts';

/** Reads JavaScript or TypeScript, or some parts of it. Throws `RangeError` where it is nested too deeply to be parsed. */
export function readScript(text: string, parts?: readonly Span[]): CodeProgram {
  const { top, broken } = parsedOf(text, grammars, (by, one) => plainTree(by, one, parts));
  const program = emptyProgram('node');
  program.broken = broken;
  const within = { from: 0, to: text.length };
  reader.begin({ text }, program).children(top, { scope: program.scope, within, body: null, of: null });
  return program;
}

const grammars = { all: grammarOf(scriptParsers.all), types: grammarOf(scriptParsers.types) };

type NodeReading = (node: PlainNode, around: Around) => Expression;

class ScriptReader extends TreeReader<Around> {
  #script: Pick<Script, 'text'> = { text: '' };
  #program = emptyProgram('node');

  begin(script: Pick<Script, 'text'>, program: CodeProgram): this {
    this.#script = script;
    this.#program = program;
    this.atTop();
    return this;
  }

  protected readonly readings: Readonly<Record<string, NodeReading>> = {
    String: (node) => this.#string(node),
    TemplateString: (node, around) => this.#template(node, around),
    Number: (node) => ({
      from: node.from,
      to: node.to,
      kind: 'number',
      value: Number(this.#text(node).replaceAll('_', '')),
    }),
    BooleanLiteral: (node) => ({
      from: node.from,
      to: node.to,
      kind: 'truth',
      value: this.#text(node) === 'true',
    }),
    null: (node) => ({ from: node.from, to: node.to, kind: 'nothing' }),
    this: (node, { of }) => (of ? { from: node.from, to: node.to, kind: 'self', body: of } : opaque(node)),
    VariableName: (node, { scope }) => {
      const name = this.#text(node);
      if (name === 'undefined') return { from: node.from, to: node.to, kind: 'nothing' };
      return { from: node.from, to: node.to, kind: 'name', name, scope };
    },
    ImportMeta: (node, { scope }) => ({
      from: node.from,
      to: node.to,
      kind: 'name',
      name: 'import.meta',
      scope,
    }),
    ParenthesizedExpression: (node, around) => this.#last(node, around),
    SequenceExpression: (node, around) => this.#last(node, around),
    AwaitExpression: (node, around) => this.#last(node, around),
    InstantiationExpression: (node, around) => this.#first(node, around),
    PostfixExpression: (node, around) => this.#first(node, around),
    UnaryExpression: (node, around) => this.#unary(node, around),
    BinaryExpression: (node, around) => this.#binary(node, around),
    ConditionalExpression: (node, around) => {
      const [condition, yes, no] = namedParts(node).filter(({ name }) => name !== 'LogicOp');
      if (condition) this.read(condition, around);
      const options = [yes, no].flatMap((one) => (one ? [this.read(one, around)] : []));
      return { from: node.from, to: node.to, kind: 'either', options, isFallback: false };
    },
    MemberExpression: (node, around) => this.#member(node, around),
    CallExpression: (node, around) => this.#call(node, around, false),
    NewExpression: (node, around) => this.#call(node, around, true),
    DynamicImport: (node) => this.#dynamicImport(node),
    ObjectExpression: (node, around) => this.#object(node, around),
    ArrayExpression: (node, around) => ({
      from: node.from,
      to: node.to,
      kind: 'list',
      items: namedParts(node).flatMap((part) => (part.name === 'Spread' ? [] : [this.read(part, around)])),
    }),
    ArrowFunction: (node, around) => this.#function(node, around, null),
    FunctionExpression: (node, around) => this.#function(node, inClass(around, null), null),
    FunctionDeclaration: (node, around) => {
      const name = node.getChild('VariableDefinition');
      const value = this.#function(node, inClass(around, null), name ? this.#text(name) : null);
      if (name) this.#give(this.#text(name), value, around);
      return value;
    },
    ClassDeclaration: (node, around) => this.#class(node, around),
    ClassExpression: (node, around) => this.#class(node, around),
    EnumDeclaration: (node, around) => this.#enum(node, around),
    VariableDeclaration: (node, around) => this.#variables(node, around),
    AssignmentExpression: (node, around) => this.#assignment(node, around),
    ImportDeclaration: (node, around) => this.#import(node, around),
    ExportDeclaration: (node, around) => this.#export(node, around),
    ReturnStatement: (node, around) => {
      const [value] = namedParts(node);
      if (value) around.body?.returns.push(this.read(value, around));
      return opaque(node);
    },
    ExpressionStatement: (node, around) => {
      const [value] = namedParts(node);
      if (value?.name === 'String' && around.scope.parent === null)
        this.#program.directives.add(stringOf(this.#script, value) ?? '');
      return value ? this.read(value, around) : opaque(node);
    },
    Block: (node, around) => this.#block(node, around),
    IfStatement: (node, around) => this.#sometimes(node, around),
    WhileStatement: (node, around) => this.#sometimes(node, around),
    DoStatement: (node, around) => this.#sometimes(node, around),
    TryStatement: (node, around) => this.#sometimes(node, around),
    SwitchBody: (node, around) => this.#block(node, inPart(around, node)),
    ForStatement: (node, around) => {
      const scope = inner(around);
      return this.#sometimes(node, inScope(around, scope));
    },
    ForOfSpec: (node, around) => this.#loop(node, around),
    ForInSpec: (node, around) => this.#loop(node, around),
    TypeAliasDeclaration: opaque,
    InterfaceDeclaration: opaque,
    TypeAnnotation: opaque,
    AmbientDeclaration: opaque,
  };

  #text(node: PlainNode): string {
    return textOf(this.#script, node);
  }

  #give(name: string, value: Expression, { scope, within, body }: Around): void {
    scope.give(name, { value, at: value.to, within, body });
  }

  #first(node: PlainNode, around: Around): Expression {
    const [first] = namedParts(node);
    return first ? this.read(first, around) : opaque(node);
  }

  #last(node: PlainNode, around: Around): Expression {
    const values = namedParts(node).map((part) => this.read(part, around));
    return values.at(-1) ?? opaque(node);
  }

  #string(node: PlainNode): Expression {
    const text = stringOf(this.#script, node) ?? '';
    const inside = { from: node.from + 1, to: node.to - 1 };
    const isPlain = this.#script.text.slice(inside.from, inside.to) === text;
    return textAt(this.#program, node, text, isPlain ? inside : null);
  }

  #template(node: PlainNode, around: Around): Expression {
    const parts: Expression[] = [];
    let from = node.from + 1;
    const literal = (to: number): void => {
      const text = this.#script.text.slice(from, to);
      if (text === '') return;
      const at = { from, to };
      parts.push(textAt(this.#program, at, text, text.includes('\\') ? null : at));
    };
    for (const part of node.getChildren('Interpolation')) {
      literal(part.from);
      const inside = namedParts(part).filter(({ name }) => !name.startsWith('Interpolation'))[0];
      parts.push(inside ? this.read(inside, around) : opaque(part));
      from = part.to;
    }
    literal(node.to - 1);
    const [only] = parts;
    if (parts.length === 1 && only?.kind === 'text') return { ...only, from: node.from, to: node.to };
    return { from: node.from, to: node.to, kind: 'joined', parts };
  }

  #unary(node: PlainNode, around: Around): Expression {
    const value = this.#last(node, around);
    const sign = this.#script.text.charAt(node.from);
    if (value.kind === 'number' && sign === '-')
      return { ...value, from: node.from, to: node.to, value: -value.value };
    return opaque(node);
  }

  #binary(node: PlainNode, around: Around): Expression {
    const [left, operator, right] = namedParts(node);
    if (!left) return opaque(node);
    const one = this.read(left, around);
    if (node.getChild('as') || node.getChild('satisfies')) return one;
    if (!operator || !right) return opaque(node);
    const other = this.read(right, around);
    switch (this.#text(operator)) {
      case '??':
      case '||':
        return this.#fallback(node, [one, other]);
      case '&&':
        return { from: node.from, to: node.to, kind: 'either', options: [other], isFallback: false };
      case '+':
        return { from: node.from, to: node.to, kind: 'joined', parts: [one, other] };
      default:
        return opaque(node);
    }
  }

  #fallback(node: Span, options: readonly Expression[]): Expression {
    const either = { from: node.from, to: node.to, kind: 'either', options, isFallback: true } as const;
    this.#program.fallbacks.push(either);
    return either;
  }

  #member(node: PlainNode, around: Around): Expression {
    const [object, property] = namedParts(node);
    if (!object || !property) return opaque(node);
    const of = this.read(object, around);
    const name =
      property.name === 'PropertyName' || property.name === 'PrivatePropertyName'
        ? this.#text(property)
        : stringOf(this.#script, property);
    const member =
      name === null
        ? ({ from: node.from, to: node.to, kind: 'item', of, key: this.read(property, around) } as const)
        : ({ from: node.from, to: node.to, kind: 'member', of, name, nameAt: insideOf(property) } as const);
    if (member.kind === 'member') this.#program.members.push(member);
    return member;
  }

  #call(node: PlainNode, around: Around, isNew: boolean): Expression {
    const isBase = node.firstChild?.name === 'super';
    const parts = namedParts(node).filter(({ name }) => name !== 'TypeArgList');
    const called = isBase ? node.firstChild : parts[0];
    const list = isBase ? parts[0] : parts[1];
    if (!called) return opaque(node);
    if (!isNew && this.#text(called) === 'require') {
      const module = list?.getChild('String');
      if (module) return this.#required(node, stringOf(this.#script, module) ?? '', around);
    }
    const callee = isBase ? (around.of?.bases[0] ?? opaque(called)) : this.read(called, around);
    const given: Argument[] = [];
    let spread = false;
    for (const part of list && list.name === 'ArgList' ? namedParts(list) : []) {
      if (part.name === 'Spread') spread = true;
      else {
        given.push({ name: null, nameAt: null, value: this.read(part, around), spread });
        spread = false;
      }
    }
    const call = {
      from: node.from,
      to: node.to,
      kind: 'call',
      callee,
      given,
      isNew,
      scope: around.scope,
    } as const;
    rememberHandedOver(call);
    this.#program.calls.push(call);
    return call;
  }

  #required(node: PlainNode, module: string, { body, within }: Around): Expression {
    const guarded = within.from > (body?.from ?? 0);
    this.#program.imports.push({
      from: node.from,
      to: node.to,
      module,
      names: [],
      typeOnly: false,
      optional: body !== null || guarded,
      guarded,
      hoisted: false,
    });
    return { from: node.from, to: node.to, kind: 'import', module, name: null };
  }

  #dynamicImport(node: PlainNode): Expression {
    const text = node.getChild('String');
    const module = text && stringOf(this.#script, text);
    if (module === null) return opaque(node);
    this.#program.imports.push({
      from: node.from,
      to: node.to,
      module,
      names: [],
      typeOnly: false,
      optional: true,
      guarded: true,
      hoisted: false,
    });
    return { from: node.from, to: node.to, kind: 'import', module, name: null };
  }

  #object(node: PlainNode, outer: Around): Expression {
    const isOuter = outer.of?.isObject !== true;
    const saysThis = isOuter && this.#text(node).includes('this.');
    const of = isOuter ? (saysThis ? objectBody(node) : null) : outer.of;
    const entries: Entry[] = node.getChildren('Property').map((property) => {
      const [key, ...rest] = namedParts(property);
      const value = rest.at(-1);
      if (key?.name === 'Spread')
        return {
          from: property.from,
          to: property.to,
          name: null,
          nameAt: null,
          value: value ? this.read(value, outer) : opaque(property),
          spread: true,
        };
      const isPlain = key && !property.getChild('[');
      const name = isPlain ? (stringOf(this.#script, key) ?? this.#text(key)) : null;
      if (key && !isPlain) this.read(key, outer);
      const read = this.#propertyValue(property, key, value, name, outer, of);
      if (read.kind === 'function') read.body.name ??= name;
      if (name !== null && of)
        addTo(of.fields, name, { value: read, at: property.from, within: span(property), body: outer.body });
      return {
        from: property.from,
        to: property.to,
        name,
        nameAt: isPlain ? insideOf(key) : null,
        value: read,
        spread: false,
      };
    });
    return { from: node.from, to: node.to, kind: 'fields', entries };
  }

  /** The functions of an object, and of the objects in it, say `this` to the outermost one, as those of Vue's do. */
  #propertyValue(
    property: PlainNode,
    key: PlainNode | undefined,
    value: PlainNode | undefined,
    name: string | null,
    around: Around,
    ofObject: ClassBody | null,
  ): Expression {
    if (property.getChild('ParamList')) return this.#function(property, inClass(around, ofObject), name);
    if (value?.name === 'FunctionExpression') return this.#function(value, inClass(around, ofObject), name);
    if (value)
      return this.read(value, value.name === 'ObjectExpression' ? inClass(around, ofObject) : around);
    if (name === null || !key) return opaque(property);
    return { from: key.from, to: key.to, kind: 'name', name, scope: around.scope };
  }

  #function(node: PlainNode, around: Around, name: string | null, of: ClassBody | null = null): Expression {
    const body: FunctionBody = {
      from: node.from,
      to: node.to,
      name,
      parameters: [],
      returns: [],
      of,
      isGetter: node.getChild('get') !== null,
      skipped: 0,
      handedTo: null,
      given: null,
    };
    const scope = new CodeScope(around.scope, body);
    const inside: Around = { scope, within: span(node), body, of: around.of };
    const list = node.getChild('ParamList');
    if (list) this.#parameters(list, body, inside);
    const last = namedParts(node).at(-1);
    if (last?.name === 'Block') this.children(last, inside);
    else if (last && node.name === 'ArrowFunction') body.returns.push(this.read(last, inside));
    return { from: node.from, to: node.to, kind: 'function', body };
  }

  #parameters(list: PlainNode, body: FunctionBody, around: Around): void {
    const parts = namedParts(list);
    let rest: Parameter['rest'] = null;
    for (const [at, part] of parts.entries()) {
      if (part.name === 'Spread') rest = 'list';
      if (!/^(?:VariableDefinition|ObjectPattern|ArrayPattern)$/.test(part.name)) continue;
      const annotation = parts[at + 1]?.name === 'TypeAnnotation' ? parts[at + 1] : undefined;
      const equals = annotation ? at + 2 : at + 1;
      const fallback = parts[equals]?.name === 'Equals' ? parts[equals + 1] : undefined;
      const name = part.name === 'VariableDefinition' ? this.#text(part) : null;
      const parameter: Parameter = {
        name,
        fallback: fallback ? this.read(fallback, around) : null,
        type: annotation ? this.#type(annotation, around) : null,
        rest,
      };
      rest = null;
      const index = body.parameters.push(parameter) - 1;
      const value = { from: part.from, to: part.to, kind: 'parameter', body, index } as const;
      this.#bind(part, value, around);
      // `constructor(private client: OpenAI)` makes a field as well.
      const isField = ['Privacy', 'Readonly', 'readonly'].includes(part.prevSibling?.name ?? '');
      if (isField && name !== null && body.of)
        addTo(body.of.fields, name, { value, at: part.from, within: around.within, body });
    }
  }

  #type(annotation: PlainNode, { scope }: Around): Expression | null {
    const [type] = namedParts(annotation);
    const name = type?.name === 'UnionType' ? type.getChild('TypeName') : type;
    if (name?.name !== 'TypeName') return null;
    return { from: name.from, to: name.to, kind: 'name', name: this.#text(name), scope };
  }

  /** Gives a pattern's names their parts of a value. */
  #bind(pattern: PlainNode, value: Expression, around: Around): void {
    if (pattern.name === 'VariableDefinition' || pattern.name === 'VariableName')
      this.#give(this.#text(pattern), value, around);
    else if (pattern.name === 'ArrayPattern') this.#bindItems(pattern, value, around);
    else
      for (const property of pattern.getChildren('PatternProperty')) {
        const parts = namedParts(property).filter(({ name }) => name !== 'Equals');
        const [key, target] = parts;
        if (!key || key.name === 'Spread') {
          if (target) this.#bind(target, value, around);
          continue;
        }
        const isShort = key.name === 'VariableDefinition';
        const name = stringOf(this.#script, key) ?? this.#text(key);
        const nameAt = insideOf(key);
        const member = {
          from: property.from,
          to: property.to,
          kind: 'member',
          of: value,
          name,
          nameAt,
        } as const;
        this.#program.members.push(member);
        const fallback = property.getChild('Equals') ? parts.at(-1) : undefined;
        const part: Expression = fallback
          ? this.#fallback(property, [member, this.read(fallback, around)])
          : member;
        const bound = isShort ? key : target;
        if (bound) this.#bind(bound, part, around);
      }
  }

  #bindItems(pattern: PlainNode, value: Expression, around: Around): void {
    const targets = namedParts(pattern).filter(({ name }) => /Definition$|Pattern$/.test(name));
    for (const [index, target] of targets.entries()) {
      const key = { from: target.from, to: target.to, kind: 'number', value: index } as const;
      this.#bind(target, { from: target.from, to: target.to, kind: 'item', of: value, key }, around);
    }
  }

  #variables(node: PlainNode, around: Around): Expression {
    const parts = namedParts(node);
    const isVar = node.getChild('var') !== null;
    const scope = isVar ? functionScope(around.scope) : around.scope;
    let target: PlainNode | null = null;
    let type: Expression | null = null;
    for (const part of parts) {
      if (/^(?:VariableDefinition|ObjectPattern|ArrayPattern)$/.test(part.name)) {
        if (target) this.#declare(target, null, type, inScope(around, scope));
        [target, type] = [part, null];
      } else if (part.name === 'TypeAnnotation') type = this.#type(part, around);
      else if (part.name !== 'Equals' && target) {
        this.#declare(target, part, type, inScope(around, scope));
        target = null;
      }
    }
    if (target) this.#declare(target, null, type, inScope(around, scope));
    return opaque(node);
  }

  #declare(target: PlainNode, node: PlainNode | null, type: Expression | null, around: Around): void {
    const name = target.name === 'VariableDefinition' ? this.#text(target) : null;
    if (node) {
      const value = this.read(node, around);
      if ((value.kind === 'function' || value.kind === 'class') && name !== null && !value.body.name)
        value.body.name = name;
      this.#bind(target, value, around);
    } else if (name !== null) {
      const value: Expression = type
        ? { from: target.from, to: target.to, kind: 'typed', type }
        : { from: target.from, to: target.to, kind: 'nothing' };
      this.#give(name, value, around);
    }
  }

  #assignment(node: PlainNode, around: Around): Expression {
    const [target, operator, right] = namedParts(node);
    if (!target || !right) return opaque(node);
    const value = this.read(right, around);
    const sign = operator ? this.#text(operator) : '=';
    if (!['=', '??=', '||='].includes(sign)) return opaque(node);
    const { scope, within, body } = around;
    const given: CodeArgument = { value, at: node.to, within, body };
    if (target.name === 'VariableName') {
      const name = this.#text(target);
      addTo(this.#program.reassigned, name, { ...given, name, scope });
    } else if (target.name === 'MemberExpression') {
      const to = this.read(target, around);
      if (to.kind === 'member' && to.of.kind === 'self') addTo(to.of.body.fields, to.name, given);
      if (to.kind === 'member' || to.kind === 'item') this.#program.changes.push({ ...given, target: to });
      this.#commonExport(target, value);
    }
    return value;
  }

  /** `module.exports = …`, `exports.name = …`. */
  #commonExport(target: PlainNode, value: Expression): void {
    const [, name] = /^(?:module\s*\.\s*)?exports\s*\.\s*(\w+)$/.exec(this.#text(target)) ?? [];
    if (/^module\s*\.\s*exports$/.test(this.#text(target))) {
      this.#program.exports.set('module.exports', value);
      if (value.kind === 'fields')
        for (const entry of value.entries)
          if (entry.name !== null) this.#program.exports.set(entry.name, entry.value);
    } else if (name !== undefined && name !== 'exports') {
      if (value.kind === 'function') value.body.name ??= name;
      this.#program.exports.set(name, value);
    }
  }

  #class(node: PlainNode, around: Around): Expression {
    const name = node.getChild('VariableDefinition');
    const heritage = node.getChild('extends')?.nextSibling;
    const body: ClassBody = {
      from: node.from,
      to: node.to,
      name: name ? this.#text(name) : null,
      bases: heritage && heritage.name !== 'ClassBody' ? [this.read(heritage, around)] : [],
      fields: new Map(),
      types: new Map(),
      isObject: false,
      maker: null,
    };
    this.#program.classes.push(body);
    for (const decorator of node.getChildren('Decorator')) this.children(decorator, around);
    const inside = inClass(around, body);
    for (const part of namedParts(node.getChild('ClassBody') ?? node))
      if (part.name === 'MethodDeclaration') this.#method(part, body, inside);
      else if (part.name === 'PropertyDeclaration') this.#property(part, body, inside);
      else if (part.name === 'StaticBlock') this.children(part, inside);
    const value: Expression = { from: node.from, to: node.to, kind: 'class', body };
    if (name) this.#give(this.#text(name), value, around);
    return value;
  }

  #method(node: PlainNode, of: ClassBody, around: Around): void {
    const key = node.getChild('PropertyDefinition') ?? node.getChild('PrivatePropertyDefinition');
    const name = key ? this.#text(key) : null;
    const isMaker = name === 'constructor';
    const value = this.#function(node, around, isMaker ? of.name : name, of);
    if (value.kind !== 'function' || name === null || node.getChild('set')) return;
    if (isMaker) of.maker = value.body;
    else addTo(of.fields, name, { value, at: node.from, within: span(node), body: null });
  }

  #property(node: PlainNode, of: ClassBody, around: Around): void {
    const parts = namedParts(node);
    const key = parts.find(({ name }) => /PropertyDefinition$|^String$/.test(name));
    const equals = node.getChild('Equals');
    const annotation = node.getChild('TypeAnnotation');
    const name = key && (stringOf(this.#script, key) ?? this.#text(key));
    const last = equals ? parts.at(-1) : undefined;
    const value = last ? this.read(last, around) : null;
    if (!name) return;
    const type = annotation ? this.#type(annotation, around) : null;
    if (type) of.types.set(name, type);
    if (!value) return;
    if (value.kind === 'function') value.body.name ??= name;
    addTo(of.fields, name, { value, at: node.from, within: around.within, body: around.body });
  }

  #enum(node: PlainNode, around: Around): Expression {
    const name = node.getChild('TypeDefinition');
    const entries: Entry[] = [];
    let key: PlainNode | null = null;
    for (const part of namedParts(node.getChild('EnumBody') ?? node)) {
      if (part.name === 'PropertyName') key = part;
      else if (part.name !== 'Equals' && key) {
        const value = this.read(part, around);
        entries.push({
          from: part.from,
          to: part.to,
          name: this.#text(key),
          nameAt: span(key),
          value,
          spread: false,
        });
        key = null;
      }
    }
    const value: Expression = { from: node.from, to: node.to, kind: 'fields', entries };
    if (name) this.#give(this.#text(name), value, around);
    return value;
  }

  #block(node: PlainNode, around: Around): Expression {
    this.children(node, inScope(around, inner(around)));
    return opaque(node);
  }

  /** Each part but the condition runs only sometimes. */
  #sometimes(node: PlainNode, around: Around): Expression {
    const [condition, first] = namedParts(node);
    // What never runs is no part of the program.
    const isDead = condition?.name === 'ParenthesizedExpression' && this.#text(condition) === '(false)';
    for (const part of namedParts(node).filter(({ from }) => !isDead || from !== first?.from))
      this.read(
        part,
        part.name === 'ParenthesizedExpression' || part.name.endsWith('Spec') ? around : inPart(around, part),
      );
    return opaque(node);
  }

  #loop(node: PlainNode, around: Around): Expression {
    const [target, list] = namedParts(node);
    if (!target || !list) return opaque(node);
    const of = this.read(list, around);
    if (node.name === 'ForOfSpec')
      this.#bind(target, { from: list.from, to: list.to, kind: 'each', of }, around);
    return opaque(node);
  }

  #import(node: PlainNode, around: Around): Expression {
    const text = node.getChild('String');
    const module = text && stringOf(this.#script, text);
    if (module === null) return opaque(node);
    const typeOnly = node.getChild('type') !== null;
    const names: { name: string; at: Span }[] = [];
    const bind = (local: PlainNode, name: string | null): void => {
      this.#give(this.#text(local), { from: local.from, to: local.to, kind: 'import', module, name }, around);
      if (name !== null) names.push({ name, at: span(local) });
    };
    const [direct] = node.getChildren('VariableDefinition');
    if (direct) bind(direct, node.getChild('Star') ? null : 'default');
    const group = node.getChild('ImportGroup');
    let types = 0;
    for (const { local, name, isType } of group ? this.#specifiers(group) : []) {
      bind(local, name);
      if (isType) types += 1;
    }
    const onlyTypes = typeOnly || (types > 0 && types === names.length);
    this.#program.imports.push({
      from: node.from,
      to: node.to,
      module,
      names,
      typeOnly: onlyTypes,
      optional: false,
      guarded: false,
      hoisted: true,
    });
    return opaque(node);
  }

  #specifiers(group: PlainNode): { local: PlainNode; name: string; isType: boolean }[] {
    const found: { local: PlainNode; name: string; isType: boolean }[] = [];
    let isType = false;
    let from: PlainNode | null = null;
    for (let part = group.firstChild; part; part = part.nextSibling) {
      if (part.name === 'type') isType = true;
      else if (part.name === 'VariableName' || part.name === 'String') from = part;
      else if (part.name === 'VariableDefinition')
        found.push({ local: part, name: this.#text(from ?? part), isType });
      else if (part.name === ',') [isType, from] = [false, null];
    }
    return found;
  }

  #export(node: PlainNode, around: Around): Expression {
    const text = node.getChild('String');
    const module = text && stringOf(this.#script, text);
    const group = node.getChild('ExportGroup');
    if (node.getChild('type') && !group) return opaque(node);
    if (module !== null && module !== undefined) this.#exportFrom(node, module, group);
    else if (group)
      for (const [name, own] of exportedNames(group))
        this.#program.exports.set(this.#text(name), {
          from: own.from,
          to: own.to,
          kind: 'name',
          name: this.#text(own),
          scope: around.scope,
        });
    else {
      const [declared] = namedParts(node).filter(({ name }) => name !== 'Decorator');
      if (!declared) return opaque(node);
      const value = this.read(declared, around);
      if (node.getChild('default')) this.#program.exports.set('default', value);
      else this.#exportDeclared(declared, around);
    }
    return opaque(node);
  }

  #exportFrom(node: PlainNode, module: string, group: PlainNode | null): void {
    const names: { name: string; at: Span }[] = [];
    for (const [name, own] of group ? exportedNames(group) : []) {
      names.push({ name: this.#text(own), at: span(own) });
      this.#program.exports.set(this.#text(name), {
        from: own.from,
        to: own.to,
        kind: 'import',
        module,
        name: this.#text(own),
      });
    }
    const alias = node.getChild('VariableDefinition') ?? node.getChild('VariableName');
    if (!group && alias)
      this.#program.exports.set(this.#text(alias), {
        from: node.from,
        to: node.to,
        kind: 'import',
        module,
        name: null,
      });
    else if (!group) this.#program.exportsAll.push(module);
    const typeOnly = node.getChild('type') !== null;
    this.#program.imports.push({
      from: node.from,
      to: node.to,
      module,
      names,
      typeOnly,
      optional: false,
      guarded: false,
      hoisted: true,
    });
  }

  #exportDeclared(declared: PlainNode, { scope }: Around): void {
    const names =
      declared.name === 'VariableDeclaration'
        ? scope.all().filter(([, given]) => given.some(({ at }) => at > declared.from && at <= declared.to))
        : [declared.getChild('VariableDefinition') ?? declared.getChild('TypeDefinition')].flatMap((one) =>
            one ? [[this.#text(one)]] : [],
          );
    for (const [name] of names)
      if (typeof name === 'string')
        this.#program.exports.set(name, { from: declared.from, to: declared.to, kind: 'name', name, scope });
  }
}

/** One for all files: its readings are functions that cost as much to make as a small file to read. */
const reader = new ScriptReader();

/** What is exported, by the name that others see, with its own. */
function exportedNames(group: PlainNode): [name: PlainNode, own: PlainNode][] {
  const found: [PlainNode, PlainNode][] = [];
  let own: PlainNode | null = null;
  for (const part of namedParts(group)) {
    const isRenamed = part.prevSibling?.name === 'as';
    if (isRenamed && own) found[found.length - 1] = [part, own];
    else found.push([part, part]);
    if (!isRenamed) own = part;
  }
  return found;
}

/** Of a text what is between its quotes. */
const insideOf = (node: PlainNode): Span =>
  node.name === 'String' ? { from: node.from + 1, to: node.to - 1 } : span(node);

const objectBody = (node: Span): ClassBody => ({
  from: node.from,
  to: node.to,
  name: null,
  bases: [],
  fields: new Map(),
  types: new Map(),
  isObject: true,
  maker: null,
});

// Written out: of objects that are spread into others V8 gives each a shape of its own.
const inScope = ({ within, body, of }: Around, scope: CodeScope): Around => ({ scope, within, body, of });
const inClass = ({ scope, within, body }: Around, of: ClassBody | null): Around => ({
  scope,
  within,
  body,
  of,
});
const inPart = ({ scope, body, of }: Around, part: Span): Around => ({ scope, within: span(part), body, of });

const inner = ({ scope }: Around): CodeScope => new CodeScope(scope, scope.body);

function functionScope(scope: CodeScope): CodeScope {
  let one = scope;
  while (one.parent && one.parent.body === one.body) one = one.parent;
  return one;
}
