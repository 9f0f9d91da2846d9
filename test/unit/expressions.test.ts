import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/javascript';
import { expect, test } from 'vitest';

const longest = 120;
const typescript = parser.configure({ dialect: 'ts' });

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join('src', name));

/** Pieces of text in a node, each with what it says: a literal, or a template without what is put into it. */
function pieces(node: SyntaxNode, text: string): string[] {
  const found: string[] = [];
  node.cursor().iterate(({ name, from, to, node: inner }) => {
    const written = text.slice(from, to);
    if (name === 'RegExp') found.push(written.replace(/^\/|\/\w*$/g, ''));
    if (name === 'String') found.push(written.slice(1, -1));
    if (name === 'TemplateString') {
      const put = inner.getChildren('Interpolation').reduce((sum, one) => sum + one.to - one.from, 0);
      // `oneOf` is a list of words, each an expression.
      const isList = text.slice(from - 5, from) === 'oneOf';
      found.push(...(isList ? written.slice(1, -1).split(/\s+/) : [written.slice(1, -1 - put)]));
    }
    return true;
  });
  return found;
}

/** The expressions of a file: as literals, by `new RegExp`, by phrases, and constants that are put into them. */
function expressionsIn(text: string): { readonly at: string; readonly piece: string }[] {
  const found: { at: string; piece: string }[] = [];
  const constants = new Map<string, SyntaxNode>();
  const built: SyntaxNode[] = [];
  const tree = typescript.parse(text);
  tree.iterate({
    enter: ({ name, node, from, to }) => {
      if (name === 'VariableDeclaration') {
        const declared = node.getChild('VariableDefinition');
        if (declared) constants.set(text.slice(declared.from, declared.to), node);
      }
      if (name === 'RegExp') built.push(node);
      if (name === 'NewExpression' && /^new RegExp\(/.test(text.slice(from, to))) built.push(node);
      if (name === 'TemplateString' && text.slice(from - 6, from) === 'phrase') built.push(node);
    },
  });
  for (const node of built) {
    const used = text.slice(node.from, node.to).match(/(?<![.\w'"])[a-z]\w*/gi) ?? [];
    const strings = used.flatMap((name) => {
      const declaration = node.name === 'RegExp' ? undefined : constants.get(name);
      return declaration && isText(text.slice(declaration.from, declaration.to)) ? [declaration] : [];
    });
    for (const one of [node, ...strings]) {
      const at = `line ${text.slice(0, one.from).split('\n').length}`;
      const parts = pieces(one, text);
      found.push(...parts.map((piece) => ({ at, piece })));
      // Literals with a plus between them are one expression.
      if (/['"`]\s*\+\s*['"`]/.test(text.slice(one.from, one.to))) found.push({ at, piece: parts.join('') });
    }
  }
  return found;
}

/** The same; a file that cannot hold a long one is not parsed. */
const expressionsOf = (text: string) =>
  /new RegExp\(|phrase`|\/.{120}/.test(text) ? expressionsIn(text) : [];

const isText = (declaration: string): boolean => /^(?:const|let)[^=]*=\s*['"`]/.test(declaration);

test('an expression is found however it is written', () => {
  const long = 'ab|'.repeat(50);
  const written = [
    `const a = /${long}/i;`,
    `const a = new RegExp('${long}');`,
    `const a = new RegExp('${'ab|'.repeat(30)}' + '${'ab|'.repeat(30)}', 'i');`,
    `const words = '${long}';\nconst a = new RegExp(words, 'i');`,
    `const words = '${'ab|'.repeat(30)}' +\n  '${'ab|'.repeat(30)}';\nconst a = new RegExp(\`(?:\${words})\`);`,
    `const a = phrase\`${long}\${b}\`;`,
  ];
  for (const text of written) {
    expect(
      expressionsIn(text).map(({ piece }) => piece.length > longest),
      text,
    ).toContain(true);
  }
  const list = `const a = anyOf(/${'ab|'.repeat(30)}/, /${'ab|'.repeat(30)}/);`;
  expect(expressionsIn(list).filter(({ piece }) => piece.length > longest)).toEqual([]);
});

test(`no expression is longer than ${longest} characters: longer ones are lists of phrases`, () => {
  const long = files.flatMap((file) =>
    expressionsOf(readFileSync(file, 'utf8'))
      .filter(({ piece }) => piece.length > longest)
      .map(({ at, piece }) => `${file}, ${at}: ${piece.length}`),
  );
  expect([...new Set(long)]).toEqual([]);
});
