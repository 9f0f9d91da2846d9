import { bareCode } from './python-calls.ts';

/** Something that a file of Python does when it is loaded, and that decides whether the key is there in time. */
export interface PythonStep {
  /** It fills the environment from a file, takes the key from the environment, or takes in other modules. */
  readonly does: 'loads' | 'takes' | 'imports';
  /** What it takes in, as written: `.config`; with the names that may be modules of it. */
  readonly modules: readonly string[];
  /** Only where the file is the program itself. */
  readonly asProgram: boolean;
}

/** What a file does at once, in the order of its text; what stands in a function counts where that is called. */
export function pythonSteps(text: string): readonly PythonStep[] {
  const code = bareCode(text);
  const found: (PythonStep & { readonly at: number })[] = [];
  const add = (does: PythonStep['does'], at: number, modules: readonly string[] = []): void => {
    const { definition, asProgram, isType } = around(code, at);
    if (definition === null && !isType) found.push({ does, at, modules, asProgram });
  };
  for (const { index } of code.matchAll(loading)) add('loads', index);
  for (const name of loadingFunctions(code)) for (const at of callsOf(code, name)) add('loads', at);
  for (const { index, 0: whole } of code.matchAll(client))
    if (takesKey(code.slice(index + whole.length))) add('takes', index);
  for (const { index } of code.matchAll(value)) add('takes', index);
  for (const { index, 1: module = '', 2: names = '' } of code.matchAll(fromImport))
    add('imports', index, [
      module,
      ...partsOfImport(names).map((name) => `${module.replace(/(\w)$/, '$1.')}${name}`),
    ]);
  for (const { index, 1: names = '' } of code.matchAll(plainImport))
    add('imports', index, partsOfImport(names));
  return found.sort((one, other) => one.at - other.at);
}

/** Whether a file fills the environment only where it is the program itself, not where a server imports it. */
export function loadsOnlyAsProgram(text: string): boolean {
  const code = bareCode(text);
  const loads = [...code.matchAll(loading)];
  return (
    loads.length > 0 &&
    loads.every(({ index }) => {
      const { definition, asProgram } = around(code, index);
      if (asProgram || definition === null) return asProgram;
      const calls = callsOf(code, definition);
      return calls.length > 0 && calls.every((at) => around(code, at).asProgram);
    })
  );
}

const loading = /(?<![\w.])(?<!def )(?:(?:dotenv\.)?load_dotenv|(?:\w+\.)?(?:Env\.)?read_env)\(/g;
const client = /(?<![\w.])(?<!class )(?:\w+\.)?(?:Async|Chat)?OpenAI(?:Embeddings)?\(/g;
const value =
  /^[ \t]*[A-Za-z_][\w.]*[ \t]*(?::[^=\n]{1,60})?=[ \t]*os\.(?:getenv\(|environ\.get\(|environ\[)[ \t]*["']OPENAI_API_KEY\b/gm;
const fromImport = /^[ \t]*from[ \t]+(\.*[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)/gm;
const plainImport = /^[ \t]*import[ \t]+([^\n]+)/gm;

const partsOfImport = (text: string): readonly string[] =>
  text
    .replace(/[()]/g, '')
    .split(',')
    .flatMap((one) => /^\s*([\w.]+)/.exec(one)?.[1] ?? []);

/** Whether a client that is given what stands here gets its key from the environment. */
function takesKey(rest: string): boolean {
  let depth = 1;
  let end = 0;
  for (; end < Math.min(rest.length, 600) && depth > 0; end += 1)
    depth += '([{'.includes(rest.charAt(end)) ? 1 : ')]}'.includes(rest.charAt(end)) ? -1 : 0;
  const given = rest.slice(0, end);
  return !/\b(?:openai_)?api_key\s*=/.test(given) || /\bos\.(?:getenv|environ)\b/.test(given);
}

/** The names of functions that fill the environment. */
const loadingFunctions = (code: string): ReadonlySet<string> =>
  new Set([...code.matchAll(loading)].flatMap(({ index }) => around(code, index).definition ?? []));

const callsOf = (code: string, name: string): readonly number[] =>
  [...code.matchAll(new RegExp(`(?<![\\w.])(?<!def )${name}\\(`, 'g'))].map(({ index }) => index);

const ifProgram = /^if[ \t]+__name__[ \t]*==/;
const ifType = /^if[ \t]+(?:typing\.)?TYPE_CHECKING\b/;
const definitionLine = /^(?:async[ \t]+)?def[ \t]+(\w+)/;

/** What a place stands in: the function, and the conditions of the kind that is known. */
function around(
  code: string,
  at: number,
): { readonly definition: string | null; readonly asProgram: boolean; readonly isType: boolean } {
  let from = code.lastIndexOf('\n', at - 1) + 1;
  const before = code.slice(from, at).trim();
  let indent = /[ \t]*/y.exec(code.slice(from, from + 400))?.[0].length ?? 0;
  let definition = definitionLine.exec(before)?.[1] ?? (/\blambda\b/.test(before) ? '' : null);
  let asProgram = ifProgram.test(before);
  let isType = false;
  while (indent > 0 && from > 0) {
    const end = from - 1;
    from = code.lastIndexOf('\n', end - 1) + 1;
    const line = code.slice(from, end);
    const blanks = line.search(/\S/);
    if (blanks < 0 || blanks >= indent || !/\w/.test(line.charAt(blanks))) continue;
    indent = blanks;
    const plain = line.trim();
    definition ??= definitionLine.exec(plain)?.[1] ?? null;
    asProgram ||= ifProgram.test(plain);
    isType ||= ifType.test(plain);
  }
  return { definition, asProgram, isType };
}
