import type { SyntaxNode } from '@lezer/common';
import { isRun } from './dotenv-calls.ts';
import type { Evaluation } from './evaluation/evaluate.ts';
import { nodesOf, type Script, stringOf, textOf } from './script.ts';

/** A module of the project that a file takes in. */
export interface RelativeImport {
  /** As written: `./x`. */
  readonly specifier: string;
  /** Whether the code comes to it; null where only running it would tell. */
  readonly runs: boolean | null;
  readonly node: SyntaxNode;
}

/** The modules of the project that a file takes in, in the order of its text. */
export function relativeImports(script: Script, evaluation: Evaluation): readonly RelativeImport[] {
  return nodesOf(script, 'ImportDeclaration', 'ExportDeclaration', 'CallExpression').flatMap((node) => {
    const isCall = node.name === 'CallExpression';
    const text = node.getChild('String') ?? (isCall ? node.getChild('ArgList')?.getChild('String') : null);
    const specifier = text && stringOf(script, text);
    if (!specifier?.startsWith('.')) return [];
    if (!isCall) return isType.test(textOf(script, node)) ? [] : [{ specifier, runs: true, node }];
    if (!/^(?:require|import)\(/.test(script.text.slice(node.from, node.from + 8))) return [];
    return [{ specifier, runs: isRun(script, evaluation, node), node }];
  });
}

/** What is left of it when it runs is nothing. */
const isType = /^(?:import|export)\s+type\b/;
