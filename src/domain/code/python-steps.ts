import { bareCode } from './python-calls.ts';
import { readsNoEnvFile } from './python-packages.ts';

/** Something that a file of Python does when it is loaded, and that decides whether the key is there in time. */
interface PythonStep {
  /**
   * It fills the environment from a file, takes the key from the environment, takes in other modules, or only names something
   * that fills the environment.
   */
  readonly does: 'loads' | 'takes' | 'imports' | 'names';
  /** What it takes in, as written: `.config`; with the names that may be modules of it. */
  readonly modules: readonly string[];
  /** Only where the file is the program itself. */
  readonly asProgram: boolean;
  /** It stands at the left margin, and what it takes is a client, which is not made without a key: no condition keeps it from that. */
  readonly isSure: boolean;
}

/** Functions and classes of all files, by what they do when they are called or made. */
interface PythonDoers {
  /** They take the key. */
  readonly makers: ReadonlySet<string>;
  /** They fill the environment from a file. */
  readonly loaders: ReadonlySet<string>;
  /** The same with methods, and with all that names one of them. */
  readonly hints: ReadonlySet<string>;
  /** Some of it runs without being named: in a function without a name, or in one that Python itself calls. */
  readonly isHidden: boolean;
}

/** What a file does at once, in the order of its text; what stands in a function counts where that is called. */
export function pythonSteps(
  text: string,
  { makers, loaders, hints }: Omit<PythonDoers, 'isHidden'>,
): readonly PythonStep[] {
  const code = bareCode(text);
  const isOpenai = /^(?:from|import)[ \t]+(?:openai|langchain_openai)\b/m.test(code);
  const found: (PythonStep & { readonly at: number })[] = [];
  const add = (does: PythonStep['does'], at: number, modules: readonly string[] = []): void => {
    const { definition, asProgram, isType } = around(code, at);
    const margin = code.slice(code.lastIndexOf('\n', at) + 1, at);
    const isSure =
      does === 'imports'
        ? !/^\s/.test(code.slice(at, at + 1))
        : isOpenai && made.test(margin) && ofSdk.test(code.slice(at, at + 80));
    if (definition === null && !isType) found.push({ does, at, modules, asProgram, isSure });
  };
  for (const { index } of code.matchAll(loading)) add('loads', index);
  for (const at of callsOfLoaders(code, loaders)) add('loads', at);
  for (const at of takings(code, makers)) add('takes', at);
  for (const at of namingsOf(code, hints)) add('names', at);
  for (const { index, 1: module = '', 2: names = '' } of code.matchAll(fromImport))
    add('imports', index, [
      module,
      ...partsOfImport(names).map((name) => `${module.replace(/(\w)$/, '$1.')}${name}`),
    ]);
  for (const { index, 1: names = '' } of code.matchAll(plainImport))
    add('imports', index, partsOfImport(names));
  return found.sort((one, other) => one.at - other.at);
}

/** `client = OpenAI(`, with nothing but a name in front of it. */
const made = /^(?:\w+[ \t]*(?::[^=\n]*)?=[ \t]*)?$/;

/** The functions and classes of all files that take the key, or fill the environment, also by one another. */
export function pythonDoers(texts: Iterable<string>): PythonDoers {
  const codes = [...texts].map(bareCode);
  const naming = (code: string, names: ReadonlySet<string>): readonly number[] => [
    ...loadsIn(code),
    ...namingsOf(code, names),
  ];
  const hints = doers(codes, [], naming, false);
  return {
    hints,
    isHidden: codes.some((code) =>
      naming(code, hints).some((at) => {
        const { definition } = around(code, at);
        return definition !== null && /^(?:__\w+__)?$/.test(definition) && !makesObject.test(definition);
      }),
    ),
    makers: doers(codes, codes.flatMap(settingsClasses), takings, true),
    loaders: doers(codes, [], (code, names) => [...loadsIn(code), ...callsOfLoaders(code, names)], true),
  };
}

const loadsIn = (code: string): readonly number[] => [...code.matchAll(loading)].map(({ index }) => index);

/** Where one of these is named, but for the lines that define it or take it in. */
const namingsOf = (code: string, names: ReadonlySet<string>): readonly number[] =>
  names.size === 0
    ? []
    : [...code.matchAll(new RegExp(`\\b(?:${[...names].join('|')})\\b`, 'g'))]
        .map(({ index }) => index)
        .filter(
          (at) =>
            !/^[ \t]*(?:(?:async[ \t]+)?def|class|(?:from|import)\b(?!.*\bas\b))\b/.test(lineAt(code, at)),
        );

const lineAt = (code: string, at: number): string =>
  code.slice(code.lastIndexOf('\n', at) + 1).split('\n', 1)[0] ?? '';

/**
 * The functions and classes in which one of the places stands that `placesIn` finds, given those that are known by then.
 * `isCalled`: of methods only those that run when an object is made.
 */
function doers(
  codes: readonly string[],
  first: readonly string[],
  placesIn: (code: string, known: ReadonlySet<string>) => readonly number[],
  isCalled: boolean,
): ReadonlySet<string> {
  const known = new Set(first);
  for (let size = -1; size !== known.size; ) {
    size = known.size;
    for (const code of codes)
      for (const at of placesIn(code, known)) {
        const { definition, owner } = around(code, at);
        const isMade = owner !== null && makesObject.test(definition ?? '');
        for (const doer of owner === null || !isCalled ? [definition, owner] : isMade ? [owner] : [])
          if (doer) known.add(doer);
      }
  }
  return known;
}

/** `"app.main:app"` */
const inQuotes = /["']((?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*)(?::[\w.]+(?:\(\))?)?["']/g;

/** The modules of a file: what it takes in anywhere, and names in its texts that may be some. */
export function modulesNamed(text: string): {
  readonly imported: readonly { readonly module: string; readonly parts: readonly string[] }[];
  readonly mentioned: readonly string[];
} {
  const code = bareCode(text);
  const from = [...code.matchAll(fromImport)].map(({ 1: module = '', 2: names = '' }) => ({
    module,
    parts: partsOfImport(names).map((name) => `${module.replace(/(\w)$/, '$1.')}${name}`),
  }));
  const plain = [...code.matchAll(plainImport)].flatMap(({ 1: names = '' }) =>
    partsOfImport(names).map((module) => ({ module, parts: [] })),
  );
  const mentioned = [...code.matchAll(inQuotes)].map(([, name = '']) => name);
  return { imported: [...from, ...plain], mentioned };
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
  return [...clients, ...values, ...callsOfAny(code, makers)];
}

/** Where one of these is called: by its name where the file has that, else as a part of something. */
const callsOfAny = (code: string, names: ReadonlySet<string>): readonly number[] =>
  [...names].flatMap((name) => callsOf(code, hasName(code, name) ? `(?:\\w+\\.)?${name}` : `\\w+\\.${name}`));

/** `json.load(` is none of the project's own. */
const callsOfLoaders = (code: string, names: ReadonlySet<string>): readonly number[] =>
  callsOfAny(code, names).filter(
    (at) => !readsNoEnvFile(/^(\w+)\./.exec(code.slice(at, at + 60))?.[1] ?? ''),
  );

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

/** Whether a file calls what fills the environment, wherever it does. */
export const loadsAnywhere = (text: string): boolean => bareCode(text).search(loading) >= 0;

const loading = /(?<![\w.])(?<!def )(?:(?:dotenv\.)?load_dotenv|(?:\w+\.)?(?:Env\.)?read_env)\(/g;
const client = /(?<![\w.])(?<!class )(?:\w+\.)?(?:Async|Chat)?OpenAI(?:Embeddings)?\(/g;
const ofSdk = /^(?:\w+\.)?(?:Async|Chat)?OpenAI(?:Embeddings)?\(/;
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

const callsOf = (code: string, name: string): readonly number[] =>
  [...code.matchAll(new RegExp(`(?<![\\w.])(?<!def |class )${name}\\(`, 'g'))].map(({ index }) => index);

const ifProgram = /^if[ \t]+__name__[ \t]*==/;
const ifType = /^if[ \t]+(?:typing\.)?TYPE_CHECKING\b/;
const definitionLine = /^(?:async[ \t]+)?def[ \t]+(\w+)/;

/** Whether a bracket is left open. */
const isOpen = (text: string): boolean => text.split('(').length > text.split(')').length;

/** What a place stands in: the function, the class that this belongs to, and the conditions of the kind that is known. */
interface AroundPiece {
  readonly definition: string | null;
  readonly owner: string | null;
  readonly asProgram: boolean;
  readonly isType: boolean;
}

function around(code: string, at: number): AroundPiece {
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
