import { isAbsolute, relative, sep } from 'node:path';

/** Whether a path leads into a folder, and not to the folder itself. Both absolute. */
export function liesBelow(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '' && way !== '..' && !/^\.\.[\\/]/.test(way) && !isAbsolute(way);
}

/** The folder itself, or what is in it, by the paths alone: the folder that this was started in may be gone. */
export const isInside = (folder: string, path: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
