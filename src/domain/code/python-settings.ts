/** A class at the left margin. */
interface PythonClass {
  readonly name: string;
  readonly bases: readonly string[];
  /** What stands behind `class`, up to the end of the body. */
  readonly from: number;
  readonly text: string;
}

const classes = /^class[ \t]+((\w+)[ \t]*\(([^)]*)\)[ \t]*:(?:[^\n]*\n(?:[ \t]|(?=\n)))*[^\n]*)/gm;
const notClasses = new Set(['BaseModel', 'Generic', 'object', 'ABC', 'Enum', 'Protocol', 'TypedDict']);
const key = 'OPENAI_API_KEY';

/**
 * The settings of a file that read the key: where the name of their env file begins, the one of the class that they are made from
 * where they name none; null for settings of which that cannot be told. Empty where none of them reads a file.
 */
export function settingsFiles(code: string): readonly (number | null)[] {
  const all = new Map(classesIn(code).map((one) => [one.name, one]));
  const reading = [...all.values()].filter(({ text }) => namesKey.test(text) || /\benv_prefix\b/.test(text));
  if (!reading.some((one) => namesKey.test(one.text) || readsByPrefix(one, all))) return [null];
  return reading.flatMap((one): readonly (number | null)[] => {
    const isNamed = namesKey.test(one.text);
    if (!isNamed && !readsByPrefix(one, all)) return [];
    const line = lineage(one, all);
    if (line === null || (isNamed && isRenamed(one, line))) return [null];
    const named = line.find(({ text }) => file.test(text));
    const at = named && file.exec(named.text);
    return named && at ? [named.from + at.index + at[0].length] : [];
  });
}

const namesKey = /^[ \t]+openai_api_key[ \t]*[:=]/im;
const file = /\benv_file["']?\s*[=:]\s*/;
const prefix = /\benv_prefix["']?\s*[=:]\s*["']([^"']*)["']/;
const alias = /\balias_generator\b|\bopenai_api_key\b[^=\n]*=\s*(?:\w+\.)?Field\([^)]*alias/i;

const isRenamed = ({ text }: PythonClass, line: readonly PythonClass[]): boolean =>
  alias.test(text) || prefixOf(line) !== '';

const prefixOf = (line: readonly PythonClass[]): string =>
  line.map(({ text }) => prefix.exec(text)?.[1]).find((one) => one !== undefined) ?? '';

/** `env_prefix='OPENAI_'` before a field `api_key`. */
function readsByPrefix(one: PythonClass, all: ReadonlyMap<string, PythonClass>): boolean {
  const line = lineage(one, all);
  const fields = [...one.text.matchAll(/^[ \t]+(\w+)[ \t]*:/gm)].map(([, name = '']) => name);
  const before = line === null ? '' : prefixOf(line);
  return before !== '' && fields.some((name) => `${before}${name}`.toUpperCase() === key);
}

/** A class of settings with those of the file that it is made from, the nearest first; null for what is none, or not known to be. */
function lineage(one: PythonClass, all: ReadonlyMap<string, PythonClass>): readonly PythonClass[] | null {
  const line = [one];
  let isSettings = false;
  for (let at = 0; at < line.length && line.length < 20; at += 1)
    for (const base of line[at]?.bases ?? []) {
      const known = all.get(base);
      if (known) line.push(known);
      else if (base === 'BaseSettings') isSettings = true;
      else if (!notClasses.has(base)) return null;
    }
  return isSettings ? line : null;
}

const classesIn = (code: string): readonly PythonClass[] =>
  [...code.matchAll(classes)].map(({ index, 0: whole, 1: text = '', 2: name = '', 3: given = '' }) => ({
    name,
    bases: given.split(',').flatMap((base) => /^\s*(?:\w+\.)*(\w+)(?:\[.*)?\s*$/.exec(base)?.[1] ?? []),
    from: index + whole.length - text.length,
    text,
  }));
