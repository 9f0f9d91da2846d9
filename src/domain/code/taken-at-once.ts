import type { SyntaxNode } from '@lezer/common';
import { nodesOf, partsOf, type Script, textOf } from './script.ts';

const client = /^(?:\w+\.)?(?:Chat)?OpenAI(?:Embeddings)?$/;
const givenText = /\bapiKey\s*:\s*["'`]/;
const laterCode = /^(?:FunctionDeclaration|FunctionExpression|ArrowFunction|MethodDeclaration)$/;

/**
 * Where code takes the key from the environment as soon as its file is loaded: by a client that is made outside of every
 * function, or by a value of its own. What is loaded afterwards comes too late for it.
 */
export function keyTakenAtOnce(script: Script): readonly SyntaxNode[] {
  const clients = nodesOf(script, 'NewExpression').filter((node) => {
    const [callee] = partsOf(node);
    return callee && client.test(textOf(script, callee)) && !givenText.test(textOf(script, node));
  });
  const values = nodesOf(script, 'MemberExpression').filter(
    (node) => textOf(script, node) === 'process.env.OPENAI_API_KEY' && isKept(script, node),
  );
  return [...clients, ...values].filter((node) => !runsLater(node));
}

/** Whether code stands in a function, or in a field of what a class makes: it runs when that is called. */
export function runsLater(node: SyntaxNode): boolean {
  for (let one: SyntaxNode | null = node; one; one = one.parent)
    if (laterCode.test(one.name) || (one.name === 'PropertyDeclaration' && !one.getChild('static')))
      return true;
  return false;
}

/** Whether a value goes into a name or a field: one that is only looked at is not taken. */
function isKept(script: Script, node: SyntaxNode): boolean {
  for (let one = node.parent; one; one = one.parent) {
    if (one.name === 'UnaryExpression' || one.getChild('CompareOp')) return false;
    if (one.name === 'VariableDeclaration') return true;
    if (one.name === 'AssignmentExpression')
      return !/^process\.env\b/.test(textOf(script, one)) && one.from !== node.from;
    if (/Statement$|^Block$/.test(one.name)) return false;
  }
  return false;
}
