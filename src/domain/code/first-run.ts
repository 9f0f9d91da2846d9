import type { SyntaxNode } from '@lezer/common';
import { addTo } from './program.ts';
import { nodesOf, partsOf, type Script, textOf } from './script.ts';
import { functionAround, makerAround } from './taken-at-once.ts';

/** Places in a text: of the calls that lead to code from the top of its file, the outermost first, and its own. */
export type RunWay = readonly number[];

/** What runs first of two. */
export function compareWays(one: RunWay, other: RunWay): number {
  const at = one.findIndex((place, n) => place !== other[n]);
  return at < 0 ? one.length - other.length : (one[at] ?? 0) - (other[at] ?? Number.POSITIVE_INFINITY);
}

/** Where code of a file runs for the first time while that is loaded; null where nothing there is seen to call it. */
export function firstRuns(script: Script): (node: SyntaxNode) => RunWay | null {
  const calls = callsByName(script);
  const known = new Map<number, RunWay | null>();
  const ofFunction = (around: SyntaxNode, node: SyntaxNode): RunWay | null => {
    const found = known.get(around.from);
    if (found !== undefined) return found;
    // One that calls itself is not run by that.
    known.set(around.from, null);
    const ways = (calls.get(makerAround(script, node) ?? '') ?? []).flatMap((call) => {
      const way = wayTo(call);
      return way === null ? [] : [way];
    });
    const first = ways.toSorted(compareWays)[0] ?? null;
    known.set(around.from, first);
    return first;
  };
  const wayTo = (node: SyntaxNode): RunWay | null => {
    const around = functionAround(node);
    if (around === null) return [node.from];
    const way = ofFunction(around, node);
    return way && [...way, node.from];
  };
  return wayTo;
}

/** The calls of functions, and what makes classes, by their names. */
export function callsByName(script: Script): ReadonlyMap<string, readonly SyntaxNode[]> {
  const known = callsIn.get(script);
  if (known) return known;
  const found = new Map<string, SyntaxNode[]>();
  callsIn.set(script, found);
  for (const node of nodesOf(script, 'CallExpression', 'NewExpression')) {
    const [callee] = partsOf(node);
    if (callee?.name !== 'VariableName') continue;
    const name = textOf(script, callee);
    addTo(found, name, node);
  }
  return found;
}

/** Those of a script are asked for again and again. */
const callsIn = new WeakMap<Script, ReadonlyMap<string, readonly SyntaxNode[]>>();
