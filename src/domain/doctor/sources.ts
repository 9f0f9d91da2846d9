import { type CodeInFile, codeInFile } from '../code/code-in-file.ts';
import { type Needs, neededParts } from '../code/pieces/needed-parts.ts';
import { beginsWord, endOfWord, startOfWord } from '../code/pieces/words-of-pieces.ts';
import type { CodeProgram, Span } from '../code/program.ts';
import { readPython } from '../code/python/read-python.ts';
import { resolvePython, resolveScript, withSlashes } from '../code/resolve-module.ts';
import { readScript } from '../code/script/read-script.ts';
import type { CodeProject } from '../code/values/code-project.ts';
import type { CodeWritten, Unit } from '../code/values/possible-value.ts';
import { anyOf, oneOf, phrase } from '../text/phrase.ts';
import type { SourceFile } from './code-seen.ts';
import type { Spot } from './finding.ts';
import { isWorthKeeping } from './members.ts';

/** What a file must mention to be read at all: the SDK and what stands on it, models, keys, and what loads env files. */
const matters = new RegExp(
  oneOf`
    open.?ai gpt- davinci dall-e whisper-1 text-embedding \bo[134]- T3BlbkFJ sk-(?:proj|svcacct) completions\. responses\. embeddings\.
    createChatCompletion langchain llama.?index litellm pydantic_ai dangerouslyAllowBrowser dotenv loadEnvFile load_env ConfigModule
  `,
  'i',
);

/** Imports that are no types. */
const importing = /\b(?:import(?!\s+type\b)|export(?!\s+type\b))[^'";]{0,400}['"]([^'"\n]{1,200})['"]/g;

/** Characters of a file, and of a notebook with all that its cells gave out. */
const longest = 1_000_000;
const longestNotebook = 8_000_000;

/** The files of a project as code; each is read when it is first asked for. */
export class Sources implements CodeProject {
  /** Files that were not understood. */
  readonly unread: string[] = [];
  readonly #files = new Map<string, SourceFile>();
  readonly #units = new Map<string, readonly Unit[]>();
  readonly #imported = new Map<string, string | null>();
  /** Files that say something by themselves. */
  readonly #telling = new Set<string>();
  /** Names that one of them takes from another file. */
  readonly #shared: ReadonlySet<string>;
  /** By the folder of a server. */
  readonly #given = new Map<string, readonly Unit[]>();
  #settings: readonly Unit[] | null = null;
  readonly #all: Unit[] = [];
  readonly #callers: Unit[] = [];
  readonly #beside = new Set<Unit>();
  readonly #root: string;

  constructor(files: readonly SourceFile[]) {
    for (const file of files) this.#files.set(withSlashes(file.absolute), file);
    this.#root = commonFolder([...this.#files.keys()]);
    for (const [path, { text }] of this.#files) if (matters.test(text)) this.#telling.add(path);
    this.#shared = namesFromElsewhere([...this.#telling].map((path) => this.#files.get(path)?.text ?? ''));
    for (const path of this.#telling) this.#unitsAt(path);
  }

  /** All that were read so far; more may come while they are gone through. */
  units(): readonly Unit[] {
    return this.#all;
  }

  callers(): readonly Unit[] {
    return this.#callers;
  }

  /** The files whose code may run in the browser: all but what stands beside the program. */
  *pages(): Generator<{ readonly path: string; readonly text: string }> {
    for (const [path, { text }] of this.#files)
      if (/\.(?:[cm]?[jt]sx?|vue|svelte|astro)$/.test(path) && !this.#isApart(path)) yield { path, text };
  }

  /** What a file imports, by the text alone: for files that are not worth to be read as code. */
  importedBy(path: string): readonly { readonly path: string; readonly text: string }[] {
    const text = this.#files.get(path)?.text ?? '';
    const found: { path: string; text: string }[] = [];
    for (const [, module = ''] of text.matchAll(importing)) {
      const next = resolveScript(this.#files, path, module);
      const file = next === null ? undefined : this.#files.get(next);
      if (next !== null && file) found.push({ path: next, text: file.text });
    }
    return found;
  }

  /** What Nitro, and so Nuxt, imports by itself: `server/utils/` for all code of the server. */
  given({ path }: Unit): readonly Unit[] {
    const [, server] = /^(.*\/server\/)(?:api|middleware|plugins|routes|tasks|utils)\//.exec(path) ?? [];
    if (server === undefined) return [];
    const known = this.#given.get(server);
    if (known) return known;
    const utils = [...this.#telling].filter(
      (one) => one.startsWith(`${server}utils/`) && !one.includes('/', server.length + 'utils/'.length),
    );
    const units = utils.flatMap((one) => this.#unitsAt(one));
    this.#given.set(server, units);
    return units;
  }

  settings(): readonly Unit[] {
    this.#settings ??= [...this.#files.keys()]
      .filter((path) => /\/settings(?:\/\w+)?\.py$/.test(path))
      .flatMap((path) => this.#unitsAt(path));
    return this.#settings;
  }

  imported(unit: Unit, module: string): Unit | null {
    const path = this.#pathOf(unit, module);
    return path === null ? null : (this.#unitsAt(path)[0] ?? null);
  }

  /** The same; null also for a file that was not read and imports nothing: to run it does nothing that counts. */
  importedToRun(unit: Unit, module: string): Unit | null {
    const path = this.#pathOf(unit, module);
    if (path === null) return null;
    const isIdle =
      !this.#units.has(path) && !/\b(?:import|require|from)\b/.test(this.#files.get(path)?.text ?? '');
    return isIdle ? null : (this.#unitsAt(path)[0] ?? null);
  }

  #pathOf(unit: Unit, module: string): string | null {
    const id = `${unit.path}\0${module}`;
    const known = this.#imported.get(id);
    if (known !== undefined) return known;
    const resolve = unit.program.language === 'python' ? resolvePython : resolveScript;
    const path = resolve(this.#files, unit.path, module);
    this.#imported.set(id, path);
    return path;
  }

  /** Not part of the program: tests, and what a tool has made. */
  isBeside(unit: Unit): boolean {
    return this.#beside.has(unit);
  }

  #isApart(path: string): boolean {
    const below = path.slice(this.#root.length);
    return testPath.test(below) || madePath.test(below);
  }

  #standsBeside({ path, text }: Unit): boolean {
    return this.#isApart(path) || /@generated|DO NOT EDIT/.test(text.slice(0, 600));
  }

  #unitsAt(path: string): readonly Unit[] {
    const known = this.#units.get(path);
    if (known) return known;
    const file = this.#files.get(path);
    const units = (file ? this.#read(path, file) : []) ?? [];
    this.#units.set(path, units);
    for (const unit of units) {
      this.#all.push(unit);
      if (this.#standsBeside(unit)) this.#beside.add(unit);
      else this.#callers.push(unit);
    }
    return units;
  }

  /** Of a file that says something, only what is needed is read. */
  #program(path: string, { code, language }: CodeInFile): CodeProgram {
    const read = language === 'python' ? readPython : readScript;
    const needs: Needs = {
      tells: (text) => matters.test(text),
      isShared: (name) => this.#shared.has(name),
      isTelling: (module) => {
        const resolve = language === 'python' ? resolvePython : resolveScript;
        return this.#telling.has(resolve(this.#files, path, module) ?? '');
      },
    };
    const parts = this.#telling.has(path) ? neededParts(code, language, needs) : null;
    const first = read(code, parts ?? undefined);
    const program = first.broken && parts ? read(code) : first;
    program.members = program.members.filter(isWorthKeeping);
    return program;
  }

  #read(path: string, { absolute, text }: SourceFile): readonly Unit[] | null {
    const skip = (): null => {
      this.unread.push(absolute);
      return null;
    };
    const isNotebook = path.endsWith('.ipynb');
    if (text.length > (isNotebook ? longestNotebook : longest) || text.includes('\0')) return skip();
    if (!isNotebook && isMinified(path, text)) return skip();
    const pieces = path.endsWith('.json') ? [codeOfJson(text)] : codeInFile(path, text);
    if (!pieces) return skip();
    try {
      return pieces.map((source) => ({ absolute, path, text, source, program: this.#program(path, source) }));
    } catch (error) {
      // Nested deeper than the stack.
      if (error instanceof RangeError) return skip();
      throw error;
    }
  }
}

/** The names that files take from others of the project, by import or as members of what they import. */
function namesFromElsewhere(texts: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const text of texts) {
    const modules = new Set<string>();
    for (const [, ...lists] of text.matchAll(importedLists))
      for (const name of lists.join(' ').match(/[A-Za-z_$][\w$]*/g) ?? []) found.add(name);
    for (const [, one, other] of text.matchAll(importedWholes)) modules.add(one ?? other ?? '');
    if (modules.size > 0) for (const name of membersOf(modules, text)) found.add(name);
  }
  return found;
}

/** The names of members of some modules: `name` of `module.name`. */
function* membersOf(modules: ReadonlySet<string>, text: string): Generator<string> {
  for (let dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1))
    if (beginsWord(text.charCodeAt(dot + 1)) && modules.has(text.slice(startOfWord(text, dot), dot)))
      yield text.slice(dot + 1, endOfWord(text, dot + 1));
}

const called = /\s*=\s*(?:await\s+)?(?:require|import)\s*\(/;
const importedLists = new RegExp(
  anyOf(
    /\b(?:import|export)\b([^'"();]{0,600})\bfrom\s*["']/,
    phrase`\b(?:const|let|var)\s*\{([^}]{0,600})\}${called}`,
    /^[ \t]*from[ \t]+\S+[ \t]+import[ \t]+(\([^)]{0,2000}\)|[^\n]*)/,
  ),
  'gm',
);
const importedWholes = new RegExp(
  anyOf(
    /\bimport\s*(?:\*\s*as\s+)?([A-Za-z_$][\w$]*)(?=\s|,|$)/,
    phrase`\b(?:const|let|var)\s+([A-Za-z_$][\w$]*)${called}`,
  ),
  'g',
);

/** A JSON file that is imported, as a module whose default it is. */
function codeOfJson(text: string) {
  const start = 'export default ';
  const placeOf = (at: number): number => Math.max(0, at - start.length);
  return {
    language: 'node',
    dialect: 'javascript',
    code: start + text,
    placeOf,
    client: null,
  } as const;
}

const testPath = anyOf(
  /(?:^|\/)(?:tests?|__tests__|__mocks__|specs?|fixtures?|__fixtures__|e2e|cypress|mocks?)\//,
  /[._-](?:test|spec|stories|mock)\.\w+$|(?:^|\/)(?:test_[^/]*|conftest)\.py$|_test\.py$/,
);
const madePath =
  /(?:^|\/)(?:dist|build|out|\.next|\.nuxt|coverage|vendor|node_modules|__generated__|generated)\//;

function isMinified(path: string, text: string): boolean {
  if (/\.min\.[cm]?js$/.test(path)) return true;
  if (text.length < 5000) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return text.length / lines > 400;
}

/** The folder that all paths have in common, with a `/` at its end. */
function commonFolder(paths: readonly string[]): string {
  const [first = ''] = paths;
  let folder = first.slice(0, first.lastIndexOf('/') + 1);
  while (folder !== '' && !paths.every((path) => path.startsWith(folder)))
    folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
  return folder;
}

const lineStarts = new WeakMap<Unit, readonly number[]>();

/** Line and column of a character of the code. */
export function spotInSource(unit: Unit, at: number): Spot {
  const place = unit.source.placeOf(at);
  let starts = lineStarts.get(unit);
  if (!starts) {
    const found = [0];
    for (let end = unit.text.indexOf('\n'); end >= 0; end = unit.text.indexOf('\n', end + 1))
      found.push(end + 1);
    starts = found;
    lineStarts.set(unit, starts);
  }
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return { absolute: unit.absolute, line: low + 1, column: place - (starts[low] ?? 0) + 1 };
}

export const spotOf = ({ unit, from }: CodeWritten): Spot => spotInSource(unit, from);

/** What is written there, in the file. */
export function sourceText({ unit, from, to }: CodeWritten): string {
  return unit.source.code.slice(from, to);
}

/** Where a piece of code is in the text of the file; null where it does not stand there in one piece. */
export function spanInFile(unit: Unit, { from, to }: Span): Span | null {
  const start = unit.source.placeOf(from);
  const end = to === from ? start : unit.source.placeOf(to - 1) + 1;
  return unit.text.slice(start, end) === unit.source.code.slice(from, to) ? { from: start, to: end } : null;
}
