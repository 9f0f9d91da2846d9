import type { SyntaxNode } from '@lezer/common';
import { nodesOf, partsOf, type Script, textOf } from './script.ts';

/** Where code takes the key from the environment: what is loaded afterwards comes too late for it. */
interface KeyTaking {
  /** By a client that is made, or by a value of its own. */
  readonly all: readonly SyntaxNode[];
  /** The names of its functions and classes that do so when they are called or made. */
  readonly makers: ReadonlySet<string>;
}

/** Where a file takes the key. */
export function keyTaking(script: Script): KeyTaking {
  const clients = nodesOf(script, 'NewExpression').filter((node) => {
    const [callee] = partsOf(node);
    return callee && client.test(textOf(script, callee)) && !givenText.test(textOf(script, node));
  });
  const all = [...clients, ...valuesTaken(script)];
  return {
    all,
    makers: new Set(all.flatMap((node) => (runsLater(node) ? (makerAround(script, node) ?? []) : []))),
  };
}

/** Where a file calls, or makes, one of these. */
export function namedCalls(
  script: Script,
  names: ReadonlySet<string>,
): readonly { readonly node: SyntaxNode; readonly name: string }[] {
  if (names.size === 0) return [];
  return nodesOf(script, 'CallExpression', 'NewExpression').flatMap((node) => {
    const [callee] = partsOf(node);
    const name = callee?.name === 'VariableName' ? textOf(script, callee) : '';
    return names.has(name) ? [{ node, name }] : [];
  });
}

/** The names that a file takes in from other modules, as it calls them. */
export function importedNames(script: Script): ReadonlySet<string> {
  const names = nodesOf(script, 'ImportDeclaration', 'VariableDeclaration').flatMap((node) => {
    const isImport =
      node.name === 'ImportDeclaration' || /=\s*(?:await\s+)?(?:require|import)\(/.test(textOf(script, node));
    return isImport ? nodesIn(node, 'VariableDefinition').map((one) => textOf(script, one)) : [];
  });
  return new Set(names);
}

/** Whether code stands in a function, or in a field of what a class makes: it runs when that is called. */
const runsLater = (node: SyntaxNode): boolean => functionAround(node) !== null;

const client = /^(?:\w+\.)?(?:Chat)?OpenAI(?:Embeddings)?$/;
const givenText = /\bapiKey\s*:\s*["'`]/;

/** The nearest function, or field of a class, around code; one that is called on the spot is none. */
export function functionAround(node: SyntaxNode): SyntaxNode | null {
  for (let one: SyntaxNode | null = node; one; one = one.parent)
    if ((isFunction(one) && !isCalledHere(one)) || isField(one)) return one;
  return null;
}

/** A method of an object is a property with parameters. */
const isFunction = (node: SyntaxNode): boolean =>
  /^(?:FunctionDeclaration|FunctionExpression|ArrowFunction|MethodDeclaration)$/.test(node.name) ||
  (node.name === 'Property' && node.getChild('ParamList') !== null);

const isField = (node: SyntaxNode): boolean =>
  node.name === 'PropertyDeclaration' && !node.getChild('static');

function isCalledHere({ parent }: SyntaxNode): boolean {
  const call = parent?.name === 'ParenthesizedExpression' ? parent.parent : null;
  return call?.name === 'CallExpression' && call.firstChild?.from === parent?.from;
}

/** What has to be called, or made, for code to run; null where that has no name. */
export function makerAround(script: Script, node: SyntaxNode): string | null {
  const around = functionAround(node) as SyntaxNode;
  const isMade = isField(around) || (around.name === 'MethodDeclaration' && isConstructor(script, around));
  const named = isMade ? around.parent?.parent : around;
  const name = named?.getChild('VariableDefinition') ?? named?.parent?.getChild('VariableDefinition');
  return name ? textOf(script, name) : null;
}

function isConstructor(script: Script, method: SyntaxNode): boolean {
  const name = method.getChild('PropertyDefinition');
  return name !== null && textOf(script, name) === 'constructor';
}

/** Where the value, or all of the environment, goes into a name or a field. */
function valuesTaken(script: Script): readonly SyntaxNode[] {
  const values = nodesOf(script, 'MemberExpression').filter(
    (node) =>
      (isKey(script, node) || (isWhole(script, node) && namesKey.test(script.text))) && isKept(script, node),
  );
  const patterns = nodesOf(script, 'VariableDeclaration').filter((node) =>
    namedInPattern.test(textOf(script, node)),
  );
  return [...values, ...patterns];
}

const environment = /^\(?process\??\.env(?:as\w+\))?/;
const namesKey = /openai_?api_?key/i;
const namedInPattern = /^(?:const|let|var)\s*\{[^}]*\bOPENAI_API_KEY\b[^}]*\}\s*=\s*process\.env\b/;

function isKey(script: Script, node: SyntaxNode): boolean {
  const text = textOf(script, node).replace(/\s/g, '');
  const rest = text.replace(environment, '');
  return rest !== text && /^(?:\??\.OPENAI_API_KEY|(?:\?\.)?\[["'`]OPENAI_API_KEY["'`]\])$/.test(rest);
}

/** What is handed all of the environment and keeps none of it: other programs, what prints, what fills it. */
const keepsNone =
  /(?:^|\.)(?:spawn\w*|exec\w*|fork|\$|log|info|debug|error|warn|keys|entries|expand|populate|config|assign)$/;

/** `process.env` as an argument, or spread into another object: a schema, or a copy, has the key by then. */
function isWhole(script: Script, node: SyntaxNode): boolean {
  if (textOf(script, node) !== 'process.env') return false;
  if (node.parent?.getChild('Spread')) return true;
  for (let one = node.parent; one; one = one.parent) {
    if (!/^(?:Property|ObjectExpression|ArgList)$/.test(one.name)) return false;
    if (one.name === 'ArgList') {
      const callee = one.parent?.firstChild;
      return callee ? !keepsNone.test(textOf(script, callee)) : false;
    }
  }
  return false;
}

/** Whether a value goes into a name, a field or an option: one that is only looked at is not taken. */
function isKept(script: Script, node: SyntaxNode): boolean {
  let isOption = false;
  for (let one = node.parent; one; one = one.parent) {
    if (one.name === 'UnaryExpression' || one.getChild('CompareOp')) return false;
    if (/^(?:VariableDeclaration|ExportDeclaration|PropertyDeclaration|ReturnStatement)$/.test(one.name))
      return true;
    if (one.name === 'AssignmentExpression')
      return !/^process\.env\b/.test(textOf(script, one)) && one.from !== node.from;
    if (one.name === 'Property') isOption = true;
    if (one.name === 'ArgList' && isOption) return true;
    if (/Statement$|^Block$/.test(one.name)) return false;
  }
  return false;
}

function nodesIn(node: SyntaxNode, kind: string): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  node.cursor().iterate((one) => {
    if (one.name === kind) found.push(one.node);
  });
  return found;
}
