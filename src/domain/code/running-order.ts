import type { SyntaxNode } from '@lezer/common';
import { compareWays, type RunWay } from './first-run.ts';

/** How a file of a program comes to run. */
interface Runner {
  readonly program?: string;
  readonly args: readonly string[];
}

const keepsImports = /^(?:tsx|bun|deno|esno|jiti|vite-node|swc-node)$/;
const isTypeScript = /\.c?tsx?$/;

/** Whether TypeScript makes a CommonJS module of a file, which takes in the others where the text says so, not ahead. */
export function isMadeCommon(
  file: string,
  { program = '', args }: Runner,
  type: 'module' | 'commonjs',
): boolean {
  const runsAsItIs = program === 'node' && args.some((one) => isTypeScript.test(one));
  return isTypeScript.test(file) && type !== 'module' && !keepsImports.test(program) && !runsAsItIs;
}

/** Something that a file does, at its place in the text. */
export interface RunningPart {
  readonly node: SyntaxNode;
  /** Where it runs; its own place where nothing in the file is seen to call it. */
  readonly way: RunWay;
  readonly run: () => void;
}

/** Parts of a file in the order in which they run: what a module imports is loaded ahead of all else. */
export function asTheyRun(parts: readonly RunningPart[], isCommon: boolean): readonly RunningPart[] {
  const isAhead = ({ node }: RunningPart): boolean =>
    !isCommon && /^(?:Import|Export)Declaration$/.test(node.name);
  return parts.toSorted(
    (one, other) => Number(isAhead(other)) - Number(isAhead(one)) || compareWays(one.way, other.way),
  );
}
