import { decode, toByteString } from '../env/bytes.ts';
import { type Reader, scanAs } from './loaders.ts';

/** What one loader gets from a file, in the order of the names' first assignments. */
interface FileReading {
  readonly values: ReadonlyMap<string, string>;
  /** The line (from 1) for which the loader refuses the whole file; 0 where it does not. */
  readonly refusedLine: number;
}

/** Reads an env file as one loader does, without resolving references. */
export function readAs(reader: Reader, bytes: Uint8Array): FileReading {
  const values = new Map<string, string>();
  const firstWins = reader === 'deno';
  const refusedLine = scanAs(reader, toByteString(bytes), (name, value) => {
    const key = decode(name);
    if (!firstWins || !values.has(key)) values.set(key, decode(value));
  });
  return refusedLine > 0 ? { values: new Map(), refusedLine } : { values, refusedLine };
}
