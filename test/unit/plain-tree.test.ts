import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Parser, Tree } from '@lezer/common';
import { parser as python } from '@lezer/python';
import { describe, expect, test } from 'vitest';
import { grammarOf, type PlainNode, plainTree } from '../../src/domain/code/reading/plain-tree.ts';
import { scriptParsers } from '../../src/domain/code/script.ts';

/** Each node as `depth name from to`, by the tree that Lezer itself makes; and whether there is an error. */
function byLezer(tree: Tree, start: number): { readonly nodes: readonly string[]; readonly broken: boolean } {
  const nodes: string[] = [];
  let depth = 0;
  let broken = false;
  tree.cursor().iterate(
    ({ type, from, to }) => {
      if (type.isError) broken = true;
      if (type.isTop || type.name.endsWith('Comment')) return type.isTop;
      nodes.push(`${depth} ${type.name} ${from + start} ${to + start}`);
      depth += 1;
      return true;
    },
    ({ type }) => {
      if (!type.isTop) depth -= 1;
    },
  );
  return { nodes, broken };
}

function flat(node: PlainNode, depth = 0): string[] {
  return node.children.flatMap((child, index) => {
    const { prevSibling, nextSibling } = child;
    const isInRow =
      prevSibling === (node.children[index - 1] ?? null) &&
      nextSibling === (node.children[index + 1] ?? null);
    return [`${isInRow ? depth : '?'} ${child.name} ${child.from} ${child.to}`, ...flat(child, depth + 1)];
  });
}

type Parts = readonly { readonly from: number; readonly to: number }[];

function compare(parser: Parser, text: string, parts?: Parts): void {
  const grammar = grammarOf(parser as Parameters<typeof grammarOf>[0]);
  const { top, broken } = plainTree(grammar, text, parts);
  expect({ nodes: flat(top), broken }).toEqual(byLezer(parser.parse(text, [], parts), parts?.[0]?.from ?? 0));
}

const folder = join(import.meta.dirname, '../../src/domain/code');
const scripts = readdirSync(folder, { encoding: 'utf8', recursive: true })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .filter((text) => text.length > 1000 && text.length < 9000);
const cases = join(import.meta.dirname, '../data/doctor/known');
const pythonCases = readdirSync(cases)
  .filter((name) => name.includes('py-'))
  .slice(0, 12)
  .flatMap((name) =>
    readFileSync(join(cases, name), 'utf8')
      .split(/^== (?:.+\.py|expected) ==$/m)
      .slice(1, -1),
  );

describe('a tree of plain nodes is the one that Lezer makes', () => {
  test('of code', () => {
    for (const text of scripts) for (const parser of Object.values(scriptParsers)) compare(parser, text);
    for (const text of pythonCases) compare(python, text);
  });

  test('of code that is cut off, or of another language', () => {
    for (const text of scripts)
      for (const end of [40, 333, 1500]) compare(scriptParsers.all, text.slice(end / 2, end));
    for (const text of [...pythonCases, ...scripts.slice(0, 4)]) compare(python, text.slice(17, 700));
  });

  test('of some parts of a text', () => {
    for (const text of scripts)
      compare(scriptParsers.all, text, [
        { from: 10, to: 200 },
        { from: 260, to: 700 },
        { from: 900, to: text.length },
      ]);
  });

  test('of nothing, and of very deep code', () => {
    compare(scriptParsers.all, '');
    compare(scriptParsers.all, '// nothing');
    compare(python, `x = ${'['.repeat(300)}${']'.repeat(300)}`);
  });
});
