import { isAbsolute, relative, sep } from 'node:path';

/** The way from a folder to what is in it; null for what is not. */
export function wayBelow(folder: string, absolute: string): string | null {
  const way = relative(folder, absolute);
  const isOutside = way === '' || way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way);
  return isOutside ? null : way;
}
