/** Where a text was put together from two pieces. */
interface Seam {
  /** Where the next piece begins. */
  readonly joined: number;
  readonly original: number;
  /** What was left out says that both belong together; a comma or the end of a line may mean anything. */
  readonly isGlue: boolean;
}

/** A text without what is written between its pieces, and the way back. */
export interface Joined {
  readonly text: string;
  /** Where a place of it is in the original. */
  original(at: number): number;
  /** Seams within a range, without its edges, in order. */
  seamsIn(from: number, to: number): readonly Seam[];
}

/** What a match is to be replaced by; null where it stays and parts what is beside it. */
interface SeamChange {
  readonly text: string;
  readonly isGlue: boolean;
}

export function joinAt(
  text: string,
  joint: RegExp,
  replace: (match: string, from: number, to: number) => SeamChange | null,
): Joined {
  const seams: Seam[] = [];
  const pieces: string[] = [];
  let length = 0;
  let from = 0;
  const add = (piece: string): void => {
    pieces.push(piece);
    length += piece.length;
  };
  for (const { 0: match, index } of text.matchAll(joint)) {
    add(text.slice(from, index));
    from = index + match.length;
    const replaced = replace(match, index, from);
    add(replaced?.text ?? '\n');
    seams.push({ joined: length, original: from, isGlue: replaced?.isGlue ?? false });
  }
  add(text.slice(from));
  const joined = pieces.join('');
  /** How many seams lie at or before a place. */
  const countTo = (at: number): number => {
    let [low, high] = [0, seams.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((seams[middle]?.joined ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    text: joined,
    original(at) {
      const seam = seams[countTo(at) - 1];
      return seam ? seam.original + at - seam.joined : at;
    },
    seamsIn: (first, end) => seams.slice(countTo(first), countTo(end - 1)),
  };
}
