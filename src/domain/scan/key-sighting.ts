import type { FilePlace } from '../loading/place.ts';

/** One key that stands where it should not. */
export interface KeySighting {
  /** With `/` between parts, from the folder that was scanned. */
  readonly path: string;
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** The oldest commit that added the line; null outside `history`. */
  readonly commit: string | null;
  readonly kind: string;
  readonly masked: string;
  readonly where: 'tracked' | 'untracked' | 'staged' | 'history' | 'published';
}

/** The same, in its file. */
export type PlacedSighting = Omit<KeySighting, 'path'> & FilePlace;
