import { maskKey } from './mask.ts';

/**
 * A key that cannot be printed by accident: converting, logging, inspecting or serialising it
 * gives the masked form. Only `reveal()` gives the text, for judging, sending and writing a key (a lint rule says where).
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

  /** Whether this text is the key. */
  is(text: string): boolean {
    return this.#text === text;
  }

  /** Whether the key stands somewhere in this text. */
  isIn(text: string): boolean {
    return text.includes(this.#text);
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
