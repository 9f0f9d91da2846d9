/**
 * The tokenizer's table, which is most of the package, in a third less of what its own file takes compressed.
 * `src/adapters/system/token-table.ts` reads it.
 */
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);

/**
 * Packs tokens (text or bytes, by rank): the single bytes in their order, then for each further token the ranks of two
 * earlier ones that it joins. Ranks are written in planes, the high bytes of all first, since bytes of
 * one kind compress better together. Throws for a token that joins no two earlier ones.
 */
export async function packTokens(tokens) {
  const bytes = tokens.map((token) => Buffer.from(token).toString('latin1'));
  const rankOf = new Map(bytes.map((token, rank) => [token, rank]));
  const singles = bytes.findIndex((token) => token.length > 1);
  if (singles !== 256) throw new Error(`the table begins with ${singles} single bytes, not 256`);
  const pairs = bytes.slice(singles).map((token, at) => joined(token, singles + at, rankOf));
  const planes = [16, 8, 0].flatMap((shift) =>
    [0, 1].map((side) => Buffer.from(pairs.map((pair) => (pair[side] >> shift) & 0xff))),
  );
  const table = Buffer.concat([Buffer.from(bytes.slice(0, singles).join(''), 'latin1'), ...planes]);
  // One step below the highest, which takes twice the time for no fewer bytes.
  return compress(table, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 10,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    },
  });
}

/** The ranks of two tokens below `rank` that make this one, the first as long as it can be. */
function joined(token, rank, rankOf) {
  for (let cut = token.length - 1; cut > 0; cut--) {
    const pair = [rankOf.get(token.slice(0, cut)), rankOf.get(token.slice(cut))];
    if (pair[0] < rank && pair[1] < rank) return pair;
  }
  throw new Error(`token ${rank} joins no two earlier ones`);
}
