/** From which character to which, in UTF-16 units of a text. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What of a longer object is its span. */
export const span = ({ from, to }: Span): Span => ({ from, to });

interface Kinds {
  /** `inside`: where exactly `text` is written; null where it is written otherwise (escapes, several parts). */
  text: { readonly text: string; readonly inside: Span | null };
  number: { readonly value: number };
  truth: { readonly value: boolean };
  /** `null`, `undefined`, `None`. */
  nothing: object;
  /** Texts in a row: templates, f-strings, `+`. */
  joined: { readonly parts: readonly Expression[] };
  name: { readonly name: string; readonly scope: CodeScope };
  /** `this`, `self`, `cls`, in an object as well. */
  self: { readonly body: ClassBody };
  member: { readonly of: Expression; readonly name: string; readonly nameAt: Span };
  item: { readonly of: Expression; readonly key: Expression };
  call: {
    readonly callee: Expression;
    readonly given: readonly Argument[];
    /** With `new`. */
    readonly isNew: boolean;
    readonly scope: CodeScope;
  };
  fields: { readonly entries: readonly FieldEntry[] };
  list: { readonly items: readonly Expression[] };
  /** One of several, depending on what only running the code tells: `??`, `||`, `or`, `? :`. */
  either: { readonly options: readonly Expression[] };
  /** What a loop takes out of something, one after another. */
  each: { readonly of: Expression };
  function: { readonly body: FunctionBody };
  class: { readonly body: ClassBody };
  /** Something that a module exports; `name`: null for the module itself. */
  import: { readonly module: string; readonly name: string | null };
  parameter: { readonly body: FunctionBody; readonly index: number };
  /** Something of which only the type is written. */
  typed: { readonly type: Expression };
  opaque: object;
}

/** An expression of either language, as far as it matters for what a value is. */
export type Expression = { [K in keyof Kinds]: { readonly kind: K } & Span & Kinds[K] }[keyof Kinds];
export type ExpressionOf<K extends keyof Kinds> = Extract<Expression, { kind: K }>;
export type CodeCall = ExpressionOf<'call'>;

/** An argument; `name`: of a keyword argument. `spread`: `...x`, `*x` (`name` null) or `**x` (`name` empty). */
export interface Argument {
  readonly name: string | null;
  readonly nameAt: Span | null;
  readonly value: Expression;
  readonly spread: boolean;
}

/** A field of an object or a dictionary; `name`: null for a spread, or where it is computed. */
export interface FieldEntry extends Span {
  readonly name: string | null;
  readonly nameAt: Span | null;
  readonly value: Expression;
  readonly spread: boolean;
}

/** A value that a name, or a field, gets somewhere. */
export interface CodeArgument {
  readonly value: Expression;
  readonly at: number;
  /** The innermost part of the program that runs only sometimes, in which this stands. */
  readonly within: Span;
  readonly body: FunctionBody | null;
}

/** A part of the code with names of its own; most parts have none, so nothing is kept for them. */
export class CodeScope {
  readonly parent: CodeScope | null;
  readonly body: FunctionBody | null;
  #names: Map<string, CodeArgument[]> | null = null;

  constructor(parent: CodeScope | null, body: FunctionBody | null) {
    this.parent = parent;
    this.body = body;
  }

  has(name: string): boolean {
    return this.#names?.has(name) ?? false;
  }

  /** What a name gets. */
  get(name: string): readonly CodeArgument[] {
    return this.#names?.get(name) ?? [];
  }

  give(name: string, given: CodeArgument): void {
    this.#names ??= new Map();
    addTo(this.#names, name, given);
  }

  all(): readonly (readonly [name: string, given: readonly CodeArgument[]])[] {
    return [...(this.#names ?? [])];
  }
}

export interface Parameter {
  readonly name: string | null;
  readonly fallback: Expression | null;
  readonly type: Expression | null;
  /** It takes what is left: arguments in a row, or those by name. */
  readonly rest: 'list' | 'fields' | null;
}

export interface FunctionBody extends Span {
  /** What it is called by; a class's name for its constructor. */
  name: string | null;
  readonly parameters: Parameter[];
  readonly returns: Expression[];
  /** Whose method it is, and how it gets called. */
  readonly of: ClassBody | null;
  readonly isGetter: boolean;
  /** Parameters that a call does not give: `self`. */
  readonly skipped: number;
  /** The call that it is an argument of. */
  handedTo: CodeCall | null;
  /** What decorators give for parameters, by their names. */
  given: ReadonlyMap<string, Expression> | null;
}

export interface ClassBody extends Span {
  name: string | null;
  readonly bases: readonly Expression[];
  readonly fields: Map<string, CodeArgument[]>;
  readonly types: Map<string, Expression>;
  /** An object whose functions say `this`. */
  readonly isObject: boolean;
  maker: FunctionBody | null;
}

/** A value that is written into something: `a.b = c`, `a['b'] = c`. */
export interface CodeChange extends CodeArgument {
  readonly target: ExpressionOf<'member'> | ExpressionOf<'item'>;
}

/** A name that gets another value in a scope below its own. */
interface Reassigned extends CodeArgument {
  readonly name: string;
  readonly scope: CodeScope;
}

export interface ImportSeen extends Span {
  readonly module: string;
  /** What is imported, by the module's own names; empty for the module itself. */
  readonly names: readonly { readonly name: string; readonly at: Span }[];
  readonly typeOnly: boolean;
  /** Inside `try`, or in the middle of the program. */
  readonly optional: boolean;
  /** Inside `try` or a condition, so that the program may well do without. */
  readonly guarded: boolean;
  /** Runs before all other code of its file, wherever it stands. */
  readonly hoisted: boolean;
}

/** One file's code, reduced to what matters for knowing values; of either language. */
export interface CodeProgram {
  readonly language: 'node' | 'python';
  readonly scope: CodeScope;
  readonly exports: Map<string, Expression>;
  /** Modules of which everything is exported. */
  readonly exportsAll: string[];
  readonly imports: ImportSeen[];
  readonly calls: CodeCall[];
  members: ExpressionOf<'member'>[];
  readonly fallbacks: ExpressionOf<'either'>[];
  readonly classes: ClassBody[];
  /** Those that may hold a key. */
  readonly texts: ExpressionOf<'text'>[];
  readonly changes: CodeChange[];
  readonly reassigned: Map<string, Reassigned[]>;
  /** `'use client'` and the like. */
  readonly directives: Set<string>;
  /** Some of it could not be understood. */
  broken: boolean;
}

export function emptyProgram(language: CodeProgram['language']): CodeProgram {
  return {
    language,
    scope: new CodeScope(null, null),
    exports: new Map(),
    exportsAll: [],
    imports: [],
    calls: [],
    members: [],
    fallbacks: [],
    classes: [],
    texts: [],
    changes: [],
    reassigned: new Map(),
    directives: new Set(),
    broken: false,
  };
}

/** Adds to the list that a map has under a key. */
export function addTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
