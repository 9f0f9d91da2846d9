import { anyOf } from '../text/phrase.ts';
import { bareCode } from './python-calls.ts';

/** A function at the left margin: its name, where its text begins and ends, and where its body does. */
interface PythonFunction {
  readonly name: string;
  readonly from: number;
  readonly body: number;
  readonly to: number;
}

/** Frameworks, and Python itself, call these by their name. */
const byConvention = anyOf(
  /^(?:__\w+__|\w*handler|create_\w+|make_\w+|get_app|application|ready|lifespan|pytest_\w+|on_\w+|post_\w+)$/,
  /^(?:pre_\w+|when_ready)$/,
);
const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/**
 * What a program comes to in the code of its files: without comments, without the functions that nothing names, and without
 * what a file does only as the program itself where it is none. `named`: words that call functions from outside.
 */
export function liveCode(
  files: ReadonlyMap<string, string>,
  isProgram: (file: string) => boolean,
  named: string,
): ReadonlyMap<string, string> {
  const codes = [...files].map(([file, text]) => {
    const code = bareCode(text);
    return { file, code: isProgram(file) ? code : code.replace(programBlock, blank) };
  });
  const kept = new Map(codes.map(({ file, code }) => [file, functionsIn(code)]));
  const without = (file: string, code: string, part: 'from' | 'body'): string =>
    (kept.get(file) ?? []).reduce(
      (left, { [part]: from, to }) => left.slice(0, from) + blank(left.slice(from, to)) + left.slice(to),
      code,
    );
  for (let before = -1; before !== count(kept); ) {
    before = count(kept);
    const text = [
      named,
      ...codes.map(({ file, code }) => without(file, code, 'from').replace(imports, unrenamed)),
    ].join('\n');
    const words = new Set(text.match(/\w+/g));
    for (const [file, functions] of kept)
      kept.set(
        file,
        functions.filter(({ name }) => !words.has(name)),
      );
  }
  // What a parameter is by default is made with the function.
  return new Map(codes.map(({ file, code }) => [file, without(file, code, 'body')]));
}

const count = (all: ReadonlyMap<string, readonly PythonFunction[]>): number =>
  [...all.values()].reduce((sum, { length }) => sum + length, 0);

const programBlock = /^if[ \t]+__name__[ \t]*==[^\n]*(?:\n(?:[ \t][^\n]*)?(?=\n|$))*/gm;
/** What is taken in under another name may be called by that. */
const unrenamed = (line: string): string => (/\bas\b/.test(line) ? line : blank(line));
const imports = /^[ \t]*(?:from[ \t]+[\w.]+[ \t]+import[ \t]+(?:\([^)]*\)|[^\n]*)|import[ \t]+[^\n]+)/gm;
const definition = /^(?:async[ \t]+)?def[ \t]+(\w+)[^\n]*(?:\n(?:[ \t)][^\n]*)?(?=\n|$))*/gm;

/** The functions that nobody but the file's own code calls: without a decorator, and without a name that calls for it. */
const functionsIn = (code: string): readonly PythonFunction[] =>
  [...code.matchAll(definition)].flatMap(({ index, 0: whole, 1: name = '' }) => {
    const above = code.slice(0, index).trimEnd().split('\n').at(-1) ?? '';
    if (/^[@)]/.test(above) || byConvention.test(name)) return [];
    const head = /:[ \t]*\n/.exec(whole);
    const body = index + (head ? head.index + head[0].length : whole.length);
    return [{ name, from: index, body, to: index + whole.length }];
  });
