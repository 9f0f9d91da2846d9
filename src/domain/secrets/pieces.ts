/** As many characters of a secret in a row are too much of it to be shown. */
export const pieceLength = 12;

/** Finds pieces of secrets with a rolling hash: one step for each character of the text. */
export class Pieces {
  readonly #hashes = new Set<number>();
  readonly #known = new Set<string>();

  addAll(text: string): void {
    for (let at = 0; at + pieceLength <= text.length; at += 1) {
      const piece = text.slice(at, at + pieceLength);
      this.#known.add(piece);
      this.#hashes.add(hashOf(piece));
    }
  }

  get isEmpty(): boolean {
    return this.#known.size === 0;
  }

  /** Where pieces stand: ranges in order; those that touch are one. */
  find(text: string): readonly (readonly [from: number, to: number])[] {
    const found: [number, number][] = [];
    if (this.isEmpty || text.length < pieceLength) return found;
    let hash = hashOf(text.slice(0, pieceLength));
    for (let at = 0; at + pieceLength <= text.length; at += 1) {
      if (this.#hashes.has(hash) && this.#known.has(text.slice(at, at + pieceLength))) {
        const open = found.at(-1);
        if (open && at <= open[1]) open[1] = at + pieceLength;
        else found.push([at, at + pieceLength]);
      }
      hash = roll(hash, text.charCodeAt(at), text.charCodeAt(at + pieceLength));
    }
    return found;
  }
}

const base = 0x01000193;
/** `base` to the power of `pieceLength`, in 32 bits. */
const leaving = Array.from({ length: pieceLength }).reduce<number>((power) => Math.imul(power, base), 1);

function hashOf(piece: string): number {
  let hash = 0;
  for (let at = 0; at < piece.length; at += 1) hash = (Math.imul(hash, base) + piece.charCodeAt(at)) | 0;
  return hash;
}

function roll(hash: number, out: number, into: number): number {
  return (Math.imul(hash, base) + into - Math.imul(leaving, out)) | 0;
}
