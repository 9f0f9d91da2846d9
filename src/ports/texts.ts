/** A text that is read in parts, so that its size does not matter. */
export interface OpenText {
  /** Null where it is not known before the end. */
  readonly bytes: number | null;
  /** Throws `TextUnreadable`. */
  readonly parts: AsyncIterable<string>;
}

/** Opens texts of any size. */
export interface TextSource {
  /** By absolute path. Throws `TextUnreadable`. */
  file(path: string): Promise<OpenText>;
  /** Null where standard input is a terminal, so that nothing waits for typing that nobody expects. */
  stdin(): Promise<OpenText | null>;
}

/** Why a text cannot be read. `binary`: it holds zero bytes; `not_utf8`: it is not UTF-8. */
export type TextProblem = 'missing' | 'directory' | 'no_permission' | 'binary' | 'not_utf8' | 'io_error';

/** Thrown when a text is opened, or while it is read. */
export class TextUnreadable extends Error {
  override readonly name = 'TextUnreadable';
  readonly reason: TextProblem;

  constructor(reason: TextProblem) {
    super(reason);
    this.reason = reason;
  }
}
