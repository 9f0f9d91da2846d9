/**
 * Where a text may be cut without changing its number of tokens.
 *
 * The tokenizer first splits a text into pieces (a word with the sign or blank before it, a run of signs, line breaks, up to
 * three digits), and then looks at one piece at a time. So a cut between two pieces is safe. The places
 * below end a piece whatever else stands around them, in the encoding `o200k_base`.
 */
const cuts = [
  // A blank after something that is no blank. Line breaks are left out: they join the signs before them.
  /\S[^\S\r\n]/uy,
  // A line that begins with a letter or digit.
  /\n[\p{L}\p{N}]/uy,
  // A sign or digit after a letter: words end there. Not an apostrophe (`don't`), not an accent.
  /\p{L}[^\p{L}\p{M}\s']/uy,
];

/**
 * The last place in the text that may be cut; 0 where there is none. Never the end itself, since the text that follows
 * decides about that.
 */
export function lastSafeCut(text: string): number {
  for (let at = text.length - 1; at > 0; at--) {
    if (isLowSurrogate(text, at)) continue;
    const before = isLowSurrogate(text, at - 1) ? at - 2 : at - 1;
    if (before >= 0 && cuts.some((pattern) => matchesAt(pattern, text, before))) return at;
  }
  return 0;
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff;
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/**
 * The number of tokens of one piece, by byte-pair merging: of all neighbours that form a token, the pair with the lowest rank is
 * joined, the first of equals, until none is left. Takes n log n steps, where the usual
 * loop takes n²: a page of Chinese without a comma is one piece, and would take seconds.
 *
 * `bytes` holds one byte in each character; so do the keys of `ranks`.
 */
export function countMerged(bytes: string, ranks: ReadonlyMap<string, number>): number {
  const { length } = bytes;
  // Parts are known by their first byte. `next` is the start of the following part, `pair` the rank of a part joined with it.
  const next = Int32Array.from({ length: length + 1 }, (_, at) => at + 1);
  const previous = Int32Array.from({ length: length + 1 }, (_, at) => at - 1);
  const pair = new Int32Array(length + 1).fill(-1);
  const queue: number[] = [];

  const rate = (at: number) => {
    const middle = at < 0 ? length : (next[at] as number);
    if (middle >= length) {
      if (at >= 0) pair[at] = -1;
      return;
    }
    const rank = ranks.get(bytes.slice(at, next[middle]));
    pair[at] = rank ?? -1;
    if (rank !== undefined) push(queue, rank * positions + at);
  };

  for (let at = 0; at < length - 1; at++) rate(at);
  let count = length;
  while (queue.length > 0) {
    const lowest = pop(queue);
    const at = lowest % positions;
    // A part may have been joined or changed since the entry was made.
    if (pair[at] !== (lowest - at) / positions) continue;
    const joined = next[at] as number;
    const after = next[joined] as number;
    next[at] = after;
    previous[after] = at;
    pair[joined] = -1;
    count--;
    rate(at);
    rate(previous[at] as number);
  }
  return count;
}

/** Queue entries are `rank * positions + position`: lowest rank first, then leftmost, exact below 2⁵³. */
const positions = 2 ** 30;

/** Adds to a binary heap with the smallest number at its top. */
function push(heap: number[], value: number): void {
  let at = heap.length;
  heap.push(value);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent] as number;
    if (above <= value) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = value;
}

/** Takes the smallest number from a heap that is not empty. */
function pop(heap: number[]): number {
  const top = heap[0] as number;
  const value = heap.pop() as number;
  const { length } = heap;
  if (length === 0) return top;
  let at = 0;
  for (let child = 1; child < length; child = at * 2 + 1) {
    if (child + 1 < length && (heap[child + 1] as number) < (heap[child] as number)) child++;
    const below = heap[child] as number;
    if (below >= value) break;
    heap[at] = below;
    at = child;
  }
  heap[at] = value;
  return top;
}
