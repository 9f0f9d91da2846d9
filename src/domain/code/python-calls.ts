import { anyOf } from '../text/phrase.ts';
import { settingsFiles } from './python-settings.ts';

/** How Python code reads env files. */
export type PythonReader = 'python-dotenv' | 'django-environ' | 'python-decouple' | 'pydantic-settings';

/** A call, or a setting, that reads one env file; `path`: null for the nearest `.env` upwards from the file's own folder. */
interface PythonCall {
  readonly reader: PythonReader;
  /** As the code says it. `from`: the folder that it counts from. */
  readonly path: { readonly text: string; readonly from: 'cwd' | 'file' } | null;
  readonly overrides: boolean;
}

/**
 * The calls of one file in the order of its text; null in place of one that only running it would tell. `variables`: of the
 * shell that starts the program.
 */
export function pythonCalls(
  text: string,
  variables: Readonly<Record<string, string | undefined>> = {},
): readonly (PythonCall | null)[] {
  const code = bareCode(text);
  const names = new Map<string, string>();
  for (const [, name = '', value = ''] of code.matchAll(
    /^([A-Za-z_]\w*)[ \t]*(?::[^=\n]+)?=[ \t]*([^=\n][^\n]*)$/gm,
  ))
    names.set(name, names.has(name) ? '?' : value.trim());
  const found: (PythonCall | null)[] = [];
  for (const { 1: callee = '', index, 0: whole } of code.matchAll(calls)) {
    const given = argumentsAt(code, index + whole.length);
    const reader = readerOf(callee, code);
    if (reader === null) continue;
    const runs = isRun(code, index, variables);
    if (runs !== false)
      found.push(given === null || runs === null ? null : ofArguments(reader, given, names));
  }
  if (
    /\b(?:SettingsConfigDict|model_config|class\s+Config|BaseSettings\s*,[^)]{0,200}env_file)\b/.test(code) &&
    /\benv_file["']?\s*[=:]/.test(code)
  )
    found.push(...ofSettings(code, names));
  for (const { 1: value = '', index } of code.matchAll(setsKey))
    if (!handsOn(value, names) && !isWhereMissing(code, index)) found.push(null);
  if (changesKey.test(code)) found.push(null);
  if (/\bfrom\s+decouple\s+import\b[^\n]*\bconfig\b|\bdecouple\.config\(/.test(code))
    found.push(ofDecouple(code));
  return found;
}

/** What the settings read that have the key; those of several classes do so side by side, and not in an order. */
function ofSettings(code: string, names: ReadonlyMap<string, string>): readonly (PythonCall | null)[] {
  const values = settingsFiles(code).map((at) => at !== null && (argumentsAt(code, at, '\n')?.[0] ?? false));
  const read = new Set(values.filter((value) => value !== 'None'));
  return read.size > 1
    ? [null]
    : [...read].map((value) => (value === false ? null : ofSetting(value, names)));
}

/** Code that sets the key itself, or whatever another table holds. */
const setsKey =
  /\bos\.(?:environ\[\s*["']OPENAI_API_KEY["']\s*\]\s*=(?!=)|environ\s*\|=|environ\.update\(|putenv\()[ \t]*([^\n]*)/g;
/** Code that takes the key away, or gives a variable that is missing a value of its own. */
const changesKey = anyOf(
  /\bos\.environ\.(?:pop|setdefault)\(\s*["']OPENAI_API_KEY["']/,
  /\bdel\s+os\.environ\[\s*["']OPENAI_API_KEY["']/,
  /\bos\.unsetenv\(/,
);
const ofEnvironment = /^os\.(?:getenv\(|environ\.get\(|environ\[)\s*["']OPENAI_API_KEY["']\s*[)\]]$/;

/** `os.environ["OPENAI_API_KEY"] = os.getenv("OPENAI_API_KEY")` changes nothing. */
const handsOn = (value: string, names: ReadonlyMap<string, string>): boolean =>
  ofEnvironment.test(value.trim()) || ofEnvironment.test(names.get(value.trim()) ?? '');

/** Whether the line above that it is indented below lets it run only where there is no key. */
function isWhereMissing(code: string, index: number): boolean {
  const lines = code.slice(0, index).split('\n');
  const indent = (lines.pop() ?? '').length;
  const above = lines.findLast((line) => line.trim() !== '' && line.search(/\S/) < indent) ?? '';
  return /^\s*if\b.*(?:\bnot\b.*OPENAI_API_KEY|OPENAI_API_KEY.*\bnot in\b|OPENAI_API_KEY.*is None)/.test(
    above,
  );
}

/** The file that holds the code. */
const ownFile = anyOf(
  /^(?:pathlib\.)?Path\(\s*__file__\s*\)(?:\.(?:resolve|absolute)\(\))?$/,
  /^__file__$|^os\.path\.(?:abspath|realpath)\(\s*__file__\s*\)$/,
);

/** Conditions that keep a call from nothing: the file is there, the key is missing, the file is the program itself. */
const harmless = anyOf(
  /^__name__\s*==|^(?:os\.path\.(?:exists|isfile)|(?:pathlib\.)?Path)\(/,
  /^not\s+os\.(?:getenv|environ)\b.{0,20}OPENAI_API_KEY/,
);
const comparison =
  /^os\.(?:getenv|environ\.get)\(\s*["'](\w+)["'](?:\s*,\s*["']([^"']*)["'])?\s*\)\s*(==|!=)\s*["']([^"']*)["']\s*:/;

/** Whether the lines that a call is indented below come to it; null where only running them would tell. */
function isRun(
  code: string,
  index: number,
  variables: Readonly<Record<string, string | undefined>>,
): boolean | null {
  const lines = code.slice(0, index).split('\n');
  let indent = /^[ \t]*/.exec(lines.at(-1) ?? '')?.[0].length ?? 0;
  let runs: boolean | null = true;
  for (const line of lines.slice(0, -1).reverse()) {
    const [, blanks = '', keyword = '', rest = ''] = /^([ \t]*)(\w+)[ \t]*(.*)$/.exec(line) ?? [];
    if (keyword === '' || blanks.length >= indent) continue;
    indent = blanks.length;
    if (/^(?:def|class|async|with|try|finally)$/.test(keyword)) continue;
    const [, name = '', fallback, sign, text] = (keyword === 'if' && comparison.exec(rest)) || [];
    if (sign !== undefined) {
      if (((variables[name] ?? fallback) === text) !== (sign === '==')) return false;
    } else if (keyword !== 'if' || !harmless.test(rest)) runs = null;
  }
  return runs;
}

const calls = /(?<![\w.])((?:dotenv\.)?load_dotenv|(?:\w+\.)?(?:Env\.)?read_env)\(/g;

/** environs has python-dotenv read its files. */
function readerOf(callee: string, code: string): PythonReader | null {
  if (callee.endsWith('load_dotenv')) return 'python-dotenv';
  if (callee.endsWith('read_env')) return /\benvirons\b/.test(code) ? 'python-dotenv' : 'django-environ';
  return null;
}

/** What stands between the parentheses, by commas; null where they do not end. `stop` ends it as well. */
function argumentsAt(code: string, start: number, stop = ''): readonly string[] | null {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let part = '';
  for (let at = start; at < code.length && at < start + 2000; at += 1) {
    const char = code.charAt(at);
    if (quote !== '') {
      part += char;
      if (char === quote && code.charAt(at - 1) !== '\\') quote = '';
      continue;
    }
    if (char === '"' || char === "'") quote = char;
    if (depth === 0 && (char === stop || ')}]'.includes(char)))
      return part.trim() === '' ? parts : [...parts, part.trim()];
    if (depth === 0 && char === ',') {
      parts.push(part.trim());
      part = '';
      continue;
    }
    if ('([{'.includes(char)) depth += 1;
    if (')]}'.includes(char)) depth -= 1;
    part += char;
  }
  return null;
}

function ofArguments(
  reader: PythonReader,
  given: readonly string[],
  names: ReadonlyMap<string, string>,
): PythonCall | null {
  let path: string | null = null;
  let overrides = false;
  for (const [at, one] of given.entries()) {
    const [, name, value = ''] = /^([a-z_]+)\s*=(?!=)\s*([\s\S]*)$/.exec(one) ?? [];
    if (name === undefined) {
      if (at > 0) return null;
      path = one;
    } else if (name === 'dotenv_path' || name === 'env_file' || name === 'path') path = value;
    else if (name === 'override' || name === 'overwrite') {
      if (value !== 'True' && value !== 'False') return null;
      overrides = value === 'True';
    } else if (
      name !== 'verbose' &&
      !(name === 'encoding' && /^(?:None|["']utf-?8["'])$/i.test(value)) &&
      !(/^(?:interpolate|recurse)$/.test(name) && value === 'True')
    )
      return null;
  }
  // django-environ looks beside the file that calls it, and nowhere else.
  if (path === null && reader === 'django-environ')
    return { reader, path: { text: 'FILE/../.env', from: 'file' }, overrides };
  if (path === null || path === 'None' || /^(?:dotenv\.)?find_dotenv\(\)$/.test(path))
    return { reader, path: null, overrides };
  const found = pathOf(path, names, 8);
  return found && { reader, path: found, overrides };
}

/** Its `config` looks for settings.ini, then .env, from the file's own folder upwards, unless a file is named. */
const ofDecouple = (code: string): PythonCall | null =>
  /\bRepository(?:Env|Ini|Secret)\(|\bAutoConfig\(/.test(code)
    ? null
    : { reader: 'python-decouple', path: null, overrides: false };

function ofSetting(value: string, names: ReadonlyMap<string, string>): PythonCall | null {
  const path = pathOf(value, names, 8);
  return path && { reader: 'pydantic-settings', path, overrides: false };
}

type CodePath = NonNullable<PythonCall['path']>;

/** A path as an expression says it: a text, `Path(__file__).parent / 'x'`, `os.path.join(BASE_DIR, 'x')`. */
function pathOf(expression: string, names: ReadonlyMap<string, string>, left: number): CodePath | null {
  const text = expression.trim();
  if (left === 0) return null;
  const deeper = (one: string): CodePath | null => pathOf(one, names, left - 1);
  const [, plain] = /^[rub]?(?:"([^"\\{}]*)"|'[^'\\{}]*')$/i.exec(text) ?? [];
  if (plain !== undefined || /^[rub]?'[^'\\{}]*'$/i.test(text))
    return { text: plain ?? text.replace(/^[rub]?'|'$/gi, ''), from: 'cwd' };
  if (ownFile.test(text)) return { text: 'FILE', from: 'file' };
  if (/^(?:os\.getcwd\(\)|(?:pathlib\.)?Path\.cwd\(\)|(?:pathlib\.)?Path\(\s*\))$/.test(text))
    return { text: '.', from: 'cwd' };
  const wrapped =
    /^(?:str|os\.fspath|os\.path\.(?:abspath|realpath|normpath)|(?:pathlib\.)?Path)\(([\s\S]*)\)$/.exec(
      text,
    )?.[1];
  if (wrapped !== undefined && isBalanced(wrapped)) return deeper(wrapped);
  const folder = /^os\.path\.dirname\(([\s\S]*)\)$/.exec(text)?.[1];
  if (folder !== undefined && isBalanced(folder)) return joined(deeper(folder), '..');
  const join = /^(?:os\.path\.join|\w+\.joinpath)\(([\s\S]*)\)$/.exec(text)?.[1];
  if (join !== undefined && isBalanced(join)) {
    const [base, ...rest] = argumentsAt(`${join})`, 0) ?? [];
    const parts = rest.map((one) => deeper(one));
    if (base === undefined || parts.some((part) => part?.from !== 'cwd')) return null;
    return parts.reduce<CodePath | null>((whole, part) => joined(whole, part?.text ?? ''), deeper(base));
  }
  const slash = lastSlash(text);
  if (slash > 0) {
    const right = deeper(text.slice(slash + 1));
    return right?.from === 'cwd' ? joined(deeper(text.slice(0, slash)), right.text) : null;
  }
  const method = /^([\s\S]+)\.(parent|resolve\(\)|absolute\(\)|as_posix\(\))$/.exec(text);
  if (method) return method[2] === 'parent' ? joined(deeper(method[1] ?? ''), '..') : deeper(method[1] ?? '');
  const parents = /^([\s\S]+)\.parents\[(\d)\]$/.exec(text);
  if (parents) return joined(deeper(parents[1] ?? ''), '../'.repeat(Number(parents[2]) + 1));
  const value = /^[A-Za-z_]\w*$/.test(text) ? names.get(text) : undefined;
  return value === undefined ? null : deeper(value);
}

const joined = (base: CodePath | null, way: string): CodePath | null =>
  base && { ...base, text: way.startsWith('/') ? way : `${base.text}/${way}` };

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const char of text) {
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Where the last `/` outside of quotes and parentheses is. */
function lastSlash(text: string): number {
  let depth = 0;
  let quote = '';
  let last = -1;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    else if (char === '/' && depth === 0) last = at;
  }
  return last;
}

/** Comments, and texts of several lines, become blanks; line breaks stay. */
export function bareCode(text: string): string {
  return text.replace(
    /("""|''')[\s\S]*?\1|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|#[^\n]*/g,
    (all, _triple, plain: string | undefined) => plain ?? all.replace(/[^\n]/g, ' '),
  );
}
