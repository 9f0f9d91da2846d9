import type { FilePlace } from '../loading/place.ts';
import type { Clean } from '../text/clean.ts';

/** What git keeps beside files, and may hold a key too. */
export interface RecordedMessage {
  readonly of: 'commit' | 'tag' | 'note';
  /** The commit's own name; the tag's; the name of what the note is about. */
  readonly name: Clean;
}

/** One key that stands where it should not. */
export interface KeySighting {
  /** With `/` between parts, from the folder that was scanned; of a message, its repository's. */
  readonly path: string;
  /** Where the key stands in no file. */
  readonly message?: RecordedMessage;
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
