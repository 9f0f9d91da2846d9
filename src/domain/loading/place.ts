import type { Clean } from '../text/clean.ts';

/**
 * A file or folder. It is told apart by its absolute path and by nothing else; what people read is made of that only
 * where it is shown, in `ui/place.ts`. So a place is no text, and a text is no place.
 */
export interface FilePlace {
  readonly absolute: string;
}

/** A line of a file. */
export interface LinePlace extends FilePlace {
  readonly type: 'file';
  /** From 1. */
  readonly line: number;
}

/** Where a value stands. */
export type Place = LinePlace | { readonly type: 'environment'; readonly name: string };

/** Where the key that counts came from. */
export type KeyOrigin = Place | { readonly type: 'stdin' } | { readonly type: 'prompt' };

/** The place alone, of whatever has one. */
export const placeOf = ({ absolute }: FilePlace): FilePlace => ({ absolute });

export const isSamePlace = (one: FilePlace, other: FilePlace): boolean => one.absolute === other.absolute;

/** Facts as a text takes them: a place is there as it is shown. */
export type Shown<F> = F extends string
  ? F
  : F extends FilePlace
    ? Clean
    : F extends object
      ? { readonly [K in keyof F]: Shown<F[K]> }
      : F;
