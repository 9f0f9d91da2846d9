import type { NodeSet, NodeType, Parser } from '@lezer/common';

/** What a grammar calls a kind of node, and what becomes of it here. */
interface NodeKind {
  readonly id: number;
  readonly name: string;
  /** A part of the program, no punctuation. */
  readonly isNamed: boolean;
  readonly isError: boolean;
  readonly isComment: boolean;
  /** Its children take its place. */
  readonly isFlat: boolean;
}

/** A node of a syntax tree as a plain object: going through it costs a fraction of what Lezer's own nodes do. */
export class PlainNode {
  readonly kind: NodeKind;
  readonly from: number;
  readonly to: number;
  children: PlainNode[] = none;
  parent: PlainNode | null = null;
  /** Which of its parent's children it is. */
  index = 0;

  constructor(kind: NodeKind, from: number, to: number) {
    this.kind = kind;
    this.from = from;
    this.to = to;
  }

  get name(): string {
    return this.kind.name;
  }

  get firstChild(): PlainNode | null {
    return this.children[0] ?? null;
  }

  get nextSibling(): PlainNode | null {
    return this.parent?.children[this.index + 1] ?? null;
  }

  get prevSibling(): PlainNode | null {
    return this.parent?.children[this.index - 1] ?? null;
  }

  getChild(name: string): PlainNode | null {
    for (const child of this.children) if (child.kind.name === name) return child;
    return null;
  }

  getChildren(name: string): PlainNode[] {
    return this.children.filter((child) => child.kind.name === name);
  }

  /** Takes over its children, the last `count` of some nodes: they were found from the end of the text to its beginning. */
  own(found: PlainNode[], count: number): void {
    const children = new Array<PlainNode>(count);
    for (let index = 0; index < count; index += 1) {
      const child = found.pop();
      if (!child) continue;
      child.parent = this;
      child.index = index;
      children[index] = child;
    }
    this.children = children;
  }
}

/** The named parts of a node, without its punctuation. */
export const namedParts = ({ children }: PlainNode): PlainNode[] => children.filter(isNamed);

/** A part of the program, no punctuation. */
export const isNamed = ({ kind }: PlainNode): boolean => kind.isNamed;

/** Of all nodes without children: most have none. */
const none: PlainNode[] = [];

/** A grammar with what is known of its kinds of nodes, by their numbers. */
interface Grammar {
  readonly parser: Parser;
  readonly kinds: readonly NodeKind[];
}

export function grammarOf(parser: Parser & { readonly nodeSet: NodeSet }): Grammar {
  return { parser, kinds: parser.nodeSet.types.map(kindOf) };
}

function kindOf({ id, name, isTop, isError, isAnonymous }: NodeType): NodeKind {
  const first = name.charCodeAt(0);
  return {
    ...{ id, name, isError },
    isNamed: (first >= 65 && first <= 90) || name === 'null' || name === 'this',
    isComment: name.endsWith('Comment'),
    isFlat: isTop || isAnonymous,
  };
}

/** Where Lezer's parser keeps what it has found: kind, start, end and size of each node, behind those that it consists of. */
interface ParserStack {
  readonly buffer: readonly number[];
  readonly bufferBase: number;
  readonly parent: ParserStack | null;
}

/** A parser at work, with the step that makes a tree of its stack. */
interface ParserRun {
  advance(): unknown;
  stackToTree(stack: ParserStack): unknown;
}

/**
 * The tree of a text, or of some parts of it, without comments. Read from what the parser leaves before it makes a tree of its
 * own, which is as much work again; `test/unit/plain-tree.test.ts` holds it against that tree. `broken`: some of it could not
 * be understood.
 */
export function plainTree(
  { parser, kinds }: Grammar,
  text: string,
  parts?: readonly { readonly from: number; readonly to: number }[],
): { readonly top: PlainNode; readonly broken: boolean } {
  const run = parser.startParse(text, [], parts) as unknown as ParserRun;
  const found: ParserStack[] = [];
  run.stackToTree = (stack) => found.push(stack);
  while (!run.advance());
  const buffer = found[0] ? wholeBuffer(found[0]) : [];
  const top = new PlainNode(topKind, parts?.[0]?.from ?? 0, parts?.at(-1)?.to ?? text.length);
  return { top, broken: addNodes(top, buffer, kinds) };
}

const topKind = { id: -1, name: '', isNamed: false, isError: false, isComment: false, isFlat: true };

/** A stack that was split off has only what came since. */
function wholeBuffer(stack: ParserStack): readonly number[] {
  let { buffer } = stack;
  for (let { parent, bufferBase } = stack; parent; { parent, bufferBase } = parent)
    buffer = [...parent.buffer.slice(0, bufferBase - parent.bufferBase), ...buffer];
  return buffer;
}

/** From the end of the buffer to its beginning, so that a node comes before its children. Returns whether one is an error. */
function addNodes(top: PlainNode, buffer: readonly number[], kinds: readonly NodeKind[]): boolean {
  const path = [top];
  /** Where in the buffer the children of each begin, and how many nodes were waiting for their parents before them. */
  const begins = [0];
  const before = [0];
  const waiting: PlainNode[] = [];
  let begin = 0;
  let broken = false;
  const close = (): void => {
    begins.pop();
    path.pop()?.own(waiting, waiting.length - (before.pop() ?? 0));
  };
  for (let at = buffer.length; at > 0; ) {
    while (at <= begin && path.length > 1) {
      close();
      begin = begins.at(-1) ?? 0;
    }
    const size = buffer[at - 1] ?? 0;
    const kind = size < 0 ? undefined : kinds[buffer[at - 4] ?? 0];
    if (kind?.isError) broken = true;
    if (kind?.isComment) at -= size;
    else if (!kind || kind.isFlat) at -= 4;
    else {
      const node = new PlainNode(kind, buffer[at - 3] ?? 0, buffer[at - 2] ?? 0);
      waiting.push(node);
      if (size > 4) {
        begin = at - size;
        path.push(node);
        begins.push(begin);
        before.push(waiting.length);
      }
      at -= 4;
    }
  }
  while (path.length > 0) close();
  return broken;
}
