import { resolve } from 'node:path';
import { glob } from 'tinyglobby';

/** Files that match a pattern, absolute and in order. Nobody keeps env files of their own in `node_modules`. */
export async function findFiles(pattern: string, folder: string): Promise<readonly string[]> {
  const found = await glob(pattern.replaceAll('\\', '/'), {
    cwd: folder,
    dot: true,
    absolute: true,
    followSymbolicLinks: false,
    ignore: ['**/node_modules/**', '**/.git/**'],
  });
  return found.map((path) => resolve(path)).sort();
}
