import { isRun } from './dotenv-calls.ts';
import type { Evaluation } from './evaluation/evaluate.ts';
import { nodesOf, type Script, stringOf } from './script.ts';

/** A module of the project that a file takes in. */
export interface RelativeImport {
  /** As written: `./x`. */
  readonly specifier: string;
  /** Whether the code comes to it; null where only running it would tell. */
  readonly runs: boolean | null;
}

/** The modules of the project that a file takes in, in the order of its text. */
export function relativeImports(script: Script, evaluation: Evaluation): readonly RelativeImport[] {
  return nodesOf(script, 'ImportDeclaration', 'ExportDeclaration', 'CallExpression').flatMap((node) => {
    const isCall = node.name === 'CallExpression';
    const text = node.getChild('String') ?? (isCall ? node.getChild('ArgList')?.getChild('String') : null);
    const specifier = text && stringOf(script, text);
    if (!specifier?.startsWith('.')) return [];
    if (!isCall) return [{ specifier, runs: true }];
    if (!/^(?:require|import)\(/.test(script.text.slice(node.from, node.from + 8))) return [];
    return [{ specifier, runs: isRun(script, evaluation, node) }];
  });
}
