import type { KnownFiles } from '../code/resolve-module.ts';
import { isPlainCode } from './file-kinds.ts';

/** The files of a project by their absolute paths: there may be very many, so none is put together before it is asked for. */
export interface ProjectPaths extends Iterable<string> {
  readonly has: (absolute: string) => boolean;
  /** Whether a file has such a name, in whatever folder. */
  readonly hasNamed: (name: RegExp) => boolean;
}

/** `known`: paths from the folder, with `/` between parts. `separator`: of absolute paths. */
export function projectPaths(folder: string, known: ReadonlySet<string>, separator: string): ProjectPaths {
  const base = folder.endsWith(separator) ? folder : folder + separator;
  const shown = (path: string): string => (separator === '/' ? path : path.replaceAll(separator, '/'));
  return {
    has: (absolute) => absolute.startsWith(base) && known.has(shown(absolute.slice(base.length))),
    hasNamed: (name) => {
      for (const path of known) if (name.test(path.slice(path.lastIndexOf('/') + 1))) return true;
      return false;
    },
    *[Symbol.iterator]() {
      for (const path of known) yield base + (separator === '/' ? path : path.replaceAll('/', separator));
    },
  };
}

/** Those that code may import, by absolute paths with `/`. */
export function importable(folder: string, known: ReadonlySet<string>): KnownFiles {
  const base = folder.endsWith('/') ? folder : `${folder}/`;
  const isOne = (path: string): boolean => path.endsWith('.json') || isPlainCode(path);
  return {
    has: (absolute) => {
      const path = absolute.startsWith(base) ? absolute.slice(base.length) : '';
      return known.has(path) && isOne(path);
    },
    *keys() {
      for (const path of known) if (isOne(path)) yield base + path;
    },
  };
}
