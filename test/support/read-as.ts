import { decode, toByteString } from '../../src/domain/env/bytes.ts';
import { type Loader, scanAs } from '../../src/domain/loading/loaders.ts';

/** What one loader gets from a file. `refusedLine`: see `scanAs`. */
export function readAs(
  loader: Loader,
  bytes: Uint8Array,
): { readonly values: ReadonlyMap<string, string>; readonly refusedLine: number } {
  const values = new Map<string, string>();
  const firstWins = loader === 'deno';
  const refusedLine = scanAs(loader, toByteString(bytes), (name, value) => {
    const key = decode(name);
    if (!firstWins || !values.has(key)) values.set(key, decode(value));
  });
  return refusedLine > 0 ? { values: new Map(), refusedLine } : { values, refusedLine };
}
