/** Why a place is left as it is. */
export type LeftReason =
  | 'example'
  | 'published'
  | 'mention'
  | 'compose'
  | 'profile'
  | 'other_key'
  | 'unreadable';
