import { maskKey } from './mask.ts';

/**
 * A key that cannot be printed by accident: converting, logging, inspecting or serialising it
 * gives the masked form. Only `reveal()` gives the text: for judging a key, for
 * comparing two, and for sending or writing one; never in `ui` or `i18n` (a lint rule).
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The key itself. Never put the result into a message, a log, or an argument of a process. */
  reveal(): string {
    return this.#text;
  }

  /** Length in UTF-16 code units; keys are ASCII, so this is the number of characters. */
  get length(): number {
    return this.#text.length;
  }

  /** `sk-proj-…Ab3d`; for a value under 20 characters only its length, as `(12)`. */
  get masked(): string {
    return maskKey(this.#text);
  }

  equals(other: Secret): boolean {
    return this.#text === other.#text;
  }

  toString(): string {
    return this.masked;
  }

  toJSON(): string {
    return this.masked;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `Secret(${this.masked})`;
  }
}
