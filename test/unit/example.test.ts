import { describe, expect, test } from 'vitest';
import { readPackage } from '../../src/domain/loading/frameworks.ts';
import { exampleNames, examples, runtimesOf } from '../../src/examples/catalog.ts';
import { annotate, doubleQuoted, fill, singleQuoted } from '../../src/examples/fill.ts';
import { fileName, flavourOf, isModelId, projectFlavour } from '../../src/examples/flavour.ts';
import { makeProgram, modelFor } from '../../src/examples/make.ts';
import { runtimes } from '../../src/examples/runtimes.ts';
import { commentNames, stringNames } from '../../src/examples/texts.ts';
import english from '../../src/i18n/en/example.ts';
import chinese from '../../src/i18n/zh-CN/example.ts';

const names = [...commentNames, ...stringNames];

/** Every text in every place where a template puts one. */
const usedIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [...value.matchAll(/\{\{"?([^"}]+)"?\}\}/g)].map((match) => match[1] ?? '')
    : Object.entries(value ?? {}).flatMap(([field, inner]) =>
        field === 'clientNote' || field === 'comment' ? [String(inner)] : usedIn(inner),
      );

describe('texts', () => {
  test('templates use known texts only, and no text is without use', () => {
    const used = new Set(usedIn(examples));
    expect([...used].filter((name) => !names.includes(name as never))).toEqual([]);
    // What every program has: put in around the templates.
    for (const name of ['modelHere', 'dotenvOptional', 'headersHidden', 'onlyReply', 'onlyPieces', 'noKey'])
      used.add(name);
    expect(names.filter((name) => !used.has(name))).toEqual([]);
  });

  test.each([
    ['en', english],
    ['zh-CN', chinese],
  ] as const)('in %s are one line each, and mean nothing to a shell', (language, { program, titles }) => {
    for (const [name, text] of [...Object.entries(program.texts), ...Object.entries(titles)]) {
      expect(text, name).toMatch(/^\S[^\n\r\t]*$/);
      // The shell scripts hold strings in here-documents inside $( ), and comments with any sign.
      if (stringNames.includes(name as never)) expect(text, name).not.toMatch(/["'`$\\]/);
      if (language === 'zh-CN') expect(text, name).toMatch(/\p{sc=Han}/u);
      else expect(text, name).not.toMatch(/\p{sc=Han}/u);
    }
  });
});

describe('templates are filled', () => {
  const texts = { ...english.program.texts, sayTest: `It's \\ "so"`, modelHere: 'here' };

  test.each([
    ['// {{modelHere}}', singleQuoted, '// here'],
    ['f({{"sayTest"}})', singleQuoted, `f('It\\'s \\\\ "so"')`],
    ['{"a": {{"sayTest"}}}', doubleQuoted, `{"a": "It's \\\\ \\"so\\""}`],
    ['\n{ {x} }\n', singleQuoted, '{ {x} }'],
  ])('%s', (template, quote, result) => {
    expect(fill(template, texts, quote)).toBe(result);
  });

  test('types come and go', () => {
    const code = 'f/*<T>*/(a/*: T[]*/ = [])/*: Promise<T>*/ /* stays */';
    expect(annotate(code, true)).toBe('f<T>(a: T[] = []): Promise<T> /* stays */');
    expect(annotate(code, false)).toBe('f(a = []) /* stays */');
  });
});

describe('every program', () => {
  const python = { manager: 'pip', before: [], add: 'pip install', run: 'python3' } as const;
  const node = { needs: 'pnpm add openai', run: (file: string) => `node ${file}` };
  const cases = exampleNames.flatMap((name) => runtimesOf(name).map((runtime) => [name, runtime] as const));

  test.each(cases)('%s in %s is whole, with the model in one place', (name, runtime) => {
    for (const words of [english, chinese]) {
      for (const modules of ['esm', 'commonjs'] as const) {
        for (const typescript of [true, false]) {
          const setting = {
            title: words.titles[name],
            model: 'some-model-1',
            file: 'folder/file.x',
            envFiles: ['.env.local', '.env'],
            framework: { name: 'Vite', about: 'browserOnly' as const },
            words: words.program,
          };
          const project = { flavour: { modules, typescript }, node, python } as const;
          const { code, run } = makeProgram(name, runtime, project, setting) ?? { code: '', run: '' };
          expect(code.split('some-model-1')).toHaveLength(2);
          expect(code).toContain(words.titles[name]);
          expect(code).toContain(words.program.run(run));
          expect(run).toContain('folder/file.x');
          expect(code).toMatch(/OPENAI_API_KEY/);
          expect(code).toContain('.env.local');
          expect(code).not.toMatch(/undefined\b(?!;| ?:| \{|\))|\{\{|\[object|\bsk-|\/\*[:<]|\n\n\n\n/);
          expect(code).toMatch(/[^\n]\n$/);
        }
      }
    }
  });

  test('curl exists where a script teaches something', () => {
    expect(exampleNames.filter((name) => !runtimesOf(name).includes('curl'))).toEqual([
      'multi-turn',
      'errors',
    ]);
    expect(runtimes.every((runtime) => runtimesOf('chat').includes(runtime))).toBe(true);
  });

  test('has a model that lives, today and when the table is old', () => {
    expect(modelFor('chat', '2026-11-21')).toBe('gpt-6-luna');
    expect(modelFor('json', '2026-11-21')).not.toBe(modelFor('chat', '2026-11-21'));
    for (const name of exampleNames) expect(modelFor(name, '2099-01-01')).not.toBe('');
  });
});

describe('the flavour', () => {
  const facts = (content: object) => readPackage(JSON.stringify(content));

  test.each([
    [null, [], { modules: 'esm', typescript: false }],
    [facts({}), [], { modules: 'commonjs', typescript: false }],
    [facts({ type: 'module' }), [], { modules: 'esm', typescript: false }],
    [facts({ type: 'module' }), ['tsconfig.json'], { modules: 'esm', typescript: true }],
    [facts({ devDependencies: { typescript: '7' } }), [], { modules: 'commonjs', typescript: true }],
    [null, ['tsconfig.json'], { modules: 'esm', typescript: true }],
  ] as const)('of a project %#', (packageFacts, files, flavour) => {
    expect(projectFlavour(packageFacts, files)).toEqual(flavour);
  });

  test.each([
    ['a.mjs', { modules: 'esm', typescript: false }],
    ['a/b.CJS', { modules: 'commonjs', typescript: false }],
    ['a.js', { modules: 'commonjs', typescript: false }],
    ['a.mts', { modules: 'esm', typescript: true }],
    ['a.ts', { modules: 'commonjs', typescript: true }],
    ['a.py', { modules: 'commonjs', typescript: true }],
    ['constructor', { modules: 'commonjs', typescript: true }],
    [null, { modules: 'commonjs', typescript: true }],
  ] as const)('of the file %s in a CommonJS project with TypeScript', (path, flavour) => {
    expect(flavourOf(path, { modules: 'commonjs', typescript: true })).toEqual(flavour);
  });

  test('names the file', () => {
    expect(fileName('chat', 'node', { modules: 'esm', typescript: false })).toBe('openai-chat.mjs');
    expect(fileName('chat', 'node', { modules: 'commonjs', typescript: false })).toBe('openai-chat.cjs');
    expect(fileName('multi-turn', 'node', { modules: 'esm', typescript: true })).toBe('openai-multi-turn.ts');
    expect(fileName('json', 'python', { modules: 'esm', typescript: true })).toBe('openai-json.py');
    expect(fileName('json', 'curl', { modules: 'esm', typescript: true })).toBe('openai-json.sh');
  });
});

test.each([
  ['gpt-4o-mini', true],
  ['ft:gpt-4o-mini-2024-07-18:acme::abc', true],
  ['openai/gpt-4.1', true],
  ['@cf/meta/llama-3', true],
  ['llama3.1:8b', true],
  ['', false],
  ["x'; rm -rf /", false],
  ['$(id)', false],
  ['a b', false],
  ['a\nb', false],
  ['a"b', false],
  ['-x', false],
  ['a'.repeat(201), false],
])('%j can be a model id: %s', (text, is) => {
  expect(isModelId(text)).toBe(is);
});
