import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@lezer/javascript';

/** A JavaScript or TypeScript file as a syntax tree. Nothing of it is ever run. */
export interface Script {
  readonly text: string;
  readonly tree: Tree;
  readonly top: SyntaxNode;
  /** Some of it could not be understood: what is said of the rest may be wrong. */
  readonly broken: boolean;
}

const dialects = parser.configure({ dialect: 'ts jsx' });
const typesOnly = parser.configure({ dialect: 'ts' });

/** Reads a file of any dialect. `<T>x` of TypeScript and JSX exclude each other: the one without faults is taken. */
export function parseScript(text: string): Script {
  const first = parseAs(dialects, text);
  if (!first.broken) return first;
  const second = parseAs(typesOnly, text);
  if (!second.broken) return second;
  // The grammar has no decorators in front of `export`, as all classes of NestJS and Angular have them.
  const third = parseAs(
    typesOnly,
    text.replace(exportOfClass, (all) => ' '.repeat(all.length)),
  );
  return third.broken ? first : third;
}

const exportOfClass = /\bexport\s{1,20}(?:default\s{1,20})?(?=(?:abstract\s{1,20})?class\b)/g;

function parseAs(one: typeof parser, text: string): Script {
  const tree = one.parse(text);
  let broken = false;
  tree.iterate({
    enter: ({ type }) => {
      broken ||= type.isError;
      return !broken;
    },
  });
  return { text, tree, top: tree.topNode, broken };
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
