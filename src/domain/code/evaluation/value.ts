import type { SyntaxNode } from '@lezer/common';

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
export class Callable {
  readonly node: SyntaxNode;
  constructor(node: SyntaxNode) {
    this.node = node;
  }
}

/** Something of Node or of a package, by its name: `path.resolve`, `process`, `vite.defineConfig`. */
export class Builtin {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** `import.meta.url`, and what `new URL` makes of it. */
export class FileUrl {
  readonly path: string;
  constructor(path: string) {
    this.path = path;
  }
}

/** What two values have in common. */
export function alikeOf(one: Value, other: Value): Value {
  if (one === other) return one;
  return one instanceof Fields && other instanceof Fields ? Fields.alike(one, other) : unknown;
}
