import { parser } from '@lezer/python';
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
  rememberHandedOver,
  type Span,
  textAt,
} from './program.ts';
import { type Around, isNamed, namedParts, span, TreeReader } from './tree-reader.ts';

/** Reads Python, or some parts of it. Throws `RangeError` where it is nested too deeply to be parsed. */
export function readPython(text: string, parts?: readonly Span[]): CodeProgram {
  const { top, broken } = plainTree(grammar, text, parts);
  const program = emptyProgram('python');
  program.broken = broken;
  reader.begin(text, program);
  const within = { from: 0, to: text.length };
  const { scope } = program;
  reader.children(top, { scope, within, body: null, of: null, self: null });
  for (const [name] of scope.all()) program.exports.set(name, { from: 0, to: 0, kind: 'name', name, scope });
  return program;
}

const grammar = grammarOf(parser);

/** `self`: what the first parameter of the method is called, and whose it is. */
interface AroundPython extends Around {
  readonly self: { readonly name: string; readonly of: ClassBody } | null;
}

type NodeReading = (node: PlainNode, around: AroundPython) => Expression;

class PythonTreeReader extends TreeReader<AroundPython> {
  #code = '';
  #program = emptyProgram('python');

  begin(code: string, program: CodeProgram): void {
    this.#code = code;
    this.#program = program;
    this.atTop();
  }

  protected readonly readings: Readonly<Record<string, NodeReading>> = {
    String: (node) => this.#string(node),
    FormatString: (node, around) => this.#format(node, around),
    ContinuedString: (node, around) => ({
      from: node.from,
      to: node.to,
      kind: 'joined',
      parts: namedParts(node).map((part) => this.read(part, around)),
    }),
    Number: (node) => ({
      from: node.from,
      to: node.to,
      kind: 'number',
      value: Number(this.#text(node).replaceAll('_', '')),
    }),
    Boolean: (node) => ({ from: node.from, to: node.to, kind: 'truth', value: this.#text(node) === 'True' }),
    None: (node) => ({ from: node.from, to: node.to, kind: 'nothing' }),
    VariableName: (node, { scope, self }) => {
      const name = this.#text(node);
      return self?.name === name
        ? { from: node.from, to: node.to, kind: 'self', body: self.of }
        : { from: node.from, to: node.to, kind: 'name', name, scope };
    },
    ParenthesizedExpression: (node, around) => this.#last(node, around),
    AwaitExpression: (node, around) => this.#last(node, around),
    UnaryExpression: (node, around) => {
      const value = this.#last(node, around);
      return value.kind === 'number' && this.#code.charAt(node.from) === '-'
        ? { ...value, from: node.from, to: node.to, value: -value.value }
        : opaque(node);
    },
    BinaryExpression: (node, around) => this.#binary(node, around),
    ConditionalExpression: (node, around) => {
      const [yes, , no] = namedParts(node).map((part) => this.read(part, around));
      return {
        from: node.from,
        to: node.to,
        kind: 'either',
        options: [yes, no].flatMap((one) => one ?? []),
        isFallback: false,
      };
    },
    NamedExpression: (node, around) => {
      const [target, right] = namedParts(node).filter(({ name }) => name !== 'AssignOp');
      if (!target || !right) return opaque(node);
      const value = this.read(right, around);
      this.#assign(target, value, around);
      return value;
    },
    MemberExpression: (node, around) => this.#member(node, around),
    CallExpression: (node, around) => this.#call(node, around),
    DictionaryExpression: (node, around) => this.#dictionary(node, around),
    ArrayExpression: (node, around) => this.#list(node, around),
    TupleExpression: (node, around) => this.#list(node, around),
    SetExpression: (node, around) => this.#list(node, around),
    LambdaExpression: (node, around) => this.#function(node, around, null),
    FunctionDefinition: (node, around) => this.#definition(node, around, []),
    ClassDefinition: (node, around) => this.#class(node, around),
    DecoratedStatement: (node, around) => this.#decorated(node, around),
    AssignStatement: (node, around) => this.#assignment(node, around),
    UpdateStatement: (node, around) => {
      for (const part of namedParts(node).slice(1)) this.read(part, around);
      return opaque(node);
    },
    ImportStatement: (node, around) => this.#import(node, around),
    ReturnStatement: (node, around) => {
      const [value] = namedParts(node);
      if (value) around.body?.returns.push(this.read(value, around));
      return opaque(node);
    },
    YieldStatement: (node, around) => {
      const [value] = namedParts(node);
      if (value) around.body?.returns.push(this.read(value, around));
      return opaque(node);
    },
    IfStatement: (node, around) => this.#sometimes(node, around),
    WhileStatement: (node, around) => this.#sometimes(node, around),
    TryStatement: (node, around) => this.#sometimes(node, around),
    MatchClause: (node, around) => this.#sometimes(node, around),
    ForStatement: (node, around) => this.#loop(node, around),
    ArrayComprehensionExpression: (node, around) => this.#comprehension(node, around),
    SetComprehensionExpression: (node, around) => this.#comprehension(node, around),
    ComprehensionExpression: (node, around) => this.#comprehension(node, around),
    DictionaryComprehensionExpression: (node, around) => this.#comprehension(node, around),
    WithStatement: (node, around) => this.#with(node, around),
    TypeDef: opaque,
    ScopeStatement: opaque,
  };

  #text({ from, to }: Span): string {
    return this.#code.slice(from, to);
  }

  #last(node: PlainNode, around: AroundPython): Expression {
    const values = namedParts(node).map((part) => this.read(part, around));
    return values.at(-1) ?? opaque(node);
  }

  #string(node: PlainNode): Expression {
    const [whole, prefix = '', quote = ''] = /^([a-z]*)("""|'''|"|')/i.exec(this.#text(node)) ?? [''];
    const inside = { from: node.from + whole.length, to: node.to - quote.length };
    const written = this.#text(inside);
    const isPlain = /r/i.test(prefix) || !written.includes('\\');
    const text = isPlain
      ? written
      : written.replace(/\\([\s\S])/g, (_, char: string) => escapes[char] ?? char);
    return textAt(this.#program, node, text, isPlain ? inside : null);
  }

  #format(node: PlainNode, around: AroundPython): Expression {
    const [whole, , quote = ''] = /^([a-z]*)("""|'''|"|')/i.exec(this.#text(node)) ?? [''];
    const parts: Expression[] = [];
    let from = node.from + whole.length;
    const literal = (to: number): void => {
      if (to <= from) return;
      const at = { from, to };
      parts.push(textAt(this.#program, at, this.#code.slice(from, to), at));
    };
    for (const part of node.getChildren('FormatReplacement')) {
      literal(part.from);
      const [inside] = namedParts(part);
      parts.push(inside ? this.read(inside, around) : opaque(part));
      from = part.to;
    }
    literal(node.to - quote.length);
    const [only] = parts;
    return parts.length === 1 && only?.kind === 'text'
      ? only
      : { from: node.from, to: node.to, kind: 'joined', parts };
  }

  #binary(node: PlainNode, around: AroundPython): Expression {
    const values = namedParts(node).filter(({ name }) => !/Op$/.test(name));
    const [one, other] = values.map((part) => this.read(part, around));
    if (!one || !other) return opaque(node);
    const operator = node.getChild('or') ? 'or' : node.getChild('and') ? 'and' : this.#operator(node);
    if (operator === 'or') {
      const either = {
        from: node.from,
        to: node.to,
        kind: 'either',
        options: [one, other],
        isFallback: true,
      } as const;
      this.#program.fallbacks.push(either);
      return either;
    }
    if (operator === 'and')
      return { from: node.from, to: node.to, kind: 'either', options: [other], isFallback: false };
    if (operator === '+') return { from: node.from, to: node.to, kind: 'joined', parts: [one, other] };
    if (operator !== '|') return opaque(node);
    const merged = [one, other].map((value) => ({
      from: value.from,
      to: value.to,
      name: null,
      nameAt: null,
      value,
      spread: true,
    }));
    return { from: node.from, to: node.to, kind: 'fields', entries: merged };
  }

  #operator(node: PlainNode): string {
    const operator = node.getChild('ArithOp') ?? node.getChild('BitOp');
    return operator ? this.#text(operator) : '';
  }

  #member(node: PlainNode, around: AroundPython): Expression {
    const [object, ...rest] = namedParts(node);
    if (!object) return opaque(node);
    const of = this.read(object, around);
    const property = node.getChild('PropertyName');
    if (property) {
      const name = this.#text(property);
      const member = {
        from: node.from,
        to: node.to,
        kind: 'member',
        of,
        name,
        nameAt: span(property),
      } as const;
      this.#program.members.push(member);
      return member;
    }
    const keys = rest.map((part) => this.read(part, around));
    const [key] = keys;
    if (keys.length !== 1 || !key || node.getChild(':')) return opaque(node);
    const item =
      key.kind === 'text' && key.inside
        ? ({ from: node.from, to: node.to, kind: 'member', of, name: key.text, nameAt: key.inside } as const)
        : ({ from: node.from, to: node.to, kind: 'item', of, key } as const);
    if (item.kind === 'member') this.#program.members.push(item);
    return item;
  }

  #call(node: PlainNode, around: AroundPython): Expression {
    const [called, list] = namedParts(node);
    if (!called) return opaque(node);
    const base = around.self?.of.bases[0];
    const isBase = /^super\([^()]*\)\.__init__$/.test(this.#text(called));
    const callee = isBase && base ? base : this.read(called, around);
    const given = list?.name === 'ArgList' ? this.#arguments(list, around) : [];
    const call = {
      from: node.from,
      to: node.to,
      kind: 'call',
      callee,
      given,
      isNew: false,
      scope: around.scope,
    } as const;
    rememberHandedOver(call);
    this.#program.calls.push(call);
    return call;
  }

  #arguments(list: PlainNode, around: AroundPython): Argument[] {
    const given: Argument[] = [];
    for (let part = list.firstChild; part; part = part.nextSibling) {
      const before = part.prevSibling?.name;
      if (!isNamed(part) || part.name === 'AssignOp' || part.nextSibling?.name === 'AssignOp') continue;
      const nameAt = before === 'AssignOp' ? part.prevSibling?.prevSibling : null;
      const spread = before === '*' || before === '**';
      given.push({
        name: nameAt ? this.#text(nameAt) : before === '**' ? '' : null,
        nameAt: nameAt ? span(nameAt) : null,
        value: this.read(part, around),
        spread,
      });
    }
    return given;
  }

  #dictionary(node: PlainNode, around: AroundPython): Expression {
    const entries: Entry[] = [];
    let key: PlainNode | null = null;
    for (let part = node.firstChild; part; part = part.nextSibling) {
      if (!isNamed(part)) continue;
      const at = { from: key?.from ?? part.from, to: part.to };
      if (part.prevSibling?.name === '**')
        entries.push({ ...at, name: null, nameAt: null, value: this.read(part, around), spread: true });
      else if (!key) key = part;
      else {
        const named = this.read(key, around);
        const text = named.kind === 'text' ? named : null;
        const value = this.read(part, around);
        entries.push({
          ...at,
          name: text?.text ?? null,
          nameAt: text?.inside ?? null,
          value,
          spread: false,
        });
        key = null;
      }
    }
    return { from: node.from, to: node.to, kind: 'fields', entries };
  }

  #list(node: PlainNode, around: AroundPython): Expression {
    return {
      from: node.from,
      to: node.to,
      kind: 'list',
      items: namedParts(node).map((part) => this.read(part, around)),
    };
  }

  #function(
    node: PlainNode,
    around: AroundPython,
    name: string | null,
    decorators: readonly string[] = [],
  ): Expression {
    const { of } = around;
    const isMethod = of !== null && !decorators.includes('staticmethod');
    const body: FunctionBody = {
      from: node.from,
      to: node.to,
      name,
      parameters: [],
      returns: [],
      of,
      isGetter: decorators.some((one) => /(?:^|\.)(?:cached_)?property$/.test(one)),
      skipped: isMethod ? 1 : 0,
      handedTo: null,
      given: null,
    };
    const scope = new CodeScope(around.scope, body);
    const list = node.getChild('ParamList');
    const first = list?.getChild('VariableName');
    const self = isMethod && first && of ? { name: this.#text(first), of } : around.self;
    const inside = { scope, within: span(node), body, of: null, self };
    if (list) this.#parameters(list, body, inside, around);
    const last = namedParts(node).at(-1);
    if (last?.name === 'Body') this.children(last, inside);
    else if (last && node.name === 'LambdaExpression') body.returns.push(this.read(last, inside));
    return { from: node.from, to: node.to, kind: 'function', body };
  }

  /** What a parameter is without being given is made where the function is declared, and when it is. */
  #parameters(list: PlainNode, body: FunctionBody, around: AroundPython, outer: AroundPython): void {
    for (let part = list.firstChild; part; part = part.nextSibling) {
      if (part.name !== 'VariableName' || part.prevSibling?.name === 'AssignOp') continue;
      const name = this.#text(part);
      let next = part.nextSibling;
      const type = next?.name === 'TypeDef' ? this.#type(next, around) : null;
      if (next?.name === 'TypeDef') next = next.nextSibling;
      const fallback = next?.name === 'AssignOp' ? next.nextSibling : null;
      const index =
        body.parameters.push({
          name,
          fallback: fallback ? this.read(fallback, outer) : null,
          type,
          rest: part.prevSibling?.name === '**' ? 'fields' : part.prevSibling?.name === '*' ? 'list' : null,
        }) - 1;
      const value = { from: part.from, to: part.to, kind: 'parameter', body, index } as const;
      this.#give(name, value, around);
    }
  }

  /** The type in an annotation: `OpenAI`, `openai.OpenAI`, `OpenAI | None`, `Optional[OpenAI]`. */
  #type(annotation: PlainNode, around: AroundPython): Expression | null {
    const [type] = namedParts(annotation);
    if (!type) return null;
    const written = this.#text(type).replace(/^["']|["']$/g, '');
    const name = /^(?:Optional\[)?([\w.]+)(?:\]|\s*\|\s*None)?$/.exec(written)?.[1];
    if (name === undefined) return null;
    const [first = '', ...rest] = name.split('.');
    const start: Expression = {
      from: type.from,
      to: type.to,
      kind: 'name',
      name: first,
      scope: around.scope,
    };
    return rest.reduce<Expression>(
      (of, one) => ({ from: type.from, to: type.to, kind: 'member', of, name: one, nameAt: span(type) }),
      start,
    );
  }

  #give(name: string, value: Expression, { scope, within, body }: AroundPython): void {
    scope.give(name, { value, at: value.to, within, body });
  }

  #definition(node: PlainNode, around: AroundPython, decorators: readonly string[]): Expression {
    const named = node.getChild('VariableName');
    const name = named ? this.#text(named) : null;
    const isMaker = name === '__init__' && around.of !== null;
    const value = this.#function(node, around, isMaker ? (around.of?.name ?? null) : name, decorators);
    if (value.kind !== 'function' || name === null) return value;
    if (isMaker && around.of) around.of.maker = value.body;
    else if (around.of)
      addTo(around.of.fields, name, { value, at: node.from, within: span(node), body: null });
    else this.#give(name, value, around);
    return value;
  }

  #decorated(node: PlainNode, around: AroundPython): Expression {
    const decorators = node.getChildren('Decorator').map((one) => {
      const list = one.getChild('ArgList');
      const name = /^@\s*([\w.]+)/.exec(this.#text(one))?.[1] ?? '';
      return { name, given: list ? this.#arguments(list, around) : [] };
    });
    const definition = node.getChild('FunctionDefinition');
    if (definition) {
      const names = decorators.map(({ name }) => name);
      const value = this.#definition(definition, around, names);
      const given = decorators.flatMap(optionOf);
      if (value.kind === 'function' && given.length > 0) value.body.given = new Map(given);
      return value;
    }
    const body = node.getChild('ClassDefinition');
    return body ? this.#class(body, around) : opaque(node);
  }

  #class(node: PlainNode, around: AroundPython): Expression {
    const named = node.getChild('VariableName');
    const list = node.getChild('ArgList');
    const given = list ? this.#arguments(list, around) : [];
    const of: ClassBody = {
      from: node.from,
      to: node.to,
      name: named ? this.#text(named) : null,
      bases: given.filter(({ name }) => name === null).map(({ value }) => value),
      fields: new Map(),
      types: new Map(),
      isObject: false,
      maker: null,
    };
    this.#program.classes.push(of);
    const value: Expression = { from: node.from, to: node.to, kind: 'class', body: of };
    if (of.name !== null) this.#give(of.name, value, around);
    const body = node.getChild('Body');
    if (body)
      this.children(body, { scope: around.scope, within: around.within, body: around.body, of, self: null });
    return value;
  }

  #assignment(node: PlainNode, around: AroundPython): Expression {
    const annotation = node.getChild('TypeDef');
    const groups: PlainNode[][] = [[]];
    for (const part of namedParts(node))
      if (part.name === 'AssignOp') groups.push([]);
      else if (part.name !== 'TypeDef') groups.at(-1)?.push(part);
    const [target] = groups[0] ?? [];
    const type = annotation ? this.#type(annotation, around) : null;
    if (type && target && around.of) around.of.types.set(this.#text(target), type);
    if (groups.length === 1) {
      if (type && target) this.#assign(target, { from: node.from, to: node.to, kind: 'typed', type }, around);
      return opaque(node);
    }
    const values = (groups.pop() ?? []).map((part) => this.read(part, around));
    const [only] = values;
    if (!only) return opaque(node);
    const value: Expression =
      values.length === 1 ? only : { from: node.from, to: node.to, kind: 'list', items: values };
    for (const targets of groups) this.#assignAll(targets, value, around);
    return value;
  }

  #assignAll(targets: readonly PlainNode[], value: Expression, around: AroundPython): void {
    const [first] = targets;
    if (targets.length === 1 && first) {
      this.#assign(first, value, around);
      return;
    }
    for (const [index, target] of targets.entries()) {
      const part: Expression =
        value.kind === 'list'
          ? (value.items[index] ?? opaque(target))
          : {
              from: target.from,
              to: target.to,
              kind: 'item',
              of: value,
              key: { from: target.from, to: target.to, kind: 'number', value: index },
            };
      this.#assign(target, part, around);
    }
  }

  #assign(target: PlainNode, value: Expression, around: AroundPython): void {
    const { within, body, of } = around;
    const given: CodeArgument = { value, at: value.to, within, body };
    if (target.name === 'VariableName') {
      const name = this.#text(target);
      if (value.kind === 'function') value.body.name ??= name;
      if (of) addTo(of.fields, name, given);
      else if (this.#isOuter(name, around))
        addTo(this.#program.reassigned, name, { ...given, name, scope: around.scope });
      else this.#give(name, value, around);
    } else if (target.name === 'MemberExpression') {
      const to = this.read(target, around);
      if (to.kind === 'member' && to.of.kind === 'self') addTo(to.of.body.fields, to.name, given);
      if (to.kind === 'member' || to.kind === 'item') this.#program.changes.push({ ...given, target: to });
    } else if (/^(?:Tuple|Array)Expression$/.test(target.name))
      this.#assignAll(namedParts(target), value, around);
  }

  /** Declared `global` or `nonlocal` in this function. */
  #isOuter(name: string, { body }: AroundPython): boolean {
    if (!body) return false;
    const names = this.#outerNames.get(body) ?? this.#findOuterNames(body);
    return names.has(name);
  }

  readonly #outerNames = new Map<FunctionBody, ReadonlySet<string>>();

  #findOuterNames(body: FunctionBody): ReadonlySet<string> {
    const text = this.#text(body);
    const names = new Set<string>();
    for (const [, list = ''] of text.matchAll(/^[ \t]*(?:global|nonlocal)[ \t]+([\w, \t]{1,200})/gm))
      for (const name of list.split(',')) names.add(name.trim());
    this.#outerNames.set(body, names);
    return names;
  }

  #import(node: PlainNode, around: AroundPython): Expression {
    const words: string[] = [];
    for (let part = node.firstChild; part; part = part.nextSibling)
      if (!/^[(),]$/.test(part.name) || part.name === ',') words.push(this.#text(part));
    const isFrom = words[0] === 'from';
    const at = isFrom ? words.indexOf('import') : 0;
    const from = isFrom ? words.slice(1, at).join('') : '';
    const parts = words
      .slice(at + 1)
      .join(' ')
      .split(',');
    const names: { name: string; at: Span }[] = [];
    for (const part of parts) {
      const [path = '', local] = part
        .trim()
        .replace(/ ?\. ?/g, '.')
        .split(/ as /);
      if (path === '') continue;
      if (!isFrom) this.#importModule(node, path, local ?? null, around);
      else if (path === '*') this.#program.exportsAll.push(from);
      else {
        names.push({ name: path, at: span(node) });
        const value: Expression = { from: node.from, to: node.to, kind: 'import', module: from, name: path };
        this.#give(local ?? path, value, around);
      }
    }
    if (isFrom) this.#importSeen(node, from, names, around);
    return opaque(node);
  }

  #importModule(node: PlainNode, path: string, local: string | null, around: AroundPython): void {
    const module = local === null ? (path.split('.')[0] ?? path) : path;
    const value: Expression = { from: node.from, to: node.to, kind: 'import', module, name: null };
    this.#give(local ?? module, value, around);
    this.#importSeen(node, path, [], around);
  }

  #importSeen(
    node: PlainNode,
    module: string,
    names: { name: string; at: Span }[],
    { body, within }: AroundPython,
  ): void {
    const guarded = within.from > (body?.from ?? 0);
    this.#program.imports.push({
      from: node.from,
      to: node.to,
      module,
      names,
      typeOnly: false,
      optional: body !== null || guarded,
      guarded,
      hoisted: false,
    });
  }

  #sometimes(node: PlainNode, around: AroundPython): Expression {
    const [condition, first] = namedParts(node);
    // What never runs is no part of the program.
    const isDead = condition?.name === 'Boolean' && this.#text(condition) === 'False';
    for (const part of namedParts(node))
      if (!isDead || part.from !== first?.from)
        this.read(part, part.name === 'Body' ? inPart(around, part) : around);
    return opaque(node);
  }

  #loop(node: PlainNode, around: AroundPython): Expression {
    const targets: PlainNode[] = [];
    let list: Expression | null = null;
    let isList = false;
    for (let part = node.firstChild; part; part = part.nextSibling) {
      if (part.name === 'in') isList = true;
      else if (part.name === 'Body') {
        if (list && !isList) this.#take(targets, list, around);
        list = null;
        this.read(part, inPart(around, part));
      } else if (isNamed(part)) {
        if (!isList) targets.push(part);
        else {
          list = this.read(part, around);
          isList = false;
        }
      }
    }
    return opaque(node);
  }

  #comprehension(node: PlainNode, outer: AroundPython): Expression {
    const scope = new CodeScope(outer.scope, outer.scope.body);
    const around = { scope, within: outer.within, body: outer.body, of: null, self: outer.self };
    let targets: PlainNode[] | null = null;
    for (let part = node.firstChild; part; part = part.nextSibling) {
      if (part.name === 'for') targets = [];
      else if (part.name === 'in') {
        const list = part.nextSibling;
        if (list && targets) this.#take(targets, this.read(list, around), around);
        targets = null;
      } else if (targets && isNamed(part)) targets.push(part);
    }
    for (const part of namedParts(node)) if (part.name !== 'VariableName') this.read(part, around);
    return opaque(node);
  }

  #take(targets: readonly PlainNode[], list: Expression, around: AroundPython): void {
    this.#assignAll(targets, { from: list.from, to: list.to, kind: 'each', of: list }, around);
  }

  #with(node: PlainNode, around: AroundPython): Expression {
    let value: Expression | null = null;
    for (let part = node.firstChild; part; part = part.nextSibling) {
      if (!isNamed(part)) continue;
      if (part.prevSibling?.name === 'as' && value) this.#assign(part, value, around);
      else value = this.read(part, around);
    }
    return opaque(node);
  }
}

const inPart = ({ scope, body, of, self }: AroundPython, part: Span): AroundPython => ({
  scope,
  within: span(part),
  body,
  of,
  self,
});

/** One for all files: its readings are functions that cost as much to make as a small file to read. */
const reader = new PythonTreeReader();

/** The parameter that a decorator such as click's `@click.option('--model', default='…')` fills, and with what. */
function optionOf({
  name,
  given,
}: {
  readonly name: string;
  readonly given: readonly Argument[];
}): readonly [string, Expression][] {
  if (!/(?:^|\.)(?:option|argument)$/.test(name)) return [];
  const words = given.flatMap((one) =>
    one.name === null && one.value.kind === 'text' ? [one.value.text] : [],
  );
  const parameter =
    words.find((word) => !word.startsWith('-')) ?? words.find((word) => word.startsWith('--'));
  const value = given.find((one) => one.name === 'default')?.value;
  return parameter === undefined || !value
    ? []
    : [[parameter.replace(/^--/, '').split('/')[0]?.replaceAll('-', '_') ?? '', value]];
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '\n': '' };
