import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const files: ReadonlyMap<string, string> = new Map(
  ['src', 'test', 'scripts'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.m?[jt]s$/.test(path) && !path.startsWith('data'))
      .map((path) => join(root, folder, path))
      .map((path): [string, string] => [path, readFileSync(path, 'utf8')]),
  ),
);

const named = /(?:import|export)\s+(?:type\s+)?\{([^}]*)\}\s+from\s+'(\.[^']+)'/g;
const whole = /(?:import\(\s*|import \* as \w+ from |new URL\(|vi\.mock\()'(\.[^']+)'/g;

/** What other files take of each file: names or, where a whole module is taken, all words of the file that takes it. */
function takenFrom(all: ReadonlyMap<string, string>): ReadonlyMap<string, ReadonlySet<string>> {
  const taken = new Map<string, Set<string>>();
  const add = (from: string, specifier: string, names: readonly string[]): void => {
    const path = resolve(dirname(from), specifier);
    const known = taken.get(path) ?? new Set();
    taken.set(path, known);
    for (const name of names) known.add(name);
  };
  for (const [path, text] of all) {
    for (const [, names = '', specifier = ''] of text.matchAll(named)) {
      const words = names.split(',').map((one) => one.trim().replace(/^type\s+/, ''));
      add(
        path,
        specifier,
        words.map((one) => one.split(/\s+as\s+/)[0] ?? ''),
      );
    }
    for (const [, specifier = ''] of text.matchAll(whole)) add(path, specifier, text.match(/\w+/g) ?? []);
  }
  return taken;
}

/** Scripts load sources by ways of their own: a name that one of them holds is taken. */
const inScripts = new Set(
  [...files].flatMap(([path, text]) =>
    path.startsWith(join(root, 'scripts')) ? (text.match(/\w+/g) ?? []) : [],
  ),
);

/** One module for all that a call loads. */
const machinery = join(root, 'src/adapters/http/machinery.ts');

/** The build puts its exports in the place of globals. */
const injected = join(root, 'src/adapters/http/sdk-globals.ts');

const declared = /^export (?:async )?(?:const|let|function\*?|class|interface|type) (\w+)/gm;

/** Exported names that no other file takes. */
function unused(all: ReadonlyMap<string, string>): readonly string[] {
  const taken = takenFrom(all);
  return [...all]
    .filter(([path]) => path.startsWith(join(root, 'src')) && path !== injected)
    .flatMap(([path, text]) =>
      [...text.matchAll(declared)]
        .map(([, name = '']) => name)
        .filter((name) => !taken.get(path)?.has(name) && !inScripts.has(name))
        .map((name) => `${path.slice(root.length + 1)}: ${name}`),
    );
}

describe('what a file exports is taken by another one', () => {
  test('in all of src/', () => expect(unused(files)).toEqual([]));

  test('from where it is made', () => {
    const handingOn = [...files].filter(
      ([path, text]) => path.startsWith(join(root, 'src')) && /^export (?:type )?[{*]/m.test(text),
    );
    expect(handingOn.map(([path]) => path)).toEqual([machinery, injected]);
  });

  test.each([
    ["import { takenOne } from '../src/a.ts';", ['leftOne']],
    ["import { type leftOne as other, takenOne } from '../src/a.ts';", []],
    ["const { takenOne } = await import('../src/a.ts'); leftOne();", []],
    ['const text = "takenOne";', ['takenOne', 'leftOne']],
  ])('seen in: %s', (text, expected) => {
    const all = new Map([
      [
        join(root, 'src/a.ts'),
        'export const takenOne = 1;\nexport function leftOne(): void {}\nconst own = 2;\n',
      ],
      [join(root, 'test/b.ts'), text],
    ]);
    expect(unused(all)).toEqual(expected.map((name) => `src/a.ts: ${name}`));
  });
});
