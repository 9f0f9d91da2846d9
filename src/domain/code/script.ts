import type { Parser, SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@lezer/javascript';

/** A JavaScript or TypeScript file as a syntax tree. Nothing of it is ever run. */
export interface Script {
  readonly text: string;
  readonly tree: Tree;
  readonly top: SyntaxNode;
  /** Some of it could not be understood: what is said of the rest may be wrong. */
  readonly broken: boolean;
}

/** All dialects; and that in which `<T>x` is a type. */
export const scriptParsers = {
  all: parser.configure({ dialect: 'ts jsx' }),
  types: parser.configure({ dialect: 'ts' }),
} as const;

/** Reads a file of any dialect. */
export function parseScript(text: string): Script {
  const { text: read, tree, broken } = parsedOf(text, scriptParsers, treeOf);
  return { text: read, tree, top: tree.topNode, broken };
}

function treeOf(by: Parser, text: string): Parsed & { readonly tree: Tree } {
  const tree = by.parse(text);
  return { tree, broken: hasFault(tree) };
}

/** What a text was parsed as. */
interface Parsed {
  /** Some of it could not be understood. */
  readonly broken: boolean;
}

/**
 * What `read` makes of a text in one of its forms. `<T>x` of TypeScript and JSX exclude each other, and the grammar has no
 * decorators in front of `export`, as all classes of NestJS and Angular have them: the first form without faults counts.
 */
export function parsedOf<P, T extends Parsed>(
  text: string,
  { all, types }: { readonly all: P; readonly types: P },
  read: (by: P, text: string) => T,
): T & { readonly text: string } {
  const first = read(all, text);
  if (!first.broken) return { ...first, text };
  const second = read(types, text);
  if (!second.broken) return { ...second, text };
  const plain = text.replace(exportOfClass, (all) => ' '.repeat(all.length));
  const third = plain === text ? second : read(types, plain);
  return third.broken ? { ...first, text } : { ...third, text: plain };
}

const exportOfClass = /\bexport\s{1,20}(?:default\s{1,20})?(?=(?:abstract\s{1,20})?class\b)/g;

function hasFault(tree: Tree): boolean {
  let found = false;
  tree.iterate({
    enter: ({ type }) => {
      found ||= type.isError;
      return !found;
    },
  });
  return found;
}

export const textOf = (
  { text }: Pick<Script, 'text'>,
  { from, to }: Pick<SyntaxNode, 'from' | 'to'>,
): string => text.slice(from, to);

/** The named parts of a node, without its punctuation and comments. */
export function partsOf(node: SyntaxNode): SyntaxNode[] {
  const parts: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (/^(?:[A-Z]|null$|this$)/.test(child.name) && !child.name.endsWith('Comment')) parts.push(child);
  return parts;
}

/** All nodes of some kinds, in the order of the text. */
export function nodesOf({ top }: Script, ...kinds: readonly string[]): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  top.cursor().iterate((node) => {
    if (kinds.includes(node.name)) found.push(node.node);
  });
  return found;
}

/** A string as it is meant; null for what is none. */
export function stringOf(
  script: Pick<Script, 'text'>,
  node: Pick<SyntaxNode, 'name' | 'from' | 'to'>,
): string | null {
  if (node.name !== 'String') return null;
  const inside = textOf(script, node).slice(1, -1);
  return inside.replace(/\\(?:\r\n|([\s\S]))/g, (_, char: string | undefined) =>
    char === undefined || char === '\n' ? '' : (escapes[char] ?? char),
  );
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', 0: '\0' };
