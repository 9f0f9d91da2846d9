import { isAbsolute, relative } from 'node:path';

/** Whether a path leads into a folder, and not to the folder itself. Both absolute. */
export function liesBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !/^\.\.[\\/]/.test(way) && !isAbsolute(way);
}
