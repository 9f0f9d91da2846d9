import { bareCode } from './python-calls.ts';

/** Something that a file of Python does when it is loaded, and that decides whether the key is there in time. */
interface PythonStep {
  /** It fills the environment from a file, takes the key from the environment, or takes in other modules. */
  readonly does: 'loads' | 'takes' | 'imports';
  /** What it takes in, as written: `.config`; with the names that may be modules of it. */
  readonly modules: readonly string[];
  /** Only where the file is the program itself. */
  readonly asProgram: boolean;
}

/**
 * What a file does at once, in the order of its text; what stands in a function counts where that is called. `makers`: the
 * functions and classes that take the key when they are called, of all files.
 */
export function pythonSteps(text: string, makers: ReadonlySet<string>): readonly PythonStep[] {
  const code = bareCode(text);
  const found: (PythonStep & { readonly at: number })[] = [];
  const add = (does: PythonStep['does'], at: number, modules: readonly string[] = []): void => {
    const { definition, asProgram, isType } = around(code, at);
    if (definition === null && !isType) found.push({ does, at, modules, asProgram });
  };
  for (const { index } of code.matchAll(loading)) add('loads', index);
  for (const name of loadingFunctions(code)) for (const at of callsOf(code, name)) add('loads', at);
  for (const at of takings(code, makers)) add('takes', at);
  for (const { index, 1: module = '', 2: names = '' } of code.matchAll(fromImport))
    add('imports', index, [
      module,
      ...partsOfImport(names).map((name) => `${module.replace(/(\w)$/, '$1.')}${name}`),
    ]);
  for (const { index, 1: names = '' } of code.matchAll(plainImport))
    add('imports', index, partsOfImport(names));
  return found.sort((one, other) => one.at - other.at);
}

/** The functions and classes of all files that take the key when they are called or made, also by one another. */
export function pythonMakers(texts: Iterable<string>): ReadonlySet<string> {
  const codes = [...texts].map(bareCode);
  const makers = new Set(codes.flatMap(settingsClasses));
  for (let size = -1; size !== makers.size; ) {
    size = makers.size;
    for (const code of codes)
      for (const at of takings(code, makers)) {
        const { definition, owner } = around(code, at);
        const maker = owner === null ? definition : makesObject.test(definition ?? '') ? owner : null;
        if (maker) makers.add(maker);
      }
  }
  return makers;
}

/** What runs when an object of a class is made. */
const makesObject = /^__(?:init|new|post_init)__$/;

/** Classes of settings that read the key from the environment, and from no file of their own. */
const settingsClasses = (code: string): readonly string[] =>
  /\benv_file\b/.test(code)
    ? []
    : [...code.matchAll(settingsClass)].flatMap(([, name = '', body = '']) =>
        /\bopenai_api_key\b/i.test(body) ? [name] : [],
      );

const settingsClass =
  /^class[ \t]+(\w+)\([^)\n]*\bBaseSettings\b[^)\n]*\):((?:[^\n]*\n(?:[ \t]|(?=\n)))*[^\n]*)/gm;

/** Where code takes the key from the environment when it comes to it. */
function takings(code: string, makers: ReadonlySet<string>): readonly number[] {
  const clients = [...code.matchAll(client)].flatMap(({ index, 0: whole }) =>
    takesKey(code.slice(index + whole.length)) ? [index] : [],
  );
  const values = [...code.matchAll(value)].flatMap(({ index }) =>
    keepsNone.test(code.slice(code.lastIndexOf('\n', index) + 1, index)) ? [] : [index],
  );
  const calls = [...makers].flatMap((name) =>
    callsOf(code, hasName(code, name) ? `(?:\\w+\\.)?${name}` : `\\w+\\.${name}`),
  );
  return [...clients, ...values, ...calls];
}

/** Whether a file defines a name, or takes it in. */
const hasName = (code: string, name: string): boolean =>
  new RegExp(
    `\\b(?:def|class|import)\\b[^\\n]*(?<!\\w)${name}\\b|^[ \\t]+${name}[ \\t]*,?[ \\t]*$`,
    'm',
  ).test(code);

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
const value = /\b(?:os\.)?(?:getenv\(|environ\.get\(|environ\[)[ \t]*["']OPENAI_API_KEY\b/g;
/** A line that only asks for it, or shows it. */
const keepsNone = /^[ \t]*(?:if|elif|while|assert|print)\b/;
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
  [...code.matchAll(new RegExp(`(?<![\\w.])(?<!def |class )${name}\\(`, 'g'))].map(({ index }) => index);

const ifProgram = /^if[ \t]+__name__[ \t]*==/;
const ifType = /^if[ \t]+(?:typing\.)?TYPE_CHECKING\b/;
const definitionLine = /^(?:async[ \t]+)?def[ \t]+(\w+)/;

/** Whether a bracket is left open. */
const isOpen = (text: string): boolean => text.split('(').length > text.split(')').length;

/** What a place stands in: the function, the class that this belongs to, and the conditions of the kind that is known. */
interface Around {
  readonly definition: string | null;
  readonly owner: string | null;
  readonly asProgram: boolean;
  readonly isType: boolean;
}

function around(code: string, at: number): Around {
  let from = code.lastIndexOf('\n', at - 1) + 1;
  const before = code.slice(from, at).trim();
  let indent = /[ \t]*/y.exec(code.slice(from, from + 400))?.[0].length ?? 0;
  // What a parameter is by default is made with the function, not when it is called.
  const own = isOpen(before) ? null : definitionLine.exec(before);
  let definition = own?.[1] ?? (/\blambda\b/.test(before) ? '' : null);
  let owner: string | null = null;
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
    if (definition !== null) owner ??= /^class[ \t]+(\w+)/.exec(plain)?.[1] ?? null;
    definition ??= definitionLine.exec(plain)?.[1] ?? null;
    asProgram ||= ifProgram.test(plain);
    isType ||= ifType.test(plain);
  }
  return { definition, owner, asProgram, isType };
}
