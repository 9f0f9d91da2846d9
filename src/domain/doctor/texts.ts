import type { FilePlace } from '../loading/place.ts';
import type { Spot } from './finding.ts';

/** The place of an offset in a text; lines end with LF, CRLF or CR. */
export function spotAt({ absolute }: FilePlace, text: string, offset: number): Spot {
  const before = text.slice(0, offset).split(/\r\n|[\r\n]/);
  return { absolute, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** The folder of a file; paths are absolute, with `/` or `\`. */
export function folderOf(path: string): string {
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return end <= 0 ? path.slice(0, end + 1) : path.slice(0, end);
}

export const nameOf = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/** Whether a path is a folder or in it. */
export const isIn = (folder: string, path: string): boolean =>
  path === folder || path.startsWith(/[\\/]$/.test(folder) ? folder : folder + separatorOf(folder));

const separatorOf = (path: string): string => (path.includes('\\') && !path.includes('/') ? '\\' : '/');

/** A file named from a folder, with `.` and `..` resolved. */
export function pathBelow(folder: string, name: string): string {
  const separator = separatorOf(folder);
  if (/^(?:[\\/]|[A-Za-z]:)/.test(name)) return name;
  const parts = folder.replace(/[\\/]$/, '').split(/[\\/]/);
  for (const part of name.split(/[\\/]/)) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join(separator);
}

/** Whether a text has a name as a whole word. */
export const mentions = (text: string, name: string): boolean =>
  text.includes(name) && new RegExp(`(?<!\\w)${name.replace(/[^\w]/g, '\\$&')}(?!\\w)`).test(text);
