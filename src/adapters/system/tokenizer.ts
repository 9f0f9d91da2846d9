import ranks from 'gpt-tokenizer/bpeRanks/o200k_base';
import { countTokens, setMergeCacheSize } from 'gpt-tokenizer/encoding/o200k_base';
import { O200K_TOKEN_SPLIT_REGEX } from 'gpt-tokenizer/encodingParams/constants';
import type { TokenCounter } from '../../domain/cost/counting.ts';
import { countMerged, lastSafeCut } from '../../domain/cost/merge.ts';

/** Characters kept at most while waiting for a place to cut; a longer run is cut anyway, and the count called inexact. */
const longestRun = 256 * 1024;
/** Longer pieces are merged by `countMerged`: the library's loop takes the square of their length. */
const longPiece = 24;
const cacheSize = 50_000;

/**
 * Exact counts in the encoding `o200k_base`, with memory for a small part of the text only. Loads its table of
 * 200,000 tokens with this module, so import it when a count is wanted.
 */
export function createTokenCounter(): TokenCounter {
  // The library's own cache is slow once it is full; the one here just stops growing.
  setMergeCacheSize(0);
  const cache = new Map<string, number>();
  let waiting = '';
  let tokens = 0;
  let exact = true;

  const countPiece = (piece: string): number => {
    if (piece.length > longPiece) return countLong(piece);
    const known = cache.get(piece);
    if (known !== undefined) return known;
    // A piece never holds a special token such as `<|endoftext|>`: signs and letters are different pieces, and as
    // text they are counted as text, as the API does.
    const count = countTokens(piece);
    if (cache.size < cacheSize) cache.set(piece, count);
    return count;
  };

  const count = (text: string) => {
    for (const [piece] of text.matchAll(O200K_TOKEN_SPLIT_REGEX)) tokens += countPiece(piece);
  };

  return {
    add(part) {
      for (let from = 0; from < part.length; from += longestRun) {
        waiting += part.slice(from, from + longestRun);
        let cut = lastSafeCut(waiting);
        if (cut === 0 && waiting.length > longestRun) {
          cut = waiting.length - 1;
          exact = false;
        }
        count(waiting.slice(0, cut));
        waiting = waiting.slice(cut);
      }
    },
    end() {
      count(waiting);
      waiting = '';
      return { tokens, exact };
    },
  };
}

let rankOfBytes: Map<string, number> | undefined;

/** The library has its tokens as text or, where they are no text, as bytes; here both as one byte in each character. */
function countLong(piece: string): number {
  rankOfBytes ??= new Map(
    ranks.flatMap((token, rank) =>
      token === undefined
        ? []
        : [[Buffer.from(token as string | number[]).toString('latin1'), rank] as const],
    ),
  );
  const bytes = Buffer.from(piece).toString('latin1');
  return rankOfBytes.has(bytes) ? 1 : countMerged(bytes, rankOfBytes);
}
