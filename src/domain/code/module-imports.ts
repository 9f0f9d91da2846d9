import type { SyntaxNode } from '@lezer/common';
import { isRun } from './dotenv-calls.ts';
import type { Evaluation } from './evaluation/evaluate.ts';
import { nodesOf, type Script, stringOf, textOf } from './script.ts';

/** A module that a file takes in: one of the project, or of a package. */
interface ModuleImport {
  /** As written: `./x`, `@/x`, `openai`. */
  readonly specifier: string;
  /** Whether the code comes to it; null where only running it would tell. */
  readonly runs: boolean | null;
  readonly node: SyntaxNode;
}

/** The modules that a file takes in, without Node's own, in the order of its text. */
export function moduleImports(script: Script, evaluation: Evaluation): readonly ModuleImport[] {
  return nodesOf(script, 'ImportDeclaration', 'ExportDeclaration', ...calls).flatMap((node) => {
    const isCall = calls.includes(node.name);
    const text = node.getChild('String') ?? (isCall ? node.getChild('ArgList')?.getChild('String') : null);
    const specifier = text && stringOf(script, text);
    if (!specifier || specifier.startsWith('node:')) return [];
    if (!isCall) return isType.test(textOf(script, node)) ? [] : [{ specifier, runs: true, node }];
    if (!/^(?:require|import)\(/.test(script.text.slice(node.from, node.from + 8))) return [];
    return [{ specifier, runs: isRun(script, evaluation, node), node }];
  });
}

const calls = ['CallExpression', 'DynamicImport'];

/** What is left of it when it runs is nothing. */
const isType = /^(?:import|export)\s+type\b/;
