/**
 * A file or folder. It is told apart by its absolute path and by nothing else; what people read is made of that only
 * where it is shown (`shownPath`). So a place is no text, and a text is no place.
 */
export interface FilePlace {
  readonly absolute: string;
}

/** A line of a file; `path` is the file as shown to people. */
export interface LinePlace extends FilePlace {
  readonly type: 'file';
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/** Where a value stands. */
export type Place = LinePlace | { readonly type: 'environment'; readonly name: string };

/** Where the key that counts came from. */
export type KeyOrigin = Place | { readonly type: 'stdin' } | { readonly type: 'prompt' };

export const isSamePlace = (one: FilePlace, other: FilePlace): boolean => one.absolute === other.absolute;
