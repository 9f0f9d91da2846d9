// The small faults that are put into a source file: each replaces one stretch of its text.
import { parseAst } from 'vitest/node';

/**
 * All faults of a TypeScript source, in order: `{start, end, becomes, kind, line, column, was}`; offsets in UTF-16
 * units, line and column from 1.
 */
export function mutantsOf(source) {
  const found = [];
  visit(parseAst(source, { lang: 'ts' }), null, (node, parent) => {
    const text = (part) => source.slice(part.start, part.end);
    for (const rule of rules) for (const change of rule(node, parent, text)) found.push(change);
  });
  const seen = new Set();
  return found
    .filter(({ start, end, becomes }) => {
      const id = `${start} ${end} ${becomes}`;
      if (source.slice(start, end) === becomes || seen.has(id)) return false;
      seen.add(id);
      return true;
    })
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map((change) => ({
      ...change,
      ...positionOf(source, change.start),
      was: source.slice(change.start, change.end),
    }));
}

/** The source with one fault in it. */
export const withMutant = (source, { start, end, becomes }) =>
  source.slice(0, start) + becomes + source.slice(end);

function positionOf(source, at) {
  const before = source.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Types mean nothing when the program runs. Of an expression with a type, only the expression is looked at. */
const withExpression = new Set(['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression']);
const left = new Set(['ImportDeclaration', 'ExportAllDeclaration', 'ImportExpression', 'TemplateElement']);

function visit(node, parent, look) {
  if (left.has(node.type) || (node.type.startsWith('TS') && !withExpression.has(node.type))) return;
  look(node, parent);
  for (const [name, child] of Object.entries(node)) {
    if (/^type|returnType|implements/.test(name) || child === null || typeof child !== 'object') continue;
    for (const one of Array.isArray(child) ? child : [child]) {
      if (typeof one?.type === 'string') visit(one, node, look);
    }
  }
}

const replace = (node, becomes, kind) => ({ start: node.start, end: node.end, becomes, kind });

const otherOperators = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
};

/** Comparisons, boundaries, sums and conjunctions. */
function operators(node, _parent, text) {
  if (node.type !== 'BinaryExpression' && node.type !== 'LogicalExpression') return [];
  if (node.operator === '+' && [node.left, node.right].some(isText)) return [];
  return (otherOperators[node.operator] ?? []).map((operator) => {
    const right = node.operator === '??' || operator === '&&' ? `(${text(node.right)})` : text(node.right);
    const left = operator === '||' || node.operator === '??' ? `(${text(node.left)})` : text(node.left);
    return replace(node, `(${left} ${operator} ${right})`, `${node.operator} becomes ${operator}`);
  });
}

const isText = ({ type, value }) =>
  type === 'TemplateLiteral' || (type === 'Literal' && typeof value === 'string');

/** What decides a branch, taken as always so or never so; a negation left out. */
function conditions(node, _parent, text) {
  if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') {
    return ['true', 'false'].map((becomes) => replace(node.test, becomes, `condition ${becomes}`));
  }
  if (node.type === 'WhileStatement') return [replace(node.test, 'false', 'condition false')];
  if (node.type === 'UnaryExpression' && node.operator === '!') {
    return [replace(node, `(${text(node.argument)})`, 'negation removed')];
  }
  return [];
}

const decides = ({ type, operator }) =>
  (type === 'BinaryExpression' && /^(?:[<>]=?|[!=]==)$/.test(operator)) ||
  (type === 'LogicalExpression' && operator !== '??') ||
  (type === 'UnaryExpression' && operator === '!');

/** Answers that are true or false, and constants. */
function values(node, parent) {
  if (node.type === 'ReturnStatement' && node.argument && decides(node.argument)) {
    return ['true', 'false'].map((becomes) => replace(node.argument, becomes, `returns ${becomes}`));
  }
  if (node.type === 'ArrowFunctionExpression' && node.body.type !== 'BlockStatement' && decides(node.body)) {
    return ['true', 'false'].map((becomes) => replace(node.body, becomes, `returns ${becomes}`));
  }
  if (node.type === 'TemplateLiteral') return [replace(node, '``', 'text emptied')];
  if (node.type !== 'Literal' || (parent?.type === 'Property' && parent.key === node)) return [];
  if (typeof node.value === 'boolean') return [replace(node, String(!node.value), 'boolean swapped')];
  if (typeof node.value === 'number') return [replace(node, String(node.value + 1), 'number plus one')];
  if (typeof node.value === 'string' && parent?.type !== 'ExpressionStatement') {
    return [
      replace(
        node,
        node.value === '' ? "'mutant'" : "''",
        node.value === '' ? 'text filled' : 'text emptied',
      ),
    ];
  }
  return [];
}

/** What is in a list, or is spread into one. */
function lists(node, parent) {
  if (node.type === 'ArrayExpression' && node.elements.length > 0)
    return [replace(node, '[]', 'list emptied')];
  if (node.type !== 'SpreadElement' || parent?.type === 'CallExpression') return [];
  return [replace(node, parent?.type === 'ArrayExpression' ? '...[]' : '...{}', 'spread removed')];
}

const otherCalls = {
  max: 'min',
  min: 'max',
  ceil: 'floor',
  floor: 'ceil',
  round: 'floor',
  some: 'every',
  every: 'some',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  indexOf: 'lastIndexOf',
  lastIndexOf: 'indexOf',
  find: 'findLast',
  findLast: 'find',
};
/** Calls that give back something of the kind that they were made on. */
const passable =
  /^(?:trim(?:Start|End)?|to(?:Lower|Upper)Case|slice|filter|sort|toSorted|reverse|toReversed|replace(?:All)?|concat)$/;

function calls(node, _parent, text) {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || node.callee.computed)
    return [];
  const { object, property } = node.callee;
  const other = otherCalls[property.name];
  if (other) return [replace(property, other, `${property.name} becomes ${other}`)];
  return passable.test(property.name) ? [replace(node, text(object), `${property.name} removed`)] : [];
}

/** Statements that do something and are left out. */
function statements(node) {
  const removable =
    (node.type === 'ExpressionStatement' && !node.directive) ||
    node.type === 'ThrowStatement' ||
    node.type === 'ContinueStatement';
  return removable ? [replace(node, ';', 'statement removed')] : [];
}

const rules = [operators, conditions, values, lists, calls, statements];
