// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs as people write them
import { describe, expect, test } from 'vitest';
import { type Needs, neededParts } from '../../src/domain/code/pieces/needed-parts.ts';
import { piecesOf } from '../../src/domain/code/pieces/top-level.ts';
import { gatherFacts } from '../../src/domain/doctor/gathering/gather-facts.ts';
import { Sources } from '../../src/domain/doctor/sources.ts';
import { found, judged } from '../support/doctor.ts';

const needs: Needs = {
  tells: (text) => text.includes('openai'),
  isShared: () => false,
  isTelling: () => false,
};
/** What is parsed of a text. */
const needed = (code: string, language: 'node' | 'python', more: Partial<Needs> = {}): string =>
  (neededParts(code, language, { ...needs, ...more }) ?? [{ from: 0, to: code.length }])
    .map(({ from, to }) => code.slice(from, to))
    .join('');
const filler = (name: string): string =>
  `export function ${name}(rows) {\n${"  rows.push('something that nobody asks for');\n".repeat(12)}  return rows;\n}\n`;
const fillerPython = (name: string): string =>
  `def ${name}(rows):\n${'    rows.append("something that nobody asks for")\n'.repeat(12)}    return rows\n\n`;
const statements = (code: string, language: 'node' | 'python' = 'node'): readonly string[] | undefined =>
  piecesOf(code, language)?.map(({ from, to }) => code.slice(from, to).trim());

describe('the statements of a file, by its text', () => {
  test.each<[string, string, readonly string[]]>([
    ['functions', 'const a = 1;\nfunction f() {\n}\nf();\n', ['const a = 1;', 'function f() {\n}', 'f();']],
    [
      'text at the margin in a template',
      'a();\nconst t = `\nimport x from "y";\n${b({ c: `d\ne` })}\n`;\nf();\n',
      ['a();', 'const t = `\nimport x from "y";\n${b({ c: `d\ne` })}\n`;', 'f();'],
    ],
    [
      'a regular expression with marks',
      'a();\nconst r = /[\'"`{(]/g;\nf();\n',
      ['a();', 'const r = /[\'"`{(]/g;', 'f();'],
    ],
    [
      'a comment with marks',
      "a();\n/* it's { */\nb(); // don't (\nf();\n",
      ["a();\n/* it's { */", "b(); // don't (", 'f();'],
    ],
    [
      'a text of JSX with an apostrophe',
      "a();\nconst v = <p>Don't {x}</p>;\nf();\n",
      ['a();', "const v = <p>Don't {x}</p>;", 'f();'],
    ],
    [
      'what is decorated',
      'a();\n@Injectable()\nexport class A {}\nf();\n',
      ['a();', '@Injectable()\nexport class A {}', 'f();'],
    ],
    ['what goes on', 'a();\nif (x) {\n}\nelse {\n}\nf();\n', ['a();', 'if (x) {\n}\nelse {\n}', 'f();']],
    [
      'a division',
      'a();\nconst q = (b + c) / d / e;\nf();\n',
      ['a();', 'const q = (b + c) / d / e;', 'f();'],
    ],
  ])('%s', (_, code, expected) => {
    expect(statements(code)).toEqual(expected);
  });

  test.each<[string, string, readonly string[]]>([
    ['functions', 'import a\ndef f():\n    pass\nf()\n', ['import a', 'def f():\n    pass', 'f()']],
    [
      'a text of several lines',
      'a = 1\nT = """\nimport b\n"""\nf()\n',
      ['a = 1', 'T = """\nimport b\n"""', 'f()'],
    ],
    [
      'what is decorated',
      'a = 1\n@app.get("/")\ndef f():\n    pass\nf()\n',
      ['a = 1', '@app.get("/")\ndef f():\n    pass', 'f()'],
    ],
    [
      'what goes on',
      'a = 1\ntry:\n    b\nexcept E:\n    c\nf()\n',
      ['a = 1', 'try:\n    b\nexcept E:\n    c', 'f()'],
    ],
    ['lines that are joined', 'a = 1\nb = 2 + \\\nc\nf()\n', ['a = 1', 'b = 2 + \\\nc', 'f()']],
  ])('of Python: %s', (_, code, expected) => {
    expect(statements(code, 'python')).toEqual(expected);
  });

  test.each(['a();\nb(`\nc();\n', 'a();\n}\nb();\nc();\n', 'a();\n/* b\nc();\n'])(
    'nothing of %j, which does not end',
    (code) => {
      expect(piecesOf(code, 'node')).toBeNull();
    },
  );
});

describe('only what is needed is parsed', () => {
  const code = `import OpenAI from 'openai';\nconst limit = 3;\n${filler('idle')}${filler('used')}${filler('modelOf')}const client = openai(used(limit), modelOf([]));\nexport const ask = () => client.ask();\n`;

  test('what tells something, what it uses, and what uses it', () => {
    const read = needed(code, 'node');
    for (const name of ['openai', 'limit = 3', 'const ask', 'function modelOf']) expect(read).toContain(name);
    expect(read).not.toContain('function idle');
  });

  test('no function that is used and speaks of nothing that matters', () => {
    expect(needed(code, 'node')).not.toContain('function used');
  });

  test('what another file may use', () => {
    expect(needed(code, 'node', { isShared: (name) => name === 'modelOf' })).toContain('function modelOf');
  });

  test('of Python as well', () => {
    const python = `import openai\n${fillerPython('idle')}${fillerPython('model_of')}client = openai.OpenAI(model_of([]))\n`;
    expect(needed(python, 'python')).not.toContain('def idle');
    expect(needed(python, 'python')).toContain('def model_of');
  });

  test('all of a text that is not understood', () => {
    const broken = `${code}\nconst t = \`\n`;
    expect(needed(broken, 'node')).toBe(broken);
  });

  test('findings stand where they stood', () => {
    const files = {
      'a.js': `${filler('idle')}${code.replace('client.ask()', "new OpenAI().responses.create({ model: 'gpt-4' })")}`,
    };
    const line = files['a.js'].split('\n').findIndex((one) => one.includes('gpt-4')) + 1;
    expect(found(files)).toEqual([`model_retired a.js:${line} gpt-4`]);
  });
});

describe('which files are parsed', () => {
  const file = (name: string, text: string) => ({ absolute: `/app/${name}`, text });

  test('those that tell something, and of the others those that a value comes from', () => {
    const sources = new Sources([
      file(
        'a.ts',
        "import OpenAI from 'openai';\nimport { size } from './size';\nimport { other } from './other';\nnew OpenAI().responses.create({ model: 'gpt-6-luna', max_output_tokens: size });\nother();\n",
      ),
      file('size.ts', 'export const size = 9;\n'),
      file('other.ts', 'export const other = () => 1;\n'),
      ...Array.from({ length: 200 }, (_, at) => file(`rest${at}.ts`, `export const rest = ${at};\n`)),
    ]);
    expect(sources.units().map(({ path }) => path)).toEqual(['/app/a.ts']);
    gatherFacts(sources, { official: true, isWhole: true });
    expect(sources.units().length).toBeLessThanOrEqual(3);
  });

  test('no minified file, none that is too long, and those are named', () => {
    const call = "import OpenAI from 'openai'; new OpenAI().responses.create({ model: 'gpt-4' });";
    const { seen, findings } = judged({
      'a.min.js': call,
      'b.js': `${call}${'x();'.repeat(3000)}`,
      'c.js': `// openai\n${'const value = 1;\n'.repeat(70_000)}`,
      'd.js': `${call}\0`,
    });
    expect(findings).toEqual([]);
    expect([...seen.unread].sort()).toEqual(
      ['a.min.js', 'b.js', 'c.js', 'd.js'].map((name) => `/app/${name}`),
    );
  });
});
