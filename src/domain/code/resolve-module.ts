import { oneOf, phrase } from '../text/phrase.ts';

/** The files of a project that may be imported, by their paths with `/`. */
export interface KnownFiles {
  readonly has: (path: string) => boolean;
  readonly keys: () => Iterable<string>;
}

const scriptEndings = [
  '.ts',
  '.tsx',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.mts',
  '.cts',
  '.vue',
  '.svelte',
  '.json',
];

export const withSlashes = (path: string): string => path.replaceAll('\\', '/');

/** The file of the project that a module's name means in a file; null for a package. */
export function resolveScript(known: KnownFiles, from: string, module: string): string | null {
  const folder = folderOf(from);
  if (/^\.{1,2}(?:\/|$)/.test(module)) return scriptAt(known, joined(folder, module));
  const [, alias, rest] = /^(@|~|#|\$lib|src|app|lib)\/(.*)$/.exec(module) ?? [];
  if (rest === undefined) return null;
  const below =
    alias === '$lib' ? ['src/lib/'] : /^[@~#]$/.test(alias ?? '') ? ['', 'src/', 'app/'] : [`${alias}/`];
  for (const one of foldersUp(folder))
    for (const start of below) {
      const found = scriptAt(known, `${one}/${start}${rest}`);
      if (found !== null) return found;
    }
  return null;
}

/** TypeScript is imported by the ending of what becomes of it. */
function scriptAt(known: KnownFiles, path: string): string | null {
  if (known.has(path)) return path;
  const plain = path.replace(/\.[cm]?jsx?$/, '');
  for (const start of plain === path ? [path] : [plain, path])
    for (const ending of scriptEndings) if (known.has(start + ending)) return start + ending;
  for (const ending of scriptEndings)
    if (known.has(`${path}/index${ending}`)) return `${path}/index${ending}`;
  return null;
}

/** The same for Python: `..package.module`, or from a folder further up. */
export function resolvePython(known: KnownFiles, from: string, module: string): string | null {
  const [, dots = '', name = ''] = /^(\.*)(.*)$/.exec(module) ?? [];
  const path = name.replaceAll('.', '/');
  if (dots !== '') {
    let folder = folderOf(from);
    for (let up = 1; up < dots.length; up += 1) folder = folderOf(folder);
    return pythonAt(known, path === '' ? folder : `${folder}/${path}`);
  }
  const [top = ''] = path.split('/');
  if (!pythonNames(known).has(top)) return null;
  for (const folder of foldersUp(folderOf(from))) {
    const found = pythonAt(known, `${folder}/${path}`) ?? pythonAt(known, `${folder}/src/${path}`);
    if (found !== null && found !== from) return found;
  }
  return null;
}

const namesOf = new WeakMap<KnownFiles, ReadonlySet<string>>();

/** What Python files and their folders are called: most modules are none of the project. */
function pythonNames(known: KnownFiles): ReadonlySet<string> {
  const before = namesOf.get(known);
  if (before) return before;
  const names = new Set<string>();
  for (const path of known.keys())
    if (path.endsWith('.py')) for (const part of path.slice(0, -3).split('/')) names.add(part);
  namesOf.set(known, names);
  return names;
}

const pythonAt = (known: KnownFiles, path: string): string | null =>
  [`${path}.py`, `${path}/__init__.py`].find((one) => known.has(one)) ?? null;

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

function joined(folder: string, way: string): string {
  const parts = folder.split('/');
  for (const part of way.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** A folder and those above it, as many as a project has. */
function* foldersUp(folder: string): Generator<string> {
  let one = folder;
  for (let left = 24; left > 0; left -= 1) {
    yield one;
    if (one === '') return;
    one = folderOf(one);
  }
}

const hosts = oneOf`esm\.sh cdn\.skypack\.dev esm\.run cdn\.jsdelivr\.net/npm unpkg\.com deno\.land/x`;
const registry = phrase`npm:\/?|jsr:\/?|https:\/\/${hosts}\/(?:v\d+\/)?`;
const elsewhere = phrase`^${registry}((?:@[\w.-]+\/)?[\w.-]+)(?:@[^/]*)?(\/[^?]*)?`;

/** A module as npm has it, however it is brought: `npm:openai@^4`, `https://esm.sh/openai@4`, `jsr:@openai/openai`. */
export function packageName(module: string): string {
  const [, name, path = ''] = elsewhere.exec(module) ?? [];
  if (name === undefined) return module;
  const isWhole = /^\/(?:mod\.ts|\+esm|index\.m?js)?$/.test(path);
  return (name === '@openai/openai' ? 'openai' : name) + (isWhole ? '' : path);
}
