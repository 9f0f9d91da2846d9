/** As many characters of a secret in a row are too much of it to be shown. */
export const pieceLength = 12;

/** Where something stands in a text. */
export type Range = readonly [from: number, to: number];

const half = pieceLength >> 1;
/** Characters of a text times those of all secrets from which hashing the text is the shorter way. */
const longestSearch = 10_000_000;

/** Two to the power of this many bits mark the hashes of pieces. */
const filterBits = 20;

/**
 * Finds pieces of secrets with a rolling hash: one step for each character of the text. Texts are hashed when something
 * is looked for: a run that prints nothing pays nothing for its secrets.
 */
export class Pieces {
  readonly #texts: string[] = [];
  /** All of them, for a look that costs nothing. */
  #joined = '';
  readonly #filter = new Uint8Array(2 ** (filterBits - 3));
  /** The hashes of all pieces: with many secrets the filter alone lets too much through. */
  readonly #hashes = new Set<number>();
  #hashed = 0;

  addAll(text: string): void {
    if (text.length < pieceLength) return;
    this.#texts.push(text);
    this.#joined += `${text}\n`;
  }

  get isEmpty(): boolean {
    return this.#texts.length === 0;
  }

  /** Where pieces stand: ranges in order; those that touch are one. */
  find(text: string): readonly Range[] {
    const found: [number, number][] = [];
    if (!this.mayBeIn(text)) return found;
    this.#hashAdded();
    forEachHash(text, (hash, at) => {
      const slot = hash >>> (32 - filterBits);
      if (
        (this.#filter[slot >> 3] ?? 0) & (1 << (slot & 7)) &&
        this.#hashes.has(hash) &&
        this.#holds(text.slice(at, at + pieceLength))
      ) {
        const open = found.at(-1);
        if (open && at <= open[1]) open[1] = at + pieceLength;
        else found.push([at, at + pieceLength]);
      }
    });
    return found;
  }

  /**
   * Whether a piece may be in the text; no for most. A piece holds one of the halves that the text is cut into, wherever it
   * begins. What a run prints is short, and code that runs once is slow: here the engine's own search does the work.
   */
  mayBeIn(text: string): boolean {
    if (this.isEmpty) return false;
    if (text.length * this.#joined.length > longestSearch) return true;
    for (let at = 0; at + half <= text.length; at += half) {
      if (this.#joined.includes(text.slice(at, at + half))) return true;
    }
    return false;
  }

  #hashAdded(): void {
    for (; this.#hashed < this.#texts.length; this.#hashed += 1) {
      forEachHash(this.#texts[this.#hashed] ?? '', (hash) => {
        const slot = hash >>> (32 - filterBits);
        this.#filter[slot >> 3] = (this.#filter[slot >> 3] ?? 0) | (1 << (slot & 7));
        this.#hashes.add(hash);
      });
    }
  }

  #holds(piece: string): boolean {
    return this.#texts.some((text) => text.includes(piece));
  }
}

const base = 0x01000193;
/** `base` to the power of `pieceLength`, in 32 bits. */
const leaving = Array.from({ length: pieceLength }).reduce<number>((power) => Math.imul(power, base), 1);

/** Calls `use` with the hash of each piece of the text, and where the piece begins. */
function forEachHash(text: string, use: (hash: number, at: number) => void): void {
  let hash = 0;
  for (let end = 0; end < text.length; end += 1) {
    const out = end < pieceLength ? 0 : text.charCodeAt(end - pieceLength);
    hash = (Math.imul(hash, base) + text.charCodeAt(end) - Math.imul(leaving, out)) | 0;
    if (end + 1 >= pieceLength) use(hash, end + 1 - pieceLength);
  }
}

/**
 * Secrets whose characters stand apart: broken by the end of a line, spelled with blanks or dots, coloured in pieces,
 * with invisible characters between them. Only letters and digits are compared; what stands between them is kept.
 */
export class Scattered {
  readonly #pieces = new Pieces();

  addAll(text: string): void {
    this.#pieces.addAll(viewOf(text).letters);
  }

  /** Where rows of letters that belong to a secret stand: ranges in order, without what stands between letters. */
  find(text: string): readonly Range[] {
    if (!this.#pieces.mayBeIn(lettersOf(text))) return [];
    const { letters, places } = viewOf(text);
    const found: [number, number][] = [];
    for (const [from, to] of this.#pieces.find(letters)) {
      for (let at = from; at < to; at += 1) {
        const place = places[at] ?? 0;
        const open = found.at(-1);
        // Hyphens and underscores are part of a key; blanks and quotes are the layout's.
        if (open && /^[-_]*$/.test(text.slice(open[1], place))) open[1] = place + 1;
        else found.push([place, place + 1]);
      }
    }
    return found;
  }
}

const escapeCode = 0x1b;
const backslash = 0x5c;

/** The letters and digits of `viewOf`, without their places. */
const lettersOf = (text: string): string => text.replace(between, '');

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the terminal's own sequences
const between = /\x1b\[[0-9;?]*[A-Za-z]|\\["\\/bfnrt]|[^A-Za-z0-9\x1b\\]+|[\x1b\\]/g;

/** Letters and digits of a text in one row, and where each stands. Those of escapes are not the text's. */
function viewOf(text: string): { readonly letters: string; readonly places: Uint32Array } {
  const codes = new Uint8Array(text.length);
  const places = new Uint32Array(text.length);
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (isLetter(code)) {
      codes[count] = code;
      places[count] = at;
      count += 1;
    } else if (code === escapeCode) at = colorEnd(text, at);
    // `\n` of JSON, and `\\`, after which a letter is a letter.
    else if (code === backslash && '"\\/bfnrt'.includes(text.charAt(at + 1))) at += 1;
  }
  return { letters: new TextDecoder().decode(codes.subarray(0, count)), places };
}

function isLetter(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** The last character of `ESC [ … m` and its like; the escape itself where it is something else. */
function colorEnd(text: string, start: number): number {
  if (text[start + 1] !== '[') return start;
  let at = start + 2;
  while (/[0-9;?]/.test(text.charAt(at))) at += 1;
  return isLetter(text.charCodeAt(at)) ? at : start;
}
