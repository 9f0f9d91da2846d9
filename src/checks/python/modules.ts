import { dirname, join, resolve } from 'node:path';
import { modulesNamed } from '../../domain/code/python-steps.ts';

/** The files of a Python project with their texts. */
export type PythonFiles = ReadonlyMap<string, string>;

/** Where modules are looked for. */
export interface ModulePlace {
  readonly files: PythonFiles;
  /** The project's own folder. */
  readonly folder: string;
  /** Where the program's own file is. */
  readonly top: string;
}

/** The project's own files that a module's name stands for, those of the packages around it first. */
export function filesOfModule(
  name: string,
  from: string,
  { files, folder, top }: ModulePlace,
): readonly string[] {
  const [, dots = '', path = ''] = /^(\.*)(.*)$/.exec(name) ?? [];
  const parts = path.split('.').filter(Boolean);
  const bases =
    dots === ''
      ? new Set([top, folder, join(folder, 'src')])
      : [resolve(from, '../'.repeat(dots.length - 1))];
  for (const base of bases) {
    const ways = parts.flatMap((_, at) => {
      const way = join(base, ...parts.slice(0, at + 1));
      return [join(way, '__init__.py'), ...(at === parts.length - 1 ? [`${way}.py`] : [])];
    });
    const found = ways.filter((one) => files.has(one));
    if (found.length > 0) return found;
  }
  return [];
}

/** What a program takes in. */
interface Closure {
  readonly files: PythonFiles;
  /** Modules that are none of the project's own. */
  readonly foreign: ReadonlySet<string>;
}

/** All files that some may take in, wherever they do, or name in a text. */
export function closureOf(entries: readonly string[], place: ModulePlace): Closure {
  const reached = new Map<string, string>();
  const foreign = new Set<string>();
  const queue = [...entries];
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    const text = place.files.get(file);
    if (text === undefined || reached.has(file)) continue;
    reached.set(file, text);
    const { imported, mentioned } = modulesNamed(text);
    for (const { module, parts } of imported) {
      const own = [module, ...parts].flatMap((name) => filesOfModule(name, dirname(file as string), place));
      const found = own.length > 0 ? own : endingSo(module, place);
      queue.push(...found);
      const isWhole = [module, ...parts].some((name) => found.some((one) => endsWithModule(one, name)));
      // Of a package of the project only a part was found.
      if (!isWhole && !/^\.+$/.test(module)) foreign.add(found.length === 0 ? module : `.${module}`);
    }
    queue.push(...mentioned.flatMap((name) => filesOfModule(name, dirname(file as string), place)));
  }
  return { files: reached, foreign };
}

/** Whether a file is the module itself, and not only a package around it. */
export const endsWithModule = (file: string, name: string): boolean =>
  file
    .replace(/(?:[\\/]__init__)?\.py$/, '')
    .split(/[\\/]/)
    .at(-1) === name.split('.').at(-1);

/** Files of a module that is found by a way of the program's own. */
function endingSo(name: string, { files }: ModulePlace): readonly string[] {
  const path = name.replace(/^\.+/, '').replaceAll('.', '/');
  return path === ''
    ? []
    : [...files.keys()].filter((file) => file.replaceAll('\\', '/').endsWith(`/${path}.py`));
}
