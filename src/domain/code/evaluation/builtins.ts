import { Builtin, FileUrl, unknown, type Value } from './value.ts';

/** Where the code would run, and how paths are put together there. */
export interface CodePlace {
  /** Absolute path of the file. */
  readonly file: string;
  readonly cwd: string;
  readonly resolve: (...parts: readonly string[]) => string;
  readonly join: (...parts: readonly string[]) => string;
  readonly dirname: (path: string) => string;
  /** What a variable holds when the code runs, if that is known; without it none of them is. */
  readonly variable?: (name: string) => string | undefined | typeof unknown;
  /** Whether there is something at an absolute path; without it nobody knows. */
  readonly exists?: (path: string) => boolean;
}

/** A module of Node's by its short name; of others, what they are called with is known by its own name. */
export function moduleCalled(name: string): Value {
  const short = name.replace(/^node:/, '').replace(/^path\/posix$/, 'path');
  return /^\.{0,2}\//.test(short) || short === '' ? unknown : new Builtin(short);
}

/** A name that nothing in the file declares. */
export function globalCalled(name: string, { file, dirname }: CodePlace): Value {
  if (name === 'undefined') return undefined;
  if (name === '__dirname') return dirname(file);
  if (name === '__filename') return file;
  return name === 'process' || name === 'URL' || /^define\w*Config$/.test(name) ? new Builtin(name) : unknown;
}

/** A field of something of Node's or of a package. */
export function fieldOfBuiltin({ name }: Builtin, field: string, { file, dirname }: CodePlace): Value {
  const whole = `${name}.${field}`;
  switch (whole) {
    case 'import.meta.dirname':
      return dirname(file);
    case 'import.meta.filename':
      return file;
    case 'import.meta.url':
      return new FileUrl(file);
    default:
      return new Builtin(whole.replace('path.default', 'path').replace('path.posix', 'path'));
  }
}

/** What a call of something of Node's or of a package gives. */
export function callBuiltin({ name }: Builtin, given: readonly Value[], place: CodePlace): Value {
  const { resolve, dirname, file, cwd } = place;
  const [first, second] = given;
  const texts = given.map((one) => (one instanceof FileUrl ? one.path : one));
  if (name === 'process.cwd') return cwd;
  const [path] = texts;
  if (/^fs(?:\.default)?\.existsSync$/.test(name) && place.exists && typeof path === 'string')
    return place.exists(resolve(cwd, path));
  if (name === 'URL' || name === 'url.URL')
    return typeof first === 'string' && second instanceof FileUrl
      ? new FileUrl(resolve(dirname(file), first))
      : unknown;
  // `defineConfig` and its like hand over what they get.
  if (/(?:^|\.)define\w*$/.test(name)) return (first ?? unknown) as Value;
  const call = pathCalls[name];
  const isPlain = texts.every((one) => typeof one === 'string');
  return call && isPlain ? call(texts, { ...place, resolve: (...parts) => resolve(cwd, ...parts) }) : unknown;
}

type PathCall = (given: readonly string[], by: Pick<CodePlace, 'resolve' | 'join' | 'dirname'>) => string;

const pathCalls: Readonly<Record<string, PathCall>> = {
  'path.resolve': (given, { resolve }) => resolve(...given),
  'path.join': (given, { join }) => join(...given),
  'path.normalize': ([path = ''], { join }) => join(path),
  'path.dirname': ([path = ''], { dirname }) => dirname(path),
  'url.fileURLToPath': ([path = '']) => path,
};
