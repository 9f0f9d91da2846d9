import type { Combining, EnvText, TextLoaded } from './combining.ts';
import { readAs } from './read.ts';

/** The values of all files together as they stand, each with the file that gives it. */
export function mergeFiles(
  { reader, wins, expansion }: Combining,
  files: readonly EnvText[],
): Map<string, TextLoaded> {
  const merged = new Map<string, TextLoaded>();
  for (const { path, bytes } of files) {
    const { values } = readAs(reader, bytes);
    // Node gives the names of a file in their own order, which decides what a reference finds.
    const ordered = reader.startsWith('node') ? [...values].sort(([a], [b]) => (a < b ? -1 : 1)) : values;
    for (const [found, value] of ordered) {
      // Expo's copy of Node's reader takes the blanks from the names.
      const name = expansion === 'expo' ? found.trim() : found;
      if (wins === 'last' || !merged.has(name)) merged.set(name, { value, path });
    }
  }
  return merged;
}
